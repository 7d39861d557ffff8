//! Whether the records of a body are sound: yes or no, at the speed of a produce.
//!
//! [`Records`](super::Records) gives each record and says what is wrong with one; it takes five times as long. This walk
//! decides the same for a whole batch, keeps nothing but a position, and leaves the naming of a fault to the iterator.

use super::{BatchHeader, TimestampType};
use crate::DecodeError;
use crate::codec::Reader;

/// Position and length, of at most 31 bits, are added without a check; the sum is compared with what is there.
const _: () = assert!(usize::BITS >= 64);

/// Zigzag code of the length -1.
const NULL: u32 = 1;

/// Walks over the records of a decompressed `body`, which must be as many as the header says and fill the body. Each has
/// to parse to its last byte, to have its place in the batch as offset delta, and a timestamp of -1 or more that the
/// batch's maximum bounds.
///
/// Returns whether some record has no key, or none at the first fault.
pub(super) fn walk(header: &BatchHeader, body: &[u8]) -> Option<bool> {
    let (base, max) = (header.base_timestamp(), header.max_timestamp());
    let is_append_time = header.attributes().timestamp_type() == TimestampType::LogAppendTime;
    let mut has_null_key = false;
    let mut at = 0;
    for index in 0..u32::try_from(header.record_count()).ok()? {
        let len = length(body, &mut at)?;
        let record = body.get(..at + len)?;
        at += size_of::<i8>(); // attributes, which mean nothing yet
        let delta = varlong(record, &mut at)?;
        let timestamp = if is_append_time { max } else { base.wrapping_add(delta) };
        let is_in_place = unsigned_varint(record, &mut at)? == index << 1;
        if !is_in_place || timestamp < -1 || timestamp > max {
            return None;
        }
        has_null_key |= skip_nullable(record, &mut at)?;
        skip_nullable(record, &mut at)?;
        match *record.get(at)? {
            0 => at += 1,
            _ => at = skip_headers(record, at)?,
        }
        if at != record.len() {
            return None;
        }
    }
    (at == body.len()).then_some(has_null_key)
}

/// A length that may not be null.
#[inline(always)]
fn length(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let code = unsigned_varint(bytes, at)?;
    (code & 1 == 0).then_some((code >> 1) as usize)
}

/// Skips a key or a value, maybe beyond the end, which the next read finds; returns whether it is null.
#[inline(always)]
fn skip_nullable(bytes: &[u8], at: &mut usize) -> Option<bool> {
    let code = unsigned_varint(bytes, at)?;
    if code & 1 == 0 {
        *at += (code >> 1) as usize;
        return Some(false);
    }
    (code == NULL).then_some(true)
}

/// Skips the headers, their count included. Each takes two bytes, so a count that lies ends with the record.
#[inline(never)]
fn skip_headers(record: &[u8], mut at: usize) -> Option<usize> {
    for _ in 0..length(record, &mut at)? {
        if skip_nullable(record, &mut at)? {
            return None;
        }
        skip_nullable(record, &mut at)?;
    }
    Some(at)
}

#[inline(always)]
fn varlong(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let code = match short_varint(bytes, at) {
        Some(code) => u64::from(code),
        None => take(at, long(bytes, *at, Reader::unsigned_varlong)?),
    };
    Some((code >> 1) as i64 ^ -((code & 1) as i64))
}

#[inline(always)]
fn unsigned_varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    match short_varint(bytes, at) {
        Some(code) => Some(code),
        None => Some(take(at, long(bytes, *at, Reader::unsigned_varint)?)),
    }
}

/// One or two bytes: what nearly all lengths and deltas take.
#[inline(always)]
fn short_varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let low = *bytes.get(*at)?;
    if low < 0x80 {
        *at += 1;
        return Some(u32::from(low));
    }
    let high = *bytes.get(*at + 1)?;
    if high < 0x80 {
        *at += 2;
        return Some(u32::from(low & 0x7F) | u32::from(high) << 7);
    }
    None
}

fn take<T>(at: &mut usize, (value, next): (T, usize)) -> T {
    *at = next;
    value
}

/// A longer one, and where it ends. The position goes by value: a reference to it would keep it out of a register in all of
/// the walk.
#[cold]
#[inline(never)]
fn long<'a, T>(
    bytes: &'a [u8],
    at: usize,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, DecodeError>,
) -> Option<(T, usize)> {
    let mut reader = Reader::new(bytes.get(at..)?, 0, false);
    let value = read(&mut reader).ok()?;
    Some((value, bytes.len() - reader.remaining().len()))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::codec::Writer;
    use crate::records::batch::walk_by_record;
    use crate::records::{BatchBuilder, Produced};

    const BASE_TIMESTAMP: i64 = 1_700_000_000_000;

    /// A header for `count` records, of which a body is made by hand.
    fn header(count: usize, max_timestamp: i64, is_append_time: bool) -> BatchHeader {
        let mut builder = BatchBuilder::plain();
        (0..count).for_each(|_| builder.append(BASE_TIMESTAMP, None, None, &[]));
        let mut header = *BatchHeader::of(&builder.build().expect("a small batch")).expect("whole");
        header.set_timestamps(BASE_TIMESTAMP, max_timestamp);
        let kind = if is_append_time { TimestampType::LogAppendTime } else { TimestampType::CreateTime };
        header.set_attributes(header.attributes().with_timestamp_type(kind));
        header
    }

    /// Timestamp delta, key, value, headers; of what is bytes only the length.
    type Plan = (i64, Option<usize>, Option<usize>, Vec<(usize, Option<usize>)>);

    fn plan() -> impl Strategy<Value = Plan> {
        let delta = prop_oneof![5 => 0i64..5, 1 => -70i64..70, 1 => -20_000i64..20_000, 1 => any::<i64>()];
        let len =
            || prop_oneof![4 => 0usize..20, 1 => 60usize..70, 1 => 120usize..300, 1 => 8_190usize..8_195];
        (delta, option::of(len()), option::of(len()), vec((len(), option::of(len())), 0..3))
    }

    /// Writes records by hand, and one or the other of their numbers wrongly or longer than it needs to be.
    #[derive(Clone, Debug)]
    struct Forger {
        /// Which number from here, and what it shall be.
        false_number: Option<(usize, i64)>,
        /// Which number from here, and by how many bytes it shall be longer.
        long_number: Option<(usize, usize)>,
    }

    impl Forger {
        fn body(&mut self, plans: &[Plan]) -> Vec<u8> {
            let mut out = Vec::new();
            for (index, plan) in plans.iter().enumerate() {
                let record = self.record(index as i64, plan);
                self.put(&mut out, record.len() as i64);
                out.extend(record);
            }
            out
        }

        fn record(&mut self, index: i64, (delta, key, value, headers): &Plan) -> Vec<u8> {
            let mut out = vec![0];
            self.put(&mut out, *delta);
            self.put(&mut out, index);
            self.put_bytes(&mut out, *key);
            self.put_bytes(&mut out, *value);
            self.put(&mut out, headers.len() as i64);
            for (key, value) in headers {
                self.put_bytes(&mut out, Some(*key));
                self.put_bytes(&mut out, *value);
            }
            out
        }

        fn put_bytes(&mut self, out: &mut Vec<u8>, len: Option<usize>) {
            self.put(out, len.map_or(-1, |len| len as i64));
            out.resize(out.len() + len.unwrap_or(0), 7);
        }

        fn put(&mut self, out: &mut Vec<u8>, number: i64) {
            let number = reached(&mut self.false_number).unwrap_or(number);
            Writer::new(out, 0, false).put_varlong(number);
            for _ in 0..reached(&mut self.long_number).unwrap_or(0) {
                *out.last_mut().expect("at least one byte") |= 0x80;
                out.push(0);
            }
        }
    }

    /// Counts down; gives what was to come after so many calls.
    fn reached<T: Copy>(pending: &mut Option<(usize, T)>) -> Option<T> {
        match pending {
            Some((0, _)) => pending.take().map(|(_, what)| what),
            Some((left, _)) => {
                *left -= 1;
                None
            }
            None => None,
        }
    }

    fn forger() -> impl Strategy<Value = Forger> {
        let number = prop_oneof![-3i64..3, 0i64..300, any::<i64>()];
        let false_number = option::weighted(0.5, (0usize..40, number));
        let long_number = option::weighted(0.3, (0usize..40, 1usize..10));
        (false_number, long_number)
            .prop_map(|(false_number, long_number)| Forger { false_number, long_number })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn it_decides_as_the_iterator_does(
            plans in vec(plan(), 1..6),
            mut forger in forger(),
            more in prop_oneof![9 => Just(0usize), 1 => 0usize..3],
            cut in prop_oneof![9 => Just(0usize), 1 => 0usize..10],
            damage in option::weighted(0.2, (0usize..100, any::<u8>())),
            max in prop_oneof![2 => Just(i64::MAX), 1 => Just(BASE_TIMESTAMP + 4)],
            is_append_time: bool,
        ) {
            let header = header(plans.len() + more, max, is_append_time);
            let mut body = forger.body(&plans);
            body.truncate(body.len() - cut.min(body.len()));
            if let Some((at, byte)) = damage && at < body.len() {
                body[at] = byte;
            }
            let walked = walk(&header, &body).map(|null| Produced { has_null_key: Some(null) });
            prop_assert_eq!(walked, walk_by_record(&header, &body).ok());
        }
    }

    #[test]
    fn batches_as_producers_build_them_are_walked_to_their_end() {
        // 70 and 9,000 records: offset deltas of one, two and three bytes.
        for (count, value) in [(1, 0), (70, 100), (9_000, 3)] {
            let mut builder = BatchBuilder::plain();
            let value = vec![7; value];
            (0..count).for_each(|at| builder.append(at * 10, Some(b"key"), Some(&value), &[("h", None)]));
            let bytes = builder.build().expect("it fits");
            let header = BatchHeader::of(&bytes).expect("whole");
            assert_eq!(walk(header, &bytes[BatchHeader::SIZE..]), Some(false), "{count} records");
        }
    }
}
