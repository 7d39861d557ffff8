//! Indexes, compared with the log that they are of.

use std::io::Write;

use anyhow::{Result, bail};

use super::{Options, segment::header_at, source::Source};

const OFFSET_ENTRY_LEN: usize = 8;
const TIME_ENTRY_LEN: usize = 12;
const TRANSACTION_ENTRY_LEN: usize = 34;

/// Prints an offset index and names the entries that do not fit the log.
pub(super) fn dump_offsets(source: &mut Source, options: &Options, out: &mut impl Write) -> Result<()> {
    let base_offset = source.base_offset()?;
    let bytes = source.read_all()?;
    let entries: Vec<(i64, u32)> = bytes
        .chunks_exact(OFFSET_ENTRY_LEN)
        .map(|entry| (base_offset.saturating_add(number(entry, 0).into()), number(entry, 4)))
        .collect();
    if options.sanity_check {
        check_len(source, OFFSET_ENTRY_LEN)?;
        if entries.last().is_some_and(|(offset, _)| *offset <= base_offset) && entries.len() > 1 {
            bail!("its last offset is not above its base offset {base_offset}");
        }
        writeln!(out, "{} passed sanity check.", source.path().display())?;
        return Ok(());
    }
    let log = source.sibling("log");
    let mut mismatches = Vec::new();
    for (index, (offset, position)) in entries.into_iter().enumerate() {
        // A crash may leave zeros behind the last entry.
        if index > 0 && offset == base_offset {
            break;
        }
        let header = log.as_ref().and_then(|log| header_at(log, position.into()));
        match header.map(|header| header.last_offset()) {
            Some(last_offset) if last_offset != offset => mismatches.push((offset, last_offset)),
            None if log.is_some() => mismatches.push((offset, -1)),
            _ => {}
        }
        if !options.verify_only {
            writeln!(out, "offset: {offset} position: {position}")?;
        }
    }
    if !mismatches.is_empty() {
        writeln!(out, "Mismatches in :{}", source.path().display())?;
        for (indexed, found) in &mismatches {
            writeln!(out, "  Index offset: {indexed}, log offset: {found}")?;
        }
        bail!("{} entries do not fit the log", mismatches.len());
    }
    check_len(source, OFFSET_ENTRY_LEN)
}

/// Prints a time index and names the entries that are out of order or not in the log.
pub(super) fn dump_times(source: &mut Source, options: &Options, out: &mut impl Write) -> Result<()> {
    let base_offset = source.base_offset()?;
    let bytes = source.read_all()?;
    let entries: Vec<(i64, i64)> = bytes
        .chunks_exact(TIME_ENTRY_LEN)
        .map(|entry| (timestamp(entry), base_offset.saturating_add(number(entry, 8).into())))
        .collect();
    if options.sanity_check {
        check_len(source, TIME_ENTRY_LEN)?;
        let (first, last) = (entries.first(), entries.last());
        if let (Some((first, _)), Some((last, _))) = (first, last)
            && last < first
        {
            bail!("its last timestamp {last} is before its first {first}");
        }
        writeln!(out, "{} passed sanity check.", source.path().display())?;
        return Ok(());
    }
    let offsets = source.sibling("log").map(|log| last_offsets(&log));
    let mut out_of_order = Vec::new();
    let mut missing = Vec::new();
    let mut last: Option<i64> = None;
    for (index, (timestamp, offset)) in entries.into_iter().enumerate() {
        if index > 0 && offset == base_offset && timestamp == 0 {
            break;
        }
        if let Some(last) = last.filter(|last| timestamp < *last) {
            out_of_order.push((timestamp, last));
        }
        if offsets.as_ref().is_some_and(|offsets| !contains(offsets, offset)) {
            missing.push(offset);
        }
        last = Some(timestamp);
        if !options.verify_only {
            writeln!(out, "timestamp: {timestamp} offset: {offset}")?;
        }
    }
    report_times(source, &out_of_order, &missing, out)?;
    check_len(source, TIME_ENTRY_LEN)
}

fn report_times(
    source: &Source,
    out_of_order: &[(i64, i64)],
    missing: &[i64],
    out: &mut impl Write,
) -> Result<()> {
    if !out_of_order.is_empty() {
        writeln!(out, "Found out of order timestamp in :{}", source.path().display())?;
        for (timestamp, previous) in out_of_order {
            writeln!(out, "  Index timestamp: {timestamp}, Previously indexed timestamp: {previous}")?;
        }
    }
    if !missing.is_empty() {
        writeln!(out, "The following indexed offsets are not found in the log.")?;
        for offset in missing {
            writeln!(out, "Indexed offset: {offset}")?;
        }
    }
    match out_of_order.len() + missing.len() {
        0 => Ok(()),
        count => bail!("{count} entries do not fit the log"),
    }
}

/// First and last offset of each batch of a log, as far as it can be read.
fn last_offsets(log: &Source) -> Vec<(i64, i64)> {
    let mut offsets = Vec::new();
    let mut position = 0;
    while let Some(header) = header_at(log, position) {
        let size = header.size_in_bytes();
        if header.batch_length() <= 0 {
            break;
        }
        offsets.push((header.base_offset(), header.last_offset()));
        position += size as u64;
    }
    offsets
}

fn contains(batches: &[(i64, i64)], offset: i64) -> bool {
    let index = batches.partition_point(|(_, last)| *last < offset);
    batches.get(index).is_some_and(|(first, _)| *first <= offset)
}

/// Prints an index of aborted transactions.
pub(super) fn dump_transactions(source: &mut Source, out: &mut impl Write) -> Result<()> {
    let bytes = source.read_all()?;
    for entry in bytes.chunks_exact(TRANSACTION_ENTRY_LEN) {
        let version = i16::from_be_bytes([entry[0], entry[1]]);
        let (fields, _) = entry[2..].as_chunks::<8>();
        let [producer_id, first_offset, last_offset, last_stable_offset] =
            std::array::from_fn(|index| i64::from_be_bytes(fields[index]));
        writeln!(
            out,
            "version: {version} producerId: {producer_id} firstOffset: {first_offset} lastOffset: {last_offset} \
             lastStableOffset: {last_stable_offset}"
        )?;
    }
    check_len(source, TRANSACTION_ENTRY_LEN)
}

fn check_len(source: &Source, entry_len: usize) -> Result<()> {
    match source.len() % entry_len as u64 {
        0 => Ok(()),
        rest => bail!("position {}: {rest} bytes are left, an entry has {entry_len}", source.len() - rest),
    }
}

fn number(entry: &[u8], start: usize) -> u32 {
    u32::from_be_bytes(entry[start..start + 4].try_into().expect("four bytes of a whole entry"))
}

fn timestamp(entry: &[u8]) -> i64 {
    i64::from_be_bytes(entry[..8].try_into().expect("eight bytes of a whole entry"))
}
