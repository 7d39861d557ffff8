//! Which part of a log may be cleaned, whether that is worth it, and which segments become one.

use ::io::FileSystem;

use crate::Offset;
use crate::error::Error;
use crate::log::{Availability, Log};
use crate::planted::{self, Bug};
use crate::segment::Segment;

/// What cleaning a log would look at.
///
/// ```text
///  log start            first dirty                     end          last stable offset
///      ├── clean segments ──┼──── dirty segments ────────┼─── too young, open, active ───
/// ```
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) first_dirty: Offset,
    /// Index of the first segment that stays as it is, and its base offset.
    pub(super) end_index: usize,
    pub(super) end: Offset,
    /// Share of what may be cleaned that is dirty.
    pub(super) dirty_ratio: f64,
    /// A record has waited as long as it may.
    is_overdue: bool,
}

/// Where a log's records are decided and safe: what lies behind may still be taken back, and a record that supersedes others
/// must not be. With `ringlog.durability=replicated` records are visible before they are durable, and so are markers: of a
/// transaction at 10 whose marker at 50 is not durable, 10 is as far as a power cut may take the last stable offset back.
fn stable_end(log: &Log) -> Offset {
    if planted::bug(Bug::CompactionPastLastStableOffset) {
        return log.log_end_offset();
    }
    let durable = log.durable_end_offset();
    let undecided = log.producers.first_undurable_offset(durable).unwrap_or(Offset::MAX);
    log.last_stable_offset().min(durable).min(undecided)
}

impl Plan {
    /// Looks at a log; none when there is nothing that may be cleaned. `checkpoint` is where the last cleaning ended, and
    /// segments that reach beyond `limit` stay as they are.
    pub(super) fn of(
        fs: &mut impl FileSystem,
        log: &mut Log,
        checkpoint: Option<Offset>,
        limit: Offset,
        now_ms: i64,
    ) -> Result<Option<Plan>, Error> {
        if log.availability != Availability::Online || !log.config.cleanup_compact {
            return Ok(None);
        }
        let start = log.log_start_offset;
        // A checkpoint outside of the log is of another history: everything counts as dirty.
        let first_dirty = checkpoint
            .filter(|checkpoint| (start..=log.log_end_offset).contains(checkpoint))
            .unwrap_or(start);
        let first_index = log.segment_of(first_dirty);
        let end_index = end_index(log, first_index, limit, now_ms);
        let bytes = |segments: &[Segment]| segments.iter().map(|one| one.size().as_u64()).sum::<u64>();
        let dirty = bytes(&log.segments[first_index.min(end_index)..end_index]);
        if dirty == 0 {
            return Ok(None);
        }
        let all = bytes(&log.segments[..end_index]);
        Ok(Some(Plan {
            first_dirty,
            end_index,
            end: log.segments[end_index].base_offset(),
            dirty_ratio: dirty as f64 / all as f64,
            is_overdue: is_overdue(fs, log, first_index..end_index, now_ms)?,
        }))
    }

    /// Whether it is time to do it.
    pub(super) fn is_due(&self, min_dirty_ratio: f64) -> bool {
        self.is_overdue || self.dirty_ratio > min_dirty_ratio
    }
}

/// The first segment that may not be cleaned.
fn end_index(log: &Log, first_dirty: usize, limit: Offset, now_ms: i64) -> usize {
    let stable_end = stable_end(log).min(limit);
    let active = log.segments.len() - 1;
    let youngest_ms = now_ms.saturating_sub(log.config.min_compaction_lag_ms.max(0));
    let stays = |index: usize| {
        let is_young = log.config.min_compaction_lag_ms > 0
            && index >= first_dirty
            && newest_ms(&log.segments[index]) > youngest_ms;
        log.segment_end(index) > stable_end || is_young
    };
    (0..active).find(|index| stays(*index)).unwrap_or(active)
}

fn newest_ms(segment: &Segment) -> i64 {
    segment.max_timestamp().map_or(segment.last_append_ms(), |max| max.timestamp)
}

fn is_overdue(
    fs: &mut impl FileSystem,
    log: &mut Log,
    dirty: std::ops::Range<usize>,
    now_ms: i64,
) -> Result<bool, Error> {
    if log.config.max_compaction_lag_ms == i64::MAX {
        return Ok(false);
    }
    let oldest_ms = now_ms.saturating_sub(log.config.max_compaction_lag_ms);
    for segment in &mut log.segments[dirty] {
        if segment.first_timestamp().is_none() && segment.size().0 > 0 {
            crate::loader::note_first_timestamp(fs, &log.folder, segment, &mut Vec::new())?;
        }
        if segment.first_timestamp().is_some_and(|first| first > 0 && first < oldest_ms) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many segments from `first` on, all before `end_index`, become one: as many as would fit one together, were nothing
/// removed.
pub(super) fn group_len(log: &Log, first: usize, end_index: usize) -> usize {
    let base_offset = log.segments[first].base_offset();
    let (mut bytes, mut index_bytes) = (0u64, 0u64);
    let fits = |index: &usize| {
        let segment = &log.segments[*index];
        bytes += segment.size().as_u64();
        index_bytes += u64::from(segment.index_bytes());
        *index == first
            || bytes <= u64::from(log.config.segment_bytes_max)
                && index_bytes <= u64::from(log.config.segment_index_bytes_max)
                && log.segment_end(*index).relative_to(base_offset).is_some()
    };
    (first..end_index).take_while(fits).count()
}
