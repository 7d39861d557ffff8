//! CreateAcls: refused by name, as there is no authorizer.

use io::Io;
use protocol::messages::create_acls_response::AclCreationResult;
use protocol::messages::{CreateAclsRequestView, CreateAclsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::admin::{NO_AUTHORIZER, check_items};
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::CreateAcls;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 3);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let body: CreateAclsRequestView = request.view()?;
    check_items(KEY, body.creations.len())?;
    let refused = AclCreationResult {
        error_code: ErrorCode::SecurityDisabled.code(),
        error_message: Some(NO_AUTHORIZER.to_owned()),
    };
    let results = vec![refused; body.creations.len()];
    let response = CreateAclsResponse { results, ..CreateAclsResponse::default() };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}
