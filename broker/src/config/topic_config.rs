//! What a topic's logs are configured with: its own values, else the brokers', else the defaults.
//!
//! A change of the metadata makes each shard configure all of its logs anew. So what topics have in common is resolved once
//! per change ([`BrokerConfig::topic_defaults`]), and a topic costs as much as it has values of its own.

use engine::{CompressionType, DurabilityMode, LogConfig, RecordValidation, TimestampType};
use protocol::records::{Codec, Compression};
use replication::{ConfigMap, ConfigResource, MetadataImage};

use super::broker_config::BrokerConfig;
use super::keys::{TOPIC_KEYS, topic_key};
use super::settings::BrokerLayers;
use super::value::Value;

/// The configuration of a topic.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicConfig {
    log: LogConfig,
    min_insync_replicas: i32,
    /// `compression.type`; `None` is `producer`.
    compression: Option<Compression>,
    gzip_level: i32,
    zstd_level: i32,
    is_replicated: bool,
    /// What `ringlog.durability=replicated` means on this broker.
    replicated: DurabilityMode,
}

impl BrokerConfig {
    /// The configuration of topics that have no values of their own.
    pub fn topic_defaults(&self, image: &MetadataImage) -> TopicConfig {
        TopicConfig::of_brokers(&self.layers(image))
    }

    /// The configuration of `topic` now.
    pub fn topic_config(&self, image: &MetadataImage, topic: &str) -> TopicConfig {
        self.topic_defaults(image).with(image.config(&ConfigResource::topic(topic)))
    }

    /// What the logs of `topic` are configured with now.
    pub fn log_config(&self, image: &MetadataImage, topic: &str) -> LogConfig {
        self.topic_config(image, topic).log_config()
    }

    /// `min.insync.replicas` of `topic` now.
    pub fn min_insync_replicas(&self, image: &MetadataImage, topic: &str) -> i32 {
        self.topic_config(image, topic).min_insync_replicas()
    }
}

impl TopicConfig {
    pub(super) fn of_brokers(layers: &BrokerLayers<'_>) -> Self {
        let broker = |name| layers.value(name).expect("the key has a default").integer();
        let bound = |name| u64::try_from(broker(name)).expect("at least 1");
        let log = LogConfig {
            producer_id_expiration_ms: broker("producer.id.expiration.ms"),
            ..LogConfig::default()
        };
        let replicated = DurabilityMode::Replicated {
            flush_bytes_max: bound("ringlog.flush.bytes.max"),
            flush_ms_max: bound("ringlog.flush.ms.max"),
        };
        let mut config = TopicConfig {
            log,
            min_insync_replicas: 1,
            compression: None,
            gzip_level: 0,
            zstd_level: 0,
            is_replicated: false,
            replicated,
        };
        for key in TOPIC_KEYS {
            let from_brokers = key.broker_key.and_then(|broker_key| layers.value(broker_key));
            let default =
                || key.default.map(|raw| Value::parse(key, raw).expect("a default is valid: tested"));
            if let Some(value) = from_brokers.or_else(default) {
                config.set(key.name, &value);
            }
        }
        config
    }

    /// The same with a topic's own values. One that does not pass its checks is passed over: an Apache Kafka with other
    /// rules may have stored it.
    #[must_use]
    pub fn with(&self, own: Option<&ConfigMap>) -> Self {
        let mut config = self.clone();
        for (name, raw) in own.into_iter().flatten() {
            if let Some(value) = topic_key(name).and_then(|key| Value::parse(key, raw).ok()) {
                config.set(name, &value);
            }
        }
        config
    }

    /// What the topic's logs are configured with.
    pub fn log_config(&self) -> LogConfig {
        let durability = if self.is_replicated { self.replicated } else { DurabilityMode::Fsync };
        LogConfig { durability, compression: self.compression(), ..self.log.clone() }
    }

    /// `min.insync.replicas`.
    pub fn min_insync_replicas(&self) -> i32 {
        self.min_insync_replicas
    }

    /// LZ4 has no level here: its levels yield the same format.
    fn compression(&self) -> CompressionType {
        let Some(compression) = self.compression else { return CompressionType::Producer };
        let level = match compression {
            Compression::Gzip => Some(self.gzip_level),
            Compression::Zstd => Some(self.zstd_level),
            Compression::None | Compression::Snappy | Compression::Lz4 => None,
        };
        let codec = level.and_then(|level| Codec::with_level(compression, level));
        CompressionType::Codec(codec.unwrap_or_else(|| Codec::new(compression)))
    }

    /// Sets one key; false if no log acts on it.
    fn set(&mut self, name: &str, value: &Value) -> bool {
        let log = &mut self.log;
        match name {
            "cleanup.policy" => {
                log.cleanup_delete = value.list().iter().any(|policy| policy == "delete");
                log.cleanup_compact = value.list().iter().any(|policy| policy == "compact");
            }
            "compression.gzip.level" => self.gzip_level = i32_of(value),
            "compression.type" => self.compression = compression_of(value),
            "compression.zstd.level" => self.zstd_level = i32_of(value),
            "delete.retention.ms" => log.delete_retention_ms = value.integer(),
            "file.delete.delay.ms" => log.file_delete_delay_ms = u64_of(value),
            "flush.messages" => log.flush_messages = u64_of(value),
            "flush.ms" => log.flush_ms = u64_of(value),
            "index.interval.bytes" => log.index_interval_bytes = u32_of(value),
            "max.compaction.lag.ms" => log.max_compaction_lag_ms = value.integer(),
            "max.decompressed.message.bytes" => log.decompressed_bytes_max = u32_of(value),
            "max.message.bytes" => log.message_bytes_max = u32_of(value),
            "message.timestamp.after.max.ms" => log.timestamp_after_max_ms = value.integer(),
            "message.timestamp.before.max.ms" => log.timestamp_before_max_ms = value.integer(),
            "message.timestamp.type" => log.timestamp_type = timestamp_type_of(value),
            "min.cleanable.dirty.ratio" => log.min_cleanable_dirty_ratio = value.double(),
            "min.compaction.lag.ms" => log.min_compaction_lag_ms = value.integer(),
            "min.insync.replicas" => self.min_insync_replicas = i32_of(value),
            "preallocate" => log.preallocate = value.boolean(),
            "retention.bytes" => log.retention_bytes = u64::try_from(value.integer()).ok(),
            "retention.ms" => log.retention_ms = Some(value.integer()).filter(|ms| *ms >= 0),
            "ringlog.durability" => self.is_replicated = value.text() == "replicated",
            "ringlog.record.validation" => log.record_validation = validation_of(value),
            "segment.bytes" => log.segment_bytes_max = u32_of(value),
            "segment.index.bytes" => log.segment_index_bytes_max = u32_of(value),
            "segment.jitter.ms" => log.segment_jitter_ms = value.integer(),
            "segment.ms" => log.segment_ms = value.integer(),
            _ => return false,
        }
        true
    }
}

fn compression_of(value: &Value) -> Option<Compression> {
    match value.text() {
        "uncompressed" => Some(Compression::None),
        name => name.parse().ok(),
    }
}

fn timestamp_type_of(value: &Value) -> TimestampType {
    match value.text() {
        "LogAppendTime" => TimestampType::LogAppendTime,
        _ => TimestampType::CreateTime,
    }
}

fn validation_of(value: &Value) -> RecordValidation {
    match value.text() {
        "full" => RecordValidation::Full,
        _ => RecordValidation::Header,
    }
}

/// An INT, within its type.
fn i32_of(value: &Value) -> i32 {
    i32::try_from(value.integer()).expect("the declaration says INT")
}

/// Of a value whose declaration allows nothing negative.
fn u64_of(value: &Value) -> u64 {
    u64::try_from(value.integer()).unwrap_or(0)
}

fn u32_of(value: &Value) -> u32 {
    u32::try_from(value.integer()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::declaration::Effect;

    fn map(pairs: &[(&str, &str)]) -> ConfigMap {
        pairs.iter().map(|(name, value)| (Arc::from(*name), Arc::from(*value))).collect()
    }

    fn defaults() -> TopicConfig {
        BrokerConfig::default().topic_defaults(&MetadataImage::default())
    }

    /// What the declarations claim to act is what a log is configured with, no more and no less.
    #[test]
    fn each_key_that_acts_is_set_and_no_other() {
        for key in TOPIC_KEYS {
            let Some(default) = key.default else { continue };
            let value = Value::parse(key, default).expect("a default is valid");
            assert_eq!(defaults().set(key.name, &value), key.effect == Effect::Acts, "{}", key.name);
        }
    }

    /// Another value of a key leads to another configuration: no arm of `set` is another one's.
    #[test]
    fn each_key_that_acts_changes_something_of_its_own() {
        let others = |kind| match kind {
            "BOOLEAN" => ["true", "false"],
            "LIST" => ["compact", "delete"],
            "DOUBLE" => ["0.25", "0.75"],
            _ => ["2000000", "5"],
        };
        let mut seen = Vec::new();
        for key in TOPIC_KEYS.iter().filter(|key| key.effect == Effect::Acts) {
            let choices: Vec<&str> = match key.valid {
                crate::config::Valid::OneOf(values) => values.to_vec(),
                _ => others(key.kind.name()).to_vec(),
            };
            let changed = choices.iter().filter(|choice| key.default != Some(**choice)).find_map(|choice| {
                Value::parse(key, choice).ok()?;
                let changed = defaults().with(Some(&map(&[(key.name, choice)])));
                (changed != defaults()).then_some(changed)
            });
            let changed = changed.unwrap_or_else(|| panic!("{} changes nothing", key.name));
            assert!(!seen.contains(&changed), "{} changes what another key changes", key.name);
            seen.push(changed);
        }
    }

    #[test]
    fn codecs_have_the_levels_that_are_set() {
        let codec = |pairs: &[(&str, &str)]| defaults().with(Some(&map(pairs))).log_config().compression;
        assert_eq!(codec(&[]), CompressionType::Producer);
        let zstd = codec(&[("compression.type", "zstd"), ("compression.zstd.level", "7")]);
        let expected = Codec::with_level(Compression::Zstd, 7).expect("a level of zstd");
        assert_eq!(zstd, CompressionType::Codec(expected));
        let none = codec(&[("compression.type", "uncompressed")]);
        assert_eq!(none, CompressionType::Codec(Codec::new(Compression::None)));
    }
}
