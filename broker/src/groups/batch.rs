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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use coordinator::{Answer, Client, GroupConfig, GroupFilter, Question, QuestionId, Surroundings};
    use protocol::Message;
    use protocol::control::EndTxnMarker;
    use protocol::coordinator::{OffsetCommitKey, OffsetCommitValue};
    use protocol::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};

    use super::*;
    use crate::config::BrokerConfig;
    use crate::groups::Catalog;
    use crate::view::ClusterView;

    const BYTES_MAX: usize = 1 << 20;

    fn commit(group: &str, partition: i32) -> CoordinatorRecord {
        let key = OffsetCommitKey { group: group.to_owned(), topic: "orders".to_owned(), partition };
        let value = OffsetCommitValue { offset: 5, commit_timestamp: 1_000, ..OffsetCommitValue::default() };
        let (mut key_bytes, mut value_bytes) = (1i16.to_be_bytes().to_vec(), 3i16.to_be_bytes().to_vec());
        key.encode(0, &mut key_bytes).expect("a key");
        value.encode(3, &mut value_bytes).expect("a value");
        CoordinatorRecord { key: key_bytes, value: Some(value_bytes) }
    }

    /// A batch at `base_offset`, as the log keeps it.
    fn stored(records: &[CoordinatorRecord], compression: Compression, base_offset: i64) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(records, 1_000, compression, BYTES_MAX, &mut bytes).expect("a batch");
        let header = protocol::records::BatchHeader::of_mut(&mut bytes).expect("a header");
        header.set_base_offset(base_offset);
        bytes
    }

    fn loading() -> GroupCoordinator {
        GroupCoordinator::new(Arc::new(GroupConfig::default()), 0)
    }

    /// Ends the loading, and does something with the coordinator.
    fn loaded<R>(
        mut coordinator: GroupCoordinator,
        end: i64,
        then: impl FnOnce(&mut GroupCoordinator, &mut Surroundings<'_>) -> R,
    ) -> R {
        let (view, config) = (ClusterView::empty(), BrokerConfig::default());
        let mut surroundings = Surroundings {
            now: Duration::ZERO,
            wall_clock_ms: 1_000,
            random: &mut || 7,
            topics: &Catalog::of(&view, &config),
        };
        coordinator.on_loaded(&mut surroundings);
        coordinator.on_committed(end);
        then(&mut coordinator, &mut surroundings)
    }

    fn groups(coordinator: GroupCoordinator) -> Vec<String> {
        let listed = loaded(coordinator, 100, |coordinator, _| coordinator.list(&GroupFilter::default()));
        listed.expect("it is loaded").into_iter().map(|group| group.group_id).collect()
    }

    /// What a group has committed of partition 0.
    fn committed(
        coordinator: &mut GroupCoordinator,
        surroundings: &mut Surroundings<'_>,
        group: &str,
    ) -> i64 {
        let topic = OffsetFetchRequestTopics {
            name: "orders".to_owned(),
            partition_indexes: vec![0],
            ..OffsetFetchRequestTopics::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: group.to_owned(),
            topics: Some(vec![topic]),
            ..OffsetFetchRequestGroup::default()
        };
        let question = Question::FetchOffsets { group, require_stable: false };
        coordinator.on_question(surroundings, QuestionId(1), &Client::default(), question);
        match coordinator.poll_answer() {
            Some((_, Answer::FetchOffsets(group))) => group.topics[0].partitions[0].committed_offset,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_encoded_is_replayed() {
        for compression in Compression::ALL {
            let mut bytes = stored(&[commit("a", 0), commit("a", 1)], compression, 10);
            bytes.extend(stored(&[commit("b", 0)], compression, 20));
            let mut coordinator = loading();
            let mut replayed = Replayed { next_offset: 11, ..Replayed::default() };
            replay(&bytes, BYTES_MAX, &mut coordinator, &mut replayed).expect("whole batches");
            // The record at offset 10 lies below where the replay begins.
            assert_eq!(replayed, Replayed { next_offset: 21, records: 2, malformed: 0 }, "{compression:?}");
            assert_eq!(groups(coordinator), ["a", "b"], "{compression:?}");
        }
    }

    #[test]
    fn records_that_nobody_can_read_are_counted_and_passed_over() {
        let odd = CoordinatorRecord { key: vec![0], value: None };
        let newer = CoordinatorRecord { key: 99i16.to_be_bytes().to_vec(), value: Some(vec![1]) };
        let bytes = stored(&[odd, newer, commit("a", 0)], Compression::None, 0);
        let (mut coordinator, mut replayed) = (loading(), Replayed::default());
        replay(&bytes, BYTES_MAX, &mut coordinator, &mut replayed).expect("a whole batch");
        assert_eq!(replayed, Replayed { next_offset: 3, records: 3, malformed: 1 });
        assert_eq!(groups(coordinator), ["a"]);
    }

    #[test]
    fn a_damaged_batch_ends_the_loading() {
        let mut bytes = stored(&[commit("a", 0)], Compression::None, 0);
        bytes.extend(stored(&[commit("b", 0)], Compression::None, 1));
        *bytes.last_mut().expect("bytes") ^= 1;
        let (mut coordinator, mut replayed) = (loading(), Replayed::default());
        let error = replay(&bytes, BYTES_MAX, &mut coordinator, &mut replayed).expect_err("a wrong checksum");
        assert!(matches!(error, ReplayError::Batch { after: 1, .. }), "{error}");
        let cut = &stored(&[commit("a", 0)], Compression::None, 1)[..70];
        assert!(replay(cut, BYTES_MAX, &mut coordinator, &mut replayed).is_err(), "half a batch");
    }

    #[test]
    fn offsets_of_transactions_count_when_they_are_committed() {
        let transactional = |producer_id, group: &str, base_offset| {
            let record = commit(group, 0);
            let mut builder =
                BatchBuilder::plain().base_offset(base_offset).producer(producer_id, 0, 0).transactional();
            builder.append(1_000, Some(&record.key), record.value.as_deref(), &[]);
            builder.build().expect("a batch")
        };
        let marker = |producer_id, marker: ControlRecord, base_offset| {
            let mut builder = BatchBuilder::plain().base_offset(base_offset).producer(producer_id, 0, -1);
            builder = builder.transactional().control();
            builder.append(1_000, Some(&marker.key()), Some(&marker.value().expect("a marker")), &[]);
            builder.build().expect("a batch")
        };
        let end = EndTxnMarker { coordinator_epoch: 0 };
        let bytes = [
            transactional(1, "committed", 0),
            transactional(2, "aborted", 1),
            transactional(3, "open", 2),
            marker(1, ControlRecord::Commit(end), 3),
            marker(2, ControlRecord::Abort(end), 4),
        ]
        .concat();
        let (mut coordinator, mut replayed) = (loading(), Replayed::default());
        replay(&bytes, BYTES_MAX, &mut coordinator, &mut replayed).expect("whole batches");
        assert_eq!(replayed, Replayed { next_offset: 5, records: 5, malformed: 0 });
        let offsets = loaded(coordinator, 5, |coordinator, surroundings| {
            ["committed", "aborted", "open"].map(|group| committed(coordinator, surroundings, group))
        });
        assert_eq!(offsets, [5, -1, -1]);
    }

    #[test]
    fn a_batch_is_no_larger_than_its_log_takes() {
        let records: Vec<_> = (0..100).map(|partition| commit("a", partition)).collect();
        let mut bytes = Vec::new();
        let error = encode(&records, 1_000, Compression::None, 1000, &mut bytes).expect_err("too large");
        assert!(matches!(error, EncodeError::TooLarge { bytes_max: 1000, .. }), "{error}");
    }
}
