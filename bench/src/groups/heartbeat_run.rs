//! Members that do nothing but show that they live.

use std::time::Duration;

use client::{GroupConsumer, GroupEvent, Subscription};
use io::Io;

use super::{GroupRunError, leave_all, now, turn_all, wait_until_joined};
use crate::Report;
use crate::stopwatch::Stopwatch;

/// What to do.
#[derive(Copy, Clone, Debug)]
pub struct HeartbeatOptions {
    /// How long the groups are stable.
    pub time: Duration,
    /// How long they may take to join.
    pub patience: Duration,
}

/// Groups whose members want no topic: they join, send heartbeats, and leave.
pub struct HeartbeatRun<'a, I: Io> {
    members: &'a mut [GroupConsumer<I>],
    options: HeartbeatOptions,
    joining: Duration,
    watch: Stopwatch,
    rebalances: u64,
    heartbeats: u64,
}

impl<'a, I: Io> HeartbeatRun<'a, I> {
    /// A run on members that have not subscribed yet.
    pub fn new(members: &'a mut [GroupConsumer<I>], options: HeartbeatOptions) -> Self {
        let watch = Stopwatch::start(now(members));
        Self { members, options, joining: Duration::ZERO, watch, rebalances: 0, heartbeats: 0 }
    }

    /// Joins and sends heartbeats. `on_stable` is called when the first full interval begins, and again at its end: what the
    /// broker used in between is what heartbeats cost.
    pub fn run(&mut self, on_stable: &mut dyn FnMut()) -> Result<(), GroupRunError> {
        for member in self.members.iter_mut() {
            member.subscribe(Subscription::Matching(Box::new(|_| false)));
        }
        let begun = now(self.members);
        wait_until_joined(self.members, self.options.patience)?;
        self.joining = now(self.members) - begun;
        self.watch = Stopwatch::start(now(self.members));
        let answered_before = self.answered();
        on_stable();
        let end = now(self.members) + self.options.time;
        while now(self.members) < end {
            let rebalances = &mut self.rebalances;
            turn_all(self.members, |_, _, event| {
                *rebalances += u64::from(matches!(event, GroupEvent::Assigned(_)));
            })?;
        }
        self.watch.lap(now(self.members));
        on_stable();
        self.heartbeats = self.answered() - answered_before;
        leave_all(self.members, self.options.patience)
    }

    /// How many heartbeats were answered while they were measured.
    pub fn heartbeats(&self) -> u64 {
        self.heartbeats
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("members", self.members.len() as u64);
        report.number("until all had joined", self.joining.as_secs_f64(), "s");
        report.count("heartbeats", self.heartbeats);
        report.count("joins of stable members", self.rebalances);
        self.watch.report_to(&mut report, 0, 0);
        report
    }

    fn answered(&self) -> u64 {
        self.members.iter().map(GroupConsumer::heartbeats).sum()
    }
}
