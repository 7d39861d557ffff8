//! Messages printed by their schemas: the tables that the protocol crate is generated from say what each byte means.

use std::sync::OnceLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::codec::Reader;
use protocol::{DecodeError, Uuid, VersionRange};

use super::json::Json;

/// A message's schema.
#[derive(Debug)]
pub(super) struct Schema {
    /// Kafka's name.
    pub(super) name: &'static str,
    /// Type of a metadata record, version prefix of a key.
    pub(super) number: Option<i64>,
    flexible: Versions,
    fields: Vec<Field>,
    /// Structures that are declared apart from the field that uses them.
    structures: Vec<(&'static str, Vec<Field>)>,
}

#[derive(Clone, Debug)]
struct Field {
    name: &'static str,
    kind: &'static str,
    versions: Versions,
    nullable: Option<Versions>,
    tag: Option<u32>,
    fields: Vec<Field>,
}

/// Both ends included; `none` is empty.
#[derive(Copy, Clone, Debug)]
struct Versions {
    min: i16,
    max: i16,
}

/// How deep structures may lie in one another.
const DEPTH_MAX: usize = 8;

macro_rules! schemas {
    ($folder:literal: $($file:literal)*) => {
        &[$(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/../protocol/schema/", $folder, "/", $file, ".schema"
        ))),*]
    };
}

const METADATA: &[&str] = schemas!("metadata":
    "abort_transaction_record" "access_control_entry_record" "begin_transaction_record"
    "broker_registration_change_record" "clear_elr_record" "client_quota_record" "config_record"
    "delegation_token_record" "end_transaction_record" "feature_level_record" "fence_broker_record" "no_op_record"
    "partition_change_record" "partition_record" "producer_ids_record" "register_broker_record"
    "register_controller_record" "remove_access_control_entry_record" "remove_delegation_token_record"
    "remove_topic_record" "remove_user_scram_credential_record" "topic_record" "unfence_broker_record"
    "unregister_broker_record" "unregister_controller_record" "user_scram_credential_record"
    "zk_migration_state_record");

const CONTROL: &[&str] = schemas!("control":
    "leader_change_message" "snapshot_header_record" "snapshot_footer_record" "k_raft_version_record" "voters_record");

const COORDINATOR: &[&str] = schemas!("coordinator":
    "legacy_offset_commit_key" "legacy_offset_commit_value" "offset_commit_key" "offset_commit_value"
    "group_metadata_key" "group_metadata_value" "transaction_log_key" "transaction_log_value"
    "consumer_protocol_subscription" "consumer_protocol_assignment");

/// The schema of a record of the metadata log.
pub(super) fn of_metadata(record_type: i64) -> Option<&'static Schema> {
    all().iter().find(|schema| schema.name.ends_with("Record") && schema.number == Some(record_type))
}

/// The schema with Kafka's name.
pub(super) fn named(name: &str) -> Option<&'static Schema> {
    all().iter().find(|schema| schema.name == name)
}

fn all() -> &'static [Schema] {
    static SCHEMAS: OnceLock<Vec<Schema>> = OnceLock::new();
    SCHEMAS.get_or_init(|| {
        let texts = METADATA.iter().chain(CONTROL).chain(COORDINATOR);
        texts.flat_map(|text| parse(text)).collect()
    })
}

impl Schema {
    /// Kafka's name of a record type: `FEATURE_LEVEL_RECORD`.
    pub(super) fn type_name(&self) -> String {
        let mut name = String::new();
        for character in self.name.chars() {
            if character.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(character.to_ascii_uppercase());
        }
        name
    }

    /// A message that is all of `bytes`.
    pub(super) fn decode(&self, bytes: &[u8], version: i16) -> Result<Json, DecodeError> {
        let mut reader = Reader::new(bytes, version, self.flexible.contains(version));
        let value = self.structure(&self.fields, &mut reader, DEPTH_MAX)?;
        reader.finish()?;
        Ok(value)
    }

    fn structure(
        &self,
        fields: &[Field],
        reader: &mut Reader<'_>,
        depth: usize,
    ) -> Result<Json, DecodeError> {
        let version = reader.version();
        let present = fields.iter().filter(|field| field.versions.contains(version));
        let mut values: Vec<(&Field, Option<Json>)> = Vec::new();
        for field in present {
            let value = match field.tag {
                Some(_) => None,
                None => Some(self.value(field, field.kind, reader, depth)?),
            };
            values.push((field, value));
        }
        if reader.is_flexible() {
            self.tags(&mut values, reader, depth)?;
        }
        // A tagged field that was not sent has its default value, which nobody prints.
        let printed = values.into_iter().filter_map(|(field, value)| Some((lower_first(field.name), value?)));
        Ok(Json::Object(printed.collect()))
    }

    fn tags(
        &self,
        values: &mut [(&Field, Option<Json>)],
        reader: &mut Reader<'_>,
        depth: usize,
    ) -> Result<(), DecodeError> {
        for _ in 0..reader.unsigned_varint()? {
            let tag = reader.unsigned_varint()?;
            let size = reader.unsigned_varint()? as usize;
            let bytes = reader.take(size)?;
            let Some((field, value)) = values.iter_mut().find(|(field, _)| field.tag == Some(tag)) else {
                continue;
            };
            let mut content = Reader::new(bytes, reader.version(), true);
            *value = Some(self.value(field, field.kind, &mut content, depth)?);
            content.finish()?;
        }
        Ok(())
    }

    fn value(
        &self,
        field: &Field,
        kind: &str,
        reader: &mut Reader<'_>,
        depth: usize,
    ) -> Result<Json, DecodeError> {
        if let Some(element) = kind.strip_prefix("[]") {
            // An element takes at least one byte: no count is larger than what is left.
            let Some(count) = reader.array_len(1)? else { return Ok(Json::Null) };
            let elements = (0..count).map(|_| self.value(field, element, reader, depth));
            return Ok(Json::Array(elements.collect::<Result<_, _>>()?));
        }
        Ok(match kind {
            "bool" => Json::Bool(reader.get::<i8>()? != 0),
            "int8" => Json::Int(reader.get::<i8>()?.into()),
            "int16" => Json::Int(reader.get::<i16>()?.into()),
            "uint16" => Json::Int(reader.get::<u16>()?.into()),
            "int32" => Json::Int(reader.get::<i32>()?.into()),
            "uint32" => Json::Int(reader.get::<u32>()?.into()),
            "int64" => Json::Int(reader.get::<i64>()?),
            "float64" => Json::Float(reader.get::<f64>()?),
            "uuid" => Json::Text(reader.get::<Uuid>()?.to_string()),
            "string" => text(reader)?,
            "bytes" => bytes(reader)?,
            name => self.nested(field, name, reader, depth)?,
        })
    }

    fn nested(
        &self,
        field: &Field,
        name: &str,
        reader: &mut Reader<'_>,
        depth: usize,
    ) -> Result<Json, DecodeError> {
        let is_array = field.kind.starts_with("[]");
        let nullable = field.nullable.is_some_and(|versions| versions.contains(reader.version()));
        if nullable && !is_array && !reader.presence()? {
            return Ok(Json::Null);
        }
        let apart =
            self.structures.iter().find(|(structure, _)| *structure == name).map(|(_, fields)| fields);
        let fields = apart.unwrap_or(&field.fields);
        let deeper = depth.checked_sub(1).ok_or(DecodeError::MemoryLimit)?;
        self.structure(fields, reader, deeper)
    }
}

fn text(reader: &mut Reader<'_>) -> Result<Json, DecodeError> {
    Ok(reader.get::<Option<&str>>()?.map_or(Json::Null, |text| Json::Text(text.to_owned())))
}

fn bytes(reader: &mut Reader<'_>) -> Result<Json, DecodeError> {
    Ok(reader.get::<Option<&[u8]>>()?.map_or(Json::Null, |bytes| Json::Text(BASE64_STANDARD.encode(bytes))))
}

fn lower_first(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

impl Versions {
    fn contains(self, version: i16) -> bool {
        VersionRange::new(self.min, self.max).contains(version)
    }

    /// `3`, `1-4`, `2+` or `none`.
    fn parse(text: &str) -> Self {
        const EXPECT: &str = "the tables are parsed by the generator, too";
        let number = |text: &str| text.parse().expect(EXPECT);
        match (text.split_once('-'), text.strip_suffix('+')) {
            _ if text == "none" => Self { min: i16::MAX, max: i16::MIN },
            (Some((min, max)), _) => Self { min: number(min), max: number(max) },
            (None, Some(min)) => Self { min: number(min), max: i16::MAX },
            (None, None) => Self { min: number(text), max: number(text) },
        }
    }
}

/// The messages of one file.
fn parse(text: &'static str) -> Vec<Schema> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
    let mut schemas = Vec::new();
    while let Some(line) = lines.next() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = words[1].parse().ok();
        let name = if number.is_some() { words[2] } else { words[1] };
        let flexible = Versions::parse(after(&words, "flexible").unwrap_or("none"));
        let mut structures = Vec::new();
        let fields = parse_fields(&mut lines, 1, &mut structures);
        schemas.push(Schema { name, number, flexible, fields, structures });
    }
    schemas
}

/// The lines that are `depth` deep; `struct` lines among them go to `structures`.
fn parse_fields(
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'static str>>,
    depth: usize,
    structures: &mut Vec<(&'static str, Vec<Field>)>,
) -> Vec<Field> {
    let mut fields = Vec::new();
    while let Some(line) = lines.next_if(|line| indentation(line) == depth) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let inner = parse_fields(lines, depth + 1, structures);
        if words[0] == "struct" {
            structures.push((words[1], inner));
            continue;
        }
        fields.push(Field {
            name: words[0],
            kind: words[1],
            // The key of an indexed array may have no versions of its own.
            versions: Versions::parse(words[2]),
            nullable: after(&words, "null").map(Versions::parse),
            tag: after(&words, "tag").and_then(|tag| tag.parse().ok()),
            fields: inner,
        });
    }
    fields
}

/// The word behind `key`, from the fourth word on: names may be anything.
fn after<'a>(words: &[&'a str], key: &str) -> Option<&'a str> {
    let at = words.iter().skip(3).position(|word| *word == key)?;
    words.get(at + 4).copied()
}

fn indentation(line: &str) -> usize {
    (line.len() - line.trim_start().len()) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::Message;
    use protocol::metadata::{PartitionChangeRecord, RegisterBrokerRecord, register_broker_record};

    #[test]
    fn tagged_fields_stand_where_the_schema_has_them() {
        let record = PartitionChangeRecord {
            partition_id: 3,
            topic_id: Uuid::ONE,
            isr: Some(vec![1]),
            leader: 1,
            eligible_leader_replicas: Some(vec![2]),
            ..Default::default()
        };
        let bytes = record.to_bytes(2).expect("it encodes");
        let schema = of_metadata(5).expect("a metadata record");
        assert_eq!(schema.type_name(), "PARTITION_CHANGE_RECORD");
        assert_eq!(
            schema.decode(&bytes, 2).expect("it decodes").to_string(),
            "{\"partitionId\":3,\"topicId\":\"AAAAAAAAAAAAAAAAAAAAAQ\",\"isr\":[1],\"leader\":1,\
             \"eligibleLeaderReplicas\":[2]}"
        );
    }

    #[test]
    fn structures_lie_in_one_another() {
        let record = RegisterBrokerRecord {
            broker_id: 1,
            end_points: vec![register_broker_record::BrokerEndpoint {
                name: "PLAINTEXT".to_owned(),
                host: "127.0.0.1".to_owned(),
                port: 9092,
                security_protocol: 0,
            }],
            ..Default::default()
        };
        let bytes = record.to_bytes(3).expect("it encodes");
        let printed = of_metadata(0).expect("a record").decode(&bytes, 3).expect("it decodes").to_string();
        assert!(printed.contains(
            "\"endPoints\":[{\"name\":\"PLAINTEXT\",\"host\":\"127.0.0.1\",\"port\":9092,\"securityProtocol\":0}]"
        ));
        assert!(printed.contains("\"rack\":null"));
    }

    #[test]
    fn every_cut_of_a_message_is_an_error() {
        let record = RegisterBrokerRecord { rack: Some("a".to_owned()), ..Default::default() };
        let bytes = record.to_bytes(3).expect("it encodes");
        let schema = of_metadata(0).expect("a record");
        for len in 0..bytes.len() {
            assert!(schema.decode(&bytes[..len], 3).is_err(), "cut at {len}");
        }
    }
}
