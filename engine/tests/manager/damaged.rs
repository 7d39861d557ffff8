//! Whatever bytes lie in a folder: a log opens or is refused by name, is read or refuses, and never panics.

use engine::{Availability, Offset, TimestampQuery};
use io::FileSystem;
use io::sim::{CrashKind, Random};

use crate::harness::{Checkpoints, Harness, config, produced, record};

/// Damages one file of the folder at random.
fn damage(harness: &mut Harness, random: &mut Random) -> String {
    let files = harness.files();
    let name = files[random.index(files.len())].clone();
    let path = harness.folder().join(&name);
    let mut bytes = harness.read_file(&name);
    let at = random.index(bytes.len().max(1));
    let kind = random.below(6);
    match kind {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        1 => bytes.truncate(at),
        2 => bytes[at..].fill(0),
        3 => bytes.resize(bytes.len() + 1 + random.index(5000), 0),
        4 => bytes.extend((0..random.below(100)).map(|number| number as u8)),
        _ => {
            harness.io.remove_file(&path).expect("removed");
            return format!("{name} removed");
        }
    }
    harness.io.replace_file(&path, &bytes).expect("written");
    format!("{name} damaged ({kind}) at {at}")
}

fn exercise(harness: &mut Harness) {
    let (start, end) = (harness.log().log_start_offset().0, harness.log().log_end_offset().0);
    for offset in (start - 1)..=(end + 1) {
        if let Ok(plan) = harness.plan(offset, end, 700) {
            assert!(plan.next_offset >= Offset(offset));
            assert_eq!(harness.bytes_of(&plan).len(), plan.records_bytes as usize);
        }
        let query = TimestampQuery::AtOrAfter(offset);
        let _ = harness.logs.offset_for_timestamp(&mut harness.io, harness.log, query);
    }
    let _ = harness.logs.offset_for_timestamp(&mut harness.io, harness.log, TimestampQuery::Max);
    if harness.log().availability() == Availability::Online {
        harness.append(&record(1)).expect("appended");
        harness.settle();
        assert_eq!(harness.offsets(end, end + 1, 1), [end]);
    }
    harness.log().assert_invariants();
}

#[test]
fn no_damage_panics() {
    let (mut refused, mut corrupt) = (0, 0);
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let mut harness = Harness::new(config());
        harness.fill(20);
        harness.append(&produced(4, 0, 0, 3)).expect("appended");
        harness.fill(random.index(20));
        let end = harness.log().log_end_offset().0;
        let mut harness = harness.reopen();
        let mut story = vec![damage(&mut harness, &mut random)];
        if random.one_in(2) {
            story.push(damage(&mut harness, &mut random));
        }
        let checkpoints = Checkpoints {
            recovery_point: random.below(end as u64 + 1) as i64,
            log_start_offset: 0,
            clean_shutdown: random.one_in(2),
        };
        println!("seed {seed}: {story:?} {checkpoints:?}");
        match harness.crash(CrashKind::ProcessKill, checkpoints) {
            Ok(mut harness) => {
                corrupt += u32::from(harness.log().availability() != Availability::Online);
                exercise(&mut harness);
            }
            Err(error) => {
                refused += 1;
                println!("  {error}");
            }
        }
    }
    println!("{refused} refused, {corrupt} corrupt");
    assert!(corrupt > 10);
}
