//! What a client may do, as sets of operations (KIP-430). Nothing is forbidden here: there is no authorizer.

/// Bit of an operation: its number in Kafka's AclOperation.
const fn bit(operation: u32) -> i32 {
    1 << operation
}

const READ: i32 = bit(3);
const WRITE: i32 = bit(4);
const CREATE: i32 = bit(5);
const DELETE: i32 = bit(6);
const ALTER: i32 = bit(7);
const DESCRIBE: i32 = bit(8);
const CLUSTER_ACTION: i32 = bit(9);
const DESCRIBE_CONFIGS: i32 = bit(10);
const ALTER_CONFIGS: i32 = bit(11);
const IDEMPOTENT_WRITE: i32 = bit(12);

/// What a field of authorized operations holds when nobody asked.
pub(crate) const OMITTED: i32 = i32::MIN;

/// All operations on a topic.
pub(crate) const TOPIC: i32 =
    READ | WRITE | CREATE | DELETE | ALTER | DESCRIBE | DESCRIBE_CONFIGS | ALTER_CONFIGS;

/// All operations on a group.
pub(crate) const GROUP: i32 = READ | DELETE | DESCRIBE | DESCRIBE_CONFIGS | ALTER_CONFIGS;

/// All operations on the cluster.
pub(crate) const CLUSTER: i32 =
    CREATE | ALTER | DESCRIBE | CLUSTER_ACTION | DESCRIBE_CONFIGS | ALTER_CONFIGS | IDEMPOTENT_WRITE;
