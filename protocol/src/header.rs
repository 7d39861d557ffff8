//! What stands in front of every request and response.

use crate::ApiKey;
use crate::codec::{DecodeError, EncodeError, Message, Reader, Sink};
use crate::messages::{RequestHeader, RequestHeaderView, ResponseHeader};

/// The first four bytes of every request: enough to know how the rest is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestPrelude {
    /// The number of the API, known or not.
    pub api_key: i16,
    /// The version of the request that follows.
    pub api_version: i16,
}

impl RequestPrelude {
    /// Reads it from the start of a frame.
    pub fn parse(frame: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(frame, 0, false);
        Ok(Self { api_key: reader.get()?, api_version: reader.get()? })
    }
}

/// Splits a request frame (without its length) into header and body.
///
/// An API that is not known is [`DecodeError::UnknownApi`]: its header cannot be read, for nobody knows which version it has.
pub fn parse_request_header(frame: &[u8]) -> Result<(ApiKey, RequestHeaderView<'_>, &[u8]), DecodeError> {
    let prelude = RequestPrelude::parse(frame)?;
    let api = ApiKey::from_i16(prelude.api_key).ok_or(DecodeError::UnknownApi(prelude.api_key))?;
    let version = api.request_header_version(prelude.api_version);
    let mut reader = Reader::new(frame, version, RequestHeader::is_flexible(version));
    let header = reader.get()?;
    Ok((api, header, reader.remaining()))
}

/// Splits a response frame (without its length) into correlation id and body.
pub fn parse_response_header(
    api: ApiKey,
    api_version: i16,
    frame: &[u8],
) -> Result<(i32, &[u8]), DecodeError> {
    let version = api.response_header_version(api_version);
    let mut reader = Reader::new(frame, version, ResponseHeader::is_flexible(version));
    let header: ResponseHeader = reader.get()?;
    Ok((header.correlation_id, reader.remaining()))
}

/// Writes the header of a request whose `api_version` is set in `header`.
pub fn encode_request_header<S: Sink + ?Sized>(
    api: ApiKey,
    header: &RequestHeader,
    sink: &mut S,
) -> Result<(), EncodeError> {
    header.encode(api.request_header_version(header.request_api_version), sink)
}

/// Writes the header of a response.
pub fn encode_response_header<S: Sink + ?Sized>(
    api: ApiKey,
    api_version: i16,
    correlation_id: i32,
    sink: &mut S,
) -> Result<(), EncodeError> {
    ResponseHeader { correlation_id }.encode(api.response_header_version(api_version), sink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flexible_header_with_a_null_client_id() {
        // ApiVersions 3, correlation 7, client id null (fixed-width length), no tagged fields, then two bytes of body.
        let frame = [0, 18, 0, 3, 0, 0, 0, 7, 0xFF, 0xFF, 0, 0xAA, 0xBB];
        let (api, header, body) = parse_request_header(&frame).unwrap();
        assert_eq!(
            (api, header.correlation_id, header.client_id, body),
            (ApiKey::ApiVersions, 7, None, &frame[11..])
        );
    }

    #[test]
    fn an_unknown_api_is_named() {
        assert_eq!(parse_request_header(&[0x7F, 0, 0, 0, 0, 0, 0, 0]), Err(DecodeError::UnknownApi(0x7F00)));
    }

    #[test]
    fn headers_round_trip() {
        let header = RequestHeader {
            request_api_key: ApiKey::Fetch as i16,
            request_api_version: 12,
            correlation_id: 42,
            client_id: Some("orders".to_owned()),
        };
        let mut frame = Vec::new();
        encode_request_header(ApiKey::Fetch, &header, &mut frame).unwrap();
        let (api, view, body) = parse_request_header(&frame).unwrap();
        assert_eq!(
            (api, view.client_id, view.request_api_version, body.len()),
            (ApiKey::Fetch, Some("orders"), 12, 0)
        );

        let mut frame = Vec::new();
        encode_response_header(ApiKey::Fetch, 12, 42, &mut frame).unwrap();
        assert_eq!(frame, [0, 0, 0, 42, 0]);
        assert_eq!(parse_response_header(ApiKey::Fetch, 12, &frame), Ok((42, &[][..])));
    }
}
