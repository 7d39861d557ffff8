//! Which batches belong to aborted transactions, and which markers still have something to mark.
//!
//! The log is walked over from its beginning. A batch that is part of an aborted transaction can go at once; a marker can go
//! when no batch of its transaction was met, for then all of them were removed in an earlier cleaning.

use std::collections::{BTreeMap, BTreeSet};

use protocol::records::BatchView;

use crate::Offset;
use crate::batch::BatchSummary;
use crate::error::Error;
use crate::transaction_index::AbortedTransaction;
use crate::validation;

/// What the walk knows of transactions where it stands.
#[derive(Debug, Default)]
pub(super) struct CleanedTransactions {
    /// Aborted transactions that begin further on, by their first offset.
    ahead: BTreeMap<Offset, AbortedTransaction>,
    /// Aborted transactions that the walk is in, by producer, and whether a batch of them was met.
    aborting: BTreeMap<i64, (AbortedTransaction, bool)>,
    /// Producers with a batch of a transaction that is not known to be aborted.
    committing: BTreeSet<i64>,
}

/// What is known of a batch.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct Verdict {
    /// Its records are of no use to anyone.
    pub(super) can_go: bool,
    /// The aborted transaction that this marker ends and that still has batches: for the new transaction index.
    pub(super) aborted: Option<AbortedTransaction>,
}

impl CleanedTransactions {
    /// Tells what the transaction indexes say of the range that is walked over next. What was told before is no news.
    pub(super) fn expect(&mut self, aborted: impl IntoIterator<Item = AbortedTransaction>) {
        self.ahead.extend(aborted.into_iter().map(|aborted| (aborted.first_offset, aborted)));
    }

    /// The walk meets a batch.
    pub(super) fn on_batch(
        &mut self,
        view: &BatchView<'_>,
        batch: &BatchSummary,
        decompressed_bytes_max: u32,
    ) -> Result<Verdict, Error> {
        self.enter_up_to(batch.last_offset());
        if batch.is_control() {
            return self.on_control_batch(view, batch, decompressed_bytes_max);
        }
        let can_go = batch.attributes.is_transactional()
            && match self.aborting.get_mut(&batch.producer_id) {
                Some((_, was_met)) => {
                    *was_met = true;
                    true
                }
                None => {
                    self.committing.insert(batch.producer_id);
                    false
                }
            };
        Ok(Verdict { can_go, aborted: None })
    }

    fn on_control_batch(
        &mut self,
        view: &BatchView<'_>,
        batch: &BatchSummary,
        decompressed_bytes_max: u32,
    ) -> Result<Verdict, Error> {
        if view.header().record_count() == 0 {
            // An earlier cleaning found nothing left of its transaction.
            return Ok(Verdict { can_go: true, aborted: None });
        }
        let marker = validation::end_transaction_marker(view, batch, decompressed_bytes_max)?;
        Ok(match marker {
            Some(marker) if marker.is_abort => {
                let ended = self.aborting.remove(&marker.producer_id);
                let aborted = ended.filter(|(_, was_met)| *was_met).map(|(aborted, _)| aborted);
                // A transaction that no index knows of may have batches all the same, after the index was lost.
                let was_met = self.committing.remove(&marker.producer_id) || aborted.is_some();
                Verdict { can_go: !was_met, aborted }
            }
            Some(marker) => Verdict { can_go: !self.committing.remove(&marker.producer_id), aborted: None },
            None => Verdict { can_go: false, aborted: None },
        })
    }

    fn enter_up_to(&mut self, offset: Offset) {
        while let Some(first) = self.ahead.first_entry().filter(|entry| *entry.key() <= offset) {
            let aborted = first.remove();
            self.aborting.entry(aborted.producer_id).or_insert((aborted, false));
        }
    }
}
