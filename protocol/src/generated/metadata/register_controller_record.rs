//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RegisterControllerRecord`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RegisterControllerRecord {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub end_points: Vec<ControllerEndpoint>,
    pub features: Vec<ControllerFeature>,
}

impl<'a> Decode<'a> for RegisterControllerRecord {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.controller_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.zk_migration_ready = r.get()?;
        m.end_points = r.get()?;
        m.features = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`RegisterControllerRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct RegisterControllerRecordView<'a> {
    pub controller_id: i32,
    pub incarnation_id: Uuid,
    pub zk_migration_ready: bool,
    pub end_points: ArrayView<'a, ControllerEndpointView<'a>>,
    pub features: ArrayView<'a, ControllerFeatureView<'a>>,
}

impl<'a> Decode<'a> for RegisterControllerRecordView<'a> {
    const SIZE_MIN: usize = 24;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let mut m = Self::default();
        m.controller_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.zk_migration_ready = r.get()?;
        m.end_points = r.get()?;
        m.features = r.get()?;
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for RegisterControllerRecordView<'_> {
    type Owned = RegisterControllerRecord;
    fn into_owned(self) -> RegisterControllerRecord {
        RegisterControllerRecord {
            controller_id: self.controller_id.into_owned(),
            incarnation_id: self.incarnation_id.into_owned(),
            zk_migration_ready: self.zk_migration_ready.into_owned(),
            end_points: self.end_points.into_owned(),
            features: self.features.into_owned(),
        }
    }
}

impl Encode for RegisterControllerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.controller_id);
        w.put(&self.incarnation_id);
        w.put(&self.zk_migration_ready);
        w.put(&self.end_points);
        w.put(&self.features);
        w.put_tag_count(0);
    }
}

/// Kafka's `ControllerEndpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ControllerEndpoint {
    pub name: String,
    pub host: String,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for ControllerEndpoint {
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

/// [`ControllerEndpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ControllerEndpointView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for ControllerEndpointView<'a> {
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

impl IntoOwned for ControllerEndpointView<'_> {
    type Owned = ControllerEndpoint;
    fn into_owned(self) -> ControllerEndpoint {
        ControllerEndpoint {
            name: self.name.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            security_protocol: self.security_protocol.into_owned(),
        }
    }
}

impl Encode for ControllerEndpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.host);
        w.put(&self.port);
        w.put(&self.security_protocol);
        w.put_tag_count(0);
    }
}

/// Kafka's `ControllerFeature`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ControllerFeature {
    pub name: String,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for ControllerFeature {
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

/// [`ControllerFeature`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct ControllerFeatureView<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for ControllerFeatureView<'a> {
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

impl IntoOwned for ControllerFeatureView<'_> {
    type Owned = ControllerFeature;
    fn into_owned(self) -> ControllerFeature {
        ControllerFeature {
            name: self.name.into_owned(),
            min_supported_version: self.min_supported_version.into_owned(),
            max_supported_version: self.max_supported_version.into_owned(),
        }
    }
}

impl Encode for ControllerFeature {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.min_supported_version);
        w.put(&self.max_supported_version);
        w.put_tag_count(0);
    }
}

impl Message for RegisterControllerRecord {
    const NAME: &'static str = "RegisterControllerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 27;
    const VERSIONS: VersionRange = VersionRange::new(0, 0);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RegisterControllerRecordView<'a>;
}

impl<'a> MessageView<'a> for RegisterControllerRecordView<'a> {
    type Message = RegisterControllerRecord;
}
