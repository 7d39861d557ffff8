//! The control plane over a simulated disk: formats, restarts, power cuts, refusals.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use engine::{LogManager, LogManagerConfig};
use io::sim::{CrashKind, NodeId, NodeOptions, SimIo, SimWorld};
use io::{FileSystem, Io};
use replication::{MetadataImage, NewTopic, TopicSelector};

use super::*;
use crate::view::{PartitionKey, Placement};

const TOKENS: u8 = 9;

/// A machine on which the control plane is started and stopped.
struct Machine {
    world: SimWorld,
    node: NodeId,
    overrides: Vec<String>,
    shards: usize,
    /// Whether the last run stopped cleanly.
    clean: Cell<bool>,
}

/// One run of the control plane, with shards that apply each view at once.
struct Run {
    io: SimIo,
    logs: LogManager,
    plane: ControlPlane,
    replies: Vec<(ControlTicket, ControlReply)>,
    published: Vec<Arc<ClusterView>>,
    fatal: Option<String>,
    /// Whether views are applied as soon as they are published.
    applies: bool,
}

impl Machine {
    fn new(overrides: &[&str]) -> Self {
        let world = SimWorld::new(7);
        let node = world.add_node(NodeOptions::default());
        let overrides = overrides.iter().map(|text| (*text).to_owned()).collect();
        Self { world, node, overrides, shards: 2, clean: Cell::new(false) }
    }

    fn io(&self) -> SimIo {
        self.world.io(self.node).waiting()
    }

    fn open(&self) -> Result<Run, StartError> {
        let mut io = self.io();
        let config =
            Arc::new(BrokerConfig::parse("", &self.overrides, &|_| None).expect("a valid configuration"));
        for directory in &config.log_dirs {
            io.create_directory(directory).expect("a disk");
        }
        let mut logs = LogManager::new(LogManagerConfig::default(), TOKENS);
        let mut facts = StartFacts { clean: vec![self.clean.take(); 2], ..StartFacts::default() };
        let plane = ControlPlane::open(&mut io, &mut logs, &config, self.shards, &mut facts)?;
        let (replies, published) = Default::default();
        Ok(Run { io, logs, plane, replies, published, fatal: None, applies: true })
    }

    fn start(&self) -> Run {
        let mut run = self.open().expect("a folder that opens");
        run.settle();
        run
    }

    fn crash(&self, run: Run) {
        drop(run);
        self.world.crash(self.node, CrashKind::PowerCut);
        self.world.restart(self.node);
    }

    fn refusal(&self) -> String {
        match self.open() {
            Ok(_) => panic!("a folder that must be refused was opened"),
            Err(error) => error.to_string(),
        }
    }

    fn read(&self, path: &str) -> String {
        let bytes = self.io().read_all(Path::new(path), 1 << 20).expect("the file is there");
        String::from_utf8(bytes).expect("text")
    }

    fn write(&self, path: &str, text: &str) {
        self.io().replace_file(Path::new(path), text.as_bytes()).expect("a disk");
    }

    fn names(&self, directory: &str) -> Vec<String> {
        let entries = self.io().list(Path::new(directory)).expect("the folder is there");
        entries.into_iter().map(|entry| entry.name).collect()
    }
}

impl Run {
    /// Lets the disk work until nothing is on its way.
    fn settle(&mut self) {
        for _ in 0..200 {
            self.pump();
            self.logs.flush_appends(&mut self.io);
            let until = self.io.now() + Duration::from_millis(5);
            let mut completions = Vec::new();
            self.io.turn(Some(until), &mut completions);
            for completion in completions {
                self.logs.on_completion(&mut self.io, completion);
            }
            while let Some(event) = self.logs.poll_event() {
                self.plane.on_log_event(&event);
            }
            let now = self.io.now();
            if self.plane.next_deadline().is_some_and(|at| at <= now) {
                self.plane.on_deadline(&mut self.io, &mut self.logs, now);
            }
            self.pump();
            if !self.plane.controller.has_pending() {
                break;
            }
        }
    }

    fn pump(&mut self) {
        while let Some(effect) = self.plane.poll_effect() {
            match effect {
                ControlEffect::Publish(view) => {
                    assert_eq!(view.version, self.published.last().map_or(1, |last| last.version + 1));
                    if self.applies {
                        self.plane.on_view_applied(view.version);
                    }
                    self.published.push(view);
                }
                ControlEffect::Reply { ticket, reply } => self.replies.push((ticket, reply)),
                ControlEffect::Fatal(reason) => self.fatal = Some(reason),
            }
        }
    }

    fn ask(&mut self, request: ControlRequest) -> ControlReply {
        let ticket = ControlTicket::unasked(self.replies.len() as u32);
        self.plane.on_request(&mut self.io, &mut self.logs, ticket, request);
        self.settle();
        let (answered, reply) = self.replies.last().expect("an answer").clone();
        assert_eq!(answered, ticket);
        reply
    }

    fn create(&mut self, name: &str, partitions: i32) -> ControlReply {
        let topic = NewTopic {
            name: name.to_owned(),
            num_partitions: partitions,
            replication_factor: 1,
            ..NewTopic::default()
        };
        self.ask(ControlRequest::CreateTopics { topics: vec![topic], validate_only: false })
    }

    fn delete(&mut self, name: &str) -> ControlReply {
        let topics = vec![TopicSelector { name: Some(name.to_owned()), ..TopicSelector::default() }];
        self.ask(ControlRequest::DeleteTopics { topics })
    }

    fn image(&self) -> Arc<MetadataImage> {
        Arc::clone(&self.published.last().expect("a view").image)
    }

    fn placement(&self, topic: &str, partition: i32) -> Option<Placement> {
        let view = self.published.last().expect("a view");
        let topic_id = view.image.topic(topic)?.id;
        view.placement.of(PartitionKey { topic_id, partition })
    }

    fn leader_epochs(&self, topic: &str) -> Vec<(i32, i32)> {
        let image = self.image();
        let topic = image.topic(topic).expect("the topic is there");
        topic.partitions().iter().map(|partition| (partition.leader, partition.leader_epoch)).collect()
    }

    fn stop(mut self) {
        self.plane.begin_close(&mut self.io, &mut self.logs);
        self.settle();
        assert!(self.plane.is_closed());
        assert_eq!(self.fatal, None);
    }
}

fn created(reply: ControlReply) -> Uuid {
    match reply {
        ControlReply::CreateTopics(topics) => topics[0].result.clone().expect("created").id,
        other => panic!("not the answer to CreateTopics: {other:?}"),
    }
}

const ONE: &[&str] = &["log.dirs=/data", "node.id=1"];
const TWO: &[&str] = &["log.dirs=/a,/b", "node.id=1"];

#[test]
fn a_new_folder_is_formatted_as_kafka_would() {
    let machine = Machine::new(ONE);
    let run = machine.start();
    assert_eq!(run.published.len(), 1);
    let image = run.image();
    assert_eq!(image.live_brokers().map(|broker| broker.id()).collect::<Vec<_>>(), [1]);
    assert_eq!(image.feature("metadata.version"), 33);
    assert_eq!(run.plane.broker_epoch(), 11);
    let meta = machine.read("/data/meta.properties");
    assert!(meta.contains("node.id=1\n") && meta.contains("version=1\n"), "{meta}");
    assert!(meta.contains(&format!("cluster.id={}\n", run.plane.cluster_id())), "{meta}");
    let names = machine.names("/data/__cluster_metadata-0");
    assert!(names.contains(&"00000000000000000000-0000000000.checkpoint".to_owned()), "{names:?}");
    assert_eq!(
        machine.read("/data/__cluster_metadata-0/quorum-state"),
        r#"{"clusterId":"","leaderId":1,"leaderEpoch":1,"votedId":-1,"appliedOffset":0,"currentVoters":[{"voterId":1}],"data_version":0}"#
    );
}

#[test]
fn what_was_answered_survives_a_power_cut() {
    let machine = Machine::new(ONE);
    let mut run = machine.start();
    let id = created(run.create("orders", 3));
    let placed: Vec<_> = (0..3).map(|p| run.placement("orders", p).expect("placed").shard.0).collect();
    assert_eq!(placed, [0, 1, 0]);
    let cluster = run.plane.cluster_id().to_owned();
    let epochs = run.leader_epochs("orders");
    machine.crash(run);

    let run = machine.start();
    assert_eq!(run.plane.cluster_id(), cluster);
    assert_eq!(run.image().topic("orders").expect("it survived").id, id);
    let after: Vec<_> = epochs.iter().map(|(leader, epoch)| (*leader, epoch + 1)).collect();
    assert_eq!(run.leader_epochs("orders"), after);
}

/// What the first start has made the second one finds; it must not take it for durable.
#[test]
fn a_process_that_is_killed_while_it_formats_leaves_nothing_that_a_power_cut_takes_later() {
    for (seed, operations) in (0..8).flat_map(|seed| (2..40).map(move |operations| (seed, operations))) {
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        let machine = Machine { world, node, ..Machine::new(ONE) };
        machine.world.arm_crash(machine.node, operations, CrashKind::ProcessKill);
        drop(machine.open());
        if machine.world.down(machine.node).is_none() {
            machine.world.crash(machine.node, CrashKind::ProcessKill);
        }
        machine.world.arm_crash(machine.node, u64::MAX, CrashKind::ProcessKill);
        machine.world.restart(machine.node);
        let mut run = machine.start();
        let id = created(run.create("orders", 1));
        machine.crash(run);
        let run = machine.start();
        let topic = run.image().topic("orders").map(|topic| topic.id);
        assert_eq!(topic, Some(id), "seed {seed}, killed after {operations} operations");
    }
}

#[test]
fn a_clean_stop_gives_leadership_up_and_the_next_start_takes_it() {
    let machine = Machine::new(ONE);
    let mut run = machine.start();
    created(run.create("orders", 1));
    run.stop();
    let mut run = machine.start();
    assert_eq!(run.leader_epochs("orders"), [(1, 2)]);
    assert!(machine.read("/data/__cluster_metadata-0/quorum-state").contains("\"leaderEpoch\":2"));
    run.delete("orders");
    assert_eq!(run.image().topic_count(), 0);
    let again = created(run.create("orders", 1));
    assert_eq!(run.image().topic("orders").expect("created again").id, again);
}

#[test]
fn an_answer_waits_until_every_shard_knows() {
    let machine = Machine::new(ONE);
    let mut run = machine.start();
    run.applies = false;
    let ticket = ControlTicket::unasked(1);
    let names = vec![Arc::from("orders")];
    run.plane.on_request(&mut run.io, &mut run.logs, ticket, ControlRequest::AutoCreateTopics { names });
    run.settle();
    assert_eq!(run.published.len(), 2);
    assert!(run.replies.is_empty());
    run.plane.on_view_applied(1);
    run.pump();
    assert!(run.replies.is_empty());
    run.plane.on_view_applied(2);
    run.pump();
    assert!(matches!(&run.replies[..], [(_, ControlReply::AutoCreateTopics(topics))] if topics[0].1.is_ok()));
}

#[test]
fn directories_share_the_load_and_a_failed_one_loses_its_leaders() {
    let machine = Machine::new(TWO);
    let mut run = machine.start();
    created(run.create("orders", 4));
    let placed: Vec<_> = (0..4).map(|p| run.placement("orders", p).expect("placed").directory).collect();
    assert_eq!(placed, [0, 1, 0, 1]);
    run.plane.on_directory_failed(Path::new("/b"), "EIO");
    run.settle();
    let leaders: Vec<_> = run.leader_epochs("orders").into_iter().map(|(leader, _)| leader).collect();
    assert_eq!(leaders, [1, -1, 1, -1]);
    created(run.create("more", 2));
    assert_eq!(run.placement("more", 1).expect("placed").directory, 0);
    run.plane.on_directory_failed(Path::new("/a"), "EIO");
    run.settle();
    assert_eq!(run.fatal.as_deref(), Some("/a: EIO"));
    let reply = run.create("late", 1);
    assert!(matches!(reply, ControlReply::Unavailable(_)), "{reply:?}");
}

#[test]
fn snapshots_bound_the_log_and_carry_everything() {
    let machine = Machine::new(&[
        "log.dirs=/data",
        "node.id=1",
        "metadata.log.max.record.bytes.between.snapshots=2000",
    ]);
    let mut run = machine.start();
    for number in 0..40 {
        created(run.create(&format!("topic-{number}"), 2));
    }
    run.delete("topic-7");
    let snapshots = |machine: &Machine| {
        let names = machine.names("/data/__cluster_metadata-0");
        names.into_iter().filter(|name| name.ends_with(".checkpoint")).collect::<Vec<_>>()
    };
    let log = run.logs.log(run.plane.log.id);
    assert!(log.log_start_offset().0 > 40, "the log lets go of what the snapshot has");
    let written = snapshots(&machine);
    assert_eq!(written.len(), 2, "the first and the newest: {written:?}");
    let topics: Vec<String> = run.image().topics().map(|topic| topic.name.to_string()).collect();
    machine.crash(run);
    let run = machine.start();
    assert!(run.image().topics().map(|topic| topic.name.to_string()).eq(topics));
    drop(run);

    // A damaged snapshot is passed over while the log still has everything.
    machine.write(&format!("/data/__cluster_metadata-0/{}", written[1]), "not a snapshot");
    assert_eq!(machine.start().image().topic_count(), 39);
}

#[test]
fn folders_of_others_are_refused_by_name() {
    let machine = Machine::new(TWO);
    machine.start().stop();
    let meta = machine.read("/a/meta.properties");
    let other = machine.read("/b/meta.properties");

    machine.write("/a/meta.properties", &meta.replace("node.id=1", "node.id=5"));
    assert!(machine.refusal().contains("start it with --override node.id=5"), "{}", machine.refusal());
    machine.write("/a/meta.properties", &meta.replace("cluster.id=", "cluster.id=x"));
    assert!(machine.refusal().starts_with("/a belongs to cluster x"), "{}", machine.refusal());
    machine.write("/a/meta.properties", "version=1\n");
    assert_eq!(machine.refusal(), "/a/meta.properties: cluster.id is missing");
    machine.write("/a/meta.properties", &other);
    assert!(
        machine.refusal().starts_with("/b/meta.properties: has the directory.id of /a"),
        "{}",
        machine.refusal()
    );
    machine.write("/a/meta.properties", &meta);

    let state = machine.read("/a/__cluster_metadata-0/quorum-state");
    let three = state.replace(r#"{"voterId":1}"#, r#"{"voterId":1},{"voterId":2},{"voterId":3}"#);
    machine.write("/a/__cluster_metadata-0/quorum-state", &three);
    assert!(machine.refusal().contains("has the voters [1, 2, 3]"), "{}", machine.refusal());
    machine.write("/a/__cluster_metadata-0/quorum-state", "{");
    machine.start().stop();
    assert!(machine.read("/a/__cluster_metadata-0/quorum-state").contains("\"leaderEpoch\":2"));
}

#[test]
fn logs_that_belong_to_no_topic_are_put_aside() {
    let machine = Machine::new(ONE);
    machine.start().stop();
    machine.io().create_directory(Path::new("/data/gone-3")).expect("a disk");
    machine.start().stop();
    let names = machine.names("/data");
    let stray = names.iter().any(|name| name.starts_with("gone-3.") && name.ends_with("-stray"));
    assert!(stray && !names.contains(&"gone-3".to_owned()), "{names:?}");
}

#[test]
fn logs_are_not_taken_for_strays_because_the_metadata_is_elsewhere() {
    let machine = Machine::new(ONE);
    machine.start().stop();
    let mut io = machine.io();
    io.create_directory(Path::new("/data/orders-0")).expect("a disk");
    io.rename(Path::new("/data/__cluster_metadata-0"), Path::new("/elsewhere")).expect("a disk");
    assert!(machine.refusal().starts_with("/data holds orders-0, and no directory"), "{}", machine.refusal());
    assert!(machine.names("/data").contains(&"orders-0".to_owned()));
}

#[test]
fn a_folder_with_logs_and_without_its_mark_is_not_formatted_over() {
    let machine = Machine::new(ONE);
    machine.start().stop();
    machine.io().remove_file(Path::new("/data/meta.properties")).expect("a disk");
    assert_eq!(
        machine.refusal(),
        "/data/meta.properties: missing, although the directory holds __cluster_metadata-0"
    );
}

#[test]
fn a_full_disk_refuses_changes_and_takes_them_again() {
    let mut machine = Machine::new(ONE);
    machine.node = machine.world.add_node(NodeOptions { disk_bytes: 4 << 20, ..NodeOptions::default() });
    let mut run = machine.start();
    created(run.create("before", 1));
    let ballast = Path::new("/ballast");
    let mut size = 4 << 20;
    while size > 0 {
        // As much as there is room for, down to the last byte.
        let file = run.io.open(ballast, io::OpenOptions::read_write()).expect("a file");
        let len = run.io.file_len(&file).expect("a length");
        match run.io.write_at(&file, len, &vec![1; size]) {
            Ok(()) => {}
            Err(_) => size /= 2,
        }
    }
    // What is reserved already takes a few changes.
    let mut refused = None;
    for number in 0..2000 {
        if let ControlReply::Unavailable(error) = run.create(&format!("topic-{number}"), 20) {
            refused = Some(error);
            break;
        }
    }
    let refused = refused.expect("the disk is full");
    assert_eq!(refused.code, protocol::ErrorCode::KafkaStorageError);
    assert_eq!(run.fatal, None);
    let topics = run.image().topic_count();
    run.io.remove_file(ballast).expect("a disk");
    // Or the power cut below brings it back.
    run.io.sync_directory(Path::new("/")).expect("a disk");
    created(run.create("after", 1));
    assert_eq!(run.image().topic_count(), topics + 1);
    machine.crash(run);
    assert_eq!(machine.start().image().topic_count(), topics + 1);
}

#[test]
fn a_damaged_metadata_log_is_refused_where_nothing_can_excuse_it() {
    let machine = Machine::new(ONE);
    let mut run = machine.start();
    created(run.create("orders", 3));
    run.stop();
    let path = Path::new("/data/__cluster_metadata-0/00000000000000000000.log");
    let mut bytes = machine.io().read_all(path, 1 << 20).expect("the log");
    bytes[300] ^= 1;
    machine.io().replace_file(path, &bytes).expect("a disk");
    machine.clean.set(true);
    assert!(
        machine.refusal().starts_with("/data/__cluster_metadata-0: the log is damaged from"),
        "{}",
        machine.refusal()
    );
}
