//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `AlterUserScramCredentialsRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsRequest {
    pub deletions: Vec<ScramCredentialDeletion>,
    pub upsertions: Vec<ScramCredentialUpsertion>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsRequest {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.deletions = r.get()?;
        m.upsertions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`AlterUserScramCredentialsRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct AlterUserScramCredentialsRequestView<'a> {
    pub deletions: ArrayView<'a, ScramCredentialDeletionView<'a>>,
    pub upsertions: ArrayView<'a, ScramCredentialUpsertionView<'a>>,
}

impl<'a> Decode<'a> for AlterUserScramCredentialsRequestView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.deletions = r.get()?;
        m.upsertions = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for AlterUserScramCredentialsRequestView<'_> {
    type Owned = AlterUserScramCredentialsRequest;
    fn into_owned(self) -> AlterUserScramCredentialsRequest {
        AlterUserScramCredentialsRequest {
            deletions: self.deletions.into_owned(),
            upsertions: self.upsertions.into_owned(),
        }
    }
}

impl Encode for AlterUserScramCredentialsRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.deletions);
        w.put(&self.upsertions);
        w.put_tag_count(0);
    }
}

/// Kafka's `ScramCredentialDeletion`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ScramCredentialDeletion {
    pub name: String,
    pub mechanism: i8,
}

impl<'a> Decode<'a> for ScramCredentialDeletion {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ScramCredentialDeletion`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ScramCredentialDeletionView<'a> {
    pub name: &'a str,
    pub mechanism: i8,
}

impl<'a> Decode<'a> for ScramCredentialDeletionView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ScramCredentialDeletionView<'_> {
    type Owned = ScramCredentialDeletion;
    fn into_owned(self) -> ScramCredentialDeletion {
        ScramCredentialDeletion { name: self.name.into_owned(), mechanism: self.mechanism.into_owned() }
    }
}

impl Encode for ScramCredentialDeletion {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.mechanism);
        w.put_tag_count(0);
    }
}

/// Kafka's `ScramCredentialUpsertion`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ScramCredentialUpsertion {
    pub name: String,
    pub mechanism: i8,
    pub iterations: i32,
    pub salt: Bytes,
    pub salted_password: Bytes,
}

impl<'a> Decode<'a> for ScramCredentialUpsertion {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        m.iterations = r.get()?;
        m.salt = r.get()?;
        m.salted_password = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ScramCredentialUpsertion`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ScramCredentialUpsertionView<'a> {
    pub name: &'a str,
    pub mechanism: i8,
    pub iterations: i32,
    pub salt: &'a [u8],
    pub salted_password: &'a [u8],
}

impl<'a> Decode<'a> for ScramCredentialUpsertionView<'a> {
    const SIZE_MIN: usize = 9;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.mechanism = r.get()?;
        m.iterations = r.get()?;
        m.salt = r.get()?;
        m.salted_password = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ScramCredentialUpsertionView<'_> {
    type Owned = ScramCredentialUpsertion;
    fn into_owned(self) -> ScramCredentialUpsertion {
        ScramCredentialUpsertion {
            name: self.name.into_owned(),
            mechanism: self.mechanism.into_owned(),
            iterations: self.iterations.into_owned(),
            salt: self.salt.into_owned(),
            salted_password: self.salted_password.into_owned(),
        }
    }
}

impl Encode for ScramCredentialUpsertion {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.mechanism);
        w.put(&self.iterations);
        w.put(&self.salt);
        w.put(&self.salted_password);
        w.put_tag_count(0);
    }
}

impl Message for AlterUserScramCredentialsRequest {
    const NAME: &'static str = "AlterUserScramCredentialsRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 51;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = AlterUserScramCredentialsRequestView<'a>;
}

impl<'a> MessageView<'a> for AlterUserScramCredentialsRequestView<'a> {
    type Message = AlterUserScramCredentialsRequest;
}
