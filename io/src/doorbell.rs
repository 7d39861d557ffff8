//! How one shard ends another shard's turn.

use std::fmt;
use std::sync::Arc;

/// Ends the current or the next turn of the `Io` it belongs to. Any thread may ring it; it costs a system call only
/// when that shard sleeps. A bell rung many times before the shard looks ends one turn.
#[derive(Clone)]
pub struct Doorbell {
    target: Arc<dyn DoorbellTarget>,
}

/// What stands behind a doorbell: an eventfd, or a flag of the simulator.
pub(crate) trait DoorbellTarget: Send + Sync {
    /// As [`Doorbell::ring`].
    fn ring(&self);
}

impl Doorbell {
    pub(crate) fn new(target: Arc<dyn DoorbellTarget>) -> Self {
        Self { target }
    }

    /// Wakes the shard. What the caller wrote before (to a mesh ring, say) is seen by the turn that this ends.
    pub fn ring(&self) {
        self.target.ring();
    }
}

impl fmt::Debug for Doorbell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Doorbell")
    }
}
