//! A request on its way to an answer, over as many attempts as it takes.

use std::time::Duration;

use protocol::{ApiKey, VersionRange};

use crate::Error;
use crate::request::Body;

/// Names one call of a client; never used twice.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CallId(pub(crate) u64);

/// Who is to answer a call.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// Whichever broker is at hand.
    Any,
    /// The broker with this id.
    Node(i32),
    /// The broker with this id as a group's coordinator, over a connection of its own: answers leave a broker in the order of
    /// the requests, so that a heartbeat would wait behind a fetch, and a fetch behind a join that waits for others.
    Coordinator(i32),
}

/// How a call is made.
#[derive(Copy, Clone, Debug)]
pub struct CallOptions {
    /// Who is asked.
    pub target: Target,
    /// Whether a call that found no broker, or lost its connection, is made again until its time is up. Only for what may
    /// be asked twice.
    pub retry: bool,
    /// Whether there is an answer (not for Produce with acks=0). Without, the call ends when its bytes have left.
    pub expects_reply: bool,
    /// How long it may take with all attempts; `None` is [`crate::ClientConfig::call_timeout`].
    pub timeout: Option<Duration>,
    /// How long one attempt may take; `None` is [`crate::ClientConfig::request_timeout`].
    pub request_timeout: Option<Duration>,
}

impl CallOptions {
    /// A call that may be repeated.
    pub fn repeatable(target: Target) -> Self {
        Self { target, retry: true, expects_reply: true, timeout: None, request_timeout: None }
    }

    /// A call that is made once: its caller knows better when to make it again.
    pub fn once(target: Target) -> Self {
        Self { retry: false, ..Self::repeatable(target) }
    }
}

/// ```text
/// Waiting ──connection ready──► Sent ──answer──► (reported, forgotten)
///    ▲                            │
///    └──── lost, may be retried ──┘
/// ```
pub(crate) struct Call {
    pub(crate) options: CallOptions,
    pub(crate) purpose: Purpose,
    pub(crate) api: ApiKey,
    pub(crate) versions: VersionRange,
    pub(crate) body: Box<dyn Body>,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) state: CallState,
    pub(crate) failures: u32,
    pub(crate) last_error: Option<Error>,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum CallState {
    Waiting { not_before: Duration },
    Sent,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    /// The client's own metadata refresh.
    Metadata,
    /// Somebody polls for the answer.
    Caller,
}

impl Call {
    pub(crate) fn timed_out(&self) -> Error {
        let last = match (&self.last_error, self.state) {
            (Some(error), _) => error.to_string(),
            (None, CallState::Waiting { .. }) => format!("no broker to send {} to", self.api.name()),
            (None, CallState::Sent) => format!("no answer to {}", self.api.name()),
        };
        Error::TimedOut { seconds: self.timeout.as_secs(), last }
    }
}
