//! Which dynamic configurations are allowed: what the controller asks before it writes them down.

use replication::{ConfigMap, ConfigResource, ConfigResourceKind, ConfigRules};

use super::broker_config::BrokerConfig;
use super::declaration::{ConfigType, Declaration, UpdateMode};
use super::keys::{broker_key, group_key, topic_key};
use super::settings::BrokerLayers;
use super::value::{InvalidValue, Value};

impl ConfigRules for BrokerConfig {
    fn check(&self, resource: &ConfigResource, configs: &ConfigMap) -> Result<(), String> {
        match resource.kind {
            ConfigResourceKind::Topic => check_topic(configs),
            ConfigResourceKind::Group => check_group(self, configs),
            ConfigResourceKind::Broker => check_broker(configs).map_err(|refusal| refusal.to_string()),
            ConfigResourceKind::ClientMetrics => Err("Client metrics are not collected.".to_owned()),
            ConfigResourceKind::BrokerLogger => {
                Err("Log levels are not kept in the metadata log.".to_owned())
            }
        }
    }

    fn is_list(&self, kind: ConfigResourceKind, name: &str) -> bool {
        declaration(kind, name).is_some_and(|key| key.kind == ConfigType::List)
    }

    fn default_value(&self, kind: ConfigResourceKind, name: &str) -> Option<String> {
        let key = declaration(kind, name)?;
        let from_settings = match kind {
            ConfigResourceKind::Broker => self.settings.raw(name),
            _ => key.broker_key.and_then(|broker_key| self.settings.raw(broker_key)),
        };
        from_settings.or(key.default).map(str::to_owned)
    }
}

fn declaration(kind: ConfigResourceKind, name: &str) -> Option<&'static Declaration> {
    match kind {
        ConfigResourceKind::Topic => topic_key(name),
        ConfigResourceKind::Broker => broker_key(name),
        ConfigResourceKind::Group => group_key(name),
        ConfigResourceKind::BrokerLogger | ConfigResourceKind::ClientMetrics => None,
    }
}

fn check_topic(configs: &ConfigMap) -> Result<(), String> {
    for (name, raw) in configs {
        let key = topic_key(name).ok_or_else(|| format!("Unknown topic config name: {name}"))?;
        Value::parse(key, raw).map_err(|error| error.to_string())?;
    }
    let number = |name: &str| {
        let key = topic_key(name).expect("a declared key");
        let raw = configs.get(name).map_or(key.default.expect("it has a default"), |raw| raw);
        Value::parse(key, raw).expect("checked above").integer()
    };
    let (min_lag, max_lag) = (number("min.compaction.lag.ms"), number("max.compaction.lag.ms"));
    if min_lag > max_lag {
        return Err(format!(
            "conflict topic config setting min.compaction.lag.ms ({min_lag}) > max.compaction.lag.ms ({max_lag})"
        ));
    }
    if configs.get("remote.storage.enable").is_some_and(|raw| raw.trim().eq_ignore_ascii_case("true")) {
        return Err(
            "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with \
                    remote log storage."
                .to_owned(),
        );
    }
    Ok(())
}

fn check_group(config: &BrokerConfig, configs: &ConfigMap) -> Result<(), String> {
    for (name, raw) in configs {
        let key = group_key(name).ok_or_else(|| format!("Unknown group config name: {name}"))?;
        let value = Value::parse(key, raw).map_err(|error| error.to_string())?;
        let Some((min, max)) = group_range(config, key) else { continue };
        let number = value.integer();
        if number < min || number > max {
            return Err(format!("{name} must be in the range {min} to {max} inclusive."));
        }
    }
    ["consumer", "share", "streams"].iter().try_for_each(|group| check_session(config, configs, group))
}

/// A member must have the time to be heard of before it is taken for dead.
fn check_session(config: &BrokerConfig, configs: &ConfigMap, group: &str) -> Result<(), String> {
    let (session, heartbeat) =
        (format!("{group}.session.timeout.ms"), format!("{group}.heartbeat.interval.ms"));
    let number = |name: &str| {
        let key = group_key(name).expect("a declared key");
        let of_brokers =
            key.broker_key.and_then(|broker_key| config.settings.raw(broker_key)).or(key.default);
        let raw = configs.get(name).map(|raw| &**raw).or(of_brokers)?;
        Some(Value::parse(key, raw).ok()?.integer())
    };
    match (number(&session), number(&heartbeat)) {
        (Some(time), Some(interval)) if time <= interval => {
            Err(format!("{session} must be greater than {heartbeat}"))
        }
        _ => Ok(()),
    }
}

/// `group.consumer.min.session.timeout.ms` and its `max` bound `consumer.session.timeout.ms`, and so on.
fn group_range(config: &BrokerConfig, key: &Declaration) -> Option<(i64, i64)> {
    let (group, rest) = key.name.split_once('.')?;
    let bound = |side: &str| {
        let declared = broker_key(&format!("group.{group}.{side}.{rest}"))?;
        Value::parse(declared, config.settings.raw(declared.name).or(declared.default)?).ok()
    };
    Some((bound("min")?.integer(), bound("max")?.integer()))
}

/// Why a dynamic configuration of a broker is refused: an INVALID_REQUEST in Kafka, whatever the cause.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum BrokerChangeRefused {
    /// The value itself.
    #[error("{0}")]
    Value(#[from] InvalidValue),
    /// Only a restart changes these.
    #[error("Cannot update these configs dynamically: [{0}]")]
    ReadOnly(String),
    /// There is no default of all brokers for these.
    #[error("Cannot update these configs at default cluster level, broker id must be specified: [{0}]")]
    PerBroker(String),
    /// Keys and certificates belong to a listener.
    #[error(
        "These security configs can be dynamically updated only per-listener using the listener prefix: [{0}]"
    )]
    PerListener(String),
    /// A time that must not be zero.
    #[error("requirement failed: {0}")]
    Requirement(String),
}

/// Checks what is to be set of a broker (`is_default`: of all brokers). Unknown names pass, as in Kafka, whose own tools
/// store some (`leader.replication.throttled.rate`).
pub(crate) fn check_broker_change(configs: &ConfigMap, is_default: bool) -> Result<(), BrokerChangeRefused> {
    let declared = || configs.keys().filter_map(|name| broker_key(name));
    let names = |of: &dyn Fn(&Declaration) -> bool| -> Option<String> {
        let found: Vec<_> = declared().filter(|key| of(key)).map(|key| key.name).collect();
        (!found.is_empty()).then(|| found.join(", "))
    };
    if let Some(names) = names(&|key| key.update == UpdateMode::ReadOnly) {
        return Err(BrokerChangeRefused::ReadOnly(names));
    }
    if let Some(names) = names(&|key| is_of_a_listener(key.name)) {
        return Err(BrokerChangeRefused::PerListener(names));
    }
    if let Some(names) = names(&|key| is_default && key.update == UpdateMode::PerBroker) {
        return Err(BrokerChangeRefused::PerBroker(names));
    }
    check_broker(configs)
}

/// Keys and certificates, which a running Kafka changes for one listener only.
fn is_of_a_listener(name: &str) -> bool {
    name == "ssl.key.password" || name.starts_with("ssl.keystore.") || name.starts_with("ssl.truststore.")
}

fn check_broker(configs: &ConfigMap) -> Result<(), BrokerChangeRefused> {
    for (name, raw) in configs {
        if let Some(key) = broker_key(name) {
            Value::parse(key, raw)?;
        }
    }
    let settings = super::settings::Settings::default();
    let layers = BrokerLayers { node: Some(configs), cluster: None, settings: &settings };
    check_log_times(&layers)
        .map_err(|error| BrokerChangeRefused::Requirement(format!("{} {}", error.key, error.reason)))
}

/// Times of which zero would mean "at once, always". Kafka refuses them when it reads its configuration.
pub(super) fn check_log_times(layers: &BrokerLayers<'_>) -> Result<(), InvalidValue> {
    let check = |name: &'static str, is_allowed: &dyn Fn(i64) -> bool, reason: &str| {
        let number = layers.value(name).map(|value| value.integer());
        match number.filter(|number| !is_allowed(*number)) {
            Some(number) => Err(InvalidValue {
                key: name.to_owned(),
                value: number.to_string(),
                reason: reason.to_owned(),
            }),
            None => Ok(()),
        }
    };
    let unlimited = "must be unlimited (-1) or, greater than or equal to 1";
    check("log.retention.ms", &|ms| ms != 0, unlimited)?;
    check("log.roll.ms", &|ms| ms >= 1, "must be greater than or equal to 1")?;
    check("log.roll.jitter.ms", &|ms| ms >= 0, "must be greater than or equal to 0")
}
