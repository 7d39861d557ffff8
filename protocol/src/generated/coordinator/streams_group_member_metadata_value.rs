//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, DecodeNullable, Encode, EncodeNullable, IntoOwned, Message, MessageKind,
    MessageView, Reader, Sink, VersionRange, Writer,
};

/// Kafka's `StreamsGroupMemberMetadataValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamsGroupMemberMetadataValue {
    pub instance_id: Option<String>,
    pub rack_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub rebalance_timeout_ms: i32,
    pub topology_epoch: i32,
    pub process_id: String,
    pub user_endpoint: Option<Endpoint>,
    pub client_tags: Vec<KeyValue>,
}

impl Default for StreamsGroupMemberMetadataValue {
    fn default() -> Self {
        Self {
            instance_id: None,
            rack_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            rebalance_timeout_ms: -1,
            topology_epoch: Default::default(),
            process_id: Default::default(),
            user_endpoint: None,
            client_tags: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupMemberMetadataValue {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.topology_epoch = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`StreamsGroupMemberMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StreamsGroupMemberMetadataValueView<'a> {
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub rebalance_timeout_ms: i32,
    pub topology_epoch: i32,
    pub process_id: &'a str,
    pub user_endpoint: Option<EndpointView<'a>>,
    pub client_tags: ArrayView<'a, KeyValueView<'a>>,
}

impl Default for StreamsGroupMemberMetadataValueView<'_> {
    fn default() -> Self {
        Self {
            instance_id: None,
            rack_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            rebalance_timeout_ms: -1,
            topology_epoch: Default::default(),
            process_id: Default::default(),
            user_endpoint: None,
            client_tags: Default::default(),
        }
    }
}

impl<'a> Decode<'a> for StreamsGroupMemberMetadataValueView<'a> {
    const SIZE_MIN: usize = 16;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.topology_epoch = r.get()?;
        m.process_id = r.get()?;
        m.user_endpoint = r.get()?;
        m.client_tags = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for StreamsGroupMemberMetadataValueView<'_> {
    type Owned = StreamsGroupMemberMetadataValue;
    fn into_owned(self) -> StreamsGroupMemberMetadataValue {
        StreamsGroupMemberMetadataValue {
            instance_id: self.instance_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            rebalance_timeout_ms: self.rebalance_timeout_ms.into_owned(),
            topology_epoch: self.topology_epoch.into_owned(),
            process_id: self.process_id.into_owned(),
            user_endpoint: self.user_endpoint.into_owned(),
            client_tags: self.client_tags.into_owned(),
        }
    }
}

impl Encode for StreamsGroupMemberMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.instance_id);
        w.put(&self.rack_id);
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.rebalance_timeout_ms);
        w.put(&self.topology_epoch);
        w.put(&self.process_id);
        w.put(&self.user_endpoint);
        w.put(&self.client_tags);
        w.put_tag_count(0);
    }
}

/// Kafka's `Endpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Endpoint {
    pub host: String,
    pub port: u16,
}

impl<'a> Decode<'a> for Endpoint {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for Endpoint {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

/// [`Endpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct EndpointView<'a> {
    pub host: &'a str,
    pub port: u16,
}

impl<'a> Decode<'a> for EndpointView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.host = r.get()?;
        m.port = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl<'a> DecodeNullable<'a> for EndpointView<'a> {
    fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {
        if r.presence()? { r.get().map(Some) } else { Ok(None) }
    }
}

impl IntoOwned for EndpointView<'_> {
    type Owned = Endpoint;
    fn into_owned(self) -> Endpoint {
        Endpoint { host: self.host.into_owned(), port: self.port.into_owned() }
    }
}

impl Encode for Endpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.host);
        w.put(&self.port);
        w.put_tag_count(0);
    }
}

impl EncodeNullable for Endpoint {
    fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {
        w.put_presence(value.is_some());
        if let Some(value) = value {
            w.put(value);
        }
    }
}

/// Kafka's `KeyValue`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct KeyValue {
    pub key: String,
    pub value: String,
}

impl<'a> Decode<'a> for KeyValue {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`KeyValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct KeyValueView<'a> {
    pub key: &'a str,
    pub value: &'a str,
}

impl<'a> Decode<'a> for KeyValueView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.key = r.get()?;
        m.value = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for KeyValueView<'_> {
    type Owned = KeyValue;
    fn into_owned(self) -> KeyValue {
        KeyValue { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

impl Encode for KeyValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.key);
        w.put(&self.value);
        w.put_tag_count(0);
    }
}

impl Message for StreamsGroupMemberMetadataValue {
    const NAME: &'static str = "StreamsGroupMemberMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 19;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = StreamsGroupMemberMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for StreamsGroupMemberMetadataValueView<'a> {
    type Message = StreamsGroupMemberMetadataValue;
}
