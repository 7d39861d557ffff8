//! Tests of consumer groups.

mod arbitrary;
mod classic_client;
mod heartbeats;
mod migrating;
mod reconciling;
mod records;
mod simulation;
mod subscribing;
mod world;
