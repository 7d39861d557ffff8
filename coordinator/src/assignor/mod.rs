//! Who shall own which partition: pure functions from subscriptions, topics and what is owned to a new target.
//!
//! Both assignors give every partition of every subscribed topic to exactly one of the topic's subscribers.

mod range;
mod uniform;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use protocol::Uuid;

/// Partitions by topic: ascending, each once, no topic without partitions.
pub(crate) type Partitions = BTreeMap<Uuid, Vec<i32>>;

/// The server-side assignors, by Kafka's names (`group.consumer.assignors`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Assignor {
    /// Members own numbers of partitions that differ by one at most, where subscriptions allow; and they keep what they own.
    Uniform,
    /// Members own neighbouring partitions of each topic, the same ones of topics with as many partitions.
    Range,
}

impl Assignor {
    /// The assignor of a name.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match name {
            "uniform" => Some(Assignor::Uniform),
            "range" => Some(Assignor::Range),
            _ => None,
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Assignor::Uniform => "uniform",
            Assignor::Range => "range",
        }
    }

    /// A target for every member, in the order of `input.members`.
    ///
    /// With P partitions, S subscriptions (topics, summed over the members) and M members: O((P + S) log M), and for `uniform`
    /// with unlike subscriptions at most 16 times that.
    pub(crate) fn assign(self, input: &AssignorInput<'_>) -> Vec<Partitions> {
        input.check();
        match self {
            Assignor::Uniform => uniform::assign(input),
            Assignor::Range => range::assign(input),
        }
    }
}

/// A member as assignors see it.
#[derive(Clone, Debug)]
pub(crate) struct AssignorMember<'a> {
    pub(crate) id: &'a str,
    pub(crate) instance_id: Option<&'a str>,
    /// Indices into [`AssignorInput::topics`], ascending, each once.
    pub(crate) topics: Vec<usize>,
    /// What it should own by the target so far; may name topics and partitions that are gone.
    pub(crate) owned: &'a Partitions,
}

/// A topic as assignors see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AssignorTopic {
    pub(crate) id: Uuid,
    /// How many partitions it has, numbered from 0.
    pub(crate) partitions: i32,
}

/// What an assignor decides by.
#[derive(Clone, Debug, Default)]
pub(crate) struct AssignorInput<'a> {
    pub(crate) members: Vec<AssignorMember<'a>>,
    /// In the order of ids, each once.
    pub(crate) topics: Vec<AssignorTopic>,
}

impl AssignorInput<'_> {
    /// Whether all members subscribe to the same topics.
    fn is_homogeneous(&self) -> bool {
        self.members.windows(2).all(|pair| pair[0].topics == pair[1].topics)
    }

    /// The members of each topic, by index, in the order of members.
    fn subscribers(&self) -> Vec<Vec<usize>> {
        let mut subscribers = vec![Vec::new(); self.topics.len()];
        for (member, spec) in self.members.iter().enumerate() {
            for &topic in &spec.topics {
                subscribers[topic].push(member);
            }
        }
        subscribers
    }

    fn check(&self) {
        debug_assert!(self.topics.windows(2).all(|pair| pair[0].id < pair[1].id));
        debug_assert!(
            self.members.iter().all(|member| member.topics.windows(2).all(|pair| pair[0] < pair[1]))
        );
        assert!(
            self.topics.iter().all(|topic| topic.partitions >= 0),
            "no topic has fewer than no partitions"
        );
    }
}
