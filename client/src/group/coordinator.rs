//! The broker that coordinates a group: found, asked, and found again when it moved.

use std::time::Duration;

use io::Io;
use protocol::ErrorCode;
use protocol::messages::{FindCoordinatorRequest, FindCoordinatorResponse};

use crate::{CallId, CallOptions, Client, Error, Reply, Target};

const FIRST_WITH_LISTS: i16 = 4;

/// What to do about a failed request to a coordinator.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Cure {
    /// Find out who coordinates now, and ask again.
    FindAgain,
    /// Ask again in a while.
    Wait,
    /// Join again: the group rebalances.
    Rejoin,
    /// Join again: the group went on without this member, and its partitions are others'.
    RejoinLost,
    /// As that, under a new member id.
    RejoinAsNew,
    /// Nothing helps.
    None,
}

impl Cure {
    pub(super) fn of(error: &Error) -> Self {
        match error {
            Error::Unreachable { .. } | Error::Disconnected { .. } | Error::TimedOut { .. } => {
                Self::FindAgain
            }
            Error::Broker { code, .. } => match code {
                ErrorCode::NotCoordinator | ErrorCode::CoordinatorNotAvailable => Self::FindAgain,
                ErrorCode::CoordinatorLoadInProgress
                | ErrorCode::UnstableOffsetCommit
                | ErrorCode::RequestTimedOut => Self::Wait,
                ErrorCode::RebalanceInProgress => Self::Rejoin,
                ErrorCode::IllegalGeneration => Self::RejoinLost,
                ErrorCode::UnknownMemberId => Self::RejoinAsNew,
                _ => Self::None,
            },
            _ => Self::None,
        }
    }
}

/// ```text
/// Unknown ──asked──► Asking ──answered──► Known
///    ▲                 │                    │
///    └──── failed ─────┴──── it moved ──────┘
/// ```
pub(super) struct Coordinator {
    group_id: String,
    state: State,
    not_before: Duration,
    failures: u32,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum State {
    Unknown,
    Asking(CallId),
    Known(i32),
}

impl Coordinator {
    pub(super) fn new(group_id: &str) -> Self {
        Self { group_id: group_id.to_owned(), state: State::Unknown, not_before: Duration::ZERO, failures: 0 }
    }

    /// Where to send requests, when that is known.
    pub(super) fn target(&self) -> Option<Target> {
        match self.state {
            State::Known(node) => Some(Target::Coordinator(node)),
            State::Unknown | State::Asking(_) => None,
        }
    }

    /// Asks who coordinates, if nobody knows and it is time to; whether it was asked.
    pub(super) fn step<I: Io>(&mut self, client: &mut Client<I>) -> bool {
        if self.state != State::Unknown || client.now() < self.not_before {
            return false;
        }
        let group_id = self.group_id.clone();
        let call =
            client.ask(CallOptions::repeatable(Target::Any), move |version| request(&group_id, version));
        self.state = State::Asking(call);
        true
    }

    /// Takes an answer when it is the one waited for (its error is final), or gives it back.
    pub(super) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Result<Option<Result<Reply, Error>>, Error> {
        if self.state != State::Asking(call) {
            return Ok(Some(result));
        }
        let found = result.and_then(|reply| reply.decode::<FindCoordinatorRequest>()).and_then(node);
        match found {
            Ok(node) => {
                (self.state, self.failures) = (State::Known(node), 0);
                Ok(None)
            }
            // A client that fails fast says so by this error, and only before it ever was connected.
            Err(error @ Error::Unreachable { .. }) => Err(error),
            Err(error) if matches!(Cure::of(&error), Cure::FindAgain | Cure::Wait) => {
                self.retry(client);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// It moved, or cannot be reached.
    pub(super) fn forget<I: Io>(&mut self, client: &mut Client<I>) {
        if matches!(self.state, State::Known(_)) {
            self.retry(client);
        }
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        (self.state == State::Unknown).then_some(self.not_before)
    }

    fn retry<I: Io>(&mut self, client: &mut Client<I>) {
        self.failures += 1;
        let random = client.io_mut().random_u64();
        self.not_before = client.now() + client.config().retry_backoff.wait(self.failures, random);
        self.state = State::Unknown;
    }
}

/// A request for the coordinator of one group.
pub(crate) fn request(group_id: &str, version: i16) -> FindCoordinatorRequest {
    let lists = version >= FIRST_WITH_LISTS;
    FindCoordinatorRequest {
        key: if lists { String::new() } else { group_id.to_owned() },
        coordinator_keys: if lists { vec![group_id.to_owned()] } else { Vec::new() },
        ..Default::default()
    }
}

/// The node that a response to [`request`] names.
pub(crate) fn node(response: FindCoordinatorResponse) -> Result<i32, Error> {
    match response.coordinators.into_iter().next() {
        Some(found) => Error::check(found.error_code, found.error_message.as_deref()).map(|()| found.node_id),
        None => {
            Error::check(response.error_code, response.error_message.as_deref()).map(|()| response.node_id)
        }
    }
}
