//! Which offsets a classic group takes, keeps and lets go.

use protocol::ErrorCode;

use super::{ClassicGroup, ClassicState};
use crate::offsets::ExpiryRule;
use crate::planted::{Bug, bug};

impl ClassicGroup {
    /// Whether a commit is of this group's present generation. Without generation and member it is of a consumer that assigns
    /// partitions to itself, or of an administrator: they may commit while the group has no members.
    pub(crate) fn validate_commit(
        &self,
        member_id: &str,
        instance_id: Option<&str>,
        generation: i32,
    ) -> Result<(), ErrorCode> {
        if bug(Bug::CommitFromOldGenerationTaken) || generation < 0 && self.state == ClassicState::Empty {
            return Ok(());
        }
        if generation < 0 && member_id.is_empty() && instance_id.is_none() {
            return Err(ErrorCode::UnknownMemberId);
        }
        self.validate_member(member_id, instance_id)?;
        if generation != self.generation {
            return Err(ErrorCode::IllegalGeneration);
        }
        // A member that knows this generation has not got its partitions yet.
        if self.state == ClassicState::CompletingRebalance {
            return Err(ErrorCode::RebalanceInProgress);
        }
        Ok(())
    }

    /// Whether offsets may be deleted by an administrator (those of subscribed topics stay).
    pub(crate) fn validate_offset_delete(&self) -> Result<(), ErrorCode> {
        // Only of consumers is it known what they subscribe to.
        if self.is_empty() || self.is_consumer_type() { Ok(()) } else { Err(ErrorCode::NonEmptyGroup) }
    }

    /// Whether offsets of this topic are kept whatever their age: a member may go on from them.
    pub(crate) fn keeps_offsets_of(&self, topic: &str) -> bool {
        self.is_subscribed(topic) && !(self.is_rebalancing() && bug(Bug::OffsetsExpiredDuringRebalance))
    }

    fn is_rebalancing(&self) -> bool {
        matches!(self.state, ClassicState::PreparingRebalance | ClassicState::CompletingRebalance)
    }

    /// When offsets are forgotten (KIP-211).
    pub(crate) fn expiry_rule(&self) -> ExpiryRule {
        match self.state {
            // Never had members: each offset by its own age.
            ClassicState::Empty if self.protocol_type.is_none() => ExpiryRule::SinceCommit,
            // All of them together, when there have been no members for so long.
            ClassicState::Empty => self.state_since_ms.map_or(ExpiryRule::SinceCommit, ExpiryRule::Since),
            // Those of topics that nobody subscribes to any more.
            ClassicState::Stable if self.is_consumer_type() && self.knows_subscribed_topics() => {
                ExpiryRule::SinceCommit
            }
            _ if self.is_rebalancing() && bug(Bug::OffsetsExpiredDuringRebalance) => ExpiryRule::SinceCommit,
            _ => ExpiryRule::Never,
        }
    }
}
