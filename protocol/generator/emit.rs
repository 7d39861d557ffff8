//! Turns one message of the tables into Rust.

use std::fmt::Write;

use crate::names::{method_name, snake_case};
use crate::table::{Field, Message, Struct, Type, Versions};

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

    /// The structures that a streaming writer reaches: not those of tagged fields, which are written whole.
    fn streamed_structs(&self) -> Vec<&Struct> {
        let mut reached = vec![&self.message.structs[0]];
        let mut index = 0;
        while let Some(structure) = reached.get(index) {
            for field in structure.fields.iter().filter(|f| f.tag.is_none()) {
                if let (Type::Array(_), Some(name)) = (&field.ty, field.ty.structure()) {
                    let element = self.message.structure(name);
                    if reached.iter().all(|s| s.name != element.name) {
                        reached.push(element);
                    }
                }
            }
            index += 1;
        }
        reached
    }

    fn writer(&self, structure: &Struct, out: &mut String) {
        let name = &structure.name;
        let bounds = "S: Sink + ?Sized";
        let _ = writeln!(
            out,
            "/// Writes a [`{name}`] field by field, in this order.\n#[derive(Debug)]\npub struct {name}Writer<'w, 's, S: ?Sized>(FieldWriter<'w, 's, S>);\n\nimpl<'w, 's, {bounds}> {name}Writer<'w, 's, S> {{"
        );
        if *name == self.message.name {
            out.push_str("/// Begins the message.\npub fn new(w: &'w mut Writer<'s, S>) -> Self { Self(FieldWriter::new(w)) }\n\n");
        }
        let plain: Vec<&Field> = structure.fields.iter().filter(|field| field.tag.is_none()).collect();
        for (index, field) in plain.iter().enumerate() {
            self.writer_method(index, field, out);
        }
        let has_tags = plain.len() < structure.fields.len();
        let count = plain.len();
        if has_tags {
            let _ = writeln!(
                out,
                "/// Ends the structure with the tagged fields of `tags`, whose other fields are ignored.\npub fn end(mut self, tags: &{name}) {{ tags.write_tags(self.0.end({count})); }}"
            );
        } else {
            let tags = if self.message.flexible_since.is_some() { ".put_tag_count(0)" } else { "" };
            let _ = writeln!(
                out,
                "/// Ends the structure.\npub fn end(mut self) {{ self.0.end({count}){tags}; }}"
            );
        }
        out.push_str("}\n\n");
    }

    fn writer_method(&self, index: usize, field: &Field, out: &mut String) {
        let member = method_name(&field.name);
        let plain_name = snake_case(&field.name);
        let versions = range(field.versions);
        let nullable = field.nullable.map(range);
        if let (Type::Array(_), Some(element)) = (&field.ty, field.ty.structure()) {
            let (parameter, count, nullable) = match nullable {
                Some(nullable) => ("Option<usize>", "count", nullable),
                None => ("usize", "Some(count)", "VersionRange::new(1, 0)".to_owned()),
            };
            let _ = writeln!(
                out,
                "/// Announces the elements: each follows through [`Self::{plain_name}_element`].\npub fn {member}(&mut self, count: {parameter}) -> &mut Self {{ self.0.array({index}, {versions}, {nullable}, {count}); self }}\n\npub fn {plain_name}_element(&mut self) -> {element}Writer<'_, 's, S> {{ {element}Writer(self.0.element({index})) }}\n"
            );
            return;
        }
        let parameter = parameter_type(&field.ty);
        let _ = match nullable {
            Some(nullable) => writeln!(
                out,
                "pub fn {member}(&mut self, value: Option<{parameter}>) -> &mut Self {{ self.0.nullable({index}, {versions}, {nullable}, value); self }}\n"
            ),
            None => writeln!(
                out,
                "pub fn {member}(&mut self, value: {parameter}) -> &mut Self {{ self.0.field({index}, {versions}, &value); self }}\n"
            ),
        };
        if field.ty == Type::Records {
            let _ = writeln!(
                out,
                "/// Writes only the length of `{member}`: that many bytes follow from elsewhere, at this place of the output.\npub fn {plain_name}_len(&mut self, len: usize) -> &mut Self {{ self.0.bytes_len({index}, {versions}, len); self }}\n\n/// The sink, to put what [`Self::{plain_name}_len`] announced.\npub fn sink(&mut self) -> &mut S {{ self.0.sink() }}\n"
            );
        }
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

/// Whether the field's null is written in a way of its own.
fn is_tagged_option(field: &Field) -> bool {
    field.tag.is_some() && field.nullable.is_some() && matches!(field.ty, Type::Struct(_))
}

/// The condition on `v` that `versions` holds, given that `bounds` does.
fn condition(versions: Versions, bounds: Versions) -> Option<String> {
    let from = versions.min > bounds.min;
    let to = versions.max < bounds.max;
    match (from, to) {
        (false, false) => None,
        (true, false) => Some(format!("v >= {}", versions.min)),
        (false, true) => Some(format!("v <= {}", versions.max)),
        (true, true) if versions.min == versions.max => Some(format!("v == {}", versions.min)),
        (true, true) => Some(format!("({}..={}).contains(&v)", versions.min, versions.max)),
    }
}

fn range(versions: Versions) -> String {
    let max = if versions.max == i16::MAX { "i16::MAX".to_owned() } else { versions.max.to_string() };
    format!("VersionRange::new({}, {max})", versions.min)
}

fn optional(field: &Field, base: String) -> String {
    if field.nullable.is_some() { format!("Option<{base}>") } else { base }
}

fn owned_type(field: &Field) -> String {
    optional(field, owned_base(&field.ty))
}

fn owned_base(ty: &Type) -> String {
    let name = match ty {
        Type::Bool => "bool",
        Type::Int8 => "i8",
        Type::Int16 => "i16",
        Type::Uint16 => "u16",
        Type::Int32 => "i32",
        Type::Uint32 => "u32",
        Type::Int64 => "i64",
        Type::Float64 => "f64",
        Type::Uuid => "Uuid",
        Type::String => "String",
        Type::Bytes | Type::Records => "Bytes",
        Type::Array(element) => return format!("Vec<{}>", owned_base(element)),
        Type::Struct(name) => name,
    };
    name.to_owned()
}

/// What a streaming writer takes for a field.
fn parameter_type(ty: &Type) -> String {
    match ty {
        Type::String => "&str".to_owned(),
        Type::Bytes | Type::Records => "&[u8]".to_owned(),
        Type::Array(element) if **element == Type::String => "&[impl Encode]".to_owned(),
        Type::Array(element) => format!("&[{}]", owned_base(element)),
        Type::Struct(name) => format!("&{name}"),
        ty => owned_base(ty),
    }
}

/// Whether a nullable field is null unless said otherwise. Records are empty: a client may take null for a broken response.
fn default_is_null(field: &Field) -> bool {
    field.nullable.is_some()
        && (field.is_null_by_default()
            || field.default.is_none() && field.tag.is_none() && field.ty != Type::Records)
}

/// Whether the field's default is that of its Rust type.
fn default_is_zero(field: &Field) -> bool {
    if field.nullable.is_some() { default_is_null(field) } else { field.default.is_none() }
}

fn default_value(field: &Field, view: bool) -> String {
    if default_is_null(field) {
        return "None".to_owned();
    }
    let value = match (&field.default, &field.ty) {
        (None, _) => "Default::default()".to_owned(),
        (Some(text), Type::String) if view => format!("{text:?}"),
        (Some(text), Type::String) => format!("{text:?}.to_owned()"),
        (Some(text), _) => number(text),
    };
    if field.nullable.is_some() { format!("Some({value})") } else { value }
}

/// Extreme values by name.
fn number(text: &str) -> String {
    match text {
        "2147483647" => "i32::MAX".to_owned(),
        "-2147483648" => "i32::MIN".to_owned(),
        "9223372036854775807" => "i64::MAX".to_owned(),
        text => text.to_owned(),
    }
}

/// An expression that says whether a field has a value other than its default.
fn differs(field: &Field) -> String {
    let member = format!("self.{}", method_name(&field.name));
    if default_is_null(field) {
        return format!("{member}.is_some()");
    }
    if field.nullable.is_some() {
        return match &field.ty {
            Type::Struct(name) => format!("{member} != Some({name}::default())"),
            _ => format!("{member}.as_ref().is_none_or(|value| !value.is_empty())"),
        };
    }
    match (&field.ty, &field.default) {
        (Type::Bool, Some(text)) if text == "true" => format!("!{member}"),
        (Type::Bool, _) => member,
        (Type::String, Some(text)) => format!("{member} != {text:?}"),
        (Type::String | Type::Bytes | Type::Records | Type::Array(_), _) => format!("!{member}.is_empty()"),
        (Type::Uuid, _) => format!("!{member}.is_zero()"),
        (Type::Struct(name), _) => format!("{member} != {name}::default()"),
        (Type::Float64, _) => format!("{member} != 0.0"),
        (_, text) => format!("{member} != {}", number(text.as_deref().unwrap_or("0"))),
    }
}
