//! Crashes at every point: what was promised before one is there after it, on a disk that keeps only what it must.

mod workload;

use workload::{Outcome, Workload};

/// What the runs of many seeds met; each must occur, or the workload is too tame to prove anything.
#[derive(Debug, Default)]
struct Met {
    crashes: u64,
    tails_cut: u64,
    batches_lost: u64,
    rolls: u64,
    indexes_rebuilt: u64,
    clean_stops: u64,
}

fn run(seeds: std::ops::Range<u64>) -> Result<Met, String> {
    let mut met = Met::default();
    for seed in seeds {
        let Outcome { crashes, tails_cut, batches_lost, rolls, indexes_rebuilt, clean_stops } =
            Workload::new(seed).run().map_err(|failure| format!("seed {seed}: {failure}"))?;
        met.crashes += crashes;
        met.tails_cut += tails_cut;
        met.batches_lost += batches_lost;
        met.rolls += rolls;
        met.indexes_rebuilt += indexes_rebuilt;
        met.clean_stops += clean_stops;
    }
    Ok(met)
}

#[test]
fn nothing_promised_is_lost() {
    let met = run(0..150).unwrap_or_else(|failure| panic!("{failure}"));
    println!("{met:?}");
    assert!(met.crashes > 300, "{met:?}");
    assert!(met.tails_cut > 0 && met.batches_lost > 0 && met.rolls > 0, "{met:?}");
    assert!(met.indexes_rebuilt > 0 && met.clean_stops > 0, "{met:?}");
}

#[cfg(feature = "planted-bugs")]
mod planted_bugs {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use engine::planted::{Bug, plant};

    /// Each bug is found by checks that know nothing of it, within seeds that pass without it.
    #[test]
    fn every_planted_bug_is_found() {
        for bug in Bug::ALL {
            plant(Some(bug));
            let found = (0..150).find(|seed| {
                // A bug may also trip an assertion of the engine or a check at the boundary.
                catch_unwind(AssertUnwindSafe(|| super::run(*seed..*seed + 1)))
                    .map_or(true, |result| result.is_err())
            });
            plant(None);
            let seed = found.unwrap_or_else(|| panic!("{bug:?} was not found"));
            println!("{bug:?}: found by seed {seed}");
        }
    }
}
