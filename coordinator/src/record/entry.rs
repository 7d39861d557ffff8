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

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys and values that Apache Kafka 4.4 wrote for a console consumer: the group is made, is stable, commits, is empty.
    const WRITTEN_BY_KAFKA: [(&str, &str); 3] = [
        ("0002000772656164657273", "0003000000000000ffffffff000001a1fd95a8e700000000"),
        (
            "0001000772656164657273 0005706c61696e00000002",
            "00040000000000000000ffffffff01000001a1fd95aa81010010dd38d55e693b4c3ab54a2e3a34164b8a",
        ),
        ("0002000772656164657273", "00030008636f6e73756d657200000002ffffffff000001a1fd95aad500000000"),
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let text = |pair: &[u8]| String::from_utf8(pair.to_vec()).expect("digits");
        digits.chunks(2).map(|pair| u8::from_str_radix(&text(pair), 16).expect("digits")).collect()
    }

    #[test]
    fn records_of_kafka_are_read_and_written_again_byte_by_byte() {
        for (key, value) in WRITTEN_BY_KAFKA {
            let (key, value) = (bytes(key), bytes(value));
            let entry = LogEntry::decode(&key, Some(&value)).expect("well-formed").expect("a known kind");
            assert_eq!(entry.group_id(), "readers");
            assert_eq!(entry.encode(), CoordinatorRecord { key, value: Some(value) });
        }
    }

    #[test]
    fn a_key_of_version_0_is_one_of_version_1() {
        let (key, value) = WRITTEN_BY_KAFKA[1];
        let (mut key, value) = (bytes(key), bytes(value));
        let new = LogEntry::decode(&key, Some(&value));
        key[1] = 0;
        assert_eq!(LogEntry::decode(&key, Some(&value)), new);
    }

    #[test]
    fn the_version_of_an_offset_is_the_oldest_that_holds_it() {
        let version = |value: OffsetCommitValue| {
            let record = LogEntry::OffsetCommit(OffsetCommitKey::default(), Some(value)).encode();
            record.value.expect("no tombstone")[1]
        };
        let plain = OffsetCommitValue { offset: 1, leader_epoch: 4, ..Default::default() };
        assert_eq!(version(plain.clone()), 3);
        assert_eq!(version(OffsetCommitValue { topic_id: protocol::Uuid::from_u128(1), ..plain.clone() }), 4);
        assert_eq!(version(OffsetCommitValue { expire_timestamp: 5, ..plain }), 1);
    }

    #[test]
    fn tombstones_have_no_value_and_unknown_kinds_are_skipped() {
        let key = bytes(WRITTEN_BY_KAFKA[0].0);
        let entry = LogEntry::decode(&key, None).expect("well-formed").expect("a known kind");
        assert!(entry.is_tombstone());
        assert_eq!(entry.encode(), CoordinatorRecord { key, value: None });
        for kind in [11u8, 17, 99] {
            assert_eq!(LogEntry::decode(&[0, kind, 1, 2, 3], Some(&[0, 0])), Ok(None));
        }
    }

    #[test]
    fn bytes_that_are_no_record_are_errors() {
        let (key, value) = WRITTEN_BY_KAFKA[1];
        let (key, value) = (bytes(key), bytes(value));
        for cut in 0..key.len() {
            assert!(LogEntry::decode(&key[..cut], Some(&value)).is_err(), "a key of {cut} bytes");
        }
        for cut in 0..value.len() {
            assert!(LogEntry::decode(&key, Some(&value[..cut])).is_err(), "a value of {cut} bytes");
        }
        assert!(LogEntry::decode(&key, Some(&[0, 9])).is_err(), "a version that is not known");
    }
}
