//! Making sockets of the kernel.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

use nix::errno::Errno;
use nix::sys::socket::{
    self as sys, AddressFamily, Backlog, SockFlag, SockProtocol, SockType, SockaddrStorage, sockopt,
};

use crate::socket::{ListenerHandle, SocketHandle};
use crate::{Listener, Socket};

/// Connections that may wait to be accepted; the kernel cuts it to net.core.somaxconn.
const BACKLOG: i32 = 4096;

/// As [`crate::Io::listen`].
pub(crate) fn listen(address: SocketAddr) -> Result<Listener> {
    let descriptor = new_stream(address)?;
    sys::setsockopt(&descriptor, sockopt::ReuseAddr, &true)?;
    if address.is_ipv6() {
        sys::setsockopt(&descriptor, sockopt::Ipv6V6Only, &true)?;
    }
    sys::bind(descriptor.as_raw_fd(), &SockaddrStorage::from(address))?;
    sys::listen(&descriptor, Backlog::new(BACKLOG)?)?;
    let local_address = local_address(descriptor.as_raw_fd())?;
    Ok(Listener::new(ListenerHandle::Descriptor(descriptor), local_address))
}

/// A socket for a connection to `peer`, not connected yet.
pub(crate) fn unconnected(peer: SocketAddr) -> Result<Socket> {
    let descriptor = new_stream(peer)?;
    sys::setsockopt(&descriptor, sockopt::TcpNoDelay, &true)?;
    Ok(Socket::new(SocketHandle::Descriptor(descriptor), None, peer))
}

/// Begins to connect, or asks how it went; `false`: writability will tell.
pub(crate) fn connect(socket: &Socket) -> Result<bool> {
    match sys::connect(socket.raw(), &SockaddrStorage::from(socket.peer_address())) {
        Ok(()) | Err(Errno::EISCONN) => Ok(true),
        // An interrupted connect goes on by itself (connect(2)).
        Err(Errno::EINPROGRESS | Errno::EALREADY | Errno::EINTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The next waiting connection of `listener`; `WouldBlock` when there is none, `None` when it is gone already.
pub(crate) fn accept(listener: &Listener) -> Result<Option<Socket>> {
    let flags = SockFlag::SOCK_NONBLOCK | SockFlag::SOCK_CLOEXEC;
    let descriptor = sys::accept4(listener.descriptor().as_raw_fd(), flags)?;
    // SAFETY: the kernel has just made this descriptor for us; nobody else knows it.
    Ok(accepted(unsafe { OwnedFd::from_raw_fd(descriptor) }).ok())
}

/// A descriptor that `accept` has returned as a socket. Fails when the connection is gone already.
pub(crate) fn accepted(descriptor: OwnedFd) -> Result<Socket> {
    sys::setsockopt(&descriptor, sockopt::TcpNoDelay, &true)?;
    let peer_address = to_std(&sys::getpeername::<SockaddrStorage>(descriptor.as_raw_fd())?)?;
    Ok(Socket::new(SocketHandle::Descriptor(descriptor), None, peer_address))
}

/// Whether an `accept` may be tried again at once: the connection, not the listener, is at fault (accept(2)).
pub(crate) fn is_fault_of_peer(error: &Error) -> bool {
    use Errno as E;
    let code = E::from_raw(error.raw_os_error().unwrap_or(0));
    matches!(
        code,
        E::ECONNABORTED
            | E::EINTR
            | E::EPROTO
            | E::ENETDOWN
            | E::ENOPROTOOPT
            | E::EHOSTDOWN
            | E::ENONET
            | E::EHOSTUNREACH
            | E::EOPNOTSUPP
            | E::ENETUNREACH
    )
}

/// The address of this end.
pub(crate) fn local_address(descriptor: RawFd) -> Result<SocketAddr> {
    to_std(&sys::getsockname::<SockaddrStorage>(descriptor)?)
}

/// Non-blocking, so that inline calls never wait; the ring waits for readiness by itself.
fn new_stream(address: SocketAddr) -> Result<OwnedFd> {
    let family = if address.is_ipv4() { AddressFamily::Inet } else { AddressFamily::Inet6 };
    let flags = SockFlag::SOCK_NONBLOCK | SockFlag::SOCK_CLOEXEC;
    Ok(sys::socket(family, SockType::Stream, flags, SockProtocol::Tcp)?)
}

fn to_std(address: &SockaddrStorage) -> Result<SocketAddr> {
    if let Some(&v4) = address.as_sockaddr_in() {
        return Ok(SocketAddr::from(v4));
    }
    if let Some(&v6) = address.as_sockaddr_in6() {
        return Ok(SocketAddr::from(v6));
    }
    Err(Error::new(ErrorKind::InvalidData, "an address that is neither IPv4 nor IPv6"))
}
