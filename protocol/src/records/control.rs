//! The records of control batches: what Kafka says to itself in a log.

use bytes::Bytes;

use crate::codec::{DecodeError, EncodeError, Message, Reader, Writer};
use crate::control::{
    EndTxnMarker, KRaftVersionRecord, LeaderChangeMessage, SnapshotFooterRecord, SnapshotHeaderRecord,
    VotersRecord,
};

/// A control record, told apart by the type in its key.
#[derive(Clone, Debug, PartialEq)]
pub enum ControlRecord {
    /// Ends a transaction: nothing of it is to be read.
    Abort(EndTxnMarker),
    /// Ends a transaction: all of it is to be read.
    Commit(EndTxnMarker),
    /// A new leader of a metadata log, first in its epoch.
    LeaderChange(LeaderChangeMessage),
    /// Begins a snapshot.
    SnapshotHeader(SnapshotHeaderRecord),
    /// Ends a snapshot.
    SnapshotFooter(SnapshotFooterRecord),
    /// The version of the quorum's own protocol.
    KRaftVersion(KRaftVersionRecord),
    /// The voters of the quorum.
    Voters(VotersRecord),
}

const KEY_VERSION: i16 = 0;

impl ControlRecord {
    /// The type in the key.
    pub fn control_type(&self) -> i16 {
        match self {
            ControlRecord::Abort(_) => 0,
            ControlRecord::Commit(_) => 1,
            ControlRecord::LeaderChange(_) => 2,
            ControlRecord::SnapshotHeader(_) => 3,
            ControlRecord::SnapshotFooter(_) => 4,
            ControlRecord::KRaftVersion(_) => 5,
            ControlRecord::Voters(_) => 6,
        }
    }

    /// The record's key: version and type.
    pub fn key(&self) -> [u8; 4] {
        let mut key = [0; 4];
        key[..2].copy_from_slice(&KEY_VERSION.to_be_bytes());
        key[2..].copy_from_slice(&self.control_type().to_be_bytes());
        key
    }

    /// The record's value. The quorum's records begin with their version as a field of their own, which is the version
    /// that they are written in; transaction markers have it in front.
    pub fn value(&self) -> Result<Bytes, EncodeError> {
        match self {
            ControlRecord::Abort(marker) | ControlRecord::Commit(marker) => {
                let mut value = Vec::new();
                Writer::new(&mut value, 0, false).put(&0i16);
                marker.encode(0, &mut value)?;
                Ok(value.into())
            }
            ControlRecord::LeaderChange(message) => message.to_bytes(message.version),
            ControlRecord::SnapshotHeader(record) => record.to_bytes(record.version),
            ControlRecord::SnapshotFooter(record) => record.to_bytes(record.version),
            ControlRecord::KRaftVersion(record) => record.to_bytes(record.version),
            ControlRecord::Voters(record) => record.to_bytes(record.version),
        }
    }

    /// Reads key and value of a record in a control batch; none for a type that is not known, which readers pass over.
    pub fn decode(key: &[u8], value: &[u8]) -> Result<Option<Self>, DecodeError> {
        let mut key = Reader::new(key, 0, false);
        let _version: i16 = key.get()?;
        let control_type: i16 = key.get()?;
        let mut start = Reader::new(value, 0, false);
        let version: i16 = start.get()?;
        // A later marker has more fields behind the ones that are known.
        let marker = |mut fields: Reader<'_>| Ok(EndTxnMarker { coordinator_epoch: fields.get()? });
        Ok(Some(match control_type {
            0 => ControlRecord::Abort(marker(start)?),
            1 => ControlRecord::Commit(marker(start)?),
            2 => ControlRecord::LeaderChange(LeaderChangeMessage::decode(value, version)?),
            3 => ControlRecord::SnapshotHeader(SnapshotHeaderRecord::decode(value, version)?),
            4 => ControlRecord::SnapshotFooter(SnapshotFooterRecord::decode(value, version)?),
            5 => ControlRecord::KRaftVersion(KRaftVersionRecord::decode(value, version)?),
            6 => ControlRecord::Voters(VotersRecord::decode(value, version)?),
            _ => return Ok(None),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uuid;
    use crate::control::leader_change_message::Voter;

    #[test]
    fn control_records_round_trip() {
        let voter = Voter { voter_id: 1, voter_directory_id: Uuid::ZERO };
        let records = [
            ControlRecord::Abort(EndTxnMarker { coordinator_epoch: 3 }),
            ControlRecord::Commit(EndTxnMarker { coordinator_epoch: 4 }),
            ControlRecord::LeaderChange(LeaderChangeMessage {
                version: 0,
                leader_id: 1,
                voters: vec![voter],
                granting_voters: vec![voter],
            }),
            ControlRecord::SnapshotHeader(SnapshotHeaderRecord {
                version: 0,
                last_contained_log_timestamp: 9,
            }),
            ControlRecord::SnapshotFooter(SnapshotFooterRecord { version: 0 }),
            ControlRecord::KRaftVersion(KRaftVersionRecord { version: 0, k_raft_version: 1 }),
            ControlRecord::Voters(VotersRecord::default()),
        ];
        for (index, record) in records.into_iter().enumerate() {
            assert_eq!(record.key(), [0, 0, 0, index as u8]);
            assert_eq!(ControlRecord::decode(&record.key(), &record.value().unwrap()), Ok(Some(record)));
        }
        assert_eq!(ControlRecord::decode(&[0, 0, 0, 9], &[0, 0]), Ok(None));
    }
}
