//! What a topic's logs are configured with: its own values, else the brokers', else the defaults.

use engine::{CompressionType, DurabilityMode, LogConfig, RecordValidation, TimestampType};
use protocol::records::{Codec, Compression};
use replication::ConfigMap;

use super::keys::topic_key;
use super::settings::BrokerLayers;
use super::value::Value;

/// The [`LogConfig`] of a topic with these values of its own.
pub(super) fn log_config(layers: &BrokerLayers<'_>, topic: Option<&ConfigMap>) -> LogConfig {
    let topic = TopicLayers { layers, own: topic };
    let policies = topic.value("cleanup.policy");
    let limit = |name| u64::try_from(topic.integer(name)).ok();
    let u32_of = |name| u32::try_from(topic.integer(name)).unwrap_or(u32::MAX);
    let u64_of = |name| u64::try_from(topic.integer(name)).unwrap_or(0);
    LogConfig {
        segment_bytes_max: u32_of("segment.bytes"),
        segment_ms: topic.integer("segment.ms"),
        segment_jitter_ms: topic.integer("segment.jitter.ms"),
        segment_index_bytes_max: u32_of("segment.index.bytes"),
        index_interval_bytes: u32_of("index.interval.bytes"),
        retention_ms: Some(topic.integer("retention.ms")).filter(|ms| *ms >= 0),
        retention_bytes: limit("retention.bytes"),
        cleanup_delete: policies.list().iter().any(|policy| policy == "delete"),
        cleanup_compact: policies.list().iter().any(|policy| policy == "compact"),
        file_delete_delay_ms: u64_of("file.delete.delay.ms"),
        flush_messages: u64_of("flush.messages"),
        flush_ms: u64_of("flush.ms"),
        preallocate: topic.value("preallocate").boolean(),
        message_bytes_max: u32_of("max.message.bytes"),
        timestamp_type: match topic.text("message.timestamp.type").as_str() {
            "LogAppendTime" => TimestampType::LogAppendTime,
            _ => TimestampType::CreateTime,
        },
        timestamp_before_max_ms: topic.integer("message.timestamp.before.max.ms"),
        timestamp_after_max_ms: topic.integer("message.timestamp.after.max.ms"),
        compression: compression(&topic),
        decompressed_bytes_max: u32_of("max.decompressed.message.bytes"),
        durability: durability(&topic),
        record_validation: match topic.text("ringlog.record.validation").as_str() {
            "full" => RecordValidation::Full,
            _ => RecordValidation::Header,
        },
        producer_id_expiration_ms: broker_integer(layers, "producer.id.expiration.ms"),
    }
}

/// `min.insync.replicas` of a topic with these values of its own.
pub(super) fn min_insync_replicas(layers: &BrokerLayers<'_>, topic: Option<&ConfigMap>) -> i32 {
    let topic = TopicLayers { layers, own: topic };
    i32::try_from(topic.integer("min.insync.replicas")).expect("the declaration says INT")
}

struct TopicLayers<'a> {
    layers: &'a BrokerLayers<'a>,
    own: Option<&'a ConfigMap>,
}

impl TopicLayers<'_> {
    /// The value in force. An own value that does not pass its checks is passed over: an Apache Kafka with other rules
    /// may have stored it.
    fn value(&self, name: &'static str) -> Value {
        #[cfg(test)]
        super::settings::USED.with_borrow_mut(|used| {
            used.insert(name);
        });
        let key = topic_key(name).unwrap_or_else(|| panic!("{name} is not declared"));
        let own = self.own.and_then(|configs| configs.get(name));
        if let Some(value) = own.and_then(|raw| Value::parse(key, raw).ok()) {
            return value;
        }
        let from_broker = key.broker_key.and_then(|broker_key| self.layers.value(broker_key));
        from_broker.unwrap_or_else(|| {
            let default = key.default.unwrap_or_else(|| panic!("{name} has no default"));
            Value::parse(key, default).expect("a default is valid, which a test proves")
        })
    }

    fn integer(&self, name: &'static str) -> i64 {
        self.value(name).integer()
    }

    fn text(&self, name: &'static str) -> String {
        self.value(name).to_string()
    }
}

/// `compression.type` with the level of that codec. LZ4 has none here: its levels yield the same format.
fn compression(topic: &TopicLayers<'_>) -> CompressionType {
    let (compression, level) = match topic.text("compression.type").as_str() {
        "uncompressed" => (Compression::None, None),
        "gzip" => (Compression::Gzip, Some(topic.integer("compression.gzip.level"))),
        "snappy" => (Compression::Snappy, None),
        "lz4" => (Compression::Lz4, None),
        "zstd" => (Compression::Zstd, Some(topic.integer("compression.zstd.level"))),
        _ => return CompressionType::Producer,
    };
    let level = level.and_then(|level| i32::try_from(level).ok());
    let codec = level.and_then(|level| Codec::with_level(compression, level));
    CompressionType::Codec(codec.unwrap_or_else(|| Codec::new(compression)))
}

fn durability(topic: &TopicLayers<'_>) -> DurabilityMode {
    let bound = |name| u64::try_from(broker_integer(topic.layers, name)).expect("at least 1");
    let replicated = DurabilityMode::Replicated {
        flush_bytes_max: bound("ringlog.flush.bytes.max"),
        flush_ms_max: bound("ringlog.flush.ms.max"),
    };
    if topic.text("ringlog.durability") == "replicated" { replicated } else { DurabilityMode::Fsync }
}

fn broker_integer(layers: &BrokerLayers<'_>, name: &'static str) -> i64 {
    layers.value(name).expect("the key has a default").integer()
}
