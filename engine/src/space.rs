//! Space reserved ahead of a log's writes, so that a full disk is noticed before anything is written.
//!
//! Reserving (`fallocate` with KEEP_SIZE) also makes appends faster than those to a growing file. It goes in steps: a
//! thousand idle partitions reserve nothing, a busy one soon takes 16 MiB at a time.

use std::io;

use ::io::{File, FileSystem};

const STEP_BYTES_MIN: u64 = 64 << 10;
const STEP_BYTES_MAX: u64 = 16 << 20;

/// How far the active segment's file is reserved.
#[derive(Debug)]
pub struct Reservation {
    end: u64,
    step: u64,
}

impl Reservation {
    /// Nothing is reserved beyond `end`, the file's size.
    pub fn new(end: u64) -> Self {
        Reservation { end, step: STEP_BYTES_MIN }
    }

    /// A new segment's: the step goes on where the old segment's was.
    pub fn roll(&mut self) {
        self.end = 0;
    }

    /// Makes sure that the file can grow to `needed` bytes. `StorageFull` when it cannot; nothing was written then, and
    /// asking again later may succeed. Reserves no further than `segment_end`, where the segment will have rolled; with
    /// `whole` all of it at once (`preallocate=true`).
    pub fn ensure(
        &mut self,
        fs: &mut impl FileSystem,
        file: &File,
        needed: u64,
        segment_end: u64,
        whole: bool,
    ) -> io::Result<()> {
        if needed <= self.end {
            return Ok(());
        }
        let step_end = if whole { segment_end } else { (self.end + self.step).min(segment_end) };
        let wanted = step_end.max(needed);
        match fs.allocate(file, self.end, wanted - self.end) {
            Ok(()) => self.on_reserved(wanted),
            // The step may not fit where the batch does.
            Err(error) if error.kind() == io::ErrorKind::StorageFull && wanted > needed => {
                fs.allocate(file, self.end, needed - self.end)?;
                self.on_reserved(needed);
                self.step = STEP_BYTES_MIN;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn on_reserved(&mut self, end: u64) {
        self.end = end;
        self.step = (self.step * 2).min(STEP_BYTES_MAX);
    }
}
