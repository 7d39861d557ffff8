//! What may go wrong, how often, and how often it did.

use std::fmt;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// Something that the simulator did to a node, its disk or its connections.
        #[derive(Copy, Clone, Debug, Eq, PartialEq)]
        pub enum Fault {
            $($(#[$doc])* $name,)*
        }

        impl Fault {
            /// Every fault, in the order of the counts.
            pub const ALL: &[Fault] = &[$(Fault::$name,)*];

            /// Its name in a report.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Fault::$name => $text,)*
                }
            }
        }
    };
}

faults! {
    /// A write that wrote less than it was given.
    ShortWrite = "short write",
    /// A write into space that was not reserved, on a full disk.
    WriteNoSpace = "ENOSPC at write",
    /// A reservation on a full disk.
    AllocateNoSpace = "ENOSPC at allocate",
    /// A rename on a full disk.
    RenameNoSpace = "ENOSPC at rename",
    /// A creation on a full disk.
    CreateNoSpace = "ENOSPC at create",
    /// A disk that is full for a while.
    DiskFull = "disk full for a while",
    /// A write that failed with EIO.
    WriteError = "EIO at write",
    /// A sync that failed; the next one says yes, and the pages are gone.
    SyncError = "failed sync that lies clean",
    /// A disk that is slow for a while.
    SlowDisk = "disk slow for a while",
    /// A connection that was reset.
    ConnectionReset = "connection reset",
    /// A peer that was not told of a crash until much later.
    HalfOpen = "half-open connection",
    /// Bytes that arrived cut at another place than they were sent.
    ChunkSplit = "stream cut anew",
    /// A sender that had to wait for its receiver.
    BackPressure = "send back-pressure",
    /// A wall clock that jumped, either way.
    ClockJump = "wall clock jump",
    /// A process that ended without a word; the page cache stays.
    ProcessKill = "process kill",
    /// A machine that lost power; what was not synced may be gone.
    PowerCut = "power cut",
    /// An unsynced page that was lost.
    PageLost = "unsynced page lost",
    /// An unsynced page of which some sectors were lost.
    PageTorn = "unsynced page torn",
    /// An unsynced page that survived.
    PageSurvived = "unsynced page survived",
    /// An unsynced page that reached the disk while the file's size did not, or the other way round.
    LengthLost = "unsynced file size lost",
    /// A file with a tail of zeros: its size reached the disk, its last pages did not.
    ZeroTail = "zeros at a file's end",
    /// A change of a directory that was undone.
    EntryUndone = "unsynced directory entry undone",
    /// A change of a directory that survived without its sync.
    EntrySurvived = "unsynced directory entry survived",
}

/// How often each fault of a node occurs: once in so many chances, 0 for never. Crashes are the driver's.
#[derive(Copy, Clone, Debug, Default)]
pub struct FaultOptions {
    /// Per write operation.
    pub short_write_one_in: u32,
    /// Per write operation: EIO.
    pub write_error_one_in: u32,
    /// Per sync.
    pub sync_error_one_in: u32,
    /// Per write, reservation, rename and creation: the disk is full for up to two seconds from then on.
    pub disk_full_one_in: u32,
    /// Per disk operation: the disk is up to a hundred times slower for up to two seconds from then on.
    pub slow_disk_one_in: u32,
    /// Per chunk that arrives at this node.
    pub connection_reset_one_in: u32,
    /// Per turn: up to an hour ahead, or up to a minute back.
    pub clock_jump_one_in: u32,
}

/// How often each fault occurred.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FaultCounts {
    counts: [u64; Fault::ALL.len()],
}

impl Default for FaultCounts {
    fn default() -> Self {
        Self { counts: [0; Fault::ALL.len()] }
    }
}

impl FaultCounts {
    /// Counts one.
    pub fn count(&mut self, fault: Fault) {
        self.counts[fault as usize] += 1;
    }

    /// How often it occurred.
    pub fn of(&self, fault: Fault) -> u64 {
        self.counts[fault as usize]
    }

    /// Adds another run's counts.
    pub fn add(&mut self, other: &FaultCounts) {
        self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
    }

    /// Those that never occurred.
    pub fn missing(&self) -> impl Iterator<Item = Fault> {
        Fault::ALL.iter().copied().filter(|&fault| self.of(fault) == 0)
    }
}

impl fmt::Display for FaultCounts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Fault::ALL
            .iter()
            .try_for_each(|&fault| writeln!(formatter, "{:>10}  {}", self.of(fault), fault.name()))
    }
}
