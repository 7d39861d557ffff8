//! One shard's boundary to a simulated world.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::connection::ReceiveInto;
use super::handles::{Bell, SimFile, SimLock};
use super::operations::trace_op;
use super::world::{IoId, Target, World};
use super::{Fault, Random, SimWorld};
use crate::file::FileHandle;
use crate::{
    Completion, DirectoryEntry, Doorbell, File, FileLock, FileSystem, Io, Listener, Op, OpenOptions, Pool,
    Space, Token,
};

/// A shard's `Io` in a [`SimWorld`].
///
/// By default a turn never waits: it hands out what is there and notes the deadline; [`SimWorld::poll`] tells when it is
/// this one's turn again. With [`SimIo::waiting`] a turn lets the world go on until there is something, which suits a
/// caller that drives one loop and no world.
pub struct SimIo {
    world: SimWorld,
    id: IoId,
    random: Random,
    bell: Arc<Bell>,
    pool: Pool,
    now: Duration,
    wall_clock_ms: i64,
    waiting: bool,
}

impl SimIo {
    pub(super) fn new(world: SimWorld, id: IoId, random: Random, bell: Arc<Bell>, pool: Pool) -> Self {
        let (now, wall_clock_ms) = {
            let world = world.lock();
            (world.now, world.wall_clock_ms(id))
        };
        Self { world, id, random, bell, pool, now, wall_clock_ms, waiting: false }
    }

    /// The same, but its turns wait as those of a real one.
    pub fn waiting(mut self) -> Self {
        self.waiting = true;
        self
    }

    /// Its name in [`super::Poll::Run`].
    pub fn id(&self) -> IoId {
        self.id
    }

    /// Hands out what is there; tells whether the turn is over.
    fn take_ready(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) -> bool {
        let mut world = self.world.lock();
        world.process_due();
        world.draw_clock_jump(self.id);
        let now = world.now;
        let state = &mut world.ios[self.id.0];
        let rung = state.bell.answer();
        let before = out.len();
        out.extend(state.ready.drain(..));
        let over = rung || out.len() > before || deadline.is_some_and(|deadline| deadline <= now);
        state.parked = !over;
        state.deadline = deadline;
        self.now = now;
        self.wall_clock_ms = world.wall_clock_ms(self.id);
        over
    }

    /// Lets the world go on to its next event or this one's deadline; false when there is neither.
    fn wait(&mut self, deadline: Option<Duration>) -> bool {
        let mut world = self.world.lock();
        match world.next_time().into_iter().chain(deadline).min() {
            Some(next) => world.now = world.now.max(next),
            None => return false,
        }
        true
    }

    /// Begins an inline call: counts it, and traces it with its path.
    fn call<T>(
        &mut self,
        kind: u64,
        path: &Path,
        action: impl FnOnce(&mut World, IoId) -> Result<T>,
    ) -> Result<T> {
        let mut world = self.world.lock();
        world.count_operation(self.id)?;
        world.ios[self.id.0].parked = false;
        world.trace_begin(self.id, Token::new(0, 0, 0));
        world.trace.word(kind);
        world.trace.bytes(path.as_os_str().as_encoded_bytes());
        let result = action(&mut world, self.id);
        world.trace.word(result.as_ref().map_or_else(|error| error.kind() as u64 + 1, |_| 0));
        result
    }

    /// An inline call on an open file.
    fn call_on<T>(
        &mut self,
        kind: u64,
        file: &File,
        action: impl FnOnce(&mut World, IoId) -> Result<T>,
    ) -> Result<T> {
        self.call(kind, file.path(), |world, io| {
            world.check_handle(io, file)?;
            action(world, io)
        })
    }
}

impl Io for SimIo {
    fn submit(&mut self, token: Token, op: Op) {
        let mut world = self.world.lock();
        if world.count_operation(self.id).is_err() {
            return;
        }
        world.ios[self.id.0].parked = false;
        world.trace_begin(self.id, token);
        trace_op(&mut world.trace, &op);
        match op {
            Op::Accept { listener } => world.submit_accept(self.id, token, listener),
            Op::Connect { address } => world.submit_connect(self.id, token, address),
            Op::Receive { socket } => world.submit_receive(self.id, token, socket, ReceiveInto::Chunks),
            Op::ReceiveInto { socket, buffer, until } => {
                assert!(until <= buffer.capacity() && buffer.len() <= until, "it fits into its buffer");
                world.submit_receive(self.id, token, socket, ReceiveInto::Caller { buffer, until });
            }
            Op::Send { socket, payload } => world.submit_send(self.id, token, socket, payload),
            Op::Cancel { target } => world.cancel(self.id, target),
            Op::Write { .. } | Op::Read { .. } | Op::Sync { .. } | Op::SyncDirectory { .. } => {
                world.set_target(self.id, token, Target::Disk);
                world.submit_disk(self.id, token, op);
            }
        }
    }

    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>) {
        while !self.take_ready(deadline, out) {
            if !self.waiting || !self.wait(deadline) {
                return;
            }
        }
    }

    fn now(&self) -> Duration {
        self.now
    }

    fn wall_clock_ms(&self) -> i64 {
        self.wall_clock_ms
    }

    fn random_u64(&mut self) -> u64 {
        self.random.next_u64()
    }

    fn doorbell(&self) -> Doorbell {
        Doorbell::new(self.bell.clone())
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }

    fn listen(&mut self, address: SocketAddr) -> Result<Listener> {
        self.call(20, Path::new(""), |world, io| world.listen(io, address))
    }
}

impl FileSystem for SimIo {
    fn open(&mut self, path: &Path, options: OpenOptions) -> Result<File> {
        assert!(!(options.write_once && options.truncate_to_zero), "a write-once file is never emptied");
        self.call(1, path, |world, io| world.open(io, path, options))
    }

    fn file_len(&mut self, file: &File) -> Result<u64> {
        self.call_on(2, file, |world, _| Ok(world.inode_of(file).len()))
    }

    fn read_at(&mut self, file: &File, position: u64, into: &mut [u8]) -> Result<usize> {
        self.call_on(3, file, |world, _| Ok(world.inode_of(file).read(position, into)))
    }

    fn write_at(&mut self, file: &File, position: u64, bytes: &[u8]) -> Result<()> {
        self.call_on(4, file, |world, io| {
            world.check_writable(io, file)?;
            file.begin_write(position)?;
            world.trace.bytes(bytes);
            // The caller is told of a short write by an error, or never sees it: the call goes on with the rest.
            let result = world.admit_write(io, file, position, bytes.len());
            if result.is_ok() {
                world.write_bytes(io, file, position, bytes);
            }
            file.end_write(if result.is_ok() { bytes.len() as u64 } else { 0 });
            result.map(drop)
        })
    }

    fn allocate(&mut self, file: &File, position: u64, len: u64) -> Result<()> {
        self.call_on(5, file, |world, io| {
            let end = position + len;
            if !world.inode_of(file).has_room_until(end) && world.is_full(io, len) {
                world.counts.count(Fault::AllocateNoSpace);
                return Err(ErrorKind::StorageFull.into());
            }
            world.inode_mut_of(file).reserve(end);
            Ok(())
        })
    }

    fn trim(&mut self, file: &File) -> Result<()> {
        self.call_on(6, file, |world, _| {
            file.begin_trim(world.inode_of(file).len())?;
            world.inode_mut_of(file).trim();
            file.end_write(0);
            Ok(())
        })
    }

    fn set_len(&mut self, file: &File, len: u64) -> Result<()> {
        self.call_on(7, file, |world, io| {
            world.check_writable(io, file)?;
            file.check_resize()?;
            world.node_of(io).disk.set_len(SimFile::of(file).inode, len);
            Ok(())
        })
    }

    fn sync(&mut self, file: &File) -> Result<()> {
        self.call_on(8, file, |world, io| {
            let snapshot = world.inode_of(file).begin_sync();
            world.finish_sync(io, file, snapshot)
        })
    }

    fn sync_directory(&mut self, directory: &Path) -> Result<()> {
        self.call(9, directory, |world, io| {
            let snapshot = world.node_of(io).disk.begin_sync_directory(directory)?;
            world.finish_sync_directory(io, snapshot)
        })
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        self.call(10, from, |world, io| {
            if world.is_full(io, 0) {
                world.counts.count(Fault::RenameNoSpace);
                return Err(ErrorKind::StorageFull.into());
            }
            world.trace.bytes(to.as_os_str().as_encoded_bytes());
            world.node_of(io).disk.rename(from, to)
        })
    }

    fn remove_file(&mut self, path: &Path) -> Result<()> {
        self.call(11, path, |world, io| world.node_of(io).disk.remove_file(path))
    }

    fn remove_directory(&mut self, path: &Path) -> Result<()> {
        self.call(12, path, |world, io| world.node_of(io).disk.remove_directory(path))
    }

    fn create_directory(&mut self, path: &Path) -> Result<()> {
        self.call(13, path, |world, io| {
            if !world.node_of(io).disk.exists(path) {
                world.admit_creation(io)?;
            }
            world.node_of(io).disk.create_directory(path)
        })
    }

    fn list(&mut self, directory: &Path) -> Result<Vec<DirectoryEntry>> {
        self.call(14, directory, |world, io| world.node_of(io).disk.list(directory))
    }

    fn exists(&mut self, path: &Path) -> Result<bool> {
        self.call(15, path, |world, io| Ok(world.node_of(io).disk.exists(path)))
    }

    fn modified_ms(&mut self, file: &File) -> Result<i64> {
        self.call_on(16, file, |world, _| Ok(world.inode_of(file).modified_ms))
    }

    fn space(&mut self, path: &Path) -> Result<Space> {
        self.call(17, path, |world, io| {
            let now = world.now;
            let node = world.node_of(io);
            Ok(Space { total_bytes: node.disk.capacity_bytes(), available_bytes: node.available_bytes(now) })
        })
    }

    fn lock(&mut self, path: &Path) -> Result<FileLock> {
        self.call(18, path, |world, io| world.lock_file(io, path))
    }
}

impl Drop for SimIo {
    fn drop(&mut self) {
        let id = self.id;
        let mut world = self.world.lock();
        world.ios[id.0].dropped = true;
        world.ios[id.0].ready.clear();
    }
}

impl World {
    fn open(&mut self, io: IoId, path: &Path, options: OpenOptions) -> Result<File> {
        let existing = self.node_of(io).disk.file(path)?;
        let inode = match existing {
            Some(_) if options.create_new => return Err(ErrorKind::AlreadyExists.into()),
            Some(inode) => inode,
            None if options.write && (options.create || options.create_new) => {
                self.admit_creation(io)?;
                self.node_of(io).disk.create_file(path)?
            }
            None => return Err(ErrorKind::NotFound.into()),
        };
        let modified_ms = self.wall_clock_ms(io);
        let (events, incarnation, node) =
            (self.handles.clone(), self.ios[io.0].incarnation, self.ios[io.0].node);
        let disk = &mut self.nodes[node.0].disk;
        if options.truncate_to_zero && options.write {
            disk.set_len(inode, 0);
        }
        disk.open(inode);
        let state = disk.inode_mut(inode);
        state.write_once |= options.write_once;
        if existing.is_none() {
            state.modified_ms = modified_ms;
        }
        let (len, identity) = (state.len(), (node.0 as u64) << 48 | inode.0);
        let handle = FileHandle::Simulated(Arc::new(SimFile {
            node,
            incarnation,
            inode,
            writable: options.write,
            events,
        }));
        Ok(File::new(handle, path.to_owned(), identity, len, options))
    }

    fn admit_creation(&mut self, io: IoId) -> Result<()> {
        if self.is_full(io, 0) {
            self.counts.count(Fault::CreateNoSpace);
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn lock_file(&mut self, io: IoId, path: &Path) -> Result<FileLock> {
        let inode = match self.node_of(io).disk.file(path)? {
            Some(inode) => inode,
            None => self.node_of(io).disk.create_file(path)?,
        };
        if !self.node_of(io).locks.insert(inode) {
            return Err(Error::from(ErrorKind::WouldBlock));
        }
        let (events, incarnation, node) =
            (self.handles.clone(), self.ios[io.0].incarnation, self.ios[io.0].node);
        Ok(FileLock::new(FileHandle::Simulated(Arc::new(SimLock { node, incarnation, inode, events }))))
    }
}
