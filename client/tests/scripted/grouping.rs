//! A member whose coordinator moves, loads, rebalances, and throws it out.

use std::time::Duration;

use bytes::{BufMut, Bytes, BytesMut};
use client::{
    Assignor, CommitPolicy, ConsumerConfig, Error, GroupConfig, GroupConsumer, GroupError, GroupEvent,
    OffsetSpec, Subscription, TopicPartition,
};
use io::PollIo;
use protocol::coordinator::consumer_protocol_assignment;
use protocol::coordinator::{ConsumerProtocolAssignment, ConsumerProtocolSubscription};
use protocol::messages::fetch_response::{FetchableTopicResponse, PartitionData};
use protocol::messages::find_coordinator_response::Coordinator;
use protocol::messages::join_group_response::JoinGroupResponseMember;
use protocol::messages::metadata_response::{MetadataResponseBroker, MetadataResponseTopic};
use protocol::messages::offset_commit_response::{OffsetCommitResponsePartition, OffsetCommitResponseTopic};
use protocol::messages::offset_fetch_response::{
    OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};
use protocol::messages::{
    FetchRequest, FetchResponse, FindCoordinatorResponse, HeartbeatResponse, JoinGroupRequest,
    JoinGroupResponse, LeaveGroupRequest, LeaveGroupResponse, MetadataRequest, MetadataResponse,
    OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest, OffsetFetchResponse, SyncGroupRequest,
    SyncGroupResponse,
};
use protocol::records::BatchBuilder;
use protocol::{ApiKey, ErrorCode, Message};

use crate::fake_broker::{Answer, Asked, FakeBroker, TOPIC_ID};

/// What a group's coordinator answers in the normal course of things: one member, generation after generation, with the
/// partitions of "orders" that `share` names for each; every partition holds ten records and 3 is committed.
fn usual(asked: &Asked, share: &[&[i32]]) -> Answer {
    match asked.api {
        ApiKey::FindCoordinator => found(asked, ErrorCode::None),
        ApiKey::JoinGroup => joined(asked, ErrorCode::None),
        ApiKey::SyncGroup => {
            let generation = asked.decode::<SyncGroupRequest>().generation_id as usize;
            synced(asked, ErrorCode::None, share[generation.clamp(1, share.len()) - 1])
        }
        ApiKey::Heartbeat => heard(asked, ErrorCode::None),
        ApiKey::LeaveGroup => asked.answer(&LeaveGroupResponse::default()),
        ApiKey::OffsetFetch => committed(asked, 3, ErrorCode::None),
        ApiKey::OffsetCommit => taken(asked, ErrorCode::None),
        ApiKey::Fetch => records(asked),
        _ => Answer::Usual,
    }
}

fn found(asked: &Asked, code: ErrorCode) -> Answer {
    let coordinator = Coordinator {
        key: "g".to_owned(),
        node_id: 1,
        host: "127.0.0.1".to_owned(),
        error_code: code.code(),
        ..Default::default()
    };
    asked.answer(&FindCoordinatorResponse { coordinators: vec![coordinator], ..Default::default() })
}

/// Each member that has an id is in the generation after that of its number of joins.
fn joined(asked: &Asked, code: ErrorCode) -> Answer {
    let request: JoinGroupRequest = asked.decode();
    asked.answer(&JoinGroupResponse {
        error_code: code.code(),
        generation_id: asked.number as i32,
        protocol_type: Some("consumer".to_owned()),
        protocol_name: Some(request.protocols[0].name.clone()),
        leader: "other".to_owned(),
        member_id: if request.member_id.is_empty() { "m".to_owned() } else { request.member_id },
        ..Default::default()
    })
}

/// KIP-394: the first join only gives an id.
fn joined_with_id(asked: &Asked) -> Answer {
    match asked.decode::<JoinGroupRequest>().member_id.is_empty() {
        true => joined(asked, ErrorCode::MemberIdRequired),
        false => joined(asked, ErrorCode::None),
    }
}

fn synced(asked: &Asked, code: ErrorCode, partitions: &[i32]) -> Answer {
    let assignment = ConsumerProtocolAssignment {
        assigned_partitions: vec![consumer_protocol_assignment::TopicPartition {
            topic: "orders".to_owned(),
            partitions: partitions.to_vec(),
        }],
        user_data: None,
    };
    let assignment = prefixed(&assignment, 1);
    asked.answer(&SyncGroupResponse { error_code: code.code(), assignment, ..Default::default() })
}

fn prefixed<M: Message>(message: &M, version: i16) -> Bytes {
    let mut bytes = BytesMut::new();
    bytes.put_i16(version);
    message.encode(version, &mut bytes).expect("it encodes");
    bytes.freeze()
}

fn heard(asked: &Asked, code: ErrorCode) -> Answer {
    asked.answer(&HeartbeatResponse { error_code: code.code(), ..Default::default() })
}

fn committed(asked: &Asked, offset: i64, code: ErrorCode) -> Answer {
    let request: OffsetFetchRequest = asked.decode();
    let topics = request.groups[0].topics.clone().expect("it names partitions").into_iter();
    let topics = topics.map(|topic| OffsetFetchResponseTopics {
        name: topic.name,
        partitions: topic
            .partition_indexes
            .into_iter()
            .map(|partition_index| OffsetFetchResponsePartitions {
                partition_index,
                committed_offset: offset,
                error_code: code.code(),
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    });
    let group =
        OffsetFetchResponseGroup { group_id: "g".to_owned(), topics: topics.collect(), ..Default::default() };
    asked.answer(&OffsetFetchResponse { groups: vec![group], ..Default::default() })
}

fn taken(asked: &Asked, code: ErrorCode) -> Answer {
    let request: OffsetCommitRequest = asked.decode();
    let topics = request.topics.into_iter().map(|topic| OffsetCommitResponseTopic {
        name: topic.name,
        partitions: topic
            .partitions
            .iter()
            .map(|partition| OffsetCommitResponsePartition {
                partition_index: partition.partition_index,
                error_code: code.code(),
            })
            .collect(),
        ..Default::default()
    });
    asked.answer(&OffsetCommitResponse { topics: topics.collect(), ..Default::default() })
}

fn records(asked: &Asked) -> Answer {
    let request: FetchRequest = asked.decode();
    let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
    let partitions = partitions.map(|partition| {
        let mut builder = BatchBuilder::plain();
        (0..10).for_each(|number: i32| builder.append(0, None, Some(number.to_string().as_bytes()), &[]));
        let bytes = builder.build().expect("it is small");
        let is_end = partition.fetch_offset >= 10;
        PartitionData {
            partition_index: partition.partition,
            high_watermark: 10,
            records: Some(if is_end { Bytes::new() } else { bytes }),
            ..Default::default()
        }
    });
    let topic =
        FetchableTopicResponse { topic_id: TOPIC_ID, partitions: partitions.collect(), ..Default::default() };
    asked.answer(&FetchResponse { responses: vec![topic], ..Default::default() })
}

fn config() -> GroupConfig {
    GroupConfig {
        heartbeat_interval: Duration::from_millis(20),
        commit: CommitPolicy::Manual,
        ..GroupConfig::new("g")
    }
}

fn member(broker: &FakeBroker, config: GroupConfig) -> GroupConsumer<PollIo> {
    let reading = ConsumerConfig {
        max_wait: Duration::from_millis(10),
        sessions: false,
        out_of_range: Some(OffsetSpec::Earliest),
        ..ConsumerConfig::default()
    };
    let mut member = GroupConsumer::new(broker.client(), reading, config).expect("it has an id");
    member.subscribe(Subscription::topics(["orders"]));
    member
}

/// The next event of the partitions; records that come meanwhile are read and counted in `read`.
fn next_event(member: &mut GroupConsumer<PollIo>, read: &mut Vec<String>) -> String {
    let deadline = member.client_mut().now() + Duration::from_secs(10);
    loop {
        while let Some(event) = member.poll_event() {
            if let Some(text) = shown(&event) {
                return text;
            }
        }
        assert!(member.client_mut().now() < deadline, "nothing happens");
        match member.poll_record() {
            Some(Ok(record)) => read.push(format!("{}-{}", record.partition, record.offset)),
            Some(Err(error)) => return format!("error: {error}"),
            None => member.turn(Some(deadline)),
        }
    }
}

fn shown(event: &GroupEvent) -> Option<String> {
    let numbers = |partitions: &[TopicPartition]| {
        partitions.iter().map(|(_, partition)| partition.to_string()).collect::<Vec<_>>().join(",")
    };
    match event {
        GroupEvent::Assigned(partitions) => Some(format!("assigned {}", numbers(partitions))),
        GroupEvent::Revoked(partitions) => Some(format!("revoked {}", numbers(partitions))),
        GroupEvent::Lost(partitions) => Some(format!("lost {}", numbers(partitions))),
        GroupEvent::Left => Some("left".to_owned()),
        GroupEvent::Committed { .. } => None,
    }
}

fn events(member: &mut GroupConsumer<PollIo>, count: usize) -> Vec<String> {
    let mut read = Vec::new();
    (0..count).map(|_| next_event(member, &mut read)).collect()
}

fn read(member: &mut GroupConsumer<PollIo>, count: usize) -> Vec<String> {
    let deadline = member.client_mut().now() + Duration::from_secs(10);
    (0..count)
        .map(|_| {
            let record = member.next_record(Some(deadline)).expect("in time").expect("no error");
            format!("{}-{}", record.partition, record.offset)
        })
        .collect()
}

/// Offsets of each commit that the coordinator got, with the generation.
fn commits(asked: &[Asked]) -> Vec<(i32, Vec<(i32, i64)>)> {
    let commits = asked.iter().filter(|asked| asked.api == ApiKey::OffsetCommit);
    commits
        .map(|asked| {
            let request: OffsetCommitRequest = asked.decode();
            let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
            let offsets = partitions.map(|partition| (partition.partition_index, partition.committed_offset));
            (request.generation_id_or_member_epoch, offsets.collect())
        })
        .collect()
}

#[test]
fn joins_reads_from_the_committed_offset_commits_and_leaves() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::JoinGroup => joined_with_id(asked),
        _ => usual(asked, &[&[0]]),
    });
    let mut member = member(&broker, config());
    assert_eq!(read(&mut member, 2), ["0-3", "0-4"]);
    assert_eq!((member.member_id(), member.generation()), ("m", 1));
    let commit = member.commit();
    assert_eq!(member.wait_for_commit(commit), Ok(()));
    let commit = member.commit();
    assert_eq!(member.wait_for_commit(commit), Ok(()), "nothing new is no request");
    let until = member.client_mut().now() + Duration::from_secs(5);
    member.close(until);
    assert!(member.has_left());
    let asked = broker.all_asked();
    assert_eq!(commits(&asked), [(1, vec![(0, 5)])]);
    let leave = asked.iter().find(|asked| asked.api == ApiKey::LeaveGroup).expect("it leaves");
    assert_eq!(leave.decode::<LeaveGroupRequest>().members[0].member_id, "m");
}

#[test]
fn a_coordinator_that_loads_and_moves_is_waited_for_and_followed() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::FindCoordinator, 0) => found(asked, ErrorCode::CoordinatorNotAvailable),
        (ApiKey::JoinGroup, 0) => joined(asked, ErrorCode::CoordinatorLoadInProgress),
        (ApiKey::JoinGroup, 1) => Answer::Close,
        (ApiKey::SyncGroup, 0) => synced(asked, ErrorCode::NotCoordinator, &[]),
        (ApiKey::SyncGroup, 1) => synced(asked, ErrorCode::RebalanceInProgress, &[]),
        (ApiKey::OffsetFetch, 0) => committed(asked, 0, ErrorCode::UnstableOffsetCommit),
        (ApiKey::OffsetCommit, 0) => taken(asked, ErrorCode::NotCoordinator),
        (ApiKey::OffsetCommit, 1) => taken(asked, ErrorCode::CoordinatorLoadInProgress),
        _ => usual(asked, &[&[0]]),
    });
    let mut member = member(&broker, config());
    assert_eq!(read(&mut member, 1), ["0-3"]);
    let commit = member.commit();
    assert_eq!(member.wait_for_commit(commit), Ok(()));
    let asked = broker.all_asked();
    let count = |api: ApiKey| asked.iter().filter(|asked| asked.api == api).count();
    assert_eq!((count(ApiKey::FindCoordinator), count(ApiKey::OffsetCommit)), (5, 3));
}

/// What was read counts before the partitions go to others: the commit is made in the old generation, and before the join.
#[test]
fn positions_are_committed_before_a_rebalance_takes_the_partitions() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Heartbeat, 3) => heard(asked, ErrorCode::RebalanceInProgress),
        (ApiKey::JoinGroup, _) => joined_with_id(asked),
        _ => usual(asked, &[&[0, 1], &[1]]),
    });
    let periodic = CommitPolicy::Every(Duration::from_secs(60));
    let mut member = member(&broker, GroupConfig { commit: periodic, ..config() });
    let mut seen = Vec::new();
    let told: Vec<String> = (0..3).map(|_| next_event(&mut member, &mut seen)).collect();
    assert_eq!(told, ["assigned 0,1", "revoked 0,1", "assigned 1"]);
    assert_eq!(seen.len(), 14, "{seen:?}");
    let asked = broker.all_asked();
    assert_eq!(commits(&asked), [(1, vec![(0, 10), (1, 10)])]);
    let order: Vec<ApiKey> = asked.iter().map(|asked| asked.api).collect();
    let commit = order.iter().position(|api| *api == ApiKey::OffsetCommit);
    let last_join = order.iter().rposition(|api| *api == ApiKey::JoinGroup);
    assert!(commit < last_join);
}

#[test]
fn who_was_thrown_out_comes_back_as_somebody_new() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Heartbeat, 1) => heard(asked, ErrorCode::UnknownMemberId),
        (ApiKey::OffsetCommit, 0) => taken(asked, ErrorCode::IllegalGeneration),
        _ => usual(asked, &[&[0], &[1]]),
    });
    let mut member = member(&broker, config());
    assert_eq!(events(&mut member, 3), ["assigned 0", "lost 0", "assigned 0"]);
    assert_eq!(read(&mut member, 1), ["0-3"]);
    let commit = member.commit();
    let refused = member.wait_for_commit(commit);
    assert_eq!(refused, Err(Error::broker(ErrorCode::IllegalGeneration)));
    assert_eq!(events(&mut member, 2), ["lost 0", "assigned 1"]);
    let joins: Vec<String> = broker
        .asked(ApiKey::JoinGroup)
        .iter()
        .map(|asked| asked.decode::<JoinGroupRequest>().member_id)
        .collect();
    assert_eq!(joins, ["", "", "m"], "an old generation keeps its member id");
}

/// KIP-429: what stays is read on; what goes is given up, and the group told so by another join.
#[test]
fn a_cooperative_member_keeps_what_it_may() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::Heartbeat, 2) => heard(asked, ErrorCode::RebalanceInProgress),
        (ApiKey::JoinGroup, _) => joined_with_id(asked),
        _ => usual(asked, &[&[0, 1], &[1], &[1]]),
    });
    let cooperative = GroupConfig { assignors: vec![Assignor::CooperativeSticky], ..config() };
    let mut member = member(&broker, cooperative);
    assert_eq!(events(&mut member, 4), ["assigned 0,1", "revoked 0", "assigned ", "assigned "]);
    let asked = broker.all_asked();
    let owned: Vec<Vec<i32>> = asked
        .iter()
        .filter(|asked| asked.api == ApiKey::JoinGroup)
        .map(|asked| {
            let request: JoinGroupRequest = asked.decode();
            let metadata = &request.protocols[0].metadata;
            let subscription = ConsumerProtocolSubscription::decode(&metadata[2..], 3).expect("version 3");
            subscription.owned_partitions.into_iter().flat_map(|owned| owned.partitions).collect()
        })
        .collect();
    assert_eq!(owned, [vec![], vec![], vec![0, 1], vec![1]]);
    let fetches = asked.iter().filter(|asked| asked.api == ApiKey::OffsetFetch).count();
    assert_eq!(fetches, 1, "partitions that stay go on where they are");
}

#[test]
fn what_cannot_be_cured_is_told_once() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::JoinGroup => joined(asked, ErrorCode::InconsistentGroupProtocol),
        _ => usual(asked, &[]),
    });
    let mut member = member(&broker, config());
    let deadline = member.client_mut().now() + Duration::from_secs(10);
    let error = member.next_record(Some(deadline)).expect("in time").expect_err("it is no member");
    assert_eq!(error, GroupError::Group(Error::broker(ErrorCode::InconsistentGroupProtocol)));
    assert!(member.has_left());
    let soon = member.client_mut().now() + Duration::from_millis(50);
    assert!(member.next_record(Some(soon)).is_none());
    assert_eq!(broker.asked(ApiKey::JoinGroup).len(), 1);
}

#[test]
fn the_leader_shares_out() {
    let subscription =
        ConsumerProtocolSubscription { topics: vec!["orders".to_owned()], ..Default::default() };
    let metadata = prefixed(&subscription, 1);
    let broker = FakeBroker::start(move |asked| match asked.api {
        ApiKey::JoinGroup => {
            let request: JoinGroupRequest = asked.decode();
            let member = |id: &str, metadata: &Bytes| JoinGroupResponseMember {
                member_id: id.to_owned(),
                metadata: metadata.clone(),
                ..Default::default()
            };
            let others = [member("a", &metadata), member("z", &request.protocols[0].metadata)];
            asked.answer(&JoinGroupResponse {
                generation_id: 1,
                protocol_type: Some("consumer".to_owned()),
                protocol_name: Some("roundrobin".to_owned()),
                leader: "z".to_owned(),
                member_id: "z".to_owned(),
                members: others.to_vec(),
                ..Default::default()
            })
        }
        _ => usual(asked, &[&[1]]),
    });
    let assignors = vec![Assignor::RoundRobin];
    let mut member = member(&broker, GroupConfig { assignors, ..config() });
    assert_eq!(events(&mut member, 1), ["assigned 1"]);
    let sync: SyncGroupRequest = broker.asked(ApiKey::SyncGroup)[0].decode();
    let shares: Vec<(String, Vec<i32>)> = sync
        .assignments
        .iter()
        .map(|share| {
            let assignment =
                ConsumerProtocolAssignment::decode(&share.assignment[2..], 3).expect("version 3");
            let partitions = assignment.assigned_partitions.into_iter().flat_map(|topic| topic.partitions);
            (share.member_id.clone(), partitions.collect())
        })
        .collect();
    assert_eq!(shares, [("a".to_owned(), vec![0]), ("z".to_owned(), vec![1])]);
    assert_eq!(sync.protocol_name.as_deref(), Some("roundrobin"));
}

/// A static member goes silent: its place is kept (KIP-345).
#[test]
fn a_static_member_leaves_nothing_behind_and_takes_no_leave() {
    let broker = FakeBroker::start(|asked| usual(asked, &[&[0]]));
    let instance_id = Some("till-3".to_owned());
    let mut member = member(&broker, GroupConfig { instance_id, ..config() });
    assert_eq!(events(&mut member, 1), ["assigned 0"]);
    let until = member.client_mut().now() + Duration::from_secs(5);
    member.close(until);
    assert!(member.has_left());
    let asked = broker.all_asked();
    assert!(!asked.iter().any(|asked| asked.api == ApiKey::LeaveGroup));
    let join = asked.iter().find(|asked| asked.api == ApiKey::JoinGroup).expect("it joined");
    assert_eq!(join.decode::<JoinGroupRequest>().group_instance_id.as_deref(), Some("till-3"));
}

#[test]
fn topics_are_chosen_by_name() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Metadata if asked.decode::<MetadataRequest>().topics.is_none() => {
            let topic = |name: &str, is_internal| MetadataResponseTopic {
                name: Some(name.to_owned()),
                is_internal,
                ..Default::default()
            };
            let topics =
                ["test-2", "prod", "__test", "test-1"].map(|name| topic(name, name.starts_with('_')));
            let brokers = vec![MetadataResponseBroker::default()];
            asked.answer(&MetadataResponse { topics: topics.to_vec(), brokers, ..Default::default() })
        }
        _ => usual(asked, &[&[0]]),
    });
    let mut member = member(&broker, config());
    member.subscribe(Subscription::Matching(Box::new(|name| name.contains("test"))));
    assert_eq!(events(&mut member, 1), ["assigned 0"]);
    let join: JoinGroupRequest = broker.asked(ApiKey::JoinGroup).last().expect("it joined").decode();
    let subscription: ConsumerProtocolSubscription =
        ConsumerProtocolSubscription::decode(&join.protocols[0].metadata[2..], 3).expect("version 3");
    assert_eq!(subscription.topics, ["test-1", "test-2"]);
}
