//! ApiVersions: what is served, derived from the table of APIs.

use io::Io;
use protocol::messages::api_versions_response::{ApiVersion, FinalizedFeatureKey, SupportedFeatureKey};
use protocol::messages::{ApiVersionsRequestView, ApiVersionsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::APIS;
use crate::request::{ReplyTo, Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::ApiVersions;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 4);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: ApiVersionsRequestView = request.view()?;
    let mut response = ApiVersionsResponse { api_keys: api_keys(), ..ApiVersionsResponse::default() };
    if request.version() >= 3 {
        if !is_software_name(body.client_software_name) || !is_software_name(body.client_software_version) {
            response = ApiVersionsResponse { error_code: ErrorCode::InvalidRequest.code(), ..Default::default() };
        } else {
            add_features(shard, &mut response);
        }
    }
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// Answers a version that is not served: error 35 and what is, in the layout of version 0.
pub(crate) fn refuse<I: Io>(shard: &mut Shard<I>, reply_to: ReplyTo) {
    let response = ApiVersionsResponse {
        error_code: ErrorCode::UnsupportedVersion.code(),
        api_keys: api_keys(),
        ..ApiVersionsResponse::default()
    };
    shard.reply_with(reply_to, &response);
}

fn api_keys() -> Vec<ApiVersion> {
    let mut keys: Vec<ApiVersion> = APIS
        .iter()
        .map(|api| ApiVersion {
            api_key: api.key as i16,
            min_version: api.versions.min,
            max_version: api.versions.max,
        })
        .collect();
    keys.sort_unstable_by_key(|api| api.api_key);
    keys
}

/// KIP-584: what the cluster has agreed on. Each finalized feature is one that this broker supports up to that level.
fn add_features<I: Io>(shard: &Shard<I>, response: &mut ApiVersionsResponse) {
    let image = &shard.view.image;
    for (name, level) in image.features() {
        response.supported_features.push(SupportedFeatureKey {
            name: name.to_owned(),
            min_version: 1.min(level),
            max_version: level,
        });
        response.finalized_features.push(FinalizedFeatureKey {
            name: name.to_owned(),
            max_version_level: level,
            min_version_level: level,
        });
    }
    response.finalized_features_epoch = image.offset();
}

/// KIP-511: `[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?`.
fn is_software_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'.';
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(inner)
}
