//! Where the brokers that are started keep their data.
#![expect(clippy::disallowed_methods, reason = "the folder of brokers that this command starts")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

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
