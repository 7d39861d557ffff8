//! What is checked, and what is changed, before a batch goes into a log.

use ::io::SharedBuffer;
use protocol::records::{
    BatchError, BatchHeader, BatchView, Codec, Compression, ControlRecord, Depth, batches, recompress,
    stamp_log_append_time,
};
use smallvec::smallvec;

use crate::batch::{BatchSummary, HEADER_LEN};
use crate::error::Error;
use crate::log::{AppendContext, AppendOrigin, Log, PreparedBatches};
use crate::log_config::{CompressionType, LogConfig, RecordValidation, TimestampType};
use crate::producer_state::EndTransactionMarker;
use crate::{LeaderEpoch, Offset};

/// A batch with its place in the log: the header is patched in a copy, the body is the producer's own bytes.
#[derive(Debug)]
pub(crate) struct PreparedBatch {
    pub(crate) summary: BatchSummary,
    pub(crate) header: [u8; HEADER_LEN],
    pub(crate) body: SharedBuffer,
    /// Set for the marker that ends a transaction.
    pub(crate) marker: Option<EndTransactionMarker>,
}

/// Checks batches as far as their origin asks for and gives them their offsets, from the log's end on.
pub(crate) fn prepare(
    log: &Log,
    context: &AppendContext<'_>,
    records: SharedBuffer,
) -> Result<PreparedBatches, Error> {
    match context.origin {
        AppendOrigin::Client { .. } => Ok(smallvec![prepare_produced(log, context, records)?]),
        AppendOrigin::Coordinator => prepare_each(log, &records, |view, next| {
            view.validate_stored()?;
            Ok(place(view, next, context.leader_epoch))
        }),
        AppendOrigin::Replica => prepare_each(log, &records, |view, next| {
            view.validate_stored()?;
            // A follower's log is its leader's, offsets and epochs included; compaction may have left gaps.
            let found = Offset(view.header().base_offset());
            if found < next {
                return Err(Error::OffsetGap { found, expected: next });
            }
            Ok(header_of(view))
        }),
    }
}

fn prepare_each(
    log: &Log,
    records: &SharedBuffer,
    header: impl Fn(&BatchView<'_>, Offset) -> Result<[u8; HEADER_LEN], Error>,
) -> Result<PreparedBatches, Error> {
    let mut prepared = PreparedBatches::new();
    let mut next = log.log_end_offset();
    let mut start = 0;
    for view in batches(records) {
        let view = view?;
        let end = start + view.bytes().len();
        let header = header(&view, next)?;
        let summary = BatchSummary::parse(&header)?;
        let marker = end_transaction_marker(&view, &summary, log.config().decompressed_bytes_max)?;
        next = summary.next_offset();
        let body = records.slice(start + HEADER_LEN..end);
        prepared.push(PreparedBatch { summary, header, body, marker });
        start = end;
    }
    if prepared.is_empty() {
        return Err(Error::Batch(BatchError::NotOneBatch));
    }
    Ok(prepared)
}

/// A client's batch: exactly one, of the size, time and kind that the topic allows.
fn prepare_produced(
    log: &Log,
    context: &AppendContext<'_>,
    records: SharedBuffer,
) -> Result<PreparedBatch, Error> {
    let config = log.config();
    let view = BatchView::only(&records)?;
    require_size(&view, config)?;
    let compression = view.header().attributes().compression()?;
    let target = match config.compression {
        CompressionType::Codec(codec) if codec.compression() != compression => Some(codec),
        _ => None,
    };
    validate_records(&view, config, target)?;
    require_timestamps(&view, config, context.now.wall_ms)?;
    if target.is_none() && config.timestamp_type == TimestampType::CreateTime {
        let header = place(&view, log.log_end_offset(), context.leader_epoch);
        let body = records.slice(HEADER_LEN..records.len());
        return Ok(PreparedBatch { summary: BatchSummary::parse(&header)?, header, body, marker: None });
    }
    rewrite(log, context, &view, target)
}

/// The slow way for topics that change more of a batch than its first bytes: a copy of all of it.
fn rewrite(
    log: &Log,
    context: &AppendContext<'_>,
    view: &BatchView<'_>,
    target: Option<Codec>,
) -> Result<PreparedBatch, Error> {
    let config = log.config();
    let mut bytes = Vec::with_capacity(view.bytes().len());
    match target {
        Some(codec) => recompress(view, codec, config.decompressed_bytes_max as usize, &mut bytes)?,
        None => bytes.extend_from_slice(view.bytes()),
    }
    if config.timestamp_type == TimestampType::LogAppendTime {
        stamp_log_append_time(&mut bytes, context.now.wall_ms);
    }
    let view = BatchView::only(&bytes)?;
    require_size(&view, config)?;
    let header = place(&view, log.log_end_offset(), context.leader_epoch);
    let mut body = context.pool.take(bytes.len() - HEADER_LEN);
    body.extend_from_slice(&bytes[HEADER_LEN..]);
    Ok(PreparedBatch { summary: BatchSummary::parse(&header)?, header, body: body.freeze(), marker: None })
}

fn require_size(view: &BatchView<'_>, config: &LogConfig) -> Result<(), Error> {
    let size = view.bytes().len();
    if size > config.message_bytes_max as usize {
        return Err(Error::TooLarge { size: size as u64, max: config.message_bytes_max });
    }
    Ok(())
}

fn validate_records(view: &BatchView<'_>, config: &LogConfig, target: Option<Codec>) -> Result<(), Error> {
    let opens_all =
        config.cleanup_compact || target.is_some() || config.record_validation == RecordValidation::Full;
    let depth = match opens_all {
        true => Depth::Compressed { size_max: config.decompressed_bytes_max as usize },
        false => Depth::Plain,
    };
    let produced = view.validate_produced(depth)?;
    if config.cleanup_compact && produced.has_null_key == Some(true) {
        return Err(Error::KeylessRecords(keyless_records(view, config)?));
    }
    Ok(())
}

/// Which records have no key, counted from the batch's first. Read a second time: it is the rare case.
fn keyless_records(view: &BatchView<'_>, config: &LogConfig) -> Result<Vec<i32>, Error> {
    let mut keyless = Vec::new();
    for record in view.records(config.decompressed_bytes_max as usize, &mut Vec::new())? {
        let record = record?;
        if record.key.is_none() {
            keyless.push(record.offset_delta);
        }
    }
    Ok(keyless)
}

/// Kafka's bounds on what a producer may call the time of a record. They look at each record where the batch can be read
/// without decompression, else at the header.
fn require_timestamps(view: &BatchView<'_>, config: &LogConfig, now_ms: i64) -> Result<(), Error> {
    if view.header().attributes().timestamp_type() == TimestampType::LogAppendTime {
        return Err(Error::TimestampTypeOfClient);
    }
    if config.timestamp_type == TimestampType::LogAppendTime {
        return Ok(());
    }
    let earliest = now_ms.saturating_sub(config.timestamp_before_max_ms);
    let latest = now_ms.saturating_add(config.timestamp_after_max_ms);
    let require = |timestamp: i64| match timestamp == -1 || (earliest..=latest).contains(&timestamp) {
        true => Ok(()),
        false => Err(Error::InvalidTimestamp { timestamp, earliest, latest }),
    };
    require(view.header().max_timestamp())?;
    require(view.header().base_timestamp())?;
    let is_bounded_below = earliest > 0;
    if is_bounded_below && view.header().attributes().compression()? == Compression::None {
        for record in view.records(0, &mut Vec::new())? {
            require(record?.timestamp)?;
        }
    }
    Ok(())
}

fn header_of(view: &BatchView<'_>) -> [u8; HEADER_LEN] {
    *view.bytes().first_chunk().expect("a batch has a header")
}

/// The header with its place in the log, which no checksum covers.
fn place(view: &BatchView<'_>, base_offset: Offset, leader_epoch: LeaderEpoch) -> [u8; HEADER_LEN] {
    let mut bytes = header_of(view);
    let header = BatchHeader::of_mut(&mut bytes).expect("it has the size of a header");
    header.set_base_offset(base_offset.0);
    header.set_partition_leader_epoch(leader_epoch.0);
    bytes
}

/// The marker of a control batch that ends a transaction. Control batches of other kinds have none.
pub(crate) fn end_transaction_marker(
    view: &BatchView<'_>,
    summary: &BatchSummary,
    decompressed_bytes_max: u32,
) -> Result<Option<EndTransactionMarker>, Error> {
    if !summary.is_control() || summary.producer_id < 0 {
        return Ok(None);
    }
    let mut plain = Vec::new();
    let Some(record) = view.records(decompressed_bytes_max as usize, &mut plain)?.next().transpose()? else {
        return Ok(None);
    };
    let (key, value) = (record.key.unwrap_or_default(), record.value.unwrap_or_default());
    let (marker, is_abort) = match ControlRecord::decode(key, value) {
        Ok(Some(ControlRecord::Abort(marker))) => (marker, true),
        Ok(Some(ControlRecord::Commit(marker))) => (marker, false),
        Ok(_) => return Ok(None),
        Err(_) => return Err(Error::InvalidRecord("a control record that cannot be read")),
    };
    Ok(Some(EndTransactionMarker {
        producer_id: summary.producer_id,
        producer_epoch: summary.producer_epoch,
        coordinator_epoch: marker.coordinator_epoch,
        offset: summary.base_offset,
        timestamp: summary.max_timestamp,
        is_abort,
    }))
}

/// The first record of a stored batch that is not older than `timestamp` and not below `from`.
pub(crate) fn first_record_at_or_after(
    batch: &[u8],
    timestamp: i64,
    from: Offset,
    decompressed_bytes_max: u32,
) -> Result<Option<(i64, Offset)>, Error> {
    let view = BatchView::only(batch)?;
    let mut plain = Vec::new();
    for record in view.records(decompressed_bytes_max as usize, &mut plain)? {
        let record = record?;
        if record.timestamp >= timestamp && record.offset >= from.0 {
            return Ok(Some((record.timestamp, Offset(record.offset))));
        }
    }
    Ok(None)
}
