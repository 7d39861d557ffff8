//! A broker that keeps a log and drops repetitions as Kafka does, and fails at random: whatever happens, an idempotent
//! producer's records are in the log once, in order.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client::{Error, Producer, ProducerConfig, ProducerRecord};
use protocol::messages::ProduceRequest;
use protocol::messages::produce_response::{PartitionProduceResponse, TopicProduceResponse};
use protocol::records::BatchView;
use protocol::{ApiKey, ErrorCode, messages::ProduceResponse};

use crate::fake_broker::{Answer, Asked, FakeBroker, TOPIC_ID};

/// Batches that a broker remembers per producer.
const REMEMBERED: usize = 5;

/// One partition.
#[derive(Default)]
struct Log {
    values: Vec<u64>,
    /// First sequence, offset and length of the last batches of each producer id.
    producers: BTreeMap<i64, VecDeque<(i32, i64, i32)>>,
}

impl Log {
    fn append(&mut self, batch: &BatchView<'_>) -> Result<i64, ErrorCode> {
        let header = batch.header();
        let remembered = self.producers.entry(header.producer_id()).or_default();
        let sequence = header.base_sequence();
        if let Some((_, offset, _)) =
            remembered.iter().find(|(first, _, count)| (*first, *count) == (sequence, header.record_count()))
        {
            return Ok(*offset);
        }
        let expected = remembered.back().map_or(0, |(first, _, count)| first + count);
        if sequence != expected {
            return Err(ErrorCode::OutOfOrderSequenceNumber);
        }
        let offset = self.values.len() as i64;
        remembered.push_back((sequence, offset, header.record_count()));
        if remembered.len() > REMEMBERED {
            remembered.pop_front();
        }
        let mut plain = Vec::new();
        for record in batch.records(1 << 20, &mut plain).expect("a sound batch") {
            let value = record.expect("a sound batch").value.expect("each has one");
            self.values.push(u64::from_be_bytes(value.try_into().expect("eight bytes")));
        }
        Ok(offset)
    }
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

fn answer(asked: &Asked, result: Result<i64, ErrorCode>) -> Answer {
    let partition = PartitionProduceResponse {
        index: 0,
        error_code: result.err().unwrap_or_default().code(),
        base_offset: result.unwrap_or(-1),
        log_append_time_ms: -1,
        ..Default::default()
    };
    let partition_responses = vec![partition];
    let topic = TopicProduceResponse { topic_id: TOPIC_ID, partition_responses, ..Default::default() };
    asked.answer(&ProduceResponse { responses: vec![topic], ..Default::default() })
}

fn serve(asked: &Asked, dice: &mut Dice, log: &Mutex<Log>) -> Answer {
    let request: ProduceRequest = asked.decode();
    let records = request.topic_data[0].partition_data[0].records.clone().expect("there are records");
    let batch = BatchView::only(&records).expect("one sound batch");
    let mut log = log.lock().expect("no test thread panics with it");
    match dice.roll(100) {
        0..5 => Answer::Close,
        5..10 => {
            let _ = log.append(&batch);
            Answer::Close
        }
        10..15 => answer(asked, Err(ErrorCode::NotEnoughReplicas)),
        15..20 => {
            let _ = log.append(&batch);
            answer(asked, Err(ErrorCode::RequestTimedOut))
        }
        20..22 => answer(asked, Err(ErrorCode::UnknownProducerId)),
        22..24 => match log.append(&batch) {
            // A repetition of what is in the log is never too large.
            Ok(offset) => answer(asked, Ok(offset)),
            Err(_) => answer(asked, Err(ErrorCode::MessageTooLarge)),
        },
        _ => answer(asked, log.append(&batch)),
    }
}

/// Gives the errors of the records that were not acknowledged, by value, and the log.
fn run(seed: u64) -> (BTreeMap<u64, Error>, Vec<u64>) {
    const RECORDS: u64 = 600;
    let log = Arc::new(Mutex::new(Log::default()));
    let shared = Arc::clone(&log);
    let mut dice = Dice(seed);
    let broker = FakeBroker::start(move |asked| match asked.api {
        ApiKey::Produce => serve(asked, &mut dice, &shared),
        _ => Answer::Usual,
    });
    let config = ProducerConfig {
        linger: Duration::ZERO,
        batch_bytes: 200,
        delivery_timeout: Duration::from_secs(60),
        ..ProducerConfig::default()
    };
    let mut producer = Producer::new(broker.client(), config);
    let mut choice = Dice(seed ^ 0x5555);
    let mut errors = BTreeMap::new();
    for value in 0..RECORDS {
        let bytes = value.to_be_bytes();
        let record =
            ProducerRecord { topic: "orders", partition: Some(0), value: Some(&bytes), ..Default::default() };
        producer.send(&record).expect("there is room");
        if choice.roll(4) == 0 {
            let now = producer.client_mut().now();
            producer.turn(Some(now));
        }
    }
    producer.flush();
    let mut settled = 0;
    while let Some(delivery) = producer.poll_delivery() {
        settled += 1;
        if let Err(error) = delivery.result {
            errors.insert(delivery.record.0, error);
        }
    }
    assert_eq!(settled, RECORDS, "each record has one delivery");
    let values = log.lock().expect("no test thread panics with it").values.clone();
    (errors, values)
}

#[test]
fn acknowledged_records_are_in_the_log_once_and_in_order() {
    let mut failed = 0;
    for seed in 1..=5 {
        let (errors, values) = run(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        assert!(
            values.is_sorted_by(|one, next| one < next),
            "seed {seed}: twice or out of order: {values:?}"
        );
        for value in 0..600 {
            let is_there = values.binary_search(&value).is_ok();
            assert!(
                is_there || errors.contains_key(&value),
                "seed {seed}: {value} was acknowledged and is not there"
            );
        }
        failed += errors.len();
    }
    println!("{failed} records failed by name");
}
