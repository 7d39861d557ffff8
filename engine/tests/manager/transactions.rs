//! Logs that hold transactions, as Kafka's do: stable offset, aborted lists, producer state.

use engine::{AppendOrigin, Offset};
use io::sim::CrashKind;
use protocol::control::EndTxnMarker;
use protocol::records::{BatchBuilder, ControlRecord};

use crate::harness::{Checkpoints, Harness, config};

fn data(producer_id: i64, sequence: i32) -> Vec<u8> {
    let mut builder = BatchBuilder::plain().producer(producer_id, 0, sequence).transactional();
    for _ in 0..2 {
        builder.append(1000, Some(b"k"), Some(&[b'v'; 100]), &[]);
    }
    builder.build().expect("a batch").to_vec()
}

fn marker(producer_id: i64, commits: bool) -> Vec<u8> {
    let marker = EndTxnMarker { coordinator_epoch: 3 };
    let record = if commits { ControlRecord::Commit(marker) } else { ControlRecord::Abort(marker) };
    let mut builder = BatchBuilder::plain().producer(producer_id, 0, -1).transactional().control();
    builder.append(1000, Some(&record.key()), Some(&record.value().expect("a value")), &[]);
    builder.build().expect("a batch").to_vec()
}

fn append(harness: &mut Harness, bytes: &[u8]) {
    harness.append_as(AppendOrigin::Coordinator, bytes).expect("appended");
    harness.settle();
}

/// 0-1 of producer 1, 2-3 of producer 2, 4 aborts 1, 5-6 of producer 1, 7 commits 2, 8 aborts 1.
fn two_producers() -> Harness {
    let mut harness = Harness::new(config());
    append(&mut harness, &data(1, 0));
    assert_eq!(harness.log().last_stable_offset(), Offset(0));
    append(&mut harness, &data(2, 0));
    append(&mut harness, &marker(1, false));
    assert_eq!(harness.log().last_stable_offset(), Offset(2), "producer 2 is open");
    append(&mut harness, &data(1, 2));
    append(&mut harness, &marker(2, true));
    assert_eq!(harness.log().last_stable_offset(), Offset(5));
    append(&mut harness, &marker(1, false));
    assert_eq!(harness.log().last_stable_offset(), Offset(9));
    harness
}

fn aborted(harness: &mut Harness, offset: i64) -> Vec<(i64, i64)> {
    let plan = harness.plan(offset, 9, 10_000).expect("planned");
    plan.aborted_transactions.iter().map(|aborted| (aborted.producer_id, aborted.first_offset.0)).collect()
}

#[test]
fn aborted_transactions_are_listed_for_what_is_read() {
    let mut harness = two_producers();
    assert_eq!(aborted(&mut harness, 0), [(1, 0), (1, 5)]);
    assert_eq!(aborted(&mut harness, 4), [(1, 0), (1, 5)]);
    assert_eq!(aborted(&mut harness, 5), [(1, 5)]);
    let mut harness = harness.reopen();
    assert_eq!(aborted(&mut harness, 0), [(1, 0), (1, 5)]);
    assert_eq!(harness.log().last_stable_offset(), Offset(9));
}

#[test]
fn recovery_finds_transactions_again() {
    let mut harness = two_producers();
    append(&mut harness, &data(2, 2));
    let checkpoints = Checkpoints::default();
    let mut harness = harness.crash(CrashKind::PowerCut, checkpoints).expect("opened");
    assert_eq!(harness.log().last_stable_offset(), Offset(9), "producer 2 is open again");
    assert_eq!(aborted(&mut harness, 0), [(1, 0), (1, 5)]);
    let entry = harness.log().producers().entry(1).expect("known");
    assert_eq!((entry.coordinator_epoch, entry.last_sequence()), (3, 3));
}

#[test]
fn a_segment_keeps_its_own_transaction_index() {
    let mut harness = two_producers();
    while harness.log().segment_count() < 4 {
        let sequence = harness.log().producers().entry(1).expect("known").last_sequence() + 1;
        append(&mut harness, &data(1, sequence));
        append(&mut harness, &marker(1, false));
    }
    let all = harness.log().log_end_offset().0;
    let plan = harness.plan(0, all, 1 << 20).expect("planned");
    let read_to = plan.next_offset;
    assert!(plan.aborted_transactions.iter().all(|aborted| aborted.first_offset < read_to));
    assert!(plan.aborted_transactions.is_sorted_by_key(|aborted| aborted.first_offset));
    let indexes = harness.files().iter().filter(|name| name.ends_with(".txnindex")).count();
    assert!(indexes >= 3, "{:?}", harness.files());
}
