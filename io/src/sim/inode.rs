//! A file's bytes twice: as the page cache shows them, and as the disk has them.

use std::collections::BTreeMap;

use super::{Fault, FaultCounts, Random};

/// Bytes that the kernel writes back as one.
pub(super) const PAGE: usize = 4096;
/// Bytes that a disk writes whole or not at all.
const SECTOR: usize = 512;

type Page = Box<[u8; PAGE]>;

/// A file. Pages that are not there read as zeros.
///
/// Invariants:
/// - A page that differs between the images is in `dirty`, with its content on disk.
/// - No byte of a page lies behind `len` but zeros.
#[derive(Debug, Default)]
pub(super) struct Inode {
    pages: BTreeMap<u64, Page>,
    len: u64,
    durable_len: u64,
    /// Change that `durable_len` contains.
    durable_len_version: u64,
    dirty: BTreeMap<u64, DirtyPage>,
    /// Number of the last change.
    version: u64,
    /// Up to where writes find their space reserved.
    reserved_end: u64,
    /// Unix time of the last change.
    pub(super) modified_ms: i64,
    /// Whether it was ever opened as a segment: its bytes are then written once, whoever opens it later.
    pub(super) write_once: bool,
    /// Names that lead to it.
    pub(super) links: u32,
    /// Handles that lead to it.
    pub(super) handles: u32,
}

#[derive(Debug)]
struct DirtyPage {
    on_disk: Option<Page>,
    /// Change that `on_disk` contains.
    on_disk_version: u64,
    /// Last change of the page.
    version: u64,
    /// A failed sync has marked it clean: no later sync writes it, until it is changed again.
    lost: bool,
}

/// What a sync found when it was submitted, and will have written when it succeeds.
#[derive(Debug)]
pub(super) struct SyncSnapshot {
    version: u64,
    len: u64,
    pages: Vec<(u64, Option<Page>)>,
}

impl Inode {
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Bytes on disk that it takes, reserved ones included.
    pub(super) fn space(&self) -> u64 {
        self.reserved_end.max(self.len).next_multiple_of(PAGE as u64)
    }

    /// Whether a write up to `end` finds its space reserved.
    pub(super) fn has_room_until(&self, end: u64) -> bool {
        end <= self.space()
    }

    pub(super) fn reserve(&mut self, end: u64) {
        self.reserved_end = self.reserved_end.max(end);
    }

    pub(super) fn trim(&mut self) {
        self.reserved_end = self.len;
    }

    /// Fills `into` from `position`, up to the end of the file.
    pub(super) fn read(&self, position: u64, into: &mut [u8]) -> usize {
        let available = usize::try_from(self.len.saturating_sub(position)).unwrap_or(usize::MAX);
        let count = into.len().min(available);
        for (page, within, range) in pages_of(position, count) {
            match self.pages.get(&page) {
                Some(bytes) => into[range.clone()].copy_from_slice(&bytes[within..within + range.len()]),
                None => into[range].fill(0),
            }
        }
        count
    }

    /// Changes the page cache, and the size when it ends behind it.
    pub(super) fn write(&mut self, position: u64, bytes: &[u8]) {
        self.version += 1;
        for (page, within, range) in pages_of(position, bytes.len()) {
            self.soil(page);
            let content = self.pages.entry(page).or_insert_with(|| Box::new([0; PAGE]));
            content[within..within + range.len()].copy_from_slice(&bytes[range]);
        }
        self.len = self.len.max(position + bytes.len() as u64);
    }

    /// Changes the size; what lies behind it is gone, what is new reads as zeros.
    pub(super) fn set_len(&mut self, len: u64) {
        self.version += 1;
        let first_gone = len.div_ceil(PAGE as u64);
        let gone: Vec<u64> = self.pages.range(first_gone..).map(|(&page, _)| page).collect();
        for page in gone {
            self.soil(page);
            self.pages.remove(&page);
        }
        let (last, within) = (len / PAGE as u64, (len % PAGE as u64) as usize);
        if len < self.len && self.pages.contains_key(&last) {
            self.soil(last);
            self.pages.get_mut(&last).expect("looked up above")[within..].fill(0);
        }
        self.len = len;
        self.reserved_end = self.reserved_end.min(len);
    }

    /// Notes that a page is about to change in the page cache.
    fn soil(&mut self, page: u64) {
        let version = self.version;
        let content = self.pages.get(&page);
        let dirty = self.dirty.entry(page).or_insert_with(|| DirtyPage {
            on_disk: content.cloned(),
            on_disk_version: version - 1,
            version,
            lost: false,
        });
        dirty.version = version;
        dirty.lost = false;
    }

    /// What a sync submitted now will cover.
    pub(super) fn begin_sync(&self) -> SyncSnapshot {
        let written_back = self.dirty.iter().filter(|(_, dirty)| !dirty.lost);
        let pages = written_back.map(|(&page, _)| (page, self.pages.get(&page).cloned())).collect();
        SyncSnapshot { version: self.version, len: self.len, pages }
    }

    /// The sync has succeeded.
    pub(super) fn end_sync(&mut self, snapshot: SyncSnapshot) {
        for (page, content) in snapshot.pages {
            let Some(dirty) = self.dirty.get_mut(&page) else {
                continue;
            };
            if dirty.on_disk_version > snapshot.version || dirty.lost {
                continue;
            }
            dirty.on_disk = content;
            dirty.on_disk_version = snapshot.version;
            if dirty.version <= snapshot.version {
                self.dirty.remove(&page);
            }
        }
        if self.durable_len_version <= snapshot.version {
            self.durable_len = snapshot.len;
            self.durable_len_version = snapshot.version;
        }
    }

    /// The sync has failed: its pages count as clean from now on, though the disk never got them.
    pub(super) fn fail_sync(&mut self, snapshot: SyncSnapshot) {
        for (page, _) in snapshot.pages {
            if let Some(dirty) = self.dirty.get_mut(&page)
                && dirty.version <= snapshot.version
            {
                dirty.lost = true;
            }
        }
    }

    /// The kernel writes one page back because it wants to. No promise comes from it, but a later crash finds it.
    pub(super) fn write_back_one(&mut self, random: &mut Random) {
        if self.dirty.is_empty() {
            return;
        }
        let chosen = random.index(self.dirty.len());
        let (&page, dirty) = self.dirty.iter_mut().nth(chosen).expect("an index within the map");
        if !dirty.lost {
            dirty.on_disk = self.pages.get(&page).cloned();
            dirty.on_disk_version = self.version;
        }
    }

    /// The power goes: what the disk has becomes what the page cache shows.
    pub(super) fn crash(&mut self, random: &mut Random, counts: &mut FaultCounts) {
        if self.dirty.is_empty() && self.len == self.durable_len {
            return;
        }
        let fate = CrashFate::choose(random);
        for (page, dirty) in std::mem::take(&mut self.dirty) {
            let survivor = fate.of_page(self.pages.remove(&page), dirty, random, counts);
            if let Some(content) = survivor {
                self.pages.insert(page, content);
            }
        }
        let len = fate.of_len(self.len, self.durable_len, random);
        if len != self.len {
            counts.count(Fault::LengthLost);
        }
        self.len = self.len.max(self.durable_len);
        self.set_len(len);
        self.dirty.clear();
        self.durable_len = len;
        self.reserved_end = if random.one_in(2) { self.reserved_end } else { len };
        if self.ends_in_zeros() {
            counts.count(Fault::ZeroTail);
        }
    }

    fn ends_in_zeros(&self) -> bool {
        let Some(last) = self.len.checked_sub(1) else {
            return false;
        };
        let within = (last % PAGE as u64) as usize;
        let tail = within.saturating_sub(63)..within + 1;
        self.pages.get(&(last / PAGE as u64)).is_none_or(|page| page[tail].iter().all(|&byte| byte == 0))
    }
}

/// Crashes come in kinds, or no seed would ever see the two extremes on a file of many pages.
enum CrashFate {
    AllLost,
    AllSurvive,
    EachByItself,
}

impl CrashFate {
    fn choose(random: &mut Random) -> Self {
        match random.below(4) {
            0 => CrashFate::AllLost,
            1 => CrashFate::AllSurvive,
            _ => CrashFate::EachByItself,
        }
    }

    fn of_page(
        &self,
        cached: Option<Page>,
        dirty: DirtyPage,
        random: &mut Random,
        counts: &mut FaultCounts,
    ) -> Option<Page> {
        let choice = match self {
            _ if dirty.lost => 0,
            CrashFate::AllLost => 0,
            CrashFate::AllSurvive => 1,
            CrashFate::EachByItself => random.below(3),
        };
        match choice {
            0 => {
                counts.count(Fault::PageLost);
                dirty.on_disk
            }
            1 => {
                counts.count(Fault::PageSurvived);
                cached
            }
            _ => {
                counts.count(Fault::PageTorn);
                Some(torn(cached, dirty.on_disk, random))
            }
        }
    }

    fn of_len(&self, len: u64, durable_len: u64, random: &mut Random) -> u64 {
        match self {
            CrashFate::AllLost => durable_len,
            CrashFate::AllSurvive => len,
            CrashFate::EachByItself => match random.below(4) {
                0 => durable_len,
                1 => random.between(len.min(durable_len), len.max(durable_len)),
                _ => len,
            },
        }
    }
}

/// Each sector from one image or the other.
fn torn(cached: Option<Page>, on_disk: Option<Page>, random: &mut Random) -> Page {
    let mut result = on_disk.unwrap_or_else(|| Box::new([0; PAGE]));
    let cached = cached.unwrap_or_else(|| Box::new([0; PAGE]));
    for start in (0..PAGE).step_by(SECTOR) {
        if random.one_in(2) {
            result[start..start + SECTOR].copy_from_slice(&cached[start..start + SECTOR]);
        }
    }
    result
}

/// Cuts `count` bytes from `position` at page boundaries: page, offset within it, range of the bytes.
fn pages_of(position: u64, count: usize) -> impl Iterator<Item = (u64, usize, std::ops::Range<usize>)> {
    let mut done = 0;
    std::iter::from_fn(move || {
        let at = position + done as u64;
        let within = (at % PAGE as u64) as usize;
        let take = (PAGE - within).min(count - done);
        let start = done;
        done += take;
        (take > 0).then_some((at / PAGE as u64, within, start..start + take))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(inode: &Inode) -> Vec<u8> {
        let mut bytes = vec![0xFF; inode.len() as usize];
        assert_eq!(inode.read(0, &mut bytes), bytes.len());
        bytes
    }

    /// Crashes copies of what `build` makes with many seeds; tells all results.
    fn after_crashes(build: impl Fn() -> Inode) -> std::collections::BTreeSet<Vec<u8>> {
        (0..200)
            .map(|seed| {
                let mut inode = build();
                inode.crash(&mut Random::new(seed), &mut FaultCounts::default());
                content(&inode)
            })
            .collect()
    }

    #[test]
    fn what_a_sync_covers_survives_and_what_it_does_not_may_go() {
        let results = after_crashes(|| {
            let mut inode = Inode::default();
            inode.write(0, b"synced");
            let snapshot = inode.begin_sync();
            inode.write(6, b" after");
            inode.end_sync(snapshot);
            inode
        });
        assert!(results.iter().all(|bytes| bytes.starts_with(b"synced")));
        assert!(results.contains(&b"synced"[..]), "{results:?}");
        assert!(results.contains(&b"synced after"[..]));
        assert!(results.contains(&b"synced\0\0\0\0\0\0"[..]));
    }

    #[test]
    fn pages_survive_in_any_order_and_tear_at_sectors() {
        let results = after_crashes(|| {
            let mut inode = Inode::default();
            inode.write(0, &[1; 3 * PAGE]);
            inode
        });
        assert!(results.iter().any(|bytes| bytes.len() == 3 * PAGE && bytes[0] == 0 && bytes[PAGE] == 1));
        assert!(results.iter().any(|bytes| bytes.len() >= PAGE && bytes[0] != bytes[SECTOR]));
        let whole_sectors =
            |bytes: &Vec<u8>| bytes.chunks(SECTOR).all(|sector| sector.iter().all(|b| b == &sector[0]));
        assert!(results.iter().all(whole_sectors));
    }

    #[test]
    fn a_failed_sync_loses_its_pages_though_the_next_one_succeeds() {
        let results = after_crashes(|| {
            let mut inode = Inode::default();
            inode.write(0, b"gone");
            let failed = inode.begin_sync();
            inode.fail_sync(failed);
            let lying = inode.begin_sync();
            inode.end_sync(lying);
            inode
        });
        assert_eq!(results.into_iter().collect::<Vec<_>>(), [b"\0\0\0\0".to_vec()]);
    }

    #[test]
    fn syncs_that_overtake_one_another_take_nothing_back() {
        let results = after_crashes(|| {
            let mut inode = Inode::default();
            inode.write(0, b"a");
            let early = inode.begin_sync();
            inode.write(1, b"b");
            let late = inode.begin_sync();
            inode.end_sync(late);
            inode.end_sync(early);
            inode
        });
        assert_eq!(results.into_iter().collect::<Vec<_>>(), [b"ab".to_vec()]);
    }

    #[test]
    fn shrinking_reads_as_zeros_when_grown_again() {
        let mut inode = Inode::default();
        inode.write(0, &[7; 2 * PAGE]);
        inode.set_len(10);
        inode.set_len(PAGE as u64 + 1);
        let mut expected = vec![0; PAGE + 1];
        expected[..10].fill(7);
        assert_eq!(content(&inode), expected);
    }
}
