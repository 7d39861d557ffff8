//! A file that is read by position, and never trusted to be as long as it says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use io::{File, FileSystem, OpenOptions, RealFileSystem};

/// Files that are read whole have no reason to be larger.
const SMALL_FILE_LEN_MAX: u64 = 1 << 30;

/// An open file.
pub(super) struct Source {
    path: PathBuf,
    file: File,
    len: u64,
}

impl Source {
    pub(super) fn open(files: &mut RealFileSystem, path: &Path) -> Result<Self> {
        let file = files.open(path, OpenOptions::read()).context("cannot be opened")?;
        let len = files.file_len(&file).context("has no size")?;
        Ok(Self { path: path.to_owned(), file, len })
    }

    /// The file with another suffix beside this one, if it is there.
    pub(super) fn sibling(&self, suffix: &str) -> Option<Self> {
        Self::open(&mut RealFileSystem, &self.path.with_extension(suffix)).ok()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The offset in a segment file's name.
    pub(super) fn base_offset(&self) -> Result<i64> {
        let name = self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let digits = name.split(['.', '-']).next().unwrap_or_default();
        digits.parse().with_context(|| format!("'{digits}' in its name is no offset"))
    }

    /// Fills `into` from `position`; shorter at the end of the file.
    pub(super) fn read_at(&self, position: u64, into: &mut [u8]) -> Result<usize> {
        let read = RealFileSystem.read_at(&self.file, position, into);
        read.with_context(|| format!("position {position} cannot be read"))
    }

    /// Exactly `len` bytes at `position`, which the caller has compared with the file's length.
    pub(super) fn read_exactly(&self, position: u64, len: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; len];
        let read = self.read_at(position, &mut bytes)?;
        if read < len {
            bail!("ends at position {} instead of {}", position + read as u64, position + len as u64);
        }
        Ok(bytes)
    }

    /// All of it.
    pub(super) fn read_all(&self) -> Result<Vec<u8>> {
        if self.len > SMALL_FILE_LEN_MAX {
            bail!("has {} bytes, more than such a file ever has", self.len);
        }
        self.read_exactly(0, self.len as usize)
    }
}
