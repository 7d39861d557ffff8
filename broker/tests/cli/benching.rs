//! `bench`: counts, verification and results of small runs.

use crate::harness::{Ran, TestBroker};

/// The figure of a report, by its name.
fn figure<'a>(report: &'a str, name: &str) -> &'a str {
    let line = report.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix("  "));
    line.unwrap_or_else(|| panic!("no {name} in {report}")).trim()
}

fn number(report: &str, name: &str) -> f64 {
    let text = figure(report, name).split(' ').next().expect("split gives something");
    text.parse().unwrap_or_else(|_| panic!("{name} is {text}"))
}

fn create(broker: &TestBroker, topic: &str, partitions: &str) {
    broker.stdout_of(&["topics", "create", "--topic", topic, "--partitions", partitions]);
}

#[test]
fn what_produce_writes_consume_verifies() {
    let broker = TestBroker::start();
    let variants: [(&str, &[&str]); 5] = [
        ("leader", &["--acks", "1", "--linger-ms", "1"]),
        ("all", &["--acks", "all", "--idempotence", "--compression", "zstd"]),
        ("nobody", &["--acks", "0"]),
        ("alone", &["--batch-size", "1", "--in-flight", "3"]),
        ("tiny", &["--record-size", "10", "--partition", "1"]),
    ];
    for (topic, options) in variants {
        create(&broker, topic, "3");
        let produce = ["bench", "produce", "--topic", topic, "--records", "3000"];
        let report = broker.stdout_of(&[&produce, options].concat());
        assert_eq!(figure(&report, "records acknowledged"), "3000");
        assert!(number(&report, "rate") > 0.0 && number(&report, "record latency p99") > 0.0, "{report}");
        assert!(number(&report, "record latency p50") <= number(&report, "record latency max"), "{report}");
        assert_eq!(figure(&report, "ringlog.durability"), "fsync");
        let consume = ["bench", "consume", "--topic", topic, "--records", "3000"];
        let report = broker.stdout_of(&consume);
        assert_eq!(figure(&report, "records read"), "3000");
        assert_eq!((figure(&report, "records damaged"), figure(&report, "records missing")), ("0", "0"));
    }
    let everything = broker.stdout_of(&["bench", "consume", "--topic", "leader"]);
    assert_eq!(figure(&everything, "records read"), "3000");
}

#[test]
fn a_record_a_request_is_a_batch_each() {
    let broker = TestBroker::start();
    create(&broker, "alone", "1");
    broker.stdout_of(&["bench", "produce", "--topic", "alone", "--records", "50", "--batch-size", "1"]);
    let log = broker.data().join("alone-0/00000000000000000000.log");
    let dump = crate::harness::dump_log(&[], &log);
    assert_eq!(dump.stdout.matches("count: 1 ").count(), 50, "{dump:?}");
}

#[test]
fn records_of_others_are_noticed() {
    let broker = TestBroker::start();
    create(&broker, "mixed", "1");
    broker.stdout_of(&["bench", "produce", "--topic", "mixed", "--records", "10"]);
    broker.ringlog_with_input(&["produce", "--topic", "mixed"], b"a line of somebody else\n");
    let ran = broker.ringlog(&["bench", "consume", "--topic", "mixed"]);
    ran.assert_fails_with(
        "ringlog: verification failed: topic mixed, partition 0, offset 10: the value's checksum does not match: it is damaged, \
         or ringlog bench did not write it",
    );
    assert_eq!(figure(&ran.stdout, "records damaged"), "1");
    let report = broker.stdout_of(&["bench", "consume", "--topic", "mixed", "--no-verify"]);
    assert_eq!(figure(&report, "records read"), "11");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a file that the command wrote")]
fn latency_and_its_json_tell_the_same() {
    let broker = TestBroker::start();
    let json = broker.directory.path().join("latency.json");
    let path = json.to_str().expect("a path of ours");
    let pid = std::process::id().to_string();
    let latency = ["bench", "latency", "--topic", "ping", "--records", "200", "--json", path, "--pid", &pid];
    let report = broker.stdout_of(&latency);
    assert_eq!(figure(&report, "round trips"), "199", "the first is not measured");
    let (acknowledged, end_to_end) = (number(&report, "acknowledged p50"), number(&report, "end to end p50"));
    assert!(0.0 < acknowledged && acknowledged <= end_to_end, "{report}");
    assert!(number(&report, "broker memory") > 1.0, "{report}");
    let json = std::fs::read_to_string(&json).expect("it was written");
    assert!(
        json.starts_with("{\n  \"mode\": \"acks=1, ") && json.contains("\"round trips\": 199,"),
        "{json}"
    );
}

#[test]
fn the_brokers_system_calls_are_counted_where_perf_may() {
    let broker = TestBroker::start();
    let pid = std::process::id().to_string();
    let produce = ["bench", "produce", "--topic", "counted", "--records", "1000", "--pid", &pid];
    let report = broker.stdout_of(&produce);
    assert_eq!(figure(&report, "broker system calls"), "not counted (--calls)");
    let report = broker.stdout_of(&[&produce[..], &["--calls"]].concat());
    let found = figure(&report, "broker system calls");
    match found.replace(',', "").parse::<u64>() {
        Ok(calls) => assert!(calls > 10, "{report}"),
        Err(_) => assert!(found.starts_with("system calls: perf "), "{report}"),
    }
}

#[test]
fn the_impossible_is_refused() {
    let broker = TestBroker::start();
    let fails = |arguments: &[&str]| -> Ran { broker.ringlog(&[&["bench"], arguments].concat()) };
    fails(&["produce", "--topic", "t", "--idempotence"])
        .assert_ends_with(2, "ringlog: idempotence needs acks=all");
    fails(&["produce", "--topic", "t", "--idempotence", "--acks", "all", "--in-flight", "6"])
        .assert_ends_with(2, "ringlog: idempotence allows 5 requests in flight at most");
    fails(&["consume", "--topic", "nowhere"]).assert_fails_with("ringlog: topic 'nowhere' does not exist");
    create(&broker, "empty", "1");
    let stalled = fails(&["consume", "--topic", "empty", "--records", "1", "--timeout", "3"]);
    stalled.assert_fails_with(
        "ringlog: no record came for 3 s: the broker has no more (0 were acknowledged, 0 were read)",
    );
    assert_eq!(figure(&stalled.stdout, "records read"), "0");
    assert!(!stalled.stdout.contains("rate"), "{}", stalled.stdout);
    assert_eq!(fails(&["produce", "--topic", "t", "--record-size", "9"]).status, Some(2));
}

#[test]
fn groups_are_measured() {
    let overrides = ["group.initial.rebalance.delay.ms=0", "group.min.session.timeout.ms=100"];
    let broker = TestBroker::start_with(&overrides);
    create(&broker, "orders", "4");
    broker.ringlog_with_input(&["produce", "--topic", "orders", "--batch-size", "1"], b"a\nb\nc\n");
    let bench = |arguments: &str| {
        let arguments: Vec<&str> = ["bench", "groups"].into_iter().chain(arguments.split(' ')).collect();
        broker.stdout_of(&arguments)
    };
    let report = bench("heartbeats --groups 3 --members 2 --heartbeat-ms 20 --seconds 1");
    assert_eq!((figure(&report, "members"), figure(&report, "joins of stable members")), ("6", "0"));
    assert!((60.0..=600.0).contains(&number(&report, "heartbeats")), "{report}");
    let report = bench("commits --topic orders --commits 200 --members 5");
    assert_eq!(figure(&report, "commits"), "200");
    assert!(number(&report, "rate") > 0.0 && number(&report, "commit p99") > 0.0, "{report}");
    let report = bench("first-record --topic orders --consumers 3");
    assert_eq!(figure(&report, "consumers"), "3");
    let report = bench("takeover --topic orders --rounds 1 --session-ms 300");
    assert!(number(&report, "after the kill p50") >= 100.0, "{report}");
    bench("offsets --topic orders --groups 5");
    assert_eq!(figure(&bench("offsets --topic orders --groups 5 --check"), "offsets"), "20");
    let missing =
        broker.ringlog(&["bench", "groups", "offsets", "--topic", "orders", "--groups", "6", "--check"]);
    missing.assert_fails_with("ringlog: group offsets-of-orders-5 has 0 offsets, not those written");
}
