//! The steady state allocates nothing: 100,000 produce and fetch requests through two shards, counted.
//!
//! Counted is what the broker's threads allocate while a client keeps a round of requests in flight, each record with a later
//! timestamp. Before, it has kept twice as many in flight for a while, so that each
//! vector and each class of buffers has the size of a larger burst than is counted, and each log has written to the files of
//! its indexes. What is no steady state is not in it: a new segment (its files have names), a connection, a topic, the
//! checkpoint files.

#![expect(clippy::disallowed_types, reason = "the other side of the broker's sockets")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use broker::config::BrokerConfig;
use broker::runtime::{RealBackend, RunningBroker, RuntimeOptions};
use protocol::messages::create_topics_request::CreatableTopic;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic};
use protocol::messages::produce_request::{PartitionProduceData, TopicProduceData};
use protocol::messages::{CreateTopicsRequest, FetchRequest, ProduceRequest, RequestHeader};
use protocol::records::{BatchBuilder, update_crc};
use protocol::{ApiKey, Message, encode_request_header};

static IS_BROKER_STARTING: AtomicBool = AtomicBool::new(false);
static IS_COUNTING: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

/// The system's allocator, which counts for the broker's threads while it is told to.
struct Counting;

thread_local! {
    /// Whether a broker began this thread, and not the test's harness, which has allocations of its own (after a minute it
    /// tells that a test is slow). Known from the thread's first allocation on.
    static IS_BROKERS: bool = IS_BROKER_STARTING.load(Ordering::SeqCst);
    static IS_TELLING: Cell<bool> = const { Cell::new(false) };
}

/// Counts one allocation and says where it comes from, which allocates, too.
fn count() {
    let is_brokers = IS_BROKERS.with(|is_brokers| *is_brokers);
    if is_brokers && IS_COUNTING.load(Ordering::Relaxed) && !IS_TELLING.replace(true) {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        eprintln!("an allocation in the steady state:\n{}", Backtrace::force_capture());
        IS_TELLING.set(false);
    }
}

// SAFETY: everything is the system's allocator; the count does not touch memory that it hands out.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(start, layout) }
    }

    unsafe fn realloc(&self, start: *mut u8, layout: Layout, len: usize) -> *mut u8 {
        count();
        // SAFETY: the caller's promise.
        unsafe { System.realloc(start, layout, len) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const SHARDS: usize = 2;
const PARTITIONS: i32 = 4;
/// Requests in flight at once; each round is a produce and a fetch per partition.
const ROUND: u64 = 2 * PARTITIONS as u64;
const ROUNDS_MEASURED: u64 = 100_000 / ROUND;
/// Half a MiB and more per log, after which the file of its index is open.
const BURSTS_BEFORE: u64 = 2_000;
const BURST_ROUNDS: u64 = 2;
/// So small that each of its regions is begun anew dozens of times before and while it is counted.
const JOURNAL_BYTES: u64 = 1 << 20;

#[test]
fn a_steady_state_of_produce_and_fetch_allocates_nothing() {
    for backend in [RealBackend::Poll, RealBackend::Uring] {
        if backend == RealBackend::Uring && io::probe_uring().is_err() {
            continue;
        }
        for journal_bytes in [JOURNAL_BYTES, 0] {
            let allocations = measure(backend, journal_bytes);
            let run = format!("{backend:?}, a journal of {journal_bytes} bytes");
            eprintln!("{run}: {allocations} allocations in {} requests", ROUNDS_MEASURED * ROUND);
            assert_eq!(allocations, 0, "{run}");
        }
    }
}

fn measure(backend: RealBackend, journal_bytes: u64) -> u64 {
    let directory = tempfile::tempdir().expect("a temporary folder");
    let overrides = [
        format!("log.dirs={}", directory.path().join("data").display()),
        "listeners=PLAINTEXT://127.0.0.1:0".to_owned(),
        // Every five seconds the checkpoint files are written anew, from vectors of their own.
        "replica.high.watermark.checkpoint.interval.ms=3600000".to_owned(),
        format!("ringlog.journal.bytes={journal_bytes}"),
    ];
    let config = BrokerConfig::parse("", &overrides, &|_| None).expect("the configuration is valid");
    let options = RuntimeOptions { shards: SHARDS, backend, pin: false };
    IS_BROKER_STARTING.store(true, Ordering::SeqCst);
    let broker = RunningBroker::start(Arc::new(config), &options, None).expect("the broker starts");
    let mut client = Client::connect(broker.addresses()[0]);
    client.create_topic();
    let mut round = client.round();
    for _ in 0..BURSTS_BEFORE {
        client.run(&mut round, BURST_ROUNDS);
    }
    IS_COUNTING.store(true, Ordering::SeqCst);
    for _ in 0..ROUNDS_MEASURED {
        client.run(&mut round, 1);
    }
    IS_COUNTING.store(false, Ordering::SeqCst);
    broker.stop();
    ALLOCATIONS.swap(0, Ordering::SeqCst)
}

/// The frames of one round, and where in them each fetch offset and each batch stands.
struct Round {
    frames: Vec<u8>,
    offsets: Vec<usize>,
    batches: Vec<Range<usize>>,
    next: i64,
}

impl Round {
    /// Makes it the next one: one more record per partition, a millisecond later than the one before.
    fn advance(&mut self) {
        for at in &self.offsets {
            self.frames[*at..*at + 8].copy_from_slice(&self.next.to_be_bytes());
        }
        for batch in &self.batches {
            let batch = &mut self.frames[batch.clone()];
            let timestamp = (FIRST_TIMESTAMP + self.next).to_be_bytes();
            batch[BASE_TIMESTAMP].copy_from_slice(&timestamp);
            batch[MAX_TIMESTAMP].copy_from_slice(&timestamp);
            update_crc(batch);
        }
        self.next += 1;
    }
}

const FIRST_TIMESTAMP: i64 = 1_700_000_000_000;
/// Where these stand in the header of a batch.
const BASE_TIMESTAMP: Range<usize> = 27..35;
const MAX_TIMESTAMP: Range<usize> = 35..43;

/// A client of one connection, whose requests and replies lie in memory of its own.
struct Client {
    stream: TcpStream,
    reply: Vec<u8>,
}

impl Client {
    #[expect(clippy::disallowed_methods, reason = "the other side of the broker's sockets")]
    fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the broker accepts");
        stream.set_nodelay(true).expect("a socket option");
        Self { stream, reply: vec![0; 1 << 20] }
    }

    fn create_topic(&mut self) {
        let topic = CreatableTopic {
            name: "orders".to_owned(),
            num_partitions: PARTITIONS,
            replication_factor: 1,
            ..CreatableTopic::default()
        };
        let request = CreateTopicsRequest { topics: vec![topic], timeout_ms: 10_000, ..Default::default() };
        let frame = frame(7, &request);
        self.stream.write_all(&frame).expect("the broker reads");
        self.receive();
    }

    fn round(&self) -> Round {
        let mut builder = BatchBuilder::plain();
        builder.append(FIRST_TIMESTAMP, None, Some(&[b'x'; 100]), &[]);
        let records = builder.build().expect("a batch");
        let mut round = Round { frames: Vec::new(), offsets: Vec::new(), batches: Vec::new(), next: 0 };
        for index in 0..PARTITIONS {
            let partition = PartitionProduceData { index, records: Some(records.clone()) };
            let topic = TopicProduceData {
                name: "orders".to_owned(),
                partition_data: vec![partition],
                ..Default::default()
            };
            let produce = ProduceRequest {
                acks: -1,
                timeout_ms: 10_000,
                topic_data: vec![topic],
                ..Default::default()
            };
            let bytes = frame(9, &produce);
            let at = bytes.windows(records.len()).position(|window| *window == *records).expect("the batch");
            round.batches.push(round.frames.len() + at..round.frames.len() + at + records.len());
            round.frames.extend(bytes);
            // An offset that stands nowhere else in the frame, to find its place.
            let marker = 0x0123_4567_89ab_cdef;
            let partition = FetchPartition {
                partition: index,
                fetch_offset: marker,
                partition_max_bytes: 1 << 20,
                ..FetchPartition::default()
            };
            let topic = FetchTopic {
                topic: "orders".to_owned(),
                partitions: vec![partition],
                ..FetchTopic::default()
            };
            let fetch = FetchRequest {
                max_wait_ms: 1000,
                min_bytes: 1,
                max_bytes: 1 << 20,
                session_epoch: -1,
                topics: vec![topic],
                ..FetchRequest::default()
            };
            let bytes = frame(11, &fetch);
            let at = bytes.windows(8).position(|window| window == marker.to_be_bytes()).expect("the offset");
            round.offsets.push(round.frames.len() + at);
            round.frames.extend(bytes);
        }
        round
    }

    /// Appends `rounds` records to each partition, one after the other, and fetches each, long-polling until it is durable.
    fn run(&mut self, round: &mut Round, rounds: u64) {
        for _ in 0..rounds {
            round.advance();
            self.stream.write_all(&round.frames).expect("the broker reads");
        }
        for _ in 0..rounds * PARTITIONS as u64 {
            self.receive();
            let fetched = self.receive();
            assert!(fetched > 150, "the record has come: {fetched} bytes");
        }
    }

    fn receive(&mut self) -> usize {
        let mut prefix = [0; 4];
        self.stream.read_exact(&mut prefix).expect("a reply comes");
        let len = u32::from_be_bytes(prefix) as usize;
        self.stream.read_exact(&mut self.reply[..len]).expect("a whole reply comes");
        len
    }
}

fn frame<M: Message>(version: i16, request: &M) -> Vec<u8> {
    let header = RequestHeader {
        request_api_key: M::ID,
        request_api_version: version,
        correlation_id: 1,
        client_id: Some("counting".to_owned()),
    };
    let mut frame = vec![0; 4];
    let api = ApiKey::from_i16(M::ID).expect("a request has an API");
    encode_request_header(api, &header, &mut frame).expect("the header has bytes");
    request.encode(version, &mut frame).expect("the request has bytes");
    let len = (frame.len() - 4) as i32;
    frame[..4].copy_from_slice(&len.to_be_bytes());
    frame
}
