//! The ringlog broker: shards, request handlers, purgatory and the command line.
#![forbid(unsafe_code)]

mod apis;
mod checkpoints;
pub mod cli;
pub mod config;
mod connections;
mod groups;
mod mesh;
mod message;
mod metadata;
mod partition;
mod purgatory;
mod request;
mod response;
pub mod runtime;
pub mod serve;
mod shard;
mod slots;
mod timers;
mod view;

pub use mesh::{Mesh, ShardIndex};
pub use shard::{Shard, ShardState, StartError};
