//! Which faults a life of the process meets.

use io::sim::{CrashKind, FaultOptions, Random};

/// A life's faults: each is there in some lives only, so that every one is met in the absence of the others.
pub(crate) fn draw_faults(random: &mut Random) -> FaultOptions {
    let mut sometimes = |one_in: u32, frequency: u32| if random.one_in(one_in) { frequency } else { 0 };
    FaultOptions {
        short_write_one_in: sometimes(2, 8),
        write_error_one_in: sometimes(8, 2_000),
        sync_error_one_in: sometimes(8, 800),
        disk_full_one_in: sometimes(4, 300),
        slow_disk_one_in: sometimes(3, 500),
        connection_reset_one_in: sometimes(2, 2_000),
        clock_jump_one_in: sometimes(4, 2_000),
    }
}

/// How many I/O operations a life has before it crashes, and how: often in the middle of recovery, else anywhere.
pub(crate) fn draw_crash(random: &mut Random, recovery: u64, long_life: u64) -> (u64, CrashKind) {
    let kind = if random.one_in(3) { CrashKind::ProcessKill } else { CrashKind::PowerCut };
    let operations = match random.below(4) {
        0 => random.between(1, recovery),
        1 => random.between(1, long_life / 10),
        _ => random.between(1, long_life),
    };
    (operations, kind)
}
