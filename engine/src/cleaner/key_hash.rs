//! What stands for a key in the cleaner's map: SipHash-2-4 with 128 bits of output.
//!
//! Two keys of one hash would count as one, and the older record of the two would be lost. With a secret key drawn for each
//! cleaning nobody can choose such keys, and by chance a billion keys have a pair with probability 10^-21. (Kafka's map
//! takes MD5 for the same purpose.) <https://www.aumasson.jp/siphash/siphash.pdf>

/// A hash of 128 bits.
pub(super) type KeyHash = [u64; 2];

/// The function, by its secret key.
#[derive(Copy, Clone, Debug)]
pub(super) struct KeyHasher {
    secret: [u64; 2],
}

struct State {
    v: [u64; 4],
}

impl KeyHasher {
    pub(super) fn new(secret: [u64; 2]) -> Self {
        KeyHasher { secret }
    }

    pub(super) fn hash(&self, key: &[u8]) -> KeyHash {
        let mut state = State::new(self.secret);
        let mut words = key.chunks_exact(8);
        for word in &mut words {
            state.absorb(u64::from_le_bytes(word.try_into().expect("chunks of 8")));
        }
        let mut last = [0; 8];
        last[..words.remainder().len()].copy_from_slice(words.remainder());
        last[7] = key.len() as u8;
        state.absorb(u64::from_le_bytes(last));
        state.v[2] ^= 0xee;
        let first = state.squeeze();
        state.v[1] ^= 0xdd;
        [first, state.squeeze()]
    }
}

impl State {
    fn new(secret: [u64; 2]) -> Self {
        let [k0, k1] = secret;
        let v = [
            k0 ^ 0x736f_6d65_7073_6575,
            k1 ^ 0x646f_7261_6e64_6f6d ^ 0xee,
            k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573,
        ];
        State { v }
    }

    fn absorb(&mut self, word: u64) {
        self.v[3] ^= word;
        self.round();
        self.round();
        self.v[0] ^= word;
    }

    fn squeeze(&mut self) -> u64 {
        (0..4).for_each(|_| self.round());
        self.v[0] ^ self.v[1] ^ self.v[2] ^ self.v[3]
    }

    fn round(&mut self) {
        let [mut v0, mut v1, mut v2, mut v3] = self.v;
        v0 = v0.wrapping_add(v1);
        v2 = v2.wrapping_add(v3);
        v1 = v1.rotate_left(13) ^ v0;
        v3 = v3.rotate_left(16) ^ v2;
        v0 = v0.rotate_left(32);
        v2 = v2.wrapping_add(v1);
        v0 = v0.wrapping_add(v3);
        v1 = v1.rotate_left(17) ^ v2;
        v3 = v3.rotate_left(21) ^ v0;
        v2 = v2.rotate_left(32);
        self.v = [v0, v1, v2, v3];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of the function's authors: key 00 01 … 0f, input of 0, 1, … bytes 00 01 ….
    #[test]
    fn it_is_siphash() {
        let hasher = KeyHasher::new([0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908]);
        let hash = |len: u8| {
            let input: Vec<u8> = (0..len).collect();
            hasher.hash(&input).map(u64::to_le_bytes).concat()
        };
        let empty =
            [0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93];
        let one =
            [0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45];
        assert_eq!(hash(0), empty);
        assert_eq!(hash(1), one);
    }

    #[test]
    fn each_byte_and_the_length_count() {
        let hasher = KeyHasher::new([1, 2]);
        let mut hashes: Vec<KeyHash> = (0..40).map(|len| hasher.hash(&vec![0; len])).collect();
        hashes.extend((0..17).map(|at| {
            let mut key = vec![0; 17];
            key[at] = 1;
            hasher.hash(&key)
        }));
        hashes.push(KeyHasher::new([1, 3]).hash(&[]));
        let count = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    }
}
