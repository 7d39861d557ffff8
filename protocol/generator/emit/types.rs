//! Fields as Rust types, values and conditions.

use crate::names::method_name;
use crate::table::{Field, Type, Versions};

/// Whether the field's null is written in a way of its own.
pub(super) fn is_tagged_option(field: &Field) -> bool {
    field.tag.is_some() && field.nullable.is_some() && matches!(field.ty, Type::Struct(_))
}

/// The condition on `v` that `versions` holds, given that `bounds` does.
pub(super) fn condition(versions: Versions, bounds: Versions) -> Option<String> {
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

pub(super) fn range(versions: Versions) -> String {
    let max = if versions.max == i16::MAX { "i16::MAX".to_owned() } else { versions.max.to_string() };
    format!("VersionRange::new({}, {max})", versions.min)
}

pub(super) fn optional(field: &Field, base: String) -> String {
    if field.nullable.is_some() { format!("Option<{base}>") } else { base }
}

pub(super) fn owned_type(field: &Field) -> String {
    optional(field, owned_base(&field.ty))
}

pub(super) fn owned_base(ty: &Type) -> String {
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

/// Whether a nullable field is null unless said otherwise. Records are empty: a client may take null for a broken response.
fn default_is_null(field: &Field) -> bool {
    field.nullable.is_some()
        && (field.is_null_by_default()
            || field.default.is_none() && field.tag.is_none() && field.ty != Type::Records)
}

/// Whether the field's default is that of its Rust type.
pub(super) fn default_is_zero(field: &Field) -> bool {
    if field.nullable.is_some() { default_is_null(field) } else { field.default.is_none() }
}

pub(super) fn default_value(field: &Field, view: bool) -> String {
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
pub(super) fn differs(field: &Field) -> String {
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
