//! Disk operations in flight: when they take effect, and what goes wrong with them.

use std::io::{Error, ErrorKind, Result};
use std::time::Duration;

use super::disk::DirectorySnapshot;
use super::events::Event;
use super::handles::SimFile;
use super::inode::SyncSnapshot;
use super::world::{IoId, World};
use super::{Fault, TraceHash};
use crate::{Buffer, File, Op, Outcome, Reclaimed, SharedBuffer, Token};

/// Names a disk operation for as long as its world lives.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(super) struct OperationId(pub(super) u64);

/// A disk operation whose effect and completion are to come. It owns its buffers until then.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) io: IoId,
    pub(super) token: Token,
    kind: OperationKind,
}

#[derive(Debug)]
enum OperationKind {
    Write {
        file: File,
        position: u64,
        slices: Vec<SharedBuffer>,
        content: u64,
    },
    Read {
        file: File,
        position: u64,
        buffer: Buffer,
        len: usize,
    },
    /// `None`: its file or directory is not there.
    Sync {
        file: File,
        snapshot: Option<SyncSnapshot>,
    },
    SyncDirectory {
        snapshot: Result<DirectorySnapshot>,
    },
}

const WRITE_TYPICAL: Duration = Duration::from_micros(10);
const READ_TYPICAL: Duration = Duration::from_micros(20);
const SYNC_TYPICAL: Duration = Duration::from_micros(150);

impl World {
    /// Queues a disk operation. What a sync covers is settled now; what a write changes, when it takes effect.
    pub(super) fn submit_disk(&mut self, io: IoId, token: Token, op: Op) {
        let (kind, typical) = match op {
            Op::Write { file, position, slices } => {
                if let Err(error) = self.check_writable(io, &file).and_then(|()| file.begin_write(position)) {
                    return self.fail(io, token, error, Reclaimed::Slices(emptied(slices)));
                }
                let content = content_hash(&slices);
                (OperationKind::Write { file, position, slices, content }, WRITE_TYPICAL)
            }
            Op::Read { file, position, buffer, len } => {
                (OperationKind::Read { file, position, buffer, len }, READ_TYPICAL)
            }
            Op::Sync { file } => {
                let snapshot = self.check_handle(io, &file).ok().map(|()| self.inode_of(&file).begin_sync());
                (OperationKind::Sync { file, snapshot }, SYNC_TYPICAL)
            }
            Op::SyncDirectory { directory } => {
                let snapshot = self.node_of(io).disk.begin_sync_directory(&directory);
                (OperationKind::SyncDirectory { snapshot }, SYNC_TYPICAL)
            }
            _ => unreachable!("the caller sends disk operations here"),
        };
        let latency = self.disk_latency(io, typical);
        let id = OperationId(self.new_id());
        self.operations.insert(id, Operation { io, token, kind });
        self.events.schedule(self.now + latency, Event::Disk(id));
    }

    /// The operation takes effect and completes. It may be gone: its node went down.
    pub(super) fn on_disk_event(&mut self, id: OperationId) {
        let Some(Operation { io, token, kind }) = self.operations.remove(&id) else {
            return;
        };
        if self.count_operation(io).is_err() {
            return;
        }
        let outcome = match kind {
            OperationKind::Write { file, position, slices, content } => {
                assert_eq!(content, content_hash(&slices), "a buffer changed while a write owned it");
                self.execute_write(io, &file, position, slices)
            }
            OperationKind::Read { file, position, buffer, len } => {
                self.execute_read(io, &file, position, buffer, len)
            }
            OperationKind::Sync { file, snapshot } => self.execute_sync(io, &file, snapshot),
            OperationKind::SyncDirectory { snapshot } => self.execute_sync_directory(io, snapshot),
        };
        self.complete(io, token, outcome, false);
    }

    fn execute_write(&mut self, io: IoId, file: &File, position: u64, slices: Vec<SharedBuffer>) -> Outcome {
        let total: usize = slices.iter().map(|slice| slice.len()).sum();
        let result = self.admit_write(io, file, position, total);
        let written = *result.as_ref().unwrap_or(&0);
        let mut at = position;
        let end = position + written as u64;
        for slice in &slices {
            let take = slice.len().min((end - at) as usize);
            self.write_bytes(io, file, at, &slice[..take]);
            at += take as u64;
        }
        file.end_write(written as u64);
        match result {
            Ok(written) => Outcome::Written { written, slices: emptied(slices) },
            Err(error) => Outcome::Failed { error, reclaimed: Reclaimed::Slices(emptied(slices)) },
        }
    }

    /// How many of `len` bytes a write will write, or why none.
    pub(super) fn admit_write(&mut self, io: IoId, file: &File, position: u64, len: usize) -> Result<usize> {
        let faults = self.node_of(io).faults;
        if self.random.one_in(faults.write_error_one_in) {
            self.counts.count(Fault::WriteError);
            return Err(Error::from_raw_os_error(libc::EIO));
        }
        if !self.inode_of(file).has_room_until(position + len as u64) && self.is_full(io, len as u64) {
            self.counts.count(Fault::WriteNoSpace);
            return Err(ErrorKind::StorageFull.into());
        }
        if len > 1 && self.random.one_in(faults.short_write_one_in) {
            self.counts.count(Fault::ShortWrite);
            return Ok(self.random.between(1, len as u64 - 1) as usize);
        }
        Ok(len)
    }

    /// Changes the page cache; now and then the kernel writes a page back by itself.
    pub(super) fn write_bytes(&mut self, io: IoId, file: &File, position: u64, bytes: &[u8]) {
        let modified_ms = self.wall_clock_ms(io);
        let inode_id = SimFile::of(file).inode;
        let write_back = self.random.one_in(8);
        let node = &mut self.nodes[self.ios[io.0].node.0];
        node.disk.write(inode_id, position, bytes);
        let inode = node.disk.inode_mut(inode_id);
        inode.modified_ms = modified_ms;
        if write_back {
            inode.write_back_one(&mut self.random);
        }
    }

    fn execute_read(
        &mut self,
        io: IoId,
        file: &File,
        position: u64,
        mut buffer: Buffer,
        len: usize,
    ) -> Outcome {
        if let Err(error) = self.check_handle(io, file) {
            return Outcome::Failed { error, reclaimed: Reclaimed::Buffer(buffer) };
        }
        let inode = self.inode_of(file);
        let mut bytes = vec![0; len.min(inode.len().saturating_sub(position) as usize)];
        inode.read(position, &mut bytes);
        buffer.extend_from_slice(&bytes);
        Outcome::Read { buffer }
    }

    fn execute_sync(&mut self, io: IoId, file: &File, snapshot: Option<SyncSnapshot>) -> Outcome {
        let result = match snapshot {
            Some(snapshot) => self.finish_sync(io, file, snapshot),
            None => Err(ErrorKind::NotFound.into()),
        };
        synced(result)
    }

    /// Ends a sync, one way or the other.
    pub(super) fn finish_sync(&mut self, io: IoId, file: &File, snapshot: SyncSnapshot) -> Result<()> {
        let fails = self.draw_sync_error(io);
        let inode = self.inode_mut_of(file);
        match fails {
            Some(error) => {
                inode.fail_sync(snapshot);
                Err(error)
            }
            None => {
                inode.end_sync(snapshot);
                Ok(())
            }
        }
    }

    fn execute_sync_directory(&mut self, io: IoId, snapshot: Result<DirectorySnapshot>) -> Outcome {
        synced(snapshot.and_then(|snapshot| self.finish_sync_directory(io, snapshot)))
    }

    pub(super) fn finish_sync_directory(&mut self, io: IoId, snapshot: DirectorySnapshot) -> Result<()> {
        if let Some(error) = self.draw_sync_error(io) {
            return Err(error);
        }
        self.node_of(io).disk.end_sync_directory(snapshot);
        Ok(())
    }

    fn draw_sync_error(&mut self, io: IoId) -> Option<Error> {
        let one_in = self.node_of(io).faults.sync_error_one_in;
        if !self.random.one_in(one_in) {
            return None;
        }
        self.counts.count(Fault::SyncError);
        // Delayed allocation: a sync may be the first to learn that there is no space.
        let code = if self.random.one_in(4) { libc::ENOSPC } else { libc::EIO };
        Some(Error::from_raw_os_error(code))
    }

    fn disk_latency(&mut self, io: IoId, typical: Duration) -> Duration {
        let node = &mut self.nodes[self.ios[io.0].node.0];
        node.latency(typical, self.now, &mut self.random, &mut self.counts)
    }
}

/// What goes into the trace of an operation that is submitted.
pub(super) fn trace_op(trace: &mut TraceHash, op: &Op) {
    match op {
        Op::Accept { .. } => trace.word(1),
        Op::Connect { address } => {
            trace.word(2);
            trace.word(u64::from(address.port()));
        }
        Op::Receive { .. } => trace.word(3),
        Op::ReceiveInto { until, .. } => {
            trace.word(4);
            trace.word(*until as u64);
        }
        Op::Send { payload, .. } => {
            trace.word(5);
            payload.iter().for_each(|piece| match piece {
                crate::Payload::Memory(buffer) => trace.bytes(buffer),
                crate::Payload::File(region) => {
                    trace.word(region.position);
                    trace.word(u64::from(region.len));
                }
            });
        }
        Op::Write { position, slices, .. } => {
            trace.word(6);
            trace.word(*position);
            slices.iter().for_each(|slice| trace.bytes(slice));
        }
        Op::Read { position, len, .. } => {
            trace.word(7);
            trace.word(*position);
            trace.word(*len as u64);
        }
        Op::Sync { file } => {
            trace.word(8);
            trace.word(SimFile::of(file).inode.0);
        }
        Op::SyncDirectory { directory } => {
            trace.word(9);
            trace.bytes(directory.as_os_str().as_encoded_bytes());
        }
        Op::Cancel { target } => {
            trace.word(10);
            trace.word(u64::from(target.slot));
        }
    }
}

fn synced(result: Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Synced,
        Err(error) => Outcome::Failed { error, reclaimed: Reclaimed::Nothing },
    }
}

fn emptied(mut slices: Vec<SharedBuffer>) -> Vec<SharedBuffer> {
    slices.clear();
    slices
}

fn content_hash(slices: &[SharedBuffer]) -> u64 {
    let mut hash = TraceHash::default();
    slices.iter().for_each(|slice| hash.bytes(slice));
    hash.value()
}
