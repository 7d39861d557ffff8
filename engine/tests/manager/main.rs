//! The log manager on a simulated disk: each rule of the log, one at a time.

mod appending;
mod damaged;
mod failing;
mod harness;
mod opening;
mod retaining;
mod transactions;
mod truncating;
