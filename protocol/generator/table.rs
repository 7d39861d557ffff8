//! Reads the schema tables. `schema/README.md` describes their notation.

use std::fmt;

/// Versions from `min` to `max`, both included; an open end is `i16::MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    pub min: i16,
    pub max: i16,
}

impl Versions {
    /// `0`, `1-4`, `2+`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(min) = text.strip_suffix('+') {
            return Some(Self { min: min.parse().ok()?, max: i16::MAX });
        }
        let (min, max) = text.split_once('-').unwrap_or((text, text));
        Some(Self { min: min.parse().ok()?, max: max.parse().ok()? })
    }

    /// Whether `version` is among them.
    pub fn contains(self, version: i16) -> bool {
        self.min <= version && version <= self.max
    }

    /// Whether all of `other`, as far as it lies within `bounds`, is in here.
    pub fn covers(self, other: Versions, bounds: Versions) -> bool {
        self.min <= other.min.max(bounds.min) && self.max >= other.max.min(bounds.max)
    }
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    Bool,
    Int8,
    Int16,
    Uint16,
    Int32,
    Uint32,
    Int64,
    Float64,
    Uuid,
    String,
    Bytes,
    Records,
    Array(Box<Type>),
    Struct(String),
}

impl Type {
    fn parse(text: &str) -> Self {
        if let Some(element) = text.strip_prefix("[]") {
            return Type::Array(Box::new(Type::parse(element)));
        }
        match text {
            "bool" => Type::Bool,
            "int8" => Type::Int8,
            "int16" => Type::Int16,
            "uint16" => Type::Uint16,
            "int32" => Type::Int32,
            "uint32" => Type::Uint32,
            "int64" => Type::Int64,
            "float64" => Type::Float64,
            "uuid" => Type::Uuid,
            "string" => Type::String,
            "bytes" => Type::Bytes,
            "records" => Type::Records,
            name => Type::Struct(name.to_owned()),
        }
    }

    /// The structure that the type is, or is an array of.
    pub fn structure(&self) -> Option<&str> {
        match self {
            Type::Struct(name) => Some(name),
            Type::Array(element) => element.structure(),
            _ => None,
        }
    }
}

/// One field of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub ty: Type,
    pub versions: Versions,
    /// The versions in which null is allowed.
    pub nullable: Option<Versions>,
    pub tag: Option<u32>,
    /// What is assumed where the field is not there, if that is not zero, empty or false.
    pub default: Option<String>,
    /// Whether a value is dropped without an error in versions that have no place for it.
    pub ignorable: bool,
    /// Whether the field has fixed-width lengths in flexible versions, too.
    pub inflexible: bool,
}

impl Field {
    /// Whether null is what is assumed where the field is not there.
    pub fn is_null_by_default(&self) -> bool {
        self.default.as_deref() == Some("null")
    }
}

/// Fields under a name.
#[derive(Clone, Debug)]
pub struct Struct {
    pub name: String,
    pub fields: Vec<Field>,
}

/// One message: a request, a response, a record.
#[derive(Clone, Debug)]
pub struct Message {
    pub kind: String,
    pub id: Option<i16>,
    pub name: String,
    pub versions: Versions,
    /// The first flexible version.
    pub flexible_since: Option<i16>,
    /// The message's own fields first, then each structure that it uses, once.
    pub structs: Vec<Struct>,
}

impl Message {
    /// The structure with this name.
    pub fn structure(&self, name: &str) -> &Struct {
        self.structs
            .iter()
            .find(|s| s.name == name)
            .unwrap_or_else(|| panic!("{}: no structure {name}", self.name))
    }

    /// Whether `version` has compact lengths and tagged fields.
    pub fn is_flexible(&self, version: i16) -> bool {
        self.flexible_since.is_some_and(|since| version >= since)
    }
}

/// A line that makes no sense.
#[derive(Debug)]
pub struct ParseError {
    line: usize,
    text: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

impl std::error::Error for ParseError {}

/// Reads the messages of one table.
pub fn parse(text: &str) -> Result<Vec<Message>, ParseError> {
    let mut messages: Vec<Message> = Vec::new();
    // Names of the structures that the lines of each depth belong to.
    let mut open: Vec<String> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let error = || ParseError { line: index + 1, text: line.to_owned() };
        let words: Vec<&str> = line.split_whitespace().collect();
        let depth = (line.len() - line.trim_start().len()) / 2;
        if words.is_empty() {
            continue;
        }
        if depth == 0 {
            let message = parse_head(&words).ok_or_else(error)?;
            open = vec![message.name.clone()];
            messages.push(message);
            continue;
        }
        let message = messages.last_mut().ok_or_else(error)?;
        if words[0] == "struct" {
            begin_struct(message, words.get(1).ok_or_else(error)?, &mut open, 1);
            continue;
        }
        let field = parse_field(&words).ok_or_else(error)?;
        let parent = open.get(depth - 1).ok_or_else(error)?.clone();
        let structure = field.ty.structure().map(str::to_owned);
        let fields = &mut message.structs.iter_mut().find(|s| s.name == parent).ok_or_else(error)?.fields;
        fields.push(field);
        let has_lines =
            text.lines().nth(index + 1).is_some_and(|next| next.len() - next.trim_start().len() > 2 * depth);
        if let Some(name) = structure.filter(|_| has_lines) {
            begin_struct(message, &name, &mut open, depth);
        }
    }
    Ok(messages)
}

fn begin_struct(message: &mut Message, name: &str, open: &mut Vec<String>, depth: usize) {
    assert!(message.structs.iter().all(|s| s.name != name), "{}: {name} twice", message.name);
    message.structs.push(Struct { name: name.to_owned(), fields: Vec::new() });
    open.truncate(depth);
    open.push(name.to_owned());
}

/// `request 1 FetchRequest versions 0-18 flexible 12+`; the id is missing where the kind has none.
fn parse_head(words: &[&str]) -> Option<Message> {
    let (kind, rest) = words.split_first()?;
    let (id, rest) = match rest.first()?.parse() {
        Ok(id) => (Some(id), &rest[1..]),
        Err(_) => (None, rest),
    };
    let [name, "versions", versions, "flexible", flexible] = rest else { return None };
    Some(Message {
        kind: (*kind).to_owned(),
        id,
        name: (*name).to_owned(),
        versions: Versions::parse(versions)?,
        flexible_since: Versions::parse(flexible).map(|versions| versions.min),
        structs: vec![Struct { name: (*name).to_owned(), fields: Vec::new() }],
    })
}

/// `Name type versions [null versions] [tag number] [default value] [ignorable] [key] [inflexible]`.
fn parse_field(words: &[&str]) -> Option<Field> {
    let [name, ty, versions, rest @ ..] = words else { return None };
    let mut field = Field {
        name: (*name).to_owned(),
        ty: Type::parse(ty),
        versions: Versions::parse(versions)?,
        nullable: None,
        tag: None,
        default: None,
        ignorable: false,
        inflexible: false,
    };
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        match *word {
            "null" => field.nullable = Some(Versions::parse(rest.next()?)?),
            "tag" => field.tag = Some(rest.next()?.parse().ok()?),
            "default" => field.default = Some((*rest.next()?).to_owned()),
            "ignorable" => field.ignorable = true,
            "key" => {}
            "inflexible" => field.inflexible = true,
            _ => return None,
        }
    }
    Some(field)
}
