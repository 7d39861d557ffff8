//! Snappy blocks in Xerial's framing: 16 bytes of header, then each block behind its length.

use super::{Compression, CompressionError};

/// Magic, version 1, compatible with version 1.
const HEADER: [u8; 16] = *b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01";
const MAGIC: &[u8] = b"\x82SNAPPY\0";
/// What Xerial's stream collects into one block.
const BLOCK: usize = 32 * 1024;
/// A snappy element of three bytes yields at most 64: nothing honest expands more.
const EXPANSION_MAX: usize = 32;

const CORRUPT: CompressionError = CompressionError::Corrupt(Compression::Snappy);

pub(super) fn compress(plain: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&HEADER);
    let mut encoder = snap::raw::Encoder::new();
    for block in plain.chunks(BLOCK) {
        let length_at = out.len();
        let start = length_at + 4;
        out.resize(start + snap::raw::max_compress_len(block.len()), 0);
        let len = encoder.compress(block, &mut out[start..]).expect("room for the worst case");
        out[length_at..start].copy_from_slice(&(len as u32).to_be_bytes());
        out.truncate(start + len);
    }
}

pub(super) fn decompress(
    compressed: &[u8],
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    let end = out.len().saturating_add(size_max);
    if !compressed.starts_with(MAGIC) {
        // librdkafka before 0.9 and others wrote one bare block; Kafka's brokers pass it on, clients read it.
        return block(compressed, end, size_max, out);
    }
    let mut rest = compressed.get(HEADER.len()..).ok_or(CORRUPT)?;
    while !rest.is_empty() {
        let (len, after) = rest.split_first_chunk::<4>().ok_or(CORRUPT)?;
        let len = usize::try_from(i32::from_be_bytes(*len)).map_err(|_| CORRUPT)?;
        let (compressed, after) = after.split_at_checked(len).ok_or(CORRUPT)?;
        block(compressed, end, size_max, out)?;
        rest = after;
    }
    Ok(())
}

/// Decompresses one block behind `out`, which may grow to `end`.
fn block(compressed: &[u8], end: usize, size_max: usize, out: &mut Vec<u8>) -> Result<(), CompressionError> {
    let len = snap::raw::decompress_len(compressed).map_err(|_| CORRUPT)?;
    if len > end - out.len() {
        return Err(CompressionError::TooLarge { compression: Compression::Snappy, size_max });
    }
    if len > compressed.len().saturating_mul(EXPANSION_MAX) {
        return Err(CORRUPT);
    }
    let start = out.len();
    out.resize(start + len, 0);
    snap::raw::Decoder::new().decompress(compressed, &mut out[start..]).map_err(|_| CORRUPT)?;
    Ok(())
}
