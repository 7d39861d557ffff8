//! Segments and metadata snapshots: batches, and the records in them.

use std::io::Write;

use anyhow::{Result, anyhow, bail};
use protocol::records::{BatchError, BatchHeader, BatchView, Record, TimestampType};

use super::{Options, control, payload, source::Source};

/// A batch that decompresses to more is not opened. Bytes.
const PLAIN_BYTES_MAX: usize = 1 << 30;

/// Prints a segment, batch by batch, as far as it can be read.
pub(super) fn dump(source: &mut Source, options: &Options, out: &mut impl Write) -> Result<()> {
    print_start(source, out)?;
    let mut position = 0;
    let mut continuity = Continuity::default();
    let mut unsound = Vec::new();
    while position < source.len() && position < options.bytes_max {
        let bytes = match read_batch(source, position) {
            Ok(bytes) => bytes,
            Err(error) => {
                let left = source.len() - position;
                writeln!(out, "Found {left} invalid bytes at the end of {}", source.path().display())?;
                bail!("position {position}: {error:#}");
            }
        };
        let batch = BatchView::only(&bytes).map_err(|error| anyhow!("position {position}: {error}"))?;
        let crc = batch.verify_crc();
        print_batch(batch.header(), position, crc.is_ok(), out)?;
        if let Err(error) = crc {
            unsound.push(format!("position {position}: {error}"));
        } else if options.deep
            && let Err(error) = print_records(&batch, options, &mut continuity, out)
        {
            if super::super::output::is_broken_pipe(&error) {
                return Err(error);
            }
            unsound.push(format!("position {position}: {error:#}"));
        }
        position += bytes.len() as u64;
    }
    continuity.report(source);
    match unsound.is_empty() {
        true => Ok(()),
        false => bail!("{}", unsound.join("; ")),
    }
}

fn print_start(source: &Source, out: &mut impl Write) -> Result<()> {
    let offset = source.base_offset()?;
    let name = source.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    match name.split_once('-') {
        Some((_, epoch)) => {
            let epoch: i64 = epoch.parse().map_err(|_| anyhow!("'{epoch}' in its name is no epoch"))?;
            writeln!(out, "Snapshot end offset: {offset}, epoch: {epoch}")?;
        }
        None => writeln!(out, "Log starting offset: {offset}")?,
    }
    Ok(())
}

/// The bytes of the batch at `position`: its size is compared with the file before anything is read or reserved.
fn read_batch(source: &Source, position: u64) -> Result<Vec<u8>> {
    let available = source.len() - position;
    if available < BatchHeader::SIZE as u64 {
        bail!("{available} bytes are left, fewer than a batch header has");
    }
    let header = source.read_exactly(position, BatchHeader::SIZE)?;
    if header.iter().all(|byte| *byte == 0) {
        bail!("zeros, as a crash leaves them in preallocated space");
    }
    let size = match BatchView::split_first(&header) {
        Ok(_) => BatchHeader::SIZE,
        Err(BatchError::Truncated { needed, .. }) => needed,
        Err(error) => return Err(error.into()),
    };
    if size as u64 > available {
        bail!("a batch of {size} bytes is cut off after {available}");
    }
    source.read_exactly(position, size)
}

/// The line of a batch, as Kafka's DumpLogSegments prints it.
fn print_batch(header: &BatchHeader, position: u64, is_valid: bool, out: &mut impl Write) -> Result<()> {
    let attributes = header.attributes();
    let delete_horizon = match attributes.has_delete_horizon() {
        // The field of the first timestamp then says when tombstones may go.
        true => format!("OptionalLong[{}]", header.base_timestamp()),
        false => "OptionalLong.empty".to_owned(),
    };
    let codec = attributes.compression().map_or("unknown", |codec| codec.name());
    writeln!(
        out,
        "baseOffset: {} lastOffset: {} count: {} baseSequence: {} lastSequence: {} producerId: {} producerEpoch: {} \
         partitionLeaderEpoch: {} isTransactional: {} isControl: {} deleteHorizonMs: {delete_horizon} position: \
         {position} {}: {} size: {} magic: {} compresscodec: {codec} crc: {} isvalid: {is_valid}",
        header.base_offset(),
        header.last_offset(),
        header.record_count(),
        header.base_sequence(),
        header.last_sequence(),
        header.producer_id(),
        header.producer_epoch(),
        header.partition_leader_epoch(),
        attributes.is_transactional(),
        attributes.is_control(),
        attributes.timestamp_type().name(),
        header.max_timestamp(),
        header.size_in_bytes(),
        header.magic(),
        header.crc(),
    )?;
    Ok(())
}

fn print_records(
    batch: &BatchView<'_>,
    options: &Options,
    continuity: &mut Continuity,
    out: &mut impl Write,
) -> Result<()> {
    let mut plain = Vec::new();
    for record in batch.records(PLAIN_BYTES_MAX, &mut plain)? {
        let record = record?;
        continuity.add(record.offset);
        let is_control = batch.header().attributes().is_control();
        if options.skip_record_metadata {
            if !is_control && let Some(decoder) = options.decoder {
                // Without the metadata in front, what follows begins the line.
                out.write_all(b"|")?;
                payload::print(decoder, &record, out)?;
                out.write_all(b"\n")?;
            }
            continue;
        }
        print_record(batch.header(), &record, out)?;
        if is_control {
            control::print(&record, out)?;
        } else if let Some(decoder) = options.decoder {
            payload::print(decoder, &record, out)?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// What Kafka prints of a record before its key and value.
fn print_record(header: &BatchHeader, record: &Record<'_>, out: &mut impl Write) -> Result<()> {
    let time = match header.attributes().timestamp_type() {
        TimestampType::CreateTime => "CreateTime",
        TimestampType::LogAppendTime => "LogAppendTime",
    };
    let len = |bytes: Option<&[u8]>| bytes.map_or(-1, |bytes| bytes.len() as i64);
    let sequence = match header.base_sequence() {
        -1 => -1,
        base => base.wrapping_add(record.offset_delta) & i32::MAX,
    };
    let names: Vec<_> = record.headers.iter().map(|header| String::from_utf8_lossy(header.key)).collect();
    write!(
        out,
        "| offset: {} {time}: {} keySize: {} valueSize: {} sequence: {sequence} headerKeys: [{}]",
        record.offset,
        record.timestamp,
        len(record.key),
        len(record.value),
        names.join(",")
    )?;
    Ok(())
}

/// Whether offsets follow one another: not after compaction, but always in a fresh log.
#[derive(Default)]
struct Continuity {
    last: Option<i64>,
    gaps: Vec<(i64, i64)>,
    gap_count: usize,
}

/// Gaps that are listed one by one.
const GAPS_LISTED_MAX: usize = 100;

impl Continuity {
    fn add(&mut self, offset: i64) {
        if let Some(last) = self.last.filter(|last| last.checked_add(1) != Some(offset)) {
            self.gap_count += 1;
            if self.gaps.len() < GAPS_LISTED_MAX {
                self.gaps.push((last, offset));
            }
        }
        self.last = Some(offset);
    }

    fn report(&self, source: &Source) {
        if self.gaps.is_empty() {
            return;
        }
        eprintln!("Non-consecutive offsets in {}", source.path().display());
        for (before, behind) in &self.gaps {
            eprintln!("  {before} is followed by {behind}");
        }
        if self.gap_count > self.gaps.len() {
            eprintln!("  and {} more", self.gap_count - self.gaps.len());
        }
    }
}

/// The header of the batch at `position`, when there is a whole one.
pub(super) fn header_at(source: &Source, position: u64) -> Option<BatchHeader> {
    let bytes = source.read_exactly(position, BatchHeader::SIZE).ok()?;
    BatchHeader::of(&bytes).copied()
}
