//! Requests and responses against the `kafka-protocol` crate: for every API and version that both know, it must read what
//! we write as the same bytes again.

mod wire;

use bytes::{Bytes, BytesMut};
use kafka_protocol::messages::{ApiKey as OracleKey, RequestKind, ResponseKind};
use protocol::ApiKey;
use wire::codecs::MessageCodec;
use wire::random::Random;

/// Values per API, direction and version.
const VALUES: u64 = 1000;

/// Where the other crate is known to differ, and why.
const EXCEPTIONS: &[(&str, i16, i16, &str)] = &[
    ("InitProducerIdRequest", 6, 6, UNKNOWN),
    ("OffsetCommitRequest", 10, 10, UNKNOWN),
    ("OffsetFetchRequest", 10, 10, UNKNOWN),
];
const UNKNOWN: &str = "its table of APIs has the version, its code for the request does not";

fn exception(name: &str, version: i16) -> Option<&'static str> {
    let found = EXCEPTIONS.iter().find(|(n, min, max, _)| *n == name && (*min..=*max).contains(&version));
    found.map(|(_, _, _, reason)| *reason)
}

/// The bytes as the other crate writes what it reads from them.
fn through_oracle(key: OracleKey, is_request: bool, bytes: &[u8], version: i16) -> Result<Vec<u8>, String> {
    let mut input = Bytes::copy_from_slice(bytes);
    let mut output = BytesMut::new();
    let result = if is_request {
        RequestKind::decode(key, &mut input, version).and_then(|message| message.encode(&mut output, version))
    } else {
        ResponseKind::decode(key, &mut input, version)
            .and_then(|message| message.encode(&mut output, version))
    };
    match result {
        Ok(()) if input.is_empty() => Ok(output.to_vec()),
        Ok(()) => Err(format!("{} bytes left", input.len())),
        Err(error) => Err(format!("{error:#}")),
    }
}

#[test]
fn both_write_the_same_bytes() {
    let messages = wire::all_messages();
    let (mut versions, mut values, mut differences) = (0, 0, Vec::new());
    for message in messages.iter().filter(|m| m.kind == "request" || m.kind == "response") {
        let id = message.id.unwrap();
        assert!(ApiKey::from_i16(id).is_some());
        let Ok(key) = OracleKey::try_from(id) else { continue };
        let codec = MessageCodec::named(&message.name);
        let theirs = key.valid_versions();
        for version in message.versions.min.max(theirs.min)..=message.versions.max.min(theirs.max) {
            let mut differs = None;
            for seed in 0..VALUES {
                let bytes = wire::random_bytes(message, version, &mut Random::new(seed));
                assert_eq!(
                    (codec.through_owned)(&bytes, version).as_ref(),
                    Ok(&bytes),
                    "{} {version}",
                    message.name
                );
                values += 1;
                let other = through_oracle(key, message.kind == "request", &bytes, version);
                if other.as_ref() != Ok(&bytes) {
                    differs = Some(format!("{} {version}: {bytes:02x?}\n  they: {other:02x?}", message.name));
                    break;
                }
            }
            versions += 1;
            match (differs, exception(&message.name, version)) {
                (Some(difference), None) => differences.push(difference),
                (None, Some(reason)) => {
                    differences.push(format!("{} {version}: no longer: {reason}", message.name))
                }
                _ => {}
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    println!("{values} values of {versions} versions compared, {} exceptions", EXCEPTIONS.len());
    assert!(versions > 500 && values >= (versions - EXCEPTIONS.len() as u64) * VALUES);
}
