//! `metadata.version` and the other features that a cluster finalizes.

/// The feature that says which metadata records may be written.
pub const METADATA_VERSION_FEATURE: &str = "metadata.version";
/// The feature of eligible leader replicas (KIP-966).
pub const ELR_VERSION_FEATURE: &str = "eligible.leader.replicas.version";
/// The feature of the quorum's own protocol; it is kept in control records, not in FeatureLevelRecords.
pub const KRAFT_VERSION_FEATURE: &str = "kraft.version";

/// A level of `metadata.version`: which records exist and in which version they are written.
///
/// The levels and what they switch on are Kafka's (`MetadataVersion`, 4.4.0); a folder keeps the level it was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MetadataVersion(pub i16);

impl MetadataVersion {
    /// 3.3-IV3, the oldest level that Kafka 4.x reads.
    pub const MINIMUM: Self = Self(7);
    /// 4.4-IV2, the newest production level of Kafka 4.4: what a new folder is formatted with.
    pub const LATEST_PRODUCTION: Self = Self(33);

    /// Whether records may be put between BeginTransactionRecord and EndTransactionRecord (3.6-IV1).
    pub fn has_transactions(self) -> bool {
        self >= Self(13)
    }

    /// Whether controllers register themselves (3.7-IV0).
    pub fn has_controller_registration(self) -> bool {
        self >= Self(15)
    }

    /// Whether partitions know their log directories (3.7-IV2).
    pub fn has_directory_assignment(self) -> bool {
        self >= Self(17)
    }

    /// Whether partition records have room for eligible leader replicas (4.0-IV1).
    pub fn has_eligible_leader_replicas(self) -> bool {
        self >= Self(23)
    }

    /// Whether log directories may be cordoned (4.3-IV0).
    pub fn has_cordoned_log_directories(self) -> bool {
        self >= Self(30)
    }

    /// The version of RegisterBrokerRecord.
    pub fn register_broker_version(self) -> i16 {
        match self.0 {
            30.. => 4,
            17.. => 3,
            8.. => 2,
            _ => 1,
        }
    }

    /// The version of PartitionRecord and of PartitionChangeRecord.
    pub fn partition_version(self) -> i16 {
        match self.0 {
            23.. => 2,
            17.. => 1,
            _ => 0,
        }
    }
}

/// A feature as a registration states it: what this broker can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportedFeature {
    /// The feature's name.
    pub name: &'static str,
    /// The lowest level.
    pub min: i16,
    /// The highest level.
    pub max: i16,
    /// The level that a new folder finalizes; `None` where FeatureLevelRecord is not its place or 0 is the level.
    pub formatted: Option<i16>,
}

/// The features of a data folder that Kafka 4.4 and ringlog open alike, with the levels that Kafka 4.4's own format
/// finalizes, in the order in which it writes them.
pub const SUPPORTED_FEATURES: [SupportedFeature; 7] = [
    SupportedFeature { name: METADATA_VERSION_FEATURE, min: 7, max: 33, formatted: Some(33) },
    SupportedFeature { name: ELR_VERSION_FEATURE, min: 0, max: 1, formatted: Some(1) },
    SupportedFeature { name: "group.version", min: 0, max: 1, formatted: Some(1) },
    SupportedFeature { name: "share.version", min: 0, max: 2, formatted: Some(2) },
    SupportedFeature { name: "streams.version", min: 0, max: 1, formatted: Some(1) },
    SupportedFeature { name: "transaction.version", min: 0, max: 2, formatted: Some(2) },
    SupportedFeature { name: KRAFT_VERSION_FEATURE, min: 0, max: 1, formatted: None },
];
