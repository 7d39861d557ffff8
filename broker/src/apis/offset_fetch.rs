//! OffsetFetch: what groups have committed, which is nothing, for there is no OffsetCommit yet.
//!
//! A consumer that assigns partitions by hand without offsets asks here where to start; the true answer, offset -1,
//! sends it to its own `auto.offset.reset`. (librdkafka crashes if it finds FindCoordinator without this API.)

use io::Io;
use protocol::messages::offset_fetch_request::{
    OffsetFetchRequestGroupView, OffsetFetchRequestTopicView, OffsetFetchRequestTopicsView,
};
use protocol::messages::offset_fetch_response::{
    OffsetFetchResponseGroup, OffsetFetchResponsePartition, OffsetFetchResponsePartitions,
    OffsetFetchResponseTopic, OffsetFetchResponseTopics,
};
use protocol::messages::{OffsetFetchRequestView, OffsetFetchResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use crate::request::{Request, RequestError};
use crate::shard::Shard;
use crate::view::ClusterView;

pub(crate) const KEY: ApiKey = ApiKey::OffsetFetch;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 10);

/// The first version that asks for many groups at once.
const BATCHED_SINCE: i16 = 8;
/// The first version that names topics by id.
const TOPIC_IDS_SINCE: i16 = 10;

/// No offset, as OffsetFetch says it.
const NOTHING_COMMITTED: i64 = -1;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: OffsetFetchRequestView = request.view()?;
    let version = request.version();
    let mut response = OffsetFetchResponse::default();
    if version < BATCHED_SINCE {
        // Without topics, all that is committed is asked for.
        response.topics = body.topics.iter().flat_map(|topics| topics.iter()).map(topic).collect();
    } else {
        response.groups = body.groups.iter().map(|asked| group(&shard.view, version, asked)).collect();
    }
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

fn topic(asked: OffsetFetchRequestTopicView<'_>) -> OffsetFetchResponseTopic {
    let partition = |partition_index| OffsetFetchResponsePartition {
        partition_index,
        committed_offset: NOTHING_COMMITTED,
        committed_leader_epoch: -1,
        metadata: Some(String::new()),
        error_code: ErrorCode::None.code(),
    };
    OffsetFetchResponseTopic {
        name: asked.name.to_owned(),
        partitions: asked.partition_indexes.iter().map(partition).collect(),
    }
}

fn group(view: &ClusterView, version: i16, asked: OffsetFetchRequestGroupView<'_>) -> OffsetFetchResponseGroup {
    let topics = asked.topics.iter().flat_map(|topics| topics.iter());
    OffsetFetchResponseGroup {
        group_id: asked.group_id.to_owned(),
        topics: topics.map(|topic| topic_of_group(view, version, topic)).collect(),
        error_code: ErrorCode::None.code(),
    }
}

fn topic_of_group(
    view: &ClusterView,
    version: i16,
    asked: OffsetFetchRequestTopicsView<'_>,
) -> OffsetFetchResponseTopics {
    let is_unknown = version >= TOPIC_IDS_SINCE && view.image.topic_by_id(asked.topic_id).is_none();
    let code = if is_unknown { ErrorCode::UnknownTopicId } else { ErrorCode::None };
    let partition = |partition_index| OffsetFetchResponsePartitions {
        partition_index,
        committed_offset: NOTHING_COMMITTED,
        committed_leader_epoch: -1,
        metadata: Some(String::new()),
        error_code: code.code(),
    };
    OffsetFetchResponseTopics {
        name: asked.name.to_owned(),
        topic_id: asked.topic_id,
        partitions: asked.partition_indexes.iter().map(partition).collect(),
    }
}
