//! What was assigned to a log and is not written yet.
//!
//! All batches of one turn become one vectored write. At most one write is in flight per log: a later one that lands first
//! would leave a hole. A short write goes on behind what it wrote.

use std::collections::VecDeque;

use ::io::{Buffer, File, Pool, SharedBuffer};

use crate::Offset;
use crate::batch::HEADER_LEN;
use crate::planted::{self, Bug};

/// Batches that follow one another in one segment's file.
#[derive(Debug)]
struct Run {
    /// Base offset of the segment.
    segment: Offset,
    file: File,
    position: u64,
    /// Bytes that are not written yet.
    bytes: u64,
    /// Bytes of all its batches.
    bytes_total: u64,
    /// Log end offset once it is written.
    end: Offset,
    /// Headers and bodies in turn; headers only once the run is sealed.
    slices: Vec<SharedBuffer>,
    /// Patched headers of the bodies in `slices` of a run that still takes batches.
    headers: Option<Buffer>,
    is_submitted: bool,
}

/// Where a batch goes.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Place<'a> {
    /// Base offset of the segment.
    pub(crate) segment: Offset,
    pub(crate) file: &'a File,
    pub(crate) position: u64,
}

/// A write to be submitted.
#[derive(Debug)]
pub(crate) struct WriteStep {
    pub(crate) file: File,
    pub(crate) position: u64,
    pub(crate) slices: Vec<SharedBuffer>,
    /// Base offset of the segment.
    pub(crate) segment: Offset,
    /// Log end offset once the run is written.
    pub(crate) end: Offset,
    /// The run was submitted before, and this is the rest of it or all of it again.
    pub(crate) is_again: bool,
}

/// A run that is in the kernel's hands, whole.
#[derive(Debug)]
pub(crate) struct WrittenRun {
    pub(crate) segment: Offset,
    pub(crate) file: File,
    pub(crate) end: Offset,
    pub(crate) bytes: u64,
}

/// How a write that completed left the queue.
#[derive(Debug)]
pub(crate) enum WriteProgress {
    /// The run is whole.
    Run(WrittenRun),
    /// It was short: the next step goes on with it.
    Short,
    /// Nothing at all was written, which no file system does without a reason.
    Stuck,
}

/// The queue of one log.
#[derive(Debug, Default)]
pub(crate) struct AppendQueue {
    runs: VecDeque<Run>,
    in_flight: bool,
    spare: Vec<Vec<SharedBuffer>>,
}

/// Emptied vectors that are kept for re-use: one for the write in flight, one for its clones, one being filled.
const SPARE_MAX: usize = 3;
/// Room for the headers of a usual turn; the buffer grows when there are more.
const HEADERS_LEN: usize = 16 * HEADER_LEN;

impl AppendQueue {
    /// Whether everything is written.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Whether a write can be submitted.
    pub(crate) fn is_ready(&self) -> bool {
        !self.in_flight && !self.runs.is_empty()
    }

    /// Bytes of the segment of that base offset which wait or are in flight.
    pub(crate) fn bytes_of(&self, segment: Offset) -> u64 {
        self.runs.iter().filter(|run| run.segment == segment).map(|run| run.bytes_total).sum()
    }

    /// Queues a batch: its patched header, which is copied, and its body, which is not.
    pub(crate) fn push(
        &mut self,
        pool: &Pool,
        place: Place<'_>,
        header: &[u8; HEADER_LEN],
        body: SharedBuffer,
        end: Offset,
    ) {
        let Place { segment, file, position } = place;
        let continues = self.runs.back().is_some_and(|run| run.headers.is_some() && run.segment == segment);
        if !continues {
            self.seal_last();
            self.runs.push_back(Run {
                segment,
                file: file.clone(),
                position,
                bytes: 0,
                bytes_total: 0,
                end,
                slices: self.spare.pop().unwrap_or_default(),
                headers: Some(pool.take(HEADERS_LEN)),
                is_submitted: false,
            });
        }
        let run = self.runs.back_mut().expect("a run takes the batch");
        run.headers.as_mut().expect("an open run has headers").extend_from_slice(header);
        run.bytes += (HEADER_LEN + body.len()) as u64;
        run.bytes_total = run.bytes;
        run.end = end;
        // The place of the header: it is filled in when the buffer of all headers is complete.
        run.slices.push(SharedBuffer::default());
        run.slices.push(body);
    }

    /// The next write, if none is in flight.
    pub(crate) fn next_step(&mut self) -> Option<WriteStep> {
        if !self.is_ready() {
            return None;
        }
        let mut slices = self.spare.pop().unwrap_or_default();
        let run = self.runs.front_mut()?;
        run.seal();
        slices.extend(run.slices.iter().cloned());
        self.in_flight = true;
        let is_again = std::mem::replace(&mut run.is_submitted, true);
        let Run { segment, end, position, .. } = *run;
        Some(WriteStep { file: run.file.clone(), position, slices, segment, end, is_again })
    }

    /// The write in flight wrote `written` bytes; `slices` is its vector, emptied.
    pub(crate) fn on_written(&mut self, written: u64, slices: Vec<SharedBuffer>) -> WriteProgress {
        self.in_flight = false;
        self.keep(slices);
        let run = self.runs.front_mut().expect("the write in flight is of the first run");
        assert!(written <= run.bytes, "{written} bytes were written of {}", run.bytes);
        if written < run.bytes && !planted::bug(Bug::ShortWriteTakenAsFull) {
            run.advance(written);
            return if written == 0 { WriteProgress::Stuck } else { WriteProgress::Short };
        }
        let mut run = self.runs.pop_front().expect("the first run was just looked at");
        run.slices.clear();
        self.keep(run.slices);
        WriteProgress::Run(WrittenRun {
            segment: run.segment,
            file: run.file,
            end: run.end,
            bytes: run.bytes_total,
        })
    }

    /// The write in flight failed and wrote nothing that counts; the run stays the next one.
    pub(crate) fn on_failed(&mut self, slices: Vec<SharedBuffer>) {
        self.in_flight = false;
        self.keep(slices);
    }

    fn seal_last(&mut self) {
        if let Some(last) = self.runs.back_mut() {
            last.seal();
        }
    }

    fn keep(&mut self, mut slices: Vec<SharedBuffer>) {
        slices.clear();
        if self.spare.len() < SPARE_MAX {
            self.spare.push(slices);
        }
    }
}

impl Run {
    /// Freezes the headers and puts each in its place before its body.
    fn seal(&mut self) {
        let Some(headers) = self.headers.take() else { return };
        let headers = headers.freeze();
        for (number, place) in self.slices.iter_mut().step_by(2).enumerate() {
            *place = headers.slice(number * HEADER_LEN..(number + 1) * HEADER_LEN);
        }
    }

    /// Drops what a short write has written.
    fn advance(&mut self, written: u64) {
        self.position += written;
        self.bytes -= written;
        let mut left = written as usize;
        let whole = self.slices.iter().take_while(|slice| {
            let is_whole = slice.len() <= left;
            left -= if is_whole { slice.len() } else { 0 };
            is_whole
        });
        let whole = whole.count();
        self.slices.drain(..whole);
        if left > 0 {
            let first = &mut self.slices[0];
            *first = first.slice(left..first.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use ::io::sim::{NodeOptions, SimIo, SimWorld};
    use ::io::{FileSystem, OpenOptions, PoolOptions};

    use super::*;

    struct Fixture {
        io: SimIo,
        pool: Pool,
        queue: AppendQueue,
        written: Vec<u8>,
    }

    impl Fixture {
        fn new() -> Self {
            let world = SimWorld::new(1);
            let node = world.add_node(NodeOptions::default());
            let io = world.io(node);
            Fixture {
                io,
                pool: Pool::new(PoolOptions::default()),
                queue: AppendQueue::default(),
                written: Vec::new(),
            }
        }

        fn file(&mut self, name: &str) -> File {
            self.io.open(name.as_ref(), OpenOptions::segment()).expect("created")
        }

        fn push(&mut self, segment: i64, file: &File, position: u64, tag: u8, end: i64) {
            let place = Place { segment: Offset(segment), file, position };
            let body = SharedBuffer::copy_from(&[tag; 39]);
            self.queue.push(&self.pool, place, &[tag; HEADER_LEN], body, Offset(end));
        }

        /// Writes at most `bytes` of the next step.
        fn write(&mut self, bytes: usize) -> WriteProgress {
            let step = self.queue.next_step().expect("something to write");
            assert!(self.queue.next_step().is_none(), "one write at a time");
            let mut all: Vec<u8> = step.slices.iter().flat_map(|slice| slice.iter().copied()).collect();
            all.truncate(bytes);
            assert_eq!(step.position as usize % 1000, self.written.len() % 1000);
            self.written.extend(&all);
            self.queue.on_written(all.len() as u64, step.slices)
        }
    }

    #[test]
    fn a_turn_is_one_write_of_headers_and_bodies() {
        let mut fixture = Fixture::new();
        let file = fixture.file("/a");
        (0..3).for_each(|tag| fixture.push(0, &file, 100 * u64::from(tag), tag, i64::from(tag) + 1));
        let WriteProgress::Run(run) = fixture.write(usize::MAX) else { panic!("all was written") };
        assert_eq!((run.end, run.bytes), (Offset(3), 300));
        assert_eq!(fixture.written, [[0; 100], [1; 100], [2; 100]].concat());
        assert!(fixture.queue.is_empty());
    }

    #[test]
    fn short_writes_go_on_where_they_ended() {
        for step in [1, 7, 60, 61, 62, 99, 100, 101, 250] {
            let mut fixture = Fixture::new();
            let file = fixture.file("/a");
            (0..3).for_each(|tag| fixture.push(0, &file, 100 * u64::from(tag), tag, i64::from(tag) + 1));
            let mut steps = 1;
            while let WriteProgress::Short = fixture.write(step) {
                steps += 1;
            }
            assert_eq!(steps, 300usize.div_ceil(step));
            assert_eq!(fixture.written, [[0; 100], [1; 100], [2; 100]].concat());
        }
    }

    #[test]
    fn nothing_written_is_told() {
        let mut fixture = Fixture::new();
        let file = fixture.file("/a");
        fixture.push(0, &file, 0, 0, 1);
        assert!(matches!(fixture.write(0), WriteProgress::Stuck));
    }

    #[test]
    fn what_comes_during_a_write_and_behind_a_roll_waits() {
        let mut fixture = Fixture::new();
        let (first, second) = (fixture.file("/a"), fixture.file("/b"));
        fixture.push(0, &first, 0, 0, 1);
        let step = fixture.queue.next_step().expect("the first batch");
        fixture.push(0, &first, 100, 1, 2);
        fixture.push(2, &second, 0, 2, 3);
        assert_eq!((fixture.queue.bytes_of(Offset(0)), fixture.queue.bytes_of(Offset(2))), (200, 100));
        fixture.written = vec![0; 100];
        let WriteProgress::Run(run) = fixture.queue.on_written(100, step.slices) else { panic!("whole") };
        assert_eq!(run.end, Offset(1));
        let WriteProgress::Run(run) = fixture.write(usize::MAX) else { panic!("whole") };
        assert_eq!((run.segment, run.end), (Offset(0), Offset(2)));
        fixture.written.clear();
        let WriteProgress::Run(run) = fixture.write(usize::MAX) else { panic!("whole") };
        assert_eq!((run.segment, run.end), (Offset(2), Offset(3)));
    }

    #[test]
    fn a_failed_write_is_the_next_one_again() {
        let mut fixture = Fixture::new();
        let file = fixture.file("/a");
        fixture.push(0, &file, 0, 7, 1);
        let step = fixture.queue.next_step().expect("a batch");
        fixture.queue.on_failed(step.slices);
        assert!(matches!(fixture.write(usize::MAX), WriteProgress::Run(_)));
        assert_eq!(fixture.written, [7; 100]);
    }
}
