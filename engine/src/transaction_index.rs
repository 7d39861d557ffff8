//! `.txnindex`: the aborted transactions of a segment, for consumers that read committed records only.

use std::io;
use std::path::Path;

use ::io::{FileSystem, OpenOptions};

use crate::Offset;

/// An aborted transaction, by the offsets of its first record and of its marker.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct AbortedTransaction {
    /// The producer that aborted.
    pub producer_id: i64,
    /// Offset of its first record.
    pub first_offset: Offset,
    /// Offset of the abort marker, which is in the segment of this index.
    pub last_offset: Offset,
    /// The last stable offset once the marker was written: no transaction open then began below it.
    pub last_stable_offset: Offset,
}

const ENTRY_LEN: usize = 34;
const VERSION: i16 = 0;
/// An index of this many bytes has 2 million aborted transactions in one segment; longer ones are refused.
const FILE_LEN_MAX: usize = ENTRY_LEN * (2 << 20);

impl AbortedTransaction {
    fn encode(&self) -> [u8; ENTRY_LEN] {
        let mut bytes = [0; ENTRY_LEN];
        bytes[0..2].copy_from_slice(&VERSION.to_be_bytes());
        let fields = [self.producer_id, self.first_offset.0, self.last_offset.0, self.last_stable_offset.0];
        for (field, chunk) in fields.into_iter().zip(bytes[2..].chunks_exact_mut(8)) {
            chunk.copy_from_slice(&field.to_be_bytes());
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let field = |index: usize| {
            let start = 2 + 8 * index;
            i64::from_be_bytes(bytes[start..start + 8].try_into().expect("8 bytes of a checked entry"))
        };
        let is_known = bytes.len() == ENTRY_LEN && i16::from_be_bytes([bytes[0], bytes[1]]) == VERSION;
        is_known.then(|| AbortedTransaction {
            producer_id: field(0),
            first_offset: Offset(field(1)),
            last_offset: Offset(field(2)),
            last_stable_offset: Offset(field(3)),
        })
    }
}

/// Reads an index; `None` when it is damaged and has to be rebuilt, an empty list when there is no file: most segments
/// have no aborted transaction.
pub(crate) fn read(fs: &mut impl FileSystem, path: &Path) -> io::Result<Option<Vec<AbortedTransaction>>> {
    let bytes = match fs.read_all(path, FILE_LEN_MAX) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(Vec::new())),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(decode_all(&bytes))
}

fn decode_all(bytes: &[u8]) -> Option<Vec<AbortedTransaction>> {
    let entries: Option<Vec<_>> = bytes.chunks(ENTRY_LEN).map(AbortedTransaction::decode).collect();
    let rise = |pair: &[AbortedTransaction]| pair[0].last_offset < pair[1].last_offset;
    entries.filter(|entries| {
        entries.windows(2).all(rise) && entries.iter().all(|entry| entry.first_offset <= entry.last_offset)
    })
}

/// Appends one entry to an index, which is created when it is the first.
pub(crate) fn append(fs: &mut impl FileSystem, path: &Path, aborted: &AbortedTransaction) -> io::Result<()> {
    let file = fs.open(path, OpenOptions::read_write())?;
    let end = fs.file_len(&file)?;
    // A torn entry behind the last whole one is overwritten.
    fs.write_at(&file, end - end % ENTRY_LEN as u64, &aborted.encode())?;
    // Unlike the sparse indexes this one cannot be checked against the batch it points at, so it is synced; markers of
    // aborted transactions are rare.
    fs.sync(&file)
}

/// Replaces an index; without entries there is no file, as in Kafka.
pub(crate) fn rewrite(
    fs: &mut impl FileSystem,
    path: &Path,
    entries: &[AbortedTransaction],
) -> io::Result<()> {
    if entries.is_empty() {
        return match fs.remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        };
    }
    let file = fs.open(path, OpenOptions::read_write().truncate_to_zero())?;
    let bytes: Vec<u8> = entries.iter().flat_map(AbortedTransaction::encode).collect();
    fs.write_at(&file, 0, &bytes)?;
    fs.sync(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aborted(first: i64, last: i64) -> AbortedTransaction {
        AbortedTransaction {
            producer_id: 7,
            first_offset: Offset(first),
            last_offset: Offset(last),
            last_stable_offset: Offset(last + 1),
        }
    }

    #[test]
    fn entries_have_kafkas_34_bytes() {
        let bytes = aborted(3, 9).encode();
        assert_eq!(bytes[..2], [0, 0]);
        assert_eq!(bytes[2..10], 7i64.to_be_bytes());
        assert_eq!(AbortedTransaction::decode(&bytes), Some(aborted(3, 9)));
    }

    #[test]
    fn damage_is_seen() {
        let whole: Vec<u8> =
            [aborted(0, 4), aborted(2, 8)].iter().flat_map(AbortedTransaction::encode).collect();
        assert_eq!(decode_all(&whole).map(|entries| entries.len()), Some(2));
        assert_eq!(decode_all(&whole[..40]), None);
        assert_eq!(decode_all(&[0; ENTRY_LEN * 2]), None);
        let falling: Vec<u8> =
            [aborted(2, 8), aborted(0, 4)].iter().flat_map(AbortedTransaction::encode).collect();
        assert_eq!(decode_all(&falling), None);
    }
}
