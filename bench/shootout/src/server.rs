//! The server under test: one thread, one append file, one served file, on the runtime that was asked for.
//!
//! Each runtime is used as its users would: what it can do through its own calls it does through them. Only
//! [`tokio`](tokio_epoll), which has no files that do not go to a thread pool, makes its file calls inline, as one would
//! who writes a broker on it.

mod glommio;
mod ours;
mod tokio_epoll;
mod tokio_uring;

use std::io::Write;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;
use nix::fcntl::{FallocateFlags, fallocate};

/// Bytes that the runtimes without buffers of their own receive at most at once. Below the size from which glibc maps a
/// `Vec` at an address that makes every copy slow (128 KiB), above the largest request.
const RECEIVE_BYTES: usize = 96 << 10;
/// Bytes of a file that are sent at a time; no connection keeps the loop for longer.
const SEND_BYTES: usize = 256 << 10;

/// What carries the server.
#[derive(Copy, Clone, Debug, Eq, PartialEq, ValueEnum)]
pub enum Runtime {
    /// `io::UringIo`: ringlog's own ring.
    Ring,
    /// `io::PollIo`: ringlog's epoll backend.
    Epoll,
    /// tokio's current-thread runtime on epoll.
    Tokio,
    /// tokio-uring: a ring that is polled from a tokio runtime.
    TokioUring,
    /// glommio: a thread per core, each with three rings.
    Glommio,
}

impl Runtime {
    /// Every one, in the order of the table.
    pub const ALL: [Runtime; 5] =
        [Runtime::Ring, Runtime::Epoll, Runtime::Tokio, Runtime::TokioUring, Runtime::Glommio];

    /// As the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Runtime::Ring => "ring",
            Runtime::Epoll => "epoll",
            Runtime::Tokio => "tokio",
            Runtime::TokioUring => "tokio-uring",
            Runtime::Glommio => "glommio",
        }
    }
}

/// The files of one server.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where they lie.
    pub path: PathBuf,
    /// Bytes that are allocated for appends before the first one.
    pub append_bytes: u64,
}

impl Folder {
    /// The file that fetches read.
    pub fn served(path: &Path) -> PathBuf {
        path.join("served")
    }

    fn appended(&self) -> PathBuf {
        self.path.join("appended")
    }

    /// An empty file for appends, with its blocks allocated and its size kept, as ringlog's segments are.
    fn create_append_file(&self) -> Result<std::fs::File> {
        let path = self.appended();
        let file =
            std::fs::File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
        if self.append_bytes > 0 {
            let len = i64::try_from(self.append_bytes)?;
            fallocate(file.as_fd(), FallocateFlags::FALLOC_FL_KEEP_SIZE, 0, len)
                .with_context(|| format!("no room for {len} bytes"))?;
        }
        Ok(file)
    }

    fn open_served_file(&self) -> Result<std::fs::File> {
        let path = Folder::served(&self.path);
        std::fs::File::open(&path).with_context(|| format!("cannot open {}", path.display()))
    }
}

/// Serves until the process is killed. Prints the port first.
pub fn serve(runtime: Runtime, processor: usize, folder: &Folder) -> Result<()> {
    ::io::pin_to_processor(processor)?;
    match runtime {
        Runtime::Ring => ours::serve(::io::UringIo::new(::io::UringOptions::default())?, folder),
        Runtime::Epoll => ours::serve(::io::PollIo::new(::io::PollOptions::default())?, folder),
        Runtime::Tokio => tokio_epoll::serve(folder),
        Runtime::TokioUring => tokio_uring::serve(folder),
        Runtime::Glommio => glommio::serve(processor, folder),
    }
}

/// Tells the parent where to connect.
fn announce(port: u16) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{port}")?;
    Ok(out.flush()?)
}

/// Says why a connection was given up; the driver sees its end.
fn report(result: Result<()>) {
    if let Err(error) = result {
        eprintln!("connection: {error:#}");
    }
}
