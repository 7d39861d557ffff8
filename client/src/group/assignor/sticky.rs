//! Even shares that move as little as possible, handed over in two steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Assignments, Member};
use crate::TopicPartition;

/// The members by place in the sorted list, and what each would have in the end.
struct Plan<'a> {
    members: &'a [&'a Member],
    owners: BTreeMap<TopicPartition, usize>,
    loads: Vec<usize>,
}

/// Shares out so that no partition could move to a member with two fewer, and members keep what they have as far as that
/// allows. What changes hands is in nobody's share yet: who has it gives it up first and joins again (KIP-429).
///
/// a has t0 t1 t2 t3, and b joins: the plan is a: t2 t3, b: t0 t1; the shares of this generation are a: t2 t3 and b: none.
/// a gives t0 and t1 up and joins again, and then b gets them.
pub(super) fn assign(
    members: &[&Member],
    partitions: &BTreeMap<Arc<str>, i32>,
    assignments: &mut Assignments,
) {
    let holders = holders(members, partitions);
    let mut plan = Plan { members, owners: BTreeMap::new(), loads: vec![0; members.len()] };
    for (partition, holder) in &holders {
        if members[*holder].wants(&partition.0) {
            plan.give(partition.clone(), *holder);
        }
    }
    // What few want goes first: the others can make up for it.
    let wanting = |topic: &str| members.iter().filter(|member| member.wants(topic)).count();
    let mut topics: Vec<(&Arc<str>, &i32)> = partitions.iter().collect();
    topics.sort_by_cached_key(|(topic, _)| wanting(topic));
    for (topic, count) in topics {
        for partition in (0..*count).map(|partition| (Arc::clone(topic), partition)) {
            if !plan.owners.contains_key(&partition)
                && let Some(member) = plan.least_loaded(topic)
            {
                plan.give(partition, member);
            }
        }
    }
    plan.even_out();
    for (partition, owner) in plan.owners {
        let moves = holders.get(&partition).is_some_and(|holder| *holder != owner);
        if !moves {
            assignments.get_mut(&members[owner].id).expect("every member has a share").push(partition);
        }
    }
}

/// Who has what by its own word. Of two who claim a partition the one of the younger generation is right; of the same
/// generation, neither is.
fn holders(members: &[&Member], partitions: &BTreeMap<Arc<str>, i32>) -> BTreeMap<TopicPartition, usize> {
    let mut claims: BTreeMap<TopicPartition, (i32, Option<usize>)> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        let generation = member.subscription.generation;
        for claimed in &member.subscription.owned {
            if !partitions.get(&claimed.0).is_some_and(|count| (0..*count).contains(&claimed.1)) {
                continue;
            }
            let claim = claims.entry(claimed.clone()).or_insert((i32::MIN, None));
            match generation.cmp(&claim.0) {
                std::cmp::Ordering::Greater => *claim = (generation, Some(place)),
                std::cmp::Ordering::Equal => claim.1 = None,
                std::cmp::Ordering::Less => {}
            }
        }
    }
    claims.into_iter().filter_map(|(partition, (_, holder))| Some((partition, holder?))).collect()
}

impl Plan<'_> {
    fn give(&mut self, partition: TopicPartition, member: usize) {
        self.loads[member] += 1;
        if let Some(before) = self.owners.insert(partition, member) {
            self.loads[before] -= 1;
        }
    }

    fn least_loaded(&self, topic: &str) -> Option<usize> {
        let wanting = (0..self.members.len()).filter(|member| self.members[*member].wants(topic));
        wanting.min_by_key(|member| (self.loads[*member], *member))
    }

    /// Each move makes the sum of the squares of the loads smaller, so it ends.
    fn even_out(&mut self) {
        loop {
            let mut is_even = true;
            let partitions: Vec<(TopicPartition, usize)> =
                self.owners.iter().map(|(partition, owner)| (partition.clone(), *owner)).collect();
            for (partition, owner) in partitions {
                let least = self.least_loaded(&partition.0).expect("its owner wants it");
                if self.loads[owner] > self.loads[least] + 1 {
                    self.give(partition, least);
                    is_even = false;
                }
            }
            if is_even {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{counts, member, shown};
    use super::super::{Assignments, Assignor, Member};
    use super::*;

    fn assign(members: &[Member], topics: &[(&str, i32)]) -> Assignments {
        Assignor::CooperativeSticky.assign(members, &counts(topics))
    }

    /// Joins again and again, each member with what it was given, until nothing changes; how many rounds that took.
    fn settle(members: &mut [Member], topics: &[(&str, i32)]) -> (Assignments, usize) {
        for round in 1..10 {
            let shares = assign(members, topics);
            let mut is_settled = true;
            for member in members.iter_mut() {
                let owned = &mut member.subscription.owned;
                owned.sort();
                let share = &shares[&member.id];
                is_settled &= owned == share;
                owned.clone_from(share);
                member.subscription.generation = round as i32 + 1;
            }
            if is_settled {
                return (shares, round);
            }
        }
        panic!("it does not settle");
    }

    #[test]
    fn a_new_member_gets_what_others_gave_up() {
        let owned = [("t", 0), ("t", 1), ("t", 2), ("t", 3)];
        let mut members = [member("a", &["t"], &owned), member("b", &["t"], &[])];
        assert_eq!(shown(&assign(&members, &[("t", 4)])), "a: t2 t3; b:");
        let (shares, rounds) = settle(&mut members, &[("t", 4)]);
        assert_eq!((shown(&shares).as_str(), rounds), ("a: t2 t3; b: t0 t1", 3));
    }

    #[test]
    fn the_share_of_a_lost_member_goes_round_and_nothing_else_moves() {
        let members =
            [member("a", &["t"], &[("t", 0), ("t", 3)]), member("b", &["t"], &[("t", 1), ("t", 4)])];
        assert_eq!(shown(&assign(&members, &[("t", 6)])), "a: t0 t2 t3; b: t1 t4 t5");
    }

    #[test]
    fn of_two_claims_the_younger_is_right() {
        let mut members = [member("a", &["t"], &[("t", 0)]), member("b", &["t"], &[("t", 0), ("t", 1)])];
        members[0].subscription.generation = 2;
        assert_eq!(shown(&assign(&members, &[("t", 2)])), "a: t0; b: t1");
        members[1].subscription.generation = 2;
        assert_eq!(shown(&assign(&members, &[("t", 2)])), "a: t0; b: t1", "nobody has t0: it is free to go");
    }

    #[test]
    fn members_that_want_different_topics_are_as_even_as_can_be() {
        let mut members =
            [member("a", &["t", "u"], &[]), member("b", &["t"], &[]), member("c", &["u", "v"], &[])];
        let (shares, _) = settle(&mut members, &[("t", 4), ("u", 2), ("v", 3)]);
        let loads: Vec<usize> = shares.values().map(Vec::len).collect();
        assert_eq!(loads, [3, 3, 3]);
        assert!(shares["b"].iter().all(|(topic, _)| &**topic == "t"));
    }

    /// Members come and go by a fixed pseudo-random sequence: shares stay whole, even and apart.
    #[test]
    fn shares_are_whole_and_even_whoever_comes_and_goes() {
        let mut state = 7u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut members: Vec<Member> = Vec::new();
        for step in 0..60 {
            if members.len() < 2 || random(3) > 0 {
                members.push(member(&format!("m{step}"), &["t", "u"], &[]));
            } else {
                members.remove(random(members.len() as u64) as usize);
            }
            let topics = [("t", 1 + random(20) as i32), ("u", random(9) as i32)];
            let (shares, _) = settle(&mut members, &topics);
            let mut all: Vec<TopicPartition> = shares.values().flatten().cloned().collect();
            all.sort();
            let expected = counts(&topics).into_iter();
            let expected: Vec<TopicPartition> = expected
                .flat_map(|(topic, count)| (0..count).map(move |partition| (Arc::clone(&topic), partition)))
                .collect();
            assert_eq!(all, expected, "each partition once");
            let loads = shares.values().map(Vec::len);
            assert!(loads.clone().max() <= loads.min().map(|least| least + 1), "{}", shown(&shares));
        }
    }
}
