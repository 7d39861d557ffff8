//! Cutting a log back for another history.

use engine::{LeaderEpoch, Offset};
use io::sim::CrashKind;

use crate::harness::{Checkpoints, Harness, config, produced};

#[test]
fn a_cut_log_goes_on_and_survives() {
    let mut harness = Harness::new(config());
    harness.fill(50);
    harness.append(&produced(3, 0, 0, 1)).expect("appended");
    harness.settle();
    let old = harness.plan(20, 50, 5000).expect("planned");
    let before = harness.bytes_of(&old);
    for end in [35, 22, 9, 9, 60] {
        let expected = harness.log().log_end_offset().0.min(end);
        harness.logs.truncate_to(&mut harness.io, harness.log, Offset(end)).expect("cut");
        assert_eq!(harness.log().log_end_offset(), Offset(expected));
        assert_eq!(harness.log().durable_end_offset(), Offset(expected));
        harness.log().assert_invariants();
    }
    assert!(harness.world.take_violations(harness.node).is_empty());
    assert_eq!(harness.bytes_of(&old), before, "who was reading still reads what there was");
    assert!(harness.log().producers().is_empty(), "the producer wrote above the cut only");
    harness.fill(30);
    (0..39).for_each(|offset| assert_eq!(harness.offsets(offset, offset + 1, 1), [offset]));
    let mut harness = harness.crash(CrashKind::PowerCut, Checkpoints::default()).expect("opened");
    assert_eq!(harness.log().log_end_offset(), Offset(39));
    assert_eq!(harness.offsets(30, 39, 1 << 20), (30..39).collect::<Vec<_>>());
    assert_eq!(harness.log().latest_epoch(), Some(LeaderEpoch(5)));
}

#[test]
fn a_log_can_be_cut_to_nothing() {
    let mut harness = Harness::new(config());
    harness.fill(20);
    harness.logs.truncate_to(&mut harness.io, harness.log, Offset(0)).expect("cut");
    assert_eq!(harness.log().log_end_offset(), Offset(0));
    assert_eq!(harness.log().latest_epoch(), None);
    harness.fill(3);
    assert_eq!(harness.offsets(0, 3, 1 << 20), [0, 1, 2]);
}
