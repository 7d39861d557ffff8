//! A crash at each single operation of a cleaning, and each state that Kafka's or our cleaner can leave.

use io::FileSystem;
use io::sim::CrashKind;

use crate::harness::{Harness, config};

/// Some keys, transactions of which one is aborted, and segments that become fewer.
fn dirty() -> Harness {
    let mut harness = Harness::new(config());
    for round in 0..40 {
        harness.put(&format!("a={round} b={round}"));
        harness.put(&format!("k{}=v", round / 8));
        if round % 10 == 3 {
            let builder = harness.builder().producer(round, 0, 0);
            harness.put_into(builder, "p=1");
        }
    }
    harness.put("a");
    harness.seal();
    harness.clean().expect("there is dirt");
    harness.put("b=last k0=w k3=w c=1");
    harness.seal();
    harness.checkpoint();
    harness
}

/// What a reader must find whatever happened: the last record of each key, and no offset twice or out of order.
fn latest(records: &str) -> Vec<(String, String)> {
    let mut latest = std::collections::BTreeMap::new();
    let mut last = -1;
    for record in records.split(' ') {
        let (offset, record) = record.split_once(':').expect("offset and record");
        let offset: i64 = offset.parse().expect("an offset");
        assert!(offset > last, "{offset} after {last} in {records}");
        last = offset;
        let key = record.split('=').next().expect("a key");
        latest.insert(key.to_owned(), format!("{offset}:{record}"));
    }
    latest.into_iter().collect()
}

fn assert_in_order(harness: &mut Harness, expected: &[(String, String)], what: &str) {
    let records = harness.records();
    assert_eq!(latest(&records), expected, "{what}: {records}");
    let strange: Vec<String> = harness
        .files()
        .into_iter()
        .filter(|name| [".cleaned", ".swap", ".deleted", ".quarantine"].iter().any(|end| name.ends_with(end)))
        .collect();
    assert!(strange.is_empty(), "{what}: {strange:?}");
    assert_eq!(harness.log().log_start_offset().0, 0, "{what}");
    let violations = harness.world.take_violations(harness.node);
    assert!(violations.is_empty(), "{what}: {violations:?}");
}

#[test]
fn a_crash_at_any_operation_loses_nothing() {
    let mut harness = dirty();
    let expected = latest(&harness.records());
    let before = harness.world.operations(harness.node);
    harness.clean().expect("there is dirt");
    let operations = harness.world.operations(harness.node) - before;
    assert!(operations > 60, "{operations} operations");
    let after = harness.records();
    for kind in [CrashKind::PowerCut, CrashKind::ProcessKill] {
        let mut outcomes = std::collections::BTreeSet::new();
        for operation in 1..=operations {
            let mut harness = dirty();
            harness.world.arm_crash(harness.node, operation, kind);
            harness.clean();
            let what = format!("{kind:?} at {operation} of {operations}");
            assert!(harness.is_down(), "{what}");
            let mut harness = harness.crash_down();
            outcomes.insert(harness.records());
            assert_in_order(&mut harness, &expected, &what);
            // What was cut short is done again.
            harness.clean_for(std::time::Duration::from_secs(2));
            harness.sleep(std::time::Duration::from_secs(2));
            assert_eq!(harness.records(), after, "{what}");
            assert_in_order(&mut harness, &expected, &what);
        }
        assert!(outcomes.len() > 1, "some crashes found it undone, some done");
    }
}

impl Harness {
    /// The same log after the node went down by itself.
    pub fn crash_down(self) -> Self {
        let (config, manager) = (self.log().config().clone(), self.manager.clone());
        self.world.restart(self.node);
        drop((self.logs, self.io));
        Harness::open(self.world, self.node, config, manager, false).expect("a log opens after a crash")
    }

    fn rename(&mut self, from: &str, to: &str) {
        let folder = self.folder();
        self.io.rename(&folder.join(from), &folder.join(to)).expect("renamed");
    }

    fn copy(&mut self, from: &str, to: &str) {
        let folder = self.folder();
        let bytes = self.io.read_all(&folder.join(from), 1 << 20).expect("read");
        self.io.replace_file(&folder.join(to), &bytes).expect("written");
    }

    /// The base offsets of the segments.
    fn bases(&mut self) -> Vec<i64> {
        let files = self.files();
        let logs = files.iter().filter_map(|name| name.strip_suffix(".log"));
        logs.map(|digits| digits.parse().expect("an offset")).collect()
    }
}

/// Kafka's cleaner leaves these states, too: its renames are the same, only without syncs between them.
#[test]
fn a_swap_replaces_what_begins_within_it() {
    let mut harness = dirty();
    let expected = latest(&harness.records());
    harness.sleep(std::time::Duration::from_secs(2));
    let uncleaned = harness.bases();
    harness.clean();
    harness.sleep(std::time::Duration::from_secs(2));
    let cleaned = harness.bases();
    let merged = *uncleaned.iter().find(|base| !cleaned.contains(base)).expect("some were merged");
    let first = *cleaned.iter().rfind(|base| **base < merged).expect("into one before it");
    let name = |offset: i64, suffix: &str| format!("{offset:020}{suffix}");
    // The new segment has its .swap name, the old ones are there again: any file of batches within does.
    harness.copy(&name(first, ".log"), &name(merged, ".log"));
    for suffix in [".log", ".index", ".timeindex"] {
        harness.rename(&name(first, suffix), &name(first, &format!("{suffix}.swap")));
    }
    let mut harness = harness.crash(CrashKind::ProcessKill);
    assert_in_order(&mut harness, &expected, "a whole swap");
    assert!(!harness.bases().contains(&merged));
    // The log has its name already, its indexes have not.
    for suffix in [".index", ".timeindex"] {
        harness.rename(&name(first, suffix), &name(first, &format!("{suffix}.swap")));
    }
    let mut harness = harness.crash(CrashKind::ProcessKill);
    assert_in_order(&mut harness, &expected, "half a swap");
}

#[test]
fn beside_a_cleaned_file_a_swap_is_not_finished() {
    let mut harness = dirty();
    harness.sleep(std::time::Duration::from_secs(2));
    let expected = latest(&harness.records());
    let base = harness.bases()[1];
    let name = |suffix: &str| format!("{base:020}{suffix}");
    // Kafka was renaming from .cleaned to .swap; the .log is but half of what it is to be.
    harness.copy(&name(".index"), &name(".log.swap"));
    harness.copy(&name(".index"), &name(".index.cleaned"));
    let mut harness = harness.crash(CrashKind::ProcessKill);
    assert_in_order(&mut harness, &expected, "an unfinished swap");
}
