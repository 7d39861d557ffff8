//! What goes over the connection: requests that look like a broker's, cut down to what an event loop is asked to do.
//!
//! A request is `length: u32, kind: u8, body`, the length counting what follows it. An answer is `length: u32, body`.
//! An append's frame is stored as it came, length included, so that no runtime has to copy it to write it.

use anyhow::{Result, bail};

/// Bytes of a request's length.
pub const LENGTH_BYTES: usize = 4;
/// Bytes of an answer to [`Kind::Echo`] and [`Kind::Append`].
pub const ANSWER_BYTES: usize = LENGTH_BYTES + 8;
/// Bytes of a request of [`Kind::Fetch`]: length, kind, position, bytes wanted.
pub const FETCH_BYTES: usize = LENGTH_BYTES + 1 + 8 + 4;
/// Requests above this are nobody's: the connection is closed.
pub const REQUEST_BYTES_MAX: usize = 1 << 20;
/// What a fetch may ask for.
pub const FETCHED_BYTES_MAX: u32 = 16 << 20;

/// What a request asks for.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Kind {
    /// An answer, and nothing else: the cost of the network loop alone.
    Echo = 0,
    /// To be written behind what is there. The answer is the frame's position.
    Append = 1,
    /// A range of the served file. The answer is its bytes.
    Fetch = 2,
}

impl Kind {
    fn of(byte: u8) -> Result<Self> {
        match byte {
            0 => Ok(Kind::Echo),
            1 => Ok(Kind::Append),
            2 => Ok(Kind::Fetch),
            other => bail!("requests have no kind {other}"),
        }
    }
}

/// Length of a whole frame and its kind, from its first five bytes.
pub fn parse_head(head: [u8; LENGTH_BYTES + 1]) -> Result<(usize, Kind)> {
    let [a, b, c, d, kind] = head;
    let (len, kind) = (LENGTH_BYTES + u32::from_be_bytes([a, b, c, d]) as usize, Kind::of(kind)?);
    let is_sound = match kind {
        Kind::Fetch => len == FETCH_BYTES,
        Kind::Echo | Kind::Append => (LENGTH_BYTES + 1..=REQUEST_BYTES_MAX).contains(&len),
    };
    if !is_sound {
        bail!("a request of {kind:?} is not {len} bytes long");
    }
    Ok((len, kind))
}

/// The range that a whole [`Kind::Fetch`] frame asks for.
pub fn parse_fetch(frame: &[u8; FETCH_BYTES]) -> Result<(u64, u32)> {
    let (_, body) = frame.split_at(LENGTH_BYTES + 1);
    let (position, len) = body.split_at(8);
    let position = u64::from_be_bytes(position.try_into()?);
    let len = u32::from_be_bytes(len.try_into()?);
    if len > FETCHED_BYTES_MAX {
        bail!("{len} bytes are more than a fetch may ask for");
    }
    Ok((position, len))
}

/// The whole frames of one kind at the front of what was received.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Stretch {
    /// What all of them ask for.
    pub kind: Kind,
    /// Bytes of all of them together.
    pub len: usize,
}

/// The stretch at the front of `bytes`; `None` while the first frame is not whole.
pub fn first_stretch(bytes: &[u8]) -> Result<Option<Stretch>> {
    let mut stretch: Option<Stretch> = None;
    for frame in frames(bytes) {
        let (kind, frame) = frame?;
        match &mut stretch {
            None => stretch = Some(Stretch { kind, len: frame.len() }),
            Some(begun) if begun.kind == kind => begun.len += frame.len(),
            Some(_) => break,
        }
    }
    Ok(stretch)
}

/// Each whole frame, with its kind.
pub fn frames(mut bytes: &[u8]) -> impl Iterator<Item = Result<(Kind, &[u8])>> {
    std::iter::from_fn(move || {
        let (len, kind) = match parse_head(*bytes.first_chunk()?) {
            Ok(head) => head,
            Err(error) => return Some(Err(error)),
        };
        let (frame, rest) = bytes.split_at_checked(len)?;
        bytes = rest;
        Some(Ok((kind, frame)))
    })
}

/// The answer to one echo or append.
pub fn small_answer(value: u64) -> [u8; ANSWER_BYTES] {
    let mut answer = [0; ANSWER_BYTES];
    answer[..LENGTH_BYTES].copy_from_slice(&((ANSWER_BYTES - LENGTH_BYTES) as u32).to_be_bytes());
    answer[LENGTH_BYTES..].copy_from_slice(&value.to_be_bytes());
    answer
}

/// Answers a stretch of echoes or appends, the first of which was stored at `position`.
pub fn answer_stretch(stretch: &[u8], mut position: u64, answers: &mut Vec<u8>) -> Result<()> {
    for frame in frames(stretch) {
        let (_, frame) = frame?;
        answers.extend_from_slice(&small_answer(position));
        position += frame.len() as u64;
    }
    Ok(())
}

/// An echo or append of `len` bytes, head included.
pub fn request(kind: Kind, len: usize) -> Vec<u8> {
    assert!((LENGTH_BYTES + 1..=REQUEST_BYTES_MAX).contains(&len), "no frame has {len} bytes");
    let mut frame = vec![b'r'; len];
    frame[..LENGTH_BYTES].copy_from_slice(&((len - LENGTH_BYTES) as u32).to_be_bytes());
    frame[LENGTH_BYTES] = kind as u8;
    frame
}

/// A fetch of `len` bytes at `position`.
pub fn fetch_request(position: u64, len: u32) -> [u8; FETCH_BYTES] {
    let mut frame = [0; FETCH_BYTES];
    let (head, body) = frame.split_at_mut(LENGTH_BYTES + 1);
    head[..LENGTH_BYTES].copy_from_slice(&((FETCH_BYTES - LENGTH_BYTES) as u32).to_be_bytes());
    head[LENGTH_BYTES] = Kind::Fetch as u8;
    body[..8].copy_from_slice(&position.to_be_bytes());
    body[8..].copy_from_slice(&len.to_be_bytes());
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_ends_where_a_frame_is_cut_or_of_another_kind() {
        let append = request(Kind::Append, 20);
        let two = [append.clone(), append.clone()].concat();
        for cut in 0..20 {
            let bytes = [&two[..], &append[..cut]].concat();
            let found = first_stretch(&bytes).expect("sound frames");
            assert_eq!(found, Some(Stretch { kind: Kind::Append, len: 40 }), "cut at {cut}");
        }
        let mixed = [&append[..], &fetch_request(7, 9)].concat();
        assert_eq!(first_stretch(&mixed).expect("sound"), Some(Stretch { kind: Kind::Append, len: 20 }));
        assert_eq!(first_stretch(&append[..19]).expect("sound so far"), None);
    }

    #[test]
    fn a_fetch_is_read_as_it_was_written() {
        assert_eq!(parse_fetch(&fetch_request(1 << 40, 65_536)).expect("sound"), (1 << 40, 65_536));
        assert!(parse_fetch(&fetch_request(0, u32::MAX)).is_err());
    }

    #[test]
    fn lengths_and_kinds_that_no_request_has_are_refused() {
        assert!(parse_head([0xff, 0xff, 0xff, 0xff, 1]).is_err());
        assert!(parse_head([0, 0, 0, 0, 1]).is_err());
        assert!(parse_head([0, 0, 0, 9, 3]).is_err());
        assert!(parse_head([0, 0, 0, 9, 2]).is_err(), "a fetch has one length");
    }

    #[test]
    fn each_frame_of_a_stretch_is_told_its_position() {
        let stretch = [request(Kind::Append, 20), request(Kind::Append, 30)].concat();
        let mut answers = Vec::new();
        answer_stretch(&stretch, 100, &mut answers).expect("sound frames");
        assert_eq!(answers, [small_answer(100), small_answer(120)].concat());
    }
}
