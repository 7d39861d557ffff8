//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `ControllerRegistrationRequest`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ControllerRegistrationRequest {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub listeners: Vec<Listener>,
    pub features: Vec<Feature>,
}

impl<'a> Decode<'a> for ControllerRegistrationRequest {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.controller_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.zk_migration_ready = r.get()?;
        m.listeners = r.get()?;
        m.features = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`ControllerRegistrationRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ControllerRegistrationRequestView<'a> {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub listeners: ArrayView<'a, ListenerView<'a>>,
    pub features: ArrayView<'a, FeatureView<'a>>,
}

impl<'a> Decode<'a> for ControllerRegistrationRequestView<'a> {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.controller_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.zk_migration_ready = r.get()?;
        m.listeners = r.get()?;
        m.features = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ControllerRegistrationRequestView<'_> {
    type Owned = ControllerRegistrationRequest;
    fn into_owned(self) -> ControllerRegistrationRequest {
        ControllerRegistrationRequest {
            controller_id: self.controller_id.into_owned(),
            incarnation_id: self.incarnation_id.into_owned(),
            zk_migration_ready: self.zk_migration_ready.into_owned(),
            listeners: self.listeners.into_owned(),
            features: self.features.into_owned(),
        }
    }
}

impl Encode for ControllerRegistrationRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.controller_id);
        w.put(&self.incarnation_id);
        w.put(&self.zk_migration_ready);
        w.put(&self.listeners);
        w.put(&self.features);
        w.put_tag_count(0);
    }
}

/// Kafka's `Listener`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Listener {
    pub name: String,
    pub host: String,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for Listener {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.security_protocol = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Listener`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ListenerView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for ListenerView<'a> {
    const SIZE_MIN: usize = 7;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.host = r.get()?;
        m.port = r.get()?;
        m.security_protocol = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for ListenerView<'_> {
    type Owned = Listener;
    fn into_owned(self) -> Listener {
        Listener {
            name: self.name.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            security_protocol: self.security_protocol.into_owned(),
        }
    }
}

impl Encode for Listener {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.host);
        w.put(&self.port);
        w.put(&self.security_protocol);
        w.put_tag_count(0);
    }
}

/// Kafka's `Feature`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Feature {
    pub name: String,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for Feature {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.min_supported_version = r.get()?;
        m.max_supported_version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`Feature`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct FeatureView<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for FeatureView<'a> {
    const SIZE_MIN: usize = 6;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.name = r.get()?;
        m.min_supported_version = r.get()?;
        m.max_supported_version = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for FeatureView<'_> {
    type Owned = Feature;
    fn into_owned(self) -> Feature {
        Feature {
            name: self.name.into_owned(),
            min_supported_version: self.min_supported_version.into_owned(),
            max_supported_version: self.max_supported_version.into_owned(),
        }
    }
}

impl Encode for Feature {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.min_supported_version);
        w.put(&self.max_supported_version);
        w.put_tag_count(0);
    }
}

impl Message for ControllerRegistrationRequest {
    const NAME: &'static str = "ControllerRegistrationRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 70;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = ControllerRegistrationRequestView<'a>;
}

impl<'a> MessageView<'a> for ControllerRegistrationRequestView<'a> {
    type Message = ControllerRegistrationRequest;
}
