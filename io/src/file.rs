//! Files: handles that keep a descriptor open, and the check that segment bytes are written once.

use std::any::Any;
use std::fmt;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// An open file. Clones share one descriptor, which closes when the last clone and the last operation on it are gone.
#[derive(Clone)]
pub struct File {
    shared: Arc<FileShared>,
}

struct FileShared {
    handle: FileHandle,
    path: PathBuf,
    identity: u64,
    write_once: Option<WriteOnce>,
}

/// What stands behind a file.
pub(crate) enum FileHandle {
    /// A descriptor of the kernel.
    Descriptor(OwnedFd),
    /// An object of the simulator; its `Drop` is the close.
    Simulated(Arc<dyn Any + Send + Sync>),
}

/// How to open a file.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct OpenOptions {
    /// Open for writing as well as reading.
    pub write: bool,
    /// Create the file if it is not there.
    pub create: bool,
    /// Create the file and fail with `AlreadyExists` if it is there.
    pub create_new: bool,
    /// Empty an existing file. Control files only: never together with `write_once`.
    pub truncate_to_zero: bool,
    /// Every byte of the file may be written once only: the boundary refuses anything but appends.
    pub write_once: bool,
}

impl OpenOptions {
    /// Read an existing file.
    pub const fn read() -> Self {
        Self { write: false, create: false, create_new: false, truncate_to_zero: false, write_once: false }
    }

    /// Read and write a file, created when missing (indexes, control files).
    pub const fn read_write() -> Self {
        Self { write: true, create: true, create_new: false, truncate_to_zero: false, write_once: false }
    }

    /// Read and append to a segment file, created when missing, whose bytes are written once (what
    /// `sendfile` has queued to a socket is the page itself, so a later change of the file changes what a peer gets).
    pub const fn segment() -> Self {
        Self { write: true, create: true, create_new: false, truncate_to_zero: false, write_once: true }
    }

    /// The same, but the file must not exist yet.
    pub const fn create_new(mut self) -> Self {
        self.create_new = true;
        self
    }

    /// The same, but a missing file is an error.
    pub const fn existing(mut self) -> Self {
        self.create = false;
        self.create_new = false;
        self
    }

    /// The same, but an existing file is emptied.
    pub const fn truncate_to_zero(mut self) -> Self {
        self.truncate_to_zero = true;
        self
    }
}

impl File {
    /// A file of `len` bytes behind `handle`. `len` is where appends of a write-once file begin.
    pub(crate) fn new(
        handle: FileHandle,
        path: PathBuf,
        identity: u64,
        len: u64,
        options: OpenOptions,
    ) -> Self {
        let write_once = options.write_once.then(|| WriteOnce::new(len));
        Self { shared: Arc::new(FileShared { handle, path, identity, write_once }) }
    }

    /// The path it was opened with; a later rename does not change it.
    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    /// The same for two handles of one inode, different for two files that exist at the same time. For checks only.
    pub fn identity(&self) -> u64 {
        self.shared.identity
    }

    /// Whether it was opened with [`OpenOptions::segment`].
    pub fn is_write_once(&self) -> bool {
        self.shared.write_once.is_some()
    }

    /// The descriptor; panics on a simulated file, which never meets the kernel.
    pub(crate) fn descriptor(&self) -> BorrowedFd<'_> {
        match &self.shared.handle {
            FileHandle::Descriptor(descriptor) => descriptor.as_fd(),
            FileHandle::Simulated(_) => panic!("a simulated file has no descriptor"),
        }
    }

    /// The simulator's object; panics on a file of the kernel.
    #[allow(dead_code, reason = "used by the simulated backend only")]
    pub(crate) fn simulated(&self) -> &Arc<dyn Any + Send + Sync> {
        match &self.shared.handle {
            FileHandle::Simulated(object) => object,
            FileHandle::Descriptor(_) => panic!("a file of the kernel met the simulator"),
        }
    }

    /// To be called by every backend before it writes. Refuses an overwrite, a hole, and a second append in flight of
    /// a write-once file.
    pub(crate) fn begin_write(&self, position: u64) -> io::Result<()> {
        match &self.shared.write_once {
            Some(write_once) => write_once.begin(position).map_err(|reason| self.refuse(reason)),
            None => Ok(()),
        }
    }

    /// To be called once after each successful `begin_write`, with the bytes that reached the file.
    pub(crate) fn end_write(&self, written: u64) {
        if let Some(write_once) = &self.shared.write_once {
            write_once.end(written);
        }
    }

    /// To be called before a write-once file's reserved tail is freed by setting the size that it has: an append in
    /// flight would be cut off. Paired with `end_write(0)`.
    pub(crate) fn begin_trim(&self, len: u64) -> io::Result<()> {
        self.begin_write(len)
    }

    /// To be called before a file's size is changed: never allowed for a write-once file.
    pub(crate) fn check_resize(&self) -> io::Result<()> {
        match &self.shared.write_once {
            Some(_) => Err(self.refuse("its size changes by appends only")),
            None => Ok(()),
        }
    }

    /// Whether `position..` was appended by this process so lately that it is taken to be in the page cache.
    pub(crate) fn is_recently_written(&self, position: u64) -> bool {
        self.shared.write_once.as_ref().is_some_and(|write_once| write_once.is_recent(position))
    }

    /// A broken promise of ours: a panic where that helps to find it, an error where it would stop a broker.
    fn refuse(&self, reason: &str) -> io::Error {
        let message = format!("write-once file {}: {reason}", self.path().display());
        debug_assert!(false, "{message}");
        io::Error::new(io::ErrorKind::PermissionDenied, message)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("File").field(&self.path()).finish()
    }
}

/// How far a write-once file has been written.
struct WriteOnce {
    opened_at: u64,
    end: AtomicU64,
    appending: AtomicBool,
}

/// What was written less than this many bytes ago is taken to be in the page cache.
const RECENT_BYTES: u64 = 16 << 20;

impl WriteOnce {
    fn new(len: u64) -> Self {
        Self { opened_at: len, end: AtomicU64::new(len), appending: AtomicBool::new(false) }
    }

    fn begin(&self, position: u64) -> Result<(), &'static str> {
        if self.appending.swap(true, Ordering::AcqRel) {
            return Err("a write is already in flight");
        }
        let end = self.end.load(Ordering::Acquire);
        if position == end {
            return Ok(());
        }
        self.appending.store(false, Ordering::Release);
        Err(if position < end { "a write below its written end" } else { "a write that leaves a hole" })
    }

    fn end(&self, written: u64) {
        self.end.fetch_add(written, Ordering::AcqRel);
        let was_appending = self.appending.swap(false, Ordering::AcqRel);
        debug_assert!(was_appending, "end_write without begin_write");
    }

    fn is_recent(&self, position: u64) -> bool {
        let end = self.end.load(Ordering::Acquire);
        position >= self.opened_at.max(end.saturating_sub(RECENT_BYTES))
    }
}

/// An exclusive lock on a file, held until dropped.
pub struct FileLock {
    _handle: FileHandle,
}

impl FileLock {
    pub(crate) fn new(handle: FileHandle) -> Self {
        Self { _handle: handle }
    }
}

impl fmt::Debug for FileLock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FileLock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(len: u64) -> File {
        File::new(FileHandle::Simulated(Arc::new(())), "segment".into(), 1, len, OpenOptions::segment())
    }

    fn refused(action: impl FnOnce() -> io::Result<()> + std::panic::UnwindSafe) -> bool {
        match std::panic::catch_unwind(action) {
            Ok(result) => result.is_err(),
            Err(_) => true,
        }
    }

    #[test]
    fn appends_follow_one_another() {
        let file = segment(100);
        file.begin_write(100).expect("at the end");
        file.end_write(7);
        file.begin_write(107).expect("at the new end");
        file.end_write(0);
        file.begin_write(107).expect("nothing was written");
    }

    #[test]
    fn overwrite_hole_second_append_and_resize_are_refused() {
        let file = segment(100);
        assert!(refused({
            let file = std::panic::AssertUnwindSafe(&file);
            move || file.begin_write(99)
        }));
        assert!(refused({
            let file = std::panic::AssertUnwindSafe(&file);
            move || file.begin_write(101)
        }));
        assert!(refused({
            let file = std::panic::AssertUnwindSafe(&file);
            move || file.check_resize()
        }));
        file.begin_write(100).expect("refusals leave the file as it was");
        assert!(refused({
            let file = std::panic::AssertUnwindSafe(&file);
            move || file.begin_write(100)
        }));
    }
}
