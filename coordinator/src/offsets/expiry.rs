//! When offsets are forgotten.

use super::OffsetStore;
use super::committed::CommittedOffset;
use super::store::key;
use crate::turn::Turn;

/// From when on the retention of a group's offsets is counted (KIP-211).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ExpiryRule {
    /// They are in use.
    Never,
    /// Each from its own commit.
    SinceCommit,
    /// All of them from a moment: when the group lost its last member. Unix milliseconds.
    Since(i64),
}

impl OffsetStore {
    /// Forgets the offsets of a group that have outlived their retention, but for topics that it subscribes to.
    pub(crate) fn expire(
        &mut self,
        turn: &mut Turn<'_, '_>,
        group_id: &str,
        rule: ExpiryRule,
        is_subscribed: impl Fn(&str) -> bool,
    ) {
        let Some(topics) = self.of_group(group_id) else { return };
        let retention_ms = i64::try_from(turn.config.offsets_retention.as_millis()).unwrap_or(i64::MAX);
        let now_ms = turn.wall_clock_ms();
        let mut expired = Vec::new();
        for (topic, offsets) in topics.iter().filter(|(topic, _)| !is_subscribed(topic)) {
            let old = offsets.iter().filter(|committed| is_expired(committed, rule, now_ms, retention_ms));
            // What a transaction has not decided yet stays until it has.
            let old = old.filter(|committed| !self.is_unstable(group_id, topic, committed.partition));
            expired.extend(old.map(|committed| key(group_id, topic, committed.partition)));
        }
        for key in expired {
            self.forget(key, turn.effects);
        }
    }
}

fn is_expired(committed: &CommittedOffset, rule: ExpiryRule, now_ms: i64, retention_ms: i64) -> bool {
    let since_ms = match rule {
        ExpiryRule::Never => return false,
        ExpiryRule::SinceCommit => committed.commit_timestamp_ms,
        ExpiryRule::Since(since_ms) => since_ms,
    };
    // Old clients said themselves until when.
    if let Some(expire_timestamp_ms) = committed.expire_timestamp_ms() {
        return now_ms >= expire_timestamp_ms;
    }
    now_ms.saturating_sub(since_ms) >= retention_ms
}
