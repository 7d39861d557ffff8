//! LZ4 frames: independent blocks of 64 KiB, without content size, as Kafka's Java decoder wants them.

use std::io::Write;

use lz4_flex::frame::{BlockMode, BlockSize, FrameDecoder, FrameEncoder, FrameInfo};

use super::{Compression, CompressionError, read_bounded};

pub(super) fn compress(plain: &[u8], out: &mut Vec<u8>) {
    let info = FrameInfo::new().block_size(BlockSize::Max64KB).block_mode(BlockMode::Independent);
    let mut encoder = FrameEncoder::with_frame_info(info, out);
    encoder.write_all(plain).expect("a vector takes every write");
    encoder.try_finish().expect("a vector takes every write");
}

pub(super) fn decompress(
    compressed: &[u8],
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    // An empty frame is still a header: no bytes at all are none.
    if compressed.is_empty() {
        return Err(CompressionError::Corrupt(Compression::Lz4));
    }
    read_bounded(FrameDecoder::new(compressed), Compression::Lz4, size_max, out)
}
