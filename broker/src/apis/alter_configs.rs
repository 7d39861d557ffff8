//! AlterConfigs, which replaces all that is set of a resource. Deprecated since KIP-339, and still used.

use io::Io;
use protocol::messages::alter_configs_request::AlterConfigsResourceView;
use protocol::messages::alter_configs_response::AlterConfigsResourceResponse;
use protocol::messages::{AlterConfigsRequestView, AlterConfigsResponse};
use protocol::{ApiKey, VersionRange};
use replication::{ApiError, ConfigMap, ConfigReplacement, ControlReply, ControlRequest};

use super::admin::check_items;
use super::config_alterations::{
    Outcome, Target, check_broker_values, check_keys, check_values, join, refuse_duplicates, resource,
};
use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::AlterConfigs;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 2);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: AlterConfigsRequestView = request.view()?;
    check_items(KEY, body.resources.iter().map(|resource| 1 + resource.configs.len()).sum())?;
    let node_id = shard.config.node_id;
    let checked: Vec<_> = body.resources.iter().map(|resource| replacement(node_id, &resource)).collect();
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
    let resources: Vec<ConfigReplacement> = accepted.filter_map(|(checked, _)| checked.ok()).collect();
    let reply_to = request.reply_to();
    if resources.is_empty() {
        reply(shard, reply_to, join(targets, ControlReply::AlterConfigs(Vec::new())));
        return Ok(());
    }
    let change = ControlRequest::AlterConfigs { resources, validate_only: body.validate_only };
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
    shard.reply_with(reply_to, &AlterConfigsResponse { responses, ..AlterConfigsResponse::default() });
}

fn replacement(node_id: i32, target: &AlterConfigsResourceView<'_>) -> Result<ConfigReplacement, ApiError> {
    check_keys(target.configs.iter().map(|config| config.name))?;
    check_values(target.configs.iter().filter(|config| config.value.is_none()).map(|config| config.name))?;
    let resource = resource(node_id, target.resource_type, target.resource_name)?;
    let values: ConfigMap =
        target.configs.iter().filter_map(|config| Some((config.name.into(), config.value?.into()))).collect();
    check_broker_values(&resource, &values)?;
    let configs =
        target.configs.iter().map(|config| (config.name.to_owned(), config.value.map(str::to_owned)));
    Ok(ConfigReplacement { resource, configs: configs.collect() })
}
