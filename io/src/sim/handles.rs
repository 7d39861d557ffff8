//! What stands behind the handles that callers hold. A dropped handle tells the world by a queue that the world reads
//! whenever it is next asked for something: a handle may be dropped while the world itself is at work.

use std::any::Any;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::connection::{ConnectionId, Side};
use super::disk::InodeId;
use super::world::NodeId;
use crate::doorbell::DoorbellTarget;
use crate::socket::SimulatedSocket;
use crate::{File, Listener, Socket};

/// Something that a caller did to a handle.
#[derive(Debug)]
pub(super) enum HandleEvent {
    FileClosed { node: NodeId, incarnation: u32, inode: InodeId },
    LockReleased { node: NodeId, incarnation: u32, inode: InodeId },
    SocketShutDown { connection: ConnectionId, side: Side },
    SocketClosed { connection: ConnectionId, side: Side },
    ListenerClosed { node: NodeId, incarnation: u32, address: SocketAddr },
}

/// Handle events that the world has not looked at. All handles of a world live on its thread: the lock is only there
/// because handles of the real backends cross threads.
#[derive(Clone, Debug, Default)]
pub(super) struct HandleEvents {
    queue: Arc<Mutex<Vec<HandleEvent>>>,
}

impl HandleEvents {
    pub(super) fn take(&self) -> Vec<HandleEvent> {
        std::mem::take(&mut self.queue.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, event: HandleEvent) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}

/// An open file of a node's incarnation.
#[derive(Debug)]
pub(super) struct SimFile {
    pub(super) node: NodeId,
    pub(super) incarnation: u32,
    pub(super) inode: InodeId,
    pub(super) writable: bool,
    pub(super) events: HandleEvents,
}

impl SimFile {
    pub(super) fn of(file: &File) -> &SimFile {
        file.simulated().downcast_ref().expect("the simulator made every simulated file")
    }
}

impl Drop for SimFile {
    fn drop(&mut self) {
        let (node, incarnation, inode) = (self.node, self.incarnation, self.inode);
        self.events.push(HandleEvent::FileClosed { node, incarnation, inode });
    }
}

/// A lock held.
#[derive(Debug)]
pub(super) struct SimLock {
    pub(super) node: NodeId,
    pub(super) incarnation: u32,
    pub(super) inode: InodeId,
    pub(super) events: HandleEvents,
}

impl Drop for SimLock {
    fn drop(&mut self) {
        let (node, incarnation, inode) = (self.node, self.incarnation, self.inode);
        self.events.push(HandleEvent::LockReleased { node, incarnation, inode });
    }
}

/// One end of a connection.
#[derive(Debug)]
pub(super) struct SimSocket {
    pub(super) connection: ConnectionId,
    pub(super) side: Side,
    pub(super) events: HandleEvents,
}

impl SimSocket {
    pub(super) fn of(socket: &Socket) -> (ConnectionId, Side) {
        let socket: &SimSocket =
            socket.simulated().as_any().downcast_ref().expect("the simulator made every simulated socket");
        (socket.connection, socket.side)
    }
}

impl SimulatedSocket for SimSocket {
    fn shutdown(&self) {
        let (connection, side) = (self.connection, self.side);
        self.events.push(HandleEvent::SocketShutDown { connection, side });
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Drop for SimSocket {
    fn drop(&mut self) {
        let (connection, side) = (self.connection, self.side);
        self.events.push(HandleEvent::SocketClosed { connection, side });
    }
}

/// A listening address of a node's incarnation.
#[derive(Debug)]
pub(super) struct SimListener {
    pub(super) node: NodeId,
    pub(super) incarnation: u32,
    pub(super) address: SocketAddr,
    pub(super) events: HandleEvents,
}

impl SimListener {
    pub(super) fn of(listener: &Listener) -> &SimListener {
        listener.simulated().downcast_ref().expect("the simulator made every simulated listener")
    }
}

impl Drop for SimListener {
    fn drop(&mut self) {
        let (node, incarnation, address) = (self.node, self.incarnation, self.address);
        self.events.push(HandleEvent::ListenerClosed { node, incarnation, address });
    }
}

/// A shard's doorbell.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: AtomicBool,
}

impl Bell {
    pub(super) fn is_rung(&self) -> bool {
        self.rung.load(Ordering::Relaxed)
    }

    pub(super) fn answer(&self) -> bool {
        self.rung.swap(false, Ordering::Relaxed)
    }
}

impl DoorbellTarget for Bell {
    fn ring(&self) {
        self.rung.store(true, Ordering::Relaxed);
    }
}
