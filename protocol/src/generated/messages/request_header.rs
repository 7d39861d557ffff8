//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `RequestHeader`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RequestHeader {
    pub request_api_key: i16,
    pub request_api_version: i16,
    pub correlation_id: i32,
    pub client_id: Option<String>,
}

impl<'a> Decode<'a> for RequestHeader {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.request_api_key = r.get()?;
        m.request_api_version = r.get()?;
        m.correlation_id = r.get()?;
        m.client_id = r.inflexible(Reader::get)?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RequestHeader`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RequestHeaderView<'a> {
    pub request_api_key: i16,
    pub request_api_version: i16,
    pub correlation_id: i32,
    pub client_id: Option<&'a str>,
}

impl<'a> Decode<'a> for RequestHeaderView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.request_api_key = r.get()?;
        m.request_api_version = r.get()?;
        m.correlation_id = r.get()?;
        m.client_id = r.inflexible(Reader::get)?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RequestHeaderView<'_> {
    type Owned = RequestHeader;
    fn into_owned(self) -> RequestHeader {
        RequestHeader {
            request_api_key: self.request_api_key.into_owned(),
            request_api_version: self.request_api_version.into_owned(),
            correlation_id: self.correlation_id.into_owned(),
            client_id: self.client_id.into_owned(),
        }
    }
}

impl Encode for RequestHeader {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.request_api_key);
        w.put(&self.request_api_version);
        w.put(&self.correlation_id);
        w.inflexible(|w| w.put(&self.client_id));
        w.put_tag_count(0);
    }
}

impl Message for RequestHeader {
    const NAME: &'static str = "RequestHeader";
    const KIND: MessageKind = MessageKind::Header;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(1, 2);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = RequestHeaderView<'a>;
}

impl<'a> MessageView<'a> for RequestHeaderView<'a> {
    type Message = RequestHeader;
}
