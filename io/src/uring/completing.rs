//! What becomes of operations: inline calls, and completions of the ring.

use std::io::{Error, ErrorKind};
use std::os::fd::{FromRawFd, OwnedFd};

use nix::errno::Errno;

use super::operation::{Operation, Stage, warm_entries, writable_entry};
use super::ring::Reaped;
use super::{UringIo, cancelled};
use crate::sending::Step;
use crate::writing::write_inline;
use crate::{Completion, FileRegion, Outcome, Reclaimed, socket_calls};

/// What to do with an operation whose request has ended.
enum Next {
    /// It is over.
    End(Outcome),
    /// The rest of it is another request.
    Request,
    /// The rest of it is inline calls.
    Inline,
}

impl UringIo {
    /// Carries on with operations that are done by inline calls: each gets its share of this turn.
    pub(super) fn run_inline(&mut self, out: &mut Vec<Completion>) {
        for _ in 0..self.inline.len() {
            let Some(key) = self.inline.pop_front() else {
                return;
            };
            let Some((_, flight)) = self.operations.get_mut(key) else {
                continue; // Cancelled meanwhile.
            };
            match &flight.operation {
                Operation::Send { .. } if flight.requests == 0 => self.send_inline(key, out),
                Operation::Write { .. } if flight.requests == 0 => self.append(key, out),
                _ => {} // A later tenant of a cancelled operation's key.
            }
        }
    }

    fn append(&mut self, key: usize, out: &mut Vec<Completion>) {
        if !self.append_pace.is_inline() {
            return self.append_through_ring(key, out);
        }
        let Some((_, flight)) = self.operations.get_mut(key) else {
            return;
        };
        let Operation::Write { file, position, slices, .. } = &mut flight.operation else {
            return;
        };
        let begin = self.clock.precise_now();
        let result = write_inline(file, *position, slices, &mut self.statistics);
        self.append_pace.on_inline(self.clock.precise_now() - begin);
        let outcome = match result {
            Ok(written) => {
                slices.clear();
                Outcome::Written { written, slices: std::mem::take(slices) }
            }
            Err(error) => failed(error),
        };
        out.push(self.end(key, outcome));
    }

    fn append_through_ring(&mut self, key: usize, out: &mut Vec<Completion>) {
        let Some((_, flight)) = self.operations.get_mut(key) else {
            return;
        };
        let begun = match &flight.operation {
            Operation::Write { file, position, .. } => file.begin_write(*position),
            _ => return,
        };
        match begun {
            Ok(()) => self.request(key),
            Err(error) => out.push(self.end(key, failed(error))),
        }
    }

    fn send_inline(&mut self, key: usize, out: &mut Vec<Completion>) {
        let Some((_, flight)) = self.operations.get_mut(key) else {
            return;
        };
        let Operation::Send { socket, sending, .. } = &mut flight.operation else {
            return;
        };
        match sending.run(socket, &mut self.statistics) {
            Ok(Step::Done) => {
                let payload = sending.take_emptied();
                out.push(self.end(key, Outcome::Sent { payload }));
            }
            Ok(Step::Yielded) => self.inline.push_back(key),
            Ok(Step::Blocked) => {
                let entry = writable_entry(socket);
                self.push(key, Stage::Writable, entry);
            }
            Ok(Step::Cold(region)) => self.warm(key, region),
            Err(error) => out.push(self.end(key, failed(error))),
        }
    }

    fn warm(&mut self, key: usize, region: FileRegion) {
        self.statistics.cold_waits += 1;
        let Some((_, flight)) = self.operations.get_mut(key) else {
            return;
        };
        if let Operation::Send { warming, .. } = &mut flight.operation {
            let (advise, read) = warm_entries(warming, region);
            self.push(key, Stage::Advise, advise);
            self.push(key, Stage::Warm, read);
        }
    }

    /// Takes one completion of the ring to its operation.
    pub(super) fn on_reaped(&mut self, reaped: Reaped, out: &mut Vec<Completion>) {
        let (key, stage) = Stage::of(reaped.user_data);
        let Some((token, flight)) = self.operations.get_mut(key) else {
            unreachable!("a completion for {stage:?} of an operation that was removed");
        };
        flight.requests -= u8::from(!reaped.more());
        let is_cancelled = flight.is_cancelled;
        let next = match (&flight.operation, stage) {
            (Operation::Accept { .. }, _) => {
                on_accepted(&reaped, |outcome| out.push(Completion { token, outcome, more: true }))
            }
            (Operation::Receive { .. }, _) => {
                self.on_received(&reaped, |outcome| out.push(Completion { token, outcome, more: true }))
            }
            (Operation::Send { .. }, Stage::Advise | Stage::Warm) => self.on_warmed(key),
            (Operation::Send { .. }, Stage::Writable) => Some(Next::Inline),
            _ => Some(self.on_result(key, &reaped)),
        };
        match next {
            None => {}
            Some(Next::End(outcome)) => out.push(self.end(key, outcome)),
            Some(_) if is_cancelled => out.push(self.end(key, cancelled())),
            Some(Next::Request) => self.request(key),
            Some(Next::Inline) => self.inline.push_back(key),
        }
    }

    /// A chunk, the end of the stream, or the end of the armed receive, which is armed again unless the peer is gone.
    fn on_received(&mut self, reaped: &Reaped, emit: impl FnOnce(Outcome)) -> Option<Next> {
        let chunk = self.provided.take(reaped);
        let end = match (reaped.outcome(), chunk) {
            (Ok(0), _) => return Some(Next::End(Outcome::Received { buffer: Default::default() })),
            (Ok(count), Some(buffer)) => {
                self.statistics.received_bytes += count as u64;
                emit(Outcome::Received { buffer });
                Next::Request
            }
            (Ok(_), None) => unreachable!("an armed receive fills provided buffers only"),
            (Err(error), _) if error.raw_os_error() == Some(libc::ENOBUFS) => {
                self.statistics.buffer_shortages += 1;
                self.buffers_ran_out = true;
                Next::Request
            }
            (Err(error), _) if is_transient(&error) => Next::Request,
            (Err(error), _) => Next::End(failed(error)),
        };
        (!reaped.more()).then_some(end)
    }

    /// Both requests of a cold range must be back before it is tried again: their memory is the operation's.
    fn on_warmed(&mut self, key: usize) -> Option<Next> {
        let (_, flight) = self.operations.get_mut(key)?;
        if flight.requests > 0 {
            return None;
        }
        if let Operation::Send { sending, .. } = &mut flight.operation {
            sending.warmed();
        }
        Some(Next::Inline)
    }

    /// The result of an operation that has one request at a time.
    fn on_result(&mut self, key: usize, reaped: &Reaped) -> Next {
        let Some((_, flight)) = self.operations.get_mut(key) else {
            unreachable!("looked up by the caller");
        };
        let result = reaped.outcome();
        if let Operation::Write { file, .. } = &flight.operation {
            file.end_write(*result.as_ref().unwrap_or(&0) as u64);
        }
        let count = match result {
            Ok(count) => count,
            Err(error) if is_transient(&error) && !matches!(flight.operation, Operation::Write { .. }) => {
                return Next::Request;
            }
            Err(error) => return Next::End(failed(error)),
        };
        match &mut flight.operation {
            Operation::Connect { socket, .. } => Next::End(Outcome::Connected { socket: socket.clone() }),
            Operation::ReceiveInto { buffer, until, .. } => {
                self.statistics.received_bytes += count as u64;
                // SAFETY: the kernel has written that many bytes to the spare memory, whose address it had.
                unsafe { buffer.filled(count) };
                if count > 0 && buffer.len() < *until {
                    return Next::Request;
                }
                Next::End(Outcome::ReceivedInto { buffer: std::mem::take(buffer) })
            }
            Operation::Read { buffer, position, until, .. } => {
                // SAFETY: as above.
                unsafe { buffer.filled(count) };
                *position += count as u64;
                if count > 0 && buffer.len() < *until {
                    return Next::Request;
                }
                Next::End(Outcome::Read { buffer: std::mem::take(buffer) })
            }
            Operation::Send { sending, .. } => {
                self.statistics.sent_bytes += count as u64;
                sending.advance(count);
                match (sending.is_done(), count) {
                    (true, _) => Next::End(Outcome::Sent { payload: sending.take_emptied() }),
                    (false, 0) => Next::End(failed(ErrorKind::WriteZero.into())),
                    (false, _) => Next::Request,
                }
            }
            Operation::Write { slices, .. } => {
                self.statistics.writes += 1;
                self.statistics.ring_writes += 1;
                self.statistics.written_bytes += count as u64;
                slices.clear();
                Next::End(Outcome::Written { written: count, slices: std::mem::take(slices) })
            }
            Operation::Sync { .. } | Operation::SyncDirectory { .. } => {
                self.statistics.syncs += 1;
                Next::End(Outcome::Synced)
            }
            Operation::Accept { .. } | Operation::Receive { .. } => unreachable!("handled by the caller"),
        }
    }
}

/// A connection, or the end of the armed accept, which is armed again unless the listener is at fault.
fn on_accepted(reaped: &Reaped, emit: impl FnOnce(Outcome)) -> Option<Next> {
    let end = match reaped.outcome() {
        Ok(descriptor) => {
            // SAFETY: the kernel has just made this descriptor for us; nobody else knows it.
            let descriptor = unsafe { OwnedFd::from_raw_fd(descriptor as i32) };
            // One that is gone already is nobody's loss.
            if let Ok(socket) = socket_calls::accepted(descriptor) {
                let peer = socket.peer_address();
                emit(Outcome::Accepted { socket, peer });
            }
            Next::Request
        }
        Err(error) if socket_calls::is_fault_of_peer(&error) || is_transient(&error) => Next::Request,
        Err(error) => Next::End(failed(error)),
    };
    (!reaped.more()).then_some(end)
}

fn is_transient(error: &Error) -> bool {
    matches!(Errno::from_raw(error.raw_os_error().unwrap_or(0)), Errno::EAGAIN | Errno::EINTR)
}

fn failed(error: Error) -> Outcome {
    Outcome::Failed { error, reclaimed: Reclaimed::Nothing }
}
