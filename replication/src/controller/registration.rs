//! The beginning and the end of this node's term: bootstrap, registration, controlled shutdown.

use std::collections::BTreeSet;

use protocol::metadata::register_broker_record::{BrokerEndpoint, BrokerFeature};
use protocol::metadata::register_controller_record::{ControllerEndpoint, ControllerFeature};
use protocol::metadata::{
    AbortTransactionRecord, BeginTransactionRecord, BrokerRegistrationChangeRecord, ConfigRecord,
    EndTransactionRecord, PartitionChangeRecord, RegisterBrokerRecord, RegisterControllerRecord,
};
use protocol::{MetadataRecord, Uuid};

use super::assignment::DirectoryChooser;
use super::availability::Availability;
use super::{Controller, Effects, State};
use crate::batch::BatchContent;
use crate::image::{
    ConfigResource, DIRECTORY_LOST, DIRECTORY_MIGRATING, DIRECTORY_UNASSIGNED, Partition, Topic,
};
use crate::metadata_version::{
    ELR_VERSION_FEATURE, METADATA_VERSION_FEATURE, MetadataVersion, SUPPORTED_FEATURES, SupportedFeature,
};

/// How this node presents itself in the metadata log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeRegistration {
    /// This run of the process.
    pub incarnation_id: Uuid,
    /// Where clients reach the broker.
    pub endpoints: Vec<BrokerEndpoint>,
    /// Where brokers reach the controller.
    pub controller_endpoints: Vec<ControllerEndpoint>,
    /// `broker.rack`.
    pub rack: Option<String>,
    /// The log directories that are online.
    pub log_directories: Vec<Uuid>,
}

/// With what a term begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermStart {
    /// How this node presents itself.
    pub registration: NodeRegistration,
    /// What the folder was formatted with (see [`crate::SnapshotId::BOOTSTRAP`]); needed where the log is empty.
    pub bootstrap: Vec<MetadataRecord>,
    /// Whether the log ends inside a transaction.
    pub transaction_open: bool,
}

/// Where this node's logs were found.
pub trait LocalPartitions {
    /// The directory that holds the log of a partition; `None` if none does.
    fn directory(&self, topic: &Topic, partition: i32) -> Option<Uuid>;
}

impl Controller {
    /// Begins a term: the leader's control record, what a new log starts with, this node's registration, and the
    /// leadership of its partitions.
    ///
    /// # Panics
    /// If a term was begun before.
    pub fn begin_term(
        &mut self,
        now_ms: i64,
        start: TermStart,
        local: &dyn LocalPartitions,
        effects: &mut Effects,
    ) {
        assert_eq!(self.state, State::Starting, "a controller has one term");
        self.state = State::Leading;
        self.epoch = self.latest.epoch().max(self.quorum.epoch_seen()) + 1;
        let leader_change = self.quorum.leader_change();
        self.push(now_ms, BatchContent::Control(vec![leader_change]), effects);
        if start.transaction_open {
            self.append(now_ms, vec![AbortTransactionRecord::default().into()], effects);
        }
        if self.latest.features().next().is_none() {
            self.append(now_ms, self.bootstrap(start.bootstrap), effects);
        }
        if self.latest.metadata_version().has_controller_registration() {
            self.append(now_ms, vec![self.controller_record(&start.registration).into()], effects);
        }
        let broker = self.broker_record(start.registration);
        self.append(now_ms, vec![broker.into()], effects);
        self.append(now_ms, self.arrival(local), effects);
        self.assert_invariants();
    }

    /// This node's broker epoch; -1 before it registered.
    pub fn broker_epoch(&self) -> i64 {
        self.latest.broker(self.config.node_id).map_or(-1, |broker| broker.epoch())
    }

    /// Gives up leadership as Kafka's controlled shutdown does, so that the next start, Kafka's too, knows that this stop
    /// was clean. Nothing can be asked afterwards.
    pub fn begin_stop(&mut self, now_ms: i64, effects: &mut Effects) {
        if self.state != State::Leading {
            return;
        }
        let node_id = self.config.node_id;
        let mut records = vec![self.broker_change(|change| change.in_controlled_shutdown = 1).into()];
        let is_online = |broker: i32, _| broker != node_id && self.is_active(broker);
        records.extend(self.availability_changes(&Availability { is_online: &is_online, restarted: None }));
        self.append(now_ms, records, effects);
        self.append(now_ms, vec![self.broker_change(|change| change.fenced = 1).into()], effects);
        self.state = State::Stopping;
        self.assert_invariants();
    }

    /// Some of this node's log directories failed: what they hold has no leader any more.
    pub fn on_log_directories(&mut self, now_ms: i64, online: Vec<Uuid>, effects: &mut Effects) {
        if self.state != State::Leading {
            return;
        }
        let mut records = Vec::new();
        if self.latest.metadata_version().has_directory_assignment() && !online.is_empty() {
            records.push(self.broker_change(|change| change.log_dirs = online.clone()).into());
        }
        let node_id = self.config.node_id;
        let is_online = |broker: i32, directory: Uuid| {
            self.is_active(broker) && (broker != node_id || is_usable(&online, directory))
        };
        records.extend(self.availability_changes(&Availability { is_online: &is_online, restarted: None }));
        self.append(now_ms, records, effects);
        self.assert_invariants();
    }

    /// A new log starts with what the folder was formatted with, all or nothing.
    fn bootstrap(&self, formatted: Vec<MetadataRecord>) -> Vec<MetadataRecord> {
        let level = |name: &str| {
            formatted.iter().find_map(|record| match record {
                MetadataRecord::FeatureLevelRecord(feature) if feature.name == name => {
                    Some(feature.feature_level)
                }
                _ => None,
            })
        };
        // With eligible leader replicas the default must be in the log, where all controllers read the same value.
        let min_in_sync = level(ELR_VERSION_FEATURE).is_some_and(|level| level > 0).then(|| ConfigRecord {
            resource_type: ConfigResource::cluster_default().kind.code(),
            resource_name: String::new(),
            name: "min.insync.replicas".to_owned(),
            value: Some(self.config.min_in_sync_replicas.to_string()),
        });
        let version = MetadataVersion(level(METADATA_VERSION_FEATURE).unwrap_or(MetadataVersion::MINIMUM.0));
        let begin = BeginTransactionRecord { name: Some("Bootstrap records".to_owned()) };
        let brackets =
            version.has_transactions().then(|| (begin.into(), EndTransactionRecord::default().into()));
        let (begin, end): (Option<MetadataRecord>, Option<MetadataRecord>) = brackets.unzip();
        begin.into_iter().chain(formatted).chain(min_in_sync.map(MetadataRecord::from)).chain(end).collect()
    }

    fn controller_record(&self, registration: &NodeRegistration) -> RegisterControllerRecord {
        let feature = |feature: &SupportedFeature| ControllerFeature {
            name: feature.name.to_owned(),
            min_supported_version: feature.min,
            max_supported_version: feature.max,
        };
        RegisterControllerRecord {
            controller_id: self.config.node_id,
            incarnation_id: registration.incarnation_id,
            zk_migration_ready: false,
            end_points: registration.controller_endpoints.clone(),
            features: SUPPORTED_FEATURES.iter().map(feature).collect(),
        }
    }

    fn broker_record(&self, registration: NodeRegistration) -> RegisterBrokerRecord {
        let feature = |feature: &SupportedFeature| BrokerFeature {
            name: feature.name.to_owned(),
            min_supported_version: feature.min,
            max_supported_version: feature.max,
        };
        let knows_directories = self.latest.metadata_version().has_directory_assignment();
        RegisterBrokerRecord {
            broker_id: self.config.node_id,
            incarnation_id: registration.incarnation_id,
            broker_epoch: self.next_offset(),
            end_points: registration.endpoints,
            features: SUPPORTED_FEATURES.iter().map(feature).collect(),
            rack: registration.rack,
            fenced: true,
            log_dirs: if knows_directories { registration.log_directories } else { Vec::new() },
            ..RegisterBrokerRecord::default()
        }
    }

    /// This node is up, every other broker is not: there is nobody else to hear from them.
    fn arrival(&self, local: &dyn LocalPartitions) -> Vec<MetadataRecord> {
        let node_id = self.config.node_id;
        let mut records = vec![self.broker_change(|change| change.fenced = -1).into()];
        let others = self.latest.live_brokers().filter(|broker| broker.id() != node_id);
        records.extend(others.map(|broker| {
            let (broker_id, broker_epoch) = (broker.id(), broker.epoch());
            let change =
                BrokerRegistrationChangeRecord { broker_id, broker_epoch, fenced: 1, ..Default::default() };
            MetadataRecord::from(change)
        }));
        let online = self.log_directories();
        let mut chooser = DirectoryChooser::new(node_id);
        for topic in self.latest.topics() {
            for partition in topic.partitions() {
                let mut placed = partition.clone();
                let directories = self.place_directory(topic, &mut placed, local, &online, &mut chooser);
                let is_online =
                    |broker: i32, directory: Uuid| broker == node_id && is_usable(&online, directory);
                let availability = Availability { is_online: &is_online, restarted: Some(node_id) };
                let mut change = self.availability_change(topic, &placed, &availability);
                if directories.is_some() {
                    let unchanged = || PartitionChangeRecord {
                        partition_id: partition.index,
                        topic_id: topic.id,
                        ..PartitionChangeRecord::default()
                    };
                    change.get_or_insert_with(unchanged).directories = directories;
                }
                records.extend(change.map(MetadataRecord::from));
            }
        }
        records
    }

    /// Corrects on record where this node's replica is: where its log was found, else where it is said to be, else the
    /// emptiest directory. A directory that is known and not here stays: its partitions are offline until it is back.
    fn place_directory(
        &self,
        topic: &Topic,
        partition: &mut Partition,
        local: &dyn LocalPartitions,
        online: &BTreeSet<Uuid>,
        chooser: &mut DirectoryChooser,
    ) -> Option<Vec<Uuid>> {
        let node_id = self.config.node_id;
        let position = partition.replicas.iter().position(|broker| *broker == node_id)?;
        if !self.latest.metadata_version().has_directory_assignment() {
            return None;
        }
        let recorded = partition.directory_of(node_id)?;
        let directory = match local.directory(topic, partition.index) {
            Some(found) => found,
            None if online.contains(&recorded) || !is_placeholder(recorded) => recorded,
            None => chooser.choose(&self.latest, node_id),
        };
        if directory == recorded {
            return None;
        }
        partition.directories.resize(partition.replicas.len(), DIRECTORY_MIGRATING);
        partition.directories[position] = directory;
        Some(partition.directories.to_vec())
    }

    fn availability_changes(&self, availability: &Availability<'_>) -> Vec<MetadataRecord> {
        let topics = self.latest.topics();
        let partitions = topics.flat_map(|topic| topic.partitions().iter().map(move |p| (topic, p)));
        let changes = partitions.filter_map(|(topic, p)| self.availability_change(topic, p, availability));
        changes.map(MetadataRecord::from).collect()
    }

    fn broker_change(
        &self,
        set: impl FnOnce(&mut BrokerRegistrationChangeRecord),
    ) -> BrokerRegistrationChangeRecord {
        let mut change = BrokerRegistrationChangeRecord {
            broker_id: self.config.node_id,
            broker_epoch: self.broker_epoch(),
            ..BrokerRegistrationChangeRecord::default()
        };
        set(&mut change);
        change
    }

    fn log_directories(&self) -> BTreeSet<Uuid> {
        let broker = self.latest.broker(self.config.node_id);
        broker.map(|broker| broker.log_directories().iter().copied().collect()).unwrap_or_default()
    }

    fn is_active(&self, broker: i32) -> bool {
        self.latest.broker(broker).is_some_and(|broker| broker.is_active())
    }
}

/// A replica can be used if its directory is online, or is not one yet.
fn is_usable<'a>(online: impl IntoIterator<Item = &'a Uuid>, directory: Uuid) -> bool {
    is_placeholder(directory) || online.into_iter().any(|id| *id == directory)
}

/// Whether a directory's id stands for none in particular.
fn is_placeholder(directory: Uuid) -> bool {
    [DIRECTORY_UNASSIGNED, DIRECTORY_LOST, DIRECTORY_MIGRATING].contains(&directory)
}
