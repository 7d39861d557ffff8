//! The syntax of Java's property files, in which `server.properties` is written.

/// One `key=value` of a file, or of `--override`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Property {
    /// The key, escapes resolved.
    pub key: String,
    /// The value, escapes resolved.
    pub value: String,
    /// The line it began on, from 1; 0 for an override.
    pub line: usize,
}

/// A text that is no property.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PropertyError {
    /// `\u` that is not followed by four hexadecimal digits.
    #[error("line {line}: \\u is not followed by four hexadecimal digits")]
    BadUnicodeEscape {
        /// The line, from 1.
        line: usize,
    },
    /// An override without a key or without `=`.
    #[error("--override {text}: expected key=value")]
    BadOverride {
        /// The whole argument.
        text: String,
    },
}

impl Property {
    /// The argument of `--override`: split at the first `=`, nothing is escaped.
    pub fn from_override(text: &str) -> Result<Property, PropertyError> {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                Ok(Property { key: key.trim().to_owned(), value: value.trim().to_owned(), line: 0 })
            }
            _ => Err(PropertyError::BadOverride { text: text.to_owned() }),
        }
    }
}

/// Parses a whole file, in its order; of a key that occurs twice the last one is meant.
///
/// The rules are those of `java.util.Properties.load`: `#` and `!` begin a comment where a key could begin; `=`, `:` or
/// white space end a key; a line that ends with an odd number of backslashes goes on in the next, whose leading white
/// space is dropped; `\t \n \r \f \uXXXX` are escapes and a backslash before anything else is dropped. Kafka reads files
/// as UTF-8, and so do we.
pub fn parse(text: &str) -> Result<Vec<Property>, PropertyError> {
    let mut properties = Vec::new();
    for (line, logical) in logical_lines(text) {
        let (key, value) = split(&logical);
        properties.push(Property { key: unescape(key, line)?, value: unescape(value, line)?, line });
    }
    Ok(properties)
}

/// Writes a key or value so that [`parse`] and Java read it back.
pub fn escape(text: &str, is_key: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.chars().enumerate() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{c}' => escaped.push_str("\\f"),
            ' ' if is_key || index == 0 => escaped.push_str("\\ "),
            '=' | ':' | '#' | '!' if is_key => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{c}')
}

/// The lines with their continuations joined, comments and blank lines left out, each with its first line's number.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let text = text.replace("\r\n", "\n");
    for (number, raw) in (1..).zip(text.split(['\n', '\r'])) {
        let line = raw.trim_start_matches(is_blank);
        let (number, mut logical) = match open.take() {
            Some(begun) => begun,
            None if line.is_empty() || line.starts_with(['#', '!']) => continue,
            None => (number, String::new()),
        };
        let backslashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
        if backslashes % 2 == 1 {
            logical.push_str(&line[..line.len() - 1]);
            open = Some((number, logical));
        } else {
            logical.push_str(line);
            lines.push((number, logical));
        }
    }
    lines.extend(open);
    lines
}

/// Splits a logical line into key and value, still escaped.
fn split(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = line.char_indices().find(|(_, character)| {
        let ends_key = !escaped && (is_blank(*character) || matches!(character, '=' | ':'));
        escaped = !escaped && *character == '\\';
        ends_key
    });
    let Some((end, _)) = end else { return (line, "") };
    let rest = line[end..].trim_start_matches(is_blank);
    let value = rest.strip_prefix(['=', ':']).unwrap_or(rest);
    (&line[..end], value.trim_start_matches(is_blank))
}

fn unescape(text: &str, line: usize) -> Result<String, PropertyError> {
    let mut units: Vec<u16> = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let resolved = match character {
            '\\' => match characters.next() {
                Some('u') => {
                    units.push(unicode_escape(&mut characters, line)?);
                    continue;
                }
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('f') => '\u{c}',
                Some(other) => other,
                None => continue,
            },
            other => other,
        };
        flush_units(&mut units, &mut out);
        out.push(resolved);
    }
    flush_units(&mut units, &mut out);
    Ok(out)
}

fn unicode_escape(characters: &mut std::str::Chars<'_>, line: usize) -> Result<u16, PropertyError> {
    let mut unit = 0u16;
    for _ in 0..4 {
        let digit = characters.next().and_then(|character| character.to_digit(16));
        let digit = digit.ok_or(PropertyError::BadUnicodeEscape { line })?;
        unit = unit << 4 | u16::try_from(digit).expect("a hexadecimal digit is below 16");
    }
    Ok(unit)
}

/// `\uXXXX` are UTF-16 units: two of them may make one character, so they are decoded in runs.
fn flush_units(units: &mut Vec<u16>, out: &mut String) {
    if !units.is_empty() {
        out.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Expect) {
        let outcome = match parse(text) {
            Ok(properties) => properties
                .iter()
                .map(|property| format!("{} {:?} = {:?}\n", property.line, property.key, property.value))
                .collect(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&outcome);
    }

    #[test]
    fn separators_and_white_space() {
        check(
            "a=1\n  b : 2\nc\t3\nd\n\ne = x y \r\nf==g:h\n",
            expect![[r#"
                1 "a" = "1"
                2 "b" = "2"
                3 "c" = "3"
                4 "d" = ""
                6 "e" = "x y "
                7 "f" = "=g:h"
            "#]],
        );
    }

    #[test]
    fn comments_and_continuations() {
        check(
            "# no=1\n ! no=2\nlisteners=A://h:1,\\\n   B://h:2,\\\n# not a comment\nlast=1\\",
            expect![[r##"
                3 "listeners" = "A://h:1,B://h:2,# not a comment"
                6 "last" = "1"
            "##]],
        );
    }

    #[test]
    fn escapes() {
        check(
            "a\\ b\\=c=\\u00e4\\ud83d\\ude00\\t\\q\\\\\nd=\\\\\ne=1",
            expect![[r#"
                1 "a b=c" = "ä😀\tq\\"
                2 "d" = "\\"
                3 "e" = "1"
            "#]],
        );
        check("a=1\nb=\\u12x4", expect!["line 2: \\u is not followed by four hexadecimal digits"]);
    }

    #[test]
    fn overrides_split_at_the_first_equals_sign() {
        let property = Property::from_override("log.dirs=/a=b").expect("well-formed");
        assert_eq!((property.key.as_str(), property.value.as_str()), ("log.dirs", "/a=b"));
        assert!(Property::from_override("log.dirs").is_err());
        assert!(Property::from_override("=x").is_err());
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_back(key in "\\PC{1,20}", value in "[\\PC\\n\\t\\r ]{0,40}") {
            let text = format!("{}={}\n", escape(&key, true), escape(&value, false));
            let properties = parse(&text).expect("escaped text is well-formed");
            prop_assert_eq!(properties.len(), 1);
            prop_assert_eq!(&properties[0].key, &key);
            prop_assert_eq!(&properties[0].value, &value);
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse(&text);
        }
    }
}
