//! `ringlog topics`: what kafka-topics.sh does, in its words.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use client::{
    Admin, AlterOperation, ConfigEntry, ConfigResource, ConfigSource, NewTopic, PartitionDescription,
    ResourceKind, TopicDescription,
};
use io::PollIo;
use protocol::ErrorCode;

use super::connect::{Cluster, close};
use super::output::stdout;

pub(super) const EXAMPLES: &str = "Examples:
  ringlog topics create --topic orders --partitions 3 --config retention.ms=86400000
  ringlog topics describe --topic orders
  ringlog topics alter --topic orders --partitions 6 --config max.message.bytes=2000000
  ringlog topics delete --topic orders";

/// What is done with topics.
#[derive(Debug, Subcommand)]
pub enum TopicsCommand {
    /// Makes a topic
    Create(CreateArguments),
    /// Prints the names of all topics, or of those asked for
    List(ListArguments),
    /// Prints partitions, leaders, replicas and what was configured
    Describe(DescribeArguments),
    /// Adds partitions, sets or removes configurations
    Alter(AlterArguments),
    /// Deletes topics with all their records
    Delete(DeleteArguments),
}

/// Arguments of `topics create`.
#[derive(Args, Debug)]
pub struct CreateArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The new topic's name
    #[arg(long, value_name = "NAME", required = true)]
    topic: Vec<String>,
    /// How many partitions [default: the broker's num.partitions]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(1..))]
    partitions: Option<i32>,
    /// On how many brokers each partition is [default: the broker's default.replication.factor]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i16).range(1..))]
    replication_factor: Option<i16>,
    /// A configuration of the topic, such as retention.ms=86400000 (may be repeated)
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_config)]
    config: Vec<(String, String)>,
    /// A topic that is there already is no error
    #[arg(long)]
    if_not_exists: bool,
}

/// Arguments of `topics list`.
#[derive(Args, Debug)]
pub struct ListArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// Only these topics (may be repeated)
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// Without Kafka's own topics, such as __consumer_offsets
    #[arg(long)]
    exclude_internal: bool,
}

/// Arguments of `topics describe`.
#[derive(Args, Debug)]
pub struct DescribeArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// Only these topics (may be repeated) [default: all]
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// Without Kafka's own topics, such as __consumer_offsets
    #[arg(long)]
    exclude_internal: bool,
    /// A topic that is not there is no error
    #[arg(long)]
    if_exists: bool,
    /// Only partitions that lack an in-sync replica
    #[arg(long)]
    under_replicated_partitions: bool,
    /// Only partitions without a leader
    #[arg(long)]
    unavailable_partitions: bool,
}

/// Arguments of `topics alter`.
#[derive(Args, Debug)]
pub struct AlterArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The topics (may be repeated)
    #[arg(long, value_name = "NAME", required = true)]
    topic: Vec<String>,
    /// The new number of partitions; only more are possible, and keys then go to other partitions
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(i32).range(1..))]
    partitions: Option<i32>,
    /// A configuration to set (may be repeated)
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_config)]
    config: Vec<(String, String)>,
    /// A configuration that goes back to its default (may be repeated)
    #[arg(long, value_name = "NAME")]
    delete_config: Vec<String>,
    /// A topic that is not there is no error
    #[arg(long)]
    if_exists: bool,
}

/// Arguments of `topics delete`.
#[derive(Args, Debug)]
pub struct DeleteArguments {
    #[command(flatten)]
    cluster: Cluster,
    /// The topics (may be repeated)
    #[arg(long, value_name = "NAME", required = true)]
    topic: Vec<String>,
    /// A topic that is not there is no error
    #[arg(long)]
    if_exists: bool,
}

/// Runs `ringlog topics`.
pub(super) fn run(command: &TopicsCommand) -> Result<()> {
    let cluster = match command {
        TopicsCommand::Create(arguments) => &arguments.cluster,
        TopicsCommand::List(arguments) => &arguments.cluster,
        TopicsCommand::Describe(arguments) => &arguments.cluster,
        TopicsCommand::Alter(arguments) => &arguments.cluster,
        TopicsCommand::Delete(arguments) => &arguments.cluster,
    };
    let mut admin = cluster.admin()?;
    let mut out = stdout();
    let result = match command {
        TopicsCommand::Create(arguments) => create(&mut admin, arguments, &mut out),
        TopicsCommand::List(arguments) => list(&mut admin, arguments, &mut out),
        TopicsCommand::Describe(arguments) => describe(&mut admin, arguments, &mut out),
        TopicsCommand::Alter(arguments) => alter(&mut admin, arguments, &mut out),
        TopicsCommand::Delete(arguments) => delete(&mut admin, arguments, &mut out),
    };
    let flushed = out.flush();
    close(admin.into_client());
    result?;
    Ok(flushed?)
}

fn create(admin: &mut Admin<PollIo>, arguments: &CreateArguments, out: &mut impl Write) -> Result<()> {
    for name in &arguments.topic {
        if name.contains('.') || name.contains('_') {
            writeln!(
                out,
                "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could \
                 collide. To avoid issues it is best to use either, but not both."
            )?;
        }
        let topic = NewTopic {
            name: name.clone(),
            partitions: arguments.partitions,
            replication_factor: arguments.replication_factor,
            configs: arguments.config.clone(),
            ..NewTopic::default()
        };
        for (name, result) in admin.create_topics(&[topic], false)? {
            match result {
                Ok(_) => writeln!(out, "Created topic {name}.")?,
                Err(error)
                    if arguments.if_not_exists && error.code() == Some(ErrorCode::TopicAlreadyExists) => {}
                Err(error) => bail!("topic '{name}' was not created: {error}"),
            }
        }
    }
    Ok(())
}

fn list(admin: &mut Admin<PollIo>, arguments: &ListArguments, out: &mut impl Write) -> Result<()> {
    let wanted = |name: &str| arguments.topic.is_empty() || arguments.topic.iter().any(|topic| topic == name);
    for topic in admin.list_topics()? {
        if wanted(&topic.name) && !(arguments.exclude_internal && topic.is_internal) {
            writeln!(out, "{}", topic.name)?;
        }
    }
    Ok(())
}

fn describe(admin: &mut Admin<PollIo>, arguments: &DescribeArguments, out: &mut impl Write) -> Result<()> {
    let mut names = arguments.topic.clone();
    if names.is_empty() {
        let topics = admin.list_topics()?.into_iter();
        names = topics
            .filter(|topic| !(arguments.exclude_internal && topic.is_internal))
            .map(|topic| topic.name)
            .collect();
    }
    if names.is_empty() {
        return Ok(());
    }
    let mut described = Vec::new();
    for (name, result) in admin.describe_topics(&names)? {
        match result {
            Ok(topic) => described.push(topic),
            Err(error) if error.code() == Some(ErrorCode::UnknownTopicOrPartition) => {
                if !arguments.if_exists {
                    bail!("topic '{name}' does not exist");
                }
            }
            Err(error) => bail!("topic '{name}': {error}"),
        }
    }
    let resources: Vec<ConfigResource> = described.iter().map(|topic| resource(&topic.name)).collect();
    let configs = if resources.is_empty() { Vec::new() } else { admin.describe_configs(&resources)? };
    let filtered = arguments.under_replicated_partitions || arguments.unavailable_partitions;
    for topic in &described {
        if !filtered {
            let found = configs.iter().find(|(resource, _)| resource.name == topic.name);
            let entries = found.and_then(|(_, result)| result.as_ref().ok());
            writeln!(out, "{}", topic_line(topic, entries.map_or(&[][..], Vec::as_slice)))?;
        }
        for partition in topic.partitions.iter().filter(|partition| arguments.shows(partition)) {
            writeln!(out, "{}", partition_line(&topic.name, partition))?;
        }
    }
    Ok(())
}

impl DescribeArguments {
    fn shows(&self, partition: &PartitionDescription) -> bool {
        let under_replicated = partition.in_sync_replicas.len() < partition.replicas.len();
        let unavailable = partition.leader.is_none();
        (!self.under_replicated_partitions || under_replicated)
            && (!self.unavailable_partitions || unavailable)
    }
}

/// The first line of a topic, as Kafka 4.4's TopicCommand prints it.
fn topic_line(topic: &TopicDescription, configs: &[ConfigEntry]) -> String {
    let set = configs.iter().filter(|entry| entry.source != ConfigSource::Default);
    let set: Vec<String> =
        set.map(|entry| format!("{}={}", entry.name, entry.value.as_deref().unwrap_or("null"))).collect();
    format!(
        "Topic: {}\tTopicId: {}\tPartitionCount: {}\tReplicationFactor: {}\tConfigs: {}",
        topic.name,
        topic.id,
        topic.partitions.len(),
        topic.partitions.first().map_or(0, |partition| partition.replicas.len()),
        set.join(",")
    )
}

/// The line of a partition, as Kafka 4.4's TopicCommand prints it.
fn partition_line(topic: &str, partition: &PartitionDescription) -> String {
    let leader = partition.leader.map_or("none".to_owned(), |leader| leader.to_string());
    let or_unknown = |ids: &Option<Vec<i32>>| ids.as_deref().map_or("N/A".to_owned(), joined);
    format!(
        "\tTopic: {topic}\tPartition: {}\tLeader: {leader}\tReplicas: {}\tIsr: {}\tElr: {}\tLastKnownElr: {}",
        partition.index,
        joined(&partition.replicas),
        joined(&partition.in_sync_replicas),
        or_unknown(&partition.eligible_leader_replicas),
        or_unknown(&partition.last_known_eligible_leader_replicas),
    )
}

fn alter(admin: &mut Admin<PollIo>, arguments: &AlterArguments, out: &mut impl Write) -> Result<()> {
    let changes = arguments.changes();
    if arguments.partitions.is_none() && changes.is_empty() {
        bail!("nothing to alter: give --partitions, --config or --delete-config");
    }
    let known = admin.list_topics()?;
    for name in &arguments.topic {
        if !known.iter().any(|topic| topic.name == *name) {
            match arguments.if_exists {
                true => continue,
                false => bail!("topic '{name}' does not exist"),
            }
        }
        if let Some(count) = arguments.partitions {
            let grown = admin.create_partitions(name, count, &[]);
            grown.map_err(|error| anyhow::anyhow!("topic '{name}' was not altered: {error}"))?;
        }
        if !changes.is_empty() {
            let altered = admin.alter_configs(&resource(name), &changes);
            altered.map_err(|error| anyhow::anyhow!("topic '{name}' was not altered: {error}"))?;
            writeln!(out, "Completed updating config for topic {name}.")?;
        }
    }
    Ok(())
}

impl AlterArguments {
    fn changes(&self) -> Vec<(String, AlterOperation, Option<String>)> {
        let set = self.config.iter();
        let set = set.map(|(name, value)| (name.clone(), AlterOperation::Set, Some(value.clone())));
        let deleted = self.delete_config.iter().map(|name| (name.clone(), AlterOperation::Delete, None));
        set.chain(deleted).collect()
    }
}

fn delete(admin: &mut Admin<PollIo>, arguments: &DeleteArguments, out: &mut impl Write) -> Result<()> {
    for (name, result) in admin.delete_topics(&arguments.topic)? {
        match result {
            Ok(()) => writeln!(out, "Deleted topic {name}.")?,
            Err(error) if error.code() == Some(ErrorCode::UnknownTopicOrPartition) => {
                if !arguments.if_exists {
                    bail!("topic '{name}' does not exist");
                }
            }
            Err(error) => bail!("topic '{name}' was not deleted: {error}"),
        }
    }
    Ok(())
}

fn resource(topic: &str) -> ConfigResource {
    ConfigResource { kind: ResourceKind::Topic, name: topic.to_owned() }
}

fn joined(ids: &[i32]) -> String {
    ids.iter().map(i32::to_string).collect::<Vec<_>>().join(",")
}

/// `name=value`.
fn parse_config(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("it is no NAME=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kafkas() {
        let partition = PartitionDescription {
            index: 0,
            leader: Some(1),
            replicas: vec![1, 2],
            in_sync_replicas: vec![1],
            eligible_leader_replicas: Some(vec![2]),
            last_known_eligible_leader_replicas: Some(Vec::new()),
        };
        assert_eq!(
            partition_line("orders", &partition),
            "\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1\tElr: 2\tLastKnownElr: "
        );
        let orphan = PartitionDescription { index: 3, ..Default::default() };
        assert_eq!(
            partition_line("orders", &orphan),
            "\tTopic: orders\tPartition: 3\tLeader: none\tReplicas: \tIsr: \tElr: N/A\tLastKnownElr: N/A"
        );
    }

    #[test]
    fn configs_are_pairs() {
        assert_eq!(parse_config("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert_eq!(parse_config("a="), Ok(("a".to_owned(), String::new())));
        assert!(parse_config("a").is_err());
        assert!(parse_config("=b").is_err());
    }
}
