//! `ringlog recover`: brings a folder that a crash left into the state that any broker can take over.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use engine::checkpoint::{
    CLEAN_SHUTDOWN, LOG_START_OFFSET_CHECKPOINT, OffsetCheckpoint, RECOVERY_POINT_CHECKPOINT,
};
use engine::file_name::FolderName;
use engine::{Availability, LogConfig, LogLoader, Offset, OpenLog, TopicPartition};
use io::{EntryKind, FileLock, FileSystem, Io, PollIo, PollOptions};
use protocol::Uuid;

use super::output::stdout;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog recover --log-dirs ringlog-data
  ringlog recover --log-dirs /disk1/data,/disk2/data

After a crash, what was acknowledged may lie in a journal (ringlog-journal-*) and not yet in the segments. ringlog serve
puts it there by itself; Apache Kafka knows nothing of journals. So before Kafka opens a folder that ringlog was
killed in, run this once, with all directories of log.dirs:
  1. the journals are replayed into the segments, these are synced, and the journals removed
  2. each partition is recovered: an unfinished write at its end is cut off, indexes are made anew
Kafka then starts as after a crash of its own. A folder that was closed cleanly is left as it is.
A damaged partition is reported and left as it is, and the exit status is 1. Running it again is safe.";

/// Arguments of `ringlog recover`.
#[derive(Args, Debug)]
pub struct RecoverArguments {
    /// The directories of log.dirs, separated by commas or spaces
    #[arg(long, value_name = "DIR", required = true, num_args = 1.., value_delimiter = ',')]
    log_dirs: Vec<PathBuf>,
}

/// Bytes that one step of recovery reads.
const STEP_BYTES: u64 = 64 << 20;
/// The largest checkpoint that is read.
const CHECKPOINT_LEN_MAX: usize = 256 << 20;

/// Runs `ringlog recover`.
pub(super) fn run(arguments: &RecoverArguments) -> Result<()> {
    let mut io = PollIo::new(PollOptions::default()).context("starting epoll")?;
    // All of them before the first one is touched.
    let locks = arguments.log_dirs.iter().map(|directory| lock(&mut io, directory));
    let _locks: Vec<FileLock> = locks.collect::<Result<_>>()?;
    let mut out = stdout();
    let mut damaged = 0;
    for directory in &arguments.log_dirs {
        damaged += recover_directory(&mut io, directory, &mut out)?;
    }
    out.flush()?;
    if damaged > 0 {
        bail!("{damaged} partitions are damaged and were left as they are");
    }
    Ok(())
}

fn lock(io: &mut impl FileSystem, directory: &Path) -> Result<FileLock> {
    let shown = directory.display();
    if !io.exists(directory).with_context(|| shown.to_string())? {
        bail!("{shown}: there is no such directory");
    }
    io.lock(&directory.join(".lock")).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => anyhow::anyhow!("{shown}: a broker is running on it; stop that first"),
        _ => anyhow::Error::new(error).context(format!("{shown}/.lock")),
    })
}

/// Answers how many partitions are damaged.
fn recover_directory(io: &mut impl Io, directory: &Path, out: &mut impl Write) -> Result<usize> {
    let shown = directory.display();
    let was_clean = io.exists(&directory.join(CLEAN_SHUTDOWN)).with_context(|| shown.to_string())?;
    let report = engine::replay_journals(io, directory, was_clean)
        .with_context(|| format!("{shown}: the journals could not be replayed"))?;
    if was_clean {
        writeln!(out, "{shown}: closed cleanly, nothing to do")?;
        return Ok(0);
    }
    match report.journals.is_empty() {
        true => writeln!(out, "{shown}: no journal")?,
        false => writeln!(out, "{shown}: replayed and removed {report}")?,
    }
    let recovery_points = read_offsets(io, &directory.join(RECOVERY_POINT_CHECKPOINT))?;
    let log_starts = read_offsets(io, &directory.join(LOG_START_OFFSET_CHECKPOINT))?;
    let shared: Arc<Path> = Arc::from(directory);
    let (mut partitions, mut damaged) = (0, 0);
    for entry in io.list(directory).with_context(|| shown.to_string())? {
        let name = FolderName::parse(&entry.name).filter(|_| entry.kind == EntryKind::Directory);
        let Some(FolderName::Partition(topic_partition)) = name else { continue };
        let offset =
            |offsets: &BTreeMap<_, Offset>| offsets.get(&topic_partition).copied().unwrap_or(Offset(0));
        let request = OpenLog {
            directory: shared.clone(),
            recovery_point: offset(&recovery_points),
            log_start_offset: offset(&log_starts),
            topic_partition,
            topic_id: Uuid::ZERO,
            config: LogConfig::default(),
            clean_shutdown: false,
        };
        partitions += 1;
        damaged += usize::from(!recover_partition(io, request, out)?);
    }
    writeln!(out, "{shown}: {partitions} partitions recovered, {damaged} damaged")?;
    Ok(damaged)
}

/// Opens a log as after a crash, which puts its files in order and syncs them. Answers whether it is whole.
fn recover_partition(io: &mut impl Io, request: OpenLog, out: &mut impl Write) -> Result<bool> {
    let folder = request.directory.join(request.topic_partition.to_string());
    let mut loader = LogLoader::new(request);
    let loaded = loop {
        match loader.step(io, STEP_BYTES) {
            Ok(Some(loaded)) => break loaded,
            Ok(None) => {}
            Err(error) => {
                writeln!(out, "{}: {error}", folder.display())?;
                return Ok(false);
            }
        }
    };
    for finding in &loaded.findings {
        writeln!(out, "{}: {finding:?}", folder.display())?;
    }
    io.sync_directory(&folder).with_context(|| folder.display().to_string())?;
    Ok(loaded.log().availability() == Availability::Online)
}

fn read_offsets(io: &mut impl FileSystem, path: &Path) -> Result<BTreeMap<TopicPartition, Offset>> {
    let bytes = match io.read_all(path, CHECKPOINT_LEN_MAX) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    // A damaged one says nothing: all of every log is read then.
    let checkpoint = OffsetCheckpoint::decode(&bytes).unwrap_or_default();
    Ok(checkpoint.entries.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use io::{OpenOptions, RealFileSystem};

    use super::*;

    fn recover(directory: &Path) -> Result<String> {
        let mut io = PollIo::new(PollOptions::default()).context("starting epoll")?;
        let _lock = lock(&mut io, directory)?;
        let mut out = Vec::new();
        recover_directory(&mut io, directory, &mut out)?;
        Ok(String::from_utf8(out)?)
    }

    #[test]
    fn a_folder_without_a_journal_and_one_in_use() {
        let folder = tempfile::tempdir().expect("a folder");
        let said = recover(folder.path()).expect("nothing to do");
        assert!(said.contains("no journal") && said.contains("0 partitions"), "{said}");
        let _held = RealFileSystem.lock(&folder.path().join(".lock")).expect("free again");
        let error = recover(folder.path()).expect_err("held");
        assert!(error.to_string().contains("a broker is running"), "{error}");
    }

    #[test]
    fn a_torn_end_is_cut_and_a_clean_folder_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let partition = folder.path().join("orders-0");
        RealFileSystem.create_directory(&partition).expect("created");
        let log = partition.join("00000000000000000000.log");
        let file = RealFileSystem.open(&log, OpenOptions::read_write()).expect("created");
        RealFileSystem.write_at(&file, 0, &[7; 100]).expect("written");
        let said = recover(folder.path()).expect("recovered");
        assert!(said.contains("TailCut") && said.contains("1 partitions recovered, 0 damaged"), "{said}");
        let mark = folder.path().join(CLEAN_SHUTDOWN);
        RealFileSystem.replace_file(&mark, b"{\"version\":0,\"brokerEpoch\":1}").expect("written");
        let said = recover(folder.path()).expect("clean");
        assert!(said.contains("closed cleanly"), "{said}");
    }
}
