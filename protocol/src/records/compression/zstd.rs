//! Zstandard frames.

use zstd_safe::{CCtx, DCtx};

use super::{Compression, CompressionError};

/// What is tried first, beside eight times the input.
const FIRST_SIZE: usize = 64 * 1024;

pub(super) fn compress(plain: &[u8], level: i32, out: &mut Vec<u8>) {
    let mut compressed: Vec<u8> = Vec::with_capacity(zstd_safe::compress_bound(plain.len()));
    CCtx::create().compress(&mut compressed, plain, level).expect("room for the worst case");
    out.extend_from_slice(&compressed);
}

/// Decompresses in one go into memory that is doubled until the result fits. A streaming decoder would allocate the
/// window that the frame asks for, up to 128 MiB for a frame of ten bytes; this one uses the result as its window.
pub(super) fn decompress(
    compressed: &[u8],
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    // No bytes are no frame, though the decoder calls them an empty one.
    if compressed.is_empty() {
        return Err(CompressionError::Corrupt(Compression::Zstd));
    }
    let mut decoder = DCtx::create();
    let mut size = compressed.len().saturating_mul(8).max(FIRST_SIZE).min(size_max);
    loop {
        let mut plain: Vec<u8> = Vec::with_capacity(size);
        match decoder.decompress(&mut plain, compressed) {
            Ok(len) if len > size_max => break,
            Ok(_) => {
                out.extend_from_slice(&plain);
                return Ok(());
            }
            Err(code) if !is_too_small(code) => return Err(CompressionError::Corrupt(Compression::Zstd)),
            Err(_) if size >= size_max => break,
            Err(_) => size = size.saturating_mul(2).min(size_max),
        }
    }
    Err(CompressionError::TooLarge { compression: Compression::Zstd, size_max })
}

fn is_too_small(code: usize) -> bool {
    zstd_safe::get_error_name(code) == "Destination buffer is too small"
}
