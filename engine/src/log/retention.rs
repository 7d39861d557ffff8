//! What goes: by age, by size, by request.

use ::io::FileSystem;

use super::{Availability, Log, Now};
use crate::Offset;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName, FileState};
use crate::segment::Segment;

/// A deleted segment's file, to be removed after `file.delete.delay.ms`.
pub(crate) type DeletedFile = std::path::PathBuf;

impl Log {
    /// How many of the oldest segments retention wants to go, all below the high watermark.
    ///
    /// A timestamp ahead of the clock counts as the time of the segment's last append, or one wrong producer clock would
    /// keep a log forever.
    pub(crate) fn expired_segments(&self, now: Now) -> usize {
        if self.availability != Availability::Online {
            return 0;
        }
        let below_start = self.count_oldest(|_, end| end <= self.log_start_offset);
        if !self.config.cleanup_delete {
            return below_start;
        }
        below_start.max(self.count_too_old(now)).max(self.count_too_many())
    }

    fn count_too_old(&self, now: Now) -> usize {
        let Some(retention_ms) = self.config.retention_ms else { return 0 };
        self.count_oldest(|segment, _| {
            let newest = match segment.max_timestamp() {
                Some(max) if max.timestamp <= now.wall_ms => max.timestamp,
                _ => segment.last_append_ms(),
            };
            now.wall_ms.saturating_sub(newest) > retention_ms
        })
    }

    fn count_too_many(&self) -> usize {
        let Some(retention_bytes) = self.config.retention_bytes else { return 0 };
        let mut surplus = self.size_bytes.saturating_sub(retention_bytes);
        let mut count = 0;
        for (index, segment) in self.segments.iter().enumerate() {
            let size = segment.size().as_u64();
            let is_active = index + 1 == self.segments.len();
            // As Kafka: a segment goes only if what is left still has retention.bytes.
            if is_active || size > surplus || self.segment_end(index) > self.high_watermark {
                break;
            }
            surplus -= size;
            count += 1;
        }
        count
    }

    fn count_oldest(&self, goes: impl Fn(&Segment, Offset) -> bool) -> usize {
        let indexed = self.segments.iter().enumerate();
        indexed
            .take_while(|(index, segment)| {
                let end = self.segment_end(*index);
                let is_empty_active = index + 1 == self.segments.len() && segment.size().0 == 0;
                !is_empty_active && end <= self.high_watermark && goes(segment, end)
            })
            .count()
    }

    /// Takes the `count` oldest segments out of the log and renames their files. When the active one is among them a new
    /// one has to be rolled first. Answers the files to remove later.
    ///
    /// Each removal is made durable before the next: a power cut that undoes an older one and keeps a newer one would leave a
    /// log with a hole. A failure (a full disk) leaves the log with exactly the segments that still have their names.
    pub(crate) fn remove_oldest(
        &mut self,
        fs: &mut impl FileSystem,
        count: usize,
        deleted: &mut Vec<DeletedFile>,
    ) -> Result<(), Error> {
        assert!(count < self.segments.len(), "the active segment stays");
        self.move_log_start(self.segments[count].base_offset());
        self.is_touched = true;
        for _ in 0..count {
            let base_offset = self.segments[0].base_offset();
            rename_deleted(fs, &self.folder, base_offset, deleted)?;
            let segment = self.segments.remove(0);
            self.size_bytes -= segment.size().as_u64();
            self.transaction_indexes.remove(&base_offset);
            self.snapshots.remove(&base_offset);
            fs.sync_directory(&self.folder).context("syncing", &self.folder)?;
        }
        Ok(())
    }

    /// Moves the log's start up, for retention and DeleteRecords. What lies below is not served from now on, and goes with
    /// its segment.
    pub(crate) fn move_log_start(&mut self, offset: Offset) {
        debug_assert!(offset <= self.log_end_offset);
        if offset > self.log_start_offset {
            self.log_start_offset = offset;
            self.epochs.truncate_from_start(offset);
        }
    }
}

/// Gives the files of a segment their `.deleted` names. The `.log` goes first: a crash in between leaves orphan indexes,
/// which the next start removes, never a segment without its indexes.
pub(super) fn rename_deleted(
    fs: &mut impl FileSystem,
    folder: &std::path::Path,
    base_offset: Offset,
    deleted: &mut Vec<DeletedFile>,
) -> Result<(), Error> {
    let beside =
        [FileKind::OffsetIndex, FileKind::TimeIndex, FileKind::TransactionIndex, FileKind::ProducerSnapshot];
    let mut rename = |kind: FileKind| {
        let name = FileName::live(base_offset, kind);
        let (from, to) = (name.path(folder), name.in_state(FileState::Deleted).path(folder));
        fs.rename(&from, &to).context("renaming", &from)?;
        deleted.push(to);
        Ok::<_, Error>(())
    };
    rename(FileKind::Log)?;
    // The segment is gone now. What is left of it, or never was, matters to nobody.
    beside.into_iter().for_each(|kind| drop(rename(kind)));
    Ok(())
}
