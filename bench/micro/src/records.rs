//! What is done to a batch on its way into the log.

use engine::{BatchSummary, HEADER_LEN};
use protocol::records::{BatchBuilder, BatchHeader, BatchView, Depth};

use crate::Subject;

/// Bytes of a record's value; with its own fields a record has about 110 bytes.
const VALUE_BYTES: usize = 100;
/// A producer's batch under load.
const BATCH_BYTES: usize = 64_000;

/// An uncompressed batch of at most `size` bytes, of records of 100 bytes.
pub(crate) fn batch(size: usize) -> Vec<u8> {
    let mut builder = BatchBuilder::plain();
    let value = [b'v'; VALUE_BYTES];
    let mut timestamp = 1_700_000_000_000;
    while builder.plain_size() + VALUE_BYTES + 16 <= size {
        builder.append(timestamp, None, Some(&value), &[]);
        timestamp += 1;
    }
    builder.build().expect("a plain batch is always built").to_vec()
}

/// What does it cost to read and check the 61 bytes that every batch is known by? Once per batch at every append, fetch scan
/// and recovery.
pub struct HeaderValidation {
    header: [u8; HEADER_LEN],
}

impl Subject for HeaderValidation {
    const UNIT: &'static str = "header";

    fn new() -> Self {
        let batch = batch(BATCH_BYTES);
        Self { header: *batch.first_chunk().expect("a batch has a header") }
    }

    fn run(&mut self) -> u64 {
        let summary = BatchSummary::parse(&self.header).expect("the header is sound");
        summary.next_offset().0.unsigned_abs() + u64::from(summary.size)
    }
}

/// What does the CRC-32C of a large batch cost? It is the only work on record bytes that grows with their number when they are
/// compressed; the rest of a produce is the kernel's copies.
pub struct Checksum {
    batch: Vec<u8>,
}

impl Subject for Checksum {
    const UNIT: &'static str = "batch of 64,000 bytes";

    fn new() -> Self {
        Self { batch: batch(BATCH_BYTES) }
    }

    fn run(&mut self) -> u64 {
        let view = BatchView::only(&self.batch).expect("one batch");
        view.verify_crc().expect("the checksum is right");
        u64::from(view.header().crc())
    }
}

/// What does it cost to give a batch its place? The engine's own step is private; this is the same by public calls: a copy of
/// the header, base offset and leader epoch set in it.
pub struct Patching {
    batch: Vec<u8>,
    next_offset: i64,
}

impl Subject for Patching {
    const UNIT: &'static str = "header";

    fn new() -> Self {
        Self { batch: batch(BATCH_BYTES), next_offset: 0 }
    }

    fn run(&mut self) -> u64 {
        let mut placed: [u8; HEADER_LEN] = *self.batch.first_chunk().expect("a batch has a header");
        let header = BatchHeader::of_mut(&mut placed).expect("it has the size of a header");
        header.set_base_offset(self.next_offset);
        header.set_partition_leader_epoch(5);
        self.next_offset = header.next_offset();
        self.next_offset.unsigned_abs() + u64::from(placed[HEADER_LEN - 1])
    }
}

/// What does looking at each record of an uncompressed batch cost, beside its checksum?
pub struct RecordWalk {
    batch: Vec<u8>,
}

impl Subject for RecordWalk {
    const UNIT: &'static str = "batch of 64,000 bytes, 577 records";

    fn new() -> Self {
        Self { batch: batch(BATCH_BYTES) }
    }

    fn run(&mut self) -> u64 {
        let view = BatchView::only(&self.batch).expect("one batch");
        let mut scratch = Vec::new();
        let records = view.records(0, &mut scratch).expect("it is not compressed");
        records.map(|record| record.expect("each is sound").offset_delta.unsigned_abs()).map(u64::from).sum()
    }
}

/// What does a client's uncompressed batch cost before it may be appended: header, checksum, and each record's length, offset
/// and timestamp, as the produce path asks for it?
pub struct ProducedValidation {
    batch: Vec<u8>,
}

impl Subject for ProducedValidation {
    const UNIT: &'static str = "batch of 64,000 bytes, 577 records";

    fn new() -> Self {
        Self { batch: batch(BATCH_BYTES) }
    }

    fn run(&mut self) -> u64 {
        let view = BatchView::only(&self.batch).expect("one batch");
        view.validate_produced(Depth::Plain).expect("it is what a client should send");
        view.header().next_offset().unsigned_abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_say_what_the_batches_are() {
        let bytes = batch(BATCH_BYTES);
        let view = BatchView::only(&bytes).expect("one batch");
        assert!((63_800..=64_000).contains(&bytes.len()), "{} bytes", bytes.len());
        assert_eq!(view.header().record_count(), 577);
    }

    #[test]
    fn a_walk_sees_every_record() {
        assert_eq!(RecordWalk::new().run(), (0..577).sum::<u64>());
    }

    #[test]
    fn a_placed_header_follows_the_one_before() {
        let mut patching = Patching::new();
        patching.run();
        patching.run();
        assert_eq!(patching.next_offset, 2 * 577);
    }
}
