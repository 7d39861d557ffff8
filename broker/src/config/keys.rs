//! The tables of all configuration keys: Kafka 4.4's, and ours with the prefix `ringlog.`.

mod cluster;
mod coordinators;
mod group_keys;
mod groups;
mod network;
mod operations;
mod remote;
mod ringlog;
mod security;
mod storage;
mod topics;

use super::declaration::Declaration;

/// The broker's keys by subject, as the reference page orders them.
pub const BROKER_KEYS: &[(&str, &[Declaration])] = &[
    ("ringlog's own", ringlog::RINGLOG),
    ("Listeners, connections and requests", network::NETWORK),
    ("Logs on disk", storage::STORAGE),
    ("Node, cluster, metadata log and replication", cluster::CLUSTER),
    ("Topics, quotas, metrics and plugins", operations::OPERATIONS),
    ("Groups", groups::GROUPS),
    ("Committed offsets, transactions and share state", coordinators::COORDINATORS),
    ("Security", security::SECURITY),
    ("Tiered storage", remote::REMOTE),
];

/// The keys of a topic.
pub const TOPIC_KEYS: &[Declaration] = topics::TOPICS;

/// The keys of a group.
pub const GROUP_KEYS: &[Declaration] = group_keys::GROUP_KEYS;

/// The keys of a client-metrics subscription: none, as no client is asked for metrics.
pub const CLIENT_METRICS_KEYS: &[Declaration] = &[];

/// All keys of the broker.
pub fn broker_keys() -> impl Iterator<Item = &'static Declaration> {
    BROKER_KEYS.iter().flat_map(|(_, keys)| keys.iter())
}

/// The broker's key of this name.
pub fn broker_key(name: &str) -> Option<&'static Declaration> {
    BROKER_KEYS.iter().find_map(|(_, keys)| find(keys, name))
}

/// The topic's key of this name.
pub fn topic_key(name: &str) -> Option<&'static Declaration> {
    find(TOPIC_KEYS, name)
}

/// The group's key of this name.
pub fn group_key(name: &str) -> Option<&'static Declaration> {
    find(GROUP_KEYS, name)
}

fn find(keys: &'static [Declaration], name: &str) -> Option<&'static Declaration> {
    keys.binary_search_by(|key| key.name.cmp(name)).ok().map(|index| &keys[index])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::value::Value;

    #[test]
    fn tables_are_sorted_and_names_are_unique() {
        let tables = BROKER_KEYS.iter().map(|(_, keys)| *keys).chain([TOPIC_KEYS, GROUP_KEYS]);
        for table in tables {
            for pair in table.windows(2) {
                assert!(pair[0].name < pair[1].name, "{} comes after {}", pair[0].name, pair[1].name);
            }
        }
        let mut names: Vec<_> = broker_keys().map(|key| key.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn each_default_is_a_valid_value() {
        for key in broker_keys().chain(TOPIC_KEYS).chain(GROUP_KEYS) {
            if let Some(default) = key.default {
                let value = Value::parse(key, default).unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(value.to_string(), default, "{} is not written the way it is shown", key.name);
            }
        }
    }

    #[test]
    fn each_reference_to_another_key_leads_somewhere() {
        for key in TOPIC_KEYS.iter().chain(GROUP_KEYS) {
            if let Some(name) = key.broker_key {
                let broker = broker_key(name).unwrap_or_else(|| panic!("{} names {name}", key.name));
                assert_eq!(broker.kind == key.kind, name != "group.streams.assignors", "{}", key.name);
            }
        }
        for fallback in broker_keys().flat_map(|key| key.fallbacks) {
            assert!(broker_key(fallback.name).is_some(), "{}", fallback.name);
        }
    }

    #[test]
    fn each_key_has_one_sentence_of_documentation() {
        for key in broker_keys().chain(TOPIC_KEYS).chain(GROUP_KEYS) {
            assert!(key.doc.ends_with('.') && key.doc.len() <= 160, "{}: {}", key.name, key.doc);
        }
    }
}
