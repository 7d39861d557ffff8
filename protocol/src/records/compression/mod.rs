//! The codecs of record batches. Decompression never yields more than the caller allows.

mod gzip;
mod lz4;
mod snappy;
mod zstd;

use std::fmt;
use std::io::Read;
use std::ops::RangeInclusive;
use std::str::FromStr;

use thiserror::Error;

/// How the records of a batch are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// RFC 1952.
    Gzip,
    /// Snappy blocks in the framing of the Xerial library; a bare snappy block is read, too.
    Snappy,
    /// An LZ4 frame.
    Lz4,
    /// Zstandard, RFC 8878.
    Zstd,
}

impl Compression {
    /// Every codec.
    pub const ALL: [Compression; 5] =
        [Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd];

    /// The codec with this number in a batch's attributes.
    pub fn from_id(id: u8) -> Option<Self> {
        Self::ALL.get(usize::from(id)).copied()
    }

    /// The number in a batch's attributes.
    pub fn id(self) -> u8 {
        self as u8
    }

    /// The name in `compression.type`.
    pub fn name(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Snappy => "snappy",
            Compression::Lz4 => "lz4",
            Compression::Zstd => "zstd",
        }
    }

    /// The level that Kafka takes unless told otherwise; none where a codec has no levels.
    pub fn default_level(self) -> Option<i32> {
        match self {
            Compression::None | Compression::Snappy => None,
            Compression::Gzip => Some(-1),
            Compression::Lz4 => Some(9),
            Compression::Zstd => Some(3),
        }
    }

    /// What Kafka's `compression.<codec>.level` accepts.
    pub fn levels(self) -> Option<RangeInclusive<i32>> {
        match self {
            Compression::None | Compression::Snappy => None,
            Compression::Gzip => Some(-1..=9),
            Compression::Lz4 => Some(1..=17),
            Compression::Zstd => Some(-131072..=22),
        }
    }
}

impl fmt::Display for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text is not the name of a codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not one of none, gzip, snappy, lz4, zstd")]
pub struct ParseCompressionError;

impl FromStr for Compression {
    type Err = ParseCompressionError;

    fn from_str(text: &str) -> Result<Self, ParseCompressionError> {
        Self::ALL.into_iter().find(|codec| codec.name() == text).ok_or(ParseCompressionError)
    }
}

/// A codec and its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codec {
    compression: Compression,
    level: Option<i32>,
}

impl Codec {
    /// The codec at Kafka's default level.
    pub fn new(compression: Compression) -> Self {
        Self { compression, level: compression.default_level() }
    }

    /// The codec at a level of [`Compression::levels`]; none if it is not one of them.
    ///
    /// LZ4 has one speed here whatever the level: the levels of its high-compression mode yield the same format.
    pub fn with_level(compression: Compression, level: i32) -> Option<Self> {
        let known =
            compression.levels()?.contains(&level) && !(compression == Compression::Gzip && level == 0);
        known.then_some(Self { compression, level: Some(level) })
    }

    /// The codec.
    pub fn compression(self) -> Compression {
        self.compression
    }

    /// The level, for codecs that have one.
    pub fn level(self) -> Option<i32> {
        self.level
    }
}

/// Why a body does not decompress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CompressionError {
    /// The bytes are not what the codec writes.
    #[error("{0} data is corrupt")]
    Corrupt(Compression),
    /// There is more than the caller allows.
    #[error("{compression} data decompresses to more than {size_max} bytes")]
    TooLarge {
        /// The codec.
        compression: Compression,
        /// What the caller allows, in bytes.
        size_max: usize,
    },
}

/// Appends `plain`, compressed, to `out`.
pub fn compress(codec: Codec, plain: &[u8], out: &mut Vec<u8>) {
    let level = codec.level.unwrap_or(0);
    match codec.compression {
        Compression::None => out.extend_from_slice(plain),
        Compression::Gzip => gzip::compress(plain, level, out),
        Compression::Snappy => snappy::compress(plain, out),
        Compression::Lz4 => lz4::compress(plain, out),
        Compression::Zstd => zstd::compress(plain, level, out),
    }
}

/// Appends what `compressed` stands for to `out`, at most `size_max` bytes. After an error `out` holds a part.
pub fn decompress(
    compression: Compression,
    compressed: &[u8],
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    match compression {
        Compression::None if compressed.len() > size_max => {
            Err(CompressionError::TooLarge { compression, size_max })
        }
        Compression::None => {
            out.extend_from_slice(compressed);
            Ok(())
        }
        Compression::Gzip => gzip::decompress(compressed, size_max, out),
        Compression::Snappy => snappy::decompress(compressed, size_max, out),
        Compression::Lz4 => lz4::decompress(compressed, size_max, out),
        Compression::Zstd => zstd::decompress(compressed, size_max, out),
    }
}

/// Reads a decoder to its end, into memory that grows with what comes out.
fn read_bounded(
    decoder: impl Read,
    compression: Compression,
    size_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CompressionError> {
    let start = out.len();
    let one_more = size_max.saturating_add(1);
    decoder.take(one_more as u64).read_to_end(out).map_err(|_| CompressionError::Corrupt(compression))?;
    if out.len() - start > size_max {
        return Err(CompressionError::TooLarge { compression, size_max });
    }
    Ok(())
}
