//! A record's value that says who wrote it, as which one, and whether it is whole.

use std::time::Duration;

/// The shortest value that can be verified. Bytes.
pub const PAYLOAD_LEN_MIN: usize = 10;

/// Tells the records of one producer of one run of the generator from those of another. Drawn at random: two runs on one topic share it
/// once in 65,536 times, and then the second looks like repetitions of the first.
#[derive(Copy, Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Run(pub u16);

/// What a value says of itself.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Stamp {
    /// Who wrote it.
    pub run: Run,
    /// The records of a run count up from 0, over all partitions.
    pub sequence: u32,
    /// When it was sent, or should have been, on the clock of the thread that sent it.
    pub sent_at: Option<Duration>,
}

/// Makes values for one run.
///
/// ```text
/// 0        4      6          10           18
/// | CRC32C | run  | sequence | stamp      | filler …  big-endian; the checksum is of all that follows it
/// ```
/// The stamp is the producer's time in nanoseconds, on a clock that only the producer's thread knows. Values of less than
/// 18 bytes have none.
pub struct Payload {
    run: Run,
    /// Values are made in here, one behind the other, so that the fillers of neighbours differ.
    noise: Vec<u8>,
    cursor: usize,
}

/// Values begin anywhere below this: as much as a codec looks back at most, and little enough for a core's cache.
const NOISE_LEN: usize = 64 << 10;

const STAMP_END: usize = 18;

/// Why a value is not one that a [`Payload`] made.
#[derive(Copy, Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PayloadError {
    /// Nothing so short is ever written.
    #[error("a value of {0} bytes is too short to be one of ringlog bench")]
    TooShort(usize),
    /// Damaged, or written by somebody else.
    #[error("the value's checksum does not match: it is damaged, or ringlog bench did not write it")]
    Checksum,
}

impl Payload {
    /// Values of at most `len_max` bytes; the filler is drawn from `random`, half of it letters that repeat, so that codecs
    /// find something to do and do not find everything.
    pub fn new(run: Run, len_max: usize, mut random: impl FnMut() -> u64) -> Self {
        let mut noise = vec![b'r'; NOISE_LEN + len_max];
        for word in noise.chunks_mut(16) {
            let drawn = random().to_le_bytes();
            word.iter_mut().zip(drawn).for_each(|(byte, drawn)| *byte = drawn);
        }
        Self { run, noise, cursor: 0 }
    }

    /// The value of one record, of `len` bytes: at least [`PAYLOAD_LEN_MIN`] and at most what [`Self::new`] was told.
    pub fn value(&mut self, sequence: u32, len: usize, sent_at: Duration) -> &[u8] {
        let value = &mut self.noise[self.cursor..self.cursor + len];
        self.cursor = (self.cursor + len) % NOISE_LEN;
        value[4..6].copy_from_slice(&self.run.0.to_be_bytes());
        value[6..10].copy_from_slice(&sequence.to_be_bytes());
        if len >= STAMP_END {
            value[10..STAMP_END].copy_from_slice(&(sent_at.as_nanos() as u64).to_be_bytes());
        }
        let checksum = crc32c::crc32c(&value[4..]);
        value[..4].copy_from_slice(&checksum.to_be_bytes());
        value
    }
}

impl Stamp {
    /// Reads and checks a value.
    pub fn of(value: &[u8]) -> Result<Self, PayloadError> {
        let stamp = Self::unchecked(value)?;
        match crc32c::crc32c(&value[4..]) == u32::from_be_bytes([value[0], value[1], value[2], value[3]]) {
            true => Ok(stamp),
            false => Err(PayloadError::Checksum),
        }
    }

    /// Reads a value and believes it.
    pub fn unchecked(value: &[u8]) -> Result<Self, PayloadError> {
        let Some(head) = value.first_chunk::<PAYLOAD_LEN_MIN>() else {
            return Err(PayloadError::TooShort(value.len()));
        };
        let [_, _, _, _, run @ .., _, _, _, _] = head;
        let [.., a, b, c, d] = *head;
        let sent_at = value.first_chunk::<STAMP_END>().map(|head| {
            let [.., a, b, c, d, e, f, g, h] = *head;
            Duration::from_nanos(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
        });
        Ok(Self { run: Run(u16::from_be_bytes(*run)), sequence: u32::from_be_bytes([a, b, c, d]), sent_at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Duration = Duration::from_nanos(0x0102_0304_0506_0708);

    #[test]
    fn what_is_written_is_read() {
        for len in [PAYLOAD_LEN_MIN, 11, 17, 18, 26, 100, 10_000] {
            let mut payload = Payload::new(Run(0xBEEF), len, || 7);
            for sequence in [0, 1, u32::MAX] {
                let value = payload.value(sequence, len, AT);
                assert_eq!(value.len(), len);
                let sent_at = (len >= STAMP_END).then_some(AT);
                let stamp = Stamp { run: Run(0xBEEF), sequence, sent_at };
                assert_eq!((Stamp::of(value), Stamp::unchecked(value)), (Ok(stamp), Ok(stamp)));
            }
        }
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let value = Payload::new(Run(1), 40, || 0x0123_4567_89AB_CDEF).value(5, 40, AT).to_vec();
        for bit in 0..value.len() * 8 {
            let mut damaged = value.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Stamp::of(&damaged), Err(PayloadError::Checksum), "bit {bit}");
        }
    }

    #[test]
    fn short_values_are_nobodys() {
        for len in 0..PAYLOAD_LEN_MIN {
            assert_eq!(Stamp::of(&vec![0; len]), Err(PayloadError::TooShort(len)));
        }
    }

    /// Also behind the end of the noise, where values begin anew.
    #[test]
    fn neighbours_differ_in_their_fillers() {
        let mut number = 0;
        let random = || {
            number = u64::wrapping_add(number, 0x9e37_79b9_7f4a_7c15);
            number
        };
        let mut payload = Payload::new(Run(1), 100, random);
        let mut before = Vec::new();
        for sequence in 0..2_000 {
            let value = payload.value(sequence, 100, AT).to_vec();
            assert!(Stamp::of(&value).is_ok());
            assert_ne!(before.get(STAMP_END..), Some(&value[STAMP_END..]));
            before = value;
        }
    }
}
