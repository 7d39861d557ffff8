//! DeleteAcls: refused by name, as there is no authorizer.

use io::Io;
use protocol::messages::delete_acls_response::DeleteAclsFilterResult;
use protocol::messages::{DeleteAclsRequestView, DeleteAclsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::admin::{NO_AUTHORIZER, check_items};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DeleteAcls;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 3);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: DeleteAclsRequestView = request.view()?;
    check_items(KEY, body.filters.len())?;
    let refused = DeleteAclsFilterResult {
        error_code: ErrorCode::SecurityDisabled.code(),
        error_message: Some(NO_AUTHORIZER.to_owned()),
        ..DeleteAclsFilterResult::default()
    };
    let filter_results = vec![refused; body.filters.len()];
    let response = DeleteAclsResponse { filter_results, ..DeleteAclsResponse::default() };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}
