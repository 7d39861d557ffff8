//! Which answer belongs to which request, and both as bytes.

use bytes::Bytes;
use io::{Buffer, Pool, SharedBuffer};
use protocol::messages::{self, RequestHeader};
use protocol::{ApiKey, EncodeError, Message, VersionRange, encode_request_header};

use crate::Error;

/// A message that a client may send, tied to its answer.
pub trait Request: Message + 'static {
    /// The answer's type.
    type Response: Message;
    /// The API.
    const KEY: ApiKey;
}

macro_rules! requests {
    ($($key:ident: $request:ident -> $response:ident;)*) => {
        $(impl Request for messages::$request {
            type Response = messages::$response;
            const KEY: ApiKey = ApiKey::$key;
        })*
    };
}

requests! {
    Produce: ProduceRequest -> ProduceResponse;
    Fetch: FetchRequest -> FetchResponse;
    ListOffsets: ListOffsetsRequest -> ListOffsetsResponse;
    Metadata: MetadataRequest -> MetadataResponse;
    OffsetCommit: OffsetCommitRequest -> OffsetCommitResponse;
    OffsetFetch: OffsetFetchRequest -> OffsetFetchResponse;
    FindCoordinator: FindCoordinatorRequest -> FindCoordinatorResponse;
    JoinGroup: JoinGroupRequest -> JoinGroupResponse;
    Heartbeat: HeartbeatRequest -> HeartbeatResponse;
    LeaveGroup: LeaveGroupRequest -> LeaveGroupResponse;
    SyncGroup: SyncGroupRequest -> SyncGroupResponse;
    DescribeGroups: DescribeGroupsRequest -> DescribeGroupsResponse;
    ListGroups: ListGroupsRequest -> ListGroupsResponse;
    ApiVersions: ApiVersionsRequest -> ApiVersionsResponse;
    CreateTopics: CreateTopicsRequest -> CreateTopicsResponse;
    DeleteTopics: DeleteTopicsRequest -> DeleteTopicsResponse;
    DeleteRecords: DeleteRecordsRequest -> DeleteRecordsResponse;
    InitProducerId: InitProducerIdRequest -> InitProducerIdResponse;
    OffsetForLeaderEpoch: OffsetForLeaderEpochRequest -> OffsetForLeaderEpochResponse;
    DescribeAcls: DescribeAclsRequest -> DescribeAclsResponse;
    DescribeConfigs: DescribeConfigsRequest -> DescribeConfigsResponse;
    AlterConfigs: AlterConfigsRequest -> AlterConfigsResponse;
    DescribeLogDirs: DescribeLogDirsRequest -> DescribeLogDirsResponse;
    CreatePartitions: CreatePartitionsRequest -> CreatePartitionsResponse;
    DeleteGroups: DeleteGroupsRequest -> DeleteGroupsResponse;
    IncrementalAlterConfigs: IncrementalAlterConfigsRequest -> IncrementalAlterConfigsResponse;
    OffsetDelete: OffsetDeleteRequest -> OffsetDeleteResponse;
    DescribeCluster: DescribeClusterRequest -> DescribeClusterResponse;
    DescribeProducers: DescribeProducersRequest -> DescribeProducersResponse;
    ConsumerGroupHeartbeat: ConsumerGroupHeartbeatRequest -> ConsumerGroupHeartbeatResponse;
    ConsumerGroupDescribe: ConsumerGroupDescribeRequest -> ConsumerGroupDescribeResponse;
    ListConfigResources: ListConfigResourcesRequest -> ListConfigResourcesResponse;
    DescribeTopicPartitions: DescribeTopicPartitionsRequest -> DescribeTopicPartitionsResponse;
}

/// A body whose type is forgotten: it is encoded when the broker's versions are known.
pub(crate) trait Body {
    /// Appends the body in `version`.
    fn encode(&self, version: i16, buffer: &mut Buffer) -> Result<(), EncodeError>;
}

/// Builds the request for the version that was negotiated.
pub(crate) struct Built<F>(pub(crate) F);

impl<R: Request, F: Fn(i16) -> R> Body for Built<F> {
    fn encode(&self, version: i16, buffer: &mut Buffer) -> Result<(), EncodeError> {
        Message::encode(&(self.0)(version), version, buffer)
    }
}

/// What stands in front of a request's body.
pub(crate) struct FrameHead<'a> {
    pub(crate) api: ApiKey,
    pub(crate) version: i16,
    pub(crate) correlation_id: i32,
    pub(crate) client_id: &'a str,
}

impl FrameHead<'_> {
    /// A whole frame: length, header, body.
    pub(crate) fn encode(&self, body: &dyn Body, pool: &Pool) -> Result<SharedBuffer, EncodeError> {
        const LENGTH_LEN: usize = 4;
        let mut frame = pool.take(512);
        frame.extend_from_slice(&[0; LENGTH_LEN]);
        let header = RequestHeader {
            request_api_key: self.api as i16,
            request_api_version: self.version,
            correlation_id: self.correlation_id,
            client_id: Some(self.client_id.to_owned()),
        };
        encode_request_header(self.api, &header, &mut frame)?;
        body.encode(self.version, &mut frame)?;
        let len = frame.len() - LENGTH_LEN;
        let length = i32::try_from(len).map_err(|_| EncodeError::TooLong(len))?;
        frame[..LENGTH_LEN].copy_from_slice(&length.to_be_bytes());
        Ok(frame.freeze())
    }
}

/// An answer as bytes, until its asker says what it is.
#[derive(Clone, Debug)]
pub struct Reply {
    api: ApiKey,
    version: i16,
    body: Bytes,
}

impl Reply {
    pub(crate) fn new(api: ApiKey, version: i16, body: Bytes) -> Self {
        Self { api, version, body }
    }

    /// The version of the request and its answer.
    pub fn version(&self) -> i16 {
        self.version
    }

    /// The answer to an `R`; its byte fields share the frame.
    pub fn decode<R: Request>(&self) -> Result<R::Response, Error> {
        if R::KEY != self.api {
            return Err(self.malformed(format!("it was asked as {}", R::KEY.name())));
        }
        R::Response::decode_shared(&self.body, self.version)
            .map_err(|error| self.malformed(error.to_string()))
    }

    fn malformed(&self, reason: String) -> Error {
        Error::Malformed { api: self.api.name(), reason }
    }
}

/// The highest version that both sides know.
pub(crate) fn common_version(ours: VersionRange, theirs: VersionRange) -> Option<i16> {
    let version = ours.max.min(theirs.max);
    (version >= ours.min && version >= theirs.min).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_meet_at_the_highest() {
        let range = VersionRange::new;
        assert_eq!(common_version(range(0, 5), range(3, 9)), Some(5));
        assert_eq!(common_version(range(0, 9), range(0, 4)), Some(4));
        assert_eq!(common_version(range(0, 2), range(3, 9)), None);
        assert_eq!(common_version(range(4, 9), range(0, 3)), None);
    }

    #[test]
    fn a_frame_is_length_header_body() {
        let head = FrameHead { api: ApiKey::ApiVersions, version: 0, correlation_id: 7, client_id: "ab" };
        let body = Built(|_| messages::ApiVersionsRequest::default());
        let frame = head.encode(&body, &Pool::new(io::PoolOptions::default())).expect("it encodes");
        assert_eq!(&frame[..], [0, 0, 0, 12, 0, 18, 0, 0, 0, 0, 0, 7, 0, 2, b'a', b'b']);
    }
}
