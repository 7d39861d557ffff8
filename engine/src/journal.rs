//! The journal: one redo log for all logs of a shard and log directory, so that one fdatasync makes durable what many logs wrote.
//!
//! Segments are written as ever, at once, and served from the page cache. With `ringlog.durability=fsync` the same buffers also
//! go to the journal where that is cheaper ([`cost`]), and its sync lets acks=all answer. The segments are synced lazily behind
//! it. The file has its size from the beginning and was really written once, so that later writes allocate no blocks and a sync
//! is little more than a flush; it is overwritten round after round, which it may be, for no socket is ever served from it.
//!
//! ```text
//!           ┌────────────── region 0 ──────────────┬────────────── region 1 ──────────────┐
//! file      │ entry 0 │ entry 1 │ … │ older rounds │ entry 0 │ entry 1 │ … │ entry n │    │
//!           └──────────────────────────────────────┴──────────────────────────────────────┘
//!             generation g + 1: being filled          generation g: its segments are being synced
//!
//! Absent ──(worth it)──► Filling ──► SyncingFile ──► SyncingName ──► Idle ◄──► Writing ──► Syncing
//!    └──────────────────────┴──(no space: direct syncs from now on)──► Off
//! ```
//!
//! # Invariants
//! 1. *One group is in flight*: its write, then its sync. So whatever was acknowledged lies before the first entry that a power
//!    cut may have torn, and a replay ends at the first entry that is not whole.
//! 2. *An entry says where its bytes belong*: topic id, partition, segment, position, base offset. A replay puts them there, or
//!    finds them there; it does not append, so that it may run twice, be cut by a second crash, and meet entries whose segments
//!    were synced long ago.
//! 3. *An entry of an earlier round is never taken for this one's*: each region begins a new generation, each entry carries it and
//!    its number in the region, and the checksum covers both.
//! 4. *A region is overwritten only when the segments it covers are synced*: each log's up to the end of its last entry there.
//!    Until then a full journal declines, and the logs are synced directly; nobody waits.
//! 5. *The journal counts for a log only behind what is durable* ([`crate::durability`]): an entry behind a gap is of no use.
//! 6. *It counts only for a log that a replay finds*: the folder's name and `partition.metadata` in it were synced before. The
//!    names of later segments need not be: a replay makes the segment that it misses.
//! 7. *It has nothing of a segment before which something may be missing*: a recovery could not tell such a hole between two
//!    segments from what compaction leaves.
//!
//! # What changes under outstanding entries
//! - *A roll* only changes the segment that entries name. The old segment, the folder and the new one are synced in this order.
//! - *Retention and DeleteRecords*: an entry of a segment that is gone, with none older, is dropped by a replay: retention removes
//!   the oldest first, and a log's first segment has a durable name before the journal counts.
//! - *Compaction* takes out what entries still have, and soon the tombstones that superseded it, too: it must not come back. So
//!   where there is a journal, nothing is compacted above the recovery point in the checkpoint, and a replay leaves out what lies
//!   below it.
//! - *A truncation* would be undone by entries of what it cuts off: the journal is emptied before it (everything that it covers is
//!   synced, then both regions lose their first entry). Rare, and inline.
//! - *A deleted log*: its topic id is never used again, and entries of an unknown id, or of a folder that is gone, are dropped.
//! - *Another broker went on* with the folder (Apache Kafka, after a crash): a valid batch in the place of an entry, or one of a
//!   newer epoch before it, wins. A mark of a clean stop beside a journal means that somebody else closed the folder: the journal
//!   is removed unread.
//!
//! A failed write or sync of the journal is a failed disk: the directory goes offline. A clean stop syncs the segments and removes
//! the file.

mod cost;
mod entry;
mod per_log;
mod reader;
mod replay;
mod statistics;
mod writer;

pub(crate) use cost::{is_worth_journaling, saving_ns};
pub(crate) use entry::first_offset;
pub(crate) use per_log::{LogJournaling, OfferedRun};
pub use replay::{JournalReport, replay_journals};
pub use statistics::JournalStatistics;
pub(crate) use writer::{Covered, Journal, JournalStep};

use std::path::{Path, PathBuf};

const NAME_PREFIX: &str = "ringlog-journal-";

/// Regions of a file.
const REGIONS: usize = 2;
/// A region is a multiple of this.
const REGION_ALIGNMENT: u64 = 4096;

/// The journal of a shard in a log directory. A file: Kafka does not start with a folder that it does not know.
fn path_in(directory: &Path, number: u32) -> PathBuf {
    directory.join(format!("{NAME_PREFIX}{number}"))
}

fn is_journal_name(name: &str) -> bool {
    name.strip_prefix(NAME_PREFIX).is_some_and(|number| {
        !number.is_empty() && number.len() <= 10 && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Bytes of one region of a journal of `len` bytes.
fn region_len(len: u64) -> u64 {
    len / REGIONS as u64 / REGION_ALIGNMENT * REGION_ALIGNMENT
}
