//! What was set when the broker started, and what it means together with what was set since.

#[cfg(test)]
use std::cell::RefCell;
use std::collections::BTreeMap;

use replication::ConfigMap;

use super::declaration::Declaration;
use super::keys::broker_key;
use super::properties::Property;
use super::value::{InvalidValue, Value};

/// Where a value comes from, as DescribeConfigs names it (KIP-226).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(i8)]
pub enum ConfigSource {
    /// Set for this topic.
    DynamicTopic = 1,
    /// Set for this broker while it ran.
    DynamicBroker = 2,
    /// Set as the default of all brokers while they ran.
    DynamicDefaultBroker = 3,
    /// Set when the broker was started.
    StaticBroker = 4,
    /// Set nowhere.
    Default = 5,
    /// The level of a logger.
    DynamicBrokerLogger = 6,
    /// Set for this group.
    Group = 8,
}

/// The properties that the broker was started with: known keys only, each value checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    values: BTreeMap<&'static str, String>,
}

impl Settings {
    /// Checks `properties`, the last of a key winning. Gives the unknown ones back.
    pub(super) fn new(properties: &[Property]) -> Result<(Settings, Vec<String>), InvalidValue> {
        let mut values = BTreeMap::new();
        let mut unknown = Vec::new();
        for property in properties {
            match broker_key(&property.key) {
                Some(key) => {
                    values.insert(key.name, property.value.clone());
                }
                None if unknown.contains(&property.key) => {}
                None => unknown.push(property.key.clone()),
            }
        }
        for (name, raw) in &values {
            Value::parse(broker_key(name).expect("only known keys were kept"), raw)?;
        }
        Ok((Settings { values }, unknown))
    }

    /// What was set of `name`, as it was written.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The keys that were set, sorted, each with its value as it was written.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().map(|(name, raw)| (*name, raw.as_str()))
    }

    /// The value of a declared key; `None` is null.
    pub(super) fn value(&self, name: &'static str) -> Option<Value> {
        let key = used_key(name);
        self.raw(name).or(key.default).map(|raw| parse_checked(key, raw))
    }

    /// The value of a declared key whose default is not null.
    pub(super) fn set_value(&self, name: &'static str) -> Value {
        self.value(name).unwrap_or_else(|| panic!("{name} has no default"))
    }
}

/// The layers of one broker's configuration, from the strongest to the weakest.
#[derive(Copy, Clone)]
pub(super) struct BrokerLayers<'a> {
    /// Set for this broker while it ran.
    pub(super) node: Option<&'a ConfigMap>,
    /// Set for all brokers while they ran.
    pub(super) cluster: Option<&'a ConfigMap>,
    /// Set when it was started.
    pub(super) settings: &'a Settings,
}

/// One place where a key is set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Layer<'a> {
    pub(super) value: &'a str,
    pub(super) source: ConfigSource,
}

impl<'a> BrokerLayers<'a> {
    /// The places where `name` is set, the strongest first; its default is not among them.
    pub(super) fn layers(&self, name: &str) -> Vec<Layer<'a>> {
        let dynamic = |layer: Option<&'a ConfigMap>| layer?.get(name).map(|value| &**value);
        [
            (dynamic(self.node), ConfigSource::DynamicBroker),
            (dynamic(self.cluster), ConfigSource::DynamicDefaultBroker),
            (self.settings.raw(name), ConfigSource::StaticBroker),
        ]
        .into_iter()
        .filter_map(|(value, source)| value.map(|value| Layer { value, source }))
        .collect()
    }

    /// The value in force of a declared key, its fallbacks included; `None` is null.
    ///
    /// A dynamic value that does not pass its checks is passed over: an Apache Kafka with other rules may have stored it.
    pub(super) fn value(&self, name: &'static str) -> Option<Value> {
        let key = used_key(name);
        if let Some(value) = self.own_value(key) {
            return Some(value);
        }
        for fallback in key.fallbacks {
            if let Some(value) = self.own_value(used_key(fallback.name)) {
                return Some(Value::Integer(scale(value.integer(), fallback.multiplier)));
            }
        }
        None
    }

    /// The value of a declared key where it is set anywhere: its default does not count.
    pub(super) fn value_if_set(&self, name: &'static str) -> Option<Value> {
        self.set_value(used_key(name))
    }

    fn own_value(&self, key: &Declaration) -> Option<Value> {
        self.set_value(key).or_else(|| key.default.map(|raw| parse_checked(key, raw)))
    }

    fn set_value(&self, key: &Declaration) -> Option<Value> {
        self.layers(key.name).into_iter().find_map(|layer| Value::parse(key, layer.value).ok())
    }
}

/// Negative times mean "without limit" in any unit.
fn scale(number: i64, multiplier: i64) -> i64 {
    if number < 0 { -1 } else { number.saturating_mul(multiplier) }
}

fn parse_checked(key: &Declaration, raw: &str) -> Value {
    Value::parse(key, raw).unwrap_or_else(|error| panic!("checked before: {error}"))
}

/// The declaration of a key that ringlog acts on.
fn used_key(name: &'static str) -> &'static Declaration {
    #[cfg(test)]
    USED.with_borrow_mut(|used| {
        used.insert(name);
    });
    broker_key(name).unwrap_or_else(|| panic!("{name} is not declared"))
}

#[cfg(test)]
thread_local! {
    /// The keys whose values this thread asked for: what a test compares with what the declarations claim.
    pub(super) static USED: RefCell<std::collections::BTreeSet<&'static str>> = const { RefCell::new(std::collections::BTreeSet::new()) };
}
