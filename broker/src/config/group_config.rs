//! What an operator has set for groups, as their coordinators use it.

use std::time::Duration;

use coordinator::{GroupConfig, MigrationPolicy};
use protocol::records::Compression;
use replication::MetadataImage;

use super::BrokerConfig;
use super::settings::Settings;
use super::value::InvalidValue;

/// What the broker needs to host coordinators.
#[derive(Clone, Debug, PartialEq)]
pub struct CoordinatorConfig {
    /// What coordinators act on.
    pub groups: GroupConfig,
    /// `offsets.topic.compression.codec`.
    pub compression: Compression,
    /// `offsets.load.buffer.size`, in bytes.
    pub load_buffer_bytes: u32,
}

/// The server-side assignors, each under its name and under that of Kafka's class.
const ASSIGNORS: [(&str, &str); 2] = [
    ("uniform", "org.apache.kafka.coordinator.group.assignor.UniformAssignor"),
    ("range", "org.apache.kafka.coordinator.group.assignor.RangeAssignor"),
];

/// The one configuration of all groups that a running broker takes.
const ASSIGNMENT_INTERVAL: &str = "group.consumer.assignment.interval.ms";

impl BrokerConfig {
    /// What is set for all groups in place of a group's own `name`, if the broker takes it while it runs; `None` where nothing is
    /// set, whatever the default. (The rest is in [`CoordinatorConfig::groups`].)
    pub(crate) fn group_default(&self, image: &MetadataImage, name: &str) -> Option<String> {
        match name {
            "consumer.assignment.interval.ms" => {
                Some(self.layers(image).value_if_set(ASSIGNMENT_INTERVAL)?.to_string())
            }
            _ => None,
        }
    }
}

impl CoordinatorConfig {
    /// # Errors
    /// The first value that is not sound by itself, or together with others.
    pub(super) fn of(settings: &Settings) -> Result<Self, InvalidValue> {
        Ok(Self {
            groups: group_config(settings)?,
            compression: compression(settings)?,
            load_buffer_bytes: u32::try_from(settings.set_value("offsets.load.buffer.size").integer())
                .expect("the declaration says at least 1"),
        })
    }
}

fn group_config(settings: &Settings) -> Result<GroupConfig, InvalidValue> {
    let ms = |name| Duration::from_millis(at_least_0(settings, name));
    let count = |name| usize::try_from(at_least_0(settings, name)).unwrap_or(usize::MAX);
    let config = GroupConfig {
        session_timeout_min: ms("group.min.session.timeout.ms"),
        session_timeout_max: ms("group.max.session.timeout.ms"),
        initial_rebalance_delay: ms("group.initial.rebalance.delay.ms"),
        size_max: count("group.max.size"),
        offset_metadata_bytes_max: count("offset.metadata.max.bytes"),
        commit_timeout: ms("offsets.commit.timeout.ms"),
        offsets_retention: Duration::from_secs(60 * at_least_0(settings, "offsets.retention.minutes")),
        offsets_retention_check_interval: ms("offsets.retention.check.interval.ms"),
        consumer_session_timeout: ms("group.consumer.session.timeout.ms"),
        consumer_session_timeout_min: ms("group.consumer.min.session.timeout.ms"),
        consumer_session_timeout_max: ms("group.consumer.max.session.timeout.ms"),
        consumer_heartbeat_interval: ms("group.consumer.heartbeat.interval.ms"),
        consumer_heartbeat_interval_min: ms("group.consumer.min.heartbeat.interval.ms"),
        consumer_heartbeat_interval_max: ms("group.consumer.max.heartbeat.interval.ms"),
        consumer_assignment_interval_min: ms("group.consumer.min.assignment.interval.ms"),
        consumer_assignment_interval_max: ms("group.consumer.max.assignment.interval.ms"),
        consumer_size_max: count("group.consumer.max.size"),
        consumer_assignors: assignors(settings)?,
        consumer_migration_policy: migration_policy(settings),
        is_consumer_protocol_enabled: protocols(settings)?.iter().any(|protocol| protocol == "consumer"),
        ..GroupConfig::default()
    };
    check_range(settings, "session.timeout.ms")?;
    check_range(settings, "heartbeat.interval.ms")?;
    check_range(settings, "assignment.interval.ms")?;
    if config.consumer_heartbeat_interval >= config.consumer_session_timeout {
        let reason = "must be less than group.consumer.session.timeout.ms";
        return Err(invalid(settings, "group.consumer.heartbeat.interval.ms", reason.to_owned()));
    }
    Ok(config)
}

/// What is negative means nothing; Kafka takes it for zero where it declares no bound.
fn at_least_0(settings: &Settings, name: &'static str) -> u64 {
    u64::try_from(settings.set_value(name).integer()).unwrap_or(0)
}

/// `group.consumer.….` lies between its `min` and `max`.
fn check_range(settings: &Settings, of: &str) -> Result<(), InvalidValue> {
    let (key, min_key, max_key) = match of {
        "session.timeout.ms" => (
            "group.consumer.session.timeout.ms",
            "group.consumer.min.session.timeout.ms",
            "group.consumer.max.session.timeout.ms",
        ),
        "heartbeat.interval.ms" => (
            "group.consumer.heartbeat.interval.ms",
            "group.consumer.min.heartbeat.interval.ms",
            "group.consumer.max.heartbeat.interval.ms",
        ),
        _ => (
            ASSIGNMENT_INTERVAL,
            "group.consumer.min.assignment.interval.ms",
            "group.consumer.max.assignment.interval.ms",
        ),
    };
    let number = |name| settings.set_value(name).integer();
    if number(max_key) < number(min_key) {
        return Err(invalid(settings, max_key, format!("must be greater than or equal to {min_key}")));
    }
    if number(key) < number(min_key) {
        return Err(invalid(settings, key, format!("must be greater than or equal to {min_key}")));
    }
    if number(key) > number(max_key) {
        return Err(invalid(settings, key, format!("must be less than or equal to {max_key}")));
    }
    Ok(())
}

fn assignors(settings: &Settings) -> Result<Vec<String>, InvalidValue> {
    const KEY: &str = "group.consumer.assignors";
    let mut names: Vec<String> = Vec::new();
    for item in settings.set_value(KEY).list() {
        let known = ASSIGNORS.iter().find(|(name, class)| item == name || item == class);
        let Some((name, _)) = known else {
            let reason = format!("{item} is none of ringlog's assignors: uniform, range");
            return Err(invalid(settings, KEY, reason));
        };
        if names.iter().any(|other| other == name) {
            return Err(invalid(settings, KEY, format!("the assignor {name} is named twice")));
        }
        names.push((*name).to_owned());
    }
    if names.is_empty() {
        return Err(invalid(settings, KEY, "at least one assignor is needed".to_owned()));
    }
    Ok(names)
}

fn migration_policy(settings: &Settings) -> MigrationPolicy {
    match settings.set_value("group.consumer.migration.policy").text().to_ascii_lowercase().as_str() {
        "disabled" => MigrationPolicy::Disabled,
        "upgrade" => MigrationPolicy::Upgrade,
        "downgrade" => MigrationPolicy::Downgrade,
        _ => MigrationPolicy::Bidirectional,
    }
}

fn protocols(settings: &Settings) -> Result<Vec<String>, InvalidValue> {
    const KEY: &str = "group.coordinator.rebalance.protocols";
    let protocols = settings.set_value(KEY).list().to_vec();
    if !protocols.iter().any(|protocol| protocol == "classic") {
        let reason = "Disabling the 'classic' protocol is not supported.".to_owned();
        return Err(invalid(settings, KEY, reason));
    }
    Ok(protocols)
}

fn compression(settings: &Settings) -> Result<Compression, InvalidValue> {
    const KEY: &str = "offsets.topic.compression.codec";
    let id = u8::try_from(settings.set_value(KEY).integer()).ok();
    id.and_then(Compression::from_id)
        .ok_or_else(|| invalid(settings, KEY, "must be the number of a codec, 0 to 4".to_owned()))
}

fn invalid(settings: &Settings, name: &'static str, reason: String) -> InvalidValue {
    let value = settings.value(name).map_or_else(String::new, |value| value.to_string());
    InvalidValue { key: name.to_owned(), value, reason }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::config::BrokerConfig;

    fn refused(file: &str, expected: Expect) {
        let error = BrokerConfig::parse(file, &[], &|_| None).expect_err("not a valid configuration");
        expected.assert_eq(&error.to_string());
    }

    /// The defaults of the declarations are those of the coordinator.
    #[test]
    fn unset_is_kafkas_default() {
        assert_eq!(BrokerConfig::default().coordinator.groups, coordinator::GroupConfig::default());
    }

    #[test]
    fn kafkas_classes_name_the_same_assignors() {
        let file =
            "group.consumer.assignors=org.apache.kafka.coordinator.group.assignor.RangeAssignor,uniform";
        let config = BrokerConfig::parse(file, &[], &|_| None).expect("a valid configuration");
        assert_eq!(config.coordinator.groups.consumer_assignors, ["range", "uniform"]);
    }

    #[test]
    fn unsound_settings_are_refused_by_name() {
        refused(
            "group.consumer.assignors=mine",
            expect![
                "Invalid value mine for configuration group.consumer.assignors: mine is none of ringlog's assignors: uniform, range (type LIST)"
            ],
        );
        refused(
            "group.consumer.assignors=range,org.apache.kafka.coordinator.group.assignor.RangeAssignor",
            expect![
                "Invalid value range,org.apache.kafka.coordinator.group.assignor.RangeAssignor for configuration group.consumer.assignors: the assignor range is named twice (type LIST)"
            ],
        );
        refused(
            "group.consumer.session.timeout.ms=1000",
            expect![
                "Invalid value 1000 for configuration group.consumer.session.timeout.ms: must be greater than or equal to group.consumer.min.session.timeout.ms (type INT, valid: [1,...])"
            ],
        );
        refused(
            "group.consumer.heartbeat.interval.ms=20000",
            expect![
                "Invalid value 20000 for configuration group.consumer.heartbeat.interval.ms: must be less than or equal to group.consumer.max.heartbeat.interval.ms (type INT, valid: [1,...])"
            ],
        );
        refused(
            "group.consumer.assignment.interval.ms=20000",
            expect![
                "Invalid value 20000 for configuration group.consumer.assignment.interval.ms: must be less than or equal to group.consumer.max.assignment.interval.ms (type INT, valid: [0,...])"
            ],
        );
        refused(
            "group.coordinator.rebalance.protocols=consumer",
            expect![
                "Invalid value consumer for configuration group.coordinator.rebalance.protocols: Disabling the 'classic' protocol is not supported. (type LIST, valid: [consumer, classic, share, streams])"
            ],
        );
        refused(
            "offsets.topic.compression.codec=5",
            expect![
                "Invalid value 5 for configuration offsets.topic.compression.codec: must be the number of a codec, 0 to 4 (type INT)"
            ],
        );
    }
}
