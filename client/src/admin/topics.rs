//! Topics: made, listed, described, grown, deleted.

use io::Io;
use protocol::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig,
};
use protocol::messages::delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic};
use protocol::messages::delete_topics_request::DeleteTopicState;
use protocol::messages::describe_topic_partitions_request::{Cursor, TopicRequest};
use protocol::messages::describe_topic_partitions_response::{
    DescribeTopicPartitionsResponsePartition, DescribeTopicPartitionsResponseTopic,
};
use protocol::messages::metadata_request::MetadataRequestTopic;
use protocol::messages::{
    CreatePartitionsRequest, CreateTopicsRequest, DeleteRecordsRequest, DeleteTopicsRequest,
    DescribeTopicPartitionsRequest, MetadataRequest,
};
use protocol::messages::{create_partitions_request, create_topics_response::CreatableTopicResult};
use protocol::{ErrorCode, Uuid};

use super::{Admin, CHANGE_TIMEOUT_MS, Outcome};
use crate::metadata::Topic;
use crate::{CallOptions, Error, Target, TopicPartition};

/// A topic to be made.
#[derive(Clone, Debug, Default)]
pub struct NewTopic {
    /// Its name.
    pub name: String,
    /// `None`: the cluster's default.
    pub partitions: Option<i32>,
    /// `None`: the cluster's default.
    pub replication_factor: Option<i16>,
    /// The brokers of each partition, instead of the two numbers.
    pub assignments: Vec<Vec<i32>>,
    /// Configuration names and values.
    pub configs: Vec<(String, String)>,
}

/// A topic that was made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CreatedTopic {
    /// Zero where the broker is too old to say.
    pub id: Uuid,
    /// -1 where the broker does not say.
    pub partitions: i32,
    /// -1 where the broker does not say.
    pub replication_factor: i16,
}

/// A topic with what only a description has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TopicDescription {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: Uuid,
    /// Whether it is one of Kafka's own.
    pub is_internal: bool,
    /// By index.
    pub partitions: Vec<PartitionDescription>,
}

/// A partition with what only a description has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PartitionDescription {
    /// Its number.
    pub index: i32,
    /// The broker that leads it, if one does.
    pub leader: Option<i32>,
    /// Brokers that hold it.
    pub replicas: Vec<i32>,
    /// Those of them that are in sync.
    pub in_sync_replicas: Vec<i32>,
    /// KIP-966; `None` where the broker is too old to say.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// KIP-966; `None` where the broker is too old to say.
    pub last_known_eligible_leader_replicas: Option<Vec<i32>>,
}

impl<I: Io> Admin<I> {
    /// Makes topics, or only says whether they could be made.
    pub fn create_topics(
        &mut self,
        topics: &[NewTopic],
        validate_only: bool,
    ) -> Result<Vec<Outcome<CreatedTopic>>, Error> {
        let topics: Vec<CreatableTopic> = topics.iter().map(creatable).collect();
        let response = self.change(move |_| CreateTopicsRequest {
            topics: topics.clone(),
            timeout_ms: CHANGE_TIMEOUT_MS,
            validate_only,
        })?;
        Ok(response.topics.into_iter().map(created).collect())
    }

    /// Deletes topics by name.
    pub fn delete_topics(&mut self, names: &[String]) -> Result<Vec<Outcome<()>>, Error> {
        const FIRST_WITH_IDS: i16 = 6;
        let names = names.to_vec();
        let response = self.change(move |version| {
            let states =
                names.iter().map(|name| DeleteTopicState { name: Some(name.clone()), ..Default::default() });
            let by_state = version >= FIRST_WITH_IDS;
            DeleteTopicsRequest {
                topics: if by_state { states.collect() } else { Vec::new() },
                topic_names: if by_state { Vec::new() } else { names.clone() },
                timeout_ms: CHANGE_TIMEOUT_MS,
            }
        })?;
        let results = response.responses.into_iter().map(|topic| {
            (topic.name.unwrap_or_default(), Error::check(topic.error_code, topic.error_message.as_deref()))
        });
        Ok(results.collect())
    }

    /// Grows a topic to `count` partitions; `assignments` places the new ones, or none of them.
    pub fn create_partitions(
        &mut self,
        name: &str,
        count: i32,
        assignments: &[Vec<i32>],
    ) -> Result<(), Error> {
        let assignments = assignments.iter().cloned();
        let assignments: Vec<_> = assignments
            .map(|broker_ids| create_partitions_request::CreatePartitionsAssignment { broker_ids })
            .collect();
        let topic = create_partitions_request::CreatePartitionsTopic {
            name: name.to_owned(),
            count,
            assignments: (!assignments.is_empty()).then_some(assignments),
        };
        let response = self.change(move |_| CreatePartitionsRequest {
            topics: vec![topic.clone()],
            timeout_ms: CHANGE_TIMEOUT_MS,
            validate_only: false,
        })?;
        let mut results = response.results.iter();
        results.try_for_each(|result| Error::check(result.error_code, result.error_message.as_deref()))
    }

    /// All topics, by name.
    pub fn list_topics(&mut self) -> Result<Vec<Topic>, Error> {
        let response = self.run(|version| MetadataRequest {
            // Version 0 asks for all with an empty list.
            topics: if version == 0 { Some(Vec::new()) } else { None },
            allow_auto_topic_creation: version < 4,
            ..Default::default()
        })?;
        let mut topics: Vec<Topic> = response.topics.into_iter().filter_map(Topic::new).collect();
        topics.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(topics)
    }

    /// Describes topics, in the order asked for; page by page where the broker can (KIP-966), else from its metadata.
    pub fn describe_topics(&mut self, names: &[String]) -> Result<Vec<Outcome<TopicDescription>>, Error> {
        match self.describe_pages(names) {
            Err(Error::UnsupportedVersion { .. }) => self.describe_from_metadata(names),
            result => result,
        }
    }

    fn describe_pages(&mut self, names: &[String]) -> Result<Vec<Outcome<TopicDescription>>, Error> {
        const PARTITIONS_PER_PAGE: i32 = 2000;
        let mut topics: Vec<TopicRequest> =
            names.iter().map(|name| TopicRequest { name: name.clone() }).collect();
        topics.sort_by(|one, other| one.name.cmp(&other.name));
        let mut described: Vec<Outcome<TopicDescription>> = Vec::new();
        let mut cursor: Option<Cursor> = None;
        loop {
            let request = DescribeTopicPartitionsRequest {
                topics: topics.clone(),
                response_partition_limit: PARTITIONS_PER_PAGE,
                cursor: cursor.take(),
            };
            let response = self.run(move |_| request.clone())?;
            response.topics.into_iter().for_each(|topic| add_page(&mut described, topic));
            match response.next_cursor {
                Some(next) => {
                    topics.retain(|topic| topic.name >= next.topic_name);
                    cursor =
                        Some(Cursor { topic_name: next.topic_name, partition_index: next.partition_index });
                }
                None => break,
            }
        }
        let place = |name: &str| names.iter().position(|asked| asked == name);
        described.sort_by_key(|(name, _)| place(name));
        Ok(described)
    }

    fn describe_from_metadata(&mut self, names: &[String]) -> Result<Vec<Outcome<TopicDescription>>, Error> {
        let names = names.to_vec();
        let response = self.run(move |version| MetadataRequest {
            topics: Some(
                names
                    .iter()
                    .map(|name| MetadataRequestTopic { topic_id: Uuid::ZERO, name: Some(name.clone()) })
                    .collect(),
            ),
            allow_auto_topic_creation: version < 4,
            ..Default::default()
        })?;
        let topics = response.topics.into_iter().filter_map(Topic::new);
        Ok(topics.map(|topic| (topic.name.clone(), described(topic))).collect())
    }

    /// Deletes the records of partitions below an offset (-1: all that consumers may read). Gives the new log start
    /// offsets.
    pub fn delete_records(
        &mut self,
        partitions: &[(TopicPartition, i64)],
    ) -> Result<Vec<Outcome<i64, TopicPartition>>, Error> {
        partitions.iter().for_each(|((topic, _), _)| self.client.want_topic(topic));
        self.client.wait_for_metadata()?;
        let mut results = Vec::new();
        for (key, offset) in partitions {
            let Some(node) = self.client.metadata().leader(&key.0, key.1) else {
                results.push((key.clone(), Err(Error::broker(ErrorCode::LeaderNotAvailable))));
                continue;
            };
            let topic = DeleteRecordsTopic {
                name: key.0.to_string(),
                partitions: vec![DeleteRecordsPartition { partition_index: key.1, offset: *offset }],
            };
            let build =
                move |_| DeleteRecordsRequest { topics: vec![topic.clone()], timeout_ms: CHANGE_TIMEOUT_MS };
            let response = self.client.run(CallOptions::repeatable(Target::Node(node)), build)?;
            let answers = response.topics.iter().flat_map(|topic| &topic.partitions);
            results.extend(answers.map(|answer| {
                (key.clone(), Error::check(answer.error_code, None).map(|()| answer.low_watermark))
            }));
        }
        Ok(results)
    }
}

fn creatable(topic: &NewTopic) -> CreatableTopic {
    /// "The cluster's default", since version 4.
    const DEFAULT: i16 = -1;
    let assigned = !topic.assignments.is_empty();
    CreatableTopic {
        name: topic.name.clone(),
        num_partitions: if assigned { -1 } else { topic.partitions.unwrap_or(i32::from(DEFAULT)) },
        replication_factor: if assigned { -1 } else { topic.replication_factor.unwrap_or(DEFAULT) },
        assignments: (0..)
            .zip(&topic.assignments)
            .map(|(partition_index, brokers)| CreatableReplicaAssignment {
                partition_index,
                broker_ids: brokers.clone(),
            })
            .collect(),
        configs: topic
            .configs
            .iter()
            .map(|(name, value)| CreatableTopicConfig { name: name.clone(), value: Some(value.clone()) })
            .collect(),
    }
}

fn created(topic: CreatableTopicResult) -> Outcome<CreatedTopic> {
    let result = Error::check(topic.error_code, topic.error_message.as_deref()).map(|()| CreatedTopic {
        id: topic.topic_id,
        partitions: topic.num_partitions,
        replication_factor: topic.replication_factor,
    });
    (topic.name, result)
}

/// Adds a page's topic: a large topic goes on where the page before ended.
fn add_page(described: &mut Vec<Outcome<TopicDescription>>, topic: DescribeTopicPartitionsResponseTopic) {
    let name = topic.name.clone().unwrap_or_default();
    let partitions = topic.partitions.into_iter().map(PartitionDescription::from);
    if let Some((last, Ok(known))) = described.last_mut()
        && *last == name
    {
        known.partitions.extend(partitions);
        return;
    }
    let result = Error::check(topic.error_code, None).map(|()| TopicDescription {
        name: name.clone(),
        id: topic.topic_id,
        is_internal: topic.is_internal,
        partitions: partitions.collect(),
    });
    described.push((name, result));
}

fn described(topic: Topic) -> Result<TopicDescription, Error> {
    if topic.error != ErrorCode::None {
        return Err(Error::broker(topic.error));
    }
    let partitions = topic.partitions.into_iter().map(|partition| PartitionDescription {
        index: partition.index,
        leader: partition.leader,
        replicas: partition.replicas,
        in_sync_replicas: partition.in_sync_replicas,
        ..Default::default()
    });
    Ok(TopicDescription {
        name: topic.name,
        id: topic.id,
        is_internal: topic.is_internal,
        partitions: partitions.collect(),
    })
}

impl From<DescribeTopicPartitionsResponsePartition> for PartitionDescription {
    fn from(partition: DescribeTopicPartitionsResponsePartition) -> Self {
        Self {
            index: partition.partition_index,
            leader: (partition.leader_id >= 0).then_some(partition.leader_id),
            replicas: partition.replica_nodes,
            in_sync_replicas: partition.isr_nodes,
            eligible_leader_replicas: Some(partition.eligible_leader_replicas.unwrap_or_default()),
            last_known_eligible_leader_replicas: Some(partition.last_known_elr.unwrap_or_default()),
        }
    }
}
