//! Appends lines to a log and waits until they are on the disk.
//!
//! ```text
//! cargo run -p engine --example append -- FOLDER TOPIC LINE...
//! ```

use std::error::Error;
use std::io::Write;

use engine::{Engine, EngineConfig, Flush};
use protocol::records::{BatchBuilder, Codec, Compression};

fn main() -> Result<(), Box<dyn Error>> {
    run(std::env::args().skip(1), &mut std::io::stdout())
}

/// The example; the tests run it, too.
pub fn run(mut arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = arguments.next().ok_or("which folder?")?;
    let topic = arguments.next().ok_or("which topic?")?;

    let mut engine = Engine::open(folder, EngineConfig::default())?;
    let log = engine.open_log(&topic, 0)?;

    let mut batch = BatchBuilder::new(Codec::new(Compression::Lz4));
    for line in arguments {
        batch.append(engine.now_ms(), None, Some(line.as_bytes()), &[]);
    }
    if !batch.is_empty() {
        let info = engine.append(log, &batch.build()?, Flush::BeforeReturn)?;
        writeln!(out, "offsets {} to {}", info.base_offset, info.last_offset)?;
    }
    engine.close()?;
    Ok(())
}
