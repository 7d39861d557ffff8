//! Cutting a log back, for a follower whose leader has another history, and making indexes anew.

use ::io::{FileSystem, Io};

use super::{Log, Now};
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName};
use crate::loader::{LogLoader, OpenLog, cut_segment};
use crate::{Offset, Position};

impl Log {
    /// Makes the log end at `offset`, or at the beginning of the batch that holds it. Reads under way go on in the old
    /// files. Answers the files to remove later. Everything that stays is durable afterwards.
    pub(crate) fn truncate_to<I: Io>(
        &mut self,
        io: &mut I,
        now: Now,
        offset: Offset,
        scratch: &mut Vec<u8>,
    ) -> Result<Vec<std::path::PathBuf>, Error> {
        self.require_writable()?;
        assert!(self.is_settled(), "{} is cut with writes or syncs under way", self.topic_partition);
        if offset >= self.log_end_offset {
            return Ok(Vec::new());
        }
        let index = self.segment_of(offset);
        let cut_at = self.find_batch(io, now, index, offset, scratch)?.map(|found| found.position);
        let deleted = self.rename_segments_from(io, index + 1)?;
        let cut_at = cut_at.unwrap_or(self.segments[index].size());
        let base_offset = self.segments[index].base_offset();
        cut_segment(io, &self.folder, base_offset, cut_at)?;
        self.segments[index].close_files();
        self.epochs.truncate_from_end(offset);
        self.epochs.mark_dirty();
        self.write_epochs(io)?;
        self.reload(io, base_offset)?;
        Ok(deleted)
    }

    fn rename_segments_from(
        &mut self,
        fs: &mut impl FileSystem,
        first: usize,
    ) -> Result<Vec<std::path::PathBuf>, Error> {
        let mut deleted = Vec::new();
        // The newest first, each durable before the next: a crash in between leaves a log without a hole.
        while self.segments.len() > first {
            let newest = self.segments.last().expect("there are more than the first").base_offset();
            super::retention::rename_deleted(fs, &self.folder, newest, &mut deleted)?;
            fs.sync_directory(&self.folder).context("syncing", &self.folder)?;
            self.segments.pop();
        }
        Ok(deleted)
    }

    /// Opens the folder again as after a crash: the last segment is read whole, and everything in memory made anew from it.
    fn reload<I: Io>(&mut self, io: &mut I, recovery_point: Offset) -> Result<(), Error> {
        let mut loader = LogLoader::new(OpenLog {
            directory: self.directory.clone(),
            topic_partition: self.topic_partition.clone(),
            topic_id: self.topic_id,
            config: self.config.clone(),
            recovery_point,
            log_start_offset: self.log_start_offset.min(recovery_point),
            clean_shutdown: false,
        });
        let loaded = loop {
            if let Some(loaded) = loader.step(io, u64::MAX)? {
                break loaded;
            }
        };
        let high_watermark = self.high_watermark.min(loaded.log.log_end_offset);
        *self = *loaded.log;
        self.set_high_watermark(high_watermark);
        Ok(())
    }

    /// Makes the indexes of a segment anew after they were found to lie.
    pub(crate) fn rebuild_indexes(
        &mut self,
        fs: &mut impl FileSystem,
        _now: Now,
        index: usize,
    ) -> Result<(), Error> {
        let segment = &mut self.segments[index];
        let path = FileName::live(segment.base_offset(), FileKind::OffsetIndex).path(&self.folder);
        tracing::warn!(path = %path.display(), "an index does not fit its log and is made anew");
        if segment.size() == Position::ZERO {
            return Ok(());
        }
        self.is_touched = true;
        let written = self.queue.bytes_of(segment.base_offset());
        debug_assert_eq!(written, 0, "the index of what was appended since the start is right");
        segment.rebuild_indexes(fs, &self.folder, &self.config, &mut Vec::new())?;
        if index + 1 < self.segments.len() {
            self.segments[index].seal_if_space(fs, &self.folder)?;
        }
        Ok(())
    }
}
