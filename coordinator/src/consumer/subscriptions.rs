//! What the members of a group subscribe to, together.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::Uuid;

use super::member::MemberMetadata;
use super::metadata_hash::TopicHashes;
use crate::Surroundings;

/// A regular expression and the topics that it matched when it was last resolved.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ResolvedRegex {
    pub(crate) topics: BTreeSet<String>,
    /// The version of the topics that it was resolved against, as the broker of that time counted them.
    pub(crate) version: i64,
    /// Unix milliseconds.
    pub(crate) resolved_at_ms: i64,
}

/// Counts over the members, kept as they come and go; and the resolved expressions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subscriptions {
    names: BTreeMap<String, usize>,
    regexes: BTreeMap<String, usize>,
    assignors: BTreeMap<String, usize>,
    classic_protocols: BTreeMap<String, usize>,
    classic_members: usize,
    bytes: usize,
    resolved: BTreeMap<String, ResolvedRegex>,
    topic_hashes: TopicHashes,
    /// Against which version of the topics, and when, the expressions were resolved last; not kept in the log.
    pub(crate) last_resolved: Option<(u64, Duration)>,
}

impl Subscriptions {
    pub(crate) fn add(&mut self, member: &MemberMetadata) {
        member.topic_names.iter().for_each(|name| increment(&mut self.names, name));
        if !member.topic_regex.is_empty() {
            increment(&mut self.regexes, &member.topic_regex);
        }
        if let Some(assignor) = &member.server_assignor {
            increment(&mut self.assignors, assignor);
        }
        for protocol in member.classic.iter().flat_map(|classic| &classic.supported_protocols) {
            increment(&mut self.classic_protocols, &protocol.name);
        }
        self.classic_members += usize::from(member.classic.is_some());
        self.bytes += member.bytes();
    }

    pub(crate) fn remove(&mut self, member: &MemberMetadata) {
        member.topic_names.iter().for_each(|name| decrement(&mut self.names, name));
        if !member.topic_regex.is_empty() {
            decrement(&mut self.regexes, &member.topic_regex);
        }
        if let Some(assignor) = &member.server_assignor {
            decrement(&mut self.assignors, assignor);
        }
        for protocol in member.classic.iter().flat_map(|classic| &classic.supported_protocols) {
            decrement(&mut self.classic_protocols, &protocol.name);
        }
        self.classic_members -= usize::from(member.classic.is_some());
        self.bytes -= member.bytes();
    }

    /// The memory that the members' metadata takes, about.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many members speak the classic protocol.
    pub(crate) fn classic_members(&self) -> usize {
        self.classic_members
    }

    /// Whether every classic member supports this protocol.
    pub(crate) fn all_classic_members_support(&self, protocol: &str) -> bool {
        self.classic_protocols.get(protocol).copied().unwrap_or(0) == self.classic_members
    }

    /// The assignor that most members prefer and that is among `known`; of equals the one that stands first there.
    pub(crate) fn preferred_assignor<'a>(&self, known: &'a [String]) -> Option<&'a String> {
        let votes = |name: &String| self.assignors.get(name).copied().unwrap_or(0);
        known.iter().rev().max_by_key(|name| votes(name)).filter(|name| votes(name) > 0)
    }

    /// The expressions that members subscribe to.
    pub(crate) fn regexes(&self) -> impl ExactSizeIterator<Item = &String> {
        self.regexes.keys()
    }

    pub(crate) fn has_regex(&self, regex: &str) -> bool {
        self.regexes.contains_key(regex)
    }

    /// The resolved expressions that nobody subscribes to any more.
    pub(crate) fn forgotten_regexes(&self) -> Vec<String> {
        self.resolved.keys().filter(|regex| !self.has_regex(regex)).cloned().collect()
    }

    pub(crate) fn resolved(&self, regex: &str) -> Option<&ResolvedRegex> {
        self.resolved.get(regex)
    }

    /// All resolved expressions.
    pub(crate) fn resolved_regexes(&self) -> impl Iterator<Item = &String> {
        self.resolved.keys()
    }

    /// Keeps what an expression matched, or forgets it.
    pub(crate) fn set_resolved(&mut self, regex: &str, resolved: Option<ResolvedRegex>) {
        match resolved {
            Some(resolved) => self.resolved.insert(regex.to_owned(), resolved),
            None => self.resolved.remove(regex),
        };
    }

    /// Whether any member subscribes to this topic, by its name or by an expression.
    pub(crate) fn contains(&self, topic: &str) -> bool {
        self.names.contains_key(topic)
            || self
                .regexes
                .keys()
                .any(|regex| self.resolved.get(regex).is_some_and(|it| it.topics.contains(topic)))
    }

    /// The names of the topics that one member subscribes to; it may name some that do not exist.
    pub(crate) fn names_of<'a>(&'a self, member: &'a MemberMetadata) -> impl Iterator<Item = &'a String> {
        let matched = self.resolved.get(&member.topic_regex).into_iter().flat_map(|regex| &regex.topics);
        member.topic_names.iter().chain(matched)
    }

    /// The ids of the topics that one member subscribes to.
    pub(crate) fn topic_ids_of(
        &self,
        member: &MemberMetadata,
        surroundings: &Surroundings<'_>,
    ) -> BTreeSet<Uuid> {
        let topics = self.names_of(member).filter_map(|name| surroundings.topics.topic(name));
        topics.map(|topic| topic.id).collect()
    }

    /// A number that changes when the topics that the group subscribes to change: their names, ids, partitions or racks.
    pub(crate) fn metadata_hash(&mut self, surroundings: &Surroundings<'_>) -> i64 {
        let names = topic_names(&self.names, &self.regexes, &self.resolved);
        self.topic_hashes.combine(surroundings, names.into_iter())
    }

    /// All partitions of the topics that the group subscribes to.
    pub(crate) fn partitions(&self, surroundings: &Surroundings<'_>) -> impl Iterator<Item = (Uuid, i32)> {
        let names = topic_names(&self.names, &self.regexes, &self.resolved);
        let topics = names.into_iter().filter_map(|name| surroundings.topics.topic(name));
        topics.flat_map(|topic| (0..topic.partitions).map(move |partition| (topic.id, partition)))
    }
}

/// The topics that anybody subscribes to, by their names or by an expression; it may name some that do not exist.
fn topic_names<'a>(
    names: &'a BTreeMap<String, usize>,
    regexes: &BTreeMap<String, usize>,
    resolved: &'a BTreeMap<String, ResolvedRegex>,
) -> BTreeSet<&'a String> {
    let matched = regexes.keys().filter_map(|regex| resolved.get(regex)).flat_map(|it| &it.topics);
    names.keys().chain(matched).collect()
}

fn increment(counts: &mut BTreeMap<String, usize>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}

fn decrement(counts: &mut BTreeMap<String, usize>, key: &str) {
    let count = counts.get_mut(key).expect("what is removed had been added");
    *count -= 1;
    if *count == 0 {
        counts.remove(key);
    }
}
