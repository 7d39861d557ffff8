//! Bytes of a connection to frames.

use io::{Pool, PoolOptions, SharedBuffer};
use net::{ByteBudget, Connection, ConnectionLimits, FrameStep};

use crate::Subject;

/// What an armed receive gives at most.
const CHUNK_BYTES: usize = 64 << 10;
const SMALL_FRAME_BYTES: usize = 200;
const LARGE_FRAME_BYTES: usize = 1 << 20;

/// A frame with its length prefix.
fn frame(len: usize) -> Vec<u8> {
    let mut bytes = vec![b'f'; 4 + len];
    bytes[..4].copy_from_slice(&(len as u32).to_be_bytes());
    bytes
}

/// A connection that cuts what it is given, and answers nothing (as acks=0 is answered).
struct Cutting {
    connection: Connection,
    pool: Pool,
    budget: ByteBudget,
}

impl Cutting {
    fn new() -> Self {
        Self {
            connection: Connection::new(ConnectionLimits::default(), true),
            pool: Pool::new(PoolOptions::default()),
            budget: ByteBudget::new(64 << 20),
        }
    }

    /// Bytes of all frames that `chunk` completes.
    fn cut(&mut self, chunk: SharedBuffer) -> u64 {
        self.connection.on_received(chunk);
        let mut bytes = 0;
        while let FrameStep::Frame(frame) =
            self.connection.next_frame(&self.pool, &mut self.budget).expect("the frames are sound")
        {
            bytes += frame.len() as u64;
            let slot = self.connection.reserve();
            self.connection.skip(slot, &mut self.budget);
        }
        bytes
    }
}

/// What does a small request cost before anybody looks into it: found in the chunk that it came in, and its reply's place kept?
pub struct SmallFrames {
    cutting: Cutting,
    chunk: SharedBuffer,
}

impl Subject for SmallFrames {
    const UNIT: &'static str = "chunk of 321 frames of 200 bytes";

    fn new() -> Self {
        let frame = frame(SMALL_FRAME_BYTES);
        let chunk = frame.repeat(CHUNK_BYTES / frame.len());
        Self { cutting: Cutting::new(), chunk: SharedBuffer::copy_from(&chunk) }
    }

    fn run(&mut self) -> u64 {
        self.cutting.cut(self.chunk.clone())
    }
}

/// What does a frame cost that is larger than a receive buffer? Whatever is more than a fraction of a nanosecond per byte is a copy.
pub struct LargeFrame {
    cutting: Cutting,
    chunks: Vec<SharedBuffer>,
}

impl Subject for LargeFrame {
    const UNIT: &'static str = "frame of 1 MiB in chunks of 64 KiB";

    fn new() -> Self {
        let frame = frame(LARGE_FRAME_BYTES);
        let chunks = frame.chunks(CHUNK_BYTES).map(SharedBuffer::copy_from).collect();
        Self { cutting: Cutting::new(), chunks }
    }

    fn run(&mut self) -> u64 {
        (0..self.chunks.len()).map(|index| self.cutting.cut(self.chunks[index].clone())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_is_cut() {
        let mut small = SmallFrames::new();
        assert_eq!(small.run(), 321 * 200);
        assert_eq!(small.run(), 321 * 200, "also of the second chunk");
        let mut large = LargeFrame::new();
        assert_eq!(large.run(), 1 << 20);
        assert_eq!(large.run(), 1 << 20);
    }
}
