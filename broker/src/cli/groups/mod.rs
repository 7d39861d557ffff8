//! `ringlog groups`: what kafka-consumer-groups.sh does, in its words and columns.

mod delete;
mod describe;
mod instant;
mod list;
mod members;
mod plan;
mod reset;
mod states;
mod words;

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use client::{Admin, Error, GroupFilter, TopicPartition};
use io::PollIo;

use super::connect::close;
use super::output::{Told, stdout};

pub(super) const EXAMPLES: &str = "Examples:
  ringlog groups list --state
  ringlog groups describe --group billing                 offsets and lag; --members, --state
  ringlog groups reset-offsets --group billing --topic orders --to-earliest            what would be
  ringlog groups reset-offsets --group billing --topic orders --to-earliest --execute  do it: replay
  ringlog groups reset-offsets --group billing --topic orders:0,1 --shift-by -10 --execute
  ringlog groups reset-offsets --group billing --all-topics --to-datetime 2026-01-31T08:00:00
  ringlog groups reset-offsets --group billing --all-topics --to-current --export > plan.csv
  ringlog groups reset-offsets --group billing --from-file plan.csv --execute
  ringlog groups delete-offsets --group billing --topic orders
  ringlog groups delete --group billing

A group's offsets can be moved while it has no members: stop them first.";

/// What is done with groups.
#[derive(Debug, Subcommand)]
pub enum GroupsCommand {
    /// Prints the names of all groups, with their states and types if asked for
    List(list::ListArguments),
    /// Prints offsets and lag of groups, or their members, or their states
    Describe(describe::DescribeArguments),
    /// Prints offsets and lag (what describe does without --members and --state)
    Offsets(describe::OffsetsArguments),
    /// Moves the offsets of groups without members; says what would be done unless --execute is given
    ResetOffsets(reset::ResetArguments),
    /// Deletes groups without members, with their offsets
    Delete(delete::DeleteArguments),
    /// Forgets a group's offsets of topics that no member reads
    DeleteOffsets(delete::DeleteOffsetsArguments),
}

/// Which groups are meant.
#[derive(Args, Debug)]
#[group(skip)]
pub struct Scope {
    /// The group (may be repeated)
    #[arg(long, value_name = "NAME", required_unless_present = "all_groups", conflicts_with = "all_groups")]
    group: Vec<String>,
    /// All groups of consumers
    #[arg(long)]
    all_groups: bool,
}

impl Scope {
    fn ids(&self, admin: &mut Admin<PollIo>) -> Result<Vec<String>> {
        if !self.all_groups {
            let mut ids = self.group.clone();
            ids.sort();
            ids.dedup();
            return Ok(ids);
        }
        let listed = admin.list_groups(&GroupFilter::default())?;
        Ok(listed.into_iter().filter(list::is_of_consumers).map(|group| group.group_id).collect())
    }
}

/// Runs `ringlog groups`.
pub(super) fn run(command: &GroupsCommand) -> Result<()> {
    let cluster = match command {
        GroupsCommand::List(arguments) => &arguments.cluster,
        GroupsCommand::Describe(arguments) => &arguments.cluster,
        GroupsCommand::Offsets(arguments) => &arguments.cluster,
        GroupsCommand::ResetOffsets(arguments) => &arguments.cluster,
        GroupsCommand::Delete(arguments) => &arguments.cluster,
        GroupsCommand::DeleteOffsets(arguments) => &arguments.cluster,
    };
    let mut admin = cluster.admin()?;
    let mut out = stdout();
    let result = match command {
        GroupsCommand::List(arguments) => arguments.run(&mut admin, &mut out),
        GroupsCommand::Describe(arguments) => arguments.run(&mut admin, &mut out),
        GroupsCommand::Offsets(arguments) => arguments.run(&mut admin, &mut out),
        GroupsCommand::ResetOffsets(arguments) => arguments.run(&mut admin, &mut out),
        GroupsCommand::Delete(arguments) => arguments.run(&mut admin, &mut out),
        GroupsCommand::DeleteOffsets(arguments) => arguments.run(&mut admin, &mut out),
    };
    let flushed = out.flush();
    close(admin.into_client());
    result?;
    Ok(flushed?)
}

/// An error as Kafka's tool prints it; where the others of it go on, the exit status tells later.
fn print_error(out: &mut impl Write, message: &str) -> std::io::Result<()> {
    writeln!(out, "\nError: {message}")
}

/// Ends the command with an error in Kafka's words, if it is one of the broker's.
fn failed<T>(out: &mut impl Write, error: Error, words: impl FnOnce(&Error) -> String) -> Result<T> {
    if error.code().is_none() {
        return Err(error.into());
    }
    print_error(out, &format!("Executing consumer group command failed due to {}", words(&error)))?;
    Err(Told.into())
}

/// What follows the tables of a group that is not just stable, on the standard error. `Err`: the state is none of a group
/// of consumers.
fn print_state(out: &mut impl Write, group: &str, state: &str) -> Result<()> {
    // Both may go to one terminal.
    out.flush()?;
    match state {
        "Stable" => {}
        "Empty" => eprintln!("\nConsumer group '{group}' has no active members."),
        "PreparingRebalance" | "CompletingRebalance" | "Assigning" | "Reconciling" => {
            eprintln!("\nWarning: Consumer group '{group}' is rebalancing.");
        }
        "Dead" => print_error(out, &format!("Consumer group '{group}' does not exist."))?,
        other => bail!("Expected a valid consumer group state, but found '{other}'."),
    }
    Ok(())
}

/// `topic` or `topic:0,1,2`, as Kafka's tool takes it; no partitions are all of them.
fn parse_topic(text: &str) -> Result<(String, Vec<i32>), String> {
    let Some((topic, numbers)) = text.split_once(':') else {
        return Ok((text.to_owned(), Vec::new()));
    };
    if topic.is_empty() || numbers.is_empty() || numbers.contains(':') {
        return Err(format!("Invalid topic arg '{text}', expected topic name and partitions"));
    }
    let partition = |number: &str| {
        let parsed = number.parse::<i32>().ok().filter(|number| *number >= 0);
        parsed.ok_or_else(|| format!("Invalid partition '{number}' specified in topic arg '{text}''"))
    };
    let partitions: Result<Vec<i32>, String> = numbers.split(',').map(partition).collect();
    Ok((topic.to_owned(), partitions?))
}

/// `topic-partition`, as Kafka writes it.
fn shown((topic, partition): &TopicPartition) -> String {
    format!("{topic}-{partition}")
}

/// A value, or the sign that there is none.
fn or_missing<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// The width of a column: its longest text, but at least this.
fn width<'a>(least: usize, texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0).max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_named_with_and_without_partitions() {
        assert_eq!(parse_topic("orders"), Ok(("orders".to_owned(), Vec::new())));
        assert_eq!(parse_topic("orders:0,12"), Ok(("orders".to_owned(), vec![0, 12])));
        let told = |text| parse_topic(text).expect_err("it is none");
        assert_eq!(told("orders:x"), "Invalid partition 'x' specified in topic arg 'orders:x''");
        assert_eq!(told("orders:-1"), "Invalid partition '-1' specified in topic arg 'orders:-1''");
        assert_eq!(told("a:b:c"), "Invalid topic arg 'a:b:c', expected topic name and partitions");
        assert_eq!(told("a:"), "Invalid topic arg 'a:', expected topic name and partitions");
    }

    #[test]
    fn columns_are_as_wide_as_what_they_hold() {
        assert_eq!(width(3, ["a", "bcde"].into_iter()), 4);
        assert_eq!(width(15, ["a"].into_iter()), 15);
        assert_eq!(width(15, std::iter::empty()), 15);
    }
}
