//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `CreateDelegationTokenRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreateDelegationTokenRequest {
    pub owner_principal_type: Option<String>,
    pub owner_principal_name: Option<String>,
    pub renewers: Vec<CreatableRenewers>,
    pub max_lifetime_ms: i64,
}

impl<'a> Decode<'a> for CreateDelegationTokenRequest {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.owner_principal_type = r.get()?;
        }
        if v >= 3 {
            m.owner_principal_name = r.get()?;
        }
        m.renewers = r.get()?;
        m.max_lifetime_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateDelegationTokenRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreateDelegationTokenRequestView<'a> {
    pub owner_principal_type: Option<&'a str>,
    pub owner_principal_name: Option<&'a str>,
    pub renewers: ArrayView<'a, CreatableRenewersView<'a>>,
    pub max_lifetime_ms: i64,
}

impl<'a> Decode<'a> for CreateDelegationTokenRequestView<'a> {
    const SIZE_MIN: usize = 10;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        if v >= 3 {
            m.owner_principal_type = r.get()?;
        }
        if v >= 3 {
            m.owner_principal_name = r.get()?;
        }
        m.renewers = r.get()?;
        m.max_lifetime_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateDelegationTokenRequestView<'_> {
    type Owned = CreateDelegationTokenRequest;
    fn into_owned(self) -> CreateDelegationTokenRequest {
        CreateDelegationTokenRequest {
            owner_principal_type: self.owner_principal_type.into_owned(),
            owner_principal_name: self.owner_principal_name.into_owned(),
            renewers: self.renewers.into_owned(),
            max_lifetime_ms: self.max_lifetime_ms.into_owned(),
        }
    }
}

impl Encode for CreateDelegationTokenRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        if v >= 3 {
            w.put(&self.owner_principal_type);
        } else {
            w.refuse_if(self.owner_principal_type.is_some(), "OwnerPrincipalType");
        }
        if v >= 3 {
            w.put(&self.owner_principal_name);
        } else {
            w.refuse_if(self.owner_principal_name.is_some(), "OwnerPrincipalName");
        }
        w.put(&self.renewers);
        w.put(&self.max_lifetime_ms);
        w.put_tag_count(0);
    }
}

/// Kafka's `CreatableRenewers`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatableRenewers {
    pub principal_type: String,
    pub principal_name: String,
}

impl<'a> Decode<'a> for CreatableRenewers {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreatableRenewers`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreatableRenewersView<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
}

impl<'a> Decode<'a> for CreatableRenewersView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreatableRenewersView<'_> {
    type Owned = CreatableRenewers;
    fn into_owned(self) -> CreatableRenewers {
        CreatableRenewers {
            principal_type: self.principal_type.into_owned(),
            principal_name: self.principal_name.into_owned(),
        }
    }
}

impl Encode for CreatableRenewers {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.principal_type);
        w.put(&self.principal_name);
        w.put_tag_count(0);
    }
}

impl Message for CreateDelegationTokenRequest {
    const NAME: &'static str = "CreateDelegationTokenRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 38;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = CreateDelegationTokenRequestView<'a>;
}

impl<'a> MessageView<'a> for CreateDelegationTokenRequestView<'a> {
    type Message = CreateDelegationTokenRequest;
}
