//! Regular expressions over topic names.

use std::collections::BTreeSet;

use protocol::ErrorCode;
use regex::{Regex, RegexBuilder};

use super::refusal::Refusal;
use crate::Surroundings;

/// The longest expression that is looked at, in bytes. Longer ones are refused with INVALID_REGULAR_EXPRESSION.
const PATTERN_BYTES_MAX: usize = 16 << 10;
/// The most memory that a compiled expression may take. Larger ones are refused with INVALID_REGULAR_EXPRESSION.
const PROGRAM_BYTES_MAX: usize = 1 << 20;

/// The most bytes of names that one expression resolves to: one record holds them. Topics that come later by name are left out,
/// and the log says so.
const NAMES_BYTES_MAX: usize = 512 << 10;

/// Compiles an expression that has to match the whole name, as RE2/J does for Kafka. Matching takes time linear in the name.
pub(super) fn compile(pattern: &str) -> Result<Regex, Refusal> {
    let refuse = |why: String| {
        let message = format!("SubscribedTopicRegex `{pattern}` is not a valid regular expression: {why}.");
        Refusal::new(ErrorCode::InvalidRegularExpression, message)
    };
    if pattern.len() > PATTERN_BYTES_MAX {
        let message =
            format!("SubscribedTopicRegex has {} bytes, more than {PATTERN_BYTES_MAX}.", pattern.len());
        return Err(Refusal::new(ErrorCode::InvalidRegularExpression, message));
    }
    // On its own first: `a)(b` must not become valid between the parentheses that are put around it.
    builder(pattern).build().map_err(|error| refuse(reason(&error)))?;
    builder(&format!("^(?:{pattern})$")).build().map_err(|error| refuse(reason(&error)))
}

fn builder(pattern: &str) -> RegexBuilder {
    let mut builder = RegexBuilder::new(pattern);
    builder.size_limit(PROGRAM_BYTES_MAX).dfa_size_limit(PROGRAM_BYTES_MAX);
    builder
}

/// The last line: the lines before it draw the expression again.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let line = text.lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

/// The names of all topics that match. O(topics); an expression that does not compile matches nothing.
pub(super) fn resolve(pattern: &str, surroundings: &Surroundings<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let Ok(regex) = compile(pattern) else { return names };
    let (mut bytes, mut left_out) = (0, 0);
    surroundings.topics.for_each_topic(&mut |topic| {
        if !regex.is_match(topic.name) {
            return;
        }
        bytes += topic.name.len() + size_of::<u16>();
        match bytes <= NAMES_BYTES_MAX {
            true => drop(names.insert(topic.name.to_owned())),
            false => left_out += 1,
        }
    });
    if left_out > 0 {
        tracing::error!(pattern, left_out, "a regular expression matches more topics than a record can hold");
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_whole_names_only() {
        let regex = compile("test.*|b").unwrap();
        assert!(regex.is_match("test-1") && regex.is_match("b"));
        assert!(!regex.is_match("a-test-1") && !regex.is_match("bb"));
    }

    #[test]
    fn refuses_by_name_and_says_why() {
        for pattern in ["[", "a)(b", "(?<name", "x{1000}{1000}"] {
            let refusal = compile(pattern).unwrap_err();
            assert_eq!(refusal.code, ErrorCode::InvalidRegularExpression);
            assert!(
                refusal.message.starts_with(&format!("SubscribedTopicRegex `{pattern}` is not valid")) || {
                    refusal.message.contains("is not a valid regular expression: ")
                }
            );
        }
        assert_eq!(compile(&"a".repeat(20_000)).unwrap_err().code, ErrorCode::InvalidRegularExpression);
    }
}
