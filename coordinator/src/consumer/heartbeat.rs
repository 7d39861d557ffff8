//! ConsumerGroupHeartbeat: a member joins, reports, or leaves.

use protocol::messages::consumer_group_heartbeat_request::TopicPartitions as ReportedPartitions;
use protocol::messages::consumer_group_heartbeat_response::{Assignment, TopicPartitions};
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};

use super::admission::Admission;
use super::member::{JOIN_EPOCH, LEAVE_EPOCH, MemberMetadata, MemberProgress, STATIC_LEAVE_EPOCH};
use super::ownership::OwnedPartitions;
use super::reconciliation::Reconciliation;
use super::refusal::Refusal;
use super::timers::heartbeat_interval_ms;
use super::{ConsumerGroup, request};
use crate::effects::Effects;
use crate::{Client, GroupConfig, Surroundings};

impl ConsumerGroup {
    /// Answers a heartbeat. Either nothing has changed, or all that `effects` says. O(1) for a member that owns its target and
    /// says nothing new; what a new target costs is said at [`crate::assignor::Assignor::assign`].
    pub(crate) fn heartbeat(
        &mut self,
        config: &GroupConfig,
        surroundings: &mut Surroundings<'_>,
        client: &Client,
        request: ConsumerGroupHeartbeatRequest,
        effects: &mut Effects,
    ) -> ConsumerGroupHeartbeatResponse {
        let answer = request::validate(config, client.api_version, &request).and_then(|()| {
            match request.member_epoch {
                LEAVE_EPOCH | STATIC_LEAVE_EPOCH => self.leave(surroundings, &request, effects),
                _ => self.beat(config, surroundings, client, &request, effects),
            }
        });
        answer.unwrap_or_else(|refusal| {
            tracing::debug!(group = self.group_id, member = request.member_id, refusal.message, "refused");
            refusal.heartbeat_response()
        })
    }

    fn beat(
        &mut self,
        config: &GroupConfig,
        surroundings: &mut Surroundings<'_>,
        client: &Client,
        request: &ConsumerGroupHeartbeatRequest,
        effects: &mut Effects,
    ) -> Result<ConsumerGroupHeartbeatResponse, Refusal> {
        // What can be refused is refused before anything changes.
        let admission = self.admit(config, surroundings, request)?;
        let metadata = self.new_metadata(config, client, &admission, request)?;

        let id = admission.member_id.clone();
        self.replace_static_member(&admission, effects);
        let assignor = self.assignor(config);
        let has_subscription_changed = match metadata {
            Some(metadata) => self.set_metadata(surroundings, &id, metadata, effects),
            None => self.refresh_regexes(surroundings, effects),
        };
        // A target by another assignor is due as well; a group without a target has none to replace.
        let has_assignor_changed = self.target.epoch > 0 && self.assignor(config) != assignor;
        self.bump_epoch_if(has_subscription_changed || has_assignor_changed, surroundings, effects);
        self.retarget_if_due(config, surroundings, effects);
        let reported = request.topic_partitions.as_deref();
        let has_assignment_changed =
            self.reconcile(surroundings, &id, reported, has_subscription_changed, effects);
        self.renew_session(config, surroundings, &id);

        let progress = &self.members[&id].progress;
        let tells_assignment = is_full(request) || has_assignment_changed;
        Ok(ConsumerGroupHeartbeatResponse {
            member_id: Some(id),
            member_epoch: progress.epoch,
            heartbeat_interval_ms: heartbeat_interval_ms(config, surroundings, &self.group_id),
            assignment: tells_assignment.then(|| assignment_of(&progress.assigned)),
            ..Default::default()
        })
    }

    /// What the member says of itself now; `None` when that is nothing new.
    fn new_metadata(
        &self,
        config: &GroupConfig,
        client: &Client,
        admission: &Admission,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> Result<Option<MemberMetadata>, Refusal> {
        let member = self.members.get(&admission.member_id);
        if member.is_some_and(|member| member.metadata.is_unchanged_by(client, request)) {
            return Ok(None);
        }
        let before = self.metadata_before(admission);
        let metadata = before.updated(client, request);
        self.check_metadata(config, &before, &metadata)?;
        Ok(Some(metadata))
    }

    /// What the member, or the one whose place it takes, has said of itself.
    pub(super) fn metadata_before(&self, admission: &Admission) -> MemberMetadata {
        let id = admission.replaces.as_ref().unwrap_or(&admission.member_id);
        self.members.get(id).map(|member| member.metadata.clone()).unwrap_or_default()
    }

    /// A static member that comes back has a new id and its old target; what it owned it owns again.
    pub(super) fn replace_static_member(&mut self, admission: &Admission, effects: &mut Effects) {
        let Some(replaced) = &admission.replaces else { return };
        let member = self.members[replaced].clone();
        let target = self.target.of(replaced).clone();
        let progress = MemberProgress { epoch: JOIN_EPOCH, previous_epoch: JOIN_EPOCH, ..member.progress };
        self.write_removal(replaced, effects);
        let id = &admission.member_id;
        self.decide(self.member_entry(id, Some(&member.metadata)), effects);
        self.decide(self.target_entry(id, Some(&target)), effects);
        self.decide(self.progress_entry(id, Some(&progress)), effects);
    }

    /// Writes what the member says of itself, if that is new, and looks at the regular expressions. Whether the
    /// topics that it subscribes to have changed, or those of any expression.
    pub(super) fn set_metadata(
        &mut self,
        surroundings: &Surroundings<'_>,
        member_id: &str,
        metadata: MemberMetadata,
        effects: &mut Effects,
    ) -> bool {
        let before = self.members.get(member_id).map(|member| member.metadata.clone());
        if before.as_ref() != Some(&metadata) {
            self.decide(self.member_entry(member_id, Some(&metadata)), effects);
            self.begin_duties(surroundings, member_id);
        }
        let before = before.unwrap_or_default();
        let has_changed =
            before.topic_names != metadata.topic_names || before.topic_regex != metadata.topic_regex;
        self.refresh_regexes(surroundings, effects) || has_changed
    }

    /// One step of the member towards its target. Whether what it may use has changed.
    pub(super) fn reconcile(
        &mut self,
        surroundings: &Surroundings<'_>,
        member_id: &str,
        reported: Option<&[ReportedPartitions]>,
        has_subscription_changed: bool,
        effects: &mut Effects,
    ) -> bool {
        let member = &self.members[member_id];
        if !has_subscription_changed && member.progress.is_reconciled_to(self.target.epoch) {
            return false;
        }
        let step = Reconciliation {
            target_epoch: self.target.epoch,
            target: self.target.of(member_id),
            subscribed: &self.subscriptions.topic_ids_of(&member.metadata, surroundings),
            owners: &self.owners,
            reported,
            has_subscription_changed,
        };
        let next = step.next(&member.progress);
        let has_assignment_changed = next.assigned != member.progress.assigned;
        if next != member.progress {
            self.decide(self.progress_entry(member_id, Some(&next)), effects);
            self.renew_revocation(surroundings, member_id);
        }
        has_assignment_changed
    }
}

/// A member that joins, or that does not know what its last request did, says everything and is told everything.
fn is_full(request: &ConsumerGroupHeartbeatRequest) -> bool {
    let has_subscription =
        request.subscribed_topic_names.is_some() || request.subscribed_topic_regex.is_some();
    request.member_epoch == JOIN_EPOCH
        || (request.rebalance_timeout_ms != -1 && has_subscription && request.topic_partitions.is_some())
}

fn assignment_of(assigned: &OwnedPartitions) -> Assignment {
    let topics = assigned.topics().map(|(topic_id, partitions)| TopicPartitions { topic_id, partitions });
    Assignment { topic_partitions: topics.collect() }
}
