//! `groups describe --members`.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use client::{GroupDescription, MemberDescription, TopicPartition};

use super::{or_missing, print_state, width};

/// The members of each group, in the coordinator's order.
pub(super) fn print(groups: &[GroupDescription], verbose: bool, out: &mut impl Write) -> Result<()> {
    for group in groups {
        print_state(out, &group.group_id, &group.state)?;
        print_group(group, verbose, out)?;
    }
    Ok(())
}

/// A member's cells; `instance_id` and `upgraded` are columns only where somebody has one.
struct Cells<'a> {
    group: &'a str,
    consumer_id: &'a str,
    instance_id: &'a str,
    host: &'a str,
    client_id: &'a str,
    partitions: String,
    current_epoch: String,
    current_assignment: String,
    target_epoch: String,
    target_assignment: String,
    upgraded: String,
}

/// Which columns there are, and how wide the variable ones.
struct Layout {
    group: usize,
    consumer_id: usize,
    instance_id: Option<usize>,
    host: usize,
    client_id: usize,
    current_assignment: usize,
    target_assignment: usize,
    verbose: bool,
    upgraded: bool,
}

fn print_group(group: &GroupDescription, verbose: bool, out: &mut impl Write) -> std::io::Result<()> {
    let rows: Vec<Cells<'_>> = group.members.iter().map(|member| cells(group, member)).collect();
    let layout = Layout::of(group, &rows, verbose);
    let header = Cells {
        group: "GROUP",
        consumer_id: "CONSUMER-ID",
        instance_id: "GROUP-INSTANCE-ID",
        host: "HOST",
        client_id: "CLIENT-ID",
        partitions: "#PARTITIONS".to_owned(),
        current_epoch: "CURRENT-EPOCH".to_owned(),
        current_assignment: "CURRENT-ASSIGNMENT".to_owned(),
        target_epoch: "TARGET-EPOCH".to_owned(),
        target_assignment: "TARGET-ASSIGNMENT".to_owned(),
        upgraded: "UPGRADED".to_owned(),
    };
    writeln!(out)?;
    layout.print(&header, out)?;
    rows.iter().try_for_each(|row| layout.print(row, out))
}

fn cells<'a>(group: &'a GroupDescription, member: &'a MemberDescription) -> Cells<'a> {
    Cells {
        group: &group.group_id,
        consumer_id: &member.member_id,
        instance_id: member.instance_id.as_deref().unwrap_or(""),
        host: &member.host,
        client_id: &member.client_id,
        partitions: member.assignment.len().to_string(),
        current_epoch: or_missing(member.epoch),
        current_assignment: assignment(&member.assignment),
        target_epoch: or_missing(group.epochs.map(|(_, target)| target)),
        target_assignment: assignment(member.target_assignment.as_deref().unwrap_or_default()),
        upgraded: or_missing(member.is_upgraded),
    }
}

impl Layout {
    fn of(group: &GroupDescription, rows: &[Cells<'_>], verbose: bool) -> Self {
        let has_instances = rows.iter().any(|row| !row.instance_id.is_empty());
        let some_are = |upgraded| group.members.iter().any(|member| member.is_upgraded == Some(upgraded));
        Self {
            group: width(15, [group.group_id.as_str()].into_iter()),
            consumer_id: width(15, rows.iter().map(|row| row.consumer_id)),
            instance_id: has_instances.then(|| width(17, rows.iter().map(|row| row.instance_id))),
            host: width(15, rows.iter().map(|row| row.host)),
            client_id: width(15, rows.iter().map(|row| row.client_id)),
            current_assignment: width(20, rows.iter().map(|row| row.current_assignment.as_str())),
            target_assignment: width(20, rows.iter().map(|row| row.target_assignment.as_str())),
            verbose,
            upgraded: some_are(true) && some_are(false),
        }
    }

    fn print(&self, row: &Cells<'_>, out: &mut impl Write) -> std::io::Result<()> {
        let Self { group, consumer_id, host, client_id, current_assignment, target_assignment, .. } = *self;
        write!(out, "{:group$} {:consumer_id$} ", row.group, row.consumer_id)?;
        if let Some(instance_id) = self.instance_id {
            write!(out, "{:instance_id$} ", row.instance_id)?;
        }
        write!(out, "{:host$} {:client_id$} {:15} ", row.host, row.client_id, row.partitions)?;
        if self.verbose {
            write!(out, "{:15} {:current_assignment$} ", row.current_epoch, row.current_assignment)?;
            write!(out, "{:15} {:target_assignment$}", row.target_epoch, row.target_assignment)?;
            if self.upgraded {
                write!(out, " {}", row.upgraded)?;
            }
        }
        writeln!(out)
    }
}

/// `orders:0,2;payments:1`, as Kafka writes it.
fn assignment(partitions: &[TopicPartition]) -> String {
    let mut by_topic: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in partitions {
        by_topic.entry(topic).or_default().push(*partition);
    }
    let topics = by_topic.into_iter().map(|(topic, mut partitions)| {
        partitions.sort_unstable();
        let numbers: Vec<String> = partitions.iter().map(i32::to_string).collect();
        format!("{topic}:{}", numbers.join(","))
    });
    let topics: Vec<String> = topics.collect();
    if topics.is_empty() { "-".to_owned() } else { topics.join(";") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use client::GroupType;

    fn group(members: Vec<MemberDescription>) -> GroupDescription {
        GroupDescription {
            group_id: "g2".to_owned(),
            group_type: GroupType::Classic,
            state: "Stable".to_owned(),
            assignor: "range".to_owned(),
            epochs: None,
            coordinator: 1,
            members,
        }
    }

    fn printed(group: &GroupDescription, verbose: bool) -> String {
        let mut printed = Vec::new();
        print_group(group, verbose, &mut printed).expect("a Vec takes everything");
        String::from_utf8(printed).expect("text")
    }

    /// What kafka-consumer-groups.sh of Kafka 4.3 printed for such groups.
    #[test]
    fn tables_are_kafkas() {
        let empty = "\nGROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     \n";
        assert_eq!(printed(&group(Vec::new()), false), empty);
        let member = MemberDescription {
            member_id: "console-consumer-fd248973-5b13-4699-9a9f-a4ea1b66d258".to_owned(),
            host: "/127.0.0.1".to_owned(),
            client_id: "console-consumer".to_owned(),
            assignment: [2, 0, 1].map(|partition| ("alpha".into(), partition)).to_vec(),
            ..MemberDescription::default()
        };
        assert_eq!(
            printed(&group(vec![member]), true),
            "\nGROUP           CONSUMER-ID                                           HOST            CLIENT-ID        \
             #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   \n\
             g2              console-consumer-fd248973-5b13-4699-9a9f-a4ea1b66d258 /127.0.0.1      console-consumer 3     \
             \x20         -               alpha:0,1,2          -               -                   \n"
        );
    }

    #[test]
    fn some_columns_are_there_when_somebody_fills_them() {
        let member = |instance_id: &str, is_upgraded| MemberDescription {
            member_id: "m".to_owned(),
            instance_id: Some(instance_id.to_owned()),
            is_upgraded: Some(is_upgraded),
            ..MemberDescription::default()
        };
        let text = printed(&group(vec![member("one", true), member("two", false)]), true);
        let header = text.lines().nth(1).expect("a header");
        assert!(header.contains("CONSUMER-ID     GROUP-INSTANCE-ID HOST"), "{header}");
        assert!(header.ends_with("TARGET-ASSIGNMENT    UPGRADED"), "{header}");
        assert!(text.lines().nth(2).is_some_and(|row| row.ends_with(" true")), "{text}");
    }
}
