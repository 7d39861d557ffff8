//! What Kafka stores beside its logs.

pub mod aborted_txn;
pub mod producer_snapshot;
pub mod remote_log_segment_metadata_record;
pub mod remote_log_segment_metadata_snapshot_record;
pub mod remote_log_segment_metadata_update_record;
pub mod remote_partition_delete_metadata_record;

#[doc(inline)]
pub use aborted_txn::AbortedTxn;
#[doc(inline)]
pub use producer_snapshot::{ProducerSnapshot, ProducerSnapshotView};
#[doc(inline)]
pub use remote_log_segment_metadata_record::{
    RemoteLogSegmentMetadataRecord, RemoteLogSegmentMetadataRecordView,
};
#[doc(inline)]
pub use remote_log_segment_metadata_snapshot_record::{
    RemoteLogSegmentMetadataSnapshotRecord, RemoteLogSegmentMetadataSnapshotRecordView,
};
#[doc(inline)]
pub use remote_log_segment_metadata_update_record::{
    RemoteLogSegmentMetadataUpdateRecord, RemoteLogSegmentMetadataUpdateRecordView,
};
#[doc(inline)]
pub use remote_partition_delete_metadata_record::{
    RemotePartitionDeleteMetadataRecord, RemotePartitionDeleteMetadataRecordView,
};
