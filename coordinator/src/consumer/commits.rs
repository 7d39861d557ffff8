//! Who may commit and read offsets of this group.

use protocol::{ErrorCode, Uuid};

use super::ConsumerGroup;
use super::member::{Member, MemberProgress};
use crate::planted::{Bug, bug};

/// The first version of OffsetCommit that a member of the consumer protocol may use: older ones do not know member epochs.
const MEMBER_EPOCH_VERSION: i16 = 9;

/// What an accepted commit may commit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CommitScope<'a> {
    /// Any partition.
    All,
    /// A member commits with an older epoch than its own, because it does not know the new one yet: it may for partitions
    /// that it has owned since that epoch.
    OwnedSince {
        /// The epoch of the commit.
        epoch: i32,
        /// The member that commits.
        progress: &'a MemberProgress,
    },
}

impl CommitScope<'_> {
    /// Whether the offset of this partition may be committed; if not, it is answered STALE_MEMBER_EPOCH.
    pub(crate) fn allows(&self, topic: Uuid, partition: i32) -> bool {
        match self {
            CommitScope::All => true,
            CommitScope::OwnedSince { epoch, progress } => {
                let since = progress.assigned.epoch_of(topic, partition);
                let since = since.or_else(|| progress.pending_revocation.epoch_of(topic, partition));
                since.is_some_and(|since| since <= *epoch)
            }
        }
    }
}

impl ConsumerGroup {
    /// Whether an OffsetCommit may be taken, and for which partitions (KIP-1251). `epoch` is the request's generation id or member epoch.
    ///
    /// Errors: UNKNOWN_MEMBER_ID; STALE_MEMBER_EPOCH or, of a classic member, ILLEGAL_GENERATION; UNSUPPORTED_VERSION for a member of
    /// the consumer protocol in a version without member epochs. An empty group takes commits without a member (admin clients,
    /// consumers that assign themselves).
    pub(crate) fn validate_commit(
        &self,
        member_id: &str,
        epoch: i32,
        api_version: i16,
    ) -> Result<CommitScope<'_>, ErrorCode> {
        if epoch < 0 && self.members.is_empty() {
            return Ok(CommitScope::All);
        }
        let member = self.members.get(member_id).ok_or(ErrorCode::UnknownMemberId)?;
        if !member.is_classic() && api_version < MEMBER_EPOCH_VERSION {
            return Err(ErrorCode::UnsupportedVersion);
        }
        if bug(Bug::CommitFromOldGenerationTaken) {
            return Ok(CommitScope::All);
        }
        let progress = &member.progress;
        match check_epoch(member, epoch) {
            Err(ErrorCode::StaleMemberEpoch) if 0 <= epoch && epoch < progress.epoch => {
                Ok(CommitScope::OwnedSince { epoch, progress })
            }
            checked => checked.map(|()| CommitScope::All),
        }
    }

    /// Whether an OffsetFetch may be answered. Errors: UNKNOWN_MEMBER_ID; STALE_MEMBER_EPOCH or, of a classic member, ILLEGAL_GENERATION.
    /// Who names no member (admin clients, old consumers) may read.
    pub(crate) fn validate_fetch(&self, member_id: Option<&str>, epoch: i32) -> Result<(), ErrorCode> {
        match member_id {
            None if epoch < 0 => Ok(()),
            id => {
                let member = id.and_then(|id| self.members.get(id)).ok_or(ErrorCode::UnknownMemberId)?;
                check_epoch(member, epoch)
            }
        }
    }
}

fn check_epoch(member: &Member, epoch: i32) -> Result<(), ErrorCode> {
    match epoch == member.progress.epoch {
        true => Ok(()),
        false if member.is_classic() => Err(ErrorCode::IllegalGeneration),
        false => Err(ErrorCode::StaleMemberEpoch),
    }
}
