//! Where the brokers that are started keep their data.
#![expect(clippy::disallowed_methods, reason = "the folder of brokers that this command starts")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use io::{FileSystem, OpenOptions};

/// A folder for brokers: empty when they start, and empty again (or gone, if it was made here) after them, whatever happens in
/// between.
pub(super) struct DataFolder {
    path: PathBuf,
    was_there: bool,
}

impl DataFolder {
    /// Refuses a folder with something in it.
    pub(super) fn make(path: &Path) -> Result<Self> {
        let was_there = path.exists();
        std::fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        let mut entries = std::fs::read_dir(path).with_context(|| path.display().to_string())?;
        // A file system's root has this folder.
        let foreign = entries.find_map(|entry| entry.ok().filter(|entry| entry.file_name() != "lost+found"));
        ensure!(
            foreign.is_none(),
            "{} is not empty: the brokers' data wants a folder of its own (--data-dir)",
            path.display()
        );
        Ok(Self { path: path.to_owned(), was_there })
    }
}

/// Writes so many bytes to a file in `folder` and removes it before it is on disk: the pages that the page cache takes next are
/// then ones that a hypervisor has not taken back, of which each costs a fault of the host. No more than an eighth of the free
/// disk is used; less warms less.
pub(super) fn touch_page_cache(fs: &mut impl FileSystem, folder: &Path, bytes: u64) -> Result<()> {
    const CHUNK: u64 = 1 << 20;
    let path = folder.join("touched");
    let chunk = vec![0x5a; CHUNK as usize];
    let bytes = bytes.min(fs.space(folder)?.available_bytes / 8);
    let file = fs.open(&path, OpenOptions::read_write())?;
    let written = (0..bytes / CHUNK).try_for_each(|number| fs.write_at(&file, number * CHUNK, &chunk));
    drop(file);
    fs.remove_file(&path)?;
    written.with_context(|| path.display().to_string())
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        // What cannot be removed stays: there is nobody left to be told.
        for entry in std::fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let _ = if entry.path().is_dir() && entry.file_name() != "lost+found" {
                std::fs::remove_dir_all(entry.path())
            } else {
                std::fs::remove_file(entry.path())
            };
        }
        if !self.was_there {
            let _ = std::fs::remove_dir(&self.path);
        }
    }
}
