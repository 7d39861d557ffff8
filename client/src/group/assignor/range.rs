//! Runs of neighbouring partitions, topic by topic.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Assignments, Member, give};

/// As Kafka's RangeAssignor without racks: the first members get one more where it does not come out even.
pub(super) fn assign(
    members: &[&Member],
    partitions: &BTreeMap<Arc<str>, i32>,
    assignments: &mut Assignments,
) {
    for (topic, count) in partitions {
        let wanting: Vec<&&Member> = members.iter().filter(|member| member.wants(topic)).collect();
        if wanting.is_empty() {
            continue;
        }
        let count = usize::try_from(*count).unwrap_or(0);
        let (each, more) = (count / wanting.len(), count % wanting.len());
        let mut next = 0;
        for (index, member) in wanting.into_iter().enumerate() {
            let end = next + each as i32 + i32::from(index < more);
            (next..end).for_each(|partition| give(assignments, member, topic, partition));
            next = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Assignor;
    use super::super::tests::{counts, member, shown};

    #[test]
    fn the_same_numbers_meet() {
        let members = [member("b", &["t", "u"], &[]), member("a", &["t", "u"], &[])];
        let shares = Assignor::Range.assign(&members, &counts(&[("t", 3), ("u", 3)]));
        assert_eq!(shown(&shares), "a: t0 t1 u0 u1; b: t2 u2");
    }

    #[test]
    fn more_members_than_partitions() {
        let members = [member("a", &["t"], &[]), member("b", &["t"], &[]), member("c", &["t"], &[])];
        let shares = Assignor::Range.assign(&members, &counts(&[("t", 2)]));
        assert_eq!(shown(&shares), "a: t0; b: t1; c:");
    }
}
