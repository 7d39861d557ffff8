//! DescribeAcls: refused by name, as there is no authorizer.

use io::Io;
use protocol::messages::{DescribeAclsRequestView, DescribeAclsResponse};
use protocol::{ApiKey, ErrorCode, VersionRange};

use super::admin::NO_AUTHORIZER;
use crate::request::{Request, RequestError};
use crate::shard::Shard;

pub(crate) const KEY: ApiKey = ApiKey::DescribeAcls;
pub(crate) const VERSIONS: VersionRange = VersionRange::new(1, 3);

pub(crate) fn handle<I: Io>(shard: &mut Shard<I>, request: &Request) -> Result<(), RequestError> {
    let _: DescribeAclsRequestView = request.view()?;
    let response = DescribeAclsResponse {
        error_code: ErrorCode::SecurityDisabled.code(),
        error_message: Some(NO_AUTHORIZER.to_owned()),
        ..DescribeAclsResponse::default()
    };
    shard.reply_with(request.reply_to(), &response);
    Ok(())
}
