//! Record batches against the `kafka-protocol` crate, which has its own codecs (C libraries for lz4, streaming zstd):
//! each reads what the other built.

use bytes::{Bytes, BytesMut};
use kafka_protocol::records as oracle;
use proptest::prelude::*;
use protocol::records::{BatchBuilder, BatchView, Codec, Compression, Depth};

const DEEP: Depth = Depth::Compressed { size_max: 1 << 22 };

/// timestamp, key, value
type Plain = (i64, Option<Vec<u8>>, Option<Vec<u8>>);

fn records() -> impl Strategy<Value = Vec<Plain>> {
    let bytes = || {
        proptest::option::of(proptest::collection::vec(
            prop_oneof![4 => Just(7u8), 1 => any::<u8>()],
            0..2000,
        ))
    };
    proptest::collection::vec((0i64..2_000_000_000_000, bytes(), bytes()), 1..40)
}

fn codecs() -> impl Strategy<Value = (Compression, oracle::Compression)> {
    proptest::sample::select(vec![
        (Compression::None, oracle::Compression::None),
        (Compression::Gzip, oracle::Compression::Gzip),
        (Compression::Snappy, oracle::Compression::Snappy),
        (Compression::Lz4, oracle::Compression::Lz4),
        (Compression::Zstd, oracle::Compression::Zstd),
    ])
}

fn oracle_record(index: usize, (timestamp, key, value): &Plain) -> oracle::Record {
    oracle::Record {
        transactional: false,
        control: false,
        delete_horizon: false,
        partition_leader_epoch: 0,
        producer_id: 5,
        producer_epoch: 1,
        timestamp_type: oracle::TimestampType::Creation,
        offset: index as i64,
        sequence: index as i32,
        timestamp: *timestamp,
        key: key.clone().map(Bytes::from),
        value: value.clone().map(Bytes::from),
        headers: Default::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn they_read_ours((ours, _) in codecs(), records in records()) {
        let mut builder = BatchBuilder::new(Codec::new(ours)).producer(5, 1, 0).base_offset(100);
        for (timestamp, key, value) in &records {
            builder.append(*timestamp, key.as_deref(), value.as_deref(), &[]);
        }
        let read = oracle::RecordBatchDecoder::decode(&mut builder.build().unwrap()).unwrap().records;
        let read: Vec<Plain> = read
            .into_iter()
            .map(|record| (record.timestamp, record.key.map(|key| key.to_vec()), record.value.map(|value| value.to_vec())))
            .collect();
        prop_assert_eq!(read, records);
    }

    #[test]
    fn we_read_theirs((ours, theirs) in codecs(), records in records()) {
        let input: Vec<_> = records.iter().enumerate().map(|(index, record)| oracle_record(index, record)).collect();
        let mut bytes = BytesMut::new();
        let options = oracle::RecordEncodeOptions { version: 2, compression: theirs };
        oracle::RecordBatchEncoder::encode(&mut bytes, &input, &options).unwrap();
        let batch = BatchView::only(&bytes).unwrap();
        prop_assert_eq!(batch.validate_produced(DEEP).err(), None);
        prop_assert_eq!(batch.header().attributes().compression(), Ok(ours));
        let mut plain = Vec::new();
        let read: Vec<Plain> = batch
            .records(1 << 22, &mut plain)
            .unwrap()
            .map(|record| record.unwrap())
            .map(|record| (record.timestamp, record.key.map(<[u8]>::to_vec), record.value.map(<[u8]>::to_vec)))
            .collect();
        prop_assert_eq!(read, records);
    }
}
