//! Fills a compacted log with changes of some keys, compacts it, and tells what that took.
//!
//! ```text
//! cargo run --release -p engine --example compact -- FOLDER [RECORDS [KEYS [VALUE-BYTES [CODEC]]]]
//! ```

use std::error::Error;
use std::io::Write;
use std::time::Duration;

use engine::{CleanerConfig, Engine, EngineConfig, Flush, Isolation, LogConfig, LogManagerConfig};
use protocol::records::{BatchBuilder, Codec, Compression};

const RECORDS_PER_BATCH: u64 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    run(std::env::args().skip(1), &mut std::io::stdout())
}

/// The example; the tests run it, too.
pub fn run(mut arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = arguments.next().ok_or("which folder?")?;
    let mut number = |default: u64| arguments.next().map_or(Ok(default), |text| text.parse::<u64>());
    let (records, keys, value_bytes) = (number(100_000)?, number(1_000)?, number(200)?);
    let codec: Compression = arguments.next().map_or(Ok(Compression::None), |text| text.parse())?;

    let log = LogConfig {
        cleanup_compact: true,
        cleanup_delete: false,
        segment_bytes_max: 16 << 20,
        min_cleanable_dirty_ratio: 0.0,
        ..LogConfig::default()
    };
    // It begins when it is told to: the filling is not to be measured.
    let cleaner =
        CleanerConfig { enabled: false, backoff: Duration::from_millis(1), ..CleanerConfig::default() };
    let manager = LogManagerConfig { cleaner: cleaner.clone(), ..LogManagerConfig::default() };
    let mut engine = Engine::open(folder, EngineConfig { log, manager })?;
    let changes = engine.open_log("changes", 0)?;
    let segments_before = engine.log(changes).ok_or("just opened")?.segment_count();

    let mut key = 1u64;
    for _ in 0..records.div_ceil(RECORDS_PER_BATCH) {
        let mut batch = BatchBuilder::new(Codec::new(codec));
        for _ in 0..RECORDS_PER_BATCH {
            // A congruential generator visits the keys in no order.
            key = key.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let name = format!("key-{}", (key >> 33) % keys);
            let value = vec![key as u8; value_bytes as usize];
            batch.append(engine.now_ms(), Some(name.as_bytes()), Some(&value), &[]);
        }
        engine.append(changes, &batch.build()?, Flush::Later)?;
    }
    let end = engine.log(changes).ok_or("it is open")?.log_end_offset();
    engine.flush_to(changes, end)?;

    engine.set_cleaner_config(CleanerConfig { enabled: true, ..cleaner });
    // What has been compacted before is clean, and the segment that is appended to is left alone.
    let is_dirty = engine.log(changes).ok_or("it is open")?.segment_count() > segments_before;
    while is_dirty && engine.last_cleaning().is_none() {
        engine.tick_until(Duration::from_millis(10))?;
    }
    match engine.last_cleaning() {
        Some((topic_partition, report)) => writeln!(out, "{topic_partition} {report}")?,
        None => writeln!(out, "no segment was completed: nothing to compact yet")?,
    }
    let read = engine.read(changes, engine::Offset(0), 1 << 20, Isolation::LogEnd)?;
    let first = read.records().next().ok_or("no record is left")??;
    writeln!(out, "the oldest record is at offset {} now", first.offset)?;
    engine.close()?;
    Ok(())
}
