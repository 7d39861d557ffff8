//! `ringlog offsets`: what Kafka's GetOffsetShell does, in its layout.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use client::{IsolationLevel, OffsetSpec, Topic};

use super::connect::{Cluster, close};
use super::output::stdout;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog offsets --topic orders                      the end of each partition
  ringlog offsets --topic orders --time earliest      its beginning
  ringlog offsets --topic orders --time 1700000000000 the first record since then

Each line is topic:partition:offset; the offset is empty where no record matches.";

/// Arguments of `ringlog offsets`.
#[derive(Args, Debug)]
pub struct OffsetsArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// Only these topics (may be repeated) [default: all]
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// Only these partitions, such as 0,3,5 [default: all]
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    partitions: Vec<i32>,
    /// latest (or -1), earliest (-2), max-timestamp (-3), earliest-local (-4), or milliseconds since 1970
    #[arg(long, value_name = "TIME", default_value = "latest", value_parser = parse_time, allow_hyphen_values = true)]
    time: OffsetSpec,
    /// Without Kafka's own topics, such as __consumer_offsets
    #[arg(long)]
    exclude_internal_topics: bool,
}

/// Runs `ringlog offsets`.
pub(super) fn run(arguments: &OffsetsArguments) -> Result<()> {
    let mut admin = arguments.cluster.admin()?;
    let topics = admin.list_topics()?;
    if let Some(missing) =
        arguments.topic.iter().find(|name| !topics.iter().any(|topic| topic.name == **name))
    {
        bail!("topic '{missing}' does not exist");
    }
    let partitions = topics.iter().filter(|topic| arguments.wants(topic)).flat_map(|topic| {
        let name: Arc<str> = topic.name.as_str().into();
        let indexes = topic.partitions.iter().map(|partition| partition.index);
        let indexes =
            indexes.filter(|index| arguments.partitions.is_empty() || arguments.partitions.contains(index));
        indexes.map(move |index| ((Arc::clone(&name), index), arguments.time)).collect::<Vec<_>>()
    });
    let found = admin.list_offsets(partitions, IsolationLevel::ReadUncommitted)?;
    close(admin.into_client());
    let mut out = stdout();
    let mut failed = 0;
    for ((topic, partition), result) in &found {
        match result {
            Ok(info) => {
                let offset = info.offset.map_or(String::new(), |offset| offset.to_string());
                writeln!(out, "{topic}:{partition}:{offset}")?;
            }
            Err(error) => {
                eprintln!("ringlog: {topic}-{partition}: {error}");
                failed += 1;
            }
        }
    }
    out.flush()?;
    match failed {
        0 => Ok(()),
        _ => bail!("{failed} of {} partitions have no answer", found.len()),
    }
}

impl OffsetsArguments {
    fn wants(&self, topic: &Topic) -> bool {
        (self.topic.is_empty() || self.topic.contains(&topic.name))
            && !(self.exclude_internal_topics && topic.is_internal)
    }
}

/// The words and numbers of GetOffsetShell.
pub(super) fn parse_time(text: &str) -> Result<OffsetSpec, String> {
    match text {
        "latest" | "-1" => Ok(OffsetSpec::Latest),
        "earliest" | "-2" => Ok(OffsetSpec::Earliest),
        "max-timestamp" | "-3" => Ok(OffsetSpec::MaxTimestamp),
        "earliest-local" | "-4" => Ok(OffsetSpec::EarliestLocal),
        _ => match text.parse::<i64>() {
            Ok(time) if time >= 0 => Ok(OffsetSpec::Timestamp(time)),
            Ok(code) => Ok(OffsetSpec::Code(code)),
            Err(_) => Err("it is neither a word of the list nor a time in milliseconds".to_owned()),
        },
    }
}
