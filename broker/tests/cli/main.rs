//! The command line against a broker: what each subcommand prints, and how it fails.

mod benching;
mod dumping;
mod groups;
mod harness;
mod library;
mod membership;
mod records;
mod topics;
