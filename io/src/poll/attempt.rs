//! One try of one operation, by calls that do not wait.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::path::PathBuf;

use super::helper::Job;
use super::interest::{Handle, InterestTable};
use crate::sending::{Sending, Step};
use crate::statistics::Statistics;
use crate::writing::write_inline;
use crate::{
    Buffer, File, Listener, Outcome, Pool, Reclaimed, SharedBuffer, Socket, socket_calls, system_calls,
};

/// Connections accepted per listener and turn.
const ACCEPTS_PER_TURN: usize = 64;
/// Chunks received per connection and turn.
const CHUNKS_PER_TURN: usize = 4;

/// An operation in flight, with all that it owns.
pub(super) enum Operation {
    Accept {
        listener: Listener,
    },
    /// `socket` is made by the first try and connected by the second.
    Connect {
        address: SocketAddr,
        socket: Option<Socket>,
    },
    Receive {
        socket: Socket,
    },
    ReceiveInto {
        socket: Socket,
        buffer: Buffer,
        until: usize,
    },
    Send {
        socket: Socket,
        sending: Sending,
        disk: Disk,
    },
    Write {
        file: File,
        position: u64,
        slices: Vec<SharedBuffer>,
    },
    Read {
        file: File,
        position: u64,
        buffer: Buffer,
        len: usize,
    },
    Sync {
        file: File,
    },
    SyncDirectory {
        directory: PathBuf,
    },
    /// All that it owns is with the helper.
    Delegated,
}

/// Whether a send waits for the helper to bring a file range into the page cache.
#[derive(Copy, Clone, Eq, PartialEq)]
pub(super) enum Disk {
    Idle,
    Reading,
    /// It was cancelled meanwhile.
    ReadingForNobody,
}

/// How a try has ended.
pub(super) enum Attempt {
    Finished(Outcome),
    /// Its socket's next event will try again.
    Blocked,
    /// The next turn will.
    Yielded,
    /// The helper is to do this.
    Delegated(Job),
}

/// What becomes of an operation whose job is done.
pub(super) enum Resumed {
    Finished,
    Cancelled,
    GoesOn,
}

impl Operation {
    /// The socket that must be watched for this operation.
    pub(super) fn waits_for(&self) -> Option<Handle<'_>> {
        match self {
            Operation::Accept { listener } => Some(Handle::accepting(listener)),
            Operation::Connect { socket, .. } => socket.as_ref().map(Handle::writing),
            Operation::Receive { socket } | Operation::ReceiveInto { socket, .. } => {
                Some(Handle::reading(socket))
            }
            Operation::Send { socket, .. } => Some(Handle::writing(socket)),
            _ => None,
        }
    }

    /// Whether the helper works for it.
    pub(super) fn is_delegated(&self) -> bool {
        match self {
            Operation::Delegated => true,
            Operation::Send { disk, .. } => *disk != Disk::Idle,
            _ => false,
        }
    }

    /// Ends it when the helper's answer is there. A sync or read then completes as if nobody had asked.
    pub(super) fn cancel_later(&mut self) {
        if let Operation::Send { disk, .. } = self {
            *disk = Disk::ReadingForNobody;
        }
    }

    pub(super) fn on_job_done(&mut self) -> Resumed {
        match self {
            Operation::Send { disk, sending, .. } => {
                let was = std::mem::replace(disk, Disk::Idle);
                sending.warmed();
                if was == Disk::ReadingForNobody { Resumed::Cancelled } else { Resumed::GoesOn }
            }
            _ => Resumed::Finished,
        }
    }

    /// What it owned, for a caller whose operation has failed.
    pub(super) fn reclaim(self) -> Reclaimed {
        match self {
            Operation::ReceiveInto { buffer, .. } | Operation::Read { buffer, .. } => {
                Reclaimed::Buffer(buffer)
            }
            Operation::Send { sending, .. } => Reclaimed::Payloads(sending.into_emptied()),
            Operation::Write { mut slices, .. } => {
                slices.clear();
                Reclaimed::Slices(slices)
            }
            _ => Reclaimed::Nothing,
        }
    }

    /// Goes on as far as that is possible without waiting. `emit` takes completions that are not the last.
    pub(super) fn attempt(
        &mut self,
        interest: &mut InterestTable,
        chunks: &mut Chunks,
        statistics: &mut Statistics,
        emit: &mut dyn FnMut(Outcome),
    ) -> Attempt {
        if self.waits_for().is_some_and(|handle| !interest.is_ready(handle)) {
            return Attempt::Blocked;
        }
        let attempt = match self {
            Operation::Accept { listener } => accept(listener, emit),
            Operation::Connect { address, socket } => connect(*address, socket),
            Operation::Receive { socket } => {
                let hung_up = interest.is_hung_up(Handle::reading(socket));
                receive(socket, hung_up, chunks, statistics, emit)
            }
            Operation::ReceiveInto { socket, buffer, until } => {
                receive_into(socket, buffer, *until, statistics)
            }
            Operation::Send { socket, sending, disk } => send(socket, sending, disk, statistics),
            Operation::Write { file, position, slices } => write(file, *position, slices, statistics),
            Operation::Read { file, position, buffer, len } => read(file, *position, buffer, *len),
            Operation::Sync { file } => Attempt::Delegated(Job::Sync(file.clone())),
            Operation::SyncDirectory { directory } => {
                Attempt::Delegated(Job::SyncDirectory(std::mem::take(directory)))
            }
            // The helper's answer finishes it.
            Operation::Delegated => return Attempt::Blocked,
        };
        match &attempt {
            Attempt::Blocked => {
                if let Some(handle) = self.waits_for() {
                    interest.set_blocked(handle);
                }
            }
            Attempt::Delegated(job) if !matches!(job, Job::Warm(_)) => *self = Operation::Delegated,
            _ => {}
        }
        attempt
    }
}

fn accept(listener: &Listener, emit: &mut dyn FnMut(Outcome)) -> Attempt {
    for _ in 0..ACCEPTS_PER_TURN {
        match socket_calls::accept(listener) {
            Ok(None) => {}
            Ok(Some(socket)) => {
                let peer = socket.peer_address();
                emit(Outcome::Accepted { socket, peer });
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Attempt::Blocked,
            Err(error) if socket_calls::is_fault_of_peer(&error) => {}
            Err(error) => return failed(error),
        }
    }
    Attempt::Yielded
}

fn connect(address: SocketAddr, socket: &mut Option<Socket>) -> Attempt {
    let Some(socket) = socket else {
        return match socket_calls::unconnected(address) {
            // The next try finds it watched, and connects it.
            Ok(new) => {
                *socket = Some(new);
                Attempt::Yielded
            }
            Err(error) => failed(error),
        };
    };
    match socket_calls::connect(socket) {
        Ok(true) => Attempt::Finished(Outcome::Connected { socket: socket.clone() }),
        Ok(false) => Attempt::Blocked,
        Err(error) => failed(error),
    }
}

fn receive(
    socket: &Socket,
    hung_up: bool,
    chunks: &mut Chunks,
    statistics: &mut Statistics,
    emit: &mut dyn FnMut(Outcome),
) -> Attempt {
    for _ in 0..CHUNKS_PER_TURN {
        let (chunk, is_full) = match chunks.receive(socket) {
            Ok(received) => received,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Attempt::Blocked,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return failed(error),
        };
        if chunk.is_empty() {
            return Attempt::Finished(Outcome::Received { buffer: chunk });
        }
        statistics.received_bytes += chunk.len() as u64;
        emit(Outcome::Received { buffer: chunk });
        // With edges, a short read says that the socket is empty, unless its end has come (epoll(7)).
        if !is_full && !hung_up {
            return Attempt::Blocked;
        }
    }
    Attempt::Yielded
}

fn receive_into(socket: &Socket, buffer: &mut Buffer, until: usize, statistics: &mut Statistics) -> Attempt {
    while buffer.len() < until {
        let missing = until - buffer.len();
        match system_calls::receive(socket.descriptor(), buffer, missing) {
            Ok(0) => break,
            Ok(count) => statistics.received_bytes += count as u64,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Attempt::Blocked,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return failed(error),
        }
    }
    Attempt::Finished(Outcome::ReceivedInto { buffer: std::mem::take(buffer) })
}

fn send(socket: &Socket, sending: &mut Sending, disk: &mut Disk, statistics: &mut Statistics) -> Attempt {
    if *disk != Disk::Idle {
        return Attempt::Yielded; // Not reached: nobody tries a send that waits for the helper.
    }
    match sending.run(socket, statistics) {
        Ok(Step::Done) => Attempt::Finished(Outcome::Sent { payload: sending.take_emptied() }),
        Ok(Step::Blocked) => Attempt::Blocked,
        Ok(Step::Yielded) => Attempt::Yielded,
        Ok(Step::Cold(region)) => {
            statistics.cold_waits += 1;
            *disk = Disk::Reading;
            Attempt::Delegated(Job::Warm(region))
        }
        Err(error) => failed(error),
    }
}

fn write(file: &File, position: u64, slices: &mut Vec<SharedBuffer>, statistics: &mut Statistics) -> Attempt {
    match write_inline(file, position, slices, statistics) {
        Ok(written) => {
            slices.clear();
            Attempt::Finished(Outcome::Written { written, slices: std::mem::take(slices) })
        }
        Err(error) => failed(error),
    }
}

/// From the page cache if it is there, else by the helper.
fn read(file: &File, position: u64, buffer: &mut Buffer, len: usize) -> Attempt {
    buffer.reserve(len);
    match system_calls::read(file, position, buffer, len, true) {
        Ok(count) if count == len || count == 0 => {
            Attempt::Finished(Outcome::Read { buffer: std::mem::take(buffer) })
        }
        // The rest, which is not cached or behind the end of the file; so is what this kernel cannot look up.
        result => {
            let count = result.unwrap_or(0);
            let (file, buffer) = (file.clone(), std::mem::take(buffer));
            Attempt::Delegated(Job::Read {
                file,
                position: position + count as u64,
                buffer,
                len: len - count,
            })
        }
    }
}

fn failed(error: Error) -> Attempt {
    Attempt::Finished(Outcome::Failed { error, reclaimed: Reclaimed::Nothing })
}

/// Where received bytes land. A chunk that fills little of a large buffer is copied to a small one, so that an idle
/// connection with half a request keeps little memory.
pub(super) struct Chunks {
    pool: Pool,
    landing: Buffer,
}

impl Chunks {
    pub(super) fn new(pool: Pool) -> Self {
        Self { pool, landing: Buffer::new() }
    }

    /// The next chunk of `socket`, empty at the end of the stream, and whether the socket may have more at once.
    fn receive(&mut self, socket: &Socket) -> std::io::Result<(SharedBuffer, bool)> {
        if self.landing.capacity() == 0 {
            self.landing = self.pool.take(crate::CHUNK_BYTES);
        }
        let received = system_calls::receive(socket.descriptor(), &mut self.landing, crate::CHUNK_BYTES)?;
        let is_full = received == crate::CHUNK_BYTES;
        if received <= crate::COPIED_CHUNK_BYTES_MAX {
            let chunk = self.pool.copy_from(&self.landing).freeze();
            self.landing.clear();
            return Ok((chunk, is_full));
        }
        Ok((std::mem::take(&mut self.landing).freeze(), is_full))
    }
}
