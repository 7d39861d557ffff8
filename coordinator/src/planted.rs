//! Bugs that the simulator must find: each is a switch at the place where production code decides rightly.
//!
//! Without the feature `planted-bugs` [`bug`] is the constant `false` and nothing of this is in the binary.

/// A bug that a coordinator could have, kept to prove that the checks find it.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Bug {
    /// Offsets of a group that rebalances are forgotten as if it were empty.
    OffsetsExpiredDuringRebalance = 1,
    /// The generation (or epoch) of a commit is not looked at.
    CommitFromOldGenerationTaken = 2,
    /// Answers leave before their records are committed.
    ReplyBeforeDurable = 3,
}

impl Bug {
    /// All of them.
    pub const ALL: [Bug; 3] =
        [Bug::OffsetsExpiredDuringRebalance, Bug::CommitFromOldGenerationTaken, Bug::ReplyBeforeDurable];
}

#[cfg(feature = "planted-bugs")]
mod switch {
    use std::cell::Cell;

    std::thread_local! {
        // One switch per thread: the simulator runs a whole cluster in one, and tests run beside one another.
        static PLANTED: Cell<Option<super::Bug>> = const { Cell::new(None) };
    }

    /// Plants a bug in all coordinators of this thread, or takes it out again.
    pub fn plant(bug: Option<super::Bug>) {
        PLANTED.set(bug);
    }

    pub(crate) fn bug(bug: super::Bug) -> bool {
        PLANTED.get() == Some(bug)
    }
}

#[cfg(feature = "planted-bugs")]
pub(crate) use switch::bug;
#[cfg(feature = "planted-bugs")]
pub use switch::plant;

/// Whether this bug is planted.
#[cfg(not(feature = "planted-bugs"))]
#[inline(always)]
pub(crate) const fn bug(_: Bug) -> bool {
    false
}
