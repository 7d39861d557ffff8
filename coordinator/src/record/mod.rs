//! What coordinators write: the keys and values of `__consumer_offsets`.

mod entry;

pub(crate) use entry::LogEntry;

/// A record to append; without a value, a tombstone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CoordinatorRecord {
    /// Key: its schema's number as i16, then the fields.
    pub key: Vec<u8>,
    /// Value: its schema's version as i16, then the fields.
    pub value: Option<Vec<u8>>,
}

/// The header of a batch, in bytes.
pub(crate) const BATCH_OVERHEAD: usize = 61;
/// The lengths of key and value, their deltas, attributes and the record's own length: at most this much.
const RECORD_OVERHEAD_MAX: usize = 31;

impl CoordinatorRecord {
    /// The bytes that it takes in an uncompressed batch, at most.
    pub fn size_max(&self) -> usize {
        self.key.len() + self.value.as_ref().map_or(0, Vec::len) + RECORD_OVERHEAD_MAX
    }
}
