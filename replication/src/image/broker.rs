//! Registered brokers and controllers.

use protocol::Uuid;
use protocol::metadata::{BrokerRegistrationChangeRecord, RegisterBrokerRecord};

/// A broker as it registered itself, and what became of it since.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokerRegistration {
    record: RegisterBrokerRecord,
}

impl BrokerRegistration {
    pub(crate) fn new(record: RegisterBrokerRecord) -> Self {
        Self { record }
    }

    /// Its node id.
    pub fn id(&self) -> i32 {
        self.record.broker_id
    }

    /// The number of this registration: a later one has a larger one.
    pub fn epoch(&self) -> i64 {
        self.record.broker_epoch
    }

    /// Which run of the broker's process registered.
    pub fn incarnation_id(&self) -> Uuid {
        self.record.incarnation_id
    }

    /// The broker's rack.
    pub fn rack(&self) -> Option<&str> {
        self.record.rack.as_deref()
    }

    /// Whether it may lead nothing: it has not caught up, went silent or stopped.
    pub fn is_fenced(&self) -> bool {
        self.record.fenced
    }

    /// Whether it is about to stop.
    pub fn is_in_controlled_shutdown(&self) -> bool {
        self.record.in_controlled_shutdown
    }

    /// Whether it may lead and be in an ISR.
    pub fn is_active(&self) -> bool {
        !self.is_fenced() && !self.is_in_controlled_shutdown()
    }

    /// Where clients and brokers reach it.
    pub fn endpoints(&self) -> &[protocol::metadata::register_broker_record::BrokerEndpoint] {
        &self.record.end_points
    }

    /// The ids of its log directories that are online.
    pub fn log_directories(&self) -> &[Uuid] {
        &self.record.log_dirs
    }

    /// Everything, as a RegisterBrokerRecord.
    pub fn record(&self) -> &RegisterBrokerRecord {
        &self.record
    }

    pub(crate) fn set_fenced(&mut self, fenced: bool) {
        self.record.fenced = fenced;
    }

    pub(crate) fn apply(&mut self, change: &BrokerRegistrationChangeRecord) {
        match change.fenced {
            1 => self.record.fenced = true,
            -1 => self.record.fenced = false,
            _ => {}
        }
        if change.in_controlled_shutdown == 1 {
            self.record.in_controlled_shutdown = true;
        }
        if !change.log_dirs.is_empty() {
            self.record.log_dirs = change.log_dirs.clone();
        }
        if let Some(cordoned) = &change.cordoned_log_dirs {
            self.record.cordoned_log_dirs = Some(cordoned.clone());
        }
    }
}
