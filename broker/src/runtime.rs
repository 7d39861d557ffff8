//! Shards on threads: how a broker runs in production. The simulator has no use for this file.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use io::{Doorbell, Io, PollIo, PollOptions, ShutdownSignal, UringIo, UringOptions};

use crate::config::BrokerConfig;
use crate::mesh::Mesh;
use crate::shard::{Shard, ShardState, StartError};

/// How the shards of a broker run.
#[derive(Clone, Debug)]
pub struct RuntimeOptions {
    /// How many shards; at least one.
    pub shards: usize,
    /// Which implementation of `Io` each has.
    pub backend: RealBackend,
    /// Keep shard n on the n-th processor that this process may use.
    pub pin: bool,
}

/// An implementation of `Io` that works on this host.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum RealBackend {
    /// io_uring.
    Uring,
    /// epoll.
    Poll,
}

/// How long an awake shard looks for messages before it sleeps, where shards have a processor each.
const SPIN_MAX: Duration = Duration::from_micros(20);

/// A broker whose shards run. Dropping it leaves them running; [`RunningBroker::stop`] stops them.
#[derive(Debug)]
pub struct RunningBroker {
    addresses: Vec<SocketAddr>,
    stop: Arc<AtomicBool>,
    bell: Doorbell,
    threads: Vec<JoinHandle<ShardState>>,
}

impl RunningBroker {
    /// Starts the shards and waits until the broker accepts connections.
    ///
    /// # Errors
    /// What kept it from starting; everything is ended again.
    pub fn start(
        config: Arc<BrokerConfig>,
        options: &RuntimeOptions,
        signal: Option<ShutdownSignal>,
    ) -> Result<Self, StartError> {
        let stop = Arc::new(AtomicBool::new(false));
        let failed = Arc::new(AtomicBool::new(false));
        let (bells_out, bells) = channel();
        let (report, reports) = channel();
        let mut threads = Vec::new();
        let mut links = Vec::new();
        for mesh in Mesh::full(options.shards) {
            let (link, linked) = channel();
            links.push(link);
            let thread = ShardThread {
                config: config.clone(),
                options: options.clone(),
                mesh,
                bells: bells_out.clone(),
                linked,
                report: report.clone(),
                stop: stop.clone(),
                failed: failed.clone(),
                signal: signal.clone(),
            };
            let name = format!("shard-{}", threads.len());
            let spawned = io::spawn_thread(&name, move || thread.run());
            threads
                .push(spawned.map_err(|error| StartError::Refused(format!("starting a thread: {error}")))?);
        }
        drop((bells_out, report));
        let doorbells = gather_doorbells(&bells, options.shards);
        let started = match doorbells {
            Ok(doorbells) => {
                for link in &links {
                    // A shard that is gone has reported why.
                    let _ = link.send(doorbells.clone());
                }
                let gone = || StartError::Refused("a shard has ended".into());
                reports
                    .recv()
                    .map_err(|_| gone())
                    .flatten()
                    .map(|addresses| (addresses, doorbells[0].clone()))
            }
            Err(error) => Err(error),
        };
        match started {
            Ok((addresses, bell)) => Ok(Self { addresses, stop, bell, threads }),
            Err(error) => {
                // Shards without a link end; those that have one are told by the shard that has failed.
                drop(links);
                Err(error)
            }
        }
    }

    /// The addresses that its listeners are bound to.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Stops it cleanly: nothing that was acknowledged is lost, and the next start needs no recovery. Returns whether it
    /// ended so.
    pub fn stop(self) -> bool {
        self.stop.store(true, Ordering::Release);
        self.bell.ring();
        self.wait()
    }

    /// Waits for its end, which a signal brings. Returns whether it was clean.
    pub fn wait(self) -> bool {
        let mut is_clean = true;
        for thread in self.threads {
            is_clean &= thread.join().is_ok_and(|state| state == ShardState::Stopped);
        }
        is_clean
    }
}

fn gather_doorbells(
    bells: &Receiver<Result<(usize, Doorbell), StartError>>,
    shards: usize,
) -> Result<Vec<Doorbell>, StartError> {
    let mut doorbells: Vec<Option<Doorbell>> = vec![None; shards];
    for _ in 0..shards {
        let (index, bell) =
            bells.recv().map_err(|_| StartError::Refused("a shard has ended".into())).flatten()?;
        doorbells[index] = Some(bell);
    }
    Ok(doorbells.into_iter().map(|bell| bell.expect("each shard has sent one")).collect())
}

/// What a shard's thread begins with.
struct ShardThread {
    config: Arc<BrokerConfig>,
    options: RuntimeOptions,
    mesh: Mesh,
    bells: Sender<Result<(usize, Doorbell), StartError>>,
    linked: Receiver<Vec<Doorbell>>,
    /// Shard 0 says how the start went.
    report: Sender<Result<Vec<SocketAddr>, StartError>>,
    stop: Arc<AtomicBool>,
    /// A shard has failed: all end.
    failed: Arc<AtomicBool>,
    signal: Option<ShutdownSignal>,
}

impl ShardThread {
    fn run(self) -> ShardState {
        let index = self.mesh.index().as_usize();
        let processors = io::processors().unwrap_or_default();
        if self.options.pin
            && let Some(&processor) = processors.get(index % processors.len().max(1))
            && let Err(error) = io::pin_to_processor(processor)
        {
            tracing::warn!("shard {index} is not pinned to processor {processor}: {error}");
        }
        // Spinning helps only a shard that has its processor for itself.
        let spin_max = if self.options.shards <= processors.len() { SPIN_MAX } else { Duration::ZERO };
        match self.options.backend {
            RealBackend::Uring => {
                let (busy_poll, coalesce_max) = (self.config.busy_poll, self.config.coalesce_max);
                let options = UringOptions { spin_max, busy_poll, coalesce_max, ..UringOptions::default() };
                let made = UringIo::new(options);
                self.run_on(made)
            }
            RealBackend::Poll => {
                let made = PollIo::new(PollOptions::default());
                self.run_on(made)
            }
        }
    }

    fn run_on<I: Io>(mut self, made: std::io::Result<I>) -> ShardState {
        let index = self.mesh.index().as_usize();
        let io = match made {
            Ok(io) => io,
            Err(error) => {
                let refused = StartError::Refused(format!("shard {index} cannot make its I/O: {error}"));
                let _ = self.bells.send(Err(refused));
                return ShardState::Failed;
            }
        };
        let bell = io.doorbell();
        if let Some(signal) = &self.signal {
            signal.rings(bell.clone());
        }
        let _ = self.bells.send(Ok((index, bell)));
        let Ok(doorbells) = self.linked.recv() else { return ShardState::Failed };
        self.mesh.connect(&doorbells);
        let mut shard = Shard::new(self.config.clone(), io, self.mesh);
        if let Err(error) = shard.start() {
            let _ = self.report.send(Err(error));
            self.failed.store(true, Ordering::Release);
            doorbells.iter().for_each(Doorbell::ring);
            return ShardState::Failed;
        }
        let mut report = (index == 0).then_some(self.report);
        loop {
            shard.turn();
            if shard.is_accepting()
                && let Some(report) = report.take()
            {
                let _ = report.send(Ok(shard.bound_addresses()));
            }
            match shard.state() {
                ShardState::Stopped => return ShardState::Stopped,
                ShardState::Failed => {
                    self.failed.store(true, Ordering::Release);
                    doorbells.iter().for_each(Doorbell::ring);
                    return ShardState::Failed;
                }
                _ if self.failed.load(Ordering::Acquire) => return ShardState::Failed,
                _ => {}
            }
            if index == 0
                && (self.stop.load(Ordering::Acquire)
                    || self.signal.as_ref().is_some_and(ShutdownSignal::is_requested))
            {
                shard.begin_stop();
            }
        }
    }
}
