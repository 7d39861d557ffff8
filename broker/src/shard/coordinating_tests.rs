use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use coordinator::{Answer, Client, Question, partition_of};
use io::Io;
use io::sim::{CrashKind, FaultOptions, NodeId, NodeOptions, SimIo, SimWorld};
use protocol::ErrorCode;
use protocol::messages::OffsetCommitRequest;
use protocol::messages::offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic};
use protocol::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};
use replication::ControlRequest;

use super::OFFSETS_TOPIC;
use crate::config::BrokerConfig;
use crate::mesh::Mesh;
use crate::purgatory::GroupAnswer;
use crate::shard::Shard;
use crate::view::PartitionKey;

const PARTITIONS: i32 = 4;

/// A machine with two disks, and a broker of one shard on it.
struct Machine {
    world: SimWorld,
    node: NodeId,
}

struct Broker {
    world: SimWorld,
    node: NodeId,
    shard: Shard<SimIo>,
    answers: Rc<RefCell<Vec<GroupAnswer>>>,
}

impl Machine {
    fn new(seed: u64) -> Self {
        let world = SimWorld::new(seed);
        let node = world.add_node(NodeOptions::default());
        Self { world, node }
    }

    fn start(&self) -> Broker {
        let overrides = [
            "node.id=1".to_owned(),
            "log.dirs=/a,/b".to_owned(),
            "listeners=PLAINTEXT://127.0.0.1:9092".to_owned(),
            format!("offsets.topic.num.partitions={PARTITIONS}"),
        ];
        let config = BrokerConfig::parse("", &overrides, &|_| None).expect("a valid configuration");
        let io = self.world.io(self.node).waiting();
        let mut mesh = Mesh::full(1).remove(0);
        mesh.connect(&[io.doorbell()]);
        let mut shard = Shard::new(Arc::new(config), io, mesh);
        shard.start().expect("it starts");
        let answers = Rc::default();
        let mut broker = Broker { world: self.world.clone(), node: self.node, shard, answers };
        broker.turn_until(|broker| broker.shard.is_accepting());
        broker
    }
}

impl Broker {
    fn turn_until(&mut self, is_done: impl Fn(&Self) -> bool) {
        for _ in 0..100_000 {
            if self.world.down(self.node).is_some() || is_done(self) {
                return;
            }
            self.shard.turn();
        }
        panic!("nothing comes of it");
    }

    fn make_offsets_topic(&mut self) {
        let names = vec![Arc::from(OFFSETS_TOPIC)];
        self.shard.ask_control(ControlRequest::AutoCreateTopics { names }, |_, _| {});
        self.turn_until(|broker| broker.shard.view.image.topic(OFFSETS_TOPIC).is_some());
    }

    fn begin(&mut self, question: Question) {
        let (answers, client) = (self.answers.clone(), Client { api_version: 9, ..Client::default() });
        self.shard.ask_groups(&client, vec![question], move |_, mut answered| {
            answers.borrow_mut().append(&mut answered);
        });
    }

    /// Asks and waits; `None` if the power goes first.
    fn ask(&mut self, question: Question) -> Option<GroupAnswer> {
        self.begin(question);
        self.turn_until(|broker| !broker.answers.borrow().is_empty());
        self.answers.borrow_mut().pop()
    }

    fn commit(&mut self, group: &str, offset: i64) -> Option<Result<(), ErrorCode>> {
        Some(match self.ask(commit(group, offset))? {
            Ok(Answer::CommitOffsets(response)) => match response.topics[0].partitions[0].error_code {
                0 => Ok(()),
                code => Err(ErrorCode::from_i16(code)),
            },
            Ok(other) => panic!("{other:?}"),
            Err(code) => Err(code),
        })
    }

    /// What a group has committed, once it is loaded.
    fn committed(&mut self, group: &str) -> Result<i64, ErrorCode> {
        loop {
            let response = match self.ask(fetch(group)).expect("the power is on")? {
                Answer::FetchOffsets(response) => response,
                other => panic!("{other:?}"),
            };
            match ErrorCode::from_i16(response.error_code) {
                ErrorCode::None => return Ok(response.topics[0].partitions[0].committed_offset),
                ErrorCode::CoordinatorLoadInProgress => self.shard.turn(),
                code => return Err(code),
            }
        }
    }

    /// Some group whose partition is in this log directory.
    fn group_in(&self, directory: u16) -> String {
        let topic = self.shard.view.image.topic(OFFSETS_TOPIC).expect("it was made");
        let is_there = |group: &String| {
            let key = PartitionKey { topic_id: topic.id, partition: partition_of(group, PARTITIONS) };
            self.shard.view.placement.of(key).is_some_and(|placement| placement.directory == directory)
        };
        (0..100).map(|number| format!("group-{number}")).find(is_there).expect("partitions are on both disks")
    }
}

fn commit(group: &str, offset: i64) -> Question {
    let partition = OffsetCommitRequestPartition {
        partition_index: 0,
        committed_offset: offset,
        ..OffsetCommitRequestPartition::default()
    };
    let topic = OffsetCommitRequestTopic {
        name: "orders".to_owned(),
        partitions: vec![partition],
        ..OffsetCommitRequestTopic::default()
    };
    Question::CommitOffsets(OffsetCommitRequest {
        group_id: group.to_owned(),
        generation_id_or_member_epoch: -1,
        topics: vec![topic],
        ..OffsetCommitRequest::default()
    })
}

fn fetch(group: &str) -> Question {
    let topic = OffsetFetchRequestTopics {
        name: "orders".to_owned(),
        partition_indexes: vec![0],
        ..OffsetFetchRequestTopics::default()
    };
    let group = OffsetFetchRequestGroup {
        group_id: group.to_owned(),
        topics: Some(vec![topic]),
        ..OffsetFetchRequestGroup::default()
    };
    Question::FetchOffsets { group, require_stable: false }
}

/// Whatever operation the power goes at: what was acknowledged is there, and nothing that was not asked for.
#[test]
fn a_power_cut_takes_back_no_commit_that_was_acknowledged() {
    let mut acknowledged_any = 0;
    for operations in 1..80 {
        let machine = Machine::new(operations);
        let mut broker = machine.start();
        broker.make_offsets_topic();
        machine.world.arm_crash(machine.node, operations, CrashKind::PowerCut);
        let (mut asked, mut acknowledged) = (0, -1);
        while machine.world.down(machine.node).is_none() {
            asked += 1;
            // It may still be loading, or hear of the crash as of a disk that fails.
            if let Some(Ok(())) = broker.commit("readers", asked) {
                acknowledged = asked;
            }
        }
        drop(broker);
        machine.world.restart(machine.node);
        let committed = machine.start().committed("readers").expect("its log is there");
        assert!((acknowledged..=asked).contains(&committed), "{acknowledged} <= {committed} <= {asked}");
        acknowledged_any += i64::from(acknowledged > 0);
    }
    assert!(acknowledged_any > 40, "most runs came to commit something: {acknowledged_any}");
}

/// Commits that come in one turn are written as one batch.
#[test]
fn a_turn_is_one_batch() {
    let machine = Machine::new(1);
    let mut broker = machine.start();
    broker.make_offsets_topic();
    assert_eq!(broker.committed("readers"), Ok(-1));
    for offset in 0..100 {
        broker.begin(commit("readers", offset));
    }
    assert!(broker.answers.borrow().is_empty(), "nothing is durable yet");
    broker.turn_until(|broker| broker.answers.borrow().len() == 100);
    let log = broker.shard.logs.logs().find(|(_, log)| log.log_end_offset().0 == 100);
    let log = log.expect("a log with a hundred records").1;
    broker.answers.borrow_mut().clear();
    // A batch has 61 bytes of its own.
    assert!(log.size_bytes() < 100 * 61 + 61, "{} bytes", log.size_bytes());
    assert_eq!(broker.committed("readers"), Ok(99));
}

#[test]
fn a_disk_that_fails_takes_its_groups_and_no_others() {
    let machine = Machine::new(2);
    let mut broker = machine.start();
    broker.make_offsets_topic();
    // The metadata log is on the first disk, without which there is no broker.
    let (there, here) = (broker.group_in(0), broker.group_in(1));
    for group in [&there, &here] {
        assert_eq!(broker.committed(group), Ok(-1));
        assert_eq!(broker.commit(group, 5), Some(Ok(())));
    }
    let faults = FaultOptions { write_error_one_in: 1, ..FaultOptions::default() };
    machine.world.set_faults(machine.node, faults);
    broker.begin(commit(&here, 6));
    broker.turn_until(|broker| !broker.answers.borrow().is_empty());
    machine.world.set_faults(machine.node, FaultOptions::default());
    let answer = broker.answers.borrow_mut().pop().expect("an answer");
    let Ok(Answer::CommitOffsets(answer)) = answer else { panic!("{answer:?}") };
    assert_eq!(answer.topics[0].partitions[0].error_code, ErrorCode::NotCoordinator.code());
    assert_eq!(broker.committed(&here), Err(ErrorCode::NotCoordinator));
    assert_eq!((broker.committed(&there), broker.commit(&there, 7)), (Ok(5), Some(Ok(()))));
    assert_eq!(broker.committed(&there), Ok(7));
}
