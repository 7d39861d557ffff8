//! Many committed offsets: written, and asked for again.

use std::sync::Arc;

use client::{Admin, CommittedOffset, TopicPartition};
use io::Io;

use super::GroupRunError;
use crate::Report;
use crate::stopwatch::Stopwatch;

/// Which offsets.
#[derive(Clone, Debug)]
pub struct OffsetsOptions {
    /// What the groups' names begin with; a number follows.
    pub group: String,
    /// How many groups.
    pub groups: u32,
    /// The topic; it exists.
    pub topic: String,
    /// How many partitions it has: every group has an offset of each.
    pub partitions: i32,
}

/// Writes the offsets of groups without members, or compares them with what was written.
pub struct OffsetsRun<'a, I: Io> {
    admin: &'a mut Admin<I>,
    options: OffsetsOptions,
    topic: Arc<str>,
    watch: Stopwatch,
    groups: u64,
}

impl<'a, I: Io> OffsetsRun<'a, I> {
    /// A run.
    pub fn new(admin: &'a mut Admin<I>, options: OffsetsOptions) -> Self {
        let watch = Stopwatch::start(admin.client_mut().now());
        let topic = options.topic.as_str().into();
        Self { admin, options, topic, watch, groups: 0 }
    }

    /// Commits all offsets, a group at a time. `progress` is told how many more groups are done.
    pub fn write(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), GroupRunError> {
        for number in 0..self.options.groups {
            let offsets = self.offsets(number);
            let results = self.admin.alter_group_offsets(&self.group(number), &offsets)?;
            results.into_iter().try_for_each(|(_, result)| result)?;
            self.done(progress);
        }
        Ok(())
    }

    /// Asks for all offsets, and waits for a coordinator that is still loading. What is not as it was written is an error.
    pub fn check(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), GroupRunError> {
        for number in 0..self.options.groups {
            let group = self.group(number);
            let found = self.admin.group_offsets(&group)?;
            if found != self.offsets(number) {
                let count = found.len();
                return Err(GroupRunError::Unequal(format!(
                    "group {group} has {count} offsets, not those written"
                )));
            }
            self.done(progress);
        }
        Ok(())
    }

    /// What was measured so far.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        report.count("groups", self.groups);
        report.count("offsets", self.groups * self.options.partitions.max(0) as u64);
        report.number("elapsed", self.watch.elapsed().as_secs_f64(), "s");
        report
    }

    fn group(&self, number: u32) -> String {
        format!("{}-{number}", self.options.group)
    }

    fn offsets(&self, number: u32) -> Vec<(TopicPartition, CommittedOffset)> {
        let offset =
            |partition: i32| CommittedOffset::at(i64::from(number) * 1_000_000 + i64::from(partition));
        let partitions = 0..self.options.partitions;
        partitions.map(|partition| ((Arc::clone(&self.topic), partition), offset(partition))).collect()
    }

    fn done(&mut self, progress: &mut dyn FnMut(u64)) {
        self.groups += 1;
        self.watch.lap(self.admin.client_mut().now());
        progress(1);
    }
}
