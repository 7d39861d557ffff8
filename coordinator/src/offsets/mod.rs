//! Committed offsets of groups of both kinds.

mod commit;
mod committed;
mod delete;
mod expiry;
mod fetch;
mod pending;
mod store;

pub(crate) use commit::refused as commit_refused;
pub(crate) use expiry::ExpiryRule;
pub(crate) use store::OffsetStore;
