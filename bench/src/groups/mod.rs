//! What groups of consumers cost, and how fast they are.

mod commit_run;
mod first_record_run;
mod heartbeat_run;
mod offsets_run;
mod takeover_run;

use std::time::Duration;

use client::{Error, GroupConsumer, GroupError, GroupEvent};
use io::Io;

pub use commit_run::{CommitOptions, CommitRun};
pub use first_record_run::{FirstRecordOptions, FirstRecordRun};
pub use heartbeat_run::{HeartbeatOptions, HeartbeatRun};
pub use offsets_run::{OffsetsOptions, OffsetsRun};
pub use takeover_run::{TakeoverOptions, TakeoverRun};

/// Why a run ended early.
#[derive(Clone, Debug, thiserror::Error)]
pub enum GroupRunError {
    /// A member is none any more, or cannot read.
    #[error(transparent)]
    Member(#[from] GroupError),
    /// The broker refused something.
    #[error(transparent)]
    Refused(#[from] Error),
    /// What was waited for did not happen.
    #[error("{what} within {seconds} s")]
    Stalled {
        /// What did not happen.
        what: String,
        /// The wait.
        seconds: u64,
    },
    /// What the broker says is not what was written.
    #[error("{0}")]
    Unequal(String),
}

/// The pause of a loop over many members, each of which has an `Io` of its own: nobody waits for all of them at once.
const PAUSE: Duration = Duration::from_millis(1);

/// Lets each member do what is due and take what has come, without waiting; then waits for a moment. What happened goes to
/// `on_event`, with the member's place.
fn turn_all<I: Io>(
    members: &mut [GroupConsumer<I>],
    mut on_event: impl FnMut(usize, &mut GroupConsumer<I>, GroupEvent),
) -> Result<(), GroupRunError> {
    let mut is_idle = true;
    for (place, member) in members.iter_mut().enumerate() {
        member.turn(Some(Duration::ZERO));
        while let Some(event) = member.poll_event() {
            is_idle = false;
            on_event(place, member, event);
        }
        if let Some(Err(error)) = member.poll_record() {
            return Err(error.into());
        }
    }
    if let Some(first) = members.first_mut().filter(|_| is_idle) {
        let until = first.client_mut().now() + PAUSE;
        first.turn(Some(until));
    }
    Ok(())
}

/// The clock of a run with many members: the first one's.
fn now<I: Io>(members: &mut [GroupConsumer<I>]) -> Duration {
    members.first_mut().map_or(Duration::ZERO, |first| first.client_mut().now())
}

/// Turns until every member is in a group.
fn wait_until_joined<I: Io>(
    members: &mut [GroupConsumer<I>],
    patience: Duration,
) -> Result<(), GroupRunError> {
    let deadline = now(members) + patience;
    let mut joined = vec![false; members.len()];
    while joined.contains(&false) {
        if now(members) >= deadline {
            let missing = joined.iter().filter(|joined| !**joined).count();
            let what = format!("{missing} of {} members did not join", joined.len());
            return Err(GroupRunError::Stalled { what, seconds: patience.as_secs() });
        }
        turn_all(members, |place, _, event| match event {
            GroupEvent::Assigned(_) => joined[place] = true,
            GroupEvent::Revoked(_) | GroupEvent::Lost(_) => joined[place] = false,
            _ => {}
        })?;
    }
    Ok(())
}

/// Has every member leave its group.
fn leave_all<I: Io>(members: &mut [GroupConsumer<I>], patience: Duration) -> Result<(), GroupRunError> {
    members.iter_mut().for_each(GroupConsumer::leave);
    let deadline = now(members) + patience;
    while now(members) < deadline && !members.iter().all(GroupConsumer::has_left) {
        turn_all(members, |_, _, _| {})?;
    }
    Ok(())
}
