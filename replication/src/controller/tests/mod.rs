//! Scripts for the controller: each step prints the records it wrote and the answers it gave.

mod script;

use expect_test::{Expect, expect};
use protocol::metadata::{PartitionRecord, RegisterBrokerRecord, TopicRecord};

use super::*;
use crate::loader::ImageLoader;
use protocol::Uuid;
use script::{Script, directory};

fn check(script: &str, expected: Expect) {
    let mut run = Script::new(ControllerConfig::default());
    run.run("start\ncommit");
    run.printed.clear();
    run.run(script);
    expected.assert_eq(&run.printed);
}

#[test]
fn a_new_folder_and_its_restarts() {
    let mut run = Script::new(ControllerConfig::default());
    run.run(
        "start
         commit
         create a 2 1
         commit
         stop
         commit
         replay
         start
         commit
         replay
         start",
    );
    expect![[r#"
        > start
          0.1 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
          1.1 BeginTransactionRecord
          2.1 feature metadata.version=33
          3.1 feature eligible.leader.replicas.version=1
          4.1 feature group.version=1
          5.1 feature share.version=2
          6.1 feature streams.version=1
          7.1 feature transaction.version=2
          8.1 config 4 '' min.insync.replicas=1
          9.1 EndTransactionRecord
          10.1 register controller 1
          11.1 register broker 1 epoch 11 fenced true
          12.1 broker 1 epoch 11 fenced -1 shutdown 0 dirs 0
        > commit
          publish 12
        > create a 2 1
          13.1 topic a
          14.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
          15.1 partition a-1 replicas [1] isr [1] leader 1@0 dirs [1]
        > commit
          publish 15
          #1 a: 2x1
        > stop
          16.1 broker 1 epoch 11 fenced 0 shutdown 1 dirs 0
          17.1 change a-0 isr [] elr [1] last [1] leader -1@1
          18.1 change a-1 isr [] elr [1] last [1] leader -1@1
          19.1 broker 1 epoch 11 fenced 1 shutdown 0 dirs 0
        > commit
          publish 19
        > replay
        > start
          20.2 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
          21.2 register controller 1
          22.2 register broker 1 epoch 22 fenced true
          23.2 broker 1 epoch 22 fenced -1 shutdown 0 dirs 0
          24.2 change a-0 isr [1] elr [] last [] leader 1@2
          25.2 change a-1 isr [1] elr [] last [] leader 1@2
        > commit
          publish 25
        > replay
        > start
          26.3 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
          27.3 register controller 1
          28.3 register broker 1 epoch 28 fenced true
          29.3 broker 1 epoch 28 fenced -1 shutdown 0 dirs 0
          30.3 change a-0 leader 1@3
          31.3 change a-1 leader 1@3
    "#]].assert_eq(&run.printed);
}

#[test]
fn creating() {
    check(
        "create a 2 -1 retention.ms=5
         create a 1 1
         commit
         create? b 3 1
         create b 0 1
         create b -2 1
         create b 1 0
         create b 1 2
         create EMPTY 1 1
         create .. 1 1
         create x/y 1 1
         create __cluster_metadata 1 1
         create c 1 1 foo=1
         create d 1 1 and d 1 1 and e 1 1
         create a.b 1 1 and a_b 1 1
         create huge 10001 1
         assign f 0:1 1:1
         assign g 0:1 2:1
         assign g 0:1,1
         assign g 0:
         assign g 0:7
         auto a h h ..
         commit",
        expect![[r#"
            > create a 2 -1 retention.ms=5
              13.1 topic a
              14.1 config 2 'a' retention.ms=5
              15.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
              16.1 partition a-1 replicas [1] isr [1] leader 1@0 dirs [1]
            > create a 1 1
            > commit
              publish 16
              #1 a: 2x1
              #2 a: TOPIC_ALREADY_EXISTS "Topic 'a' already exists."
            > create? b 3 1
              #3 b: 3x1
            > create b 0 1
              #4 b: INVALID_PARTITIONS "Number of partitions was set to an invalid non-positive value."
            > create b -2 1
              #5 b: INVALID_PARTITIONS "Number of partitions was set to an invalid non-positive value."
            > create b 1 0
              #6 b: INVALID_REPLICATION_FACTOR "Replication factor must be larger than 0, or -1 to use the default value."
            > create b 1 2
              #7 b: INVALID_REPLICATION_FACTOR "Unable to replicate the partition 2 time(s): The target replication factor of 2 cannot be reached because only 1 broker(s) are registered or some brokers have all their log directories cordoned."
            > create EMPTY 1 1
              #8 : INVALID_TOPIC_EXCEPTION "Topic name is invalid: the empty string is not allowed"
            > create .. 1 1
              #9 ..: INVALID_TOPIC_EXCEPTION "Topic name is invalid: '..' is not allowed"
            > create x/y 1 1
              #10 x/y: INVALID_TOPIC_EXCEPTION "Topic name is invalid: 'x/y' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
            > create __cluster_metadata 1 1
              #11 __cluster_metadata: INVALID_REQUEST "Creation of internal topic __cluster_metadata is prohibited."
            > create c 1 1 foo=1
              #12 c: INVALID_CONFIG "Unknown topic config name: foo"
            > create d 1 1 and d 1 1 and e 1 1
              17.1 topic e
              18.1 partition e-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create a.b 1 1 and a_b 1 1
              19.1 topic a.b
              20.1 partition a.b-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create huge 10001 1
            > assign f 0:1 1:1
              21.1 topic f
              22.1 partition f-0 replicas [1] isr [1] leader 1@0 dirs [1]
              23.1 partition f-1 replicas [1] isr [1] leader 1@0 dirs [1]
            > assign g 0:1 2:1
            > assign g 0:1,1
            > assign g 0:
            > assign g 0:7
            > auto a h h ..
              24.1 topic h
              25.1 partition h-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > commit
              publish 25
              #13 d: INVALID_REQUEST "Duplicate topic name."; e: 1x1
              #14 a.b: 1x1; a_b: INVALID_TOPIC_EXCEPTION "Topic 'a_b' collides with existing topic: a.b"
              #15 huge: POLICY_VIOLATION "Excessively large number of partitions per request."
              #16 f: 2x1
              #17 g: INVALID_REPLICA_ASSIGNMENT "partitions should be a consecutive 0-based integer sequence"
              #18 g: INVALID_REPLICA_ASSIGNMENT "The manual partition assignment includes the broker 1 more than once."
              #19 g: INVALID_REPLICA_ASSIGNMENT "The manual partition assignment includes an empty replica list."
              #20 g: INVALID_REPLICA_ASSIGNMENT "The manual partition assignment includes broker 7, but no such broker is registered."
              #21 a: ok; h: ok; h: ok; ..: INVALID_TOPIC_EXCEPTION "Topic name is invalid: '..' is not allowed"
        "#]],
    );
}

#[test]
fn deleting_and_creating_again() {
    check(
        "create a 1 1 retention.ms=5
         commit
         delete a a
         delete nix
         delete-id nix
         delete-id a
         create a 1 1
         commit
         replay",
        expect![[r#"
            > create a 1 1 retention.ms=5
              13.1 topic a
              14.1 config 2 'a' retention.ms=5
              15.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > commit
              publish 15
              #1 a: 1x1
            > delete a a
              #2 a: INVALID_REQUEST "Duplicate topic name."; a: INVALID_REQUEST "Duplicate topic name."
            > delete nix
              #3 nix: UNKNOWN_TOPIC_OR_PARTITION "This server does not host this topic-partition."
            > delete-id nix
              #4 ?: UNKNOWN_TOPIC_ID "This server does not host this topic ID."
            > delete-id a
              16.1 config 2 'a' retention.ms=null
              17.1 remove gone
            > create a 1 1
              18.1 topic a
              19.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > commit
              publish 19
              #5 a: ok
              #6 a: 1x1
            > replay
        "#]],
    );
}

#[test]
fn more_partitions() {
    check(
        "create a 1 1
         partitions a 3
         partitions a 3
         partitions a 2
         partitions? a 4
         partitions nix 4
         partitions a 20000
         commit",
        expect![[r#"
            > create a 1 1
              13.1 topic a
              14.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > partitions a 3
              15.1 partition a-1 replicas [1] isr [1] leader 1@0 dirs [1]
              16.1 partition a-2 replicas [1] isr [1] leader 1@0 dirs [1]
            > partitions a 3
            > partitions a 2
            > partitions? a 4
            > partitions nix 4
            > partitions a 20000
            > commit
              publish 16
              #1 a: 1x1
              #2 a: ok
              #3 a: INVALID_PARTITIONS "Topic already has 3 partition(s)."
              #4 a: INVALID_PARTITIONS "The topic a currently has 3 partition(s); 2 would not be an increase."
              #5 a: ok
              #6 nix: UNKNOWN_TOPIC_OR_PARTITION ""
              #7 a: POLICY_VIOLATION "Excessively large number of additional partitions per request."
        "#]],
    );
}

#[test]
fn configurations() {
    check(
        "create a 1 1
         alter a retention.ms=7
         alter a retention.ms=7
         alter a +cleanup.policy=compact
         alter a -cleanup.policy=delete
         alter a +retention.ms=1
         alter a retention.ms
         alter a foo=1
         alter? a !retention.ms
         alter a !retention.ms min.insync.replicas=1
         replace a retention.ms=9
         alter nix retention.ms=1
         alter 1 log.retention.ms=1
         alter 7 log.retention.ms=1
         alter 1 min.insync.replicas=2
         alter * min.insync.replicas=2
         alter * !min.insync.replicas
         commit
         replay",
        expect![[r#"
            > create a 1 1
              13.1 topic a
              14.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > alter a retention.ms=7
              15.1 config 2 'a' retention.ms=7
            > alter a retention.ms=7
            > alter a +cleanup.policy=compact
              16.1 config 2 'a' cleanup.policy=delete,compact
            > alter a -cleanup.policy=delete
              17.1 config 2 'a' cleanup.policy=compact
            > alter a +retention.ms=1
            > alter a retention.ms
            > alter a foo=1
            > alter? a !retention.ms
            > alter a !retention.ms min.insync.replicas=1
              18.1 config 2 'a' retention.ms=null
              19.1 config 2 'a' min.insync.replicas=1
              20.1 clear elr 'a'
            > replace a retention.ms=9
              21.1 config 2 'a' cleanup.policy=null
              22.1 config 2 'a' min.insync.replicas=null
              23.1 config 2 'a' retention.ms=9
              24.1 clear elr 'a'
            > alter nix retention.ms=1
            > alter 1 log.retention.ms=1
              25.1 config 4 '1' log.retention.ms=1
            > alter 7 log.retention.ms=1
            > alter 1 min.insync.replicas=2
            > alter * min.insync.replicas=2
              26.1 config 4 '' min.insync.replicas=2
              27.1 clear elr ''
            > alter * !min.insync.replicas
            > commit
              publish 27
              #1 a: 1x1
              #2 Topic 'a': ok
              #3 Topic 'a': ok
              #4 Topic 'a': ok
              #5 Topic 'a': ok
              #6 Topic 'a': INVALID_CONFIG "Can't APPEND to key retention.ms because its type is not LIST."
              #7 Topic 'a': INVALID_REQUEST "Null value not supported for : retention.ms"
              #8 Topic 'a': INVALID_CONFIG "Unknown topic config name: foo"
              #9 Topic 'a': ok
              #10 Topic 'a': ok
              #11 Topic 'a': ok
              #12 Topic 'nix': UNKNOWN_TOPIC_OR_PARTITION "The topic 'nix' does not exist."
              #13 Broker '1': ok
              #14 Broker '7': BROKER_ID_NOT_REGISTERED "No broker with id 7 found."
              #15 Broker '1': INVALID_CONFIG "Broker-level min.insync.replicas cannot be altered while ELR is enabled."
              #16 Broker '': ok
              #17 Broker '': INVALID_CONFIG "Cluster level min.insync.replicas cannot be removed while ELR is enabled."
            > replay
        "#]],
    );
}

#[test]
fn answers_wait_for_the_disk() {
    check(
        "create a 1 1
         create b 1 1
         create b 1 1
         ids
         commit 17
         commit 18
         commit 19
         ids
         fail
         ids",
        expect![[r#"
            > create a 1 1
              13.1 topic a
              14.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create b 1 1
              15.1 topic b
              16.1 partition b-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create b 1 1
            > ids
              17.1 producer ids below 1000
            > commit 17
              publish 16
              #1 a: 1x1
              #2 b: 1x1
              #3 b: TOPIC_ALREADY_EXISTS "Topic 'b' already exists."
            > commit 18
              #4 ids 0+1000
            > commit 19
            > ids
              18.1 producer ids below 2000
            > fail
              #5 KAFKA_STORAGE_ERROR "the disk is gone"
            > ids
              #6 NOT_CONTROLLER "The broker is starting or stopping."
        "#]],
    );
}

#[test]
fn what_the_log_does_not_take_has_not_happened() {
    check(
        "create a 1 1
         create b 1 1
         create c 1 1
         refuse 15
         create b 2 1
         commit",
        expect![[r#"
            > create a 1 1
              13.1 topic a
              14.1 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create b 1 1
              15.1 topic b
              16.1 partition b-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > create c 1 1
              17.1 topic c
              18.1 partition c-0 replicas [1] isr [1] leader 1@0 dirs [1]
            > refuse 15
              #2 KAFKA_STORAGE_ERROR "the disk is full"
              #3 KAFKA_STORAGE_ERROR "the disk is full"
            > create b 2 1
              15.1 topic b
              16.1 partition b-0 replicas [1] isr [1] leader 1@0 dirs [1]
              17.1 partition b-1 replicas [1] isr [1] leader 1@0 dirs [1]
            > commit
              publish 17
              #1 a: 1x1
              #4 b: 2x1
        "#]],
    );
}

#[test]
fn directories() {
    check(
        "directories 1 2
         replay
         start
         create a 5 1
         commit
         online 2
         create b 2 1
         commit
         directories 2
         replay
         start
         commit
         directories 1 2
         replay
         start",
        expect![[r#"
            > directories 1 2
            > replay
            > start
              13.2 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
              14.2 register controller 1
              15.2 register broker 1 epoch 15 fenced true
              16.2 broker 1 epoch 15 fenced -1 shutdown 0 dirs 0
            > create a 5 1
              17.2 topic a
              18.2 partition a-0 replicas [1] isr [1] leader 1@0 dirs [1]
              19.2 partition a-1 replicas [1] isr [1] leader 1@0 dirs [2]
              20.2 partition a-2 replicas [1] isr [1] leader 1@0 dirs [1]
              21.2 partition a-3 replicas [1] isr [1] leader 1@0 dirs [2]
              22.2 partition a-4 replicas [1] isr [1] leader 1@0 dirs [1]
            > commit
              publish 22
              #1 a: 5x1
            > online 2
              23.2 broker 1 epoch 15 fenced 0 shutdown 0 dirs 1
              24.2 change a-0 isr [] elr [1] last [1] leader -1@1
              25.2 change a-2 isr [] elr [1] last [1] leader -1@1
              26.2 change a-4 isr [] elr [1] last [1] leader -1@1
            > create b 2 1
              27.2 topic b
              28.2 partition b-0 replicas [1] isr [1] leader 1@0 dirs [2]
              29.2 partition b-1 replicas [1] isr [1] leader 1@0 dirs [2]
            > commit
              publish 29
              #2 b: 2x1
            > directories 2
            > replay
            > start
              30.3 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
              31.3 register controller 1
              32.3 register broker 1 epoch 32 fenced true
              33.3 broker 1 epoch 32 fenced -1 shutdown 0 dirs 0
              34.3 change a-1 leader 1@1
              35.3 change a-3 leader 1@1
              36.3 change b-0 leader 1@1
              37.3 change b-1 leader 1@1
            > commit
              publish 37
            > directories 1 2
            > replay
            > start
              38.4 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
              39.4 register controller 1
              40.4 register broker 1 epoch 40 fenced true
              41.4 broker 1 epoch 40 fenced -1 shutdown 0 dirs 0
              42.4 change a-0 isr [1] elr [] last [] leader 1@2
              43.4 change a-1 leader 1@2
              44.4 change a-2 isr [1] elr [] last [] leader 1@2
              45.4 change a-3 leader 1@2
              46.4 change a-4 isr [1] elr [] last [] leader 1@2
              47.4 change b-0 leader 1@2
              48.4 change b-1 leader 1@2
        "#]],
    );
}

/// A log of a cluster that had a second broker, and that Kafka left in states which one node alone does not come to.
#[test]
fn a_cluster_of_two_shrinks_to_one() {
    let mut run = Script::new(ControllerConfig::default());
    run.run("start\ncommit");
    let broker = RegisterBrokerRecord { broker_id: 2, broker_epoch: 5, fenced: false, ..Default::default() };
    let topic_id = Uuid::from_u128(777);
    let partition = |partition_id, replicas: &[i32], isr: &[i32], leader| PartitionRecord {
        partition_id,
        topic_id,
        replicas: replicas.to_vec(),
        isr: isr.to_vec(),
        leader,
        leader_epoch: 4,
        partition_epoch: 9,
        directories: vec![directory(1); replicas.len()],
        ..PartitionRecord::default()
    };
    let records: Vec<MetadataRecord> = vec![
        broker.into(),
        TopicRecord { name: "shared".to_owned(), topic_id }.into(),
        partition(0, &[2, 1], &[2, 1], 2).into(),
        partition(1, &[1, 2], &[1], 1).into(),
        partition(2, &[2], &[2], 2).into(),
        // Both stopped uncleanly, 1 last: Kafka elects it, and says that it may lack something.
        PartitionRecord { last_known_elr: Some(vec![1]), ..partition(3, &[1, 2], &[], -1) }.into(),
        PartitionRecord { last_known_elr: Some(vec![2]), ..partition(4, &[1, 2], &[], -1) }.into(),
        PartitionRecord { leader_recovery_state: 1, ..partition(5, &[1], &[1], 1) }.into(),
        PartitionRecord {
            directories: vec![crate::image::DIRECTORY_UNASSIGNED, directory(7)],
            ..partition(6, &[1, 2], &[1], 1)
        }
        .into(),
    ];
    run.printed.clear();
    let mut effects = Effects::default();
    run.controller.append(1200, records, &mut effects);
    run.print(effects);
    run.printed.clear();
    run.run("replay\nstart");
    expect![[r#"
        > replay
        > start
          22.2 LeaderChange(LeaderChangeMessage { version: 0, leader_id: 1, voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }], granting_voters: [Voter { voter_id: 1, voter_directory_id: AAAAAAAAAAAAAAAAAAAAAA }] })
          23.2 register controller 1
          24.2 register broker 1 epoch 24 fenced true
          25.2 broker 1 epoch 24 fenced -1 shutdown 0 dirs 0
          26.2 broker 2 epoch 5 fenced 1 shutdown 0 dirs 0
          27.2 change shared-0 isr [1] leader 1@5
          28.2 change shared-1 leader 1@5
          29.2 change shared-2 isr [] elr [2] last [2] leader -1@5
          30.2 change shared-3 isr [1] last [] leader 1@5
          31.2 change shared-5 leader 1@5 recovery 0
          32.2 change shared-6 leader 1@5 dirs [1, 7]
    "#]].assert_eq(&run.printed);
}

/// Flips bytes of a log whose checksums are made right again: what is read is wrong, and must be said so or be harmless.
#[test]
fn no_log_makes_the_loader_panic() {
    use protocol::records::{BatchHeader, update_crc};

    let mut run = Script::new(ControllerConfig::default());
    run.run(
        "start
         create a 3 1 retention.ms=5
         create b_c 1 1
         delete a
         ids
         alter * min.insync.replicas=2
         stop
         replay
         start",
    );
    let mut bounds = vec![0];
    while let Some(header) = BatchHeader::of(&run.log[bounds[bounds.len() - 1]..]) {
        bounds.push(bounds[bounds.len() - 1] + header.size_in_bytes());
    }
    let mut refused = 0;
    for batch in bounds.windows(2) {
        for at in batch[0] + 61..batch[1] {
            for flip in [0x01, 0x80, 0xFF] {
                let mut log = run.log.clone();
                log[at] ^= flip;
                update_crc(&mut log[batch[0]..batch[1]]);
                let mut loader = ImageLoader::new(Quorum::new(1));
                let loaded = loader.on_batches(&log).and_then(|()| loader.finish());
                refused += usize::from(loaded.is_err());
            }
        }
    }
    assert!(refused > 1000, "only {refused} of the damaged logs were refused");
    for len in 0..run.log.len() {
        let mut loader = ImageLoader::new(Quorum::new(1));
        let _ = loader.on_batches(&run.log[..len]);
    }
}
