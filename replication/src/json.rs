//! As much JSON as Kafka's `quorum-state` needs.

use std::fmt::Write;

/// The deepest nesting that is read; `quorum-state` has two levels.
const DEPTH_MAX: usize = 8;

/// A JSON value. Numbers are whole: nothing that Kafka keeps in these files has a fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text; the error says what is wrong and at which byte.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(DEPTH_MAX)?;
        parser.skip_space();
        if parser.at == text.len() { Ok(value) } else { Err(parser.expected("the end")) }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        let Json::Object(fields) = self else { return None };
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    pub(crate) fn number(&self) -> Option<i64> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(values) => Some(values),
            _ => None,
        }
    }
}

/// Writes `text` as a JSON string.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            control if control < ' ' => {
                write!(quoted, "\\u{:04x}", u32::from(control)).expect("a string takes everything");
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn value(&mut self, depth: usize) -> Result<Json, String> {
        let Some(depth) = depth.checked_sub(1) else { return Err("nested too deeply".to_owned()) };
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.sequence(b']', |parser| parser.value(depth)).map(Json::Array),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        let fields = self.sequence(b'}', |parser| {
            parser.skip_space();
            let name = parser.string()?;
            parser.expect(b':')?;
            Ok((name, parser.value(depth)?))
        })?;
        Ok(Json::Object(fields))
    }

    /// The opening bracket, items between commas, and `close`.
    fn sequence<T>(
        &mut self,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        self.at += 1;
        let mut items = Vec::new();
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if self.peek() == Some(b',') {
                self.at += 1;
            } else {
                self.expect(close)?;
                return Ok(items);
            }
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.find(['"', '\\']).ok_or_else(|| self.expected("the end of a string"))?;
            string.push_str(&rest[..end]);
            self.at += end + 1;
            if rest.as_bytes()[end] == b'"' {
                return Ok(string);
            }
            string.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let kind = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
        match kind {
            Some(plain @ (b'"' | b'\\' | b'/')) => Ok(char::from(plain)),
            Some(b'n') => Ok('\n'),
            Some(b't') => Ok('\t'),
            Some(b'r') => Ok('\r'),
            Some(b'u') => {
                let digits = self.text.get(self.at..self.at + 4);
                self.at += 4;
                let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                code.and_then(char::from_u32).ok_or_else(|| "a bad \\u escape".to_owned())
            }
            _ => Err("an unknown escape".to_owned()),
        }
    }

    fn number(&mut self) -> Result<Json, String> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
        let number = rest[..end].parse().map_err(|_| self.expected("a whole number"))?;
        self.at += end;
        Ok(Json::Number(number))
    }

    fn word(&mut self) -> Result<Json, String> {
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
        {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.expected("a value"))
    }

    fn expect(&mut self, byte: u8) -> Result<(), String> {
        if self.peek() != Some(byte) {
            return Err(self.expected(&format!("'{}'", char::from(byte))));
        }
        self.at += 1;
        Ok(())
    }

    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn expected(&self, what: &str) -> String {
        format!("expected {what} at byte {}", self.at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_kafka_writes() {
        let json =
            Json::parse(r#" {"a":[{"b":-1},{}], "c":"x\"\u0041", "d":null,"e":true} "#).expect("valid");
        let a = json.get("a").and_then(Json::array).expect("an array");
        assert_eq!(a[0].get("b").and_then(Json::number), Some(-1));
        assert_eq!(json.get("c").and_then(Json::text), Some("x\"A"));
        assert_eq!(json.get("d"), Some(&Json::Null));
        assert_eq!(json.get("e"), Some(&Json::Bool(true)));
    }

    #[test]
    fn refuses_the_rest() {
        for bad in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "1 2",
            "\"",
            "\"\\",
            "\"\\u12",
            "1.5",
            "--1",
            "nul",
            "é",
            "\"\\ud800\"",
        ] {
            assert!(Json::parse(bad).is_err(), "{bad}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }

    proptest! {
        #[test]
        fn quoted_text_is_read_back(text in ".*") {
            prop_assert_eq!(Json::parse(&quote(&text)), Ok(Json::Text(text)));
        }

        #[test]
        fn no_text_panics(text in r#"[\[\]{}",:\\0-9a-f \-é]*"#) {
            let _ = Json::parse(&text);
        }
    }
}
