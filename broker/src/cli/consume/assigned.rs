//! Reading the partitions that the command line names.

use anyhow::{Result, bail};
use client::{Consumer, ConsumerConfig, ConsumerRecord, OffsetSpec};
use io::{Io, PollIo, ShutdownSignal};

use super::printer::Printer;
use super::{ConsumeArguments, Patience};
use crate::cli::connect::{Trouble, close};

/// Reads partitions to their ends, or on.
pub(super) fn run(arguments: &ConsumeArguments, topic: &str, signal: &ShutdownSignal) -> Result<()> {
    let partitions = find_partitions(arguments, topic)?;
    let mut session = Session::start(arguments, topic, partitions)?;
    signal.rings(session.consumer.client_mut().io_mut().doorbell());
    let result = session.run(signal);
    let Session { consumer, printer, .. } = session;
    close(consumer.into_client());
    let printed = printer.finish();
    result?;
    Ok(printed?)
}

/// A partition and where reading it ends, unless it goes on.
struct Wanted {
    partition: i32,
    end: i64,
}

/// The partitions, with their ends as of now.
fn find_partitions(arguments: &ConsumeArguments, topic: &str) -> Result<Vec<Wanted>> {
    let mut admin = arguments.cluster.admin()?;
    let topics = admin.list_topics()?;
    let Some(known) = topics.into_iter().find(|known| known.name == topic) else {
        bail!("topic '{topic}' does not exist");
    };
    if let Some(missing) = arguments.partition.iter().find(|partition| known.partition(**partition).is_none())
    {
        bail!("topic '{topic}' has no partition {missing}");
    }
    let indexes = known.partitions.iter().map(|partition| partition.index);
    let indexes =
        indexes.filter(|index| arguments.partition.is_empty() || arguments.partition.contains(index));
    let asked = indexes.map(|index| ((topic.into(), index), OffsetSpec::Latest));
    let mut wanted = Vec::new();
    for ((_, partition), result) in admin.list_offsets(asked.collect::<Vec<_>>(), arguments.isolation())? {
        let info = result.map_err(|error| anyhow::anyhow!("{topic}-{partition}: {error}"))?;
        wanted.push(Wanted { partition, end: info.offset.unwrap_or(0) });
    }
    close(admin.into_client());
    Ok(wanted)
}

/// A run of the command.
struct Session<'a> {
    arguments: &'a ConsumeArguments,
    topic: &'a str,
    consumer: Consumer<PollIo>,
    /// What is still to be read; empty when it goes on.
    ends: Vec<Wanted>,
    printer: Printer<'a>,
    patience: Patience,
    trouble: Trouble,
}

impl<'a> Session<'a> {
    fn start(arguments: &'a ConsumeArguments, topic: &'a str, partitions: Vec<Wanted>) -> Result<Self> {
        let config = ConsumerConfig {
            isolation: arguments.isolation(),
            out_of_range: None,
            partition_bytes_max: 8 << 20,
            ..ConsumerConfig::default()
        };
        let mut consumer = Consumer::new(arguments.cluster.client(false)?, config);
        for wanted in &partitions {
            consumer.assign(topic, wanted.partition, arguments.start());
        }
        Ok(Self {
            arguments,
            topic,
            consumer,
            ends: if arguments.goes_on() { Vec::new() } else { partitions },
            printer: Printer::new(arguments),
            patience: Patience::new(arguments),
            trouble: Trouble::default(),
        })
    }

    fn run(&mut self, signal: &ShutdownSignal) -> Result<()> {
        self.patience.restart(self.consumer.client_mut().now());
        while !signal.is_requested() {
            while let Some(next) = self.consumer.poll_record() {
                let record = next?;
                if self.is_behind_end(&record) {
                    continue;
                }
                if self.printer.print(&record)? {
                    return Ok(());
                }
                self.patience.restart(self.consumer.client_mut().now());
            }
            let now = self.consumer.client_mut().now();
            if self.patience.is_over(now) || (!self.arguments.goes_on() && self.all_read()) {
                return Ok(());
            }
            self.printer.flush()?;
            self.consumer.on_deadline();
            self.consumer.turn(self.patience.until);
            self.trouble.tell(self.consumer.client_mut())?;
        }
        Ok(())
    }

    /// Records that came after this command began are for `--follow`.
    fn is_behind_end(&self, record: &ConsumerRecord) -> bool {
        self.ends.iter().any(|wanted| wanted.partition == record.partition && record.offset >= wanted.end)
    }

    /// Lets go of partitions that are read to their end; whether none is left.
    fn all_read(&mut self) -> bool {
        let (consumer, topic) = (&mut self.consumer, self.topic);
        self.ends.retain(|wanted| {
            let is_read =
                consumer.position(topic, wanted.partition).is_some_and(|position| position >= wanted.end);
            if is_read {
                consumer.unassign(topic, wanted.partition);
            }
            !is_read
        });
        self.ends.is_empty()
    }
}
