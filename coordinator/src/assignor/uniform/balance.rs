//! Evening out a draft in which members subscribe to different topics.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, NOBODY};

/// How often all topics are looked over. Each move makes the loads more even (the sum of their squares shrinks), so it
/// ends by itself, nearly always after two or three passes; the bound is for subscriptions made to be slow, which stay a little uneven.
const BALANCE_PASSES_MAX: usize = 16;

/// Moves partitions from members to those who subscribe to the same topic and own at least two fewer, until there are none.
pub(super) fn balance(draft: &mut Draft, subscribers: &[Vec<usize>]) {
    for _ in 0..BALANCE_PASSES_MAX {
        let mut has_moved = false;
        for (topic, subscribers) in subscribers.iter().enumerate() {
            has_moved |= is_uneven(draft, topic, subscribers) && balance_topic(draft, topic, subscribers);
        }
        if !has_moved {
            return;
        }
    }
}

/// Whether a move of this topic would help: most topics are even, and cost one look at each partition.
fn is_uneven(draft: &Draft, topic: usize, subscribers: &[usize]) -> bool {
    let most =
        draft.owners[topic].iter().filter(|owner| **owner != NOBODY).map(|&owner| draft.loads[owner]).max();
    let least = subscribers.iter().map(|&member| draft.loads[member]).min();
    matches!((most, least), (Some(most), Some(least)) if most >= least + 2)
}

fn balance_topic(draft: &mut Draft, topic: usize, subscribers: &[usize]) -> bool {
    let mut by_load: BTreeSet<(usize, usize)> =
        subscribers.iter().map(|&member| (draft.loads[member], member)).collect();
    let mut owned: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (partition, &owner) in draft.owners[topic].iter().enumerate().filter(|(_, owner)| **owner != NOBODY) {
        owned.entry(owner).or_default().push(partition);
    }
    // The givers by load; receivers join them, so that what moved too far can move on.
    let mut givers: BTreeSet<(usize, usize)> =
        owned.keys().map(|&member| (draft.loads[member], member)).collect();
    let mut has_moved = false;
    while let (Some(&(most, giver)), Some(&(least, receiver))) = (givers.last(), by_load.first()) {
        if most < least + 2 {
            break;
        }
        let from = owned.get_mut(&giver).expect("a giver owns something");
        let partition = from.pop().expect("a giver owns something");
        let gave_all = from.is_empty();
        givers.remove(&(most, giver));
        givers.remove(&(least, receiver));
        by_load.remove(&(most, giver));
        by_load.remove(&(least, receiver));
        by_load.insert((most - 1, giver));
        by_load.insert((least + 1, receiver));
        if !gave_all {
            givers.insert((most - 1, giver));
        }
        givers.insert((least + 1, receiver));
        owned.entry(receiver).or_default().push(partition);
        draft.owners[topic][partition] = receiver;
        draft.loads[giver] = most - 1;
        draft.loads[receiver] = least + 1;
        has_moved = true;
    }
    has_moved
}
