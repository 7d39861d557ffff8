//! Offsets on their way to the coordinator.

use std::collections::VecDeque;
use std::time::Duration;

use io::Io;
use protocol::ErrorCode;
use protocol::messages::OffsetCommitRequest;

use super::coordinator::{Coordinator, Cure};
use super::membership::{Identity, Membership};
use super::offsets::{COMMIT_VERSIONS, Offsets, commit_request, commit_results};
use crate::{CallId, CallOptions, Client, Error, Reply};

/// Commits that wait at most; more are refused.
const WAITING_MAX: usize = 1024;

/// Names a commit until it is told what became of it.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CommitId(u64);

/// Commits in the order in which they were asked for, one in flight: a later one is never overtaken by an earlier.
pub(super) struct Commits {
    group_id: String,
    waiting: VecDeque<Commit>,
    in_flight: Option<CallId>,
    not_before: Duration,
    failures: u32,
    next_id: u64,
    done: VecDeque<(CommitId, Offsets, Result<(), Error>)>,
}

struct Commit {
    id: CommitId,
    offsets: Offsets,
    deadline: Duration,
}

impl Commits {
    pub(super) fn new(group_id: &str) -> Self {
        Self {
            group_id: group_id.to_owned(),
            waiting: VecDeque::new(),
            in_flight: None,
            not_before: Duration::ZERO,
            failures: 0,
            next_id: 0,
            done: VecDeque::new(),
        }
    }

    /// Commits offsets, retrying until `deadline`.
    pub(super) fn add(&mut self, offsets: Offsets, deadline: Duration) -> CommitId {
        let id = CommitId(self.next_id);
        self.next_id += 1;
        if offsets.is_empty() {
            self.done.push_back((id, offsets, Ok(())));
        } else if self.waiting.len() >= WAITING_MAX {
            let error = Error::InvalidArgument(format!("{WAITING_MAX} commits wait for the coordinator"));
            self.done.push_back((id, offsets, Err(error)));
        } else {
            self.waiting.push_back(Commit { id, offsets, deadline });
        }
        id
    }

    /// A commit that cannot be made now.
    pub(super) fn refuse(&mut self, offsets: Offsets, error: Error) -> CommitId {
        let id = CommitId(self.next_id);
        self.next_id += 1;
        self.done.push_back((id, offsets, Err(error)));
        id
    }

    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// What became of a commit.
    pub(super) fn poll(&mut self) -> Option<(CommitId, Offsets, Result<(), Error>)> {
        self.done.pop_front()
    }

    /// Fails everything: the member is none any more, or the group rebalances.
    pub(super) fn fail_all(&mut self, code: ErrorCode) {
        self.in_flight = None;
        let failed = self.waiting.drain(..);
        self.done.extend(failed.map(|commit| (commit.id, commit.offsets, Err(Error::broker(code)))));
    }

    /// Sends the next one; whether it was sent.
    pub(super) fn step<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &Coordinator,
        identity: &Identity,
    ) -> bool {
        let now = client.now();
        while self.in_flight.is_none() && self.waiting.front().is_some_and(|commit| now >= commit.deadline) {
            self.finish(Err(Error::TimedOut {
                seconds: client.config().call_timeout.as_secs(),
                last: "the coordinator did not take the offsets".to_owned(),
            }));
        }
        if self.in_flight.is_some() || now < self.not_before {
            return false;
        }
        let (Some(commit), Some(target)) = (self.waiting.front(), coordinator.target()) else { return false };
        let (group_id, identity) = (self.group_id.clone(), identity.clone());
        let offsets = commit.offsets.clone();
        let build = move |version: i16| commit_request(&group_id, &identity, &offsets, version);
        let request_timeout = Some(client.config().request_timeout.min(commit.deadline - now));
        let options = CallOptions { request_timeout, ..CallOptions::once(target) };
        self.in_flight = Some(client.ask_in(COMMIT_VERSIONS, options, build));
        true
    }

    /// Takes an answer when it is a commit's, or gives it back.
    pub(super) fn on_answer<I: Io>(
        &mut self,
        client: &mut Client<I>,
        coordinator: &mut Coordinator,
        membership: &mut Membership,
        call: CallId,
        result: Result<Reply, Error>,
    ) -> Option<Result<Reply, Error>> {
        if self.in_flight != Some(call) {
            return Some(result);
        }
        self.in_flight = None;
        let answer = result.and_then(|reply| reply.decode::<OffsetCommitRequest>()).and_then(|response| {
            let mut results = commit_results(&response);
            results.find_map(|(_, result)| result.err()).map_or(Ok(()), Err)
        });
        let Err(error) = answer else {
            self.failures = 0;
            self.finish(Ok(()));
            return None;
        };
        match Cure::of(&error) {
            cure @ (Cure::FindAgain | Cure::Wait) => {
                if cure == Cure::FindAgain {
                    coordinator.forget(client);
                }
                self.failures += 1;
                let random = client.io_mut().random_u64();
                let wait = client.config().retry_backoff.wait(self.failures, random);
                self.not_before = client.now() + wait;
            }
            cure => {
                self.finish(Err(error));
                membership.on_expelled(cure);
            }
        }
        None
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        let first = self.waiting.front().filter(|_| self.in_flight.is_none())?;
        // At once if it may be sent; what it may wait for otherwise has a deadline of its own.
        Some(if self.failures > 0 { self.not_before.min(first.deadline) } else { first.deadline })
    }

    fn finish(&mut self, result: Result<(), Error>) {
        if let Some(commit) = self.waiting.pop_front() {
            self.done.push_back((commit.id, commit.offsets, result));
        }
    }
}
