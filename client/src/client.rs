//! Calls to a cluster: connections, metadata, retries, time limits.

mod pick;
mod refresh;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use io::{Completion, Io};
use protocol::messages::MetadataRequest;
use protocol::{ApiKey, VersionRange};

use crate::call::{Call, CallId, CallOptions, CallState, Purpose, Target};
use crate::connection::{Event, Outgoing, Phase};
use crate::metadata::Metadata;
use crate::peers::{Operation, Peer, Peers};
use crate::request::{Built, Reply, Request};
use crate::{ClientConfig, Error};
use pick::Pick;
use refresh::Refresh;

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

    /// Lets go of a topic: it is asked for no more, and so not made again by asking when it was deleted.
    pub fn unwant_topic(&mut self, topic: &str) {
        self.metadata.unwant(topic);
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
                Target::Coordinator(node) => self.pick_coordinator(node, patient),
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
            deadline: call
                .deadline
                .min(now + call.options.request_timeout.unwrap_or(self.config.request_timeout)),
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
        self.peers.forget_connections();
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
