//! The standard output, buffered.

use std::io::{BufWriter, ErrorKind, StdoutLock};

/// A locked, buffered standard output. Whoever waits for something flushes it first.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 << 10, std::io::stdout().lock())
}

/// Whether the reader of our output is gone.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io_error = error.downcast_ref::<std::io::Error>();
    io_error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// The error of a command that has said what went wrong in its own output: only the exit status is left to tell.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it was said above")]
pub(super) struct Told;
