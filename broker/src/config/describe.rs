//! The entries of DescribeConfigs: every key of a resource, its value, where that comes from and what stands behind it.

use replication::{ConfigMap, ConfigResource, MetadataImage};

use super::broker_config::BrokerConfig;
use super::declaration::{ConfigType, Declaration, UpdateMode};
use super::keys::{CLIENT_METRICS_KEYS, GROUP_KEYS, TOPIC_KEYS, broker_key, broker_keys};
use super::settings::{BrokerLayers, ConfigSource};
use super::value::Value;

/// One key as DescribeConfigs and CreateTopics show it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigEntry {
    /// The key.
    pub name: String,
    /// The value in force; `None` for null and for what is never shown.
    pub value: Option<String>,
    /// Where the value comes from.
    pub source: ConfigSource,
    /// Whether it cannot be changed while the broker runs.
    pub is_read_only: bool,
    /// Whether the value is hidden.
    pub is_sensitive: bool,
    /// Where the key or its stand-ins are set, strongest first, the default last.
    pub synonyms: Vec<ConfigSynonym>,
    /// The type; `None` for a key that is stored but not known here.
    pub kind: Option<ConfigType>,
    /// What the key is for; empty for an unknown one.
    pub documentation: &'static str,
}

/// One place where a key, or one that stands in for it, is set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigSynonym {
    /// The key set there.
    pub name: String,
    /// Its value; `None` if it is never shown.
    pub value: Option<String>,
    /// The place.
    pub source: ConfigSource,
}

impl BrokerConfig {
    /// All keys of a topic, whether it exists or not.
    pub fn describe_topic(&self, image: &MetadataImage, topic: &str) -> Vec<ConfigEntry> {
        self.describe_topic_with(image, image.config(&ConfigResource::topic(topic)))
    }

    /// All keys of a topic that has, or would have, these values of its own.
    pub fn describe_topic_with(&self, image: &MetadataImage, own: Option<&ConfigMap>) -> Vec<ConfigEntry> {
        let layers = self.layers(image);
        TOPIC_KEYS.iter().map(|key| resource_entry(&layers, key, own, ConfigSource::DynamicTopic)).collect()
    }

    /// All keys of a group.
    pub fn describe_group(&self, image: &MetadataImage, group: &str) -> Vec<ConfigEntry> {
        let resource = ConfigResource { kind: replication::ConfigResourceKind::Group, name: group.into() };
        let (layers, own) = (self.layers(image), image.config(&resource));
        GROUP_KEYS.iter().map(|key| resource_entry(&layers, key, own, ConfigSource::Group)).collect()
    }

    /// All keys of a subscription to client metrics.
    pub fn describe_client_metrics(&self) -> Vec<ConfigEntry> {
        let layers = self.layers_of_start();
        let source = ConfigSource::Default;
        CLIENT_METRICS_KEYS.iter().map(|key| resource_entry(&layers, key, None, source)).collect()
    }

    /// All keys of this broker.
    pub fn describe_broker(&self, image: &MetadataImage) -> Vec<ConfigEntry> {
        let layers = self.layers(image);
        let mut entries: Vec<_> = broker_keys().map(|key| broker_entry(&layers, key, self)).collect();
        entries.extend(unknown_entries(&layers));
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        entries
    }

    /// The keys that are set as the default of all brokers, and only those.
    pub fn describe_cluster_default(&self, image: &MetadataImage) -> Vec<ConfigEntry> {
        let cluster = image.config(&ConfigResource::cluster_default());
        let layers = BrokerLayers { node: None, cluster, settings: &self.settings };
        let is_default = |synonym: &ConfigSynonym| synonym.source == ConfigSource::DynamicDefaultBroker;
        let known = cluster.into_iter().flatten().filter_map(|(name, _)| broker_key(name));
        let mut entries: Vec<_> = known.map(|key| broker_entry(&layers, key, self)).collect();
        entries.extend(unknown_entries(&layers));
        for entry in &mut entries {
            entry.synonyms.retain(is_default);
        }
        entries
    }
}

/// The entry of a topic's or group's key.
fn resource_entry(
    layers: &BrokerLayers<'_>,
    key: &'static Declaration,
    own: Option<&ConfigMap>,
    own_source: ConfigSource,
) -> ConfigEntry {
    let own = own.and_then(|configs| configs.get(key.name));
    let behind = key.broker_key.and_then(broker_key);
    let mut synonyms = behind.map_or_else(Vec::new, |broker| broker_synonyms(layers, broker));
    let inherited = || match behind.and_then(|broker| layers.value(broker.name)) {
        // `group.streams.assignors` is a list of which the first one is a group's default.
        Some(Value::List(items)) if key.kind != ConfigType::List => items.first().cloned(),
        Some(value) => Some(value.to_string()),
        None => key.default.map(str::to_owned),
    };
    let value = match own {
        Some(raw) => {
            let synonym =
                ConfigSynonym { name: key.name.to_owned(), value: Some(shown(key, raw)), source: own_source };
            synonyms.insert(0, synonym);
            Some(shown(key, raw))
        }
        None => inherited(),
    };
    let source = synonyms.first().map_or(ConfigSource::Default, |synonym| synonym.source);
    entry(key, value, source, false, synonyms)
}

/// The entry of a broker's key.
fn broker_entry(layers: &BrokerLayers<'_>, key: &'static Declaration, config: &BrokerConfig) -> ConfigEntry {
    let synonyms = broker_synonyms(layers, key);
    let source = synonyms.first().map_or(ConfigSource::Default, |synonym| synonym.source);
    let set = layers.layers(key.name).first().map(|layer| shown(key, layer.value));
    let value = match key.name {
        // Whichever of the two names was used, both say who this is; Kafka does the same.
        "node.id" | "broker.id" => Some(config.node_id.to_string()),
        _ => set.or_else(|| key.default.map(str::to_owned)),
    };
    entry(key, value, source, key.update == UpdateMode::ReadOnly, synonyms)
}

/// Keys that were set dynamically and that nobody here declared: shown, their values hidden, as Kafka does.
fn unknown_entries(layers: &BrokerLayers<'_>) -> Vec<ConfigEntry> {
    let dynamic =
        [(layers.node, ConfigSource::DynamicBroker), (layers.cluster, ConfigSource::DynamicDefaultBroker)];
    let mut entries: Vec<ConfigEntry> = Vec::new();
    for (configs, source) in dynamic {
        for name in configs.into_iter().flatten().map(|(name, _)| name) {
            if broker_key(name).is_some() || entries.iter().any(|entry| *entry.name == **name) {
                continue;
            }
            let synonym = ConfigSynonym { name: name.to_string(), value: None, source };
            entries.push(ConfigEntry {
                name: name.to_string(),
                value: None,
                source,
                is_read_only: false,
                is_sensitive: true,
                synonyms: vec![synonym],
                kind: None,
                documentation: "",
            });
        }
    }
    entries
}

/// Where a broker's key and its stand-ins are set, and its default last.
fn broker_synonyms(layers: &BrokerLayers<'_>, key: &'static Declaration) -> Vec<ConfigSynonym> {
    let stand_ins = key.fallbacks.iter().filter_map(|fallback| broker_key(fallback.name));
    let keys: Vec<&Declaration> = std::iter::once(key).chain(stand_ins).collect();
    let synonym = |key: &Declaration, raw: &str, source| ConfigSynonym {
        name: key.name.to_owned(),
        value: (!key.is_sensitive()).then(|| shown(key, raw)),
        source,
    };
    let mut synonyms = Vec::new();
    for source in
        [ConfigSource::DynamicBroker, ConfigSource::DynamicDefaultBroker, ConfigSource::StaticBroker]
    {
        for key in &keys {
            let set = layers.layers(key.name).into_iter().find(|layer| layer.source == source);
            synonyms.extend(set.map(|layer| synonym(key, layer.value, source)));
        }
    }
    synonyms.extend(key.default.map(|raw| synonym(key, raw, ConfigSource::Default)));
    synonyms
}

/// A value the way its type is written; as it was stored, if an Apache Kafka with other rules stored it.
fn shown(key: &Declaration, raw: &str) -> String {
    Value::parse(key, raw).map_or_else(|_| raw.to_owned(), |value| value.to_string())
}

fn entry(
    key: &'static Declaration,
    value: Option<String>,
    source: ConfigSource,
    is_read_only: bool,
    synonyms: Vec<ConfigSynonym>,
) -> ConfigEntry {
    ConfigEntry {
        name: key.name.to_owned(),
        value: value.filter(|_| !key.is_sensitive()),
        source,
        is_read_only,
        is_sensitive: key.is_sensitive(),
        synonyms,
        kind: Some(key.kind),
        documentation: key.doc,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};
    use protocol::MetadataRecord;
    use protocol::metadata::ConfigRecord;

    use super::*;

    /// A broker started with `file`, and configurations set since: (resource type, name, key, value).
    fn broker(file: &str, set: &[(i8, &str, &str, &str)]) -> (BrokerConfig, MetadataImage) {
        let config = BrokerConfig::parse(file, &[], &|_| None).expect("a valid configuration");
        let mut image = MetadataImage::default();
        for (resource_type, resource_name, name, value) in set {
            let record = ConfigRecord {
                resource_type: *resource_type,
                resource_name: (*resource_name).to_owned(),
                name: (*name).to_owned(),
                value: Some((*value).to_owned()),
            };
            image.apply(&MetadataRecord::from(record)).expect("a configuration of something that exists");
        }
        (config, image)
    }

    fn check(entries: &[ConfigEntry], names: &[&str], expected: Expect) {
        let mut text = String::new();
        for entry in entries.iter().filter(|entry| names.contains(&entry.name.as_str())) {
            let shown = entry.value.as_deref().unwrap_or("null");
            write!(text, "{}={shown} {:?}", entry.name, entry.source).expect("a String takes it");
            for synonym in &entry.synonyms {
                let value = synonym.value.as_deref().unwrap_or("null");
                write!(text, " [{}={value} {:?}]", synonym.name, synonym.source).expect("a String takes it");
            }
            text.push_str(if entry.is_read_only { " read-only\n" } else { "\n" });
        }
        expected.assert_eq(&text);
    }

    #[test]
    fn a_brokers_keys_have_their_layers() {
        let file = "node.id=4\nlog.retention.hours=2\nauto.create.topics.enable=FALSE\nssl.key.password=x";
        let set = [
            (4, "", "log.retention.ms", "7"),
            (4, "4", "log.retention.ms", "8"),
            (4, "5", "log.roll.ms", "9"),
        ];
        let (config, image) = broker(file, &set);
        check(
            &config.describe_broker(&image),
            &[
                "node.id",
                "broker.id",
                "log.retention.ms",
                "log.roll.ms",
                "auto.create.topics.enable",
                "ssl.key.password",
            ],
            expect![[r"
                auto.create.topics.enable=false StaticBroker [auto.create.topics.enable=false StaticBroker] [auto.create.topics.enable=true Default] read-only
                broker.id=4 Default [broker.id=-1 Default] read-only
                log.retention.ms=8 DynamicBroker [log.retention.ms=8 DynamicBroker] [log.retention.ms=7 DynamicDefaultBroker] [log.retention.hours=2 StaticBroker]
                log.roll.ms=null Default
                node.id=4 StaticBroker [node.id=4 StaticBroker] [node.id=1 Default] read-only
                ssl.key.password=null StaticBroker [ssl.key.password=null StaticBroker]
            "]],
        );
    }

    #[test]
    fn the_default_of_all_brokers_shows_what_is_set_and_nothing_else() {
        let set = [
            (4, "", "log.retention.ms", "7"),
            (4, "", "some.plugin.secret", "s"),
            (4, "1", "log.roll.ms", "9"),
        ];
        let (config, image) = broker("log.retention.ms=5", &set);
        let entries = config.describe_cluster_default(&image);
        assert_eq!(entries.len(), 2);
        check(
            &entries,
            &["log.retention.ms", "some.plugin.secret"],
            expect![[r"
                log.retention.ms=7 DynamicDefaultBroker [log.retention.ms=7 DynamicDefaultBroker]
                some.plugin.secret=null DynamicDefaultBroker [some.plugin.secret=null DynamicDefaultBroker]
            "]],
        );
        let unknown =
            config.describe_broker(&image).into_iter().find(|entry| entry.name == "some.plugin.secret");
        assert!(unknown.is_some_and(|entry| entry.is_sensitive && entry.kind.is_none()));
    }

    #[test]
    fn a_group_inherits_from_the_broker_and_a_list_gives_its_first_item() {
        let file = "group.streams.assignors=sticky,other\ngroup.consumer.session.timeout.ms=46000";
        let set = [(32, "readers", "consumer.heartbeat.interval.ms", "6000")];
        let (config, image) = broker(file, &set);
        check(
            &config.describe_group(&image, "readers"),
            &["consumer.heartbeat.interval.ms", "consumer.session.timeout.ms", "streams.assignor.name"],
            expect![[r"
                consumer.heartbeat.interval.ms=6000 Group [consumer.heartbeat.interval.ms=6000 Group] [group.consumer.heartbeat.interval.ms=5000 Default]
                consumer.session.timeout.ms=46000 StaticBroker [group.consumer.session.timeout.ms=46000 StaticBroker] [group.consumer.session.timeout.ms=45000 Default]
                streams.assignor.name=sticky StaticBroker [group.streams.assignors=sticky,other StaticBroker] [group.streams.assignors=sticky Default]
            "]],
        );
    }

    /// Every key of Kafka 4.4 is there, whatever ringlog does with it.
    #[test]
    fn the_lists_are_complete() {
        let (config, image) = broker("", &[]);
        let count = |entries: Vec<ConfigEntry>| {
            entries.iter().filter(|entry| !entry.name.starts_with("ringlog.")).count()
        };
        assert_eq!(count(config.describe_broker(&image)), 350);
        assert_eq!(count(config.describe_topic(&image, "orders")), 37);
        assert_eq!(count(config.describe_group(&image, "readers")), 21);
    }
}
