//! A member of a classic group.

use std::time::Duration;

use protocol::messages::join_group_request::JoinGroupRequestProtocol;

use crate::QuestionId;

/// An assignor that a member offers, and what it tells the leader if that one is chosen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Protocol {
    pub(crate) name: String,
    pub(crate) metadata: Vec<u8>,
}

impl From<&JoinGroupRequestProtocol> for Protocol {
    fn from(protocol: &JoinGroupRequestProtocol) -> Self {
        Self { name: protocol.name.clone(), metadata: protocol.metadata.to_vec() }
    }
}

/// A member of a classic group.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClassicMember {
    pub(crate) member_id: String,
    pub(crate) instance_id: Option<String>,
    pub(crate) client_id: String,
    pub(crate) client_host: String,
    /// Milliseconds, as the member said.
    pub(crate) rebalance_timeout_ms: i32,
    /// Milliseconds, as the member said.
    pub(crate) session_timeout_ms: i32,
    /// In the order in which the member prefers them. A member that came out of the log has the chosen one only.
    pub(crate) protocols: Vec<Protocol>,
    /// What the leader gave it, in the current generation.
    pub(crate) assignment: Vec<u8>,
    /// The JoinGroup that waits for the rebalance.
    pub(crate) awaiting_join: Option<QuestionId>,
    /// The SyncGroup that waits for the leader.
    pub(crate) awaiting_sync: Option<QuestionId>,
    /// Has joined for the first time and has no answer yet: it cannot heartbeat, for it does not know its id.
    pub(crate) is_new: bool,
    /// When its session ends unless it is heard of.
    pub(crate) session_deadline: Duration,
}

impl ClassicMember {
    /// What it tells the leader under a protocol; empty if it does not offer that one.
    pub(crate) fn metadata(&self, protocol: Option<&str>) -> &[u8] {
        self.protocols
            .iter()
            .find(|offered| Some(offered.name.as_str()) == protocol)
            .map_or(&[], |offered| &offered.metadata)
    }

    /// Whether a JoinGroup of the member would change nothing.
    pub(crate) fn matches(&self, protocols: &[Protocol]) -> bool {
        self.protocols == protocols
    }

    /// Milliseconds as a duration; what is negative counts as none.
    pub(crate) fn session_timeout(&self) -> Duration {
        millis(self.session_timeout_ms)
    }

    /// Bytes that the member holds in memory for what it has sent.
    pub(crate) fn size_in_bytes(&self) -> usize {
        let protocols = self.protocols.iter().map(|protocol| protocol.name.len() + protocol.metadata.len());
        protocols.sum::<usize>() + self.assignment.len() + self.member_id.len()
    }
}

/// Milliseconds of the wire as a duration; what is negative counts as none.
pub(crate) fn millis(ms: i32) -> Duration {
    Duration::from_millis(u64::try_from(ms).unwrap_or(0))
}
