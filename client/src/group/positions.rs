//! Where a member goes on in the partitions that it was given: at the group's committed offsets.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use io::Io;
use protocol::messages::OffsetFetchRequest;

use super::coordinator::{Coordinator, Cure};
use super::offsets::{CommittedOffset, FETCH_VERSIONS, fetch_request, fetched};
use crate::{CallId, CallOptions, Client, Error, Reply, TopicPartition};

/// Look-ups of committed offsets, repeated until there is an answer or a final error.
pub(super) struct CommittedLookup {
    group_id: String,
    waiting: BTreeSet<TopicPartition>,
    in_flight: Option<(CallId, BTreeSet<TopicPartition>)>,
    not_before: Duration,
    failures: u32,
    results: VecDeque<(TopicPartition, Result<Option<CommittedOffset>, Error>)>,
}

impl CommittedLookup {
    pub(super) fn new(group_id: &str) -> Self {
        Self {
            group_id: group_id.to_owned(),
            waiting: BTreeSet::new(),
            in_flight: None,
            not_before: Duration::ZERO,
            failures: 0,
            results: VecDeque::new(),
        }
    }

    pub(super) fn add(&mut self, partition: TopicPartition) {
        self.waiting.insert(partition);
    }

    /// The answer to it interests nobody any more.
    pub(super) fn remove(&mut self, partition: &TopicPartition) {
        self.waiting.remove(partition);
        if let Some((_, asked)) = &mut self.in_flight {
            asked.remove(partition);
        }
    }

    pub(super) fn poll(&mut self) -> Option<(TopicPartition, Result<Option<CommittedOffset>, Error>)> {
        self.results.pop_front()
    }

    /// Asks for what waits; whether anything was asked.
    pub(super) fn step<I: Io>(&mut self, client: &mut Client<I>, coordinator: &Coordinator) -> bool {
        if self.waiting.is_empty() || self.in_flight.is_some() || client.now() < self.not_before {
            return false;
        }
        let Some(target) = coordinator.target() else { return false };
        let asked = std::mem::take(&mut self.waiting);
        let (group_id, partitions) = (self.group_id.clone(), asked.iter().cloned().collect::<Vec<_>>());
        let build = move |version: i16| fetch_request(&group_id, Some(&partitions), version);
        let call = client.ask_in(FETCH_VERSIONS, CallOptions::once(target), build);
        self.in_flight = Some((call, asked));
        true
    }

    /// Takes an answer when it is one to a look-up, or gives it back.
    pub(super) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &mut Coordinator,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Option<Result<Reply, Error>> {
        let Some((_, mut asked)) = self.in_flight.take_if(|(asked, _)| *asked == call) else {
            return Some(result);
        };
        match result.and_then(|reply| reply.decode::<OffsetFetchRequest>()).and_then(fetched) {
            Ok(answers) => {
                for (partition, answer) in answers {
                    // What an open transaction may change is asked for again (KIP-447).
                    let is_final = answer.as_ref().err().is_none_or(|error| Cure::of(error) == Cure::None);
                    if is_final && asked.remove(&partition) {
                        self.results.push_back((partition, answer));
                    }
                }
                if asked.is_empty() {
                    self.failures = 0;
                } else {
                    self.retry(client, asked);
                }
            }
            Err(error) => match Cure::of(&error) {
                Cure::None => {
                    let failed = asked.into_iter();
                    self.results.extend(failed.map(|partition| (partition, Err(error.clone()))));
                }
                cure => {
                    if cure == Cure::FindAgain {
                        coordinator.forget(client);
                    }
                    self.retry(client, asked);
                }
            },
        }
        None
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        (!self.waiting.is_empty() && self.in_flight.is_none()).then_some(self.not_before)
    }

    fn retry<I: Io>(&mut self, client: &mut Client<I>, asked: BTreeSet<TopicPartition>) {
        self.failures += 1;
        let random = client.io_mut().random_u64();
        self.not_before = client.now() + client.config().retry_backoff.wait(self.failures, random);
        self.waiting.extend(asked);
    }
}
