//! What the APIs that change or describe the cluster have in common.

use protocol::{ApiKey, ErrorCode};
use replication::ApiError;

use crate::request::RequestError;

/// Topics or resources that one request may name, and partitions or configurations that it may give them. A request
/// becomes values of its own on its way to the control plane, several times its size on the wire where names are short:
/// the limit bounds that. More of them close the connection.
const ITEMS_MAX: usize = 10_000;

/// Refuses a request of too many items before anything is allocated for them.
pub(super) fn check_items(api: ApiKey, items: usize) -> Result<(), RequestError> {
    if items <= ITEMS_MAX {
        return Ok(());
    }
    Err(RequestError::Invalid {
        api,
        reason: "more than 10,000 topics, resources, partitions or configurations",
    })
}

/// The code and message of an outcome.
pub(super) fn code_and_message<T>(outcome: &Result<T, ApiError>) -> (i16, Option<String>) {
    match outcome {
        Ok(_) => (ErrorCode::None.code(), None),
        Err(error) => (error.code.code(), error.message.clone()),
    }
}

/// Kafka's message where no authorizer is configured.
pub(super) const NO_AUTHORIZER: &str = "No Authorizer is configured.";
