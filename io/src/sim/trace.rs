//! A running hash over all that happened.

/// 64 bits that depend on every word and byte given so far, in order. Own arithmetic: the same in every process, on
/// every platform and with every version of every crate.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TraceHash {
    state: u64,
}

impl TraceHash {
    /// Adds a number.
    pub fn word(&mut self, word: u64) {
        self.state = (self.state.rotate_left(23) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
        self.state ^= self.state >> 29;
    }

    /// Adds bytes and their count.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
    }

    /// The hash so far.
    pub fn value(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(parts: &[&[u8]]) -> u64 {
        let mut trace = TraceHash::default();
        parts.iter().for_each(|part| trace.bytes(part));
        trace.value()
    }

    #[test]
    fn order_length_and_content_count() {
        assert_eq!(hash(&[b"abc", b"defgh"]), hash(&[b"abc", b"defgh"]));
        let others: [&[&[u8]]; 5] =
            [&[b"defgh", b"abc"], &[b"abcd", b"efgh"], &[b"abc", b"defgi"], &[b"abc", b"defgh\0"], &[]];
        for other in others {
            assert_ne!(hash(&[b"abc", b"defgh"]), hash(other));
        }
    }
}
