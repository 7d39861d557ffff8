//! Generated from protocol/schema by `generate-messages`; do not edit.

use bytes::Bytes;

use crate::codec::{
    Decode, DecodeError, Encode, FieldWriter, IntoOwned, Message, MessageKind, MessageView, Reader, Sink,
    VersionRange, Writer,
};

/// Kafka's `CreateDelegationTokenResponse`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreateDelegationTokenResponse {
    pub error_code: i16,
    pub principal_type: String,
    pub principal_name: String,
    pub token_requester_principal_type: String,
    pub token_requester_principal_name: String,
    pub issue_timestamp_ms: i64,
    pub expiry_timestamp_ms: i64,
    pub max_timestamp_ms: i64,
    pub token_id: String,
    pub hmac: Bytes,
    pub throttle_time_ms: i32,
}

impl<'a> Decode<'a> for CreateDelegationTokenResponse {
    const SIZE_MIN: usize = 35;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        if v >= 3 {
            m.token_requester_principal_type = r.get()?;
        }
        if v >= 3 {
            m.token_requester_principal_name = r.get()?;
        }
        m.issue_timestamp_ms = r.get()?;
        m.expiry_timestamp_ms = r.get()?;
        m.max_timestamp_ms = r.get()?;
        m.token_id = r.get()?;
        m.hmac = r.get()?;
        m.throttle_time_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`CreateDelegationTokenResponse`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct CreateDelegationTokenResponseView<'a> {
    pub error_code: i16,
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    pub token_requester_principal_type: &'a str,
    pub token_requester_principal_name: &'a str,
    pub issue_timestamp_ms: i64,
    pub expiry_timestamp_ms: i64,
    pub max_timestamp_ms: i64,
    pub token_id: &'a str,
    pub hmac: &'a [u8],
    pub throttle_time_ms: i32,
}

impl<'a> Decode<'a> for CreateDelegationTokenResponseView<'a> {
    const SIZE_MIN: usize = 35;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.error_code = r.get()?;
        m.principal_type = r.get()?;
        m.principal_name = r.get()?;
        if v >= 3 {
            m.token_requester_principal_type = r.get()?;
        }
        if v >= 3 {
            m.token_requester_principal_name = r.get()?;
        }
        m.issue_timestamp_ms = r.get()?;
        m.expiry_timestamp_ms = r.get()?;
        m.max_timestamp_ms = r.get()?;
        m.token_id = r.get()?;
        m.hmac = r.get()?;
        m.throttle_time_ms = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for CreateDelegationTokenResponseView<'_> {
    type Owned = CreateDelegationTokenResponse;
    fn into_owned(self) -> CreateDelegationTokenResponse {
        CreateDelegationTokenResponse {
            error_code: self.error_code.into_owned(),
            principal_type: self.principal_type.into_owned(),
            principal_name: self.principal_name.into_owned(),
            token_requester_principal_type: self.token_requester_principal_type.into_owned(),
            token_requester_principal_name: self.token_requester_principal_name.into_owned(),
            issue_timestamp_ms: self.issue_timestamp_ms.into_owned(),
            expiry_timestamp_ms: self.expiry_timestamp_ms.into_owned(),
            max_timestamp_ms: self.max_timestamp_ms.into_owned(),
            token_id: self.token_id.into_owned(),
            hmac: self.hmac.into_owned(),
            throttle_time_ms: self.throttle_time_ms.into_owned(),
        }
    }
}

impl Encode for CreateDelegationTokenResponse {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.error_code);
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
        w.put(&self.issue_timestamp_ms);
        w.put(&self.expiry_timestamp_ms);
        w.put(&self.max_timestamp_ms);
        w.put(&self.token_id);
        w.put(&self.hmac);
        w.put(&self.throttle_time_ms);
        w.put_tag_count(0);
    }
}

impl Message for CreateDelegationTokenResponse {
    const NAME: &'static str = "CreateDelegationTokenResponse";
    const KIND: MessageKind = MessageKind::Response;
    const ID: i16 = 38;
    const VERSIONS: VersionRange = VersionRange::new(0, 3);
    const FLEXIBLE_SINCE: i16 = 2;
    type View<'a> = CreateDelegationTokenResponseView<'a>;
}

impl<'a> MessageView<'a> for CreateDelegationTokenResponseView<'a> {
    type Message = CreateDelegationTokenResponse;
}

/// Writes a [`CreateDelegationTokenResponse`] field by field, in this order.
#[derive(Debug)]
pub struct CreateDelegationTokenResponseWriter<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);

impl<'w, 's, S: Sink + ?Sized> CreateDelegationTokenResponseWriter<'w, 's, S> {
    /// Begins the message.
    pub fn new(w: &'w mut Writer<'s, S>) -> Self {
        Self(FieldWriter::new(w))
    }

    pub fn error_code(&mut self, value: i16) -> &mut Self {
        self.0.field(0, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn principal_type(&mut self, value: &str) -> &mut Self {
        self.0.field(1, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn principal_name(&mut self, value: &str) -> &mut Self {
        self.0.field(2, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn token_requester_principal_type(&mut self, value: &str) -> &mut Self {
        self.0.field(3, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn token_requester_principal_name(&mut self, value: &str) -> &mut Self {
        self.0.field(4, VersionRange::new(3, i16::MAX), &value);
        self
    }

    pub fn issue_timestamp_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(5, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn expiry_timestamp_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(6, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn max_timestamp_ms(&mut self, value: i64) -> &mut Self {
        self.0.field(7, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn token_id(&mut self, value: &str) -> &mut Self {
        self.0.field(8, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn hmac(&mut self, value: &[u8]) -> &mut Self {
        self.0.field(9, VersionRange::new(0, i16::MAX), &value);
        self
    }

    pub fn throttle_time_ms(&mut self, value: i32) -> &mut Self {
        self.0.field(10, VersionRange::new(0, i16::MAX), &value);
        self
    }

    /// Ends the structure.
    pub fn end(mut self) {
        self.0.end(11).put_tag_count(0);
    }
}
