//! Generated from protocol/schema by `generate-messages`; do not edit.

use crate::codec::{
    ArrayView, Decode, DecodeError, Encode, IntoOwned, Message, MessageKind, MessageView, Reader, Sink, Uuid,
    VersionRange, Writer,
};

/// Kafka's `BrokerRegistrationRequest`.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokerRegistrationRequest {
    pub broker_id: i32,
    pub cluster_id: String,
    pub incarnation_id: Uuid,
    pub listeners: Vec<Listener>,
    pub features: Vec<Feature>,
    pub rack: Option<String>,
    pub is_migrating_zk_broker: bool,
    pub log_dirs: Vec<Uuid>,
    pub previous_broker_epoch: i64,
}

impl Default for BrokerRegistrationRequest {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            cluster_id: Default::default(),
            incarnation_id: Default::default(),
            listeners: Default::default(),
            features: Default::default(),
            rack: None,
            is_migrating_zk_broker: Default::default(),
            log_dirs: Default::default(),
            previous_broker_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for BrokerRegistrationRequest {
    const SIZE_MIN: usize = 25;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.cluster_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.listeners = r.get()?;
        m.features = r.get()?;
        m.rack = r.get()?;
        if v >= 1 {
            m.is_migrating_zk_broker = r.get()?;
        }
        if v >= 2 {
            m.log_dirs = r.get()?;
        }
        if v >= 3 {
            m.previous_broker_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

/// [`BrokerRegistrationRequest`] in the frame that it came in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrokerRegistrationRequestView<'a> {
    pub broker_id: i32,
    pub cluster_id: &'a str,
    pub incarnation_id: Uuid,
    pub listeners: ArrayView<'a, ListenerView<'a>>,
    pub features: ArrayView<'a, FeatureView<'a>>,
    pub rack: Option<&'a str>,
    pub is_migrating_zk_broker: bool,
    pub log_dirs: ArrayView<'a, Uuid>,
    pub previous_broker_epoch: i64,
}

impl Default for BrokerRegistrationRequestView<'_> {
    fn default() -> Self {
        Self {
            broker_id: Default::default(),
            cluster_id: Default::default(),
            incarnation_id: Default::default(),
            listeners: Default::default(),
            features: Default::default(),
            rack: None,
            is_migrating_zk_broker: Default::default(),
            log_dirs: Default::default(),
            previous_broker_epoch: -1,
        }
    }
}

impl<'a> Decode<'a> for BrokerRegistrationRequestView<'a> {
    const SIZE_MIN: usize = 25;

    fn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let v = r.version();
        let mut m = Self::default();
        m.broker_id = r.get()?;
        m.cluster_id = r.get()?;
        m.incarnation_id = r.get()?;
        m.listeners = r.get()?;
        m.features = r.get()?;
        m.rack = r.get()?;
        if v >= 1 {
            m.is_migrating_zk_broker = r.get()?;
        }
        if v >= 2 {
            m.log_dirs = r.get()?;
        }
        if v >= 3 {
            m.previous_broker_epoch = r.get()?;
        }
        r.skip_tags()?;
        Ok(m)
    }
}

impl IntoOwned for BrokerRegistrationRequestView<'_> {
    type Owned = BrokerRegistrationRequest;
    fn into_owned(self) -> BrokerRegistrationRequest {
        BrokerRegistrationRequest {
            broker_id: self.broker_id.into_owned(),
            cluster_id: self.cluster_id.into_owned(),
            incarnation_id: self.incarnation_id.into_owned(),
            listeners: self.listeners.into_owned(),
            features: self.features.into_owned(),
            rack: self.rack.into_owned(),
            is_migrating_zk_broker: self.is_migrating_zk_broker.into_owned(),
            log_dirs: self.log_dirs.into_owned(),
            previous_broker_epoch: self.previous_broker_epoch.into_owned(),
        }
    }
}

impl Encode for BrokerRegistrationRequest {
    fn write_to<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {
        let v = w.version();
        w.put(&self.broker_id);
        w.put(&self.cluster_id);
        w.put(&self.incarnation_id);
        w.put(&self.listeners);
        w.put(&self.features);
        w.put(&self.rack);
        if v >= 1 {
            w.put(&self.is_migrating_zk_broker);
        } else {
            w.refuse_if(self.is_migrating_zk_broker, "IsMigratingZkBroker");
        }
        if v >= 2 {
            w.put(&self.log_dirs);
        }
        if v >= 3 {
            w.put(&self.previous_broker_epoch);
        }
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

impl Message for BrokerRegistrationRequest {
    const NAME: &'static str = "BrokerRegistrationRequest";
    const KIND: MessageKind = MessageKind::Request;
    const ID: i16 = 62;
    const VERSIONS: VersionRange = VersionRange::new(0, 4);
    const FLEXIBLE_SINCE: i16 = 0;
    type View<'a> = BrokerRegistrationRequestView<'a>;
}

impl<'a> MessageView<'a> for BrokerRegistrationRequestView<'a> {
    type Message = BrokerRegistrationRequest;
}
