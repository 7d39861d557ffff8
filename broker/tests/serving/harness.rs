//! A broker in this process, and a client that writes frames by hand.

#![expect(clippy::disallowed_types, reason = "the other side of the broker's sockets")]

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use broker::config::BrokerConfig;
use broker::runtime::{RealBackend, RunningBroker, RuntimeOptions};
use bytes::Bytes;
use protocol::messages::create_topics_request::CreatableTopic;
use protocol::messages::fetch_request::{FetchPartition, FetchTopic};
use protocol::messages::produce_request::{PartitionProduceData, TopicProduceData};
use protocol::messages::{
    CreateTopicsRequest, FetchRequest, FetchResponse, MetadataRequest, MetadataResponse, ProduceRequest,
    ProduceResponse, RequestHeader,
};
use protocol::records::{BatchBuilder, batches};
use protocol::{ApiKey, Message, Uuid, encode_request_header, parse_response_header};
use tempfile::TempDir;

/// How long a reply, or the end of a connection, is waited for: without it, it is not coming.
const PATIENCE: Duration = Duration::from_secs(20);
/// A `max_wait_ms` beyond [`PATIENCE`]: such a fetch is ended by records or by an error, or its test fails.
pub const LONG_POLL_MS: i32 = 120_000;

/// Each backend that works here, with one, two and four shards.
pub fn setups() -> Vec<(RealBackend, usize)> {
    let mut backends = vec![RealBackend::Poll];
    match io::probe_uring() {
        Ok(()) => backends.push(RealBackend::Uring),
        Err(error) => eprintln!("only epoll is tested: {error}"),
    }
    backends.into_iter().flat_map(|backend| [1, 2, 4].map(|shards| (backend, shards))).collect()
}

/// The setup of tests that are not about shards.
pub fn two_shards() -> (RealBackend, usize) {
    (setups().last().expect("there is one").0, 2)
}

pub struct TestBroker {
    running: Option<RunningBroker>,
    address: SocketAddr,
    setup: (RealBackend, usize),
    overrides: Vec<String>,
    pub directory: TempDir,
}

impl TestBroker {
    pub fn start(setup: (RealBackend, usize), overrides: &[&str]) -> Self {
        // Both ends of every connection, and the files of all brokers of tests side by side, are this process's.
        io::raise_descriptor_limit().expect("a process may raise its limit");
        let directory = tempfile::tempdir().expect("a temporary folder");
        let mut overrides: Vec<String> = overrides.iter().map(|text| (*text).to_owned()).collect();
        overrides.push(format!("log.dirs={}", directory.path().join("data").display()));
        overrides.push("listeners=PLAINTEXT://127.0.0.1:0".to_owned());
        let (running, address) = run(setup, &overrides);
        Self { running: Some(running), address, setup, overrides, directory }
    }

    pub fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// Stops it cleanly and starts it on the same data.
    pub fn restart(&mut self) {
        self.restart_after(|| {});
    }

    /// As [`TestBroker::restart`], with something done to the folder in between.
    pub fn restart_after(&mut self, between: impl FnOnce()) {
        let running = self.running.take().expect("it runs");
        assert!(running.stop(), "the stop is clean");
        between();
        let (running, address) = run(self.setup, &self.overrides);
        (self.running, self.address) = (Some(running), address);
    }

    pub fn stop(mut self) {
        assert!(self.running.take().expect("it runs").stop(), "the stop is clean");
    }

    /// Starts a second broker on the same folder; it must not start.
    pub fn start_again(&self) -> String {
        let config = BrokerConfig::parse("", &self.overrides, &|_| None).expect("the configuration is valid");
        let started = RunningBroker::start(Arc::new(config), &options(self.setup), None);
        started.expect_err("the folder is taken").to_string()
    }
}

impl TestBroker {
    /// Starts a broker with a folder of its own on the same port; it must not start.
    pub fn start_beside(&self) -> String {
        let overrides = [
            format!("log.dirs={}", self.directory.path().join("other").display()),
            format!("listeners=PLAINTEXT://{}", self.address),
        ];
        let config = BrokerConfig::parse("", &overrides, &|_| None).expect("the configuration is valid");
        let started = RunningBroker::start(Arc::new(config), &options(self.setup), None);
        started.expect_err("the port is taken").to_string()
    }
}

impl Drop for TestBroker {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }
}

fn options((backend, shards): (RealBackend, usize)) -> RuntimeOptions {
    RuntimeOptions { shards, backend, pin: false }
}

fn run(setup: (RealBackend, usize), overrides: &[String]) -> (RunningBroker, SocketAddr) {
    let config = BrokerConfig::parse("", overrides, &|_| None).expect("the configuration is valid");
    let running = RunningBroker::start(Arc::new(config), &options(setup), None).expect("the broker starts");
    let address = running.addresses()[0];
    (running, address)
}

pub struct Client {
    stream: TcpStream,
    correlation_id: i32,
    /// What it calls itself.
    pub client_id: String,
}

impl Client {
    #[expect(clippy::disallowed_methods, reason = "the other side of the broker's sockets")]
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the broker accepts");
        stream.set_nodelay(true).expect("a socket option");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket option");
        Self { stream, correlation_id: 0, client_id: "test".to_owned() }
    }

    /// The same connection, for a thread that sends on it.
    pub fn try_clone(&self) -> Self {
        let stream = self.stream.try_clone().expect("a descriptor is free");
        Self { stream, correlation_id: self.correlation_id, client_id: self.client_id.clone() }
    }

    /// Sends a request; returns its correlation id.
    pub fn send<M: Message>(&mut self, version: i16, request: &M) -> i32 {
        let frame = self.frame(version, request);
        self.send_raw(&frame);
        self.correlation_id
    }

    pub fn frame<M: Message>(&mut self, version: i16, request: &M) -> Vec<u8> {
        self.correlation_id += 1;
        let api = ApiKey::from_i16(M::ID).expect("a request has an API");
        let header = RequestHeader {
            request_api_key: M::ID,
            request_api_version: version,
            correlation_id: self.correlation_id,
            client_id: Some(self.client_id.clone()),
        };
        let mut frame = vec![0; 4];
        encode_request_header(api, &header, &mut frame).expect("the header has bytes");
        request.encode(version, &mut frame).expect("the request has bytes");
        let len = (frame.len() - 4) as i32;
        frame[..4].copy_from_slice(&len.to_be_bytes());
        frame
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).expect("the broker reads");
    }

    /// As [`Client::send_raw`] for bytes during which the broker may hang up.
    pub fn try_send_raw(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    /// Says that no more will come.
    pub fn finish_sending(&mut self) {
        self.stream.shutdown(std::net::Shutdown::Write).expect("the socket is open");
    }

    pub fn receive_raw(&mut self) -> Vec<u8> {
        let mut len = [0; 4];
        self.stream.read_exact(&mut len).expect("a reply comes");
        let mut frame = vec![0; i32::from_be_bytes(len) as usize];
        self.stream.read_exact(&mut frame).expect("a whole reply comes");
        frame
    }

    /// Receives the reply of `api`; returns its correlation id too.
    pub fn receive<R: Message>(&mut self, version: i16) -> (i32, R) {
        let frame = self.receive_raw();
        let api = ApiKey::from_i16(R::ID).expect("a response has an API");
        let (correlation_id, body) = parse_response_header(api, version, &frame).expect("a response header");
        (correlation_id, R::decode_shared(&Bytes::copy_from_slice(body), version).expect("a response"))
    }

    pub fn call<M: Message, R: Message>(&mut self, version: i16, request: &M) -> R {
        let sent = self.send(version, request);
        let (received, response) = self.receive(version);
        assert_eq!(sent, received, "replies come in request order");
        response
    }

    /// Whether the broker has hung up; false when it answers instead.
    pub fn is_closed(&mut self) -> bool {
        // `read_exact` goes on after EINTR. No signal is needed for one: a thread that has dropped a ring, as
        // `io::probe_uring` does, is interrupted a little later, when the kernel takes the ring down.
        match self.stream.read_exact(&mut [0]) {
            Ok(()) => false,
            Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset) => {
                true
            }
            Err(error) => panic!("the broker neither answered nor hung up: {error}"),
        }
    }

    /// Whether nothing comes for a while, not even the end of the connection.
    pub fn is_silent(&mut self, time: Duration) -> bool {
        self.stream.set_read_timeout(Some(time)).expect("a socket option");
        let came = loop {
            match self.stream.peek(&mut [0]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                came => break came,
            }
        };
        self.stream.set_read_timeout(Some(PATIENCE)).expect("a socket option");
        matches!(came, Err(error) if error.kind() == ErrorKind::WouldBlock)
    }

    pub fn create_topic(&mut self, name: &str, partitions: i32) -> Uuid {
        self.create_topic_with(name, partitions, &[])
    }

    pub fn create_topic_with(&mut self, name: &str, partitions: i32, configs: &[(&str, &str)]) -> Uuid {
        use protocol::messages::CreateTopicsResponse;
        use protocol::messages::create_topics_request::CreatableTopicConfig;
        let configs = configs.iter().map(|(name, value)| CreatableTopicConfig {
            name: (*name).to_owned(),
            value: Some((*value).to_owned()),
        });
        let topic = CreatableTopic {
            name: name.to_owned(),
            num_partitions: partitions,
            replication_factor: -1,
            configs: configs.collect(),
            ..CreatableTopic::default()
        };
        let request = CreateTopicsRequest { topics: vec![topic], timeout_ms: 10_000, ..Default::default() };
        let response: CreateTopicsResponse = self.call(7, &request);
        assert_eq!(response.topics[0].error_code, 0, "{:?}", response.topics[0].error_message);
        response.topics[0].topic_id
    }

    pub fn metadata(&mut self, topics: Option<&[&str]>) -> MetadataResponse {
        use protocol::messages::metadata_request::MetadataRequestTopic;
        let topics = topics.map(|names| {
            names
                .iter()
                .map(|name| MetadataRequestTopic { name: Some((*name).to_owned()), ..Default::default() })
                .collect()
        });
        let request =
            MetadataRequest { topics, allow_auto_topic_creation: true, ..MetadataRequest::default() };
        self.call(9, &request)
    }

    /// Produces to one partition; returns (error code, base offset).
    pub fn produce(&mut self, topic: &str, partition: i32, acks: i16, records: Bytes) -> (i16, i64) {
        let response: ProduceResponse = self.call(9, &produce(topic, &[(partition, records)], acks));
        let partition = &response.responses[0].partition_responses[0];
        (partition.error_code, partition.base_offset)
    }

    /// Fetches one partition without waiting; returns (error code, high watermark, values).
    pub fn fetch(&mut self, topic: &str, partition: i32, offset: i64) -> (i16, i64, Vec<String>) {
        let response: FetchResponse = self.call(11, &fetch(topic, &[(partition, offset)], 0, 0));
        let partition = &response.responses[0].partitions[0];
        (partition.error_code, partition.high_watermark, values(partition.records.as_ref()))
    }
}

pub fn produce(topic: &str, partitions: &[(i32, Bytes)], acks: i16) -> ProduceRequest {
    let partition_data = partitions
        .iter()
        .map(|(index, records)| PartitionProduceData { index: *index, records: Some(records.clone()) })
        .collect();
    ProduceRequest {
        acks,
        timeout_ms: 10_000,
        topic_data: vec![TopicProduceData { name: topic.to_owned(), partition_data, ..Default::default() }],
        ..ProduceRequest::default()
    }
}

pub fn fetch(topic: &str, partitions: &[(i32, i64)], max_wait_ms: i32, min_bytes: i32) -> FetchRequest {
    let partitions = partitions
        .iter()
        .map(|(partition, offset)| FetchPartition {
            partition: *partition,
            fetch_offset: *offset,
            partition_max_bytes: 1 << 20,
            ..FetchPartition::default()
        })
        .collect();
    FetchRequest {
        replica_id: -1,
        max_wait_ms,
        min_bytes,
        max_bytes: 50 << 20,
        session_epoch: -1,
        topics: vec![FetchTopic { topic: topic.to_owned(), partitions, ..FetchTopic::default() }],
        ..FetchRequest::default()
    }
}

/// A batch of records with these values.
pub fn batch(values: &[&str]) -> Bytes {
    let mut builder = BatchBuilder::plain();
    for value in values {
        builder.append(1_700_000_000_000, None, Some(value.as_bytes()), &[]);
    }
    builder.build().expect("a batch")
}

/// The values of all whole batches of a records field.
pub fn values(records: Option<&Bytes>) -> Vec<String> {
    let Some(records) = records else { return Vec::new() };
    let mut values = Vec::new();
    for batch in batches(records) {
        let batch = batch.expect("a whole batch");
        let mut plain = Vec::new();
        for record in batch.records(64 << 20, &mut plain).expect("records") {
            let record = record.expect("a record");
            values.push(String::from_utf8_lossy(record.value.unwrap_or_default()).into_owned());
        }
    }
    values
}
