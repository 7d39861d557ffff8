//! `groups describe`: where groups are, partition by partition.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;
use clap::Args;
use client::{
    Admin, CommittedOffset, GroupDescription, IsolationLevel, MemberDescription, OffsetSpec, TopicPartition,
};
use io::PollIo;

use super::words::with_exception;
use super::{Scope, failed, members, or_missing, print_state, states, width};
use crate::cli::connect::Cluster;

/// Arguments of `groups describe`.
#[derive(Args, Debug)]
pub struct DescribeArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    #[command(flatten)]
    scope: Scope,
    /// Offset and lag of each partition, and who reads it (the default)
    #[arg(long, conflicts_with_all = ["members", "state"])]
    offsets: bool,
    /// The members, and how many partitions each has
    #[arg(long, conflicts_with = "state")]
    members: bool,
    /// The state, the coordinator, how partitions are shared out, and how many members there are
    #[arg(long)]
    state: bool,
    /// More columns: leader epochs, assignments, epochs
    #[arg(long)]
    verbose: bool,
}

/// Arguments of `groups offsets`.
#[derive(Args, Debug)]
pub struct OffsetsArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    #[command(flatten)]
    scope: Scope,
    /// Leader epochs too
    #[arg(long)]
    verbose: bool,
}

impl DescribeArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        let groups = described(admin, &self.scope, out)?;
        if self.members {
            return members::print(&groups, self.verbose, out);
        }
        if self.state {
            return states::print(admin, &groups, self.verbose, out);
        }
        print(admin, &groups, self.verbose, out)
    }
}

impl OffsetsArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        let groups = described(admin, &self.scope, out)?;
        print(admin, &groups, self.verbose, out)
    }
}

/// The groups, by id. One that is not there ends the command, as in Kafka's tool.
fn described(
    admin: &mut Admin<PollIo>,
    scope: &Scope,
    out: &mut impl Write,
) -> Result<Vec<GroupDescription>> {
    let ids = scope.ids(admin)?;
    let mut groups = Vec::new();
    for (_, result) in admin.describe_groups(&ids)? {
        match result {
            Ok(group) => groups.push(group),
            Err(error) => return failed(out, error, with_exception),
        }
    }
    Ok(groups)
}

/// A partition that the group has, or has committed an offset of.
struct Row {
    topic: String,
    partition: String,
    leader_epoch: String,
    current_offset: String,
    log_end_offset: String,
    lag: String,
    consumer_id: String,
    host: String,
    client_id: String,
}

fn print(
    admin: &mut Admin<PollIo>,
    groups: &[GroupDescription],
    verbose: bool,
    out: &mut impl Write,
) -> Result<()> {
    for group in groups {
        let rows = rows(admin, group)?;
        print_state(out, &group.group_id, &group.state)?;
        if group.state != "Dead" && !rows.is_empty() {
            print_rows(&group.group_id, &rows, verbose, out)?;
        }
    }
    Ok(())
}

/// Member by member, those with most partitions first; then what nobody reads.
fn rows(admin: &mut Admin<PollIo>, group: &GroupDescription) -> Result<Vec<Row>> {
    let committed: BTreeMap<TopicPartition, CommittedOffset> =
        admin.group_offsets(&group.group_id)?.into_iter().collect();
    let mut members: Vec<&MemberDescription> =
        group.members.iter().filter(|member| !member.assignment.is_empty()).collect();
    members.sort_by_key(|member| std::cmp::Reverse(member.assignment.len()));
    let assigned: BTreeSet<&TopicPartition> = members.iter().flat_map(|member| &member.assignment).collect();
    let all: BTreeSet<TopicPartition> =
        committed.keys().cloned().chain(assigned.iter().map(|partition| (*partition).clone())).collect();
    let ends = log_end_offsets(admin, all)?;
    let row = |partition: &TopicPartition, member: Option<&MemberDescription>| {
        row(partition, member, committed.get(partition), ends.get(partition).copied())
    };
    let mut rows = Vec::new();
    for member in members {
        let partitions: BTreeSet<&TopicPartition> = member.assignment.iter().collect();
        rows.extend(partitions.into_iter().map(|partition| row(partition, Some(member))));
    }
    let unread = committed.keys().filter(|partition| !assigned.contains(partition));
    rows.extend(unread.map(|partition| row(partition, None)));
    Ok(rows)
}

fn row(
    (topic, partition): &TopicPartition,
    member: Option<&MemberDescription>,
    committed: Option<&CommittedOffset>,
    log_end_offset: Option<i64>,
) -> Row {
    let offset = committed.map(|committed| committed.offset);
    let of_member = |text: fn(&MemberDescription) -> &String| or_missing(member.map(text));
    Row {
        topic: topic.to_string(),
        partition: partition.to_string(),
        leader_epoch: or_missing(committed.and_then(|committed| committed.leader_epoch)),
        current_offset: or_missing(offset),
        log_end_offset: or_missing(log_end_offset),
        lag: or_missing(offset.zip(log_end_offset).map(|(offset, end)| end - offset)),
        consumer_id: of_member(|member| &member.member_id),
        host: of_member(|member| &member.host),
        client_id: of_member(|member| &member.client_id),
    }
}

/// Of the partitions that still are and can be asked.
fn log_end_offsets(
    admin: &mut Admin<PollIo>,
    partitions: BTreeSet<TopicPartition>,
) -> Result<BTreeMap<TopicPartition, i64>> {
    if partitions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked = partitions.into_iter().map(|partition| (partition, OffsetSpec::Latest));
    let found = admin.list_offsets(asked, IsolationLevel::ReadUncommitted)?.into_iter();
    Ok(found.filter_map(|(partition, info)| Some((partition, info.ok()?.offset?))).collect())
}

fn print_rows(group: &str, rows: &[Row], verbose: bool, out: &mut impl Write) -> std::io::Result<()> {
    let columns = [
        width(15, [group].into_iter()),
        width(15, rows.iter().map(|row| row.topic.as_str())),
        width(15, rows.iter().map(|row| row.consumer_id.as_str())),
        width(15, rows.iter().map(|row| row.host.as_str())),
    ];
    let header = Row {
        topic: "TOPIC".to_owned(),
        partition: "PARTITION".to_owned(),
        leader_epoch: "LEADER-EPOCH".to_owned(),
        current_offset: "CURRENT-OFFSET".to_owned(),
        log_end_offset: "LOG-END-OFFSET".to_owned(),
        lag: "LAG".to_owned(),
        consumer_id: "CONSUMER-ID".to_owned(),
        host: "HOST".to_owned(),
        client_id: "CLIENT-ID".to_owned(),
    };
    header.print("GROUP", columns, verbose, out)?;
    for row in rows {
        row.print(group, columns, verbose, out)?;
    }
    writeln!(out)
}

impl Row {
    fn print(
        &self,
        group: &str,
        [group_wide, topic_wide, consumer_wide, host_wide]: [usize; 4],
        verbose: bool,
        out: &mut impl Write,
    ) -> std::io::Result<()> {
        let Row {
            topic, partition, current_offset, log_end_offset, lag, consumer_id, host, client_id, ..
        } = self;
        write!(out, "\n{group:group_wide$} {topic:topic_wide$} {partition:10} ")?;
        if verbose {
            write!(out, "{:15} ", self.leader_epoch)?;
        }
        write!(
            out,
            "{current_offset:15} {log_end_offset:15} {lag:15} {consumer_id:consumer_wide$} {host:host_wide$} {client_id}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What kafka-consumer-groups.sh of Kafka 4.3 printed for such a group.
    #[test]
    fn rows_are_kafkas() {
        let member = MemberDescription {
            member_id: "console-consumer-fd248973-5b13-4699-9a9f-a4ea1b66d258".to_owned(),
            host: "/127.0.0.1".to_owned(),
            client_id: "console-consumer".to_owned(),
            ..MemberDescription::default()
        };
        let committed = CommittedOffset::at(20);
        let rows = [
            row(&("alpha".into(), 1), Some(&member), Some(&committed), Some(30)),
            row(&("beta".into(), 0), None, Some(&committed), None),
        ];
        let mut printed = Vec::new();
        print_rows("g2", &rows, false, &mut printed).expect("a Vec takes everything");
        let lines = [
            "",
            "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                           HOST            CLIENT-ID",
            "g2              alpha           1          20              30              10              console-consumer-fd248973-5b13-4699-9a9f-a4ea1b66d258 /127.0.0.1      console-consumer",
            "g2              beta            0          20              -               -               -                                                     -               -",
            "",
        ];
        assert_eq!(String::from_utf8(printed).expect("text"), lines.join("\n"));
        let mut printed = Vec::new();
        print_rows("g2", &rows[1..], true, &mut printed).expect("a Vec takes everything");
        let lines = [
            "",
            "GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID",
            "g2              beta            0          -               20              -               -               -               -               -",
            "",
        ];
        assert_eq!(String::from_utf8(printed).expect("text"), lines.join("\n"));
    }
}
