//! What a seed decides of its logs and its disk.

use engine::{DurabilityMode, LogConfig, TopicPartition};
use io::sim::Random;

/// A log's configuration.
#[derive(Clone, Debug)]
pub(crate) struct LogChoices {
    pub(crate) topic_partition: TopicPartition,
    pub(crate) config: LogConfig,
}

impl LogChoices {
    pub(crate) fn draw(random: &mut Random, index: i32, is_journaled: bool) -> Self {
        // A journal is for logs that are fsynced.
        let is_fsync = if is_journaled { !random.one_in(4) } else { random.one_in(2) };
        let durability = match is_fsync {
            true => DurabilityMode::Fsync,
            false => DurabilityMode::Replicated {
                flush_bytes_max: random.between(10_000, 100_000),
                flush_ms_max: 1_000,
            },
        };
        let retention_bytes = random.one_in(4).then(|| random.between(50_000, 200_000));
        let config = LogConfig {
            segment_bytes_max: random.between(if is_journaled { 8_000 } else { 20_000 }, 100_000) as u32,
            segment_index_bytes_max: if random.one_in(4) { 128 } else { 10 << 20 },
            index_interval_bytes: random.between(200, 4_096) as u32,
            retention_bytes,
            flush_messages: if random.one_in(4) { random.between(1, 50) } else { i64::MAX as u64 },
            file_delete_delay_ms: random.between(0, 2_000),
            preallocate: random.one_in(4),
            durability,
            ..LogConfig::default()
        };
        Self { topic_partition: TopicPartition::new("topic", index), config }
    }

    /// Whether records go by themselves.
    pub(crate) fn expires(&self) -> bool {
        self.config.retention_bytes.is_some()
    }

    pub(crate) fn is_fsync(&self) -> bool {
        self.config.durability == DurabilityMode::Fsync
    }
}
