//! Places that outlive their tenants: the index of a slot is used again, its generation never.

/// Names a tenant of [`Slots`]. One whose tenant is gone finds nothing, for ever: generations wrap only after four
/// thousand million tenants of one slot.
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SlotKey {
    /// The index.
    pub slot: u32,
    /// Which tenant of it.
    pub generation: u32,
}

#[derive(Debug)]
struct Slot<T> {
    generation: u32,
    tenant: Option<T>,
}

/// A slab with generations. Slots are reused last in, first out, so a busy shard stays in warm memory; in the steady
/// state nothing is allocated.
#[derive(Debug)]
pub struct Slots<T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
    len: usize,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), free: Vec::new(), len: 0 }
    }
}

impl<T> Slots<T> {
    /// Moves a tenant in.
    pub fn insert(&mut self, tenant: T) -> SlotKey {
        self.len += 1;
        if let Some(slot) = self.free.pop() {
            let entry = &mut self.slots[slot as usize];
            entry.tenant = Some(tenant);
            return SlotKey { slot, generation: entry.generation };
        }
        let slot =
            u32::try_from(self.slots.len()).expect("fewer than four thousand million tenants fit in memory");
        self.slots.push(Slot { generation: 0, tenant: Some(tenant) });
        SlotKey { slot, generation: 0 }
    }

    /// The tenant, if it still lives there.
    pub fn get(&self, key: SlotKey) -> Option<&T> {
        self.slots.get(key.slot as usize).filter(|slot| slot.generation == key.generation)?.tenant.as_ref()
    }

    /// The tenant, if it still lives there.
    pub fn get_mut(&mut self, key: SlotKey) -> Option<&mut T> {
        self.slots
            .get_mut(key.slot as usize)
            .filter(|slot| slot.generation == key.generation)?
            .tenant
            .as_mut()
    }

    /// Moves a tenant out; its key finds nothing any more.
    pub fn remove(&mut self, key: SlotKey) -> Option<T> {
        let slot = self.slots.get_mut(key.slot as usize).filter(|slot| slot.generation == key.generation)?;
        let tenant = slot.tenant.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(key.slot);
        self.len -= 1;
        Some(tenant)
    }

    /// The key of whoever lives in `slot` now.
    pub fn key_at(&self, slot: u32) -> Option<SlotKey> {
        let entry = self.slots.get(slot as usize)?;
        entry.tenant.as_ref().map(|_| SlotKey { slot, generation: entry.generation })
    }

    /// All tenants, by slot.
    pub fn iter(&self) -> impl Iterator<Item = (SlotKey, &T)> {
        self.slots.iter().enumerate().filter_map(|(index, slot)| {
            let key = SlotKey { slot: index as u32, generation: slot.generation };
            slot.tenant.as_ref().map(|tenant| (key, tenant))
        })
    }

    /// The number of tenants.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nobody lives here.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_finds_the_next_tenant() {
        let mut slots = Slots::default();
        let first = slots.insert("first");
        assert_eq!(slots.remove(first), Some("first"));
        let second = slots.insert("second");
        assert_eq!(first.slot, second.slot);
        assert_eq!(slots.get(first), None);
        assert_eq!(slots.remove(first), None);
        assert_eq!(slots.get(second), Some(&"second"));
        assert_eq!(slots.len(), 1);
    }
}
