//! Messages as bytes, straight from the schema tables: a second account of the wire format, independent of the code that
//! the generator makes of the same tables.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::disallowed_methods, reason = "tests read the tables")]

pub mod codecs;
pub mod random;
pub mod streams;
#[path = "../../generator/table.rs"]
pub mod table;

use std::path::Path;

use random::Random;
use table::{Field, Message, Type};

/// All messages of the tables.
pub fn all_messages() -> Vec<Message> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let folders = ["api", "metadata", "control", "coordinator", "storage"];
    folders.iter().flat_map(|folder| messages_in(&schema.join(folder))).collect()
}

fn messages_in(folder: &Path) -> Vec<Message> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| table::parse(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// A random message in one version, as Kafka would write it: no tagged field has its default value.
pub fn random_bytes(message: &Message, version: i16, random: &mut Random) -> Vec<u8> {
    let mut out = Vec::new();
    let mut source = Source { message, version, random: Some(random), unknown_tags: false };
    source.structure(&message.name, 0, &mut out);
    out
}

/// The same with tagged fields that nobody knows.
pub fn random_bytes_with_unknown_tags(message: &Message, version: i16, random: &mut Random) -> Vec<u8> {
    let mut out = Vec::new();
    let mut source = Source { message, version, random: Some(random), unknown_tags: true };
    source.structure(&message.name, 0, &mut out);
    out
}

/// Writes values of one message: random ones, or the defaults where there is no random source.
struct Source<'m, 'r> {
    message: &'m Message,
    version: i16,
    random: Option<&'r mut Random>,
    unknown_tags: bool,
}

impl Source<'_, '_> {
    fn structure(&mut self, name: &str, depth: usize, out: &mut Vec<u8>) {
        let (message, version) = (self.message, self.version);
        let fields = &message.structure(name).fields;
        for field in fields.iter().filter(|f| f.tag.is_none() && f.versions.contains(version)) {
            let flexible = message.is_flexible(version) && !field.inflexible;
            self.value(field, &field.ty, flexible, depth, out);
        }
        if message.is_flexible(self.version) {
            self.tags(fields, depth, out);
        }
    }

    fn tags(&mut self, fields: &[Field], depth: usize, out: &mut Vec<u8>) {
        let mut tagged: Vec<&Field> =
            fields.iter().filter(|f| f.tag.is_some() && f.versions.contains(self.version)).collect();
        tagged.sort_by_key(|field| field.tag);
        let mut written: Vec<(u32, Vec<u8>)> = Vec::new();
        for field in tagged {
            let mut value = Vec::new();
            self.value(field, &field.ty, true, depth, &mut value);
            if value != self.default_value(field, depth) {
                written.push((field.tag.unwrap(), value));
            }
        }
        if self.unknown_tags && self.one_in(2) {
            let len = self.below(20);
            written.push((1000 + len as u32, vec![0xAB; len]));
        }
        unsigned_varint(written.len() as u64, out);
        for (tag, value) in written {
            unsigned_varint(u64::from(tag), out);
            unsigned_varint(value.len() as u64, out);
            out.extend(value);
        }
    }

    fn default_value(&self, field: &Field, depth: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut source =
            Source { message: self.message, version: self.version, random: None, unknown_tags: false };
        source.value(field, &field.ty, true, depth, &mut out);
        out
    }

    fn value(&mut self, field: &Field, ty: &Type, flexible: bool, depth: usize, out: &mut Vec<u8>) {
        let can_be_null = field.nullable.is_some_and(|versions| versions.contains(self.version));
        let is_null = can_be_null
            && match &self.random {
                Some(_) => self.one_in(4),
                None => field.is_null_by_default(),
            };
        let default = field.default.as_deref();
        match ty {
            Type::Bool => {
                out.push(u8::from(self.number(default.map(|text| i64::from(text == "true"))) & 1 == 1))
            }
            Type::Int8 => out.extend((self.integer(default) as i8).to_be_bytes()),
            Type::Int16 | Type::Uint16 => out.extend((self.integer(default) as i16).to_be_bytes()),
            Type::Int32 | Type::Uint32 => out.extend((self.integer(default) as i32).to_be_bytes()),
            Type::Int64 => out.extend(self.integer(default).to_be_bytes()),
            Type::Float64 => out.extend(((self.integer(default) as i32) as f64 / 8.0).to_be_bytes()),
            Type::Uuid => (0..2).for_each(|_| out.extend(self.integer(None).to_be_bytes())),
            Type::String => {
                let text = if is_null { None } else { Some(self.text()) };
                length(text.as_ref().map(String::len), flexible, 2, out);
                out.extend(text.unwrap_or_default().as_bytes());
            }
            Type::Bytes | Type::Records => {
                let bytes = if is_null { None } else { Some(self.text().into_bytes()) };
                length(bytes.as_ref().map(Vec::len), flexible, 4, out);
                out.extend(bytes.unwrap_or_default());
            }
            Type::Array(element) => self.array(field, element, is_null, flexible, depth, out),
            Type::Struct(name) => {
                if can_be_null {
                    // Kafka's null differs between tagged and other fields.
                    let null = if field.tag.is_some() { 0 } else { 0xFF };
                    out.push(if is_null { null } else { 1 });
                }
                if !is_null {
                    self.structure(name, depth + 1, out);
                }
            }
        }
    }

    fn array(
        &mut self,
        field: &Field,
        element: &Type,
        is_null: bool,
        flexible: bool,
        depth: usize,
        out: &mut Vec<u8>,
    ) {
        let count = match self.random.is_some() {
            _ if is_null => None,
            false => Some(0),
            true if self.one_in(40) => Some(self.below(12)),
            true => Some(self.below(if depth > 2 { 2 } else { 3 })),
        };
        length(count, flexible, 4, out);
        // An element is never null, whatever the array may be.
        let element_field = Field { nullable: None, default: None, ..field.clone() };
        for _ in 0..count.unwrap_or(0) {
            self.value(&element_field, element, flexible, depth + 1, out);
        }
    }

    /// A number of any size, small ones and extremes more often; or the default.
    fn integer(&mut self, default: Option<&str>) -> i64 {
        self.number(default.map(|text| text.parse().expect("a number as default")))
    }

    fn number(&mut self, default: Option<i64>) -> i64 {
        let Some(random) = &mut self.random else { return default.unwrap_or(0) };
        match random.below(6) {
            0 => 0,
            1 => -1,
            2 => random.below(300) as i64,
            3 => default.unwrap_or(i64::MAX),
            4 => i64::MIN,
            _ => random.next_u64() as i64,
        }
    }

    fn text(&mut self) -> String {
        const CHARACTERS: [char; 8] = ['a', 'Z', '0', '-', '.', 'é', '信', '🦀'];
        let len = match self.random.is_some() {
            false => 0,
            true if self.one_in(50) => self.below(300),
            true => self.below(6),
        };
        (0..len).map(|_| CHARACTERS[self.below(CHARACTERS.len())]).collect()
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random.as_mut().map_or(0, |random| random.below(bound))
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0 && self.random.is_some()
    }
}

/// A length or count: compact, or in `width` bytes.
fn length(len: Option<usize>, flexible: bool, width: usize, out: &mut Vec<u8>) {
    match (flexible, len) {
        (true, len) => unsigned_varint(len.map_or(0, |len| len as u64 + 1), out),
        (false, len) => {
            let len = len.map_or(-1i32, |len| len as i32).to_be_bytes();
            out.extend(&len[4 - width..]);
        }
    }
}

fn unsigned_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
