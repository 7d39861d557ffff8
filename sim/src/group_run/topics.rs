//! The topics of a run: what their partitions are called, and how many are known to be there.

use std::collections::BTreeSet;
use std::fmt;

use io::sim::Random;
use protocol::Uuid;

use crate::violation::Violation;

/// A partition, by index of its topic.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(crate) struct Place {
    pub(crate) topic: usize,
    pub(crate) partition: i32,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", name_of(self.topic), self.partition)
    }
}

#[derive(Debug)]
pub(crate) struct Topic {
    /// Zero until its creation was answered.
    pub(crate) id: Uuid,
    /// As last told. There may be more: answers get lost.
    pub(crate) partitions: i32,
}

/// They are created in the beginning, and grow.
#[derive(Debug)]
pub(crate) struct Topics {
    all: Vec<Topic>,
}

impl Topics {
    pub(crate) fn draw(random: &mut Random) -> Self {
        let all = (0..random.between(1, 3))
            .map(|_| Topic { id: Uuid::ZERO, partitions: random.between(1, 5) as i32 })
            .collect();
        Self { all }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn get(&self, topic: usize) -> &Topic {
        &self.all[topic]
    }

    pub(crate) fn get_mut(&mut self, topic: usize) -> &mut Topic {
        &mut self.all[topic]
    }

    /// Whether all of them are known to be there.
    pub(crate) fn are_created(&self) -> bool {
        self.all.iter().all(|topic| !topic.id.is_zero())
    }

    pub(crate) fn name(&self, topic: usize) -> &'static str {
        name_of(topic)
    }

    pub(crate) fn by_name(&self, name: &str) -> Result<usize, Violation> {
        let found = (0..self.all.len()).find(|topic| name_of(*topic) == name);
        found.ok_or_else(|| Violation::new(format!("nobody has created the topic {name}")))
    }

    pub(crate) fn by_id(&self, id: Uuid) -> Result<usize, Violation> {
        let found = self.all.iter().position(|topic| topic.id == id);
        found.ok_or_else(|| Violation::new(format!("no topic has the id {id}")))
    }

    /// All partitions of some topics, as far as they are known.
    pub(crate) fn places_of(&self, topics: &[usize]) -> BTreeSet<Place> {
        let places = topics.iter().flat_map(|&topic| {
            (0..self.all[topic].partitions).map(move |partition| Place { topic, partition })
        });
        places.collect()
    }

    /// How many partitions there are; it grows whenever a topic does.
    pub(crate) fn partitions(&self) -> i32 {
        self.all.iter().map(|topic| topic.partitions).sum()
    }
}

fn name_of(topic: usize) -> &'static str {
    ["payments", "orders", "shipments"][topic]
}
