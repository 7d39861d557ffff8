//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `ApiVersionsRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiVersionsRequest {
    pub client_software_name: String,
    pub client_software_version: String,
    pub cluster_id: Option<String>,
    pub node_id: i32,
}

impl Default for ApiVersionsRequest {
    fn default() -> Self {
        Self {
            client_software_name: Default::default(),
            client_software_version: Default::default(),
            cluster_id: None,
            node_id: -1,
        }
    }
}

impl<'a> Decode<'a> for ApiVersionsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.client_software_name = r.get()?;
        }
        if v >= 3 {
            m.client_software_version = r.get()?;
        }
        if v >= 5 {
            m.cluster_id = r.get()?;
        }
        if v >= 5 {
            m.node_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ApiVersionsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApiVersionsRequestView<'a> {
    pub client_software_name: &'a str,
    pub client_software_version: &'a str,
    pub cluster_id: Option<&'a str>,
    pub node_id: i32,
}

impl Default for ApiVersionsRequestView<'_> {
    fn default() -> Self {
        Self {
            client_software_name: Default::default(),
            client_software_version: Default::default(),
            cluster_id: None,
            node_id: -1,
        }
    }
}

impl<'a> Decode<'a> for ApiVersionsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.client_software_name = r.get()?;
        }
        if v >= 3 {
            m.client_software_version = r.get()?;
        }
        if v >= 5 {
            m.cluster_id = r.get()?;
        }
        if v >= 5 {
            m.node_id = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ApiVersionsRequestView<'_> {
    type Owned = ApiVersionsRequest;
    fn into_owned(self) -> ApiVersionsRequest {
        ApiVersionsRequest {
            client_software_name: self.client_software_name.into_owned(),
            client_software_version: self.client_software_version.into_owned(),
            cluster_id: self.cluster_id.into_owned(),
            node_id: self.node_id.into_owned(),
        }
    }
}

impl Encode for ApiVersionsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.client_software_name);
        }
        if v >= 3 {
            w.put(&self.client_software_version);
        }
        if v >= 5 {
            w.put(&self.cluster_id);
        }
        if v >= 5 {
            w.put(&self.node_id);
        }
        w.put_tag_count(0);
    }
}

impl Message for ApiVersionsRequest {
    const NAME: &'static str = "ApiVersionsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 18;
    const VERSIONS: VersionRange = VersionRange::new(0, 5);
    const FLEXIBLE_SINCE: i16 = 3;
    type View<'a> = ApiVersionsRequestView<'a>;
}

impl<'a> MessageView<'a> for ApiVersionsRequestView<'a> {
    type Message = ApiVersionsRequest;
}
