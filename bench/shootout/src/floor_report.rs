//! The table of the floor, and the dated report around it.

use std::fmt::Write;

use crate::floor::{Probe, Samples};
use crate::report::{Machine, Spread};

/// Every probe's rounds.
pub struct FloorReport {
    probes: Vec<(Probe, Vec<Samples>)>,
}

impl FloorReport {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { probes: Probe::ALL.into_iter().map(|probe| (probe, Vec::new())).collect() }
    }

    /// One more round of a probe.
    pub fn add(&mut self, probe: Probe, samples: Samples) {
        let (_, rounds) =
            self.probes.iter_mut().find(|(candidate, _)| *candidate == probe).expect("all are there");
        rounds.push(samples);
    }

    /// One line per probe, as a Markdown table.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| probe | p50, µs | p99, µs | p99.9, µs | server's or writer's CPU each, µs |\n|---|---|---|---|---|\n",
        );
        for (probe, rounds) in &self.probes {
            let percentile = |share| Spread::of(rounds.iter().map(|round| round.percentile(share))).show(0);
            let processor = Spread::of(rounds.iter().map(Samples::processor_each)).show(1);
            let (name, [p50, p99, p999]) = (probe.name(), [0.5, 0.99, 0.999].map(percentile));
            let _ = writeln!(table, "| {name} | {p50} | {p99} | {p999} | {processor} |");
        }
        table
    }

    /// The report: what was asked, on what, and what came out.
    pub fn report(&self, machine: &Machine, rounds: u32) -> String {
        let mut text = format!("# The machine's floor, {}\n\n{INTRODUCTION}", machine.date());
        machine.describe(
            &format!("bench/shootout/run floor --rounds {rounds}"),
            "stated by each probe",
            &mut text,
        );
        text.push_str("\nMedian (smallest–largest) of the rounds.\n\n");
        text.push_str(&self.table());
        text.push_str(READING);
        text
    }
}

const INTRODUCTION: &str = "\
What does this machine take when nobody does any work? A blocking thread that answers requests without looking at them, a timer, a
write that is synced: no broker can be faster here, and a goal that lies below cannot be reached here by anybody.

";

const READING: &str = "
## How to read it

- The echo's request has the size of a produce request of one record of 100 bytes. Its round trip is two wake-ups of sleeping
  processors, two passes through loopback TCP, and nothing else; its CPU each is what any server pays for being woken, receiving
  and sending.
- Of the open loops, latencies count from the times at which requests were due. What the timer's p99.9 shows is the
  hypervisor's: it wakes a halted virtual processor late, whatever runs on it.
- The appends extend a file, as segments grow: the file system commits the new size with each sync. The write in place is what a
  preallocated journal can reach at best.
";
