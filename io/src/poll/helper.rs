//! The thread that waits for disks, so that the loop does not.

use std::collections::VecDeque;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::doorbell::DoorbellTarget;
use crate::wake::Wake;
use crate::{Buffer, File, FileRegion, FileSystem, Outcome, RealFileSystem, Reclaimed, system_calls};

/// What the helper can do.
#[derive(Debug)]
pub(super) enum Job {
    /// fdatasync.
    Sync(File),
    /// fsync of a directory.
    SyncDirectory(PathBuf),
    /// A read that the page cache could not answer.
    Read { file: File, position: u64, buffer: Buffer, len: usize },
    /// Brings a range into the page cache.
    Warm(FileRegion),
}

/// One thread, its queue of jobs, and what it has done. Jobs run in order; the thread is started by the first one.
pub(super) struct Helper {
    shared: Arc<Shared>,
    wake: Arc<Wake>,
    thread: Option<JoinHandle<()>>,
    outstanding: usize,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: VecDeque<(usize, Job)>,
    done: VecDeque<(usize, Outcome)>,
    is_closing: bool,
}

impl Default for State {
    fn default() -> Self {
        // Room for what a usual load has waiting.
        const JOBS: usize = 64;
        State {
            waiting: VecDeque::with_capacity(JOBS),
            done: VecDeque::with_capacity(JOBS),
            is_closing: false,
        }
    }
}

impl Helper {
    pub(super) fn new(wake: Arc<Wake>) -> Self {
        Self { shared: Arc::default(), wake, thread: None, outstanding: 0 }
    }

    /// Hands over a job; `key` comes back with its outcome.
    pub(super) fn start(&mut self, key: usize, job: Job) {
        self.outstanding += 1;
        if let Err(error) = self.ensure_thread() {
            // No thread to be had: fail the job as the disk would.
            return self.shared.lock().done.push_back((key, failed(error, job)));
        }
        self.shared.lock().waiting.push_back((key, job));
        self.shared.changed.notify_one();
    }

    /// The next job that has ended.
    pub(super) fn next_done(&mut self) -> Option<(usize, Outcome)> {
        if self.outstanding == 0 {
            return None;
        }
        let done = self.shared.lock().done.pop_front();
        self.outstanding -= usize::from(done.is_some());
        done
    }

    /// Whether a job has ended that `next_done` has not told yet.
    pub(super) fn has_done(&self) -> bool {
        self.outstanding > 0 && !self.shared.lock().done.is_empty()
    }

    fn ensure_thread(&mut self) -> Result<()> {
        if self.thread.is_none() {
            let (shared, wake) = (Arc::clone(&self.shared), Arc::clone(&self.wake));
            let builder = std::thread::Builder::new().name("ringlog-disk".into()).stack_size(128 << 10);
            self.thread = Some(builder.spawn(move || shared.work(&wake))?);
        }
        Ok(())
    }
}

impl Drop for Helper {
    /// Waits for the jobs in hand: what they own belongs to the kernel until they return.
    fn drop(&mut self) {
        self.shared.lock().is_closing = true;
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, wake: &Wake) {
        while let Some((key, job)) = self.next_job() {
            let outcome = run(job);
            self.lock().done.push_back((key, outcome));
            wake.ring();
        }
    }

    fn next_job(&self) -> Option<(usize, Job)> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                return Some(job);
            }
            if state.is_closing {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn run(job: Job) -> Outcome {
    let result = match &job {
        Job::Sync(file) => RealFileSystem.sync(file),
        Job::SyncDirectory(directory) => sync_directory(directory),
        Job::Warm(region) => warm(region),
        Job::Read { .. } => return read(job),
    };
    match result {
        Ok(()) => Outcome::Synced,
        Err(error) => failed(error, job),
    }
}

fn sync_directory(directory: &Path) -> Result<()> {
    RealFileSystem.sync_directory(directory)
}

/// Asks for the range and waits for its last byte.
fn warm(region: &FileRegion) -> Result<()> {
    let (position, len) = (region.position as i64, i64::from(region.len));
    let advice = nix::fcntl::PosixFadviseAdvice::POSIX_FADV_WILLNEED;
    // Only advice: a file system that does not take it reads all the same.
    let _ = nix::fcntl::posix_fadvise(region.file.descriptor(), position, len, advice);
    let mut byte = [0];
    nix::sys::uio::pread(region.file.descriptor(), &mut byte, position + len - 1)?;
    Ok(())
}

fn read(job: Job) -> Outcome {
    let Job::Read { file, mut position, mut buffer, len } = job else {
        unreachable!("called for reads only");
    };
    let until = buffer.len() + len;
    while buffer.len() < until {
        let missing = until - buffer.len();
        match system_calls::read(&file, position, &mut buffer, missing, false) {
            Ok(0) => break,
            Ok(count) => position += count as u64,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Outcome::Failed { error, reclaimed: Reclaimed::Buffer(buffer) },
        }
    }
    Outcome::Read { buffer }
}

fn failed(error: Error, job: Job) -> Outcome {
    let reclaimed = match job {
        Job::Read { buffer, .. } => Reclaimed::Buffer(buffer),
        _ => Reclaimed::Nothing,
    };
    Outcome::Failed { error, reclaimed }
}
