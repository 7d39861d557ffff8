//! IncrementalAlterConfigs and AlterConfigs.

use std::sync::Arc;

use protocol::metadata::{ClearElrRecord, ConfigRecord};
use protocol::{ErrorCode, MetadataRecord};

use super::{
    AlterOperation, ApiError, ConfigChange, ConfigReplacement, ControlReply, Controller,
    IncrementalAlteration,
};
use crate::image::{ConfigMap, ConfigResource, ConfigResourceKind};
use crate::metadata_version::ELR_VERSION_FEATURE;
use crate::topic_name::validate_topic_name;

/// Eligible leader replicas are counted against it, so it cannot change behind their back (KIP-966).
const MIN_IN_SYNC_REPLICAS: &str = "min.insync.replicas";

impl Controller {
    pub(super) fn incremental_alter_configs(
        &self,
        resources: Vec<IncrementalAlteration>,
        validate_only: bool,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let alter = |alteration: IncrementalAlteration| {
            let wanted = self.altered(&alteration.resource, &alteration.changes);
            (alteration.resource, wanted)
        };
        self.set_configs(resources.into_iter().map(alter), validate_only)
    }

    pub(super) fn replace_configs(
        &self,
        resources: Vec<ConfigReplacement>,
        validate_only: bool,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let replace = |replacement: ConfigReplacement| {
            let mut wanted = Ok(ConfigMap::new());
            for (name, value) in replacement.configs {
                match (&mut wanted, value) {
                    (Ok(set), Some(value)) => drop(set.insert(name.into(), value.into())),
                    (Ok(_), None) => wanted = Err(null_value(&name)),
                    (Err(_), _) => {}
                }
            }
            (replacement.resource, wanted)
        };
        self.set_configs(resources.into_iter().map(replace), validate_only)
    }

    fn set_configs(
        &self,
        wanted: impl Iterator<Item = (ConfigResource, Result<ConfigMap, ApiError>)>,
        validate_only: bool,
    ) -> (Vec<MetadataRecord>, ControlReply) {
        let mut records = Vec::new();
        let mut results: Vec<(ConfigResource, Result<(), ApiError>)> = Vec::new();
        for (resource, wanted) in wanted {
            let duplicate = results.iter().any(|(other, _)| *other == resource);
            let result = match duplicate {
                true => {
                    Err(ApiError::new(ErrorCode::InvalidRequest, "Each resource must appear at most once."))
                }
                false => wanted.and_then(|wanted| {
                    self.check_resource(&resource)?;
                    self.check_elr_safety(&resource, &wanted)?;
                    self.check_configs(&resource, &wanted)?;
                    records.extend(self.config_set_records(&resource, &wanted));
                    Ok(())
                }),
            };
            results.push((resource, result));
        }
        (if validate_only { Vec::new() } else { records }, ControlReply::AlterConfigs(results))
    }

    /// The set that a resource has after `changes`.
    fn altered(&self, resource: &ConfigResource, changes: &[ConfigChange]) -> Result<ConfigMap, ApiError> {
        let mut set = self.latest.config(resource).cloned().unwrap_or_default();
        for ConfigChange { name, operation, value } in changes {
            let value = match (operation, value) {
                (AlterOperation::Delete, _) => None,
                (_, None) => return Err(null_value(name)),
                (AlterOperation::Set, Some(value)) => Some(value.clone()),
                (operation, Some(value)) => {
                    let before = set.get(name.as_str()).cloned();
                    Some(self.altered_list(resource, name, before, *operation, value)?)
                }
            };
            match value {
                Some(value) => drop(set.insert(name.as_str().into(), value.into())),
                None => drop(set.remove(name.as_str())),
            }
        }
        Ok(set)
    }

    /// A list with items added or removed; without a value of its own the resource starts from the default.
    fn altered_list(
        &self,
        resource: &ConfigResource,
        name: &str,
        before: Option<Arc<str>>,
        operation: AlterOperation,
        items: &str,
    ) -> Result<String, ApiError> {
        if !self.rules.is_list(resource.kind, name) {
            let operation = operation.name();
            let message = format!("Can't {operation} to key {name} because its type is not LIST.");
            return Err(ApiError::new(ErrorCode::InvalidConfig, message));
        }
        let before = match before {
            Some(before) => before.to_string(),
            None => self.rules.default_value(resource.kind, name).unwrap_or_default(),
        };
        let mut list: Vec<&str> = before.split(',').filter(|item| !item.is_empty()).collect();
        for item in items.split(',') {
            match operation {
                AlterOperation::Subtract => list.retain(|other| *other != item),
                _ if list.contains(&item) => {}
                _ => list.push(item),
            }
        }
        Ok(list.join(","))
    }

    fn check_resource(&self, resource: &ConfigResource) -> Result<(), ApiError> {
        match resource.kind {
            ConfigResourceKind::Topic => {
                validate_topic_name(&resource.name)
                    .map_err(|message| ApiError::new(ErrorCode::InvalidTopicException, message))?;
                if self.latest.topic(&resource.name).is_none() {
                    let message = format!("The topic '{}' does not exist.", resource.name);
                    return Err(ApiError::new(ErrorCode::UnknownTopicOrPartition, message));
                }
                Ok(())
            }
            ConfigResourceKind::Broker if !resource.name.is_empty() => {
                let id = resource.name.parse().ok();
                let known = id.is_some_and(|id| self.latest.broker(id).is_some());
                let message = || format!("No broker with id {} found.", resource.name);
                if known { Ok(()) } else { Err(ApiError::new(ErrorCode::BrokerIdNotRegistered, message())) }
            }
            ConfigResourceKind::BrokerLogger => {
                Err(ApiError::new(ErrorCode::InvalidRequest, "Log levels are not kept in the metadata log."))
            }
            _ => Ok(()),
        }
    }

    fn check_elr_safety(&self, resource: &ConfigResource, wanted: &ConfigMap) -> Result<(), ApiError> {
        if resource.kind != ConfigResourceKind::Broker || !self.tracks_eligible_leaders() {
            return Ok(());
        }
        let before = self.latest.config(resource).and_then(|configs| configs.get(MIN_IN_SYNC_REPLICAS));
        let after = wanted.get(MIN_IN_SYNC_REPLICAS);
        let refused = |message: &str| Err(ApiError::new(ErrorCode::InvalidConfig, message));
        match resource.name.is_empty() {
            true if before.is_some() && after.is_none() => {
                refused("Cluster level min.insync.replicas cannot be removed while ELR is enabled.")
            }
            false if after.is_some() && before != after => {
                refused("Broker-level min.insync.replicas cannot be altered while ELR is enabled.")
            }
            _ => Ok(()),
        }
    }

    pub(super) fn check_configs(
        &self,
        resource: &ConfigResource,
        configs: &ConfigMap,
    ) -> Result<(), ApiError> {
        let refused = |message| ApiError::new(ErrorCode::InvalidConfig, message);
        self.rules.check(resource, configs).map_err(refused)
    }

    /// The records that lead from what a resource has to `wanted`.
    pub(super) fn config_set_records(
        &self,
        resource: &ConfigResource,
        wanted: &ConfigMap,
    ) -> Vec<MetadataRecord> {
        let nothing = ConfigMap::new();
        // A topic that is about to be created has nothing, whatever its name had before.
        let before = self.latest.config(resource).unwrap_or(&nothing);
        let record = |name: &str, value: Option<&str>| ConfigRecord {
            resource_type: resource.kind.code(),
            resource_name: resource.name.to_string(),
            name: name.to_owned(),
            value: value.map(str::to_owned),
        };
        let set = wanted.iter().filter(|(name, value)| before.get(*name) != Some(*value));
        let set = set.map(|(name, value)| record(name, Some(value)));
        let removed = before.keys().filter(|name| !wanted.contains_key(*name)).map(|name| record(name, None));
        let mut records: Vec<MetadataRecord> = removed.chain(set).map(MetadataRecord::from).collect();
        let changes_elr = before.get(MIN_IN_SYNC_REPLICAS) != wanted.get(MIN_IN_SYNC_REPLICAS);
        let names_topics = match resource.kind {
            ConfigResourceKind::Topic => true,
            ConfigResourceKind::Broker => resource.name.is_empty(),
            _ => false,
        };
        if changes_elr && names_topics && self.tracks_eligible_leaders() {
            records.push(ClearElrRecord { topic_name: resource.name.to_string() }.into());
        }
        records
    }

    /// Whether eligible leader replicas are kept.
    pub(super) fn tracks_eligible_leaders(&self) -> bool {
        self.latest.feature(ELR_VERSION_FEATURE) > 0
            && self.latest.metadata_version().has_eligible_leader_replicas()
    }

    /// A topic's `min.insync.replicas`, as far as the metadata log says.
    pub(super) fn min_in_sync_replicas(&self, topic: &str) -> usize {
        let get = |resource| self.latest.config(&resource)?.get(MIN_IN_SYNC_REPLICAS)?.parse().ok();
        let set = get(ConfigResource::topic(topic)).or_else(|| get(ConfigResource::cluster_default()));
        set.unwrap_or(usize::try_from(self.config.min_in_sync_replicas).unwrap_or(1))
    }
}

fn null_value(name: &str) -> ApiError {
    ApiError::new(ErrorCode::InvalidRequest, format!("Null value not supported for : {name}"))
}
