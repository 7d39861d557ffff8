//! A whole broker behind its sockets: each backend, one, two and four shards, frames written by hand.

mod administering;
mod bad_input;
mod configuring;
mod coordinating;
mod fetching;
mod harness;
mod pressure;
mod producing;
mod restarts;
