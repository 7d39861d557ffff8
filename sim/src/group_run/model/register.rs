//! What one committed offset can be.
//!
//! Commits carry numbers that nobody uses twice, so that what is read names the commit that wrote it. Which of two commits
//! came first is known if one was answered before the other was asked; else either may have.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::require;
use crate::violation::Violation;

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
enum Fate {
    /// Taken or not: its answer has not come, was lost, or does not say.
    Unknown,
    Taken,
    /// It must never be seen.
    Refused,
}

#[derive(Copy, Clone, Debug)]
struct Commit {
    fate: Fate,
    asked_at: Duration,
    /// When it can no longer happen: its answer, or the end of the broker's life.
    closed_at: Option<Duration>,
    /// When it was first read.
    seen_at: Option<Duration>,
    /// From then on something else is known to have taken its place.
    replaced_at: Option<Duration>,
}

/// Proofs that are kept: as many answers may have come since the read that needs one was asked.
const PROOFS_MAX: usize = 64;

/// What a read that showed nothing is suspected of: the offset was there since then.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(crate) struct Missing {
    pub(crate) since: Duration,
}

/// The committed offset of one partition in one group.
#[derive(Debug, Default)]
pub(crate) struct Register {
    commits: BTreeMap<i64, Commit>,
    /// When commits that were taken and reads that showed one were asked and answered: the offset was there in between.
    proofs: VecDeque<(Duration, Duration)>,
    /// Deletions that were asked for and may still happen.
    open_deletions: u32,
    deleted_at: Duration,
}

impl Register {
    /// Somebody asks to commit `offset`.
    pub(crate) fn on_commit_asked(&mut self, offset: i64, now: Duration) {
        let commit =
            Commit { fate: Fate::Unknown, asked_at: now, closed_at: None, seen_at: None, replaced_at: None };
        let before = self.commits.insert(offset, commit);
        assert!(before.is_none(), "offset {offset} is committed twice");
    }

    /// It was taken.
    pub(crate) fn on_commit_taken(&mut self, offset: i64, now: Duration) -> Result<(), Violation> {
        let commit = self.close(offset, now);
        commit.fate = Fate::Taken;
        let asked_at = commit.asked_at;
        self.replace_all_before(offset, asked_at, now);
        self.prove(asked_at, now);
        Ok(())
    }

    /// It was refused: nobody may ever see it.
    pub(crate) fn on_commit_refused(&mut self, offset: i64, now: Duration) -> Result<(), Violation> {
        let commit = self.close(offset, now);
        commit.fate = Fate::Refused;
        let is_seen = commit.seen_at.is_some();
        require!(!is_seen, "offset {offset} was read, and its commit is refused");
        Ok(())
    }

    /// Its answer says neither.
    pub(crate) fn on_commit_failed(&mut self, offset: i64, now: Duration) {
        self.close(offset, now);
    }

    fn close(&mut self, offset: i64, now: Duration) -> &mut Commit {
        let commit = self.commits.get_mut(&offset).expect("it was asked for");
        commit.closed_at.get_or_insert(now);
        commit
    }

    /// The broker is down: what it has not done it never will.
    pub(crate) fn on_life_ended(&mut self, now: Duration) {
        for commit in self.commits.values_mut().filter(|commit| commit.asked_at <= now) {
            commit.closed_at.get_or_insert(now);
        }
        if self.open_deletions > 0 {
            self.open_deletions = 0;
            self.deleted_at = now;
        }
    }

    /// Somebody asks to delete it.
    pub(crate) fn on_deletion_asked(&mut self) {
        self.open_deletions += 1;
        self.proofs.clear();
    }

    /// The deletion has happened or not, and will not any more.
    pub(crate) fn on_deletion_closed(&mut self, now: Duration) {
        // One that outlived its broker is closed already.
        self.open_deletions = self.open_deletions.saturating_sub(1);
        self.deleted_at = now;
    }

    /// Somebody who asked at `asked_at` was shown `offset`.
    pub(crate) fn on_read(
        &mut self,
        offset: i64,
        asked_at: Duration,
        now: Duration,
    ) -> Result<(), Violation> {
        let commit = self.commits.get_mut(&offset);
        let commit = commit.ok_or_else(|| Violation::new(format!("nobody committed the offset {offset}")))?;
        require!(commit.fate != Fate::Refused, "the commit of {offset} was refused, and is read");
        let is_current = commit.replaced_at.is_none_or(|replaced_at| asked_at < replaced_at);
        let newest = self.commits.iter().rfind(|(_, commit)| commit.fate == Fate::Taken);
        require!(is_current, "the committed offset goes back: {offset} is read again, {newest:?} was taken");
        let commit = self.commits.get_mut(&offset).expect("it was there");
        commit.seen_at.get_or_insert(now);
        let committed_at = commit.asked_at;
        self.replace_all_before(offset, committed_at.max(asked_at), now);
        self.prove(asked_at, now);
        Ok(())
    }

    /// Somebody who asked at `asked_at` was shown nothing.
    pub(crate) fn on_nothing_read(&mut self, asked_at: Duration, now: Duration) -> Option<Missing> {
        let earlier = self.proofs.iter().filter(|(_, answered_at)| *answered_at <= asked_at);
        let since = earlier.map(|(asked_at, _)| *asked_at).max();
        self.proofs.retain(|(_, answered_at)| *answered_at > asked_at);
        self.replace_all_before(i64::MIN, asked_at, now);
        since.map(|since| Missing { since })
    }

    /// `offset` (or nothing) is what is committed, as of a moment not before `moment`: all that was over by then is replaced.
    fn replace_all_before(&mut self, offset: i64, moment: Duration, now: Duration) {
        for (other, commit) in &mut self.commits {
            let is_over = |at: Option<Duration>| at.is_some_and(|at| at <= moment);
            if *other != offset && (is_over(commit.closed_at) || is_over(commit.seen_at)) {
                commit.replaced_at.get_or_insert(now);
            }
        }
    }

    fn prove(&mut self, asked_at: Duration, now: Duration) {
        if self.open_deletions == 0 && asked_at >= self.deleted_at {
            self.proofs.push_back((asked_at, now));
            if self.proofs.len() > PROOFS_MAX {
                self.proofs.pop_front();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn committed(offsets: &[i64]) -> Register {
        let mut register = Register::default();
        for (index, offset) in (0..).zip(offsets) {
            register.on_commit_asked(*offset, at(10 * index));
            register.on_commit_taken(*offset, at(10 * index + 1)).expect("nothing was read");
        }
        register
    }

    #[test]
    fn a_commit_that_was_followed_by_another_is_not_read_any_more() {
        committed(&[1, 2]).on_read(2, at(20), at(21)).expect("the newest");
        committed(&[1, 2]).on_read(1, at(20), at(21)).expect_err("the one before");
        committed(&[1]).on_read(3, at(20), at(21)).expect_err("nobody's");
    }

    #[test]
    fn of_two_commits_at_a_time_either_may_win_but_only_one() {
        let mut register = Register::default();
        register.on_commit_asked(1, at(0));
        register.on_commit_asked(2, at(0));
        register.on_commit_taken(2, at(1)).expect("nothing was read");
        register.on_commit_taken(1, at(1)).expect("nothing was read");
        register.on_read(2, at(2), at(3)).expect("either");
        register.on_read(1, at(4), at(5)).expect_err("it was the other one");
    }

    #[test]
    fn what_was_shown_once_is_there_until_something_takes_its_place() {
        let mut register = Register::default();
        register.on_commit_asked(1, at(0));
        register.on_life_ended(at(1));
        register.on_read(1, at(2), at(3)).expect("its answer was lost, it was not");
        assert_eq!(register.on_nothing_read(at(4), at(5)), Some(Missing { since: at(2) }));
        register.on_read(1, at(6), at(7)).expect_err("it was gone");
    }

    #[test]
    fn a_refused_commit_is_never_read() {
        let mut register = committed(&[1]);
        register.on_commit_asked(2, at(20));
        register.on_commit_refused(2, at(21)).expect("nobody has read it");
        register.on_read(2, at(22), at(23)).expect_err("refused");
        register.on_read(1, at(22), at(23)).expect("still the newest");
    }

    #[test]
    fn what_was_deleted_may_be_gone() {
        let mut register = committed(&[1]);
        register.on_deletion_asked();
        register.on_deletion_closed(at(6));
        assert_eq!(register.on_nothing_read(at(7), at(8)), None);
    }
}
