//! The `ringlog` command.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use broker::cli;
use broker::serve::{self, ServeArguments};
use clap::{Parser, Subcommand};

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// A distributed log that speaks Apache Kafka's protocol.
#[derive(Debug, Parser)]
#[command(name = "ringlog", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: RinglogCommand,
}

#[derive(Debug, Subcommand)]
enum RinglogCommand {
    /// Runs a broker.
    Serve(ServeArguments),
    #[command(flatten)]
    Client(cli::Command),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        RinglogCommand::Serve(arguments) => serve::run(&arguments),
        RinglogCommand::Client(command) => cli::run(&command),
    }
}
