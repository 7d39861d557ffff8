//! What the disk below a folder did.
#![expect(
    clippy::disallowed_methods,
    reason = "/proc/diskstats is the kernel's answer about a disk, no file of ours"
)]

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

/// A disk at one moment.
#[derive(Copy, Clone, Debug, Default, Eq, PartialEq)]
pub struct DiskUsage {
    /// Time in which it had something to do; exact to 1 ms.
    pub busy: Duration,
    /// Bytes read.
    pub read_bytes: u64,
    /// Bytes written.
    pub written_bytes: u64,
    /// Flushes of its cache that were asked for.
    pub flushes: u64,
}

/// The kernel's unit in this file, whatever the disk's own is.
const SECTOR_BYTES: u64 = 512;

impl DiskUsage {
    /// The disk that holds this folder. `None` where that is no block device, or the kernel does not tell (tmpfs, network).
    pub fn of_folder(folder: &Path) -> Option<Self> {
        let device = std::fs::metadata(folder).ok()?.dev();
        Self::parse(&std::fs::read_to_string("/proc/diskstats").ok()?, major(device), minor(device))
    }

    /// See Documentation/admin-guide/iostats.rst of the kernel.
    fn parse(diskstats: &str, major: u64, minor: u64) -> Option<Self> {
        let mut lines = diskstats.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let number = |text: Option<&&str>| text.and_then(|text| text.parse::<u64>().ok());
        let fields = lines
            .find(|fields| number(fields.first()) == Some(major) && number(fields.get(1)) == Some(minor))?;
        Some(Self {
            read_bytes: number(fields.get(5))?.saturating_mul(SECTOR_BYTES),
            written_bytes: number(fields.get(9))?.saturating_mul(SECTOR_BYTES),
            busy: Duration::from_millis(number(fields.get(12))?),
            // Since Linux 5.5.
            flushes: number(fields.get(18)).unwrap_or(0),
        })
    }

    /// What happened since `before`.
    pub fn since(&self, before: &Self) -> Self {
        Self {
            busy: self.busy.saturating_sub(before.busy),
            read_bytes: self.read_bytes.saturating_sub(before.read_bytes),
            written_bytes: self.written_bytes.saturating_sub(before.written_bytes),
            flushes: self.flushes.saturating_sub(before.flushes),
        }
    }
}

/// As makedev(3) lays a device number out.
fn major(device: u64) -> u64 {
    (device >> 8 & 0xfff) | (device >> 32 & !0xfff)
}

fn minor(device: u64) -> u64 {
    (device & 0xff) | (device >> 12 & !0xff)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATS: &str = "   7       0 loop0 1 1 8 21 2 7 16 12 0 31 14 3 0 8 25 4 5
 254       0 vda 10 4 20 20 16 11 40 48 0 1695 26 11 2 5 20 33 67\n";

    #[test]
    fn a_disk_is_found_by_its_number() {
        let disk = DiskUsage::parse(STATS, 254, 0).expect("it is there");
        let expected = DiskUsage {
            busy: Duration::from_millis(1695),
            read_bytes: 20 * 512,
            written_bytes: 40 * 512,
            flushes: 33,
        };
        assert_eq!(disk, expected);
        assert_eq!(DiskUsage::parse(STATS, 254, 1), None);
        assert_eq!(DiskUsage::parse("254 0 vda x", 254, 0), None);
        assert_eq!(disk.since(&disk), DiskUsage::default());
    }

    #[test]
    fn device_numbers_have_two_parts() {
        assert_eq!((major(65024), minor(65024)), (254, 0));
        assert_eq!((major(0x12_3401_0305), minor(0x12_3401_0305)), (259, 0x123_4005));
    }
}
