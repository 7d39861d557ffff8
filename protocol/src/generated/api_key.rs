//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::VersionRange;

/// What a request asks for: the first field of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i16)]
pub enum ApiKey {
    /// API 0.
    Produce = 0,
    /// API 1.
    Fetch = 1,
    /// API 2.
    ListOffsets = 2,
    /// API 3.
    Metadata = 3,
    /// API 8.
    OffsetCommit = 8,
    /// API 9.
    OffsetFetch = 9,
    /// API 10.
    FindCoordinator = 10,
    /// API 11.
    JoinGroup = 11,
    /// API 12.
    Heartbeat = 12,
    /// API 13.
    LeaveGroup = 13,
    /// API 14.
    SyncGroup = 14,
    /// API 15.
    DescribeGroups = 15,
    /// API 16.
    ListGroups = 16,
    /// API 17.
    SaslHandshake = 17,
    /// API 18.
    ApiVersions = 18,
    /// API 19.
    CreateTopics = 19,
    /// API 20.
    DeleteTopics = 20,
    /// API 21.
    DeleteRecords = 21,
    /// API 22.
    InitProducerId = 22,
    /// API 23.
    OffsetForLeaderEpoch = 23,
    /// API 24.
    AddPartitionsToTxn = 24,
    /// API 25.
    AddOffsetsToTxn = 25,
    /// API 26.
    EndTxn = 26,
    /// API 27.
    WriteTxnMarkers = 27,
    /// API 28.
    TxnOffsetCommit = 28,
    /// API 29.
    DescribeAcls = 29,
    /// API 30.
    CreateAcls = 30,
    /// API 31.
    DeleteAcls = 31,
    /// API 32.
    DescribeConfigs = 32,
    /// API 33.
    AlterConfigs = 33,
    /// API 34.
    AlterReplicaLogDirs = 34,
    /// API 35.
    DescribeLogDirs = 35,
    /// API 36.
    SaslAuthenticate = 36,
    /// API 37.
    CreatePartitions = 37,
    /// API 38.
    CreateDelegationToken = 38,
    /// API 39.
    RenewDelegationToken = 39,
    /// API 40.
    ExpireDelegationToken = 40,
    /// API 41.
    DescribeDelegationToken = 41,
    /// API 42.
    DeleteGroups = 42,
    /// API 43.
    ElectLeaders = 43,
    /// API 44.
    IncrementalAlterConfigs = 44,
    /// API 45.
    AlterPartitionReassignments = 45,
    /// API 46.
    ListPartitionReassignments = 46,
    /// API 47.
    OffsetDelete = 47,
    /// API 48.
    DescribeClientQuotas = 48,
    /// API 49.
    AlterClientQuotas = 49,
    /// API 50.
    DescribeUserScramCredentials = 50,
    /// API 51.
    AlterUserScramCredentials = 51,
    /// API 52.
    Vote = 52,
    /// API 53.
    BeginQuorumEpoch = 53,
    /// API 54.
    EndQuorumEpoch = 54,
    /// API 55.
    DescribeQuorum = 55,
    /// API 56.
    AlterPartition = 56,
    /// API 57.
    UpdateFeatures = 57,
    /// API 58.
    Envelope = 58,
    /// API 59.
    FetchSnapshot = 59,
    /// API 60.
    DescribeCluster = 60,
    /// API 61.
    DescribeProducers = 61,
    /// API 62.
    BrokerRegistration = 62,
    /// API 63.
    BrokerHeartbeat = 63,
    /// API 64.
    UnregisterBroker = 64,
    /// API 65.
    DescribeTransactions = 65,
    /// API 66.
    ListTransactions = 66,
    /// API 67.
    AllocateProducerIds = 67,
    /// API 68.
    ConsumerGroupHeartbeat = 68,
    /// API 69.
    ConsumerGroupDescribe = 69,
    /// API 70.
    ControllerRegistration = 70,
    /// API 71.
    GetTelemetrySubscriptions = 71,
    /// API 72.
    PushTelemetry = 72,
    /// API 73.
    AssignReplicasToDirs = 73,
    /// API 74.
    ListConfigResources = 74,
    /// API 75.
    DescribeTopicPartitions = 75,
    /// API 76.
    ShareGroupHeartbeat = 76,
    /// API 77.
    ShareGroupDescribe = 77,
    /// API 78.
    ShareFetch = 78,
    /// API 79.
    ShareAcknowledge = 79,
    /// API 80.
    AddRaftVoter = 80,
    /// API 81.
    RemoveRaftVoter = 81,
    /// API 82.
    UpdateRaftVoter = 82,
    /// API 83.
    InitializeShareGroupState = 83,
    /// API 84.
    ReadShareGroupState = 84,
    /// API 85.
    WriteShareGroupState = 85,
    /// API 86.
    DeleteShareGroupState = 86,
    /// API 87.
    ReadShareGroupStateSummary = 87,
    /// API 88.
    StreamsGroupHeartbeat = 88,
    /// API 89.
    StreamsGroupDescribe = 89,
    /// API 90.
    DescribeShareGroupOffsets = 90,
    /// API 91.
    AlterShareGroupOffsets = 91,
    /// API 92.
    DeleteShareGroupOffsets = 92,
    /// API 93.
    StreamsGroupTopologyDescriptionUpdate = 93,
    /// API 94.
    UnregisterController = 94,
}

/// One row of the table of APIs.
#[derive(Debug)]
pub(crate) struct ApiInfo {
    pub key: ApiKey,
    pub name: &'static str,
    pub kafka: VersionRange,
    pub known: VersionRange,
    pub flexible_since: i16,
    pub broker: bool,
    pub controller: bool,
    pub cluster_action: bool,
}

/// Every API, in the order of the keys.
#[rustfmt::skip]
pub(crate) static APIS: &[ApiInfo] = &[
ApiInfo { key: ApiKey::Produce, name: "Produce", kafka: VersionRange::new(3, 13), known: VersionRange::new(0, 13), flexible_since: 9, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::Fetch, name: "Fetch", kafka: VersionRange::new(4, 18), known: VersionRange::new(0, 18), flexible_since: 12, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::ListOffsets, name: "ListOffsets", kafka: VersionRange::new(1, 11), known: VersionRange::new(0, 11), flexible_since: 6, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::Metadata, name: "Metadata", kafka: VersionRange::new(0, 13), known: VersionRange::new(0, 13), flexible_since: 9, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::OffsetCommit, name: "OffsetCommit", kafka: VersionRange::new(2, 10), known: VersionRange::new(0, 10), flexible_since: 8, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::OffsetFetch, name: "OffsetFetch", kafka: VersionRange::new(1, 10), known: VersionRange::new(0, 10), flexible_since: 6, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::FindCoordinator, name: "FindCoordinator", kafka: VersionRange::new(0, 6), known: VersionRange::new(0, 6), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::JoinGroup, name: "JoinGroup", kafka: VersionRange::new(0, 9), known: VersionRange::new(0, 9), flexible_since: 6, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::Heartbeat, name: "Heartbeat", kafka: VersionRange::new(0, 4), known: VersionRange::new(0, 4), flexible_since: 4, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::LeaveGroup, name: "LeaveGroup", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 4, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::SyncGroup, name: "SyncGroup", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 4, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeGroups, name: "DescribeGroups", kafka: VersionRange::new(0, 6), known: VersionRange::new(0, 6), flexible_since: 5, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ListGroups, name: "ListGroups", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::SaslHandshake, name: "SaslHandshake", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: i16::MAX, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::ApiVersions, name: "ApiVersions", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 3, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::CreateTopics, name: "CreateTopics", kafka: VersionRange::new(2, 7), known: VersionRange::new(0, 7), flexible_since: 5, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DeleteTopics, name: "DeleteTopics", kafka: VersionRange::new(1, 6), known: VersionRange::new(0, 6), flexible_since: 4, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DeleteRecords, name: "DeleteRecords", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::InitProducerId, name: "InitProducerId", kafka: VersionRange::new(0, 6), known: VersionRange::new(0, 6), flexible_since: 2, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::OffsetForLeaderEpoch, name: "OffsetForLeaderEpoch", kafka: VersionRange::new(2, 4), known: VersionRange::new(0, 4), flexible_since: 4, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AddPartitionsToTxn, name: "AddPartitionsToTxn", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AddOffsetsToTxn, name: "AddOffsetsToTxn", kafka: VersionRange::new(0, 4), known: VersionRange::new(0, 4), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::EndTxn, name: "EndTxn", kafka: VersionRange::new(0, 5), known: VersionRange::new(0, 5), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::WriteTxnMarkers, name: "WriteTxnMarkers", kafka: VersionRange::new(1, 2), known: VersionRange::new(0, 2), flexible_since: 1, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::TxnOffsetCommit, name: "TxnOffsetCommit", kafka: VersionRange::new(0, 6), known: VersionRange::new(0, 6), flexible_since: 3, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeAcls, name: "DescribeAcls", kafka: VersionRange::new(1, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::CreateAcls, name: "CreateAcls", kafka: VersionRange::new(1, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DeleteAcls, name: "DeleteAcls", kafka: VersionRange::new(1, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeConfigs, name: "DescribeConfigs", kafka: VersionRange::new(1, 4), known: VersionRange::new(0, 4), flexible_since: 4, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::AlterConfigs, name: "AlterConfigs", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::AlterReplicaLogDirs, name: "AlterReplicaLogDirs", kafka: VersionRange::new(1, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeLogDirs, name: "DescribeLogDirs", kafka: VersionRange::new(1, 5), known: VersionRange::new(0, 5), flexible_since: 2, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::SaslAuthenticate, name: "SaslAuthenticate", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::CreatePartitions, name: "CreatePartitions", kafka: VersionRange::new(0, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::CreateDelegationToken, name: "CreateDelegationToken", kafka: VersionRange::new(1, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::RenewDelegationToken, name: "RenewDelegationToken", kafka: VersionRange::new(1, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::ExpireDelegationToken, name: "ExpireDelegationToken", kafka: VersionRange::new(1, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeDelegationToken, name: "DescribeDelegationToken", kafka: VersionRange::new(1, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DeleteGroups, name: "DeleteGroups", kafka: VersionRange::new(0, 3), known: VersionRange::new(0, 3), flexible_since: 2, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ElectLeaders, name: "ElectLeaders", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 2, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::IncrementalAlterConfigs, name: "IncrementalAlterConfigs", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 1, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::AlterPartitionReassignments, name: "AlterPartitionReassignments", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::ListPartitionReassignments, name: "ListPartitionReassignments", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::OffsetDelete, name: "OffsetDelete", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: i16::MAX, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeClientQuotas, name: "DescribeClientQuotas", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 1, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AlterClientQuotas, name: "AlterClientQuotas", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 1, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeUserScramCredentials, name: "DescribeUserScramCredentials", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::AlterUserScramCredentials, name: "AlterUserScramCredentials", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::Vote, name: "Vote", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::BeginQuorumEpoch, name: "BeginQuorumEpoch", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 1, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::EndQuorumEpoch, name: "EndQuorumEpoch", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 1, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::DescribeQuorum, name: "DescribeQuorum", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: true, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::AlterPartition, name: "AlterPartition", kafka: VersionRange::new(2, 3), known: VersionRange::new(0, 3), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::UpdateFeatures, name: "UpdateFeatures", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: true, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::Envelope, name: "Envelope", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::FetchSnapshot, name: "FetchSnapshot", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: false, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeCluster, name: "DescribeCluster", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeProducers, name: "DescribeProducers", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::BrokerRegistration, name: "BrokerRegistration", kafka: VersionRange::new(0, 4), known: VersionRange::new(0, 4), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::BrokerHeartbeat, name: "BrokerHeartbeat", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::UnregisterBroker, name: "UnregisterBroker", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::DescribeTransactions, name: "DescribeTransactions", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ListTransactions, name: "ListTransactions", kafka: VersionRange::new(0, 2), known: VersionRange::new(0, 2), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AllocateProducerIds, name: "AllocateProducerIds", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: false, controller: true, cluster_action: true },
ApiInfo { key: ApiKey::ConsumerGroupHeartbeat, name: "ConsumerGroupHeartbeat", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ConsumerGroupDescribe, name: "ConsumerGroupDescribe", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ControllerRegistration, name: "ControllerRegistration", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: false, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::GetTelemetrySubscriptions, name: "GetTelemetrySubscriptions", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::PushTelemetry, name: "PushTelemetry", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AssignReplicasToDirs, name: "AssignReplicasToDirs", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: false, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::ListConfigResources, name: "ListConfigResources", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeTopicPartitions, name: "DescribeTopicPartitions", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ShareGroupHeartbeat, name: "ShareGroupHeartbeat", kafka: VersionRange::new(1, 1), known: VersionRange::new(1, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ShareGroupDescribe, name: "ShareGroupDescribe", kafka: VersionRange::new(1, 1), known: VersionRange::new(1, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ShareFetch, name: "ShareFetch", kafka: VersionRange::new(1, 2), known: VersionRange::new(1, 2), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::ShareAcknowledge, name: "ShareAcknowledge", kafka: VersionRange::new(1, 2), known: VersionRange::new(1, 2), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AddRaftVoter, name: "AddRaftVoter", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::RemoveRaftVoter, name: "RemoveRaftVoter", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::UpdateRaftVoter, name: "UpdateRaftVoter", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: false, controller: true, cluster_action: false },
ApiInfo { key: ApiKey::InitializeShareGroupState, name: "InitializeShareGroupState", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::ReadShareGroupState, name: "ReadShareGroupState", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::WriteShareGroupState, name: "WriteShareGroupState", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::DeleteShareGroupState, name: "DeleteShareGroupState", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::ReadShareGroupStateSummary, name: "ReadShareGroupStateSummary", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: true },
ApiInfo { key: ApiKey::StreamsGroupHeartbeat, name: "StreamsGroupHeartbeat", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::StreamsGroupDescribe, name: "StreamsGroupDescribe", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DescribeShareGroupOffsets, name: "DescribeShareGroupOffsets", kafka: VersionRange::new(0, 1), known: VersionRange::new(0, 1), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::AlterShareGroupOffsets, name: "AlterShareGroupOffsets", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::DeleteShareGroupOffsets, name: "DeleteShareGroupOffsets", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::StreamsGroupTopologyDescriptionUpdate, name: "StreamsGroupTopologyDescriptionUpdate", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: false, cluster_action: false },
ApiInfo { key: ApiKey::UnregisterController, name: "UnregisterController", kafka: VersionRange::new(0, 0), known: VersionRange::new(0, 0), flexible_since: 0, broker: true, controller: true, cluster_action: false },
];
