//! Records of control batches.

use std::io::Write;

use anyhow::{Result, anyhow};
use protocol::records::{ControlRecord, Record};

use super::schema;

/// What Kafka prints behind the metadata of a control record.
pub(super) fn print(record: &Record<'_>, out: &mut impl Write) -> Result<()> {
    let value = record.value.unwrap_or_default();
    let decoded = ControlRecord::decode(record.key.unwrap_or_default(), value)
        .map_err(|error| anyhow!("control record {}: {error}", record.offset))?;
    match decoded {
        Some(ControlRecord::Abort(marker)) => {
            write!(out, " endTxnMarker: ABORT coordinatorEpoch: {}", marker.coordinator_epoch)?;
        }
        Some(ControlRecord::Commit(marker)) => {
            write!(out, " endTxnMarker: COMMIT coordinatorEpoch: {}", marker.coordinator_epoch)?;
        }
        Some(ControlRecord::LeaderChange(message)) => {
            print_message("LeaderChange:", "LeaderChangeMessage", value, message.version, out)?;
        }
        Some(ControlRecord::SnapshotHeader(header)) => {
            print_message("SnapshotHeader", "SnapshotHeaderRecord", value, header.version, out)?;
        }
        Some(ControlRecord::SnapshotFooter(footer)) => {
            print_message("SnapshotFooter", "SnapshotFooterRecord", value, footer.version, out)?;
        }
        Some(ControlRecord::KRaftVersion(version)) => {
            print_message("KRaftVersion", "KRaftVersionRecord", value, version.version, out)?;
        }
        Some(ControlRecord::Voters(voters)) => {
            print_message("KRaftVoters", "VotersRecord", value, voters.version, out)?;
        }
        None => write!(out, " controlType: unknown")?,
    }
    Ok(())
}

fn print_message(label: &str, name: &str, value: &[u8], version: i16, out: &mut impl Write) -> Result<()> {
    let schema = schema::named(name).expect("control schemas are embedded");
    let message = schema.decode(value, version).map_err(|error| anyhow!("{name}: {error}"))?;
    write!(out, " {label} {message}")?;
    Ok(())
}
