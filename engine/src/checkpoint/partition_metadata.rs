//! `partition.metadata`: which topic id a folder belongs to.

use protocol::Uuid;

use super::Malformed;

/// What `partition.metadata` holds.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct PartitionMetadata {
    /// The id of the topic, so that a folder of a deleted topic is not taken for one of the same name.
    pub topic_id: Uuid,
}

impl PartitionMetadata {
    /// The file's text, which as Kafka's has no newline at its end.
    pub fn encode(&self) -> Vec<u8> {
        format!("version: 0\ntopic_id: {}", self.topic_id).into_bytes()
    }

    /// Parses the file's text.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes).map_err(|_| Malformed::new("is no UTF-8"))?;
        let mut lines = text.lines();
        if lines.next() != Some("version: 0") {
            return Err(Malformed::new("does not begin with \"version: 0\""));
        }
        let topic_id = lines
            .next()
            .and_then(|line| line.strip_prefix("topic_id: "))
            .and_then(|id| id.trim().parse().ok())
            .ok_or_else(|| Malformed::new("has no topic_id"))?;
        Ok(PartitionMetadata { topic_id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_damage() {
        let text = b"version: 0\ntopic_id: 3TjVXmk7TDq1Si46NBZLig";
        let metadata = PartitionMetadata::decode(text).expect("as Kafka writes it");
        assert_eq!(metadata.encode(), text);
        for text in
            ["", "version: 1\ntopic_id: 3TjVXmk7TDq1Si46NBZLig", "version: 0\n", "version: 0\ntopic_id: ?"]
        {
            PartitionMetadata::decode(text.as_bytes()).expect_err(text);
        }
    }
}
