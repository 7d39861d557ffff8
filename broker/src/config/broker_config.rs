//! The configuration of one broker, typed, as the rest of the broker uses it.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use net::ConnectionLimits;
use replication::{ConfigResource, MetadataImage};

use super::declaration::Effect;
use super::group_config::CoordinatorConfig;
use super::keys::broker_key;
use super::listeners::{
    AdvertisedListener, Endpoint, ListenerConfig, Resolve, addresses, check_distinct, parse_endpoints,
    parse_protocol_map,
};
use super::properties::{self, Property, PropertyError};
use super::settings::{BrokerLayers, Settings};
use super::value::{InvalidValue, Value, describe_valid};

/// Which implementation of `Io` drives files and sockets.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum IoBackend {
    /// io_uring where the host allows it, else epoll.
    Auto,
    /// io_uring, or no start.
    Uring,
    /// epoll.
    Poll,
}

/// The number of partitions and replicas that an internal topic is created with.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct InternalTopicConfig {
    /// `….num.partitions`.
    pub num_partitions: i32,
    /// `….replication.factor`, at least 1; the live brokers bound it when the topic is created.
    pub replication_factor: i16,
}

/// A configuration that the broker does not start with. One line each.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ConfigError {
    /// The file, or an override, is not well-formed.
    #[error("{0}")]
    Syntax(PropertyError),
    /// A value is of the wrong type or out of range.
    #[error("{error}{}", allowed(error))]
    Value {
        /// Key, value and reason in Kafka's words.
        error: InvalidValue,
    },
}

// By hand: the causes are part of the one line, not a second one behind it.
impl From<PropertyError> for ConfigError {
    fn from(error: PropertyError) -> Self {
        ConfigError::Syntax(error)
    }
}

impl From<InvalidValue> for ConfigError {
    fn from(error: InvalidValue) -> Self {
        ConfigError::Value { error }
    }
}

/// A configured broker. Everything that only a restart changes is a field; what a dynamic configuration can change is a
/// method that takes the [`MetadataImage`].
#[derive(Clone, Debug)]
pub struct BrokerConfig {
    /// `node.id`, or `broker.id` where only that is set.
    pub node_id: i32,
    /// `broker.rack`.
    pub rack: Option<String>,
    /// The addresses of `listeners` to bind, without the controllers'.
    pub listeners: Vec<ListenerConfig>,
    /// `advertised.listeners`; a listener that is not among them tells each client the address that it dialled.
    pub advertised: Vec<AdvertisedListener>,
    /// `log.dirs`, else `log.dir`: at least one, each once.
    pub log_dirs: Vec<PathBuf>,
    /// `auto.create.topics.enable`.
    pub auto_create_topics_enable: bool,
    /// `delete.topic.enable`.
    pub delete_topic_enable: bool,
    /// `num.partitions`: of topics that are created without a number.
    pub num_partitions: i32,
    /// `default.replication.factor`: of topics that are created without one.
    pub default_replication_factor: i16,
    /// `__consumer_offsets`.
    pub offsets_topic: InternalTopicConfig,
    /// `offsets.topic.segment.bytes`: what `__consumer_offsets` is created with; what no topic can have is raised to what it can.
    pub offsets_segment_bytes: u32,
    /// Groups and their coordinators.
    pub coordinator: CoordinatorConfig,
    /// `__transaction_state`.
    pub transaction_topic: InternalTopicConfig,
    /// `__share_group_state`.
    pub share_topic: InternalTopicConfig,
    /// `socket.request.max.bytes`.
    pub socket_request_max_bytes: u32,
    /// `max.connections` of the broker.
    pub max_connections: usize,
    /// `max.connections.per.ip`.
    pub max_connections_per_ip: usize,
    /// `connections.max.idle.ms`; `None` closes no connection.
    pub connections_max_idle_ms: Option<u64>,
    /// `ringlog.large.request.bytes`.
    pub large_request_bytes: usize,
    /// `ringlog.queued.max.bytes`.
    pub queued_max_bytes: usize,
    /// `max.incremental.fetch.session.cache.slots`.
    pub fetch_sessions_max: usize,
    /// `fetch.max.bytes`.
    pub fetch_max_bytes: u32,
    /// `max.request.partition.size.limit`: of one DescribeTopicPartitions response.
    pub request_partitions_max: usize,
    /// `ringlog.journal.bytes`; 0 is none.
    pub journal_bytes: u64,
    /// `log.retention.check.interval.ms`.
    pub retention_check_interval_ms: u64,
    /// `log.flush.offset.checkpoint.interval.ms`.
    pub recovery_point_checkpoint_interval_ms: u64,
    /// `log.flush.start.offset.checkpoint.interval.ms`.
    pub log_start_checkpoint_interval_ms: u64,
    /// `replica.high.watermark.checkpoint.interval.ms`.
    pub high_watermark_checkpoint_interval_ms: u64,
    /// `metadata.log.max.record.bytes.between.snapshots`.
    pub snapshot_record_bytes_max: u64,
    /// `metadata.log.max.snapshot.interval.ms`; `None` is never by time.
    pub snapshot_interval_ms: Option<u64>,
    /// `ringlog.shards`; `None` is one per core.
    pub shards: Option<usize>,
    /// `ringlog.pin.shards`.
    pub pin_shards: bool,
    /// `ringlog.busy.poll.us`.
    pub busy_poll: Duration,
    /// `ringlog.coalesce.us.max`.
    pub coalesce_max: Duration,
    /// `ringlog.io`.
    pub io: IoBackend,
    /// What was set when the broker started.
    pub settings: Settings,
    /// Lines that the operator should read, once, at start.
    pub warnings: Vec<String>,
}

impl Default for BrokerConfig {
    /// Without a file, without an override.
    fn default() -> Self {
        BrokerConfig::from_properties(&[], &|_| None).expect("the defaults are valid, which a test proves")
    }
}

impl BrokerConfig {
    /// The text of a `server.properties` (empty if there is none) with the arguments of `--override` on top.
    ///
    /// # Errors
    /// The first thing that is not well-formed, not of its type, or out of range.
    pub fn parse(
        file: &str,
        overrides: &[String],
        resolve: Resolve<'_>,
    ) -> Result<BrokerConfig, ConfigError> {
        let mut properties = properties::parse(file)?;
        for text in overrides {
            properties.push(Property::from_override(text)?);
        }
        BrokerConfig::from_properties(&properties, resolve)
    }

    /// Of a list of properties; the last of a key wins.
    ///
    /// # Errors
    /// The first value that is not of its type, or out of range.
    pub fn from_properties(
        properties: &[Property],
        resolve: Resolve<'_>,
    ) -> Result<BrokerConfig, ConfigError> {
        let (settings, unknown) = Settings::new(properties)?;
        let endpoints = Endpoints::of(&settings)?;
        let mut config = BrokerConfig::typed(settings, &endpoints, resolve)?;
        config.warnings = warnings(&config, &unknown, &endpoints);
        config.check_log_defaults()?;
        Ok(config)
    }

    fn typed(settings: Settings, endpoints: &Endpoints, resolve: Resolve<'_>) -> Result<Self, ConfigError> {
        let at_least_0 = |name| unsigned(&settings, name, 0);
        let at_least_1 = |name| unsigned(&settings, name, 1);
        let truth = |name| settings.set_value(name).boolean();
        let internal_topic = |num_partitions, factor| {
            Ok::<_, ConfigError>(InternalTopicConfig {
                num_partitions: int(&settings, num_partitions),
                replication_factor: replication_factor(&settings, factor)?,
            })
        };
        Ok(BrokerConfig {
            node_id: node_id(&settings)?,
            rack: settings.value("broker.rack").map(|rack| rack.to_string()),
            listeners: endpoints.listeners(resolve)?,
            advertised: endpoints.advertised.clone(),
            log_dirs: log_dirs(&settings)?,
            auto_create_topics_enable: truth("auto.create.topics.enable"),
            delete_topic_enable: truth("delete.topic.enable"),
            num_partitions: int(&settings, "num.partitions"),
            default_replication_factor: replication_factor(&settings, "default.replication.factor")?,
            offsets_topic: internal_topic(
                "offsets.topic.num.partitions",
                "offsets.topic.replication.factor",
            )?,
            offsets_segment_bytes: u32_of(at_least_1("offsets.topic.segment.bytes")?.max(SEGMENT_BYTES_MIN)),
            coordinator: CoordinatorConfig::of(&settings)?,
            transaction_topic: internal_topic(
                "transaction.state.log.num.partitions",
                "transaction.state.log.replication.factor",
            )?,
            share_topic: internal_topic(
                "share.coordinator.state.topic.num.partitions",
                "share.coordinator.state.topic.replication.factor",
            )?,
            socket_request_max_bytes: u32_of(at_least_1("socket.request.max.bytes")?),
            max_connections: usize_of(at_least_0("max.connections")?),
            max_connections_per_ip: usize_of(at_least_0("max.connections.per.ip")?),
            connections_max_idle_ms: u64::try_from(settings.set_value("connections.max.idle.ms").integer())
                .ok(),
            large_request_bytes: usize_of(at_least_1("ringlog.large.request.bytes")?),
            queued_max_bytes: usize_of(at_least_1("ringlog.queued.max.bytes")?),
            fetch_sessions_max: usize_of(at_least_0("max.incremental.fetch.session.cache.slots")?),
            fetch_max_bytes: u32_of(at_least_1("fetch.max.bytes")?),
            request_partitions_max: usize_of(at_least_1("max.request.partition.size.limit")?),
            journal_bytes: at_least_0("ringlog.journal.bytes")?,
            retention_check_interval_ms: at_least_1("log.retention.check.interval.ms")?,
            recovery_point_checkpoint_interval_ms: at_least_0("log.flush.offset.checkpoint.interval.ms")?
                .max(1),
            log_start_checkpoint_interval_ms: at_least_0("log.flush.start.offset.checkpoint.interval.ms")?
                .max(1),
            high_watermark_checkpoint_interval_ms: at_least_1(
                "replica.high.watermark.checkpoint.interval.ms",
            )?,
            snapshot_record_bytes_max: at_least_1("metadata.log.max.record.bytes.between.snapshots")?,
            snapshot_interval_ms: Some(at_least_0("metadata.log.max.snapshot.interval.ms")?)
                .filter(|ms| *ms > 0),
            shards: Some(usize_of(at_least_0("ringlog.shards")?)).filter(|shards| *shards > 0),
            pin_shards: truth("ringlog.pin.shards"),
            busy_poll: Duration::from_micros(at_least_0("ringlog.busy.poll.us")?),
            coalesce_max: Duration::from_micros(at_least_0("ringlog.coalesce.us.max")?),
            io: match settings.set_value("ringlog.io").to_string().as_str() {
                "uring" => IoBackend::Uring,
                "poll" => IoBackend::Poll,
                _ => IoBackend::Auto,
            },
            settings,
            warnings: Vec::new(),
        })
    }

    /// The bounds of one connection, as far as they can be set.
    pub fn connection_limits(&self) -> ConnectionLimits {
        ConnectionLimits {
            frame_bytes_max: self.socket_request_max_bytes,
            large_frame_bytes_min: self.large_request_bytes,
            ..ConnectionLimits::default()
        }
    }

    /// What clients of a listener are told; `None`: the address that they dialled.
    pub fn advertised_of(&self, listener_name: &str) -> Option<&AdvertisedListener> {
        self.advertised.iter().find(|advertised| advertised.name == listener_name)
    }

    /// `ringlog.durability` of `topic` now, as replication counts with it.
    pub fn durability(&self, image: &MetadataImage, topic: &str) -> replication::DurabilityMode {
        match self.log_config(image, topic).durability {
            engine::DurabilityMode::Fsync => replication::DurabilityMode::Fsync,
            engine::DurabilityMode::Replicated { .. } => replication::DurabilityMode::Replicated,
        }
    }

    pub(super) fn layers<'a>(&'a self, image: &'a MetadataImage) -> BrokerLayers<'a> {
        BrokerLayers {
            node: image.config(&ConfigResource::broker(self.node_id)),
            cluster: image.config(&ConfigResource::cluster_default()),
            settings: &self.settings,
        }
    }

    pub(super) fn layers_of_start(&self) -> BrokerLayers<'_> {
        BrokerLayers { node: None, cluster: None, settings: &self.settings }
    }

    /// Times of which zero would mean "at once, always" are refused as Kafka does.
    fn check_log_defaults(&self) -> Result<(), ConfigError> {
        super::rules::check_log_times(&self.layers_of_start()).map_err(|error| ConfigError::Value { error })
    }
}

/// The listeners as they were written, sorted into clients' and controllers'.
struct Endpoints {
    clients: Vec<Endpoint>,
    controllers: Vec<String>,
    advertised: Vec<AdvertisedListener>,
}

impl Endpoints {
    fn of(settings: &Settings) -> Result<Endpoints, ConfigError> {
        let all = endpoints(settings, "listeners")?;
        check_distinct(&all).map_err(|reason| invalid(settings, "listeners", reason))?;
        let controller_names: Vec<String> = settings
            .set_value("controller.listener.names")
            .list()
            .iter()
            .map(|name| name.to_ascii_uppercase())
            .collect();
        let (controllers, clients): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|endpoint| controller_names.contains(&endpoint.name));
        if clients.is_empty() {
            let reason = "there is no listener for clients".to_owned();
            return Err(invalid(settings, "listeners", reason));
        }
        check_protocols(settings, &clients)?;
        let advertised = advertised(settings, &clients)?;
        let controllers = controllers.into_iter().map(|endpoint| endpoint.name).collect();
        Ok(Endpoints { clients, controllers, advertised })
    }

    fn listeners(&self, resolve: Resolve<'_>) -> Result<Vec<ListenerConfig>, ConfigError> {
        let mut listeners = Vec::new();
        for endpoint in &self.clients {
            let found = addresses(endpoint, resolve).map_err(|reason| InvalidValue {
                key: "listeners".to_owned(),
                value: format!("{}://{}:{}", endpoint.name, endpoint.host, endpoint.port),
                reason,
            })?;
            listeners.extend(
                found.into_iter().map(|address| ListenerConfig { name: endpoint.name.clone(), address }),
            );
        }
        Ok(listeners)
    }
}

fn endpoints(settings: &Settings, name: &'static str) -> Result<Vec<Endpoint>, ConfigError> {
    let Some(items) = settings.value(name) else { return Ok(Vec::new()) };
    parse_endpoints(items.list()).map_err(|reason| invalid(settings, name, reason))
}

fn check_protocols(settings: &Settings, clients: &[Endpoint]) -> Result<(), ConfigError> {
    const KEY: &str = "listener.security.protocol.map";
    let map = parse_protocol_map(&settings.set_value(KEY).to_string())
        .map_err(|reason| invalid(settings, KEY, reason))?;
    for endpoint in clients {
        let protocol =
            map.iter().find(|(name, _)| *name == endpoint.name).map(|(_, protocol)| protocol.as_str());
        match protocol {
            Some("PLAINTEXT") => {}
            Some(other) => {
                let reason =
                    format!("the listener {} asks for {other}; ringlog speaks PLAINTEXT", endpoint.name);
                return Err(invalid(settings, KEY, reason));
            }
            None => {
                let reason = format!("No security protocol defined for listener {}", endpoint.name);
                return Err(invalid(settings, KEY, reason));
            }
        }
    }
    Ok(())
}

fn advertised(settings: &Settings, clients: &[Endpoint]) -> Result<Vec<AdvertisedListener>, ConfigError> {
    const KEY: &str = "advertised.listeners";
    let mut advertised = Vec::new();
    for Endpoint { name, host, port } in endpoints(settings, KEY)? {
        if !clients.iter().any(|client| client.name == name) {
            let reason = format!("the listener {name} is not one of listeners");
            return Err(invalid(settings, KEY, reason));
        }
        let is_any = host.parse::<IpAddr>().is_ok_and(|address| address.is_unspecified());
        if host.is_empty() || is_any {
            let reason =
                "advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP \
                          address."
                    .to_owned();
            return Err(invalid(settings, KEY, reason));
        }
        advertised.push(AdvertisedListener { name, host, port });
    }
    Ok(advertised)
}

fn node_id(settings: &Settings) -> Result<i32, ConfigError> {
    let older = i32::try_from(settings.set_value("broker.id").integer()).expect("an INT");
    let node_id = int(settings, "node.id");
    match (settings.raw("node.id"), settings.raw("broker.id")) {
        (Some(_), Some(_)) if older != node_id => {
            let reason = format!("You must set `node.id` to the same value as `broker.id`, which is {older}");
            Err(invalid(settings, "node.id", reason))
        }
        (None, Some(_)) if older >= 0 => Ok(older),
        _ => Ok(node_id),
    }
}

fn log_dirs(settings: &Settings) -> Result<Vec<PathBuf>, ConfigError> {
    let several = settings.value("log.dirs");
    let (key, dirs) = match several {
        Some(dirs) => ("log.dirs", dirs),
        None => ("log.dir", settings.set_value("log.dir")),
    };
    if dirs.list().is_empty() {
        return Err(invalid(settings, key, "At least one log directory must be defined".to_owned()));
    }
    Ok(dirs.list().iter().map(PathBuf::from).collect())
}

fn int(settings: &Settings, name: &'static str) -> i32 {
    i32::try_from(settings.set_value(name).integer()).expect("the declaration says INT")
}

/// Of a key that Kafka declares without bounds, but that means nothing below `min`.
fn unsigned(settings: &Settings, name: &'static str, min: i64) -> Result<u64, ConfigError> {
    let number = settings.set_value(name).integer();
    match u64::try_from(number) {
        Ok(unsigned) if number >= min => Ok(unsigned),
        _ => Err(invalid(settings, name, format!("Value must be at least {min}"))),
    }
}

fn replication_factor(settings: &Settings, name: &'static str) -> Result<i16, ConfigError> {
    let number = unsigned(settings, name, 1)?;
    i16::try_from(number)
        .map_err(|_| invalid(settings, name, format!("Value must be no more than {}", i16::MAX)))
}

fn u32_of(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn usize_of(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn invalid(settings: &Settings, name: &'static str, reason: String) -> ConfigError {
    let value = settings.value(name).map_or_else(String::new, |value: Value| value.to_string());
    ConfigError::Value { error: InvalidValue { key: name.to_owned(), value, reason } }
}

fn allowed(error: &InvalidValue) -> String {
    let Some(key) = broker_key(&error.key) else { return String::new() };
    let valid = describe_valid(&key.valid);
    let type_name = key.kind.name();
    if valid.is_empty() {
        format!(" (type {type_name})")
    } else {
        format!(" (type {type_name}, valid: {valid})")
    }
}

/// The least that `segment.bytes` of a topic can be (KIP-1030). The declaration of `offsets.topic.segment.bytes` allows less, and
/// an Apache Kafka that has it so cannot make the topic: its groups wait for ever.
const SEGMENT_BYTES_MIN: u64 = 1 << 20;

fn warnings(config: &BrokerConfig, unknown: &[String], endpoints: &Endpoints) -> Vec<String> {
    /// Said in a line of their own, as each configuration of a Kafka in KRaft mode has them.
    const QUORUM: &[&str] =
        &["process.roles", "controller.quorum.voters", "controller.quorum.bootstrap.servers"];
    let mut warnings: Vec<String> =
        unknown.iter().map(|name| format!("unknown property {name} is ignored")).collect();
    let without_effect: Vec<&str> = config
        .settings
        .iter()
        .filter(|(name, raw)| has_no_effect(name, raw) && !QUORUM.contains(name))
        .map(|(name, _)| name)
        .collect();
    if !without_effect.is_empty() {
        warnings.push(format!("accepted, but without effect in ringlog: {}", without_effect.join(", ")));
    }
    let offsets_segment_bytes = config.settings.set_value("offsets.topic.segment.bytes").integer();
    if offsets_segment_bytes < SEGMENT_BYTES_MIN.cast_signed() {
        warnings.push(format!(
            "offsets.topic.segment.bytes={offsets_segment_bytes} is less than a topic can have; __consumer_offsets is made with \
             {SEGMENT_BYTES_MIN}"
        ));
    }
    let mut quorum: Vec<String> = QUORUM
        .iter()
        .filter(|name| config.settings.raw(name).is_some())
        .map(|name| (*name).to_owned())
        .collect();
    quorum.extend(endpoints.controllers.iter().map(|name| format!("the listener {name}")));
    if !quorum.is_empty() {
        warnings.push(format!(
            "this node is a metadata quorum of its own; accepted and not used: {}",
            quorum.join(", ")
        ));
    }
    warnings
}

fn has_no_effect(name: &str, raw: &str) -> bool {
    let key = broker_key(name).expect("settings hold known keys only");
    let is_default = Value::parse(key, raw).ok().map(|value| value.to_string()).as_deref() == key.default;
    key.effect == Effect::Nothing && !is_default
}

#[cfg(test)]
#[path = "broker_config_tests.rs"]
mod tests;
