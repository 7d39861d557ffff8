//! Requests and responses, with their headers.

pub mod add_offsets_to_txn_request;
pub mod add_offsets_to_txn_response;
pub mod add_partitions_to_txn_request;
pub mod add_partitions_to_txn_response;
pub mod add_raft_voter_request;
pub mod add_raft_voter_response;
pub mod allocate_producer_ids_request;
pub mod allocate_producer_ids_response;
pub mod alter_client_quotas_request;
pub mod alter_client_quotas_response;
pub mod alter_configs_request;
pub mod alter_configs_response;
pub mod alter_partition_reassignments_request;
pub mod alter_partition_reassignments_response;
pub mod alter_partition_request;
pub mod alter_partition_response;
pub mod alter_replica_log_dirs_request;
pub mod alter_replica_log_dirs_response;
pub mod alter_share_group_offsets_request;
pub mod alter_share_group_offsets_response;
pub mod alter_user_scram_credentials_request;
pub mod alter_user_scram_credentials_response;
pub mod api_versions_request;
pub mod api_versions_response;
pub mod assign_replicas_to_dirs_request;
pub mod assign_replicas_to_dirs_response;
pub mod begin_quorum_epoch_request;
pub mod begin_quorum_epoch_response;
pub mod broker_heartbeat_request;
pub mod broker_heartbeat_response;
pub mod broker_registration_request;
pub mod broker_registration_response;
pub mod consumer_group_describe_request;
pub mod consumer_group_describe_response;
pub mod consumer_group_heartbeat_request;
pub mod consumer_group_heartbeat_response;
pub mod controller_registration_request;
pub mod controller_registration_response;
pub mod create_acls_request;
pub mod create_acls_response;
pub mod create_delegation_token_request;
pub mod create_delegation_token_response;
pub mod create_partitions_request;
pub mod create_partitions_response;
pub mod create_topics_request;
pub mod create_topics_response;
pub mod default_principal_data;
pub mod delete_acls_request;
pub mod delete_acls_response;
pub mod delete_groups_request;
pub mod delete_groups_response;
pub mod delete_records_request;
pub mod delete_records_response;
pub mod delete_share_group_offsets_request;
pub mod delete_share_group_offsets_response;
pub mod delete_share_group_state_request;
pub mod delete_share_group_state_response;
pub mod delete_topics_request;
pub mod delete_topics_response;
pub mod describe_acls_request;
pub mod describe_acls_response;
pub mod describe_client_quotas_request;
pub mod describe_client_quotas_response;
pub mod describe_cluster_request;
pub mod describe_cluster_response;
pub mod describe_configs_request;
pub mod describe_configs_response;
pub mod describe_delegation_token_request;
pub mod describe_delegation_token_response;
pub mod describe_groups_request;
pub mod describe_groups_response;
pub mod describe_log_dirs_request;
pub mod describe_log_dirs_response;
pub mod describe_producers_request;
pub mod describe_producers_response;
pub mod describe_quorum_request;
pub mod describe_quorum_response;
pub mod describe_share_group_offsets_request;
pub mod describe_share_group_offsets_response;
pub mod describe_topic_partitions_request;
pub mod describe_topic_partitions_response;
pub mod describe_transactions_request;
pub mod describe_transactions_response;
pub mod describe_user_scram_credentials_request;
pub mod describe_user_scram_credentials_response;
pub mod elect_leaders_request;
pub mod elect_leaders_response;
pub mod end_quorum_epoch_request;
pub mod end_quorum_epoch_response;
pub mod end_txn_request;
pub mod end_txn_response;
pub mod envelope_request;
pub mod envelope_response;
pub mod expire_delegation_token_request;
pub mod expire_delegation_token_response;
pub mod fetch_request;
pub mod fetch_response;
pub mod fetch_snapshot_request;
pub mod fetch_snapshot_response;
pub mod find_coordinator_request;
pub mod find_coordinator_response;
pub mod get_telemetry_subscriptions_request;
pub mod get_telemetry_subscriptions_response;
pub mod heartbeat_request;
pub mod heartbeat_response;
pub mod incremental_alter_configs_request;
pub mod incremental_alter_configs_response;
pub mod init_producer_id_request;
pub mod init_producer_id_response;
pub mod initialize_share_group_state_request;
pub mod initialize_share_group_state_response;
pub mod join_group_request;
pub mod join_group_response;
pub mod leave_group_request;
pub mod leave_group_response;
pub mod list_config_resources_request;
pub mod list_config_resources_response;
pub mod list_groups_request;
pub mod list_groups_response;
pub mod list_offsets_request;
pub mod list_offsets_response;
pub mod list_partition_reassignments_request;
pub mod list_partition_reassignments_response;
pub mod list_transactions_request;
pub mod list_transactions_response;
pub mod metadata_request;
pub mod metadata_response;
pub mod offset_commit_request;
pub mod offset_commit_response;
pub mod offset_delete_request;
pub mod offset_delete_response;
pub mod offset_fetch_request;
pub mod offset_fetch_response;
pub mod offset_for_leader_epoch_request;
pub mod offset_for_leader_epoch_response;
pub mod produce_request;
pub mod produce_response;
pub mod push_telemetry_request;
pub mod push_telemetry_response;
pub mod read_share_group_state_request;
pub mod read_share_group_state_response;
pub mod read_share_group_state_summary_request;
pub mod read_share_group_state_summary_response;
pub mod remove_raft_voter_request;
pub mod remove_raft_voter_response;
pub mod renew_delegation_token_request;
pub mod renew_delegation_token_response;
pub mod request_header;
pub mod response_header;
pub mod sasl_authenticate_request;
pub mod sasl_authenticate_response;
pub mod sasl_handshake_request;
pub mod sasl_handshake_response;
pub mod share_acknowledge_request;
pub mod share_acknowledge_response;
pub mod share_fetch_request;
pub mod share_fetch_response;
pub mod share_group_describe_request;
pub mod share_group_describe_response;
pub mod share_group_heartbeat_request;
pub mod share_group_heartbeat_response;
pub mod streams_group_describe_request;
pub mod streams_group_describe_response;
pub mod streams_group_heartbeat_request;
pub mod streams_group_heartbeat_response;
pub mod streams_group_topology_description_update_request;
pub mod streams_group_topology_description_update_response;
pub mod sync_group_request;
pub mod sync_group_response;
pub mod txn_offset_commit_request;
pub mod txn_offset_commit_response;
pub mod unregister_broker_request;
pub mod unregister_broker_response;
pub mod unregister_controller_request;
pub mod unregister_controller_response;
pub mod update_features_request;
pub mod update_features_response;
pub mod update_raft_voter_request;
pub mod update_raft_voter_response;
pub mod vote_request;
pub mod vote_response;
pub mod write_share_group_state_request;
pub mod write_share_group_state_response;
pub mod write_txn_markers_request;
pub mod write_txn_markers_response;

#[doc(inline)]
pub use add_offsets_to_txn_request::{AddOffsetsToTxnRequest, AddOffsetsToTxnRequestView};
#[doc(inline)]
pub use add_offsets_to_txn_response::{AddOffsetsToTxnResponse, AddOffsetsToTxnResponseWriter};
#[doc(inline)]
pub use add_partitions_to_txn_request::{AddPartitionsToTxnRequest, AddPartitionsToTxnRequestView};
#[doc(inline)]
pub use add_partitions_to_txn_response::{
    AddPartitionsToTxnResponse, AddPartitionsToTxnResponseView, AddPartitionsToTxnResponseWriter,
};
#[doc(inline)]
pub use add_raft_voter_request::{AddRaftVoterRequest, AddRaftVoterRequestView};
#[doc(inline)]
pub use add_raft_voter_response::{
    AddRaftVoterResponse, AddRaftVoterResponseView, AddRaftVoterResponseWriter,
};
#[doc(inline)]
pub use allocate_producer_ids_request::AllocateProducerIdsRequest;
#[doc(inline)]
pub use allocate_producer_ids_response::{AllocateProducerIdsResponse, AllocateProducerIdsResponseWriter};
#[doc(inline)]
pub use alter_client_quotas_request::{AlterClientQuotasRequest, AlterClientQuotasRequestView};
#[doc(inline)]
pub use alter_client_quotas_response::{
    AlterClientQuotasResponse, AlterClientQuotasResponseView, AlterClientQuotasResponseWriter,
};
#[doc(inline)]
pub use alter_configs_request::{AlterConfigsRequest, AlterConfigsRequestView};
#[doc(inline)]
pub use alter_configs_response::{
    AlterConfigsResponse, AlterConfigsResponseView, AlterConfigsResponseWriter,
};
#[doc(inline)]
pub use alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsRequestView,
};
#[doc(inline)]
pub use alter_partition_reassignments_response::{
    AlterPartitionReassignmentsResponse, AlterPartitionReassignmentsResponseView,
    AlterPartitionReassignmentsResponseWriter,
};
#[doc(inline)]
pub use alter_partition_request::{AlterPartitionRequest, AlterPartitionRequestView};
#[doc(inline)]
pub use alter_partition_response::{
    AlterPartitionResponse, AlterPartitionResponseView, AlterPartitionResponseWriter,
};
#[doc(inline)]
pub use alter_replica_log_dirs_request::{AlterReplicaLogDirsRequest, AlterReplicaLogDirsRequestView};
#[doc(inline)]
pub use alter_replica_log_dirs_response::{
    AlterReplicaLogDirsResponse, AlterReplicaLogDirsResponseView, AlterReplicaLogDirsResponseWriter,
};
#[doc(inline)]
pub use alter_share_group_offsets_request::{
    AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsRequestView,
};
#[doc(inline)]
pub use alter_share_group_offsets_response::{
    AlterShareGroupOffsetsResponse, AlterShareGroupOffsetsResponseView, AlterShareGroupOffsetsResponseWriter,
};
#[doc(inline)]
pub use alter_user_scram_credentials_request::{
    AlterUserScramCredentialsRequest, AlterUserScramCredentialsRequestView,
};
#[doc(inline)]
pub use alter_user_scram_credentials_response::{
    AlterUserScramCredentialsResponse, AlterUserScramCredentialsResponseView,
    AlterUserScramCredentialsResponseWriter,
};
#[doc(inline)]
pub use api_versions_request::{ApiVersionsRequest, ApiVersionsRequestView};
#[doc(inline)]
pub use api_versions_response::{ApiVersionsResponse, ApiVersionsResponseView, ApiVersionsResponseWriter};
#[doc(inline)]
pub use assign_replicas_to_dirs_request::{AssignReplicasToDirsRequest, AssignReplicasToDirsRequestView};
#[doc(inline)]
pub use assign_replicas_to_dirs_response::{
    AssignReplicasToDirsResponse, AssignReplicasToDirsResponseView, AssignReplicasToDirsResponseWriter,
};
#[doc(inline)]
pub use begin_quorum_epoch_request::{BeginQuorumEpochRequest, BeginQuorumEpochRequestView};
#[doc(inline)]
pub use begin_quorum_epoch_response::{
    BeginQuorumEpochResponse, BeginQuorumEpochResponseView, BeginQuorumEpochResponseWriter,
};
#[doc(inline)]
pub use broker_heartbeat_request::{BrokerHeartbeatRequest, BrokerHeartbeatRequestView};
#[doc(inline)]
pub use broker_heartbeat_response::{BrokerHeartbeatResponse, BrokerHeartbeatResponseWriter};
#[doc(inline)]
pub use broker_registration_request::{BrokerRegistrationRequest, BrokerRegistrationRequestView};
#[doc(inline)]
pub use broker_registration_response::{BrokerRegistrationResponse, BrokerRegistrationResponseWriter};
#[doc(inline)]
pub use consumer_group_describe_request::{ConsumerGroupDescribeRequest, ConsumerGroupDescribeRequestView};
#[doc(inline)]
pub use consumer_group_describe_response::{
    ConsumerGroupDescribeResponse, ConsumerGroupDescribeResponseView, ConsumerGroupDescribeResponseWriter,
};
#[doc(inline)]
pub use consumer_group_heartbeat_request::{
    ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatRequestView,
};
#[doc(inline)]
pub use consumer_group_heartbeat_response::{
    ConsumerGroupHeartbeatResponse, ConsumerGroupHeartbeatResponseView, ConsumerGroupHeartbeatResponseWriter,
};
#[doc(inline)]
pub use controller_registration_request::{ControllerRegistrationRequest, ControllerRegistrationRequestView};
#[doc(inline)]
pub use controller_registration_response::{
    ControllerRegistrationResponse, ControllerRegistrationResponseView, ControllerRegistrationResponseWriter,
};
#[doc(inline)]
pub use create_acls_request::{CreateAclsRequest, CreateAclsRequestView};
#[doc(inline)]
pub use create_acls_response::{CreateAclsResponse, CreateAclsResponseView, CreateAclsResponseWriter};
#[doc(inline)]
pub use create_delegation_token_request::{CreateDelegationTokenRequest, CreateDelegationTokenRequestView};
#[doc(inline)]
pub use create_delegation_token_response::{
    CreateDelegationTokenResponse, CreateDelegationTokenResponseView, CreateDelegationTokenResponseWriter,
};
#[doc(inline)]
pub use create_partitions_request::{CreatePartitionsRequest, CreatePartitionsRequestView};
#[doc(inline)]
pub use create_partitions_response::{
    CreatePartitionsResponse, CreatePartitionsResponseView, CreatePartitionsResponseWriter,
};
#[doc(inline)]
pub use create_topics_request::{CreateTopicsRequest, CreateTopicsRequestView};
#[doc(inline)]
pub use create_topics_response::{
    CreateTopicsResponse, CreateTopicsResponseView, CreateTopicsResponseWriter,
};
#[doc(inline)]
pub use default_principal_data::{DefaultPrincipalData, DefaultPrincipalDataView};
#[doc(inline)]
pub use delete_acls_request::{DeleteAclsRequest, DeleteAclsRequestView};
#[doc(inline)]
pub use delete_acls_response::{DeleteAclsResponse, DeleteAclsResponseView, DeleteAclsResponseWriter};
#[doc(inline)]
pub use delete_groups_request::{DeleteGroupsRequest, DeleteGroupsRequestView};
#[doc(inline)]
pub use delete_groups_response::{
    DeleteGroupsResponse, DeleteGroupsResponseView, DeleteGroupsResponseWriter,
};
#[doc(inline)]
pub use delete_records_request::{DeleteRecordsRequest, DeleteRecordsRequestView};
#[doc(inline)]
pub use delete_records_response::{
    DeleteRecordsResponse, DeleteRecordsResponseView, DeleteRecordsResponseWriter,
};
#[doc(inline)]
pub use delete_share_group_offsets_request::{
    DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsRequestView,
};
#[doc(inline)]
pub use delete_share_group_offsets_response::{
    DeleteShareGroupOffsetsResponse, DeleteShareGroupOffsetsResponseView,
    DeleteShareGroupOffsetsResponseWriter,
};
#[doc(inline)]
pub use delete_share_group_state_request::{DeleteShareGroupStateRequest, DeleteShareGroupStateRequestView};
#[doc(inline)]
pub use delete_share_group_state_response::{
    DeleteShareGroupStateResponse, DeleteShareGroupStateResponseView, DeleteShareGroupStateResponseWriter,
};
#[doc(inline)]
pub use delete_topics_request::{DeleteTopicsRequest, DeleteTopicsRequestView};
#[doc(inline)]
pub use delete_topics_response::{
    DeleteTopicsResponse, DeleteTopicsResponseView, DeleteTopicsResponseWriter,
};
#[doc(inline)]
pub use describe_acls_request::{DescribeAclsRequest, DescribeAclsRequestView};
#[doc(inline)]
pub use describe_acls_response::{
    DescribeAclsResponse, DescribeAclsResponseView, DescribeAclsResponseWriter,
};
#[doc(inline)]
pub use describe_client_quotas_request::{DescribeClientQuotasRequest, DescribeClientQuotasRequestView};
#[doc(inline)]
pub use describe_client_quotas_response::{
    DescribeClientQuotasResponse, DescribeClientQuotasResponseView, DescribeClientQuotasResponseWriter,
};
#[doc(inline)]
pub use describe_cluster_request::DescribeClusterRequest;
#[doc(inline)]
pub use describe_cluster_response::{
    DescribeClusterResponse, DescribeClusterResponseView, DescribeClusterResponseWriter,
};
#[doc(inline)]
pub use describe_configs_request::{DescribeConfigsRequest, DescribeConfigsRequestView};
#[doc(inline)]
pub use describe_configs_response::{
    DescribeConfigsResponse, DescribeConfigsResponseView, DescribeConfigsResponseWriter,
};
#[doc(inline)]
pub use describe_delegation_token_request::{
    DescribeDelegationTokenRequest, DescribeDelegationTokenRequestView,
};
#[doc(inline)]
pub use describe_delegation_token_response::{
    DescribeDelegationTokenResponse, DescribeDelegationTokenResponseView,
    DescribeDelegationTokenResponseWriter,
};
#[doc(inline)]
pub use describe_groups_request::{DescribeGroupsRequest, DescribeGroupsRequestView};
#[doc(inline)]
pub use describe_groups_response::{
    DescribeGroupsResponse, DescribeGroupsResponseView, DescribeGroupsResponseWriter,
};
#[doc(inline)]
pub use describe_log_dirs_request::{DescribeLogDirsRequest, DescribeLogDirsRequestView};
#[doc(inline)]
pub use describe_log_dirs_response::{
    DescribeLogDirsResponse, DescribeLogDirsResponseView, DescribeLogDirsResponseWriter,
};
#[doc(inline)]
pub use describe_producers_request::{DescribeProducersRequest, DescribeProducersRequestView};
#[doc(inline)]
pub use describe_producers_response::{
    DescribeProducersResponse, DescribeProducersResponseView, DescribeProducersResponseWriter,
};
#[doc(inline)]
pub use describe_quorum_request::{DescribeQuorumRequest, DescribeQuorumRequestView};
#[doc(inline)]
pub use describe_quorum_response::{
    DescribeQuorumResponse, DescribeQuorumResponseView, DescribeQuorumResponseWriter,
};
#[doc(inline)]
pub use describe_share_group_offsets_request::{
    DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsRequestView,
};
#[doc(inline)]
pub use describe_share_group_offsets_response::{
    DescribeShareGroupOffsetsResponse, DescribeShareGroupOffsetsResponseView,
    DescribeShareGroupOffsetsResponseWriter,
};
#[doc(inline)]
pub use describe_topic_partitions_request::{
    DescribeTopicPartitionsRequest, DescribeTopicPartitionsRequestView,
};
#[doc(inline)]
pub use describe_topic_partitions_response::{
    DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponseView,
    DescribeTopicPartitionsResponseWriter,
};
#[doc(inline)]
pub use describe_transactions_request::{DescribeTransactionsRequest, DescribeTransactionsRequestView};
#[doc(inline)]
pub use describe_transactions_response::{
    DescribeTransactionsResponse, DescribeTransactionsResponseView, DescribeTransactionsResponseWriter,
};
#[doc(inline)]
pub use describe_user_scram_credentials_request::{
    DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsRequestView,
};
#[doc(inline)]
pub use describe_user_scram_credentials_response::{
    DescribeUserScramCredentialsResponse, DescribeUserScramCredentialsResponseView,
    DescribeUserScramCredentialsResponseWriter,
};
#[doc(inline)]
pub use elect_leaders_request::{ElectLeadersRequest, ElectLeadersRequestView};
#[doc(inline)]
pub use elect_leaders_response::{
    ElectLeadersResponse, ElectLeadersResponseView, ElectLeadersResponseWriter,
};
#[doc(inline)]
pub use end_quorum_epoch_request::{EndQuorumEpochRequest, EndQuorumEpochRequestView};
#[doc(inline)]
pub use end_quorum_epoch_response::{
    EndQuorumEpochResponse, EndQuorumEpochResponseView, EndQuorumEpochResponseWriter,
};
#[doc(inline)]
pub use end_txn_request::{EndTxnRequest, EndTxnRequestView};
#[doc(inline)]
pub use end_txn_response::{EndTxnResponse, EndTxnResponseWriter};
#[doc(inline)]
pub use envelope_request::{EnvelopeRequest, EnvelopeRequestView};
#[doc(inline)]
pub use envelope_response::{EnvelopeResponse, EnvelopeResponseView, EnvelopeResponseWriter};
#[doc(inline)]
pub use expire_delegation_token_request::{ExpireDelegationTokenRequest, ExpireDelegationTokenRequestView};
#[doc(inline)]
pub use expire_delegation_token_response::{
    ExpireDelegationTokenResponse, ExpireDelegationTokenResponseWriter,
};
#[doc(inline)]
pub use fetch_request::{FetchRequest, FetchRequestView};
#[doc(inline)]
pub use fetch_response::{FetchResponse, FetchResponseView, FetchResponseWriter};
#[doc(inline)]
pub use fetch_snapshot_request::{FetchSnapshotRequest, FetchSnapshotRequestView};
#[doc(inline)]
pub use fetch_snapshot_response::{
    FetchSnapshotResponse, FetchSnapshotResponseView, FetchSnapshotResponseWriter,
};
#[doc(inline)]
pub use find_coordinator_request::{FindCoordinatorRequest, FindCoordinatorRequestView};
#[doc(inline)]
pub use find_coordinator_response::{
    FindCoordinatorResponse, FindCoordinatorResponseView, FindCoordinatorResponseWriter,
};
#[doc(inline)]
pub use get_telemetry_subscriptions_request::GetTelemetrySubscriptionsRequest;
#[doc(inline)]
pub use get_telemetry_subscriptions_response::{
    GetTelemetrySubscriptionsResponse, GetTelemetrySubscriptionsResponseView,
    GetTelemetrySubscriptionsResponseWriter,
};
#[doc(inline)]
pub use heartbeat_request::{HeartbeatRequest, HeartbeatRequestView};
#[doc(inline)]
pub use heartbeat_response::{HeartbeatResponse, HeartbeatResponseWriter};
#[doc(inline)]
pub use incremental_alter_configs_request::{
    IncrementalAlterConfigsRequest, IncrementalAlterConfigsRequestView,
};
#[doc(inline)]
pub use incremental_alter_configs_response::{
    IncrementalAlterConfigsResponse, IncrementalAlterConfigsResponseView,
    IncrementalAlterConfigsResponseWriter,
};
#[doc(inline)]
pub use init_producer_id_request::{InitProducerIdRequest, InitProducerIdRequestView};
#[doc(inline)]
pub use init_producer_id_response::{InitProducerIdResponse, InitProducerIdResponseWriter};
#[doc(inline)]
pub use initialize_share_group_state_request::{
    InitializeShareGroupStateRequest, InitializeShareGroupStateRequestView,
};
#[doc(inline)]
pub use initialize_share_group_state_response::{
    InitializeShareGroupStateResponse, InitializeShareGroupStateResponseView,
    InitializeShareGroupStateResponseWriter,
};
#[doc(inline)]
pub use join_group_request::{JoinGroupRequest, JoinGroupRequestView};
#[doc(inline)]
pub use join_group_response::{JoinGroupResponse, JoinGroupResponseView, JoinGroupResponseWriter};
#[doc(inline)]
pub use leave_group_request::{LeaveGroupRequest, LeaveGroupRequestView};
#[doc(inline)]
pub use leave_group_response::{LeaveGroupResponse, LeaveGroupResponseView, LeaveGroupResponseWriter};
#[doc(inline)]
pub use list_config_resources_request::{ListConfigResourcesRequest, ListConfigResourcesRequestView};
#[doc(inline)]
pub use list_config_resources_response::{
    ListConfigResourcesResponse, ListConfigResourcesResponseView, ListConfigResourcesResponseWriter,
};
#[doc(inline)]
pub use list_groups_request::{ListGroupsRequest, ListGroupsRequestView};
#[doc(inline)]
pub use list_groups_response::{ListGroupsResponse, ListGroupsResponseView, ListGroupsResponseWriter};
#[doc(inline)]
pub use list_offsets_request::{ListOffsetsRequest, ListOffsetsRequestView};
#[doc(inline)]
pub use list_offsets_response::{ListOffsetsResponse, ListOffsetsResponseView, ListOffsetsResponseWriter};
#[doc(inline)]
pub use list_partition_reassignments_request::{
    ListPartitionReassignmentsRequest, ListPartitionReassignmentsRequestView,
};
#[doc(inline)]
pub use list_partition_reassignments_response::{
    ListPartitionReassignmentsResponse, ListPartitionReassignmentsResponseView,
    ListPartitionReassignmentsResponseWriter,
};
#[doc(inline)]
pub use list_transactions_request::{ListTransactionsRequest, ListTransactionsRequestView};
#[doc(inline)]
pub use list_transactions_response::{
    ListTransactionsResponse, ListTransactionsResponseView, ListTransactionsResponseWriter,
};
#[doc(inline)]
pub use metadata_request::{MetadataRequest, MetadataRequestView};
#[doc(inline)]
pub use metadata_response::{MetadataResponse, MetadataResponseView, MetadataResponseWriter};
#[doc(inline)]
pub use offset_commit_request::{OffsetCommitRequest, OffsetCommitRequestView};
#[doc(inline)]
pub use offset_commit_response::{
    OffsetCommitResponse, OffsetCommitResponseView, OffsetCommitResponseWriter,
};
#[doc(inline)]
pub use offset_delete_request::{OffsetDeleteRequest, OffsetDeleteRequestView};
#[doc(inline)]
pub use offset_delete_response::{
    OffsetDeleteResponse, OffsetDeleteResponseView, OffsetDeleteResponseWriter,
};
#[doc(inline)]
pub use offset_fetch_request::{OffsetFetchRequest, OffsetFetchRequestView};
#[doc(inline)]
pub use offset_fetch_response::{OffsetFetchResponse, OffsetFetchResponseView, OffsetFetchResponseWriter};
#[doc(inline)]
pub use offset_for_leader_epoch_request::{OffsetForLeaderEpochRequest, OffsetForLeaderEpochRequestView};
#[doc(inline)]
pub use offset_for_leader_epoch_response::{
    OffsetForLeaderEpochResponse, OffsetForLeaderEpochResponseView, OffsetForLeaderEpochResponseWriter,
};
#[doc(inline)]
pub use produce_request::{ProduceRequest, ProduceRequestView};
#[doc(inline)]
pub use produce_response::{ProduceResponse, ProduceResponseView, ProduceResponseWriter};
#[doc(inline)]
pub use push_telemetry_request::{PushTelemetryRequest, PushTelemetryRequestView};
#[doc(inline)]
pub use push_telemetry_response::{PushTelemetryResponse, PushTelemetryResponseWriter};
#[doc(inline)]
pub use read_share_group_state_request::{ReadShareGroupStateRequest, ReadShareGroupStateRequestView};
#[doc(inline)]
pub use read_share_group_state_response::{
    ReadShareGroupStateResponse, ReadShareGroupStateResponseView, ReadShareGroupStateResponseWriter,
};
#[doc(inline)]
pub use read_share_group_state_summary_request::{
    ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryRequestView,
};
#[doc(inline)]
pub use read_share_group_state_summary_response::{
    ReadShareGroupStateSummaryResponse, ReadShareGroupStateSummaryResponseView,
    ReadShareGroupStateSummaryResponseWriter,
};
#[doc(inline)]
pub use remove_raft_voter_request::{RemoveRaftVoterRequest, RemoveRaftVoterRequestView};
#[doc(inline)]
pub use remove_raft_voter_response::{
    RemoveRaftVoterResponse, RemoveRaftVoterResponseView, RemoveRaftVoterResponseWriter,
};
#[doc(inline)]
pub use renew_delegation_token_request::{RenewDelegationTokenRequest, RenewDelegationTokenRequestView};
#[doc(inline)]
pub use renew_delegation_token_response::{RenewDelegationTokenResponse, RenewDelegationTokenResponseWriter};
#[doc(inline)]
pub use request_header::{RequestHeader, RequestHeaderView};
#[doc(inline)]
pub use response_header::ResponseHeader;
#[doc(inline)]
pub use sasl_authenticate_request::{SaslAuthenticateRequest, SaslAuthenticateRequestView};
#[doc(inline)]
pub use sasl_authenticate_response::{
    SaslAuthenticateResponse, SaslAuthenticateResponseView, SaslAuthenticateResponseWriter,
};
#[doc(inline)]
pub use sasl_handshake_request::{SaslHandshakeRequest, SaslHandshakeRequestView};
#[doc(inline)]
pub use sasl_handshake_response::{
    SaslHandshakeResponse, SaslHandshakeResponseView, SaslHandshakeResponseWriter,
};
#[doc(inline)]
pub use share_acknowledge_request::{ShareAcknowledgeRequest, ShareAcknowledgeRequestView};
#[doc(inline)]
pub use share_acknowledge_response::{
    ShareAcknowledgeResponse, ShareAcknowledgeResponseView, ShareAcknowledgeResponseWriter,
};
#[doc(inline)]
pub use share_fetch_request::{ShareFetchRequest, ShareFetchRequestView};
#[doc(inline)]
pub use share_fetch_response::{ShareFetchResponse, ShareFetchResponseView, ShareFetchResponseWriter};
#[doc(inline)]
pub use share_group_describe_request::{ShareGroupDescribeRequest, ShareGroupDescribeRequestView};
#[doc(inline)]
pub use share_group_describe_response::{
    ShareGroupDescribeResponse, ShareGroupDescribeResponseView, ShareGroupDescribeResponseWriter,
};
#[doc(inline)]
pub use share_group_heartbeat_request::{ShareGroupHeartbeatRequest, ShareGroupHeartbeatRequestView};
#[doc(inline)]
pub use share_group_heartbeat_response::{
    ShareGroupHeartbeatResponse, ShareGroupHeartbeatResponseView, ShareGroupHeartbeatResponseWriter,
};
#[doc(inline)]
pub use streams_group_describe_request::{StreamsGroupDescribeRequest, StreamsGroupDescribeRequestView};
#[doc(inline)]
pub use streams_group_describe_response::{
    StreamsGroupDescribeResponse, StreamsGroupDescribeResponseView, StreamsGroupDescribeResponseWriter,
};
#[doc(inline)]
pub use streams_group_heartbeat_request::{StreamsGroupHeartbeatRequest, StreamsGroupHeartbeatRequestView};
#[doc(inline)]
pub use streams_group_heartbeat_response::{
    StreamsGroupHeartbeatResponse, StreamsGroupHeartbeatResponseView, StreamsGroupHeartbeatResponseWriter,
};
#[doc(inline)]
pub use streams_group_topology_description_update_request::{
    StreamsGroupTopologyDescriptionUpdateRequest, StreamsGroupTopologyDescriptionUpdateRequestView,
};
#[doc(inline)]
pub use streams_group_topology_description_update_response::{
    StreamsGroupTopologyDescriptionUpdateResponse, StreamsGroupTopologyDescriptionUpdateResponseView,
    StreamsGroupTopologyDescriptionUpdateResponseWriter,
};
#[doc(inline)]
pub use sync_group_request::{SyncGroupRequest, SyncGroupRequestView};
#[doc(inline)]
pub use sync_group_response::{SyncGroupResponse, SyncGroupResponseView, SyncGroupResponseWriter};
#[doc(inline)]
pub use txn_offset_commit_request::{TxnOffsetCommitRequest, TxnOffsetCommitRequestView};
#[doc(inline)]
pub use txn_offset_commit_response::{
    TxnOffsetCommitResponse, TxnOffsetCommitResponseView, TxnOffsetCommitResponseWriter,
};
#[doc(inline)]
pub use unregister_broker_request::UnregisterBrokerRequest;
#[doc(inline)]
pub use unregister_broker_response::{
    UnregisterBrokerResponse, UnregisterBrokerResponseView, UnregisterBrokerResponseWriter,
};
#[doc(inline)]
pub use unregister_controller_request::UnregisterControllerRequest;
#[doc(inline)]
pub use unregister_controller_response::{
    UnregisterControllerResponse, UnregisterControllerResponseView, UnregisterControllerResponseWriter,
};
#[doc(inline)]
pub use update_features_request::{UpdateFeaturesRequest, UpdateFeaturesRequestView};
#[doc(inline)]
pub use update_features_response::{
    UpdateFeaturesResponse, UpdateFeaturesResponseView, UpdateFeaturesResponseWriter,
};
#[doc(inline)]
pub use update_raft_voter_request::{UpdateRaftVoterRequest, UpdateRaftVoterRequestView};
#[doc(inline)]
pub use update_raft_voter_response::{
    UpdateRaftVoterResponse, UpdateRaftVoterResponseView, UpdateRaftVoterResponseWriter,
};
#[doc(inline)]
pub use vote_request::{VoteRequest, VoteRequestView};
#[doc(inline)]
pub use vote_response::{VoteResponse, VoteResponseView, VoteResponseWriter};
#[doc(inline)]
pub use write_share_group_state_request::{WriteShareGroupStateRequest, WriteShareGroupStateRequestView};
#[doc(inline)]
pub use write_share_group_state_response::{
    WriteShareGroupStateResponse, WriteShareGroupStateResponseView, WriteShareGroupStateResponseWriter,
};
#[doc(inline)]
pub use write_txn_markers_request::{WriteTxnMarkersRequest, WriteTxnMarkersRequestView};
#[doc(inline)]
pub use write_txn_markers_response::{
    WriteTxnMarkersResponse, WriteTxnMarkersResponseView, WriteTxnMarkersResponseWriter,
};
