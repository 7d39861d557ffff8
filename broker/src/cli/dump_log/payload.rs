//! Keys and values of records.

use std::io::Write;

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::DecodeError;
use protocol::codec::Reader;
use protocol::records::Record;

use super::json::Json;
use super::schema::{self, Schema};

/// How keys and values are understood.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Decoder {
    /// As UTF-8; what is not is replaced.
    Text,
    /// `__cluster_metadata`.
    ClusterMetadata,
    /// `__consumer_offsets`.
    Offsets,
    /// `__transaction_state`.
    TransactionLog,
}

/// Prints ` key: …` and ` payload: …`, as far as the record has them.
pub(super) fn print(decoder: Decoder, record: &Record<'_>, out: &mut impl Write) -> Result<()> {
    match decoder {
        Decoder::Text => {
            for (label, bytes) in [("key", record.key), ("payload", record.value)] {
                if let Some(bytes) = bytes {
                    write!(out, " {label}: ")?;
                    // Bytes that are no text print as Java prints them: replaced.
                    write!(out, "{}", String::from_utf8_lossy(bytes))?;
                }
            }
        }
        Decoder::ClusterMetadata => {
            let value = record.value.unwrap_or_default();
            match metadata(value) {
                Ok(value) => write!(out, " payload: {value}")?,
                Err(error) => write!(out, " payload: Error at {}, skipping. {error}", record.offset)?,
            }
        }
        Decoder::Offsets | Decoder::TransactionLog => {
            match coordinator(decoder, record.key.unwrap_or_default(), record.value) {
                Ok((key, value)) => write!(out, " key: {key} payload: {value}")?,
                Err(error) => write!(out, " key: Error at offset {}, skipping. {error}", record.offset)?,
            }
        }
    }
    Ok(())
}

/// A record of the metadata log: frame version, type, version, then the message.
fn metadata(value: &[u8]) -> Result<Json, DecodeError> {
    let mut reader = Reader::new(value, 0, true);
    let _frame_version = reader.unsigned_varint()?;
    let record_type = i64::from(reader.unsigned_varint()?);
    let version =
        i16::try_from(reader.unsigned_varint()?).map_err(|_| DecodeError::UnsupportedVersion(i16::MAX))?;
    let schema = schema::of_metadata(record_type).ok_or(DecodeError::UnknownRecordType(record_type))?;
    let data = schema.decode(reader.remaining(), version)?;
    Ok(Json::Object(vec![
        ("type".to_owned(), Json::Text(schema.type_name())),
        ("version".to_owned(), Json::Int(version.into())),
        ("data".to_owned(), data),
    ]))
}

/// A record of a coordinator: the key begins with its type, the value with its version.
fn coordinator(decoder: Decoder, key: &[u8], value: Option<&[u8]>) -> Result<(Json, String), DecodeError> {
    let (key_type, key_bytes) = prefix(key)?;
    let unknown = DecodeError::UnknownRecordType(key_type.into());
    let (key_name, value_name) = match (decoder, key_type) {
        (Decoder::TransactionLog, 0) => ("TransactionLogKey", "TransactionLogValue"),
        (Decoder::Offsets, 0) => ("LegacyOffsetCommitKey", "LegacyOffsetCommitValue"),
        (Decoder::Offsets, 1) => ("OffsetCommitKey", "OffsetCommitValue"),
        (Decoder::Offsets, 2) => ("GroupMetadataKey", "GroupMetadataValue"),
        _ => return Err(unknown),
    };
    let schema = |name| schema::named(name).expect("coordinator schemas are embedded");
    let key = versioned("type", key_type, schema(key_name).decode(key_bytes, 0)?);
    let Some(value) = value else { return Ok((key, "<DELETE>".to_owned())) };
    let (version, value_bytes) = prefix(value)?;
    let mut data = schema(value_name).decode(value_bytes, version)?;
    if value_name == "GroupMetadataValue" {
        open_members(&mut data);
    }
    Ok((key, versioned("version", version, data).to_string()))
}

fn prefix(bytes: &[u8]) -> Result<(i16, &[u8]), DecodeError> {
    let mut reader = Reader::new(bytes, 0, false);
    Ok((reader.get()?, reader.remaining()))
}

/// Kafka prints the type of a key and the version of a value as texts.
fn versioned(label: &str, number: i16, data: Json) -> Json {
    Json::Object(vec![(label.to_owned(), Json::Text(number.to_string())), ("data".to_owned(), data)])
}

/// A member's subscription and assignment are messages of the consumer protocol, with their version in front.
fn open_members(group: &mut Json) {
    let Json::Object(fields) = group else { return };
    let is_consumer = fields
        .iter()
        .any(|(name, value)| name == "protocolType" && *value == Json::Text("consumer".to_owned()));
    let members = fields.iter_mut().find(|(name, _)| name == "members");
    let (true, Some((_, Json::Array(members)))) = (is_consumer, members) else { return };
    for member in members {
        let Json::Object(fields) = member else { continue };
        for (name, value) in fields {
            let schema = match name.as_str() {
                "subscription" => schema::named("ConsumerProtocolSubscription"),
                "assignment" => schema::named("ConsumerProtocolAssignment"),
                _ => continue,
            };
            if let Some(opened) = schema.and_then(|schema| open(schema, value)) {
                *value = opened;
            }
        }
    }
}

/// The message behind base64 text; `None` where there is none, and the text stays.
fn open(schema: &Schema, value: &Json) -> Option<Json> {
    let Json::Text(text) = value else { return None };
    let bytes = BASE64_STANDARD.decode(text).ok()?;
    let (version, message) = prefix(&bytes).ok()?;
    schema.decode(message, version).ok()
}
