//! Beginning a new segment, and completing the active one.

use ::io::FileSystem;

use super::{Log, Now};
use crate::Offset;
use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName};
use crate::segment::Segment;

impl Log {
    /// Ends the active segment at the log's end and begins a new one. A full disk leaves everything as it was.
    pub(crate) fn roll(&mut self, fs: &mut impl FileSystem, now: Now, jitter_ms: i64) -> Result<(), Error> {
        let end = self.log_end_offset;
        self.is_touched = true;
        self.seal_active(fs)?;
        self.write_snapshot(fs)?;
        let segment = Segment::create(fs, &self.folder, end, now.wall_ms, jitter_ms)?;
        self.segments.push(segment);
        let segment = self.segments.last_mut().expect("just pushed");
        self.active_file = segment.file(fs, &self.folder, now.monotone)?;
        self.durability.on_rolled(end, self.active_file.clone(), self.folder.clone());
        self.space.roll();
        self.recent.clear();
        Ok(())
    }

    /// Completes the indexes of the active segment, which may go on growing. Answers whether a file has changed.
    pub(crate) fn seal_active(&mut self, fs: &mut impl FileSystem) -> Result<bool, Error> {
        let active = self.segments.last_mut().expect("a log has an active segment");
        active.seal(fs, &self.folder)
    }

    /// Writes the producers' state at the log's end. The file has a checksum and an older one may take its place, so
    /// it is not synced.
    pub(crate) fn write_snapshot(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        let end = self.log_end_offset;
        if self.snapshots.last().is_some_and(|last| *last >= end) || end == Offset::ZERO {
            return Ok(());
        }
        self.producers.write_snapshot(fs, &self.folder, end)?;
        self.is_touched = true;
        self.snapshots.insert(end);
        self.remove_stray_snapshots(fs)
    }

    /// Keeps the snapshots at segments' beginnings, where a recovery can begin, and the newest.
    fn remove_stray_snapshots(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        let newest = self.snapshots.last().copied();
        let is_base =
            |offset: Offset| self.segments.binary_search_by_key(&offset, Segment::base_offset).is_ok();
        let stray: Vec<Offset> = self
            .snapshots
            .iter()
            .copied()
            .filter(|offset| Some(*offset) != newest && !is_base(*offset))
            .collect();
        for offset in stray {
            let path = FileName::live(offset, FileKind::ProducerSnapshot).path(&self.folder);
            fs.remove_file(&path).context("removing", &path)?;
            self.snapshots.remove(&offset);
        }
        Ok(())
    }

    /// Leaves the folder as a clean stop should: indexes complete, producers' state at the end, epochs written, no
    /// reserved space behind any file. Everything must be durable already.
    pub(crate) fn complete_files(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        self.complete_content(fs)?;
        self.write_epochs(fs)?;
        fs.sync_directory(&self.folder).context("syncing", &self.folder)?;
        if self.durability.has_unsynced_names() {
            // A log that was made and never written to.
            fs.sync_directory(&self.directory).context("syncing", &*self.directory)?;
        }
        Ok(())
    }

    /// The part of [`Log::complete_files`] that needs no sync but the folder's at the end.
    pub(crate) fn complete_content(&mut self, fs: &mut impl FileSystem) -> Result<(), Error> {
        // Space first: on a full disk the rest has to fit where the log had reserved some.
        fs.trim(&self.active_file).context("trimming", self.active_file.path())?;
        for segment in self.segments.iter_mut().filter(|segment| segment.is_unsealed()) {
            self.is_touched |= segment.seal(fs, &self.folder)?;
        }
        self.is_touched |= self.seal_active(fs)?;
        self.write_snapshot(fs)
    }
}
