//! Stop and start on the same folder.

use crate::harness::{TestBroker, batch, setups};

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
