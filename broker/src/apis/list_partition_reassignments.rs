//! ListPartitionReassignments (KIP-455). ringlog moves no replica; a folder of Apache Kafka's may have been stopped while
//! one was on its way.

use io::Io;
use protocol::messages::list_partition_reassignments_response::{
    OngoingPartitionReassignment, OngoingTopicReassignment,
};
use protocol::messages::{ListPartitionReassignmentsRequestView, ListPartitionReassignmentsResponse};
use protocol::{ApiKey, VersionRange};
use replication::{Partition, Topic};

use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ListPartitionReassignments;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 0);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ListPartitionReassignmentsRequestView = request.view()?;
    let image = &shard.view.image;
    let topics: Vec<OngoingTopicReassignment> = match body.topics {
        None => image.topics().filter_map(|topic| ongoing(topic, topic.partitions().iter())).collect(),
        Some(topics) => {
            let named = topics.iter().filter_map(|wanted| {
                let topic = image.topic(wanted.name)?;
                ongoing(topic, wanted.partition_indexes.iter().filter_map(|index| topic.partition(index)))
            });
            named.collect()
        }
    };
    let response =
        ListPartitionReassignmentsResponse { topics, ..ListPartitionReassignmentsResponse::default() };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

fn ongoing<'a>(
    topic: &Topic,
    partitions: impl Iterator<Item = &'a Partition>,
) -> Option<OngoingTopicReassignment> {
    let moving = partitions
        .filter(|partition| !partition.adding_replicas.is_empty() || !partition.removing_replicas.is_empty());
    let partitions: Vec<_> = moving
        .map(|partition| OngoingPartitionReassignment {
            partition_index: partition.index,
            replicas: partition.replicas.to_vec(),
            adding_replicas: partition.adding_replicas.to_vec(),
            removing_replicas: partition.removing_replicas.to_vec(),
        })
        .collect();
    (!partitions.is_empty()).then(|| OngoingTopicReassignment { name: topic.name.to_string(), partitions })
}
