//! Runs scripts against a controller and its log, and prints what came of each step.

use std::fmt::Write;

use protocol::metadata::*;

use super::super::*;
use crate::image::{ConfigMap, ConfigResource, ConfigResourceKind, Topic};
use crate::loader::ImageLoader;
use crate::quorum::Quorum;
use crate::snapshot::{SnapshotId, bootstrap_records, write_snapshot};
use protocol::Uuid;

/// Knows two configurations of topics and none of anything else.
struct TwoConfigs;

impl ConfigRules for TwoConfigs {
    fn check(&self, resource: &ConfigResource, configs: &ConfigMap) -> Result<(), String> {
        let known = ["retention.ms", "cleanup.policy", "min.insync.replicas"];
        match configs.keys().find(|name| !known.contains(&&***name)) {
            Some(name) if resource.kind == ConfigResourceKind::Topic => {
                Err(format!("Unknown topic config name: {name}"))
            }
            _ => Ok(()),
        }
    }

    fn is_list(&self, _: ConfigResourceKind, name: &str) -> bool {
        name == "cleanup.policy"
    }

    fn default_value(&self, _: ConfigResourceKind, name: &str) -> Option<String> {
        (name == "cleanup.policy").then(|| "delete".to_owned())
    }
}

/// A controller with its log.
pub(super) struct Script {
    pub(super) controller: Controller,
    /// The log's bytes, all of them durable.
    pub(super) log: Vec<u8>,
    pub(super) directories: Vec<Uuid>,
    pub(super) random: u64,
    pub(super) tickets: u64,
    pub(super) printed: String,
}

/// Every log is where the metadata says.
pub(super) struct AsRecorded;

impl LocalPartitions for AsRecorded {
    fn directory(&self, _: &Topic, _: i32) -> Option<Uuid> {
        None
    }
}

pub(super) fn directory(number: u128) -> Uuid {
    Uuid::from_u128(0xD0 + number)
}

impl Script {
    pub(super) fn new(config: ControllerConfig) -> Self {
        let quorum = Quorum::new(config.node_id);
        Self {
            controller: Controller::new(config, Arc::new(TwoConfigs), quorum, MetadataImage::default()),
            log: Vec::new(),
            directories: vec![directory(1)],
            random: 0,
            tickets: 0,
            printed: String::new(),
        }
    }

    pub(super) fn run(&mut self, script: &str) {
        for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            writeln!(self.printed, "> {line}").expect("a string");
            let words: Vec<&str> = line.split_whitespace().collect();
            let mut effects = Effects::default();
            self.step(words[0], &words[1..], &mut effects);
            self.print(effects);
            self.controller.assert_invariants();
            self.controller.latest().assert_invariants();
        }
    }

    fn step(&mut self, command: &str, words: &[&str], effects: &mut Effects) {
        match command {
            "start" => {
                let registration =
                    NodeRegistration { log_directories: self.directories.clone(), ..Default::default() };
                let start =
                    TermStart { registration, bootstrap: bootstrap_records(), transaction_open: false };
                self.controller.begin_term(1000, start, &AsRecorded, effects);
            }
            "stop" => self.controller.begin_stop(2000, effects),
            "directories" => {
                self.directories =
                    words.iter().map(|word| directory(word.parse().expect("a number"))).collect();
            }
            "online" => {
                let online = words.iter().map(|word| directory(word.parse().expect("a number"))).collect();
                self.controller.on_log_directories(1700, online, effects);
            }
            "commit" => {
                let end = words.first().map(|word| word.parse().expect("an offset"));
                self.controller.on_committed(end.unwrap_or(self.controller.next_offset()), effects);
            }
            "refuse" => {
                let base_offset = words[0].parse().expect("an offset");
                let error = ApiError::new(ErrorCode::KafkaStorageError, "the disk is full");
                self.controller.on_append_refused(base_offset, &error, effects);
            }
            "fail" => self.controller.on_log_failed("the disk is gone", effects),
            "replay" => self.replay(),
            request => {
                let request = parse_request(request, words, self.controller.latest());
                self.tickets += 1;
                let random = &mut self.random;
                let mut draw = || {
                    *random += 1;
                    *random
                };
                self.controller.on_request(1500, Ticket(self.tickets), request, &mut draw, effects);
            }
        }
    }

    /// Restarts from the log, and from a snapshot of it: both must lead to what the controller knew.
    fn replay(&mut self) {
        let known: Vec<MetadataRecord> = self.controller.latest().records().collect();
        let quorum = || Quorum::new(self.controller.config.node_id);
        let mut loader = ImageLoader::new(quorum());
        loader.on_batches(&self.log).expect("our own log");
        let loaded = loader.finish().expect("a known level");
        assert_eq!(loaded.image.position(), self.controller.latest().position());
        assert!(loaded.image.records().eq(known.iter().cloned()));

        let id = SnapshotId::of(&loaded.image);
        assert_eq!(SnapshotId::parse(&id.to_string()), Some(id));
        let mut from_snapshot = ImageLoader::new(quorum());
        from_snapshot
            .on_snapshot(id, &write_snapshot(&loaded.image, &loaded.quorum, 9))
            .expect("our snapshot");
        from_snapshot.on_batches(&self.log).expect("all of it is in the snapshot");
        let loaded = from_snapshot.finish().expect("a known level");
        assert!(loaded.image.records().eq(known.into_iter()));
        assert_eq!(loaded.image.position(), self.controller.latest().position());

        let config = self.controller.config.clone();
        self.controller = Controller::new(config, Arc::new(TwoConfigs), loaded.quorum, loaded.image);
    }

    pub(super) fn print(&mut self, effects: Effects) {
        for batch in effects.appends {
            self.log.extend_from_slice(&batch.to_bytes());
            let records: Vec<String> = match &batch.content {
                BatchContent::Control(records) => {
                    records.iter().map(|record| format!("{record:?}")).collect()
                }
                BatchContent::Records { records, .. } => {
                    records.iter().map(|record| self.show(record)).collect()
                }
            };
            for (offset, record) in (batch.base_offset..).zip(records) {
                writeln!(self.printed, "  {offset}.{} {record}", batch.epoch).expect("a string");
            }
        }
        if let Some(image) = effects.publish {
            writeln!(self.printed, "  publish {}", image.offset()).expect("a string");
        }
        for (ticket, reply) in effects.replies {
            writeln!(self.printed, "  #{} {}", ticket.0, show_reply(&reply)).expect("a string");
        }
    }

    fn show(&self, record: &MetadataRecord) -> String {
        let name = |id: Uuid| match self.controller.latest().topic_by_id(id) {
            Some(topic) => topic.name.to_string(),
            None => "gone".to_owned(),
        };
        match record {
            MetadataRecord::TopicRecord(record) => format!("topic {}", record.name),
            MetadataRecord::RemoveTopicRecord(record) => format!("remove {}", name(record.topic_id)),
            MetadataRecord::PartitionRecord(PartitionRecord {
                partition_id,
                topic_id,
                replicas,
                isr,
                leader,
                leader_epoch,
                directories,
                ..
            }) => {
                let directories: Vec<u128> =
                    directories.iter().map(|id| id.as_u128().saturating_sub(0xD0)).collect();
                let name = name(*topic_id);
                format!(
                    "partition {name}-{partition_id} replicas {replicas:?} isr {isr:?} leader {leader}@{leader_epoch} dirs {directories:?}"
                )
            }
            MetadataRecord::PartitionChangeRecord(change) => {
                let partition = self.controller.latest().partition(change.topic_id, change.partition_id);
                let epoch = partition.map_or(-1, |partition| partition.leader_epoch);
                let mut text = format!("change {}-{}", name(change.topic_id), change.partition_id);
                let mut list = |what: &str, ids: &Option<Vec<i32>>| {
                    if let Some(ids) = ids {
                        write!(text, " {what} {ids:?}").expect("a string");
                    }
                };
                list("isr", &change.isr);
                list("elr", &change.eligible_leader_replicas);
                list("last", &change.last_known_elr);
                if change.leader != crate::image::LEADER_UNCHANGED {
                    write!(text, " leader {}@{epoch}", change.leader).expect("a string");
                }
                if let Some(directories) = &change.directories {
                    let ids: Vec<_> =
                        directories.iter().map(|id| id.as_u128().saturating_sub(0xD0)).collect();
                    write!(text, " dirs {ids:?}").expect("a string");
                }
                if change.leader_recovery_state >= 0 {
                    write!(text, " recovery {}", change.leader_recovery_state).expect("a string");
                }
                text
            }
            MetadataRecord::ConfigRecord(config) => {
                let ConfigRecord { resource_type, resource_name, name, value } = config;
                format!(
                    "config {resource_type} '{resource_name}' {name}={}",
                    value.as_deref().unwrap_or("null")
                )
            }
            MetadataRecord::FeatureLevelRecord(feature) => {
                format!("feature {}={}", feature.name, feature.feature_level)
            }
            MetadataRecord::RegisterBrokerRecord(broker) => {
                format!(
                    "register broker {} epoch {} fenced {}",
                    broker.broker_id, broker.broker_epoch, broker.fenced
                )
            }
            MetadataRecord::BrokerRegistrationChangeRecord(change) => format!(
                "broker {} epoch {} fenced {} shutdown {} dirs {}",
                change.broker_id,
                change.broker_epoch,
                change.fenced,
                change.in_controlled_shutdown,
                change.log_dirs.len()
            ),
            MetadataRecord::RegisterControllerRecord(record) => {
                format!("register controller {}", record.controller_id)
            }
            MetadataRecord::ClearElrRecord(record) => format!("clear elr '{}'", record.topic_name),
            MetadataRecord::ProducerIdsRecord(record) => {
                format!("producer ids below {}", record.next_producer_id)
            }
            other => other.name().to_owned(),
        }
    }
}

fn show_reply(reply: &ControlReply) -> String {
    let error = |error: &ApiError| format!("{} {:?}", error.code, error.message.as_deref().unwrap_or(""));
    let show = |result: &Result<(), ApiError>| match result {
        Ok(()) => "ok".to_owned(),
        Err(refusal) => error(refusal),
    };
    let items: Vec<String> = match reply {
        ControlReply::CreateTopics(topics) => topics
            .iter()
            .map(|topic| match &topic.result {
                Ok(created) => {
                    format!("{}: {}x{}", topic.name, created.num_partitions, created.replication_factor)
                }
                Err(refusal) => format!("{}: {}", topic.name, error(refusal)),
            })
            .collect(),
        ControlReply::AutoCreateTopics(topics) => topics
            .iter()
            .map(|(name, result)| format!("{name}: {}", show(&result.clone().map(drop))))
            .collect(),
        ControlReply::DeleteTopics(topics) => topics
            .iter()
            .map(|topic| format!("{}: {}", topic.name.as_deref().unwrap_or("?"), show(&topic.result)))
            .collect(),
        ControlReply::CreatePartitions(topics) => {
            topics.iter().map(|(name, result)| format!("{name}: {}", show(result))).collect()
        }
        ControlReply::AlterConfigs(resources) => {
            resources.iter().map(|(resource, result)| format!("{resource}: {}", show(result))).collect()
        }
        ControlReply::AllocateProducerIds(Ok(block)) => vec![format!("ids {}+{}", block.first, block.len)],
        ControlReply::AllocateProducerIds(Err(refusal)) | ControlReply::Unavailable(refusal) => {
            vec![error(refusal)]
        }
    };
    items.join("; ")
}

/// `create NAME PARTITIONS FACTOR [k=v]…`, `assign NAME 0:1,2 1:2`, `auto NAME…`, `delete NAME…`, `delete-id NAME`,
/// `partitions NAME COUNT`, `alter NAME k=v +k=v -k=v !k`, `replace NAME k=v…`, `ids`.
fn parse_request(command: &str, words: &[&str], image: &MetadataImage) -> ControlRequest {
    let pair = |word: &str| {
        let (name, value) = word.split_once('=').expect("name=value");
        (name.to_owned(), Some(value.to_owned()))
    };
    let (command, validate_only) = match command.strip_suffix('?') {
        Some(command) => (command, true),
        None => (command, false),
    };
    let resource = || match words[0] {
        "*" => ConfigResource::cluster_default(),
        name => match name.parse() {
            Ok(id) => ConfigResource::broker(id),
            Err(_) => ConfigResource::topic(name),
        },
    };
    match command {
        "create" => {
            let topic = |words: &[&str]| NewTopic {
                name: words[0].replace("EMPTY", ""),
                num_partitions: words[1].parse().expect("a number"),
                replication_factor: words[2].parse().expect("a number"),
                assignments: Vec::new(),
                configs: words[3..].iter().map(|word| pair(word)).collect(),
            };
            let topics = words.split(|word| *word == "and").map(topic).collect();
            ControlRequest::CreateTopics { topics, validate_only }
        }
        "assign" => {
            let assignment = |word: &&str| {
                let (partition, replicas) = word.split_once(':').expect("partition:replicas");
                let ids = replicas.split(',').filter(|id| !id.is_empty());
                let ids = ids.map(|id| id.parse().expect("an id")).collect();
                (partition.parse().expect("a partition"), ids)
            };
            let topic = NewTopic {
                name: words[0].to_owned(),
                num_partitions: -1,
                replication_factor: -1,
                assignments: words[1..].iter().map(assignment).collect(),
                configs: Vec::new(),
            };
            ControlRequest::CreateTopics { topics: vec![topic], validate_only }
        }
        "auto" => {
            ControlRequest::AutoCreateTopics { names: words.iter().map(|name| Arc::from(*name)).collect() }
        }
        "delete" => {
            let selector = |name: &&str| TopicSelector { name: Some((*name).to_owned()), id: Uuid::ZERO };
            ControlRequest::DeleteTopics { topics: words.iter().map(selector).collect() }
        }
        "delete-id" => {
            let id = |name: &&str| image.topic(name).map_or(Uuid::from_u128(99), |topic| topic.id);
            let selector = |name: &&str| TopicSelector { name: None, id: id(name) };
            ControlRequest::DeleteTopics { topics: words.iter().map(selector).collect() }
        }
        "partitions" => {
            let topic = NewPartitions {
                name: words[0].to_owned(),
                count: words[1].parse().expect("a count"),
                assignments: None,
            };
            ControlRequest::CreatePartitions { topics: vec![topic], validate_only }
        }
        "alter" => {
            let change = |word: &&str| {
                let (operation, rest) = match word.as_bytes()[0] {
                    b'+' => (AlterOperation::Append, &word[1..]),
                    b'-' => (AlterOperation::Subtract, &word[1..]),
                    b'!' => (AlterOperation::Delete, &word[1..]),
                    _ => (AlterOperation::Set, *word),
                };
                let (name, value) = match rest.split_once('=') {
                    Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                    None => (rest.to_owned(), None),
                };
                ConfigChange { name, operation, value }
            };
            let changes = words[1..].iter().map(change).collect();
            let resources = vec![IncrementalAlteration { resource: resource(), changes }];
            ControlRequest::IncrementalAlterConfigs { resources, validate_only }
        }
        "replace" => {
            let configs = words[1..].iter().map(|word| pair(word)).collect();
            let resources = vec![ConfigReplacement { resource: resource(), configs }];
            ControlRequest::AlterConfigs { resources, validate_only }
        }
        "ids" => ControlRequest::AllocateProducerIds,
        other => panic!("unknown step {other}"),
    }
}
