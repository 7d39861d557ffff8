//! Frames that Apache Kafka 4.4's own clients and broker wrote: read by both forms and written again byte for byte.
//!
//! `fixtures/apache-frames.txt` says how they were recorded.

mod wire;

use std::collections::BTreeSet;

use protocol::messages::{FetchResponse, ProduceRequestView, RequestHeader};
use protocol::records::{BatchView, Compression, Depth, batches};
use protocol::{
    ApiKey, Message, MessageView, encode_request_header, parse_request_header, parse_response_header,
};
use wire::codecs::MessageCodec;

const FRAMES: &str = include_str!("fixtures/apache-frames.txt");
const DEEP: Depth = Depth::Compressed { size_max: 1 << 20 };

struct Frame {
    is_request: bool,
    api: ApiKey,
    version: i16,
    bytes: Vec<u8>,
}

fn frames() -> impl Iterator<Item = Frame> {
    FRAMES.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [kind, key, version, hex] = line.split(' ').collect::<Vec<_>>().try_into().expect("four words");
        let digits = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
        Frame {
            is_request: kind == "request",
            api: ApiKey::from_i16(key.parse().unwrap()).unwrap(),
            version: version.parse().unwrap(),
            bytes: (0..hex.len()).step_by(2).map(digits).collect(),
        }
    })
}

/// The body, after the header was read and found to be what we would have written.
fn body(frame: &Frame) -> &[u8] {
    let (api, version) = (frame.api, frame.version);
    let mut written = Vec::new();
    let body = if frame.is_request {
        let (key, header, body) = parse_request_header(&frame.bytes).unwrap();
        assert_eq!((key, header.request_api_version), (api, version));
        let header = RequestHeader {
            request_api_key: header.request_api_key,
            request_api_version: header.request_api_version,
            correlation_id: header.correlation_id,
            client_id: header.client_id.map(str::to_owned),
        };
        encode_request_header(api, &header, &mut written).unwrap();
        body
    } else {
        let (correlation_id, body) = parse_response_header(api, version, &frame.bytes).unwrap();
        protocol::encode_response_header(api, version, correlation_id, &mut written).unwrap();
        body
    };
    assert_eq!(written, frame.bytes[..frame.bytes.len() - body.len()]);
    body
}

#[test]
fn frames_are_written_again_as_they_were() {
    let mut apis = BTreeSet::new();
    for frame in frames() {
        let kind = if frame.is_request { "Request" } else { "Response" };
        let codec = MessageCodec::named(&format!("{}{kind}", frame.api));
        let body = body(&frame);
        let expected = Ok(body.to_vec());
        assert_eq!((codec.through_owned)(body, frame.version), expected, "{} {}", codec.name, frame.version);
        assert_eq!((codec.through_view)(body, frame.version), expected, "{} {}", codec.name, frame.version);
        apis.insert((frame.api, frame.is_request));
    }
    assert!(apis.len() >= 60, "{} messages", apis.len());
}

#[test]
fn produced_batches_are_valid_in_every_codec() {
    let mut codecs = BTreeSet::new();
    for frame in frames().filter(|frame| frame.is_request && frame.api == ApiKey::Produce) {
        let request = ProduceRequestView::parse(body(&frame), frame.version).unwrap();
        for partition in request.topic_data.iter().flat_map(|topic| topic.partition_data) {
            let batch = BatchView::only(partition.records.unwrap()).unwrap();
            assert!(batch.validate_produced(DEEP).is_ok());
            codecs.insert(batch.header().attributes().compression().unwrap().name());
        }
    }
    assert_eq!(codecs, Compression::ALL.map(Compression::name).into());
}

#[test]
fn fetched_batches_are_read() {
    let mut records = 0;
    for frame in frames().filter(|frame| !frame.is_request && frame.api == ApiKey::Fetch) {
        let response = FetchResponse::decode(body(&frame), frame.version).unwrap();
        for partition in response.responses.iter().flat_map(|topic| &topic.partitions) {
            let bytes = partition.records.clone().unwrap_or_default();
            for batch in batches(&bytes).map(Result::unwrap) {
                batch.validate_stored().unwrap();
                let mut plain = Vec::new();
                let read = batch.records(1 << 20, &mut plain).unwrap().map(Result::unwrap).count();
                assert_eq!(read as i32, batch.header().record_count());
                records += read;
            }
        }
    }
    assert!(records > 0);
}
