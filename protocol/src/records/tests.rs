use proptest::prelude::*;

use super::*;
use crate::ErrorCode;

const SIZE_MAX: usize = 1 << 20;
const DEEP: Depth = Depth::Compressed { size_max: SIZE_MAX };

/// timestamp, key, value, headers
type Plain = (i64, Option<Vec<u8>>, Option<Vec<u8>>, Vec<(String, Option<Vec<u8>>)>);

fn append(builder: &mut BatchBuilder, (timestamp, key, value, headers): &Plain) {
    let headers: Vec<_> = headers.iter().map(|(key, value)| (key.as_str(), value.as_deref())).collect();
    builder.append(*timestamp, key.as_deref(), value.as_deref(), &headers);
}

fn plain(record: Record<'_>) -> Plain {
    let headers = record
        .headers
        .iter()
        .map(|header| (String::from_utf8(header.key.to_vec()).unwrap(), header.value.map(<[u8]>::to_vec)));
    (record.timestamp, record.key.map(<[u8]>::to_vec), record.value.map(<[u8]>::to_vec), headers.collect())
}

fn record() -> impl Strategy<Value = Plain> {
    let bytes = || proptest::option::of(proptest::collection::vec(any::<u8>(), 0..60));
    (-1i64..2_000_000_000_000, bytes(), bytes(), proptest::collection::vec((".{0,5}", bytes()), 0..3))
}

fn codec() -> impl Strategy<Value = Compression> {
    proptest::sample::select(Compression::ALL.to_vec())
}

fn three_records(compression: Compression) -> Vec<u8> {
    let mut builder = BatchBuilder::new(Codec::new(compression)).producer(7, 1, 100);
    for index in 0..3 {
        builder.append(1000 + index, Some(b"key"), Some(b"value"), &[("h", None)]);
    }
    builder.build().unwrap().to_vec()
}

/// The batch after a change that its checksum covers.
fn changed(mut batch: Vec<u8>, at: usize, bytes: &[u8]) -> Vec<u8> {
    batch[at..at + bytes.len()].copy_from_slice(bytes);
    update_crc(&mut batch);
    batch
}

fn produced(batch: &[u8]) -> Result<Produced, BatchError> {
    BatchView::only(batch)?.validate_produced(DEEP)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_built_is_read(compression in codec(), records in proptest::collection::vec(record(), 1..20), base in 0i64..1 << 40) {
        let mut builder = BatchBuilder::new(Codec::new(compression)).base_offset(base).partition_leader_epoch(5);
        records.iter().for_each(|record| append(&mut builder, record));
        let bytes = builder.build().unwrap();
        let batch = BatchView::only(&bytes).unwrap();
        // A record older than the first one may have a negative delta; only the maximum bounds it.
        prop_assert_eq!(batch.validate_produced(DEEP).err(), None);
        prop_assert_eq!(batch.validate_stored(), Ok(()));
        let mut scratch = Vec::new();
        let read: Vec<Record<'_>> = batch.records(SIZE_MAX, &mut scratch).unwrap().map(Result::unwrap).collect();
        for (index, record) in read.iter().enumerate() {
            prop_assert_eq!(record.offset, base + index as i64);
        }
        prop_assert_eq!(read.into_iter().map(plain).collect::<Vec<_>>(), records);
    }

    #[test]
    fn recompressed_records_are_the_same(from in codec(), to in codec(), records in proptest::collection::vec(record(), 1..20)) {
        let mut builder = BatchBuilder::new(Codec::new(from)).producer(9, 0, 5);
        records.iter().for_each(|record| append(&mut builder, record));
        let bytes = builder.build().unwrap();
        let mut other = Vec::new();
        recompress(&BatchView::only(&bytes).unwrap(), Codec::new(to), SIZE_MAX, &mut other).unwrap();
        let batch = BatchView::only(&other).unwrap();
        prop_assert_eq!(batch.validate_produced(DEEP).err(), None);
        prop_assert_eq!(batch.header().attributes().compression(), Ok(to));
        prop_assert_eq!(batch.header().producer_id(), 9);
        let mut scratch = Vec::new();
        let read: Vec<Plain> = batch.records(SIZE_MAX, &mut scratch).unwrap().map(|record| plain(record.unwrap())).collect();
        prop_assert_eq!(read, records);
    }

    #[test]
    fn the_checksum_is_what_another_implementation_computes(start in 0usize..64, body in proptest::collection::vec(any::<u8>(), 61..20_000)) {
        let mut batch = body[..start.min(body.len() - 61)].to_vec();
        let start = batch.len();
        batch.extend(&body);
        let batch = &mut batch[start..];
        update_crc(batch);
        prop_assert_eq!(BatchHeader::of(batch).unwrap().crc(), crc32c::crc32c(&batch[21..]));
    }

    #[test]
    fn damaged_batches_never_panic(compression in codec(), at in 0usize..400, byte: u8, cut in 0usize..400, fix: bool) {
        let mut bytes = three_records(compression);
        let at = at % bytes.len();
        bytes[at] = byte;
        if fix {
            update_crc(&mut bytes);
        }
        bytes.truncate(bytes.len().saturating_sub(cut / 4));
        for batch in batches(&bytes) {
            let Ok(batch) = batch else { break };
            let _ = batch.validate_produced(DEEP);
            let mut scratch = Vec::new();
            if let Ok(records) = batch.records(SIZE_MAX, &mut scratch) {
                let sizes = records.flatten().map(|record| record.headers.iter().map(|header| header.key.len()).sum::<usize>());
                assert!(sizes.sum::<usize>() <= SIZE_MAX);
            }
            let mut out = Vec::new();
            let _ = recompress(&batch, Codec::new(Compression::Lz4), SIZE_MAX, &mut out);
        }
    }

    #[test]
    fn garbage_never_decompresses_beyond_its_bound(compression in codec(), bytes in proptest::collection::vec(any::<u8>(), 0..300), size_max in 0usize..1000) {
        let mut out = Vec::new();
        if compression::decompress(compression, &bytes, size_max, &mut out).is_ok() {
            prop_assert!(out.len() <= size_max);
        }
    }
}

#[test]
fn the_header_is_laid_out_as_kafka_does() {
    let mut builder =
        BatchBuilder::plain().base_offset(0x0102).partition_leader_epoch(3).producer(4, 5, 6).transactional();
    builder.append(7, None, Some(b"v"), &[]);
    builder.append(9, None, None, &[]);
    let bytes = builder.build().unwrap();
    assert_eq!(bytes[..8], [0, 0, 0, 0, 0, 0, 1, 2]);
    assert_eq!(bytes[8..12], (bytes.len() as i32 - 12).to_be_bytes());
    assert_eq!(bytes[12..17], [0, 0, 0, 3, 2]);
    assert_eq!(bytes[17..21], crc32c::crc32c(&bytes[21..]).to_be_bytes());
    assert_eq!(bytes[21..27], [0, 0x10, 0, 0, 0, 1]);
    assert_eq!(bytes[27..43], [0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9]);
    assert_eq!(bytes[43..61], [0, 0, 0, 0, 0, 0, 0, 4, 0, 5, 0, 0, 0, 6, 0, 0, 0, 2]);
    // length 7 (zigzag 14), attributes, time delta 0, offset delta 0, key -1, value of 1 byte, no headers
    assert_eq!(bytes[61..69], [14, 0, 0, 0, 1, 2, b'v', 0]);
    assert_eq!(bytes[69..], [12, 0, 4, 2, 1, 1, 0]);
}

#[test]
fn offset_and_epoch_are_patched_without_the_checksum() {
    let mut bytes = three_records(Compression::Gzip);
    let header = BatchHeader::of_mut(&mut bytes).unwrap();
    header.set_base_offset(41);
    header.set_partition_leader_epoch(9);
    let batch = BatchView::only(&bytes).unwrap();
    assert_eq!(batch.verify_crc(), Ok(()));
    assert_eq!((batch.header().base_offset(), batch.header().next_offset()), (41, 44));
    assert_eq!(batch.header().partition_leader_epoch(), 9);
}

#[test]
fn append_time_is_every_records_time() {
    let mut bytes = three_records(Compression::Snappy);
    stamp_log_append_time(&mut bytes, 5_000);
    let batch = BatchView::only(&bytes).unwrap();
    assert_eq!(batch.verify_crc(), Ok(()));
    assert_eq!(batch.header().attributes().timestamp_type(), TimestampType::LogAppendTime);
    assert_eq!(batch.header().attributes().compression(), Ok(Compression::Snappy));
    let mut scratch = Vec::new();
    let times: Vec<i64> =
        batch.records(SIZE_MAX, &mut scratch).unwrap().map(|r| r.unwrap().timestamp).collect();
    assert_eq!(times, [5_000; 3]);
}

#[test]
fn sequence_numbers_wrap() {
    let mut builder = BatchBuilder::plain().producer(1, 0, i32::MAX - 1);
    (0..4).for_each(|_| builder.append(0, None, None, &[]));
    let bytes = builder.build().unwrap();
    assert_eq!(BatchView::only(&bytes).unwrap().header().last_sequence(), 1);
}

#[test]
fn each_fault_of_a_header_has_its_name() {
    let batch = || three_records(Compression::None);
    let code = |bytes: &[u8]| produced(bytes).unwrap_err().error_code();

    let mut bytes = batch();
    bytes[70] ^= 1;
    assert!(matches!(produced(&bytes), Err(BatchError::CrcMismatch { .. })));
    assert_eq!(code(&bytes), ErrorCode::CorruptMessage);

    let bytes = changed(batch(), 57, &4i32.to_be_bytes());
    assert_eq!(produced(&bytes), Err(BatchError::InvalidCount { count: 4, last_offset_delta: 2 }));
    assert_eq!(code(&bytes), ErrorCode::InvalidRecord);
    for count in [0, -1, i32::MIN] {
        assert!(matches!(
            produced(&changed(batch(), 57, &i32::to_be_bytes(count))),
            Err(BatchError::InvalidCount { .. })
        ));
    }

    assert_eq!(produced(&changed(batch(), 22, &[0x20])), Err(BatchError::ControlBatch));
    assert_eq!(produced(&changed(batch(), 22, &[0x07])), Err(BatchError::UnknownCompression(7)));
    assert_eq!(
        produced(&changed(batch(), 51, &(-1i16).to_be_bytes())),
        Err(BatchError::InvalidProducer { id: 7, epoch: -1, sequence: 100 })
    );
    assert_eq!(
        produced(&changed(batch(), 35, &1i64.to_be_bytes())),
        Err(BatchError::InvalidTimestamps { base: 1000, max: 1 })
    );
    let without_producer = changed(batch(), 43, &[0xFF; 14]);
    assert_eq!(
        produced(&changed(without_producer, 22, &[0x10])),
        Err(BatchError::TransactionalWithoutProducer)
    );

    let two = [batch(), batch()].concat();
    assert_eq!(produced(&two), Err(BatchError::NotOneBatch));
    assert_eq!(batches(&two).count(), 2);
}

#[test]
fn each_fault_of_a_record_has_its_name() {
    let batch = || three_records(Compression::None);
    // The first record begins at 61: length, attributes, time delta, offset delta.
    assert_eq!(
        produced(&changed(batch(), 64, &[2])),
        Err(BatchError::InvalidOffsetDelta { index: 0, offset_delta: 1 })
    );
    assert_eq!(
        produced(&changed(batch(), 63, &[20])),
        Err(BatchError::InvalidRecordTimestamp { index: 0, timestamp: 1010 })
    );
    assert!(matches!(
        produced(&changed(batch(), 61, &[0xFE])),
        Err(BatchError::InvalidRecord { index: 0, .. })
    ));
    assert!(matches!(produced(&changed(batch(), 61, &[1])), Err(BatchError::InvalidRecord { index: 0, .. })));

    let mut builder = BatchBuilder::plain();
    builder.append(0, None, Some(b"v"), &[]);
    let one = builder.build().unwrap();
    let mut bytes = batch();
    // The header of one record, the body of three.
    bytes.splice(23..61, one[23..61].iter().copied());
    update_crc(&mut bytes);
    assert!(produced(&bytes).is_err());
    assert_eq!(produced(&one).unwrap().has_null_key, Some(true));
    assert_eq!(produced(&batch()).unwrap().has_null_key, Some(false));
}

#[test]
fn a_batch_in_the_log_may_have_lost_records() {
    let mut builder = BatchBuilder::plain();
    builder.append_at(3, 0, Some(b"k"), None, &[]);
    builder.append_at(9, 0, Some(b"l"), None, &[]);
    let bytes = builder.build().unwrap();
    assert_eq!(BatchView::only(&bytes).unwrap().validate_stored(), Ok(()));
    assert_eq!(produced(&bytes), Err(BatchError::InvalidCount { count: 2, last_offset_delta: 9 }));
}

#[test]
fn lengths_and_formats_are_refused_by_name() {
    let bytes = three_records(Compression::None);
    let size = bytes.len();
    for cut in [0, 5, 20, 60, size - 1] {
        let expected = if cut < 12 { BatchHeader::SIZE } else { size };
        let truncated = BatchError::Truncated { needed: expected, available: cut };
        assert_eq!(BatchView::split_first(&bytes[..cut]), Err(truncated));
    }
    let with = |at: usize, change: &[u8]| changed(bytes.clone(), at, change);
    assert_eq!(BatchView::split_first(&with(8, &[0; 4])), Err(BatchError::InvalidLength(0)));
    assert_eq!(BatchView::split_first(&with(8, &[0xFF; 4])), Err(BatchError::InvalidLength(-1)));
    assert_eq!(BatchView::split_first(&with(8, &[0, 0, 0, 48])), Err(BatchError::InvalidLength(48)));
    for magic in [0, 1] {
        let error = BatchView::split_first(&with(16, &[magic])).unwrap_err();
        assert_eq!(error, BatchError::LegacyMessageSet(magic as i8));
        assert_eq!(error.error_code(), ErrorCode::UnsupportedForMessageFormat);
    }
    assert_eq!(BatchView::split_first(&with(16, &[3])), Err(BatchError::UnknownMagic(3)));
}

#[test]
fn bombs_stop_at_the_bound() {
    let zeros = vec![0; 50 << 20];
    for compression in [Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd] {
        let mut bomb = Vec::new();
        compression::compress(Codec::new(compression), &zeros, &mut bomb);
        let mut out = Vec::new();
        assert_eq!(
            compression::decompress(compression, &bomb, SIZE_MAX, &mut out),
            Err(CompressionError::TooLarge { compression, size_max: SIZE_MAX })
        );
        assert!(out.capacity() <= 3 * SIZE_MAX, "{compression}: {}", out.capacity());
        out.clear();
        assert_eq!(
            compression::decompress(compression, &bomb, zeros.len(), &mut out),
            Ok(()),
            "exactly the bound fits"
        );
        assert_eq!(out.len(), zeros.len());
    }
}

#[test]
fn a_bare_snappy_block_is_read() {
    let block = snap::raw::Encoder::new().compress_vec(b"hello hello hello").unwrap();
    let mut out = Vec::new();
    compression::decompress(Compression::Snappy, &block, 100, &mut out).unwrap();
    assert_eq!(out, b"hello hello hello");
}

#[test]
fn every_level_round_trips() {
    let text = b"orders and shipments ".repeat(100);
    for compression in Compression::ALL {
        let levels = compression.levels().into_iter().flatten().filter(|level| *level >= -10);
        for codec in levels.filter_map(|level| Codec::with_level(compression, level)) {
            let (mut packed, mut out) = (Vec::new(), Vec::new());
            compression::compress(codec, &text, &mut packed);
            compression::decompress(compression, &packed, text.len(), &mut out).unwrap();
            assert_eq!(out, text, "{codec:?}");
        }
    }
    assert_eq!(Codec::with_level(Compression::Gzip, 0), None, "as Kafka: 1 to 9 or -1");
    assert_eq!(Codec::with_level(Compression::Zstd, 23), None);
    assert_eq!(Codec::with_level(Compression::Snappy, 1), None);
}
