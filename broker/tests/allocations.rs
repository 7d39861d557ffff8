//! The steady state allocates nothing: 100,000 produce and fetch requests through two shards, counted.

#![expect(clippy::disallowed_types, reason = "the other side of the broker's sockets")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use broker::config::BrokerConfig;
use broker::runtime::{RealBackend, RunningBroker, RuntimeOptions};
use protocol::messages::create_topics_request::CreatableTopic;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic};
use protocol::messages::produce_request::{PartitionProduceData, TopicProduceData};
use protocol::messages::{CreateTopicsRequest, FetchRequest, ProduceRequest, RequestHeader};
use protocol::records::BatchBuilder;
use protocol::{ApiKey, Message, encode_request_header};

static IS_COUNTING: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

/// The system's allocator, which counts for all threads while it is told to.
struct Counting;

fn count() {
    if IS_COUNTING.load(Ordering::Relaxed) {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
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
/// The first segment's index, the buffers' classes and every vector have their size after these.
const ROUNDS_BEFORE: u64 = 3_000;
/// The indexes of four logs grow (a vector doubles, a file is opened); requests add nothing.
const ALLOCATIONS_MAX: u64 = 64;

#[test]
fn a_steady_state_of_produce_and_fetch_allocates_nothing() {
    for backend in [RealBackend::Poll, RealBackend::Uring] {
        if backend == RealBackend::Uring && io::probe_uring().is_err() {
            continue;
        }
        let allocations = measure(backend);
        eprintln!("{backend:?}: {allocations} allocations in {} requests", ROUNDS_MEASURED * ROUND);
        assert!(allocations <= ALLOCATIONS_MAX, "{backend:?}: {allocations} allocations");
    }
}

fn measure(backend: RealBackend) -> u64 {
    let directory = tempfile::tempdir().expect("a temporary folder");
    let overrides = [
        format!("log.dirs={}", directory.path().join("data").display()),
        "listeners=PLAINTEXT://127.0.0.1:0".to_owned(),
        // Every five seconds the checkpoint files are written anew, from vectors of their own.
        "replica.high.watermark.checkpoint.interval.ms=3600000".to_owned(),
    ];
    let config = BrokerConfig::parse("", &overrides, &|_| None).expect("the configuration is valid");
    let options = RuntimeOptions { shards: SHARDS, backend, pin: false };
    let broker = RunningBroker::start(Arc::new(config), &options, None).expect("the broker starts");
    let mut client = Client::connect(broker.addresses()[0]);
    client.create_topic();
    let mut round = client.round();
    for _ in 0..ROUNDS_BEFORE {
        client.run(&mut round);
    }
    IS_COUNTING.store(true, Ordering::SeqCst);
    for _ in 0..ROUNDS_MEASURED {
        client.run(&mut round);
    }
    IS_COUNTING.store(false, Ordering::SeqCst);
    broker.stop();
    ALLOCATIONS.swap(0, Ordering::SeqCst)
}

/// The frames of one round, and where in them each fetch offset stands.
struct Round {
    frames: Vec<u8>,
    offsets: Vec<usize>,
    next: i64,
}

/// A client that allocates nothing itself while it is measured.
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
        builder.append(1_700_000_000_000, None, Some(&[b'x'; 100]), &[]);
        let records = builder.build().expect("a batch");
        let mut round = Round { frames: Vec::new(), offsets: Vec::new(), next: 0 };
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
            round.frames.extend(frame(9, &produce));
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

    /// Appends a record to each partition and fetches it, long-polling until it is durable.
    fn run(&mut self, round: &mut Round) {
        for at in &round.offsets {
            round.frames[*at..*at + 8].copy_from_slice(&round.next.to_be_bytes());
        }
        round.next += 1;
        self.stream.write_all(&round.frames).expect("the broker reads");
        for _ in 0..PARTITIONS {
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
