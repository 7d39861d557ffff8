//! Calls to a cluster: connections, metadata, retries, time limits.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use io::{Completion, Io};
use protocol::messages::{MetadataRequest, MetadataResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::call::{Call, CallId, CallOptions, CallState, Purpose, Target};
use crate::connection::{Event, Outgoing, Phase};
use crate::metadata::{METADATA_VERSIONS, Metadata};
use crate::peers::{Operation, Peer, Peers};
use crate::request::{Built, Reply, Request};
use crate::{ClientConfig, Error};

/// A client of a Kafka cluster, without threads: it moves when it is given completions and time.
///
/// A caller submits calls with [`Client::ask`] and takes answers with [`Client::poll_answer`]. In between, either it
/// runs the loop itself ([`Client::on_completion`], [`Client::on_deadline`], [`Client::next_deadline`]: a simulator, or
/// a thread with more to do), or lets [`Client::turn`] and [`Client::wait`] do so.
pub struct Client<I: Io> {
    io: I,
    config: ClientConfig,
    peers: Peers,
    calls: BTreeMap<CallId, Call>,
    next_call: u64,
    metadata: Metadata,
    refresh: Refresh,
    answers: VecDeque<(CallId, Result<Reply, Error>)>,
    /// Whether any broker ever answered: from then on even a client that fails fast is patient.
    was_connected: bool,
    events: Vec<Event>,
    completions: Vec<Completion>,
}

/// When the metadata is asked for again.
#[derive(Default)]
struct Refresh {
    /// Somebody knows that the metadata is old or lacks something.
    due: bool,
    in_flight: bool,
    not_before: Duration,
    failures: u32,
    last_error: Option<Error>,
}

/// What became of the search for a connection.
enum Pick {
    Ready(usize),
    Wait,
    Fail(Error),
}

impl<I: Io> Client<I> {
    /// A client that connects when something is asked of it.
    pub fn new(io: I, config: ClientConfig) -> Self {
        Self {
            io,
            config,
            peers: Peers::default(),
            calls: BTreeMap::new(),
            next_call: 0,
            metadata: Metadata::default(),
            refresh: Refresh { due: true, ..Refresh::default() },
            answers: VecDeque::new(),
            was_connected: false,
            events: Vec::new(),
            completions: Vec::new(),
        }
    }

    /// The settings.
    pub fn config(&self) -> &ClientConfig {
        &self.config
    }

    /// What is known of the cluster.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Why the last metadata refresh failed, until one succeeds.
    pub fn metadata_error(&self) -> Option<&Error> {
        self.refresh.last_error.as_ref()
    }

    /// Why no broker can be talked to at the moment, if that is so. The client goes on trying.
    pub fn connection_error(&self) -> Option<&Error> {
        let is_ready = |slot: usize| self.peers.connection(slot).phase() == Phase::Ready;
        let mut live = (0..self.peers.slot_count()).filter(|slot| self.peers.is_live(*slot));
        if live.any(is_ready) {
            return None;
        }
        let peers = self.candidates(Target::Any).into_iter();
        peers.filter_map(|peer| self.peers.peek(peer)).find_map(|state| state.last_error.as_ref())
    }

    /// The boundary, for the clock, randomness and operations of the caller's own.
    pub fn io_mut(&mut self) -> &mut I {
        &mut self.io
    }

    /// The boundary's clock.
    pub fn now(&self) -> Duration {
        self.io.now()
    }

    /// Unix time in milliseconds.
    pub fn wall_clock_ms(&self) -> i64 {
        self.io.wall_clock_ms()
    }

    /// Makes a call in any version that this client knows; `build` is asked for the request when the version is agreed on.
    pub fn ask<R: Request>(&mut self, options: CallOptions, build: impl Fn(i16) -> R + 'static) -> CallId {
        self.ask_in(R::VERSIONS, options, build)
    }

    /// As [`Self::ask`], but in one of `versions` only.
    pub fn ask_in<R: Request>(
        &mut self,
        versions: VersionRange,
        options: CallOptions,
        build: impl Fn(i16) -> R + 'static,
    ) -> CallId {
        self.add_call(Purpose::Caller, versions, options, build)
    }

    /// The next answer. Each call has exactly one.
    pub fn poll_answer(&mut self) -> Option<(CallId, Result<Reply, Error>)> {
        self.answers.pop_front()
    }

    /// The answer to one call, when it is there.
    pub fn take_answer(&mut self, call: CallId) -> Option<Result<Reply, Error>> {
        let index = self.answers.iter().position(|(answered, _)| *answered == call)?;
        self.answers.remove(index).map(|(_, result)| result)
    }

    /// Keeps a topic in the metadata from now on, and asks for it when it is new.
    pub fn want_topic(&mut self, topic: &str) {
        if self.metadata.want(topic) {
            self.request_metadata();
        }
    }

    /// Asks for the metadata again soon (not before the retry backoff has passed).
    pub fn request_metadata(&mut self) {
        self.refresh.due = true;
    }

    /// The version in which a broker would be asked, when there is a connection to it; else one is begun. `Err`: it knows
    /// no such version.
    pub fn negotiated(
        &mut self,
        node: i32,
        api: ApiKey,
        versions: VersionRange,
    ) -> Result<Option<i16>, Error> {
        match self.pick_node(node, true) {
            Pick::Ready(slot) => self.version(slot, api, versions).map(Some),
            Pick::Wait | Pick::Fail(_) => Ok(None),
        }
    }

    /// When a broker without a connection may be connected to again; `None`: it is being connected to.
    pub fn reconnect_at(&self, node: i32) -> Option<Duration> {
        let state = self.peers.peek(Peer::Node(node))?;
        state.connection.is_none().then_some(state.not_before)
    }

    /// One round: waits until something completes or a time limit (or `until`) passes, and does what follows from it.
    pub fn turn(&mut self, until: Option<Duration>) {
        let deadline = earlier(self.next_deadline(), until);
        let mut completions = std::mem::take(&mut self.completions);
        self.io.turn(deadline, &mut completions);
        for completion in completions.drain(..) {
            self.on_completion(completion);
        }
        self.completions = completions;
        self.on_deadline();
    }

    /// Turns until the call has its answer, which its time limit makes sure of.
    pub fn wait(&mut self, call: CallId) -> Result<Reply, Error> {
        self.on_deadline();
        loop {
            if let Some(result) = self.take_answer(call) {
                return result;
            }
            self.turn(None);
        }
    }

    /// Asks and waits.
    pub fn run<R: Request>(
        &mut self,
        options: CallOptions,
        build: impl Fn(i16) -> R + 'static,
    ) -> Result<R::Response, Error> {
        let call = self.ask(options, build);
        self.wait(call)?.decode::<R>()
    }

    /// Turns until a metadata answer newer than this moment has come.
    pub fn wait_for_metadata(&mut self) -> Result<(), Error> {
        let generation = self.metadata.generation();
        let deadline = self.now() + self.config.call_timeout;
        self.refresh.last_error = None;
        self.request_metadata();
        self.on_deadline();
        while self.metadata.generation() == generation {
            if let Some(error) = &self.refresh.last_error {
                return Err(error.clone());
            }
            if self.now() >= deadline {
                let seconds = self.config.call_timeout.as_secs();
                return Err(Error::TimedOut { seconds, last: "no metadata".to_owned() });
            }
            self.turn(Some(deadline));
        }
        Ok(())
    }

    /// Takes a completion of one of this client's operations; others' and late ones are ignored.
    pub fn on_completion(&mut self, completion: Completion) {
        let Completion { token, outcome, more } = completion;
        if token.owner != self.config.token_owner {
            return;
        }
        let Some((slot, operation)) = self.peers.find(token) else { return };
        let connection = self.peers.connection_mut(slot);
        let (config, io, events) = (&self.config, &mut self.io, &mut self.events);
        match operation {
            Operation::Connect => connection.on_connect(outcome, config, io, events),
            Operation::Receive => connection.on_receive(outcome, more, config, io, events),
            Operation::Send => connection.on_send(outcome, io, events),
        }
        self.take_events(slot);
        self.peers.reap(slot);
    }

    /// Does what is due by now: time limits, calls that wait for a connection, metadata. Call it after completions and
    /// after asking; it costs little.
    pub fn on_deadline(&mut self) {
        let now = self.io.now();
        for slot in 0..self.peers.slot_count() {
            if !self.peers.is_live(slot) {
                continue;
            }
            self.peers.connection_mut(slot).on_deadline(now, &mut self.io, &mut self.events);
            self.take_events(slot);
            self.peers.reap(slot);
        }
        self.expire_calls(now);
        self.refresh_metadata(now);
        self.dispatch(now);
        self.peers.flush(&mut self.io);
    }

    /// When [`Self::on_deadline`] must be called at the latest.
    pub fn next_deadline(&self) -> Option<Duration> {
        let mut next = None;
        for slot in (0..self.peers.slot_count()).filter(|slot| self.peers.is_live(*slot)) {
            next = earlier(next, self.peers.connection(slot).next_deadline());
        }
        for call in self.calls.values() {
            next = earlier(next, Some(call.deadline));
            if let CallState::Waiting { not_before } = call.state {
                next = earlier(next, self.wake_up(call.options.target, not_before));
            }
        }
        earlier(next, self.next_refresh())
    }

    /// Ends all connections; calls in flight fail. Turn until [`Self::is_closed`] before the `Io` is dropped.
    pub fn close(&mut self) {
        let error =
            Error::Disconnected { address: "the cluster".to_owned(), reason: "closed here".to_owned() };
        self.peers.close_all(&error, &mut self.io, &mut self.events);
        self.calls.values_mut().for_each(|call| call.options.retry = false);
        self.take_all_events();
        let calls = std::mem::take(&mut self.calls).into_iter();
        let waiting = calls.filter(|(_, call)| call.purpose == Purpose::Caller);
        self.answers.extend(waiting.map(|(id, _)| (id, Err(error.clone()))));
        self.refresh = Refresh::default();
    }

    /// Whether nothing is left of any connection.
    pub fn is_closed(&self) -> bool {
        self.peers.is_empty()
    }

    /// Gives the boundary back; the caller has closed the client.
    pub fn into_io(self) -> I {
        self.io
    }

    fn add_call<R: Request>(
        &mut self,
        purpose: Purpose,
        versions: VersionRange,
        options: CallOptions,
        build: impl Fn(i16) -> R + 'static,
    ) -> CallId {
        let id = CallId(self.next_call);
        self.next_call += 1;
        let now = self.io.now();
        let timeout = options.timeout.unwrap_or(self.config.call_timeout);
        let call = Call {
            options,
            purpose,
            api: R::KEY,
            versions,
            body: Box::new(Built(build)),
            timeout,
            deadline: now + timeout,
            state: CallState::Waiting { not_before: now },
            failures: 0,
            last_error: None,
        };
        self.calls.insert(id, call);
        id
    }

    /// When a waiting call can next make progress of its own. While its connection is being made, a completion or the
    /// connection's own deadline wakes it.
    fn wake_up(&self, target: Target, not_before: Duration) -> Option<Duration> {
        let now = self.io.now();
        if not_before > now {
            return Some(not_before);
        }
        let peers = self.candidates(target);
        if peers.iter().any(|peer| self.peers.live(*peer).is_some()) {
            return None;
        }
        let waits = peers.iter().filter_map(|peer| self.peers.peek(*peer)).map(|state| state.not_before);
        let refresh = if peers.is_empty() { self.next_refresh() } else { None };
        earlier(waits.min(), refresh)
    }

    fn next_refresh(&self) -> Option<Duration> {
        if self.refresh.in_flight {
            return None;
        }
        match self.metadata.updated_at() {
            _ if self.refresh.due => Some(self.refresh.not_before),
            Some(updated_at) => Some(updated_at + self.config.metadata_max_age),
            None => None,
        }
    }

    fn refresh_metadata(&mut self, now: Duration) {
        if self.next_refresh().is_none_or(|due| due > now) {
            return;
        }
        self.refresh.due = false;
        self.refresh.in_flight = true;
        let request = self.metadata.request(self.config.allow_auto_topic_creation);
        let build = move |version: i16| MetadataRequest {
            // Before version 4 the broker decides by itself.
            allow_auto_topic_creation: request.allow_auto_topic_creation || version < 4,
            ..request.clone()
        };
        self.add_call(Purpose::Metadata, METADATA_VERSIONS, CallOptions::repeatable(Target::Any), build);
    }

    fn on_metadata(&mut self, result: Result<MetadataResponse, Error>) {
        let now = self.io.now();
        self.refresh.in_flight = false;
        match result {
            Ok(response) => {
                // A topic that is just being made has no leader yet, and its error is retriable.
                let unsettled = response.topics.iter().any(|topic| {
                    ErrorCode::from_i16(topic.error_code).is_retriable()
                        || topic.partitions.iter().any(|partition| partition.leader_id < 0)
                });
                self.metadata.update(response, now);
                self.refresh.last_error = None;
                self.refresh.due |= unsettled;
                self.refresh.failures = if unsettled { self.refresh.failures + 1 } else { 0 };
            }
            Err(error) => {
                self.refresh.last_error = Some(error);
                self.refresh.due = true;
                self.refresh.failures += 1;
            }
        }
        let wait = self.config.retry_backoff.wait(self.refresh.failures.max(1), self.io.random_u64());
        self.refresh.not_before = now + wait;
    }

    fn expire_calls(&mut self, now: Duration) {
        let expired: Vec<CallId> =
            self.calls.iter().filter(|(_, call)| now >= call.deadline).map(|(id, _)| *id).collect();
        for id in expired {
            // A call in flight ends with its connection's deadline, which is not later; this one found no connection.
            let error = self.calls[&id].timed_out();
            self.finish(id, Err(error));
        }
    }

    /// Sends waiting calls for which there is a connection, and begins connections for the others.
    fn dispatch(&mut self, now: Duration) {
        let waiting = self
            .calls
            .iter()
            .filter(|(_, call)| matches!(call.state, CallState::Waiting { not_before } if not_before <= now));
        let waiting: Vec<(CallId, Target, bool)> =
            waiting.map(|(id, call)| (*id, call.options.target, call.options.retry)).collect();
        for (id, target, patient) in waiting {
            let pick = match target {
                Target::Any => self.pick_any(),
                Target::Node(node) => self.pick_node(node, patient),
            };
            match pick {
                Pick::Ready(slot) => self.send(id, slot, now),
                Pick::Wait => {}
                Pick::Fail(error) => self.finish(id, Err(error)),
            }
        }
    }

    fn send(&mut self, id: CallId, slot: usize, now: Duration) {
        let call = &self.calls[&id];
        let version = match self.version(slot, call.api, call.versions) {
            Ok(version) => version,
            Err(error) => return self.finish(id, Err(error)),
        };
        let request = Outgoing {
            call: id,
            api: call.api,
            version,
            body: call.body.as_ref(),
            expects_reply: call.options.expects_reply,
            deadline: call.deadline.min(now + self.config.request_timeout),
        };
        match self.peers.connection_mut(slot).send(request, &self.config, &self.io) {
            Ok(()) => self.calls.get_mut(&id).expect("it was just read").state = CallState::Sent,
            Err(error) => self.finish(id, Err(error)),
        }
    }

    fn version(&self, slot: usize, api: ApiKey, versions: VersionRange) -> Result<i16, Error> {
        let connection = self.peers.connection(slot);
        connection.version_of(api, versions).ok_or_else(|| Error::UnsupportedVersion {
            address: connection.address().to_string(),
            api: api.name(),
        })
    }

    /// Everybody who may answer a target.
    fn candidates(&self, target: Target) -> Vec<Peer> {
        match target {
            Target::Node(node) => vec![Peer::Node(node)],
            Target::Any => {
                let bootstrap = (0..self.config.bootstrap_servers.len()).map(Peer::Bootstrap);
                bootstrap.chain(self.metadata.brokers().map(|(id, _)| Peer::Node(id))).collect()
            }
        }
    }

    fn pick_any(&mut self) -> Pick {
        let candidates = self.candidates(Target::Any);
        let live: Vec<usize> = candidates.iter().filter_map(|peer| self.peers.live(*peer)).collect();
        if let Some(ready) = live.iter().find(|slot| self.peers.connection(**slot).phase() == Phase::Ready) {
            return Pick::Ready(*ready);
        }
        if !live.is_empty() {
            return Pick::Wait;
        }
        let now = self.io.now();
        let mut due: Vec<Peer> = candidates
            .into_iter()
            .filter(|peer| self.peers.peek(*peer).is_none_or(|state| state.not_before <= now))
            .collect();
        due.sort_by_key(|peer| self.peers.peek(*peer).map_or(0, |state| state.failures));
        for peer in due {
            if self.config.fail_fast && !self.was_connected && self.all_bootstrap_servers_failed() {
                break;
            }
            if self.open(peer) {
                return Pick::Wait;
            }
        }
        match self.bootstrap_error() {
            Some(error) if self.config.fail_fast && !self.was_connected => Pick::Fail(error),
            _ => Pick::Wait,
        }
    }

    fn all_bootstrap_servers_failed(&self) -> bool {
        let failed = |peer| self.peers.peek(peer).is_some_and(|state| state.failures > 0);
        (0..self.config.bootstrap_servers.len()).map(Peer::Bootstrap).all(failed)
    }

    /// The first bootstrap server's failure, when all of them have failed.
    fn bootstrap_error(&self) -> Option<Error> {
        if !self.all_bootstrap_servers_failed() {
            return None;
        }
        self.peers.peek(Peer::Bootstrap(0))?.last_error.clone()
    }

    /// `patient`: a node that cannot be reached, or is not known, is waited for.
    fn pick_node(&mut self, node: i32, patient: bool) -> Pick {
        let peer = Peer::Node(node);
        let Some(address) = self.metadata.broker(node).cloned() else {
            self.request_metadata();
            let reason = "the cluster's metadata does not name it".to_owned();
            return match patient {
                true => Pick::Wait,
                false => Pick::Fail(Error::Unreachable { address: format!("broker {node}"), reason }),
            };
        };
        if let Some(slot) = self.peers.live(peer) {
            let connection = self.peers.connection_mut(slot);
            if *connection.address() != address {
                let reason = format!("the broker moved to {address}");
                let error = Error::Disconnected { address: connection.address().to_string(), reason };
                connection.close(error, &mut self.io, &mut self.events);
                self.take_events(slot);
                return Pick::Wait;
            }
            return if connection.phase() == Phase::Ready { Pick::Ready(slot) } else { Pick::Wait };
        }
        let now = self.io.now();
        let state = self.peers.state(peer);
        if state.not_before > now {
            return match &state.last_error {
                Some(error) if !patient => Pick::Fail(error.clone()),
                _ => Pick::Wait,
            };
        }
        self.open(peer);
        Pick::Wait
    }

    /// Begins a connection; false when not even that was possible.
    fn open(&mut self, peer: Peer) -> bool {
        let address = match peer {
            Peer::Bootstrap(index) => self.config.bootstrap_servers[index].clone(),
            Peer::Node(node) => match self.metadata.broker(node) {
                Some(address) => address.clone(),
                None => return false,
            },
        };
        match self.peers.open(peer, address, &self.config, &mut self.io) {
            Ok(()) => true,
            Err(error) => {
                self.on_down(peer, error);
                false
            }
        }
    }

    fn on_down(&mut self, peer: Peer, error: Error) {
        let (now, random) = (self.io.now(), self.io.random_u64());
        let state = self.peers.state(peer);
        state.connection = None;
        state.failures += 1;
        state.not_before = now + self.config.reconnect_backoff.wait(state.failures, random);
        state.last_error = Some(error);
        // The leaders may be elsewhere by now.
        self.request_metadata();
    }

    fn take_events(&mut self, slot: usize) {
        if self.events.is_empty() {
            return;
        }
        let peer = self.peers.peer(slot);
        let mut events = std::mem::take(&mut self.events);
        for event in events.drain(..) {
            match event {
                Event::Ready => {
                    self.was_connected = true;
                    let state = self.peers.state(peer);
                    state.failures = 0;
                    state.last_error = None;
                }
                Event::Answered { call, result } => self.on_answer(call, result),
                Event::Down { error } => self.on_down(peer, error),
            }
        }
        self.events = events;
    }

    /// Events of connections that were closed together: nobody is to be connected to again.
    fn take_all_events(&mut self) {
        let events = std::mem::take(&mut self.events);
        for event in events {
            if let Event::Answered { call, result } = event {
                self.on_answer(call, result);
            }
        }
        for peer in self.candidates(Target::Any) {
            self.peers.state(peer).connection = None;
        }
    }

    fn on_answer(&mut self, id: CallId, result: Result<Reply, Error>) {
        let now = self.io.now();
        let Some(call) = self.calls.get_mut(&id) else { return };
        match result {
            Err(error) if call.options.retry && error.is_retriable() && now < call.deadline => {
                call.failures += 1;
                let wait = self.config.retry_backoff.wait(call.failures, self.io.random_u64());
                call.state = CallState::Waiting { not_before: now + wait };
                call.last_error = Some(error);
            }
            result => self.finish(id, result),
        }
    }

    fn finish(&mut self, id: CallId, result: Result<Reply, Error>) {
        let Some(call) = self.calls.remove(&id) else { return };
        match call.purpose {
            Purpose::Caller => self.answers.push_back((id, result)),
            Purpose::Metadata => {
                self.on_metadata(result.and_then(|reply| reply.decode::<MetadataRequest>()));
            }
        }
    }
}

/// The earlier of two moments, where `None` is never.
pub(crate) fn earlier(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
