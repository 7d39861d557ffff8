//! Values of configuration keys: parsed, checked, and refused in Kafka's words.

use std::fmt;

use super::declaration::{ConfigType, Declaration, Valid};

/// A value of the right type that passed the checks of its declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of type BOOLEAN.
    Boolean(bool),
    /// Of type SHORT, INT or LONG.
    Integer(i64),
    /// Of type DOUBLE.
    Double(f64),
    /// Of type STRING, CLASS or PASSWORD.
    Text(String),
    /// Of type LIST.
    List(Vec<String>),
}

/// A value that its key does not allow. Its text is Kafka's, as clients match on it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("Invalid value {value} for configuration {key}: {reason}")]
pub struct InvalidValue {
    /// The key.
    pub key: String,
    /// The value, or the item of a list that is to blame.
    pub value: String,
    /// What would be right.
    pub reason: String,
}

impl Value {
    /// Parses and checks `raw`. White space around a value and around a list's items does not count.
    pub fn parse(key: &Declaration, raw: &str) -> Result<Value, InvalidValue> {
        let text = raw.trim();
        let value = match key.kind {
            ConfigType::Boolean => parse_boolean(text),
            ConfigType::Short => text.parse::<i16>().ok().map(|n| Value::Integer(n.into())),
            ConfigType::Int => text.parse::<i32>().ok().map(|n| Value::Integer(n.into())),
            ConfigType::Long => text.parse::<i64>().ok().map(Value::Integer),
            ConfigType::Double => text.parse::<f64>().ok().map(Value::Double),
            ConfigType::String | ConfigType::Class | ConfigType::Password => {
                Some(Value::Text(text.to_owned()))
            }
            ConfigType::List => Some(Value::List(items(text))),
        };
        let value = value.ok_or_else(|| refuse(key, raw, not_of_type(key.kind)))?;
        check(key, &value)?;
        Ok(value)
    }

    /// The number of a key that was declared as one.
    ///
    /// # Panics
    /// If the key's type is no integer.
    pub fn integer(&self) -> i64 {
        match self {
            Value::Integer(number) => *number,
            other => panic!("{other:?} is no integer: the key's declaration says otherwise"),
        }
    }

    /// The number of a key that was declared as a double.
    ///
    /// # Panics
    /// If the key's type is no double.
    pub fn double(&self) -> f64 {
        match self {
            Value::Double(number) => *number,
            other => panic!("{other:?} is no double: the key's declaration says otherwise"),
        }
    }

    /// The truth of a key that was declared as a boolean.
    ///
    /// # Panics
    /// If the key's type is no boolean.
    pub fn boolean(&self) -> bool {
        match self {
            Value::Boolean(truth) => *truth,
            other => panic!("{other:?} is no boolean: the key's declaration says otherwise"),
        }
    }

    /// The text of a key that was declared as one.
    ///
    /// # Panics
    /// If the key's type is no text.
    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            other => panic!("{other:?} is no text: the key's declaration says otherwise"),
        }
    }

    /// The items of a key that was declared as a list.
    ///
    /// # Panics
    /// If the key's type is no list.
    pub fn list(&self) -> &[String] {
        match self {
            Value::List(items) => items,
            other => panic!("{other:?} is no list: the key's declaration says otherwise"),
        }
    }
}

/// The way Kafka shows a value, which may differ from how it was written.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Boolean(truth) => write!(f, "{truth}"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Double(number) => f.write_str(&java_double(*number)),
            Value::Text(text) => f.write_str(text),
            Value::List(items) => f.write_str(&items.join(",")),
        }
    }
}

/// The range as the documentation shows it; empty where any value will do.
pub fn describe_valid(valid: &Valid) -> String {
    match valid {
        Valid::Any => String::new(),
        Valid::AtLeast(min) => format!("[{min},...]"),
        Valid::Between(min, max) => format!("[{min},...,{max}]"),
        Valid::BetweenOr(min, max, also) => format!("[{min},...,{max}] or {also}"),
        Valid::Ratio(min, max) => format!("[{min},...,{max}]"),
        Valid::OneOf(values) => format!("[{}]", values.join(", ")),
        Valid::OneOfIgnoringCase(values) => format!("(case insensitive) [{}]", values.join(", ")),
        Valid::NonEmpty => "not empty".to_owned(),
        Valid::ThrottledReplicas => "[partitionId]:[brokerId],[partitionId]:[brokerId],...".to_owned(),
        Valid::OffsetReset => "[latest, earliest, by_duration:PnDTnHnMn.nS]".to_owned(),
    }
}

fn parse_boolean(text: &str) -> Option<Value> {
    if text.eq_ignore_ascii_case("true") {
        Some(Value::Boolean(true))
    } else if text.eq_ignore_ascii_case("false") {
        Some(Value::Boolean(false))
    } else {
        None
    }
}

/// The items of a list. An item that occurs twice counts once, as Kafka has it.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        if !items.iter().any(|seen| seen == item) {
            items.push(item.to_owned());
        }
    }
    items
}

fn not_of_type(kind: ConfigType) -> String {
    match kind {
        ConfigType::Boolean => "Expected value to be either true or false".to_owned(),
        _ => format!("Not a number of type {}", kind.name()),
    }
}

fn refuse(key: &Declaration, value: &str, reason: String) -> InvalidValue {
    let value = if key.is_sensitive() { "[hidden]" } else { value };
    InvalidValue { key: key.name.to_owned(), value: value.to_owned(), reason }
}

fn check(key: &Declaration, value: &Value) -> Result<(), InvalidValue> {
    match (&key.valid, value) {
        (Valid::Any, _) => Ok(()),
        (Valid::AtLeast(min), Value::Integer(number)) => in_range(key, *number, *min, i64::MAX),
        (Valid::Between(min, max), Value::Integer(number)) => in_range(key, *number, *min, *max),
        (Valid::BetweenOr(min, max, also), Value::Integer(number)) => {
            if number == also || (min..=max).contains(&number) {
                return Ok(());
            }
            let reason = format!("Value must be between {min} and {max} or equal to {also}");
            Err(refuse(key, &number.to_string(), reason))
        }
        (Valid::Ratio(min, max), Value::Double(number)) => ratio_in_range(key, *number, *min, *max),
        (Valid::OneOf(values), Value::Text(text)) => one_of(key, text, values),
        (Valid::OneOf(values), Value::List(items)) => {
            items.iter().try_for_each(|item| one_of(key, item, values))
        }
        (Valid::OneOfIgnoringCase(values), Value::Text(text)) => {
            if values.iter().any(|allowed| allowed.eq_ignore_ascii_case(text)) {
                return Ok(());
            }
            let reason = format!("String must be one of (case insensitive): {}", values.join(", "));
            Err(refuse(key, text, reason))
        }
        (Valid::NonEmpty, Value::Text(text)) if text.is_empty() => {
            Err(refuse(key, text, "String must be non-empty".to_owned()))
        }
        // A list without items is how a configuration file says "unset" for the quorum's addresses.
        (Valid::NonEmpty, _) => Ok(()),
        (Valid::ThrottledReplicas, Value::List(items)) => throttled_replicas(key, items),
        (Valid::OffsetReset, Value::Text(text)) => offset_reset(key, text),
        (valid, value) => panic!("{}: {valid:?} does not fit {value:?}", key.name),
    }
}

fn in_range(key: &Declaration, number: i64, min: i64, max: i64) -> Result<(), InvalidValue> {
    if number < min {
        Err(refuse(key, &number.to_string(), format!("Value must be at least {min}")))
    } else if number > max {
        Err(refuse(key, &number.to_string(), format!("Value must be no more than {max}")))
    } else {
        Ok(())
    }
}

fn ratio_in_range(key: &Declaration, number: f64, min: f64, max: f64) -> Result<(), InvalidValue> {
    if number > max {
        Err(refuse(key, &java_double(number), format!("Value must be no more than {max}")))
    } else if number >= min {
        Ok(())
    } else {
        // Not a number comes here too.
        Err(refuse(key, &java_double(number), format!("Value must be at least {min}")))
    }
}

fn one_of(key: &Declaration, text: &str, values: &[&str]) -> Result<(), InvalidValue> {
    if values.contains(&text) {
        return Ok(());
    }
    Err(refuse(key, text, format!("String must be one of: {}", values.join(", "))))
}

fn throttled_replicas(key: &Declaration, items: &[String]) -> Result<(), InvalidValue> {
    let is_replica = |item: &String| {
        item.split_once(':').is_some_and(|(partition, broker)| {
            partition.parse::<u32>().is_ok() && broker.parse::<u32>().is_ok()
        })
    };
    if matches!(items, [all] if all == "*") || items.iter().all(is_replica) {
        return Ok(());
    }
    let reason = format!(
        "{} must be the literal '*' or a list of replicas in the following format: \
         [partitionId]:[brokerId],[partitionId]:[brokerId],...",
        key.name
    );
    Err(refuse(key, &format!("[{}]", items.join(", ")), reason))
}

fn offset_reset(key: &Declaration, text: &str) -> Result<(), InvalidValue> {
    let lower = text.to_ascii_lowercase();
    let is_duration = |duration: &str| {
        duration.strip_prefix('p').is_some_and(|rest| {
            rest.bytes().any(|byte| byte.is_ascii_digit())
                && rest.bytes().all(|byte| byte.is_ascii_digit() || b"dthms.".contains(&byte))
        })
    };
    if lower == "latest" || lower == "earliest" || lower.strip_prefix("by_duration:").is_some_and(is_duration)
    {
        return Ok(());
    }
    let reason = "expected one of latest, earliest, by_duration:PnDTnHnMn.nS".to_owned();
    Err(refuse(key, text, reason))
}

/// A number the way `Double.toString` writes it, for the magnitudes that configurations hold.
fn java_double(number: f64) -> String {
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-3..1e7).contains(&magnitude) {
        let text = format!("{number:E}");
        match text.split_once('E') {
            Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
            _ => text,
        }
    } else {
        format!("{number:?}")
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::config::keys::{broker_key, topic_key};

    fn check(name: &str, raw: &str, expected: Expect) {
        let key = topic_key(name).or_else(|| broker_key(name)).expect("a declared key");
        let outcome = match Value::parse(key, raw) {
            Ok(value) => format!("ok {value}"),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&outcome);
    }

    /// The refusals are those that Apache Kafka 4.4.0 answered.
    #[test]
    fn values_are_refused_in_kafkas_words() {
        check(
            "retention.ms",
            "abc",
            expect!["Invalid value abc for configuration retention.ms: Not a number of type LONG"],
        );
        check(
            "retention.ms",
            "",
            expect!["Invalid value  for configuration retention.ms: Not a number of type LONG"],
        );
        check(
            "retention.ms",
            "-5",
            expect!["Invalid value -5 for configuration retention.ms: Value must be at least -1"],
        );
        check("retention.ms", " 5 ", expect!["ok 5"]);
        check(
            "max.message.bytes",
            "3000000000",
            expect!["Invalid value 3000000000 for configuration max.message.bytes: Not a number of type INT"],
        );
        check(
            "preallocate",
            "x",
            expect![
                "Invalid value x for configuration preallocate: Expected value to be either true or false"
            ],
        );
        check("preallocate", "TRUE", expect!["ok true"]);
        check(
            "compression.type",
            "foo",
            expect![
                "Invalid value foo for configuration compression.type: String must be one of: uncompressed, zstd, lz4, snappy, gzip, producer"
            ],
        );
        check(
            "compression.gzip.level",
            "0",
            expect![
                "Invalid value 0 for configuration compression.gzip.level: Value must be between 1 and 9 or equal to -1"
            ],
        );
        check(
            "compression.lz4.level",
            "18",
            expect![
                "Invalid value 18 for configuration compression.lz4.level: Value must be no more than 17"
            ],
        );
        check(
            "min.cleanable.dirty.ratio",
            "2",
            expect![
                "Invalid value 2.0 for configuration min.cleanable.dirty.ratio: Value must be no more than 1"
            ],
        );
        check(
            "min.cleanable.dirty.ratio",
            "NaN",
            expect![
                "Invalid value NaN for configuration min.cleanable.dirty.ratio: Value must be at least 0"
            ],
        );
        check("ssl.key.password", "secret", expect!["ok secret"]);
    }

    #[test]
    fn a_list_is_checked_item_by_item() {
        check("cleanup.policy", "", expect!["ok "]);
        check("cleanup.policy", "compact, delete,compact", expect!["ok compact,delete"]);
        check(
            "cleanup.policy",
            "compact,foo",
            expect![
                "Invalid value foo for configuration cleanup.policy: String must be one of: compact, delete"
            ],
        );
        check("leader.replication.throttled.replicas", "*", expect!["ok *"]);
        check("leader.replication.throttled.replicas", "0:1,3:2", expect!["ok 0:1,3:2"]);
        check(
            "leader.replication.throttled.replicas",
            "0:1,*",
            expect![
                "Invalid value [0:1, *] for configuration leader.replication.throttled.replicas: leader.replication.throttled.replicas must be the literal '*' or a list of replicas in the following format: [partitionId]:[brokerId],[partitionId]:[brokerId],..."
            ],
        );
    }
}
