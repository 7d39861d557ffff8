//! Classic groups that become consumer groups, and consumer groups that become classic ones.

use protocol::ErrorCode;

use super::{ClassicGroup, join, sync};
use crate::turn::Turn;

impl ClassicGroup {
    /// The group goes on as a consumer group: whoever waits in it is told to join again, there.
    pub(crate) fn dismiss(&mut self, turn: &mut Turn<'_, '_>) {
        const CODE: ErrorCode = ErrorCode::RebalanceInProgress;
        let member_ids: Vec<String> = self.members.iter().map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            if let Some(question) = self.members.take_awaiting_join(&member_id) {
                turn.effects.answer_now(question, join::refused(&member_id, CODE));
            }
            let member = self.members.get_mut(&member_id).expect("it was just listed");
            if let Some(question) = member.awaiting_sync.take() {
                turn.effects.answer_now(question, sync::refused(CODE));
            }
        }
    }

    /// The group has been a consumer group until now: sessions begin anew, and its members come together for their
    /// first generation.
    pub(crate) fn come_together(&mut self, turn: &mut Turn<'_, '_>) {
        let member_ids: Vec<String> = self.members.iter().map(|member| member.member_id.clone()).collect();
        for member_id in member_ids {
            self.touch(turn, &member_id);
        }
        self.leader = self.members.first_id().map(str::to_owned);
        self.prepare_rebalance(turn);
    }
}
