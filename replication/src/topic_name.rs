//! What a topic may be called.

/// The longest topic name, in bytes: a partition's folder is `name-index` and must fit a file name.
pub const TOPIC_NAME_LEN_MAX: usize = 249;

/// Topics that belong to Kafka itself: clients may not produce to them by accident, tools hide them.
pub const INTERNAL_TOPICS: [&str; 3] = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

/// The name of the metadata log, which is no topic that a client may have.
pub const METADATA_TOPIC: &str = "__cluster_metadata";

/// Checks a name; the error is Kafka's message for INVALID_TOPIC_EXCEPTION.
pub fn validate_topic_name(name: &str) -> Result<(), String> {
    match why_invalid(name) {
        None => Ok(()),
        Some(reason) => Err(format!("Topic name is invalid: {reason}")),
    }
}

fn why_invalid(name: &str) -> Option<String> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    match name {
        "" => Some("the empty string is not allowed".to_owned()),
        "." => Some("'.' is not allowed".to_owned()),
        ".." => Some("'..' is not allowed".to_owned()),
        // Kafka counts UTF-16 units; a name of other than ASCII is refused by the next line anyway.
        _ if name.encode_utf16().count() > TOPIC_NAME_LEN_MAX => {
            Some(format!("the length of '{name}' is longer than the max allowed length {TOPIC_NAME_LEN_MAX}"))
        }
        _ if !name.bytes().all(legal) => Some(format!(
            "'{name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"
        )),
        _ => None,
    }
}

/// The name as metric systems see it, to which '.' and '_' are the same: two topics may not share it.
///
/// `None` where the name has neither character and so collides with no other.
pub(crate) fn collision_key(name: &str) -> Option<String> {
    name.contains(['.', '_']).then(|| name.replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_in_kafkas_words() {
        assert_eq!(validate_topic_name("orders.v1_eu-2"), Ok(()));
        assert_eq!(validate_topic_name(&"x".repeat(249)), Ok(()));
        let error = |name: &str| validate_topic_name(name).expect_err("an invalid name");
        assert_eq!(error(""), "Topic name is invalid: the empty string is not allowed");
        assert_eq!(error(".."), "Topic name is invalid: '..' is not allowed");
        assert!(error(&"x".repeat(250)).ends_with("is longer than the max allowed length 249"));
        for bad in ["a/b", "ä", "a b", "a\0"] {
            assert!(error(bad).contains("one or more characters other than ASCII"), "{bad}");
        }
    }

    #[test]
    fn dots_and_underscores_collide() {
        assert_eq!(collision_key("a.b"), collision_key("a_b"));
        assert_ne!(collision_key("a.b"), collision_key("ab"));
        assert_eq!(collision_key("plain-name"), None);
    }
}
