//! The caller's name for an operation in flight.

/// Names one operation in flight; given back unchanged in its completions.
///
/// `io` never interprets a token. A caller keeps its operations in slots and raises `generation` when a slot gets a new
/// tenant, so that a late completion of a dead owner is recognised. A token may be used again after its terminal
/// completion (`more == false`); two operations in flight must never share one, for `Op::Cancel` could not tell them
/// apart.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug, Default)]
pub struct Token {
    /// The kind of machine that the completion belongs to; the broker numbers them.
    pub owner: u8,
    /// The index within that kind.
    pub slot: u32,
    /// Which tenant of the slot.
    pub generation: u32,
}

impl Token {
    /// A token of the given parts.
    pub const fn new(owner: u8, slot: u32, generation: u32) -> Self {
        Self { owner, slot, generation }
    }
}
