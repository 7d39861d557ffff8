//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeClientQuotasRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeClientQuotasRequest {
    pub components: Vec<ComponentData>,
    pub strict: bool,
}

impl<'a> Decode<'a> for DescribeClientQuotasRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.components = r.get()?;
        m.strict = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeClientQuotasRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeClientQuotasRequestView<'a> {
    pub components: ArrayView<'a, ComponentDataView<'a>>,
    pub strict: bool,
}

impl<'a> Decode<'a> for DescribeClientQuotasRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.components = r.get()?;
        m.strict = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeClientQuotasRequestView<'_> {
    type Owned = DescribeClientQuotasRequest;
    fn into_owned(self) -> DescribeClientQuotasRequest {
        DescribeClientQuotasRequest {
            components: self.components.into_owned(),
            strict: self.strict.into_owned(),
        }
    }
}

impl Encode for DescribeClientQuotasRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.components);
        w.put(&self.strict);
        w.put_tag_count(0);
    }
}

/// Kafka's `ComponentData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ComponentData {
    pub entity_type: String,
    pub match_type: i8,
    pub r#match: Option<String>,
}

impl<'a> Decode<'a> for ComponentData {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity_type = r.get()?;
        m.match_type = r.get()?;
        m.r#match = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ComponentData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ComponentDataView<'a> {
    pub entity_type: &'a str,
    pub match_type: i8,
    pub r#match: Option<&'a str>,
}

impl<'a> Decode<'a> for ComponentDataView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.entity_type = r.get()?;
        m.match_type = r.get()?;
        m.r#match = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ComponentDataView<'_> {
    type Owned = ComponentData;
    fn into_owned(self) -> ComponentData {
        ComponentData {
            entity_type: self.entity_type.into_owned(),
            match_type: self.match_type.into_owned(),
            r#match: self.r#match.into_owned(),
        }
    }
}

impl Encode for ComponentData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.entity_type);
        w.put(&self.match_type);
        w.put(&self.r#match);
        w.put_tag_count(0);
    }
}

impl Message for DescribeClientQuotasRequest {
    const NAME: &'static str = "DescribeClientQuotasRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 48;
    const VERSIONS: VersionRange = VersionRange::new(0, 1);
    const FLEXIBLE_SINCE: i16 = 1;
    type View<'a> = DescribeClientQuotasRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeClientQuotasRequestView<'a> {
    type Message = DescribeClientQuotasRequest;
}
