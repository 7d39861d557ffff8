//! Operations in the ring: what each owns, and what the kernel is told.

use std::os::fd::{AsRawFd, OwnedFd};

use io_uring::types::{Fd, FsyncFlags};
use io_uring::{opcode, squeue};
use nix::sys::socket::{SockaddrLike, SockaddrStorage};

use super::provided::GROUP;
use crate::sending::{SLICES_MAX, Sending};
use crate::{Buffer, File, FileRegion, Listener, Reclaimed, SharedBuffer, Socket};

/// More than this in one request gains nothing, and lengths of requests are 32 bits.
const REQUEST_BYTES_MAX: usize = 1 << 30;

/// An operation in flight, with everything that the kernel may touch. It stays where it is until no request of it is in
/// the kernel any more; what its entries point to are heap blocks of its own, which do not move with it.
pub(super) struct Flight {
    pub(super) operation: Operation,
    /// Requests in the kernel.
    pub(super) requests: u8,
    /// The kind of the last one.
    pub(super) stage: Stage,
    /// Somebody wants it to end: it is not continued.
    pub(super) is_cancelled: bool,
}

/// What a request does for its operation; the lower bits of the user data.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(u64)]
pub(super) enum Stage {
    /// The operation itself.
    Main = 0,
    /// Waits until the socket takes bytes.
    Writable = 1,
    /// Tells the kernel that a file range is wanted.
    Advise = 2,
    /// Waits for its last byte.
    Warm = 3,
}

/// Bits of the user data that hold the stage.
const STAGE_BITS: u32 = 2;

impl Stage {
    pub(super) fn user_data(self, key: usize) -> u64 {
        (key as u64) << STAGE_BITS | self as u64
    }

    pub(super) fn of(user_data: u64) -> (usize, Self) {
        let stage = match user_data & ((1 << STAGE_BITS) - 1) {
            0 => Stage::Main,
            1 => Stage::Writable,
            2 => Stage::Advise,
            _ => Stage::Warm,
        };
        ((user_data >> STAGE_BITS) as usize, stage)
    }
}

pub(super) enum Operation {
    Accept {
        listener: Listener,
    },
    Connect {
        socket: Socket,
        address: Box<SockaddrStorage>,
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
        vectors: Option<Box<Vectors>>,
        warming: Option<Box<Warming>>,
    },
    /// `vectors` once it goes through the ring.
    Write {
        file: File,
        position: u64,
        slices: Vec<SharedBuffer>,
        vectors: Option<Box<Vectors>>,
    },
    Read {
        file: File,
        position: u64,
        buffer: Buffer,
        until: usize,
    },
    Sync {
        file: File,
    },
    SyncDirectory {
        directory: OwnedFd,
    },
}

/// A file range on its way into the page cache, and the byte that its read goes to.
pub(super) struct Warming {
    region: FileRegion,
    byte: u8,
}

impl Operation {
    /// The entry of the operation itself, as far as it has come. Vectors are taken from `spare`.
    pub(super) fn entry(&mut self, spare: &mut SpareVectors) -> squeue::Entry {
        match self {
            Operation::Accept { listener } => {
                let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
                opcode::AcceptMulti::new(Fd(listener.descriptor().as_raw_fd())).flags(flags).build()
            }
            Operation::Connect { socket, address } => {
                opcode::Connect::new(Fd(socket.raw()), address.as_ptr(), address.len()).build()
            }
            Operation::Receive { socket } => opcode::RecvMulti::new(Fd(socket.raw()), GROUP).build(),
            Operation::ReceiveInto { socket, buffer, until } => {
                let wanted = (*until - buffer.len()).min(REQUEST_BYTES_MAX) as u32;
                let (start, _) = buffer.spare();
                opcode::Recv::new(Fd(socket.raw()), start, wanted).flags(libc::MSG_WAITALL).build()
            }
            Operation::Send { socket, sending, vectors, .. } => send_entry(socket, sending, vectors, spare),
            Operation::Write { file, position, slices, vectors } => {
                let vectors = vectors.insert(spare.take());
                let count = vectors.set(slices.iter().map(|slice| &slice[..]));
                let descriptor = Fd(file.descriptor().as_raw_fd());
                opcode::Writev::new(descriptor, vectors.slices.as_ptr(), count as u32)
                    .offset(*position)
                    .build()
            }
            Operation::Read { file, position, buffer, until } => {
                let wanted = (*until - buffer.len()).min(REQUEST_BYTES_MAX) as u32;
                let (start, _) = buffer.spare();
                opcode::Read::new(Fd(file.descriptor().as_raw_fd()), start, wanted).offset(*position).build()
            }
            Operation::Sync { file } => {
                opcode::Fsync::new(Fd(file.descriptor().as_raw_fd())).flags(FsyncFlags::DATASYNC).build()
            }
            Operation::SyncDirectory { directory } => opcode::Fsync::new(Fd(directory.as_raw_fd())).build(),
        }
    }

    /// What it owned, for a caller whose operation has failed. Vectors go back to `spare`.
    pub(super) fn reclaim(self, spare: &mut SpareVectors) -> Reclaimed {
        match self {
            Operation::ReceiveInto { buffer, .. } | Operation::Read { buffer, .. } => {
                Reclaimed::Buffer(buffer)
            }
            Operation::Send { sending, vectors, .. } => {
                spare.put(vectors);
                Reclaimed::Payloads(sending.into_emptied())
            }
            Operation::Write { mut slices, vectors, .. } => {
                spare.put(vectors);
                slices.clear();
                Reclaimed::Slices(slices)
            }
            _ => Reclaimed::Nothing,
        }
    }
}

/// Sends memory up to the next file region. MSG_WAITALL lets the kernel wait for room and go on by itself.
fn send_entry(
    socket: &Socket,
    sending: &Sending,
    vectors: &mut Option<Box<Vectors>>,
    spare: &mut SpareVectors,
) -> squeue::Entry {
    let flags = libc::MSG_WAITALL | libc::MSG_NOSIGNAL;
    if let Some(slice) = sending.single() {
        let len = slice.len().min(REQUEST_BYTES_MAX) as u32;
        return opcode::Send::new(Fd(socket.raw()), slice.as_ptr(), len).flags(flags).build();
    }
    let vectors = vectors.get_or_insert_with(|| spare.take());
    vectors.clear();
    let more = sending.memory(|slice| vectors.push(slice));
    let flags = if more { flags | libc::MSG_MORE } else { flags };
    opcode::SendMsg::new(Fd(socket.raw()), vectors.header()).flags(flags as u32).build()
}

/// Entries that wait for `socket` to take bytes.
pub(super) fn writable_entry(socket: &Socket) -> squeue::Entry {
    opcode::PollAdd::new(Fd(socket.raw()), libc::POLLOUT as u32).build()
}

/// A linked pair that brings a range into the page cache: ask for all of it, then wait for its last byte.
pub(super) fn warm_entries(
    warming: &mut Option<Box<Warming>>,
    region: FileRegion,
) -> (squeue::Entry, squeue::Entry) {
    let warming = warming.insert(Box::new(Warming { region, byte: 0 }));
    let region = &warming.region;
    let descriptor = Fd(region.file.descriptor().as_raw_fd());
    let advise = opcode::Fadvise::new(descriptor, i64::from(region.len), libc::POSIX_FADV_WILLNEED)
        .offset(region.position)
        .build()
        .flags(squeue::Flags::IO_HARDLINK);
    let last = region.position + u64::from(region.len) - 1;
    let read = opcode::Read::new(descriptor, &raw mut warming.byte, 1).offset(last).build();
    (advise, read)
}

/// Boxed vectors for the next requests.
pub(super) struct SpareVectors {
    #[expect(clippy::vec_box, reason = "the kernel has their addresses: they must not move")]
    boxes: Vec<Box<Vectors>>,
}

impl SpareVectors {
    /// What is kept; more are freed.
    const BOXES_MAX: usize = 64;
    /// What is there from the beginning: a write goes through the ring only after a slow one, which may be hours later, and
    /// then it should not have to allocate.
    const BOXES_AHEAD: usize = 16;

    fn take(&mut self) -> Box<Vectors> {
        self.boxes.pop().unwrap_or_default()
    }

    fn put(&mut self, vectors: Option<Box<Vectors>>) {
        if self.boxes.len() < Self::BOXES_MAX {
            self.boxes.extend(vectors);
        }
    }
}

impl Default for SpareVectors {
    fn default() -> Self {
        let mut boxes = Vec::with_capacity(Self::BOXES_MAX);
        boxes.resize_with(Self::BOXES_AHEAD, Box::default);
        Self { boxes }
    }
}

/// The message header and vectors of one request. Boxed and used again: the kernel reads them when it takes the entry.
pub(super) struct Vectors {
    header: libc::msghdr,
    slices: [libc::iovec; SLICES_MAX],
    used: usize,
}

impl Default for Vectors {
    fn default() -> Self {
        let none = libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 };
        // SAFETY: zeros are a message header without address, vectors and control data.
        let header = unsafe { std::mem::zeroed() };
        Self { header, slices: [none; SLICES_MAX], used: 0 }
    }
}

impl Vectors {
    fn clear(&mut self) {
        self.used = 0;
    }

    /// Adds a slice; there is room for [`SLICES_MAX`].
    fn push(&mut self, slice: &[u8]) {
        self.slices[self.used] =
            libc::iovec { iov_base: slice.as_ptr().cast_mut().cast(), iov_len: slice.len() };
        self.used += 1;
    }

    /// The first [`SLICES_MAX`] slices; returns how many.
    fn set<'a>(&mut self, slices: impl Iterator<Item = &'a [u8]>) -> usize {
        self.clear();
        slices.take(SLICES_MAX).for_each(|slice| self.push(slice));
        self.used
    }

    /// The header of a message made of what was pushed. It points into this box.
    fn header(&mut self) -> *const libc::msghdr {
        self.header.msg_iov = self.slices.as_mut_ptr();
        self.header.msg_iovlen = self.used as _;
        &raw const self.header
    }
}
