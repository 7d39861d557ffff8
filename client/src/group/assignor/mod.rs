//! How a group's leader shares partitions out.

mod range;
mod round_robin;
mod sticky;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::TopicPartition;

/// A way to share partitions out, under the names and by the rules of Kafka's.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Assignor {
    /// Topic by topic, a run of neighbouring partitions each: the same numbers of two topics meet at one member.
    Range,
    /// One partition after the other, in turn.
    RoundRobin,
    /// Evenly, and everybody keeps what it has as far as that allows; what moves is given up first and given away in the
    /// rebalance after that, so that nobody else stops (KIP-429).
    CooperativeSticky,
}

/// What a member wants, and has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct MemberSubscription {
    pub(super) topics: Vec<Arc<str>>,
    /// As of `generation`.
    pub(super) owned: Vec<TopicPartition>,
    /// -1: it does not say.
    pub(super) generation: i32,
    pub(super) rack: Option<String>,
}

/// A member as its leader sees it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) instance_id: Option<String>,
    pub(super) subscription: MemberSubscription,
}

/// The shares by member id; every member has one, if an empty one.
pub(super) type Assignments = BTreeMap<String, Vec<TopicPartition>>;

impl Assignor {
    /// The name that coordinators compare.
    pub fn name(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::RoundRobin => "roundrobin",
            Self::CooperativeSticky => "cooperative-sticky",
        }
    }

    /// The assignor of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Range, Self::RoundRobin, Self::CooperativeSticky].into_iter().find(|one| one.name() == name)
    }

    pub(super) fn is_cooperative(self) -> bool {
        self == Self::CooperativeSticky
    }

    /// Shares out all partitions of all topics that somebody wants. `partitions` counts those of each topic; a topic that
    /// it does not name is not there.
    pub(super) fn assign(self, members: &[Member], partitions: &BTreeMap<Arc<str>, i32>) -> Assignments {
        let mut members: Vec<&Member> = members.iter().collect();
        // Static members first and by their own names, so that a restart changes nothing.
        members.sort_by_key(|member| (member.instance_id.is_none(), &member.instance_id, &member.id));
        let mut assignments: Assignments =
            members.iter().map(|member| (member.id.clone(), Vec::new())).collect();
        match self {
            Self::Range => range::assign(&members, partitions, &mut assignments),
            Self::RoundRobin => round_robin::assign(&members, partitions, &mut assignments),
            Self::CooperativeSticky => sticky::assign(&members, partitions, &mut assignments),
        }
        assignments
    }
}

impl Member {
    fn wants(&self, topic: &str) -> bool {
        self.subscription.topics.iter().any(|wanted| **wanted == *topic)
    }
}

/// Gives a partition to a member.
fn give(assignments: &mut Assignments, member: &Member, topic: &Arc<str>, partition: i32) {
    let share = assignments.get_mut(&member.id).expect("every member has a share");
    share.push((Arc::clone(topic), partition));
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn member(id: &str, topics: &[&str], owned: &[(&str, i32)]) -> Member {
        let subscription = MemberSubscription {
            topics: topics.iter().map(|topic| Arc::from(*topic)).collect(),
            owned: owned.iter().map(|(topic, partition)| (Arc::from(*topic), *partition)).collect(),
            generation: if owned.is_empty() { -1 } else { 1 },
            rack: None,
        };
        Member { id: id.to_owned(), instance_id: None, subscription }
    }

    pub(super) fn counts(topics: &[(&str, i32)]) -> BTreeMap<Arc<str>, i32> {
        topics.iter().map(|(topic, count)| (Arc::from(*topic), *count)).collect()
    }

    /// `a: t0 t1; b: u0`
    pub(super) fn shown(assignments: &Assignments) -> String {
        let share = |share: &Vec<TopicPartition>| -> String {
            share.iter().map(|(topic, partition)| format!(" {topic}{partition}")).collect()
        };
        let shares = assignments.iter().map(|(id, partitions)| format!("{id}:{}", share(partitions)));
        shares.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_are_kafkas() {
        for assignor in [Assignor::Range, Assignor::RoundRobin, Assignor::CooperativeSticky] {
            assert_eq!(Assignor::from_name(assignor.name()), Some(assignor));
        }
        assert_eq!(Assignor::from_name("uniform"), None);
    }

    /// KIP-345: the order does not depend on ids that change with every restart.
    #[test]
    fn static_members_come_first() {
        let mut members = vec![member("z", &["t"], &[]), member("y", &["t"], &[]), member("a", &["t"], &[])];
        members[0].instance_id = Some("1".to_owned());
        members[1].instance_id = Some("2".to_owned());
        let shares = Assignor::Range.assign(&members, &counts(&[("t", 4)]));
        assert_eq!(shown(&shares), "a: t3; y: t2; z: t0 t1");
    }

    #[test]
    fn nobody_gets_what_is_not_there_or_not_wanted() {
        let members = [member("a", &["t", "gone"], &[("gone", 0)]), member("b", &["u"], &[("t", 0)])];
        for assignor in [Assignor::Range, Assignor::RoundRobin, Assignor::CooperativeSticky] {
            let shares = assignor.assign(&members, &counts(&[("t", 1), ("u", 1), ("v", 1)]));
            let expected = match assignor {
                // b has to give t0 up first.
                Assignor::CooperativeSticky => "a:; b: u0",
                _ => "a: t0; b: u0",
            };
            assert_eq!(shown(&shares), expected, "{assignor:?}");
        }
    }
}
