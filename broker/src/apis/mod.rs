//! The APIs: one file each, with the versions it serves; what ApiVersions says is derived from this list.

mod admin;
mod authorized_operations;
mod config_alterations;
pub(crate) mod fetch_session;
mod groups;

use io::{Io, SharedBuffer};
use net::ReplySlot;
use protocol::{ApiKey, VersionRange};

use crate::request::{ConnectionId, HeaderStart, ReplyTo, Request, RequestError, body_start};
use crate::shard::Shard;

/// What handles a request of one API: it replies now, parks the request, or says why the connection must close.
type Handler<I> = fn(&mut Shard<I>, &Request) -> Result<(), RequestError>;

/// One row of the table of APIs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Api {
    pub(crate) key: ApiKey,
    /// What its handler can answer.
    pub(crate) versions: VersionRange,
}

/// Declares the modules, the table and the dispatch. Each module has `KEY`, `VERSIONS` and `handle`.
macro_rules! apis {
    ($($module:ident,)*) => {
        $(pub(crate) mod $module;)*

        /// Every API that is served, in the order of the keys' declaration here.
        pub(crate) const APIS: &[Api] = &[$(Api { key: $module::KEY, versions: $module::VERSIONS },)*];

        fn handler<I: Io>(key: ApiKey) -> Option<(VersionRange, Handler<I>)> {
            match key {
                $($module::KEY => Some(($module::VERSIONS, $module::handle::<I>)),)*
                _ => None,
            }
        }
    };
}

apis! {
    produce,
    fetch,
    list_offsets,
    metadata,
    find_coordinator,
    join_group,
    sync_group,
    heartbeat,
    leave_group,
    offset_commit,
    offset_fetch,
    offset_delete,
    describe_groups,
    list_groups,
    delete_groups,
    consumer_group_heartbeat,
    consumer_group_describe,
    api_versions,
    delete_records,
    init_producer_id,
    offset_for_leader_epoch,
    describe_log_dirs,
    describe_producers,
    create_topics,
    delete_topics,
    create_partitions,
    describe_configs,
    incremental_alter_configs,
    alter_configs,
    list_config_resources,
    describe_cluster,
    describe_topic_partitions,
    describe_acls,
    create_acls,
    delete_acls,
    list_partition_reassignments,
    elect_leaders,
}

/// Handles one frame: header, version, then the API's own handler.
///
/// # Errors
/// The connection must close: its bytes are no request that is served here.
pub(crate) fn dispatch<I: Io>(
    shard: &mut Shard<I>,
    connection: ConnectionId,
    slot: ReplySlot,
    frame: SharedBuffer,
) -> Result<(), RequestError> {
    let start = HeaderStart::read(&frame)?;
    let unknown = RequestError::UnknownApi(start.api_key);
    let api_key = ApiKey::from_i16(start.api_key).ok_or(unknown)?;
    let (versions, handle) = handler::<I>(api_key).ok_or(unknown)?;
    let mut reply_to = ReplyTo {
        connection,
        slot,
        api_key,
        api_version: start.api_version,
        correlation_id: start.correlation_id,
    };
    if !versions.contains(start.api_version) {
        if api_key == ApiKey::ApiVersions {
            // KIP-511: a client that is too new learns in the oldest layout what there is, and asks again.
            reply_to.api_version = 0;
            api_versions::refuse(shard, reply_to);
            return Ok(());
        }
        return Err(RequestError::UnsupportedVersion { api: api_key, version: start.api_version });
    }
    let body_start = body_start(&frame, api_key.request_header_version(start.api_version) >= 2)?;
    handle(shard, &Request::new(reply_to, frame, body_start))
}
