//! What the micro-benches run: one [`Subject`] per question, which `benches/time.rs` measures in nanoseconds and
//! `benches/instructions.rs` in instructions. `bench/micro/run` runs both and prints one table.
//!
//! Subjects call public functions of production. Where a step is private to its crate, the subject is the nearest public call
//! around it, and says so.
#![forbid(unsafe_code)]

mod answers;
mod frames;
mod hand_off;
mod heartbeats;
mod reads;
mod records;

pub use answers::MetadataAnswer;
pub use frames::{LargeFrame, SmallFrames};
pub use hand_off::{HandOff, Receiver};
pub use heartbeats::Heartbeat;
pub use reads::{IndexedRead, TailRead};
pub use records::{Checksum, HeaderValidation, Patching, ProducedValidation, RecordWalk};

/// One piece of work that can be done again and again.
pub trait Subject {
    /// What [`Subject::run`] does once, for the table: `batch of 64,000 bytes`, `frame`.
    const UNIT: &'static str;

    /// Everything that is there before the work begins.
    fn new() -> Self;

    /// The work, once. What it returns depends on all of it, so that none of it can be left out.
    fn run(&mut self) -> u64;
}
