//! What both assignors promise, for any input.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn topic(number: u8) -> Uuid {
    Uuid::from_bytes([number + 1; 16])
}

/// Owned data from which inputs are made.
#[derive(Clone, Debug)]
struct World {
    partitions: Vec<i32>,
    /// Member id, instance id, subscribed topic indices.
    members: Vec<(String, Option<String>, BTreeSet<usize>)>,
    owned: Vec<Partitions>,
}

impl World {
    fn of(partitions: &[i32], members: &[(&str, &[usize])]) -> Self {
        let members: Vec<_> = members
            .iter()
            .map(|(id, topics)| (id.to_string(), None, topics.iter().copied().collect()))
            .collect();
        Self { partitions: partitions.to_vec(), owned: vec![Partitions::new(); members.len()], members }
    }

    fn input(&self) -> AssignorInput<'_> {
        let members =
            self.members.iter().zip(&self.owned).map(|((id, instance_id, topics), owned)| AssignorMember {
                id,
                instance_id: instance_id.as_deref(),
                topics: topics.iter().copied().collect(),
                owned,
            });
        let topics = (0u8..).zip(&self.partitions);
        AssignorInput {
            members: members.collect(),
            topics: topics
                .map(|(number, &partitions)| AssignorTopic { id: topic(number), partitions })
                .collect(),
        }
    }

    fn assign(&mut self, assignor: Assignor) {
        self.owned = assignor.assign(&self.input());
        self.check();
    }

    /// Every partition of a topic with subscribers has exactly one owner, and that is a subscriber.
    fn check(&self) {
        let mut seen = BTreeSet::new();
        for ((_, _, topics), owned) in self.members.iter().zip(&self.owned) {
            for (id, partitions) in owned {
                let index = (0u8..).zip(&self.partitions).position(|(number, _)| topic(number) == *id);
                assert!(topics.contains(&index.expect("the topic exists")), "owned but not subscribed");
                assert!(!partitions.is_empty() && partitions.windows(2).all(|pair| pair[0] < pair[1]));
                for &partition in partitions {
                    assert!(seen.insert((*id, partition)), "two owners");
                }
            }
        }
        let expected: i32 = (0..self.partitions.len())
            .filter(|index| self.members.iter().any(|(_, _, topics)| topics.contains(index)))
            .map(|index| self.partitions[index])
            .sum();
        assert_eq!(seen.len() as i32, expected, "some partition has no owner");
    }

    fn loads(&self) -> Vec<usize> {
        self.owned.iter().map(|owned| owned.values().map(Vec::len).sum()).collect()
    }

    /// Nobody owns a partition that a subscriber with at least two fewer could have.
    fn check_balance(&self) {
        let loads = self.loads();
        for (giver, owned) in self.owned.iter().enumerate() {
            for id in owned.keys() {
                let index =
                    (0u8..).zip(&self.partitions).position(|(number, _)| topic(number) == *id).unwrap();
                for (receiver, (_, _, topics)) in self.members.iter().enumerate() {
                    assert!(!topics.contains(&index) || loads[giver] < loads[receiver] + 2, "{loads:?}");
                }
            }
        }
    }
}

/// How many partitions are owned by another than before, or by nobody.
fn moves(before: &[(String, Partitions)], after: &[(String, Partitions)]) -> usize {
    let owners = |targets: &[(String, Partitions)]| -> BTreeMap<(Uuid, i32), String> {
        let pairs = targets.iter().flat_map(|(member, owned)| {
            owned.iter().flat_map(move |(id, all)| all.iter().map(move |p| ((*id, *p), member.clone())))
        });
        pairs.collect()
    };
    let after = owners(after);
    owners(before).into_iter().filter(|(partition, owner)| after.get(partition) != Some(owner)).count()
}

fn named(world: &World) -> Vec<(String, Partitions)> {
    world.members.iter().map(|(id, _, _)| id.clone()).zip(world.owned.iter().cloned()).collect()
}

#[test]
fn range_is_contiguous_and_co_partitioned() {
    let mut world = World::of(&[4, 4], &[("a", &[0, 1]), ("b", &[0, 1]), ("c", &[0, 1])]);
    world.assign(Assignor::Range);
    let expected = [vec![0, 1], vec![2], vec![3]];
    for (owned, expected) in world.owned.iter().zip(expected) {
        assert_eq!(owned[&topic(0)], expected);
        assert_eq!(owned[&topic(1)], expected);
    }
}

#[test]
fn range_gives_static_members_their_place_under_a_new_member_id() {
    let mut world = World::of(&[3], &[("m1", &[0]), ("m2", &[0]), ("m3", &[0])]);
    world.members[1].1 = Some("i-a".to_owned());
    world.members[2].1 = Some("i-b".to_owned());
    world.assign(Assignor::Range);
    assert_eq!(world.owned[1][&topic(0)], [0]);
    world.members[1].0 = "zzz".to_owned();
    world.assign(Assignor::Range);
    assert_eq!(world.owned[1][&topic(0)], [0]);
}

#[test]
fn uniform_spreads_each_topic() {
    let mut world = World::of(&[2, 2], &[("a", &[0, 1]), ("b", &[0, 1])]);
    world.assign(Assignor::Uniform);
    assert!(world.owned.iter().all(|owned| owned[&topic(0)].len() == 1 && owned[&topic(1)].len() == 1));
}

#[test]
fn uniform_moves_a_chain_of_unlike_subscriptions() {
    let mut world = World::of(&[6, 1], &[("a", &[0]), ("b", &[0, 1])]);
    world.owned[0] = [(topic(0), (0..6).collect())].into();
    world.assign(Assignor::Uniform);
    world.check_balance();
    assert_eq!(world.loads(), [4, 3]);
}

#[test]
fn what_is_owned_may_be_gone_or_owned_twice() {
    let mut world = World::of(&[2], &[("a", &[0]), ("b", &[0])]);
    world.owned[0] = [(topic(0), vec![-1, 0, 1, 7]), (topic(9), vec![0])].into();
    world.owned[1] = [(topic(0), vec![0, 1])].into();
    for assignor in [Assignor::Uniform, Assignor::Range] {
        world.assign(assignor);
        assert_eq!(world.loads(), [1, 1]);
    }
}

#[test]
fn more_members_than_partitions_and_no_topics_at_all() {
    let mut world = World::of(&[1, 0], &[("a", &[0, 1]), ("b", &[0, 1]), ("c", &[])]);
    for assignor in [Assignor::Uniform, Assignor::Range] {
        world.assign(assignor);
        assert_eq!(world.loads().iter().sum::<usize>(), 1);
    }
    assert!(Assignor::Uniform.assign(&AssignorInput::default()).is_empty());
    assert!(Assignor::Range.assign(&AssignorInput::default()).is_empty());
}

fn any_world(is_homogeneous: bool) -> impl Strategy<Value = World> {
    let partitions = prop::collection::vec(0..12i32, 1..6);
    partitions.prop_flat_map(move |partitions| {
        let topics = prop::collection::btree_set(0..partitions.len(), 0..=partitions.len());
        let members = prop::collection::vec(topics, 1..9);
        (Just(partitions), members).prop_map(move |(partitions, mut topics)| {
            if is_homogeneous {
                let first = topics[0].clone();
                topics.iter_mut().for_each(|each| *each = first.clone());
            }
            let members: Vec<_> = topics
                .into_iter()
                .enumerate()
                .map(|(index, topics)| (format!("m{index}"), None, topics))
                .collect();
            World { partitions, owned: vec![Partitions::new(); members.len()], members }
        })
    })
}

proptest! {
    #[test]
    fn one_owner_and_even(mut world in any_world(false), leaves in any::<prop::sample::Index>()) {
        world.assign(Assignor::Range);
        world.assign(Assignor::Uniform);
        world.check_balance();
        // Nothing has changed: nothing moves.
        let before = world.owned.clone();
        world.assign(Assignor::Uniform);
        prop_assert_eq!(&before, &world.owned);
        let leaves = leaves.index(world.members.len());
        world.members.remove(leaves);
        world.owned.remove(leaves);
        world.assign(Assignor::Uniform);
        world.check_balance();
    }

    #[test]
    fn uniform_with_like_subscriptions_moves_no_more_than_it_must(
        mut world in any_world(true), leaves in any::<prop::sample::Index>(),
    ) {
        world.assign(Assignor::Uniform);
        let loads = world.loads();
        prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1);

        // One joins: it takes its share, and nothing else moves.
        let before = named(&world);
        let topics = world.members[0].2.clone();
        world.members.push(("new".to_owned(), None, topics));
        world.owned.push(Partitions::new());
        world.assign(Assignor::Uniform);
        prop_assert_eq!(moves(&before, &named(&world)), *world.loads().last().unwrap());

        // One leaves: what it owned moves, and nothing else.
        let leaves = leaves.index(world.members.len());
        let owned = world.loads()[leaves];
        let before = named(&world);
        world.members.remove(leaves);
        world.owned.remove(leaves);
        world.assign(Assignor::Uniform);
        prop_assert_eq!(moves(&before, &named(&world)), owned);
    }

    #[test]
    fn uniform_takes_no_more_moves_than_the_new_partitions(mut world in any_world(true), more in 1..5i32) {
        world.assign(Assignor::Uniform);
        let before = named(&world);
        world.partitions[0] += more;
        world.assign(Assignor::Uniform);
        prop_assert_eq!(moves(&before, &named(&world)), 0);
    }
}
