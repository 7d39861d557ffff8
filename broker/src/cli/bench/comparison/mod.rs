//! Brokers in turn: each scenario, round by round, on each side.

mod broker_process;
mod commands;
mod data_folder;
mod life_measurement;
mod load_measurement;
mod options;
mod report_folder;
mod side;

use std::io::Write;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use bench::{Comparison, Load, LoadPace, Machine, Quantity, Reads, Round, Row, Scenario, SideResult, Work};
use client::Acks;
use indicatif::{ProgressBar, ProgressStyle};
use io::{Io, PollIo, PollOptions, ShutdownSignal};

use super::super::output::{Told, stdout};
use data_folder::DataFolder;
use load_measurement::LoadMeasurement;
use options::{ComparisonOptions, Cores, Peer};
use report_folder::ReportFolder;
use side::Side;

pub use commands::{AcksArguments, GoalsArguments, SlidesArguments};

/// What is said of a comparison, whatever it measures.
struct Subject {
    title: &'static str,
    /// Printed before the figures.
    notes: Vec<String>,
    falsified_by: &'static str,
    /// Pictures of the report: a quantity each, on a logarithmic axis or not.
    plots: &'static [(Quantity, bool)],
}

/// A comparison under way.
struct Runner<'a> {
    options: &'a ComparisonOptions,
    comparison: Comparison,
    sides: Vec<Side>,
    progress: ProgressBar,
    signal: ShutdownSignal,
}

/// Measures the scenarios, and tells each as soon as it is known.
fn run(options: &ComparisonOptions, subject: &Subject, scenarios: Vec<Scenario>) -> Result<()> {
    let scenarios = chosen(options, scenarios)?;
    if options.list {
        return list(&scenarios);
    }
    // Before anything is measured: results that could not be told are not worth the time.
    let folder = ReportFolder::prepare(options)?;
    let signal = ShutdownSignal::install().context("signals")?;
    let cores = options.cores()?;
    let made = DataFolder::make(&options.data_dir)?;
    let mut io = PollIo::new(PollOptions::default())?;
    let sides = sides(options, cores, &mut io)?;
    // After the brokers were started: they would inherit it.
    if let Some(core) = cores.client {
        io::pin_to_processor(core).with_context(|| format!("processor {core}"))?;
    }
    let mut runner = Runner {
        comparison: comparison(options, cores, subject, &sides, &io),
        progress: progress_bar(scenarios.len() * sides.len() * usize::from(options.rounds)),
        options,
        sides,
        signal,
    };
    let outcome = runner.run(&scenarios);
    let Runner { comparison, sides, .. } = runner;
    let stopped = sides.into_iter().try_for_each(Side::stop);
    drop(made);
    // What was measured before a failure is kept.
    folder.write(&comparison, subject.plots)?;
    summary(&comparison)?;
    outcome.and(stopped)?;
    if comparison.failures().is_empty() { Ok(()) } else { Err(Told.into()) }
}

impl Runner<'_> {
    fn run(&mut self, scenarios: &[Scenario]) -> Result<()> {
        tell(&self.comparison.heading())?;
        self.warm_up()?;
        for scenario in scenarios {
            let row = self.measure(scenario)?;
            self.comparison.rows.push(row);
            let row = self.comparison.rows.last().expect("it was just put there");
            let told = self.comparison.tell_row(row);
            self.progress.suspend(|| tell(&told))?;
        }
        self.progress.finish_and_clear();
        Ok(())
    }

    /// All rounds of one scenario. A side that fails is left out of the rounds after that, and the other goes on.
    fn measure(&mut self, scenario: &Scenario) -> Result<Row> {
        let mut row = Row {
            name: scenario.name.clone(),
            title: scenario.title.clone(),
            mode: scenario.mode(),
            settings: scenario.settings(),
            slides: scenario.slides.clone(),
            goals: scenario.goals.clone(),
            shown: scenario.shown.clone(),
            results: Vec::new(),
            remark: None,
        };
        if let Work::NotRun(why) = scenario.work {
            row.remark = Some(why.to_owned());
            self.progress.inc(self.sides.len() as u64 * u64::from(self.options.rounds));
            return Ok(row);
        }
        row.results = vec![SideResult::default(); self.sides.len()];
        for round in 1..=self.options.rounds {
            for side in 0..self.sides.len() {
                ensure!(!self.signal.is_requested(), "interrupted");
                self.progress
                    .set_message(format!("{}, round {round}, {}", scenario.name, self.sides[side].info.name));
                if row.results[side].failure.is_none() {
                    self.measure_once(scenario, side, &mut row.results[side]);
                }
                self.progress.inc(1);
            }
        }
        Ok(row)
    }

    fn measure_once(&mut self, scenario: &Scenario, side: usize, result: &mut SideResult) {
        let measured = match &scenario.work {
            Work::Load(load) => self.measure_load(scenario, load, side, result.rounds.is_empty()),
            Work::Life(life) => life_measurement::measure(&self.sides[side], life).map(|round| (round, None)),
            Work::NotRun(_) => return,
        };
        match measured {
            Ok((round, failure)) => {
                result.rounds.push(round);
                result.failure = failure;
            }
            Err(error) => result.failure = Some(format!("{error:#}")),
        }
    }

    fn measure_load(
        &mut self,
        scenario: &Scenario,
        load: &Load,
        side: usize,
        is_first: bool,
    ) -> Result<(Round, Option<String>)> {
        let rate = match load.pace {
            LoadPace::HalfOfPeak(row) => self.peak(row)? / 2.0,
            _ => 0.0,
        };
        let network_mbit = self.options.network_mbit;
        let folder = &*self.options.data_dir;
        let measurement = LoadMeasurement { row: &scenario.name, load, rate, folder, network_mbit };
        let side = &mut self.sides[side];
        let (mut round, failure) = measurement.run(side)?;
        if is_first && failure.is_none() && scenario.shown.contains(&Quantity::SystemCalls) {
            measurement.count_calls(side, &mut round)?;
        }
        Ok((round, failure))
    }

    /// What the peer (without one: we) reached in a row before. Records/s.
    fn peak(&self, row: &str) -> Result<f64> {
        let row = self
            .comparison
            .rows
            .iter()
            .find(|before| before.name == row)
            .with_context(|| format!("this row needs the rate of '{row}': let that one run too"))?;
        let rate = row.results.last().and_then(|result| result.spread(Quantity::ProduceRate));
        Ok(rate.with_context(|| format!("'{}' reached no rate", row.name))?.median)
    }

    /// Half of the time for batches with a reader, a quarter each for single records and for what waits for the disk.
    fn warm_up(&mut self) -> Result<()> {
        let seconds = self.options.warm_up / 4.0;
        if seconds == 0.0 {
            return Ok(());
        }
        let batches = Load { partitions: 6, consumers: 1, reads: Reads::Tail, ..Load::new(2.0 * seconds) };
        let single = Load { batch_bytes: 1, ..Load::new(seconds) };
        let all = Load {
            acks: Acks::All,
            batch_bytes: 64_000,
            durability: bench::Durability::Fsync,
            ..Load::new(seconds)
        };
        for side in &mut self.sides {
            self.progress.set_message(format!("warming up {}", side.info.name));
            for load in [&batches, &single, &all] {
                let folder = &*self.options.data_dir;
                let measurement =
                    LoadMeasurement { row: "warm-up", load, rate: 0.0, folder, network_mbit: None };
                if let (_, Some(failure)) = measurement.run(side)? {
                    bail!("{} fails while it warms up: {failure}", side.info.name);
                }
            }
        }
        Ok(())
    }
}

/// The rows that `--only` names, or all.
fn chosen(options: &ComparisonOptions, scenarios: Vec<Scenario>) -> Result<Vec<Scenario>> {
    for name in &options.only {
        ensure!(
            scenarios.iter().any(|scenario| scenario.name == *name),
            "there is no row '{name}' (--list prints them)"
        );
    }
    let is_chosen = |scenario: &Scenario| options.only.is_empty() || options.only.contains(&scenario.name);
    Ok(scenarios.into_iter().filter(is_chosen).collect())
}

fn list(scenarios: &[Scenario]) -> Result<()> {
    let mut out = stdout();
    for scenario in scenarios {
        writeln!(
            out,
            "{:<28} {}: {}; {}",
            scenario.name,
            scenario.title,
            scenario.mode(),
            scenario.settings()
        )?;
    }
    Ok(out.flush()?)
}

fn sides(options: &ComparisonOptions, cores: Cores, io: &mut PollIo) -> Result<Vec<Side>> {
    let ours = match &options.bootstrap {
        Some(bootstrap) => {
            Side::running(bootstrap, options.pid).with_context(|| format!("nobody serves at {bootstrap}"))?
        }
        None => Side::ringlog(options, cores, io)?,
    };
    let mut sides = vec![ours];
    if let Some(Peer::Kafka) = options.peer {
        sides.push(Side::kafka(options, cores, io)?);
    }
    Ok(sides)
}

fn comparison(
    options: &ComparisonOptions,
    cores: Cores,
    subject: &Subject,
    sides: &[Side],
    io: &PollIo,
) -> Comparison {
    let mut preamble = subject.notes.clone();
    preamble.push(match cores {
        Cores { broker: Some(broker), client: Some(client) } => format!(
            "Brokers on processor {broker}, the load generator (one thread, the same for all brokers) on processor {client}; all brokers run all the time, so \
             one's idling is in the other's figures. {} round(s), the brokers in turn within each, after {} s of load on each.",
            options.rounds, options.warm_up
        ),
        _ => format!("Nobody is kept on a processor of its own. {} round(s), the brokers in turn.", options.rounds),
    });
    Comparison {
        title: subject.title.to_owned(),
        preamble,
        machine: Machine::this(),
        command: std::env::args().collect::<Vec<_>>().join(" "),
        commit: commit(),
        began: bench::rfc_3339(io.wall_clock_ms()),
        falsified_by: subject.falsified_by.to_owned(),
        sides: sides.iter().map(|side| side.info.clone()).collect(),
        rows: Vec::new(),
    }
}

/// Of the source tree that this is run in; a binary does not know what it was made from.
fn commit() -> String {
    let described = Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=12"]).output();
    match described {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        _ => "unknown".to_owned(),
    }
}

fn progress_bar(measurements: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} left  {msg}").expect("a valid template");
    let progress = ProgressBar::new(measurements as u64).with_style(style);
    progress.enable_steady_tick(Duration::from_secs(1));
    progress
}

fn tell(text: &str) -> Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn summary(comparison: &Comparison) -> Result<()> {
    let (reached, told) = comparison.goals_reached();
    let goals = if told > 0 { format!("\n{reached} of {told} goals reached\n") } else { String::new() };
    let failures = comparison.failures().into_iter().map(|failure| format!("FAILED: {failure}\n"));
    tell(&(goals + &failures.collect::<String>()))
}
