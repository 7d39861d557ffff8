//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeDelegationTokenRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenRequest {
    pub owners: Option<Vec<DescribeDelegationTokenOwner>>,
}

impl<'a> Decode<'a> for DescribeDelegationTokenRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.owners = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeDelegationTokenRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenRequestView<'a> {
    pub owners: Option<ArrayView<'a, DescribeDelegationTokenOwnerView<'a>>>,
}

impl<'a> Decode<'a> for DescribeDelegationTokenRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.owners = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeDelegationTokenRequestView<'_> {
    type Owned = DescribeDelegationTokenRequest;
    fn into_owned(self) -> DescribeDelegationTokenRequest {
        DescribeDelegationTokenRequest { owners: self.owners.into_owned() }
    }
}

impl Encode for DescribeDelegationTokenRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.owners);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribeDelegationTokenOwner`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenOwner {
    pub principal_type: String,
    pub principal_name: String,
}

impl<'a> Decode<'a> for DescribeDelegationTokenOwner {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeDelegationTokenOwner`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenOwnerView<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
}

impl<'a> Decode<'a> for DescribeDelegationTokenOwnerView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeDelegationTokenOwnerView<'_> {
    type Owned = DescribeDelegationTokenOwner;
    fn into_owned(self) -> DescribeDelegationTokenOwner {
        DescribeDelegationTokenOwner {
            principal_type: self.principal_type.into_owned(),
            principal_name: self.principal_name.into_owned(),
        }
    }
}

impl Encode for DescribeDelegationTokenOwner {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.principal_type);
        w.put(&self.principal_name);
        w.put_tag_count(0);
    }
}

impl Message for DescribeDelegationTokenRequest {
    const NAME: &'static str = "DescribeDelegationTokenRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 41;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeDelegationTokenRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeDelegationTokenRequestView<'a> {
    type Message = DescribeDelegationTokenRequest;
}
