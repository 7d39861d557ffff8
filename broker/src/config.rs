//! Configuration: what each key means, what was set, and what holds.
//!
//! [`keys`] declares every key once; the rest of this module reads the declarations. A broker is configured by
//! `server.properties` and `--override` ([`BrokerConfig::parse`]), and while it runs by the configurations of the
//! metadata log: a topic's own value wins over this broker's, that over the default of all brokers, that over the file,
//! that over the default of the declaration.

pub(crate) mod broker_config;
mod cleaner_config;
pub(crate) mod declaration;
pub(crate) mod describe;
mod group_config;
pub(crate) mod kafka_properties;
pub mod keys;
mod listeners;
pub(crate) mod properties;
pub mod reference;
pub(crate) mod rules;
mod settings;
mod topic_config;
pub(crate) mod value;

pub use broker_config::{BrokerConfig, ConfigError, InternalTopicConfig, IoBackend};
pub use declaration::{ConfigType, Declaration, Effect, Fallback, Importance, UpdateMode, Valid};
pub use describe::{ConfigEntry, ConfigSynonym};
pub use group_config::CoordinatorConfig;
pub use listeners::{AdvertisedListener, ListenerConfig, Resolve};
pub use properties::{Property, PropertyError};
pub use settings::{ConfigSource, Settings};
pub use topic_config::TopicConfig;
pub use value::{InvalidValue, Value};
