//! The command line against a broker: what each subcommand prints, and how it fails.

mod benching;
mod dumping;
#[path = "../../../client/tests/scripted/fake_broker.rs"]
#[allow(dead_code, reason = "what only the client's own tests need")]
mod fake_broker;
mod generator;
mod groups;
mod harness;
mod library;
mod membership;
mod records;
mod topics;
