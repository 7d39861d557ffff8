//! What a classic group waits for besides its members' requests.

use std::time::Duration;

use super::ClassicGroup;

/// When joining ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum JoinTimer {
    /// The group was empty: members get time to come together.
    Initial {
        /// When the present delay ends.
        at: Duration,
        /// How long it is.
        delay: Duration,
        /// By how much it may be prolonged afterwards, all in all.
        remaining: Duration,
        /// A member has come meanwhile.
        is_prolonged: bool,
    },
    /// Members have until then to join again.
    Rebalance {
        /// The end.
        at: Duration,
    },
}

impl JoinTimer {
    pub(crate) fn at(self) -> Duration {
        match self {
            JoinTimer::Initial { at, .. } | JoinTimer::Rebalance { at } => at,
        }
    }
}

impl ClassicGroup {
    /// When `on_deadline` wants to be called next.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        let join = self.join_timer.map(JoinTimer::at);
        [self.sessions.next_deadline(), join, self.sync_deadline].into_iter().flatten().min()
    }
}
