//! `groups delete` and `groups delete-offsets`.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use clap::Args;
use client::{Admin, Error, TopicPartition};
use io::PollIo;
use protocol::ErrorCode;

use super::reset::resolve;
use super::words::{message, with_exception};
use super::{Scope, parse_topic, print_error, width};
use crate::cli::connect::Cluster;
use crate::cli::output::Told;

/// Arguments of `groups delete`.
#[derive(Args, Debug)]
pub struct DeleteArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    #[command(flatten)]
    scope: Scope,
}

/// Arguments of `groups delete-offsets`.
#[derive(Args, Debug)]
pub struct DeleteOffsetsArguments {
    #[command(flatten)]
    pub(super) cluster: Cluster,
    /// The group
    #[arg(long, value_name = "NAME")]
    group: String,
    /// A topic, or some of its partitions as orders:0,1 (may be repeated)
    #[arg(long, value_name = "TOPIC[:PARTITIONS]", required = true, value_parser = parse_topic)]
    topic: Vec<(String, Vec<i32>)>,
}

impl DeleteArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        let ids = self.scope.ids(admin)?;
        let (mut deleted, mut failed) = (Vec::new(), Vec::new());
        for (group, result) in admin.delete_groups(&ids)? {
            match result {
                Ok(()) => deleted.push(format!("'{group}'")),
                Err(error) => failed.push((group, error)),
            }
        }
        let deleted_list = deleted.join(", ");
        if failed.is_empty() {
            writeln!(out, "Deletion of requested consumer groups ({deleted_list}) was successful.")?;
            return Ok(());
        }
        print_error(out, "Deletion of some consumer groups failed:")?;
        for (group, error) in &failed {
            writeln!(out, "* Group '{group}' could not be deleted due to: {}", with_exception(error))?;
        }
        if !deleted.is_empty() {
            writeln!(out, "\nThese consumer groups were deleted successfully: {deleted_list}")?;
        }
        Err(Told.into())
    }
}

/// What became of each partition; a topic that is not there has the number -1.
type Results = BTreeMap<TopicPartition, Result<(), Error>>;

impl DeleteOffsetsArguments {
    pub(super) fn run(&self, admin: &mut Admin<PollIo>, out: &mut impl Write) -> Result<()> {
        let mut results = Results::new();
        let mut partitions = Vec::new();
        for topic in &self.topic {
            match resolve(admin, std::slice::from_ref(topic)) {
                Ok(found) => partitions.extend(found),
                Err(error) if error.code().is_some() => {
                    results.insert((topic.0.as_str().into(), -1), Err(error));
                }
                Err(error) => return Err(error.into()),
            }
        }
        let first_error = match admin.delete_group_offsets(&self.group, &partitions) {
            Ok(deleted) => {
                let error = deleted.iter().find_map(|(_, result)| result.as_ref().err().cloned());
                results.extend(deleted);
                error
            }
            Err(error) if error.code().is_some() => {
                let failed = partitions.into_iter().map(|partition| (partition, Err(error.clone())));
                results.extend(failed);
                Some(error)
            }
            Err(error) => return Err(error.into()),
        };
        self.print(first_error.as_ref(), &results, out)?;
        if results.values().all(Result::is_ok) { Ok(()) } else { Err(Told.into()) }
    }

    fn print(&self, error: Option<&Error>, results: &Results, out: &mut impl Write) -> std::io::Result<()> {
        match error.and_then(Error::code) {
            None => writeln!(out, "Request succeeded for deleting offsets from group {}.", self.group)?,
            Some(
                ErrorCode::GroupSubscribedToTopic
                | ErrorCode::TopicAuthorizationFailed
                | ErrorCode::UnknownTopicOrPartition,
            ) => print_error(out, "Encountered some partition-level error, see the follow-up details.")?,
            Some(
                ErrorCode::InvalidGroupId
                | ErrorCode::GroupIdNotFound
                | ErrorCode::GroupAuthorizationFailed
                | ErrorCode::NonEmptyGroup,
            ) => print_error(out, &message(error.expect("it has a code")))?,
            Some(code) => print_error(out, &format!("Encountered some unknown error: {code}"))?,
        }
        let wide = width(15, results.keys().map(|(topic, _)| &**topic));
        write!(out, "\n{:wide$} {:10} {:15}", "TOPIC", "PARTITION", "STATUS")?;
        let mut rows: Vec<_> = results.iter().collect();
        rows.sort_by_key(|((topic, partition), _)| format!("{topic}{partition}"));
        for ((topic, partition), result) in rows {
            let partition = if *partition < 0 { "-".to_owned() } else { partition.to_string() };
            let status = match result {
                Ok(()) => "Successful".to_owned(),
                Err(error) => format!("Error: {}", with_exception(error)),
            };
            write!(out, "\n{topic:wide$} {partition:10} {status:15}")?;
        }
        writeln!(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        arguments: DeleteOffsetsArguments,
    }

    /// What kafka-consumer-groups.sh of Kafka 4.3 printed.
    #[test]
    fn tables_are_kafkas() {
        let command = Command::parse_from(["", "--group", "g1", "--topic", "alpha:0", "--topic", "beta"]);
        let printed = |error: Option<&Error>, results: &Results| {
            let mut printed = Vec::new();
            command.arguments.print(error, results, &mut printed).expect("a Vec takes everything");
            String::from_utf8(printed).expect("text")
        };
        let deleted = Results::from([(("alpha".into(), 0), Ok(())), (("beta".into(), 0), Ok(()))]);
        assert_eq!(
            printed(None, &deleted),
            "Request succeeded for deleting offsets from group g1.\n\
             \nTOPIC           PARTITION  STATUS         \
             \nalpha           0          Successful     \
             \nbeta            0          Successful     \n"
        );
        let error = Error::broker(ErrorCode::GroupIdNotFound);
        let failed = Results::from([(("alpha".into(), 0), Err(error.clone()))]);
        assert_eq!(
            printed(Some(&error), &failed),
            "\nError: The group id does not exist.\n\
             \nTOPIC           PARTITION  STATUS         \
             \nalpha           0          Error: org.apache.kafka.common.errors.GroupIdNotFoundException: The group id \
             does not exist.\n"
        );
    }
}
