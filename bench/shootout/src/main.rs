//! The same server loop on ringlog's own reactor and on the runtimes it could have been built on: what each costs in server
//! CPU, so that the choice of a hand-made ring stays checkable. See README.md.

mod driver;
mod floor;
mod floor_report;
mod report;
mod round;
mod server;
mod wire;
mod work;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Parser, Subcommand};

use floor::Probe;
use floor_report::FloorReport;
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
    /// What this machine takes for a wake-up, a round trip and a sync when nobody does any work.
    Floor(FloorOptions),
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
    #[command(flatten)]
    place: PlaceOptions,
}

/// Where it is measured, and where the result goes.
#[derive(Args)]
struct PlaceOptions {
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
struct FloorOptions {
    /// Rounds of each probe.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// A round's samples, divided by this: to see that everything works, not to measure.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    divisor: u32,
    #[command(flatten)]
    place: PlaceOptions,
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
        Command::Floor(options) => measure_floor(&options),
        Command::Serve(options) => {
            let folder = Folder { path: options.folder, append_bytes: options.append_bytes };
            server::serve(options.runtime, options.processor, &folder)
        }
    }
}

fn run(options: &RunOptions) -> Result<()> {
    let works = chosen_works(&options.only, options.divisor)?;
    let runtimes = if options.runtimes.is_empty() { Runtime::ALL.to_vec() } else { options.runtimes.clone() };
    let driver_processor = next_processor(options.place.processor)?;
    // Before the files are made: their blocks are then nobody's cache but the driver's.
    io::pin_to_processor(driver_processor)?;
    let referee = Referee::new(&options.place.folder, options.place.processor)?;
    let machine = Machine::look(options.place.processor, driver_processor, &options.place.folder);
    let contest = compete(&referee, &works, &runtimes, options.rounds)?;
    print!("{}", contest.table());
    if let Some(path) = &options.place.report {
        write_report(path, &contest.report(&machine, options.rounds))?;
    }
    Ok(())
}

/// Each round has all probes in turn.
fn measure_floor(options: &FloorOptions) -> Result<()> {
    let processors = [options.place.processor, next_processor(options.place.processor)?];
    std::fs::create_dir(&options.place.folder)
        .with_context(|| format!("cannot create {}", options.place.folder.display()))?;
    let machine = Machine::look(processors[0], processors[1], &options.place.folder);
    let mut floor = FloorReport::new();
    let measured = (0..options.rounds).try_for_each(|_| {
        Probe::ALL.into_iter().try_for_each(|probe| {
            let count = (probe.count() / options.divisor).max(1);
            let samples = probe.measure(count, &options.place.folder, processors).context(probe.name())?;
            floor.add(probe, samples);
            anyhow::Ok(())
        })
    });
    std::fs::remove_dir_all(&options.place.folder)?;
    measured?;
    print!("{}", floor.table());
    if let Some(path) = &options.place.report {
        write_report(path, &floor.report(&machine, options.rounds))?;
    }
    Ok(())
}

/// The processor beside this one, for the other side.
fn next_processor(processor: usize) -> Result<usize> {
    let processors = io::processors()?;
    ensure!(processors.len() >= 2, "the server and the driver want a processor each");
    let place = processors.iter().position(|candidate| *candidate == processor);
    let place = place.with_context(|| format!("this process may not run on processor {processor}"))?;
    Ok(processors[(place + 1) % processors.len()])
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
