//! What every decision has at hand.

use std::time::Duration;

use crate::effects::Effects;
use crate::{GroupConfig, Surroundings};

/// One input: what it may look at, and where its decisions go.
pub(crate) struct Turn<'a, 's> {
    pub(crate) config: &'a GroupConfig,
    pub(crate) surroundings: &'a mut Surroundings<'s>,
    pub(crate) effects: &'a mut Effects,
}

impl Turn<'_, '_> {
    pub(crate) fn now(&self) -> Duration {
        self.surroundings.now
    }

    pub(crate) fn wall_clock_ms(&self) -> i64 {
        self.surroundings.wall_clock_ms
    }
}
