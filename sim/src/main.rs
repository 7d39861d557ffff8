//! `cargo run -p sim -- --seed N` replays one simulated history; `--seeds A..B` runs many and sums up.

mod check;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use sim::runner::{self, Planted, Summary};

/// Seeds that must between them meet every fault, branch and error, and find every planted bug.
const SEEDS: std::ops::Range<u64> = 0..500;

/// Runs a broker and its clients in one thread from one seed, and checks what it promises.
#[derive(Parser)]
struct Arguments {
    /// The seed to replay.
    #[arg(long, conflicts_with = "seeds")]
    seed: Option<u64>,
    /// Seeds to run, as `0..500`.
    #[arg(long, value_parser = parse_seeds)]
    seeds: Option<std::ops::Range<u64>>,
    /// What to run them against.
    #[arg(long, value_enum, default_value = "broker")]
    target: Target,
    /// A bug to plant first, or `all` for each in turn (needs `--features planted-bugs`).
    #[arg(long)]
    planted: Option<String>,
    /// Threads that run seeds beside one another.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Everything that the simulator shows, on all targets: 500 seeds each, coverage, determinism, planted bugs.
    #[arg(long, conflicts_with_all = ["seed", "seeds", "planted"])]
    check: bool,
    /// Tell what happens, as it happens.
    #[arg(long)]
    verbose: bool,
}

#[derive(Copy, Clone, ValueEnum)]
enum Target {
    /// A whole broker and its clients.
    Broker,
    /// The engine's logs alone.
    Log,
    /// Consumer groups on a whole broker.
    Groups,
}

fn parse_seeds(text: &str) -> Result<std::ops::Range<u64>, String> {
    let (first, end) = text.split_once("..").ok_or("a range is written 0..500")?;
    let number = |text: &str| text.parse::<u64>().map_err(|error| error.to_string());
    Ok(number(first)?..number(end)?)
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let target = match arguments.target {
        Target::Broker => runner::Target::Broker,
        Target::Log => runner::Target::Log,
        Target::Groups => runner::Target::Groups,
    };
    if arguments.check {
        return check::run(arguments.threads);
    }
    let seeds = arguments.seeds.clone().unwrap_or(SEEDS);
    match (&arguments.planted, arguments.seed) {
        (Some(name), None) => {
            let bugs = match name.as_str() {
                "all" => plantable(target)?,
                name => vec![(name.to_owned(), planted_by_name(target, name)?)],
            };
            Ok(exit_code(find_planted(target, bugs, seeds, arguments.threads).1 == 0))
        }
        (planted, Some(seed)) => {
            let planted = planted.as_ref().map(|name| planted_by_name(target, name)).transpose()?;
            Ok(replay(target, seed, planted.unwrap_or_default(), arguments.verbose))
        }
        (None, None) => Ok(exit_code(run_all(target, seeds, arguments.threads).1 == 0)),
    }
}

fn plantable(target: runner::Target) -> Result<Vec<(String, Planted)>> {
    let all = Planted::all(target);
    if all.is_empty() {
        bail!("build with --features planted-bugs to plant one");
    }
    Ok(all)
}

fn planted_by_name(target: runner::Target, name: &str) -> Result<Planted> {
    let all = plantable(target)?;
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let found = all.iter().find(|(known, _)| known == name);
    Ok(found.with_context(|| format!("no bug is called {name}; there are {}", names.join(", ")))?.1)
}

fn replay(target: runner::Target, seed: u64, planted: Planted, is_verbose: bool) -> ExitCode {
    if is_verbose {
        // Without the time of day: two replays read the same.
        tracing_subscriber::fmt().without_time().with_ansi(false).init();
    }
    match runner::run_seed(target, seed, planted, is_verbose) {
        Ok(finished) => {
            print!("{}", finished.tally);
            println!("seed {seed}: ok, trace hash {:016x}", finished.trace_hash);
            ExitCode::SUCCESS
        }
        Err(violation) => {
            println!("seed {seed}: {violation}");
            ExitCode::FAILURE
        }
    }
}

/// Runs all seeds; answers how many passed and how many did not. Enough of them must meet all that is expected.
fn run_all(target: runner::Target, seeds: std::ops::Range<u64>, threads: usize) -> (u64, u64) {
    let Summary { passed, tally, failures } =
        runner::run_seeds(target, seeds.clone(), Planted::default(), threads, false);
    print!("{tally}");
    for (seed, violation) in &failures {
        println!("seed {seed}: {violation}");
    }
    let count = seeds.end - seeds.start;
    let missing = if count < SEEDS.end { Vec::new() } else { tally.missing(target.expected()) };
    for event in &missing {
        println!("never occurred: {event}");
    }
    println!("{}: {passed} of {count} seeds passed", target.name());
    (passed, failures.len() as u64 + missing.len() as u64)
}

/// Each bug must be found within the range; answers how many were and how many were not.
fn find_planted(
    target: runner::Target,
    bugs: Vec<(String, Planted)>,
    seeds: std::ops::Range<u64>,
    threads: usize,
) -> (u64, u64) {
    let (mut found, mut missed) = (0, 0);
    for (name, planted) in bugs {
        let summary = runner::run_seeds(target, seeds.clone(), planted, threads, true);
        match summary.failures.first() {
            Some((seed, violation)) => {
                let count = seed - seeds.start + 1;
                println!("{name}: found after {count} seeds, by seed {seed}: {violation}");
                found += 1;
            }
            None => {
                println!("{name}: not found in {} seeds", seeds.end - seeds.start);
                missed += 1;
            }
        }
    }
    (found, missed)
}

fn exit_code(is_good: bool) -> ExitCode {
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
