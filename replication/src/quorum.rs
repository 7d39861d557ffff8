//! Who votes on the metadata log, as its control records say.

use protocol::Uuid;
use protocol::control::leader_change_message::Voter;
use protocol::control::{KRaftVersionRecord, LeaderChangeMessage, VotersRecord};
use protocol::records::ControlRecord;

use crate::quorum_state::{QuorumState, VoterSource};

/// The quorum of the metadata log.
///
/// kraft.version 0: the voters come from the configuration, and control records name them by id. kraft.version 1: the
/// voters are in the log, with the ids of their directories.
#[derive(Clone, Debug, PartialEq)]
pub struct Quorum {
    node_id: i32,
    kraft_version: i16,
    voters: Option<VotersRecord>,
    epoch_seen: i32,
}

impl Quorum {
    /// A quorum of this node alone, before any control record.
    pub fn new(node_id: i32) -> Self {
        Self { node_id, kraft_version: 0, voters: None, epoch_seen: 0 }
    }

    /// Takes over what a control record of the log or of a snapshot says.
    pub fn apply(&mut self, record: &ControlRecord) {
        match record {
            ControlRecord::KRaftVersion(record) => self.kraft_version = record.k_raft_version,
            ControlRecord::Voters(record) => self.voters = Some(record.clone()),
            // The leader of an epoch is of the past, the rest is of snapshots and of other logs.
            _ => {}
        }
    }

    /// Takes over what `quorum-state` says: an epoch that was voted in must never be used again.
    pub fn apply_state(&mut self, state: &QuorumState) {
        self.epoch_seen = self.epoch_seen.max(state.leader_epoch);
    }

    /// The newest epoch that this node has taken part in, apart from the log's.
    pub fn epoch_seen(&self) -> i32 {
        self.epoch_seen
    }

    /// `kraft.version`.
    pub fn kraft_version(&self) -> i16 {
        self.kraft_version
    }

    /// The voters that the log names; `None` if it names none.
    pub fn voter_ids(&self) -> Option<Vec<i32>> {
        self.voters.as_ref().map(|record| record.voters.iter().map(|voter| voter.voter_id).collect())
    }

    /// The `quorum-state` of this node as the leader of `epoch`.
    pub fn elected_state(&self, epoch: i32) -> QuorumState {
        let voters = match self.kraft_version {
            0 => VoterSource::Static(vec![self.node_id]),
            _ => VoterSource::Log,
        };
        QuorumState::elected(self.node_id, epoch, voters)
    }

    /// The control record that begins this node's term: it voted for itself, and was elected.
    pub(crate) fn leader_change(&self) -> ControlRecord {
        // Kafka 4.4 writes version 0, which has no directory ids, for either kraft.version, and reads no other.
        let voter = Voter { voter_id: self.node_id, voter_directory_id: Uuid::ZERO };
        ControlRecord::LeaderChange(LeaderChangeMessage {
            version: 0,
            leader_id: self.node_id,
            voters: vec![voter],
            granting_voters: vec![voter],
        })
    }

    /// The control records that a snapshot has behind its header.
    pub(crate) fn snapshot_records(&self) -> Vec<ControlRecord> {
        if self.kraft_version == 0 {
            return Vec::new();
        }
        let version = KRaftVersionRecord { version: 0, k_raft_version: self.kraft_version };
        let voters = self.voters.clone().map(ControlRecord::Voters);
        std::iter::once(ControlRecord::KRaftVersion(version)).chain(voters).collect()
    }
}
