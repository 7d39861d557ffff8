//! `groups list`.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use client::{Admin, GroupFilter, GroupListing};
use io::PollIo;

use super::width;
use crate::cli::connect::Cluster;

/// The states of groups of consumers, as Kafka writes them.
const STATES: [&str; 7] =
    ["PreparingRebalance", "CompletingRebalance", "Stable", "Dead", "Empty", "Assigning", "Reconciling"];
/// The types of groups of consumers, as Kafka writes them.
const TYPES: [&str; 2] = ["Classic", "Consumer"];

/// Arguments of `groups list`.
#[derive(Args, Debug)]
pub struct ListArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    /// Prints states too; with names, such as stable,empty: only groups in these states
    #[arg(long, value_name = "STATES", num_args = 0..=1, default_missing_value = "", value_parser = parse_states)]
    state: Option<Names>,
    /// Prints types too; with names, such as classic,consumer: only groups of these types
    #[arg(long = "type", value_name = "TYPES", num_args = 0..=1, default_missing_value = "", value_parser = parse_types)]
    types: Option<Names>,
}

/// Names of a list, spelled as Kafka does.
#[derive(Clone, Debug, Default)]
struct Names(Vec<String>);

impl ListArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        let names = |names: &Option<Names>| names.clone().unwrap_or_default().0;
        let filter = GroupFilter {
            states: names(&self.state),
            types: names(&self.types).iter().map(|name| name.to_lowercase()).collect(),
        };
        let groups: Vec<GroupListing> =
            admin.list_groups(&filter)?.into_iter().filter(is_of_consumers).collect();
        if self.state.is_none() && self.types.is_none() {
            for group in &groups {
                writeln!(out, "{}", group.group_id)?;
            }
            return Ok(());
        }
        let wide = width(15, groups.iter().map(|group| group.group_id.as_str())) + 10;
        self.print_row(out, wide, "GROUP", "TYPE", "STATE")?;
        for group in &groups {
            let state = if group.state.is_empty() { "Unknown" } else { &group.state };
            self.print_row(out, wide, &group.group_id, type_name(&group.group_type), state)?;
        }
        Ok(())
    }

    fn print_row(
        &self,
        out: &mut impl Write,
        wide: usize,
        group: &str,
        type_name: &str,
        state: &str,
    ) -> std::io::Result<()> {
        write!(out, "{group:wide$}")?;
        if self.types.is_some() {
            write!(out, " {type_name:20}")?;
        }
        if self.state.is_some() {
            write!(out, " {state:20}")?;
        }
        writeln!(out)
    }
}

/// Groups of Connect workers and the like are not what these commands are for.
pub(super) fn is_of_consumers(group: &GroupListing) -> bool {
    let type_name = group.group_type.to_lowercase();
    matches!(group.protocol_type.as_str(), "" | "consumer")
        && matches!(type_name.as_str(), "" | "classic" | "consumer")
}

fn type_name(name: &str) -> &str {
    TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or("Unknown")
}

fn parse_states(text: &str) -> Result<Names, String> {
    parse_names(text, &STATES)
        .ok_or_else(|| format!("Invalid state list '{text}'. Valid states are: {}", STATES.join(", ")))
}

fn parse_types(text: &str) -> Result<Names, String> {
    parse_names(text, &TYPES)
        .ok_or_else(|| format!("Invalid types list '{text}'. Valid types are: {}", TYPES.join(", ")))
}

fn parse_names(text: &str, known: &[&str]) -> Option<Names> {
    if text.is_empty() {
        return Some(Names::default());
    }
    let named = text.split(',').map(|name| {
        known.iter().find(|known| known.eq_ignore_ascii_case(name.trim())).map(|known| (*known).to_owned())
    });
    named.collect::<Option<Vec<String>>>().map(Names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_kafka_does() {
        let names = parse_states("stable, preparingrebalance").expect("both are states");
        assert_eq!(names.0, ["Stable", "PreparingRebalance"]);
        assert!(parse_states("").is_ok_and(|names| names.0.is_empty()));
        assert_eq!(
            parse_types("share").expect_err("not of consumers"),
            "Invalid types list 'share'. Valid types are: Classic, Consumer"
        );
        assert!(parse_states("stable,").is_err());
    }
}
