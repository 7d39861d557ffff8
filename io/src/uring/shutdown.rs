//! How a ring ends: nothing is freed that the kernel may still touch.

use std::time::Duration;

use io_uring::opcode;
use io_uring::types::CancelBuilder;

use super::ring::Wait;
use super::{UringIo, WAKE};
use crate::slots::Slots;

/// How long a shutdown waits for requests that do not let themselves be cancelled (a sync on a disk that hangs).
const DRAIN_PATIENCE: Duration = Duration::from_secs(30);

impl Drop for UringIo {
    /// Dropping a ring does not wait for the kernel: what it still works on would be written to after it was
    /// freed. So: cancel all, wait until nothing is in flight, drop the ring, free the rest.
    fn drop(&mut self) {
        if !self.drain() {
            // A disk hangs. Its memory is lost rather than lent to somebody else.
            std::mem::forget(std::mem::replace(&mut self.operations, Slots::new()));
            self.provided.leak();
        }
    }
}

impl UringIo {
    /// Takes everything back from the kernel. `false`: it does not give everything back.
    fn drain(&mut self) -> bool {
        self.inline.clear();
        for key in self.operations.keys() {
            self.cancel_requests(key);
        }
        self.push_cancel(opcode::AsyncCancel::new(WAKE).build());
        let patience_ends = self.clock.precise_now() + DRAIN_PATIENCE;
        let mut discarded = Vec::new();
        while self.ring.in_kernel() > 0 {
            let before = self.ring.in_kernel();
            self.ring.enter(Wait::Completion(Some(Duration::from_millis(20))), &mut self.statistics);
            self.reap(&mut discarded);
            discarded.clear();
            if self.clock.precise_now() > patience_ends {
                return false;
            }
            if self.ring.in_kernel() == before {
                // What slipped through between two requests of one operation. Costly: it looks at everything.
                self.push_cancel(opcode::AsyncCancel2::new(CancelBuilder::any()).build());
            }
        }
        true
    }
}
