//! A consumer group whose last member of the new protocol has gone becomes a classic group again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use protocol::coordinator::GroupMetadataValue;
use protocol::coordinator::consumer_group_member_metadata_value::ClassicProtocol;
use protocol::coordinator::group_metadata_value::MemberMetadata as ClassicMemberRecord;

use super::ConsumerGroup;
use super::embedded_protocol as embedded;
use super::member::Member;
use crate::config::MigrationPolicy;
use crate::turn::Turn;

impl ConsumerGroup {
    /// Whether all its members speak the classic protocol, and it may become a classic group.
    pub(crate) fn should_downgrade(&self, turn: &Turn<'_, '_>) -> bool {
        let policy = turn.config.consumer_migration_policy;
        !self.members.is_empty()
            && self.subscriptions.classic_members() == self.members.len()
            && matches!(policy, MigrationPolicy::Downgrade | MigrationPolicy::Bidirectional)
            && self.members.len() <= turn.config.size_max
    }

    /// The classic group that it becomes: stable, with the target's epoch as its generation and the target as its assignment. A
    /// rebalance has to follow: what members own may not be their target yet. `None` when its members have no assignor in common.
    ///
    /// Members that are in the target's epoch are in that generation: they are told to join again, and keep what they own until
    /// then. The group's own epoch, bumped when the last one left, is in nobody's hands.
    ///
    /// Nobody leads it yet: whoever loads this record before they have joined again lets them begin anew. Else the group would
    /// pass for stable, and nobody had what those who left had.
    pub(crate) fn to_classic(&self, turn: &Turn<'_, '_>) -> Option<GroupMetadataValue> {
        let protocol = self.common_protocol()?;
        let member_record = |(id, member): (&String, &Member)| {
            let offered = classic_protocols(member).find(|offered| offered.name == protocol);
            let subscription = offered.map(|offered| offered.metadata.clone()).unwrap_or_default();
            let target = self.target.of(id).iter().map(|(topic, partitions)| (*topic, partitions.clone()));
            let assignment = embedded::write_assignment(turn.surroundings, &subscription, target);
            ClassicMemberRecord {
                member_id: id.clone(),
                group_instance_id: member.metadata.instance_id.clone(),
                client_id: member.metadata.client_id.clone(),
                client_host: member.metadata.client_host.clone(),
                rebalance_timeout: member.metadata.rebalance_timeout_ms,
                session_timeout: member
                    .metadata
                    .classic
                    .as_ref()
                    .map_or(0, |classic| classic.session_timeout_ms),
                subscription,
                assignment: assignment.into(),
            }
        };
        Some(GroupMetadataValue {
            protocol_type: "consumer".to_owned(),
            generation: self.target.epoch,
            leader: None,
            current_state_timestamp: turn.wall_clock_ms(),
            members: self.members.iter().map(member_record).collect(),
            protocol: Some(protocol),
        })
    }

    /// Of the protocols that all members offer, the one that most put first; the first by name among equals.
    fn common_protocol(&self) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for member in self.members.values() {
            let mut offered = classic_protocols(member);
            let vote = offered.find(|offered| self.subscriptions.all_classic_members_support(&offered.name));
            *votes.entry(&vote?.name).or_default() += 1;
        }
        let most = votes.into_iter().min_by_key(|(name, count)| (Reverse(*count), *name));
        most.map(|(name, _)| name.to_owned())
    }
}

fn classic_protocols(member: &Member) -> impl Iterator<Item = &ClassicProtocol> {
    member.metadata.classic.iter().flat_map(|classic| &classic.supported_protocols)
}
