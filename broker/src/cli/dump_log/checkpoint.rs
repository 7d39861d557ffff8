//! Text files: checkpoints are checked, then everything prints as it stands.

use std::io::Write;

use anyhow::{Result, anyhow};
use engine::checkpoint::{OffsetCheckpoint, decode_leader_epochs};

use super::source::Source;

/// Prints the epochs of a partition's leaders and where each began.
pub(super) fn dump_leader_epochs(source: &mut Source, out: &mut impl Write) -> Result<()> {
    let bytes = source.read_all()?;
    let entries = decode_leader_epochs(&bytes).map_err(|error| anyhow!("it {error}"))?;
    for entry in entries {
        writeln!(out, "leaderEpoch: {} startOffset: {}", entry.epoch.0, entry.start_offset.0)?;
    }
    Ok(())
}

/// Prints the offset of each partition of a checkpoint of a log directory.
pub(super) fn dump_offsets(source: &mut Source, out: &mut impl Write) -> Result<()> {
    let bytes = source.read_all()?;
    let checkpoint = OffsetCheckpoint::decode(&bytes).map_err(|error| anyhow!("it {error}"))?;
    for (topic_partition, offset) in checkpoint.entries {
        writeln!(out, "{}:{}:{}", topic_partition.topic, topic_partition.partition, offset.0)?;
    }
    Ok(())
}

/// Prints a file of properties or JSON.
pub(super) fn dump_text(source: &mut Source, out: &mut impl Write) -> Result<()> {
    let bytes = source.read_all()?;
    let text =
        std::str::from_utf8(&bytes).map_err(|error| anyhow!("position {}: no text", error.valid_up_to()))?;
    write!(out, "{text}")?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    Ok(())
}
