//! Runs seeds, some beside one another, and sums up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::Finished;
use crate::broker_run::BrokerRun;
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
}

impl Target {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Log => "log",
            Target::Broker => "broker",
        }
    }

    /// What must occur in some seed of many, or its check has checked nothing.
    pub fn expected(self) -> Expected {
        match self {
            Target::Log => crate::log_run::EXPECTED,
            Target::Broker => crate::broker_run::EXPECTED,
        }
    }
}

/// A bug to plant before each seed, by name.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct Planted {
    #[cfg(feature = "planted-bugs")]
    bug: Option<engine::planted::Bug>,
}

impl Planted {
    /// The bugs that can be planted; none without the feature `planted-bugs`.
    pub fn all() -> Vec<(String, Planted)> {
        #[cfg(feature = "planted-bugs")]
        return engine::planted::Bug::ALL
            .iter()
            .map(|bug| (kebab_case(&format!("{bug:?}")), Planted { bug: Some(*bug) }))
            .collect();
        #[cfg(not(feature = "planted-bugs"))]
        Vec::new()
    }

    fn plant(self) {
        #[cfg(feature = "planted-bugs")]
        engine::planted::plant(self.bug);
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
