//! One round: a server process, a warm-up, the work, and what the server used for it.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use nix::time::{ClockId, clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

use crate::driver::{drive, served_byte};
use crate::server::{Folder, Runtime};
use crate::work::Work;

/// Size of the file that fetches read: larger than the processor's caches, small enough to stay in the page cache.
const SERVED_BYTES: u64 = 256 << 20;
/// The part of a round's requests that goes before it, unmeasured.
const WARM_UP_SHARE: u64 = 8;

/// What a server used for the requests of one round.
#[derive(Copy, Clone, Debug)]
pub struct Usage {
    /// Requests answered.
    pub requests: u64,
    /// From the first request to the last answer.
    pub took: Duration,
    /// Processor time of the whole process, the kernel's workers for it included.
    pub processor: Duration,
}

impl Usage {
    /// Microseconds of the server's processor per request.
    pub fn microseconds_per_request(&self) -> f64 {
        self.processor.as_secs_f64() * 1e6 / self.requests as f64
    }

    /// Requests per second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.took.as_secs_f64()
    }

    /// Processors that the server kept busy; above one when the kernel's workers ran beside it.
    pub fn busy(&self) -> f64 {
        self.processor.as_secs_f64() / self.took.as_secs_f64()
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (cost, rate, busy) = (self.microseconds_per_request(), self.rate(), self.busy() * 100.0);
        write!(formatter, "{cost:.2} µs CPU per request, {rate:.0}/s, server {busy:.0} % busy")
    }
}

/// Owns the files and starts the servers.
pub struct Referee {
    folder: PathBuf,
    processor: usize,
}

impl Referee {
    /// Makes the folder and the file that fetches read. Fails if the folder is there: it will be removed.
    pub fn new(folder: &Path, processor: usize) -> Result<Self> {
        fs::create_dir(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let referee = Self { folder: folder.to_owned(), processor };
        let mut served = BufWriter::with_capacity(1 << 20, fs::File::create(Folder::served(folder))?);
        for block in 0..SERVED_BYTES >> 16 {
            let block: Vec<u8> = (block << 16..(block + 1) << 16).map(served_byte).collect();
            served.write_all(&block)?;
        }
        served.into_inner()?.sync_all()?;
        Ok(referee)
    }

    /// One round of `work` on a fresh server and a fresh append file.
    pub fn measure(&self, runtime: Runtime, work: &Work) -> Result<Usage> {
        let _ = fs::remove_file(self.folder.join("appended"));
        let warm_up = (work.requests / WARM_UP_SHARE).max(work.in_flight());
        let server = Server::start(runtime, self, work.appended_bytes(work.requests + warm_up))?;
        drive(work, warm_up, server.address, SERVED_BYTES)?;
        let before = server.processor_time()?;
        let took = drive(work, work.requests, server.address, SERVED_BYTES)?;
        let processor = server.processor_time()?.saturating_sub(before);
        Ok(Usage { requests: work.requests, took, processor })
    }
}

impl Drop for Referee {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A server process; killed when dropped.
struct Server {
    process: Child,
    address: SocketAddr,
    clock: ClockId,
}

impl Server {
    fn start(runtime: Runtime, referee: &Referee, append_bytes: u64) -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["serve", "--runtime", runtime.name()])
            .args(["--processor", &referee.processor.to_string()])
            .args(["--append-bytes", &append_bytes.to_string()])
            .arg("--folder")
            .arg(&referee.folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let clock = clock_getcpuclockid(Pid::from_raw(i32::try_from(process.id())?))?;
        let out = process.stdout.take().context("its output is a pipe")?;
        let mut server = Self { process, address: (Ipv4Addr::LOCALHOST, 0).into(), clock };
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let port = line.trim().parse().context("the server ended before it had a port")?;
        server.address.set_port(port);
        Ok(server)
    }

    /// Of all its threads, those that the kernel made for it and those that have ended too.
    fn processor_time(&self) -> Result<Duration> {
        Ok(clock_gettime(self.clock)?.into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
