//! The journal of a run: its size, its replay at each start of the process, and what became of it.

use std::path::Path;

use engine::{JournalReport, LogManager, LogManagerConfig, replay_journals};
use io::FileSystem;
use io::sim::{Random, SimIo};

use super::{DIRECTORY, LogRun};

const NAME_PREFIX: &str = "ringlog-journal-";
/// Shards that a process may have had when it wrote its journals.
const NUMBERS: u64 = 3;

/// The size of a run's journals; 0 is none. Small ones are recycled often.
pub(super) fn draw_bytes(random: &mut Random) -> u64 {
    if random.one_in(4) { 0 } else { random.between(8, 48) << 10 }
}

/// What a life does with its journal: another number than the life before is another shard's.
pub(super) fn configure(config: LogManagerConfig, run: &mut LogRun) -> LogManagerConfig {
    let journal_number = run.random.below(NUMBERS) as u32;
    LogManagerConfig { journal_bytes: run.journal_bytes, journal_number, ..config }
}

/// What a start does before it opens any log.
pub(super) fn replay(io: &mut SimIo, run: &mut LogRun, was_clean: bool) -> anyhow::Result<()> {
    let has_journals = has_journals(io)?;
    let replayed = replay_journals(io, Path::new(DIRECTORY), was_clean);
    if has_journals {
        let is_cut = run.world.down(run.node).is_some();
        match &replayed {
            _ if is_cut => run.tally.count("journal", "replay cut by a crash"),
            Ok(_) if was_clean => run.tally.count("journal", "removed unread after a clean stop"),
            Ok(report) => count(run, report),
            Err(_) => run.tally.count("journal", "replay failed"),
        }
        run.say(format_args!("journals, clean {was_clean}: {replayed:?}"));
    }
    replayed?;
    Ok(())
}

fn has_journals(io: &mut SimIo) -> std::io::Result<bool> {
    Ok(io.list(Path::new(DIRECTORY))?.iter().any(|entry| entry.name.starts_with(NAME_PREFIX)))
}

/// In how many replays each thing happened.
fn count(run: &mut LogRun, report: &JournalReport) {
    run.tally.count("journal", "replayed");
    let counts = [
        ("torn tail", report.torn),
        ("batches restored", report.restored),
        ("batches of a deleted topic dropped", report.dropped),
        ("batches passed over", report.passed_over),
    ];
    for (what, _) in counts.iter().filter(|(_, count)| *count > 0) {
        run.tally.count("journal", what);
    }
}

/// Counts what a life did with its journal: in how many lives each thing happened.
pub(super) fn count_life(run: &mut LogRun, logs: &LogManager) {
    let statistics = logs.journal_statistics();
    let counts = [
        ("made", statistics.made),
        ("group written", statistics.groups),
        ("round begun in a used region", statistics.recycled),
        ("declined: synced directly", statistics.declined),
    ];
    for (what, _) in counts.iter().filter(|(_, count)| *count > 0) {
        run.tally.count("journal", what);
    }
}
