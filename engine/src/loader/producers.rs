//! The producers of a log, from the newest usable snapshot and the batches behind it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use ::io::{File, FileSystem};
use protocol::records::BatchView;

use crate::error::{Error, StorageContext};
use crate::file_name::{FileKind, FileName};
use crate::producer_state::{EndTransactionMarker, ProducerStates};
use crate::scan::{BatchAt, HeaderScanner, Scanned};
use crate::segment::Segment;
use crate::validation;
use crate::{Offset, Position};

/// The longest snapshot that is read: a million producers.
const SNAPSHOT_LEN_MAX: usize = 48 << 20;

/// The state before `end` as far as snapshots have it, and from which offset on batches have to be replayed. Snapshots that
/// cannot be read, or that lie above `end`, are removed.
pub(super) fn load_snapshot(
    fs: &mut impl FileSystem,
    folder: &Path,
    snapshots: &mut BTreeSet<Offset>,
    end: Offset,
) -> Result<(ProducerStates, Offset), Error> {
    while let Some(offset) = snapshots.last().copied() {
        let path = FileName::live(offset, FileKind::ProducerSnapshot).path(folder);
        if offset <= end {
            let bytes = fs.read_all(&path, SNAPSHOT_LEN_MAX).context("reading", &path)?;
            match ProducerStates::decode_snapshot(&bytes) {
                Ok(states) => return Ok((states, offset)),
                Err(damage) => {
                    tracing::warn!(path = %path.display(), %damage, "a producer snapshot is dropped")
                }
            }
        }
        fs.remove_file(&path).context("removing", &path)?;
        snapshots.remove(&offset);
    }
    Ok((ProducerStates::default(), Offset::ZERO))
}

/// Replays the headers of `from..` of one segment up to `to`.
pub(super) fn replay(
    fs: &mut impl FileSystem,
    folder: &Path,
    segment: &mut Segment,
    from: Offset,
    to: Offset,
    states: &mut ProducerStates,
) -> Result<(), Error> {
    let file = segment.file(fs, folder, Duration::ZERO)?;
    let entry = segment.floor_entry(fs, folder, from)?;
    let start = entry.map_or(Position::ZERO, |entry| entry.position);
    let mut block = Vec::new();
    let mut scanner = HeaderScanner::new(&file, start, segment.size(), &mut block);
    let mut found_all = Vec::new();
    while let Scanned::Batch(found) = scanner.next(fs)? {
        if found.batch.base_offset >= to {
            break;
        }
        // Batches of producers only: most logs have none, and then nothing is kept here.
        if found.batch.last_offset() >= from && found.batch.producer_id >= 0 {
            found_all.push(found);
        }
        if found_all.len() == REPLAY_BATCHES_MAX {
            note_all(fs, &file, states, &mut found_all)?;
        }
    }
    note_all(fs, &file, states, &mut found_all)
}

/// Headers that are gathered before the control batches among them are read.
const REPLAY_BATCHES_MAX: usize = 1024;

fn note_all(
    fs: &mut impl FileSystem,
    file: &File,
    states: &mut ProducerStates,
    found: &mut Vec<BatchAt>,
) -> Result<(), Error> {
    for found in found.drain(..) {
        if let Some(batch) = found.batch.producer_batch() {
            states.on_batch(&batch);
        } else if let Some(marker) = read_marker(fs, file, &found)? {
            states.on_marker(&marker);
        }
    }
    Ok(())
}

fn read_marker(
    fs: &mut impl FileSystem,
    file: &File,
    found: &BatchAt,
) -> Result<Option<EndTransactionMarker>, Error> {
    // The size is that of a batch that was found to lie within the file.
    let mut bytes = vec![0; found.batch.size as usize];
    let read = fs.read_at(file, found.position.as_u64(), &mut bytes).context("reading", file.path())?;
    let view = BatchView::only(&bytes[..read])?;
    validation::end_transaction_marker(&view, &found.batch, found.batch.size)
}
