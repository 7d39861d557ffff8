//! Compaction on a simulated disk: what stays, what goes, and what a crash finds in the midst of it.

mod crashing;
mod harness;
mod journaled;
mod property;
mod rules;
mod running;
mod transactions;
