//! Whether bytes are received as chunks or in place.

use io::Buffer;

/// How the next bytes of a connection are to be received; made when no receive of it is in flight.
#[derive(Debug)]
pub enum ReceivePlan {
    /// Not at all, until something else has happened to the connection.
    Nothing,
    /// As chunks, as they come, for as long as [`Connection::wants_chunks`](crate::Connection::wants_chunks).
    Chunks,
    /// Behind what `buffer` holds, until it holds `until` bytes or the stream ends. Whatever becomes of the receive, the
    /// buffer comes back, by [`Connection::on_received_in_place`](crate::Connection::on_received_in_place) or
    /// [`Connection::on_receive_interrupted`](crate::Connection::on_receive_interrupted).
    InPlace {
        /// The memory of the frame that is being received, or of a length prefix.
        buffer: Buffer,
        /// The wanted length in bytes, at most the buffer's capacity.
        until: usize,
    },
}

/// So many smaller frames in a row end the receiving in place.
const SMALL_FRAMES_MAX: u32 = 4;
/// Room for a frame of a peer that has not sent any so large: the rest of it must be seen coming.
const UNPROVEN_BYTES_MAX: usize = 64 << 10;
/// Frames below this length say nothing about the next large one.
const PROVEN_BYTES_MIN: usize = 32 << 10;

/// Decides where the bytes of one connection land, by the sizes of its frames.
///
/// ```text
///            a large frame begins of which much is missing, or one after another large one
///   Chunks ────────────────────────────────────────────────────────────────────────────────► InPlace
///      ▲                                                                                        │
///      └────────────────────────────────────────────────────────────────────────────────────────┘
///            four smaller frames in a row
/// ```
///
/// Chunks are the cheapest way for small frames: one operation brings many, and an idle connection holds no memory. But
/// a frame that spans chunks must be copied together. In place, each frame costs two operations, of its prefix and of its
/// bytes, which the kernel puts where they stay.
#[derive(Debug)]
pub(crate) struct ReceivePolicy {
    /// Frames from this length on are large.
    large_bytes_min: usize,
    is_in_place: bool,
    /// The last frame was large.
    was_large: bool,
    /// Frames since the last large one.
    small_run: u32,
    /// What the peer has shown that it sends, in bytes: the length of the last frame of some size, or what is left of larger
    /// ones before it.
    proven: usize,
}

impl ReceivePolicy {
    pub(crate) fn new(large_bytes_min: usize) -> Self {
        Self { large_bytes_min, is_in_place: false, was_large: false, small_run: 0, proven: 0 }
    }

    /// Whether frames are to be received in place.
    pub(crate) fn is_in_place(&self) -> bool {
        self.is_in_place
    }

    /// A frame begins; `missing` bytes of it are not here.
    pub(crate) fn on_begun(&mut self, len: usize, missing: usize) {
        let is_flow = len >= self.large_bytes_min && self.was_large;
        if missing >= self.large_bytes_min || (missing > 0 && is_flow) {
            self.is_in_place = true;
            self.small_run = 0;
        }
    }

    /// A frame is whole.
    pub(crate) fn on_whole(&mut self, len: usize) {
        self.was_large = len >= self.large_bytes_min;
        self.small_run = if self.was_large { 0 } else { self.small_run.saturating_add(1) };
        self.is_in_place &= self.small_run < SMALL_FRAMES_MAX;
        if len >= PROVEN_BYTES_MIN {
            self.proven = len.max(self.proven / 2);
        }
    }

    /// How many bytes of memory a frame may have when `arrived` bytes of it have come: a length field alone buys little.
    /// Up to twice what has come of this frame, or came of the ones before, so that a flow of frames of about one size
    /// gets its memory at once and nothing is copied to larger memory.
    pub(crate) fn room(&self, len: usize, arrived: usize) -> usize {
        len.min(UNPROVEN_BYTES_MAX.max(2 * arrived).max(2 * self.proven))
    }

    /// The memory that a frame begins with when `arrived` bytes of it are here. Of chunks, that is at first no more than these:
    /// there may be many connections that have sent but a length.
    pub(crate) fn first_room(&self, len: usize, arrived: usize) -> usize {
        if self.is_in_place || len <= 2 * self.proven {
            return self.room(len, arrived);
        }
        len.min(arrived.clamp(4096, UNPROVEN_BYTES_MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::LARGE_FRAME_BYTES_MIN;

    const LARGE: usize = 300_000;

    #[test]
    fn a_flow_of_large_frames_is_received_in_place_and_one_alone_is_not() {
        let mut policy = ReceivePolicy::new(LARGE_FRAME_BYTES_MIN);
        policy.on_begun(LARGE, 10_000);
        assert!(!policy.is_in_place(), "one alone");
        policy.on_whole(LARGE);
        policy.on_begun(LARGE, 0);
        assert!(!policy.is_in_place(), "it lies in its chunk");
        policy.on_whole(LARGE);
        policy.on_begun(LARGE, 1);
        assert!(policy.is_in_place());
    }

    #[test]
    fn much_that_is_missing_is_reason_enough() {
        let mut policy = ReceivePolicy::new(LARGE_FRAME_BYTES_MIN);
        (0..10).for_each(|_| policy.on_whole(100));
        policy.on_begun(LARGE, LARGE_FRAME_BYTES_MIN);
        assert!(policy.is_in_place());
        policy.on_whole(LARGE);
        (1..SMALL_FRAMES_MAX).for_each(|_| policy.on_whole(100));
        assert!(policy.is_in_place());
    }

    #[test]
    fn a_mixed_flow_does_not_go_to_and_fro() {
        let mut policy = ReceivePolicy::new(LARGE_FRAME_BYTES_MIN);
        for _ in 0..10 {
            policy.on_whole(100);
            policy.on_begun(LARGE, 10_000);
            policy.on_whole(LARGE);
            assert!(!policy.is_in_place(), "each large one has small ones before it");
        }
        policy.on_begun(LARGE, 10_000);
        for _ in 0..10 {
            policy.on_whole(LARGE);
            (1..SMALL_FRAMES_MAX).for_each(|_| policy.on_whole(100));
            assert!(policy.is_in_place(), "too few small ones in between to give up");
        }
        policy.on_whole(100);
        assert!(!policy.is_in_place());
    }

    #[test]
    fn memory_follows_what_has_come() {
        let mut policy = ReceivePolicy::new(LARGE_FRAME_BYTES_MIN);
        assert_eq!(policy.room(100 << 20, 0), UNPROVEN_BYTES_MAX);
        assert_eq!(policy.room(100 << 20, 1 << 20), 2 << 20);
        assert_eq!(policy.first_room(100 << 20, 0), 4096);
        assert_eq!(policy.first_room(100, 0), 100);
        policy.on_whole(900_000);
        assert_eq!(policy.room(950_000, 0), 950_000);
        assert_eq!(policy.first_room(950_000, 10), 950_000);
        assert_eq!(policy.room(100 << 20, 0), 1_800_000);
        policy.on_whole(100);
        policy.on_whole(40_000);
        assert_eq!(policy.room(100 << 20, 0), 900_000, "half of what was larger is still believed");
    }
}
