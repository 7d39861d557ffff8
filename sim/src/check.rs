//! What the test run calls: everything that the simulator shows, in one go.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use sim::runner::Target;

use crate::{SEEDS, exit_code, find_planted, plantable, run_all};

/// Replayed twice in two processes, which must agree on every operation, completion and byte.
const REPLAYED: [u64; 3] = [1, 7, 42];

/// Runs it, and counts as the other steps of the test run do.
pub(crate) fn run(threads: usize) -> Result<ExitCode> {
    let (mut passed, mut failed) = (0, 0);
    let mut count = |(good, bad): (u64, u64)| {
        passed += good;
        failed += bad;
    };
    for target in [Target::Log, Target::Broker, Target::Groups] {
        println!("== {}: seeds {SEEDS:?}", target.name());
        count(run_all(target, SEEDS, threads));
        for seed in REPLAYED {
            count(replay_twice(target, seed)?);
        }
        println!("== {}: planted bugs", target.name());
        count(find_planted(target, plantable(target)?, SEEDS, threads));
    }
    println!("{passed} passed, {failed} failed");
    Ok(exit_code(failed == 0))
}

fn replay_twice(target: Target, seed: u64) -> Result<(u64, u64)> {
    let (first, second) = (replay(target, seed)?, replay(target, seed)?);
    let is_same = first == second && first.contains("trace hash");
    let last = |output: &str| output.lines().last().unwrap_or_default().to_owned();
    println!("in two processes: {}; {}", last(&first), last(&second));
    Ok(if is_same { (1, 0) } else { (0, 1) })
}

/// What a process of its own prints for a seed.
fn replay(target: Target, seed: u64) -> Result<String> {
    let program = std::env::current_exe().context("the path of this program")?;
    let mut command = Command::new(program);
    let output = command.args(["--target", target.name(), "--seed", &seed.to_string()]).output();
    Ok(String::from_utf8(output.context("running it again")?.stdout)?)
}
