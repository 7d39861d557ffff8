//! Reading as a member of a group.

use std::time::Duration;

use anyhow::{Result, bail};
use client::{ConsumerConfig, GroupConfig, GroupConsumer, GroupEvent, Subscription, TopicPartition};
use io::{Io, PollIo, ShutdownSignal};

use super::printer::Printer;
use super::{ConsumeArguments, Patience};
use crate::cli::connect::{Trouble, close};

/// How long to wait for the coordinator at the end. If it does not answer, the group finds out by itself.
const LEAVE_MAX: Duration = Duration::from_secs(5);

/// Reads what the group gives this member, to the end or on; leaves the group in any case.
pub(super) fn run(arguments: &ConsumeArguments, group: &str, signal: &ShutdownSignal) -> Result<()> {
    if let Some(topic) = &arguments.topic {
        check_exists(arguments, topic)?;
    }
    let mut session = Session::start(arguments, group)?;
    signal.rings(session.consumer.client_mut().io_mut().doorbell());
    let result = session.run(signal);
    let Session { mut consumer, printer, .. } = session;
    // What was printed first reaches its reader, and then counts as read.
    let printed = printer.finish();
    let until = consumer.client_mut().now() + LEAVE_MAX;
    consumer.close(until);
    let committed = last_commit(&mut consumer);
    close(consumer.into_client());
    result?;
    printed?;
    committed
}

fn check_exists(arguments: &ConsumeArguments, topic: &str) -> Result<()> {
    let mut admin = arguments.cluster.admin()?;
    let topics = admin.list_topics()?;
    close(admin.into_client());
    if !topics.iter().any(|known| known.name == topic) {
        bail!("topic '{topic}' does not exist");
    }
    Ok(())
}

/// How the last commit ended: what was read may be read again when it failed.
fn last_commit(consumer: &mut GroupConsumer<PollIo>) -> Result<()> {
    let events = std::iter::from_fn(|| consumer.poll_event());
    let results = events.filter_map(|event| match event {
        GroupEvent::Committed { result, .. } => Some(result),
        _ => None,
    });
    match results.last() {
        Some(Err(error)) => bail!("the offsets were not committed: {error}"),
        _ => Ok(()),
    }
}

/// A run of the command.
struct Session<'a> {
    arguments: &'a ConsumeArguments,
    consumer: GroupConsumer<PollIo>,
    printer: Printer<'a>,
    patience: Patience,
    trouble: Trouble,
    /// Whether the group ever was stable with this member.
    has_joined: bool,
}

impl<'a> Session<'a> {
    fn start(arguments: &'a ConsumeArguments, group: &str) -> Result<Self> {
        let reading = ConsumerConfig {
            isolation: arguments.isolation(),
            out_of_range: Some(arguments.reset()),
            partition_bytes_max: 8 << 20,
            ..ConsumerConfig::default()
        };
        let client = arguments.cluster.client(false)?;
        let mut consumer = GroupConsumer::new(client, reading, GroupConfig::new(group))?;
        consumer.subscribe(match (&arguments.include, &arguments.topic) {
            (Some(regex), _) => {
                let regex = regex.clone();
                Subscription::Matching(Box::new(move |topic| regex.is_match(topic)))
            }
            (None, topic) => Subscription::topics(topic.clone()),
        });
        Ok(Self {
            arguments,
            consumer,
            printer: Printer::new(arguments),
            patience: Patience::new(arguments),
            trouble: Trouble::default(),
            has_joined: false,
        })
    }

    fn run(&mut self, signal: &ShutdownSignal) -> Result<()> {
        self.patience.restart(self.consumer.client_mut().now());
        while !signal.is_requested() {
            while let Some(next) = self.consumer.poll_record() {
                if self.printer.print(&next?)? {
                    return Ok(());
                }
                self.patience.restart(self.consumer.client_mut().now());
                if signal.is_requested() {
                    return Ok(());
                }
            }
            // Before positions are committed, which the next turn may do.
            self.printer.flush()?;
            self.take_events();
            let now = self.consumer.client_mut().now();
            if self.patience.is_over(now) || (!self.arguments.goes_on() && self.all_read()) {
                return Ok(());
            }
            self.consumer.turn(self.patience.until);
            self.trouble.tell(self.consumer.client_mut())?;
        }
        Ok(())
    }

    fn take_events(&mut self) {
        while let Some(event) = self.consumer.poll_event() {
            match event {
                GroupEvent::Assigned(_) => self.has_joined = true,
                GroupEvent::Lost(lost) => {
                    eprintln!(
                        "ringlog: the group went on without this member: {} partitions lost",
                        lost.len()
                    );
                }
                GroupEvent::Committed { result: Err(error), .. } => {
                    eprintln!("ringlog: the offsets were not committed: {error}");
                }
                _ => {}
            }
        }
    }

    /// Whether this member has read its partitions to their ends.
    fn all_read(&self) -> bool {
        let is_read = |(topic, partition): &TopicPartition| {
            let position = self.consumer.position(topic, *partition);
            position.is_some()
                && position >= self.consumer.high_watermark(topic, *partition).or(Some(i64::MAX))
        };
        self.has_joined && self.consumer.generation() >= 0 && self.consumer.assignment().all(is_read)
    }
}
