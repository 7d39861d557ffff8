//! Which topics a member reads, and how many partitions they have.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use io::Io;
use protocol::messages::MetadataRequest;

use super::Subscription;
use crate::metadata::{METADATA_VERSIONS, Topic};
use crate::{CallId, CallOptions, Client, Error, Reply, Target};

/// The subscription, as names and numbers.
#[derive(Default)]
pub(super) struct Topics {
    subscription: Option<Subscription>,
    /// `None`: it is not known yet which topics there are.
    names: Option<Vec<Arc<str>>>,
    listing: Option<CallId>,
    next_listing: Duration,
    /// The group's topics and their partitions when this member last shared them out.
    shared_out: Option<SharedOut>,
    seen_generation: u64,
}

/// Topics, whether they are there or not, and the partitions of those that are.
struct SharedOut {
    topics: Vec<Arc<str>>,
    counts: BTreeMap<Arc<str>, i32>,
}

impl Topics {
    pub(super) fn subscribe<I: Io>(&mut self, client: &mut Client<I>, subscription: Subscription) {
        self.names = match &subscription {
            Subscription::Topics(names) => Some(sorted(names.iter().map(|name| name.as_str().into()))),
            Subscription::Matching(_) => None,
        };
        self.subscription = Some(subscription);
        self.next_listing = client.now();
        self.listing = None;
        self.want(client);
    }

    /// The subscribed topics, in order, as soon as they are known.
    pub(super) fn names(&self) -> Option<&[Arc<str>]> {
        self.names.as_deref()
    }

    /// Asks for all topics when a function chooses among them and it is time to; whether it was asked.
    pub(super) fn step<I: Io>(&mut self, client: &mut Client<I>) -> bool {
        let by_function = matches!(self.subscription, Some(Subscription::Matching(_)));
        if !by_function || self.listing.is_some() || client.now() < self.next_listing {
            return false;
        }
        let options = CallOptions::repeatable(Target::Any);
        self.listing = Some(client.ask_in(METADATA_VERSIONS, options, |version| MetadataRequest {
            topics: None,
            allow_auto_topic_creation: version < 4,
            ..Default::default()
        }));
        true
    }

    /// Takes an answer when it is the list of all topics, or gives it back. The flag: other topics match now.
    pub(super) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Result<bool, Result<Reply, Error>> {
        if self.listing != Some(call) {
            return Err(result);
        }
        self.listing = None;
        let Ok(response) = result.and_then(|reply| reply.decode::<MetadataRequest>()) else {
            self.next_listing = client.now() + client.config().retry_backoff.max;
            return Ok(false);
        };
        self.next_listing = client.now() + client.config().metadata_max_age;
        let Some(Subscription::Matching(matches)) = &self.subscription else { return Ok(false) };
        let topics = response.topics.into_iter().filter_map(Topic::new);
        let matching = topics.filter(|topic| !topic.is_internal && matches(&topic.name));
        let names = Some(sorted(matching.map(|topic| topic.name.into())));
        if names == self.names {
            return Ok(false);
        }
        let before = std::mem::replace(&mut self.names, names).unwrap_or_default();
        let names = self.names.as_deref().unwrap_or_default();
        before.iter().filter(|name| !names.contains(name)).for_each(|name| client.unwant_topic(name));
        self.want(client);
        Ok(true)
    }

    /// The partitions of these topics, as soon as something is known of each; those that are not there are left out.
    pub(super) fn counts_of<'a, I: Io>(
        &self,
        client: &mut Client<I>,
        topics: impl Iterator<Item = &'a Arc<str>>,
    ) -> Option<BTreeMap<Arc<str>, i32>> {
        let mut counts = BTreeMap::new();
        let mut is_known = true;
        for topic in topics {
            client.want_topic(topic);
            match client.metadata().topic(topic) {
                Some(described) if !described.partitions.is_empty() => {
                    let count = i32::try_from(described.partitions.len()).unwrap_or(i32::MAX);
                    counts.insert(Arc::clone(topic), count);
                }
                Some(_) => {}
                None => is_known = false,
            }
        }
        is_known.then_some(counts)
    }

    /// Remembers what this member, as the leader, shares out.
    pub(super) fn on_shared_out(&mut self, topics: Vec<Arc<str>>, counts: BTreeMap<Arc<str>, i32>) {
        self.shared_out = Some(SharedOut { topics, counts });
    }

    /// Whether there is more, or less, to share out than when this member did so.
    pub(super) fn have_changed<I: Io>(&mut self, client: &mut Client<I>) -> bool {
        let generation = client.metadata().generation();
        if std::mem::replace(&mut self.seen_generation, generation) == generation {
            return false;
        }
        let Some(SharedOut { topics, counts }) = &self.shared_out else { return false };
        self.counts_of(client, topics.iter()).is_some_and(|now| now != *counts)
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        let by_function = matches!(self.subscription, Some(Subscription::Matching(_)));
        (by_function && self.listing.is_none()).then_some(self.next_listing)
    }

    fn want<I: Io>(&self, client: &mut Client<I>) {
        self.names.iter().flatten().for_each(|name| client.want_topic(name));
    }
}

fn sorted(names: impl Iterator<Item = Arc<str>>) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = names.collect();
    names.sort();
    names.dedup();
    names
}
