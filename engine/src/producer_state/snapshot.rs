//! The `.snapshot` file: `version i16 = 1 | crc32c u32 of what follows | count i32 | entries of 46 bytes`.

use super::{BatchMetadata, ProducerStateEntry};
use crate::Offset;
use crate::checkpoint::Malformed;

const VERSION: i16 = 1;
const CRC_END: usize = 6;
const HEADER_LEN: usize = 10;
const ENTRY_LEN: usize = 46;
const NONE: i64 = -1;

pub(super) fn encode(entries: &[&ProducerStateEntry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_LEN + ENTRY_LEN * entries.len());
    bytes.extend_from_slice(&VERSION.to_be_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&(entries.len() as i32).to_be_bytes());
    entries.iter().for_each(|entry| encode_entry(entry, &mut bytes));
    let crc = crc32c::crc32c(&bytes[CRC_END..]);
    bytes[2..CRC_END].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn encode_entry(entry: &ProducerStateEntry, out: &mut Vec<u8>) {
    let last = entry.batches().last();
    let first_offset = entry.current_transaction_first_offset.map_or(NONE, |offset| offset.0);
    out.extend_from_slice(&entry.producer_id.to_be_bytes());
    out.extend_from_slice(&entry.producer_epoch.to_be_bytes());
    out.extend_from_slice(&entry.last_sequence().to_be_bytes());
    out.extend_from_slice(&last.map_or(NONE, |batch| batch.last_offset.0).to_be_bytes());
    out.extend_from_slice(&last.map_or(0, |batch| batch.offset_delta).to_be_bytes());
    out.extend_from_slice(&entry.last_timestamp.to_be_bytes());
    out.extend_from_slice(&entry.coordinator_epoch.to_be_bytes());
    out.extend_from_slice(&first_offset.to_be_bytes());
}

pub(super) fn decode(bytes: &[u8]) -> Result<Vec<ProducerStateEntry>, Malformed> {
    let (header, entries) =
        bytes.split_at_checked(HEADER_LEN).ok_or_else(|| Malformed::new("is shorter than its header"))?;
    if i16::from_be_bytes(field(header, 0)) != VERSION {
        return Err(Malformed::new("has a version other than 1"));
    }
    if u32::from_be_bytes(field(header, 2)) != crc32c::crc32c(&bytes[CRC_END..]) {
        return Err(Malformed::new("has a wrong checksum"));
    }
    let count = i32::from_be_bytes(field(header, CRC_END));
    if usize::try_from(count).ok().and_then(|count| count.checked_mul(ENTRY_LEN)) != Some(entries.len()) {
        return Err(Malformed::new(format!("promises {count} producers in {} bytes", entries.len())));
    }
    Ok(entries.chunks_exact(ENTRY_LEN).map(decode_entry).collect())
}

fn decode_entry(bytes: &[u8]) -> ProducerStateEntry {
    let mut entry =
        ProducerStateEntry::new(i64::from_be_bytes(field(bytes, 0)), i16::from_be_bytes(field(bytes, 8)));
    let last_offset = i64::from_be_bytes(field(bytes, 14));
    entry.last_timestamp = i64::from_be_bytes(field(bytes, 26));
    entry.coordinator_epoch = i32::from_be_bytes(field(bytes, 34));
    let first_offset = i64::from_be_bytes(field(bytes, 38));
    entry.current_transaction_first_offset = (first_offset >= 0).then_some(Offset(first_offset));
    if last_offset >= 0 {
        entry.remember(BatchMetadata {
            last_sequence: i32::from_be_bytes(field(bytes, 10)),
            last_offset: Offset(last_offset),
            offset_delta: i32::from_be_bytes(field(bytes, 22)),
            timestamp: entry.last_timestamp,
        });
    }
    entry
}

fn field<const LEN: usize>(bytes: &[u8], start: usize) -> [u8; LEN] {
    bytes[start..start + LEN].try_into().expect("the length of an entry was checked")
}
