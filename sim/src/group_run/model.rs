//! What is known of one group, and what must therefore be true of it.
//!
//! The checker sees what clients see: who was told which partitions in which generation or epoch, what was committed, and
//! what was read. Of how a coordinator keeps it, it knows nothing.

mod evidence;
mod register;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub(crate) use evidence::{Evidence, MembershipId};
pub(crate) use register::Register;

use super::Place;
use crate::require;
use crate::violation::Violation;

/// What a client owns as long as its coordinator must respect it.
#[derive(Debug)]
struct Claim {
    /// Two clients of one instance id are one member.
    instance: Option<String>,
    places: BTreeSet<Place>,
    /// Its session, or the time that it has for giving partitions back, may be over from then on.
    until: Duration,
}

/// Who was told to have a partition in a generation.
#[derive(Debug)]
struct Told {
    member: String,
    at: Duration,
}

/// A group, as its members know it.
#[derive(Debug, Default)]
pub(crate) struct GroupModel {
    pub(crate) evidence: Evidence,
    registers: BTreeMap<Place, Register>,
    /// KIP-848: by membership.
    claims: BTreeMap<MembershipId, Claim>,
    /// Classic protocol: by generation.
    assignments: BTreeMap<i32, BTreeMap<Place, Told>>,
    /// When each generation was first told to anybody.
    generations: BTreeMap<i32, Duration>,
}

/// Generations of which assignments are remembered.
const GENERATIONS_KEPT: usize = 20;

impl GroupModel {
    pub(crate) fn register(&mut self, place: Place) -> &mut Register {
        self.registers.entry(place).or_default()
    }

    pub(crate) fn registers_mut(&mut self) -> impl Iterator<Item = &mut Register> {
        self.registers.values_mut()
    }

    /// Partitions that somebody has committed or asked for.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        self.registers.keys().copied()
    }

    /// The broker is down.
    pub(crate) fn on_life_ended(&mut self, now: Duration) {
        self.registers_mut().for_each(|register| register.on_life_ended(now));
    }

    /// Somebody was told a generation.
    pub(crate) fn on_generation(&mut self, generation: i32, now: Duration) {
        self.generations.entry(generation).or_insert(now);
        while self.generations.len() > GENERATIONS_KEPT {
            self.generations.pop_first();
        }
    }

    /// A generation newer than `generation` that somebody knew of at `moment`, and since when.
    pub(crate) fn newer_generation(&self, generation: i32, moment: Duration) -> Option<(i32, Duration)> {
        let mut newer = self.generations.range(generation.saturating_add(1)..);
        newer.find(|(_, told_at)| **told_at < moment).map(|(newer, told_at)| (*newer, *told_at))
    }

    /// A member was told its partitions in a generation of the classic protocol. `member`: its instance id, if it has one.
    pub(crate) fn on_assigned(
        &mut self,
        member: &str,
        generation: i32,
        places: &BTreeSet<Place>,
        now: Duration,
    ) -> Result<(), Violation> {
        let told = self.assignments.entry(generation).or_default();
        for place in places {
            let fresh = || Told { member: member.to_owned(), at: now };
            let owner = told.entry(*place).or_insert_with(fresh);
            if owner.member != member {
                let Told { member: other, at: since } = std::mem::replace(owner, fresh());
                let text = format!("in generation {generation} {other} and {member} were given {place}");
                // A group that was empty may have been forgotten, and begins with the first generation again.
                self.evidence.suspect(None, since, now, Violation::new(text))?;
            }
        }
        while self.assignments.len() > GENERATIONS_KEPT {
            self.assignments.pop_first();
        }
        Ok(())
    }

    /// A member was told that it has these partitions: nobody else may have them still.
    pub(crate) fn check_claims(
        &self,
        id: MembershipId,
        instance: Option<&str>,
        places: &BTreeSet<Place>,
        now: Duration,
    ) -> Result<(), Violation> {
        for (other, claim) in &self.claims {
            let is_same = *other == id || (instance.is_some() && claim.instance.as_deref() == instance);
            if is_same || claim.until <= now {
                continue;
            }
            let both = claim.places.intersection(places).next();
            require!(both.is_none(), "{both:?} is given to {id:?}, and {other:?} has not given it back");
        }
        Ok(())
    }

    /// What a member owns, and until when its coordinator has to respect that if it hears nothing more of it.
    pub(crate) fn claim(
        &mut self,
        id: MembershipId,
        instance: Option<&str>,
        places: BTreeSet<Place>,
        until: Duration,
    ) {
        self.claims.insert(id, Claim { instance: instance.map(str::to_owned), places, until });
    }

    /// A member gives everything up, or is told that it has to.
    pub(crate) fn drop_claim(&mut self, id: MembershipId) {
        self.claims.remove(&id);
    }

    /// A classic client takes the place of whoever had its instance id, without asking him.
    pub(crate) fn drop_claims_of_instance(&mut self, instance: &str) {
        self.claims.retain(|_, claim| claim.instance.as_deref() != Some(instance));
    }

    /// Forgets claims that time has ended.
    pub(crate) fn forget_old_claims(&mut self, now: Duration) {
        self.claims.retain(|_, claim| claim.until > now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn places(partitions: &[i32]) -> BTreeSet<Place> {
        partitions.iter().map(|partition| Place { topic: 0, partition: *partition }).collect()
    }

    #[test]
    fn a_partition_of_one_generation_has_one_member() {
        let mut group = GroupModel::default();
        group.evidence.on_joined(MembershipId(1), &[0], at(0));
        group.evidence.on_confirmed(MembershipId(1), at(9)).expect("nothing is suspected");
        group.on_assigned("a", 1, &places(&[0, 1]), at(1)).expect("first");
        group.on_assigned("b", 1, &places(&[2]), at(2)).expect("another one");
        group.on_assigned("b", 2, &places(&[0]), at(3)).expect("another generation");
        group.on_assigned("b", 1, &places(&[1]), at(4)).expect_err("it is a's");
    }

    #[test]
    fn what_is_claimed_is_given_to_nobody_else() {
        let mut group = GroupModel::default();
        group.claim(MembershipId(1), Some("i"), places(&[0]), at(5));
        group.check_claims(MembershipId(2), None, &places(&[0]), at(4)).expect_err("it is claimed");
        group.check_claims(MembershipId(2), None, &places(&[1]), at(4)).expect("that is free");
        group.check_claims(MembershipId(2), Some("i"), &places(&[0]), at(4)).expect("the same member");
        group.check_claims(MembershipId(2), None, &places(&[0]), at(5)).expect("its session may be over");
    }

    #[test]
    fn generations_are_known_from_when_they_were_told() {
        let mut group = GroupModel::default();
        group.on_generation(2, at(3));
        assert_eq!(group.newer_generation(1, at(4)), Some((2, at(3))));
        assert_eq!(group.newer_generation(1, at(3)), None);
        assert_eq!(group.newer_generation(2, at(4)), None);
    }
}
