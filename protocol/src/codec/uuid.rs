//! Kafka's 128-bit identifiers.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A topic, directory, cluster or member id: 16 bytes, printed as 22 characters of URL-safe base64 without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uuid([u8; 16]);

/// A text is not 22 characters of URL-safe base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a Kafka uuid (22 characters of URL-safe base64)")]
pub struct ParseUuidError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TEXT_LEN: usize = 22;

impl Uuid {
    /// "No id" in every field of type uuid.
    pub const ZERO: Uuid = Uuid([0; 16]);
    /// Kafka's `ONE_UUID`: reserved; as a topic id it is the metadata topic `__cluster_metadata`.
    pub const ONE: Uuid = Uuid::from_u128(1);
    /// Kafka's id of the metadata topic `__cluster_metadata`.
    pub const METADATA_TOPIC: Uuid = Uuid::ONE;

    /// The id with these bytes, most significant first.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The id with this value, most significant byte first on the wire.
    pub const fn from_u128(value: u128) -> Self {
        Self(value.to_be_bytes())
    }

    /// The bytes as on the wire.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The value as a number.
    pub const fn as_u128(&self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    /// Whether this is [`Uuid::ZERO`].
    pub const fn is_zero(&self) -> bool {
        self.as_u128() == 0
    }

    /// A random id (version 4, variant 2) from 128 random bits, never one that starts with `-` in text: Kafka avoids those
    /// because command lines take them for options. The caller draws the bits, so that a simulator can.
    pub fn from_random(mut draw: impl FnMut() -> u64) -> Self {
        loop {
            let bits = u128::from(draw()) << 64 | u128::from(draw());
            let versioned = bits & !(0xF << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
            let id = Self::from_u128(versioned);
            if id.digit(0) != b'-' {
                return id;
            }
        }
    }

    /// Six bits of the value as a character; the last of the 22 has four zero bits behind its two.
    fn digit(&self, index: usize) -> u8 {
        let value = self.as_u128();
        let bits = match index {
            0..21 => value >> (122 - 6 * index),
            _ => value << 4,
        };
        ALPHABET[(bits & 0x3F) as usize]
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; TEXT_LEN];
        for (index, character) in text.iter_mut().enumerate() {
            *character = self.digit(index);
        }
        f.write_str(std::str::from_utf8(&text).expect("the alphabet is ASCII"))
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Uuid {
    type Err = ParseUuidError;

    fn from_str(text: &str) -> Result<Self, ParseUuidError> {
        if text.len() != TEXT_LEN {
            return Err(ParseUuidError);
        }
        let mut value: u128 = 0;
        for (index, character) in text.bytes().enumerate() {
            let digit = ALPHABET.iter().position(|&c| c == character).ok_or(ParseUuidError)? as u128;
            if index == TEXT_LEN - 1 {
                // 128 = 21 × 6 + 2: the last character carries two bits, and four that must be zero.
                if digit & 0xF != 0 {
                    return Err(ParseUuidError);
                }
                value = value << 2 | digit >> 4;
            } else {
                value = value << 6 | digit;
            }
        }
        Ok(Self::from_u128(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kafkas() {
        // Uuid.METADATA_TOPIC_ID in Kafka prints so.
        assert_eq!(Uuid::METADATA_TOPIC.to_string(), "AAAAAAAAAAAAAAAAAAAAAQ");
        assert_eq!("AAAAAAAAAAAAAAAAAAAAAQ".parse(), Ok(Uuid::ONE));
        assert_eq!(Uuid::from_u128(u128::MAX).to_string(), "_____________________w");
    }

    #[test]
    fn text_round_trips() {
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        for _ in 0..1000 {
            let id = Uuid::from_random(|| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                state ^ state >> 29
            });
            assert_eq!(id.to_string().parse(), Ok(id));
            assert!(!id.to_string().starts_with('-'));
            assert_eq!((id.as_bytes()[6] >> 4, id.as_bytes()[8] >> 6), (4, 2));
        }
    }

    #[test]
    fn bad_text_is_refused() {
        for text in
            ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAA+Q", "AAAAAAAAAAAAAAAAAAAAAQ="]
        {
            assert_eq!(text.parse::<Uuid>(), Err(ParseUuidError), "{text}");
        }
    }
}
