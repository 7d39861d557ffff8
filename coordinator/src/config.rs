//! The configuration of coordinators, under Kafka's names.

use std::time::Duration;

/// Which classic group may become a consumer group, and the other way round (`group.consumer.migration.policy`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MigrationPolicy {
    /// Neither.
    Disabled,
    /// Classic to consumer.
    Upgrade,
    /// Consumer to classic.
    Downgrade,
    /// Both.
    #[default]
    Bidirectional,
}

/// What an operator has set. `Default` is Kafka's.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupConfig {
    /// `group.min.session.timeout.ms`.
    pub session_timeout_min: Duration,
    /// `group.max.session.timeout.ms`.
    pub session_timeout_max: Duration,
    /// `group.initial.rebalance.delay.ms`.
    pub initial_rebalance_delay: Duration,
    /// `group.max.size`: members of a classic group.
    pub size_max: usize,
    /// `offset.metadata.max.bytes`.
    pub offset_metadata_bytes_max: usize,
    /// `offsets.commit.timeout.ms`: what is not committed to the log in this time is answered COORDINATOR_NOT_AVAILABLE.
    pub commit_timeout: Duration,
    /// `offsets.retention.minutes`.
    pub offsets_retention: Duration,
    /// `offsets.retention.check.interval.ms`.
    pub offsets_retention_check_interval: Duration,
    /// `group.consumer.session.timeout.ms`, `.min.`, `.max.`.
    pub consumer_session_timeout: Duration,
    /// Bounds of a group's own `consumer.session.timeout.ms`.
    pub consumer_session_timeout_min: Duration,
    /// As above.
    pub consumer_session_timeout_max: Duration,
    /// `group.consumer.heartbeat.interval.ms`.
    pub consumer_heartbeat_interval: Duration,
    /// Bounds of a group's own `consumer.heartbeat.interval.ms`.
    pub consumer_heartbeat_interval_min: Duration,
    /// As above.
    pub consumer_heartbeat_interval_max: Duration,
    /// Bounds of `consumer.assignment.interval.ms` (the group's own, or that which an operator has set for all).
    pub consumer_assignment_interval_min: Duration,
    /// As above.
    pub consumer_assignment_interval_max: Duration,
    /// `group.consumer.max.size`: members of a consumer group.
    pub consumer_size_max: usize,
    /// `group.consumer.assignors`, the default first.
    pub consumer_assignors: Vec<String>,
    /// `group.consumer.migration.policy`.
    pub consumer_migration_policy: MigrationPolicy,
    /// `group.coordinator.rebalance.protocols` contains `consumer`.
    pub is_consumer_protocol_enabled: bool,
    /// The largest batch that `__consumer_offsets` takes: what one decision may write.
    pub batch_bytes_max: usize,
    /// Bytes that the members of one group may hold in subscriptions and assignments together (ours; bounds memory).
    pub group_bytes_max: usize,
}

impl Default for GroupConfig {
    fn default() -> Self {
        Self {
            session_timeout_min: Duration::from_secs(6),
            session_timeout_max: Duration::from_secs(1800),
            initial_rebalance_delay: Duration::from_secs(3),
            size_max: i32::MAX as usize,
            offset_metadata_bytes_max: 4096,
            commit_timeout: Duration::from_secs(5),
            offsets_retention: Duration::from_secs(10_080 * 60),
            offsets_retention_check_interval: Duration::from_secs(600),
            consumer_session_timeout: Duration::from_secs(45),
            consumer_session_timeout_min: Duration::from_secs(45),
            consumer_session_timeout_max: Duration::from_secs(60),
            consumer_heartbeat_interval: Duration::from_secs(5),
            consumer_heartbeat_interval_min: Duration::from_secs(5),
            consumer_heartbeat_interval_max: Duration::from_secs(15),
            consumer_assignment_interval_min: Duration::ZERO,
            consumer_assignment_interval_max: Duration::from_secs(15),
            consumer_size_max: i32::MAX as usize,
            consumer_assignors: vec!["uniform".to_owned(), "range".to_owned()],
            consumer_migration_policy: MigrationPolicy::Bidirectional,
            is_consumer_protocol_enabled: true,
            batch_bytes_max: 1_048_588,
            group_bytes_max: 100 << 20,
        }
    }
}
