//! File-system calls on the kernel.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is where Io meets the kernel's files"
)]

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use nix::fcntl::{FallocateFlags, FcntlArg, fallocate, fcntl};
use nix::sys::statvfs::statvfs;

use crate::file::FileHandle;
use crate::{DirectoryEntry, EntryKind, File, FileLock, FileSystem, OpenOptions, Space};

/// The kernel's files. Both real backends hold one; tools that need no operations may use it alone.
#[derive(Debug, Default)]
pub struct RealFileSystem;

impl FileSystem for RealFileSystem {
    fn open(&mut self, path: &Path, options: OpenOptions) -> Result<File> {
        assert!(!(options.write_once && options.truncate_to_zero), "a write-once file is never emptied");
        let file = fs::OpenOptions::new()
            .read(true)
            .write(options.write)
            .create(options.create && options.write)
            .create_new(options.create_new && options.write)
            .truncate(options.truncate_to_zero && options.write)
            .open(path)?;
        let metadata = file.metadata()?;
        let handle = FileHandle::Descriptor(file.into());
        Ok(File::new(handle, path.to_owned(), identity(&metadata), metadata.len(), options))
    }

    fn file_len(&mut self, file: &File) -> Result<u64> {
        Ok(nix::sys::stat::fstat(file.descriptor())?.st_size as u64)
    }

    fn read_at(&mut self, file: &File, position: u64, into: &mut [u8]) -> Result<usize> {
        with_std(file, |file| {
            let mut read = 0;
            while read < into.len() {
                match file.read_at(&mut into[read..], position + read as u64) {
                    Ok(0) => break,
                    Ok(count) => read += count,
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(read)
        })
    }

    fn write_at(&mut self, file: &File, position: u64, bytes: &[u8]) -> Result<()> {
        file.begin_write(position)?;
        let mut written = 0;
        let result = with_std(file, |file| {
            while written < bytes.len() {
                match file.write_at(&bytes[written..], position + written as u64) {
                    Ok(0) => return Err(ErrorKind::WriteZero.into()),
                    Ok(count) => written += count,
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        });
        file.end_write(written as u64);
        result
    }

    fn allocate(&mut self, file: &File, position: u64, len: u64) -> Result<()> {
        let flags = FallocateFlags::FALLOC_FL_KEEP_SIZE;
        loop {
            match fallocate(file.descriptor(), flags, to_signed(position)?, to_signed(len)?) {
                // Some file systems let themselves be interrupted (fallocate(2)), also by what a ring has to tell its thread.
                Err(nix::errno::Errno::EINTR) => {}
                // A file system without extents (tmpfs of old, NFS) writes just as well without the reservation.
                Err(nix::errno::Errno::EOPNOTSUPP) => return Ok(()),
                result => return Ok(result?),
            }
        }
    }

    fn trim(&mut self, file: &File) -> Result<()> {
        // To the size it has: ext4 and XFS free the blocks behind it. With an append in flight the size would be a race.
        let len = self.file_len(file)?;
        file.begin_trim(len)?;
        let result = with_std(file, |file| file.set_len(len));
        file.end_write(0);
        result
    }

    fn set_len(&mut self, file: &File, len: u64) -> Result<()> {
        file.check_resize()?;
        with_std(file, |file| file.set_len(len))
    }

    fn sync(&mut self, file: &File) -> Result<()> {
        with_std(file, |file| file.sync_data())
    }

    fn sync_directory(&mut self, directory: &Path) -> Result<()> {
        fs::File::open(directory)?.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&mut self, path: &Path) -> Result<()> {
        fs::remove_file(path)
    }

    fn remove_directory(&mut self, path: &Path) -> Result<()> {
        fs::remove_dir(path)
    }

    fn create_directory(&mut self, path: &Path) -> Result<()> {
        fs::create_dir_all(path)
    }

    fn list(&mut self, directory: &Path) -> Result<Vec<DirectoryEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(directory)? {
            entries.extend(describe(&entry?)?);
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn exists(&mut self, path: &Path) -> Result<bool> {
        path.try_exists()
    }

    fn modified_ms(&mut self, file: &File) -> Result<i64> {
        let status = nix::sys::stat::fstat(file.descriptor())?;
        Ok(status.st_mtime * 1000 + status.st_mtime_nsec / 1_000_000)
    }

    fn space(&mut self, path: &Path) -> Result<Space> {
        let status = statvfs(path)?;
        Ok(Space {
            total_bytes: status.blocks() * status.fragment_size(),
            available_bytes: status.blocks_available() * status.fragment_size(),
        })
    }

    fn lock(&mut self, path: &Path) -> Result<FileLock> {
        let file = fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let whole_file = libc::flock {
            l_type: libc::F_WRLCK as i16,
            l_whence: libc::SEEK_SET as i16,
            l_start: 0,
            l_len: 0,
            l_pid: 0,
        };
        match fcntl(&file, FcntlArg::F_OFD_SETLK(&whole_file)) {
            Ok(_) => Ok(FileLock::new(FileHandle::Descriptor(file.into()))),
            // POSIX lets the kernel say either.
            Err(nix::errno::Errno::EACCES) => Err(ErrorKind::WouldBlock.into()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Runs `action` on the descriptor as a `std::fs::File`, whose calls it does not own.
fn with_std<T>(file: &File, action: impl FnOnce(&fs::File) -> Result<T>) -> Result<T> {
    use std::mem::ManuallyDrop;
    use std::os::fd::FromRawFd;
    // SAFETY: the descriptor is open, as `file` is borrowed, and `ManuallyDrop` keeps it from being closed here.
    let borrowed = ManuallyDrop::new(unsafe { fs::File::from_raw_fd(file.descriptor().as_raw_fd()) });
    action(&borrowed)
}

/// Device and inode in one number. Multiplying spreads the device over the bits that inode numbers leave free.
fn identity(metadata: &fs::Metadata) -> u64 {
    metadata.dev().wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ metadata.ino()
}

/// `None` for what is neither a file nor a directory, has no UTF-8 name, or was removed meanwhile.
fn describe(entry: &fs::DirEntry) -> Result<Option<DirectoryEntry>> {
    let Ok(name) = entry.file_name().into_string() else {
        return Ok(None);
    };
    // Follows symbolic links: an operator may have moved a directory to another disk.
    let metadata = match fs::metadata(entry.path()) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let kind = match (metadata.is_file(), metadata.is_dir()) {
        (true, _) => EntryKind::File,
        (_, true) => EntryKind::Directory,
        _ => return Ok(None),
    };
    Ok(Some(DirectoryEntry { name, kind, len: metadata.len() }))
}

fn to_signed(position: u64) -> Result<i64> {
    i64::try_from(position).map_err(|_| Error::from(ErrorKind::InvalidInput))
}
