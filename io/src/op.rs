//! What a caller may ask of the boundary, to be answered by a completion.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::{Buffer, File, Listener, SharedBuffer, Socket, Token};

/// One operation. It owns its buffers and holds its file or socket open until its terminal completion gives them back;
/// nothing is borrowed across the kernel.
#[derive(Debug)]
pub enum Op {
    /// Accepts connections until cancelled: one completion with `more == true` per connection. Fails when descriptors
    /// run out (EMFILE, ENFILE); connections then wait in the kernel until it is submitted again, best after a while.
    Accept {
        /// From [`crate::Io::listen`].
        listener: Listener,
    },
    /// Opens a TCP connection (no-delay).
    Connect {
        /// The peer.
        address: SocketAddr,
    },
    /// Receives until cancelled, end of stream or error: one completion with `more == true` per chunk. At most one
    /// receiving operation (this or [`Op::ReceiveInto`]) is armed per socket.
    Receive {
        /// Where from.
        socket: Socket,
    },
    /// Appends to `buffer` until its length is `until`; one completion, shorter only at the end of the stream.
    ReceiveInto {
        /// Where from.
        socket: Socket,
        /// Receives behind what it already holds.
        buffer: Buffer,
        /// The wanted length in bytes, at most the buffer's capacity.
        until: usize,
    },
    /// Sends all of the payload in order. At most one is in flight per socket: callers queue.
    Send {
        /// Where to.
        socket: Socket,
        /// Memory and file regions, in the order of the wire.
        payload: Payloads,
    },
    /// Writes the slices one behind the other at `position`. May complete short: the caller goes on with the rest.
    /// At most one is in flight per file opened with [`crate::OpenOptions::segment`].
    Write {
        /// Where to.
        file: File,
        /// Byte position of the first slice.
        position: u64,
        /// What to write.
        slices: Vec<SharedBuffer>,
    },
    /// Appends up to `len` bytes of the file to `buffer`; shorter only at the end of the file.
    Read {
        /// Where from.
        file: File,
        /// Byte position of the first byte read.
        position: u64,
        /// Receives behind what it already holds; grown to hold `len` more.
        buffer: Buffer,
        /// Bytes wanted.
        len: usize,
    },
    /// Makes durable what was written before this was submitted *and completed* (fdatasync).
    Sync {
        /// The file.
        file: File,
    },
    /// Makes a directory's entries durable (fsync).
    SyncDirectory {
        /// The directory.
        directory: PathBuf,
    },
    /// Ends another operation early. Has no completion of its own; the target still completes, with whatever it has
    /// done by then or with ECANCELED. Unknown targets are ignored.
    Cancel {
        /// The operation to end.
        target: Token,
    },
}

/// A part of what is sent.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Bytes in memory.
    Memory(SharedBuffer),
    /// Bytes of a file, which go from the page cache to the socket without a copy to user space.
    File(FileRegion),
}

impl Payload {
    /// Bytes on the wire.
    pub fn len(&self) -> usize {
        match self {
            Payload::Memory(buffer) => buffer.len(),
            Payload::File(region) => region.len as usize,
        }
    }

    /// Whether nothing would be sent.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<SharedBuffer> for Payload {
    fn from(buffer: SharedBuffer) -> Self {
        Payload::Memory(buffer)
    }
}

impl From<FileRegion> for Payload {
    fn from(region: FileRegion) -> Self {
        Payload::File(region)
    }
}

/// What one [`Op::Send`] sends, in order.
pub type Payloads = Vec<Payload>;

/// A range of a file. The file's descriptor lives as long as any region of it.
#[derive(Clone, Debug)]
pub struct FileRegion {
    /// Which file.
    pub file: File,
    /// Byte position of the first byte.
    pub position: u64,
    /// Length in bytes. The whole range must exist: a file that ends before it fails the send with `UnexpectedEof`.
    pub len: u32,
}
