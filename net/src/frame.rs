//! Frames cut from received chunks.

use std::collections::VecDeque;

use io::{Buffer, Pool, SharedBuffer};
use thiserror::Error;

use crate::limits::LARGE_FRAME_BYTES_MIN;
use crate::receiving::ReceivePolicy;
use crate::{ByteBudget, ReceivePlan};

/// Bytes of the length prefix of a frame.
const PREFIX_BYTES: usize = 4;

/// Why a peer's bytes are no frame; the connection is over.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum FrameError {
    /// The length prefix is negative.
    #[error("frame of negative length {len}")]
    Negative {
        /// The prefix as sent.
        len: i32,
    },
    /// The frame is larger than this connection's limit.
    #[error("frame of {len} bytes is larger than the limit of {len_max}")]
    TooLarge {
        /// The prefix as sent.
        len: u32,
        /// The limit that applied.
        len_max: u32,
    },
}

/// What [`Connection::next_frame`](crate::Connection::next_frame) found.
#[derive(Debug)]
pub enum FrameStep {
    /// A whole frame, without its length prefix.
    Frame(SharedBuffer),
    /// More bytes must come first.
    NeedsBytes,
    /// A large frame waits until the shard's [`ByteBudget`] has room: ask again when some came back.
    NeedsBudget,
    /// Replies must leave first (too many requests or reply bytes are outstanding), or the connection takes no more.
    Paused,
}

/// Cuts frames from chunks in order. A frame inside one chunk is a slice of it; one that spans chunks is copied together,
/// unless its bytes are received where they are to stay ([`ReceivePlan::InPlace`]).
/// A [`Connection`](crate::Connection) has one for requests; a client uses one alone for responses.
#[derive(Debug)]
pub struct FrameReader {
    chunks: VecDeque<SharedBuffer>,
    /// Bytes in `chunks`.
    queued: usize,
    prefix: [u8; PREFIX_BYTES],
    prefix_len: usize,
    /// The frame whose length is known and which spans chunks, or is received in place.
    partial: Option<Partial>,
    policy: ReceivePolicy,
    /// The receive in place that is in flight: it has the buffer of `partial`, or that of a prefix. No chunk is queued then.
    lent: Option<Lent>,
}

#[derive(Debug)]
struct Partial {
    /// Without memory while it is lent.
    buffer: Buffer,
    len: usize,
    reserved: usize,
}

/// What a lent buffer held, and what it is to hold.
#[derive(Copy, Clone, Debug)]
struct Lent {
    from: usize,
    until: usize,
}

impl Default for FrameReader {
    fn default() -> Self {
        Self::new(LARGE_FRAME_BYTES_MIN)
    }
}

impl FrameReader {
    pub(crate) fn new(large_frame_bytes_min: usize) -> Self {
        Self {
            chunks: VecDeque::new(),
            queued: 0,
            prefix: [0; PREFIX_BYTES],
            prefix_len: 0,
            partial: None,
            policy: ReceivePolicy::new(large_frame_bytes_min),
            lent: None,
        }
    }

    /// Bytes have come.
    pub fn on_received(&mut self, chunk: SharedBuffer) {
        if !chunk.is_empty() {
            self.queued += chunk.len();
            self.chunks.push_back(chunk);
        }
    }

    /// Whether the next bytes are to be received in place.
    pub(crate) fn is_in_place(&self) -> bool {
        self.policy.is_in_place()
    }

    /// How to receive what comes next. In place, one frame is received at a time: what is here is cut first.
    pub(crate) fn plan_receive(&mut self, pool: &Pool) -> ReceivePlan {
        debug_assert!(self.lent.is_none(), "one receive is in flight");
        if !self.policy.is_in_place() {
            return ReceivePlan::Chunks;
        }
        let (buffer, until) = match &mut self.partial {
            _ if self.queued > 0 || self.prefix_len == PREFIX_BYTES => return ReceivePlan::Nothing,
            Some(partial) if partial.is_whole() => return ReceivePlan::Nothing,
            Some(partial) => partial.lend(&self.policy),
            None => (pool.take(PREFIX_BYTES), PREFIX_BYTES - self.prefix_len),
        };
        self.lent = Some(Lent { from: buffer.len(), until });
        ReceivePlan::InPlace { buffer, until }
    }

    /// A receive in place is over: its buffer comes back. Returns how many bytes came, and how many had been asked for.
    pub(crate) fn on_received_in_place(&mut self, buffer: Buffer) -> (usize, usize) {
        let Lent { from, until } = self.lent.take().expect("a receive in place has a plan");
        let received = buffer.len() - from;
        match &mut self.partial {
            Some(partial) => partial.buffer = buffer,
            None => self.on_received(buffer.freeze()),
        }
        (received, until - from)
    }

    /// Received bytes that no frame has taken yet.
    pub(crate) fn queued(&self) -> usize {
        self.queued
    }

    /// Whether a frame that is counted in the budget has begun and is not whole.
    pub(crate) fn holds_budget(&self) -> bool {
        self.partial.as_ref().is_some_and(|partial| partial.reserved > 0)
    }

    /// The next whole frame (without its length prefix) of a peer that is trusted with memory, such as the broker that a
    /// client has chosen. `None`: more bytes must come first.
    ///
    /// # Errors
    /// The length prefix is negative or above `len_max`.
    pub fn next_frame(&mut self, len_max: u32, pool: &Pool) -> Result<Option<SharedBuffer>, FrameError> {
        let mut unbounded = ByteBudget::new(usize::MAX);
        match self.next(len_max, pool, &mut unbounded)? {
            (FrameStep::Frame(frame), _) => Ok(Some(frame)),
            _ => Ok(None),
        }
    }

    /// The next whole frame and what it holds of `budget`.
    pub(crate) fn next(
        &mut self,
        len_max: u32,
        pool: &Pool,
        budget: &mut ByteBudget,
    ) -> Result<(FrameStep, usize), FrameError> {
        if self.partial.is_none() {
            let Some(len) = self.frame_len(len_max)? else {
                return Ok((FrameStep::NeedsBytes, 0));
            };
            let whole_in_chunk = self.chunks.front().map_or(len == 0, |chunk| chunk.len() >= len);
            let reserved = if len > ByteBudget::FRAME_BYTES_FREE { len } else { 0 };
            if reserved > 0 && !budget.try_take(reserved) {
                return Ok((FrameStep::NeedsBudget, 0));
            }
            self.prefix_len = 0;
            if whole_in_chunk {
                self.policy.on_whole(len);
                return Ok((FrameStep::Frame(self.take_slice(len, pool)), reserved));
            }
            self.policy.on_begun(len, len.saturating_sub(self.queued));
            let capacity = self.policy.first_room(len, self.queued);
            self.partial = Some(Partial { buffer: pool.take(capacity), len, reserved });
        }
        Ok(self.fill_partial())
    }

    /// Forgets everything; returns what was held of the budget.
    pub(crate) fn clear(&mut self) -> usize {
        self.chunks.clear();
        self.queued = 0;
        self.prefix_len = 0;
        self.lent = None;
        self.partial.take().map_or(0, |partial| partial.reserved)
    }

    /// Reads the prefix, which may span chunks; it stays read until the frame is begun.
    fn frame_len(&mut self, len_max: u32) -> Result<Option<usize>, FrameError> {
        while self.prefix_len < PREFIX_BYTES {
            let Some(chunk) = self.chunks.front() else {
                return Ok(None);
            };
            let taken = (PREFIX_BYTES - self.prefix_len).min(chunk.len());
            self.prefix[self.prefix_len..self.prefix_len + taken].copy_from_slice(&chunk[..taken]);
            self.prefix_len += taken;
            self.advance(taken);
        }
        let len = i32::from_be_bytes(self.prefix);
        match u32::try_from(len) {
            Err(_) => Err(FrameError::Negative { len }),
            Ok(len) if len > len_max => Err(FrameError::TooLarge { len, len_max }),
            Ok(len) => Ok(Some(len as usize)),
        }
    }

    fn take_slice(&mut self, len: usize, pool: &Pool) -> SharedBuffer {
        let Some(chunk) = self.chunks.front() else {
            return pool.take(0).freeze();
        };
        let frame = chunk.slice(0..len);
        self.advance(len);
        frame
    }

    fn fill_partial(&mut self) -> (FrameStep, usize) {
        let mut partial = self.partial.take().expect("the caller has just begun it or found it begun");
        while !partial.is_whole() {
            let Some(chunk) = self.chunks.front() else {
                self.partial = Some(partial);
                return (FrameStep::NeedsBytes, 0);
            };
            let taken = (partial.len - partial.buffer.len()).min(chunk.len());
            partial.buffer.extend_from_slice(&chunk[..taken]);
            self.advance(taken);
        }
        self.policy.on_whole(partial.len);
        (FrameStep::Frame(partial.buffer.freeze()), partial.reserved)
    }

    /// Drops the first `len` bytes of the first chunk.
    fn advance(&mut self, len: usize) {
        let chunk = self.chunks.front_mut().expect("the caller read from it");
        self.queued -= len;
        if len == chunk.len() {
            self.chunks.pop_front();
        } else {
            *chunk = chunk.slice(len..chunk.len());
        }
    }
}

impl Partial {
    fn is_whole(&self) -> bool {
        self.buffer.len() == self.len
    }

    /// The buffer, with room for as much of the frame as `policy` grants, and the length to fill it to.
    fn lend(&mut self, policy: &ReceivePolicy) -> (Buffer, usize) {
        let mut buffer = std::mem::take(&mut self.buffer);
        let room = policy.room(self.len, buffer.len());
        buffer.reserve(room - buffer.len());
        let until = self.len.min(buffer.capacity());
        (buffer, until)
    }
}
