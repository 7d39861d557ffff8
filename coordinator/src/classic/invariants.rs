//! What always holds in a classic group.

use super::{ClassicGroup, ClassicState};

impl ClassicGroup {
    /// The list above [`ClassicGroup`], checked.
    pub(crate) fn assert_invariants(&self) {
        self.members.assert_invariants();
        let is_preparing = self.state == ClassicState::PreparingRebalance;
        if self.state == ClassicState::Empty {
            assert!(self.members.is_empty(), "an empty group has no members");
            assert_eq!(self.protocol_name, None, "an empty group has agreed on nothing");
        } else if !is_preparing {
            assert!(!self.members.is_empty(), "{:?} has members", self.state);
            let protocol = self.protocol_name.as_deref().expect("members have agreed");
            assert!(self.members.all_offer(protocol), "all members offer what they agreed on");
        }
        assert_eq!(self.leader.is_some(), !self.members.is_empty(), "members have a leader");
        assert!(self.leader.iter().all(|leader| self.members.contains(leader)), "the leader is a member");
        assert_eq!(self.join_timer.is_some(), is_preparing, "joining ends");
        assert!(is_preparing || self.members.awaiting_joins() == 0, "joins wait while members join");
        for member in self.members.iter() {
            let is_waiting = member.awaiting_join.is_some() || member.awaiting_sync.is_some();
            assert!(
                member.awaiting_sync.is_none() || self.state == ClassicState::CompletingRebalance,
                "syncs wait for the leader"
            );
            assert!(
                !member.is_new || member.awaiting_join.is_some(),
                "a new member waits for its first answer"
            );
            match self.sessions.deadline_of(&member.member_id) {
                Some(timer) => assert!(timer <= member.session_deadline, "a session ends in time"),
                None => assert!(is_waiting && !member.is_new, "{} is looked after", member.member_id),
            }
        }
        for member_id in &self.pending_joins {
            assert!(!self.members.contains(member_id), "a pending member is no member");
            assert!(
                self.sessions.deadline_of(member_id.as_str()).is_some(),
                "a pending member is not waited for for ever"
            );
        }
        assert!(self.pending_syncs.iter().all(|id| self.members.contains(id)), "only members are waited for");
        assert_eq!(self.sync_deadline.is_some(), !self.pending_syncs.is_empty(), "syncing ends");
        let looked_after = self.members.len() + self.pending_joins.len();
        assert!(self.sessions.len() <= looked_after, "timers are of members");
    }
}
