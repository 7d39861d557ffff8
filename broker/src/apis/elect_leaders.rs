//! ElectLeaders (KIP-183, KIP-460). The one replica of a partition leads whenever it can, so there is nothing to elect:
//! the answer says why for each partition.

use io::Io;
use protocol::messages::elect_leaders_response::{PartitionResult, ReplicaElectionResult};
use protocol::messages::{ElectLeadersRequestView, ElectLeadersResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{ApiError, MetadataImage};

use super::admin::check_items;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ElectLeaders;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 2);

/// Election types on the wire.
const PREFERRED: i8 = 0;
const UNCLEAN: i8 = 1;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ElectLeadersRequestView = request.view()?;
    let asked = body.topic_partitions.into_iter().flatten();
    check_items(KEY, asked.map(|topic| 1 + topic.partitions.len()).sum())?;
    let mut response = ElectLeadersResponse::default();
    if ![PREFERRED, UNCLEAN].contains(&body.election_type) {
        response.error_code = ErrorCode::InvalidRequest.code();
    } else if let Some(topics) = body.topic_partitions {
        let image = &shard.view.image;
        let results = topics.iter().map(|topic| ReplicaElectionResult {
            topic: topic.topic.to_owned(),
            partition_result: topic
                .partitions
                .iter()
                .map(|partition| elect(image, topic.topic, partition, body.election_type))
                .collect(),
        });
        response.replica_election_results = results.collect();
    }
    // All partitions (null) are answered with those that were elected: none.
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

fn elect(image: &MetadataImage, name: &str, index: i32, election_type: i8) -> PartitionResult {
    let refusal = refusal(image, name, index, election_type);
    PartitionResult { partition_id: index, error_code: refusal.code.code(), error_message: refusal.message }
}

fn refusal(image: &MetadataImage, name: &str, index: i32, election_type: i8) -> ApiError {
    let Some(topic) = image.topic(name) else {
        return ApiError::new(ErrorCode::UnknownTopicOrPartition, format!("No such topic as {name}"));
    };
    let Some(partition) = topic.partition(index) else {
        return ApiError::new(
            ErrorCode::UnknownTopicOrPartition,
            format!("No such partition as {name}-{index}"),
        );
    };
    let needs_none = match election_type {
        UNCLEAN => partition.leader >= 0,
        _ => partition.leader >= 0 && partition.replicas.first() == Some(&partition.leader),
    };
    if needs_none {
        return ApiError { code: ErrorCode::ElectionNotNeeded, message: None };
    }
    let code = match election_type {
        UNCLEAN => ErrorCode::EligibleLeadersNotAvailable,
        _ => ErrorCode::PreferredLeaderNotAvailable,
    };
    ApiError { code, message: None }
}
