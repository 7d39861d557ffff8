//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `DescribeUserScramCredentialsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsRequest {
    pub users: Option<Vec<UserName>>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsRequest {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.users = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeUserScramCredentialsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeUserScramCredentialsRequestView<'a> {
    pub users: Option<ArrayView<'a, UserNameView<'a>>>,
}

impl<'a> Decode<'a> for DescribeUserScramCredentialsRequestView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.users = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeUserScramCredentialsRequestView<'_> {
    type Owned = DescribeUserScramCredentialsRequest;
    fn into_owned(self) -> DescribeUserScramCredentialsRequest {
        DescribeUserScramCredentialsRequest { users: self.users.into_owned() }
    }
}

impl Encode for DescribeUserScramCredentialsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.users);
        w.put_tag_count(0);
    }
}

/// Kafka's `UserName`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UserName {
    pub name: String,
}

impl<'a> Decode<'a> for UserName {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`UserName`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct UserNameView<'a> {
    pub name: &'a str,
}

impl<'a> Decode<'a> for UserNameView<'a> {
    const SIZE_MIN: usize = 2;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for UserNameView<'_> {
    type Owned = UserName;
    fn into_owned(self) -> UserName {
        UserName { name: self.name.into_owned() }
    }
}

impl Encode for UserName {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put_tag_count(0);
    }
}

impl Message for DescribeUserScramCredentialsRequest {
    const NAME: &'static str = "DescribeUserScramCredentialsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 50;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = DescribeUserScramCredentialsRequestView<'a>;
}

impl<'a> MessageView<'a> for DescribeUserScramCredentialsRequestView<'a> {
    type Message = DescribeUserScramCredentialsRequest;
}
