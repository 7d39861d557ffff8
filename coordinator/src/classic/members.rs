//! The members of a classic group, and what is counted over them.

use std::collections::BTreeMap;

use super::member::{ClassicMember, Protocol};
use crate::QuestionId;

/// Members by their ids; whatever is counted over all of them is kept, so that 100,000 members cost no more per join than ten.
#[derive(Debug, Default)]
pub(crate) struct Members {
    by_id: BTreeMap<String, ClassicMember>,
    /// Static members: instance id to member id.
    by_instance: BTreeMap<String, String>,
    /// How many members offer each protocol.
    offers: BTreeMap<String, usize>,
    awaiting_joins: usize,
    size_in_bytes: usize,
}

impl Members {
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    pub(crate) fn contains(&self, member_id: &str) -> bool {
        self.by_id.contains_key(member_id)
    }

    pub(crate) fn get(&self, member_id: &str) -> Option<&ClassicMember> {
        self.by_id.get(member_id)
    }

    /// In the order of their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &ClassicMember> {
        self.by_id.values()
    }

    pub(crate) fn first_id(&self) -> Option<&str> {
        self.by_id.keys().next().map(String::as_str)
    }

    /// The member that is the static member of this name.
    pub(crate) fn id_of_instance(&self, instance_id: &str) -> Option<&str> {
        self.by_instance.get(instance_id).map(String::as_str)
    }

    /// How many JoinGroups wait for the rebalance.
    pub(crate) fn awaiting_joins(&self) -> usize {
        self.awaiting_joins
    }

    /// What members have sent, and assignments.
    pub(crate) fn size_in_bytes(&self) -> usize {
        self.size_in_bytes
    }

    /// Whether every member offers the protocol.
    pub(crate) fn all_offer(&self, protocol: &str) -> bool {
        self.offers.get(protocol).copied().unwrap_or(0) == self.len()
    }

    /// Adds a member; its ids are not there yet.
    pub(crate) fn insert(&mut self, member: ClassicMember) {
        if let Some(instance_id) = &member.instance_id {
            let before = self.by_instance.insert(instance_id.clone(), member.member_id.clone());
            assert!(before.is_none(), "an instance id has one member");
        }
        self.count(&member, true);
        let before = self.by_id.insert(member.member_id.clone(), member);
        assert!(before.is_none(), "a member id has one member");
    }

    pub(crate) fn remove(&mut self, member_id: &str) -> Option<ClassicMember> {
        let member = self.by_id.remove(member_id)?;
        self.count(&member, false);
        if let Some(instance_id) = &member.instance_id {
            self.by_instance.remove(instance_id);
        }
        Some(member)
    }

    /// Changes a member's offer, assignment or questions through `change`, and counts again. Ids stay.
    pub(crate) fn update<T>(
        &mut self,
        member_id: &str,
        change: impl FnOnce(&mut ClassicMember) -> T,
    ) -> Option<T> {
        let mut member = self.by_id.remove(member_id)?;
        self.count(&member, false);
        let result = change(&mut member);
        self.count(&member, true);
        self.by_id.insert(member_id.to_owned(), member);
        Some(result)
    }

    /// The member, to change what is not counted: sessions and syncs.
    pub(crate) fn get_mut(&mut self, member_id: &str) -> Option<&mut ClassicMember> {
        self.by_id.get_mut(member_id)
    }

    /// Takes the JoinGroup that waits.
    pub(crate) fn take_awaiting_join(&mut self, member_id: &str) -> Option<QuestionId> {
        let taken = self.by_id.get_mut(member_id)?.awaiting_join.take();
        self.awaiting_joins -= usize::from(taken.is_some());
        taken
    }

    /// Gives each member its assignment, empty where `assign` has none.
    pub(crate) fn assign(&mut self, mut assign: impl FnMut(&str) -> Vec<u8>) {
        for member in self.by_id.values_mut() {
            self.size_in_bytes -= member.size_in_bytes();
            member.assignment = assign(&member.member_id);
            self.size_in_bytes += member.size_in_bytes();
        }
    }

    fn count(&mut self, member: &ClassicMember, is_added: bool) {
        let add = |count: &mut usize, by: usize| *count = if is_added { *count + by } else { *count - by };
        add(&mut self.awaiting_joins, usize::from(member.awaiting_join.is_some()));
        add(&mut self.size_in_bytes, member.size_in_bytes());
        for Protocol { name, .. } in &member.protocols {
            add(self.offers.entry(name.clone()).or_default(), 1);
            if !is_added && self.offers[name] == 0 {
                self.offers.remove(name);
            }
        }
    }

    /// The counts are what a recount gives; static members are members.
    pub(crate) fn assert_invariants(&self) {
        let mut recounted = Members::default();
        for member in self.iter() {
            recounted.count(member, true);
            if let Some(instance_id) = &member.instance_id {
                assert_eq!(self.id_of_instance(instance_id), Some(member.member_id.as_str()));
            }
        }
        assert_eq!(self.offers, recounted.offers, "offers are counted");
        assert_eq!(self.awaiting_joins, recounted.awaiting_joins, "joins are counted");
        assert_eq!(self.size_in_bytes, recounted.size_in_bytes, "bytes are counted");
        let statics = self.iter().filter(|member| member.instance_id.is_some()).count();
        assert_eq!(self.by_instance.len(), statics, "each instance id is a member's");
    }
}
