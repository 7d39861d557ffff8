//! What a cleaning did, for the operator's log and for measurements.

use std::fmt;
use std::time::Duration;

use super::filter::Filtered;
use super::offset_map::OffsetMap;
use crate::Offset;
use crate::log::Log;

/// What a cleaning did. [`fmt::Display`] makes one line of it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CleanerReport {
    /// The first offset that no cleaning had looked at before.
    pub first_dirty_offset: i64,
    /// The log is clean below.
    pub end_offset: i64,
    /// Bytes of batches that were read; dirty ones twice.
    pub bytes_read: u64,
    /// Bytes of batches that were written.
    pub bytes_written: u64,
    /// Bytes of the log before and after.
    pub bytes_before: u64,
    /// See there.
    pub bytes_after: u64,
    /// Segments before and after, the active one included.
    pub segments_before: usize,
    /// See there.
    pub segments_after: usize,
    /// Records of the cleaned segments.
    pub records_read: u64,
    /// Those that stayed.
    pub records_kept: u64,
    /// Keys in the map.
    pub keys: usize,
    /// Memory of the map.
    pub map_bytes: u64,
    /// The map was full: the rest is cleaned the next time.
    pub is_map_full: bool,
    /// From the first beat to the last, waiting included.
    pub elapsed: Duration,
}

impl CleanerReport {
    pub(super) fn new(first_dirty: Offset, log: &Log) -> Self {
        CleanerReport {
            first_dirty_offset: first_dirty.0,
            bytes_before: log.size_bytes(),
            segments_before: log.segment_count(),
            ..CleanerReport::default()
        }
    }

    pub(super) fn note(&mut self, filtered: &Filtered) {
        self.records_read += filtered.records_read;
        self.records_kept += filtered.records_kept;
    }

    pub(super) fn finish(&mut self, log: &Log, map: &OffsetMap, end: Offset) {
        self.end_offset = end.0;
        self.bytes_after = log.size_bytes();
        self.segments_after = log.segment_count();
        self.keys = map.len();
        self.map_bytes = map.bytes();
    }
}

impl fmt::Display for CleanerReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        write!(
            f,
            "compacted up to {} (dirty from {}): read {:.1} MB, wrote {:.1} MB in {:.3} s; {} of {} records kept, \
             {} keys in {:.1} MB; {} segments of {:.1} MB became {} of {:.1} MB",
            self.end_offset,
            self.first_dirty_offset,
            megabytes(self.bytes_read),
            megabytes(self.bytes_written),
            self.elapsed.as_secs_f64(),
            self.records_kept,
            self.records_read,
            self.keys,
            megabytes(self.map_bytes),
            self.segments_before,
            megabytes(self.bytes_before),
            self.segments_after,
            megabytes(self.bytes_after),
        )?;
        if self.is_map_full { write!(f, "; the map was full, the rest follows") } else { Ok(()) }
    }
}
