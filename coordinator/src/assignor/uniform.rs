//! The `uniform` assignor: as even as subscriptions allow, and as few moves as that allows.

mod balance;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::{AssignorInput, Partitions};

/// A partition that nobody owns yet.
const NOBODY: usize = usize::MAX;

/// Who owns what while it is being decided.
struct Draft {
    /// By topic index and partition: the index of the owner, or [`NOBODY`].
    owners: Vec<Vec<usize>>,
    /// By member index: how many partitions it owns.
    loads: Vec<usize>,
}

/// Keeps what is owned as far as it is even, and gives the rest to those who own least.
pub(super) fn assign(input: &AssignorInput<'_>) -> Vec<Partitions> {
    if input.members.is_empty() {
        return Vec::new();
    }
    let mut draft = Draft::empty(input);
    if input.is_homogeneous() {
        let quotas = quotas(input);
        draft.keep_owned(input, |member, load| load < quotas[member]);
        draft.fill_to(&quotas, &input.members[0].topics);
    } else {
        draft.keep_owned(input, |_, _| true);
        let subscribers = input.subscribers();
        draft.fill_least_loaded(&subscribers);
        balance::balance(&mut draft, &subscribers);
    }
    draft.into_targets(input)
}

/// How many partitions each member shall own when all subscribe to the same topics: numbers that differ by one at most. Those who
/// own more than the smaller number get the larger one first, because it saves a move.
fn quotas(input: &AssignorInput<'_>) -> Vec<usize> {
    let topics = &input.members[0].topics;
    let total: usize = topics.iter().map(|&topic| input.topics[topic].partitions as usize).sum();
    let (each, mut extra) = (total / input.members.len(), total % input.members.len());
    let mut quotas = vec![each; input.members.len()];
    for wants_more in [true, false] {
        for (quota, member) in quotas.iter_mut().zip(&input.members) {
            let owns_more = member.owned.values().map(Vec::len).sum::<usize>() > each;
            if extra > 0 && owns_more == wants_more {
                *quota += 1;
                extra -= 1;
            }
        }
    }
    quotas
}

impl Draft {
    fn empty(input: &AssignorInput<'_>) -> Self {
        let owners = input.topics.iter().map(|topic| vec![NOBODY; topic.partitions as usize]).collect();
        Self { owners, loads: vec![0; input.members.len()] }
    }

    /// Members keep what they own of topics that they subscribe to, as long as `may_take(member, its load)`.
    fn keep_owned(&mut self, input: &AssignorInput<'_>, may_take: impl Fn(usize, usize) -> bool) {
        for (index, member) in input.members.iter().enumerate() {
            for &topic in &member.topics {
                for &partition in member.owned.get(&input.topics[topic].id).into_iter().flatten() {
                    let owner = usize::try_from(partition).ok().and_then(|at| self.owners[topic].get_mut(at));
                    if let Some(owner) = owner
                        && *owner == NOBODY
                        && may_take(index, self.loads[index])
                    {
                        *owner = index;
                        self.loads[index] += 1;
                    }
                }
            }
        }
    }

    /// Hands what nobody owns to members below their quota, in turns: a member gets a share of each topic, not all of one.
    fn fill_to(&mut self, quotas: &[usize], topics: &[usize]) {
        let mut hungry: VecDeque<usize> =
            (0..quotas.len()).filter(|&member| self.loads[member] < quotas[member]).collect();
        for &topic in topics {
            for owner in self.owners[topic].iter_mut().filter(|owner| **owner == NOBODY) {
                let member = hungry.pop_front().expect("the quotas add up to all partitions");
                *owner = member;
                self.loads[member] += 1;
                if self.loads[member] < quotas[member] {
                    hungry.push_back(member);
                }
            }
        }
    }

    /// Hands what nobody owns to the least loaded subscriber. Topics with few subscribers go first: they have the least choice.
    fn fill_least_loaded(&mut self, subscribers: &[Vec<usize>]) {
        let mut order: Vec<usize> =
            (0..subscribers.len()).filter(|&topic| !subscribers[topic].is_empty()).collect();
        order.sort_by_key(|&topic| subscribers[topic].len());
        for topic in order {
            if !self.owners[topic].contains(&NOBODY) {
                continue;
            }
            let mut least: BinaryHeap<Reverse<(usize, usize)>> =
                subscribers[topic].iter().map(|&member| Reverse((self.loads[member], member))).collect();
            for owner in self.owners[topic].iter_mut().filter(|owner| **owner == NOBODY) {
                let Reverse((load, member)) = least.pop().expect("the topic has subscribers");
                *owner = member;
                self.loads[member] = load + 1;
                least.push(Reverse((load + 1, member)));
            }
        }
    }

    fn into_targets(self, input: &AssignorInput<'_>) -> Vec<Partitions> {
        let mut targets = vec![Partitions::new(); input.members.len()];
        for (topic, owners) in input.topics.iter().zip(self.owners) {
            for (partition, owner) in (0..).zip(owners).filter(|(_, owner)| *owner != NOBODY) {
                targets[owner].entry(topic.id).or_default().push(partition);
            }
        }
        targets
    }
}
