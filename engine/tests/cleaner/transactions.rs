//! Transactions in a compacted log: what is aborted goes, markers go when nothing is left to mark.

use std::time::Duration;

use engine::{AppendOrigin, Offset};
use expect_test::expect;
use io::sim::CrashKind;
use protocol::control::EndTxnMarker;
use protocol::records::ControlRecord;

use crate::harness::{Harness, config};

impl Harness {
    fn write(&mut self, producer_id: i64, sequence: i32, records: &str) {
        let builder = self.builder().producer(producer_id, 0, sequence).transactional();
        self.put_into(builder, records);
    }

    fn end(&mut self, producer_id: i64, commits: bool) {
        let marker = EndTxnMarker { coordinator_epoch: 3 };
        let record = if commits { ControlRecord::Commit(marker) } else { ControlRecord::Abort(marker) };
        let mut builder = self.builder().producer(producer_id, 0, -1).transactional().control();
        builder.append(1000, Some(&record.key()), Some(&record.value().expect("a value")), &[]);
        self.append(AppendOrigin::Coordinator, &builder.build().expect("a batch")).expect("appended");
    }

    /// Offsets of the markers.
    fn markers(&mut self) -> Vec<i64> {
        let headers = self.headers();
        let control = headers.iter().filter(|header| header.attributes().is_control());
        control.map(|header| header.base_offset()).collect()
    }

    /// Forgets producers, so that nothing is kept for their sake: their ids expire.
    fn pass_time(&mut self, key: &str) {
        self.put(&format!("{key}=x"));
        self.seal();
        self.clean().expect("there is dirt");
    }
}

#[test]
fn nothing_behind_an_open_transaction_is_touched() {
    let mut harness = Harness::new(config());
    harness.put("a=1 b=1");
    harness.put("a=2");
    harness.seal();
    harness.write(1, 0, "b=2");
    harness.put("a=3");
    harness.seal();
    harness.clean().expect("what lies before it is compacted");
    expect!["1:b=1 2:a=2 5:b=2 6:a=3"].assert_eq(&harness.records());
    assert_eq!(harness.log().last_stable_offset(), Offset(5));
    assert_eq!(harness.clean(), None);
    harness.end(1, false);
    harness.seal();
    harness.clean().expect("now it is decided");
    expect!["1:b=1 6:a=3"].assert_eq(&harness.records());
}

#[test]
fn aborted_records_supersede_nothing() {
    let mut harness = Harness::new(config());
    harness.put("a=1");
    harness.write(1, 0, "a=2");
    harness.end(1, false);
    harness.write(2, 0, "c=1");
    harness.put("b=1");
    harness.end(2, true);
    harness.seal();
    harness.clean().expect("there is dirt");
    expect!["0:a=1 3:c=1 4:b=1"].assert_eq(&harness.records());
    assert_eq!(harness.markers(), [2, 5], "producer 1 has an empty batch left, producer 2 a record");
}

#[test]
fn an_aborted_transaction_stays_listed_while_it_has_batches() {
    let mut harness = Harness::new(config());
    harness.put("a=1");
    harness.write(1, 0, "a=2");
    harness.end(1, false);
    harness.seal();
    harness.clean().expect("there is dirt");
    assert!(harness.files().iter().any(|name| name.ends_with(".txnindex")));
    harness.checkpoint();
    let mut harness = harness.crash(CrashKind::PowerCut);
    assert_eq!(harness.log().last_stable_offset(), harness.log().high_watermark());
    // The producer's batch is no longer its last one: nothing of the transaction is left, its marker waits for its time.
    harness.write(1, 1, "d=1");
    harness.end(1, true);
    harness.pass_time("p");
    assert!(harness.markers().contains(&2));
    harness.pass_time("q");
    assert!(harness.markers().contains(&2), "its horizon is set now");
    harness.sleep(Duration::from_secs(61));
    harness.pass_time("r");
    assert!(!harness.markers().contains(&2), "{:?}", harness.markers());
    expect!["0:a=1 5:d=1 7:p=x 10:q=x 13:r=x"].assert_eq(&harness.records());
}

#[test]
fn a_commit_marker_goes_after_its_records() {
    let mut harness = Harness::new(config());
    harness.write(1, 0, "a=1");
    harness.end(1, true);
    harness.write(1, 1, "b=1");
    harness.end(1, true);
    harness.put("a=2");
    harness.seal();
    harness.clean().expect("there is dirt");
    assert_eq!(harness.markers(), [1, 3], "the first one's batch was met");
    harness.pass_time("p");
    assert_eq!(harness.markers(), [1, 3], "its horizon is set now");
    harness.sleep(Duration::from_secs(61));
    harness.pass_time("q");
    assert_eq!(harness.markers(), [3]);
    let harness = harness.reopen();
    assert_eq!(harness.log().last_stable_offset(), harness.log().log_end_offset());
}

/// What the switch of src/planted.rs does: the test above fails with it.
#[cfg(feature = "planted-bugs")]
#[test]
fn the_planted_bug_loses_a_committed_record() {
    use engine::planted::{Bug, plant};
    plant(Some(Bug::CompactionPastLastStableOffset));
    let mut harness = Harness::new(config());
    harness.put("b=1");
    harness.write(1, 0, "b=2");
    harness.seal();
    harness.clean();
    plant(None);
    harness.end(1, false);
    expect!["1:b=2"].assert_eq(&harness.records());
}
