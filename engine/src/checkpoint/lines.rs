//! Kafka's checkpoint layout: a version, a count, and that many lines.

use std::fmt::Write as _;

use super::Malformed;
use crate::leader_epoch_cache::EpochEntry;
use crate::{LeaderEpoch, Offset};

const VERSION: &str = "0";

/// The text of a checkpoint of `lines`.
pub(super) fn encode<T>(entries: &[T], mut line: impl FnMut(&T, &mut String)) -> String {
    let mut text = String::with_capacity(16 + 32 * entries.len());
    writeln!(text, "{VERSION}\n{}", entries.len()).expect("writing to a String does not fail");
    for entry in entries {
        line(entry, &mut text);
        text.push('\n');
    }
    text
}

/// Checks version and count and parses each line. An empty file is a checkpoint without entries: Kafka creates its
/// files empty and fills them later.
pub(super) fn decode<T>(bytes: &[u8], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Malformed> {
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed::new("is no UTF-8"))?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = text.lines();
    match lines.next() {
        Some(VERSION) => {}
        other => return Err(Malformed::new(format!("has version {:?}, not 0", other.unwrap_or_default()))),
    }
    let count: usize = lines
        .next()
        .and_then(|line| line.trim().parse().ok())
        .ok_or_else(|| Malformed::new("has no number of entries"))?;
    let mut entries = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        entries.push(parse(line).ok_or_else(|| Malformed::new(format!("has the line {line:?}")))?);
    }
    if entries.len() != count {
        return Err(Malformed::new(format!("promises {count} entries and has {}", entries.len())));
    }
    Ok(entries)
}

/// The text of a `leader-epoch-checkpoint`.
pub fn encode_leader_epochs(entries: &[EpochEntry]) -> Vec<u8> {
    encode(entries, |entry, out| {
        write!(out, "{} {}", entry.epoch, entry.start_offset).expect("writing to a String does not fail");
    })
    .into_bytes()
}

/// Parses a `leader-epoch-checkpoint`.
pub fn decode_leader_epochs(bytes: &[u8]) -> Result<Vec<EpochEntry>, Malformed> {
    decode(bytes, |line| {
        let (epoch, offset) = line.split_once(' ')?;
        let epoch: i32 = epoch.parse().ok()?;
        let offset: i64 = offset.parse().ok()?;
        (epoch >= 0 && offset >= 0)
            .then_some(EpochEntry { epoch: LeaderEpoch(epoch), start_offset: Offset(offset) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leader_epochs_round_trip() {
        let text = b"0\n2\n0 0\n3 17\n";
        let entries = decode_leader_epochs(text).expect("as Kafka writes it");
        assert_eq!(entries.len(), 2);
        assert_eq!(encode_leader_epochs(&entries), text);
    }

    #[test]
    fn damage_is_told() {
        let reason = |text: &str| decode_leader_epochs(text.as_bytes()).expect_err("damaged").reason;
        assert_eq!(reason("1\n0\n"), "has version \"1\", not 0");
        assert_eq!(reason("0\n"), "has no number of entries");
        assert_eq!(reason("0\n2\n0 0\n"), "promises 2 entries and has 1");
        assert_eq!(reason("0\n1\n0 zero\n"), "has the line \"0 zero\"");
        assert_eq!(reason("0\n1\n0 -4\n"), "has the line \"0 -4\"");
        assert_eq!(decode_leader_epochs(b"\xff").expect_err("damaged").reason, "is no UTF-8");
        assert_eq!(decode_leader_epochs(b""), Ok(vec![]));
    }
}
