//! The bounds of one connection.

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
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            frame_bytes_unauthenticated_max: 64 << 10,
            frame_bytes_max: 100 << 20,
            requests_in_flight_max: 100,
            reply_bytes_queued_max: 4 << 20,
            input_bytes_queued_max: 512 << 10,
        }
    }
}
