//! The suite on the simulator, with several seeds: its delays and cuts differ, its answers must not.

use std::path::{Path, PathBuf};
use std::time::Duration;

use io::sim::{NodeOptions, SimIo, SimWorld};
use io::{Completion, FileSystem, Io};

use crate::Harness;

struct Simulated {
    io: SimIo,
}

const DIRECTORY: &str = "/directory";

impl Simulated {
    fn new(seed: u64) -> Self {
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        let mut io = world.io(node).waiting();
        io.create_directory(Path::new(DIRECTORY)).expect("a new disk has room");
        Self { io }
    }
}

impl Harness for Simulated {
    type Io = SimIo;

    fn io(&mut self) -> &mut SimIo {
        &mut self.io
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        self.io.turn(deadline, out);
    }

    fn directory(&self) -> PathBuf {
        DIRECTORY.into()
    }
}

mod seed_1 {
    crate::conformance!(super::super::Simulated::new(1));
}

mod seed_2 {
    crate::conformance!(super::super::Simulated::new(2));
}

mod seed_3 {
    crate::conformance!(super::super::Simulated::new(3));
}
