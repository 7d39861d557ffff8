//! The assignors of the simulated clients: range, round robin, and a sticky one that moves partitions in two steps.

use std::collections::{BTreeMap, BTreeSet};

use super::embedded::Subscription;
use super::topics::{Place, Topics};

/// What each member gets, by member id.
pub(crate) type Shares = BTreeMap<String, BTreeSet<Place>>;

/// Divides the partitions of all topics that anybody subscribes to. `name`: the protocol that the group has agreed on.
pub(crate) fn assign(name: &str, members: &BTreeMap<String, Subscription>, topics: &Topics) -> Shares {
    let mut shares: Shares = members.keys().map(|member| (member.clone(), BTreeSet::new())).collect();
    for topic in 0..topics.len() {
        let subscribers: Vec<&String> = members
            .iter()
            .filter(|(_, subscription)| subscription.topics.contains(&topic))
            .map(|(member, _)| member)
            .collect();
        if subscribers.is_empty() {
            continue;
        }
        let places: Vec<Place> = topics.places_of(&[topic]).into_iter().collect();
        match name {
            "range" => range(&places, &subscribers, &mut shares),
            "roundrobin" => round_robin(&places, &subscribers, &mut shares),
            _ => sticky(&places, &subscribers, members, &mut shares),
        }
    }
    if name == COOPERATIVE {
        withhold_what_moves(members, &mut shares);
    }
    shares
}

/// The protocol whose members keep what they have during a rebalance (KIP-429).
pub(crate) const COOPERATIVE: &str = "cooperative-sticky";

fn range(places: &[Place], subscribers: &[&String], shares: &mut Shares) {
    let (each, more) = (places.len() / subscribers.len(), places.len() % subscribers.len());
    let mut rest = places.iter();
    for (index, member) in subscribers.iter().enumerate() {
        let count = each + usize::from(index < more);
        give(shares, member, rest.by_ref().take(count));
    }
}

fn round_robin(places: &[Place], subscribers: &[&String], shares: &mut Shares) {
    for (place, member) in places.iter().zip(subscribers.iter().cycle()) {
        give(shares, member, std::iter::once(place));
    }
}

/// Whoever has a partition keeps it, as long as its share is not too large; the others go to those that have least.
fn sticky(
    places: &[Place],
    subscribers: &[&String],
    members: &BTreeMap<String, Subscription>,
    shares: &mut Shares,
) {
    let most = places.len().div_ceil(subscribers.len());
    let mut counts: BTreeMap<&String, usize> = subscribers.iter().map(|member| (*member, 0)).collect();
    let mut left = Vec::new();
    for place in places {
        match owner_of(*place, members).filter(|owner| counts.get(owner).is_some_and(|count| *count < most)) {
            Some(owner) => {
                *counts.get_mut(owner).expect("it subscribes") += 1;
                give(shares, owner, std::iter::once(place));
            }
            None => left.push(place),
        }
    }
    for place in left {
        let (member, count) = counts.iter_mut().min_by_key(|(_, count)| **count).expect("there is one");
        *count += 1;
        give(shares, member, std::iter::once(place));
    }
}

fn give<'a>(shares: &mut Shares, member: &str, places: impl Iterator<Item = &'a Place>) {
    shares.get_mut(member).expect("each has a share").extend(places);
}

/// Who owns a partition; of several that say so the one of the newest generation is right.
fn owner_of(place: Place, members: &BTreeMap<String, Subscription>) -> Option<&String> {
    let owners = members.iter().filter(|(_, subscription)| subscription.owned.contains(&place));
    owners.max_by_key(|(_, subscription)| subscription.generation).map(|(member, _)| member)
}

/// What one member has and another one shall have is given to nobody until it was given back.
fn withhold_what_moves(members: &BTreeMap<String, Subscription>, shares: &mut Shares) {
    for (member, share) in shares {
        share.retain(|place| {
            let others = members.iter().filter(|(other, _)| *other != member);
            !others.into_iter().any(|(_, subscription)| subscription.owned.contains(place))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use io::sim::Random;

    #[test]
    fn every_assignor_gives_each_partition_to_one_member() {
        let topics = Topics::draw(&mut Random::new(1));
        let all: Vec<usize> = (0..topics.len()).collect();
        let subscription = Subscription { topics: all.clone(), ..Default::default() };
        let members: BTreeMap<String, Subscription> =
            ["a", "b", "c"].map(|name| (name.to_owned(), subscription.clone())).into();
        for name in ["range", "roundrobin", COOPERATIVE] {
            let shares = assign(name, &members, &topics);
            let given: Vec<Place> = shares.values().flatten().copied().collect();
            assert_eq!(given.len(), topics.partitions() as usize, "{name}");
            assert_eq!(given.into_iter().collect::<BTreeSet<_>>(), topics.places_of(&all), "{name}");
        }
    }

    #[test]
    fn a_cooperative_partition_is_given_back_first() {
        let topics = Topics::draw(&mut Random::new(1));
        let all: Vec<usize> = (0..topics.len()).collect();
        let owner = Subscription { topics: all.clone(), owned: topics.places_of(&all), generation: 1 };
        let members: BTreeMap<String, Subscription> =
            [("a", owner), ("b", Subscription { topics: all.clone(), ..Default::default() })]
                .map(|(name, subscription)| (name.to_owned(), subscription))
                .into();
        let shares = assign(COOPERATIVE, &members, &topics);
        assert_eq!(shares["b"], BTreeSet::new());
        assert!(shares["a"].len() < topics.partitions() as usize);
    }
}
