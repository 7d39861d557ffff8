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

#[cfg(test)]
mod tests {
    use ::io::OpenOptions;
    use ::io::sim::{NodeOptions, SimWorld};

    use super::*;

    const SEGMENT: u64 = 1 << 30;

    fn with_disk(disk_bytes: u64, check: impl FnOnce(&mut ::io::sim::SimIo, &File, &mut Reservation)) {
        let world = SimWorld::new(1);
        let node = world.add_node(NodeOptions { disk_bytes, ..NodeOptions::default() });
        let mut io = world.io(node);
        let file = io.open("/segment".as_ref(), OpenOptions::segment()).expect("created");
        check(&mut io, &file, &mut Reservation::new(0));
    }

    #[test]
    fn steps_double_up_to_a_limit() {
        with_disk(1 << 40, |io, file, space| {
            let mut ends = Vec::new();
            for _ in 0..10 {
                let needed = space.end + 1;
                space.ensure(io, file, needed, SEGMENT, false).expect("there is space");
                ends.push(space.end >> 10);
            }
            assert_eq!(ends, [64, 192, 448, 960, 1984, 4032, 8128, 16320, 32704, 49088]);
            assert_eq!(io.file_len(file).expect("a length"), 0, "the size is the log's end");
        });
    }

    #[test]
    fn never_further_than_the_segment() {
        with_disk(1 << 40, |io, file, space| {
            space.ensure(io, file, 10, 100_000, false).expect("there is space");
            space.ensure(io, file, 70_000, 100_000, false).expect("there is space");
            assert_eq!(space.end, 100_000);
            let mut whole = Reservation::new(0);
            whole.ensure(io, file, 10, 500_000, true).expect("there is space");
            assert_eq!(whole.end, 500_000);
        });
    }

    #[test]
    fn a_batch_that_fits_is_not_refused_for_the_step() {
        with_disk(100_000, |io, file, space| {
            space.ensure(io, file, 60_000, SEGMENT, false).expect("the first step fits");
            space.ensure(io, file, 90_000, SEGMENT, false).expect("the next does not, the batch does");
            assert_eq!(space.end, 90_000);
            let error = space.ensure(io, file, 200_000, SEGMENT, false).expect_err("the disk is full");
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert_eq!(space.end, 90_000, "nothing changed");
        });
    }
}
