//! When a group certainly had members: what is allowed only to a group without any is judged by it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::violation::Violation;

/// Names one uninterrupted membership of one client: a client that joins anew is another one.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(crate) struct MembershipId(pub(crate) u64);

/// Evidence that is older than this is of no use to anybody.
const KEPT: Duration = Duration::from_secs(120);

#[derive(Debug)]
struct Membership {
    topics: Vec<usize>,
    from: Duration,
    to: Duration,
}

/// A violation, unless the group may have been without members (that read the topic, if it is about one) at some moment.
#[derive(Debug)]
struct Suspicion {
    topic: Option<usize>,
    from: Duration,
    to: Duration,
    violation: Violation,
}

/// Memberships as clients know them: from the answer that they are in, to the last question that was answered as a member's.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    memberships: BTreeMap<MembershipId, Membership>,
    suspicions: Vec<Suspicion>,
}

impl Evidence {
    /// Somebody was told that he is a member.
    pub(crate) fn on_joined(&mut self, id: MembershipId, topics: &[usize], at: Duration) {
        self.memberships.entry(id).or_insert(Membership { topics: topics.to_vec(), from: at, to: at });
    }

    /// A question of `asked_at` was answered as only a member's is: it joined, synced, committed, or was told to join again.
    pub(crate) fn on_confirmed(&mut self, id: MembershipId, asked_at: Duration) -> Result<(), Violation> {
        if let Some(membership) = self.memberships.get_mut(&id) {
            membership.to = membership.to.max(asked_at);
        }
        self.judge(asked_at)
    }

    /// `violation` is one if the group had members from `from` to `to`; that may turn out later.
    pub(crate) fn suspect(
        &mut self,
        topic: Option<usize>,
        from: Duration,
        to: Duration,
        violation: Violation,
    ) -> Result<(), Violation> {
        self.suspicions.push(Suspicion { topic, from, to, violation });
        self.judge(to)
    }

    fn judge(&mut self, now: Duration) -> Result<(), Violation> {
        for suspicion in &self.suspicions {
            if let Some(proof) = self.proof_of(suspicion) {
                let violation = suspicion.violation.clone();
                return Err(violation.at(format_args!("while there were members ({proof:?})")));
            }
        }
        let oldest = now.saturating_sub(KEPT);
        self.suspicions.retain(|suspicion| suspicion.to >= oldest);
        self.memberships.retain(|_, membership| membership.to >= oldest);
        Ok(())
    }

    /// Memberships that overlap all the way from its beginning to its end, and until when each lasts.
    fn proof_of(&self, suspicion: &Suspicion) -> Option<Vec<(MembershipId, Duration)>> {
        let reads =
            |membership: &Membership| suspicion.topic.is_none_or(|topic| membership.topics.contains(&topic));
        let (mut covered, mut proof) = (suspicion.from, Vec::new());
        while covered < suspicion.to {
            let reaching = self.memberships.iter().filter(|(_, membership)| {
                reads(membership) && membership.from <= covered && covered < membership.to
            });
            let (id, longest) = reaching.max_by_key(|(_, membership)| membership.to)?;
            covered = longest.to;
            proof.push((*id, covered));
        }
        Some(proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn memberships_that_overlap_prove_a_suspicion_and_a_gap_does_not() {
        let mut evidence = Evidence::default();
        evidence.on_joined(MembershipId(1), &[0], at(1));
        evidence.on_confirmed(MembershipId(1), at(5)).expect("nothing is suspected");
        evidence.on_joined(MembershipId(2), &[0, 1], at(4));
        evidence
            .suspect(Some(1), at(2), at(6), Violation::new("topic 1"))
            .expect("member 1 does not read it");
        evidence.suspect(Some(0), at(2), at(6), Violation::new("topic 0")).expect("not known yet");
        evidence
            .on_confirmed(MembershipId(2), at(7))
            .expect_err("from 2 to 5 the one, from 4 to 7 the other");
    }
}
