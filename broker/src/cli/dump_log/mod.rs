//! `ringlog dump-log`: what Kafka's DumpLogSegments does, in its layout.

mod checkpoint;
mod control;
mod index;
mod json;
mod payload;
mod producer_snapshot;
mod schema;
mod segment;
mod source;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use io::{EntryKind, FileSystem, RealFileSystem};

use super::output::stdout;
use payload::Decoder;
use source::Source;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog dump-log ringlog-data/orders-0          every file of a partition
  ringlog dump-log --print-data-log ringlog-data/orders-0/00000000000000000000.log
  ringlog dump-log --cluster-metadata-decoder ringlog-data/__cluster_metadata-0
  ringlog dump-log --index-sanity-check ringlog-data/orders-0

Reads .log, .index, .timeindex, .txnindex, .snapshot, .checkpoint and the checkpoint files.
Ends with status 1 when a file is damaged, and says at which position.";

/// Arguments of `ringlog dump-log`.
#[derive(Args, Debug)]
pub struct DumpLogArguments {
    /// Files, or folders with such files
    #[arg(value_name = "PATH", required_unless_present = "files")]
    paths: Vec<PathBuf>,
    /// The same, separated by commas, as Kafka's tool takes them
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    files: Vec<PathBuf>,
    /// Prints each record, not only the batches
    #[arg(long)]
    deep_iteration: bool,
    /// Prints each record with its key and value
    #[arg(long)]
    print_data_log: bool,
    /// Prints records as those of the metadata log
    #[arg(long, conflicts_with_all = ["offsets_decoder", "transaction_log_decoder"])]
    cluster_metadata_decoder: bool,
    /// Prints records as those of __consumer_offsets
    #[arg(long, conflicts_with = "transaction_log_decoder")]
    offsets_decoder: bool,
    /// Prints records as those of __transaction_state
    #[arg(long)]
    transaction_log_decoder: bool,
    /// Prints of indexes only whether they are sound, as a broker checks it at its start
    #[arg(long)]
    index_sanity_check: bool,
    /// Compares indexes with their log without printing them
    #[arg(long)]
    verify_index_only: bool,
    /// Leaves out what stands before key and value of a record
    #[arg(long)]
    skip_record_metadata: bool,
    /// Stops a log after so many bytes
    #[arg(long, value_name = "BYTES", default_value_t = u64::MAX, hide_default_value = true)]
    max_bytes: u64,
}

/// What is done with each file.
struct Options {
    deep: bool,
    decoder: Option<Decoder>,
    skip_record_metadata: bool,
    sanity_check: bool,
    verify_only: bool,
    bytes_max: u64,
}

/// Runs `ringlog dump-log`.
pub(super) fn run(arguments: &DumpLogArguments) -> Result<()> {
    let options = arguments.options();
    let mut files = RealFileSystem;
    let mut paths = Vec::new();
    for path in arguments.paths.iter().chain(&arguments.files) {
        collect(&mut files, path, &mut paths)?;
    }
    let mut out = stdout();
    let mut damaged = 0;
    for path in &paths {
        writeln!(out, "Dumping {}", path.display())?;
        if let Err(error) = dump(&mut files, path, &options, &mut out) {
            if super::output::is_broken_pipe(&error) {
                return Err(error);
            }
            out.flush()?;
            eprintln!("ringlog: {}: {error:#}", path.display());
            damaged += 1;
        }
    }
    out.flush()?;
    match damaged {
        0 => Ok(()),
        1 => bail!("1 of {} files is damaged or cannot be read", paths.len()),
        _ => bail!("{damaged} of {} files are damaged or cannot be read", paths.len()),
    }
}

impl DumpLogArguments {
    fn options(&self) -> Options {
        let decoder = match self {
            Self { cluster_metadata_decoder: true, .. } => Some(Decoder::ClusterMetadata),
            Self { offsets_decoder: true, .. } => Some(Decoder::Offsets),
            Self { transaction_log_decoder: true, .. } => Some(Decoder::TransactionLog),
            Self { print_data_log: true, .. } => Some(Decoder::Text),
            _ => None,
        };
        Options {
            deep: self.deep_iteration || decoder.is_some() || self.skip_record_metadata,
            decoder,
            skip_record_metadata: self.skip_record_metadata,
            sanity_check: self.index_sanity_check,
            verify_only: self.verify_index_only,
            bytes_max: self.max_bytes,
        }
    }
}

/// A file itself; of a folder what can be dumped, and of the folders of a log directory likewise.
fn collect(files: &mut RealFileSystem, path: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(mut entries) = files.list(path) else {
        paths.push(path.to_owned());
        return Ok(());
    };
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    for entry in &entries {
        let inner = path.join(&entry.name);
        match entry.kind {
            EntryKind::File if Kind::of(&inner).is_some() => paths.push(inner),
            EntryKind::Directory => collect(files, &inner, paths)?,
            EntryKind::File => {}
        }
    }
    Ok(())
}

/// Which files can be dumped.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Kind {
    Log,
    MetadataSnapshot,
    OffsetIndex,
    TimeIndex,
    TransactionIndex,
    ProducerSnapshot,
    /// Lines, which print as they are once they have been checked.
    LeaderEpochs,
    Offsets,
    Text,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        match name {
            "leader-epoch-checkpoint" => return Some(Self::LeaderEpochs),
            "partition.metadata" | "meta.properties" | "quorum-state" => return Some(Self::Text),
            _ if name.ends_with("-offset-checkpoint") => return Some(Self::Offsets),
            _ => {}
        }
        // What is about to be deleted or swapped in has one more suffix.
        let name = name.strip_suffix(".deleted").unwrap_or(name);
        let name = name.strip_suffix(".swap").or_else(|| name.strip_suffix(".cleaned")).unwrap_or(name);
        match name.rsplit_once('.')?.1 {
            "log" => Some(Self::Log),
            "checkpoint" => Some(Self::MetadataSnapshot),
            "index" => Some(Self::OffsetIndex),
            "timeindex" => Some(Self::TimeIndex),
            "txnindex" => Some(Self::TransactionIndex),
            "snapshot" => Some(Self::ProducerSnapshot),
            _ => None,
        }
    }
}

fn dump(files: &mut RealFileSystem, path: &Path, options: &Options, out: &mut impl Write) -> Result<()> {
    let Some(kind) = Kind::of(path) else {
        writeln!(out, "Ignoring unknown file {}", path.display())?;
        return Ok(());
    };
    let mut source = Source::open(files, path)?;
    match kind {
        Kind::Log | Kind::MetadataSnapshot => segment::dump(&mut source, options, out),
        Kind::OffsetIndex => index::dump_offsets(&mut source, options, out),
        Kind::TimeIndex => index::dump_times(&mut source, options, out),
        Kind::TransactionIndex => index::dump_transactions(&mut source, out),
        Kind::ProducerSnapshot => producer_snapshot::dump(&mut source, out),
        Kind::LeaderEpochs => checkpoint::dump_leader_epochs(&mut source, out),
        Kind::Offsets => checkpoint::dump_offsets(&mut source, out),
        Kind::Text => checkpoint::dump_text(&mut source, out),
    }
}
