//! The coordinator of one partition of `__consumer_offsets`.

mod answering;
mod consumers;
mod migration;
mod outbox;
mod replay;
mod sweep;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use protocol::ErrorCode;
use protocol::messages::list_groups_response::ListedGroup;

use self::outbox::Outbox;
use self::sweep::Sweep;
use crate::effects::Effects;
use crate::group::Group;
use crate::offsets::OffsetStore;
use crate::timer_queue::TimerQueue;
use crate::turn::Turn;
use crate::{
    Answer, Client, CoordinatorRecord, GroupConfig, GroupFilter, ListedGroups, Question, QuestionId,
    Surroundings,
};

/// The groups of one partition of `__consumer_offsets`.
///
/// ```text
/// Loading ──on_loaded──► Active ──fail──► Failed        (then the host drops it and loads another)
///    └───────────────────fail──────────────┘
/// ```
///
/// Invariants (`assert_invariants`): those of each group, of the offsets and of the outbox; every group with offsets is
/// there; each group's timer is its next deadline.
#[derive(Debug)]
pub struct GroupCoordinator {
    config: Arc<GroupConfig>,
    partition: i32,
    phase: Phase,
    /// Sorted: listings and sweeps go through them in order.
    groups: BTreeMap<String, Group>,
    offsets: OffsetStore,
    /// The next deadline of each group.
    timers: TimerQueue<String>,
    sweep: Sweep,
    outbox: Outbox,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Phase {
    /// The log is being replayed.
    Loading,
    Active,
    /// Nothing is decided any more.
    Failed(ErrorCode),
}

impl Phase {
    /// Whether questions are answered.
    fn check(self) -> Result<(), ErrorCode> {
        match self {
            Phase::Loading => Err(ErrorCode::CoordinatorLoadInProgress),
            Phase::Active => Ok(()),
            Phase::Failed(code) => Err(code),
        }
    }
}

impl GroupCoordinator {
    /// A coordinator that is loading: every question is answered COORDINATOR_LOAD_IN_PROGRESS until [`Self::on_loaded`].
    pub fn new(config: Arc<GroupConfig>, partition: i32) -> Self {
        Self {
            config,
            partition,
            phase: Phase::Loading,
            groups: BTreeMap::new(),
            offsets: OffsetStore::default(),
            timers: TimerQueue::default(),
            sweep: Sweep::default(),
            outbox: Outbox::default(),
        }
    }

    /// All of the log has been replayed: sessions begin anew, questions are answered from now on.
    pub fn on_loaded(&mut self, surroundings: &mut Surroundings<'_>) {
        self.phase = Phase::Active;
        self.sweep.begin(surroundings, &self.config, &self.offsets);
        let mut effects = Effects::default();
        let mut turn = Turn { config: &self.config, surroundings, effects: &mut effects };
        for (group_id, group) in &mut self.groups {
            group.on_loaded(&mut turn);
            if let Some(deadline) = group.next_deadline() {
                self.timers.set(group_id.clone(), deadline);
            }
        }
        self.absorb(effects, surroundings.now);
        tracing::debug!(partition = self.partition, groups = self.groups.len(), "group coordinator loaded");
    }

    /// A question; its answer comes out of [`Self::poll_answer`], now or later.
    pub fn on_question(
        &mut self,
        surroundings: &mut Surroundings<'_>,
        id: QuestionId,
        client: &Client,
        question: Question,
    ) {
        let mut effects = Effects::default();
        let refusal = question.check(&self.config).and(self.phase.check());
        match refusal {
            // Members of a group that is being loaded are not to be frightened.
            Err(ErrorCode::CoordinatorLoadInProgress) if matches!(question, Question::Heartbeat(_)) => {
                effects.answer_now(id, question.refused(ErrorCode::None));
            }
            Err(code) => effects.answer_now(id, question.refused(code)),
            Ok(()) => {
                let group_id = question.group_id().to_owned();
                let config = self.config.clone();
                let mut turn = Turn { config: &config, surroundings, effects: &mut effects };
                self.answer(&mut turn, id, client, question);
                self.downgrade_if_due(&mut turn, &group_id);
                self.set_timer(&group_id);
            }
        }
        self.absorb(effects, surroundings.now);
    }

    /// What an input has decided is on its way.
    fn absorb(&mut self, effects: Effects, now: Duration) {
        self.outbox.absorb(effects, now + self.config.commit_timeout);
    }

    /// The groups that pass the filter, in the order of their ids.
    pub fn list(&self, filter: &GroupFilter) -> ListedGroups {
        self.phase.check()?;
        let passes = |names: &[String], name: &str| {
            names.is_empty() || names.iter().any(|wanted| wanted.trim().eq_ignore_ascii_case(name))
        };
        let groups = self.groups.iter().filter(|(_, group)| {
            passes(&filter.states, group.state_name()) && passes(&filter.types, group.type_name())
        });
        Ok(groups
            .map(|(group_id, group)| ListedGroup {
                group_id: group_id.clone(),
                protocol_type: group.protocol_type().to_owned(),
                group_state: group.state_name().to_owned(),
                group_type: group.type_name().to_owned(),
            })
            .collect())
    }

    /// Records that have been decided and are to be appended as one batch, in order. The host takes them once per turn (and after a
    /// batch again, until there are none), appends them, and says [`Self::on_appended`] or [`Self::fail`].
    pub fn take_records(&mut self) -> Option<Vec<CoordinatorRecord>> {
        self.outbox.take(self.config.batch_bytes_max)
    }

    /// The records that were taken first, of those that it has not been said of yet, are in the log and end before `end_offset`.
    /// What waits for them waits for that.
    pub fn on_appended(&mut self, end_offset: i64) {
        self.outbox.on_appended(end_offset);
    }

    /// Everything below is committed: answers that wait for it leave.
    pub fn on_committed(&mut self, high_watermark: i64) {
        self.outbox.on_committed(high_watermark);
    }

    /// The records could not be appended, or the partition went away: every question that waits is answered with
    /// NOT_COORDINATOR (or the code), and the host drops this coordinator and loads another from the log.
    pub fn fail(&mut self, code: ErrorCode) {
        self.phase = Phase::Failed(code);
        self.outbox.fail(code);
        let mut effects = Effects::default();
        for group in self.groups.values_mut() {
            group.fail(&mut effects, code);
        }
        self.groups.clear();
        self.timers = TimerQueue::default();
        self.offsets = OffsetStore::default();
        // Nothing of it waits for records.
        self.outbox.absorb(effects, Duration::MAX);
    }

    /// Topics have changed: the offsets of those that are gone are forgotten. (Consumer groups look themselves whether theirs have
    /// changed; members of classic ones do, and join again.)
    pub fn on_topics_changed(&mut self, surroundings: &mut Surroundings<'_>) {
        if self.phase != Phase::Active {
            return;
        }
        let mut effects = Effects::default();
        for topic in self.sweep.topics_that_are_gone(surroundings) {
            self.offsets.delete_topic(&mut effects, &topic);
        }
        self.absorb(effects, surroundings.now);
    }

    /// Answers that may leave now.
    pub fn poll_answer(&mut self) -> Option<(QuestionId, Answer)> {
        self.outbox.poll_answer()
    }

    /// When [`Self::on_deadline`] wants to be called next.
    pub fn next_deadline(&self) -> Option<Duration> {
        if self.phase != Phase::Active {
            return None;
        }
        let deadlines =
            [self.timers.next_deadline(), self.outbox.next_deadline(), Some(self.sweep.deadline())];
        deadlines.into_iter().flatten().min()
    }

    /// Sessions expire, rebalances complete, offsets of empty groups are forgotten, and whoever has waited too long for the log
    /// is told so.
    pub fn on_deadline(&mut self, surroundings: &mut Surroundings<'_>) {
        if self.phase != Phase::Active {
            return;
        }
        let mut effects = Effects::default();
        let config = self.config.clone();
        let mut turn = Turn { config: &config, surroundings, effects: &mut effects };
        // Each group once: whatever is due again at once is due in the next turn.
        let mut due = Vec::new();
        while let Some(group_id) = self.timers.pop_due(turn.now()) {
            if let Some(group) = self.groups.get_mut(&group_id) {
                group.on_deadline(&mut turn);
            }
            due.push(group_id);
        }
        for group_id in due {
            self.downgrade_if_due(&mut turn, &group_id);
            self.set_timer(&group_id);
        }
        self.sweep_if_due(&mut turn);
        self.outbox.on_deadline(surroundings.now);
        self.absorb(effects, surroundings.now);
    }

    /// Keeps the group's place in the queue what it says.
    fn set_timer(&mut self, group_id: &str) {
        let deadline = self.groups.get(group_id).and_then(Group::next_deadline);
        if deadline == self.timers.deadline_of(group_id) {
            return;
        }
        match deadline {
            Some(deadline) => self.timers.set(group_id.to_owned(), deadline),
            None => self.timers.cancel(group_id),
        }
    }

    /// What must always hold: see each machine.
    pub fn assert_invariants(&self) {
        for (group_id, group) in &self.groups {
            group.assert_invariants();
            if self.phase == Phase::Active {
                assert_eq!(
                    self.timers.deadline_of(group_id),
                    group.next_deadline(),
                    "{group_id} is called in time"
                );
            }
        }
        self.offsets.assert_invariants();
        assert!(
            self.offsets.group_ids().all(|group_id| self.groups.contains_key(group_id)),
            "offsets are of groups"
        );
        self.outbox.assert_invariants();
    }
}
