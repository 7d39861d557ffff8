//! A whole broker and its clients in one thread from one seed.
//!
//! A run draws everything from its seed: topics, clients, what they do and when, what the disk, the network and the clock do
//! to them, and when the broker goes down. Checkers watch what clients see; they know the durability contract and nothing of
//! how it is kept ([`partition_model`]).
#![forbid(unsafe_code)]

pub mod broker_run;
mod faults;
pub mod group_run;
pub mod ledger;
mod link;
pub mod log_run;
pub mod partition_model;
mod process;
pub mod runner;
pub mod tally;
pub mod violation;

/// A seed that came to its end without a violation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finished {
    /// Over every operation, completion and byte.
    pub trace_hash: u64,
    /// What it went through.
    pub tally: tally::Tally,
}
