//! A classic group of consumers becomes a consumer group: its first member of the new protocol has come.

use std::collections::BTreeSet;

use protocol::codec::DecodeError;
use protocol::coordinator::consumer_group_member_metadata_value::{ClassicMemberMetadata, ClassicProtocol};
use protocol::{ErrorCode, Uuid};

use super::ConsumerGroup;
use super::embedded_protocol as embedded;
use super::member::{MemberMetadata, MemberProgress};
use super::ownership::OwnedPartitions;
use super::refusal::Refusal;
use crate::classic::{ClassicGroup, ClassicMember, ClassicState};
use crate::config::MigrationPolicy;
use crate::turn::Turn;

impl ConsumerGroup {
    /// The same group with the same members, who own what the last generation gave them: nothing moves, unless the members were
    /// about to share anew. Its records go into `turn`;
    /// those of the classic group are the caller's to take out of the log, before.
    ///
    /// GROUP_ID_NOT_FOUND, as if there were no such consumer group: when the policy forbids it, for groups that are not of
    /// consumers or too large, for members whose subscription cannot be read, and for assignments of custom assignors, whose user data
    /// would be lost.
    pub(crate) fn from_classic(turn: &mut Turn<'_, '_>, classic: &ClassicGroup) -> Result<Self, Refusal> {
        let refuse = |why: &str| {
            let message = format!(
                "Cannot upgrade classic group {} to consumer group because {why}.",
                classic.group_id()
            );
            Refusal::new(ErrorCode::GroupIdNotFound, message)
        };
        let policy = turn.config.consumer_migration_policy;
        if !matches!(policy, MigrationPolicy::Upgrade | MigrationPolicy::Bidirectional) {
            return Err(refuse("online upgrade is disabled"));
        }
        if !classic.is_consumer_type() {
            return Err(refuse("the group does not use the consumer embedded protocol"));
        }
        if classic.members().len() > turn.config.consumer_size_max {
            return Err(refuse("the group size exceeds the consumer group maximum size"));
        }
        let mut taken = BTreeSet::new();
        let mut members = Vec::new();
        for member in classic.members().iter() {
            let assignment = embedded::read_assignment(&member.assignment);
            let assignment = assignment.map_err(|_| refuse("the embedded consumer protocol is malformed"))?;
            if assignment.user_data.as_ref().is_some_and(|data| !data.is_empty()) {
                return Err(refuse("an unsupported custom assignor is in use"));
            }
            let metadata = metadata_of(classic, member);
            let metadata = metadata.map_err(|_| refuse("the embedded consumer protocol is malformed"))?;
            let owned = embedded::assigned(turn.surroundings, &assignment, classic.generation(), &mut taken);
            members.push((member.member_id.clone(), metadata, owned));
        }
        Ok(Self::with_members(turn, classic, members, &taken))
    }

    /// The records stand in Kafka's order.
    fn with_members(
        turn: &mut Turn<'_, '_>,
        classic: &ClassicGroup,
        members: Vec<(String, MemberMetadata, OwnedPartitions)>,
        given: &BTreeSet<(Uuid, i32)>,
    ) -> Self {
        let mut group = Self::new(classic.group_id());
        let epoch = classic.generation();
        for (id, metadata, _) in &members {
            group.decide(group.member_entry(id, Some(metadata)), turn.effects);
        }
        // Amid a rebalance what the last generation gave is no target: whoever came since has nothing in it. Neither is it one
        // when topics have grown since: the classic leader would have seen that, and nobody leads any more. (The hash of the
        // topics, below, is of what they are now, so that nothing would ever bump the epoch for them.)
        let is_target = classic.state() == ClassicState::Stable
            && group.subscriptions.partitions(turn.surroundings).all(|partition| given.contains(&partition));
        let group_epoch = if is_target { epoch } else { epoch.saturating_add(1) };
        let hash = group.subscriptions.metadata_hash(turn.surroundings);
        group.decide(group.metadata_entry(group_epoch, hash), turn.effects);
        for (id, _, owned) in &members {
            group.decide(group.target_entry(id, Some(&embedded::target_of(owned))), turn.effects);
        }
        group.decide(group.target_epoch_entry(epoch, turn.wall_clock_ms()), turn.effects);
        for (id, _, assigned) in members {
            let progress =
                MemberProgress { epoch, previous_epoch: epoch, assigned, ..MemberProgress::default() };
            group.decide(group.progress_entry(&id, Some(&progress)), turn.effects);
            group.renew_session(turn.config, turn.surroundings, &id);
        }
        group
    }
}

fn metadata_of(classic: &ClassicGroup, member: &ClassicMember) -> Result<MemberMetadata, DecodeError> {
    // Before its first generation a group has not chosen a protocol; all of a member's hold the same subscription.
    let chosen = member.metadata(classic.protocol_name());
    let first = member.protocols.first().map_or(&[][..], |protocol| &protocol.metadata);
    let subscription = embedded::read_subscription(if chosen.is_empty() { first } else { chosen })?;
    let protocols = member.protocols.iter().map(|protocol| ClassicProtocol {
        name: protocol.name.clone(),
        metadata: protocol.metadata.clone().into(),
    });
    Ok(MemberMetadata {
        instance_id: member.instance_id.clone(),
        rack_id: subscription.rack_id,
        client_id: member.client_id.clone(),
        client_host: member.client_host.clone(),
        topic_names: subscription.topics.into_iter().collect(),
        topic_regex: String::new(),
        rebalance_timeout_ms: member.rebalance_timeout_ms,
        server_assignor: None,
        classic: Some(ClassicMemberMetadata {
            session_timeout_ms: member.session_timeout_ms,
            supported_protocols: protocols.collect(),
        }),
    })
}
