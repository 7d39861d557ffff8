//! The same records under another codec.

use super::builder::seal;
use super::{BatchError, BatchHeader, BatchView, Codec, Compression, compression};

/// Appends `batch` to `out` with its records compressed by `codec`, as topics whose `compression.type` is not the
/// producer's ask for. The records may decompress to at most `size_max` bytes; nothing else of them changes.
pub fn recompress(
    batch: &BatchView<'_>,
    codec: Codec,
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), BatchError> {
    let mut plain = Vec::new();
    let body = match batch.header().attributes().compression()? {
        Compression::None => batch.body(),
        old => {
            compression::decompress(old, batch.body(), size_max, &mut plain)?;
            &plain
        }
    };
    let start = out.len();
    out.extend_from_slice(&batch.bytes()[..BatchHeader::SIZE]);
    let header = BatchHeader::of_mut(&mut out[start..]).expect("just written");
    header.set_attributes(header.attributes().with_compression(codec.compression()));
    match codec.compression() {
        Compression::None => out.extend_from_slice(body),
        _ => compression::compress(codec, body, out),
    }
    seal(&mut out[start..])
}
