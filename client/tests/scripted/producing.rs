//! A producer whose broker fails it.

use std::time::Duration;

use client::{Delivery, Error, Producer, ProducerConfig, ProducerRecord};
use io::PollIo;
use protocol::messages::produce_response::{PartitionProduceResponse, TopicProduceResponse};
use protocol::messages::{ProduceRequest, ProduceResponse};
use protocol::records::BatchView;
use protocol::{ApiKey, ErrorCode};

use crate::fake_broker::{Answer, Asked, FakeBroker, TOPIC_ID};

fn producer(broker: &FakeBroker) -> Producer<PollIo> {
    let config = ProducerConfig {
        linger: Duration::ZERO,
        delivery_timeout: Duration::from_secs(3),
        topic_timeout: Duration::from_secs(1),
        ..ProducerConfig::default()
    };
    Producer::new(broker.client(), config)
}

/// Sends each value as a batch of its own and gives what became of them.
fn send_each(producer: &mut Producer<PollIo>, values: &[&str]) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for value in values {
        let value = Some(value.as_bytes());
        let record = ProducerRecord { topic: "orders", partition: Some(0), value, ..Default::default() };
        producer.send(&record).expect("there is room");
        producer.flush();
        deliveries.extend(std::iter::from_fn(|| producer.poll_delivery()));
    }
    deliveries
}

fn answer(asked: &Asked, code: ErrorCode, base_offset: i64) -> Answer {
    let partition = PartitionProduceResponse {
        index: 0,
        error_code: code.code(),
        base_offset,
        log_append_time_ms: -1,
        ..Default::default()
    };
    asked.answer(&ProduceResponse {
        responses: vec![TopicProduceResponse {
            topic_id: TOPIC_ID,
            partition_responses: vec![partition],
            ..Default::default()
        }],
        ..Default::default()
    })
}

/// Producer id and base sequence of each batch that the broker got.
fn sequences(broker: &FakeBroker) -> Vec<(i64, i32)> {
    let requests = broker.asked(ApiKey::Produce);
    let batches = requests.iter().map(|asked| {
        let request: ProduceRequest = asked.decode();
        let records = request.topic_data[0].partition_data[0].records.clone().expect("there are records");
        let batch = BatchView::only(&records).expect("one sound batch");
        batch.verify_crc().expect("one sound batch");
        (batch.header().producer_id(), batch.header().base_sequence())
    });
    batches.collect()
}

/// The connection breaks before the answer: the same batch comes again under the same number, and that the broker has it
/// already is success.
#[test]
fn a_lost_answer_is_no_duplicate() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Produce, 0) => Answer::Close,
        (ApiKey::Produce, 1) => answer(asked, ErrorCode::DuplicateSequenceNumber, -1),
        (ApiKey::Produce, _) => answer(asked, ErrorCode::None, 1),
        _ => Answer::Usual,
    });
    let mut producer = producer(&broker);
    let deliveries = send_each(&mut producer, &["a", "b"]);
    let offsets: Vec<Option<i64>> =
        deliveries.iter().map(|delivery| delivery.result.as_ref().expect("written").offset).collect();
    assert_eq!(offsets, [None, Some(1)], "where the first one is the broker no longer knew");
    assert_eq!(sequences(&broker), [(1000, 0), (1000, 0), (1000, 1)]);
}

#[test]
fn passing_errors_are_tried_again() {
    let passing = [
        ErrorCode::NotLeaderOrFollower,
        ErrorCode::UnknownTopicOrPartition,
        ErrorCode::NotEnoughReplicas,
        ErrorCode::RequestTimedOut,
        ErrorCode::KafkaStorageError,
    ];
    let broker = FakeBroker::start(move |asked| match (asked.api, passing.get(asked.number)) {
        (ApiKey::Produce, Some(code)) => answer(asked, *code, -1),
        (ApiKey::Produce, None) => answer(asked, ErrorCode::None, 5),
        _ => Answer::Usual,
    });
    let mut producer = producer(&broker);
    let deliveries = send_each(&mut producer, &["a"]);
    assert_eq!(deliveries[0].result.as_ref().expect("written at last").offset, Some(5));
    assert_eq!(sequences(&broker), vec![(1000, 0); passing.len() + 1]);
}

/// Records that the broker had acknowledged are gone: that is told, and later records go under a new identity.
#[test]
fn a_lost_sequence_is_told_and_the_next_record_goes_on() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Produce, 1) => answer(asked, ErrorCode::OutOfOrderSequenceNumber, -1),
        (ApiKey::Produce, _) => answer(asked, ErrorCode::None, 0),
        _ => Answer::Usual,
    });
    let mut producer = producer(&broker);
    let deliveries = send_each(&mut producer, &["a", "b", "c"]);
    let codes: Vec<Option<ErrorCode>> =
        deliveries.iter().map(|delivery| delivery.result.as_ref().err().and_then(Error::code)).collect();
    assert_eq!(codes, [None, Some(ErrorCode::OutOfOrderSequenceNumber), None]);
    assert_eq!(sequences(&broker), [(1000, 0), (1000, 1), (1001, 0)]);
}

#[test]
fn a_refused_record_leaves_no_gap() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Produce, 0) => answer(asked, ErrorCode::MessageTooLarge, -1),
        (ApiKey::Produce, _) => answer(asked, ErrorCode::None, 0),
        _ => Answer::Usual,
    });
    let mut producer = producer(&broker);
    let deliveries = send_each(&mut producer, &["a", "b"]);
    assert_eq!(deliveries[0].result.as_ref().err().and_then(Error::code), Some(ErrorCode::MessageTooLarge));
    assert!(deliveries[1].result.is_ok());
    assert_eq!(sequences(&broker), [(1000, 0), (1000, 0)]);
}

#[test]
fn a_broker_that_never_answers_fails_the_record_in_time() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Produce => Answer::Silence,
        _ => Answer::Usual,
    });
    let mut producer = producer(&broker);
    let deliveries = send_each(&mut producer, &["a"]);
    assert!(deliveries[0].result.is_err());
    assert!(sequences(&broker).len() > 2, "each attempt has a time limit of its own");
}

#[test]
fn records_of_topics_that_cannot_be_fail() {
    let broker = FakeBroker::start(|_| Answer::Usual);
    let mut producer = producer(&broker);
    let record = ProducerRecord { topic: "unknown", value: Some(b"a"), ..Default::default() };
    producer.send(&record).expect("there is room");
    let record =
        ProducerRecord { topic: "orders", partition: Some(9), value: Some(b"a"), ..Default::default() };
    producer.send(&record).expect("there is room");
    producer.flush();
    let errors: Vec<String> = std::iter::from_fn(|| producer.poll_delivery())
        .map(|delivery| delivery.result.expect_err("it cannot be written").to_string())
        .collect();
    assert!(errors.contains(&"topic orders has no partition 9".to_owned()), "{errors:?}");
    assert!(errors.contains(&"topic 'unknown' (INVALID_TOPIC_EXCEPTION)".to_owned()), "{errors:?}");
}
