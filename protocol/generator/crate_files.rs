//! All generated files, by path.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use crate::emit::message_file;
use crate::enums::{api_key_file, error_code_file};
use crate::names::snake_case;
use crate::table::{self, Message};

/// The folders of tables, and what their module is about.
const FOLDERS: [(&str, &str); 5] = [
    ("api", "Requests and responses, with their headers."),
    ("metadata", "The records of the metadata log `__cluster_metadata`."),
    ("control", "What control records hold."),
    (
        "coordinator",
        "Keys and values of the coordinators' topics, and what consumers agree on among themselves.",
    ),
    ("storage", "What Kafka stores beside its logs."),
];

/// The messages of one folder of tables, in the order of their file names.
pub fn read_tables(folder: &Path) -> io::Result<Vec<Message>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut messages = Vec::new();
    for path in paths {
        let parsed = table::parse(&fs::read_to_string(&path)?);
        messages.extend(parsed.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?);
    }
    Ok(messages)
}

/// Every generated file under its path relative to `src/generated`, not yet formatted.
pub fn generate(schema: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut all = String::new();
    let mut modules = String::from(
        "//! Generated from protocol/schema by `generate-messages`; do not edit.\n#![allow(missing_docs, reason = \"the fields are Kafka's: schema and protocol guide describe them\")]\n#![allow(clippy::field_reassign_with_default, reason = \"fields that a version lacks keep their default\")]\n\n",
    );
    for (folder, about) in FOLDERS {
        let messages = read_tables(&schema.join(folder))?;
        let module = if folder == "api" { "messages" } else { folder };
        let mut list = format!("//! {about}\n\n");
        let mut reexports = String::new();
        for message in &messages {
            let file = message_file(message);
            let name = snake_case(&message.name);
            let _ = writeln!(list, "pub mod {name};");
            let _ = writeln!(reexports, "{}", reexport(message, &file));
            let _ = writeln!(all, "$crate::{module}::{},", message.name);
            files.insert(format!("{module}/{name}.rs"), file);
        }
        let _ = writeln!(list, "\n{reexports}");
        if folder == "metadata" {
            list.push_str(&metadata_macro(&messages));
        }
        files.insert(format!("{module}/mod.rs"), list);
        let _ = writeln!(modules, "pub mod {module};");
        if folder == "api" {
            let table = fs::read_to_string(schema.join("api_keys.schema"))?;
            files.insert("api_key.rs".to_owned(), api_key_file(&table, &messages));
        }
    }
    let errors = fs::read_to_string(schema.join("error_codes.schema"))?;
    files.insert("error_code.rs".to_owned(), error_code_file(&errors));
    let _ = writeln!(
        modules,
        "pub mod api_key;\npub mod error_code;\n\n/// Calls a macro with the paths of all messages.\n#[doc(hidden)]\n#[macro_export]\nmacro_rules! for_each_message {{ ($each:ident) => {{ $each! {{\n{all}}} }}; }}"
    );
    files.insert("mod.rs".to_owned(), modules);
    Ok(files)
}

/// Writes generated files below `target` and formats them by `rustfmt_config`.
pub fn write(target: &Path, files: &BTreeMap<String, String>, rustfmt_config: &Path) -> io::Result<()> {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(rustfmt_config);
    for (path, text) in files {
        let path = target.join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder"))?;
        fs::write(&path, text)?;
        command.arg(path);
    }
    match command.status()?.success() {
        true => Ok(()),
        false => Err(io::Error::other("rustfmt failed")),
    }
}

/// The names that are lifted out of a message's module: other structures may share names with those of another message.
fn reexport(message: &Message, file: &str) -> String {
    let name = &message.name;
    let mut names = name.clone();
    for form in ["View", "Writer"] {
        if file.contains(&format!("pub struct {name}{form}<")) {
            let _ = write!(names, ", {name}{form}");
        }
    }
    format!("#[doc(inline)]\npub use {}::{{{names}}};", snake_case(name))
}

/// The record types for `MetadataRecord`.
fn metadata_macro(messages: &[Message]) -> String {
    let mut records: Vec<&Message> = messages.iter().collect();
    records.sort_by_key(|message| message.id);
    let list: Vec<&str> = records.iter().map(|message| message.name.as_str()).collect();
    format!(
        "\n/// Calls a macro with the names of all metadata records, in the order of their types.\nmacro_rules! for_each_metadata_record {{ ($each:ident) => {{ $each! {{ {} }} }}; }}\npub(crate) use for_each_metadata_record;\n",
        list.join(", ")
    )
}
