//! The suite on io_uring.

use std::path::PathBuf;
use std::time::Duration;

use io::{Completion, Io, UringIo, UringOptions};
use tempfile::TempDir;

use crate::Harness;

struct UringHarness {
    io: UringIo,
    directory: TempDir,
}

impl UringHarness {
    fn new() -> Self {
        let io = UringIo::new(UringOptions::default()).expect("a ring");
        Self { io, directory: tempfile::tempdir().expect("a directory") }
    }
}

impl Harness for UringHarness {
    type Io = UringIo;

    fn io(&mut self) -> &mut UringIo {
        &mut self.io
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        self.io.turn(deadline, out);
    }

    fn directory(&self) -> PathBuf {
        self.directory.path().to_owned()
    }
}

crate::conformance!(super::UringHarness::new());
