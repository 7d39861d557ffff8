//! Prints the records of a log, from its beginning or from an offset. Works on a data folder of Apache Kafka, too.
//!
//! ```text
//! cargo run -p engine --example read -- FOLDER TOPIC [PARTITION [OFFSET]]
//! ```

use std::error::Error;
use std::io::Write;

use engine::{Engine, EngineConfig, Isolation, Offset};

const BYTES_MAX: u32 = 1 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    run(std::env::args().skip(1), &mut std::io::stdout())
}

/// The example; the tests run it, too.
pub fn run(mut arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = arguments.next().ok_or("which folder?")?;
    let topic = arguments.next().ok_or("which topic?")?;
    let partition = arguments.next().map_or(Ok(0), |partition| partition.parse())?;
    let offset: Option<i64> = arguments.next().map(|offset| offset.parse()).transpose()?;

    let mut engine = Engine::open(folder, EngineConfig::default())?;
    let log = engine.open_log(&topic, partition)?;
    for (topic_partition, finding) in engine.findings() {
        writeln!(out, "{topic_partition}: {finding:?}")?;
    }
    let start = engine.log(log).ok_or("just opened")?.log_start_offset();
    let mut next = offset.map_or(start, Offset);
    loop {
        let read = engine.read(log, next, BYTES_MAX, Isolation::LogEnd)?;
        if read.bytes().is_empty() {
            break;
        }
        for record in read.records() {
            let record = record?;
            let value = String::from_utf8_lossy(record.value.as_deref().unwrap_or_default()).into_owned();
            writeln!(out, "{}\t{value}", record.offset)?;
        }
        next = read.next_offset();
    }
    engine.close()?;
    Ok(())
}
