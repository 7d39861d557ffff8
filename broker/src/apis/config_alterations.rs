//! What IncrementalAlterConfigs and AlterConfigs check before the controller sees a resource, and how what was refused here
//! and what the controller answered become one list in the request's order.

use std::collections::BTreeSet;

use protocol::ErrorCode;
use replication::{ApiError, ConfigMap, ConfigResource, ConfigResourceKind, ControlReply};

use crate::config::rules::check_broker_change;

/// One resource of a request.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The number of its kind, which may be none that is known.
    pub(super) code: i8,
    /// Its name.
    pub(super) name: String,
    /// Why the controller is not asked, if it is not.
    pub(super) refusal: Option<ApiError>,
}

/// What became of one resource.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) resource_type: i8,
    pub(super) resource_name: String,
    pub(super) error_code: i16,
    pub(super) error_message: Option<String>,
}

pub(super) fn invalid_request(message: impl Into<String>) -> ApiError {
    ApiError::new(ErrorCode::InvalidRequest, message)
}

/// The resource of this kind and name, if it can have configurations that are kept in the metadata log.
pub(super) fn resource(node_id: i32, code: i8, name: &str) -> Result<ConfigResource, ApiError> {
    let unknown = || invalid_request(format!("Unknown resource type {code}"));
    let kind = ConfigResourceKind::from_code(code).ok_or_else(unknown)?;
    let no_default = |of: &str| {
        if name.is_empty() {
            Err(invalid_request(format!("Default {of} resources are not allowed.")))
        } else {
            Ok(())
        }
    };
    match kind {
        ConfigResourceKind::Topic => no_default("topic")?,
        ConfigResourceKind::Group => no_default("group")?,
        ConfigResourceKind::ClientMetrics => no_default("client metrics")?,
        ConfigResourceKind::Broker if name.is_empty() => {}
        ConfigResourceKind::Broker => check_node(node_id, name)?,
        ConfigResourceKind::BrokerLogger => return Err(unknown()),
    }
    Ok(ConfigResource { kind, name: name.into() })
}

/// A broker's configurations are altered at that broker.
pub(super) fn check_node(node_id: i32, name: &str) -> Result<(), ApiError> {
    match name.parse::<i32>() {
        Ok(id) if id == node_id => Ok(()),
        Ok(id) => {
            Err(invalid_request(format!("Unexpected broker id, expected {node_id}, but received {id}")))
        }
        Err(_) => Err(invalid_request(format!("Node id must be an integer, but it is: {name}"))),
    }
}

/// Refuses keys that are named twice.
pub(super) fn check_keys<'a>(keys: impl Iterator<Item = &'a str>) -> Result<(), ApiError> {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(invalid_request("Error due to duplicate config keys"));
        }
    }
    Ok(())
}

/// Refuses keys that would be set to nothing.
pub(super) fn check_values<'a>(without_value: impl Iterator<Item = &'a str>) -> Result<(), ApiError> {
    let names: Vec<_> = without_value.collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(invalid_request(format!("Null value not supported for : {}", names.join(","))))
}

/// A broker checks what would be set for it: an INVALID_REQUEST, where the controller says INVALID_CONFIG.
pub(super) fn check_broker_values(resource: &ConfigResource, values: &ConfigMap) -> Result<(), ApiError> {
    if resource.kind != ConfigResourceKind::Broker {
        return Ok(());
    }
    check_broker_change(values, resource.name.is_empty())
        .map_err(|refused| invalid_request(refused.to_string()))
}

/// Refuses each resource that the request names more than once.
pub(super) fn refuse_duplicates(targets: &mut [Target]) {
    let mut seen: BTreeSet<(i8, &str)> = BTreeSet::new();
    let mut twice: BTreeSet<(i8, String)> = BTreeSet::new();
    for target in targets.iter() {
        if !seen.insert((target.code, &target.name)) {
            twice.insert((target.code, target.name.clone()));
        }
    }
    for target in targets {
        if twice.contains(&(target.code, target.name.clone())) {
            target.refusal = Some(invalid_request("Each resource must appear at most once."));
        }
    }
}

/// Joins refusals and the controller's answers, which come in the order of the targets that were not refused.
pub(super) fn join(targets: Vec<Target>, reply: ControlReply) -> Vec<Outcome> {
    let (mut answers, unavailable) = match reply {
        ControlReply::AlterConfigs(answers) => (answers.into_iter(), None),
        ControlReply::Unavailable(error) => (Vec::new().into_iter(), Some(error)),
        other => unreachable!("configurations were to be altered, not {other:?}"),
    };
    let mut outcomes = Vec::with_capacity(targets.len());
    for target in targets {
        let error = match (target.refusal, &unavailable) {
            (Some(refusal), _) => Some(refusal),
            (None, Some(unavailable)) => Some(unavailable.clone()),
            (None, None) => {
                answers.next().expect("one answer for each resource that was asked about").1.err()
            }
        };
        outcomes.push(Outcome {
            resource_type: target.code,
            resource_name: target.name,
            error_code: error.as_ref().map_or(ErrorCode::None, |error| error.code).code(),
            error_message: error.and_then(|error| error.message),
        });
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(code: i8, name: &str, expected: Expect) {
        let outcome = match resource(1, code, name) {
            Ok(resource) => format!("ok {resource}"),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&outcome);
    }

    /// The refusals are those that Apache Kafka 4.4.0 answered.
    #[test]
    fn resources_are_refused_in_kafkas_words() {
        check(2, "t", expect!["ok Topic 't'"]);
        check(2, "", expect!["INVALID_REQUEST: Default topic resources are not allowed."]);
        check(32, "", expect!["INVALID_REQUEST: Default group resources are not allowed."]);
        check(4, "", expect!["ok Broker ''"]);
        check(4, "1", expect!["ok Broker '1'"]);
        check(4, "7", expect!["INVALID_REQUEST: Unexpected broker id, expected 1, but received 7"]);
        check(4, "abc", expect!["INVALID_REQUEST: Node id must be an integer, but it is: abc"]);
        check(8, "1", expect!["INVALID_REQUEST: Unknown resource type 8"]);
        check(99, "g", expect!["INVALID_REQUEST: Unknown resource type 99"]);
    }

    #[test]
    fn refusals_and_answers_keep_the_order_of_the_request() {
        let target = |name: &str, refusal| Target { code: 2, name: name.to_owned(), refusal };
        let mut targets = vec![
            target("a", None),
            target("b", Some(invalid_request("no"))),
            target("c", None),
            target("d", None),
            target("d", None),
        ];
        refuse_duplicates(&mut targets);
        let resource = |name: &str| ConfigResource::topic(name);
        let failed = ApiError::new(ErrorCode::InvalidConfig, "bad");
        let reply = ControlReply::AlterConfigs(vec![(resource("a"), Ok(())), (resource("c"), Err(failed))]);
        let text: Vec<String> = join(targets, reply)
            .into_iter()
            .map(|outcome| {
                format!(
                    "{} {} {}",
                    outcome.resource_name,
                    outcome.error_code,
                    outcome.error_message.unwrap_or_default()
                )
            })
            .collect();
        expect![[r"
            a 0 
            b 42 no
            c 40 bad
            d 42 Each resource must appear at most once.
            d 42 Each resource must appear at most once."]]
        .assert_eq(&text.join("\n"));
    }

    #[test]
    fn keys_are_named_once_and_have_values() {
        assert!(check_keys(["a", "b"].into_iter()).is_ok());
        assert!(check_keys(["a", "b", "a"].into_iter()).is_err());
        let error = check_values(["retention.ms"].into_iter()).expect_err("no value");
        assert_eq!(error.to_string(), "INVALID_REQUEST: Null value not supported for : retention.ms");
    }
}
