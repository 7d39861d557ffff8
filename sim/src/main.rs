//! `cargo run -p sim -- --seed N` replays one simulated history; `--seeds A..B` runs many and sums up.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use sim::runner::{self, Planted, Summary};

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
    };
    let seeds = arguments.seeds.clone().unwrap_or(0..500);
    match (&arguments.planted, arguments.seed) {
        (Some(name), None) => find_planted(target, name, seeds, arguments.threads),
        (planted, Some(seed)) => {
            let planted = planted.as_ref().map(|name| planted_by_name(name)).transpose()?;
            Ok(replay(target, seed, planted.unwrap_or_default(), arguments.verbose))
        }
        (None, None) => Ok(run_all(target, seeds, arguments.threads)),
    }
}

fn planted_by_name(name: &str) -> Result<Planted> {
    let all = Planted::all();
    if all.is_empty() {
        bail!("build with --features planted-bugs to plant one");
    }
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let found = all.iter().find(|(known, _)| known == name);
    Ok(found.with_context(|| format!("no bug is called {name}; there are {}", names.join(", ")))?.1)
}

fn replay(target: runner::Target, seed: u64, planted: Planted, is_verbose: bool) -> ExitCode {
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

fn run_all(target: runner::Target, seeds: std::ops::Range<u64>, threads: usize) -> ExitCode {
    let Summary { passed, tally, failures } =
        runner::run_seeds(target, seeds.clone(), Planted::default(), threads, false);
    print!("{tally}");
    for (seed, violation) in &failures {
        println!("seed {seed}: {violation}");
    }
    println!("{passed} of {} seeds passed", seeds.end - seeds.start);
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Each bug must be found within the range.
fn find_planted(
    target: runner::Target,
    name: &str,
    seeds: std::ops::Range<u64>,
    threads: usize,
) -> Result<ExitCode> {
    let bugs = match name {
        "all" => Planted::all(),
        name => vec![(name.to_owned(), planted_by_name(name)?)],
    };
    if bugs.is_empty() {
        bail!("build with --features planted-bugs to plant one");
    }
    let mut found_all = true;
    for (name, planted) in bugs {
        let summary = runner::run_seeds(target, seeds.clone(), planted, threads, true);
        match summary.failures.first() {
            Some((seed, violation)) => {
                let count = seed - seeds.start + 1;
                println!("{name}: found after {count} seeds, by seed {seed}: {violation}");
            }
            None => {
                println!("{name}: not found in {} seeds", seeds.end - seeds.start);
                found_all = false;
            }
        }
    }
    Ok(if found_all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
