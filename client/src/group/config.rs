//! Settings of a group's member.

use std::time::Duration;

use super::assignor::Assignor;

/// Settings of a [`crate::GroupConsumer`]; the names in brackets are Kafka's, and so are the defaults.
#[derive(Clone, Debug)]
pub struct GroupConfig {
    /// Which group to join; not empty (`group.id`).
    pub group_id: String,
    /// Names this member over restarts: it may come back within the session timeout without a rebalance
    /// (`group.instance.id`, KIP-345).
    pub instance_id: Option<String>,
    /// The coordinator takes a member for dead that it has not heard of for so long (`session.timeout.ms`).
    pub session_timeout: Duration,
    /// How often the coordinator is told that this member lives; well below the session timeout (`heartbeat.interval.ms`).
    pub heartbeat_interval: Duration,
    /// How long the coordinator waits for this member when the group rebalances (`max.poll.interval.ms`).
    pub rebalance_timeout: Duration,
    /// How partitions may be shared out, the most wanted first; the coordinator chooses one that all members know. Not
    /// empty (`partition.assignment.strategy`).
    pub assignors: Vec<Assignor>,
    /// When positions are committed (`enable.auto.commit`, `auto.commit.interval.ms`).
    pub commit: CommitPolicy,
    /// Where this member is, for assignors that care (`client.rack`).
    pub rack: Option<String>,
}

impl GroupConfig {
    /// The defaults, for this group.
    pub fn new(group_id: impl Into<String>) -> Self {
        Self {
            group_id: group_id.into(),
            instance_id: None,
            session_timeout: Duration::from_secs(45),
            heartbeat_interval: Duration::from_secs(3),
            rebalance_timeout: Duration::from_secs(300),
            assignors: vec![Assignor::Range, Assignor::CooperativeSticky],
            commit: CommitPolicy::Every(Duration::from_secs(5)),
            rack: None,
        }
    }

    /// Whether partitions may be kept while the group rebalances (KIP-429): every assignor has to allow it, as nobody
    /// knows yet which of them the coordinator will choose.
    pub(super) fn is_cooperative(&self) -> bool {
        self.assignors.iter().all(|assignor| assignor.is_cooperative())
    }
}

/// When the positions of what was read are committed.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum CommitPolicy {
    /// When the caller says so. To commit what was processed is at-least-once; to commit what was polled, and to process it
    /// when the commit is done, is at-most-once.
    Manual,
    /// So often, before partitions are given up, and when the member leaves: at-least-once, as long as each record is
    /// processed before the consumer is next called.
    Every(Duration),
}

/// Which topics a member reads.
pub enum Subscription {
    /// These.
    Topics(Vec<String>),
    /// Those whose names the function accepts, also later ones; never Kafka's own, such as `__consumer_offsets`.
    Matching(Box<dyn Fn(&str) -> bool>),
}

impl Subscription {
    /// These topics.
    pub fn topics<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self::Topics(names.into_iter().map(Into::into).collect())
    }
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Topics(names) => formatter.debug_tuple("Topics").field(names).finish(),
            Self::Matching(_) => formatter.write_str("Matching(_)"),
        }
    }
}
