//! The last life: nothing goes wrong any more, so every group must come to rest, and every partition must have its member.

use std::collections::BTreeSet;
use std::time::Duration;

use super::admin::Admin;
use super::member::Member;
use super::topics::Place;
use super::{Group, Shared};
use crate::require;
use crate::violation::Violation;

/// Session timeouts within which a group must be stable.
const SESSIONS_MAX: u32 = 3;

/// ```text
/// Waiting ──three session timeouts──► each group is checked, then described and read once more
/// ```
pub(crate) struct Rest {
    until: Duration,
    is_checked: bool,
}

impl Rest {
    /// The broker accepts connections.
    pub(crate) fn begin(shared: &Shared) -> Self {
        Self { until: shared.world.now() + SESSIONS_MAX * shared.session_timeout, is_checked: false }
    }

    pub(crate) fn turn(
        &mut self,
        shared: &Shared,
        members: &[Member],
        admin: &mut Admin,
    ) -> Result<(), Violation> {
        if self.is_checked || shared.world.now() < self.until {
            return Ok(());
        }
        self.is_checked = true;
        for (index, group) in shared.groups.iter().enumerate() {
            let members: Vec<&Member> = members.iter().filter(|member| member.group() == index).collect();
            check(shared, group, &members).map_err(|violation| violation.at(&group.name))?;
        }
        admin.begin_last_look(shared);
        Ok(())
    }
}

fn check(shared: &Shared, group: &Group, members: &[&Member]) -> Result<(), Violation> {
    let kind = group.kind;
    let unsettled = members.iter().find(|member| !member.is_settled());
    require!(
        unsettled.is_none(),
        "({kind:?}) {unsettled:?} is not at rest after three session timeouts: {members:?}"
    );
    let epoch = members.first().map(|member| member.epoch());
    let is_agreed = members.iter().all(|member| Some(member.epoch()) == epoch);
    require!(is_agreed, "({kind:?}) members are not of one generation: {members:?}");
    let mut given: BTreeSet<Place> = BTreeSet::new();
    for member in members {
        for place in member.owned() {
            require!(given.insert(*place), "({kind:?}) {place} has two members: {members:?}");
        }
    }
    let topics: BTreeSet<usize> = members.iter().flat_map(|member| member.topics().iter().copied()).collect();
    let all = shared.topics.places_of(&topics.into_iter().collect::<Vec<_>>());
    let left: Vec<String> = all.difference(&given).map(Place::to_string).collect();
    require!(left.is_empty(), "({kind:?}) nobody has {}: {members:?}", left.join(" "));
    Ok(())
}
