//! What happens now and then: old offsets and empty groups are forgotten, and offsets of topics that are gone.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::time::Duration;

use protocol::Uuid;

use super::GroupCoordinator;
use crate::offsets::OffsetStore;
use crate::turn::Turn;
use crate::{GroupConfig, Surroundings};

/// Groups that one turn looks at: a sweep must not hold up what is waiting.
const GROUPS_PER_BEAT: usize = 1000;

/// Where the sweep stands.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// When the next one begins, or goes on.
    at: Duration,
    /// The last group that the present one has looked at.
    after: Option<String>,
    /// The topics that somebody has committed offsets of and that were there when last looked at: only what was there can
    /// be gone.
    topics: BTreeMap<String, Uuid>,
}

impl Sweep {
    pub(super) fn begin(
        &mut self,
        surroundings: &Surroundings<'_>,
        config: &GroupConfig,
        offsets: &OffsetStore,
    ) {
        self.at = surroundings.now + config.offsets_retention_check_interval;
        self.remember_topics(surroundings, offsets.topics());
    }

    pub(super) fn deadline(&self) -> Duration {
        self.at
    }

    pub(super) fn remember_topics<'a>(
        &mut self,
        surroundings: &Surroundings<'_>,
        topics: impl Iterator<Item = &'a str>,
    ) {
        for topic in topics {
            if !self.topics.contains_key(topic)
                && let Some(facts) = surroundings.topics.topic(topic)
            {
                self.topics.insert(topic.to_owned(), facts.id);
            }
        }
    }

    /// Topics that were there and are not, or are others of the same name.
    pub(super) fn topics_that_are_gone(&mut self, surroundings: &Surroundings<'_>) -> Vec<String> {
        let is_gone =
            |topic: &str, id: Uuid| surroundings.topics.topic(topic).is_none_or(|facts| facts.id != id);
        let gone: Vec<String> = self
            .topics
            .iter()
            .filter(|(topic, id)| is_gone(topic, **id))
            .map(|(topic, _)| topic.clone())
            .collect();
        for topic in &gone {
            self.topics.remove(topic);
        }
        gone
    }
}

impl GroupCoordinator {
    pub(super) fn sweep_if_due(&mut self, turn: &mut Turn<'_, '_>) {
        if self.sweep.at > turn.now() {
            return;
        }
        let from = self.sweep.after.take().map_or(Bound::Unbounded, Bound::Excluded);
        let beat: Vec<String> = self
            .groups
            .range((from, Bound::Unbounded))
            .map(|(id, _)| id.clone())
            .take(GROUPS_PER_BEAT)
            .collect();
        for group_id in &beat {
            self.sweep_group(turn, group_id);
        }
        if beat.len() == GROUPS_PER_BEAT {
            self.sweep.after = beat.into_iter().next_back();
        } else {
            self.sweep.at =
                turn.now() + turn.config.offsets_retention_check_interval.max(Duration::from_millis(1));
        }
    }

    fn sweep_group(&mut self, turn: &mut Turn<'_, '_>, group_id: &str) {
        let Some(group) = self.groups.get(group_id) else { return };
        self.offsets.expire(turn, group_id, group.expiry_rule(), |topic| group.keeps_offsets_of(topic));
        if group.is_idle() && !self.offsets.has_any(group_id) {
            self.remove_group(turn, group_id);
        }
    }
}
