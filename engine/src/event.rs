//! What a log manager tells its owner.

use std::path::PathBuf;

use crate::{CleanerReport, LogId, Offset, TopicPartition};

/// Something that happened to a log or a log directory.
#[derive(Debug)]
pub enum LogEvent {
    /// The kernel has everything below `end`.
    Written {
        /// Whose.
        log: LogId,
        /// The written end offset.
        end: Offset,
    },
    /// Everything below `end` survives a power cut.
    Durable {
        /// Whose.
        log: LogId,
        /// The durable end offset.
        end: Offset,
    },
    /// Retention or DeleteRecords moved the log's start.
    LogStartMoved {
        /// Whose.
        log: LogId,
        /// The log start offset.
        start: Offset,
    },
    /// A log directory failed and is not used any more; its logs answer with errors from now on.
    DirectoryFailed {
        /// Which one.
        directory: PathBuf,
        /// What failed, for an operator.
        error: String,
    },
    /// A compaction ended. For an operator.
    Cleaned {
        /// Whose.
        topic_partition: TopicPartition,
        /// What it did.
        report: Box<CleanerReport>,
    },
    /// A log cannot be compacted and is left as it is until the next start. For an operator: it grows from now on.
    Uncleanable {
        /// Whose.
        topic_partition: TopicPartition,
        /// What is wrong with it.
        reason: String,
    },
    /// Recovery had to cut a log, or found less than had been recorded. For an operator: acked records may be lost.
    Recovered {
        /// Whose.
        topic_partition: TopicPartition,
        /// What was found.
        finding: RecoveryFinding,
    },
}

/// What recovery found that an operator should know.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RecoveryFinding {
    /// An unfinished write at the log's end was cut off, which a crash leaves as a matter of course.
    TailCut {
        /// The log ends here now.
        at: Offset,
        /// Bytes that were cut.
        bytes: u64,
        /// Where they are kept; none for a tail of nothing but zeros.
        quarantine: Option<PathBuf>,
    },
    /// Bad bytes were followed by valid batches: these were written and not yet synced when the power failed.
    BatchesLost {
        /// The first offset that is lost.
        from: Offset,
        /// The offset after the last batch that was cut off.
        to: Offset,
        /// Where the bytes are kept.
        quarantine: PathBuf,
    },
    /// Bytes below the recovery point, or anywhere after a clean stop, are bad: the log is served up to there only.
    Corrupt {
        /// The first offset that is not served.
        from: Offset,
        /// What is wrong, for an operator.
        reason: String,
    },
    /// The log ends below its recovery point: the disk lost what it had synced.
    ShorterThanRecoveryPoint {
        /// Where the log ends; it goes on at the recovery point, so that no offset is used twice.
        end: Offset,
        /// What the checkpoint says.
        recovery_point: Offset,
    },
    /// A damaged or missing file was made anew from the log.
    Rebuilt {
        /// Which one.
        path: PathBuf,
    },
}
