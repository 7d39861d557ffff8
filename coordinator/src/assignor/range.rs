//! The `range` assignor: of each topic, neighbouring partitions to members in their order.

use super::{AssignorInput, Partitions};

/// Of a topic with n partitions and m subscribers each gets n / m neighbouring ones, and the first n % m one more. Every topic is
/// cut in the same order of members, so topics with as many partitions and the same subscribers are co-partitioned.
///
/// Example: members a, b, c and topics t, u of 4 partitions: a owns t0 t1 u0 u1, b t2 u2, c t3 u3.
///
/// It does not look at what is owned: a member keeps its partitions as far as its place in the order stays. Static members
/// come first, by instance id, because a static member that restarts has a new member id but wants its old place.
pub(super) fn assign(input: &AssignorInput<'_>) -> Vec<Partitions> {
    let mut targets = vec![Partitions::new(); input.members.len()];
    let places = places(input);
    for (topic, mut subscribers) in input.topics.iter().zip(input.subscribers()) {
        subscribers.sort_unstable_by_key(|&member| places[member]);
        let mut start = 0;
        for (member, size) in subscribers.iter().zip(sizes(topic.partitions, subscribers.len())) {
            if size > 0 {
                targets[*member].insert(topic.id, (start..start + size).collect());
            }
            start += size;
        }
    }
    targets
}

/// The place of each member in the order.
fn places(input: &AssignorInput<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..input.members.len()).collect();
    order.sort_by_key(|&member| {
        let member = &input.members[member];
        (member.instance_id.is_none(), member.instance_id.unwrap_or(member.id), member.id)
    });
    let mut places = vec![0; order.len()];
    for (place, member) in order.into_iter().enumerate() {
        places[member] = place;
    }
    places
}

/// How many partitions each of `members` gets.
fn sizes(partitions: i32, members: usize) -> impl Iterator<Item = i32> {
    let count = i32::try_from(members).unwrap_or(i32::MAX).max(1);
    let (each, extra) = (partitions / count, partitions % count);
    (0..count).map(move |place| each + i32::from(place < extra))
}
