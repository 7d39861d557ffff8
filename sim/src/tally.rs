//! What a run went through, counted: a checker that never met a case has not checked it.

use std::collections::BTreeMap;
use std::fmt;

use io::sim::{Fault, FaultCounts};

/// Counts of one seed, or of many.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// What clients asked for.
    pub operations: u64,
    /// How often the broker went down without a word.
    pub crashes: u64,
    /// The simulator's faults.
    pub faults: FaultCounts,
    /// Everything else that is worth a line: operations by kind, recovery branches, error codes.
    pub events: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts an event of a kind.
    pub fn count(&mut self, kind: &str, name: impl fmt::Display) {
        *self.events.entry(format!("{kind}: {name}")).or_default() += 1;
    }

    /// Adds another run's counts.
    pub fn add(&mut self, other: &Tally) {
        self.operations += other.operations;
        self.crashes += other.crashes;
        self.faults.add(&other.faults);
        for (event, count) in &other.events {
            *self.events.entry(event.clone()).or_default() += count;
        }
    }

    /// What was expected and never occurred.
    pub fn missing(&self, expected: Expected) -> Vec<String> {
        let faults = self.faults.missing().filter(|fault| !expected.impossible.contains(fault));
        let faults = faults.map(|fault| format!("fault: {}", fault.name()));
        let events = expected.events.iter().filter(|event| !self.events.contains_key(**event));
        faults.chain(events.map(|event| (*event).to_owned())).collect()
    }
}

/// What a target's seeds must meet between them.
#[derive(Copy, Clone, Debug)]
pub struct Expected {
    /// Events by the names under which they are counted.
    pub events: &'static [&'static str],
    /// Faults that cannot occur there; all others must.
    pub impossible: &'static [Fault],
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:>10}  client operations", self.operations)?;
        writeln!(formatter, "{:>10}  crashes", self.crashes)?;
        write!(formatter, "{}", self.faults)?;
        self.events.iter().try_for_each(|(event, count)| writeln!(formatter, "{count:>10}  {event}"))
    }
}
