//! The inline file calls of the control path.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use crate::{File, FileLock, OpenOptions};

/// File-system calls that return at once: page-cache and directory-entry sized work of start, stop, roll and checkpoints.
/// Appends and syncs of the hot path are operations instead ([`crate::Op::Write`], [`crate::Op::Sync`]).
pub trait FileSystem {
    /// Opens or creates a file. Creating is durable only after `sync_directory`.
    fn open(&mut self, path: &Path, options: OpenOptions) -> Result<File>;
    /// The file's size in bytes.
    fn file_len(&mut self, file: &File) -> Result<u64>;
    /// Fills `into` from `position`; short only at the end of the file.
    fn read_at(&mut self, file: &File, position: u64, into: &mut [u8]) -> Result<usize>;
    /// Writes all of `bytes` at `position`: control files and indexes. To a write-once file only at its end.
    fn write_at(&mut self, file: &File, position: u64, bytes: &[u8]) -> Result<()>;
    /// Reserves space for `position..position + len` without changing the size. Fails with `StorageFull` before
    /// anything is written; a file system that cannot reserve says yes.
    fn allocate(&mut self, file: &File, position: u64, len: u64) -> Result<()>;
    /// Frees what was reserved behind the file's size; never changes the size.
    fn trim(&mut self, file: &File) -> Result<()>;
    /// Changes the size of an index file; refused for a write-once file.
    fn set_len(&mut self, file: &File, len: u64) -> Result<()>;
    /// Makes the file durable (fdatasync) and waits for it. An error is final: the pages may be gone.
    fn sync(&mut self, file: &File) -> Result<()>;
    /// Makes creations, renames and removals in a directory durable.
    fn sync_directory(&mut self, directory: &Path) -> Result<()>;
    /// Renames a file or directory, replacing a file that is there.
    fn rename(&mut self, from: &Path, to: &Path) -> Result<()>;
    /// Removes a file's name; open handles and regions stay readable.
    fn remove_file(&mut self, path: &Path) -> Result<()>;
    /// Removes an empty directory.
    fn remove_directory(&mut self, path: &Path) -> Result<()>;
    /// Creates a directory and its parents; one that exists is fine.
    fn create_directory(&mut self, path: &Path) -> Result<()>;
    /// What a directory holds, sorted by name. Names that are no UTF-8 are left out: nothing of ours has one.
    fn list(&mut self, directory: &Path) -> Result<Vec<DirectoryEntry>>;
    /// Whether there is anything of that name.
    fn exists(&mut self, path: &Path) -> Result<bool>;
    /// Unix time of the last write, in milliseconds.
    fn modified_ms(&mut self, file: &File) -> Result<i64>;
    /// The file system that holds `path`.
    fn space(&mut self, path: &Path) -> Result<Space>;
    /// Locks a file, created when missing, against other processes (fcntl, as Java does). `WouldBlock`: somebody holds it.
    fn lock(&mut self, path: &Path) -> Result<FileLock>;

    /// The whole of a small file; `InvalidData` when it is longer than `len_max` bytes.
    fn read_all(&mut self, path: &Path, len_max: usize) -> Result<Vec<u8>> {
        let file = self.open(path, OpenOptions::read())?;
        let len = self.file_len(&file)?;
        if len > len_max as u64 {
            return Err(too_long(path, len, len_max));
        }
        let mut bytes = vec![0; len as usize];
        let read = self.read_at(&file, 0, &mut bytes)?;
        bytes.truncate(read);
        Ok(bytes)
    }

    /// Replaces a file's content so that after a crash either the old or the new one is there, whole: Kafka's way of
    /// writing checkpoints (`path.tmp`, fsync, rename, fsync of the directory).
    fn replace_file(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        let temporary = temporary_name(path);
        let file = self.open(&temporary, OpenOptions::read_write().truncate_to_zero())?;
        self.write_at(&file, 0, bytes)?;
        self.sync(&file)?;
        drop(file);
        self.rename(&temporary, path)?;
        self.sync_directory(parent_directory(path))
    }
}

/// One entry of a directory.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DirectoryEntry {
    /// Its name, without the directory.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// Size in bytes; of no meaning for directories.
    pub len: u64,
}

/// What a directory entry is.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum EntryKind {
    /// A regular file, or what a symbolic link to one leads to.
    File,
    /// A directory, or what a symbolic link to one leads to.
    Directory,
}

/// Room on a file system.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Space {
    /// Its size in bytes.
    pub total_bytes: u64,
    /// Bytes that an unprivileged process may still write.
    pub available_bytes: u64,
}

fn too_long(path: &Path, len: u64, len_max: usize) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("{} has {len} bytes, more than the {len_max} expected at most", path.display()),
    )
}

/// `path` with `.tmp` behind it, as Kafka names its half-written checkpoints.
fn temporary_name(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    name.into()
}

/// The directory of `path`, which for a bare name is the current one.
fn parent_directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
