//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView,
    Reader, Sink, VersionRange, Writer,
};

/// Kafka's `DescribeDelegationTokenResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenResponse {
    pub error_code: i16,
    pub tokens: Vec<DescribedDelegationToken>,
    pub throttle_time_ms: i32,
}

impl<'a> Decode<'a> for DescribeDelegationTokenResponse {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.tokens = r.get()?;
        m.throttle_time_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribeDelegationTokenResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribeDelegationTokenResponseView<'a> {
    pub error_code: i16,
    pub tokens: ArrayView<'a, DescribedDelegationTokenView<'a>>,
    pub throttle_time_ms: i32,
}

impl<'a> Decode<'a> for DescribeDelegationTokenResponseView<'a> {
    const SIZE_MIN: usize = 8;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.tokens = r.get()?;
        m.throttle_time_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribeDelegationTokenResponseView<'_> {
    type Owned = DescribeDelegationTokenResponse;
    fn into_owned(self) -> DescribeDelegationTokenResponse {
        DescribeDelegationTokenResponse {
            error_code: self.error_code.into_owned(),
            tokens: self.tokens.into_owned(),
            throttle_time_ms: self.throttle_time_ms.into_owned(),
        }
    }
}

impl Encode for DescribeDelegationTokenResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.error_code);
        w.put(&self.tokens);
        w.put(&self.throttle_time_ms);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribedDelegationToken`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribedDelegationToken {
    pub principal_type: String,
    pub principal_name: String,
    pub token_requester_principal_type: String,
    pub token_requester_principal_name: String,
    pub issue_timestamp: i64,
    pub expiry_timestamp: i64,
    pub max_timestamp: i64,
    pub token_id: String,
    pub hmac: Bytes,
    pub renewers: Vec<DescribedDelegationTokenRenewer>,
}

impl<'a> Decode<'a> for DescribedDelegationToken {
    const SIZE_MIN: usize = 30;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        if v >= 3 {
            m.token_requester_principal_type = r.get()?;
        }
        if v >= 3 {
            m.token_requester_principal_name = r.get()?;
        }
        m.issue_timestamp = r.get()?;
        m.expiry_timestamp = r.get()?;
        m.max_timestamp = r.get()?;
        m.token_id = r.get()?;
        m.hmac = r.get()?;
        m.renewers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribedDelegationToken`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribedDelegationTokenView<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    pub token_requester_principal_type: &'a str,
    pub token_requester_principal_name: &'a str,
    pub issue_timestamp: i64,
    pub expiry_timestamp: i64,
    pub max_timestamp: i64,
    pub token_id: &'a str,
    pub hmac: &'a [u8],
    pub renewers: ArrayView<'a, DescribedDelegationTokenRenewerView<'a>>,
}

impl<'a> Decode<'a> for DescribedDelegationTokenView<'a> {
    const SIZE_MIN: usize = 30;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        if v >= 3 {
            m.token_requester_principal_type = r.get()?;
        }
        if v >= 3 {
            m.token_requester_principal_name = r.get()?;
        }
        m.issue_timestamp = r.get()?;
        m.expiry_timestamp = r.get()?;
        m.max_timestamp = r.get()?;
        m.token_id = r.get()?;
        m.hmac = r.get()?;
        m.renewers = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribedDelegationTokenView<'_> {
    type Owned = DescribedDelegationToken;
    fn into_owned(self) -> DescribedDelegationToken {
        DescribedDelegationToken {
            principal_type: self.principal_type.into_owned(),
            principal_name: self.principal_name.into_owned(),
            token_requester_principal_type: self.token_requester_principal_type.into_owned(),
            token_requester_principal_name: self.token_requester_principal_name.into_owned(),
            issue_timestamp: self.issue_timestamp.into_owned(),
            expiry_timestamp: self.expiry_timestamp.into_owned(),
            max_timestamp: self.max_timestamp.into_owned(),
            token_id: self.token_id.into_owned(),
            hmac: self.hmac.into_owned(),
            renewers: self.renewers.into_owned(),
        }
    }
}

impl Encode for DescribedDelegationToken {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.principal_type);
        w.put(&self.principal_name);
        if v >= 3 {
            w.put(&self.token_requester_principal_type);
        } else {
            w.refuse_if(!self.token_requester_principal_type.is_empty(), "TokenRequesterPrincipalType");
        }
        if v >= 3 {
            w.put(&self.token_requester_principal_name);
        } else {
            w.refuse_if(!self.token_requester_principal_name.is_empty(), "TokenRequesterPrincipalName");
        }
        w.put(&self.issue_timestamp);
        w.put(&self.expiry_timestamp);
        w.put(&self.max_timestamp);
        w.put(&self.token_id);
        w.put(&self.hmac);
        w.put(&self.renewers);
        w.put_tag_count(0);
    }
}

/// Kafka's `DescribedDelegationTokenRenewer`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DescribedDelegationTokenRenewer {
    pub principal_type: String,
    pub principal_name: String,
}

impl<'a> Decode<'a> for DescribedDelegationTokenRenewer {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`DescribedDelegationTokenRenewer`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct DescribedDelegationTokenRenewerView<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
}

impl<'a> Decode<'a> for DescribedDelegationTokenRenewerView<'a> {
    const SIZE_MIN: usize = 3;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for DescribedDelegationTokenRenewerView<'_> {
    type Owned = DescribedDelegationTokenRenewer;
    fn into_owned(self) -> DescribedDelegationTokenRenewer {
        DescribedDelegationTokenRenewer {
            principal_type: self.principal_type.into_owned(),
            principal_name: self.principal_name.into_owned(),
        }
    }
}

impl Encode for DescribedDelegationTokenRenewer {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.principal_type);
        w.put(&self.principal_name);
        w.put_tag_count(0);
    }
}

impl Message for DescribeDelegationTokenResponse {
    const NAME: &'static str = "DescribeDelegationTokenResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 41;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = DescribeDelegationTokenResponseView<'a>;
}

impl<'a> MessageView<'a> for DescribeDelegationTokenResponseView<'a> {
    type Message = DescribeDelegationTokenResponse;
}

/// Writes a [`DescribeDelegationTokenResponse`] field by field, in this order.
#[derive(Debug)]
pub struct DescribeDelegationTokenResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribeDelegationTokenResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::tokens_element`].
    pub fn tokens(&mut self, count: usize) -> &mut Self {
        self.0.array(1, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn tokens_element(&mut self) -> DescribedDelegationTokenWriter<'_, 's, S> {
        DescribedDelegationTokenWriter(self.0.element(1))
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(3).put_tag_count(0);
    }
}

/// Writes a [`DescribedDelegationToken`] field by field, in this order.
#[derive(Debug)]
pub struct DescribedDelegationTokenWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribedDelegationTokenWriter<'w, 's, S> {
    pub fn principal_type(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn principal_name(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn token_requester_principal_type(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn token_requester_principal_name(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn issue_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(4, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn expiry_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn max_timestamp(&mut self, value: i64) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn token_id(&mut self, value: &str) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn hmac(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Announces the elements: each follows through [`Self::renewers_element`].
    pub fn renewers(&mut self, count: usize) -> &mut Self {
        self.0.array(9, VersionRange::new(0, i16::MAX), VersionRange::new(1, 0), Some(count));
        self
    }

    pub fn renewers_element(&mut self) -> DescribedDelegationTokenRenewerWriter<'_, 's, S> {
        DescribedDelegationTokenRenewerWriter(self.0.element(9))
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(10).put_tag_count(0);
    }
}

/// Writes a [`DescribedDelegationTokenRenewer`] field by field, in this order.
#[derive(Debug)]
pub struct DescribedDelegationTokenRenewerWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> DescribedDelegationTokenRenewerWriter<'w, 's, S> {
    pub fn principal_type(&mut self, value: &str) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn principal_name(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(2).put_tag_count(0);
    }
}
