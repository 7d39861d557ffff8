use super::*;

fn batch(producer_epoch: i16, first_sequence: i32, base_offset: i64, records: i32) -> ProducerBatch {
    ProducerBatch {
        producer_id: 7,
        producer_epoch,
        first_sequence,
        last_sequence: add_to_sequence(first_sequence, records - 1),
        base_offset: Offset(base_offset),
        last_offset: Offset(base_offset + i64::from(records) - 1),
        max_timestamp: 1000 + base_offset,
        is_transactional: false,
    }
}

fn states(batches: &[ProducerBatch]) -> ProducerStates {
    let mut states = ProducerStates::default();
    for batch in batches {
        assert_eq!(states.check(batch), Ok(ProducerCheck::New));
        states.on_batch(batch);
        states.assert_invariants();
    }
    states
}

#[test]
fn sequences_follow_one_another() {
    let states = states(&[batch(0, 0, 0, 10), batch(0, 10, 10, 5)]);
    assert_eq!(states.check(&batch(0, 15, 15, 1)), Ok(ProducerCheck::New));
    assert_eq!(
        states.check(&batch(0, 17, 15, 1)),
        Err(ProducerError::OutOfOrderSequence { producer_id: 7, found: 17, last: 14 })
    );
}

#[test]
fn the_last_five_batches_are_recognised() {
    let batches: Vec<_> = (0..6).map(|number| batch(0, number, i64::from(number), 1)).collect();
    let states = states(&batches);
    for known in &batches[1..] {
        let Ok(ProducerCheck::Duplicate(found)) = states.check(known) else {
            panic!("{known:?} is a duplicate")
        };
        assert_eq!(found.base_offset(), known.base_offset);
        assert_eq!(found.first_sequence(), known.first_sequence);
    }
    let forgotten = states.check(&batches[0]);
    assert_eq!(forgotten, Err(ProducerError::OutOfOrderSequence { producer_id: 7, found: 0, last: 5 }));
}

#[test]
fn a_batch_that_only_ends_alike_is_no_duplicate() {
    let states = states(&[batch(0, 0, 0, 10)]);
    let longer = batch(0, 5, 0, 5);
    assert!(matches!(states.check(&longer), Err(ProducerError::OutOfOrderSequence { .. })));
}

#[test]
fn sequences_wrap() {
    let mut states = states(&[batch(0, i32::MAX - 1, 0, 4)]);
    assert_eq!(states.entry(7).map(ProducerStateEntry::last_sequence), Some(1));
    let again = states.check(&batch(0, i32::MAX - 1, 0, 4));
    assert!(matches!(again, Ok(ProducerCheck::Duplicate(found)) if found.first_sequence() == i32::MAX - 1));
    assert_eq!(states.check(&batch(0, 2, 4, 1)), Ok(ProducerCheck::New));
    states.on_batch(&batch(0, 2, 4, i32::MAX - 2));
    assert_eq!(states.entry(7).map(ProducerStateEntry::last_sequence), Some(i32::MAX - 1));
}

#[test]
fn epochs_fence_and_begin_at_zero() {
    let states = states(&[batch(3, 0, 0, 1)]);
    assert_eq!(
        states.check(&batch(2, 1, 1, 1)),
        Err(ProducerError::Fenced { producer_id: 7, found: 2, current: 3 })
    );
    assert_eq!(states.check(&batch(4, 0, 1, 1)), Ok(ProducerCheck::New));
    assert!(matches!(states.check(&batch(4, 1, 1, 1)), Err(ProducerError::OutOfOrderSequence { .. })));
}

#[test]
fn an_unknown_producer_may_begin_anywhere() {
    assert_eq!(ProducerStates::default().check(&batch(5, 1234, 0, 1)), Ok(ProducerCheck::New));
}

#[test]
fn expiry_spares_open_transactions() {
    let mut states = states(&[batch(0, 0, 0, 1)]);
    states.remove_expired(1100, 100);
    assert_eq!(states.len(), 1);
    states.remove_expired(1101, 100);
    assert!(states.is_empty());
    states.on_batch(&ProducerBatch { is_transactional: true, ..batch(0, 0, 0, 1) });
    states.remove_expired(i64::MAX, 100);
    assert_eq!(states.len(), 1);
}

fn transactional(producer_id: i64, base_offset: i64) -> ProducerBatch {
    ProducerBatch { producer_id, is_transactional: true, ..batch(0, 0, base_offset, 1) }
}

fn marker(producer_id: i64, offset: i64, is_abort: bool) -> EndTransactionMarker {
    EndTransactionMarker {
        producer_id,
        producer_epoch: 0,
        coordinator_epoch: 2,
        offset: Offset(offset),
        timestamp: 5,
        is_abort,
    }
}

#[test]
fn transactions_bound_the_stable_offset() {
    let mut states = ProducerStates::default();
    states.on_batch(&transactional(1, 10));
    states.on_batch(&transactional(2, 11));
    assert_eq!(states.first_unstable_offset(), Some(Offset(10)));
    let aborted = states.on_marker(&marker(1, 12, true)).expect("it had records");
    assert_eq!(
        (aborted.first_offset, aborted.last_offset, aborted.last_stable_offset),
        (Offset(10), Offset(12), Offset(11))
    );
    assert_eq!(states.first_unstable_offset(), Some(Offset(10)), "the marker is not replicated");
    states.on_high_watermark(Offset(13));
    assert_eq!(states.first_unstable_offset(), Some(Offset(11)));
    assert_eq!(states.on_marker(&marker(2, 13, false)), None, "committed");
    assert_eq!(states.on_marker(&marker(2, 14, true)), None, "without records");
    states.on_high_watermark(Offset(15));
    assert_eq!(states.first_unstable_offset(), None);
    states.assert_invariants();
}

#[test]
fn snapshots_round_trip() {
    let mut states = states(&[batch(0, 0, 0, 10), batch(0, 10, 10, 5)]);
    states.on_batch(&transactional(9, 15));
    let bytes = states.encode_snapshot();
    assert_eq!(bytes.len(), 10 + 2 * 46);
    let read = ProducerStates::decode_snapshot(&bytes).expect("just written");
    read.assert_invariants();
    assert_eq!(read.first_unstable_offset(), Some(Offset(15)));
    assert_eq!(read.entry(7).expect("kept").batches(), &states.entry(7).expect("kept").batches()[1..]);
    assert_eq!(read.encode_snapshot(), bytes);
}

#[test]
fn damaged_snapshots_are_refused() {
    let bytes = states(&[batch(0, 0, 0, 10)]).encode_snapshot();
    for len in 0..bytes.len() {
        ProducerStates::decode_snapshot(&bytes[..len]).expect_err("cut off");
    }
    for index in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[index] ^= 1;
        ProducerStates::decode_snapshot(&damaged).expect_err("a flipped bit");
    }
}
