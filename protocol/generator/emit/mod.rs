//! Turns one message of the tables into Rust.

mod streaming;
mod types;

use std::fmt::Write;

use crate::names::method_name;
use crate::table::{Field, Message, Struct, Type, Versions};
use types::{
    condition, default_is_zero, default_value, differs, is_tagged_option, optional, owned_base, owned_type,
    range,
};

/// The Rust file of a message: its structures owned, borrowed and, for responses, as streaming writers.
pub fn message_file(message: &Message) -> String {
    let emitter = Emitter { message };
    let mut out = String::new();
    for structure in &message.structs {
        emitter.owned(structure, &mut out);
        if emitter.borrows(structure) {
            emitter.view(structure, &mut out);
        } else {
            emitter.own_view(structure, &mut out);
        }
        emitter.encode(structure, &mut out);
    }
    emitter.message(&mut out);
    if message.kind == "response" {
        for structure in emitter.streamed_structs() {
            emitter.writer(structure, &mut out);
        }
    }
    format!("{}\n{out}", imports(&out))
}

/// Only what a file uses is imported.
fn imports(body: &str) -> String {
    let mut out = String::from("//! Generated from protocol/schema by `generate-messages`; do not edit.\n\n");
    if body.contains("Bytes") {
        out.push_str("use bytes::Bytes;\n\n");
    }
    let names = [
        "ArrayView",
        "Decode",
        "DecodeError",
        "DecodeNullable",
        "Encode",
        "EncodeNullable",
        "FieldWriter",
        "IntoOwned",
        "Message",
        "MessageKind",
        "MessageView",
        "Reader",
        "Sink",
        "TaggedOption",
        "Uuid",
        "VersionRange",
        "Writer",
    ];
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let used: Vec<&str> = names
        .into_iter()
        .filter(|name| body.split(|c: char| !is_word(c)).any(|word| word == *name))
        .collect();
    let _ = writeln!(out, "use crate::codec::{{{}}};", used.join(", "));
    out
}

struct Emitter<'m> {
    message: &'m Message,
}

impl Emitter<'_> {
    fn owned(&self, structure: &Struct, out: &mut String) {
        let name = &structure.name;
        let copy = if self.borrows(structure) { "" } else { ", Copy" };
        let zero = structure.fields.iter().all(default_is_zero);
        let default = if zero { ", Default" } else { "" };
        let _ = writeln!(
            out,
            "/// Kafka's `{name}`.\n#[derive(Clone, Debug, PartialEq{copy}{default})]\npub struct {name} {{"
        );
        for field in &structure.fields {
            let _ = writeln!(out, "pub {}: {},", method_name(&field.name), owned_type(field));
        }
        out.push_str("}\n\n");
        if !zero {
            self.default_impl(structure, name, "", out);
        }
        self.decode(structure, name, "impl<'a> Decode<'a>", out);
    }

    fn view(&self, structure: &Struct, out: &mut String) {
        let name = &structure.name;
        let zero = structure.fields.iter().all(default_is_zero);
        let default = if zero { ", Default" } else { "" };
        let _ = writeln!(
            out,
            "/// [`{name}`] in the frame that it came in.\n#[derive(Clone, Copy, Debug, PartialEq{default})]\npub struct {name}View<'a> {{"
        );
        for field in &structure.fields {
            let _ = writeln!(out, "pub {}: {},", method_name(&field.name), self.view_type(field));
        }
        out.push_str("}\n\n");
        if !zero {
            self.default_impl(structure, &format!("{name}View<'_>"), "_view", out);
        }
        self.decode(structure, &format!("{name}View<'a>"), "impl<'a> Decode<'a>", out);
        let _ = writeln!(
            out,
            "impl IntoOwned for {name}View<'_> {{ type Owned = {name};\nfn into_owned(self) -> {name} {{ {name} {{"
        );
        for field in &structure.fields {
            let field = method_name(&field.name);
            let _ = writeln!(out, "{field}: self.{field}.into_owned(),");
        }
        out.push_str("} } }\n\n");
    }

    /// A structure that borrows nothing is its own view.
    fn own_view(&self, structure: &Struct, out: &mut String) {
        let name = &structure.name;
        let _ = writeln!(
            out,
            "impl IntoOwned for {name} {{ type Owned = Self;\nfn into_owned(self) -> Self {{ self }} }}\n"
        );
    }

    fn default_impl(&self, structure: &Struct, name: &str, form: &str, out: &mut String) {
        let _ = writeln!(out, "impl Default for {name} {{ fn default() -> Self {{ Self {{");
        for field in &structure.fields {
            let value = default_value(field, form == "_view");
            let _ = writeln!(out, "{}: {value},", method_name(&field.name));
        }
        out.push_str("} } }\n\n");
    }

    fn decode(&self, structure: &Struct, name: &str, head: &str, out: &mut String) {
        let size_min = self.size_min(structure);
        let _ = writeln!(
            out,
            "{head} for {name} {{ const SIZE_MIN: usize = {size_min};\n\nfn read_from(r: &mut Reader<'a>) -> Result<Self, DecodeError> {{"
        );
        let plain: Vec<&Field> = structure.fields.iter().filter(|field| field.tag.is_none()).collect();
        let tagged: Vec<&Field> = structure.fields.iter().filter(|field| field.tag.is_some()).collect();
        let depends = structure
            .fields
            .iter()
            .any(|f| self.condition(f.versions).is_some() || self.null_condition(f).is_some());
        if depends {
            out.push_str("let v = r.version();\n");
        }
        let _ = writeln!(
            out,
            "let {} m = Self::default();",
            if structure.fields.is_empty() { "" } else { "mut" }
        );
        for field in plain {
            let read = self.read(field, "m", true);
            let _ = match self.condition(field.versions) {
                Some(condition) => writeln!(out, "if {condition} {{ {read} }}"),
                None => writeln!(out, "{read}"),
            };
        }
        if tagged.is_empty() {
            if self.message.flexible_since.is_some() {
                out.push_str("r.skip_tags()?;\n");
            }
        } else {
            out.push_str("r.tags(&mut |r, tag| { match tag {\n");
            for field in tagged {
                let guard = self.condition(field.versions).map_or(String::new(), |c| format!(" if {c}"));
                let _ =
                    writeln!(out, "{}{guard} => {}", field.tag.unwrap_or(0), self.read(field, "m", false));
            }
            out.push_str("_ => return Ok(false),\n} Ok(true) })?;\n");
        }
        out.push_str("Ok(m)\n} }\n\n");
        if self.is_nullable(&structure.name) {
            let _ = writeln!(
                out,
                "impl<'a> DecodeNullable<'a> for {name} {{ fn read_nullable(r: &mut Reader<'a>) -> Result<Option<Self>, DecodeError> {{ if r.presence()? {{ r.get().map(Some) }} else {{ Ok(None) }} }} }}\n"
            );
        }
    }

    fn read(&self, field: &Field, target: &str, statement: bool) -> String {
        let name = method_name(&field.name);
        let end = if statement { ";" } else { "," };
        let value = match self.null_condition(field) {
            Some(condition) => format!("r.nullable({condition})?"),
            None if is_tagged_option(field) => "r.tagged_option()?".to_owned(),
            None if field.inflexible => "r.inflexible(Reader::get)?".to_owned(),
            None => "r.get()?".to_owned(),
        };
        format!("{target}.{name} = {value}{end}")
    }

    fn encode(&self, structure: &Struct, out: &mut String) {
        let name = &structure.name;
        let tagged: Vec<&Field> = structure.fields.iter().filter(|field| field.tag.is_some()).collect();
        let flexible = self.message.flexible_since.is_some();
        let plain: Vec<&Field> = structure.fields.iter().filter(|field| field.tag.is_none()).collect();
        let unused = if plain.is_empty() && tagged.is_empty() && !flexible { "_w" } else { "w" };
        let _ = writeln!(
            out,
            "impl Encode for {name} {{ fn write_to<S: Sink + ?Sized>(&self, {unused}: &mut Writer<'_, S>) {{"
        );
        if plain.iter().any(|f| self.condition(f.versions).is_some() || self.null_condition(f).is_some()) {
            out.push_str("let v = w.version();\n");
        }
        for field in plain {
            let member = method_name(&field.name);
            let put = match self.null_condition(field) {
                Some(condition) => format!("w.put_nullable(&self.{member}, {condition});"),
                None if field.inflexible => format!("w.inflexible(|w| w.put(&self.{member}));"),
                None => format!("w.put(&self.{member});"),
            };
            let _ = match self.condition(field.versions) {
                None => writeln!(out, "{put}"),
                Some(condition) if field.ignorable => writeln!(out, "if {condition} {{ {put} }}"),
                Some(condition) => writeln!(
                    out,
                    "if {condition} {{ {put} }} else {{ w.refuse_if({}, \"{}\"); }}",
                    differs(field),
                    field.name
                ),
            };
        }
        if !tagged.is_empty() {
            out.push_str("self.write_tags(w);\n");
        } else if flexible {
            out.push_str("w.put_tag_count(0);\n");
        }
        out.push_str("} }\n\n");
        if self.is_nullable(name) {
            let _ = writeln!(
                out,
                "impl EncodeNullable for {name} {{ fn write_nullable<S: Sink + ?Sized>(value: Option<&Self>, w: &mut Writer<'_, S>) {{ w.put_presence(value.is_some()); if let Some(value) = value {{ w.put(value); }} }} }}\n"
            );
        }
        if !tagged.is_empty() {
            self.write_tags(name, tagged, out);
        }
    }

    fn write_tags(&self, name: &str, mut tagged: Vec<&Field>, out: &mut String) {
        tagged.sort_by_key(|field| field.tag);
        let _ =
            writeln!(out, "impl {name} {{ fn write_tags<S: Sink + ?Sized>(&self, w: &mut Writer<'_, S>) {{");
        if tagged.iter().any(|f| self.tag_condition(f).is_some()) {
            out.push_str("let v = w.version();\n");
        }
        for field in &tagged {
            let tag = field.tag.unwrap_or(0);
            let differs = differs(field);
            let _ = match self.tag_condition(field) {
                Some(condition) => writeln!(out, "let has_{tag} = {condition} && {differs};"),
                None => writeln!(out, "let has_{tag} = {differs};"),
            };
        }
        let counts: Vec<String> =
            tagged.iter().map(|f| format!("usize::from(has_{})", f.tag.unwrap_or(0))).collect();
        let _ = writeln!(out, "w.put_tag_count({});", counts.join(" + "));
        for field in &tagged {
            let (tag, member) = (field.tag.unwrap_or(0), method_name(&field.name));
            let missing = match self.tag_condition(field) {
                Some(_) if !field.ignorable => {
                    format!("else {{ w.refuse_if({}, \"{}\"); }}", differs(field), field.name)
                }
                _ => String::new(),
            };
            let value = match is_tagged_option(field) {
                true => format!("&TaggedOption(self.{member}.as_ref())"),
                false => format!("&self.{member}"),
            };
            let _ = writeln!(out, "if has_{tag} {{ w.put_tag({tag}, {value}); }} {missing}");
        }
        out.push_str("} }\n\n");
    }

    fn message(&self, out: &mut String) {
        let message = self.message;
        let name = &message.name;
        let view = if self.borrows(&message.structs[0]) { format!("{name}View<'a>") } else { name.clone() };
        let kind = match message.kind.as_str() {
            "request" => "Request",
            "response" => "Response",
            "header" => "Header",
            "metadata" => "Metadata",
            "key" => "Key",
            "value" => "Value",
            _ => "Data",
        };
        let since = message.flexible_since.map_or("i16::MAX".to_owned(), |since| since.to_string());
        let _ = writeln!(
            out,
            "impl Message for {name} {{\nconst NAME: &'static str = \"{name}\";\nconst KIND: MessageKind = MessageKind::{kind};\nconst ID: i16 = {};\nconst VERSIONS: VersionRange = {};\nconst FLEXIBLE_SINCE: i16 = {since};\ntype View<'a> = {view};\n}}\n\nimpl<'a> MessageView<'a> for {view} {{ type Message = {name}; }}\n",
            message.id.unwrap_or(-1),
            range(message.versions),
        );
    }

    /// Whether the structure's view needs the frame's lifetime.
    fn borrows(&self, structure: &Struct) -> bool {
        structure.fields.iter().any(|field| self.type_borrows(&field.ty))
    }

    fn type_borrows(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Bytes | Type::Records | Type::Array(_) => true,
            Type::Struct(name) => self.borrows(self.message.structure(name)),
            _ => false,
        }
    }

    fn view_type(&self, field: &Field) -> String {
        optional(field, self.view_base(&field.ty))
    }

    fn view_base(&self, ty: &Type) -> String {
        match ty {
            Type::String => "&'a str".to_owned(),
            Type::Bytes | Type::Records => "&'a [u8]".to_owned(),
            Type::Array(element) => format!("ArrayView<'a, {}>", self.view_base(element)),
            Type::Struct(name) if self.type_borrows(ty) => format!("{name}View<'a>"),
            ty => owned_base(ty),
        }
    }

    /// The condition on `v` under which a field is there; none if it always is.
    fn condition(&self, versions: Versions) -> Option<String> {
        condition(versions, self.message.versions)
    }

    /// The condition on `v` under which a tagged field can be written.
    fn tag_condition(&self, field: &Field) -> Option<String> {
        let since = self.message.flexible_since.unwrap_or(i16::MAX);
        let versions = Versions { min: field.versions.min.max(since), max: field.versions.max };
        condition(versions, self.message.versions)
    }

    /// The condition under which null is allowed, for a field that is not nullable in all its versions.
    fn null_condition(&self, field: &Field) -> Option<String> {
        let nullable = field.nullable?;
        let bounds = self.message.versions;
        if nullable.covers(field.versions, bounds) {
            return None;
        }
        condition(nullable, bounds)
    }

    fn is_nullable(&self, name: &str) -> bool {
        let mut fields = self.message.structs.iter().flat_map(|s| &s.fields);
        fields.any(|field| {
            field.nullable.is_some() && !is_tagged_option(field) && field.ty == Type::Struct(name.to_owned())
        })
    }

    /// The fewest bytes of the structure in any version that has a field of it.
    fn size_min(&self, structure: &Struct) -> usize {
        let Versions { min, max } = self.message.versions;
        (min..=max)
            .map(|version| self.size_in(structure, version))
            .filter(|size| *size > 0)
            .min()
            .unwrap_or(1)
    }

    fn size_in(&self, structure: &Struct, version: i16) -> usize {
        let fields = structure.fields.iter().filter(|f| f.tag.is_none() && f.versions.contains(version));
        let mut sum: usize = fields.map(|field| self.field_size(field, version)).sum();
        if self.message.is_flexible(version) {
            sum += 1;
        }
        sum
    }

    fn field_size(&self, field: &Field, version: i16) -> usize {
        let flexible = self.message.is_flexible(version) && !field.inflexible;
        match &field.ty {
            Type::Bool | Type::Int8 => 1,
            Type::Int16 | Type::Uint16 => 2,
            Type::Int32 | Type::Uint32 => 4,
            Type::Int64 | Type::Float64 => 8,
            Type::Uuid => 16,
            Type::Struct(_) if field.nullable.is_some() => 1,
            Type::Struct(name) => self.size_in(self.message.structure(name), version),
            _ if flexible => 1,
            Type::String => 2,
            Type::Bytes | Type::Records | Type::Array(_) => 4,
        }
    }
}
