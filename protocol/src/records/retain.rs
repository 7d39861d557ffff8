//! What compaction leaves of a batch.

use super::builder::{seal, varlong_len};
use super::{Attributes, BatchError, BatchHeader, BatchView, Codec, Compression, TimestampType, compression};
use crate::DecodeError;
use crate::codec::{Reader, Writer};

/// Which records of a batch stay.
#[derive(Clone, Copy, Debug)]
pub struct Retention<'a> {
    /// Those that stay, in their order.
    pub kept: &'a [KeptRecord],
    /// Set from now on (KIP-534), in ms since 1970; none leaves what the batch has.
    pub delete_horizon: Option<i64>,
}

/// A record that stays: where it is in the batch's records, and of what time it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeptRecord {
    /// Bytes from the beginning of the records to this one.
    pub position: usize,
    /// Bytes that it takes ([`Record::size`](super::Record::size)).
    pub size: usize,
    /// In ms since 1970.
    pub timestamp: i64,
}

/// Appends to `out` the batch with fewer records. Offsets, sequence numbers and last offset stay what they were, so does the
/// codec, at its default level. `plain` are the batch's records ([`BatchView::plain_body`]).
///
/// Records are copied as they are. Only a new delete horizon, which takes the place of the base timestamp, changes
/// their timestamp deltas.
///
/// # Panics
/// If a kept record is not within `plain`.
pub fn retain_records(
    batch: &BatchView<'_>,
    plain: &[u8],
    retention: Retention<'_>,
    out: &mut Vec<u8>,
) -> Result<(), BatchError> {
    let start = out.len();
    out.extend_from_slice(&batch.bytes()[..BatchHeader::SIZE]);
    let codec = Codec::new(batch.header().attributes().compression()?);
    match codec.compression() {
        Compression::None => put_records(plain, retention, out)?,
        _ => {
            let mut body = Vec::with_capacity(plain.len());
            put_records(plain, retention, &mut body)?;
            compression::compress(codec, &body, out);
        }
    }
    let header = BatchHeader::of_mut(&mut out[start..]).expect("just written");
    let attributes = header.attributes();
    let max_timestamp = match attributes.timestamp_type() {
        TimestampType::CreateTime => retention.kept.iter().map(|record| record.timestamp).fold(-1, i64::max),
        TimestampType::LogAppendTime => header.max_timestamp(),
    };
    header.set_timestamps(retention.delete_horizon.unwrap_or(header.base_timestamp()), max_timestamp);
    header.set_attributes(
        attributes.with_delete_horizon(attributes.has_delete_horizon() || retention.delete_horizon.is_some()),
    );
    header.set_record_count(retention.kept.len() as i32);
    seal(&mut out[start..])
}

/// Appends to `out` the batch without any record: what remains where a producer's last sequence number is in it.
pub fn retain_nothing(batch: &BatchView<'_>, out: &mut Vec<u8>) -> Result<(), BatchError> {
    let start = out.len();
    out.extend_from_slice(&batch.bytes()[..BatchHeader::SIZE]);
    let header = BatchHeader::of_mut(&mut out[start..]).expect("just written");
    let attributes: Attributes = header.attributes();
    header.set_attributes(attributes.with_compression(Compression::None).with_delete_horizon(false));
    header.set_timestamps(-1, header.max_timestamp());
    header.set_record_count(0);
    seal(&mut out[start..])
}

fn put_records(plain: &[u8], retention: Retention<'_>, out: &mut Vec<u8>) -> Result<(), BatchError> {
    for (index, record) in retention.kept.iter().enumerate() {
        let raw = &plain[record.position..][..record.size];
        match retention.delete_horizon {
            None => out.extend_from_slice(raw),
            Some(horizon) => put_shifted(raw, record.timestamp.wrapping_sub(horizon), out)
                .map_err(|cause| BatchError::InvalidRecord { index: index as u32, cause })?,
        }
    }
    Ok(())
}

/// The record with another timestamp delta.
fn put_shifted(raw: &[u8], timestamp_delta: i64, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let mut r = Reader::new(raw, 0, false);
    let _len = r.varint()?;
    let attributes: i8 = r.get()?;
    let _old_delta = r.varlong()?;
    let rest = r.remaining();
    let mut w = Writer::new(out, 0, false);
    w.put_varint((1 + varlong_len(timestamp_delta) + rest.len()) as i32);
    w.put(&attributes);
    w.put_varlong(timestamp_delta);
    w.put_raw(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{BatchBuilder, Records};

    fn batch(compression: Compression) -> Vec<u8> {
        let mut builder = BatchBuilder::new(Codec::new(compression))
            .base_offset(100)
            .partition_leader_epoch(4)
            .producer(7, 1, 20)
            .transactional();
        for number in 0..5i64 {
            let value = [number as u8; 40];
            let value = (number % 2 == 0).then_some(&value[..]);
            builder.append(1000 + 10 * number, Some(&[number as u8]), value, &[("h", Some(b"x"))]);
        }
        builder.build().expect("a small batch").to_vec()
    }

    fn retain(bytes: &[u8], kept: &[bool], delete_horizon: Option<i64>) -> Vec<u8> {
        let view = BatchView::only(bytes).expect("a batch");
        let mut plain = Vec::new();
        let plain = view.plain_body(1 << 20, &mut plain).expect("records");
        let mut position = 0;
        let all = Records::new(view.header(), plain).map(|record| {
            let record = record.expect("a record");
            position += record.size;
            KeptRecord { position: position - record.size, size: record.size, timestamp: record.timestamp }
        });
        let kept = all.zip(kept).filter_map(|(record, stays)| stays.then_some(record));
        let kept: Vec<KeptRecord> = kept.collect();
        let mut out = Vec::new();
        retain_records(&view, plain, Retention { kept: &kept, delete_horizon }, &mut out).expect("sound");
        out
    }

    /// What must stay the same of a record: offset, timestamp, key, value, number of headers.
    type Content = (i64, i64, Vec<u8>, Option<Vec<u8>>, usize);

    fn records(bytes: &[u8]) -> Vec<Content> {
        let view = BatchView::only(bytes).expect("a batch");
        view.validate_stored().expect("a sound batch");
        let mut plain = Vec::new();
        let records = view.records(1 << 20, &mut plain).expect("records");
        let owned = records.map(|record| {
            let record = record.expect("a record");
            let (key, value) = (record.key.expect("a key").to_vec(), record.value.map(<[u8]>::to_vec));
            (record.offset, record.timestamp, key, value, record.headers.len())
        });
        owned.collect()
    }

    #[test]
    fn kept_records_are_what_they_were() {
        for compression in Compression::ALL {
            let before = batch(compression);
            for horizon in [None, Some(99_000), Some(3)] {
                let after = retain(&before, &[false, true, false, true, true], horizon);
                let all = records(&before);
                assert_eq!(records(&after), [all[1].clone(), all[3].clone(), all[4].clone()]);
                let header = *BatchHeader::of(&after).expect("a header");
                assert_eq!(
                    (header.base_offset(), header.last_offset(), header.record_count()),
                    (100, 104, 3)
                );
                assert_eq!((header.base_sequence(), header.last_sequence()), (20, 24));
                assert_eq!(header.attributes().compression(), Ok(compression));
                assert_eq!(header.delete_horizon(), horizon);
                assert_eq!(header.max_timestamp(), 1040);
                assert!(header.attributes().is_transactional());
            }
        }
    }

    #[test]
    fn a_delete_horizon_stays() {
        let once = retain(&batch(Compression::None), &[true; 5], Some(50_000));
        let twice = retain(&once, &[true, true, true, false, false], None);
        let header = *BatchHeader::of(&twice).expect("a header");
        assert_eq!((header.delete_horizon(), header.max_timestamp()), (Some(50_000), 1020));
        assert_eq!(records(&twice), records(&batch(Compression::None))[..3]);
    }

    #[test]
    fn an_empty_batch_keeps_its_producer() {
        for compression in Compression::ALL {
            let before = retain(&batch(compression), &[true; 5], Some(50_000));
            let mut out = Vec::new();
            retain_nothing(&BatchView::only(&before).expect("a batch"), &mut out).expect("small");
            assert_eq!((out.len(), records(&out)), (BatchHeader::SIZE, vec![]));
            let header = *BatchHeader::of(&out).expect("a header");
            assert_eq!((header.last_offset(), header.last_sequence(), header.producer_id()), (104, 24, 7));
            assert_eq!((header.base_timestamp(), header.max_timestamp()), (-1, 1040));
            assert_eq!((header.delete_horizon(), header.partition_leader_epoch()), (None, 4));
            assert_eq!(header.attributes().compression(), Ok(Compression::None));
        }
    }
}
