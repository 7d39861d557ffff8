//! `meta.properties`: whose a log directory is.

use protocol::Uuid;

use super::Malformed;

/// The file's name.
pub const META_PROPERTIES: &str = "meta.properties";

/// What `meta.properties` of version 1 holds (a Java properties file).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MetaProperties {
    /// The cluster that the directory belongs to.
    pub cluster_id: String,
    /// The node that the directory belongs to.
    pub node_id: i32,
    /// The directory's own id, by which the metadata says which directory holds a partition.
    pub directory_id: Option<Uuid>,
}

impl MetaProperties {
    /// The file's text.
    pub fn encode(&self) -> Vec<u8> {
        let mut text = format!("#\nnode.id={}\n", self.node_id);
        if let Some(directory_id) = self.directory_id {
            text.push_str(&format!("directory.id={directory_id}\n"));
        }
        text.push_str(&format!("version=1\ncluster.id={}\n", self.cluster_id));
        text.into_bytes()
    }

    /// Parses the file's text.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes).map_err(|_| Malformed::new("is no UTF-8"))?;
        let property = |name: &str| {
            text.lines()
                .map(str::trim)
                .filter(|line| !line.starts_with(['#', '!']))
                .filter_map(|line| line.split_once('='))
                .find(|(key, _)| key.trim() == name)
                .map(|(_, value)| value.trim())
        };
        let required = |name: &str| property(name).ok_or_else(|| Malformed::new(format!("has no {name}")));
        if required("version")? != "1" {
            return Err(Malformed::new("has a version other than 1"));
        }
        Ok(MetaProperties {
            cluster_id: required("cluster.id")?.to_owned(),
            node_id: required("node.id")?.parse().map_err(|_| Malformed::new("has no number as node.id"))?,
            directory_id: match property("directory.id") {
                None => None,
                Some(id) => Some(id.parse().map_err(|_| Malformed::new("has no id as directory.id"))?),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_kafka_writes() {
        let text = b"#\n#Sat Nov 21 10:09:10 UTC 2026\nnode.id=1\ndirectory.id=rYW9KJMmnd_DSJoMEXp6lg\nversion=1\ncluster.id=fenmQGn4dm9mGnHhuY4nig\n";
        let properties = MetaProperties::decode(text).expect("as Kafka writes it");
        assert_eq!((properties.node_id, properties.cluster_id.as_str()), (1, "fenmQGn4dm9mGnHhuY4nig"));
        assert_eq!(MetaProperties::decode(&properties.encode()), Ok(properties));
    }

    #[test]
    fn damage_is_told() {
        let reason = |text: &str| MetaProperties::decode(text.as_bytes()).expect_err("damaged").reason;
        assert_eq!(reason(""), "has no version");
        assert_eq!(reason("version=0\n"), "has a version other than 1");
        assert_eq!(reason("version=1\ncluster.id=a\nnode.id=x\n"), "has no number as node.id");
        assert_eq!(
            reason("version=1\ncluster.id=a\nnode.id=1\ndirectory.id=?\n"),
            "has no id as directory.id"
        );
    }
}
