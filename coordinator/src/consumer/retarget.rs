//! When the group's epoch is bumped, and when a new target is computed.

use std::time::Duration;

use super::ConsumerGroup;
use super::subscriptions::ResolvedRegex;
use super::timers::group_duration;
use super::topic_regex;
use crate::assignor::{Assignor, Partitions};
use crate::effects::Effects;
use crate::{GroupConfig, Surroundings};

/// How long after resolving expressions new topics may wait to be noticed: while topics are created one after another, each group
/// looks at all of them once in this time, not once for each.
const REGEX_REFRESH_INTERVAL: Duration = Duration::from_secs(1);

/// Up to this many members and owned partitions together a target is computed at once, in well under a millisecond.
const SMALL_GROUP_MAX: usize = 2_000;
/// How far apart targets of larger groups are, unless an operator has said otherwise: when thousands of members join in a row,
/// a target for each would cost the square of their number.
const ASSIGNMENT_INTERVAL: Duration = Duration::from_secs(1);

/// The epoch of a group whose first member subscribes to nothing yet; its first subscription makes it 2, as in Kafka.
const FIRST_EPOCH: i32 = 1;

/// What a partition takes in a record of what a member owns, generously: its number and epoch, and its share of the topic's id.
const PARTITION_BYTES: usize = 16;

impl ConsumerGroup {
    /// Resolves expressions that are new, or all of them if topics have changed; forgets those that nobody uses. Whether
    /// any of them matches other topics than before.
    pub(super) fn refresh_regexes(&mut self, surroundings: &Surroundings<'_>, effects: &mut Effects) -> bool {
        for regex in self.subscriptions.forgotten_regexes() {
            self.decide(self.regex_entry(&regex, None), effects);
        }
        if self.subscriptions.regexes().len() == 0 {
            return false;
        }
        let version = surroundings.topics.version();
        let is_due = self
            .subscriptions
            .last_resolved
            .is_none_or(|(seen, at)| seen != version && surroundings.now >= at + REGEX_REFRESH_INTERVAL);
        let due: Vec<String> = self
            .subscriptions
            .regexes()
            .filter(|regex| is_due || self.subscriptions.resolved(regex).is_none())
            .cloned()
            .collect();
        let mut has_changed = false;
        for regex in due {
            has_changed |= self.resolve_regex(surroundings, &regex, effects);
        }
        if is_due {
            self.subscriptions.last_resolved = Some((version, surroundings.now));
        }
        has_changed
    }

    fn resolve_regex(&mut self, surroundings: &Surroundings<'_>, regex: &str, effects: &mut Effects) -> bool {
        let topics = topic_regex::resolve(regex, surroundings);
        let before = self.subscriptions.resolved(regex);
        if before.is_some_and(|before| before.topics == topics) {
            return false;
        }
        let has_changed = before.is_some() || !topics.is_empty();
        let resolved = ResolvedRegex {
            topics,
            version: surroundings.topics.version().cast_signed(),
            resolved_at_ms: surroundings.wall_clock_ms,
        };
        self.decide(self.regex_entry(regex, Some(&resolved)), effects);
        has_changed
    }

    /// Bumps the group's epoch if subscriptions have changed, or the topics that they name, or if the group is new.
    pub(super) fn bump_epoch_if(
        &mut self,
        has_subscription_changed: bool,
        surroundings: &Surroundings<'_>,
        effects: &mut Effects,
    ) {
        let is_new = self.epoch == 0;
        let must_bump = has_subscription_changed || is_new;
        let version = surroundings.topics.version();
        if !must_bump && self.seen_topics == Some(version) {
            return;
        }
        self.seen_topics = Some(version);
        let hash = self.subscriptions.metadata_hash(surroundings);
        if is_new && !has_subscription_changed {
            // A member that subscribes to nothing yet sees the group as it begins.
            self.set_epoch(FIRST_EPOCH, hash, effects);
        } else if must_bump || hash != self.metadata_hash {
            self.bump_epoch(hash, effects);
        }
    }

    pub(super) fn bump_epoch(&mut self, metadata_hash: i64, effects: &mut Effects) {
        self.set_epoch(self.epoch.max(FIRST_EPOCH).saturating_add(1), metadata_hash, effects);
    }

    fn set_epoch(&mut self, epoch: i32, metadata_hash: i64, effects: &mut Effects) {
        self.decide(self.metadata_entry(epoch, metadata_hash), effects);
        if self.has_partition_metadata {
            self.decide(self.partition_metadata_tombstone(), effects);
        }
        tracing::debug!(group = self.group_id, epoch = self.epoch, "group epoch bumped");
    }

    /// Computes a target for the group's epoch, if it has none and it is time.
    pub(super) fn retarget_if_due(
        &mut self,
        config: &GroupConfig,
        surroundings: &Surroundings<'_>,
        effects: &mut Effects,
    ) {
        if self.epoch == self.target.epoch {
            return;
        }
        let interval = self.assignment_interval(config, surroundings);
        let is_due = self.last_assigned.is_none_or(|at| surroundings.now >= at + interval);
        // A group without a target gets one at once: epoch 0 is for those who join.
        if !is_due && self.target.epoch > 0 {
            return;
        }
        let assignor = self.assignor(config);
        let changes = self.target.changes(assignor, &self.members, &self.subscriptions, surroundings);
        for (id, mut target) in changes {
            self.limit_target(config, &id, &mut target);
            self.decide(self.target_entry(&id, Some(&target)), effects);
        }
        self.decide(self.target_epoch_entry(self.epoch, surroundings.wall_clock_ms), effects);
        self.last_assigned = Some(surroundings.now);
    }

    /// One record holds what a member owns: with the default batch, 65,000 partitions. What is above that stays without an owner,
    /// until more members come; the log says so.
    fn limit_target(&self, config: &GroupConfig, member_id: &str, target: &mut Partitions) {
        let mut room = config.batch_bytes_max / PARTITION_BYTES;
        let partitions: usize = target.values().map(Vec::len).sum();
        if partitions <= room {
            return;
        }
        tracing::error!(
            group = self.group_id,
            member = member_id,
            partitions,
            room,
            "too many for one member"
        );
        target.retain(|_, all| {
            all.truncate(room);
            room -= all.len();
            !all.is_empty()
        });
    }

    /// The assignor that most members want; the broker's first if nobody wants any.
    pub(super) fn assignor(&self, config: &GroupConfig) -> Assignor {
        let preferred = self.subscriptions.preferred_assignor(&config.consumer_assignors);
        let name = preferred.or(config.consumer_assignors.first());
        name.and_then(|name| Assignor::of_name(name)).unwrap_or(Assignor::Uniform)
    }

    /// How far apart two targets are at least: what was set, within the broker's bounds, or what the group's size asks for.
    fn assignment_interval(&self, config: &GroupConfig, surroundings: &Surroundings<'_>) -> Duration {
        match group_duration(surroundings, &self.group_id, "consumer.assignment.interval.ms") {
            Some(interval) => interval
                .max(config.consumer_assignment_interval_min)
                .min(config.consumer_assignment_interval_max),
            None if self.members.len() + self.owners.len() <= SMALL_GROUP_MAX => Duration::ZERO,
            None => ASSIGNMENT_INTERVAL,
        }
    }
}
