//! A group of either kind.

use std::time::Duration;

use protocol::ErrorCode;

use crate::classic::ClassicGroup;
use crate::consumer::ConsumerGroup;
use crate::effects::Effects;
use crate::offsets::ExpiryRule;
use crate::turn::Turn;

/// The group of a group id. A group that has only committed offsets is a classic one without members.
#[derive(Debug)]
pub(crate) enum Group {
    /// Its members agree among themselves (JoinGroup, SyncGroup).
    Classic(ClassicGroup),
    /// The coordinator assigns (KIP-848).
    Consumer(ConsumerGroup),
}

impl Group {
    /// When it wants to be called next.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        match self {
            Group::Classic(group) => group.next_deadline(),
            Group::Consumer(group) => group.next_deadline(),
        }
    }

    /// Whether it has no members.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Group::Classic(group) => group.is_empty(),
            Group::Consumer(group) => group.is_empty(),
        }
    }

    /// The name of its state, as listings show it.
    pub(crate) fn state_name(&self) -> &'static str {
        match self {
            Group::Classic(group) => group.state().name(),
            Group::Consumer(group) => group.state_name(),
        }
    }

    /// The name of its type, as listings show it.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Group::Classic(_) => "classic",
            Group::Consumer(_) => "consumer",
        }
    }

    /// What its members agree on: `consumer`, `connect`; empty for a group that has had no members.
    pub(crate) fn protocol_type(&self) -> &str {
        match self {
            Group::Classic(group) => group.protocol_type(),
            Group::Consumer(_) => "consumer",
        }
    }

    /// Whether a member may read (or is reading) this topic: its offsets are neither deleted nor forgotten.
    pub(crate) fn is_subscribed(&self, topic: &str) -> bool {
        match self {
            Group::Classic(group) => group.is_subscribed(topic),
            Group::Consumer(group) => group.is_subscribed(topic),
        }
    }

    /// Whether the asker may read this group's offsets; -1 as generation asks for no check.
    pub(crate) fn validate_fetch(&self, member_id: Option<&str>, epoch: i32) -> Result<(), ErrorCode> {
        match self {
            // A classic group never had that field.
            Group::Classic(_) => Ok(()),
            Group::Consumer(group) => group.validate_fetch(member_id, epoch),
        }
    }

    /// All of the log has been read.
    pub(crate) fn on_loaded(&mut self, turn: &mut Turn<'_, '_>) {
        match self {
            Group::Classic(group) => group.on_loaded(turn),
            Group::Consumer(group) => group.on_loaded(turn.config, turn.surroundings),
        }
    }

    /// Something may be due.
    pub(crate) fn on_deadline(&mut self, turn: &mut Turn<'_, '_>) {
        match self {
            Group::Classic(group) => group.on_deadline(turn),
            Group::Consumer(group) => group.on_deadline(turn.surroundings, turn.effects),
        }
    }

    /// Whoever waits is told that this coordinator gives up.
    pub(crate) fn fail(&mut self, effects: &mut Effects, code: ErrorCode) {
        match self {
            Group::Classic(group) => group.fail(effects, code),
            // Nobody waits in a consumer group.
            Group::Consumer(_) => {}
        }
    }

    /// Whether an administrator may delete offsets; those of topics that are subscribed to stay in any case.
    pub(crate) fn validate_offset_delete(&self) -> Result<(), ErrorCode> {
        match self {
            Group::Classic(group) => group.validate_offset_delete(),
            Group::Consumer(_) => Ok(()),
        }
    }

    /// When its offsets are forgotten.
    pub(crate) fn expiry_rule(&self) -> ExpiryRule {
        match self {
            Group::Classic(group) => group.expiry_rule(),
            Group::Consumer(_) => ExpiryRule::SinceCommit,
        }
    }

    /// Whether offsets of this topic are kept whatever their age.
    pub(crate) fn keeps_offsets_of(&self, topic: &str) -> bool {
        match self {
            Group::Classic(group) => group.keeps_offsets_of(topic),
            Group::Consumer(group) => group.is_subscribed(topic),
        }
    }

    /// Whether nobody is or is about to become a member.
    pub(crate) fn is_idle(&self) -> bool {
        match self {
            Group::Classic(group) => group.is_empty() && !group.has_pending_joins(),
            Group::Consumer(group) => group.is_empty(),
        }
    }

    /// The records that end it: there is no such group then.
    pub(crate) fn tombstones(&mut self, effects: &mut Effects) {
        match self {
            Group::Classic(group) => effects.record(&group.tombstone()),
            Group::Consumer(group) => group.tombstones(effects),
        }
    }

    /// What must always hold.
    pub(crate) fn assert_invariants(&self) {
        match self {
            Group::Classic(group) => group.assert_invariants(),
            Group::Consumer(group) => group.assert_invariants(),
        }
    }
}
