//! DescribeCluster (KIP-700, KIP-919).

use io::Io;
use protocol::messages::describe_cluster_response::DescribeClusterBroker;
use protocol::messages::{DescribeClusterRequest, DescribeClusterResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::authorized_operations::{CLUSTER, OMITTED};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeCluster;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(0, 2);

/// Endpoint types on the wire.
const BROKERS: i8 = 1;
const CONTROLLERS: i8 = 2;

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DescribeClusterRequest = request.view()?;
    let response = match refusal(body.endpoint_type) {
        Some((code, message)) => DescribeClusterResponse {
            error_code: code.code(),
            error_message: Some(message),
            cluster_authorized_operations: OMITTED,
            ..DescribeClusterResponse::default()
        },
        None => describe(shard, request, &body),
    };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}

/// Controllers have listeners of their own, and ringlog opens none.
fn refusal(endpoint_type: i8) -> Option<(ErrorCode, String)> {
    match endpoint_type {
        BROKERS => None,
        CONTROLLERS => {
            let message = "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type \
                           CONTROLLER";
            Some((ErrorCode::MismatchedEndpointType, message.to_owned()))
        }
        other => Some((ErrorCode::UnsupportedEndpointType, format!("Unsupported endpoint type {other}"))),
    }
}

fn describe<I: Io>(
    shard: &Shard<I>,
    request: &Request,
    body: &DescribeClusterRequest,
) -> DescribeClusterResponse {
    let live = shard.advertised_brokers(request.reply_to());
    let controller_id = live.first().map_or(-1, |broker| broker.id);
    let mut brokers: Vec<DescribeClusterBroker> = live
        .into_iter()
        .map(|broker| DescribeClusterBroker {
            broker_id: broker.id,
            host: broker.host,
            port: i32::from(broker.port),
            rack: broker.rack,
            is_fenced: false,
        })
        .collect();
    if body.include_fenced_brokers {
        let fenced = shard.view.image.brokers().filter(|broker| broker.is_fenced());
        brokers.extend(fenced.filter_map(|broker| {
            let endpoint = broker.endpoints().first()?;
            Some(DescribeClusterBroker {
                broker_id: broker.id(),
                host: endpoint.host.clone(),
                port: i32::from(endpoint.port),
                rack: broker.rack().map(str::to_owned),
                is_fenced: true,
            })
        }));
    }
    DescribeClusterResponse {
        endpoint_type: BROKERS,
        cluster_id: shard.cluster_id().to_owned(),
        controller_id,
        brokers,
        cluster_authorized_operations: if body.include_cluster_authorized_operations {
            CLUSTER
        } else {
            OMITTED
        },
        ..DescribeClusterResponse::default()
    }
}
