//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, VersionRange,
    Writer,
};

/// Kafka's `DefaultPrincipalData`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DefaultPrincipalData {
    pub r#type: String,
    pub name: String,
    pub token_authenticated: bool,
}

impl<'a> Decode<'a> for DefaultPrincipalData {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.r#type = r.get()?;
        m.name = r.get()?;
        m.token_authenticated = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DefaultPrincipalData`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DefaultPrincipalDataView<'a> {
    pub r#type: &'a str,
    pub name: &'a str,
    pub token_authenticated: bool,
}

impl<'a> Decode<'a> for DefaultPrincipalDataView<'a> {
    const SIZE_MIN: usize = 4;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.r#type = r.get()?;
        m.name = r.get()?;
        m.token_authenticated = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DefaultPrincipalDataView<'_> {
    type Owned = DefaultPrincipalData;
    fn into_owned(self) -> DefaultPrincipalData {
        DefaultPrincipalData {
            r#type: self.r#type.into_owned(),
            name: self.name.into_owned(),
            token_authenticated: self.token_authenticated.into_owned(),
        }
    }
}

impl Encode for DefaultPrincipalData {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.r#type);
        w.put(&self.name);
        w.put(&self.token_authenticated);
        w.put_tag_count(0);
    }
}

impl Message for DefaultPrincipalData {
    const NAME: &'static str = "DefaultPrincipalData";
    const KIND: MessageKind = MessageKind::Data;
    const ID: i16 = -1;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DefaultPrincipalDataView<'a>;
}

impl<'a> MessageView<'a> for DefaultPrincipalDataView<'a> {
    type Message = DefaultPrincipalData;
}
