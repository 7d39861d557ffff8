//! `produce` and `consume`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use crate::harness::TestBroker;

fn create(broker: &TestBroker, topic: &str, partitions: &str) {
    broker.stdout_of(&["topics", "create", "--topic", topic, "--partitions", partitions]);
}

#[test]
fn every_codec_and_acks_brings_every_line_back() {
    let broker = TestBroker::start();
    let lines: Vec<String> =
        (0..2_000).map(|number| format!("line {number} {}", "x".repeat(number % 97))).collect();
    let input = lines.join("\n") + "\n";
    for codec in ["none", "gzip", "snappy", "lz4", "zstd"] {
        for acks in ["0", "1", "all"] {
            let topic = format!("{codec}-{acks}");
            create(&broker, &topic, "1");
            let produce = ["produce", "--topic", &topic, "--compression", codec, "--acks", acks];
            let ran = broker.ringlog_with_input(&produce, input.as_bytes());
            assert_eq!(
                (ran.status, ran.stderr),
                (Some(0), format!("2000 records written to topic {topic}.\n"))
            );
            // Only acks=all says that the records can be read; others are waited for.
            let consume = ["consume", "--topic", &topic, "--from-beginning"];
            let read = match acks {
                "all" => broker.stdout_of(&consume),
                _ => broker.stdout_of(&[&consume[..], &["--follow", "--max-messages", "2000"]].concat()),
            };
            assert!(read == input, "{topic}: {} of {} bytes", read.len(), input.len());
        }
    }
}

#[test]
fn keys_headers_and_nulls_are_kept() {
    let broker = TestBroker::start();
    create(&broker, "orders", "3");
    let produce = [
        "produce",
        "--topic",
        "orders",
        "--key-separator",
        ":",
        "--null-marker",
        "-",
        "--header",
        "source=till-3",
        "--header",
        "empty=",
    ];
    let ran = broker.ringlog_with_input(&produce, b"alice:1\nbob:2:3\ncarol:-\n-:4\r\n:\n");
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let consume = ["consume", "--topic", "orders", "--keys", "--headers", "--partitions"];
    let read = broker.stdout_of(&consume);
    let lines: BTreeSet<(&str, &str)> =
        read.lines().map(|line| line.split_once('\t').expect("a partition in front")).collect();
    let expected = [("alice", "alice\t1"), ("bob", "bob\t2:3"), ("carol", "carol\tnull")];
    for (key, line) in expected {
        let partition = format!("Partition:{}", client::partition_for_key(key.as_bytes(), 3));
        let line = format!("source:till-3,empty:\t{line}");
        assert!(lines.contains(&(partition.as_str(), line.as_str())), "{key} in {read}");
    }
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().any(|(_, rest)| *rest == "source:till-3,empty:\tnull\t4"), "{read}");
    assert!(lines.iter().any(|(_, rest)| *rest == "source:till-3,empty:\t\t"), "{read}");
    let unkeyed =
        broker.ringlog_with_input(&["produce", "--topic", "orders", "--key-separator", ":"], b"a:b\nc\n");
    unkeyed.assert_fails_with("ringlog: line 2: the line has no key separator");
}

#[test]
fn reading_begins_where_it_is_told() {
    let broker = TestBroker::start();
    create(&broker, "numbers", "2");
    let input: String = (0..100).map(|number| format!("{number}\n")).collect();
    broker.ringlog_with_input(&["produce", "--topic", "numbers", "--partition", "1"], input.as_bytes());
    let consume =
        |arguments: &[&str]| broker.stdout_of(&[&["consume", "--topic", "numbers"], arguments].concat());
    assert_eq!(consume(&["--partition", "0"]), "");
    assert_eq!(consume(&["--partition", "1", "--offset", "98"]), "98\n99\n");
    assert_eq!(consume(&["--offset", "earliest", "--max-messages", "2"]), "0\n1\n");
    assert_eq!(consume(&["--offset", "latest"]), "");
    assert_eq!(consume(&["--timestamp", "0"]), input);
    assert_eq!(consume(&["--timestamp", "99999999999999"]), "");
    assert_eq!(
        consume(&["--partition", "1", "--offset", "7", "--max-messages", "1", "--offsets", "--partitions"]),
        "Partition:1\tOffset:7\t7\n"
    );
    let past = broker.ringlog(&["consume", "--topic", "numbers", "--partition", "1", "--offset", "101"]);
    assert_eq!((past.status, past.stdout.as_str()), (Some(0), ""), "it is behind the end already");
    assert_eq!(broker.stdout_of(&["offsets", "--topic", "numbers"]), "numbers:0:0\nnumbers:1:100\n");
    assert_eq!(
        broker.stdout_of(&["offsets", "--topic", "numbers", "--time", "earliest", "--partitions", "1"]),
        "numbers:1:0\n"
    );
    assert_eq!(
        broker.stdout_of(&["offsets", "--topic", "numbers", "--time", "99999999999999"]),
        "numbers:0:\nnumbers:1:\n"
    );
}

#[test]
fn following_shows_records_as_they_come() {
    let broker = TestBroker::start();
    create(&broker, "events", "1");
    broker.ringlog_with_input(&["produce", "--topic", "events"], b"before\n");
    let mut follower = broker.spawn(&["consume", "--topic", "events", "--follow", "--from-beginning"]);
    let mut lines = BufReader::new(follower.stdout.take().expect("it is piped")).lines();
    let mut next = || lines.next().expect("it goes on").expect("it prints text");
    assert_eq!(next(), "before");
    for text in ["one", "two"] {
        broker.ringlog_with_input(&["produce", "--topic", "events"], format!("{text}\n").as_bytes());
        assert_eq!(next(), text);
    }
    follower.kill().expect("it runs until somebody ends it");
    follower.wait().expect("it ends");
}

#[test]
fn a_record_that_is_too_large_is_refused_by_line() {
    let broker = TestBroker::start();
    broker.stdout_of(&["topics", "create", "--topic", "small", "--config", "max.message.bytes=1000"]);
    let input = format!("fits\n{}\n", "x".repeat(2000));
    let produce = ["produce", "--topic", "small", "--batch-size", "1"];
    let ran = broker.ringlog_with_input(&produce, input.as_bytes());
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("ringlog: line 2 was not written: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("MESSAGE_TOO_LARGE"), "{}", ran.stderr);
    assert_eq!(broker.stdout_of(&["consume", "--topic", "small"]), "fits\n");
}

#[test]
fn a_topic_that_nobody_makes_is_named() {
    let broker = TestBroker::start_with(&["auto.create.topics.enable=false"]);
    let produce = ["produce", "--topic", "orders", "--timeout", "3"];
    broker.ringlog_with_input(&produce, b"a\n").assert_fails_with(
        "ringlog: line 1 was not written: no success within 3 s: topic 'orders' (UNKNOWN_TOPIC_OR_PARTITION) (0 lines \
         were written)",
    );
}
