//! The table of APIs.

use std::fmt;

use crate::codec::VersionRange;
pub use crate::generated::api_key::ApiKey;
use crate::generated::api_key::{APIS, ApiInfo};

/// Keys lie below: a larger one would not compile.
const KEYS_MAX: usize = 128;
/// Of a key that no API has.
const NO_ROW: u8 = u8::MAX;

/// Where each key is in [`APIS`]: every request asks several times.
static ROWS: [u8; KEYS_MAX] = {
    let mut rows = [NO_ROW; KEYS_MAX];
    let mut row = 0;
    while row < APIS.len() {
        rows[APIS[row].key as usize] = row as u8;
        row += 1;
    }
    rows
};

impl ApiKey {
    /// Every API, in the order of the keys.
    pub fn all() -> impl ExactSizeIterator<Item = ApiKey> + Clone {
        APIS.iter().map(|info| info.key)
    }

    /// The API with this key in a request header, if there is one.
    pub fn from_i16(key: i16) -> Option<ApiKey> {
        let row = *ROWS.get(usize::try_from(key).ok()?)?;
        APIS.get(usize::from(row)).map(|info| info.key)
    }

    /// Kafka's name: `Fetch`.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The versions that a Kafka 4.4 broker or controller advertises.
    pub fn kafka_versions(self) -> VersionRange {
        self.info().kafka
    }

    /// The versions that this crate can read and write: Kafka 4.4's and older ones.
    pub fn known_versions(self) -> VersionRange {
        self.info().known
    }

    /// Whether Kafka's brokers serve it.
    pub fn is_for_brokers(self) -> bool {
        self.info().broker
    }

    /// Whether Kafka's controllers serve it.
    pub fn is_for_controllers(self) -> bool {
        self.info().controller
    }

    /// Whether only the cluster's own nodes may ask for it.
    pub fn is_cluster_action(self) -> bool {
        self.info().cluster_action
    }

    /// The version of the header in front of a request of this version, known here or not.
    pub fn request_header_version(self, version: i16) -> i16 {
        if version >= self.info().flexible_since { 2 } else { 1 }
    }

    /// The version of the header in front of a response of this version.
    pub fn response_header_version(self, version: i16) -> i16 {
        // A client that does not know the broker's versions yet must be able to read the answer: KIP-511.
        i16::from(self != ApiKey::ApiVersions && version >= self.info().flexible_since)
    }

    fn info(self) -> &'static ApiInfo {
        &APIS[usize::from(ROWS[self as usize])]
    }
}

impl fmt::Display for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_found() {
        let keys: Vec<ApiKey> = ApiKey::all().collect();
        assert!(keys.is_sorted());
        for key in keys {
            assert_eq!(ApiKey::from_i16(key as i16), Some(key));
            assert!(key.known_versions().min <= key.kafka_versions().min, "{key}");
            assert_eq!(key.known_versions().max, key.kafka_versions().max, "{key}");
        }
        // LeaderAndIsr went with ZooKeeper.
        assert_eq!(ApiKey::from_i16(4), None);
        for unknown in [-1, 127, 128, i16::MIN, i16::MAX] {
            assert_eq!(ApiKey::from_i16(unknown), None);
        }
    }

    #[test]
    fn header_versions() {
        assert_eq!(ApiKey::Metadata.request_header_version(8), 1);
        assert_eq!(ApiKey::Metadata.request_header_version(9), 2);
        assert_eq!(ApiKey::Metadata.response_header_version(9), 1);
        assert_eq!(ApiKey::ApiVersions.request_header_version(3), 2);
        assert_eq!(ApiKey::ApiVersions.response_header_version(3), 0);
        assert_eq!(ApiKey::SaslHandshake.request_header_version(1), 1);
    }
}
