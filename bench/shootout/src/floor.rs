//! The floor: what this machine takes for a wake-up, a round trip and a sync when nobody does any work.
//!
//! No broker can be faster than a server that answers without looking, or than a write that is synced and nothing else. What a
//! report says about a broker's latency is to be read against it: on a virtual machine most of a round trip is the waking of
//! two sleeping processors, and a thousandth of all timers comes milliseconds late.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::fcntl::{FallocateFlags, fallocate};

/// A produce request of one record of 100 bytes, and its answer.
const REQUEST_BYTES: usize = 180;
const ANSWER_BYTES: usize = 60;
/// Before a request that is to leave at its very moment the thread does not sleep, as `ringlog bench` does not either.
const SPIN: Duration = Duration::from_micros(80);
/// Of the open loops.
const PER_SECOND: u32 = 500;
const BATCH_BYTES: usize = 64_000;
const BLOCK_BYTES: usize = 4096;

/// What is measured, in the order of the table.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Probe {
    /// A thread sleeps until a moment.
    Timer,
    /// A blocking thread answers each request; the next one leaves when the answer is there.
    Echo,
    /// The same, of which each request is due at a fixed time.
    EchoAtRate,
    /// A small append and fdatasync.
    SyncSmall,
    /// An append of one batch and fdatasync.
    SyncBatch,
    /// An append of five batches and fdatasync.
    SyncFiveBatches,
    /// A block of a file whose blocks are all written, past the page cache, on disk when the call returns.
    SyncInPlace,
}

impl Probe {
    /// Every one.
    pub const ALL: [Probe; 7] = [
        Probe::Timer,
        Probe::Echo,
        Probe::EchoAtRate,
        Probe::SyncSmall,
        Probe::SyncBatch,
        Probe::SyncFiveBatches,
        Probe::SyncInPlace,
    ];

    /// As the table has it.
    pub fn name(self) -> &'static str {
        match self {
            Probe::Timer => "timer at 500/s, late by",
            Probe::Echo => "loopback echo, one in flight",
            Probe::EchoAtRate => "loopback echo, open loop at 500/s",
            Probe::SyncSmall => "append of 180 bytes, fdatasync",
            Probe::SyncBatch => "append of 64,000 bytes, fdatasync",
            Probe::SyncFiveBatches => "append of 320,000 bytes, fdatasync",
            Probe::SyncInPlace => "4,096 bytes over old ones, O_DIRECT, O_DSYNC",
        }
    }

    /// Measures it `count` times, on `processors`: the server's or the writer's, and the client's.
    pub fn measure(self, count: u32, folder: &Path, processors: [usize; 2]) -> Result<Samples> {
        match self {
            Probe::Timer => timer(count, processors[0]),
            Probe::Echo => echo(count, None, processors),
            Probe::EchoAtRate => echo(count, Some(PER_SECOND), processors),
            Probe::SyncSmall => appends(count, REQUEST_BYTES, folder, processors[0]),
            Probe::SyncBatch => appends(count, BATCH_BYTES, folder, processors[0]),
            Probe::SyncFiveBatches => appends(count, 5 * BATCH_BYTES, folder, processors[0]),
            Probe::SyncInPlace => in_place(count, folder, processors[0]),
        }
    }

    /// How often, so that each takes a few seconds.
    pub fn count(self) -> u32 {
        match self {
            Probe::Timer | Probe::EchoAtRate => 4_000,
            Probe::Echo => 50_000,
            Probe::SyncSmall | Probe::SyncInPlace => 5_000,
            Probe::SyncBatch => 3_000,
            Probe::SyncFiveBatches => 1_000,
        }
    }
}

/// How long each took, and what the server or writer used in all.
#[derive(Debug)]
pub struct Samples {
    took: Vec<Duration>,
    processor: Duration,
}

impl Samples {
    fn new(mut took: Vec<Duration>, processor: Duration) -> Self {
        took.sort_unstable();
        Self { took, processor }
    }

    /// The time that this share (0 to 1) of them stayed within, in microseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let index = (self.took.len() as f64 * share) as usize;
        self.took[index.min(self.took.len() - 1)].as_secs_f64() * 1e6
    }

    /// Microseconds of the server's or writer's processor for each.
    pub fn processor_each(&self) -> f64 {
        self.processor.as_secs_f64() * 1e6 / self.took.len() as f64
    }
}

fn timer(count: u32, processor: usize) -> Result<Samples> {
    io::pin_to_processor(processor)?;
    let before = io::thread_processor_time()?;
    let began = Instant::now();
    let took = (1..=count).map(|number| {
        let due = began + Duration::from_secs(1) * number / PER_SECOND;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        due.elapsed()
    });
    let took = took.collect();
    Ok(Samples::new(took, io::thread_processor_time()? - before))
}

/// `per_second`: requests are due at fixed times, and latencies count from there.
fn echo(count: u32, per_second: Option<u32>, processors: [usize; 2]) -> Result<Samples> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || serve(&listener, processors[0]));
    io::pin_to_processor(processors[1])?;
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut took = Vec::with_capacity(count as usize);
    let began = Instant::now();
    for number in 1..=count {
        let due = match per_second {
            Some(rate) => sleep_and_spin(began + Duration::from_secs(1) * number / rate),
            None => Instant::now(),
        };
        stream.write_all(&[0; REQUEST_BYTES])?;
        stream.read_exact(&mut [0; ANSWER_BYTES])?;
        took.push(due.elapsed());
    }
    drop(stream);
    let processor = server.join().expect("the server does not panic")?;
    Ok(Samples::new(took, processor))
}

fn sleep_and_spin(due: Instant) -> Instant {
    thread::sleep((due - SPIN).saturating_duration_since(Instant::now()));
    while Instant::now() < due {
        std::hint::spin_loop();
    }
    due
}

/// Answers one connection until it ends; the processor time that this took.
fn serve(listener: &TcpListener, processor: usize) -> Result<Duration> {
    io::pin_to_processor(processor)?;
    let (mut stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    let before = io::thread_processor_time()?;
    while stream.read_exact(&mut [0; REQUEST_BYTES]).is_ok() {
        stream.write_all(&[0; ANSWER_BYTES])?;
    }
    Ok(io::thread_processor_time()? - before)
}

fn appends(count: u32, bytes: usize, folder: &Path, processor: usize) -> Result<Samples> {
    io::pin_to_processor(processor)?;
    let path = folder.join("appended");
    let mut file = OpenOptions::new().create_new(true).append(true).open(&path)?;
    let chunk = vec![0x5a; bytes];
    let samples = repeat(count, |_| {
        file.write_all(&chunk)?;
        Ok(file.sync_data()?)
    });
    std::fs::remove_file(path)?;
    samples
}

fn in_place(count: u32, folder: &Path, processor: usize) -> Result<Samples> {
    const BLOCKS: u64 = 4096;
    io::pin_to_processor(processor)?;
    let path = folder.join("overwritten");
    let mut file = OpenOptions::new().create_new(true).write(true).open(&path)?;
    fallocate(&file, FallocateFlags::empty(), 0, (BLOCKS * BLOCK_BYTES as u64) as i64)?;
    for _ in 0..BLOCKS {
        file.write_all(&[0; BLOCK_BYTES])?;
    }
    file.sync_all()?;
    let flags = libc::O_DIRECT | libc::O_DSYNC;
    let file = OpenOptions::new().write(true).custom_flags(flags).open(&path);
    let file = file.context("O_DIRECT is not possible in this folder")?;
    let block = aligned_block();
    let samples = repeat(count, |number| {
        Ok(file.write_all_at(&block.0, u64::from(number) % BLOCKS * BLOCK_BYTES as u64)?)
    });
    std::fs::remove_file(path)?;
    samples
}

/// O_DIRECT wants memory in blocks of the disk.
#[repr(align(4096))]
struct Block([u8; BLOCK_BYTES]);

fn aligned_block() -> Box<Block> {
    Box::new(Block([0x5a; BLOCK_BYTES]))
}

fn repeat(count: u32, mut once: impl FnMut(u32) -> Result<()>) -> Result<Samples> {
    let mut took = Vec::with_capacity(count as usize);
    let before = io::thread_processor_time()?;
    for number in 0..count {
        let began = Instant::now();
        once(number)?;
        took.push(began.elapsed());
    }
    Ok(Samples::new(took, io::thread_processor_time()? - before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted_times() {
        let took = [5, 1, 3, 2, 4].map(Duration::from_micros).to_vec();
        let samples = Samples::new(took, Duration::from_micros(50));
        assert_eq!([0.0, 0.5, 0.999].map(|share| samples.percentile(share)), [1.0, 3.0, 5.0]);
        assert_eq!(samples.processor_each(), 10.0);
    }
}
