//! A whole broker behind its sockets: each backend, one, two and four shards, frames written by hand.

mod administering;
mod bad_input;
mod configuring;
mod coordinating;
mod fetching;
mod groups;
mod groups_bad_input;
mod groups_frames;
mod groups_next_generation;
mod groups_offsets;
mod harness;
mod member;
mod pressure;
mod producing;
mod receiving;
mod restarts;
