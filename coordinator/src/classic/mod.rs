//! Classic groups: members agree on an assignor among themselves, one of them assigns (JoinGroup, SyncGroup).

mod conversion;
mod describe;
mod expiry;
mod group;
mod heartbeat;
mod invariants;
pub(crate) mod join;
mod leave;
mod member;
mod member_id;
mod members;
mod offsets;
mod rebalance;
mod state;
pub(crate) mod sync;
mod timers;

use std::time::Duration;

pub(crate) use group::ClassicGroup;
pub(crate) use join::Joining;
pub(crate) use member::ClassicMember;
pub(crate) use state::ClassicState;

/// A new member does not know its id and cannot heartbeat while it waits; if its client has gone it would stay in the
/// rebalance for ever. After this long it is expected to have asked again.
const NEW_MEMBER_JOIN_TIMEOUT: Duration = Duration::from_secs(300);
