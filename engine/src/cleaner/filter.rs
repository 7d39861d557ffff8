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

use protocol::records::{BatchView, KeptRecord, Record, Records, Retention, retain_nothing, retain_records};
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
    kept: Vec<KeptRecord>,
}

/// What is known of a record before its key is looked for.
enum Judgement {
    Stays(bool),
    ByKey(KeyHash),
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
            let keeps_tombstone = choose(rules, batch, is_past_horizon, records, &mut self.kept)?;
            filtered.records_kept = self.kept.len() as u64;
            let is_dead_marker = verdict.can_go && batch.is_control();
            let needs_horizon = horizon.is_none() && (keeps_tombstone || is_dead_marker);
            let delete_horizon =
                needs_horizon.then(|| rules.now_ms.saturating_add(rules.delete_retention_ms));
            if self.kept.len() == count && delete_horizon.is_none() {
                out.extend_from_slice(view.bytes());
                filtered.is_unchanged = true;
            } else if !self.kept.is_empty() {
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

/// Notes in `kept` which records stay. Answers whether a tombstone is among them.
fn choose(
    rules: &Rules<'_>,
    batch: &BatchSummary,
    is_past_horizon: bool,
    records: Records<'_>,
    kept: &mut Vec<KeptRecord>,
) -> Result<bool, Error> {
    kept.clear();
    let (mut keeps_tombstone, mut position) = (false, 0);
    let is_control = batch.is_control();
    let mut records = records.peekable();
    while records.peek().is_some() {
        let mut looked_at = SmallVec::<[(Offset, KeptRecord, bool, Judgement); KEYS_AT_ONCE]>::new();
        for record in records.by_ref().take(KEYS_AT_ONCE) {
            let record = record?;
            let offset = offset_in(batch, &record)?;
            let is_tombstone = record.value.is_none() && !is_control;
            let judgement = match is_control {
                true => Judgement::Stays(true),
                false => rules.judge(offset, record.key, is_tombstone && is_past_horizon),
            };
            let place = KeptRecord { position, size: record.size, timestamp: record.timestamp };
            position += record.size;
            looked_at.push((offset, place, is_tombstone, judgement));
        }
        rules.map.touch(looked_at.iter().filter_map(|(.., judgement)| match judgement {
            Judgement::ByKey(hash) => Some(*hash),
            Judgement::Stays(_) => None,
        }));
        for (offset, place, is_tombstone, judgement) in looked_at {
            let stays = match judgement {
                Judgement::Stays(stays) => stays,
                Judgement::ByKey(hash) => rules.map.get(hash).is_none_or(|latest| offset >= latest),
            };
            if stays {
                kept.push(place);
                keeps_tombstone |= is_tombstone;
            }
        }
    }
    Ok(keeps_tombstone)
}

impl Rules<'_> {
    /// Judges a record that is no marker, as far as its key need not be looked for.
    fn judge(&self, offset: Offset, key: Option<&[u8]>, is_expired: bool) -> Judgement {
        if self.map.latest().is_none_or(|latest| offset > latest) {
            // What lies behind the map is none of this round's business.
            return Judgement::Stays(true);
        }
        let Some(key) = key.filter(|_| !is_expired) else { return Judgement::Stays(false) };
        match self.map.is_latest(offset) {
            Some(is_latest) => Judgement::Stays(is_latest),
            None => Judgement::ByKey(self.map.hash(key)),
        }
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
