//! Files that are to be read from the disk, for whoever measures that.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the files are a broker's, measured from outside"
)]

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::path::Path;

use nix::fcntl::{PosixFadviseAdvice, posix_fadvise};

/// Writes the files of a folder (not of folders in it) to the disk and asks the kernel to forget their pages; gives the bytes
/// that it keeps in memory all the same. Fails where the kernel cannot tell (before Linux 6.5).
pub fn drop_page_cache(folder: &Path) -> Result<u64> {
    let mut cached = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        let file = File::open(entry.path())?;
        // Pages that are not written yet cannot be forgotten.
        file.sync_data()?;
        posix_fadvise(&file, 0, 0, PosixFadviseAdvice::POSIX_FADV_DONTNEED)?;
        cached += cached_bytes(file.as_fd())?;
    }
    Ok(cached)
}

/// `struct cachestat_range` of linux/mman.h.
#[repr(C)]
struct Range {
    offset: u64,
    /// 0: to the end.
    len: u64,
}

/// `struct cachestat`, all in pages.
#[repr(C)]
#[derive(Default)]
struct Statistics {
    cached: u64,
    dirty: u64,
    writeback: u64,
    evicted: u64,
    recently_evicted: u64,
}

/// The same on all architectures but alpha.
const CACHESTAT: libc::c_long = 451;

fn cached_bytes(file: BorrowedFd<'_>) -> Result<u64> {
    let range = Range { offset: 0, len: 0 };
    let mut statistics = Statistics::default();
    // SAFETY: the kernel reads `range` and writes `statistics` during the call; both are laid out as in linux/mman.h and
    // outlive it.
    let result = unsafe {
        libc::syscall(CACHESTAT, file.as_raw_fd(), &raw const range, &raw mut statistics, 0 as libc::c_uint)
    };
    if result == 0 {
        return Ok(statistics.cached * page_bytes());
    }
    let error = Error::last_os_error();
    match error.raw_os_error() {
        Some(libc::ENOSYS | libc::EPERM) => Err(Error::new(
            ErrorKind::Unsupported,
            "the kernel does not tell what it has in memory (cachestat, Linux 6.5)",
        )),
        _ => Err(error),
    }
}

fn page_bytes() -> u64 {
    // SAFETY: sysconf has no preconditions.
    u64::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_forgotten() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("segment");
        std::fs::write(&path, vec![7; 1 << 20]).expect("there is room");
        let file = File::open(&path).expect("it was written");
        match cached_bytes(file.as_fd()) {
            // A file system in memory has nothing else.
            Ok(0) => return,
            Ok(cached) => assert!(cached >= 1 << 20, "{cached}"),
            Err(error) if error.kind() == ErrorKind::Unsupported => return,
            Err(error) => panic!("{error}"),
        }
        let dropped = drop_page_cache(folder.path()).expect("the kernel tells");
        assert_eq!(dropped, cached_bytes(file.as_fd()).expect("it did before"));
        assert!(dropped <= 1 << 20);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(drop_page_cache(Path::new("/nowhere/at/all")).is_err());
    }
}
