//! Reading the entries of a journal's file, by bounded reads.

use ::io::{File, FileSystem};

use super::entry::{self, ENTRY_BATCHES_LEN_MAX, ENTRY_HEADER_LEN, EntryHeader};
use super::{REGIONS, region_len};
use crate::batch::BatchSummary;
use crate::error::{Error, StorageContext};
use crate::planted::{self, Bug};

/// Bytes that one read brings: at least a whole entry.
const BLOCK_LEN: usize = 4 * (ENTRY_BATCHES_LEN_MAX + ENTRY_HEADER_LEN);

/// A whole entry, and its batches with where each begins in the journal's file.
#[derive(Debug)]
pub(super) struct FoundEntry {
    pub(super) header: EntryHeader,
    pub(super) batches: Vec<(u64, BatchSummary)>,
}

/// All whole entries of a journal, in the order in which they were written: the older region first. Answers how many rounds end
/// in an entry that is not whole.
pub(super) fn read_entries(
    fs: &mut impl FileSystem,
    file: &File,
    mut take: impl FnMut(FoundEntry),
) -> Result<u64, Error> {
    let len = fs.file_len(file).context("looking at", file.path())?;
    let region_len = region_len(len);
    let mut regions = Vec::new();
    for index in 0..REGIONS as u64 {
        let start = index * region_len;
        let mut reader =
            RegionReader { file, at: start, end: start + region_len, block: Vec::new(), block_at: 0 };
        if let Some(header) = reader.header(fs)? {
            regions.push((header.generation, reader));
        }
    }
    regions.sort_by_key(|(generation, _)| *generation);
    let mut torn = 0;
    for (generation, mut reader) in regions {
        let mut sequence = 0;
        while let Some(found) = reader.next(fs, generation, sequence)? {
            take(found);
            sequence += 1;
        }
        let next = reader.header(fs)?;
        torn +=
            u64::from(next.is_some_and(|next| next.generation == generation && next.sequence == sequence));
    }
    Ok(torn)
}

struct RegionReader<'a> {
    file: &'a File,
    at: u64,
    end: u64,
    block: Vec<u8>,
    block_at: u64,
}

impl RegionReader<'_> {
    /// The entry of that number; `None` at the first one that is not whole, or of another round. What follows it was never
    /// acknowledged: groups are written one at a time.
    fn next(
        &mut self,
        fs: &mut impl FileSystem,
        generation: u64,
        sequence: u32,
    ) -> Result<Option<FoundEntry>, Error> {
        let Some(header) = self.header(fs)? else { return Ok(None) };
        let is_expected = header.sequence == sequence && header.generation == generation;
        if !is_expected && !planted::bug(Bug::JournalStaleRoundTaken) {
            return Ok(None);
        }
        let at = self.at;
        let entry_len = ENTRY_HEADER_LEN as u64 + u64::from(header.len);
        if entry_len > self.end - at {
            return Ok(None);
        }
        let entry = &self.hold(fs)?;
        let Some(batches) = entry.get(..entry_len as usize).and_then(|entry| entry::check(&header, entry))
        else {
            return Ok(None);
        };
        let begin = at + ENTRY_HEADER_LEN as u64;
        let batches = batches.into_iter().map(|(behind, batch)| (begin + behind as u64, batch)).collect();
        self.at += entry_len;
        Ok(Some(FoundEntry { header, batches }))
    }

    fn header(&mut self, fs: &mut impl FileSystem) -> Result<Option<EntryHeader>, Error> {
        if self.end - self.at < ENTRY_HEADER_LEN as u64 {
            return Ok(None);
        }
        Ok(EntryHeader::parse(self.hold(fs)?))
    }

    /// What is in the file from the next entry on: a whole entry at least, if there is one.
    fn hold(&mut self, fs: &mut impl FileSystem) -> Result<&[u8], Error> {
        let wanted = ((ENTRY_HEADER_LEN + ENTRY_BATCHES_LEN_MAX) as u64).min(self.end - self.at);
        let is_held = !self.block.is_empty()
            && self.at >= self.block_at
            && self.at + wanted <= self.block_at + self.block.len() as u64;
        if !is_held {
            self.block.resize((BLOCK_LEN as u64).min(self.end - self.at) as usize, 0);
            let read = fs.read_at(self.file, self.at, &mut self.block);
            let read = read.context("reading", self.file.path())?;
            self.block.truncate(read);
            self.block_at = self.at;
        }
        Ok(&self.block[(self.at - self.block_at) as usize..])
    }
}
