//! Walking over the batches of a segment's file, by bounded reads.

use ::io::{File, FileSystem};

use protocol::records::{BatchError, BatchView};

use crate::Position;
use crate::batch::{BatchSummary, HEADER_LEN};
use crate::error::{Error, StorageContext};

/// Bytes that one read of headers brings where batches are small: several headers are in it.
const HEADER_BLOCK_LEN: usize = 4 << 10;
/// After a larger batch than this the next header is read alone: what is between them is of no use here.
const SMALL_BATCH_LEN: u32 = 2 << 10;
/// Bytes that one read of whole batches brings.
const BATCH_BLOCK_LEN: usize = 256 << 10;

/// A batch and where it begins.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) struct BatchAt {
    pub(crate) position: Position,
    pub(crate) batch: BatchSummary,
}

impl BatchAt {
    pub(crate) fn end_position(&self) -> Position {
        self.position + self.batch.size
    }
}

/// What a scanner met.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) enum Scanned {
    /// A batch.
    Batch(BatchAt),
    /// The end of the range.
    End,
    /// Bytes that are no batch.
    Defect(BatchError),
}

/// Walks over headers only, from a position where a batch begins.
pub(crate) struct HeaderScanner<'a> {
    file: &'a File,
    next: Position,
    end: Position,
    block: &'a mut Vec<u8>,
    block_at: u64,
    /// Bytes that the next read brings.
    read_len: usize,
}

impl<'a> HeaderScanner<'a> {
    /// Scans `from..end` of the file; `block` is scratch memory.
    pub(crate) fn new(file: &'a File, from: Position, end: Position, block: &'a mut Vec<u8>) -> Self {
        block.clear();
        HeaderScanner { file, next: from, end, block, block_at: from.as_u64(), read_len: HEADER_LEN }
    }

    /// The next batch. After a defect there is nothing more to be had.
    pub(crate) fn next(&mut self, fs: &mut impl FileSystem) -> Result<Scanned, Error> {
        if self.next >= self.end {
            return Ok(Scanned::End);
        }
        let header = self.header(fs)?;
        let batch = match BatchSummary::parse(header) {
            Ok(batch) => batch,
            Err(defect) => return Ok(Scanned::Defect(defect)),
        };
        let position = self.next;
        if batch.size > self.end - position {
            let available = (self.end - position) as usize;
            return Ok(Scanned::Defect(BatchError::Truncated { needed: batch.size as usize, available }));
        }
        self.next = position + batch.size;
        self.read_len = if batch.size <= SMALL_BATCH_LEN { HEADER_BLOCK_LEN } else { HEADER_LEN };
        Ok(Scanned::Batch(BatchAt { position, batch }))
    }

    fn header(&mut self, fs: &mut impl FileSystem) -> Result<&[u8], Error> {
        let at = self.next.as_u64();
        let is_held =
            at >= self.block_at && at + HEADER_LEN as u64 <= self.block_at + self.block.len() as u64;
        if !is_held {
            let len = self.read_len.min((self.end - self.next) as usize);
            self.block.resize(len, 0);
            let read = fs.read_at(self.file, at, self.block).context("reading", self.file.path())?;
            self.block.truncate(read);
            self.block_at = at;
        }
        Ok(&self.block[(at - self.block_at) as usize..])
    }
}

/// Walks over whole batches and checks their checksums.
#[derive(Debug)]
pub(crate) struct BatchScanner {
    file: File,
    next: Position,
    end: Position,
    /// What was read, in its first `held_len` bytes.
    block: Vec<u8>,
    block_at: u64,
    held_len: usize,
}

impl BatchScanner {
    /// Scans `from..end` of the file.
    pub(crate) fn new(file: File, from: Position, end: Position) -> Self {
        BatchScanner { file, next: from, end, block: Vec::new(), block_at: from.as_u64(), held_len: 0 }
    }

    /// The next batch and its bytes.
    pub(crate) fn next(&mut self, fs: &mut impl FileSystem) -> Result<(Scanned, &[u8]), Error> {
        if self.next >= self.end {
            return Ok((Scanned::End, &[]));
        }
        let position = self.next;
        self.hold(fs, HEADER_LEN as u64)?;
        let batch = match BatchSummary::parse(self.held()) {
            Ok(batch) => batch,
            Err(defect) => return Ok((Scanned::Defect(defect), &[])),
        };
        // The length is the file's word only: nothing is read or reserved beyond the file's end for it.
        if batch.size <= self.end - position {
            self.hold(fs, u64::from(batch.size))?;
        }
        let size = batch.size as usize;
        let Some(bytes) = self.held().get(..size) else {
            let available = self.held().len();
            return Ok((Scanned::Defect(BatchError::Truncated { needed: size, available }), &[]));
        };
        let is_sound = BatchView::only(bytes).and_then(|view| view.validate_stored());
        if let Err(defect) = is_sound {
            return Ok((Scanned::Defect(defect), &[]));
        }
        self.next = position + batch.size;
        let start = (position.as_u64() - self.block_at) as usize;
        debug_assert!(start + size <= self.held_len);
        Ok((Scanned::Batch(BatchAt { position, batch }), &self.block[start..start + size]))
    }

    /// Where the batch after the last one begins.
    pub(crate) fn position(&self) -> Position {
        self.next
    }

    /// What is held from the next position on.
    fn held(&self) -> &[u8] {
        &self.block[(self.next.as_u64() - self.block_at) as usize..self.held_len]
    }

    /// Reads on until `len` bytes from the next position on are held, or the file ends. What is held of them is kept.
    fn hold(&mut self, fs: &mut impl FileSystem, len: u64) -> Result<(), Error> {
        let at = self.next.as_u64();
        if at + len <= self.block_at + self.held_len as u64 {
            return Ok(());
        }
        self.block.copy_within((at - self.block_at) as usize..self.held_len, 0);
        self.held_len -= (at - self.block_at) as usize;
        self.block_at = at;
        let wanted = (len as usize).max(BATCH_BLOCK_LEN).min((self.end - self.next) as usize);
        if self.block.len() < wanted {
            self.block.resize(wanted, 0);
        }
        let free = self.held_len..wanted.max(self.held_len);
        let read = fs.read_at(&self.file, at + free.start as u64, &mut self.block[free]);
        self.held_len += read.context("reading", self.file.path())?;
        Ok(())
    }
}
