//! The command line against a broker: what each subcommand prints, and how it fails.

mod benching;
mod dumping;
mod harness;
mod library;
mod records;
mod topics;
