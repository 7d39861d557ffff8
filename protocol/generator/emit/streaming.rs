//! Streaming writers of responses.

use std::fmt::Write;

use super::Emitter;
use super::types::{owned_base, range};
use crate::names::{method_name, snake_case};
use crate::table::{Field, Struct, Type};

impl Emitter<'_> {
    /// The structures that a streaming writer reaches: not those of tagged fields, which are written whole.
    pub(super) fn streamed_structs(&self) -> Vec<&Struct> {
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

    pub(super) fn writer(&self, structure: &Struct, out: &mut String) {
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
