//! Finding what a fetch is to be sent.

use std::path::Path;
use std::sync::Arc;

use engine::{
    AppendOrigin, LeaderEpoch, LogConfig, LogId, LogManager, LogManagerConfig, Offset, OpenLog, ReadRequest,
    TopicPartition,
};
use io::{Io, PollIo, PollOptions, SharedBuffer};
use protocol::Uuid;
use tempfile::TempDir;

use crate::{Subject, records};

/// Batches of 8 KiB: 32 MiB of log, one segment.
const BATCHES: usize = 4096;
const BATCH_BYTES: usize = 8 << 10;
/// What librdkafka asks of a partition at a time.
const FETCHED_BYTES: u32 = 1 << 20;

/// A log in a folder of its own, on the real file system, hot.
struct FilledLog {
    io: PollIo,
    logs: LogManager,
    log: LogId,
    end: Offset,
    _folder: TempDir,
}

impl FilledLog {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut io = PollIo::new(PollOptions::default()).expect("an epoll");
        let mut logs = LogManager::new(LogManagerConfig::default(), 0);
        let log = logs.open_log(&mut io, request(folder.path())).expect("a new log opens");
        let mut filled = Self { io, logs, log, end: Offset(0), _folder: folder };
        filled.fill();
        filled
    }

    fn fill(&mut self) {
        let batch = SharedBuffer::copy_from(&records::batch(BATCH_BYTES));
        let mut completions = Vec::new();
        for _ in 0..BATCHES {
            let origin = AppendOrigin::Client { acks: 1 };
            let appended = self.logs.append(&mut self.io, self.log, batch.clone(), origin, LeaderEpoch(0));
            self.end = appended.expect("the batch is sound").last_offset + 1;
            self.logs.flush_appends(&mut self.io);
            while self.logs.log(self.log).written_end_offset() < self.end {
                self.io.turn(None, &mut completions);
                for completion in completions.drain(..) {
                    self.logs.on_completion(&mut self.io, completion);
                }
            }
        }
        self.logs.update_high_watermark(self.log, self.end);
    }

    /// Plans a fetch; the bytes that would be sent, and where the next one begins.
    fn plan(&mut self, offset: Offset) -> (u64, Offset) {
        let request = ReadRequest {
            offset,
            upper_bound: self.end,
            bytes_max: FETCHED_BYTES,
            at_least_one_batch: true,
            aborted: false,
        };
        let plan = self.logs.plan_read(&mut self.io, self.log, request).expect("the log is sound");
        (u64::from(plan.records_bytes), plan.next_offset)
    }
}

fn request(folder: &Path) -> OpenLog {
    OpenLog {
        directory: Arc::from(folder),
        topic_partition: TopicPartition::new("orders", 0),
        topic_id: Uuid::from_u128(7),
        config: LogConfig { retention_ms: None, ..LogConfig::default() },
        recovery_point: Offset(0),
        log_start_offset: Offset(0),
        clean_shutdown: true,
    }
}

/// What does it cost to plan the fetch of a consumer that is at the end of the log, and gets the newest batch?
pub struct TailRead {
    log: FilledLog,
    offset: Offset,
}

impl Subject for TailRead {
    const UNIT: &'static str = "fetch of one batch";

    fn new() -> Self {
        let mut log = FilledLog::new();
        let records_per_batch = log.end.0 / BATCHES as i64;
        let offset = Offset(log.end.0 - records_per_batch);
        assert_eq!(log.plan(offset).1, log.end, "one batch is left");
        Self { log, offset }
    }

    fn run(&mut self) -> u64 {
        self.log.plan(self.offset).0
    }
}

/// What does it cost to plan a fetch in the middle of a segment that nobody has read just before: index lookup at both ends, and
/// the walk over batch headers from the entries to the boundaries? (The index itself is private to the engine.)
pub struct IndexedRead {
    log: FilledLog,
    offset: i64,
}

impl Subject for IndexedRead {
    const UNIT: &'static str = "fetch of 1 MiB";

    fn new() -> Self {
        Self { log: FilledLog::new(), offset: 0 }
    }

    fn run(&mut self) -> u64 {
        // A step of a prime number of records visits the log in no order that a cache of recent reads could know.
        self.offset = (self.offset + 104_729) % (self.log.end.0 * 9 / 10);
        self.log.plan(Offset(self.offset)).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_have_bytes() {
        assert!((7_000..=8 << 10).contains(&TailRead::new().run()));
        let mut indexed = IndexedRead::new();
        for _ in 0..100 {
            let bytes = indexed.run();
            assert!(((1 << 20) - (8 << 10)..=1 << 20).contains(&bytes), "{bytes}");
        }
    }
}
