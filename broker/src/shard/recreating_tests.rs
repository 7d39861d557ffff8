//! A topic that is deleted and made again under its old name, and what a power cut leaves of it.

use std::sync::Arc;

use engine::{AppendOrigin, Availability, LeaderEpoch, Log, LogId};
use io::sim::{CrashKind, NodeId, NodeOptions, SimIo, SimWorld};
use io::{FileSystem, SharedBuffer};
use protocol::Uuid;
use protocol::records::BatchBuilder;
use replication::{ControlRequest, TopicSelector};

use crate::config::BrokerConfig;
use crate::mesh::Mesh;
use crate::shard::Shard;
use crate::view::PartitionKey;

/// One disk, and a broker of one shard on it.
struct Broker {
    world: SimWorld,
    node: NodeId,
    shard: Shard<SimIo>,
}

impl Broker {
    fn start(world: SimWorld, node: NodeId) -> Self {
        let overrides =
            ["node.id=1", "log.dirs=/data", "listeners=PLAINTEXT://127.0.0.1:9092"].map(str::to_owned);
        let config = BrokerConfig::parse("", &overrides, &|_| None).expect("a valid configuration");
        let io = world.io(node).waiting();
        let mut mesh = Mesh::full(1).remove(0);
        mesh.connect(&[io::Io::doorbell(&io)]);
        let mut shard = Shard::new(Arc::new(config), io, mesh);
        shard.start().expect("it starts");
        let mut broker = Self { world, node, shard };
        broker.turn_until(|broker| broker.shard.is_accepting());
        broker
    }

    fn turn_until(&mut self, is_done: impl Fn(&mut Self) -> bool) {
        for _ in 0..100_000 {
            if self.world.down(self.node).is_some() || is_done(self) {
                return;
            }
            self.shard.turn();
        }
        panic!("nothing comes of it");
    }

    fn topic_id(&self) -> Option<Uuid> {
        Some(self.shard.view.image.topic("orders")?.id)
    }

    fn make_topic(&mut self) {
        let names = vec![Arc::from("orders")];
        self.shard.ask_control(ControlRequest::AutoCreateTopics { names }, |_, _| {});
        self.turn_until(|broker| broker.topic_id().is_some());
    }

    fn ask_for_deletion(&mut self) {
        let topic = TopicSelector { name: Some("orders".to_owned()), ..TopicSelector::default() };
        self.shard.ask_control(ControlRequest::DeleteTopics { topics: vec![topic] }, |_, _| {});
    }

    fn log_id(&self) -> LogId {
        let key = PartitionKey { topic_id: self.topic_id().expect("a topic"), partition: 0 };
        let led = self.shard.partitions.by_key[&key];
        self.shard.partitions.led.get(led).and_then(|led| led.log).expect("its log could be opened")
    }

    fn log(&self) -> &Log {
        self.shard.logs.log(self.log_id())
    }

    /// Appends records, and waits until a power cut cannot take them.
    fn append(&mut self, count: i64) {
        let mut batch = BatchBuilder::plain();
        for _ in 0..count {
            batch.append(0, Some(b"key"), Some(b"value"), &[]);
        }
        let records = SharedBuffer::copy_from(&batch.build().expect("a batch"));
        let (log, origin) = (self.log_id(), AppendOrigin::Client { acks: -1 });
        let appended = self.shard.logs.append(&mut self.shard.io, log, records, origin, LeaderEpoch(0));
        let end = appended.expect("it is appended").last_offset + 1;
        self.turn_until(|broker| broker.log().durable_end_offset() >= end);
    }

    fn recovery_points(&mut self) -> String {
        let file = self.shard.io.read_all("/data/recovery-point-offset-checkpoint".as_ref(), 1 << 20);
        String::from_utf8(file.unwrap_or_default()).expect("text")
    }

    fn cut_power(self) -> Self {
        let Self { world, node, shard } = self;
        drop(shard);
        if world.down(node).is_none() {
            world.crash(node, CrashKind::PowerCut);
        }
        world.restart(node);
        Self::start(world, node)
    }
}

/// A topic of which the checkpoint files speak.
fn checkpointed_topic(seed: u64) -> Broker {
    let world = SimWorld::new(seed);
    let node = world.add_node(NodeOptions::default());
    let mut broker = Broker::start(world, node);
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
