//! What members have to do in time.

use std::time::Duration;

use super::ConsumerGroup;
use super::member::MemberState;
use crate::effects::Effects;
use crate::{GroupConfig, Surroundings};

/// What is due, and whose.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct MemberTimer {
    duty: Duty,
    member_id: String,
}

/// What a member has to do in time, or it is fenced.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Duty {
    /// Heartbeat.
    Session,
    /// Give partitions back.
    Revocation,
    /// Classic members: join again after REBALANCE_IN_PROGRESS.
    Join,
    /// Classic members: fetch the assignment after joining.
    Sync,
}

impl MemberTimer {
    pub(crate) fn session(member_id: &str) -> Self {
        Self { duty: Duty::Session, member_id: member_id.to_owned() }
    }

    pub(crate) fn revocation(member_id: &str) -> Self {
        Self { duty: Duty::Revocation, member_id: member_id.to_owned() }
    }

    pub(crate) fn join(member_id: &str) -> Self {
        Self { duty: Duty::Join, member_id: member_id.to_owned() }
    }

    pub(crate) fn sync(member_id: &str) -> Self {
        Self { duty: Duty::Sync, member_id: member_id.to_owned() }
    }
}

impl ConsumerGroup {
    /// The log has been replayed: every member has a whole session to report, and its whole time to give back.
    pub(crate) fn on_loaded(&mut self, config: &GroupConfig, surroundings: &Surroundings<'_>) {
        let ids: Vec<String> = self.members.keys().cloned().collect();
        for id in ids {
            self.renew_session(config, surroundings, &id);
            self.renew_revocation(surroundings, &id);
        }
    }

    /// When [`Self::on_deadline`] wants to be called next.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        self.timers.next_deadline()
    }

    /// Fences the members that are late.
    pub(crate) fn on_deadline(&mut self, surroundings: &Surroundings<'_>, effects: &mut Effects) {
        let mut late = Vec::new();
        while let Some(timer) = self.timers.pop_due(surroundings.now) {
            tracing::info!(group = self.group_id, member = timer.member_id, duty = ?timer.duty, "fenced: too late");
            late.push(timer.member_id);
        }
        self.remove_members(surroundings, &late, effects);
    }

    /// The member has been heard of.
    pub(super) fn renew_session(
        &mut self,
        config: &GroupConfig,
        surroundings: &Surroundings<'_>,
        member_id: &str,
    ) {
        let classic =
            self.members.get(member_id).and_then(|member| member.metadata.classic_session_timeout());
        let timeout = classic.unwrap_or_else(|| session_timeout(config, surroundings, &self.group_id));
        self.timers.set(MemberTimer::session(member_id), surroundings.now + timeout);
    }

    /// The member's progress has changed: it has something to give back, or has no more. (Classic members give back by joining
    /// again, and have a time for that.)
    pub(super) fn renew_revocation(&mut self, surroundings: &Surroundings<'_>, member_id: &str) {
        let timer = MemberTimer::revocation(member_id);
        let Some(member) = self.members.get(member_id) else { return };
        let is_unrevoked =
            member.progress.state == MemberState::UnrevokedPartitions && member.progress.epoch >= 0;
        if is_unrevoked && !member.is_classic() {
            self.timers.set(timer, surroundings.now + member.metadata.rebalance_timeout());
        } else {
            self.timers.cancel(&timer);
        }
    }

    /// The member may speak another protocol now: what it had to do by the rules of the other one is forgotten.
    pub(super) fn begin_duties(&mut self, surroundings: &Surroundings<'_>, member_id: &str) {
        self.timers.cancel(&MemberTimer::join(member_id));
        self.timers.cancel(&MemberTimer::sync(member_id));
        self.renew_revocation(surroundings, member_id);
    }

    pub(super) fn cancel_timers(&mut self, member_id: &str) {
        for duty in [Duty::Session, Duty::Revocation, Duty::Join, Duty::Sync] {
            self.timers.cancel(&MemberTimer { duty, member_id: member_id.to_owned() });
        }
    }
}

/// How long a member may be silent: the group's own `consumer.session.timeout.ms` within the broker's bounds, or the broker's.
pub(super) fn session_timeout(
    config: &GroupConfig,
    surroundings: &Surroundings<'_>,
    group_id: &str,
) -> Duration {
    group_duration(surroundings, group_id, "consumer.session.timeout.ms")
        .unwrap_or(config.consumer_session_timeout)
        .max(config.consumer_session_timeout_min)
        .min(config.consumer_session_timeout_max)
}

/// How often a member shall heartbeat: the group's own `consumer.heartbeat.interval.ms` within the broker's bounds, or the broker's.
pub(super) fn heartbeat_interval_ms(
    config: &GroupConfig,
    surroundings: &Surroundings<'_>,
    group_id: &str,
) -> i32 {
    let interval = group_duration(surroundings, group_id, "consumer.heartbeat.interval.ms")
        .unwrap_or(config.consumer_heartbeat_interval)
        .max(config.consumer_heartbeat_interval_min)
        .min(config.consumer_heartbeat_interval_max);
    i32::try_from(interval.as_millis()).unwrap_or(i32::MAX)
}

/// A group configuration in milliseconds; what is no number counts as not set.
pub(super) fn group_duration(
    surroundings: &Surroundings<'_>,
    group_id: &str,
    name: &str,
) -> Option<Duration> {
    surroundings.topics.group_config(group_id, name)?.trim().parse().ok().map(Duration::from_millis)
}
