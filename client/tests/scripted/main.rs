//! Clients against a broker whose answers are scripted: lost connections, silence, nonsense, every retry.

mod calls;
mod consuming;
mod exactly_once;
mod fake_broker;
mod grouping;
mod producing;
