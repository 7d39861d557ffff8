//! Groups that change their kind (`group.consumer.migration.policy`).

use protocol::coordinator::GroupMetadataKey;
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};

use super::GroupCoordinator;
use crate::Client;
use crate::classic::ClassicGroup;
use crate::consumer::ConsumerGroup;
use crate::effects::Effects;
use crate::group::Group;
use crate::record::LogEntry;
use crate::turn::Turn;

impl GroupCoordinator {
    /// A member of the consumer protocol joins a classic group with members. Nothing has happened if it, or the upgrade, is refused.
    pub(super) fn upgrade(
        &mut self,
        turn: &mut Turn<'_, '_>,
        client: &Client,
        request: ConsumerGroupHeartbeatRequest,
    ) -> ConsumerGroupHeartbeatResponse {
        let group_id = request.group_id.clone();
        let Some(Group::Classic(classic)) = self.groups.get_mut(&group_id) else {
            unreachable!("a classic group is upgraded")
        };
        let mut effects = Effects::default();
        let mut draft =
            Turn { config: turn.config, surroundings: &mut *turn.surroundings, effects: &mut effects };
        let mut group = match ConsumerGroup::from_classic(&mut draft, classic) {
            Ok(group) => group,
            Err(refusal) => return refusal.heartbeat_response(),
        };
        let answer = group.heartbeat(draft.config, draft.surroundings, client, request, draft.effects);
        if answer.error_code == 0 {
            classic.dismiss(turn);
            turn.effects.record(&classic.tombstone());
            turn.effects.append(effects);
            tracing::info!(group = group_id, "upgraded to a consumer group");
            self.groups.insert(group_id, Group::Consumer(group));
        }
        answer
    }

    /// After each input: a consumer group that only classic members are left in becomes a classic group.
    pub(super) fn downgrade_if_due(&mut self, turn: &mut Turn<'_, '_>, group_id: &str) {
        let Some(Group::Consumer(group)) = self.groups.get_mut(group_id) else { return };
        let Some(value) = group.should_downgrade(turn).then(|| group.to_classic(turn)).flatten() else {
            return;
        };
        let key = GroupMetadataKey { group: group_id.to_owned() };
        let entry = LogEntry::GroupMetadata(key, Some(value.clone()));
        let mut effects = Effects::default();
        // A group that one record cannot hold stays what it is.
        if !effects.record_if_it_fits(&entry, turn.config.batch_bytes_max) {
            return;
        }
        group.tombstones(turn.effects);
        turn.effects.append(effects);
        let mut classic = ClassicGroup::from_record(group_id, value);
        classic.come_together(turn);
        tracing::info!(group = group_id, "downgraded to a classic group");
        self.groups.insert(group_id.to_owned(), Group::Classic(classic));
    }
}
