//! A broker of scripted answers, on a thread of its own.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the other side of the client's sockets"
)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use client::{Address, Backoff, Client, ClientConfig};
use io::{PollIo, PollOptions};
use protocol::messages::api_versions_response::ApiVersion;
use protocol::messages::metadata_response::{
    MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
};
use protocol::messages::{ApiVersionsResponse, InitProducerIdResponse, MetadataResponse};
use protocol::{ApiKey, ErrorCode, Message, Uuid, encode_response_header, parse_request_header};

/// What the broker does with a request.
pub enum Answer {
    /// Sends this body.
    Body(Vec<u8>),
    /// Sends these bytes as they are, and nothing else.
    Raw(Vec<u8>),
    /// Sends nothing, now or later: answers leave in order, so none can pass the one that is missing.
    Silence,
    /// Closes the connection.
    Close,
    /// What a healthy broker says (ApiVersions, Metadata, InitProducerId).
    Usual,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub api: ApiKey,
    pub version: i16,
    pub body: Vec<u8>,
    /// Counts the requests of this API from 0.
    pub number: usize,
}

impl Asked {
    pub fn decode<M: Message>(&self) -> M {
        M::decode(&self.body, self.version).expect("the client writes what it should")
    }

    pub fn answer<M: Message>(&self, response: &M) -> Answer {
        Answer::Body(response.to_bytes(self.version).expect("it has bytes").to_vec())
    }
}

pub struct FakeBroker {
    pub address: SocketAddr,
    asked: Receiver<Asked>,
}

pub const TOPIC_ID: Uuid = Uuid::from_u128(77);

impl FakeBroker {
    /// Serves until the process ends. `script` is asked for every request.
    pub fn start(script: impl FnMut(&Asked) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("it is bound");
        let (sender, asked) = channel();
        std::thread::spawn(move || serve(&listener, script, &sender));
        Self { address, asked }
    }

    /// Requests of one API so far.
    pub fn asked(&self, api: ApiKey) -> Vec<Asked> {
        self.asked.try_iter().filter(|asked| asked.api == api).collect()
    }

    /// All requests since it was last asked.
    pub fn all_asked(&self) -> Vec<Asked> {
        self.asked.try_iter().collect()
    }

    /// Short waits, so that failures are quick.
    pub fn config(&self) -> ClientConfig {
        ClientConfig {
            bootstrap_servers: vec![Address::new("127.0.0.1", self.address.port())],
            request_timeout: Duration::from_millis(300),
            call_timeout: Duration::from_millis(1500),
            retry_backoff: Backoff { first: Duration::from_millis(5), max: Duration::from_millis(20) },
            reconnect_backoff: Backoff { first: Duration::from_millis(5), max: Duration::from_millis(20) },
            ..ClientConfig::default()
        }
    }

    pub fn client(&self) -> Client<PollIo> {
        let io = PollIo::new(PollOptions::default()).expect("epoll works");
        Client::new(io, self.config())
    }
}

/// One connection at a time per thread; the script and its counters are shared by all of them, in the order of accepting.
fn serve(listener: &TcpListener, mut script: impl FnMut(&Asked) -> Answer, asked: &Sender<Asked>) {
    let port = listener.local_addr().expect("it is bound").port();
    listener.set_nonblocking(true).expect("a socket option");
    let mut connections: Vec<(TcpStream, bool)> = Vec::new();
    let mut counts = [0; 100];
    loop {
        if let Ok((stream, _)) = listener.accept() {
            stream.set_read_timeout(Some(Duration::from_millis(1))).expect("a socket option");
            connections.push((stream, false));
        }
        connections.retain_mut(|(stream, is_silent)| {
            let frame = match read_frame(stream) {
                Frame::Whole(frame) => frame,
                Frame::None => return true,
                Frame::End => return false,
            };
            let (api, header, body) = parse_request_header(&frame).expect("the client writes what it should");
            let count = &mut counts[api as usize];
            let request =
                Asked { api, version: header.request_api_version, body: body.to_vec(), number: *count };
            *count += 1;
            // Nobody may listen any more: the test is over.
            let _ = asked.send(request.clone());
            let answer = script(&request);
            *is_silent |= matches!(answer, Answer::Silence);
            *is_silent || respond(stream, &request, header.correlation_id, answer, port)
        });
        if connections.is_empty() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Whether the connection stays.
fn respond(stream: &mut TcpStream, asked: &Asked, correlation_id: i32, answer: Answer, port: u16) -> bool {
    let body = match answer {
        Answer::Body(body) => body,
        Answer::Usual => usual(asked, port),
        Answer::Silence => return true,
        Answer::Close => return false,
        Answer::Raw(bytes) => return stream.write_all(&bytes).is_ok(),
    };
    let mut frame = vec![0; 4];
    encode_response_header(asked.api, asked.version, correlation_id, &mut frame).expect("it has bytes");
    frame.extend_from_slice(&body);
    let len = (frame.len() - 4) as u32;
    frame[..4].copy_from_slice(&len.to_be_bytes());
    stream.write_all(&frame).is_ok()
}

enum Frame {
    Whole(Vec<u8>),
    None,
    End,
}

fn read_frame(stream: &mut TcpStream) -> Frame {
    let mut length = [0; 4];
    match stream.read(&mut length[..1]) {
        Ok(0) => return Frame::End,
        Ok(_) => {}
        Err(error) if is_nothing_yet(&error) => return Frame::None,
        Err(_) => return Frame::End,
    }
    let mut fill = |bytes: &mut [u8]| {
        let mut read = 0;
        while read < bytes.len() {
            match stream.read(&mut bytes[read..]) {
                Ok(count) if count > 0 => read += count,
                Err(error) if is_nothing_yet(&error) => {}
                _ => return false,
            }
        }
        true
    };
    if !fill(&mut length[1..]) {
        return Frame::End;
    }
    let mut frame = vec![0; u32::from_be_bytes(length) as usize];
    if fill(&mut frame) { Frame::Whole(frame) } else { Frame::End }
}

/// A read with a time limit is not taken up again by the kernel after a stop and a continuation (signal(7)).
fn is_nothing_yet(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

/// One broker, and two partitions of every topic that is asked for.
fn usual(asked: &Asked, port: u16) -> Vec<u8> {
    match asked.api {
        ApiKey::ApiVersions => versions(asked.version),
        ApiKey::Metadata => metadata(asked, port),
        ApiKey::InitProducerId => {
            let response =
                InitProducerIdResponse { producer_id: 1000 + asked.number as i64, ..Default::default() };
            response.to_bytes(asked.version).expect("it has bytes").to_vec()
        }
        api => panic!("the script must answer {api}"),
    }
}

pub fn versions(version: i16) -> Vec<u8> {
    let key = |api: ApiKey| {
        let range = api.kafka_versions();
        ApiVersion { api_key: api as i16, min_version: range.min, max_version: range.max }
    };
    let response = ApiVersionsResponse {
        api_keys: ApiKey::all().filter(|api| api.is_for_brokers()).map(key).collect(),
        ..Default::default()
    };
    response.to_bytes(version).expect("it has bytes").to_vec()
}

fn metadata(asked: &Asked, port: u16) -> Vec<u8> {
    let request: protocol::messages::MetadataRequest = asked.decode();
    let partition = |partition_index| MetadataResponsePartition {
        partition_index,
        leader_id: 1,
        leader_epoch: 0,
        replica_nodes: vec![1],
        isr_nodes: vec![1],
        ..Default::default()
    };
    let topics = request.topics.unwrap_or_default().into_iter().map(|topic| {
        let is_known = topic.name.as_deref() != Some("unknown");
        MetadataResponseTopic {
            error_code: if is_known { 0 } else { ErrorCode::InvalidTopicException.code() },
            topic_id: TOPIC_ID,
            partitions: if is_known { vec![partition(0), partition(1)] } else { Vec::new() },
            name: topic.name,
            ..Default::default()
        }
    });
    let broker = MetadataResponseBroker {
        node_id: 1,
        host: "127.0.0.1".to_owned(),
        port: i32::from(port),
        rack: None,
    };
    let response = MetadataResponse { brokers: vec![broker], topics: topics.collect(), ..Default::default() };
    response.to_bytes(asked.version).expect("it has bytes").to_vec()
}
