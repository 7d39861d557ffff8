//! Kafka's names in Rust's case.

/// `FetchRequest` → `fetch_request`, `KRaftVersionRecord` → `k_raft_version_record`.
pub fn snake_case(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, character) in characters.iter().enumerate() {
        let after_lower = index > 0 && !characters[index - 1].is_uppercase();
        let before_lower = index > 0 && characters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && (after_lower || before_lower) {
            out.push('_');
        }
        out.extend(character.to_lowercase());
    }
    out
}

/// A field as the name of a member or method.
pub fn method_name(name: &str) -> String {
    match snake_case(name).as_str() {
        keyword @ ("type" | "match" | "ref" | "move" | "use" | "where") => format!("r#{keyword}"),
        plain => plain.to_owned(),
    }
}

/// `UNKNOWN_TOPIC_OR_PARTITION` → `UnknownTopicOrPartition`.
pub fn pascal_case(name: &str) -> String {
    let words = name.split('_').map(|word| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_uppercase() + &rest.to_lowercase(),
        None => String::new(),
    });
    words.collect()
}
