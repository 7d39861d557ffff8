//! Snapshots of producer state.

use std::io::Write;

use anyhow::{Result, anyhow, bail};
use protocol::Message;
use protocol::storage::ProducerSnapshot;

use super::source::Source;

/// Where the bytes begin that the checksum is of: behind version and checksum.
const CRC_END: usize = 6;
const VERSION: i16 = 1;

/// Prints each producer, as Kafka's DumpLogSegments does.
pub(super) fn dump(source: &mut Source, out: &mut impl Write) -> Result<()> {
    let bytes = source.read_all()?;
    let Some((version, body)) = bytes.split_first_chunk::<2>() else {
        bail!("position 0: it is empty");
    };
    let version = i16::from_be_bytes(*version);
    if version != VERSION {
        bail!("position 0: version {version} is unknown");
    }
    let snapshot = ProducerSnapshot::decode(body, version).map_err(|error| anyhow!("position 2: {error}"))?;
    let computed = crc32c::crc32c(bytes.get(CRC_END..).unwrap_or_default());
    if snapshot.crc != computed {
        bail!("position 2: CRC-32C is {computed:#010x}, the header says {:#010x}", snapshot.crc);
    }
    for entry in &snapshot.producer_entries {
        write!(
            out,
            "producerId: {} producerEpoch: {} coordinatorEpoch: {} currentTxnFirstOffset: {} lastTimestamp: {} ",
            entry.producer_id,
            entry.epoch,
            entry.coordinator_epoch,
            optional(entry.current_txn_first_offset),
            entry.timestamp
        )?;
        // A producer whose only traces are markers has written no batch.
        if entry.last_offset >= 0 {
            write!(
                out,
                "firstSequence: {} lastSequence: {} lastOffset: {} offsetDelta: {} timestamp: {}",
                entry.last_sequence.wrapping_sub(entry.offset_delta) & i32::MAX,
                entry.last_sequence,
                entry.last_offset,
                entry.offset_delta,
                entry.timestamp
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// As Java prints an OptionalLong.
fn optional(offset: i64) -> String {
    match offset {
        0.. => format!("OptionalLong[{offset}]"),
        _ => "OptionalLong.empty".to_owned(),
    }
}
