//! A topic that is deleted and made again under its old name, and what a power cut leaves of it.

use std::sync::Arc;

use engine::Availability;
use io::sim::CrashKind;
use replication::ControlRequest;

use crate::shard::simulated_broker::SimulatedBroker;

/// A topic of which the checkpoint files speak.
fn checkpointed_topic(seed: u64) -> SimulatedBroker {
    let mut broker = SimulatedBroker::new(seed);
    broker.make_topic();
    broker.append(100);
    broker.turn_until(|broker| broker.recovery_points().contains("orders 0 100"));
    broker
}

#[test]
fn a_new_topic_is_not_opened_with_the_checkpoints_of_its_namesake() {
    let mut broker = checkpointed_topic(1);
    let old = broker.topic_id();
    broker.ask_for_deletion();
    broker.turn_until(|broker| broker.topic_id() != old);
    broker.make_topic();
    broker.append(7);
    let broker = broker.cut_power();
    assert_eq!((broker.log().availability(), broker.log().log_end_offset().0), (Availability::Online, 7));
}

/// The power goes at any operation of a deletion and a creation, both asked for at once.
#[test]
fn a_power_cut_amid_a_new_creation_leaves_no_old_checkpoint() {
    let mut created = 0;
    for operations in 1..60 {
        let mut broker = checkpointed_topic(operations);
        let old = broker.topic_id();
        broker.world.arm_crash(broker.node, operations, CrashKind::PowerCut);
        broker.ask_for_deletion();
        let names = vec![Arc::from("orders")];
        broker.shard.ask_control(ControlRequest::AutoCreateTopics { names }, |_, _| {});
        broker.turn_until(|broker| broker.topic_id().is_some_and(|id| Some(id) != old));
        let mut broker = broker.cut_power();
        match broker.topic_id() {
            Some(id) if Some(id) == old => assert_eq!(broker.log().log_end_offset().0, 100),
            Some(_) => {
                assert_eq!(broker.log().log_end_offset().0, 0, "nothing of the old topic is in the new one");
                created += 1;
            }
            None => broker.make_topic(),
        }
        assert_eq!(broker.log().availability(), Availability::Online);
    }
    assert!(created > 5, "some power cuts came after the creation: {created}");
}
