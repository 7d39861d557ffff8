//! `meta.properties`: to which cluster and node a log directory belongs.

use protocol::Uuid;

use crate::parse_error::ParseError;

/// The largest `meta.properties` that is read, in bytes.
pub const META_PROPERTIES_LEN_MAX: usize = 1 << 20;

/// The content of a log directory's `meta.properties`, version 1 (KRaft).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaProperties {
    /// The cluster, as text: mostly 22 characters of base64, but Kafka takes any.
    pub cluster_id: String,
    /// The node whose directory this is.
    pub node_id: i32,
    /// Which of the node's directories it is; folders formatted before Kafka 3.7 have none.
    pub directory_id: Option<Uuid>,
}

impl MetaProperties {
    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = format!("#\nnode.id={}\n", self.node_id);
        if let Some(id) = self.directory_id {
            text.push_str(&format!("directory.id={id}\n"));
        }
        text.push_str(&format!("version=1\ncluster.id={}\n", escape(&self.cluster_id)));
        text
    }

    /// Reads the file. Keys that are not known are passed over.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let properties: Vec<(String, String)> = text.lines().filter_map(property).collect();
        let get =
            |key: &str| properties.iter().rev().find(|(name, _)| name == key).map(|(_, value)| &**value);
        match get("version") {
            Some("1") => {}
            Some("0") => {
                return Err(ParseError::new(
                    "version 0 is of a broker with ZooKeeper: migrate it to KRaft first",
                ));
            }
            Some(other) => return Err(ParseError::new(format!("version {other} is unknown"))),
            None => return Err(ParseError::new("version is missing")),
        }
        let cluster_id = get("cluster.id").ok_or_else(|| ParseError::new("cluster.id is missing"))?;
        let node_id = get("node.id").and_then(|value| value.parse().ok());
        let node_id = node_id.filter(|id: &i32| *id >= 0);
        let directory_id = match get("directory.id") {
            None => None,
            Some(value) => {
                Some(value.parse().map_err(|_| ParseError::new(format!("directory.id {value} is no uuid")))?)
            }
        };
        Ok(Self {
            cluster_id: cluster_id.to_owned(),
            node_id: node_id.ok_or_else(|| ParseError::new("node.id is missing or no number"))?,
            directory_id,
        })
    }
}

/// A line `key=value` of a Java properties file; `None` for comments and empty lines.
fn property(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', '!']) {
        return None;
    }
    let (key, value) = line.split_once(['=', ':']).unwrap_or((line, ""));
    Some((unescape(key.trim_end()), unescape(value.trim_start())))
}

fn unescape(text: &str) -> String {
    let mut escaped = false;
    let keep = |character: &char| {
        escaped = *character == '\\' && !escaped;
        !escaped
    };
    text.chars().filter(keep).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if matches!(character, '\\' | '=' | ':' | '#' | '!') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const KAFKA: &str = "#\n#Sat Nov 21 10:09:10 UTC 2026\nnode.id=1\ndirectory.id=rYW9KJMmnd_DSJoMEXp6lg\nversion=1\ncluster.id=fenmQGn4dm9mGnHhuY4nig\n";

    #[test]
    fn kafkas_file_is_read_and_ours_is_read_back() {
        let properties = MetaProperties::parse(KAFKA).expect("valid");
        assert_eq!(properties.node_id, 1);
        assert_eq!(properties.cluster_id, "fenmQGn4dm9mGnHhuY4nig");
        assert_eq!(
            properties.directory_id.map(|id| id.to_string()).as_deref(),
            Some("rYW9KJMmnd_DSJoMEXp6lg")
        );
        assert_eq!(MetaProperties::parse(&properties.to_text()), Ok(properties.clone()));
        let odd = MetaProperties { cluster_id: "a=b:c\\d#".to_owned(), directory_id: None, ..properties };
        assert_eq!(MetaProperties::parse(&odd.to_text()), Ok(odd));
    }

    #[test]
    fn a_damaged_file_is_refused_by_name_of_the_key() {
        let error = |text: String| MetaProperties::parse(&text).expect_err("damaged").to_string();
        assert_eq!(error(String::new()), "version is missing");
        assert_eq!(error(KAFKA.replace("version=1", "version=9")), "version 9 is unknown");
        assert!(error(KAFKA.replace("version=1", "version=0")).contains("ZooKeeper"));
        assert_eq!(error(KAFKA.replace("node.id=1", "node.id=x")), "node.id is missing or no number");
        assert_eq!(error(KAFKA.replace("rYW", "")), "directory.id 9KJMmnd_DSJoMEXp6lg is no uuid");
        assert_eq!(error(KAFKA.replace("cluster.id=", "#")), "cluster.id is missing");
    }
}
