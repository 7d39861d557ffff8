//! Record batches of magic 2: cut, checked, read, patched and built. The same bytes go over the wire and onto the disk.
//!
//! ```
//! use protocol::records::{BatchBuilder, Codec, Compression, Depth, batches};
//!
//! let mut builder = BatchBuilder::new(Codec::new(Compression::Lz4));
//! builder.append(1_700_000_000_000, Some(b"key"), Some(b"value"), &[("trace", Some(b"7"))]);
//! let bytes = builder.build().unwrap();
//!
//! let batch = batches(&bytes).next().unwrap().unwrap();
//! batch.validate_produced(Depth::Compressed { size_max: 1 << 20 }).unwrap();
//! let mut plain = Vec::new();
//! for record in batch.records(1 << 20, &mut plain).unwrap() {
//!     assert_eq!(record.unwrap().value, Some(&b"value"[..]));
//! }
//! ```

mod batch;
mod builder;
pub mod compression;
mod control;
mod error;
mod header;
mod recompress;
mod record;
mod retain;
#[cfg(test)]
mod tests;
mod walk;

pub use batch::{BatchView, Batches, Depth, Produced, batches};
pub use builder::BatchBuilder;
pub use compression::{Codec, Compression, CompressionError};
pub use control::ControlRecord;
pub use error::BatchError;
pub use header::{Attributes, BatchHeader, TimestampType, batch_size, stamp_log_append_time, update_crc};
pub use recompress::recompress;
pub use record::{HeaderIter, Record, RecordHeader, RecordHeaders, Records};
pub use retain::{KeptRecord, Retention, retain_nothing, retain_records};
