//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    TaggedOption, VersionRange, Writer,
};

/// Kafka's `ConsumerGroupMemberMetadataValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsumerGroupMemberMetadataValue {
    pub instance_id: Option<String>,
    pub rack_id: Option<String>,
    pub client_id: String,
    pub client_host: String,
    pub subscribed_topic_names: Vec<String>,
    pub subscribed_topic_regex: Option<String>,
    pub rebalance_timeout_ms: i32,
    pub server_assignor: Option<String>,
    pub classic_member_metadata: Option<ClassicMemberMetadata>,
}

impl Default for ConsumerGroupMemberMetadataValue {
    fn default() -> Self {
        Self {
            instance_id: None,
            rack_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            subscribed_topic_names: Default::default(),
            subscribed_topic_regex: None,
            rebalance_timeout_ms: -1,
            server_assignor: None,
            classic_member_metadata: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for ConsumerGroupMemberMetadataValue {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        m.subscribed_topic_regex = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.server_assignor = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.classic_member_metadata = r.tagged_option()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`ConsumerGroupMemberMetadataValue`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConsumerGroupMemberMetadataValueView<'a> {
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub subscribed_topic_names: ArrayView<'a, &'a str>,
    pub subscribed_topic_regex: Option<&'a str>,
    pub rebalance_timeout_ms: i32,
    pub server_assignor: Option<&'a str>,
    pub classic_member_metadata: Option<ClassicMemberMetadataView<'a>>,
}

impl Default for ConsumerGroupMemberMetadataValueView<'_> {
    fn default() -> Self {
        Self {
            instance_id: None,
            rack_id: None,
            client_id: Default::default(),
            client_host: Default::default(),
            subscribed_topic_names: Default::default(),
            subscribed_topic_regex: None,
            rebalance_timeout_ms: -1,
            server_assignor: None,
            classic_member_metadata: Some(Default::default()),
        }
    }
}

impl<'a> Decode<'a> for ConsumerGroupMemberMetadataValueView<'a> {
    const SIZE_MIN: usize = 12;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.instance_id = r.get()?;
        m.rack_id = r.get()?;
        m.client_id = r.get()?;
        m.client_host = r.get()?;
        m.subscribed_topic_names = r.get()?;
        m.subscribed_topic_regex = r.get()?;
        m.rebalance_timeout_ms = r.get()?;
        m.server_assignor = r.get()?;
        r.tags(&mut |r, tag| {
            match tag {
                0 => m.classic_member_metadata = r.tagged_option()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for ConsumerGroupMemberMetadataValueView<'_> {
    type Owned = ConsumerGroupMemberMetadataValue;
    fn into_owned(self) -> ConsumerGroupMemberMetadataValue {
        ConsumerGroupMemberMetadataValue {
            instance_id: self.instance_id.into_owned(),
            rack_id: self.rack_id.into_owned(),
            client_id: self.client_id.into_owned(),
            client_host: self.client_host.into_owned(),
            subscribed_topic_names: self.subscribed_topic_names.into_owned(),
            subscribed_topic_regex: self.subscribed_topic_regex.into_owned(),
            rebalance_timeout_ms: self.rebalance_timeout_ms.into_owned(),
            server_assignor: self.server_assignor.into_owned(),
            classic_member_metadata: self.classic_member_metadata.into_owned(),
        }
    }
}

impl Encode for ConsumerGroupMemberMetadataValue {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.instance_id);
        w.put(&self.rack_id);
        w.put(&self.client_id);
        w.put(&self.client_host);
        w.put(&self.subscribed_topic_names);
        w.put(&self.subscribed_topic_regex);
        w.put(&self.rebalance_timeout_ms);
        w.put(&self.server_assignor);
        self.write_tags(w);
    }
}

impl ConsumerGroupMemberMetadataValue {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let has_0 = self.classic_member_metadata != Some(ClassicMemberMetadata::default());
        w.put_tag_count(usize::from(has_0));
        if has_0 {
            w.put_tag(0, &TaggedOption(self.classic_member_metadata.as_ref()));
        }
    }
}

/// Kafka's `ClassicMemberMetadata`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClassicMemberMetadata {
    pub session_timeout_ms: i32,
    pub supported_protocols: Vec<ClassicProtocol>,
}

impl<'a> Decode<'a> for ClassicMemberMetadata {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.session_timeout_ms = r.get()?;
        m.supported_protocols = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ClassicMemberMetadata`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ClassicMemberMetadataView<'a> {
    pub session_timeout_ms: i32,
    pub supported_protocols: ArrayView<'a, ClassicProtocolView<'a>>,
}

impl<'a> Decode<'a> for ClassicMemberMetadataView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.session_timeout_ms = r.get()?;
        m.supported_protocols = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ClassicMemberMetadataView<'_> {
    type Owned = ClassicMemberMetadata;
    fn into_owned(self) -> ClassicMemberMetadata {
        ClassicMemberMetadata {
            session_timeout_ms: self.session_timeout_ms.into_owned(),
            supported_protocols: self.supported_protocols.into_owned(),
        }
    }
}

impl Encode for ClassicMemberMetadata {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.session_timeout_ms);
        w.put(&self.supported_protocols);
        w.put_tag_count(0);
    }
}

/// Kafka's `ClassicProtocol`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClassicProtocol {
    pub name: String,
    pub metadata: Bytes,
}

impl<'a> Decode<'a> for ClassicProtocol {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ClassicProtocol`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ClassicProtocolView<'a> {
    pub name: &'a str,
    pub metadata: &'a [u8],
}

impl<'a> Decode<'a> for ClassicProtocolView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.metadata = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ClassicProtocolView<'_> {
    type Owned = ClassicProtocol;
    fn into_owned(self) -> ClassicProtocol {
        ClassicProtocol { name: self.name.into_owned(), metadata: self.metadata.into_owned() }
    }
}

impl Encode for ClassicProtocol {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.metadata);
        w.put_tag_count(0);
    }
}

impl Message for ConsumerGroupMemberMetadataValue {
    const NAME: &'static str = "ConsumerGroupMemberMetadataValue";
    const KIND: MessageKind = MessageKind::Value;
    const ID: i16 = 5;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ConsumerGroupMemberMetadataValueView<'a>;
}

impl<'a> MessageView<'a> for ConsumerGroupMemberMetadataValueView<'a> {
    type Message = ConsumerGroupMemberMetadataValue;
}
