//! Records of `__consumer_offsets` as values: which key goes with which value, and in which version Kafka writes it.

use protocol::codec::{DecodeError, IntoOwned};
use protocol::coordinator::*;
use protocol::{Message, MessageView};

use super::CoordinatorRecord;

/// Declares each kind of record: its name, its key and where that names the group, its value, and the version that is written.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident($key:ident.$group:ident, $value:ident, $version:expr);)*) => {
        /// A record, decoded. Without a value it is a tombstone.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) enum LogEntry {
            $($(#[$doc])* $name($key, Option<$value>),)*
        }

        impl LogEntry {
            /// The record's bytes.
            pub(crate) fn encode(&self) -> CoordinatorRecord {
                match self {
                    $(LogEntry::$name(key, value) => CoordinatorRecord {
                        key: prefixed($key::ID, key, 0),
                        value: value.as_ref().map(|value| {
                            let version: i16 = $version(value);
                            prefixed(version, value, version)
                        }),
                    },)*
                }
            }

            /// Whether it says that something is gone.
            pub(crate) fn is_tombstone(&self) -> bool {
                match self {
                    $(LogEntry::$name(_, value) => value.is_none(),)*
                }
            }

            /// The group that it is about.
            pub(crate) fn group_id(&self) -> &str {
                match self {
                    $(LogEntry::$name(key, _) => &key.$group,)*
                }
            }

            /// Reads a record; `None` when its key is of a kind that this broker does not know.
            pub(crate) fn decode(key: &[u8], value: Option<&[u8]>) -> Result<Option<Self>, DecodeError> {
                let (kind, key) = split_version(key)?;
                Ok(Some(match kind {
                    $($key::ID => LogEntry::$name(read(key, 0)?, value.map(read_value).transpose()?),)*
                    LegacyOffsetCommitKey::ID => {
                        // Key version 0 is version 1 under an older name; the values are the same.
                        let LegacyOffsetCommitKey { group, topic, partition } = read(key, 0)?;
                        let key = OffsetCommitKey { group, topic, partition };
                        LogEntry::OffsetCommit(key, value.map(read_value).transpose()?)
                    }
                    _ => return Ok(None),
                }))
            }
        }
    };
}

entries! {
    /// A committed offset.
    OffsetCommit(OffsetCommitKey.group, OffsetCommitValue, offset_commit_version);
    /// A classic group, whole.
    GroupMetadata(GroupMetadataKey.group, GroupMetadataValue, |_| 3);
    /// The epoch of a consumer group.
    ConsumerGroupMetadata(ConsumerGroupMetadataKey.group_id, ConsumerGroupMetadataValue, |_| 0);
    /// What Kafka before 4.1 kept of a consumer group's topics; only read.
    ConsumerGroupPartitionMetadata(ConsumerGroupPartitionMetadataKey.group_id, ConsumerGroupPartitionMetadataValue, |_| 0);
    /// A member of a consumer group.
    ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataKey.group_id, ConsumerGroupMemberMetadataValue, |_| 0);
    /// The epoch of a consumer group's target assignment.
    ConsumerGroupTargetAssignmentMetadata(
        ConsumerGroupTargetAssignmentMetadataKey.group_id, ConsumerGroupTargetAssignmentMetadataValue, |_| 0
    );
    /// The target assignment of a member.
    ConsumerGroupTargetAssignmentMember(
        ConsumerGroupTargetAssignmentMemberKey.group_id, ConsumerGroupTargetAssignmentMemberValue, |_| 0
    );
    /// What a member owns and has to give back.
    ConsumerGroupCurrentMemberAssignment(
        ConsumerGroupCurrentMemberAssignmentKey.group_id, ConsumerGroupCurrentMemberAssignmentValue, |_| 0
    );
    /// What a regular expression of a consumer group has matched.
    ConsumerGroupRegularExpression(
        ConsumerGroupRegularExpressionKey.group_id, ConsumerGroupRegularExpressionValue, |_| 0
    );
}

/// Kafka writes the oldest version that holds the value: 1 has an expiry, 4 a topic id.
fn offset_commit_version(value: &OffsetCommitValue) -> i16 {
    if value.expire_timestamp != -1 {
        1
    } else if value.topic_id.is_zero() {
        3
    } else {
        4
    }
}

fn prefixed<M: Message>(prefix: i16, message: &M, version: i16) -> Vec<u8> {
    let mut bytes = prefix.to_be_bytes().to_vec();
    message
        .encode(version, &mut bytes)
        .expect("fields are within the wire's lengths: they came off the wire");
    bytes
}

fn split_version(bytes: &[u8]) -> Result<(i16, &[u8]), DecodeError> {
    let (version, rest) = bytes
        .split_first_chunk::<2>()
        .ok_or(DecodeError::UnexpectedEnd { needed: 2, remaining: bytes.len() })?;
    Ok((i16::from_be_bytes(*version), rest))
}

fn read_value<M: Message>(bytes: &[u8]) -> Result<M, DecodeError> {
    let (version, rest) = split_version(bytes)?;
    read(rest, version)
}

/// By way of the view: [`Message::decode`] refuses what takes much more memory than bytes, and a group of many small members does.
fn read<M: Message>(bytes: &[u8], version: i16) -> Result<M, DecodeError> {
    Ok(M::View::parse(bytes, version)?.into_owned())
}
