//! How far a send has come, and its next step by inline calls.

use std::io::{ErrorKind, IoSlice, Result};

use nix::sys::sendfile::sendfile64;
use nix::sys::socket::{MsgFlags, SockaddrStorage, sendmsg};

use crate::statistics::Statistics;
use crate::system_calls;
use crate::{FileRegion, Payload, Payloads, Socket};

/// Slices that one call takes; the kernel's limit is 1024.
pub(crate) const SLICES_MAX: usize = 128;

/// Bytes of files that one connection may send per turn, so that others are served in between.
pub(crate) const TURN_BYTES_MAX: usize = 256 << 10;

/// A payload on its way. `index` and `offset` name the first byte that the kernel has not taken; empty payloads are
/// skipped, so `offset` is always less than the length of `payload[index]`.
#[derive(Debug)]
pub(crate) struct Sending {
    payload: Payloads,
    index: usize,
    offset: usize,
    /// The disk was just asked for the range ahead: send it without looking again, or a cache under pressure could
    /// make it a wait without end.
    warmed: bool,
    /// The kernel was told to hold back an incomplete segment: `sendfile` has no MSG_MORE, and the few bytes behind a region
    /// would be a segment, and a wake-up of the peer, of their own.
    corked: bool,
}

/// Where [`Sending::run`] has stopped.
#[derive(Debug)]
pub(crate) enum Step {
    /// Everything is with the kernel.
    Done,
    /// The socket takes no more for now.
    Blocked,
    /// It has had its share of the turn.
    Yielded,
    /// The bytes of this range are on the disk only. Have them read, call `warmed`, and go on.
    Cold(FileRegion),
}

impl Sending {
    pub(crate) fn new(payload: Payloads) -> Self {
        let mut sending = Self { payload, index: 0, offset: 0, warmed: false, corked: false };
        sending.skip_empty();
        sending
    }

    /// Whether all of it was taken.
    pub(crate) fn is_done(&self) -> bool {
        self.index == self.payload.len()
    }

    /// Whether what is left holds a file region.
    pub(crate) fn has_files(&self) -> bool {
        self.payload[self.index..].iter().any(|payload| matches!(payload, Payload::File(_)))
    }

    /// The caller's vector, emptied.
    pub(crate) fn into_emptied(mut self) -> Payloads {
        self.payload.clear();
        self.payload
    }

    /// As [`Self::into_emptied`], from a borrow.
    pub(crate) fn take_emptied(&mut self) -> Payloads {
        self.index = 0;
        self.payload.clear();
        std::mem::take(&mut self.payload)
    }

    /// To be called when the range of a `Step::Cold` was read.
    pub(crate) fn warmed(&mut self) {
        self.warmed = true;
    }

    /// The next slices of memory, up to the next file region; and whether anything follows them.
    pub(crate) fn memory<'a>(&'a self, mut each: impl FnMut(&'a [u8])) -> bool {
        let mut offset = self.offset;
        let mut slices = 0;
        for payload in &self.payload[self.index..] {
            match payload {
                Payload::Memory(_) if slices == SLICES_MAX => return true,
                Payload::Memory(buffer) if buffer.is_empty() => {}
                Payload::Memory(buffer) => {
                    each(&buffer[offset..]);
                    slices += 1;
                }
                Payload::File(region) if region.len == 0 => {}
                Payload::File(_) => return true,
            }
            offset = 0;
        }
        false
    }

    /// The only slice of memory, if all that is left is one.
    pub(crate) fn single(&self) -> Option<&[u8]> {
        match &self.payload[self.index..] {
            [Payload::Memory(buffer)] => Some(&buffer[self.offset..]),
            _ => None,
        }
    }

    /// Notes that the kernel took the next `count` bytes.
    pub(crate) fn advance(&mut self, mut count: usize) {
        while count > 0 {
            let left = self.payload[self.index].len() - self.offset;
            if count < left {
                self.offset += count;
                return;
            }
            count -= left;
            self.index += 1;
            self.offset = 0;
        }
        self.skip_empty();
    }

    /// Sends by inline calls until the socket is full, the share of the turn is used up, or the disk is needed.
    pub(crate) fn run(&mut self, socket: &Socket, statistics: &mut Statistics) -> Result<Step> {
        let mut budget = TURN_BYTES_MAX;
        while let Some(next) = self.payload.get(self.index) {
            if budget == 0 {
                return Ok(Step::Yielded);
            }
            let result = match next {
                Payload::Memory(_) => self.send_memory(socket, statistics),
                Payload::File(region) => {
                    let ahead = self.ahead(region, budget);
                    if !self.warmed && !is_hot(&ahead) {
                        return Ok(Step::Cold(ahead));
                    }
                    self.warmed = false;
                    self.cork(socket)?;
                    send_file(socket, &ahead, statistics)
                }
            };
            match result {
                Ok(count) => {
                    self.advance(count);
                    budget = budget.saturating_sub(count);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(Step::Blocked),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.uncork(socket)?;
        Ok(Step::Done)
    }

    /// Before a file region that something follows.
    fn cork(&mut self, socket: &Socket) -> Result<()> {
        if !self.corked && self.index + 1 < self.payload.len() {
            system_calls::set_corked(socket.descriptor(), true)?;
            self.corked = true;
        }
        Ok(())
    }

    fn uncork(&mut self, socket: &Socket) -> Result<()> {
        if std::mem::take(&mut self.corked) {
            system_calls::set_corked(socket.descriptor(), false)?;
        }
        Ok(())
    }

    /// The part of the current region that is to be sent next.
    fn ahead(&self, region: &FileRegion, budget: usize) -> FileRegion {
        let len = (region.len as usize - self.offset).min(budget) as u32;
        FileRegion { file: region.file.clone(), position: region.position + self.offset as u64, len }
    }

    fn send_memory(&self, socket: &Socket, statistics: &mut Statistics) -> Result<usize> {
        let mut slices = [IoSlice::new(&[]); SLICES_MAX];
        let mut used = 0;
        let more = self.memory(|slice| {
            slices[used] = IoSlice::new(slice);
            used += 1;
        });
        let mut flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
        // `nix` does not name it.
        flags.set(MsgFlags::from_bits_retain(libc::MSG_MORE), more);
        let sent = sendmsg::<SockaddrStorage>(socket.raw(), &slices[..used], &[], flags, None)?;
        statistics.sent_bytes += sent as u64;
        Ok(sent)
    }

    fn skip_empty(&mut self) {
        while self.payload.get(self.index).is_some_and(Payload::is_empty) {
            self.index += 1;
        }
    }
}

/// Whether a range can be sent without a wait for the disk: appended lately, or cached at both ends (what lies between
/// was read ahead with them).
fn is_hot(region: &FileRegion) -> bool {
    let last = region.position + u64::from(region.len) - 1;
    region.file.is_recently_written(region.position)
        || (system_calls::is_cached(&region.file, region.position)
            && system_calls::is_cached(&region.file, last))
}

fn send_file(socket: &Socket, region: &FileRegion, statistics: &mut Statistics) -> Result<usize> {
    let mut position = region.position as i64;
    let len = region.len as usize;
    let sent = sendfile64(socket.descriptor(), region.file.descriptor(), Some(&mut position), len)?;
    if sent == 0 {
        // The announced length cannot be kept any more: only closing the connection tells the peer.
        return Err(ErrorKind::UnexpectedEof.into());
    }
    statistics.sendfile_bytes += sent as u64;
    statistics.sendfiles += 1;
    Ok(sent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SharedBuffer;

    fn memory(bytes: &[u8]) -> Payload {
        Payload::Memory(SharedBuffer::copy_from(bytes))
    }

    fn rest(sending: &Sending) -> Vec<u8> {
        let mut bytes = Vec::new();
        sending.memory(|slice| bytes.extend_from_slice(slice));
        bytes
    }

    #[test]
    fn advances_over_slices_and_skips_empty_ones() {
        let mut sending =
            Sending::new(vec![memory(b""), memory(b"abc"), memory(b""), memory(b"defg"), memory(b"")]);
        assert_eq!(rest(&sending), b"abcdefg");
        assert!(sending.single().is_none());
        sending.advance(2);
        assert_eq!(rest(&sending), b"cdefg");
        sending.advance(3);
        assert_eq!(rest(&sending), b"fg");
        sending.advance(2);
        assert!(sending.is_done());
    }

    #[test]
    fn an_empty_payload_is_done_at_once() {
        assert!(Sending::new(vec![memory(b"")]).is_done());
        assert!(Sending::new(Vec::new()).is_done());
    }

    #[test]
    fn more_than_one_call_takes_is_announced() {
        let sending = Sending::new((0..=SLICES_MAX as u8).map(|n| memory(&[n])).collect());
        let mut slices = 0;
        assert!(sending.memory(|_| slices += 1));
        assert_eq!(slices, SLICES_MAX);
    }
}
