//! The doorbell of the real backends.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::eventfd::{EfdFlags, EventFd};

use crate::doorbell::DoorbellTarget;

/// An eventfd that is written to only while its owner sleeps.
///
/// The owner says `sleeping`, then looks for `rung`; a ringer says `rung`, then looks for `sleeping`. All four are
/// sequentially consistent, so one of them sees the other: no ring is lost, and a ring at somebody awake is one store.
pub(crate) struct Wake {
    event: EventFd,
    rung: AtomicBool,
    sleeping: AtomicBool,
}

impl Wake {
    pub(crate) fn new() -> std::io::Result<Self> {
        let event = EventFd::from_flags(EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK)?;
        Ok(Self { event, rung: AtomicBool::new(false), sleeping: AtomicBool::new(false) })
    }

    /// Becomes readable by a ring at a sleeper; the owner waits for its edges and never reads it.
    pub(crate) fn descriptor(&self) -> BorrowedFd<'_> {
        self.event.as_fd()
    }

    /// Whether somebody rang since the last [`Self::awake`].
    pub(crate) fn is_rung(&self) -> bool {
        self.rung.load(Ordering::Acquire)
    }

    /// Announces a sleep; `false`: somebody rang already, do not sleep.
    pub(crate) fn prepare_to_sleep(&self) -> bool {
        self.sleeping.store(true, Ordering::SeqCst);
        !self.rung.load(Ordering::SeqCst)
    }

    /// Ends a sleep, answers the bell, and says whether it rang.
    pub(crate) fn awake(&self) -> bool {
        self.sleeping.store(false, Ordering::Release);
        // A read-modify-write, so that what the ringer wrote before is visible from here on.
        self.rung.swap(false, Ordering::AcqRel)
    }
}

impl DoorbellTarget for Wake {
    fn ring(&self) {
        self.rung.store(true, Ordering::SeqCst);
        if self.sleeping.swap(false, Ordering::SeqCst) {
            // Fails only when the counter is full, after 2^64 - 2 rings: then it is readable anyway.
            let _ = self.event.write(1);
        }
    }
}
