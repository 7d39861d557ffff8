//! A consumer whose broker fails it.

use std::time::Duration;

use bytes::Bytes;
use client::{Consumer, ConsumerConfig, IsolationLevel, OffsetSpec, StartAt};
use io::PollIo;
use protocol::messages::fetch_response::{AbortedTransaction, FetchableTopicResponse, PartitionData};
use protocol::messages::list_offsets_response::{ListOffsetsPartitionResponse, ListOffsetsTopicResponse};
use protocol::messages::{FetchRequest, FetchResponse, ListOffsetsRequest, ListOffsetsResponse};
use protocol::records::{BatchBuilder, Codec, Compression, ControlRecord};
use protocol::{ApiKey, ErrorCode};

use crate::fake_broker::{Answer, Asked, FakeBroker, TOPIC_ID};

fn consumer(broker: &FakeBroker, config: ConsumerConfig) -> Consumer<PollIo> {
    Consumer::new(broker.client(), ConsumerConfig { max_wait: Duration::from_millis(10), ..config })
}

/// Values of the next records, or the error that came instead.
fn read(consumer: &mut Consumer<PollIo>, count: usize) -> Vec<String> {
    let deadline = consumer.client_mut().now() + Duration::from_secs(10);
    let mut values = Vec::new();
    while values.len() < count {
        match consumer.next_record(Some(deadline)).expect("in time") {
            Ok(record) => {
                let value = String::from_utf8(record.value.unwrap_or_default().to_vec()).expect("text");
                values.push(format!("{}:{value}", record.offset));
            }
            Err(error) => values.push(error.to_string()),
        }
    }
    values
}

fn batch(codec: Compression, base_offset: i64, values: &[&str]) -> Vec<u8> {
    let mut builder = BatchBuilder::new(Codec::new(codec)).base_offset(base_offset);
    values.iter().for_each(|value| builder.append(0, None, Some(value.as_bytes()), &[]));
    builder.build().expect("it is small").to_vec()
}

fn records(asked: &Asked, session_id: i32, records: Vec<u8>) -> Answer {
    answer(asked, session_id, PartitionData { records: Some(Bytes::from(records)), ..Default::default() })
}

fn answer(asked: &Asked, session_id: i32, data: PartitionData) -> Answer {
    let topic = FetchableTopicResponse { topic_id: TOPIC_ID, partitions: vec![data], ..Default::default() };
    asked.answer(&FetchResponse { session_id, responses: vec![topic], ..Default::default() })
}

/// The offset that a request asks partition 0 for, if it names it.
fn wanted_offset(asked: &Asked) -> Option<i64> {
    let request: FetchRequest = asked.decode();
    Some(request.topics.first()?.partitions.first()?.fetch_offset)
}

fn offset_is(asked: &Asked, offset: i64) -> Answer {
    let request: ListOffsetsRequest = asked.decode();
    let partition =
        ListOffsetsPartitionResponse { offset, timestamp: -1, leader_epoch: 0, ..Default::default() };
    asked.answer(&ListOffsetsResponse {
        topics: vec![ListOffsetsTopicResponse {
            name: request.topics[0].name.clone(),
            partitions: vec![partition],
        }],
        ..Default::default()
    })
}

/// A batch is given back whole when its middle was asked for, and may be cut at the end of an answer.
#[test]
fn reads_from_the_middle_of_a_batch_over_a_cut() {
    let first = batch(Compression::Lz4, 0, &["a", "b", "c"]);
    let second = batch(Compression::None, 3, &["d"]);
    let broker = FakeBroker::start(move |asked| match asked.api {
        ApiKey::Fetch if asked.number == 0 => {
            let cut = [&first[..], &second[..20]].concat();
            records(asked, 5, cut)
        }
        ApiKey::Fetch => {
            assert_eq!(wanted_offset(asked), Some(3));
            records(asked, 5, second.clone())
        }
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig::default());
    consumer.assign("orders", 0, StartAt::Offset(1));
    assert_eq!(read(&mut consumer, 3), ["1:b", "2:c", "3:d"]);
    assert_eq!(consumer.position("orders", 0), Some(4));
}

/// While records of one partition wait to be read, the other is not asked for alone: that answer could keep the first one's
/// next records waiting.
#[test]
fn partitions_of_a_broker_are_fetched_together() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Fetch, 0..3) => {
            let offset = asked.number as i64;
            records(asked, 0, batch(Compression::None, offset, &["a"]))
        }
        (ApiKey::Fetch, _) => Answer::Silence,
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig { sessions: false, ..ConsumerConfig::default() });
    consumer.assign("orders", 0, StartAt::Offset(0));
    consumer.assign("orders", 1, StartAt::Offset(0));
    assert_eq!(read(&mut consumer, 3), ["0:a", "1:a", "2:a"]);
    let asked = broker.asked(ApiKey::Fetch);
    let partitions = asked.iter().map(|asked| {
        let request: FetchRequest = asked.decode();
        request.topics.iter().map(|topic| topic.partitions.len()).sum::<usize>()
    });
    assert_eq!(partitions.take(3).collect::<Vec<_>>(), [2, 2, 2]);
}

/// Batches and records tell the same, from a position within a batch on too.
#[test]
fn batches_are_read_as_a_whole() {
    let first = batch(Compression::Zstd, 0, &["a", "b", "c"]);
    let second = batch(Compression::None, 3, &["d"]);
    let broker = FakeBroker::start(move |asked| match (asked.api, asked.number) {
        (ApiKey::Fetch, 0) => records(asked, 0, [&first[..], &second[..]].concat()),
        (ApiKey::Fetch, _) => Answer::Silence,
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig { sessions: false, ..ConsumerConfig::default() });
    consumer.assign("orders", 0, StartAt::Offset(1));
    consumer.on_deadline();
    let mut found = Vec::new();
    while found.len() < 2 {
        consumer.turn(None);
        while let Some(batch) = consumer.poll_batch() {
            let batch = batch.expect("it is sound");
            let offsets: Vec<i64> =
                batch.records().map(|record| record.expect("it is sound").offset).collect();
            found.push((batch.partition(), batch.record_count(), batch.next_offset(), offsets));
        }
    }
    assert_eq!(found, [(0, 3, 3, vec![1, 2]), (0, 1, 4, vec![3])]);
    assert_eq!(consumer.position("orders", 0), Some(4));
}

#[test]
fn a_lost_session_begins_anew() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Fetch, 0) => records(asked, 5, batch(Compression::None, 0, &["a"])),
        (ApiKey::Fetch, 1) => {
            let code = ErrorCode::FetchSessionIdNotFound.code();
            asked.answer(&FetchResponse { error_code: code, ..Default::default() })
        }
        (ApiKey::Fetch, 2) => records(asked, 6, batch(Compression::None, 1, &["b"])),
        (ApiKey::Fetch, _) => Answer::Silence,
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig::default());
    consumer.assign("orders", 0, StartAt::Offset(0));
    assert_eq!(read(&mut consumer, 2), ["0:a", "1:b"]);
    let asked = broker.asked(ApiKey::Fetch);
    let sessions: Vec<(i32, i32)> = asked
        .iter()
        .take(3)
        .map(|asked| asked.decode::<FetchRequest>())
        .map(|request| (request.session_id, request.session_epoch))
        .collect();
    assert_eq!(sessions, [(0, 0), (5, 1), (0, 0)]);
}

#[test]
fn an_offset_that_is_gone_is_looked_up_or_told() {
    let script = |asked: &Asked| match asked.api {
        ApiKey::Fetch if wanted_offset(asked) == Some(7) => {
            records(asked, 0, batch(Compression::None, 7, &["a"]))
        }
        ApiKey::Fetch => {
            let error_code = ErrorCode::OffsetOutOfRange.code();
            answer(asked, 0, PartitionData { error_code, log_start_offset: 7, ..Default::default() })
        }
        ApiKey::ListOffsets => offset_is(asked, 7),
        _ => Answer::Usual,
    };
    let broker = FakeBroker::start(script);
    let reset = ConsumerConfig { out_of_range: Some(OffsetSpec::Earliest), ..Default::default() };
    let mut patient = consumer(&broker, reset);
    patient.assign("orders", 0, StartAt::Offset(0));
    assert_eq!(read(&mut patient, 1), ["7:a"]);

    let mut strict = consumer(&broker, ConsumerConfig { out_of_range: None, ..Default::default() });
    strict.assign("orders", 0, StartAt::Offset(3));
    assert_eq!(
        read(&mut strict, 1),
        ["orders-0: offset 3 is not there (the log starts at 7) (OFFSET_OUT_OF_RANGE)"]
    );
    strict.assign("orders", 0, StartAt::Lookup(OffsetSpec::Earliest));
    assert_eq!(read(&mut strict, 1), ["7:a"], "a seek goes on");
}

#[test]
fn passing_errors_are_tried_again() {
    let passing =
        [ErrorCode::NotLeaderOrFollower, ErrorCode::FencedLeaderEpoch, ErrorCode::KafkaStorageError];
    let broker = FakeBroker::start(move |asked| match (asked.api, passing.get(asked.number)) {
        (ApiKey::Fetch, Some(code)) => {
            answer(asked, 0, PartitionData { error_code: code.code(), ..Default::default() })
        }
        (ApiKey::Fetch, None) => records(asked, 0, batch(Compression::None, 0, &["a"])),
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig::default());
    consumer.assign("orders", 0, StartAt::Offset(0));
    assert_eq!(read(&mut consumer, 1), ["0:a"]);
}

/// What is sound in front of the damage is given; then the damage is told, by offset.
#[test]
fn damage_is_told_where_it_is() {
    let sound = batch(Compression::None, 0, &["a", "b"]);
    let mut damaged = batch(Compression::None, 2, &["c", "d"]);
    *damaged.last_mut().expect("it has bytes") ^= 1;
    let bytes = [sound, damaged].concat();
    let broker = FakeBroker::start(move |asked| match asked.api {
        ApiKey::Fetch => records(asked, 0, bytes.clone()),
        _ => Answer::Usual,
    });
    let mut consumer = consumer(&broker, ConsumerConfig::default());
    consumer.assign("orders", 0, StartAt::Offset(0));
    let values = read(&mut consumer, 3);
    assert_eq!(values[..2], ["0:a", "1:b"]);
    assert!(values[2].starts_with("orders-0: orders-0 at offset 2: CRC-32C is "), "{}", values[2]);
}

/// Two transactions, one aborted; markers are for nobody.
#[test]
fn aborted_records_are_for_those_who_want_them() {
    let transaction = |base_offset, producer, value: &str| {
        let builder = BatchBuilder::plain().base_offset(base_offset).producer(producer, 0, 0);
        let mut builder = builder.transactional();
        builder.append(0, None, Some(value.as_bytes()), &[]);
        builder.build().expect("it is small")
    };
    let marker = |base_offset, producer, marker: ControlRecord| {
        let builder = BatchBuilder::plain().base_offset(base_offset).producer(producer, 0, -1);
        let mut builder = builder.transactional().control();
        builder.append(0, Some(&marker.key()), Some(&marker.value().expect("it encodes")), &[]);
        builder.build().expect("it is small")
    };
    let log = [
        transaction(0, 1, "aborted"),
        transaction(1, 2, "committed"),
        marker(2, 1, ControlRecord::Abort(Default::default())),
        marker(3, 2, ControlRecord::Commit(Default::default())),
        transaction(4, 1, "later"),
    ]
    .concat();
    let broker = FakeBroker::start(move |asked| match asked.api {
        ApiKey::Fetch => {
            let aborted = vec![AbortedTransaction { producer_id: 1, first_offset: 0 }];
            let committed_only = asked.decode::<FetchRequest>().isolation_level == 1;
            answer(
                asked,
                0,
                PartitionData {
                    records: Some(log.clone().into()),
                    aborted_transactions: committed_only.then_some(aborted),
                    ..Default::default()
                },
            )
        }
        _ => Answer::Usual,
    });
    for (isolation, expected) in [
        (IsolationLevel::ReadUncommitted, &["0:aborted", "1:committed", "4:later"][..]),
        (IsolationLevel::ReadCommitted, &["1:committed", "4:later"]),
    ] {
        let mut consumer = consumer(&broker, ConsumerConfig { isolation, ..Default::default() });
        consumer.assign("orders", 0, StartAt::Offset(0));
        assert_eq!(read(&mut consumer, expected.len()), expected);
    }
}
