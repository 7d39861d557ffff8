//! What only shard 0 does: listeners, the control plane, checkpoints, the order of starting and stopping.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::LogEvent;
use hashbrown::HashMap;
use io::{Completion, FileLock, Io, Listener, Op, Outcome, Socket, Token};
use replication::{ControlReply, ControlRequest, MetadataImage};

use super::lifecycle::{ShardState, StartError, StartFacts};
use super::{Shard, owner};
use crate::checkpoints::{self, LogCheckpoint};
use crate::config::ListenerConfig;
use crate::config::kafka_properties::{KafkaQuorum, kafka_properties, path_beside};
use crate::mesh::ShardIndex;
use crate::message::Message;
use crate::metadata::{ControlEffect, ControlPlane};
use crate::view::ControlTicket;

/// How long a listener that could not accept is left alone.
const ACCEPT_RETRY: Duration = Duration::from_millis(100);

/// How often and for how long a port in use is tried again: 2 s.
const BIND_TRIES_MAX: u32 = 100;
const BIND_RETRY: Duration = Duration::from_millis(20);

/// How far the stop is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum StopStep {
    /// Nobody asked for it.
    None,
    /// Shards answer what is outstanding.
    Draining,
    /// The control plane writes its farewell.
    LeavingCluster,
    /// Shards close their logs.
    ClosingLogs,
    /// Everything is on disk.
    Done,
}

/// Shard 0's own state.
pub(super) struct ShardZero {
    control: ControlPlane,
    /// Held until the process ends.
    _locks: Vec<FileLock>,
    /// In the order of the configuration; `None` where this host has no such address.
    listeners: Vec<Option<Listener>>,
    /// The addresses that they are (or were) bound to.
    bound: Vec<Option<SocketAddr>>,
    is_accepting: bool,
    /// Listeners whose accept has failed, and when it is tried again.
    accept_again: Vec<u16>,
    accept_again_at: Duration,
    /// Per shard.
    connections: Vec<usize>,
    /// Per client address.
    addresses: HashMap<IpAddr, usize, foldhash::fast::FixedState>,
    /// Version published last, and what each shard has applied.
    published: u64,
    image: Arc<MetadataImage>,
    applied: Vec<u64>,
    /// Checkpoints: when the next round begins, the answers of this one, what was written last.
    checkpoint_at: Duration,
    gathered: Vec<Option<Vec<LogCheckpoint>>>,
    written: Vec<LogCheckpoint>,
    stop: StopStep,
    drained: usize,
    /// Log directories in which a log could not be completed.
    unclean: Vec<u16>,
}

impl ShardZero {
    fn new(
        control: ControlPlane,
        locks: Vec<FileLock>,
        listeners: Vec<Option<Listener>>,
        shards: usize,
        checkpoint_at: Duration,
    ) -> Self {
        Self {
            control,
            _locks: locks,
            bound: listeners.iter().map(|listener| listener.as_ref().map(Listener::local_address)).collect(),
            listeners,
            is_accepting: false,
            accept_again: Vec::new(),
            accept_again_at: Duration::ZERO,
            connections: vec![0; shards],
            addresses: HashMap::default(),
            published: 0,
            image: Arc::default(),
            applied: vec![0; shards],
            checkpoint_at,
            gathered: Vec::new(),
            written: Vec::new(),
            stop: StopStep::None,
            drained: 0,
            unclean: Vec::new(),
        }
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        let checkpoint = (self.stop == StopStep::None).then_some(self.checkpoint_at);
        let accept = (!self.accept_again.is_empty()).then_some(self.accept_again_at);
        [checkpoint, accept, self.control.next_deadline()].into_iter().flatten().min()
    }
}

impl<I: Io> Shard<I> {
    /// Starts shard 0: locks the log directories, reads their checkpoints and the metadata log, binds the listeners and
    /// publishes the first view. Other shards wait for its messages; for them this does nothing. The broker accepts
    /// connections once every shard has applied a view in which it is registered.
    ///
    /// # Errors
    /// One line for the operator; nothing was changed that a next start would trip over.
    pub fn start(&mut self) -> Result<(), StartError> {
        if self.index != ShardIndex::ZERO {
            return Ok(());
        }
        let directories = self.config.log_dirs.clone();
        let locks =
            directories.iter().map(|directory| self.lock_directory(directory)).collect::<Result<_, _>>()?;
        let listeners = self.bind_listeners()?;
        let mut facts = StartFacts::default();
        for (index, directory) in directories.iter().enumerate() {
            checkpoints::read_directory(&mut self.io, index as u16, directory, &mut facts)?;
            self.replay_journals(directory, facts.clean[index])?;
        }
        let shards = self.mesh.shards();
        let control = ControlPlane::open(&mut self.io, &mut self.logs, &self.config, shards, &mut facts)?;
        for directory in &directories {
            checkpoints::remove_clean_shutdown(&mut self.io, directory)?;
            let removed = self.logs.remove_deleted_folders(&mut self.io, directory);
            removed.map_err(|error| StartError::Refused(error.to_string()))?;
        }
        facts.cluster_id = control.cluster_id().to_owned();
        let facts = Arc::new(facts);
        let checkpoint_at = self.io.now() + checkpoint_interval(&self.config);
        self.zero = Some(Box::new(ShardZero::new(control, locks, listeners, shards, checkpoint_at)));
        for shard in self.mesh.indexes() {
            self.tell(shard, Message::Begin(facts.clone()));
        }
        self.pump_control_plane();
        self.logs.flush_appends(&mut self.io);
        self.mesh.flush();
        Ok(())
    }

    /// Puts what was acknowledged by the journals of the run before into its logs, whatever shards there were.
    fn replay_journals(&mut self, directory: &Path, was_clean: bool) -> Result<(), StartError> {
        let report = engine::replay_journals(&mut self.io, directory, was_clean)
            .map_err(|error| StartError::Refused(format!("replaying the journals: {error}")))?;
        if !report.journals.is_empty() && !was_clean {
            tracing::info!(directory = %directory.display(), "replayed {report}");
        }
        Ok(())
    }

    /// Binds all listeners. A host without IPv6 does without its loopback address, where another one serves clients.
    fn bind_listeners(&mut self) -> Result<Vec<Option<Listener>>, StartError> {
        let mut bound = Vec::new();
        for listener in self.config.listeners.clone() {
            let is_optional = listener.address.ip() == IpAddr::V6(Ipv6Addr::LOCALHOST);
            match self.bind(listener.address) {
                Ok(listener) => bound.push(Some(listener)),
                Err(StartError::Listen { address, source }) if is_optional && is_no_address(&source) => {
                    tracing::info!("not listening on {address}: {source}");
                    bound.push(None);
                }
                Err(error) => return Err(error),
            }
        }
        match bound.iter().any(Option::is_some) {
            true => Ok(bound),
            false => Err(StartError::Refused("no listener is configured that this host can open".into())),
        }
    }

    /// Binds one address. The kernel tears the ring of a killed process down after the process is gone, and its armed
    /// accept holds the port until then: a port in use is tried again for a moment.
    fn bind(&mut self, address: SocketAddr) -> Result<Listener, StartError> {
        let mut tries = 0;
        loop {
            match self.io.listen(address) {
                Ok(listener) => return Ok(listener),
                Err(error) if error.kind() == ErrorKind::AddrInUse && tries < BIND_TRIES_MAX => tries += 1,
                Err(source) => return Err(StartError::Listen { address, source }),
            }
            let deadline = self.io.now() + BIND_RETRY;
            let mut completions = Vec::new();
            while self.io.now() < deadline {
                self.io.turn(Some(deadline), &mut completions);
            }
            assert!(completions.is_empty(), "nothing was submitted yet");
        }
    }

    fn lock_directory(&mut self, directory: &Path) -> Result<FileLock, StartError> {
        let file_error = |source| checkpoints::file_error(directory, source);
        self.io.create_directory(directory).map_err(file_error)?;
        self.io.lock(&directory.join(".lock")).map_err(|source| match source.kind() {
            ErrorKind::WouldBlock => StartError::Locked { directory: directory.display().to_string() },
            _ => file_error(source),
        })
    }

    /// Addresses that the listeners are bound to, in the order of the configuration. Empty on other shards.
    pub fn bound_addresses(&self) -> Vec<SocketAddr> {
        self.zero.iter().flat_map(|zero| zero.bound.iter().flatten().copied()).collect()
    }

    /// Whether connections are accepted: the broker has started.
    pub fn is_accepting(&self) -> bool {
        self.zero.as_ref().is_some_and(|zero| zero.is_accepting)
    }

    fn accept_connections(&mut self) {
        let Some(zero) = &mut self.zero else { return };
        if zero.is_accepting || zero.stop != StopStep::None {
            return;
        }
        zero.is_accepting = true;
        let open = zero.listeners.iter().enumerate();
        for (index, listener) in open.filter_map(|(index, listener)| Some((index, listener.as_ref()?))) {
            self.io.submit(
                Token::new(owner::ACCEPT, index as u32, 0),
                Op::Accept { listener: listener.clone() },
            );
        }
        for listener in zero.listeners.iter().flatten() {
            tracing::info!("accepting connections on {}", listener.local_address());
        }
    }

    pub(super) fn on_accept(&mut self, completion: Completion) {
        let listener = completion.token.slot as u16;
        match completion.outcome {
            Outcome::Accepted { socket, peer } => self.place_connection(socket, peer, listener),
            Outcome::Failed { error, .. } => {
                let Some(zero) = &mut self.zero else { return };
                if zero.stop != StopStep::None || completion.more {
                    return;
                }
                // Out of descriptors, say: the listener stays, and is tried again when some may be free.
                tracing::warn!("accepting connections failed: {error}");
                zero.accept_again.push(listener);
                zero.accept_again_at = self.io.now() + ACCEPT_RETRY;
            }
            other => unreachable!("an accept does not end with {other:?}"),
        }
    }

    /// Hands a connection to the shard with the fewest, or drops it at a limit.
    fn place_connection(&mut self, socket: Socket, peer: SocketAddr, listener: u16) {
        let Some(zero) = &mut self.zero else { return };
        let total: usize = zero.connections.iter().sum();
        let from_address = zero.addresses.get(&peer.ip()).copied().unwrap_or(0);
        let limit = if total >= self.config.max_connections {
            Some("max.connections")
        } else if from_address >= self.config.max_connections_per_ip {
            Some("max.connections.per.ip")
        } else {
            None
        };
        if let Some(limit) = limit {
            tracing::warn!(%peer, "connection refused: {limit} is reached");
            return socket.shutdown();
        }
        let (shard, count) = zero
            .connections
            .iter_mut()
            .enumerate()
            .min_by_key(|(_, count)| **count)
            .expect("there is a shard");
        *count += 1;
        *zero.addresses.entry(peer.ip()).or_default() += 1;
        self.tell(ShardIndex(shard as u16), Message::Adopt { socket, peer, listener });
    }

    pub(super) fn on_departed(&mut self, from: ShardIndex, peer: SocketAddr) {
        let Some(zero) = &mut self.zero else { return };
        zero.connections[from.as_usize()] -= 1;
        if let Some(count) = zero.addresses.get_mut(&peer.ip()) {
            *count -= 1;
            if *count == 0 {
                zero.addresses.remove(&peer.ip());
            }
        }
    }

    pub(super) fn on_control_request(&mut self, ticket: ControlTicket, request: ControlRequest) {
        let Some(zero) = &mut self.zero else { return };
        zero.control.on_request(&mut self.io, &mut self.logs, ticket, request);
        self.pump_control_plane();
    }

    /// Whether a log event was the metadata log's.
    pub(super) fn control_plane_takes(&mut self, event: &LogEvent) -> bool {
        self.zero.as_mut().is_some_and(|zero| zero.control.on_log_event(event))
    }

    /// Does what the control plane has decided.
    pub(super) fn pump_control_plane(&mut self) {
        while let Some(effect) = self.zero.as_mut().and_then(|zero| zero.control.poll_effect()) {
            match effect {
                ControlEffect::Publish(view) => {
                    self.forget_departed(&view.image);
                    let zero = self.zero.as_mut().expect("it has just spoken");
                    zero.published = view.version;
                    zero.image = view.image.clone();
                    for shard in self.mesh.indexes() {
                        self.tell(shard, Message::View(view.clone()));
                    }
                }
                ControlEffect::Reply { ticket, reply } => self.reply_control(ticket, reply),
                ControlEffect::Fatal(reason) => {
                    tracing::error!("the metadata log has failed, the broker ends: {reason}");
                    self.set_state(ShardState::Failed);
                    return;
                }
            }
        }
        self.on_farewell_progress();
    }

    /// Before any shard closes the logs of topics that `image` does not know any more, and before one of their names is
    /// somebody else's: the checkpoint files forget them. Whoever is killed before that leaves their folders, which the next
    /// start takes for strays.
    fn forget_departed(&mut self, image: &MetadataImage) {
        let zero = self.zero.as_mut().expect("it publishes");
        let topics = zero.image.topics();
        let departed: BTreeSet<Arc<str>> = topics
            .filter(|topic| image.topic_by_id(topic.id).is_none())
            .map(|topic| topic.name.clone())
            .collect();
        if departed.is_empty() {
            return;
        }
        for directory in self.config.log_dirs.iter().filter(|directory| !self.logs.is_offline(directory)) {
            let forgotten =
                checkpoints::forget(&mut self.io, directory, &|log| departed.contains(&log.topic));
            if let Err(error) = forgotten {
                tracing::error!(directory = %directory.display(), "checkpoints could not be written: {error}");
            }
        }
    }

    fn reply_control(&mut self, ticket: ControlTicket, reply: ControlReply) {
        self.tell(ticket.from, Message::ControlReply { ticket, reply: Box::new(reply) });
    }

    pub(super) fn on_view_applied(&mut self, from: ShardIndex, version: u64) {
        let Some(zero) = &mut self.zero else { return };
        zero.applied[from.as_usize()] = version;
        let everywhere = zero.applied.iter().copied().min().expect("there is a shard");
        if everywhere == version {
            zero.control.on_view_applied(version);
        }
        let is_current = everywhere == zero.published;
        self.pump_control_plane();
        if is_current {
            self.accept_connections();
        }
    }

    pub(super) fn on_zero_deadline(&mut self, now: Duration) {
        let Some(zero) = &mut self.zero else { return };
        zero.control.on_deadline(&mut self.io, &mut self.logs, now);
        if now >= zero.accept_again_at {
            for index in zero.accept_again.drain(..) {
                // A stop has closed them all.
                if let Some(Some(listener)) = zero.listeners.get(usize::from(index)) {
                    let token = Token::new(owner::ACCEPT, u32::from(index), 0);
                    self.io.submit(token, Op::Accept { listener: listener.clone() });
                }
            }
        }
        if zero.stop == StopStep::None && now >= zero.checkpoint_at {
            zero.checkpoint_at = now + checkpoint_interval(&self.config);
            zero.gathered = vec![None; self.mesh.shards()];
            for shard in self.mesh.indexes() {
                self.tell(shard, Message::GatherCheckpoints);
            }
        }
        self.pump_control_plane();
    }

    pub(super) fn on_checkpoints(&mut self, from: ShardIndex, logs: Vec<LogCheckpoint>) {
        let Some(zero) = &mut self.zero else { return };
        if zero.stop != StopStep::None || zero.gathered.is_empty() {
            return;
        }
        zero.gathered[from.as_usize()] = Some(logs);
        if zero.gathered.iter().all(Option::is_some) {
            let logs: Vec<LogCheckpoint> =
                std::mem::take(&mut zero.gathered).into_iter().flatten().flatten().collect();
            if logs != zero.written {
                self.write_checkpoints(logs);
            }
        }
    }

    /// Writes the checkpoint files; a directory that cannot be written is told once per round.
    fn write_checkpoints(&mut self, mut logs: Vec<LogCheckpoint>) -> bool {
        if let Some(zero) = &self.zero {
            // A shard may have answered before it heard of a deletion.
            logs.retain(|log| zero.image.topic_by_id(log.topic_id).is_some());
        }
        let mut is_written = true;
        for (index, directory) in self.config.log_dirs.iter().enumerate() {
            // What an offline directory's files said last holds for its next start.
            if self.logs.is_offline(directory) {
                continue;
            }
            if let Err(error) = checkpoints::write_directory(&mut self.io, index as u16, directory, &logs) {
                tracing::error!(directory = %directory.display(), "checkpoints could not be written: {error}");
                is_written = false;
            }
        }
        if let Some(zero) = &mut self.zero {
            zero.written = logs;
        }
        is_written
    }

    /// Begins a clean stop, on shard 0: nothing that was acknowledged is lost, and the next start needs no recovery.
    pub fn begin_stop(&mut self) {
        let Some(zero) = &mut self.zero else { return };
        if zero.stop != StopStep::None {
            return;
        }
        tracing::info!("stopping");
        zero.stop = StopStep::Draining;
        if zero.is_accepting {
            for index in 0..zero.listeners.len() {
                self.io.submit(
                    Token::default(),
                    Op::Cancel { target: Token::new(owner::ACCEPT, index as u32, 0) },
                );
            }
        }
        zero.listeners.clear();
        for shard in self.mesh.indexes() {
            self.tell(shard, Message::Drain);
        }
        self.mesh.flush();
    }

    /// Leaves a configuration beside the first folder with which Apache Kafka opens it.
    fn write_kafka_properties(&mut self) {
        let Some(zero) = &self.zero else { return };
        let quorum = match zero.control.quorum().kraft_version() {
            0 => KafkaQuorum::Static,
            _ => KafkaQuorum::Dynamic,
        };
        let Some(path) = path_beside(&self.config.log_dirs) else { return };
        let bound: Vec<ListenerConfig> = self
            .config
            .listeners
            .iter()
            .zip(&zero.bound)
            .filter_map(|(listener, address)| {
                Some(ListenerConfig { address: (*address)?, ..listener.clone() })
            })
            .collect();
        let text = kafka_properties(&self.config, &bound, &self.config.log_dirs, quorum);
        if let Err(error) = self.io.replace_file(&path, text.as_bytes()) {
            tracing::warn!(path = %path.display(), "not written: {error}");
        }
    }

    pub(super) fn on_drained(&mut self, _from: ShardIndex) {
        let Some(zero) = &mut self.zero else { return };
        zero.drained += 1;
        if zero.drained == self.mesh.shards() {
            zero.stop = StopStep::LeavingCluster;
            zero.control.begin_close(&mut self.io, &mut self.logs);
            self.pump_control_plane();
        }
    }

    fn on_farewell_progress(&mut self) {
        let Some(zero) = &mut self.zero else { return };
        if zero.stop == StopStep::LeavingCluster && zero.control.is_closed() {
            zero.stop = StopStep::ClosingLogs;
            zero.gathered = vec![None; self.mesh.shards()];
            for shard in self.mesh.indexes() {
                self.tell(shard, Message::CloseLogs);
            }
        }
    }

    pub(super) fn on_logs_closed(&mut self, from: ShardIndex, logs: Vec<LogCheckpoint>, unclean: &[u16]) {
        let Some(zero) = &mut self.zero else { return };
        zero.unclean.extend_from_slice(unclean);
        zero.gathered[from.as_usize()] = Some(logs);
        if !zero.gathered.iter().all(Option::is_some) {
            return;
        }
        let epoch = zero.control.broker_epoch();
        let logs = std::mem::take(&mut zero.gathered).into_iter().flatten().flatten().collect();
        let unclean = std::mem::take(&mut zero.unclean);
        zero.stop = StopStep::Done;
        if self.write_checkpoints(logs) {
            for (index, directory) in self.config.log_dirs.iter().enumerate() {
                if unclean.contains(&(index as u16)) || self.logs.is_offline(directory) {
                    tracing::warn!(directory = %directory.display(), "not stopped cleanly: the next start recovers it");
                    continue;
                }
                if let Err(error) = checkpoints::write_clean_shutdown(&mut self.io, directory, epoch) {
                    tracing::error!(directory = %directory.display(), "the clean-shutdown mark could not be written: {error}");
                }
            }
        }
        self.write_kafka_properties();
        tracing::info!("stopped");
        for shard in self.mesh.indexes() {
            self.tell(shard, Message::End);
        }
    }
}

/// Whether the address is none of this host's, or of a family that it does not have.
fn is_no_address(error: &std::io::Error) -> bool {
    /// Linux's EAFNOSUPPORT.
    const EAFNOSUPPORT: i32 = 97;
    error.kind() == ErrorKind::AddrNotAvailable || error.raw_os_error() == Some(EAFNOSUPPORT)
}

fn checkpoint_interval(config: &crate::config::BrokerConfig) -> Duration {
    Duration::from_millis(config.high_watermark_checkpoint_interval_ms)
}

#[cfg(test)]
#[path = "recreating_tests.rs"]
mod tests;
