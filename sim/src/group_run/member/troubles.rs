//! What a member does by its dice: its work, and what happens to processes in the world.

use std::time::Duration;

use super::{Member, Phase};
use crate::group_run::Shared;

impl Member {
    pub(super) fn do_something(&mut self, shared: &mut Shared, is_troubled: bool) {
        match shared.random.below(1_000) {
            0..=449 => self.commit_what_it_owns(shared),
            450..=699 => self.fetch_offsets(shared),
            700..=749 => self.commit_as_it_was(shared),
            750..=759 if is_troubled => self.leave(shared),
            760..=769 if is_troubled => self.die(shared),
            770..=779 if is_troubled => self.pause(shared),
            780..=784 if is_troubled => self.close_connection(shared),
            785..=789 if is_troubled && self.phase == Phase::Member => self.begin_anew(shared),
            _ => {}
        }
    }

    /// A clean end of its process; another one begins after a while.
    fn leave(&mut self, shared: &mut Shared) {
        if self.membership.member_id.is_empty() || self.is_duty_in_flight {
            return;
        }
        shared.tally.count("member", if self.instance.is_some() { "left, static" } else { "left" });
        match self.is_classic {
            true => self.ask_to_leave(shared),
            false => self.ask_to_leave_consumer_group(shared),
        }
        self.go_away(shared);
    }

    /// Its process ends without a word.
    fn die(&mut self, shared: &mut Shared) {
        shared.tally.count("member", if self.instance.is_some() { "died, static" } else { "died" });
        self.on_lost(shared);
        self.link.disconnect();
        self.go_away(shared);
    }

    /// There is no such process for a while: often longer than a session, often not.
    pub(super) fn go_away(&mut self, shared: &mut Shared) {
        let longest = 2 * shared.session_timeout.as_micros() as u64;
        let until = shared.world.now() + Duration::from_micros(shared.random.below(longest));
        self.phase = Phase::Away { until };
    }

    /// Neither heard nor seen, and then it goes on as if nothing had been.
    fn pause(&mut self, shared: &mut Shared) {
        shared.tally.count("member", "paused");
        let longest = 3 * shared.session_timeout.as_micros() as u64;
        self.paused_until = shared.world.now() + Duration::from_micros(shared.random.below(longest));
    }

    fn close_connection(&mut self, shared: &mut Shared) {
        shared.tally.count("client", "connection closed by the client");
        self.on_lost(shared);
        self.link.disconnect();
    }

    /// As after a fatal error in a client: it forgets its name and joins as somebody new.
    fn begin_anew(&mut self, shared: &mut Shared) {
        if self.instance.is_none() && !self.is_duty_in_flight {
            shared.tally.count("member", "joined again under another name");
            self.begin(shared);
        }
    }
}
