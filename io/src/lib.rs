//! The one boundary to clock, randomness, disk and sockets.
//!
//! Everything above it is a set of machines that take completions and hand back operations, so the same code runs on the
//! kernel and in the simulator. Two kinds of calls:
//!
//! - *Operations* ([`Op`]): sockets, appends, syncs. [`Io::submit`] queues one, [`Io::turn`] hands all of them to the
//!   kernel, waits, and returns their [`Completion`]s as values. No callbacks, wakers or futures.
//! - *File-system calls* ([`FileSystem`]): open, list, rename, small reads and writes of the control path, inline.
//!
//! Unsafe code lives in the ring, buffer and system call files only.

mod backend;
mod boxed;
mod buffer;
mod clock;
mod completion;
mod doorbell;
mod file;
mod file_system;
mod op;
mod other_process;
mod page_cache;
mod poll;
mod process;
mod real_backend;
mod real_file_system;
mod sending;
pub mod sim;
mod slots;
mod socket;
mod socket_calls;
mod statistics;
mod system_calls;
mod token;
mod uring;
mod wake;
mod writing;

use std::net::SocketAddr;
use std::time::Duration;

pub use backend::{Backend, NoUring, probe_uring};
pub use buffer::{BUFFER_LEN_MAX, Buffer, Pool, PoolOptions, SharedBuffer};
pub use completion::{Completion, Outcome, Reclaimed};
pub use doorbell::Doorbell;
pub use file::{File, FileLock, OpenOptions};
pub use file_system::{DirectoryEntry, EntryKind, FileSystem, Space};
pub use op::{FileRegion, Op, Payload, Payloads};
pub use other_process::{ask_to_end, interrupt, processor_time_of};
pub use page_cache::drop_page_cache;
pub use poll::{PollIo, PollOptions};
pub use process::{
    ShutdownSignal, pin_to_processor, processors, raise_descriptor_limit, spawn_thread, thread_processor_time,
};
pub use real_file_system::RealFileSystem;
pub use socket::{Listener, Socket};
pub use statistics::Statistics;
pub use token::Token;
pub use uring::{UringIo, UringOptions};

/// What an armed [`Op::Receive`] gives at most per chunk.
pub(crate) const CHUNK_BYTES: usize = 64 << 10;

/// A received chunk of at most this size is copied to memory of its own size; longer ones keep the buffer that they
/// arrived in.
pub(crate) const COPIED_CHUNK_BYTES_MAX: usize = 8 << 10;

/// A shard's boundary to the world. Made on the shard's thread and never moved off it.
pub trait Io: FileSystem + 'static {
    /// Queues one operation for the next turn; never blocks, never fails. What goes wrong is told by its completion.
    fn submit(&mut self, token: Token, op: Op);

    /// Hands the queued operations to the kernel, waits for a completion, the doorbell or `deadline`, and appends what
    /// has completed to `out`, in causal order per socket and file.
    ///
    /// `deadline` is absolute, on the clock of [`Io::now`]; one in the past means "do not wait", `None` means "as long
    /// as it takes". A turn may end early with nothing.
    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>);

    /// Monotone time since this `Io` (or its world) began. Read once per turn, at its end.
    fn now(&self) -> Duration;

    /// Unix time in milliseconds; may jump. Read once per turn. For record timestamps and retention only.
    fn wall_clock_ms(&self) -> i64;

    /// A random number from the kernel, or from the seed.
    fn random_u64(&mut self) -> u64;

    /// Ends this `Io`'s turns from elsewhere.
    fn doorbell(&self) -> Doorbell;

    /// This shard's buffers.
    fn pool(&self) -> &Pool;

    /// Binds and listens at once, so that a port in use is an error at start. IPv6 addresses serve IPv6 only.
    fn listen(&mut self, address: SocketAddr) -> std::io::Result<Listener>;
}
