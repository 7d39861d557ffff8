//! The two sparse indexes of a segment, `.index` and `.timeindex`: fixed-size entries in rising order.
//!
//! An index is a hint. What it says is checked against the batch it points at, and it is rebuilt from the log when it
//! lies; so its files are never synced. The newest entries stay in memory, older ones are in the file and are looked up
//! by bounded reads: an idle partition holds neither memory nor descriptors for its indexes.

use std::io;
use std::marker::PhantomData;

use ::io::{File, FileSystem, OpenOptions};

use crate::file_name::{FilePath, ToPath};
use crate::{Position, planted};

/// One entry of a sparse index.
pub trait IndexEntry: Copy + Eq + std::fmt::Debug {
    /// Bytes of an entry in the file.
    const SIZE: usize;
    /// Writes the entry into exactly `SIZE` bytes, big-endian as all of Kafka.
    fn encode(self, out: &mut [u8]);
    /// Reads an entry from exactly `SIZE` bytes.
    fn decode(bytes: &[u8]) -> Self;
    /// Whether it may come behind `previous`.
    fn rises_from(&self, previous: &Self) -> bool;
}

/// An entry of `.index`: the batch at `position` ends with offset `base + relative_offset`.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct OffsetEntry {
    /// Last offset of the batch, minus the segment's base offset.
    pub relative_offset: u32,
    /// Where the batch begins.
    pub position: Position,
}

/// An entry of `.timeindex`: no batch up to the one that ends with `base + relative_offset` has a later timestamp.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct TimeEntry {
    /// The largest timestamp so far, Unix milliseconds.
    pub timestamp: i64,
    /// Last offset of the batch that has it, minus the segment's base offset.
    pub relative_offset: u32,
}

impl IndexEntry for OffsetEntry {
    const SIZE: usize = 8;

    fn encode(self, out: &mut [u8]) {
        out[..4].copy_from_slice(&self.relative_offset.to_be_bytes());
        out[4..].copy_from_slice(&self.position.0.to_be_bytes());
    }

    fn decode(bytes: &[u8]) -> Self {
        let (offset, position) = bytes.split_at(4);
        OffsetEntry {
            relative_offset: u32::from_be_bytes(offset.try_into().expect("the first 4 of 8 bytes")),
            position: Position(u32::from_be_bytes(position.try_into().expect("the last 4 of 8 bytes"))),
        }
    }

    fn rises_from(&self, previous: &Self) -> bool {
        self.relative_offset > previous.relative_offset && self.position > previous.position
    }
}

impl IndexEntry for TimeEntry {
    const SIZE: usize = 12;

    fn encode(self, out: &mut [u8]) {
        out[..8].copy_from_slice(&self.timestamp.to_be_bytes());
        out[8..].copy_from_slice(&self.relative_offset.to_be_bytes());
    }

    fn decode(bytes: &[u8]) -> Self {
        let (timestamp, offset) = bytes.split_at(8);
        TimeEntry {
            timestamp: i64::from_be_bytes(timestamp.try_into().expect("the first 8 of 12 bytes")),
            relative_offset: u32::from_be_bytes(offset.try_into().expect("the last 4 of 12 bytes")),
        }
    }

    fn rises_from(&self, previous: &Self) -> bool {
        self.timestamp > previous.timestamp && self.relative_offset >= previous.relative_offset
    }
}

/// Entries kept in memory before they go to the file: with the default interval one write per 512 KiB of log. The memory
/// of both indexes, 3 KiB, is taken with a segment's first entries and does not grow: appends allocate nothing.
const TAIL_ENTRIES_MAX: usize = 128;
const ENTRY_SIZE_MAX: usize = 12;
/// Entries that one bounded read brings.
const BLOCK_ENTRIES: u32 = 512;
const BLOCK_BYTES_MAX: usize = BLOCK_ENTRIES as usize * ENTRY_SIZE_MAX;

/// The entries of a block that was read, one after the other.
type Entries<'a, E> = std::iter::Map<std::slice::ChunksExact<'a, u8>, fn(&[u8]) -> E>;

/// An index of one segment. `entries = those of the file, then those of the tail`.
#[derive(Debug)]
pub struct SparseIndex<E> {
    stored: u32,
    tail: Vec<E>,
    last: Option<E>,
    file: Option<File>,
    /// Whether what lies at the path is ours to continue; else the first write empties it.
    continues_file: bool,
    _entry: PhantomData<E>,
}

impl<E: IndexEntry> SparseIndex<E> {
    /// An index without entries; whatever lies at its path is of no value.
    pub fn new() -> Self {
        SparseIndex {
            stored: 0,
            tail: Vec::new(),
            last: None,
            file: None,
            continues_file: false,
            _entry: PhantomData,
        }
    }

    /// Opens what an earlier process left. `None` when the file is missing or cannot be an index (its length is no
    /// multiple of an entry); then it has to be rebuilt. A tail of zeros, which a running Kafka leaves for
    /// its preallocated indexes and a crash for any of them, holds no entries.
    pub fn open(fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<Option<Self>> {
        let file = match fs.open(&path.to_path(), OpenOptions::read_write().existing()) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let len = fs.file_len(&file)?;
        if len % E::SIZE as u64 != 0 || len / E::SIZE as u64 > u64::from(u32::MAX) {
            return Ok(None);
        }
        let mut index = SparseIndex {
            stored: (len / E::SIZE as u64) as u32,
            file: Some(file),
            continues_file: true,
            ..SparseIndex::new()
        };
        if !planted::bug(planted::Bug::IndexTailOfZerosTrusted) {
            index.stored = index.without_tail_of_zeros(fs, path)?;
        }
        index.last = match index.stored {
            0 => None,
            stored => Some(index.read_entry(fs, path, stored - 1)?),
        };
        index.file = None;
        Ok(Some(index))
    }

    /// The number of entries.
    pub fn len(&self) -> u32 {
        self.stored + self.tail.len() as u32
    }

    /// The newest entry.
    pub fn last(&self) -> Option<E> {
        self.last
    }

    /// Appends an entry. The caller keeps them in rising order. Now and then moves the tail to the file; when that
    /// fails for want of space the tail just grows until there is some.
    pub fn push(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>, entry: E) -> io::Result<()> {
        if self.tail.capacity() == 0 {
            self.tail.reserve_exact(TAIL_ENTRIES_MAX);
        }
        self.tail.push(entry);
        self.last = Some(entry);
        if !self.tail.len().is_multiple_of(TAIL_ENTRIES_MAX) {
            return Ok(());
        }
        match self.store_tail(fs, path) {
            Err(error) if error.kind() == io::ErrorKind::StorageFull => Ok(()),
            result => result,
        }
    }

    /// Completes the file (nothing but the entries, nothing behind them) and gives memory and descriptor back. Answers
    /// whether it was not complete before.
    pub fn seal(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<bool> {
        let mut has_changed = self.has_tail() || !self.continues_file;
        self.store_tail(fs, path)?;
        let file = self.opened(fs, path)?;
        let len = u64::from(self.stored) * E::SIZE as u64;
        if fs.file_len(&file)? != len {
            fs.set_len(&file, len)?;
            has_changed = true;
        }
        self.file = None;
        self.tail = Vec::new();
        Ok(has_changed)
    }

    /// The last entry for which `holds` is true, where it is true for a prefix of the entries.
    pub fn find_last(
        &mut self,
        fs: &mut impl FileSystem,
        path: FilePath<'_>,
        holds: impl Fn(&E) -> bool,
    ) -> io::Result<Option<E>> {
        let in_tail = self.tail.partition_point(&holds);
        if in_tail > 0 {
            return Ok(Some(self.tail[in_tail - 1]));
        }
        self.find_last_stored(fs, path, holds)
    }

    /// Whether entries wait in memory for their file, which is as it should be in the active segment only.
    pub fn has_tail(&self) -> bool {
        !self.tail.is_empty()
    }

    /// Gives the descriptor back; the next use opens the file again.
    pub fn close(&mut self) {
        self.file = None;
    }

    /// Whether the entries of the file rise, as they were written. A power cut may leave sectors of zeros in the midst of
    /// them, and a search that meets one goes the wrong way.
    pub fn rises(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<bool> {
        let mut last: Option<E> = None;
        let mut bytes = [0; BLOCK_BYTES_MAX];
        for first in (0..self.stored).step_by(BLOCK_ENTRIES as usize) {
            for entry in self.read_block(fs, path, first, &mut bytes)? {
                if last.is_some_and(|last| !entry.rises_from(&last)) {
                    return Ok(false);
                }
                last = Some(entry);
            }
        }
        Ok(true)
    }

    fn find_last_stored(
        &mut self,
        fs: &mut impl FileSystem,
        path: FilePath<'_>,
        holds: impl Fn(&E) -> bool,
    ) -> io::Result<Option<E>> {
        let (mut low, mut high) = (0, self.stored.div_ceil(BLOCK_ENTRIES));
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(&self.read_entry(fs, path, middle * BLOCK_ENTRIES)?) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low == 0 {
            return Ok(None);
        }
        let mut bytes = [0; BLOCK_BYTES_MAX];
        let block = self.read_block(fs, path, (low - 1) * BLOCK_ENTRIES, &mut bytes)?;
        Ok(block.take_while(holds).last())
    }

    fn without_tail_of_zeros(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<u32> {
        // Zeros are a suffix: whole blocks by bisection, then entry by entry in the last block that has another.
        let is_zero = |entry: &E| *entry == E::decode(&[0; ENTRY_SIZE_MAX][..E::SIZE]);
        let (mut low, mut high) = (0, self.stored);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_zero(&self.read_entry(fs, path, middle)?) { high = middle } else { low = middle + 1 }
        }
        // The first batch of a segment may well be (offset 0, position 0): an index that begins so is one entry long
        // or empty, and it makes no difference to a lookup which.
        Ok(low)
    }

    fn read_entry(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>, number: u32) -> io::Result<E> {
        let file = self.opened(fs, path)?;
        let mut bytes = [0; ENTRY_SIZE_MAX];
        read_exactly(fs, &file, u64::from(number) * E::SIZE as u64, &mut bytes[..E::SIZE])?;
        Ok(E::decode(&bytes[..E::SIZE]))
    }

    /// Up to [`BLOCK_ENTRIES`] entries of the file from number `first` on.
    fn read_block<'a>(
        &mut self,
        fs: &mut impl FileSystem,
        path: FilePath<'_>,
        first: u32,
        bytes: &'a mut [u8; BLOCK_BYTES_MAX],
    ) -> io::Result<Entries<'a, E>> {
        let file = self.opened(fs, path)?;
        let entries = BLOCK_ENTRIES.min(self.stored - first) as usize;
        let bytes = &mut bytes[..entries * E::SIZE];
        read_exactly(fs, &file, u64::from(first) * E::SIZE as u64, bytes)?;
        Ok(bytes.chunks_exact(E::SIZE).map(E::decode as fn(&[u8]) -> E))
    }

    fn store_tail(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<()> {
        if self.tail.is_empty() {
            return Ok(());
        }
        let file = self.opened(fs, path)?;
        let mut bytes = [0; TAIL_ENTRIES_MAX * ENTRY_SIZE_MAX];
        for block in self.tail.chunks(TAIL_ENTRIES_MAX) {
            let len = block.len() * E::SIZE;
            block.iter().zip(bytes.chunks_exact_mut(E::SIZE)).for_each(|(entry, out)| entry.encode(out));
            fs.write_at(&file, u64::from(self.stored) * E::SIZE as u64, &bytes[..len])?;
            self.stored += block.len() as u32;
        }
        self.tail.clear();
        Ok(())
    }

    fn opened(&mut self, fs: &mut impl FileSystem, path: FilePath<'_>) -> io::Result<File> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let options = OpenOptions::read_write();
        let file =
            fs.open(&path.to_path(), if self.continues_file { options } else { options.truncate_to_zero() })?;
        self.continues_file = true;
        self.file = Some(file.clone());
        Ok(file)
    }
}

fn read_exactly(fs: &mut impl FileSystem, file: &File, position: u64, into: &mut [u8]) -> io::Result<()> {
    if fs.read_at(file, position, into)? < into.len() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "an index file shrank while it was open"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ::io::sim::{NodeOptions, SimIo, SimWorld};

    use super::*;
    use crate::Offset;
    use crate::file_name::{FileKind, FileName};

    fn io() -> SimIo {
        let world = SimWorld::new(1);
        let node = world.add_node(NodeOptions::default());
        world.io(node)
    }

    fn path() -> FilePath<'static> {
        FilePath { folder: Path::new("/"), name: FileName::live(Offset(0), FileKind::OffsetIndex) }
    }

    fn entry(number: u32) -> OffsetEntry {
        OffsetEntry { relative_offset: 10 * number, position: Position(100 * number) }
    }

    fn index(io: &mut SimIo, entries: u32) -> SparseIndex<OffsetEntry> {
        let mut index = SparseIndex::new();
        (1..=entries).for_each(|number| index.push(io, path(), entry(number)).expect("pushed"));
        index
    }

    fn check_lookups(io: &mut SimIo, index: &mut SparseIndex<OffsetEntry>, entries: u32) {
        assert_eq!((index.len(), index.last()), (entries, (entries > 0).then(|| entry(entries))));
        for offset in (0..10 * entries + 20).step_by(7) {
            let found = index.find_last(io, path(), |entry| entry.relative_offset <= offset).expect("read");
            let expected = (offset / 10).min(entries);
            assert_eq!(found, (expected > 0).then(|| entry(expected)), "{offset} of {entries}");
        }
    }

    #[test]
    fn a_sector_of_zeros_in_the_midst_shows() {
        let mut io = io();
        let mut index = index(&mut io, 1000);
        index.seal(&mut io, path()).expect("room");
        assert!(index.rises(&mut io, path()).expect("read"));
        for sector in 0..7 {
            let file = io.open(&path().to_path(), OpenOptions::read_write()).expect("it is there");
            let mut saved = [0; 512];
            io.read_at(&file, sector * 512, &mut saved).expect("read");
            io.write_at(&file, sector * 512, &[0; 512]).expect("room");
            let mut torn =
                SparseIndex::<OffsetEntry>::open(&mut io, path()).expect("read").expect("an index");
            assert!(!torn.rises(&mut io, path()).expect("read"), "sector {sector}");
            io.write_at(&file, sector * 512, &saved).expect("room");
        }
    }

    #[test]
    fn lookups_reach_file_and_tail() {
        for entries in [0, 1, 2, 127, 128, 129, 511, 512, 513, 1024, 1500, 2000] {
            let mut io = io();
            let mut index = index(&mut io, entries);
            check_lookups(&mut io, &mut index, entries);
            index.seal(&mut io, path()).expect("sealed");
            check_lookups(&mut io, &mut index, entries);
            let mut reopened = SparseIndex::open(&mut io, path()).expect("read").expect("an index");
            check_lookups(&mut io, &mut reopened, entries);
            reopened.push(&mut io, path(), entry(entries + 1)).expect("pushed");
            check_lookups(&mut io, &mut reopened, entries + 1);
        }
    }

    #[test]
    fn a_tail_of_zeros_is_no_entry() {
        let mut io = io();
        index(&mut io, 700).seal(&mut io, path()).expect("sealed");
        let file = io.open(&path().to_path(), OpenOptions::read_write()).expect("opened");
        io.set_len(&file, 80_000).expect("grown");
        let mut index = SparseIndex::open(&mut io, path()).expect("read").expect("an index");
        check_lookups(&mut io, &mut index, 700);
        index.seal(&mut io, path()).expect("sealed");
        assert_eq!(io.file_len(&file).expect("a length"), 5600, "the zeros are gone");
    }

    #[test]
    fn what_cannot_be_an_index_is_told() {
        let mut io = io();
        assert!(SparseIndex::<OffsetEntry>::open(&mut io, path()).expect("looked").is_none(), "missing");
        index(&mut io, 3).seal(&mut io, path()).expect("sealed");
        let file = io.open(&path().to_path(), OpenOptions::read_write()).expect("opened");
        io.set_len(&file, 23).expect("cut");
        assert!(SparseIndex::<OffsetEntry>::open(&mut io, path()).expect("looked").is_none(), "torn");
    }

    #[test]
    fn entries_have_kafkas_layout() {
        let mut bytes = [0; 12];
        TimeEntry { timestamp: 0x1a1fd956f64, relative_offset: 0xe87 }.encode(&mut bytes);
        assert_eq!(bytes, [0, 0, 1, 0xa1, 0xfd, 0x95, 0x6f, 0x64, 0, 0, 0x0e, 0x87]);
        assert_eq!(TimeEntry::decode(&bytes).relative_offset, 0xe87);
        entry(3).encode(&mut bytes[..8]);
        assert_eq!(bytes[..8], [0, 0, 0, 30, 0, 0, 1, 44]);
        assert_eq!(OffsetEntry::decode(&bytes[..8]), entry(3));
    }
}
