//! A record's value that says who wrote it, as which one, and whether it is whole.

/// The shortest value that can be verified. Bytes.
pub const PAYLOAD_LEN_MIN: usize = 10;

/// Tells the records of one run of the generator from those of another. Drawn at random: two runs on one topic share it
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
}

/// Makes values of one length for one run.
///
/// ```text
/// 0        4      6          10
/// | CRC32C | run  | sequence | filler … |   big-endian; the checksum is of all that follows it
/// ```
pub struct Payload {
    run: Run,
    bytes: Vec<u8>,
}

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
    /// Values of `len` bytes (at least [`PAYLOAD_LEN_MIN`]); the filler is drawn from `random`, half of it letters that
    /// repeat, so that codecs find something to do and do not find everything.
    pub fn new(run: Run, len: usize, mut random: impl FnMut() -> u64) -> Self {
        assert!(len >= PAYLOAD_LEN_MIN, "the caller checks the length");
        let mut bytes = vec![b'r'; len];
        for word in bytes[PAYLOAD_LEN_MIN..].chunks_mut(16) {
            let noise = random().to_le_bytes();
            word.iter_mut().zip(noise).for_each(|(byte, noise)| *byte = noise);
        }
        Self { run, bytes }
    }

    /// The value of one record.
    pub fn value(&mut self, sequence: u32) -> &[u8] {
        self.bytes[4..6].copy_from_slice(&self.run.0.to_be_bytes());
        self.bytes[6..10].copy_from_slice(&sequence.to_be_bytes());
        let checksum = crc32c::crc32c(&self.bytes[4..]);
        self.bytes[..4].copy_from_slice(&checksum.to_be_bytes());
        &self.bytes
    }
}

impl Stamp {
    /// Reads and checks a value.
    pub fn of(value: &[u8]) -> Result<Self, PayloadError> {
        let (Some((checksum, rest)), true) = (value.split_first_chunk::<4>(), value.len() >= PAYLOAD_LEN_MIN)
        else {
            return Err(PayloadError::TooShort(value.len()));
        };
        if crc32c::crc32c(rest) != u32::from_be_bytes(*checksum) {
            return Err(PayloadError::Checksum);
        }
        Ok(Self {
            run: Run(u16::from_be_bytes([rest[0], rest[1]])),
            sequence: u32::from_be_bytes([rest[2], rest[3], rest[4], rest[5]]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for len in [PAYLOAD_LEN_MIN, 11, 26, 100, 10_000] {
            let mut payload = Payload::new(Run(0xBEEF), len, || 7);
            for sequence in [0, 1, u32::MAX] {
                let value = payload.value(sequence);
                assert_eq!(value.len(), len);
                assert_eq!(Stamp::of(value), Ok(Stamp { run: Run(0xBEEF), sequence }));
            }
        }
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let value = Payload::new(Run(1), 40, || 0x0123_4567_89AB_CDEF).value(5).to_vec();
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
}
