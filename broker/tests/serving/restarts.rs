//! Stop and start on the same folder.

use std::path::Path;

use crate::harness::{TestBroker, batch, setups, two_shards};

#[test]
fn a_clean_stop_keeps_topics_records_and_leaves_its_mark() {
    for setup in setups() {
        let mut broker = TestBroker::start(setup, &[]);
        let mut client = broker.connect();
        let id = client.create_topic("orders", 3);
        for partition in 0..3 {
            for acks in [1, -1] {
                client.produce("orders", partition, acks, batch(&["a", "b"]));
            }
        }
        for round in 0..3 {
            broker.restart();
            let mut client = broker.connect();
            let metadata = client.metadata(Some(&["orders"]));
            assert_eq!(metadata.topics[0].partitions.len(), 3, "{setup:?}");
            let by_id = client.call::<_, protocol::messages::MetadataResponse>(
                12,
                &protocol::messages::MetadataRequest { topics: None, ..Default::default() },
            );
            assert_eq!(by_id.topics[0].topic_id, id, "ids survive");
            for partition in 0..3 {
                let (code, high_watermark, values) = client.fetch("orders", partition, 0);
                assert_eq!((code, high_watermark), (0, 4 + round), "{setup:?}");
                assert_eq!(values.len() as i64, 4 + round, "{setup:?}");
                assert_eq!(
                    client.produce("orders", partition, -1, batch(&["c"])),
                    (0, 4 + round),
                    "{setup:?}"
                );
            }
        }
        let mark = broker.directory.path().join("data/.kafka_cleanshutdown");
        assert!(!mark.exists(), "while it runs there is no mark");
        broker.restart();
        assert!(!mark.exists());
    }
}

#[test]
fn a_journal_is_made_when_it_is_worth_it_and_a_clean_stop_leaves_none() {
    const PRODUCED: i64 = 200;
    for setup in setups() {
        // A small one is worth it soon: 36 µs saved for each sync, and a quarter of a millisecond to make it.
        let mut broker = TestBroker::start(setup, &["ringlog.journal.bytes=65536"]);
        let data = broker.directory.path().join("data");
        assert_eq!(journals(&data), Vec::<String>::new(), "an idle broker has none");
        let mut client = broker.connect();
        client.create_topic("orders", 1);
        for offset in 0..PRODUCED {
            assert_eq!(client.produce("orders", 0, -1, batch(&["a"])), (0, offset), "{setup:?}");
        }
        assert_eq!(journals(&data).len(), 1, "{setup:?}: one shard has the log");
        broker.restart_after(|| {
            assert_eq!(journals(&data), Vec::<String>::new(), "{setup:?}: Apache Kafka may open the folder");
            assert!(data.join(".kafka_cleanshutdown").exists(), "{setup:?}");
        });
        let (code, high_watermark, values) = broker.connect().fetch("orders", 0, 0);
        assert_eq!((code, high_watermark, values.len() as i64), (0, PRODUCED, PRODUCED), "{setup:?}");
    }
}

#[test]
fn without_a_journal_each_log_is_synced_by_itself() {
    let broker = TestBroker::start(two_shards(), &["ringlog.journal.bytes=0"]);
    let mut client = broker.connect();
    client.create_topic("orders", 1);
    for offset in 0..50 {
        assert_eq!(client.produce("orders", 0, -1, batch(&["a"])), (0, offset));
    }
    assert_eq!(journals(&broker.directory.path().join("data")), Vec::<String>::new());
}

/// The journals in a data folder.
#[expect(clippy::disallowed_methods, reason = "what the broker left, seen from outside")]
fn journals(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data).expect("the data folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("ringlog-journal")).collect()
}

#[test]
fn topics_that_are_asked_for_are_created_where_that_is_allowed() {
    let broker = TestBroker::start(setups()[0], &["num.partitions=3"]);
    let mut client = broker.connect();
    let created = client.metadata(Some(&["made", "no/name"]));
    assert_eq!((created.topics[0].error_code, created.topics[0].partitions.len()), (0, 3));
    // INVALID_TOPIC_EXCEPTION
    assert_eq!(created.topics[1].error_code, 17);
    assert_eq!(client.metadata(None).topics.len(), 1);
    assert_eq!(client.metadata(Some(&[])).topics.len(), 0);

    let broker = TestBroker::start(setups()[0], &["auto.create.topics.enable=false"]);
    // UNKNOWN_TOPIC_OR_PARTITION
    assert_eq!(broker.connect().metadata(Some(&["made"])).topics[0].error_code, 3);
}

#[test]
fn a_damaged_checkpoint_is_rebuilt_from_the_logs() {
    let mut broker = TestBroker::start(setups()[1], &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    for partition in 0..2 {
        client.produce("orders", partition, -1, batch(&["a", "b"]));
    }
    let data = broker.directory.path().join("data");
    broker.restart_after(|| {
        for name in [
            "recovery-point-offset-checkpoint",
            "replication-offset-checkpoint",
            "log-start-offset-checkpoint",
        ] {
            overwrite(&data.join(name), b"no checkpoint\n");
        }
    });
    let mut client = broker.connect();
    for partition in 0..2 {
        assert_eq!(client.fetch("orders", partition, 0), (0, 2, vec!["a".to_owned(), "b".to_owned()]));
    }
}

#[test]
fn a_log_that_cannot_be_opened_harms_no_other_and_keeps_its_checkpoints() {
    let mut broker = TestBroker::start(setups()[1], &[]);
    let mut client = broker.connect();
    client.create_topic("orders", 2);
    for partition in 0..2 {
        client.produce("orders", partition, -1, batch(&["a", "b"]));
    }
    let data = broker.directory.path().join("data");
    let segment = data.join("orders-0/00000000000000000000.log");
    broker.restart_after(|| flip_last_byte(&segment));
    let mut client = broker.connect();
    // KAFKA_STORAGE_ERROR: the damage lies below the recovery point, so nothing is cut.
    assert_eq!(client.produce("orders", 0, -1, batch(&["c"])).0, 56);
    assert_eq!(client.produce("orders", 1, -1, batch(&["c"])).0, 0);
    broker.restart();
    let mut client = broker.connect();
    assert_eq!(client.produce("orders", 0, -1, batch(&["c"])).0, 56, "a second start does not cut it either");
    broker.restart_after(|| flip_last_byte(&segment));
    let mut client = broker.connect();
    assert_eq!(
        client.fetch("orders", 0, 0),
        (0, 2, vec!["a".to_owned(), "b".to_owned()]),
        "repaired by hand"
    );
}

#[expect(clippy::disallowed_methods, reason = "damages a file behind the broker's back")]
fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("the file is there");
}

#[expect(clippy::disallowed_methods, reason = "damages a file behind the broker's back")]
fn flip_last_byte(path: &std::path::Path) {
    let mut bytes = std::fs::read(path).expect("the segment is there");
    *bytes.last_mut().expect("it has records") ^= 0xff;
    std::fs::write(path, bytes).expect("the segment can be written");
}
