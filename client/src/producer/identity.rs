//! Who an idempotent producer is to the brokers.

use std::time::Duration;

use protocol::messages::{InitProducerIdRequest, InitProducerIdResponse};

use crate::{CallId, Error};

/// What InitProducerId gives.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) struct ProducerIdentity {
    pub(crate) id: i64,
    pub(crate) epoch: i16,
}

/// ```text
/// Needless                               (not idempotent)
/// Missing ──asked──► Asked ──answer──► Known ──gap in the numbers──► Broken ──nothing unresolved──► Missing
/// ```
/// In `Broken` only batches that may already be in the log are sent again, under the old identity, so that the broker can
/// drop what it has; when none is left the others get a new identity and new numbers. No record is written twice.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Identity {
    Needless,
    Missing { not_before: Duration, failures: u32 },
    Asked { call: CallId, failures: u32 },
    Known(ProducerIdentity),
    Broken(ProducerIdentity),
}

impl Identity {
    pub(crate) fn new(idempotent: bool) -> Self {
        match idempotent {
            true => Self::Missing { not_before: Duration::ZERO, failures: 0 },
            false => Self::Needless,
        }
    }

    /// The identity that batches are sent under, if they need one and it is there.
    pub(crate) fn current(self) -> Option<ProducerIdentity> {
        match self {
            Self::Known(identity) | Self::Broken(identity) => Some(identity),
            _ => None,
        }
    }

    /// A sequence number was lost: nothing new may be sent under this identity.
    pub(crate) fn break_off(&mut self) {
        if let Self::Known(identity) = *self {
            *self = Self::Broken(identity);
        }
    }

    pub(crate) fn is_broken(self) -> bool {
        matches!(self, Self::Broken(_))
    }
}

pub(crate) fn request() -> InitProducerIdRequest {
    InitProducerIdRequest { transactional_id: None, transaction_timeout_ms: i32::MAX, ..Default::default() }
}

pub(crate) fn identity(response: &InitProducerIdResponse) -> Result<ProducerIdentity, Error> {
    Error::check(response.error_code, None)?;
    Ok(ProducerIdentity { id: response.producer_id, epoch: response.producer_epoch })
}

/// Sequence numbers count records and wrap to 0 behind 2^31 - 1.
pub(crate) fn advance_sequence(sequence: i32, records: i32) -> i32 {
    sequence.wrapping_add(records) & i32::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_wrap_to_zero() {
        assert_eq!(advance_sequence(0, 3), 3);
        assert_eq!(advance_sequence(i32::MAX, 1), 0);
        assert_eq!(advance_sequence(i32::MAX - 1, 5), 3);
        assert_eq!(advance_sequence(3, -3), 0);
        assert_eq!(advance_sequence(1, -3), i32::MAX - 1);
    }
}
