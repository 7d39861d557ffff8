//! What stays of each batch.
//!
//! | of a batch | stays |
//! |---|---|
//! | a record whose key has a later one below the round's end | no |
//! | a record without a key | no: nothing could ever supersede it |
//! | a tombstone | until the delete horizon of its batch, which the first cleaning that keeps it sets |
//! | a record of an aborted transaction | no |
//! | a marker whose transaction has batches | yes |
//! | a marker of a transaction without batches | until its delete horizon |
//! | a batch with a producer's last sequence number, and the last one of the round | at least empty |
//!
//! Offsets, epochs, sequence numbers and the codec of a batch never change.

use protocol::records::{BatchView, Record, Records, Retention, retain_nothing, retain_records};
use smallvec::SmallVec;

use super::key_hash::KeyHash;
use super::offset_map::{KEYS_AT_ONCE, OffsetMap};
use super::transactions::CleanedTransactions;
use crate::Offset;
use crate::batch::BatchSummary;
use crate::error::Error;
use crate::producer_state::ProducerStates;
use crate::transaction_index::AbortedTransaction;

/// What the rules look at.
pub(super) struct Rules<'a> {
    pub(super) map: &'a OffsetMap,
    pub(super) producers: &'a ProducerStates,
    pub(super) now_ms: i64,
    /// `delete.retention.ms`.
    pub(super) delete_retention_ms: i64,
    /// The first offset that the round does not look at.
    pub(super) round_end: Offset,
    pub(super) decompressed_bytes_max: u32,
}

/// What became of a batch.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Filtered {
    /// The batch as it was put out; none when nothing of it stays.
    pub(super) batch: Option<BatchSummary>,
    /// It is byte for byte what it was.
    pub(super) is_unchanged: bool,
    pub(super) records_read: u64,
    pub(super) records_kept: u64,
    pub(super) aborted: Option<AbortedTransaction>,
    /// Bytes of its records after decompression.
    pub(super) plain_bytes: u64,
}

/// Filters batches one after the other, with memory that it keeps.
#[derive(Debug, Default)]
pub(super) struct BatchFilter {
    transactions: CleanedTransactions,
    plain: Vec<u8>,
    kept: Vec<bool>,
}

/// What a look at the records of a batch found.
struct Found {
    kept_count: usize,
    has_tombstone: bool,
}

impl BatchFilter {
    pub(super) fn transactions(&mut self) -> &mut CleanedTransactions {
        &mut self.transactions
    }

    /// Appends to `out` what stays of a batch.
    pub(super) fn filter(
        &mut self,
        rules: &Rules<'_>,
        view: &BatchView<'_>,
        batch: &BatchSummary,
        out: &mut Vec<u8>,
    ) -> Result<Filtered, Error> {
        let verdict = self.transactions.on_batch(view, batch, rules.decompressed_bytes_max)?;
        let horizon = view.header().delete_horizon();
        let is_past_horizon = horizon.is_some_and(|horizon| horizon <= rules.now_ms);
        let goes = verdict.can_go && (!batch.is_control() || is_past_horizon);
        let count = view.header().record_count() as usize;
        let mut filtered =
            Filtered { records_read: count as u64, aborted: verdict.aborted, ..Filtered::default() };
        let start = out.len();
        if !goes && count > 0 {
            let plain = view.plain_body(rules.decompressed_bytes_max as usize, &mut self.plain)?;
            filtered.plain_bytes = plain.len() as u64;
            let records = Records::new(view.header(), plain);
            let found = choose(rules, batch, is_past_horizon, records, &mut self.kept)?;
            filtered.records_kept = found.kept_count as u64;
            let is_dead_marker = verdict.can_go && batch.is_control();
            let needs_horizon = horizon.is_none() && (found.has_tombstone || is_dead_marker);
            let delete_horizon =
                needs_horizon.then(|| rules.now_ms.saturating_add(rules.delete_retention_ms));
            if found.kept_count == count && delete_horizon.is_none() {
                out.extend_from_slice(view.bytes());
                filtered.is_unchanged = true;
            } else if found.kept_count > 0 {
                let retention = Retention { kept: &self.kept, delete_horizon };
                retain_records(view, plain, retention, out)?;
            }
        }
        if out.len() == start && rules.must_stay(batch) {
            retain_nothing(view, out)?;
            filtered.is_unchanged = out[start..] == *view.bytes();
        }
        if out.len() > start {
            filtered.batch = Some(BatchSummary::parse(&out[start..])?);
        }
        Ok(filtered)
    }
}

/// The offset of a record, which its batch bounds. A checksum says nothing of who made it.
pub(super) fn offset_in(batch: &BatchSummary, record: &Record<'_>) -> Result<Offset, Error> {
    match (0..=batch.last_offset_delta).contains(&record.offset_delta) {
        true => Ok(Offset(record.offset)),
        false => Err(Error::InvalidRecord("a record outside of its batch's offsets")),
    }
}

/// Decides for each record.
fn choose(
    rules: &Rules<'_>,
    batch: &BatchSummary,
    is_past_horizon: bool,
    records: Records<'_>,
    kept: &mut Vec<bool>,
) -> Result<Found, Error> {
    kept.clear();
    let mut found = Found { kept_count: 0, has_tombstone: false };
    let is_control = batch.is_control();
    let mut records = records.peekable();
    while records.peek().is_some() {
        let mut looked_at = SmallVec::<[(Offset, Option<KeyHash>, bool); KEYS_AT_ONCE]>::new();
        for record in records.by_ref().take(KEYS_AT_ONCE) {
            let record = record?;
            let is_tombstone = record.value.is_none() && !is_control;
            let hash = record.key.map(|key| rules.map.hash(key));
            looked_at.push((offset_in(batch, &record)?, hash, is_tombstone));
        }
        rules.map.touch(looked_at.iter().filter_map(|(_, hash, _)| *hash));
        for (offset, hash, is_tombstone) in looked_at {
            let stays = is_control
                || !(is_tombstone && is_past_horizon && rules.is_looked_at(offset))
                    && rules.is_latest(offset, hash);
            kept.push(stays);
            if stays {
                found.kept_count += 1;
                found.has_tombstone |= is_tombstone;
            }
        }
    }
    Ok(found)
}

impl Rules<'_> {
    /// Whether the map knows of everything up to `offset`. What lies behind is none of this round's business.
    fn is_looked_at(&self, offset: Offset) -> bool {
        self.map.latest().is_some_and(|latest| offset <= latest)
    }

    fn is_latest(&self, offset: Offset, key: Option<KeyHash>) -> bool {
        if !self.is_looked_at(offset) {
            return true;
        }
        key.is_some_and(|key| self.map.get(key).is_none_or(|latest| offset >= latest))
    }

    /// Whether a batch without records has to stay: for the sequence number that its producer goes on from, or so that the
    /// cleaned part of the log still says where it ends.
    fn must_stay(&self, batch: &BatchSummary) -> bool {
        let is_last_of_producer =
            self.producers.entry(batch.producer_id).is_some_and(|entry| match entry.last_data_offset() {
                Some(last) => last == batch.last_offset(),
                None => batch.is_control() && batch.producer_epoch == entry.producer_epoch,
            });
        is_last_of_producer || batch.next_offset() == self.round_end
    }
}
