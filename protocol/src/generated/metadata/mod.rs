//! The records of the metadata log `__cluster_metadata`.

pub mod abort_transaction_record;
pub mod access_control_entry_record;
pub mod begin_transaction_record;
pub mod broker_registration_change_record;
pub mod clear_elr_record;
pub mod client_quota_record;
pub mod config_record;
pub mod delegation_token_record;
pub mod end_transaction_record;
pub mod feature_level_record;
pub mod fence_broker_record;
pub mod no_op_record;
pub mod partition_change_record;
pub mod partition_record;
pub mod producer_ids_record;
pub mod register_broker_record;
pub mod register_controller_record;
pub mod remove_access_control_entry_record;
pub mod remove_delegation_token_record;
pub mod remove_topic_record;
pub mod remove_user_scram_credential_record;
pub mod topic_record;
pub mod unfence_broker_record;
pub mod unregister_broker_record;
pub mod unregister_controller_record;
pub mod user_scram_credential_record;
pub mod zk_migration_state_record;

#[doc(inline)]
pub use abort_transaction_record::{AbortTransactionRecord, AbortTransactionRecordView};
#[doc(inline)]
pub use access_control_entry_record::{AccessControlEntryRecord, AccessControlEntryRecordView};
#[doc(inline)]
pub use begin_transaction_record::{BeginTransactionRecord, BeginTransactionRecordView};
#[doc(inline)]
pub use broker_registration_change_record::{
    BrokerRegistrationChangeRecord, BrokerRegistrationChangeRecordView,
};
#[doc(inline)]
pub use clear_elr_record::{ClearElrRecord, ClearElrRecordView};
#[doc(inline)]
pub use client_quota_record::{ClientQuotaRecord, ClientQuotaRecordView};
#[doc(inline)]
pub use config_record::{ConfigRecord, ConfigRecordView};
#[doc(inline)]
pub use delegation_token_record::{DelegationTokenRecord, DelegationTokenRecordView};
#[doc(inline)]
pub use end_transaction_record::EndTransactionRecord;
#[doc(inline)]
pub use feature_level_record::{FeatureLevelRecord, FeatureLevelRecordView};
#[doc(inline)]
pub use fence_broker_record::FenceBrokerRecord;
#[doc(inline)]
pub use no_op_record::NoOpRecord;
#[doc(inline)]
pub use partition_change_record::{PartitionChangeRecord, PartitionChangeRecordView};
#[doc(inline)]
pub use partition_record::{PartitionRecord, PartitionRecordView};
#[doc(inline)]
pub use producer_ids_record::ProducerIdsRecord;
#[doc(inline)]
pub use register_broker_record::{RegisterBrokerRecord, RegisterBrokerRecordView};
#[doc(inline)]
pub use register_controller_record::{RegisterControllerRecord, RegisterControllerRecordView};
#[doc(inline)]
pub use remove_access_control_entry_record::RemoveAccessControlEntryRecord;
#[doc(inline)]
pub use remove_delegation_token_record::{RemoveDelegationTokenRecord, RemoveDelegationTokenRecordView};
#[doc(inline)]
pub use remove_topic_record::RemoveTopicRecord;
#[doc(inline)]
pub use remove_user_scram_credential_record::{
    RemoveUserScramCredentialRecord, RemoveUserScramCredentialRecordView,
};
#[doc(inline)]
pub use topic_record::{TopicRecord, TopicRecordView};
#[doc(inline)]
pub use unfence_broker_record::UnfenceBrokerRecord;
#[doc(inline)]
pub use unregister_broker_record::UnregisterBrokerRecord;
#[doc(inline)]
pub use unregister_controller_record::UnregisterControllerRecord;
#[doc(inline)]
pub use user_scram_credential_record::{UserScramCredentialRecord, UserScramCredentialRecordView};
#[doc(inline)]
pub use zk_migration_state_record::ZkMigrationStateRecord;

/// Calls a macro with the names of all metadata records, in the order of their types.
macro_rules! for_each_metadata_record { ($each:ident) => { $each! { RegisterBrokerRecord, UnregisterBrokerRecord, TopicRecord, PartitionRecord, ConfigRecord, PartitionChangeRecord, FenceBrokerRecord, UnfenceBrokerRecord, RemoveTopicRecord, DelegationTokenRecord, UserScramCredentialRecord, FeatureLevelRecord, ClientQuotaRecord, ProducerIdsRecord, BrokerRegistrationChangeRecord, AccessControlEntryRecord, RemoveAccessControlEntryRecord, NoOpRecord, ZkMigrationStateRecord, RemoveUserScramCredentialRecord, BeginTransactionRecord, EndTransactionRecord, AbortTransactionRecord, RemoveDelegationTokenRecord, RegisterControllerRecord, ClearElrRecord, UnregisterControllerRecord } }; }
pub(crate) use for_each_metadata_record;
