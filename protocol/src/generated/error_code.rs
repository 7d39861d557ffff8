//! Generated from protocol/schema by `generate-messages`; do not edit.

/// Kafka's error codes, as they stand in responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(i16)]
pub enum ErrorCode {
    /// `UNKNOWN_SERVER_ERROR`.
    UnknownServerError = -1,
    /// `NONE`.
    #[default]
    None = 0,
    /// `OFFSET_OUT_OF_RANGE`.
    OffsetOutOfRange = 1,
    /// `CORRUPT_MESSAGE`.
    CorruptMessage = 2,
    /// `UNKNOWN_TOPIC_OR_PARTITION`.
    UnknownTopicOrPartition = 3,
    /// `INVALID_FETCH_SIZE`.
    InvalidFetchSize = 4,
    /// `LEADER_NOT_AVAILABLE`.
    LeaderNotAvailable = 5,
    /// `NOT_LEADER_OR_FOLLOWER`.
    NotLeaderOrFollower = 6,
    /// `REQUEST_TIMED_OUT`.
    RequestTimedOut = 7,
    /// `BROKER_NOT_AVAILABLE`.
    BrokerNotAvailable = 8,
    /// `REPLICA_NOT_AVAILABLE`.
    ReplicaNotAvailable = 9,
    /// `MESSAGE_TOO_LARGE`.
    MessageTooLarge = 10,
    /// `STALE_CONTROLLER_EPOCH`.
    StaleControllerEpoch = 11,
    /// `OFFSET_METADATA_TOO_LARGE`.
    OffsetMetadataTooLarge = 12,
    /// `NETWORK_EXCEPTION`.
    NetworkException = 13,
    /// `COORDINATOR_LOAD_IN_PROGRESS`.
    CoordinatorLoadInProgress = 14,
    /// `COORDINATOR_NOT_AVAILABLE`.
    CoordinatorNotAvailable = 15,
    /// `NOT_COORDINATOR`.
    NotCoordinator = 16,
    /// `INVALID_TOPIC_EXCEPTION`.
    InvalidTopicException = 17,
    /// `RECORD_LIST_TOO_LARGE`.
    RecordListTooLarge = 18,
    /// `NOT_ENOUGH_REPLICAS`.
    NotEnoughReplicas = 19,
    /// `NOT_ENOUGH_REPLICAS_AFTER_APPEND`.
    NotEnoughReplicasAfterAppend = 20,
    /// `INVALID_REQUIRED_ACKS`.
    InvalidRequiredAcks = 21,
    /// `ILLEGAL_GENERATION`.
    IllegalGeneration = 22,
    /// `INCONSISTENT_GROUP_PROTOCOL`.
    InconsistentGroupProtocol = 23,
    /// `INVALID_GROUP_ID`.
    InvalidGroupId = 24,
    /// `UNKNOWN_MEMBER_ID`.
    UnknownMemberId = 25,
    /// `INVALID_SESSION_TIMEOUT`.
    InvalidSessionTimeout = 26,
    /// `REBALANCE_IN_PROGRESS`.
    RebalanceInProgress = 27,
    /// `INVALID_COMMIT_OFFSET_SIZE`.
    InvalidCommitOffsetSize = 28,
    /// `TOPIC_AUTHORIZATION_FAILED`.
    TopicAuthorizationFailed = 29,
    /// `GROUP_AUTHORIZATION_FAILED`.
    GroupAuthorizationFailed = 30,
    /// `CLUSTER_AUTHORIZATION_FAILED`.
    ClusterAuthorizationFailed = 31,
    /// `INVALID_TIMESTAMP`.
    InvalidTimestamp = 32,
    /// `UNSUPPORTED_SASL_MECHANISM`.
    UnsupportedSaslMechanism = 33,
    /// `ILLEGAL_SASL_STATE`.
    IllegalSaslState = 34,
    /// `UNSUPPORTED_VERSION`.
    UnsupportedVersion = 35,
    /// `TOPIC_ALREADY_EXISTS`.
    TopicAlreadyExists = 36,
    /// `INVALID_PARTITIONS`.
    InvalidPartitions = 37,
    /// `INVALID_REPLICATION_FACTOR`.
    InvalidReplicationFactor = 38,
    /// `INVALID_REPLICA_ASSIGNMENT`.
    InvalidReplicaAssignment = 39,
    /// `INVALID_CONFIG`.
    InvalidConfig = 40,
    /// `NOT_CONTROLLER`.
    NotController = 41,
    /// `INVALID_REQUEST`.
    InvalidRequest = 42,
    /// `UNSUPPORTED_FOR_MESSAGE_FORMAT`.
    UnsupportedForMessageFormat = 43,
    /// `POLICY_VIOLATION`.
    PolicyViolation = 44,
    /// `OUT_OF_ORDER_SEQUENCE_NUMBER`.
    OutOfOrderSequenceNumber = 45,
    /// `DUPLICATE_SEQUENCE_NUMBER`.
    DuplicateSequenceNumber = 46,
    /// `INVALID_PRODUCER_EPOCH`.
    InvalidProducerEpoch = 47,
    /// `INVALID_TXN_STATE`.
    InvalidTxnState = 48,
    /// `INVALID_PRODUCER_ID_MAPPING`.
    InvalidProducerIdMapping = 49,
    /// `INVALID_TRANSACTION_TIMEOUT`.
    InvalidTransactionTimeout = 50,
    /// `CONCURRENT_TRANSACTIONS`.
    ConcurrentTransactions = 51,
    /// `TRANSACTION_COORDINATOR_FENCED`.
    TransactionCoordinatorFenced = 52,
    /// `TRANSACTIONAL_ID_AUTHORIZATION_FAILED`.
    TransactionalIdAuthorizationFailed = 53,
    /// `SECURITY_DISABLED`.
    SecurityDisabled = 54,
    /// `OPERATION_NOT_ATTEMPTED`.
    OperationNotAttempted = 55,
    /// `KAFKA_STORAGE_ERROR`.
    KafkaStorageError = 56,
    /// `LOG_DIR_NOT_FOUND`.
    LogDirNotFound = 57,
    /// `SASL_AUTHENTICATION_FAILED`.
    SaslAuthenticationFailed = 58,
    /// `UNKNOWN_PRODUCER_ID`.
    UnknownProducerId = 59,
    /// `REASSIGNMENT_IN_PROGRESS`.
    ReassignmentInProgress = 60,
    /// `DELEGATION_TOKEN_AUTH_DISABLED`.
    DelegationTokenAuthDisabled = 61,
    /// `DELEGATION_TOKEN_NOT_FOUND`.
    DelegationTokenNotFound = 62,
    /// `DELEGATION_TOKEN_OWNER_MISMATCH`.
    DelegationTokenOwnerMismatch = 63,
    /// `DELEGATION_TOKEN_REQUEST_NOT_ALLOWED`.
    DelegationTokenRequestNotAllowed = 64,
    /// `DELEGATION_TOKEN_AUTHORIZATION_FAILED`.
    DelegationTokenAuthorizationFailed = 65,
    /// `DELEGATION_TOKEN_EXPIRED`.
    DelegationTokenExpired = 66,
    /// `INVALID_PRINCIPAL_TYPE`.
    InvalidPrincipalType = 67,
    /// `NON_EMPTY_GROUP`.
    NonEmptyGroup = 68,
    /// `GROUP_ID_NOT_FOUND`.
    GroupIdNotFound = 69,
    /// `FETCH_SESSION_ID_NOT_FOUND`.
    FetchSessionIdNotFound = 70,
    /// `INVALID_FETCH_SESSION_EPOCH`.
    InvalidFetchSessionEpoch = 71,
    /// `LISTENER_NOT_FOUND`.
    ListenerNotFound = 72,
    /// `TOPIC_DELETION_DISABLED`.
    TopicDeletionDisabled = 73,
    /// `FENCED_LEADER_EPOCH`.
    FencedLeaderEpoch = 74,
    /// `UNKNOWN_LEADER_EPOCH`.
    UnknownLeaderEpoch = 75,
    /// `UNSUPPORTED_COMPRESSION_TYPE`.
    UnsupportedCompressionType = 76,
    /// `STALE_BROKER_EPOCH`.
    StaleBrokerEpoch = 77,
    /// `OFFSET_NOT_AVAILABLE`.
    OffsetNotAvailable = 78,
    /// `MEMBER_ID_REQUIRED`.
    MemberIdRequired = 79,
    /// `PREFERRED_LEADER_NOT_AVAILABLE`.
    PreferredLeaderNotAvailable = 80,
    /// `GROUP_MAX_SIZE_REACHED`.
    GroupMaxSizeReached = 81,
    /// `FENCED_INSTANCE_ID`.
    FencedInstanceId = 82,
    /// `ELIGIBLE_LEADERS_NOT_AVAILABLE`.
    EligibleLeadersNotAvailable = 83,
    /// `ELECTION_NOT_NEEDED`.
    ElectionNotNeeded = 84,
    /// `NO_REASSIGNMENT_IN_PROGRESS`.
    NoReassignmentInProgress = 85,
    /// `GROUP_SUBSCRIBED_TO_TOPIC`.
    GroupSubscribedToTopic = 86,
    /// `INVALID_RECORD`.
    InvalidRecord = 87,
    /// `UNSTABLE_OFFSET_COMMIT`.
    UnstableOffsetCommit = 88,
    /// `THROTTLING_QUOTA_EXCEEDED`.
    ThrottlingQuotaExceeded = 89,
    /// `PRODUCER_FENCED`.
    ProducerFenced = 90,
    /// `RESOURCE_NOT_FOUND`.
    ResourceNotFound = 91,
    /// `DUPLICATE_RESOURCE`.
    DuplicateResource = 92,
    /// `UNACCEPTABLE_CREDENTIAL`.
    UnacceptableCredential = 93,
    /// `INCONSISTENT_VOTER_SET`.
    InconsistentVoterSet = 94,
    /// `INVALID_UPDATE_VERSION`.
    InvalidUpdateVersion = 95,
    /// `FEATURE_UPDATE_FAILED`.
    FeatureUpdateFailed = 96,
    /// `PRINCIPAL_DESERIALIZATION_FAILURE`.
    PrincipalDeserializationFailure = 97,
    /// `SNAPSHOT_NOT_FOUND`.
    SnapshotNotFound = 98,
    /// `POSITION_OUT_OF_RANGE`.
    PositionOutOfRange = 99,
    /// `UNKNOWN_TOPIC_ID`.
    UnknownTopicId = 100,
    /// `DUPLICATE_BROKER_REGISTRATION`.
    DuplicateBrokerRegistration = 101,
    /// `BROKER_ID_NOT_REGISTERED`.
    BrokerIdNotRegistered = 102,
    /// `INCONSISTENT_TOPIC_ID`.
    InconsistentTopicId = 103,
    /// `INCONSISTENT_CLUSTER_ID`.
    InconsistentClusterId = 104,
    /// `TRANSACTIONAL_ID_NOT_FOUND`.
    TransactionalIdNotFound = 105,
    /// `FETCH_SESSION_TOPIC_ID_ERROR`.
    FetchSessionTopicIdError = 106,
    /// `INELIGIBLE_REPLICA`.
    IneligibleReplica = 107,
    /// `NEW_LEADER_ELECTED`.
    NewLeaderElected = 108,
    /// `OFFSET_MOVED_TO_TIERED_STORAGE`.
    OffsetMovedToTieredStorage = 109,
    /// `FENCED_MEMBER_EPOCH`.
    FencedMemberEpoch = 110,
    /// `UNRELEASED_INSTANCE_ID`.
    UnreleasedInstanceId = 111,
    /// `UNSUPPORTED_ASSIGNOR`.
    UnsupportedAssignor = 112,
    /// `STALE_MEMBER_EPOCH`.
    StaleMemberEpoch = 113,
    /// `MISMATCHED_ENDPOINT_TYPE`.
    MismatchedEndpointType = 114,
    /// `UNSUPPORTED_ENDPOINT_TYPE`.
    UnsupportedEndpointType = 115,
    /// `UNKNOWN_CONTROLLER_ID`.
    UnknownControllerId = 116,
    /// `UNKNOWN_SUBSCRIPTION_ID`.
    UnknownSubscriptionId = 117,
    /// `TELEMETRY_TOO_LARGE`.
    TelemetryTooLarge = 118,
    /// `INVALID_REGISTRATION`.
    InvalidRegistration = 119,
    /// `TRANSACTION_ABORTABLE`.
    TransactionAbortable = 120,
    /// `INVALID_RECORD_STATE`.
    InvalidRecordState = 121,
    /// `SHARE_SESSION_NOT_FOUND`.
    ShareSessionNotFound = 122,
    /// `INVALID_SHARE_SESSION_EPOCH`.
    InvalidShareSessionEpoch = 123,
    /// `FENCED_STATE_EPOCH`.
    FencedStateEpoch = 124,
    /// `INVALID_VOTER_KEY`.
    InvalidVoterKey = 125,
    /// `DUPLICATE_VOTER`.
    DuplicateVoter = 126,
    /// `VOTER_NOT_FOUND`.
    VoterNotFound = 127,
    /// `INVALID_REGULAR_EXPRESSION`.
    InvalidRegularExpression = 128,
    /// `REBOOTSTRAP_REQUIRED`.
    RebootstrapRequired = 129,
    /// `STREAMS_INVALID_TOPOLOGY`.
    StreamsInvalidTopology = 130,
    /// `STREAMS_INVALID_TOPOLOGY_EPOCH`.
    StreamsInvalidTopologyEpoch = 131,
    /// `STREAMS_TOPOLOGY_FENCED`.
    StreamsTopologyFenced = 132,
    /// `SHARE_SESSION_LIMIT_REACHED`.
    ShareSessionLimitReached = 133,
    /// `GROUP_DELETION_FAILED`.
    GroupDeletionFailed = 134,
    /// `STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED`.
    StreamsTopologyDescriptionUpdateFailed = 135,
    /// `CONTROLLER_ID_NOT_REGISTERED`.
    ControllerIdNotRegistered = 136,
}

/// One row of the table of error codes.
#[derive(Debug)]
pub(crate) struct ErrorInfo {
    pub code: ErrorCode,
    pub name: &'static str,
    pub retriable: bool,
}

/// Every error code, from -1 on without a gap.
#[rustfmt::skip]
pub(crate) static ERRORS: &[ErrorInfo] = &[
ErrorInfo { code: ErrorCode::UnknownServerError, name: "UNKNOWN_SERVER_ERROR", retriable: false },
ErrorInfo { code: ErrorCode::None, name: "NONE", retriable: false },
ErrorInfo { code: ErrorCode::OffsetOutOfRange, name: "OFFSET_OUT_OF_RANGE", retriable: false },
ErrorInfo { code: ErrorCode::CorruptMessage, name: "CORRUPT_MESSAGE", retriable: true },
ErrorInfo { code: ErrorCode::UnknownTopicOrPartition, name: "UNKNOWN_TOPIC_OR_PARTITION", retriable: true },
ErrorInfo { code: ErrorCode::InvalidFetchSize, name: "INVALID_FETCH_SIZE", retriable: false },
ErrorInfo { code: ErrorCode::LeaderNotAvailable, name: "LEADER_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::NotLeaderOrFollower, name: "NOT_LEADER_OR_FOLLOWER", retriable: true },
ErrorInfo { code: ErrorCode::RequestTimedOut, name: "REQUEST_TIMED_OUT", retriable: true },
ErrorInfo { code: ErrorCode::BrokerNotAvailable, name: "BROKER_NOT_AVAILABLE", retriable: false },
ErrorInfo { code: ErrorCode::ReplicaNotAvailable, name: "REPLICA_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::MessageTooLarge, name: "MESSAGE_TOO_LARGE", retriable: false },
ErrorInfo { code: ErrorCode::StaleControllerEpoch, name: "STALE_CONTROLLER_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::OffsetMetadataTooLarge, name: "OFFSET_METADATA_TOO_LARGE", retriable: false },
ErrorInfo { code: ErrorCode::NetworkException, name: "NETWORK_EXCEPTION", retriable: true },
ErrorInfo { code: ErrorCode::CoordinatorLoadInProgress, name: "COORDINATOR_LOAD_IN_PROGRESS", retriable: true },
ErrorInfo { code: ErrorCode::CoordinatorNotAvailable, name: "COORDINATOR_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::NotCoordinator, name: "NOT_COORDINATOR", retriable: true },
ErrorInfo { code: ErrorCode::InvalidTopicException, name: "INVALID_TOPIC_EXCEPTION", retriable: false },
ErrorInfo { code: ErrorCode::RecordListTooLarge, name: "RECORD_LIST_TOO_LARGE", retriable: false },
ErrorInfo { code: ErrorCode::NotEnoughReplicas, name: "NOT_ENOUGH_REPLICAS", retriable: true },
ErrorInfo { code: ErrorCode::NotEnoughReplicasAfterAppend, name: "NOT_ENOUGH_REPLICAS_AFTER_APPEND", retriable: true },
ErrorInfo { code: ErrorCode::InvalidRequiredAcks, name: "INVALID_REQUIRED_ACKS", retriable: false },
ErrorInfo { code: ErrorCode::IllegalGeneration, name: "ILLEGAL_GENERATION", retriable: false },
ErrorInfo { code: ErrorCode::InconsistentGroupProtocol, name: "INCONSISTENT_GROUP_PROTOCOL", retriable: false },
ErrorInfo { code: ErrorCode::InvalidGroupId, name: "INVALID_GROUP_ID", retriable: false },
ErrorInfo { code: ErrorCode::UnknownMemberId, name: "UNKNOWN_MEMBER_ID", retriable: false },
ErrorInfo { code: ErrorCode::InvalidSessionTimeout, name: "INVALID_SESSION_TIMEOUT", retriable: false },
ErrorInfo { code: ErrorCode::RebalanceInProgress, name: "REBALANCE_IN_PROGRESS", retriable: false },
ErrorInfo { code: ErrorCode::InvalidCommitOffsetSize, name: "INVALID_COMMIT_OFFSET_SIZE", retriable: false },
ErrorInfo { code: ErrorCode::TopicAuthorizationFailed, name: "TOPIC_AUTHORIZATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::GroupAuthorizationFailed, name: "GROUP_AUTHORIZATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::ClusterAuthorizationFailed, name: "CLUSTER_AUTHORIZATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::InvalidTimestamp, name: "INVALID_TIMESTAMP", retriable: false },
ErrorInfo { code: ErrorCode::UnsupportedSaslMechanism, name: "UNSUPPORTED_SASL_MECHANISM", retriable: false },
ErrorInfo { code: ErrorCode::IllegalSaslState, name: "ILLEGAL_SASL_STATE", retriable: false },
ErrorInfo { code: ErrorCode::UnsupportedVersion, name: "UNSUPPORTED_VERSION", retriable: false },
ErrorInfo { code: ErrorCode::TopicAlreadyExists, name: "TOPIC_ALREADY_EXISTS", retriable: false },
ErrorInfo { code: ErrorCode::InvalidPartitions, name: "INVALID_PARTITIONS", retriable: false },
ErrorInfo { code: ErrorCode::InvalidReplicationFactor, name: "INVALID_REPLICATION_FACTOR", retriable: false },
ErrorInfo { code: ErrorCode::InvalidReplicaAssignment, name: "INVALID_REPLICA_ASSIGNMENT", retriable: false },
ErrorInfo { code: ErrorCode::InvalidConfig, name: "INVALID_CONFIG", retriable: false },
ErrorInfo { code: ErrorCode::NotController, name: "NOT_CONTROLLER", retriable: true },
ErrorInfo { code: ErrorCode::InvalidRequest, name: "INVALID_REQUEST", retriable: false },
ErrorInfo { code: ErrorCode::UnsupportedForMessageFormat, name: "UNSUPPORTED_FOR_MESSAGE_FORMAT", retriable: false },
ErrorInfo { code: ErrorCode::PolicyViolation, name: "POLICY_VIOLATION", retriable: false },
ErrorInfo { code: ErrorCode::OutOfOrderSequenceNumber, name: "OUT_OF_ORDER_SEQUENCE_NUMBER", retriable: false },
ErrorInfo { code: ErrorCode::DuplicateSequenceNumber, name: "DUPLICATE_SEQUENCE_NUMBER", retriable: false },
ErrorInfo { code: ErrorCode::InvalidProducerEpoch, name: "INVALID_PRODUCER_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::InvalidTxnState, name: "INVALID_TXN_STATE", retriable: false },
ErrorInfo { code: ErrorCode::InvalidProducerIdMapping, name: "INVALID_PRODUCER_ID_MAPPING", retriable: false },
ErrorInfo { code: ErrorCode::InvalidTransactionTimeout, name: "INVALID_TRANSACTION_TIMEOUT", retriable: false },
ErrorInfo { code: ErrorCode::ConcurrentTransactions, name: "CONCURRENT_TRANSACTIONS", retriable: true },
ErrorInfo { code: ErrorCode::TransactionCoordinatorFenced, name: "TRANSACTION_COORDINATOR_FENCED", retriable: false },
ErrorInfo { code: ErrorCode::TransactionalIdAuthorizationFailed, name: "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::SecurityDisabled, name: "SECURITY_DISABLED", retriable: false },
ErrorInfo { code: ErrorCode::OperationNotAttempted, name: "OPERATION_NOT_ATTEMPTED", retriable: false },
ErrorInfo { code: ErrorCode::KafkaStorageError, name: "KAFKA_STORAGE_ERROR", retriable: true },
ErrorInfo { code: ErrorCode::LogDirNotFound, name: "LOG_DIR_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::SaslAuthenticationFailed, name: "SASL_AUTHENTICATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::UnknownProducerId, name: "UNKNOWN_PRODUCER_ID", retriable: false },
ErrorInfo { code: ErrorCode::ReassignmentInProgress, name: "REASSIGNMENT_IN_PROGRESS", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenAuthDisabled, name: "DELEGATION_TOKEN_AUTH_DISABLED", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenNotFound, name: "DELEGATION_TOKEN_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenOwnerMismatch, name: "DELEGATION_TOKEN_OWNER_MISMATCH", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenRequestNotAllowed, name: "DELEGATION_TOKEN_REQUEST_NOT_ALLOWED", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenAuthorizationFailed, name: "DELEGATION_TOKEN_AUTHORIZATION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::DelegationTokenExpired, name: "DELEGATION_TOKEN_EXPIRED", retriable: false },
ErrorInfo { code: ErrorCode::InvalidPrincipalType, name: "INVALID_PRINCIPAL_TYPE", retriable: false },
ErrorInfo { code: ErrorCode::NonEmptyGroup, name: "NON_EMPTY_GROUP", retriable: false },
ErrorInfo { code: ErrorCode::GroupIdNotFound, name: "GROUP_ID_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::FetchSessionIdNotFound, name: "FETCH_SESSION_ID_NOT_FOUND", retriable: true },
ErrorInfo { code: ErrorCode::InvalidFetchSessionEpoch, name: "INVALID_FETCH_SESSION_EPOCH", retriable: true },
ErrorInfo { code: ErrorCode::ListenerNotFound, name: "LISTENER_NOT_FOUND", retriable: true },
ErrorInfo { code: ErrorCode::TopicDeletionDisabled, name: "TOPIC_DELETION_DISABLED", retriable: false },
ErrorInfo { code: ErrorCode::FencedLeaderEpoch, name: "FENCED_LEADER_EPOCH", retriable: true },
ErrorInfo { code: ErrorCode::UnknownLeaderEpoch, name: "UNKNOWN_LEADER_EPOCH", retriable: true },
ErrorInfo { code: ErrorCode::UnsupportedCompressionType, name: "UNSUPPORTED_COMPRESSION_TYPE", retriable: false },
ErrorInfo { code: ErrorCode::StaleBrokerEpoch, name: "STALE_BROKER_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::OffsetNotAvailable, name: "OFFSET_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::MemberIdRequired, name: "MEMBER_ID_REQUIRED", retriable: false },
ErrorInfo { code: ErrorCode::PreferredLeaderNotAvailable, name: "PREFERRED_LEADER_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::GroupMaxSizeReached, name: "GROUP_MAX_SIZE_REACHED", retriable: false },
ErrorInfo { code: ErrorCode::FencedInstanceId, name: "FENCED_INSTANCE_ID", retriable: false },
ErrorInfo { code: ErrorCode::EligibleLeadersNotAvailable, name: "ELIGIBLE_LEADERS_NOT_AVAILABLE", retriable: true },
ErrorInfo { code: ErrorCode::ElectionNotNeeded, name: "ELECTION_NOT_NEEDED", retriable: true },
ErrorInfo { code: ErrorCode::NoReassignmentInProgress, name: "NO_REASSIGNMENT_IN_PROGRESS", retriable: false },
ErrorInfo { code: ErrorCode::GroupSubscribedToTopic, name: "GROUP_SUBSCRIBED_TO_TOPIC", retriable: false },
ErrorInfo { code: ErrorCode::InvalidRecord, name: "INVALID_RECORD", retriable: false },
ErrorInfo { code: ErrorCode::UnstableOffsetCommit, name: "UNSTABLE_OFFSET_COMMIT", retriable: true },
ErrorInfo { code: ErrorCode::ThrottlingQuotaExceeded, name: "THROTTLING_QUOTA_EXCEEDED", retriable: true },
ErrorInfo { code: ErrorCode::ProducerFenced, name: "PRODUCER_FENCED", retriable: false },
ErrorInfo { code: ErrorCode::ResourceNotFound, name: "RESOURCE_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::DuplicateResource, name: "DUPLICATE_RESOURCE", retriable: false },
ErrorInfo { code: ErrorCode::UnacceptableCredential, name: "UNACCEPTABLE_CREDENTIAL", retriable: false },
ErrorInfo { code: ErrorCode::InconsistentVoterSet, name: "INCONSISTENT_VOTER_SET", retriable: false },
ErrorInfo { code: ErrorCode::InvalidUpdateVersion, name: "INVALID_UPDATE_VERSION", retriable: false },
ErrorInfo { code: ErrorCode::FeatureUpdateFailed, name: "FEATURE_UPDATE_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::PrincipalDeserializationFailure, name: "PRINCIPAL_DESERIALIZATION_FAILURE", retriable: false },
ErrorInfo { code: ErrorCode::SnapshotNotFound, name: "SNAPSHOT_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::PositionOutOfRange, name: "POSITION_OUT_OF_RANGE", retriable: false },
ErrorInfo { code: ErrorCode::UnknownTopicId, name: "UNKNOWN_TOPIC_ID", retriable: true },
ErrorInfo { code: ErrorCode::DuplicateBrokerRegistration, name: "DUPLICATE_BROKER_REGISTRATION", retriable: false },
ErrorInfo { code: ErrorCode::BrokerIdNotRegistered, name: "BROKER_ID_NOT_REGISTERED", retriable: false },
ErrorInfo { code: ErrorCode::InconsistentTopicId, name: "INCONSISTENT_TOPIC_ID", retriable: true },
ErrorInfo { code: ErrorCode::InconsistentClusterId, name: "INCONSISTENT_CLUSTER_ID", retriable: false },
ErrorInfo { code: ErrorCode::TransactionalIdNotFound, name: "TRANSACTIONAL_ID_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::FetchSessionTopicIdError, name: "FETCH_SESSION_TOPIC_ID_ERROR", retriable: true },
ErrorInfo { code: ErrorCode::IneligibleReplica, name: "INELIGIBLE_REPLICA", retriable: false },
ErrorInfo { code: ErrorCode::NewLeaderElected, name: "NEW_LEADER_ELECTED", retriable: false },
ErrorInfo { code: ErrorCode::OffsetMovedToTieredStorage, name: "OFFSET_MOVED_TO_TIERED_STORAGE", retriable: false },
ErrorInfo { code: ErrorCode::FencedMemberEpoch, name: "FENCED_MEMBER_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::UnreleasedInstanceId, name: "UNRELEASED_INSTANCE_ID", retriable: false },
ErrorInfo { code: ErrorCode::UnsupportedAssignor, name: "UNSUPPORTED_ASSIGNOR", retriable: false },
ErrorInfo { code: ErrorCode::StaleMemberEpoch, name: "STALE_MEMBER_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::MismatchedEndpointType, name: "MISMATCHED_ENDPOINT_TYPE", retriable: false },
ErrorInfo { code: ErrorCode::UnsupportedEndpointType, name: "UNSUPPORTED_ENDPOINT_TYPE", retriable: false },
ErrorInfo { code: ErrorCode::UnknownControllerId, name: "UNKNOWN_CONTROLLER_ID", retriable: false },
ErrorInfo { code: ErrorCode::UnknownSubscriptionId, name: "UNKNOWN_SUBSCRIPTION_ID", retriable: false },
ErrorInfo { code: ErrorCode::TelemetryTooLarge, name: "TELEMETRY_TOO_LARGE", retriable: false },
ErrorInfo { code: ErrorCode::InvalidRegistration, name: "INVALID_REGISTRATION", retriable: false },
ErrorInfo { code: ErrorCode::TransactionAbortable, name: "TRANSACTION_ABORTABLE", retriable: false },
ErrorInfo { code: ErrorCode::InvalidRecordState, name: "INVALID_RECORD_STATE", retriable: false },
ErrorInfo { code: ErrorCode::ShareSessionNotFound, name: "SHARE_SESSION_NOT_FOUND", retriable: true },
ErrorInfo { code: ErrorCode::InvalidShareSessionEpoch, name: "INVALID_SHARE_SESSION_EPOCH", retriable: true },
ErrorInfo { code: ErrorCode::FencedStateEpoch, name: "FENCED_STATE_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::InvalidVoterKey, name: "INVALID_VOTER_KEY", retriable: false },
ErrorInfo { code: ErrorCode::DuplicateVoter, name: "DUPLICATE_VOTER", retriable: false },
ErrorInfo { code: ErrorCode::VoterNotFound, name: "VOTER_NOT_FOUND", retriable: false },
ErrorInfo { code: ErrorCode::InvalidRegularExpression, name: "INVALID_REGULAR_EXPRESSION", retriable: false },
ErrorInfo { code: ErrorCode::RebootstrapRequired, name: "REBOOTSTRAP_REQUIRED", retriable: false },
ErrorInfo { code: ErrorCode::StreamsInvalidTopology, name: "STREAMS_INVALID_TOPOLOGY", retriable: false },
ErrorInfo { code: ErrorCode::StreamsInvalidTopologyEpoch, name: "STREAMS_INVALID_TOPOLOGY_EPOCH", retriable: false },
ErrorInfo { code: ErrorCode::StreamsTopologyFenced, name: "STREAMS_TOPOLOGY_FENCED", retriable: false },
ErrorInfo { code: ErrorCode::ShareSessionLimitReached, name: "SHARE_SESSION_LIMIT_REACHED", retriable: true },
ErrorInfo { code: ErrorCode::GroupDeletionFailed, name: "GROUP_DELETION_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::StreamsTopologyDescriptionUpdateFailed, name: "STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED", retriable: false },
ErrorInfo { code: ErrorCode::ControllerIdNotRegistered, name: "CONTROLLER_ID_NOT_REGISTERED", retriable: false },
];
