//! What is compared between brokers: the scenarios of `ringlog bench slides`, `acks` and `goals`, as data.

mod acks;
mod goals;
mod load;
mod slides;

use crate::{Goal, Quantity};

pub use acks::{AcksTable, acks};
pub use goals::goals;
pub use load::{Durability, Load, LoadPace, Reads};
pub use slides::{CAVEATS as SLIDES_CAVEATS, SLIDES_RECORDS, slides};

/// One thing to measure on each broker.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Short; no two of a list have the same.
    pub name: String,
    /// For people.
    pub title: String,
    /// What is done.
    pub work: Work,
    /// What the slides show for it.
    pub slides: Vec<(Quantity, f64)>,
    /// What is expected.
    pub goals: Vec<Goal>,
    /// Which figures are told.
    pub shown: Vec<Quantity>,
}

/// What is done with a broker.
#[derive(Clone, Debug)]
pub enum Work {
    /// It serves producers and consumers.
    Load(Load),
    /// It starts, or does nothing.
    Life(Life),
    /// It cannot be asked yet, or is measured elsewhere: the reason.
    NotRun(&'static str),
}

/// A broker of its own, that is started for this.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Life {
    /// Made before; 0: the folder is new.
    pub partitions: u32,
    /// Written into them before, over all.
    pub written_mib: u32,
    /// Whether it was killed (kill -9) before the start that is measured; else it was ended in order.
    pub is_killed: bool,
    /// Whether its start is measured, or its idling after that.
    pub is_idle: bool,
}

impl Scenario {
    /// A scenario that shows what its work usually shows.
    pub fn new(name: impl Into<String>, title: impl Into<String>, work: Work) -> Self {
        let shown = match &work {
            Work::Load(load) => load.usually_shown(),
            Work::Life(life) if life.is_idle => vec![Quantity::IdleShare, Quantity::Resident],
            Work::Life(life) if life.partitions > 0 => vec![Quantity::StartTime, Quantity::ReadyTime],
            Work::Life(_) => vec![Quantity::StartTime],
            Work::NotRun(_) => Vec::new(),
        };
        Self { name: name.into(), title: title.into(), work, slides: Vec::new(), goals: Vec::new(), shown }
    }

    /// With what the slides show.
    #[must_use]
    pub fn slides(mut self, figures: impl IntoIterator<Item = (Quantity, f64)>) -> Self {
        self.slides.extend(figures);
        self
    }

    /// With one more expectation, whose figure is shown.
    #[must_use]
    pub fn goal(mut self, goal: Goal) -> Self {
        if !self.shown.contains(&goal.quantity) {
            self.shown.push(goal.quantity);
        }
        self.goals.push(goal);
        self
    }

    /// Acks, durability.
    pub fn mode(&self) -> String {
        match &self.work {
            Work::Load(load) => load.mode(),
            Work::Life(_) => "page cache".to_owned(),
            Work::NotRun(_) => "not run".to_owned(),
        }
    }

    /// What was sent and read.
    pub fn settings(&self) -> String {
        match &self.work {
            Work::Load(load) => load.settings(),
            Work::Life(life) => life.settings(),
            Work::NotRun(why) => (*why).to_owned(),
        }
    }
}

impl Life {
    fn settings(&self) -> String {
        let Self { partitions, written_mib, is_killed, is_idle } = *self;
        let folder = match (partitions, written_mib) {
            (0, _) => "an empty folder".to_owned(),
            (_, 0) => format!("a folder of {partitions} partitions"),
            _ => format!("a folder of {partitions} partitions with {written_mib} MiB"),
        };
        let what = match (is_idle, is_killed) {
            (true, _) => "nothing is asked of it",
            (false, true) => "started after kill -9",
            (false, false) => "started after an orderly end",
        };
        format!("{folder}, {what}")
    }
}

/// A list can be used: names differ, goals name rows that exist before them.
#[cfg(test)]
fn assert_usable(scenarios: &[Scenario]) {
    let mut names: Vec<&str> = Vec::new();
    for scenario in scenarios {
        assert!(!names.contains(&scenario.name.as_str()), "{} is there twice", scenario.name);
        assert!(
            scenario.name.chars().all(|letter| letter.is_ascii_lowercase()
                || letter.is_ascii_digit()
                || ".-".contains(letter)),
            "{}",
            scenario.name
        );
        for goal in &scenario.goals {
            if let crate::Against::Row(row) = &goal.against {
                assert!(
                    names.contains(&row.as_str()),
                    "{} is held against {row}, which does not come before it",
                    scenario.name
                );
            }
        }
        if let Work::Load(load) = &scenario.work {
            if let LoadPace::HalfOfPeak(row) = load.pace {
                assert!(names.contains(&row), "{} needs {row} before it", scenario.name);
            }
            let workload = load.workload("topic", &load.sample_ends(), 1000.0);
            workload.validate().unwrap_or_else(|error| panic!("{}: {error}", scenario.name));
        }
        names.push(&scenario.name);
    }
}
