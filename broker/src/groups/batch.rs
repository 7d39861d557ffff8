//! Coordinators' records as batches: written to the log, and read back from it.

use coordinator::{CoordinatorRecord, GroupCoordinator};
use protocol::records::{BatchBuilder, BatchError, BatchView, Codec, Compression, ControlRecord, batches};
use thiserror::Error;

/// Why records cannot be written.
#[derive(Debug, Error)]
pub(crate) enum EncodeError {
    /// They are no batch.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// They are more than the log takes at once.
    #[error("a batch of {bytes} bytes, and max.message.bytes is {bytes_max}")]
    TooLarge {
        /// What it has.
        bytes: usize,
        /// What it may have.
        bytes_max: usize,
    },
}

/// Records of one decision, or of several, as one batch in place of what `out` held. They take effect together.
///
/// # Errors
/// Their coordinator has gathered more than the log takes.
pub(crate) fn encode(
    records: &[CoordinatorRecord],
    timestamp_ms: i64,
    compression: Compression,
    bytes_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    let mut builder = BatchBuilder::new(Codec::new(compression));
    for record in records {
        builder.append(timestamp_ms, Some(&record.key), record.value.as_deref(), &[]);
    }
    out.clear();
    builder.build_into(out)?;
    if out.len() > bytes_max {
        return Err(EncodeError::TooLarge { bytes: out.len(), bytes_max });
    }
    Ok(())
}

/// What a replay has seen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Replayed {
    /// Where the next read begins.
    pub(crate) next_offset: i64,
    /// Records that were replayed.
    pub(crate) records: u64,
    /// Records that no coordinator has written like this: skipped.
    pub(crate) malformed: u64,
}

/// Why a log cannot be replayed: what lies behind is unknown, so nobody may be told that it is not there.
#[derive(Debug, Error)]
pub(crate) enum ReplayError {
    /// A batch is damaged.
    #[error("batch behind offset {after}: {error}")]
    Batch {
        /// Everything below was replayed.
        after: i64,
        /// What is wrong with it.
        error: BatchError,
    },
}

/// Replays the whole batches of `bytes`, from `replayed.next_offset` on.
pub(crate) fn replay(
    bytes: &[u8],
    decompressed_bytes_max: usize,
    coordinator: &mut GroupCoordinator,
    replayed: &mut Replayed,
) -> Result<(), ReplayError> {
    let mut plain = Vec::new();
    for batch in batches(bytes) {
        let after = replayed.next_offset;
        let failed = |error| ReplayError::Batch { after, error };
        let batch = batch.map_err(failed)?;
        batch.verify_crc().map_err(failed)?;
        let from = after;
        replay_batch(&batch, from, decompressed_bytes_max, &mut plain, coordinator, replayed)
            .map_err(failed)?;
        replayed.next_offset = after.max(batch.header().next_offset());
    }
    Ok(())
}

fn replay_batch(
    batch: &BatchView<'_>,
    from: i64,
    decompressed_bytes_max: usize,
    plain: &mut Vec<u8>,
    coordinator: &mut GroupCoordinator,
    replayed: &mut Replayed,
) -> Result<(), BatchError> {
    let header = batch.header();
    let is_control = header.attributes().is_control();
    let producer_id = if header.attributes().is_transactional() { header.producer_id() } else { -1 };
    plain.clear();
    for record in batch.records(decompressed_bytes_max, plain)? {
        let record = record?;
        // The first batch of a log may begin below its start.
        if record.offset < from {
            continue;
        }
        replayed.records += 1;
        if is_control {
            match ControlRecord::decode(record.key.unwrap_or_default(), record.value.unwrap_or_default()) {
                Ok(Some(ControlRecord::Commit(_))) => {
                    coordinator.replay_transaction_end(record.offset, producer_id, true);
                }
                Ok(Some(ControlRecord::Abort(_))) => {
                    coordinator.replay_transaction_end(record.offset, producer_id, false);
                }
                _ => replayed.malformed += 1,
            }
            continue;
        }
        let key = record.key.unwrap_or_default();
        if let Err(error) = coordinator.replay(record.offset, producer_id, key, record.value) {
            if replayed.malformed == 0 {
                tracing::warn!(offset = record.offset, "a record of __consumer_offsets is skipped: {error}");
            }
            replayed.malformed += 1;
        }
    }
    Ok(())
}
