//! Every message in every version: bytes made from the schema tables against the code that is generated from them.

mod wire;

use protocol::DecodeError;
use wire::codecs::{self, MessageCodec};
use wire::random::Random;
use wire::table::Message;

/// Calls `check` with `count` seeds for each message and version.
fn for_each(count: u64, check: impl Fn(&Message, i16, MessageCodec, &mut Random)) {
    let messages = wire::all_messages();
    assert_eq!(messages.len(), codecs::ALL.len());
    for message in &messages {
        let codec = MessageCodec::named(&message.name);
        for version in message.versions.min..=message.versions.max {
            for seed in 0..count {
                check(message, version, codec, &mut Random::new(seed << 8 | version as u64));
            }
        }
    }
}

#[test]
fn bytes_of_the_tables_survive_both_forms() {
    for_each(100, |message, version, codec, random| {
        let bytes = wire::random_bytes(message, version, random);
        let context = || format!("{} {version}: {bytes:02x?}", message.name);
        // decode(encode(x)) = x follows: x = decode(bytes), and encode(x) is those bytes again.
        assert_eq!((codec.through_owned)(&bytes, version).as_ref(), Ok(&bytes), "{}", context());
        assert_eq!((codec.through_view)(&bytes, version).as_ref(), Ok(&bytes), "{}", context());
    });
}

#[test]
fn unknown_tagged_fields_are_passed_over() {
    for_each(10, |message, version, codec, random| {
        let mut again = random.clone();
        let bytes = wire::random_bytes_with_unknown_tags(message, version, random);
        let known = (codec.through_owned)(&bytes, version).unwrap();
        assert_eq!((codec.through_view)(&bytes, version).as_ref(), Ok(&known));
        // Without flexible versions there is no place for them.
        if !message.is_flexible(version) {
            assert_eq!(wire::random_bytes(message, version, &mut again), bytes);
        }
        assert!(known.len() <= bytes.len());
        assert_eq!((codec.through_owned)(&known, version), Ok(known));
    });
}

#[test]
fn every_cut_and_every_trailing_byte_is_noticed() {
    for_each(3, |message, version, codec, random| {
        let mut bytes = wire::random_bytes(message, version, random);
        for len in 0..bytes.len() {
            assert!(
                (codec.parse)(&bytes[..len], version).is_err(),
                "{} {version} cut at {len}",
                message.name
            );
            assert!(
                (codec.decode)(&bytes[..len], version).is_err(),
                "{} {version} cut at {len}",
                message.name
            );
        }
        bytes.push(0);
        assert_eq!(
            (codec.parse)(&bytes, version),
            Err(DecodeError::TrailingBytes(1)),
            "{} {version}",
            message.name
        );
        assert_eq!(
            (codec.decode)(&bytes, version),
            Err(DecodeError::TrailingBytes(1)),
            "{} {version}",
            message.name
        );
    });
}

#[test]
fn damaged_bytes_mean_the_same_to_both_forms() {
    for_each(100, |message, version, codec, random| {
        let mut bytes = wire::random_bytes(message, version, random);
        for _ in 0..1 + random.below(3) {
            if bytes.is_empty() {
                return;
            }
            let at = random.below(bytes.len());
            bytes[at] = [0, 0xFF, 0x7F, 0x80, random.next_u64() as u8][random.below(5)];
        }
        let (owned, view) = ((codec.through_owned)(&bytes, version), (codec.through_view)(&bytes, version));
        if owned != Err(DecodeError::MemoryLimit) {
            assert_eq!(owned, view, "{} {version}: {bytes:02x?}", message.name);
        }
    });
}

#[test]
fn other_versions_are_refused() {
    for message in wire::all_messages() {
        let codec = MessageCodec::named(&message.name);
        for version in [message.versions.min - 1, message.versions.max + 1, i16::MIN, i16::MAX] {
            assert_eq!((codec.parse)(&[], version), Err(DecodeError::UnsupportedVersion(version)));
            assert_eq!((codec.decode)(&[], version), Err(DecodeError::UnsupportedVersion(version)));
        }
    }
}
