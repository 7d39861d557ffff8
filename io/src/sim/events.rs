//! What will happen, in the order of time.

use std::collections::BTreeMap;
use std::time::Duration;

use super::connection::{ConnectionId, Side};
use super::operations::OperationId;
use super::world::IoId;
use crate::{Payload, Token};

/// Something that happens at its time.
#[derive(Debug)]
pub(super) enum Event {
    /// A disk operation takes effect and completes.
    Disk(OperationId),
    /// A connection request reaches its listener.
    Connect { io: IoId, token: Token },
    /// Bytes reach an end of a connection.
    Deliver { connection: ConnectionId, to: Side, piece: Payload },
    /// The end of the stream reaches an end of a connection.
    Finish { connection: ConnectionId, to: Side },
    /// A reset reaches both ends of a connection.
    Reset { connection: ConnectionId },
    /// An end may have more to hand to its receiver.
    Pump { connection: ConnectionId, side: Side },
}

/// Events by time; of one time, in the order in which they were scheduled.
#[derive(Debug, Default)]
pub(super) struct EventQueue {
    events: BTreeMap<(Duration, u64), Event>,
    scheduled: u64,
}

impl EventQueue {
    pub(super) fn schedule(&mut self, at: Duration, event: Event) {
        self.scheduled += 1;
        self.events.insert((at, self.scheduled), event);
    }

    /// Time of the next event.
    pub(super) fn next_time(&self) -> Option<Duration> {
        self.events.first_key_value().map(|((at, _), _)| *at)
    }

    /// The next event that is due.
    pub(super) fn pop_due(&mut self, now: Duration) -> Option<Event> {
        let entry = self.events.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Event> {
        self.events.values_mut()
    }
}
