//! A reference-counted piece of memory that goes back to its pool when the last owner lets go.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering, fence};

use super::pool::{Home, Pool};

/// One owner of a piece of memory. The header is allocated once, with the memory, and recycled with it, so that taking,
/// sharing and dropping buffers cost no allocation.
pub(super) struct Block {
    header: NonNull<Header>,
}

struct Header {
    owners: AtomicUsize,
    start: NonNull<u8>,
    layout: Layout,
    /// Where it goes back to. Written by the only owner, before it is shared; read by the last one.
    home: Option<Home>,
}

// SAFETY: the header's count is atomic; `home` changes while there is one owner only; the memory itself is written
// through an exclusive `Buffer` and read through `SharedBuffer`s, never both at once.
unsafe impl Send for Block {}
// SAFETY: as above.
unsafe impl Sync for Block {}

impl Block {
    /// Uninitialised memory of `capacity` > 0 bytes with one owner and no home.
    pub(super) fn allocate(capacity: usize) -> Self {
        let alignment = capacity.next_power_of_two().min(4096);
        let layout =
            Layout::from_size_align(capacity, alignment).expect("a capacity of at most BUFFER_LEN_MAX");
        // SAFETY: the layout's size is not zero.
        let start = NonNull::new(unsafe { alloc(layout) }).unwrap_or_else(|| handle_alloc_error(layout));
        let header = Header { owners: AtomicUsize::new(1), start, layout, home: None };
        Self { header: NonNull::from(Box::leak(Box::new(header))) }
    }

    /// Sets where the memory goes when its last owner drops it.
    pub(super) fn set_home(&mut self, home: Home) {
        debug_assert_eq!(self.header().owners.load(Ordering::Relaxed), 1);
        // SAFETY: an exclusive borrow of the only owner: nobody else looks at the header.
        unsafe { self.header.as_mut() }.home = Some(home);
    }

    /// The pool that it was taken from.
    pub(super) fn home(&self) -> Option<Pool> {
        self.header().home.as_ref().map(Home::pool)
    }

    /// First byte.
    pub(super) fn start(&self) -> *mut u8 {
        self.header().start.as_ptr()
    }

    /// Bytes from there.
    pub(super) fn capacity(&self) -> usize {
        self.header().layout.size()
    }

    fn header(&self) -> &Header {
        // SAFETY: the header lives as long as it has an owner, and this is one.
        unsafe { self.header.as_ref() }
    }
}

impl Clone for Block {
    fn clone(&self) -> Self {
        // Relaxed as in `Arc::clone`: whoever clones owns one already.
        let owners = self.header().owners.fetch_add(1, Ordering::Relaxed);
        assert!(owners < usize::MAX / 2, "a buffer with too many owners");
        Self { header: self.header }
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        if self.header().owners.fetch_sub(1, Ordering::Release) != 1 {
            return;
        }
        // As in `Arc::drop`: the other owners' reads happen before the memory is used again.
        fence(Ordering::Acquire);
        // SAFETY: the last owner is gone, this is the only path to the header.
        match unsafe { self.header.as_mut() }.home.take() {
            Some(home) => {
                self.header().owners.store(1, Ordering::Relaxed);
                home.give_back(Block { header: self.header });
            }
            // SAFETY: nobody owns the memory any more; both allocations are as `allocate` made them.
            None => unsafe {
                let header = Box::from_raw(self.header.as_ptr());
                dealloc(header.start.as_ptr(), header.layout);
            },
        }
    }
}
