//! In which version a metadata record is written.

use protocol::MetadataRecord;

use crate::metadata_version::MetadataVersion;

/// The version of a record at a level of `metadata.version`, as Kafka's controller chooses it.
pub(crate) fn record_version(record: &MetadataRecord, level: MetadataVersion) -> i16 {
    match record {
        MetadataRecord::RegisterBrokerRecord(_) => level.register_broker_version(),
        MetadataRecord::PartitionRecord(_) | MetadataRecord::PartitionChangeRecord(_) => {
            level.partition_version()
        }
        // The lowest version that has room for what it says.
        MetadataRecord::BrokerRegistrationChangeRecord(change) => {
            if change.cordoned_log_dirs.is_some() {
                3
            } else if !change.log_dirs.is_empty() {
                2
            } else if change.in_controlled_shutdown != 0 {
                1
            } else {
                0
            }
        }
        // All others have version 0 only.
        _ => 0,
    }
}
