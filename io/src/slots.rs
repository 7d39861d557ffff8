//! Where a backend keeps its operations until their terminal completion.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use slab::Slab;

use crate::Token;

/// Operations in flight that a usual load stays below: room that need not be found in the middle of it.
pub(crate) const OPERATIONS_EXPECTED: usize = 256;

/// Operations by key (small numbers, used again) and by token. Allocates only while it grows.
pub(crate) struct Slots<T> {
    entries: Slab<(Token, T)>,
    keys: HashMap<Token, usize, FixedState>,
}

impl<T> Slots<T> {
    pub(crate) fn new() -> Self {
        let keys = HashMap::with_capacity_and_hasher(OPERATIONS_EXPECTED, FixedState::default());
        Self { entries: Slab::with_capacity(OPERATIONS_EXPECTED), keys }
    }

    pub(crate) fn insert(&mut self, token: Token, operation: T) -> usize {
        let key = self.entries.insert((token, operation));
        let previous = self.keys.insert(token, key);
        debug_assert!(previous.is_none(), "{token:?} is in flight already");
        key
    }

    /// Forgets an operation; its token is free from then on.
    pub(crate) fn remove(&mut self, key: usize) -> (Token, T) {
        let (token, operation) = self.entries.remove(key);
        self.keys.remove(&token);
        (token, operation)
    }

    pub(crate) fn get_mut(&mut self, key: usize) -> Option<(Token, &mut T)> {
        self.entries.get_mut(key).map(|(token, operation)| (*token, operation))
    }

    /// All keys in use, for a walk that changes what they name.
    pub(crate) fn keys(&self) -> Vec<usize> {
        self.entries.iter().map(|(key, _)| key).collect()
    }

    pub(crate) fn find(&self, token: Token) -> Option<usize> {
        self.keys.get(&token).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}
