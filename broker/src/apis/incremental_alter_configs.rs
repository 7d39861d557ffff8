//! IncrementalAlterConfigs (KIP-339): SET, DELETE, APPEND and SUBTRACT.

use io::Io;
use protocol::messages::incremental_alter_configs_request::AlterConfigsResourceView;
use protocol::messages::incremental_alter_configs_response::AlterConfigsResourceResponse;
use protocol::messages::{IncrementalAlterConfigsRequestView, IncrementalAlterConfigsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{
    AlterOperation, ApiError, ConfigChange, ConfigMap, ConfigResourceKind, ControlReply, ControlRequest,
    IncrementalAlteration,
};

use super::admin::check_items;
use super::config_alterations::{
    Outcome, Target, check_broker_values, check_keys, check_node, check_values, invalid_request, join,
    refuse_duplicates, resource,
};
use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::IncrementalAlterConfigs;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 1);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: IncrementalAlterConfigsRequestView = request.view()?;
    check_items(KEY, body.resources.iter().map(|resource| 1 + resource.configs.len()).sum())?;
    let node_id = shard.config.node_id;
    let checked: Vec<_> = body.resources.iter().map(|resource| alteration(node_id, &resource)).collect();
    let mut targets: Vec<Target> = body
        .resources
        .iter()
        .zip(&checked)
        .map(|(resource, checked)| Target {
            code: resource.resource_type,
            name: resource.resource_name.to_owned(),
            refusal: checked.as_ref().err().cloned(),
        })
        .collect();
    refuse_duplicates(&mut targets);
    let accepted = checked.into_iter().zip(&targets).filter(|(_, target)| target.refusal.is_none());
    let resources: Vec<IncrementalAlteration> = accepted.filter_map(|(checked, _)| checked.ok()).collect();
    let reply_to = request.reply_to();
    if resources.is_empty() {
        reply(shard, reply_to, join(targets, ControlReply::AlterConfigs(Vec::new())));
        return Ok(());
    }
    let change = ControlRequest::IncrementalAlterConfigs { resources, validate_only: body.validate_only };
    shard.ask_control(change, move |shard, answer| reply(shard, reply_to, join(targets, answer)));
    Ok(())
}

fn reply<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo, outcomes: Vec<Outcome>) {
    let response = |outcome: Outcome| AlterConfigsResourceResponse {
        error_code: outcome.error_code,
        error_message: outcome.error_message,
        resource_type: outcome.resource_type,
        resource_name: outcome.resource_name,
    };
    let responses = outcomes.into_iter().map(response).collect();
    let response =
        IncrementalAlterConfigsResponse { responses, ..IncrementalAlterConfigsResponse::default() };
    shard.reply_with(reply_to, &response);
}

fn alteration(
    node_id: i32,
    target: &AlterConfigsResourceView<'_>,
) -> Result<IncrementalAlteration, ApiError> {
    check_keys(target.configs.iter().map(|config| config.name))?;
    let is_unset = |config: &_| is_set_to_nothing(config);
    check_values(target.configs.iter().filter(is_unset).map(|config| config.name))?;
    if target.resource_type == ConfigResourceKind::BrokerLogger.code() {
        return Err(refuse_logger(node_id, target));
    }
    let resource = resource(node_id, target.resource_type, target.resource_name)?;
    let mut changes = Vec::with_capacity(target.configs.len());
    for config in target.configs {
        let operation = AlterOperation::from_code(config.config_operation)
            .ok_or_else(|| invalid_request(format!("Unknown operation type {}", config.config_operation)))?;
        changes.push(ConfigChange {
            name: config.name.to_owned(),
            operation,
            value: config.value.map(str::to_owned),
        });
    }
    let values: ConfigMap = changes
        .iter()
        .filter(|change| matches!(change.operation, AlterOperation::Set | AlterOperation::Append))
        .filter_map(|change| Some((change.name.as_str().into(), change.value.as_deref()?.into())))
        .collect();
    check_broker_values(&resource, &values)?;
    Ok(IncrementalAlteration { resource, changes })
}

type Config<'a> = protocol::messages::incremental_alter_configs_request::AlterableConfigView<'a>;

fn is_set_to_nothing(config: &Config<'_>) -> bool {
    config.value.is_none() && config.config_operation != AlterOperation::Delete as i8
}

/// Log levels are what the process was started with: they are described, not changed.
fn refuse_logger(node_id: i32, target: &AlterConfigsResourceView<'_>) -> ApiError {
    if let Err(error) = check_node(node_id, target.resource_name) {
        return error;
    }
    let unknown = target.configs.iter().find(|config| config.name != super::describe_configs::ROOT_LOGGER);
    let message = match unknown {
        Some(config) => format!("Logger {} does not exist!", config.name),
        None => "Log levels are set when the broker starts.".to_owned(),
    };
    ApiError::new(ErrorCode::InvalidConfig, message)
}
