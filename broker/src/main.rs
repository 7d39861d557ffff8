//! The `ringlog` command.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use broker::cli;
use broker::serve::{self, ServeArguments};
use clap::{Parser, Subcommand};

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const FIRST_MINUTE: &str = "A first minute:
  ringlog serve                                 a broker on 127.0.0.1:9092, data in ./ringlog-data
  ringlog topics create --topic orders          in a second terminal
  echo hello | ringlog produce --topic orders
  ringlog consume --topic orders";

/// A distributed log that speaks Apache Kafka's protocol.
#[derive(Debug, Parser)]
#[command(name = "ringlog", version, after_help = FIRST_MINUTE)]
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
