//! A disk that does not keep what it has synced: a bit that rots, a file that gets shorter. What is served then is what was
//! promised, up to the damage, and nothing is cut or invented; what is left of the log is not taken for the whole.

use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::{
    Availability, LogEvent, LogId, LogManager, LogManagerConfig, Offset, ReadRequest, RecoveryFinding,
};
use io::sim::{CrashKind, SimIo};
use io::{FileSystem, OpenOptions};

use super::{DIRECTORY, LogRun};
use crate::require;
use crate::violation::Violation;

/// The largest segment of a run.
const SEGMENT_BYTES_MAX: usize = 1 << 20;
const READ_BYTES_MAX: u32 = 1 << 20;

#[derive(Copy, Clone, Debug)]
enum Damage {
    /// One bit of the newest segment.
    FlippedBit,
    /// The newest segment ends in the middle of a batch.
    CutBatch,
    /// The newest segment has lost all of its batches.
    LostBatches,
}

/// After the last clean stop: damages one log and opens it as after a crash, with a checkpoint that says that all of it was
/// synced.
pub(super) fn check(run: &mut LogRun) -> Result<(), Violation> {
    let index = run.random.index(run.logs.len());
    // A full disk may have kept the last life from putting it aside.
    if run.logs[index].is_deleted {
        return Ok(());
    }
    let damage = [Damage::FlippedBit, Damage::CutBatch, Damage::LostBatches][run.random.index(3)];
    // What is full for a while has healed by then.
    run.world.poll(run.world.now() + Duration::from_secs(3));
    let mut io = run.world.io(run.node).waiting();
    let (logs, id) = open(run, &mut io, index, Offset::ZERO)?;
    let end = logs.log(id).log_end_offset().0;
    drop(logs);
    let folder = Path::new(DIRECTORY).join(run.logs[index].choices.topic_partition.to_string());
    let Some((path, bytes)) = newest_segment(&mut io, &folder) else {
        return Ok(());
    };
    run.say(format_args!("{}: {damage:?}", path.display()));
    replace(run, &mut io, &path, &damaged(run, damage, bytes));
    drop(io);
    run.world.crash(run.node, CrashKind::ProcessKill);
    run.world.restart(run.node);
    run.tally.count("damage", format_args!("{damage:?}"));
    open_and_read(run, index, end)
}

fn newest_segment(io: &mut SimIo, folder: &Path) -> Option<(PathBuf, Vec<u8>)> {
    let entries = io.list(folder).expect("the log's folder is there");
    // Older segments are below the recovery point: recovery does not read them, their reader finds out.
    let newest =
        entries.iter().rev().find(|entry| entry.name.ends_with(".log")).filter(|entry| entry.len > 0)?;
    let path = folder.join(&newest.name);
    let bytes = io.read_all(&path, SEGMENT_BYTES_MAX).expect("a segment of these runs is small");
    Some((path, bytes))
}

fn damaged(run: &LogRun, damage: Damage, mut bytes: Vec<u8>) -> Vec<u8> {
    let mut random = run.random.clone();
    match damage {
        Damage::FlippedBit => {
            // Of a batch's last record: no checksum covers the base offset and leader epoch of a header.
            let at = bytes.len() - 1 - random.below(8) as usize;
            bytes[at] ^= 1 << random.below(8);
        }
        Damage::CutBatch => bytes.truncate(bytes.len() - 1),
        Damage::LostBatches => bytes.clear(),
    }
    bytes
}

/// Puts another inode in the segment's place: no process has promised anything of it.
fn replace(run: &LogRun, io: &mut SimIo, path: &Path, bytes: &[u8]) {
    let aside = path.with_extension("damaged");
    let file = io.open(&aside, OpenOptions::read_write()).expect("a disk without faults");
    io.write_at(&file, 0, bytes).expect("a disk without faults");
    io.rename(&aside, path).expect("a disk without faults");
    run.world.take_violations(run.node);
}

fn open(
    run: &LogRun,
    io: &mut SimIo,
    index: usize,
    recovery_point: Offset,
) -> Result<(LogManager, LogId), Violation> {
    let log = &run.logs[index];
    let request = log.open_request(false, recovery_point, Offset(log.model.log_start()));
    let mut logs = LogManager::new(LogManagerConfig::default(), 1);
    let opened = logs.open_log(io, request);
    let id = opened.map_err(|error| Violation::new(format!("a log is not opened: {error}")))?;
    Ok((logs, id))
}

fn open_and_read(run: &mut LogRun, index: usize, end: i64) -> Result<(), Violation> {
    let mut io = run.world.io(run.node).waiting();
    let (mut logs, id) = open(run, &mut io, index, Offset(end))?;
    let mut was_told = false;
    while let Some(event) = logs.poll_event() {
        if let LogEvent::Recovered { finding, .. } = event {
            run.tally.count("recovery", super::life::finding_name(&finding));
            was_told |= matches!(
                finding,
                RecoveryFinding::Corrupt { .. } | RecoveryFinding::ShorterThanRecoveryPoint { .. }
            );
        }
    }
    let served_end = match logs.log(id).availability() {
        Availability::Corrupt { from } => from.0,
        _ => logs.log(id).log_end_offset().0,
    };
    require!(was_told, "nobody is told of a damaged log that ends at {served_end} of {end}");
    let log_end = logs.log(id).log_end_offset().0;
    require!(
        served_end < end || log_end >= end,
        "offsets from {log_end} on would be used again, up to {end}"
    );
    let mut next = logs.log(id).log_start_offset().0;
    while next < served_end {
        let request = ReadRequest {
            offset: Offset(next),
            upper_bound: Offset(served_end),
            bytes_max: READ_BYTES_MAX,
            at_least_one_batch: true,
            aborted: false,
        };
        let Ok(plan) = logs.plan_read(&mut io, id, request) else { break };
        let mut bytes = Vec::new();
        for region in &plan.regions {
            let mut part = vec![0; region.len as usize];
            let read = io.read_at(&region.file, region.position, &mut part);
            require!(read.is_ok_and(|read| read == part.len()), "a region of a damaged log is not there");
            bytes.extend(part);
        }
        let records = run.ledger.read(&bytes)?;
        let Some((last, _)) = records.last().copied() else { break };
        let now = run.world.now();
        let promise = crate::partition_model::Promise::Durable;
        run.logs[index].model.on_fetched(&run.ledger, now, next, &records, served_end, promise)?;
        next = last + 1;
    }
    Ok(())
}
