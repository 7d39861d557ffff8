//! The values of the records in `__cluster_metadata`.

use bytes::{Bytes, BytesMut};

use crate::codec::{DecodeError, EncodeError, Message, Reader, Sink, Writer};
use crate::generated::metadata::for_each_metadata_record;
use crate::metadata::*;

/// The version of the frame around each metadata record: frame version, record type and record version, as varints.
const FRAME_VERSION: u32 = 1;

macro_rules! metadata_record {
    ($($name:ident),* $(,)?) => {
        /// Any record of the metadata log.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "each variant is the record of its name")]
        pub enum MetadataRecord {
            $($name($name),)*
        }

        impl MetadataRecord {
            /// The record's type, as it stands in its frame.
            pub fn record_type(&self) -> i16 {
                match self { $(Self::$name(_) => $name::ID,)* }
            }

            /// Kafka's name of the record.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => $name::NAME,)* }
            }

            /// The highest version of the record.
            pub fn version_max(&self) -> i16 {
                match self { $(Self::$name(_) => $name::VERSIONS.max,)* }
            }

            fn encode_body<S: Sink + ?Sized>(&self, version: i16, sink: &mut S) -> Result<(), EncodeError> {
                match self { $(Self::$name(record) => record.encode(version, sink),)* }
            }

            fn decode_body(record_type: i64, version: i16, body: &[u8]) -> Result<Self, DecodeError> {
                $(if record_type == i64::from($name::ID) {
                    return $name::decode(body, version).map(Self::$name);
                })*
                Err(DecodeError::UnknownRecordType(record_type))
            }
        }

        $(impl From<$name> for MetadataRecord {
            fn from(record: $name) -> Self {
                Self::$name(record)
            }
        })*
    };
}

for_each_metadata_record!(metadata_record);

impl MetadataRecord {
    /// Appends the value of a metadata record: its frame and the record in `version`.
    pub fn encode<S: Sink + ?Sized>(&self, version: i16, sink: &mut S) -> Result<(), EncodeError> {
        let mut frame = Writer::new(sink, version, true);
        frame.put_unsigned_varint(FRAME_VERSION);
        frame.put_unsigned_varint(self.record_type() as u32);
        frame.put_unsigned_varint(version as u32);
        frame.finish()?;
        self.encode_body(version, sink)
    }

    /// The value of a metadata record as bytes.
    pub fn to_bytes(&self, version: i16) -> Result<Bytes, EncodeError> {
        let mut bytes = BytesMut::new();
        self.encode(version, &mut bytes)?;
        Ok(bytes.freeze())
    }

    /// Reads the value of a metadata record; the second part is the version it was written in.
    pub fn decode(value: &[u8]) -> Result<(Self, i16), DecodeError> {
        let mut frame = Reader::new(value, 0, true);
        let frame_version = frame.unsigned_varint()?;
        if frame_version != FRAME_VERSION {
            return Err(DecodeError::UnknownFrameVersion(frame_version));
        }
        let record_type = frame.unsigned_varint()?;
        let version = frame.unsigned_varint()?;
        let version = i16::try_from(version).map_err(|_| DecodeError::UnsupportedVersion(i16::MAX))?;
        let record = Self::decode_body(i64::from(record_type), version, frame.remaining())?;
        Ok((record, version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Uuid;

    #[test]
    fn a_topic_record_in_its_frame() {
        let record = MetadataRecord::from(TopicRecord { name: "ab".to_owned(), topic_id: Uuid::ONE });
        let bytes = record.to_bytes(0).unwrap();
        let mut expected = vec![1, 2, 0, 3, b'a', b'b'];
        expected.extend([0; 15]);
        expected.extend([1, 0]);
        assert_eq!(bytes, expected);
        assert_eq!(MetadataRecord::decode(&bytes), Ok((record, 0)));
    }

    #[test]
    fn unknown_frames_and_types_are_named() {
        assert_eq!(MetadataRecord::decode(&[0, 2, 0]), Err(DecodeError::UnknownFrameVersion(0)));
        assert_eq!(MetadataRecord::decode(&[1, 99, 0]), Err(DecodeError::UnknownRecordType(99)));
        assert_eq!(MetadataRecord::decode(&[1, 2, 9, 0]), Err(DecodeError::UnsupportedVersion(9)));
    }
}
