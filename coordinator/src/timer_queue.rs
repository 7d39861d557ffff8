//! Deadlines in their order.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::hash::Hash;
use std::time::Duration;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// At most one deadline for each key; setting, cancelling and taking cost O(log n).
#[derive(Clone, Debug)]
pub(crate) struct TimerQueue<K> {
    queue: BTreeSet<(Duration, K)>,
    deadlines: HashMap<K, Duration, FixedState>,
}

impl<K> Default for TimerQueue<K> {
    fn default() -> Self {
        Self { queue: BTreeSet::new(), deadlines: HashMap::default() }
    }
}

impl<K: Clone + Eq + Hash + Ord> TimerQueue<K> {
    /// Sets the deadline of `key`, in place of the one it may have.
    pub(crate) fn set(&mut self, key: K, at: Duration) {
        match self.deadlines.insert(key.clone(), at) {
            Some(before) if before == at => return,
            Some(before) => {
                self.queue.remove(&(before, key.clone()));
            }
            None => {}
        }
        self.queue.insert((at, key));
    }

    /// Forgets the deadline of `key`.
    pub(crate) fn cancel<Q: Eq + Hash + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some((key, at)) = self.deadlines.remove_entry(key) {
            self.queue.remove(&(at, key));
        }
    }

    /// When `key` is due.
    pub(crate) fn deadline_of<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<Duration>
    where
        K: Borrow<Q>,
    {
        self.deadlines.get(key).copied()
    }

    /// The earliest deadline.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        self.queue.first().map(|(at, _)| *at)
    }

    /// Takes the key that has been due longest.
    pub(crate) fn pop_due(&mut self, now: Duration) -> Option<K> {
        if self.next_deadline()? > now {
            return None;
        }
        let (_, key) = self.queue.pop_first()?;
        self.deadlines.remove(&key);
        Some(key)
    }

    /// How many keys have a deadline.
    pub(crate) fn len(&self) -> usize {
        self.queue.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn keys_are_due_in_the_order_of_their_deadlines() {
        let mut queue = TimerQueue::default();
        for (key, seconds) in [("c", 3), ("a", 1), ("b", 2), ("d", 9)] {
            queue.set(key, at(seconds));
        }
        assert_eq!(queue.next_deadline(), Some(at(1)));
        let due: Vec<_> = std::iter::from_fn(|| queue.pop_due(at(3))).collect();
        assert_eq!((due, queue.len()), (vec!["a", "b", "c"], 1));
    }

    #[test]
    fn a_key_has_one_deadline_and_may_have_none() {
        let mut queue = TimerQueue::default();
        queue.set("a".to_owned(), at(5));
        queue.set("a".to_owned(), at(7));
        queue.set("b".to_owned(), at(6));
        queue.cancel("b");
        queue.cancel("unheard-of");
        assert_eq!((queue.deadline_of("a"), queue.deadline_of("b"), queue.len()), (Some(at(7)), None, 1));
        assert_eq!(queue.pop_due(at(6)), None);
        assert_eq!(queue.pop_due(at(7)), Some("a".to_owned()));
        assert_eq!(queue.next_deadline(), None);
    }
}
