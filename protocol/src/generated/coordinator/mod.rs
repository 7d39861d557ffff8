//! Keys and values of the coordinators' topics, and what consumers agree on among themselves.

pub mod consumer_group_current_member_assignment_key;
pub mod consumer_group_current_member_assignment_value;
pub mod consumer_group_member_metadata_key;
pub mod consumer_group_member_metadata_value;
pub mod consumer_group_metadata_key;
pub mod consumer_group_metadata_value;
pub mod consumer_group_partition_metadata_key;
pub mod consumer_group_partition_metadata_value;
pub mod consumer_group_regular_expression_key;
pub mod consumer_group_regular_expression_value;
pub mod consumer_group_target_assignment_member_key;
pub mod consumer_group_target_assignment_member_value;
pub mod consumer_group_target_assignment_metadata_key;
pub mod consumer_group_target_assignment_metadata_value;
pub mod consumer_protocol_assignment;
pub mod consumer_protocol_subscription;
pub mod group_metadata_key;
pub mod group_metadata_value;
pub mod legacy_offset_commit_key;
pub mod legacy_offset_commit_value;
pub mod offset_commit_key;
pub mod offset_commit_value;
pub mod share_group_current_member_assignment_key;
pub mod share_group_current_member_assignment_value;
pub mod share_group_member_metadata_key;
pub mod share_group_member_metadata_value;
pub mod share_group_metadata_key;
pub mod share_group_metadata_value;
pub mod share_group_state_partition_metadata_key;
pub mod share_group_state_partition_metadata_value;
pub mod share_group_target_assignment_member_key;
pub mod share_group_target_assignment_member_value;
pub mod share_group_target_assignment_metadata_key;
pub mod share_group_target_assignment_metadata_value;
pub mod streams_group_current_member_assignment_key;
pub mod streams_group_current_member_assignment_value;
pub mod streams_group_member_metadata_key;
pub mod streams_group_member_metadata_value;
pub mod streams_group_metadata_key;
pub mod streams_group_metadata_value;
pub mod streams_group_target_assignment_member_key;
pub mod streams_group_target_assignment_member_value;
pub mod streams_group_target_assignment_metadata_key;
pub mod streams_group_target_assignment_metadata_value;
pub mod streams_group_topology_key;
pub mod streams_group_topology_value;
pub mod transaction_log_key;
pub mod transaction_log_value;

#[doc(inline)]
pub use consumer_group_current_member_assignment_key::{
    ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentKeyView,
};
#[doc(inline)]
pub use consumer_group_current_member_assignment_value::{
    ConsumerGroupCurrentMemberAssignmentValue, ConsumerGroupCurrentMemberAssignmentValueView,
};
#[doc(inline)]
pub use consumer_group_member_metadata_key::{
    ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataKeyView,
};
#[doc(inline)]
pub use consumer_group_member_metadata_value::{
    ConsumerGroupMemberMetadataValue, ConsumerGroupMemberMetadataValueView,
};
#[doc(inline)]
pub use consumer_group_metadata_key::{ConsumerGroupMetadataKey, ConsumerGroupMetadataKeyView};
#[doc(inline)]
pub use consumer_group_metadata_value::ConsumerGroupMetadataValue;
#[doc(inline)]
pub use consumer_group_partition_metadata_key::{
    ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataKeyView,
};
#[doc(inline)]
pub use consumer_group_partition_metadata_value::{
    ConsumerGroupPartitionMetadataValue, ConsumerGroupPartitionMetadataValueView,
};
#[doc(inline)]
pub use consumer_group_regular_expression_key::{
    ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionKeyView,
};
#[doc(inline)]
pub use consumer_group_regular_expression_value::{
    ConsumerGroupRegularExpressionValue, ConsumerGroupRegularExpressionValueView,
};
#[doc(inline)]
pub use consumer_group_target_assignment_member_key::{
    ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberKeyView,
};
#[doc(inline)]
pub use consumer_group_target_assignment_member_value::{
    ConsumerGroupTargetAssignmentMemberValue, ConsumerGroupTargetAssignmentMemberValueView,
};
#[doc(inline)]
pub use consumer_group_target_assignment_metadata_key::{
    ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataKeyView,
};
#[doc(inline)]
pub use consumer_group_target_assignment_metadata_value::ConsumerGroupTargetAssignmentMetadataValue;
#[doc(inline)]
pub use consumer_protocol_assignment::{ConsumerProtocolAssignment, ConsumerProtocolAssignmentView};
#[doc(inline)]
pub use consumer_protocol_subscription::{ConsumerProtocolSubscription, ConsumerProtocolSubscriptionView};
#[doc(inline)]
pub use group_metadata_key::{GroupMetadataKey, GroupMetadataKeyView};
#[doc(inline)]
pub use group_metadata_value::{GroupMetadataValue, GroupMetadataValueView};
#[doc(inline)]
pub use legacy_offset_commit_key::{LegacyOffsetCommitKey, LegacyOffsetCommitKeyView};
#[doc(inline)]
pub use legacy_offset_commit_value::{LegacyOffsetCommitValue, LegacyOffsetCommitValueView};
#[doc(inline)]
pub use offset_commit_key::{OffsetCommitKey, OffsetCommitKeyView};
#[doc(inline)]
pub use offset_commit_value::{OffsetCommitValue, OffsetCommitValueView};
#[doc(inline)]
pub use share_group_current_member_assignment_key::{
    ShareGroupCurrentMemberAssignmentKey, ShareGroupCurrentMemberAssignmentKeyView,
};
#[doc(inline)]
pub use share_group_current_member_assignment_value::{
    ShareGroupCurrentMemberAssignmentValue, ShareGroupCurrentMemberAssignmentValueView,
};
#[doc(inline)]
pub use share_group_member_metadata_key::{ShareGroupMemberMetadataKey, ShareGroupMemberMetadataKeyView};
#[doc(inline)]
pub use share_group_member_metadata_value::{
    ShareGroupMemberMetadataValue, ShareGroupMemberMetadataValueView,
};
#[doc(inline)]
pub use share_group_metadata_key::{ShareGroupMetadataKey, ShareGroupMetadataKeyView};
#[doc(inline)]
pub use share_group_metadata_value::ShareGroupMetadataValue;
#[doc(inline)]
pub use share_group_state_partition_metadata_key::{
    ShareGroupStatePartitionMetadataKey, ShareGroupStatePartitionMetadataKeyView,
};
#[doc(inline)]
pub use share_group_state_partition_metadata_value::{
    ShareGroupStatePartitionMetadataValue, ShareGroupStatePartitionMetadataValueView,
};
#[doc(inline)]
pub use share_group_target_assignment_member_key::{
    ShareGroupTargetAssignmentMemberKey, ShareGroupTargetAssignmentMemberKeyView,
};
#[doc(inline)]
pub use share_group_target_assignment_member_value::{
    ShareGroupTargetAssignmentMemberValue, ShareGroupTargetAssignmentMemberValueView,
};
#[doc(inline)]
pub use share_group_target_assignment_metadata_key::{
    ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMetadataKeyView,
};
#[doc(inline)]
pub use share_group_target_assignment_metadata_value::ShareGroupTargetAssignmentMetadataValue;
#[doc(inline)]
pub use streams_group_current_member_assignment_key::{
    StreamsGroupCurrentMemberAssignmentKey, StreamsGroupCurrentMemberAssignmentKeyView,
};
#[doc(inline)]
pub use streams_group_current_member_assignment_value::{
    StreamsGroupCurrentMemberAssignmentValue, StreamsGroupCurrentMemberAssignmentValueView,
};
#[doc(inline)]
pub use streams_group_member_metadata_key::{
    StreamsGroupMemberMetadataKey, StreamsGroupMemberMetadataKeyView,
};
#[doc(inline)]
pub use streams_group_member_metadata_value::{
    StreamsGroupMemberMetadataValue, StreamsGroupMemberMetadataValueView,
};
#[doc(inline)]
pub use streams_group_metadata_key::{StreamsGroupMetadataKey, StreamsGroupMetadataKeyView};
#[doc(inline)]
pub use streams_group_metadata_value::{StreamsGroupMetadataValue, StreamsGroupMetadataValueView};
#[doc(inline)]
pub use streams_group_target_assignment_member_key::{
    StreamsGroupTargetAssignmentMemberKey, StreamsGroupTargetAssignmentMemberKeyView,
};
#[doc(inline)]
pub use streams_group_target_assignment_member_value::{
    StreamsGroupTargetAssignmentMemberValue, StreamsGroupTargetAssignmentMemberValueView,
};
#[doc(inline)]
pub use streams_group_target_assignment_metadata_key::{
    StreamsGroupTargetAssignmentMetadataKey, StreamsGroupTargetAssignmentMetadataKeyView,
};
#[doc(inline)]
pub use streams_group_target_assignment_metadata_value::StreamsGroupTargetAssignmentMetadataValue;
#[doc(inline)]
pub use streams_group_topology_key::{StreamsGroupTopologyKey, StreamsGroupTopologyKeyView};
#[doc(inline)]
pub use streams_group_topology_value::{StreamsGroupTopologyValue, StreamsGroupTopologyValueView};
#[doc(inline)]
pub use transaction_log_key::{TransactionLogKey, TransactionLogKeyView};
#[doc(inline)]
pub use transaction_log_value::{TransactionLogValue, TransactionLogValueView};
