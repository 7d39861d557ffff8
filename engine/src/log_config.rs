//! What a topic's configuration says to its logs.

pub use protocol::records::TimestampType;

/// When an `acks=all` append counts, and so when this log syncs (docs: the durability contract of the README).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum DurabilityMode {
    /// `ringlog.durability=fsync`: each append asks for a sync at once; one sync covers all that was written before it.
    Fsync,
    /// `ringlog.durability=replicated`: appends are synced in the background, within the two bounds.
    Replicated {
        /// `ringlog.flush.bytes.max`: sync when this many bytes are written and not yet synced.
        flush_bytes_max: u64,
        /// `ringlog.flush.ms.max`: sync when the oldest unsynced byte is this old.
        flush_ms_max: u64,
    },
}

/// `compression.type`: what the batches of the log are compressed with.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum CompressionType {
    /// `producer`: as they came.
    Producer,
    /// Batches of another codec are recompressed.
    Codec(protocol::records::Codec),
}

/// `ringlog.record.validation`: which client batches are opened.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum RecordValidation {
    /// Headers always, records where no decompression is needed or compaction depends on their keys.
    Header,
    /// Each record of each batch, as Kafka does.
    Full,
}

/// The configuration of one log, with Kafka's defaults. Times are milliseconds, sizes bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct LogConfig {
    /// `segment.bytes`: a segment rolls before it would grow beyond.
    pub segment_bytes_max: u32,
    /// `segment.ms`: a segment rolls when an append comes this long after its first record.
    pub segment_ms: i64,
    /// `segment.jitter.ms`: up to this much is taken off `segment_ms`, at random per segment.
    pub segment_jitter_ms: i64,
    /// `segment.index.bytes`: a segment rolls when one of its indexes would grow beyond.
    pub segment_index_bytes_max: u32,
    /// `index.interval.bytes`: bytes of batches between two index entries.
    pub index_interval_bytes: u32,
    /// `retention.ms`; `None` keeps forever.
    pub retention_ms: Option<i64>,
    /// `retention.bytes`; `None` is unlimited.
    pub retention_bytes: Option<u64>,
    /// `cleanup.policy` contains `delete`.
    pub cleanup_delete: bool,
    /// `cleanup.policy` contains `compact`: records need keys.
    pub cleanup_compact: bool,
    /// `delete.retention.ms`: how long a tombstone is kept after the cleaning that found it to be its key's last record.
    pub delete_retention_ms: i64,
    /// `min.compaction.lag.ms`: a record younger than this is not compacted.
    pub min_compaction_lag_ms: i64,
    /// `max.compaction.lag.ms`: a record older than this is compacted however little of the log is dirty; `i64::MAX` is never.
    pub max_compaction_lag_ms: i64,
    /// `min.cleanable.dirty.ratio`: the share of a log, 0 to 1, that has to be dirty before it is compacted.
    pub min_cleanable_dirty_ratio: f64,
    /// `file.delete.delay.ms`: how long a deleted file stays under its `.deleted` name.
    pub file_delete_delay_ms: u64,
    /// `flush.messages`: sync after this many records.
    pub flush_messages: u64,
    /// `flush.ms`: sync when the oldest unsynced record is this old.
    pub flush_ms: u64,
    /// `preallocate`: reserve the whole segment at once.
    pub preallocate: bool,
    /// `max.message.bytes`: the largest batch, header included.
    pub message_bytes_max: u32,
    /// `message.timestamp.type`.
    pub timestamp_type: TimestampType,
    /// `message.timestamp.before.max.ms`: how far a record's timestamp may lie behind the clock.
    pub timestamp_before_max_ms: i64,
    /// `message.timestamp.after.max.ms`: how far it may lie ahead.
    pub timestamp_after_max_ms: i64,
    /// `compression.type`.
    pub compression: CompressionType,
    /// `max.decompressed.message.bytes`: the most that one batch may decompress to.
    pub decompressed_bytes_max: u32,
    /// `ringlog.durability` and its bounds.
    pub durability: DurabilityMode,
    /// Whether `ringlog.durability=fsync` may be had through the journal of the shard. Not a topic's: the metadata log does
    /// without.
    pub is_journaled: bool,
    /// `ringlog.record.validation`.
    pub record_validation: RecordValidation,
    /// `producer.id.expiration.ms`, a broker's: an idle producer is forgotten after it.
    pub producer_id_expiration_ms: i64,
}

impl Default for LogConfig {
    fn default() -> Self {
        LogConfig {
            segment_bytes_max: 1 << 30,
            segment_ms: 7 * 24 * 3_600_000,
            segment_jitter_ms: 0,
            segment_index_bytes_max: 10 << 20,
            index_interval_bytes: 4096,
            retention_ms: Some(7 * 24 * 3_600_000),
            retention_bytes: None,
            cleanup_delete: true,
            cleanup_compact: false,
            delete_retention_ms: 24 * 3_600_000,
            min_compaction_lag_ms: 0,
            max_compaction_lag_ms: i64::MAX,
            min_cleanable_dirty_ratio: 0.5,
            file_delete_delay_ms: 60_000,
            flush_messages: i64::MAX as u64,
            flush_ms: i64::MAX as u64,
            preallocate: false,
            message_bytes_max: 1_048_588,
            timestamp_type: TimestampType::CreateTime,
            timestamp_before_max_ms: i64::MAX,
            timestamp_after_max_ms: 3_600_000,
            compression: CompressionType::Producer,
            decompressed_bytes_max: 2_147_483_639,
            durability: DurabilityMode::Fsync,
            is_journaled: true,
            record_validation: RecordValidation::Header,
            producer_id_expiration_ms: 24 * 3_600_000,
        }
    }
}

impl LogConfig {
    /// How long a segment takes appends: no longer than its records may wait for a compaction, which leaves the active
    /// segment alone.
    pub(crate) fn segment_ms_max(&self) -> i64 {
        match self.cleanup_compact {
            true => self.segment_ms.min(self.max_compaction_lag_ms.max(1)),
            false => self.segment_ms,
        }
    }
}
