//! One entry: a header of 64 bytes, and batches as they are in the segment.
//!
//! ```text
//!  0 magic u32 │ 4 checksum u32 │ 8 generation u64 │ 16 sequence u32 │ 20 length u32 │ 24 topic id │ 40 partition i32
//! 44 position u32 │ 48 base offset i64 │ 56 segment i64 │ 64 batches …
//! ```
//! The checksum (CRC-32C) covers the header from the generation on and the 61-byte header of each batch, of which a batch's own
//! checksum leaves out the offset, the epoch and the length. The records are covered by the batch's: they are not read again to
//! be journaled.

use ::io::SharedBuffer;
use protocol::Uuid;
use protocol::records::BatchView;

use crate::batch::{BatchSummary, HEADER_LEN};
use crate::planted::{self, Bug};
use crate::{Offset, Position};

pub(super) const ENTRY_HEADER_LEN: usize = 64;
/// Bytes of batches that an entry has at most: a log offers no more than [`super::cost::LOG_BYTES_MAX`] to a group.
pub(super) const ENTRY_BATCHES_LEN_MAX: usize = 128 << 10;
const MAGIC: u32 = 0x524c_4a31; // "RLJ1"
const CHECKSUM_START: usize = 8;

const _: () = assert!(super::cost::LOG_BYTES_MAX <= ENTRY_BATCHES_LEN_MAX as u64);

/// Whose batches an entry has, and where in its segment they belong.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct EntryHeader {
    /// The round of the region.
    pub(super) generation: u64,
    /// Its number in the round.
    pub(super) sequence: u32,
    /// Bytes of its batches.
    pub(super) len: u32,
    pub(super) topic_id: Uuid,
    pub(super) partition: i32,
    /// Where the first batch begins in the segment.
    pub(super) position: Position,
    /// Offset of its first record.
    pub(super) base_offset: Offset,
    /// Base offset of the segment.
    pub(super) segment: Offset,
}

impl EntryHeader {
    /// The bytes in front of the batches that `slices` hold one behind the other.
    pub(super) fn encode(&self, slices: &[SharedBuffer]) -> [u8; ENTRY_HEADER_LEN] {
        let mut bytes = [0; ENTRY_HEADER_LEN];
        bytes[0..4].copy_from_slice(&MAGIC.to_be_bytes());
        bytes[8..16].copy_from_slice(&self.generation.to_be_bytes());
        bytes[16..20].copy_from_slice(&self.sequence.to_be_bytes());
        bytes[20..24].copy_from_slice(&self.len.to_be_bytes());
        bytes[24..40].copy_from_slice(self.topic_id.as_bytes());
        bytes[40..44].copy_from_slice(&self.partition.to_be_bytes());
        bytes[44..48].copy_from_slice(&self.position.0.to_be_bytes());
        bytes[48..56].copy_from_slice(&self.base_offset.0.to_be_bytes());
        bytes[56..64].copy_from_slice(&self.segment.0.to_be_bytes());
        let mut crc = crc32c::crc32c(&bytes[CHECKSUM_START..]);
        for_each_header(slices, |header| crc = crc32c::crc32c_append(crc, header));
        bytes[4..8].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    /// The header at the beginning of `bytes`, not checked yet; `None` when there is none.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; ENTRY_HEADER_LEN] = bytes.first_chunk()?;
        let u32_at = |at: usize| u32::from_be_bytes(field(bytes, at));
        let header = EntryHeader {
            generation: u64::from_be_bytes(field(bytes, 8)),
            sequence: u32_at(16),
            len: u32_at(20),
            topic_id: Uuid::from_bytes(field(bytes, 24)),
            partition: i32::from_be_bytes(field(bytes, 40)),
            position: Position(u32_at(44)),
            base_offset: Offset(i64::from_be_bytes(field(bytes, 48))),
            segment: Offset(i64::from_be_bytes(field(bytes, 56))),
        };
        let is_sound = u32_at(0) == MAGIC
            && (HEADER_LEN..=ENTRY_BATCHES_LEN_MAX).contains(&(header.len as usize))
            && header.partition >= 0
            && header.segment >= Offset::ZERO
            && header.base_offset.relative_to(header.segment).is_some()
            && header.position.0.checked_add(header.len).is_some_and(|end| end <= Position::MAX.0);
        is_sound.then_some(header)
    }
}

/// Checks a whole entry. Answers its batches and where each begins behind the entry's header; `None` when anything is not as it
/// was written.
pub(super) fn check(header: &EntryHeader, entry: &[u8]) -> Option<Vec<(usize, BatchSummary)>> {
    let (head, mut rest) = entry.split_at_checked(ENTRY_HEADER_LEN)?;
    if rest.len() != header.len as usize {
        return None;
    }
    let is_trusted = planted::bug(Bug::JournalTornEntryTaken);
    let mut crc = crc32c::crc32c(&head[CHECKSUM_START..]);
    let mut batches = Vec::new();
    let (mut next, mut at) = (header.base_offset, 0);
    while !rest.is_empty() {
        let batch = BatchSummary::parse(rest).ok()?;
        let bytes = rest.get(..batch.size as usize)?;
        let continues = batch.base_offset >= next && (at > 0 || batch.base_offset == next);
        if !continues || (!is_trusted && BatchView::only(bytes).ok()?.validate_stored().is_err()) {
            return None;
        }
        crc = crc32c::crc32c_append(crc, &bytes[..HEADER_LEN]);
        batches.push((at, batch));
        next = batch.next_offset();
        at += bytes.len();
        rest = &rest[bytes.len()..];
    }
    (is_trusted || head[4..8] == crc.to_be_bytes()).then_some(batches)
}

/// Hands out the header of each batch, wherever the slices cut it.
fn for_each_header(slices: &[SharedBuffer], mut take: impl FnMut(&[u8; HEADER_LEN])) {
    let mut slices = slices.iter();
    let mut slice: &[u8] = &[];
    let mut header = [0; HEADER_LEN];
    let mut filled = 0;
    // Bytes of the batch behind its header that are still to be passed over.
    let mut skip = 0;
    loop {
        if slice.is_empty() {
            match slices.next() {
                Some(next) => slice = next,
                None => return,
            }
            continue;
        }
        if skip > 0 {
            let passed = skip.min(slice.len());
            slice = &slice[passed..];
            skip -= passed;
            continue;
        }
        let taken = (HEADER_LEN - filled).min(slice.len());
        header[filled..filled + taken].copy_from_slice(&slice[..taken]);
        filled += taken;
        slice = &slice[taken..];
        if filled == HEADER_LEN {
            take(&header);
            filled = 0;
            let size = protocol::records::BatchHeader::of(&header).map_or(0, |header| header.size_in_bytes());
            skip = size.saturating_sub(HEADER_LEN);
        }
    }
}

/// The base offset of the first batch in `slices`.
pub(crate) fn first_offset(slices: &[SharedBuffer]) -> Option<Offset> {
    let mut first = None;
    for_each_header(slices, |header| {
        let base_offset = header.first_chunk().map(|bytes| Offset(i64::from_be_bytes(*bytes)));
        first = first.or(base_offset);
    });
    first
}

fn field<const N: usize>(bytes: &[u8; ENTRY_HEADER_LEN], at: usize) -> [u8; N] {
    *bytes[at..].first_chunk().expect("fields lie within the header")
}

#[cfg(test)]
pub(super) mod tests {
    use protocol::records::BatchBuilder;

    use super::*;

    /// A batch of one record of `len` bytes at `base_offset`.
    pub(in crate::journal) fn batch(base_offset: i64, len: usize) -> Vec<u8> {
        let mut builder = BatchBuilder::plain();
        builder.append(1, None, Some(&vec![b'v'; len]), &[]);
        let mut bytes = builder.build().expect("a small batch").to_vec();
        bytes[..8].copy_from_slice(&base_offset.to_be_bytes());
        bytes
    }

    pub(in crate::journal) fn header(sequence: u32, len: usize) -> EntryHeader {
        EntryHeader {
            generation: 9,
            sequence,
            len: len as u32,
            topic_id: Uuid::from_u128(7),
            partition: 3,
            position: Position(100),
            base_offset: Offset(5),
            segment: Offset(2),
        }
    }

    fn entry() -> Vec<u8> {
        let batches = [batch(5, 40), batch(6, 100)].concat();
        let header = header(4, batches.len());
        // Cut at odd places: the checksum does not depend on them.
        let slices: Vec<SharedBuffer> = batches.chunks(37).map(SharedBuffer::copy_from).collect();
        [&header.encode(&slices)[..], &batches].concat()
    }

    #[test]
    fn round_trip() {
        let bytes = entry();
        let header = EntryHeader::parse(&bytes).expect("a header");
        assert_eq!((header.sequence, header.base_offset, header.segment), (4, Offset(5), Offset(2)));
        let batches = check(&header, &bytes).expect("whole");
        assert_eq!(batches.len(), 2);
        assert_eq!(batches[1].1.base_offset, Offset(6));
    }

    #[test]
    fn any_flipped_bit_and_any_torn_end_is_found() {
        let bytes = entry();
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let whole = EntryHeader::parse(&damaged).and_then(|header| check(&header, &damaged));
            assert!(whole.is_none(), "bit {bit} went unnoticed");
        }
        for len in 0..bytes.len() {
            let mut torn = bytes.clone();
            torn[len..].fill(0);
            let whole = EntryHeader::parse(&torn).and_then(|header| check(&header, &torn));
            assert!(whole.is_none() || torn == bytes, "torn at {len}");
            let cut = EntryHeader::parse(&bytes[..len]).and_then(|header| check(&header, &bytes[..len]));
            assert!(cut.is_none(), "cut at {len}");
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_entry() {
        let mut random = ::io::sim::Random::new(1);
        for _ in 0..2000 {
            let mut bytes: Vec<u8> = (0..200).map(|_| random.below(256) as u8).collect();
            bytes[0..4].copy_from_slice(&MAGIC.to_be_bytes());
            let whole = EntryHeader::parse(&bytes)
                .and_then(|header| check(&header, &bytes[..(64 + header.len as usize).min(200)]));
            assert!(whole.is_none());
        }
    }
}
