//! Which operation waits for which socket.

use std::io::Result;
use std::os::fd::{AsRawFd, BorrowedFd};

use nix::sys::epoll::{Epoll, EpollEvent, EpollFlags};

use crate::{Listener, Socket};

/// The event data of the doorbell.
pub(super) const WAKE_DATA: u64 = u64::MAX;

/// What an operation waits for.
#[derive(Copy, Clone)]
pub(super) struct Handle<'a> {
    descriptor: BorrowedFd<'a>,
    identity: u64,
    direction: Direction,
}

/// Which way the bytes go.
#[derive(Copy, Clone, Eq, PartialEq)]
pub(super) enum Direction {
    Reading,
    Writing,
}

impl<'a> Handle<'a> {
    pub(super) fn reading(socket: &'a Socket) -> Self {
        Self { descriptor: socket.descriptor(), identity: socket.identity(), direction: Direction::Reading }
    }

    pub(super) fn writing(socket: &'a Socket) -> Self {
        Self { direction: Direction::Writing, ..Self::reading(socket) }
    }

    pub(super) fn accepting(listener: &'a Listener) -> Self {
        let (descriptor, identity) = (listener.descriptor(), listener.identity());
        Self { descriptor, identity, direction: Direction::Reading }
    }

    /// The descriptor, and enough of the identity to tell an event of its former owner.
    fn event_data(&self) -> u64 {
        self.identity << 32 | self.index() as u64
    }

    fn index(&self) -> usize {
        self.descriptor.as_raw_fd() as usize
    }
}

/// What is known of each socket, by descriptor. A socket is registered once, edge-triggered both ways, when it is first
/// used here, and leaves the kernel's set when its descriptor closes; a new owner of the descriptor is told from the old
/// one by the identity.
#[derive(Default)]
pub(super) struct InterestTable {
    sockets: Vec<Interest>,
}

#[derive(Clone, Default)]
struct Interest {
    identity: u64,
    /// The descriptor's number when registered.
    event_data: u64,
    reader: Waiter,
    writer: Waiter,
    hung_up: bool,
}

/// One direction of a socket: whether the kernel may have something (it does until a call says EAGAIN), and for whom.
#[derive(Copy, Clone, Default)]
struct Waiter {
    is_ready: bool,
    key: Option<usize>,
}

impl InterestTable {
    /// Makes `key` the operation that hears of this socket.
    pub(super) fn claim(&mut self, epoll: &Epoll, handle: Handle<'_>, key: usize) -> Result<()> {
        if handle.index() >= self.sockets.len() {
            self.sockets.resize(handle.index() + 1, Interest::default());
        }
        let interest = &mut self.sockets[handle.index()];
        if interest.identity != handle.identity {
            let edges =
                EpollFlags::EPOLLIN | EpollFlags::EPOLLOUT | EpollFlags::EPOLLRDHUP | EpollFlags::EPOLLET;
            epoll.add(handle.descriptor, EpollEvent::new(edges, handle.event_data()))?;
            let unknown = Waiter { is_ready: true, key: None };
            *interest = Interest {
                identity: handle.identity,
                event_data: handle.event_data(),
                reader: unknown,
                writer: unknown,
                hung_up: false,
            };
        }
        let waiter = interest.waiter(handle.direction);
        debug_assert!(
            waiter.key.is_none_or(|current| current == key),
            "two operations one way on one socket"
        );
        waiter.key = Some(key);
        Ok(())
    }

    /// Forgets that `key` waits.
    pub(super) fn release(&mut self, handle: Handle<'_>, key: usize) {
        if let Some(interest) = self.find(handle) {
            let waiter = interest.waiter(handle.direction);
            waiter.key = waiter.key.filter(|&current| current != key);
        }
    }

    /// Whether a call may have something to do.
    pub(super) fn is_ready(&mut self, handle: Handle<'_>) -> bool {
        self.find(handle).is_none_or(|interest| interest.waiter(handle.direction).is_ready)
    }

    /// Whether the peer has sent its last byte, so that a short read is not the sign of an empty socket.
    pub(super) fn is_hung_up(&mut self, handle: Handle<'_>) -> bool {
        self.find(handle).is_some_and(|interest| interest.hung_up)
    }

    /// Notes that a call had nothing to do: the next edge will tell.
    pub(super) fn set_blocked(&mut self, handle: Handle<'_>) {
        if let Some(interest) = self.find(handle) {
            interest.waiter(handle.direction).is_ready = false;
        }
    }

    /// Takes note of an event; the reader and the writer that can go on.
    pub(super) fn on_event(&mut self, event: EpollEvent) -> (Option<usize>, Option<usize>) {
        let index = event.data() as u32 as usize;
        let Some(interest) = self.sockets.get_mut(index).filter(|it| it.event_data == event.data()) else {
            return (None, None); // The doorbell, or a socket that was closed after the kernel made the event.
        };
        let flags = event.events();
        let broken = EpollFlags::EPOLLHUP | EpollFlags::EPOLLERR;
        interest.hung_up |= flags.intersects(broken | EpollFlags::EPOLLRDHUP);
        let readable = flags.intersects(broken | EpollFlags::EPOLLRDHUP | EpollFlags::EPOLLIN);
        let writable = flags.intersects(broken | EpollFlags::EPOLLOUT);
        interest.reader.is_ready |= readable;
        interest.writer.is_ready |= writable;
        (interest.reader.key.filter(|_| readable), interest.writer.key.filter(|_| writable))
    }

    fn find(&mut self, handle: Handle<'_>) -> Option<&mut Interest> {
        self.sockets.get_mut(handle.index()).filter(|interest| interest.identity == handle.identity)
    }
}

impl Interest {
    fn waiter(&mut self, direction: Direction) -> &mut Waiter {
        match direction {
            Direction::Reading => &mut self.reader,
            Direction::Writing => &mut self.writer,
        }
    }
}
