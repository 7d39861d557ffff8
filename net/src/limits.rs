//! The bounds of one connection.

/// Frames from this length on, four chunks, are worth operations of their own. Below it chunks are cheaper, though frames
/// that span them are copied together: a turn that takes many chunks has many frames, whose appends become one write.
pub(crate) const LARGE_FRAME_BYTES_MIN: usize = 256 << 10;

/// Bounds of one connection, and what happens at each.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct ConnectionLimits {
    /// Largest frame (bytes after the length prefix) before the peer has authenticated. A larger one ends the connection.
    pub frame_bytes_unauthenticated_max: u32,
    /// Largest frame after that: Kafka's `socket.request.max.bytes`. A larger one ends the connection.
    pub frame_bytes_max: u32,
    /// Requests that may wait for their reply at once. At the limit no further frame is cut.
    pub requests_in_flight_max: usize,
    /// Bytes of finished replies that have not left yet. Above it no further frame is cut, so a client that never reads
    /// costs at most this much and one reply more.
    pub reply_bytes_queued_max: usize,
    /// Received bytes that are not cut into frames yet. Above it [`Connection::wants_to_receive`] is false.
    ///
    /// [`Connection::wants_to_receive`]: crate::Connection::wants_to_receive
    pub input_bytes_queued_max: usize,
    /// A flow of frames from this length on is received in place ([`ReceivePlan::InPlace`](crate::ReceivePlan::InPlace)), of
    /// smaller ones as chunks.
    pub large_frame_bytes_min: usize,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            frame_bytes_unauthenticated_max: 64 << 10,
            frame_bytes_max: 100 << 20,
            requests_in_flight_max: 100,
            reply_bytes_queued_max: 4 << 20,
            input_bytes_queued_max: 512 << 10,
            large_frame_bytes_min: LARGE_FRAME_BYTES_MIN,
        }
    }
}
