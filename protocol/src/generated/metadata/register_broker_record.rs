//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `RegisterBrokerRecord`.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterBrokerRecord {
    pub broker_id: i32,
    pub is_migrating_zk_broker: bool,
    pub incarnation_id: Uuid,
    pub broker_epoch: i64,
    pub end_points: Vec<BrokerEndpoint>,
    pub features: Vec<BrokerFeature>,
    pub rack: Option<String>,
    pub fenced: bool,
    pub in_controlled_shutdown: bool,
    pub log_dirs: Vec<Uuid>,
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl Default for RegisterBrokerRecord {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            is_migrating_zk_broker: Default::default(),
            incarnation_id: Default::default(),
            broker_epoch: Default::default(),
            end_points: Default::default(),
            features: Default::default(),
            rack: None,
            fenced: true,
            in_controlled_shutdown: Default::default(),
            log_dirs: Default::default(),
            cordoned_log_dirs: None,
        }
    }
}

impl<'a> Decode<'a> for RegisterBrokerRecord {
    const SIZE_MIN: usize = 33;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        if v >= 2 {
            m.is_migrating_zk_broker = r.get()?;
        }
        m.incarnation_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.end_points = r.get()?;
        m.features = r.get()?;
        m.rack = r.get()?;
        m.fenced = r.get()?;
        if v >= 1 {
            m.in_controlled_shutdown = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 3 => m.log_dirs = r.get()?,
                1 if v >= 4 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

/// [`RegisterBrokerRecord`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegisterBrokerRecordView<'a> {
    pub broker_id: i32,
    pub is_migrating_zk_broker: bool,
    pub incarnation_id: Uuid,
    pub broker_epoch: i64,
    pub end_points: ArrayView<'a, BrokerEndpointView<'a>>,
    pub features: ArrayView<'a, BrokerFeatureView<'a>>,
    pub rack: Option<&'a str>,
    pub fenced: bool,
    pub in_controlled_shutdown: bool,
    pub log_dirs: ArrayView<'a, Uuid>,
    pub cordoned_log_dirs: Option<ArrayView<'a, Uuid>>,
}

impl Default for RegisterBrokerRecordView<'_> {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            is_migrating_zk_broker: Default::default(),
            incarnation_id: Default::default(),
            broker_epoch: Default::default(),
            end_points: Default::default(),
            features: Default::default(),
            rack: None,
            fenced: true,
            in_controlled_shutdown: Default::default(),
            log_dirs: Default::default(),
            cordoned_log_dirs: None,
        }
    }
}

impl<'a> Decode<'a> for RegisterBrokerRecordView<'a> {
    const SIZE_MIN: usize = 33;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        if v >= 2 {
            m.is_migrating_zk_broker = r.get()?;
        }
        m.incarnation_id = r.get()?;
        m.broker_epoch = r.get()?;
        m.end_points = r.get()?;
        m.features = r.get()?;
        m.rack = r.get()?;
        m.fenced = r.get()?;
        if v >= 1 {
            m.in_controlled_shutdown = r.get()?;
        }
        r.tags(&mut |r, tag| {
            match tag {
                0 if v >= 3 => m.log_dirs = r.get()?,
                1 if v >= 4 => m.cordoned_log_dirs = r.get()?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(m)
    }
}

impl IntoOwned for RegisterBrokerRecordView<'_> {
    type Owned = RegisterBrokerRecord;
    fn into_owned(self) -> RegisterBrokerRecord {
        RegisterBrokerRecord {
            broker_id: self.broker_id.into_owned(),
            is_migrating_zk_broker: self.is_migrating_zk_broker.into_owned(),
            incarnation_id: self.incarnation_id.into_owned(),
            broker_epoch: self.broker_epoch.into_owned(),
            end_points: self.end_points.into_owned(),
            features: self.features.into_owned(),
            rack: self.rack.into_owned(),
            fenced: self.fenced.into_owned(),
            in_controlled_shutdown: self.in_controlled_shutdown.into_owned(),
            log_dirs: self.log_dirs.into_owned(),
            cordoned_log_dirs: self.cordoned_log_dirs.into_owned(),
        }
    }
}

impl Encode for RegisterBrokerRecord {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.broker_id);
        if v >= 2 {
            w.put(&self.is_migrating_zk_broker);
        } else {
            w.refuse_if(self.is_migrating_zk_broker, "IsMigratingZkBroker");
        }
        w.put(&self.incarnation_id);
        w.put(&self.broker_epoch);
        w.put(&self.end_points);
        w.put(&self.features);
        w.put(&self.rack);
        w.put(&self.fenced);
        if v >= 1 {
            w.put(&self.in_controlled_shutdown);
        } else {
            w.refuse_if(self.in_controlled_shutdown, "InControlledShutdown");
        }
        self.write_tags(w);
    }
}

impl RegisterBrokerRecord {
    fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        let has_0 = v >= 3 && !self.log_dirs.is_empty();
        let has_1 = v >= 4 && self.cordoned_log_dirs.is_some();
        w.put_tag_count(usize::from(has_0) + usize::from(has_1));
        if has_0 {
            w.put_tag(0, &self.log_dirs);
        } else {
            w.refuse_if(!self.log_dirs.is_empty(), "LogDirs");
        }
        if has_1 {
            w.put_tag(1, &self.cordoned_log_dirs);
        } else {
            w.refuse_if(self.cordoned_log_dirs.is_some(), "CordonedLogDirs");
        }
    }
}

/// Kafka's `BrokerEndpoint`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BrokerEndpoint {
    pub name: String,
    pub host: String,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for BrokerEndpoint {
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

/// [`BrokerEndpoint`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BrokerEndpointView<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    pub security_protocol: i16,
}

impl<'a> Decode<'a> for BrokerEndpointView<'a> {
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

impl IntoOwned for BrokerEndpointView<'_> {
    type Owned = BrokerEndpoint;
    fn into_owned(self) -> BrokerEndpoint {
        BrokerEndpoint {
            name: self.name.into_owned(),
            host: self.host.into_owned(),
            port: self.port.into_owned(),
            security_protocol: self.security_protocol.into_owned(),
        }
    }
}

impl Encode for BrokerEndpoint {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.host);
        w.put(&self.port);
        w.put(&self.security_protocol);
        w.put_tag_count(0);
    }
}

/// Kafka's `BrokerFeature`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BrokerFeature {
    pub name: String,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for BrokerFeature {
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

/// [`BrokerFeature`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct BrokerFeatureView<'a> {
    pub name: &'a str,
    pub min_supported_version: i16,
    pub max_supported_version: i16,
}

impl<'a> Decode<'a> for BrokerFeatureView<'a> {
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

impl IntoOwned for BrokerFeatureView<'_> {
    type Owned = BrokerFeature;
    fn into_owned(self) -> BrokerFeature {
        BrokerFeature {
            name: self.name.into_owned(),
            min_supported_version: self.min_supported_version.into_owned(),
            max_supported_version: self.max_supported_version.into_owned(),
        }
    }
}

impl Encode for BrokerFeature {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        w.put(&self.name);
        w.put(&self.min_supported_version);
        w.put(&self.max_supported_version);
        w.put_tag_count(0);
    }
}

impl Message for RegisterBrokerRecord {
    const NAME: &'static str = "RegisterBrokerRecord";
    const KIND: MessageKind = MessageKind::Metadata;
    const ID: i16 = 0;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = RegisterBrokerRecordView<'a>;
}

impl<'a> MessageView<'a> for RegisterBrokerRecordView<'a> {
    type Message = RegisterBrokerRecord;
}
