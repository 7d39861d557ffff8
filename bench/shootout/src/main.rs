//! The same server loop on ringlog's own reactor and on the runtimes it could have been built on: what each costs in server
//! CPU, so that the choice of a hand-made ring stays checkable. See README.md.

mod driver;
mod report;
mod round;
mod server;
mod wire;
mod work;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};

use report::{Contest, Machine};
use round::Referee;
use server::{Folder, Runtime};
use work::Work;

/// Runs the shoot-out, or one server of it.
#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Every work on every runtime, in turn, and the table.
    Run(RunOptions),
    /// One server, which prints its port and serves until it is killed.
    #[command(hide = true)]
    Serve(ServeOptions),
}

#[derive(Args)]
struct RunOptions {
    /// Rounds of each work; the runtimes take turns within a round.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// Only these works, by name.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Only these runtimes.
    #[arg(long, value_delimiter = ',')]
    runtimes: Vec<Runtime>,
    /// A round's requests, divided by this: to see that everything works, not to measure.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    divisor: u64,
    /// The processor of the servers; the driver takes the next one.
    #[arg(long, default_value_t = 0)]
    processor: usize,
    /// A folder for the files, which is created and removed. It decides what file system is measured.
    #[arg(long)]
    folder: PathBuf,
    /// Where the report goes, as Markdown.
    #[arg(long)]
    report: Option<PathBuf>,
}

#[derive(Args)]
struct ServeOptions {
    #[arg(long)]
    runtime: Runtime,
    #[arg(long)]
    processor: usize,
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    append_bytes: u64,
}

fn main() -> Result<()> {
    match CommandLine::parse().command {
        Command::Run(options) => run(&options),
        Command::Serve(options) => {
            let folder = Folder { path: options.folder, append_bytes: options.append_bytes };
            server::serve(options.runtime, options.processor, &folder)
        }
    }
}

fn run(options: &RunOptions) -> Result<()> {
    let works = chosen_works(&options.only, options.divisor)?;
    let runtimes = if options.runtimes.is_empty() { Runtime::ALL.to_vec() } else { options.runtimes.clone() };
    let processors = io::processors()?;
    ensure!(processors.len() >= 2, "the server and the driver want a processor each");
    let place = processors.iter().position(|processor| *processor == options.processor);
    let place =
        place.with_context(|| format!("this process may not run on processor {}", options.processor))?;
    let driver_processor = processors[(place + 1) % processors.len()];
    // Before the files are made: their blocks are then nobody's cache but the driver's.
    io::pin_to_processor(driver_processor)?;
    let referee = Referee::new(&options.folder, options.processor)?;
    let machine = Machine::look(options.processor, driver_processor, &options.folder);
    let contest = compete(&referee, &works, &runtimes, options.rounds)?;
    print!("{}", contest.table());
    if let Some(path) = &options.report {
        write_report(path, &contest.report(&machine, options.rounds))?;
    }
    Ok(())
}

fn chosen_works(names: &[String], divisor: u64) -> Result<Vec<Work>> {
    if let Some(unknown) = names.iter().find(|name| work::ALL.iter().all(|work| work.name != **name)) {
        let known: Vec<&str> = work::ALL.iter().map(|work| work.name).collect();
        bail!("there is no work {unknown}; there are {}", known.join(", "));
    }
    let is_chosen = |work: &Work| names.is_empty() || names.iter().any(|name| *name == work.name);
    let shortened = |work: Work| Work { requests: (work.requests / divisor).max(work.in_flight()), ..work };
    Ok(work::ALL.into_iter().filter(is_chosen).map(shortened).collect())
}

/// Each round lets every runtime do the work once, beginning with another one each time.
fn compete(referee: &Referee, works: &[Work], runtimes: &[Runtime], rounds: u32) -> Result<Contest> {
    let mut contest = Contest::new(runtimes);
    for work in works {
        for round in 0..rounds as usize {
            for turn in 0..runtimes.len() {
                let runtime = runtimes[(turn + round) % runtimes.len()];
                let usage = referee
                    .measure(runtime, work)
                    .with_context(|| format!("{} on {}", work.name, runtime.name()))?;
                eprintln!("{}: {}: {usage}", work.name, runtime.name());
                contest.add(work, runtime, usage);
            }
        }
    }
    Ok(contest)
}

fn write_report(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("written: {}", path.display());
    Ok(())
}
