//! Connections and listeners: handles that keep a descriptor open.

use std::any::Any;
use std::fmt;
use std::net::SocketAddr;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::socket_calls;

/// A TCP connection. Clones share one descriptor, which closes when the last clone and the last operation on it are
/// gone. It is plain: any shard's `Io` may use it, one at a time.
#[derive(Clone)]
pub struct Socket {
    shared: Arc<SocketShared>,
}

struct SocketShared {
    handle: SocketHandle,
    identity: u64,
    local_address: OnceLock<SocketAddr>,
    peer_address: SocketAddr,
}

/// What stands behind a socket.
pub(crate) enum SocketHandle {
    /// A descriptor of the kernel.
    Descriptor(OwnedFd),
    /// An object of the simulator; its `Drop` is the close.
    Simulated(Arc<dyn SimulatedSocket>),
}

/// What the simulator's end of a connection must be able to do without its `Io` at hand.
pub(crate) trait SimulatedSocket: Send + Sync {
    /// As [`Socket::shutdown`].
    fn shutdown(&self);
    /// For the simulator to find its own type again.
    #[allow(dead_code, reason = "used by the simulated backend only")]
    fn as_any(&self) -> &dyn Any;
}

/// Sockets that lived in this process so far: descriptors are used again, identities are not.
static NEXT_IDENTITY: AtomicU64 = AtomicU64::new(1);

impl Socket {
    /// A socket; without `local_address` the kernel is asked when somebody wants to know.
    pub(crate) fn new(
        handle: SocketHandle,
        local_address: Option<SocketAddr>,
        peer_address: SocketAddr,
    ) -> Self {
        let identity = NEXT_IDENTITY.fetch_add(1, Ordering::Relaxed);
        let local_address = local_address.map_or_else(OnceLock::new, OnceLock::from);
        Self { shared: Arc::new(SocketShared { handle, identity, local_address, peer_address }) }
    }

    /// This end. Of a connection that is broken already it may be the unspecified address.
    pub fn local_address(&self) -> SocketAddr {
        *self.shared.local_address.get_or_init(|| {
            let unspecified = || SocketAddr::new(std::net::Ipv4Addr::UNSPECIFIED.into(), 0);
            socket_calls::local_address(self.raw()).unwrap_or_else(|_| unspecified())
        })
    }

    /// The other end.
    pub fn peer_address(&self) -> SocketAddr {
        self.shared.peer_address
    }

    /// Ends the connection both ways: armed receives complete with end of stream or an error, the peer sees the end
    /// of the stream. Errors (already disconnected) do not matter to anyone and are ignored.
    pub fn shutdown(&self) {
        match &self.shared.handle {
            SocketHandle::Descriptor(descriptor) => {
                let _ = nix::sys::socket::shutdown(descriptor.as_raw_fd(), nix::sys::socket::Shutdown::Both);
            }
            SocketHandle::Simulated(object) => object.shutdown(),
        }
    }

    /// Never used twice in a process, unlike descriptors.
    pub(crate) fn identity(&self) -> u64 {
        self.shared.identity
    }

    /// The descriptor; panics on a simulated socket, which never meets the kernel.
    pub(crate) fn descriptor(&self) -> BorrowedFd<'_> {
        match &self.shared.handle {
            SocketHandle::Descriptor(descriptor) => descriptor.as_fd(),
            SocketHandle::Simulated(_) => panic!("a simulated socket has no descriptor"),
        }
    }

    /// As [`Self::descriptor`], bare.
    pub(crate) fn raw(&self) -> RawFd {
        self.descriptor().as_raw_fd()
    }

    /// The simulator's object; panics on a socket of the kernel.
    #[allow(dead_code, reason = "used by the simulated backend only")]
    pub(crate) fn simulated(&self) -> &Arc<dyn SimulatedSocket> {
        match &self.shared.handle {
            SocketHandle::Simulated(object) => object,
            SocketHandle::Descriptor(_) => panic!("a socket of the kernel met the simulator"),
        }
    }
}

impl fmt::Debug for Socket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Socket({})", self.shared.peer_address)
    }
}

/// A bound and listening socket.
#[derive(Clone)]
pub struct Listener {
    shared: Arc<ListenerShared>,
}

struct ListenerShared {
    handle: ListenerHandle,
    identity: u64,
    local_address: SocketAddr,
}

/// What stands behind a listener.
pub(crate) enum ListenerHandle {
    /// A descriptor of the kernel.
    Descriptor(OwnedFd),
    /// An object of the simulator; its `Drop` is the close.
    Simulated(Arc<dyn Any + Send + Sync>),
}

impl Listener {
    pub(crate) fn new(handle: ListenerHandle, local_address: SocketAddr) -> Self {
        let identity = NEXT_IDENTITY.fetch_add(1, Ordering::Relaxed);
        Self { shared: Arc::new(ListenerShared { handle, identity, local_address }) }
    }

    /// Where it listens, with the port that was chosen when 0 was asked for.
    pub fn local_address(&self) -> SocketAddr {
        self.shared.local_address
    }

    /// Never used twice in a process, and never one of a [`Socket`].
    pub(crate) fn identity(&self) -> u64 {
        self.shared.identity
    }

    /// The descriptor; panics on a simulated listener.
    pub(crate) fn descriptor(&self) -> BorrowedFd<'_> {
        match &self.shared.handle {
            ListenerHandle::Descriptor(descriptor) => descriptor.as_fd(),
            ListenerHandle::Simulated(_) => panic!("a simulated listener has no descriptor"),
        }
    }

    /// The simulator's object; panics on a listener of the kernel.
    #[allow(dead_code, reason = "used by the simulated backend only")]
    pub(crate) fn simulated(&self) -> &Arc<dyn Any + Send + Sync> {
        match &self.shared.handle {
            ListenerHandle::Simulated(object) => object,
            ListenerHandle::Descriptor(_) => panic!("a listener of the kernel met the simulator"),
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Listener({})", self.shared.local_address)
    }
}
