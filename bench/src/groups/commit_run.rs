//! Offsets committed as fast as the coordinator takes them.

use std::sync::Arc;
use std::time::Duration;

use client::{CommitId, CommittedOffset, GroupConsumer, GroupEvent, Subscription};
use io::Io;

use super::{GroupRunError, leave_all, now, turn_all, wait_until_joined};
use crate::stopwatch::Stopwatch;
use crate::{Report, RoundTrips};

/// What to commit.
#[derive(Clone, Debug)]
pub struct CommitOptions {
    /// Commits in all, each of one partition.
    pub commits: u64,
    /// The topic that they name; it exists.
    pub topic: String,
    /// How many partitions it has; they take turns.
    pub partitions: i32,
    /// How long the members may take to join, and one commit to be taken.
    pub patience: Duration,
}

/// A closed loop for each member: the next commit is made when the one before was answered.
pub struct CommitRun<'a, I: Io> {
    members: &'a mut [GroupConsumer<I>],
    options: CommitOptions,
    topic: Arc<str>,
    in_flight: Vec<Option<(CommitId, Duration)>>,
    begun: u64,
    done: u64,
    watch: Stopwatch,
    trips: RoundTrips,
}

impl<'a, I: Io> CommitRun<'a, I> {
    /// A run on members that have not subscribed yet, each alone in its group.
    pub fn new(members: &'a mut [GroupConsumer<I>], options: CommitOptions) -> Self {
        let watch = Stopwatch::start(now(members));
        let in_flight = vec![None; members.len()];
        let topic = options.topic.as_str().into();
        Self { members, options, topic, in_flight, begun: 0, done: 0, watch, trips: RoundTrips::default() }
    }

    /// Commits everything. `progress` is told how many more were taken.
    pub fn run(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), GroupRunError> {
        for member in self.members.iter_mut() {
            member.subscribe(Subscription::Matching(Box::new(|_| false)));
        }
        wait_until_joined(self.members, self.options.patience)?;
        self.watch = Stopwatch::start(now(self.members));
        (0..self.members.len()).for_each(|place| self.commit(place));
        let mut last = now(self.members);
        while self.done < self.options.commits {
            let done = self.take_answers()?;
            progress(done);
            let now = now(self.members);
            if done > 0 {
                last = now;
            } else if now - last >= self.options.patience {
                let what = "no commit was answered".to_owned();
                return Err(GroupRunError::Stalled { what, seconds: self.options.patience.as_secs() });
            }
        }
        self.watch.lap(now(self.members));
        leave_all(self.members, self.options.patience)
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("commits", self.done);
        report.count("in flight", self.members.len() as u64);
        let seconds = self.watch.elapsed().as_secs_f64();
        report.number("elapsed", seconds, "s");
        if self.done > 0 && seconds > 0.0 {
            report.number("rate", self.done as f64 / seconds, "commits/s");
        }
        self.trips.report_to(&mut report, "commit");
        report
    }

    fn commit(&mut self, place: usize) {
        if self.begun == self.options.commits {
            self.in_flight[place] = None;
            return;
        }
        let number = self.begun as i64;
        let partition = (number % i64::from(self.options.partitions.max(1))) as i32;
        let offset = CommittedOffset::at(number);
        let member = &mut self.members[place];
        let id = member.commit_offsets(vec![((Arc::clone(&self.topic), partition), offset)]);
        self.in_flight[place] = Some((id, member.client_mut().now()));
        self.begun += 1;
    }

    fn take_answers(&mut self) -> Result<u64, GroupRunError> {
        let mut answered = Vec::new();
        let mut refused = None;
        let in_flight = &self.in_flight;
        let trips = &mut self.trips;
        turn_all(self.members, |place, member, event| {
            let GroupEvent::Committed { commit, result, .. } = event else { return };
            if let Some((_, begun)) = in_flight[place].filter(|(id, _)| *id == commit) {
                trips.record(member.client_mut().now() - begun);
                refused = refused.take().or(result.err());
                answered.push(place);
            }
        })?;
        if let Some(error) = refused {
            return Err(error.into());
        }
        self.done += answered.len() as u64;
        let done = answered.len() as u64;
        answered.into_iter().for_each(|place| self.commit(place));
        Ok(done)
    }
}
