//! A world in one thread from one seed: disks that tear and lose what was not synced, sockets that cut, delay and reset,
//! a clock that jumps to the next event, and randomness that is the same every time.
//!
//! A [`SimWorld`] holds nodes; a node has a disk and any number of [`SimIo`]s (one per shard). Nothing here runs by
//! itself: the driver asks [`SimWorld::poll`] whose turn it is and lets that one turn. When nobody has work, the clock
//! advances to the next event.
//!
//! What a crash may do is what a kernel and a disk may do, no less:
//! - A page written since the last covering sync survives, is lost, or is torn at a 512-byte sector, each by itself.
//! - A directory entry that was created, renamed or removed since the last sync of its directory may be undone, each by
//!   itself. A rename is one change.
//! - A sync covers what was written before it was *submitted*. One that fails leaves its pages clean and lost.
//!
//! Every operation, completion and byte goes into [`SimWorld::trace_hash`]: two runs of one seed must agree on it.

mod connection;
mod disk;
mod events;
mod faults;
mod handles;
mod inode;
mod network;
mod node;
mod operations;
mod random;
mod shard_io;
mod trace;
mod world;

pub use faults::{Fault, FaultCounts, FaultOptions};
pub use node::CrashKind;
pub use random::Random;
pub use shard_io::SimIo;
pub use trace::TraceHash;
pub use world::{IoId, NodeId, NodeOptions, Poll, SimWorld};
