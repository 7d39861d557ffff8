//! A whole broker behind its sockets: each backend, one, two and four shards, frames written by hand.

mod bad_input;
mod fetching;
mod harness;
mod pressure;
mod producing;
mod restarts;
