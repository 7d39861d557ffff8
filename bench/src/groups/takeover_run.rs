//! How long the partitions of a killed consumer stay unread.

use std::time::Duration;

use client::{Error, GroupConsumer, Subscription};
use io::Io;

use super::GroupRunError;
use crate::{Report, RoundTrips};

/// What to do.
#[derive(Clone, Debug)]
pub struct TakeoverOptions {
    /// A topic of two partitions or more.
    pub topic: String,
    /// How often.
    pub rounds: u32,
    /// The members' session timeout: a coordinator cannot miss anybody before it has passed.
    pub session_timeout: Duration,
    /// How long each step may take.
    pub patience: Duration,
}

/// Two members share a topic; one stops as if it was killed, and the other waits for its partitions.
pub struct TakeoverRun {
    options: TakeoverOptions,
    after_kill: RoundTrips,
    after_session: RoundTrips,
}

impl TakeoverRun {
    /// A run.
    pub fn new(options: TakeoverOptions) -> Self {
        Self { options, after_kill: RoundTrips::default(), after_session: RoundTrips::default() }
    }

    /// `make` gives a member of the round's group; `close` ends the connections of one.
    pub fn run<I: Io>(
        &mut self,
        mut make: impl FnMut(u32) -> Result<GroupConsumer<I>, Error>,
        mut close: impl FnMut(GroupConsumer<I>),
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), GroupRunError> {
        for round in 0..self.options.rounds {
            let mut survivor = make(round)?;
            let mut victim = make(round)?;
            for member in [&mut survivor, &mut victim] {
                member.subscribe(Subscription::topics([self.options.topic.clone()]));
            }
            let all = self.share(&mut survivor, &mut victim)?;
            // Its last sign of life is now, as good as: what has its connections gone is dead to everybody.
            victim.turn(Some(Duration::ZERO));
            survivor.turn(Some(Duration::ZERO));
            let begun = survivor.client_mut().now();
            close(victim);
            self.wait(&mut survivor, begun, all)?;
            let taken = survivor.client_mut().now() - begun;
            self.after_kill.record(taken);
            self.after_session.record(taken.saturating_sub(self.options.session_timeout));
            let until = survivor.client_mut().now() + self.options.patience;
            survivor.close(until);
            close(survivor);
            progress(1);
        }
        Ok(())
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("takeovers", self.after_kill.count());
        self.after_kill.report_to(&mut report, "after the kill");
        self.after_session.report_to(&mut report, "beyond the session timeout");
        report
    }

    /// Turns until both have partitions; how many they have together.
    fn share<I: Io>(
        &self,
        survivor: &mut GroupConsumer<I>,
        victim: &mut GroupConsumer<I>,
    ) -> Result<usize, GroupRunError> {
        let deadline = survivor.client_mut().now() + self.options.patience;
        loop {
            for member in [&mut *survivor, &mut *victim] {
                let until = member.client_mut().now() + Duration::from_millis(5);
                member.turn(Some(until));
                read_all(member)?;
            }
            let shares = [survivor.assignment().count(), victim.assignment().count()];
            if shares.iter().all(|share| *share > 0) && survivor.generation() == victim.generation() {
                return Ok(shares.iter().sum());
            }
            if survivor.client_mut().now() >= deadline {
                return Err(self.stalled("two members did not share the topic"));
            }
        }
    }

    fn wait<I: Io>(
        &self,
        survivor: &mut GroupConsumer<I>,
        begun: Duration,
        all: usize,
    ) -> Result<(), GroupRunError> {
        let deadline = begun + self.options.session_timeout + self.options.patience;
        while survivor.assignment().count() < all {
            if survivor.client_mut().now() >= deadline {
                return Err(self.stalled("the partitions of the killed member were not taken over"));
            }
            survivor.turn(Some(deadline));
            read_all(survivor)?;
        }
        Ok(())
    }

    fn stalled(&self, what: &str) -> GroupRunError {
        GroupRunError::Stalled { what: what.to_owned(), seconds: self.options.patience.as_secs() }
    }
}

fn read_all<I: Io>(member: &mut GroupConsumer<I>) -> Result<(), GroupRunError> {
    while let Some(record) = member.poll_record() {
        record?;
    }
    Ok(())
}
