//! Lines from a file, a pipe or a terminal, without making the network wait for them.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};

use anyhow::{Context, Result};
use io::Doorbell;

/// Chunks that are read ahead at most.
const CHUNKS_AHEAD_MAX: usize = 16;
/// Bytes of lines in one chunk, about.
const CHUNK_BYTES: usize = 64 << 10;

/// Lines in the order of the input, read by a thread of its own: reading a pipe blocks, and records that were read must
/// leave meanwhile.
pub(super) struct Lines {
    chunks: Receiver<std::io::Result<Vec<Vec<u8>>>>,
    /// Bytes of the whole input, where it is a file.
    pub(super) len: Option<u64>,
}

/// What [`Lines::poll`] found.
pub(super) enum Input {
    Lines(Vec<Vec<u8>>),
    /// Nothing yet; the doorbell rings when there is.
    Pending,
    End,
}

impl Lines {
    /// Reads `path`, or the standard input. `doorbell` is rung after each chunk.
    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        reason = "a file that the user names, read by a thread"
    )]
    pub(super) fn open(path: Option<&Path>, doorbell: Doorbell) -> Result<Self> {
        let (sender, chunks) = sync_channel(CHUNKS_AHEAD_MAX);
        let (reader, len): (Box<dyn Read + Send>, Option<u64>) = match path {
            Some(path) => {
                let cannot = || format!("cannot read {}", path.display());
                let file = std::fs::File::open(path).with_context(cannot)?;
                let metadata = file.metadata().with_context(cannot)?;
                anyhow::ensure!(!metadata.is_dir(), "cannot read {}: it is a directory", path.display());
                (Box::new(file), metadata.is_file().then_some(metadata.len()))
            }
            None => (Box::new(std::io::stdin()), None),
        };
        std::thread::spawn(move || {
            read_lines(BufReader::with_capacity(CHUNK_BYTES, reader), &sender, &doorbell)
        });
        Ok(Self { chunks, len })
    }

    /// What has been read meanwhile.
    pub(super) fn poll(&self) -> std::io::Result<Input> {
        match self.chunks.try_recv() {
            Ok(Ok(lines)) if lines.is_empty() => Ok(Input::End),
            Ok(Ok(lines)) => Ok(Input::Lines(lines)),
            Ok(Err(error)) => Err(error),
            Err(TryRecvError::Empty) => Ok(Input::Pending),
            Err(TryRecvError::Disconnected) => Ok(Input::End),
        }
    }
}

/// Sends what can be had without blocking as one chunk; an empty one is the end. Stops when nobody listens any more.
fn read_lines(
    mut reader: BufReader<Box<dyn Read + Send>>,
    chunks: &SyncSender<std::io::Result<Vec<Vec<u8>>>>,
    doorbell: &Doorbell,
) {
    loop {
        let chunk = read_chunk(&mut reader);
        let is_last = chunk.as_ref().map_or(true, Vec::is_empty);
        if chunks.send(chunk).is_err() {
            return;
        }
        doorbell.ring();
        if is_last {
            return;
        }
    }
}

fn read_chunk(reader: &mut BufReader<Box<dyn Read + Send>>) -> std::io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(lines);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
            if line.last() == Some(&b'\r') {
                line.pop();
            }
        }
        lines.push(line);
        // Another line is only taken when no system call is needed for it.
        if !reader.buffer().contains(&b'\n') {
            return Ok(lines);
        }
    }
}
