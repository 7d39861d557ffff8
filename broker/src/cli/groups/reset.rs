//! `groups reset-offsets`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{ArgGroup, Args};
use client::{Admin, CommittedOffset, Error, IsolationLevel, OffsetSpec, TopicPartition};
use io::PollIo;
use protocol::ErrorCode;

use super::instant::{parse_datetime, parse_duration};
use super::plan::{self, Offsets};
use super::words::{message, with_exception};
use super::{Scope, failed, parse_topic, print_error, shown, width};
use crate::cli::connect::Cluster;
use crate::cli::output::Told;

/// Arguments of `groups reset-offsets`.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("scenario").required(true).args([
    "to_earliest", "to_latest", "to_current", "to_offset", "shift_by", "to_datetime", "by_duration", "from_file",
])))]
pub struct ResetArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    #[command(flatten)]
    scope: Scope,
    /// A topic, or some of its partitions as orders:0,1 (may be repeated)
    #[arg(long, value_name = "TOPIC[:PARTITIONS]", value_parser = parse_topic, conflicts_with_all = ["all_topics", "from_file"])]
    topic: Vec<(String, Vec<i32>)>,
    /// All partitions that the group has offsets of
    #[arg(long, conflicts_with = "from_file")]
    all_topics: bool,
    /// To the first record that there is
    #[arg(long)]
    to_earliest: bool,
    /// To the end
    #[arg(long)]
    to_latest: bool,
    /// To where the group is, and to the end where it is nowhere: with --export, to keep it
    #[arg(long)]
    to_current: bool,
    /// To this offset
    #[arg(long, value_name = "OFFSET", allow_negative_numbers = true)]
    to_offset: Option<i64>,
    /// By so many records on, or back if negative
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    shift_by: Option<i64>,
    /// To the first record since then: YYYY-MM-DDTHH:mm:SS.sss, UTC unless a zone such as +02:00 follows
    #[arg(long, value_name = "DATETIME", value_parser = parse_datetime)]
    to_datetime: Option<i64>,
    /// To the first record since so long ago, such as PT1H30M or P2D
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    by_duration: Option<i64>,
    /// To the offsets of a file of lines topic,partition,offset (or group,topic,partition,offset)
    #[arg(long, value_name = "FILE")]
    from_file: Option<PathBuf>,
    /// Only says what would be done (the default)
    #[arg(long, conflicts_with = "execute")]
    dry_run: bool,
    /// Does it
    #[arg(long)]
    execute: bool,
    /// Prints the new offsets as lines for --from-file
    #[arg(long)]
    export: bool,
}

impl ResetArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        if !self.dry_run && !self.execute {
            eprintln!(
                "WARN: No action will be performed as the --execute option is missing. You should add the --dry-run \
                 option explicitly if you are scripting this command."
            );
        }
        if self.topic.is_empty() && !self.all_topics && self.from_file.is_none() {
            bail!("One of the reset scopes should be defined: --all-topics, --topic.");
        }
        let plans = self.read_plans()?;
        let mut done = BTreeMap::new();
        let mut is_complete = true;
        for group in self.scope.ids(admin)? {
            let offsets = match self.may_reset(admin, &group, out)? {
                true => self.reset(admin, &group, plans.as_ref(), out),
                false => Err(Told.into()),
            };
            match offsets {
                Ok(offsets) => done.insert(group, offsets),
                // The others have their turn all the same.
                Err(error) if error.is::<Told>() => {
                    is_complete = false;
                    done.insert(group, Offsets::new())
                }
                Err(error) => match error.downcast::<Error>() {
                    Ok(error) => return failed(out, error, message),
                    Err(error) => return Err(error),
                },
            };
        }
        match self.export {
            true => writeln!(out, "{}", plan::to_csv(&done, self.scope.group.len() != 1))?,
            false => print(&done, out)?,
        }
        if is_complete { Ok(()) } else { Err(Told.into()) }
    }

    #[expect(clippy::disallowed_methods, reason = "a file that the user names")]
    fn read_plans(&self) -> Result<Option<BTreeMap<String, Offsets>>> {
        let Some(path) = &self.from_file else { return Ok(None) };
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let only_group = match self.scope.group.as_slice() {
            [group] => Some(group.as_str()),
            _ => None,
        };
        Ok(Some(plan::from_csv(&text, only_group)?))
    }

    /// Whether nobody reads for the group at the moment; else it is told.
    fn may_reset(&self, admin: &mut Admin<PollIo>, group: &str, out: &mut impl Write) -> Result<bool> {
        let described = admin.describe_groups(&[group.to_owned()])?.into_iter().next();
        let state = match described {
            Some((_, Ok(group))) => group.state,
            // It comes to be by its first offsets.
            Some((_, Err(error))) if error.code() == Some(ErrorCode::GroupIdNotFound) => return Ok(true),
            Some((_, Err(error))) => return failed(out, error, with_exception),
            None => return Ok(true),
        };
        if matches!(state.as_str(), "Empty" | "Dead") {
            return Ok(true);
        }
        let told = format!(
            "Assignments can only be reset if the group '{group}' is inactive, but the current state is {state}."
        );
        print_error(out, &told)?;
        Ok(false)
    }

    /// The new offsets of a group, set if that is wanted.
    fn reset(
        &self,
        admin: &mut Admin<PollIo>,
        group: &str,
        plans: Option<&BTreeMap<String, Offsets>>,
        out: &mut impl Write,
    ) -> Result<Offsets> {
        let offsets = match plans {
            Some(plans) => match plans.get(group) {
                Some(wanted) => {
                    check_exist(admin, wanted.keys())?;
                    within_log(admin, wanted)?
                }
                None => {
                    print_error(out, &format!("No reset plan for group {group} found."))?;
                    return Err(Told.into());
                }
            },
            None => {
                let partitions = self.partitions(admin, group)?;
                self.new_offsets(admin, group, &partitions, out)?
            }
        };
        if self.execute && !offsets.is_empty() {
            let altered: Vec<(TopicPartition, CommittedOffset)> =
                offsets.iter().map(|(key, offset)| (key.clone(), CommittedOffset::at(*offset))).collect();
            let results = admin.alter_group_offsets(group, &altered)?;
            results.into_iter().try_for_each(|(_, result)| result)?;
        }
        Ok(offsets)
    }

    fn partitions(&self, admin: &mut Admin<PollIo>, group: &str) -> Result<BTreeSet<TopicPartition>> {
        if self.all_topics {
            return match admin.group_offsets(group) {
                Ok(offsets) => Ok(offsets.into_iter().map(|(partition, _)| partition).collect()),
                Err(error) if error.code() == Some(ErrorCode::GroupIdNotFound) => Ok(BTreeSet::new()),
                Err(error) => Err(error.into()),
            };
        }
        let partitions = resolve(admin, &self.topic)?;
        check_exist(admin, partitions.iter())?;
        Ok(partitions)
    }

    fn new_offsets(
        &self,
        admin: &mut Admin<PollIo>,
        group: &str,
        partitions: &BTreeSet<TopicPartition>,
        out: &mut impl Write,
    ) -> Result<Offsets> {
        if self.to_earliest {
            return log_offsets(admin, partitions, OffsetSpec::Earliest);
        }
        if self.to_latest {
            return log_offsets(admin, partitions, OffsetSpec::Latest);
        }
        if let Some(offset) = self.to_offset {
            return within_log(admin, &partitions.iter().map(|key| (key.clone(), offset)).collect());
        }
        if let Some(time) = self.to_datetime {
            return since(admin, partitions, time, out);
        }
        if let Some(duration) = self.by_duration {
            let time = admin.client_mut().wall_clock_ms() - duration;
            return since(admin, partitions, time, out);
        }
        let current: Offsets =
            admin.group_offsets(group)?.into_iter().map(|(key, at)| (key, at.offset)).collect();
        match self.shift_by {
            Some(shift_by) => shifted(admin, partitions, &current, shift_by),
            None => self.current(admin, partitions, current),
        }
    }

    /// Where the group is; the end where it is nowhere.
    fn current(
        &self,
        admin: &mut Admin<PollIo>,
        partitions: &BTreeSet<TopicPartition>,
        mut current: Offsets,
    ) -> Result<Offsets> {
        current.retain(|partition, _| partitions.contains(partition));
        let missing = partitions.iter().filter(|partition| !current.contains_key(*partition));
        let missing: BTreeSet<TopicPartition> = missing.cloned().collect();
        current.extend(log_offsets(admin, &missing, OffsetSpec::Latest)?);
        Ok(current)
    }
}

/// The partitions that topics with or without numbers name.
pub(super) fn resolve(
    admin: &mut Admin<PollIo>,
    topics: &[(String, Vec<i32>)],
) -> Result<BTreeSet<TopicPartition>, Error> {
    let known = admin.list_topics()?;
    let mut partitions = BTreeSet::new();
    for (name, numbers) in topics {
        let topic = known.iter().find(|known| known.name == *name);
        match (numbers.is_empty(), topic) {
            (false, _) => partitions.extend(numbers.iter().map(|number| (name.as_str().into(), *number))),
            (true, Some(topic)) => {
                let all = topic.partitions.iter();
                partitions.extend(all.map(|partition| (name.as_str().into(), partition.index)));
            }
            (true, None) => return Err(Error::broker(ErrorCode::UnknownTopicOrPartition)),
        }
    }
    Ok(partitions)
}

fn check_exist<'a>(
    admin: &mut Admin<PollIo>,
    partitions: impl Iterator<Item = &'a TopicPartition>,
) -> Result<(), Error> {
    let topics = admin.list_topics()?;
    let find = |name: &str| topics.iter().find(|topic| topic.name == name);
    let mut missing = Vec::new();
    for key in partitions {
        match find(&key.0) {
            Some(topic) if topic.partition(key.1).is_some() => {}
            Some(_) => missing.push(shown(key)),
            None => return Err(Error::broker(ErrorCode::UnknownTopicOrPartition)),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let message = Some(format!("The partitions \"{}\" do not exist", missing.join(",")));
    Err(Error::Broker { code: ErrorCode::UnknownTopicOrPartition, message })
}

/// One offset of each partition; the end where there is no such.
fn log_offsets(
    admin: &mut Admin<PollIo>,
    partitions: &BTreeSet<TopicPartition>,
    spec: OffsetSpec,
) -> Result<Offsets> {
    let mut offsets = Offsets::new();
    if partitions.is_empty() {
        return Ok(offsets);
    }
    let asked = partitions.iter().map(|partition| (partition.clone(), spec));
    for (partition, info) in admin.list_offsets(asked, IsolationLevel::ReadUncommitted)? {
        if let Some(offset) = info?.offset {
            offsets.insert(partition, offset);
        }
    }
    Ok(offsets)
}

/// The first records since a time; the end, with a word about it, where there is none.
fn since(
    admin: &mut Admin<PollIo>,
    partitions: &BTreeSet<TopicPartition>,
    time: i64,
    out: &mut impl Write,
) -> Result<Offsets> {
    // A time before 1970 would be a code of the protocol.
    let mut offsets = log_offsets(admin, partitions, OffsetSpec::Timestamp(time.max(0)))?;
    let later: BTreeSet<TopicPartition> =
        partitions.iter().filter(|partition| !offsets.contains_key(*partition)).cloned().collect();
    for (topic, partition) in &later {
        writeln!(
            out,
            "\nWarn: Partition {partition} from topic {topic} is empty. Falling back to latest known offset."
        )?;
    }
    offsets.extend(log_offsets(admin, &later, OffsetSpec::Latest)?);
    Ok(offsets)
}

fn shifted(
    admin: &mut Admin<PollIo>,
    partitions: &BTreeSet<TopicPartition>,
    current: &Offsets,
    shift_by: i64,
) -> Result<Offsets> {
    let mut wanted = Offsets::new();
    for partition in partitions {
        let Some(offset) = current.get(partition) else {
            bail!(
                "Cannot shift offset for partition {} since there is no current committed offset",
                shown(partition)
            );
        };
        wanted.insert(partition.clone(), offset.saturating_add(shift_by));
    }
    within_log(admin, &wanted)
}

/// No further than the log reaches at either end.
fn within_log(admin: &mut Admin<PollIo>, wanted: &Offsets) -> Result<Offsets> {
    let partitions: BTreeSet<TopicPartition> = wanted.keys().cloned().collect();
    let starts = log_offsets(admin, &partitions, OffsetSpec::Earliest)?;
    let ends = log_offsets(admin, &partitions, OffsetSpec::Latest)?;
    let mut offsets = Offsets::new();
    for (key, offset) in wanted {
        let bounded = match (starts.get(key), ends.get(key)) {
            (_, Some(end)) if offset > end => {
                warn(*offset, "higher than latest", key, *end);
                *end
            }
            (Some(start), _) if offset < start => {
                warn(*offset, "lower than earliest", key, *start);
                *start
            }
            _ => *offset,
        };
        offsets.insert(key.clone(), bounded);
    }
    Ok(offsets)
}

fn warn(offset: i64, what: &str, key: &TopicPartition, bound: i64) {
    eprintln!(
        "WARN New offset ({offset}) is {what} offset for topic partition {}. Value will be set to {bound}",
        shown(key)
    );
}

fn print(plans: &BTreeMap<String, Offsets>, out: &mut impl Write) -> std::io::Result<()> {
    let group_wide = width(15, plans.keys().map(String::as_str));
    let topic_wide = width(15, plans.values().flat_map(Offsets::keys).map(|(topic, _)| &**topic));
    if !plans.is_empty() {
        write!(out, "\n{:group_wide$} {:topic_wide$} {:10} NEW-OFFSET", "GROUP", "TOPIC", "PARTITION")?;
    }
    for (group, offsets) in plans {
        for ((topic, partition), offset) in offsets {
            write!(out, "\n{group:group_wide$} {topic:topic_wide$} {partition:<10} {offset}")?;
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What kafka-consumer-groups.sh of Kafka 4.3 printed.
    #[test]
    fn tables_are_kafkas() {
        let offsets = Offsets::from([(("alpha".into(), 0), 0), (("alpha".into(), 1), 30)]);
        let printed = |plans| {
            let mut printed = Vec::new();
            print(&plans, &mut printed).expect("a Vec takes everything");
            String::from_utf8(printed).expect("text")
        };
        assert_eq!(
            printed(BTreeMap::from([("g1".to_owned(), offsets)])),
            "\nGROUP           TOPIC           PARTITION  NEW-OFFSET\
             \ng1              alpha           0          0\
             \ng1              alpha           1          30\n"
        );
        assert_eq!(
            printed(BTreeMap::from([("g1".to_owned(), Offsets::new())])),
            "\nGROUP           TOPIC           PARTITION  NEW-OFFSET\n"
        );
        assert_eq!(printed(BTreeMap::new()), "\n");
    }
}
