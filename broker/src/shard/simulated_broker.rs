//! A broker of one shard on a simulated machine with one disk, for tests of what shards do with their logs.

use std::sync::Arc;

use engine::{AppendOrigin, LeaderEpoch, Log, LogId};
use io::sim::{CrashKind, NodeId, NodeOptions, SimIo, SimWorld};
use io::{FileSystem, Io, SharedBuffer};
use protocol::Uuid;
use protocol::records::BatchBuilder;
use replication::{ControlRequest, TopicSelector};

use crate::config::BrokerConfig;
use crate::mesh::Mesh;
use crate::shard::Shard;
use crate::slots::SlotKey;
use crate::view::PartitionKey;

/// It leads one topic, `orders`.
pub(super) struct SimulatedBroker {
    pub(super) world: SimWorld,
    pub(super) node: NodeId,
    pub(super) shard: Shard<SimIo>,
}

impl SimulatedBroker {
    /// On a new machine, whose faults and orders come from `seed`.
    pub(super) fn new(seed: u64) -> Self {
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        Self::start(world, node)
    }

    fn start(world: SimWorld, node: NodeId) -> Self {
        let overrides =
            ["node.id=1", "log.dirs=/data", "listeners=PLAINTEXT://127.0.0.1:9092"].map(str::to_owned);
        let config = BrokerConfig::parse("", &overrides, &|_| None).expect("a valid configuration");
        let io = world.io(node).waiting();
        let mut mesh = Mesh::full(1).remove(0);
        mesh.connect(&[io.doorbell()]);
        let mut shard = Shard::new(Arc::new(config), io, mesh);
        shard.start().expect("it starts");
        let mut broker = Self { world, node, shard };
        broker.turn_until(|broker| broker.shard.is_accepting());
        broker
    }

    /// Until it is so, or the power is gone.
    pub(super) fn turn_until(&mut self, is_done: impl Fn(&mut Self) -> bool) {
        for _ in 0..100_000 {
            if self.world.down(self.node).is_some() || is_done(self) {
                return;
            }
            self.shard.turn();
        }
        panic!("nothing comes of it");
    }

    /// As this shard knows it.
    pub(super) fn topic_id(&self) -> Option<Uuid> {
        Some(self.shard.view.image.topic("orders")?.id)
    }

    pub(super) fn make_topic(&mut self) {
        let names = vec![Arc::from("orders")];
        self.shard.ask_control(ControlRequest::AutoCreateTopics { names }, |_, _| {});
        self.turn_until(|broker| broker.topic_id().is_some());
    }

    pub(super) fn ask_for_deletion(&mut self) {
        let topic = TopicSelector { name: Some("orders".to_owned()), ..TopicSelector::default() };
        self.shard.ask_control(ControlRequest::DeleteTopics { topics: vec![topic] }, |_, _| {});
    }

    /// The topic's partition.
    pub(super) fn led(&self) -> SlotKey {
        let key = PartitionKey { topic_id: self.topic_id().expect("a topic"), partition: 0 };
        self.shard.partitions.by_key[&key]
    }

    pub(super) fn log_id(&self) -> LogId {
        self.shard.partitions.led.get(self.led()).and_then(|led| led.log).expect("its log could be opened")
    }

    pub(super) fn log(&self) -> &Log {
        self.shard.logs.log(self.log_id())
    }

    /// Appends records, and waits until a power cut cannot take them.
    pub(super) fn append(&mut self, count: i64) {
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

    /// What the checkpoint file says.
    pub(super) fn recovery_points(&mut self) -> String {
        let file = self.shard.io.read_all("/data/recovery-point-offset-checkpoint".as_ref(), 1 << 20);
        String::from_utf8(file.unwrap_or_default()).expect("text")
    }

    /// The same machine after a power cut, one that came already or one at this moment.
    pub(super) fn cut_power(self) -> Self {
        let Self { world, node, shard } = self;
        drop(shard);
        if world.down(node).is_none() {
            world.crash(node, CrashKind::PowerCut);
        }
        world.restart(node);
        Self::start(world, node)
    }
}
