//! Making sockets of the kernel.

use std::ffi::OsString;
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
    if address.ip().is_loopback() {
        forgo_pacing(&descriptor);
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
    if peer.ip().is_loopback() {
        forgo_pacing(&descriptor);
    }
    Ok(Socket::new(SocketHandle::Descriptor(descriptor), None, peer))
}

/// For a socket that is bound or connects to a loopback address, before it does: BBR, where it is the system's choice, paces
/// with a kernel timer per segment, which was measured to cost three times what sending the bytes does. Within one host
/// there is no congestion to control. Connections of a listener inherit this; where it is refused, things stay as they are.
fn forgo_pacing(descriptor: &OwnedFd) {
    // Reno is compiled in and allowed everywhere.
    let _ = sys::setsockopt(descriptor, sockopt::TcpCongestion, &OsString::from("reno"));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn congestion_control(descriptor: &impl std::os::fd::AsFd) -> String {
        let name = sys::getsockopt(descriptor, sockopt::TcpCongestion).expect("Linux tells");
        name.to_string_lossy().trim_end_matches('\0').to_owned()
    }

    #[test]
    fn both_ends_of_a_loopback_connection_forgo_pacing() {
        let listener = listen("127.0.0.1:0".parse().expect("an address")).expect("a port");
        let client = unconnected(listener.local_address()).expect("a socket");
        while !connect(&client).expect("a listener") {}
        let accepted = loop {
            match accept(&listener) {
                Ok(Some(socket)) => break socket,
                Ok(None) => panic!("the connection is gone"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
            }
        };
        assert_eq!(congestion_control(&client.descriptor()), "reno");
        assert_eq!(congestion_control(&accepted.descriptor()), "reno");
    }

    #[test]
    fn other_connections_keep_what_the_system_has_chosen() {
        let listener = listen("0.0.0.0:0".parse().expect("an address")).expect("a port");
        let fresh = new_stream(listener.local_address()).expect("a socket");
        assert_eq!(congestion_control(&listener.descriptor()), congestion_control(&fresh));
    }
}
