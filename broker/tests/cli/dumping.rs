//! `dump-log` over what a broker wrote.

use crate::harness::{TestBroker, dump_log};

#[test]
fn a_brokers_folder_is_sound() {
    let mut broker = TestBroker::start();
    broker.stdout_of(&["topics", "create", "--topic", "orders", "--config", "index.interval.bytes=100"]);
    let input: String = (0..5_000).map(|number| format!("{number}\n")).collect();
    for codec in ["none", "zstd"] {
        let produce = ["produce", "--topic", "orders", "--compression", codec, "--batch-size", "1000"];
        assert_eq!(broker.ringlog_with_input(&produce, input.as_bytes()).status, Some(0));
    }
    broker.stop();
    let whole = dump_log(&[], &broker.data());
    assert_eq!((whole.status, whole.stderr.as_str()), (Some(0), ""));

    let partition = broker.data().join("orders-0");
    let records = dump_log(&["--print-data-log"], &partition.join("00000000000000000000.log"));
    let payloads: String = records
        .stdout
        .lines()
        .filter(|line| line.starts_with("| offset: "))
        .map(|line| line.rsplit_once("payload: ").expect("each has a value").1.to_owned() + "\n")
        .collect();
    assert!(payloads == input.repeat(2), "{} bytes of payload", payloads.len());
    assert!(records.stdout.contains("compresscodec: zstd") && !records.stdout.contains("isvalid: false"));

    let indexes = dump_log(&["--index-sanity-check"], &partition.join("00000000000000000000.index"));
    assert!(
        indexes.stdout.ends_with("00000000000000000000.index passed sanity check.\n"),
        "{}",
        indexes.stdout
    );
    let entries = dump_log(&[], &partition.join("00000000000000000000.index"));
    assert!(entries.stdout.lines().count() > 10, "{}", entries.stdout);
    let metadata = dump_log(&["--cluster-metadata-decoder"], &broker.data().join("__cluster_metadata-0"));
    assert!(
        metadata.stdout.contains("{\"type\":\"TOPIC_RECORD\",\"version\":0,\"data\":{\"name\":\"orders\",")
    );
    assert!(!metadata.stdout.contains("Error at"), "{}", metadata.stdout);
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = dump_log(&[], &folder.path().join("00000000000000000000.log"));
    assert_eq!(missing.status, Some(1));
    assert!(missing.stderr.contains("cannot be opened: No such file or directory"), "{}", missing.stderr);
    let unknown = dump_log(&[], &folder.path().join("orders.txt"));
    assert!(unknown.stdout.contains("Ignoring unknown file"), "{}", unknown.stdout);
}
