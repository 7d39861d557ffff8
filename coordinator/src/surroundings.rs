//! What the coordinator knows of the world around it: the time, randomness, the topics of the cluster.

use std::time::Duration;

use protocol::Uuid;

/// What the host lends to each call. The coordinator has no clock, no randomness and no cluster of its own.
pub struct Surroundings<'a> {
    /// Since the host started: what timeouts are measured by.
    pub now: Duration,
    /// Unix milliseconds: what records are stamped with.
    pub wall_clock_ms: i64,
    /// Randomness: member ids.
    pub random: &'a mut dyn FnMut() -> u64,
    /// The topics of the cluster.
    pub topics: &'a dyn TopicCatalog,
}

/// A topic as assignors see it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TopicFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its id.
    pub id: Uuid,
    /// How many partitions it has, numbered from 0.
    pub partitions: i32,
}

/// The topics of the cluster, and what is configured for groups there.
pub trait TopicCatalog {
    /// Grows whenever anything that this trait tells has changed: what was derived from it can be kept until then.
    fn version(&self) -> u64;
    /// The topic of a name.
    fn topic(&self, name: &str) -> Option<TopicFacts<'_>>;
    /// The topic of an id.
    fn topic_by_id(&self, id: Uuid) -> Option<TopicFacts<'_>>;
    /// Every topic, in the order of names.
    fn for_each_topic(&self, visit: &mut dyn FnMut(TopicFacts<'_>));
    /// The racks of a partition's replicas; none where brokers have no rack.
    fn partition_racks(&self, id: Uuid, partition: i32) -> Vec<String>;
    /// A configuration of a group (KIP-848), `consumer.session.timeout.ms` and the like, as it was set: for this group, or else
    /// for all groups where that can be done while brokers run. (What only a restart changes is in [`crate::GroupConfig`].)
    fn group_config(&self, group_id: &str, name: &str) -> Option<String>;
}
