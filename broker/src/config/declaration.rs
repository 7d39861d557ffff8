//! What is known about one configuration key, declared once.
//!
//! The declaration feeds the parser of `server.properties`, the checks of alter requests, DescribeConfigs and the
//! reference page docs/CONFIGURATION.md, so that they cannot disagree.

/// The type of a key's value, as DescribeConfigs names it (KIP-569).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(i8)]
pub enum ConfigType {
    /// `true` or `false`, in any case.
    Boolean = 1,
    /// Text, surrounding white space removed.
    String = 2,
    /// 32-bit integer.
    Int = 3,
    /// 16-bit integer.
    Short = 4,
    /// 64-bit integer.
    Long = 5,
    /// Floating-point number.
    Double = 6,
    /// Comma-separated texts.
    List = 7,
    /// Name of a Java class; ringlog loads none.
    Class = 8,
    /// Text that is never shown.
    Password = 9,
}

impl ConfigType {
    /// Kafka's name of the type, as its error messages and documentation use it.
    pub fn name(self) -> &'static str {
        match self {
            ConfigType::Boolean => "BOOLEAN",
            ConfigType::String => "STRING",
            ConfigType::Int => "INT",
            ConfigType::Short => "SHORT",
            ConfigType::Long => "LONG",
            ConfigType::Double => "DOUBLE",
            ConfigType::List => "LIST",
            ConfigType::Class => "CLASS",
            ConfigType::Password => "PASSWORD",
        }
    }
}

/// Which values of the right type are allowed.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Valid {
    /// All of them.
    Any,
    /// Integers from this one on.
    AtLeast(i64),
    /// Integers of this range, both ends included.
    Between(i64, i64),
    /// Integers of this range, or this one besides.
    BetweenOr(i64, i64, i64),
    /// Floating-point numbers of this range, both ends included.
    Ratio(f64, f64),
    /// One of these texts; each item, where the value is a list.
    OneOf(&'static [&'static str]),
    /// One of these texts, whatever their case.
    OneOfIgnoringCase(&'static [&'static str]),
    /// A text or list that is not empty.
    NonEmpty,
    /// `*`, or a list of `partition:broker`.
    ThrottledReplicas,
    /// `latest`, `earliest` or `by_duration:` with an ISO 8601 duration.
    OffsetReset,
}

/// How much a key matters to somebody who reads the list of all keys.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Importance {
    /// Look at it before anything runs.
    High,
    /// Worth knowing.
    Medium,
    /// Rarely touched.
    Low,
}

impl Importance {
    /// As the reference page shows it.
    pub fn name(self) -> &'static str {
        match self {
            Importance::High => "high",
            Importance::Medium => "medium",
            Importance::Low => "low",
        }
    }
}

/// Whether a broker's key can be changed while the broker runs, and for whom (KIP-226).
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum UpdateMode {
    /// Only by a restart.
    ReadOnly,
    /// For one broker only.
    PerBroker,
    /// For one broker, or for all as their default.
    ClusterWide,
}

impl UpdateMode {
    /// Kafka's documentation's name of the mode.
    pub fn name(self) -> &'static str {
        match self {
            UpdateMode::ReadOnly => "read-only",
            UpdateMode::PerBroker => "per-broker",
            UpdateMode::ClusterWide => "cluster-wide",
        }
    }
}

/// What ringlog does with a key's value.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// It acts on it.
    Acts,
    /// It accepts, checks, stores and describes it, and nothing more; a start with it set says so.
    Nothing,
}

/// A key of coarser unit that is used while the finer one is unset, e.g. `log.retention.hours` for `log.retention.ms`.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Fallback {
    /// The key to look at next.
    pub name: &'static str,
    /// Its unit in units of the key that falls back.
    pub multiplier: i64,
}

/// One configuration key.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Declaration {
    /// The property's name.
    pub name: &'static str,
    /// The type of its value.
    pub kind: ConfigType,
    /// Its value where nothing is set; `None` is null.
    pub default: Option<&'static str>,
    /// The values that are allowed.
    pub valid: Valid,
    /// How much it matters.
    pub importance: Importance,
    /// Whether it can be changed while the broker runs. Of a topic's or group's key: always.
    pub update: UpdateMode,
    /// Whether ringlog acts on it.
    pub effect: Effect,
    /// One sentence.
    pub doc: &'static str,
    /// Of a topic's or group's key: the broker's key that is its default.
    pub broker_key: Option<&'static str>,
    /// Of a broker's key: the keys that stand in while it is unset, first one first.
    pub fallbacks: &'static [Fallback],
}

impl Declaration {
    const fn new(
        kind: ConfigType,
        name: &'static str,
        default: Option<&'static str>,
        doc: &'static str,
    ) -> Self {
        Declaration {
            name,
            kind,
            default,
            valid: Valid::Any,
            importance: Importance::Medium,
            update: UpdateMode::ReadOnly,
            effect: Effect::Nothing,
            doc,
            broker_key: None,
            fallbacks: &[],
        }
    }

    /// Whether the value is kept from all eyes.
    pub const fn is_sensitive(&self) -> bool {
        matches!(self.kind, ConfigType::Password)
    }

    pub(super) const fn valid(mut self, valid: Valid) -> Self {
        self.valid = valid;
        self
    }

    pub(super) const fn at_least(self, min: i64) -> Self {
        self.valid(Valid::AtLeast(min))
    }

    pub(super) const fn between(self, min: i64, max: i64) -> Self {
        self.valid(Valid::Between(min, max))
    }

    pub(super) const fn one_of(self, values: &'static [&'static str]) -> Self {
        self.valid(Valid::OneOf(values))
    }

    pub(super) const fn high(mut self) -> Self {
        self.importance = Importance::High;
        self
    }

    pub(super) const fn low(mut self) -> Self {
        self.importance = Importance::Low;
        self
    }

    pub(super) const fn dynamic(mut self) -> Self {
        self.update = UpdateMode::ClusterWide;
        self
    }

    pub(super) const fn per_broker(mut self) -> Self {
        self.update = UpdateMode::PerBroker;
        self
    }

    pub(super) const fn acts(mut self) -> Self {
        self.effect = Effect::Acts;
        self
    }

    pub(super) const fn broker_key(mut self, name: &'static str) -> Self {
        self.broker_key = Some(name);
        self
    }

    pub(super) const fn fallbacks(mut self, fallbacks: &'static [Fallback]) -> Self {
        self.fallbacks = fallbacks;
        self
    }
}

macro_rules! constructors {
    ($($function:ident $kind:ident),*) => { $(
        #[doc = concat!("Declares a key of type ", stringify!($kind), ": name, default, one sentence.")]
        pub(super) const fn $function(
            name: &'static str,
            default: Option<&'static str>,
            doc: &'static str,
        ) -> Declaration {
            Declaration::new(ConfigType::$kind, name, default, doc)
        }
    )* };
}

constructors!(
    boolean Boolean, string String, int Int, short Short, long Long, double Double, list List, class Class,
    password Password
);
