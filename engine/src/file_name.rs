//! How Kafka names the files and folders of a log directory.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::{Offset, TopicPartition};

/// What a file of a partition's folder holds, by its suffix.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum FileKind {
    /// `.log`: record batches.
    Log,
    /// `.index`: relative offset to position.
    OffsetIndex,
    /// `.timeindex`: timestamp to relative offset.
    TimeIndex,
    /// `.txnindex`: aborted transactions.
    TransactionIndex,
    /// `.snapshot`: producer state before the offset of its name.
    ProducerSnapshot,
    /// `.quarantine`: bytes that recovery cut off, kept for an operator. Ours; Kafka ignores it.
    Quarantine,
}

/// What is still to be done with a file, by its second suffix.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum FileState {
    /// In use.
    Live,
    /// `.deleted`: goes after `file.delete.delay.ms`, or at the next start.
    Deleted,
    /// `.cleaned`: half written by compaction or by a truncation; of no value after a crash.
    Cleaned,
    /// `.swap`: complete, about to replace what it was made from.
    Swap,
}

/// The name of a file in a partition's folder.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct FileName {
    /// First offset of a segment; end offset for a snapshot; cut offset for a quarantine.
    pub offset: Offset,
    /// What it holds.
    pub kind: FileKind,
    /// What is to be done with it.
    pub state: FileState,
}

const OFFSET_DIGITS: usize = 20;
/// File of leader epochs in a partition's folder.
pub const LEADER_EPOCH_CHECKPOINT: &str = "leader-epoch-checkpoint";
/// File of the topic id in a partition's folder.
pub const PARTITION_METADATA: &str = "partition.metadata";
/// The longest topic name of Kafka.
pub const TOPIC_NAME_LEN_MAX: usize = 249;

impl FileKind {
    /// The suffix, dot included.
    pub fn suffix(self) -> &'static str {
        match self {
            FileKind::Log => ".log",
            FileKind::OffsetIndex => ".index",
            FileKind::TimeIndex => ".timeindex",
            FileKind::TransactionIndex => ".txnindex",
            FileKind::ProducerSnapshot => ".snapshot",
            FileKind::Quarantine => ".quarantine",
        }
    }

    /// The files that belong to one segment and are renamed and deleted with it.
    pub const OF_SEGMENT: [FileKind; 4] =
        [FileKind::Log, FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex];
    const ALL: [FileKind; 6] = [
        FileKind::Log,
        FileKind::OffsetIndex,
        FileKind::TimeIndex,
        FileKind::TransactionIndex,
        FileKind::ProducerSnapshot,
        FileKind::Quarantine,
    ];
}

impl FileState {
    /// The second suffix, dot included.
    pub fn suffix(self) -> &'static str {
        match self {
            FileState::Live => "",
            FileState::Deleted => ".deleted",
            FileState::Cleaned => ".cleaned",
            FileState::Swap => ".swap",
        }
    }

    const WITH_SUFFIX: [FileState; 3] = [FileState::Deleted, FileState::Cleaned, FileState::Swap];
}

impl FileName {
    /// The name of a live file.
    pub fn live(offset: Offset, kind: FileKind) -> Self {
        FileName { offset, kind, state: FileState::Live }
    }

    /// The same file in another state.
    pub fn in_state(self, state: FileState) -> Self {
        FileName { state, ..self }
    }

    /// Its path in `folder`.
    pub fn path(self, folder: &Path) -> PathBuf {
        let mut name = String::with_capacity(OFFSET_DIGITS + 24);
        write!(name, "{:020}{}{}", self.offset.0, self.kind.suffix(), self.state.suffix())
            .expect("writing to a String does not fail");
        folder.join(name)
    }

    /// Parses a file name; `None` for names that are not of this form.
    pub fn parse(name: &str) -> Option<FileName> {
        let (stem, state) = split_state(name);
        let kind =
            FileKind::ALL.into_iter().find(|kind| stem.strip_suffix(kind.suffix()).is_some_and(is_offset))?;
        let digits = stem.strip_suffix(kind.suffix())?;
        Some(FileName { offset: Offset(digits.parse().ok()?), kind, state })
    }
}

/// Where a file lies, joined to a path only when somebody opens it or tells of it: the hot path allocates none.
#[derive(Copy, Clone, Debug)]
pub(crate) struct FilePath<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) name: FileName,
}

/// What can name a file in an error or a call.
pub(crate) trait ToPath: Copy {
    fn to_path(self) -> PathBuf;
}

impl ToPath for FilePath<'_> {
    fn to_path(self) -> PathBuf {
        self.name.path(self.folder)
    }
}

impl ToPath for &Path {
    fn to_path(self) -> PathBuf {
        self.to_owned()
    }
}

impl ToPath for &PathBuf {
    fn to_path(self) -> PathBuf {
        self.clone()
    }
}

fn split_state(name: &str) -> (&str, FileState) {
    for state in FileState::WITH_SUFFIX {
        if let Some(stem) = name.strip_suffix(state.suffix()) {
            return (stem, state);
        }
    }
    (name, FileState::Live)
}

fn is_offset(digits: &str) -> bool {
    digits.len() == OFFSET_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a folder in a log directory is, by its name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FolderName {
    /// `topic-partition`.
    Partition(TopicPartition),
    /// `topic-partition.<unique id>-delete`: a deleted partition whose files go soon.
    DeletedPartition,
    /// `-future` (a move between directories) and `-stray` (unknown to the metadata) of Kafka: left alone.
    Foreign,
}

impl FolderName {
    /// Parses a folder's name; `None` when it is none of Kafka's.
    pub fn parse(name: &str) -> Option<FolderName> {
        if name.ends_with("-delete") {
            return name.contains('.').then_some(FolderName::DeletedPartition);
        }
        if name.ends_with("-future") || name.ends_with("-stray") {
            return Some(FolderName::Foreign);
        }
        let (topic, partition) = name.rsplit_once('-')?;
        let digits = !partition.is_empty() && partition.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !is_topic_name(topic) {
            return None;
        }
        Some(FolderName::Partition(TopicPartition::new(topic, partition.parse().ok()?)))
    }
}

/// Whether `name` is a topic name of Kafka: `[a-zA-Z0-9._-]{1,249}`, but not `.` or `..`.
pub fn is_topic_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=TOPIC_NAME_LEN_MAX).contains(&name.len()) && name != "." && name != ".." && name.bytes().all(allowed)
}

/// The name under which a deleted partition's folder waits: `topic-partition.<32 hex digits>-delete`. The topic is cut so
/// that the whole fits the 255 bytes of a file name, as Kafka does.
pub fn deleted_folder_name(topic_partition: &TopicPartition, unique: u128) -> String {
    let suffix = format!("-{}.{unique:032x}-delete", topic_partition.partition);
    let topic = &topic_partition.topic[..topic_partition.topic.len().min(255 - suffix.len())];
    format!("{topic}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_kafkas() {
        let name = FileName::live(Offset(6083), FileKind::TimeIndex);
        assert_eq!(name.path(Path::new("d")), Path::new("d/00000000000000006083.timeindex"));
        for text in [
            "00000000000000000000.log",
            "00000000000000000042.txnindex",
            "00000000000000000007.snapshot.deleted",
        ] {
            let parsed = FileName::parse(text).expect("a name of Kafka");
            assert_eq!(parsed.path(Path::new("")), Path::new(text));
        }
        for text in [
            "leader-epoch-checkpoint",
            "0.log",
            "00000000000000000000.log.tmp",
            "99999999999999999999.log",
            ".log",
        ] {
            assert_eq!(FileName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn snapshots_of_the_metadata_log_are_not_ours() {
        assert_eq!(FileName::parse("00000000000000000000-0000000000.checkpoint"), None);
    }

    #[test]
    fn folder_names() {
        let partition = |topic, partition| Some(FolderName::Partition(TopicPartition::new(topic, partition)));
        assert_eq!(FolderName::parse("orders-0"), partition("orders", 0));
        assert_eq!(FolderName::parse("a-b-12"), partition("a-b", 12));
        assert_eq!(
            FolderName::parse("orders-0.0123456789abcdef0123456789abcdef-delete"),
            Some(FolderName::DeletedPartition)
        );
        assert_eq!(FolderName::parse("orders-0.abc-future"), Some(FolderName::Foreign));
        for text in ["orders", "orders-", "-1", "orders-x", "orders-99999999999", "ord ers-1"] {
            assert_eq!(FolderName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn deleted_folder_fits_a_file_name() {
        let name = deleted_folder_name(&TopicPartition::new("t".repeat(249).as_str(), 123), u128::MAX);
        assert_eq!(name.len(), 255);
        assert_eq!(FolderName::parse(&name), Some(FolderName::DeletedPartition));
    }
}
