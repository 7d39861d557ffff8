//! The suite on epoll.

use std::path::PathBuf;
use std::time::Duration;

use io::{Completion, Io, PollIo, PollOptions};
use tempfile::TempDir;

use crate::Harness;

struct PollHarness {
    io: PollIo,
    directory: TempDir,
}

impl PollHarness {
    fn new() -> Self {
        let io = PollIo::new(PollOptions::default()).expect("an epoll");
        Self { io, directory: tempfile::tempdir().expect("a directory") }
    }
}

impl Harness for PollHarness {
    type Io = PollIo;

    fn io(&mut self) -> &mut PollIo {
        &mut self.io
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        self.io.turn(deadline, out);
    }

    fn directory(&self) -> PathBuf {
        self.directory.path().to_owned()
    }
}

crate::conformance!(super::PollHarness::new());
