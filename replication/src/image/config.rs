//! Dynamic configurations.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a configuration belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i8)]
pub enum ConfigResourceKind {
    /// A topic, by name.
    Topic = 2,
    /// A broker by its id, or all brokers with the empty name.
    Broker = 4,
    /// The log levels of a broker.
    BrokerLogger = 8,
    /// A subscription to clients' metrics.
    ClientMetrics = 16,
    /// A consumer group.
    Group = 32,
}

impl ConfigResourceKind {
    /// The kind with this number on the wire.
    pub fn from_code(code: i8) -> Option<Self> {
        match code {
            2 => Some(Self::Topic),
            4 => Some(Self::Broker),
            8 => Some(Self::BrokerLogger),
            16 => Some(Self::ClientMetrics),
            32 => Some(Self::Group),
            _ => None,
        }
    }

    /// Its number on the wire.
    pub fn code(self) -> i8 {
        self as i8
    }
}

/// One thing that has configurations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConfigResource {
    /// What it is.
    pub kind: ConfigResourceKind,
    /// Which one; empty with [`ConfigResourceKind::Broker`] for the default of all brokers.
    pub name: Arc<str>,
}

impl ConfigResource {
    /// A topic's configurations.
    pub fn topic(name: impl Into<Arc<str>>) -> Self {
        Self { kind: ConfigResourceKind::Topic, name: name.into() }
    }

    /// A broker's configurations.
    pub fn broker(id: i32) -> Self {
        Self { kind: ConfigResourceKind::Broker, name: id.to_string().into() }
    }

    /// The configurations of all brokers.
    pub fn cluster_default() -> Self {
        Self { kind: ConfigResourceKind::Broker, name: "".into() }
    }
}

impl fmt::Display for ConfigResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} '{}'", self.kind, self.name)
    }
}

/// The values that were set for one resource, by name.
pub type ConfigMap = BTreeMap<Arc<str>, Arc<str>>;
