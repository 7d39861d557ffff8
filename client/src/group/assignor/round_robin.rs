//! One partition after the other, in turn.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Assignments, Member, give};

/// As Kafka's RoundRobinAssignor: the turn passes over members that do not want the topic.
pub(super) fn assign(
    members: &[&Member],
    partitions: &BTreeMap<Arc<str>, i32>,
    assignments: &mut Assignments,
) {
    let mut turn = 0;
    for (topic, count) in partitions {
        if !members.iter().any(|member| member.wants(topic)) {
            continue;
        }
        for partition in 0..*count {
            while !members[turn].wants(topic) {
                turn = (turn + 1) % members.len();
            }
            give(assignments, members[turn], topic, partition);
            turn = (turn + 1) % members.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Assignor;
    use super::super::tests::{counts, member, shown};

    #[test]
    fn the_turn_goes_on_over_topics() {
        let members = [member("a", &["t", "u"], &[]), member("b", &["t", "u"], &[])];
        let shares = Assignor::RoundRobin.assign(&members, &counts(&[("t", 3), ("u", 3)]));
        assert_eq!(shown(&shares), "a: t0 t2 u1; b: t1 u0 u2");
    }

    /// The example of Kafka's own description.
    #[test]
    fn members_that_do_not_want_a_topic_are_passed_over() {
        let members =
            [member("0", &["t"], &[]), member("1", &["t", "u"], &[]), member("2", &["t", "u", "v"], &[])];
        let shares = Assignor::RoundRobin.assign(&members, &counts(&[("t", 1), ("u", 2), ("v", 3)]));
        assert_eq!(shown(&shares), "0: t0; 1: u0; 2: u1 v0 v1 v2");
    }
}
