//! What all connections of a shard may hold of large frames together.

/// A budget of bytes shared by the connections of one shard.
///
/// A frame above [`ByteBudget::FRAME_BYTES_FREE`] takes its whole size from the budget before its assembly begins and
/// gives it back when its reply is filled. Whoever has begun can therefore finish, and many half-sent large frames cannot
/// fill the memory. Invariant: `used > total` only while a single frame larger than the budget is in it.
#[derive(Debug)]
pub struct ByteBudget {
    total: usize,
    used: usize,
}

impl ByteBudget {
    /// Frames up to this size are not counted: a receive buffer's worth, bounded by the number of connections.
    pub const FRAME_BYTES_FREE: usize = 64 << 10;

    /// A budget of `total` bytes.
    pub fn new(total: usize) -> Self {
        Self { total, used: 0 }
    }

    /// Takes `len` bytes, or nothing. An empty budget admits any length: else a frame above the total would wait forever.
    #[must_use]
    pub fn try_take(&mut self, len: usize) -> bool {
        let admitted = self.used == 0 || self.used.saturating_add(len) <= self.total;
        if admitted {
            self.used += len;
        }
        admitted
    }

    /// Gives back what was taken.
    ///
    /// # Panics
    /// If more comes back than was taken.
    pub fn give_back(&mut self, len: usize) {
        assert!(len <= self.used, "{len} bytes come back to a budget with {} taken", self.used);
        self.used -= len;
    }

    /// Bytes taken now.
    pub fn used(&self) -> usize {
        self.used
    }
}
