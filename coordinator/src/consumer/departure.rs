//! Members that leave, for good or for a moment, and members that are fenced.

use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};

use super::ConsumerGroup;
use super::member::{MemberProgress, STATIC_LEAVE_EPOCH};
use super::ownership::OwnedPartitions;
use super::refusal::Refusal;
use crate::Surroundings;
use crate::effects::Effects;

impl ConsumerGroup {
    /// A heartbeat with epoch -1 or -2.
    pub(super) fn leave(
        &mut self,
        surroundings: &Surroundings<'_>,
        request: &ConsumerGroupHeartbeatRequest,
        effects: &mut Effects,
    ) -> Result<ConsumerGroupHeartbeatResponse, Refusal> {
        let id = match &request.instance_id {
            Some(instance_id) => self.check_static_member(instance_id, &request.member_id)?.to_owned(),
            None if self.members.contains_key(&request.member_id) => request.member_id.clone(),
            None => return Err(self.unknown_member(&request.member_id)),
        };
        if request.member_epoch == STATIC_LEAVE_EPOCH {
            self.pause_static_member(surroundings, &id, effects);
        } else {
            self.remove_members(surroundings, std::slice::from_ref(&id), effects);
        }
        Ok(ConsumerGroupHeartbeatResponse {
            member_id: Some(id),
            member_epoch: request.member_epoch,
            ..Default::default()
        })
    }

    /// It will be back: its target waits for it until its session ends. What it had to give back it no longer owns.
    fn pause_static_member(
        &mut self,
        surroundings: &Surroundings<'_>,
        member_id: &str,
        effects: &mut Effects,
    ) {
        let progress = MemberProgress {
            epoch: STATIC_LEAVE_EPOCH,
            pending_revocation: OwnedPartitions::default(),
            ..self.members[member_id].progress.clone()
        };
        self.decide(self.progress_entry(member_id, Some(&progress)), effects);
        self.renew_revocation(surroundings, member_id);
    }

    /// Takes members out, those of `ids` that are any, and bumps the epoch: somebody shall have what they owned. The next heartbeat
    /// of anybody computes the target.
    ///
    /// The new epoch stands in the log before the tombstones: should the log end between them, a target is due all the same, and
    /// what the members owned does not stay without an owner.
    pub(super) fn remove_members(
        &mut self,
        surroundings: &Surroundings<'_>,
        ids: &[String],
        effects: &mut Effects,
    ) {
        let mut removal = Effects::default();
        for id in ids {
            if self.members.contains_key(id) {
                self.write_removal(id, &mut removal);
            }
        }
        if removal.records.is_empty() {
            return;
        }
        for regex in self.subscriptions.forgotten_regexes() {
            self.decide(self.regex_entry(&regex, None), &mut removal);
        }
        let hash = self.subscriptions.metadata_hash(surroundings);
        self.bump_epoch(hash, effects);
        effects.records.append(&mut removal.records);
        if self.members.is_empty() {
            // Nobody is there to heartbeat, and nothing to assign: an empty group is not behind.
            self.decide(self.target_epoch_entry(self.epoch, 0), effects);
        }
    }

    /// The order matters to whoever replays it: Kafka refuses to forget a member that has progress.
    pub(super) fn write_removal(&mut self, member_id: &str, effects: &mut Effects) {
        self.decide(self.progress_entry(member_id, None), effects);
        self.decide(self.target_entry(member_id, None), effects);
        self.decide(self.member_entry(member_id, None), effects);
    }

    /// Writes the tombstones of all that the log holds of this group; it is gone then. Committed offsets are not its own.
    pub(crate) fn tombstones(&mut self, effects: &mut Effects) {
        let ids: Vec<String> = self.members.keys().cloned().collect();
        let regexes: Vec<String> = self.subscriptions.resolved_regexes().cloned().collect();
        for id in &ids {
            self.decide(self.progress_entry(id, None), effects);
        }
        for id in &ids {
            self.decide(self.target_entry(id, None), effects);
        }
        self.decide(self.target_epoch_tombstone(), effects);
        for id in &ids {
            self.decide(self.member_entry(id, None), effects);
        }
        for regex in &regexes {
            self.decide(self.regex_entry(regex, None), effects);
        }
        // Kafka writes it whether there is one or not.
        self.decide(self.partition_metadata_tombstone(), effects);
        self.decide(self.metadata_tombstone(), effects);
    }
}
