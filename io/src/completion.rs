//! How an operation ended, or a step of one that goes on.

use std::net::SocketAddr;

use crate::{Buffer, Payloads, SharedBuffer, Socket, Token};

/// The answer to an [`crate::Op`].
#[derive(Debug)]
pub struct Completion {
    /// The token it was submitted with.
    pub token: Token,
    /// What happened.
    pub outcome: Outcome,
    /// Whether more completions of this operation follow. `false` is terminal: the token is free again.
    pub more: bool,
}

/// What happened; one variant per kind of operation, and one for failure.
#[derive(Debug)]
pub enum Outcome {
    /// A connection of an `Accept`.
    Accepted {
        /// The new connection.
        socket: Socket,
        /// Its other end.
        peer: SocketAddr,
    },
    /// A `Connect` succeeded.
    Connected {
        /// The new connection.
        socket: Socket,
    },
    /// A chunk of a `Receive`; empty (and terminal) at the end of the stream.
    Received {
        /// The bytes, in the order of the stream.
        buffer: SharedBuffer,
    },
    /// A `ReceiveInto` is full, or its stream has ended (`len < until`).
    ReceivedInto {
        /// The caller's buffer.
        buffer: Buffer,
    },
    /// All of a `Send` was handed to the kernel.
    Sent {
        /// The caller's vector, emptied, for its capacity.
        payload: Payloads,
    },
    /// A `Write` wrote a prefix of its slices.
    Written {
        /// Bytes written, from the first slice on; less than their sum when short.
        written: usize,
        /// The caller's vector, emptied, for its capacity. A caller that must go on keeps clones.
        slices: Vec<SharedBuffer>,
    },
    /// A `Read` appended what there was.
    Read {
        /// The caller's buffer.
        buffer: Buffer,
    },
    /// A `Sync` or `SyncDirectory` succeeded.
    Synced,
    /// The operation failed, or was cancelled (ECANCELED). Bytes of it may have been transferred.
    Failed {
        /// Why.
        error: std::io::Error,
        /// What the operation owned.
        reclaimed: Reclaimed,
    },
}

/// What a failed operation gives back.
#[derive(Debug)]
pub enum Reclaimed {
    /// It owned nothing.
    Nothing,
    /// Of a `Send`: emptied.
    Payloads(Payloads),
    /// Of a `Write`: emptied.
    Slices(Vec<SharedBuffer>),
    /// Of a `ReceiveInto` or `Read`, with what was received before the failure.
    Buffer(Buffer),
}
