//! gzip members, one after the other.

use std::io::Write;

use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::{Compression, CompressionError, read_bounded};

pub(super) fn compress(plain: &[u8], level: i32, out: &mut Vec<u8>) {
    let level = u32::try_from(level).map_or(flate2::Compression::default(), flate2::Compression::new);
    let mut encoder = GzEncoder::new(out, level);
    encoder.write_all(plain).and_then(|()| encoder.try_finish()).expect("a vector takes every write");
}

pub(super) fn decompress(
    compressed: &[u8],
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    read_bounded(MultiGzDecoder::new(compressed), Compression::Gzip, size_max, out)
}
