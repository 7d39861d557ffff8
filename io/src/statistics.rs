//! What a backend has done, for benchmarks and tests.

/// Counters since the start of an `Io`.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Statistics {
    /// Calls that waited or submitted: io_uring_enter, epoll_wait.
    pub enters: u64,
    /// Requests handed to the ring; of no meaning for epoll.
    pub submitted: u64,
    /// Completions given to the caller.
    pub completions: u64,
    /// Appends.
    pub writes: u64,
    /// Of these, the ones that went through the ring because the disk had become slow.
    pub ring_writes: u64,
    /// Bytes appended.
    pub written_bytes: u64,
    /// fdatasyncs.
    pub syncs: u64,
    /// Bytes that went from the page cache to a socket.
    pub sendfile_bytes: u64,
    /// Calls for them.
    pub sendfiles: u64,
    /// Bytes sent from memory.
    pub sent_bytes: u64,
    /// Bytes received.
    pub received_bytes: u64,
    /// File ranges that were not in the page cache when their turn to be sent came.
    pub cold_waits: u64,
    /// Receives that found no provided buffer and were armed again.
    pub buffer_shortages: u64,
}
