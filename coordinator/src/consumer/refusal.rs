//! Why a member is refused.

use protocol::ErrorCode;
use protocol::messages::ConsumerGroupHeartbeatResponse;

/// An error code, and the sentence that explains it to whoever reads the client's log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The answer to a heartbeat that is refused.
    pub(crate) fn heartbeat_response(self) -> ConsumerGroupHeartbeatResponse {
        ConsumerGroupHeartbeatResponse {
            error_code: self.code.code(),
            error_message: Some(self.message),
            ..Default::default()
        }
    }
}
