//! No frame makes parsing take more memory than 2 × its size + 64 KiB; views take none at all.
//!
//! One test in a binary of its own: the allocator counts the whole process.

mod wire;

use protocol::messages::{FetchResponse, MetadataResponse, ProduceResponse};
use protocol::{DecodeError, Message, Sink};
use wire::codecs::MessageCodec;
use wire::random::Random;
use wire::{streams, table};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Bytes that `work` allocated in all, freed or not.
fn allocated_by(work: impl FnOnce()) -> u64 {
    let before = dhat::HeapStats::get().total_bytes;
    work();
    dhat::HeapStats::get().total_bytes - before
}

fn bound(frame: &[u8]) -> u64 {
    2 * frame.len() as u64 + 64 * 1024
}

#[test]
fn no_frame_takes_more_than_its_share() {
    let _profiler = dhat::Profiler::builder().testing().build();
    let messages = wire::all_messages();
    let mut worst = 0.0f64;
    for message in messages.iter().filter(|message| message.kind != "response") {
        let codec = MessageCodec::named(&message.name);
        for version in message.versions.min..=message.versions.max {
            for seed in 0..12 {
                let frame = hostile(message, version, &mut Random::new(seed));
                assert_eq!(
                    allocated_by(|| _ = (codec.parse)(&frame, version)),
                    0,
                    "{} {version}",
                    message.name
                );
                let taken = allocated_by(|| _ = (codec.decode)(&frame, version));
                assert!(taken <= bound(&frame), "{} {version}: {taken} for {}", message.name, frame.len());
                worst = worst.max(taken as f64 / bound(&frame) as f64);
            }
        }
    }
    many_small_elements(&messages);
    streaming_takes_nothing(&messages);
    println!("the worst decode took {:.0} % of its share", worst * 100.0);
}

/// A frame with some byte turned into a large length, or grown by a long tail that a large count can claim.
fn hostile(message: &table::Message, version: i16, random: &mut Random) -> Vec<u8> {
    let mut frame = wire::random_bytes(message, version, random);
    if random.one_in(2) {
        frame.extend(std::iter::repeat_n(random.next_u64() as u8 & 1, 20_000));
    }
    for _ in 0..random.below(3) {
        let len = frame.len();
        if len < 5 {
            break;
        }
        let at = random.below(len.min(200) - 4);
        let length: &[u8] = match random.below(5) {
            0 => &[0x7F, 0xFF, 0xFF, 0xFF],
            1 => &[0x00, 0x00, 0x4E, 0x00],
            2 => &[0xFF, 0xFF, 0xFF, 0xFF, 0x07],
            3 => &[0x80, 0x9C, 0x01],
            _ => &[0xFF],
        };
        frame[at..at + length.len().min(4)].copy_from_slice(&length[..length.len().min(4)]);
    }
    frame
}

/// An array of structures that are small on the wire and large in memory, all of it well-formed: a view parses, the owned
/// form is refused.
fn many_small_elements(messages: &[table::Message]) {
    let request = messages.iter().find(|message| message.name == "CreateTopicsRequest").unwrap();
    // Flexible version 7: 100,000 topics of empty name, 0 partitions, replication factor 0, no assignments, no configs.
    let count = 100_000u32;
    let mut frame = Vec::new();
    let coded = count + 1;
    frame.extend([coded as u8 | 0x80, (coded >> 7) as u8 | 0x80, (coded >> 14) as u8]);
    for _ in 0..count {
        frame.extend([1, 0, 0, 0, 0, 0, 0, 1, 1, 0]);
    }
    frame.extend([0, 0, 0, 0, 0, 0]);
    let codec = MessageCodec::named(&request.name);
    assert_eq!(allocated_by(|| assert_eq!((codec.parse)(&frame, 7), Ok(()))), 0);
    let mut result = Ok(());
    let taken = allocated_by(|| result = (codec.decode)(&frame, 7));
    assert_eq!(result, Err(DecodeError::MemoryLimit));
    assert!(taken <= bound(&frame), "{taken}");
}

/// The streaming writers of the hot paths allocate nothing of their own.
fn streaming_takes_nothing(messages: &[table::Message]) {
    fn sample<M: Message>(messages: &[table::Message], version: i16) -> M {
        let message = messages.iter().find(|message| message.name == M::NAME).unwrap();
        let sample =
            |seed| M::decode(&wire::random_bytes(message, version, &mut Random::new(seed)), version).unwrap();
        (0..50).map(sample).max_by_key(|message| message.encoded_len(version).unwrap()).unwrap()
    }
    let mut room = vec![0; 1 << 20];
    // Without tagged fields: the samples' own would be cloned by the test.
    let (fetch, produce) = (sample::<FetchResponse>(messages, 11), sample::<ProduceResponse>(messages, 8));
    let metadata = sample::<MetadataResponse>(messages, 13);
    let taken = allocated_by(|| {
        streams::metadata(&metadata, 13, &mut &mut room[..]).unwrap();
        streams::produce(&produce, 8, &mut &mut room[..]).unwrap();
    });
    assert_eq!(taken, 0);
    assert!(!fetch.responses.is_empty() && !produce.responses.is_empty() && !metadata.topics.is_empty());
    let taken = allocated_by(|| {
        streams::fetch(&fetch, 11, &mut &mut room[..], |sink, bytes| sink.append(bytes)).unwrap()
    });
    assert_eq!(taken, 0);
}
