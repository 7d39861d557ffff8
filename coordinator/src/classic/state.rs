//! The states of a classic group.

/// Where a classic group stands.
///
/// ```text
///                 first join
///   Empty ───────────────────────► PreparingRebalance ◄──────────────┐
///     ▲                              │   │        ▲                   │ join, leave, expiry,
///     │   the last member left,      │   │ all    │ join with other   │ the leader joins again
///     │   or none of them rejoined   │   │ joined │ protocols, leave, │
///     └──────────────────────────────┘   │ or the │ expiry, no sync   │
///                                        ▼ time   │ in time           │
///                                 CompletingRebalance ──────────────► Stable
///                                                 the leader's assignment is accepted
/// ```
///
/// | from | what | to | effect |
/// |---|---|---|---|
/// | Empty | a member joins | PreparingRebalance | waits for the initial rebalance delay, longer while members come |
/// | PreparingRebalance | all members have joined, or the rebalance timeout is over | CompletingRebalance | dynamic members that have not joined are removed; generation + 1; joins are answered |
/// | PreparingRebalance | as above, and no member is left | Empty | generation + 1; the empty group is recorded |
/// | CompletingRebalance | the leader syncs | Stable | the group is recorded; syncs are answered behind that record |
/// | CompletingRebalance | the leader's assignment cannot be recorded | PreparingRebalance | syncs are answered with the error |
/// | CompletingRebalance, Stable | a member joins with other protocols, leaves or expires; a new one joins; a sync does not come in time | PreparingRebalance | waiting syncs are answered REBALANCE_IN_PROGRESS |
/// | Stable | the leader joins again | PreparingRebalance | it wants to assign anew |
/// | Stable | a static member rejoins and the selected protocol stays | Stable | the new member id is recorded |
///
/// Only Empty and Stable are ever recorded. A deleted group is gone; where Kafka says Dead, there is no group here.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum ClassicState {
    /// No members. There may be committed offsets.
    #[default]
    Empty,
    /// Members are joining.
    PreparingRebalance,
    /// The members are known; the leader's assignment is awaited.
    CompletingRebalance,
    /// Every member has, or may fetch, its assignment.
    Stable,
}

impl ClassicState {
    /// As listings and descriptions name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ClassicState::Empty => "Empty",
            ClassicState::PreparingRebalance => "PreparingRebalance",
            ClassicState::CompletingRebalance => "CompletingRebalance",
            ClassicState::Stable => "Stable",
        }
    }
}
