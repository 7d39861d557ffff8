//! One connection to one broker: set-up, version negotiation, requests out, answers back in order.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use io::{Io, Op, Outcome, Payload, Payloads, Reclaimed, Socket, Token};
use net::FrameReader;
use protocol::messages::{ApiVersionsRequest, ApiVersionsResponse};
use protocol::{ApiKey, ErrorCode, Message, VersionRange, parse_response_header};

use crate::call::CallId;
use crate::request::{Body, Built, FrameHead, Reply, common_version};
use crate::{Address, ClientConfig, Error};

/// The highest ApiVersions version that is tried first; a broker that knows less says so in version 0.
const API_VERSIONS_MAX: i16 = 4;

/// ```text
/// Connecting ──connected──► Negotiating ──versions──► Ready
///      │                        │                       │
///      └────────────────────────┴──── error, timeout ───┴──► Closing ──last completion──► (slot free)
/// ```
/// - Requests leave in the order of their correlation ids, and answers come in that order.
/// - A call is in `in_flight` (or, when no answer is due, in `silent`) or it was reported, never both.
/// - In `Closing` nothing is in flight for callers; only the kernel still holds operations.
pub(crate) struct Connection {
    address: Address,
    candidates: Vec<SocketAddr>,
    phase: Phase,
    deadline: Duration,
    socket: Option<Socket>,
    frames: FrameReader,
    tokens: Tokens,
    operations: Operations,
    in_flight: VecDeque<InFlight>,
    outgoing: Payloads,
    sent_spare: Payloads,
    silent: Silent,
    next_correlation_id: i32,
    versions: Versions,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    Connecting,
    Negotiating,
    Ready,
    Closing,
}

/// What a connection tells its client.
pub(crate) enum Event {
    /// The versions are known: requests may be sent.
    Ready,
    /// A call has its answer, or can have none.
    Answered { call: CallId, result: Result<Reply, Error> },
    /// The connection is over; its calls were answered with the same error before.
    Down { error: Error },
}

/// The three tokens of a connection.
#[derive(Copy, Clone)]
pub(crate) struct Tokens {
    pub(crate) connect: Token,
    pub(crate) receive: Token,
    pub(crate) send: Token,
}

/// Which operations the kernel still holds.
#[derive(Default)]
struct Operations {
    connect: bool,
    receive: bool,
    send: bool,
}

struct InFlight {
    correlation_id: i32,
    api: ApiKey,
    version: i16,
    /// `None`: the connection's own ApiVersions request.
    call: Option<CallId>,
    deadline: Duration,
}

/// Calls that get no answer (acks=0): they are done when their bytes have been handed to the kernel.
#[derive(Default)]
struct Silent {
    queued: Vec<(CallId, Reply)>,
    sending: Vec<(CallId, Reply)>,
}

/// The ranges that a broker advertised, sorted by key.
#[derive(Default)]
struct Versions(Vec<(i16, VersionRange)>);

/// A request to go out.
pub(crate) struct Outgoing<'a> {
    pub(crate) call: CallId,
    pub(crate) api: ApiKey,
    pub(crate) version: i16,
    pub(crate) body: &'a dyn Body,
    pub(crate) expects_reply: bool,
    pub(crate) deadline: Duration,
}

impl Connection {
    /// Starts to connect. Names are resolved here; what cannot be resolved is unreachable.
    pub(crate) fn open<I: Io>(
        address: Address,
        tokens: Tokens,
        config: &ClientConfig,
        io: &mut I,
    ) -> Result<Self, Error> {
        let unreachable = |reason: String| Error::Unreachable { address: address.to_string(), reason };
        let mut candidates = match (config.resolver)(&address.host, address.port) {
            Ok(candidates) => candidates,
            Err(error) => return Err(unreachable(error.to_string())),
        };
        candidates.reverse();
        let Some(first) = candidates.pop() else {
            return Err(unreachable("the name has no address".to_owned()));
        };
        io.submit(tokens.connect, Op::Connect { address: first });
        Ok(Self {
            address,
            candidates,
            phase: Phase::Connecting,
            deadline: io.now() + config.connect_timeout,
            socket: None,
            frames: FrameReader::default(),
            tokens,
            operations: Operations { connect: true, ..Operations::default() },
            in_flight: VecDeque::new(),
            outgoing: Payloads::new(),
            sent_spare: Payloads::new(),
            silent: Silent::default(),
            next_correlation_id: 0,
            versions: Versions::default(),
        })
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// Whether the kernel holds nothing of it any more.
    pub(crate) fn is_finished(&self) -> bool {
        let Operations { connect, receive, send } = self.operations;
        self.phase == Phase::Closing && !(connect || receive || send)
    }

    /// The version for an API, when the broker has one in `ours`.
    pub(crate) fn version_of(&self, api: ApiKey, ours: VersionRange) -> Option<i16> {
        debug_assert_eq!(self.phase, Phase::Ready);
        common_version(ours, self.versions.range(api)?)
    }

    /// Encodes and queues a request; it leaves with [`Self::flush`].
    pub(crate) fn send<I: Io>(
        &mut self,
        request: Outgoing<'_>,
        config: &ClientConfig,
        io: &I,
    ) -> Result<(), Error> {
        let Outgoing { call, api, version, body, expects_reply, deadline } = request;
        let correlation_id = self.enqueue(api, version, body, config, io)?;
        if expects_reply {
            self.in_flight.push_back(InFlight { correlation_id, api, version, call: Some(call), deadline });
        } else {
            self.silent.queued.push((call, Reply::new(api, version, Bytes::new())));
        }
        Ok(())
    }

    fn enqueue<I: Io>(
        &mut self,
        api: ApiKey,
        version: i16,
        body: &dyn Body,
        config: &ClientConfig,
        io: &I,
    ) -> Result<i32, Error> {
        let correlation_id = self.next_correlation_id;
        let head = FrameHead { api, version, correlation_id, client_id: &config.client_id };
        let frame = head
            .encode(body, io.pool())
            .map_err(|error| Error::InvalidArgument(format!("{} {version}: {error}", api.name())))?;
        self.next_correlation_id = (correlation_id + 1) & i32::MAX;
        self.outgoing.push(Payload::Memory(frame));
        Ok(correlation_id)
    }

    /// Hands what is queued to the kernel, unless it is still busy with what came before.
    pub(crate) fn flush<I: Io>(&mut self, io: &mut I) {
        let Some(socket) = &self.socket else { return };
        if self.operations.send || self.outgoing.is_empty() || self.phase == Phase::Closing {
            return;
        }
        let spare = std::mem::take(&mut self.sent_spare);
        let payload = std::mem::replace(&mut self.outgoing, spare);
        self.silent.sending.append(&mut self.silent.queued);
        self.operations.send = true;
        io.submit(self.tokens.send, Op::Send { socket: socket.clone(), payload });
    }

    /// The connect operation ended.
    pub(crate) fn on_connect<I: Io>(
        &mut self,
        outcome: Outcome,
        config: &ClientConfig,
        io: &mut I,
        events: &mut Vec<Event>,
    ) {
        self.operations.connect = false;
        match outcome {
            _ if self.phase == Phase::Closing => {}
            Outcome::Connected { socket } => {
                self.operations.receive = true;
                io.submit(self.tokens.receive, Op::Receive { socket: socket.clone() });
                self.socket = Some(socket);
                self.phase = Phase::Negotiating;
                self.ask_versions(API_VERSIONS_MAX, config, io, events);
            }
            Outcome::Failed { error, .. } => match self.candidates.pop() {
                Some(address) => {
                    self.operations.connect = true;
                    io.submit(self.tokens.connect, Op::Connect { address });
                }
                None => self.close(self.unreachable(error.to_string()), io, events),
            },
            other => panic!("a connect completed with {other:?}"),
        }
    }

    /// A step of the receive operation.
    pub(crate) fn on_receive<I: Io>(
        &mut self,
        outcome: Outcome,
        more: bool,
        config: &ClientConfig,
        io: &mut I,
        events: &mut Vec<Event>,
    ) {
        self.operations.receive = more;
        match outcome {
            _ if self.phase == Phase::Closing => {}
            Outcome::Received { buffer } if buffer.is_empty() => {
                self.close(self.disconnected("the broker closed it".to_owned()), io, events);
            }
            Outcome::Received { buffer } => {
                self.frames.on_received(buffer);
                self.take_frames(config, io, events);
                self.rearm(io);
            }
            Outcome::Failed { error, .. } => self.close(self.disconnected(error.to_string()), io, events),
            other => panic!("a receive completed with {other:?}"),
        }
    }

    /// A receive may end without an error (out of buffers): it is armed again.
    fn rearm<I: Io>(&mut self, io: &mut I) {
        if self.phase == Phase::Closing || self.operations.receive {
            return;
        }
        let socket = self.socket.clone().expect("it received");
        self.operations.receive = true;
        io.submit(self.tokens.receive, Op::Receive { socket });
    }

    /// The send operation ended.
    pub(crate) fn on_send<I: Io>(&mut self, outcome: Outcome, io: &mut I, events: &mut Vec<Event>) {
        self.operations.send = false;
        match outcome {
            Outcome::Sent { payload } => {
                self.sent_spare = payload;
                let sent = self.silent.sending.drain(..);
                events.extend(sent.map(|(call, reply)| Event::Answered { call, result: Ok(reply) }));
                self.flush(io);
            }
            Outcome::Failed { error, reclaimed } => {
                if let Reclaimed::Payloads(payload) = reclaimed {
                    self.sent_spare = payload;
                }
                if self.phase != Phase::Closing {
                    self.close(self.disconnected(error.to_string()), io, events);
                }
            }
            other => panic!("a send completed with {other:?}"),
        }
    }

    /// Closes when the connection could not be made, or an answer did not come, in time.
    pub(crate) fn on_deadline<I: Io>(&mut self, now: Duration, io: &mut I, events: &mut Vec<Event>) {
        match self.phase {
            Phase::Connecting if now >= self.deadline => {
                self.close(self.unreachable("no connection in time".to_owned()), io, events);
            }
            Phase::Negotiating | Phase::Ready => {
                if let Some(late) = self.in_flight.iter().find(|request| now >= request.deadline) {
                    let hint = if late.call.is_none() { " (is it a Kafka broker?)" } else { "" };
                    let reason = format!("no answer to {} in time{hint}", late.api.name());
                    self.close(self.disconnected(reason), io, events);
                }
            }
            Phase::Connecting | Phase::Closing => {}
        }
    }

    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        match self.phase {
            Phase::Connecting => Some(self.deadline),
            Phase::Negotiating | Phase::Ready => self.in_flight.iter().map(|request| request.deadline).min(),
            Phase::Closing => None,
        }
    }

    /// Ends the connection and reports its calls as failed with `error`.
    pub(crate) fn close<I: Io>(&mut self, error: Error, io: &mut I, events: &mut Vec<Event>) {
        debug_assert_ne!(self.phase, Phase::Closing);
        self.phase = Phase::Closing;
        self.outgoing.clear();
        if self.operations.connect {
            io.submit(self.tokens.connect, Op::Cancel { target: self.tokens.connect });
        }
        if let Some(socket) = self.socket.take() {
            socket.shutdown();
        }
        let asked = self.in_flight.drain(..).filter_map(|request| request.call);
        let silent = self.silent.queued.drain(..).chain(self.silent.sending.drain(..)).map(|(call, _)| call);
        for call in asked.chain(silent) {
            events.push(Event::Answered { call, result: Err(error.clone()) });
        }
        events.push(Event::Down { error });
    }

    fn ask_versions<I: Io>(
        &mut self,
        version: i16,
        config: &ClientConfig,
        io: &mut I,
        events: &mut Vec<Event>,
    ) {
        let api = ApiKey::ApiVersions;
        let body = Built(|version| match version {
            0..3 => ApiVersionsRequest::default(),
            _ => ApiVersionsRequest {
                client_software_name: "ringlog".to_owned(),
                client_software_version: env!("CARGO_PKG_VERSION").to_owned(),
                ..ApiVersionsRequest::default()
            },
        });
        match self.enqueue(api, version, &body, config, io) {
            Ok(correlation_id) => {
                // Part of the set-up: who does not know this request will never answer it.
                let deadline = io.now() + config.connect_timeout.min(config.request_timeout);
                self.in_flight.push_back(InFlight { correlation_id, api, version, call: None, deadline });
                self.flush(io);
            }
            Err(error) => self.close(error, io, events),
        }
    }

    fn take_frames<I: Io>(&mut self, config: &ClientConfig, io: &mut I, events: &mut Vec<Event>) {
        let len_max = u32::try_from(config.response_len_max).unwrap_or(u32::MAX);
        while self.phase != Phase::Closing {
            match self.frames.next_frame(len_max, io.pool()) {
                Ok(Some(frame)) => {
                    let frame = Bytes::from_owner(frame);
                    if let Err(error) = self.on_frame(frame, config, io, events) {
                        self.close(error, io, events);
                    }
                }
                Ok(None) => break,
                Err(error) => self.close(self.disconnected(error.to_string()), io, events),
            }
        }
    }

    fn on_frame<I: Io>(
        &mut self,
        frame: Bytes,
        config: &ClientConfig,
        io: &mut I,
        events: &mut Vec<Event>,
    ) -> Result<(), Error> {
        let Some(InFlight { correlation_id, api, version, call, .. }) = self.in_flight.pop_front() else {
            return Err(self.disconnected("an answer that nobody asked for".to_owned()));
        };
        let malformed = |reason: String| Error::Malformed { api: api.name(), reason };
        let header = parse_response_header(api, version, &frame);
        let body = match header {
            Ok((id, body)) if id == correlation_id => frame.slice_ref(body),
            Ok((id, _)) => {
                let error = malformed(format!("it answers request {id}, not {correlation_id}"));
                return self.fail_call(call, error, events);
            }
            Err(error) => return self.fail_call(call, malformed(error.to_string()), events),
        };
        match call {
            Some(call) => {
                events.push(Event::Answered { call, result: Ok(Reply::new(api, version, body)) });
                Ok(())
            }
            None => self.on_versions(version, &body, config, io, events),
        }
    }

    /// The stream cannot be trusted any more: the call and, through the caller, the connection end.
    fn fail_call(&self, call: Option<CallId>, error: Error, events: &mut Vec<Event>) -> Result<(), Error> {
        if let Some(call) = call {
            events.push(Event::Answered { call, result: Err(error.clone()) });
        }
        Err(error)
    }

    fn on_versions<I: Io>(
        &mut self,
        version: i16,
        body: &Bytes,
        config: &ClientConfig,
        io: &mut I,
        events: &mut Vec<Event>,
    ) -> Result<(), Error> {
        let malformed = |reason: String| Error::Malformed { api: ApiKey::ApiVersions.name(), reason };
        // KIP-511: a broker that does not know the version answers with error 35 in the layout of version 0.
        let refused = body.get(..2) == Some(&ErrorCode::UnsupportedVersion.code().to_be_bytes());
        let layout = if refused { 0 } else { version };
        let response =
            ApiVersionsResponse::decode(body, layout).map_err(|error| malformed(error.to_string()))?;
        if refused {
            let lower = VersionRange::new(0, version - 1);
            let theirs =
                Versions::new(&response).range(ApiKey::ApiVersions).unwrap_or(VersionRange::new(0, 0));
            let next = common_version(lower, theirs).ok_or_else(|| self.no_versions())?;
            self.ask_versions(next, config, io, events);
            return Ok(());
        }
        Error::check(response.error_code, None)?;
        self.versions = Versions::new(&response);
        self.phase = Phase::Ready;
        events.push(Event::Ready);
        Ok(())
    }

    fn no_versions(&self) -> Error {
        Error::UnsupportedVersion { address: self.address.to_string(), api: ApiKey::ApiVersions.name() }
    }

    fn unreachable(&self, reason: String) -> Error {
        Error::Unreachable { address: self.address.to_string(), reason }
    }

    fn disconnected(&self, reason: String) -> Error {
        Error::Disconnected { address: self.address.to_string(), reason }
    }
}

impl Versions {
    fn new(response: &ApiVersionsResponse) -> Self {
        let keys = response.api_keys.iter();
        let mut ranges: Vec<(i16, VersionRange)> =
            keys.map(|key| (key.api_key, VersionRange::new(key.min_version, key.max_version))).collect();
        ranges.sort_by_key(|(key, _)| *key);
        Self(ranges)
    }

    fn range(&self, api: ApiKey) -> Option<VersionRange> {
        let index = self.0.binary_search_by_key(&(api as i16), |(key, _)| *key).ok()?;
        Some(self.0[index].1)
    }
}
