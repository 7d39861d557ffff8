//! Offsets by timestamp (ListOffsets) and by leader epoch.

use ::io::FileSystem;

use super::{Log, Now};
use crate::error::{Error, StorageContext};
use crate::scan::BatchAt;
use crate::validation;
use crate::{LeaderEpoch, Offset};

/// Which offset is wanted.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum TimestampQuery {
    /// The first record at or after a time, Unix milliseconds.
    AtOrAfter(i64),
    /// The first record that has the largest timestamp of the log.
    Max,
}

/// A record, by what ListOffsets tells of it.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct TimestampedOffset {
    /// Its timestamp, Unix milliseconds.
    pub timestamp: i64,
    /// Its offset.
    pub offset: Offset,
    /// The epoch of its batch.
    pub leader_epoch: Option<LeaderEpoch>,
}

impl Log {
    /// The record that a timestamp leads to, among those that are written; `None` when there is none.
    pub(crate) fn offset_for_timestamp(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        query: TimestampQuery,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<TimestampedOffset>, Error> {
        self.require_readable(self.log_start_offset)?;
        let max_of = |segment: &crate::segment::Segment| segment.max_timestamp().map(|max| max.timestamp);
        let (index, timestamp) = match query {
            TimestampQuery::AtOrAfter(timestamp) => {
                let reaches = |segment| max_of(segment).is_some_and(|max| max >= timestamp);
                let Some(index) = self.segments.iter().position(reaches) else { return Ok(None) };
                (index, timestamp)
            }
            TimestampQuery::Max => {
                let Some(max) = self.segments.iter().filter_map(max_of).max() else { return Ok(None) };
                let has_it = |segment| max_of(segment) == Some(max);
                let index = self.segments.iter().position(has_it).expect("some segment has the maximum");
                (index, max)
            }
        };
        self.search_timestamp(fs, now, index, timestamp, scratch)
    }

    fn search_timestamp(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        first_index: usize,
        timestamp: i64,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<TimestampedOffset>, Error> {
        for index in first_index..self.segments.len() {
            let segment = &mut self.segments[index];
            if segment.max_timestamp().is_none_or(|max| max.timestamp < timestamp) {
                continue;
            }
            // Every batch before the entry's is older than the entry, and the entry is not after `timestamp`.
            let entry = segment.floor_time_entry(fs, &self.folder, timestamp)?;
            let mut from =
                entry.map_or(segment.base_offset(), |entry| entry.offset).max(self.log_start_offset);
            while let Some(found) = self.find_batch(fs, now, index, from, scratch)? {
                if found.batch.next_offset() > self.written_end_offset() {
                    return Ok(None);
                }
                if found.batch.max_timestamp >= timestamp {
                    let record = self.search_batch(fs, now, index, &found, timestamp)?;
                    if record.is_some() {
                        return Ok(record);
                    }
                }
                from = found.batch.next_offset();
            }
        }
        Ok(None)
    }

    /// The first record of a batch at or after `timestamp` and the log's start.
    fn search_batch(
        &mut self,
        fs: &mut impl FileSystem,
        now: Now,
        index: usize,
        found: &BatchAt,
        timestamp: i64,
    ) -> Result<Option<TimestampedOffset>, Error> {
        let file = self.segments[index].file(fs, &self.folder, now.monotone)?;
        // The size is that of a batch whose bytes were found to lie within the file.
        let mut bytes = vec![0; found.batch.size as usize];
        let read = fs.read_at(&file, found.position.as_u64(), &mut bytes).context("reading", file.path())?;
        bytes.truncate(read);
        let record = validation::first_record_at_or_after(
            &bytes,
            timestamp,
            self.log_start_offset,
            self.config.decompressed_bytes_max,
        );
        let leader_epoch = Some(found.batch.leader_epoch).filter(|epoch| *epoch >= LeaderEpoch(0));
        Ok(record?.map(|(timestamp, offset)| TimestampedOffset { timestamp, offset, leader_epoch }))
    }

    /// The end of an epoch, as OffsetForLeaderEpoch answers it (KIP-101, KIP-279); `None` for one that is not known.
    pub fn epoch_end_offset(&self, epoch: LeaderEpoch) -> Option<(LeaderEpoch, Offset)> {
        self.epochs.end_offset_for(epoch, self.log_end_offset)
    }
}
