//! ListConfigResources (KIP-1142): what can be described. Version 0 was ListClientMetricsResources (KIP-1000).

use io::Io;
use protocol::messages::list_config_resources_response::ConfigResource;
use protocol::messages::{ListConfigResourcesRequestView, ListConfigResourcesResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};
use replication::{ConfigResourceKind, MetadataImage};

use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ListConfigResources;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 1);

const ALL_KINDS: [ConfigResourceKind; 5] = [
    ConfigResourceKind::Topic,
    ConfigResourceKind::Broker,
    ConfigResourceKind::BrokerLogger,
    ConfigResourceKind::ClientMetrics,
    ConfigResourceKind::Group,
];

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ListConfigResourcesRequestView = request.view()?;
    let mut response = ListConfigResourcesResponse::default();
    match kinds(&body, request.version()) {
        Some(kinds) => {
            let image = &shard.view.image;
            response.config_resources = kinds.into_iter().flat_map(|kind| resources(image, kind)).collect();
        }
        None => response.error_code = ErrorCode::UnsupportedVersion.code(),
    }
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// The kinds asked for, each once; `None` if there is an unknown one.
fn kinds(body: &ListConfigResourcesRequestView<'_>, version: i16) -> Option<Vec<ConfigResourceKind>> {
    if version == 0 {
        return Some(vec![ConfigResourceKind::ClientMetrics]);
    }
    if body.resource_types.is_empty() {
        return Some(ALL_KINDS.to_vec());
    }
    let mut kinds = Vec::new();
    for code in body.resource_types {
        let kind = ConfigResourceKind::from_code(code)?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Some(kinds)
}

fn resources(image: &MetadataImage, kind: ConfigResourceKind) -> Vec<ConfigResource> {
    let names: Vec<String> = match kind {
        ConfigResourceKind::Topic => image.topics().map(|topic| topic.name.to_string()).collect(),
        ConfigResourceKind::Broker | ConfigResourceKind::BrokerLogger => {
            image.live_brokers().map(|broker| broker.id().to_string()).collect()
        }
        ConfigResourceKind::ClientMetrics | ConfigResourceKind::Group => image
            .configs()
            .filter(|(resource, _)| resource.kind == kind)
            .map(|(resource, _)| resource.name.to_string())
            .collect(),
    };
    let resource = |resource_name| ConfigResource { resource_name, resource_type: kind.code() };
    names.into_iter().map(resource).collect()
}
