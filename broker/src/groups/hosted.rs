//! One coordinator, its log, and who waits for its answers.

use std::sync::Arc;
use std::time::Duration;

use coordinator::{
    Answer, CoordinatorRecord, GroupConfig, GroupCoordinator, GroupFilter, ListedGroups, QuestionId,
    Surroundings,
};
use engine::LogId;
use protocol::ErrorCode;

use super::GroupQuestion;
use super::batch::{self, ReplayError, Replayed};
use crate::partition::Asker;
use crate::slots::{SlotKey, Slots};
use crate::view::PartitionKey;

/// How far a loading is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Loading {
    replayed: Replayed,
    /// When it began.
    pub(crate) began_at: Option<Duration>,
    /// All was replayed that is committed; the rest is waited for.
    pub(crate) awaits_commit: bool,
}

/// What a coordinator can be asked.
///
/// ```text
///              its log is replayed to the end, all of it committed
///   Loading ─────────────────────────────────────────────────────► Serving
///      │ the log cannot be read                                       │ the broker stops
///      └────────────────────────► Failed ◄────────────────────────────┘
/// ```
///
/// A refused append makes another coordinator in its place, which loads anew.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// Questions are answered COORDINATOR_LOAD_IN_PROGRESS: an empty group would send its members to their start.
    Loading(Loading),
    /// Questions are answered.
    Serving,
    /// Questions are answered NOT_COORDINATOR.
    Failed,
}

/// A hosted coordinator.
///
/// Invariants: whoever waits is known to the coordinator by its slot; nothing is appended but while it serves.
#[derive(Debug)]
pub(crate) struct Hosted {
    key: PartitionKey,
    log: LogId,
    coordinator: GroupCoordinator,
    state: State,
    /// Who asked, by the question's id.
    askers: Slots<Asker>,
    /// Where its last batch ends.
    appended_end: i64,
    /// It is in [`super::Groups::touched`].
    pub(super) is_touched: bool,
}

impl Hosted {
    pub(super) fn new(
        config: Arc<GroupConfig>,
        key: PartitionKey,
        log: LogId,
        log_start_offset: i64,
    ) -> Self {
        let replayed = Replayed { next_offset: log_start_offset, ..Replayed::default() };
        Self {
            key,
            log,
            coordinator: GroupCoordinator::new(config, key.partition),
            state: State::Loading(Loading { replayed, ..Loading::default() }),
            askers: Slots::default(),
            appended_end: 0,
            is_touched: false,
        }
    }

    pub(crate) fn key(&self) -> PartitionKey {
        self.key
    }

    pub(crate) fn log(&self) -> LogId {
        self.log
    }

    /// Where its last batch ends: what must be committed before it can be left.
    pub(crate) fn appended_end(&self) -> i64 {
        self.appended_end
    }

    pub(crate) fn loading_mut(&mut self) -> Option<&mut Loading> {
        match &mut self.state {
            State::Loading(loading) => Some(loading),
            State::Serving | State::Failed => None,
        }
    }

    /// Replays what a beat has read.
    pub(crate) fn replay(&mut self, bytes: &[u8], decompressed_bytes_max: usize) -> Result<(), ReplayError> {
        let State::Loading(loading) = &mut self.state else { return Ok(()) };
        batch::replay(bytes, decompressed_bytes_max, &mut self.coordinator, &mut loading.replayed)
    }

    /// The log is replayed to its end, and all of it is committed.
    pub(crate) fn on_loaded(&mut self, surroundings: &mut Surroundings<'_>, high_watermark: i64) {
        let State::Loading(loading) = self.state else { return };
        let Replayed { records, malformed, .. } = loading.replayed;
        if records > 0 {
            let took = surroundings.now.saturating_sub(loading.began_at.unwrap_or(surroundings.now));
            tracing::info!(partition = self.key.partition, records, malformed, "groups loaded in {took:?}");
        }
        self.state = State::Serving;
        self.appended_end = high_watermark;
        self.coordinator.on_loaded(surroundings);
        self.coordinator.on_committed(high_watermark);
    }

    /// A question. Gives the asker back if this is not (or no longer) the place for it.
    pub(crate) fn on_question(
        &mut self,
        surroundings: &mut Surroundings<'_>,
        asker: Asker,
        asked: GroupQuestion,
    ) -> Result<(), Asker> {
        if self.state == State::Failed {
            return Err(asker);
        }
        let id = question_id(self.askers.insert(asker));
        self.coordinator.on_question(surroundings, id, &asked.client, asked.question);
        Ok(())
    }

    /// What has been decided and is not written down yet, as one batch.
    pub(crate) fn take_records(&mut self) -> Option<Vec<CoordinatorRecord>> {
        (self.state == State::Serving).then(|| self.coordinator.take_records()).flatten()
    }

    pub(crate) fn on_appended(&mut self, end: i64) {
        assert!(end > self.appended_end, "batches follow one another");
        self.appended_end = end;
        self.coordinator.on_appended(end);
    }

    pub(crate) fn on_committed(&mut self, high_watermark: i64) {
        if self.state == State::Serving {
            self.coordinator.on_committed(high_watermark);
        }
    }

    pub(crate) fn on_topics_changed(&mut self, surroundings: &mut Surroundings<'_>) {
        if self.state == State::Serving {
            self.coordinator.on_topics_changed(surroundings);
        }
    }

    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        (self.state == State::Serving).then(|| self.coordinator.next_deadline()).flatten()
    }

    pub(crate) fn on_deadline(&mut self, surroundings: &mut Surroundings<'_>) {
        if self.state == State::Serving {
            self.coordinator.on_deadline(surroundings);
        }
    }

    /// Everybody who waits is answered with `code`, nobody is heard any more.
    pub(crate) fn fail(&mut self, code: ErrorCode) {
        if self.state != State::Failed {
            self.state = State::Failed;
            self.coordinator.fail(code);
        }
    }

    /// The next answer that may leave, and who gets it.
    pub(crate) fn poll_answer(&mut self) -> Option<(Asker, Answer)> {
        loop {
            let (id, answer) = self.coordinator.poll_answer()?;
            if let Some(asker) = self.askers.remove(slot_key(id)) {
                return Some((asker, answer));
            }
            debug_assert!(false, "{id:?} is answered twice");
        }
    }

    /// The groups that pass the filter; none where this is not (or no longer) the place for them.
    pub(crate) fn list(&self, filter: &GroupFilter) -> ListedGroups {
        match self.state {
            State::Loading(_) => Err(ErrorCode::CoordinatorLoadInProgress),
            State::Serving => self.coordinator.list(filter),
            State::Failed => Ok(Vec::new()),
        }
    }

    /// Checks the coordinator's own invariants.
    #[cfg(debug_assertions)]
    pub(crate) fn assert_invariants(&self) {
        if self.state == State::Serving {
            self.coordinator.assert_invariants();
        }
    }
}

impl Loading {
    /// Where the next read begins.
    pub(crate) fn next_offset(&self) -> i64 {
        self.replayed.next_offset
    }

    /// Passes over offsets that no record has any more.
    pub(crate) fn skip_to(&mut self, offset: i64) {
        self.replayed.next_offset = self.replayed.next_offset.max(offset);
    }
}

fn question_id(key: SlotKey) -> QuestionId {
    QuestionId((u64::from(key.generation) << 32) | u64::from(key.slot))
}

fn slot_key(id: QuestionId) -> SlotKey {
    SlotKey { slot: id.0 as u32, generation: (id.0 >> 32) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_questions_lead_back_to_their_slots() {
        for key in [SlotKey { slot: 0, generation: 0 }, SlotKey { slot: u32::MAX, generation: 7 }] {
            assert_eq!(slot_key(question_id(key)), key);
        }
    }
}
