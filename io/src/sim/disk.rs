//! A node's file system: names that lead to files, as they are and as the disk has them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind, Result};
use std::path::{Component, Path};

use super::inode::Inode;
use super::{Fault, FaultCounts, Random};
use crate::{DirectoryEntry, EntryKind};

/// Names a file of a disk for as long as the disk exists.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub(super) struct InodeId(pub(super) u64);

#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
struct DirectoryId(u64);

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Entry {
    File(InodeId),
    Directory(DirectoryId),
}

/// Files and directories. All changes of names take effect at once in the page cache and on disk when their directory
/// is synced; a power cut decides about the others one by one.
#[derive(Debug)]
pub(super) struct Disk {
    inodes: BTreeMap<InodeId, Inode>,
    directories: BTreeMap<DirectoryId, Directory>,
    next_id: u64,
    capacity_bytes: u64,
    /// Broken promises: bytes of segment files that were written twice.
    violations: Vec<String>,
}

#[derive(Debug, Default)]
struct Directory {
    entries: BTreeMap<String, Entry>,
    on_disk: BTreeMap<String, Entry>,
    /// Changes that no sync has covered, in order, with their numbers.
    unsynced: Vec<(u64, Change)>,
}

#[derive(Clone, Debug)]
enum Change {
    Insert { name: String, entry: Entry },
    Remove { name: String },
    Rename { from: String, to: String, entry: Entry },
}

/// What a sync of a directory found when it was submitted.
#[derive(Debug)]
pub(super) struct DirectorySnapshot {
    directory: DirectoryId,
    changes_before: u64,
}

const ROOT: DirectoryId = DirectoryId(0);

impl Disk {
    /// An empty disk.
    pub(super) fn new(capacity_bytes: u64) -> Self {
        let directories = BTreeMap::from([(ROOT, Directory::default())]);
        Self { inodes: BTreeMap::new(), directories, next_id: 1, capacity_bytes, violations: Vec::new() }
    }

    /// Size of the disk in bytes.
    pub(super) fn capacity_bytes(&self) -> u64 {
        self.capacity_bytes
    }

    /// Bytes that files take.
    pub(super) fn used_bytes(&self) -> u64 {
        self.inodes.values().map(Inode::space).sum()
    }

    pub(super) fn take_violations(&mut self) -> Vec<String> {
        std::mem::take(&mut self.violations)
    }

    pub(super) fn inode(&self, id: InodeId) -> &Inode {
        self.inodes.get(&id).expect("a file lives as long as a name or a handle leads to it")
    }

    pub(super) fn inode_mut(&mut self, id: InodeId) -> &mut Inode {
        self.inodes.get_mut(&id).expect("a file lives as long as a name or a handle leads to it")
    }

    /// The file of that name.
    pub(super) fn file(&self, path: &Path) -> Result<Option<InodeId>> {
        match self.entry(path)? {
            Some(Entry::File(id)) => Ok(Some(id)),
            Some(Entry::Directory(_)) => Err(ErrorKind::IsADirectory.into()),
            None => Ok(None),
        }
    }

    /// Whether anything has that name.
    pub(super) fn exists(&self, path: &Path) -> bool {
        matches!(self.entry(path), Ok(Some(_)))
    }

    /// An empty file under a free name.
    pub(super) fn create_file(&mut self, path: &Path) -> Result<InodeId> {
        let (directory, name) = self.parent(path)?;
        let id = InodeId(self.new_id());
        self.inodes.insert(id, Inode::default());
        self.inode_mut(id).links = 1;
        self.change(directory, Change::Insert { name, entry: Entry::File(id) });
        Ok(id)
    }

    /// Changes bytes of a file, and notes it when they had been written before and may not change.
    pub(super) fn write(&mut self, id: InodeId, position: u64, bytes: &[u8]) {
        let inode = self.inode_mut(id);
        if inode.write_once && position < inode.len() && !bytes.is_empty() {
            let line =
                format!("bytes from {position} of a segment of {} bytes were written again", inode.len());
            self.violations.push(line);
        }
        self.inode_mut(id).write(position, bytes);
    }

    /// Changes a file's size, and notes it when that cuts off bytes of a segment.
    pub(super) fn set_len(&mut self, id: InodeId, len: u64) {
        let inode = self.inode_mut(id);
        if inode.write_once && len < inode.len() {
            let line = format!("a segment of {} bytes was cut to {len} in place", inode.len());
            self.violations.push(line);
        }
        self.inode_mut(id).set_len(len);
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        let entry = self.entry(from)?.ok_or(ErrorKind::NotFound)?;
        let (from_directory, from_name) = self.parent(from)?;
        let (to_directory, to_name) = self.parent(to)?;
        if (from_directory, &from_name) == (to_directory, &to_name) {
            return Ok(());
        }
        match (entry, self.entry(to)?) {
            (_, None) => {}
            (Entry::File(_), Some(Entry::File(replaced))) => self.unlink(replaced),
            (Entry::Directory(_), Some(Entry::Directory(replaced))) if self.is_empty(replaced) => {}
            (Entry::Directory(_), Some(Entry::Directory(_))) => {
                return Err(ErrorKind::DirectoryNotEmpty.into());
            }
            (Entry::File(_), Some(Entry::Directory(_))) => return Err(ErrorKind::IsADirectory.into()),
            (Entry::Directory(_), Some(Entry::File(_))) => return Err(ErrorKind::NotADirectory.into()),
        }
        if from_directory == to_directory {
            self.change(from_directory, Change::Rename { from: from_name, to: to_name, entry });
        } else {
            self.change(to_directory, Change::Insert { name: to_name, entry });
            self.change(from_directory, Change::Remove { name: from_name });
        }
        Ok(())
    }

    pub(super) fn remove_file(&mut self, path: &Path) -> Result<()> {
        let id = self.file(path)?.ok_or(ErrorKind::NotFound)?;
        let (directory, name) = self.parent(path)?;
        self.change(directory, Change::Remove { name });
        self.unlink(id);
        Ok(())
    }

    pub(super) fn remove_directory(&mut self, path: &Path) -> Result<()> {
        let id = self.directory(path)?;
        if !self.is_empty(id) {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        let (directory, name) = self.parent(path)?;
        self.change(directory, Change::Remove { name });
        Ok(())
    }

    /// Creates what is missing of a path of directories.
    pub(super) fn create_directory(&mut self, path: &Path) -> Result<()> {
        let mut at = ROOT;
        for name in names_of(path)? {
            at = match self.directories[&at].entries.get(name) {
                Some(Entry::Directory(id)) => *id,
                Some(Entry::File(_)) => return Err(ErrorKind::AlreadyExists.into()),
                None => {
                    let id = DirectoryId(self.new_id());
                    self.directories.insert(id, Directory::default());
                    self.change(at, Change::Insert { name: name.into(), entry: Entry::Directory(id) });
                    id
                }
            };
        }
        Ok(())
    }

    pub(super) fn list(&self, path: &Path) -> Result<Vec<DirectoryEntry>> {
        let directory = &self.directories[&self.directory(path)?];
        let describe = |(name, entry): (&String, &Entry)| {
            let (kind, len) = match entry {
                Entry::File(id) => (EntryKind::File, self.inode(*id).len()),
                Entry::Directory(_) => (EntryKind::Directory, 0),
            };
            DirectoryEntry { name: name.clone(), kind, len }
        };
        Ok(directory.entries.iter().map(describe).collect())
    }

    /// What a directory's sync submitted now will cover.
    pub(super) fn begin_sync_directory(&mut self, path: &Path) -> Result<DirectorySnapshot> {
        Ok(DirectorySnapshot { directory: self.directory(path)?, changes_before: self.new_id() })
    }

    /// The sync has succeeded.
    pub(super) fn end_sync_directory(&mut self, snapshot: DirectorySnapshot) {
        let Some(directory) = self.directories.get_mut(&snapshot.directory) else {
            return;
        };
        let covered = directory.unsynced.partition_point(|(number, _)| *number < snapshot.changes_before);
        for (_, change) in directory.unsynced.drain(..covered) {
            change.apply(&mut directory.on_disk);
        }
    }

    /// Notes a handle more.
    pub(super) fn open(&mut self, id: InodeId) {
        self.inode_mut(id).handles += 1;
    }

    /// Notes a handle less. Handles of before a power cut lead nowhere.
    pub(super) fn close(&mut self, id: InodeId) {
        if let Some(inode) = self.inodes.get_mut(&id) {
            inode.handles = inode.handles.saturating_sub(1);
        }
        // Its content may still be needed: a removal that no sync covers may be undone. The next crash collects it.
    }

    /// Handles on files.
    pub(super) fn handles(&self) -> u64 {
        self.inodes.values().map(|inode| u64::from(inode.handles)).sum()
    }

    /// The process ends: its handles are gone, the page cache stays.
    pub(super) fn kill(&mut self) {
        self.inodes.values_mut().for_each(|inode| inode.handles = 0);
    }

    /// The power goes.
    pub(super) fn crash(&mut self, random: &mut Random, counts: &mut FaultCounts) {
        for directory in self.directories.values_mut() {
            directory.crash(random, counts);
        }
        self.collect_garbage();
        for inode in self.inodes.values_mut() {
            inode.handles = 0;
            inode.crash(random, counts);
        }
    }

    /// Forgets what no name leads to.
    fn collect_garbage(&mut self) {
        let (mut inodes, mut directories) = (BTreeMap::<InodeId, u32>::new(), BTreeSet::from([ROOT]));
        let mut to_visit = vec![ROOT];
        while let Some(id) = to_visit.pop() {
            for entry in self.directories[&id].entries.values() {
                match entry {
                    Entry::File(id) => *inodes.entry(*id).or_default() += 1,
                    Entry::Directory(id) if directories.insert(*id) => to_visit.push(*id),
                    Entry::Directory(_) => {}
                }
            }
        }
        self.directories.retain(|id, _| directories.contains(id));
        self.inodes.retain(|id, inode| {
            inode.links = inodes.get(id).copied().unwrap_or(0);
            inode.links > 0
        });
    }

    fn unlink(&mut self, id: InodeId) {
        let inode = self.inode_mut(id);
        inode.links = inode.links.saturating_sub(1);
    }

    fn is_empty(&self, id: DirectoryId) -> bool {
        self.directories[&id].entries.is_empty()
    }

    fn change(&mut self, id: DirectoryId, change: Change) {
        let number = self.new_id();
        let directory = self.directories.get_mut(&id).expect("its id was just looked up");
        change.apply(&mut directory.entries);
        directory.unsynced.push((number, change));
    }

    fn new_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    fn entry(&self, path: &Path) -> Result<Option<Entry>> {
        let mut at = Entry::Directory(ROOT);
        for name in names_of(path)? {
            let Entry::Directory(id) = at else {
                return Err(ErrorKind::NotADirectory.into());
            };
            match self.directories[&id].entries.get(name) {
                Some(entry) => at = *entry,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    fn directory(&self, path: &Path) -> Result<DirectoryId> {
        match self.entry(path)? {
            Some(Entry::Directory(id)) => Ok(id),
            Some(Entry::File(_)) => Err(ErrorKind::NotADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    fn parent(&self, path: &Path) -> Result<(DirectoryId, String)> {
        let name = names_of(path)?.last().ok_or(ErrorKind::InvalidInput)?;
        Ok((self.directory(path.parent().unwrap_or(Path::new("")))?, name.into()))
    }
}

impl Directory {
    fn crash(&mut self, random: &mut Random, counts: &mut FaultCounts) {
        for (_, change) in std::mem::take(&mut self.unsynced) {
            if random.one_in(2) {
                counts.count(Fault::EntrySurvived);
                change.apply(&mut self.on_disk);
            } else {
                counts.count(Fault::EntryUndone);
            }
        }
        self.entries = self.on_disk.clone();
    }
}

impl Change {
    fn apply(&self, entries: &mut BTreeMap<String, Entry>) {
        match self {
            Change::Insert { name, entry } => {
                entries.insert(name.clone(), *entry);
            }
            Change::Remove { name } => {
                entries.remove(name);
            }
            Change::Rename { from, to, entry } => {
                entries.remove(from);
                entries.insert(to.clone(), *entry);
            }
        }
    }
}

/// The names along a path. A relative path starts at the root too: a node has one working directory.
fn names_of(path: &Path) -> Result<impl Iterator<Item = &str>> {
    let mut names = Vec::new();
    for component in path.components() {
        match component {
            Component::RootDir | Component::CurDir => {}
            Component::Normal(name) => {
                names.push(name.to_str().ok_or_else(|| Error::from(ErrorKind::InvalidInput))?);
            }
            Component::ParentDir | Component::Prefix(_) => return Err(ErrorKind::InvalidInput.into()),
        }
    }
    Ok(names.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(disk: &Disk, path: &str) -> Vec<String> {
        disk.list(Path::new(path)).expect("a directory").into_iter().map(|entry| entry.name).collect()
    }

    fn sync_directory(disk: &mut Disk, path: &str) {
        let snapshot = disk.begin_sync_directory(Path::new(path)).expect("a directory");
        disk.end_sync_directory(snapshot);
    }

    /// The names in the root after crashes of copies of what `build` makes.
    fn after_crashes(build: impl Fn() -> Disk) -> BTreeSet<Vec<String>> {
        let crashed = |seed| {
            let mut disk = build();
            disk.crash(&mut Random::new(seed), &mut FaultCounts::default());
            names(&disk, "/")
        };
        (0..100).map(crashed).collect()
    }

    #[test]
    fn an_entry_is_durable_once_its_directory_is_synced() {
        let results = after_crashes(|| {
            let mut disk = Disk::new(1 << 20);
            disk.create_file(Path::new("/synced")).expect("a free name");
            let snapshot = disk.begin_sync_directory(Path::new("/")).expect("the root");
            disk.create_file(Path::new("/late")).expect("a free name");
            disk.end_sync_directory(snapshot);
            disk
        });
        let expected: [Vec<String>; 2] = [vec!["late".into(), "synced".into()], vec!["synced".into()]];
        assert_eq!(results, BTreeSet::from(expected));
    }

    #[test]
    fn a_rename_is_undone_whole_or_not_at_all() {
        let results = after_crashes(|| {
            let mut disk = Disk::new(1 << 20);
            disk.create_file(Path::new("/old")).expect("a free name");
            sync_directory(&mut disk, "/");
            disk.rename(Path::new("/old"), Path::new("/new")).expect("both are in the root");
            disk
        });
        let expected: [Vec<String>; 2] = [vec!["new".into()], vec!["old".into()]];
        assert_eq!(results, BTreeSet::from(expected));
    }

    #[test]
    fn a_lost_directory_takes_its_files_with_it() {
        let results = after_crashes(|| {
            let mut disk = Disk::new(1 << 20);
            disk.create_directory(Path::new("/topic-0")).expect("a free name");
            disk.create_file(Path::new("/topic-0/a.log")).expect("a free name");
            sync_directory(&mut disk, "/topic-0");
            disk
        });
        assert_eq!(results, BTreeSet::from([vec![], vec!["topic-0".to_string()]]));
    }

    #[test]
    fn errors_are_those_of_the_kernel() {
        let mut disk = Disk::new(1 << 20);
        disk.create_directory(Path::new("/a/b")).expect("free names");
        disk.create_file(Path::new("/a/file")).expect("a free name");
        let kind = |result: Result<()>| result.expect_err("it cannot work").kind();
        assert_eq!(kind(disk.remove_directory(Path::new("/a"))), ErrorKind::DirectoryNotEmpty);
        assert_eq!(kind(disk.remove_file(Path::new("/a/none"))), ErrorKind::NotFound);
        assert_eq!(kind(disk.rename(Path::new("/none"), Path::new("/a/c"))), ErrorKind::NotFound);
        assert_eq!(kind(disk.create_directory(Path::new("/a/file/c"))), ErrorKind::AlreadyExists);
        assert_eq!(kind(disk.create_file(Path::new("/none/file")).map(drop)), ErrorKind::NotFound);
        assert_eq!(kind(disk.rename(Path::new("/a/file"), Path::new("/a/b"))), ErrorKind::IsADirectory);
    }

    #[test]
    fn a_segment_cut_or_written_over_is_a_violation() {
        let mut disk = Disk::new(1 << 20);
        let id = disk.create_file(Path::new("/segment")).expect("a free name");
        disk.write(id, 0, b"once");
        disk.write(id, 0, b"an index may");
        disk.inode_mut(id).write_once = true;
        disk.write(id, 12, b"appends may");
        assert!(disk.take_violations().is_empty());
        disk.write(id, 5, b"x");
        disk.set_len(id, 3);
        assert_eq!(disk.take_violations().len(), 2);
    }
}
