//! The subcommands that are clients of a broker, or read its files.

mod bench;
mod connect;
mod consume;
mod dump_log;
mod groups;
mod input;
mod offsets;
mod output;
mod produce;
mod recover;
mod topics;

use std::process::ExitCode;

use clap::Subcommand;

/// What `ringlog` can do besides serving.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes, lists, describes, changes and deletes topics.
    #[command(subcommand, after_help = topics::EXAMPLES)]
    Topics(topics::TopicsCommand),
    /// Writes lines of the standard input (or of a file) to a topic, one record each.
    #[command(after_help = produce::EXAMPLES)]
    Produce(produce::ProduceArguments),
    /// Prints the records of a topic, one line each; ends at the end unless told to follow.
    #[command(after_help = consume::EXAMPLES)]
    Consume(consume::ConsumeArguments),
    /// Lists and describes groups with their lag, moves their offsets, deletes them.
    #[command(subcommand, after_help = groups::EXAMPLES)]
    Groups(groups::GroupsCommand),
    /// Prints offsets of partitions as topic:partition:offset.
    #[command(after_help = offsets::EXAMPLES)]
    Offsets(offsets::OffsetsArguments),
    /// Prints what log segments, indexes, snapshots and checkpoints hold; needs no broker.
    #[command(after_help = dump_log::EXAMPLES)]
    DumpLog(dump_log::DumpLogArguments),
    /// Puts folders in order after a crash, journals included, so that Apache Kafka can take them; needs no broker.
    #[command(after_help = recover::EXAMPLES)]
    Recover(recover::RecoverArguments),
    /// Measures a broker: closed loops of produce, consume, and one record end to end.
    #[command(subcommand, after_help = bench::EXAMPLES)]
    Bench(bench::BenchCommand),
}

/// Runs a subcommand. An error is one line on the standard error and exit status 1.
pub fn run(command: &Command) -> ExitCode {
    let result = match command {
        Command::Topics(command) => topics::run(command),
        Command::Produce(arguments) => produce::run(arguments),
        Command::Consume(arguments) => consume::run(arguments),
        Command::Groups(command) => groups::run(command),
        Command::Offsets(arguments) => offsets::run(arguments),
        Command::DumpLog(arguments) => dump_log::run(arguments),
        Command::Recover(arguments) => recover::run(arguments),
        Command::Bench(command) => bench::run(command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough (`| head`).
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<output::Told>() => ExitCode::FAILURE,
        // As clap answers arguments that cannot be.
        Err(error) if error.is::<::bench::WorkloadError>() => {
            eprintln!("ringlog: {error}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("ringlog: {error:#}");
            ExitCode::FAILURE
        }
    }
}
