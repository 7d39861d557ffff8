//! Consumer groups (KIP-848): members heartbeat, the broker assigns.

use protocol::Uuid;
use protocol::messages::consumer_group_describe_response::DescribedGroup;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions;
use protocol::messages::incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig};
use protocol::messages::{
    ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse, ConsumerGroupHeartbeatRequest,
    ConsumerGroupHeartbeatResponse, IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse,
    OffsetCommitResponse,
};

use crate::harness::{Client, TestBroker, setups, two_shards};
use crate::member::{COORDINATOR_LOAD_IN_PROGRESS, commit, commit_code, find};

/// Kafka's codes.
const UNSUPPORTED_VERSION: i16 = 35;
const INVALID_CONFIG: i16 = 40;
const STALE_MEMBER_EPOCH: i16 = 113;

/// A member of a consumer group.
struct Member {
    client: Client,
    id: String,
    epoch: i32,
    owned: Vec<(Uuid, Vec<i32>)>,
}

impl Member {
    fn new(broker: &TestBroker, id: u128) -> Self {
        let mut client = broker.connect();
        assert_eq!(find(&mut client, "readers").error_code, 0);
        Self { client, id: Uuid::from_u128(id).to_string(), epoch: 0, owned: Vec::new() }
    }

    /// One heartbeat; takes over what it is assigned.
    fn heartbeat(&mut self) -> ConsumerGroupHeartbeatResponse {
        let owned = |(topic_id, partitions): &(Uuid, Vec<i32>)| TopicPartitions {
            topic_id: *topic_id,
            partitions: partitions.clone(),
        };
        let request = ConsumerGroupHeartbeatRequest {
            group_id: "readers".to_owned(),
            member_id: self.id.clone(),
            member_epoch: self.epoch,
            rebalance_timeout_ms: 5000,
            subscribed_topic_names: Some(vec!["orders".to_owned()]),
            topic_partitions: Some(self.owned.iter().map(owned).collect()),
            ..ConsumerGroupHeartbeatRequest::default()
        };
        let response: ConsumerGroupHeartbeatResponse = self.client.call(1, &request);
        if response.error_code == 0 {
            self.epoch = response.member_epoch;
            if let Some(assignment) = &response.assignment {
                let assigned = assignment.topic_partitions.iter();
                self.owned = assigned.map(|topic| (topic.topic_id, topic.partitions.clone())).collect();
            }
        }
        response
    }

    fn partitions(&self) -> usize {
        self.owned.iter().map(|(_, partitions)| partitions.len()).sum()
    }
}

/// Heartbeats of all until everybody has as much as `wanted` says.
fn settle(members: &mut [Member], wanted: &[usize]) {
    for _ in 0..100 {
        for member in members.iter_mut() {
            assert_eq!(member.heartbeat().error_code, 0);
        }
        if members.iter().map(Member::partitions).eq(wanted.iter().copied()) {
            return;
        }
    }
    panic!("{:?} is not {wanted:?}", members.iter().map(Member::partitions).collect::<Vec<_>>());
}

fn describe(client: &mut Client, group: &str) -> DescribedGroup {
    let request = ConsumerGroupDescribeRequest {
        group_ids: vec![group.to_owned()],
        include_authorized_operations: true,
    };
    client.call::<_, ConsumerGroupDescribeResponse>(1, &request).groups.remove(0)
}

#[test]
fn the_broker_shares_partitions_among_members() {
    for setup in setups() {
        let mut broker = TestBroker::start(setup, &[]);
        let mut members = vec![Member::new(&broker, 1)];
        members[0].client.create_topic("orders", 6);
        settle(&mut members, &[6]);
        members.push(Member::new(&broker, 2));
        settle(&mut members, &[3, 3]);
        let group = describe(&mut members[0].client, "readers");
        assert_eq!((group.error_code, group.group_state.as_str()), (0, "Stable"), "{setup:?}");
        assert_eq!((group.assignor_name.as_str(), group.members.len()), ("uniform", 2));
        assert!(group.members.iter().all(|member| member.client_host == "/127.0.0.1"), "{setup:?}");
        assert!(group.authorized_operations > 0);

        let others = members[1].owned[0].1[0];
        let member = &mut members[0];
        let mut request = commit("readers", member.epoch, &member.id, "orders", &[(others, 7)]);
        assert_eq!(commit_code(&member.client.call::<_, OffsetCommitResponse>(9, &request)), 0);
        // KIP-1251: with an older epoch a member commits what it has owned since, and nothing else.
        request.generation_id_or_member_epoch -= 1;
        let stale: OffsetCommitResponse = member.client.call(9, &request);
        assert_eq!(commit_code(&stale), STALE_MEMBER_EPOCH, "{setup:?}");

        broker.restart();
        for member in &mut members {
            member.client = broker.connect();
            let mut response = member.heartbeat();
            while response.error_code == COORDINATOR_LOAD_IN_PROGRESS {
                response = member.heartbeat();
            }
            assert_eq!(response.error_code, 0, "it is still a member: {setup:?}");
        }
        // Leaving is epoch -1.
        members[1].epoch = -1;
        assert_eq!(members[1].heartbeat().error_code, 0);
        members.pop();
        settle(&mut members, &[6]);
        broker.stop();
    }
}

fn set_of_group(client: &mut Client, name: &str, value: &str) -> i16 {
    let config =
        AlterableConfig { name: name.to_owned(), config_operation: 0, value: Some(value.to_owned()) };
    let resource = AlterConfigsResource {
        resource_type: 32,
        resource_name: "readers".to_owned(),
        configs: vec![config],
    };
    let request = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    client.call::<_, IncrementalAlterConfigsResponse>(1, &request).responses[0].error_code
}

#[test]
fn a_group_has_configurations_of_its_own() {
    let broker = TestBroker::start(two_shards(), &[]);
    let mut member = Member::new(&broker, 1);
    member.client.create_topic("orders", 1);
    assert_eq!(member.heartbeat().heartbeat_interval_ms, 5000);
    assert_eq!(set_of_group(&mut member.client, "consumer.heartbeat.interval.ms", "4999"), INVALID_CONFIG);
    assert_eq!(set_of_group(&mut member.client, "consumer.heartbeat.interval.ms", "9000"), 0);
    assert_eq!(member.heartbeat().heartbeat_interval_ms, 9000);
    broker.stop();
}

#[test]
fn without_the_protocol_its_members_are_told_so() {
    let broker = TestBroker::start(two_shards(), &["group.coordinator.rebalance.protocols=classic"]);
    let mut member = Member::new(&broker, 1);
    assert_eq!(member.heartbeat().error_code, UNSUPPORTED_VERSION);
    assert_eq!(describe(&mut member.client, "readers").error_code, UNSUPPORTED_VERSION);
    broker.stop();
}
