//! Any requests in any order: whatever clients send, the group's invariants hold and its log makes the same group.

use std::time::Duration;

use proptest::prelude::*;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions;
use protocol::messages::join_group_request::JoinGroupRequestProtocol;
use protocol::messages::leave_group_request::MemberIdentity;
use protocol::messages::{
    ConsumerGroupHeartbeatRequest, HeartbeatRequest, JoinGroupRequest, SyncGroupRequest,
};

use super::world::*;
use crate::classic::Joining;
use crate::turn::Turn;
use crate::{Client, QuestionId};

#[derive(Clone, Debug)]
enum Step {
    Beat(ConsumerGroupHeartbeatRequest),
    Join(JoinGroupRequest),
    Sync(SyncGroupRequest),
    ClassicBeat(HeartbeatRequest),
    Leave(MemberIdentity),
    SetTopic(&'static str, i32),
    RemoveTopic(&'static str),
    Pass(u64),
    Reload,
}

fn member_id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "b", "c", "d"]).prop_map(str::to_owned)
}

fn instance_id() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.3, prop::sample::select(vec!["i", "j", ""]).prop_map(str::to_owned))
}

fn topic() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["t", "u", "none"])
}

fn epoch() -> impl Strategy<Value = i32> {
    prop_oneof![5 => Just(0), 8 => 1..30i32, 2 => -3..0i32, 1 => any::<i32>()]
}

fn owned() -> impl Strategy<Value = Vec<TopicPartitions>> {
    let topic = (topic(), prop::collection::vec(-1..5i32, 0..4));
    let topic = topic.prop_map(|(name, partitions)| TopicPartitions { topic_id: topic_id(name), partitions });
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(topic, 0..3)]
}

fn beat() -> impl Strategy<Value = Step> {
    let names = prop::option::of(prop::collection::vec(topic().prop_map(str::to_owned), 0..3));
    let regex = prop::option::weighted(0.4, prop::sample::select(vec!["", "t|u", "(", "[tu]"]));
    let timeout = prop_oneof![Just(-1), Just(30_000), Just(0), any::<i32>()];
    let assignor = prop::option::weighted(0.2, prop::sample::select(vec!["uniform", "range", "other"]));
    let identity = (member_id(), instance_id(), epoch());
    let rest = (names, regex, timeout, assignor, prop::option::weighted(0.8, owned()));
    (identity, rest).prop_map(
        |((member_id, instance_id, epoch), (names, regex, timeout, assignor, owned))| {
            Step::Beat(ConsumerGroupHeartbeatRequest {
                instance_id,
                rebalance_timeout_ms: timeout,
                subscribed_topic_names: names,
                subscribed_topic_regex: regex.map(str::to_owned),
                server_assignor: assignor.map(str::to_owned),
                topic_partitions: owned,
                ..heartbeat(&member_id, epoch)
            })
        },
    )
}

fn classic_join() -> impl Strategy<Value = Step> {
    // A subscription of version 1: to t, owning partitions 0 and 1 of it; and what is none.
    let subscription = vec![
        0, 1, 0, 0, 0, 1, 0, 1, b't', 255, 255, 255, 255, 0, 0, 0, 1, 0, 1, b't', 0, 0, 0, 2, 0, 0, 0, 0, 0,
        0, 0, 1,
    ];
    let metadata = prop_oneof![4 => Just(subscription), 1 => prop::collection::vec(any::<u8>(), 0..12)];
    let name = prop::sample::select(vec!["range", "sticky"]);
    (member_id(), instance_id(), metadata, name).prop_map(|(member_id, group_instance_id, metadata, name)| {
        Step::Join(JoinGroupRequest {
            group_id: GROUP.to_owned(),
            session_timeout_ms: 10_000,
            rebalance_timeout_ms: 20_000,
            member_id,
            group_instance_id,
            protocol_type: "consumer".to_owned(),
            protocols: vec![JoinGroupRequestProtocol { name: name.to_owned(), metadata: metadata.into() }],
            ..Default::default()
        })
    })
}

fn step() -> impl Strategy<Value = Step> {
    let identity = (member_id(), instance_id(), epoch());
    let sync = identity.prop_map(|(member_id, group_instance_id, generation_id)| {
        Step::Sync(SyncGroupRequest { member_id, group_instance_id, generation_id, ..Default::default() })
    });
    let identity = (member_id(), instance_id(), epoch());
    let classic_beat = identity.prop_map(|(member_id, group_instance_id, generation_id)| {
        Step::ClassicBeat(HeartbeatRequest {
            member_id,
            group_instance_id,
            generation_id,
            ..Default::default()
        })
    });
    let leave = (member_id(), instance_id()).prop_map(|(member_id, group_instance_id)| {
        Step::Leave(MemberIdentity { member_id, group_instance_id, reason: None })
    });
    prop_oneof![
        20 => beat(),
        6 => classic_join(),
        3 => sync,
        3 => classic_beat,
        1 => leave,
        2 => (topic(), 0..5i32).prop_map(|(name, partitions)| Step::SetTopic(name, partitions)),
        1 => topic().prop_map(Step::RemoveTopic),
        3 => prop_oneof![0..3u64, 10..50u64].prop_map(Step::Pass),
        1 => Just(Step::Reload),
    ]
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Beat(request) => drop(world.send(request)),
        Step::SetTopic(name, partitions) => world.topics.set(name, partitions),
        Step::RemoveTopic(name) => world.topics.remove(name),
        Step::Pass(seconds) => world.pass(Duration::from_secs(seconds)),
        Step::Reload => {
            world.assert_reload_is_the_same();
            world.group = world.reloaded();
        }
        classic => world.act(|group, config, surroundings, effects| {
            let turn = &mut Turn { config, surroundings, effects };
            match classic {
                Step::Join(request) => {
                    let client = Client { api_version: 5, ..Default::default() };
                    group.classic_join(turn, Joining::new(QuestionId(0), &client, request));
                }
                Step::Sync(request) => group.classic_sync(turn, QuestionId(0), request),
                Step::ClassicBeat(request) => drop(group.classic_heartbeat(turn, &request)),
                Step::Leave(member) => drop(group.classic_leave(turn, &[member])),
                _ => unreachable!("the others are taken care of"),
            }
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn invariants_hold_and_the_log_makes_the_same_group(steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World::new(&[("t", 3), ("u", 2)]);
        for step in steps {
            take(&mut world, step);
        }
        world.assert_reload_is_the_same();
    }
}
