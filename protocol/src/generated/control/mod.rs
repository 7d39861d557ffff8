//! What control records hold.

pub mod control_record_type_schema;
pub mod end_txn_marker;
pub mod k_raft_version_record;
pub mod leader_change_message;
pub mod snapshot_footer_record;
pub mod snapshot_header_record;
pub mod voters_record;

#[doc(inline)]
pub use control_record_type_schema::ControlRecordTypeSchema;
#[doc(inline)]
pub use end_txn_marker::EndTxnMarker;
#[doc(inline)]
pub use k_raft_version_record::KRaftVersionRecord;
#[doc(inline)]
pub use leader_change_message::{LeaderChangeMessage, LeaderChangeMessageView};
#[doc(inline)]
pub use snapshot_footer_record::SnapshotFooterRecord;
#[doc(inline)]
pub use snapshot_header_record::SnapshotHeaderRecord;
#[doc(inline)]
pub use voters_record::{VotersRecord, VotersRecordView};
