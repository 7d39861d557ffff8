//! What a member does with its partitions when the group changes.

use std::collections::BTreeSet;

use io::Io;
use protocol::ErrorCode;

use super::membership::Notice;
use super::offsets::Offsets;
use super::{CommitPolicy, CommittedOffset, GroupConsumer, GroupError, GroupEvent, Owned};
use crate::{Error, PartitionError, StartAt, TopicPartition};

impl<I: Io> GroupConsumer<I> {
    /// Does what follows from answers and time, up to new requests.
    pub(super) fn follow_up(&mut self) {
        self.watch_topics();
        self.commit_when_due();
        loop {
            self.take_commits();
            while let Some(notice) = self.membership.poll() {
                self.on_notice(notice);
            }
            if !self.finish_preparing() && !self.finish_leaving() {
                break;
            }
        }
        while let Some((partition, result)) = self.lookup.poll() {
            self.on_committed_offset(partition, result);
        }
    }

    /// Partitions of which the group does not know yet how far they were read, or that were read on since.
    pub(super) fn positions(&self) -> Offsets {
        let moved = self.owned.iter().filter_map(|(partition, owned)| {
            let offset = self.consumer.position(&partition.0, partition.1).filter(|offset| *offset >= 0)?;
            if owned.committed == Some(offset) {
                return None;
            }
            let leader_epoch = owned.leader_epoch;
            Some((partition.clone(), CommittedOffset { offset, leader_epoch, metadata: String::new() }))
        });
        moved.collect()
    }

    /// Commits all positions if it is this consumer's business to.
    pub(super) fn commit_by_policy(&mut self) {
        let offsets = self.positions();
        if self.config.commit == CommitPolicy::Manual || offsets.is_empty() {
            return;
        }
        let client = self.consumer.client_mut();
        let patience = client.config().request_timeout.min(self.config.rebalance_timeout);
        let deadline = client.now() + patience;
        self.commits.add(offsets, deadline);
    }

    fn watch_topics(&mut self) {
        let is_watching = self.membership.is_leader() && self.membership.is_stable();
        if is_watching && self.topics.have_changed(self.consumer.client_mut()) {
            self.membership.join();
        }
    }

    fn commit_when_due(&mut self) {
        let CommitPolicy::Every(interval) = self.config.commit else { return };
        let now = self.consumer.client_mut().now();
        if self.membership.is_stable() && now >= self.next_commit && self.commits.is_idle() {
            self.next_commit = now + interval;
            self.commit_by_policy();
        }
    }

    fn on_notice(&mut self, notice: Notice) {
        match notice {
            Notice::Prepare => {
                if self.membership.may_commit() {
                    self.commit_by_policy();
                }
            }
            Notice::Assigned(share) => self.on_assigned(share),
            Notice::Lost => {
                self.commits.fail_all(ErrorCode::UnknownMemberId);
                self.lose_all();
            }
            Notice::Left => {
                self.commits.fail_all(ErrorCode::UnknownMemberId);
                self.give_up_all();
                self.tell(GroupEvent::Left);
            }
            Notice::Failed(error) => {
                self.commits.fail_all(error.code().unwrap_or(ErrorCode::UnknownMemberId));
                self.lose_all();
                self.errors.push_back(GroupError::Group(error));
            }
        }
    }

    /// When everything is committed that should be: gives up what the next generation may give to others, and joins.
    fn finish_preparing(&mut self) -> bool {
        if !self.membership.is_preparing() || !self.commits.is_idle() {
            return false;
        }
        if !self.config.is_cooperative() && !self.owned.is_empty() {
            let revoked = self.give_up_all();
            self.tell(GroupEvent::Revoked(revoked));
        }
        self.membership.prepared();
        true
    }

    fn finish_leaving(&mut self) -> bool {
        let waits = self.membership.may_commit() && !self.commits.is_idle();
        if !self.is_leaving || waits || self.membership.is_out() || self.membership.is_leaving() {
            return false;
        }
        self.membership.leave();
        true
    }

    /// Takes a share. What is not in it any more (only a cooperative member still has something) goes to others in the
    /// next rebalance, which this one asks for when its positions are committed (KIP-429).
    fn on_assigned(&mut self, share: Vec<TopicPartition>) {
        let share: BTreeSet<TopicPartition> = share.into_iter().collect();
        let revoked: Vec<TopicPartition> =
            self.owned.keys().filter(|partition| !share.contains(*partition)).cloned().collect();
        if !revoked.is_empty() {
            self.commit_by_policy();
            revoked.iter().for_each(|partition| self.give_up(partition));
            self.tell(GroupEvent::Revoked(revoked));
            self.membership.join();
        }
        let added: Vec<TopicPartition> =
            share.into_iter().filter(|partition| !self.owned.contains_key(partition)).collect();
        for partition in &added {
            self.owned.insert(partition.clone(), Owned::default());
            self.lookup.add(partition.clone());
        }
        if let CommitPolicy::Every(interval) = self.config.commit {
            self.next_commit = self.consumer.client_mut().now() + interval;
        }
        self.tell(GroupEvent::Assigned(added));
    }

    fn on_committed_offset(
        &mut self,
        partition: TopicPartition,
        result: Result<Option<CommittedOffset>, Error>,
    ) {
        let Some(owned) = self.owned.get_mut(&partition) else { return };
        let start = match result {
            Ok(Some(committed)) => {
                (owned.committed, owned.leader_epoch) = (Some(committed.offset), committed.leader_epoch);
                Ok(StartAt::Offset(committed.offset))
            }
            Ok(None) => match self.consumer.reset() {
                Some(spec) => Ok(StartAt::Lookup(spec)),
                None => Err(Error::InvalidArgument(
                    "the group has committed no offset, and no other place to begin was given".to_owned(),
                )),
            },
            Err(error) => Err(error),
        };
        match start {
            Ok(start) => self.consumer.assign(&partition.0, partition.1, start),
            Err(error) => {
                let error = PartitionError { topic: partition.0, partition: partition.1, error };
                self.errors.push_back(error.into());
            }
        }
    }

    fn take_commits(&mut self) {
        while let Some((commit, offsets, result)) = self.commits.poll() {
            if result.is_ok() {
                for (partition, committed) in &offsets {
                    if let Some(owned) = self.owned.get_mut(partition) {
                        owned.committed = Some(committed.offset);
                    }
                }
            }
            self.tell(GroupEvent::Committed { commit, offsets, result });
        }
    }

    fn give_up(&mut self, partition: &TopicPartition) {
        self.owned.remove(partition);
        self.lookup.remove(partition);
        self.consumer.unassign(&partition.0, partition.1);
    }

    fn lose_all(&mut self) {
        let lost = self.give_up_all();
        if !lost.is_empty() {
            self.tell(GroupEvent::Lost(lost));
        }
    }

    fn give_up_all(&mut self) -> Vec<TopicPartition> {
        let all: Vec<TopicPartition> = self.owned.keys().cloned().collect();
        all.iter().for_each(|partition| self.give_up(partition));
        all
    }
}
