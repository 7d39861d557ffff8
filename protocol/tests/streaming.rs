//! Streaming writers write what the owned form does, and notice when they are used against the schema.

mod wire;

use protocol::messages::{FetchResponse, FetchResponseWriter, MetadataResponse, ProduceResponse};
use protocol::{Counter, EncodeError, Message, Sink};
use wire::random::Random;
use wire::{random_bytes, streams, table};

fn for_each<M: Message>(check: impl Fn(M, i16, Vec<u8>)) {
    let messages: Vec<table::Message> = wire::all_messages();
    let message = messages.iter().find(|message| message.name == M::NAME).unwrap();
    for version in message.versions.min..=message.versions.max {
        for seed in 0..200 {
            let bytes = random_bytes(message, version, &mut Random::new(seed));
            check(M::decode(&bytes, version).unwrap(), version, bytes);
        }
    }
}

#[test]
fn fetch_with_records_from_elsewhere() {
    for_each(|response: FetchResponse, version, bytes| {
        let mut out = Vec::new();
        streams::fetch(&response, version, &mut out, |sink, records| sink.extend(records)).unwrap();
        assert_eq!(out, bytes, "version {version}");

        // What a broker does to know the frame's length before it sends the first byte.
        let mut counter = Counter::default();
        streams::fetch(&response, version, &mut counter, |counter, records| counter.append(records)).unwrap();
        assert_eq!(counter.0, bytes.len());
    });
}

#[test]
fn produce() {
    for_each(|response: ProduceResponse, version, bytes| {
        let mut out = Vec::new();
        streams::produce(&response, version, &mut out).unwrap();
        assert_eq!(out, bytes, "version {version}");
    });
}

#[test]
fn metadata() {
    for_each(|response: MetadataResponse, version, bytes| {
        let mut out = Vec::new();
        streams::metadata(&response, version, &mut out).unwrap();
        assert_eq!(out, bytes, "version {version}");
    });
}

#[test]
fn a_full_sink_and_an_unknown_version_are_errors() {
    let mut room = [0; 5];
    let response = MetadataResponse::default();
    assert_eq!(streams::metadata(&response, 9, &mut &mut room[..]), Err(EncodeError::BufferFull));
    assert_eq!(streams::metadata(&response, 99, &mut Vec::new()), Err(EncodeError::UnsupportedVersion(99)));
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "out of order"))]
fn a_forgotten_field_is_noticed() {
    let mut out = Vec::new();
    let mut writer = FetchResponse::writer(12, &mut out);
    FetchResponseWriter::new(&mut writer).throttle_time_ms(0).session_id(0);
    assert_eq!(writer.finish(), Err(EncodeError::FieldOrder(2)));
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "1 elements left"))]
fn a_forgotten_element_is_noticed() {
    let mut out = Vec::new();
    let mut writer = FetchResponse::writer(12, &mut out);
    let mut response = FetchResponseWriter::new(&mut writer);
    response.throttle_time_ms(0).error_code(0).session_id(0).responses(1);
    response.end(&FetchResponse::default());
    assert_eq!(writer.finish(), Err(EncodeError::FieldOrder(4)));
}

#[test]
fn a_forgotten_end_is_noticed() {
    let mut out = Vec::new();
    let mut writer = FetchResponse::writer(12, &mut out);
    FetchResponseWriter::new(&mut writer).throttle_time_ms(0).error_code(0).session_id(0).responses(0);
    assert_eq!(writer.finish(), Err(EncodeError::OpenStructure));
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "out of order"))]
fn a_forgotten_end_of_an_element_is_noticed() {
    let mut out = Vec::new();
    let mut writer = FetchResponse::writer(12, &mut out);
    let mut response = FetchResponseWriter::new(&mut writer);
    response.throttle_time_ms(0).error_code(0).session_id(0).responses(1);
    response.responses_element().topic("a").topic_id(protocol::Uuid::ZERO).partitions(0);
    response.end(&FetchResponse::default());
    assert_eq!(writer.finish(), Err(EncodeError::FieldOrder(4)));
}
