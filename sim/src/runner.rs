//! Runs seeds, some beside one another, and sums up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::Finished;
use crate::broker_run::BrokerRun;
use crate::group_run::GroupRun;
use crate::log_run::LogRun;
use crate::tally::{Expected, Tally};
use crate::violation::Violation;

/// What a seed is run against.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// The engine's logs alone.
    Log,
    /// A whole broker and its clients.
    Broker,
    /// Consumer groups: a whole broker, and members of both protocols.
    Groups,
}

impl Target {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Log => "log",
            Target::Broker => "broker",
            Target::Groups => "groups",
        }
    }

    /// What must occur in some seed of many, or its check has checked nothing.
    pub fn expected(self) -> Expected {
        match self {
            Target::Log => crate::log_run::EXPECTED,
            Target::Broker => crate::broker_run::EXPECTED,
            Target::Groups => crate::group_run::EXPECTED,
        }
    }
}

/// A bug to plant before each seed.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Planted {
    #[cfg(feature = "planted-bugs")]
    in_engine: Option<engine::planted::Bug>,
    #[cfg(feature = "planted-bugs")]
    in_coordinator: Option<coordinator::planted::Bug>,
}

impl Planted {
    /// The bugs that this target must find, by name; none without the feature `planted-bugs`.
    #[cfg(feature = "planted-bugs")]
    pub fn all(target: Target) -> Vec<(String, Planted)> {
        let in_engine = |bug: &engine::planted::Bug| {
            let planted = Planted { in_engine: Some(*bug), in_coordinator: None };
            (kebab_case(&format!("{bug:?}")), planted)
        };
        let in_coordinator = |bug: &coordinator::planted::Bug| {
            let planted = Planted { in_engine: None, in_coordinator: Some(*bug) };
            (kebab_case(&format!("{bug:?}")), planted)
        };
        match target {
            Target::Log => {
                let bugs = engine::planted::Bug::ALL.iter().chain(&engine::planted::Bug::JOURNAL);
                bugs.map(in_engine).collect()
            }
            Target::Broker => {
                // Compaction goes wrong where something is not decided: clients cannot write transactions yet.
                let compaction = engine::planted::Bug::CompactionPastLastStableOffset;
                engine::planted::Bug::ALL.iter().filter(|bug| **bug != compaction).map(in_engine).collect()
            }
            Target::Groups => coordinator::planted::Bug::ALL.iter().map(in_coordinator).collect(),
        }
    }

    /// The bugs that this target must find, by name; none without the feature `planted-bugs`.
    #[cfg(not(feature = "planted-bugs"))]
    pub fn all(_: Target) -> Vec<(String, Planted)> {
        Vec::new()
    }

    fn plant(self) {
        #[cfg(feature = "planted-bugs")]
        engine::planted::plant(self.in_engine);
        #[cfg(feature = "planted-bugs")]
        coordinator::planted::plant(self.in_coordinator);
    }
}

#[cfg(feature = "planted-bugs")]
fn kebab_case(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// Runs one seed. A panic of the code under test is a violation like any other.
pub fn run_seed(
    target: Target,
    seed: u64,
    planted: Planted,
    is_verbose: bool,
) -> Result<Finished, Violation> {
    let run = || {
        planted.plant();
        match target {
            Target::Log => LogRun::run(seed, is_verbose),
            Target::Broker => BrokerRun::run(seed, is_verbose),
            Target::Groups => GroupRun::run(seed, is_verbose),
        }
    };
    let result = catch_unwind(AssertUnwindSafe(run));
    Planted::default().plant();
    result.unwrap_or_else(|panic| Err(Violation::new(format!("panic: {}", panic_text(&*panic)))))
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_else(|| "?".into())
}

/// What became of a range of seeds.
#[derive(Debug, Default)]
pub struct Summary {
    /// Seeds that ended well.
    pub passed: u64,
    /// What they went through.
    pub tally: Tally,
    /// Seeds that did not, in order.
    pub failures: Vec<(u64, Violation)>,
}

/// Runs `seeds` on `threads` threads. With `stop_at_first` no seed is begun after one has failed.
pub fn run_seeds(
    target: Target,
    seeds: std::ops::Range<u64>,
    planted: Planted,
    threads: usize,
    stop_at_first: bool,
) -> Summary {
    let (next, stopped) = (AtomicU64::new(seeds.start), AtomicBool::new(false));
    let summary = Mutex::new(Summary::default());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !stopped.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let result = run_seed(target, seed, planted, false);
                    let mut summary = summary.lock().expect("no thread panics while it holds the lock");
                    match result {
                        Ok(finished) => {
                            summary.passed += 1;
                            summary.tally.add(&finished.tally);
                        }
                        Err(violation) => {
                            summary.failures.push((seed, violation));
                            stopped.store(stop_at_first, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    let mut summary = summary.into_inner().expect("all threads have ended");
    summary.failures.sort_by_key(|(seed, _)| *seed);
    summary
}
