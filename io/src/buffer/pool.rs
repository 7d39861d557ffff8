//! A shard's stock of buffers.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::block::Block;
use super::{BUFFER_LEN_MAX, Buffer};

/// The smallest class in bytes; a class per power of two up to [`CLASS_BYTES_MAX`].
const CLASS_BYTES_MIN: usize = 512;
/// The largest class in bytes. Larger buffers are allocated for each use, in whole pages, and freed after it.
const CLASS_BYTES_MAX: usize = 1 << 20;
const CLASSES: usize = (CLASS_BYTES_MAX / CLASS_BYTES_MIN).ilog2() as usize + 1;
/// Unused memory per class that stays whatever happens, in bytes: small buffers come and go by dozens, and which of them
/// a minute does not need says nothing about the next.
const DECAY_BYTES_KEPT: usize = 16 << 10;
const PAGE: usize = 4096;

/// A stock of buffers in power-of-two sizes. Clones are the same pool. Buffers may be dropped on any thread: each goes
/// back to the pool it was taken from. Nothing is allocated before it is asked for.
#[derive(Clone)]
pub struct Pool {
    shared: Arc<PoolShared>,
}

/// Limits of a [`Pool`].
#[derive(Copy, Clone, Debug)]
pub struct PoolOptions {
    /// Unused memory kept per class, in bytes; what comes back beyond it is freed.
    pub retained_bytes_per_class_max: usize,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self { retained_bytes_per_class_max: 4 << 20 }
    }
}

struct PoolShared {
    options: PoolOptions,
    classes: [Mutex<Stock>; CLASSES],
    outstanding_bytes: AtomicUsize,
}

/// The unused blocks of one class, the last one to come back on top.
#[derive(Default)]
struct Stock {
    blocks: Vec<Block>,
    /// The fewest blocks that there were since the last decay: so many were not needed.
    low_water: usize,
}

impl Stock {
    fn pop(&mut self) -> Option<Block> {
        let block = self.blocks.pop();
        self.low_water = self.low_water.min(self.blocks.len());
        block
    }

    /// Takes out one of those that were not needed since the last time, down to `kept` blocks; at the end none, and
    /// counting begins anew.
    fn pop_surplus(&mut self, kept: usize) -> Option<Block> {
        if self.low_water == 0 || self.blocks.len() <= kept {
            self.low_water = self.blocks.len();
            return None;
        }
        self.low_water -= 1;
        self.blocks.pop()
    }
}

impl Pool {
    /// An empty pool.
    pub fn new(options: PoolOptions) -> Self {
        let classes = std::array::from_fn(|_| Mutex::default());
        Self { shared: Arc::new(PoolShared { options, classes, outstanding_bytes: AtomicUsize::new(0) }) }
    }

    /// An empty buffer of at least `capacity_min` bytes. Panics beyond [`BUFFER_LEN_MAX`].
    pub fn take(&self, capacity_min: usize) -> Buffer {
        assert!(capacity_min <= BUFFER_LEN_MAX, "a buffer of {capacity_min} bytes");
        let capacity = rounded(capacity_min);
        let recycled = class_of(capacity).and_then(|class| self.stock(class, Stock::pop));
        let mut block = recycled.unwrap_or_else(|| Block::allocate(capacity));
        block.set_home(Home { pool: self.clone() });
        self.shared.outstanding_bytes.fetch_add(block.capacity(), Ordering::Relaxed);
        Buffer::from_block(block)
    }

    /// A buffer that holds a copy of `bytes`.
    pub fn copy_from(&self, bytes: &[u8]) -> Buffer {
        let mut buffer = self.take(bytes.len());
        buffer.extend_from_slice(bytes);
        buffer
    }

    /// Memory in buffers that have not come back, in bytes.
    pub fn outstanding_bytes(&self) -> usize {
        self.shared.outstanding_bytes.load(Ordering::Relaxed)
    }

    /// Memory in stock, in bytes.
    pub fn retained_bytes(&self) -> usize {
        (0..CLASSES).map(|class| self.stock(class, |stock| stock.blocks.len()) * class_bytes(class)).sum()
    }

    /// Frees the memory in stock that was not needed since the last call, but for [`DECAY_BYTES_KEPT`] per class. Called by
    /// the real backends once a minute, so that a burst does not keep its memory for good.
    pub fn decay(&self) {
        for class in 0..CLASSES {
            let kept = DECAY_BYTES_KEPT / class_bytes(class);
            // Each is freed outside of the lock.
            while let Some(surplus) = self.stock(class, |stock| stock.pop_surplus(kept)) {
                drop(surplus);
            }
        }
    }

    fn give_back(&self, block: Block) {
        let capacity = block.capacity();
        self.shared.outstanding_bytes.fetch_sub(capacity, Ordering::Relaxed);
        let Some(class) = class_of(capacity) else {
            return;
        };
        let retained_max = self.shared.options.retained_bytes_per_class_max;
        let surplus = self.stock(class, |stock| {
            if (stock.blocks.len() + 1) * capacity > retained_max {
                return Some(block);
            }
            stock.blocks.push(block);
            None
        });
        drop(surplus); // Frees it outside of the lock.
    }

    /// Looks at one class's stock, under its lock, which is never held for longer than a push or a pop.
    fn stock<T>(&self, class: usize, action: impl FnOnce(&mut Stock) -> T) -> T {
        action(&mut self.shared.classes[class].lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outstanding, retained) = (self.outstanding_bytes(), self.retained_bytes());
        write!(formatter, "Pool({outstanding} bytes out, {retained} in stock)")
    }
}

/// Where a block goes back to.
pub(super) struct Home {
    pool: Pool,
}

impl Home {
    pub(super) fn pool(&self) -> Pool {
        self.pool.clone()
    }

    pub(super) fn give_back(self, block: Block) {
        self.pool.give_back(block);
    }
}

/// What is allocated for `capacity` bytes: a class, or whole pages.
pub(super) fn rounded(capacity: usize) -> usize {
    if capacity <= CLASS_BYTES_MAX {
        capacity.max(CLASS_BYTES_MIN).next_power_of_two()
    } else {
        capacity.next_multiple_of(PAGE)
    }
}

fn class_of(capacity: usize) -> Option<usize> {
    (capacity <= CLASS_BYTES_MAX).then(|| (capacity / CLASS_BYTES_MIN).ilog2() as usize)
}

fn class_bytes(class: usize) -> usize {
    CLASS_BYTES_MIN << class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_aligned_so_that_copies_miss_the_trap() {
        let pool = Pool::new(PoolOptions::default());
        for capacity in [1, 512, 513, 4096, 4097, 65_536, 131_072, 200_000, 1 << 20, (1 << 20) + 1, 5_000_000]
        {
            for buffer in [pool.take(capacity), Buffer::with_capacity(capacity)] {
                let address = buffer.as_ptr() as usize;
                assert!(buffer.capacity() >= capacity);
                assert_eq!(address % buffer.capacity().next_power_of_two().min(PAGE), 0, "{capacity} bytes");
            }
        }
    }

    #[test]
    fn dropped_memory_is_taken_again() {
        let pool = Pool::new(PoolOptions::default());
        let buffer = pool.copy_from(&[7; 1000]);
        let address = buffer.as_ptr();
        assert_eq!(pool.outstanding_bytes(), 1024);
        let shared = buffer.freeze();
        let slice = shared.slice(10..20);
        drop(shared);
        assert_eq!((pool.outstanding_bytes(), pool.retained_bytes()), (1024, 0));
        drop(slice);
        assert_eq!((pool.outstanding_bytes(), pool.retained_bytes()), (0, 1024));
        assert_eq!(pool.take(600).as_ptr(), address);
    }

    #[test]
    fn the_last_drop_may_happen_on_another_thread() {
        let pool = Pool::new(PoolOptions::default());
        let shared = pool.copy_from(&[1; 4096]).freeze();
        let others: Vec<_> = (0..4).map(|n| shared.slice(n..n + 1)).collect();
        drop(shared);
        std::thread::scope(|scope| {
            for other in others {
                scope.spawn(move || assert_eq!(*other, [1]));
            }
        });
        assert_eq!((pool.outstanding_bytes(), pool.retained_bytes()), (0, 4096));
    }

    #[test]
    fn stock_is_bounded_and_large_buffers_are_freed() {
        let pool = Pool::new(PoolOptions { retained_bytes_per_class_max: 10_000 });
        let buffers: Vec<_> = (0..5).map(|_| pool.take(4096)).collect();
        let large = pool.take(CLASS_BYTES_MAX + 1);
        drop(buffers);
        drop(large);
        assert_eq!((pool.outstanding_bytes(), pool.retained_bytes()), (0, 8192));
    }

    #[test]
    fn what_is_not_needed_decays_and_what_is_needed_stays() {
        let pool = Pool::new(PoolOptions::default());
        let burst: Vec<_> = (0..10).map(|_| pool.take(65_536)).collect();
        drop(burst);
        pool.decay(); // The burst was since the last decay.
        assert_eq!(pool.retained_bytes(), 10 * 65_536);
        for _ in 0..5 {
            drop((pool.take(65_536), pool.take(65_536)));
            pool.decay();
            assert_eq!(pool.retained_bytes(), 2 * 65_536);
        }
        pool.decay();
        assert_eq!(pool.retained_bytes(), 0);
    }

    #[test]
    fn some_small_buffers_stay() {
        let pool = Pool::new(PoolOptions::default());
        let burst: Vec<_> = (0..10).map(|_| pool.take(4096)).collect();
        drop(burst);
        (0..3).for_each(|_| pool.decay());
        assert_eq!(pool.retained_bytes(), DECAY_BYTES_KEPT);
    }

    #[test]
    fn a_pool_outlives_its_name() {
        let pool = Pool::new(PoolOptions::default());
        let mut buffer = pool.take(512);
        drop(pool);
        buffer.extend_from_slice(&[3; 10_000]);
        assert_eq!(&buffer[..], &[3; 10_000]);
    }
}
