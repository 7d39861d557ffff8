//! Turns the tables of API keys and error codes into Rust.

use std::fmt::Write;

use crate::names::pascal_case;
use crate::table::Message;

const HEAD: &str = "//! Generated from protocol/schema by `generate-messages`; do not edit.\n\n";

/// `api_keys.schema`: `3 Metadata 0-13 broker`; `requests` are the messages that go with it.
pub fn api_key_file(table: &str, requests: &[Message]) -> String {
    let mut variants = String::new();
    let mut infos = String::new();
    for line in table.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [key, name, versions, rest @ ..] = words.as_slice() else { panic!("api_keys.schema: {line}") };
        if *versions == "removed" {
            continue;
        }
        let (min, max) = versions.split_once('-').unwrap_or_else(|| panic!("api_keys.schema: {line}"));
        let request =
            requests.iter().find(|r| r.name == format!("{name}Request")).unwrap_or_else(|| panic!("{name}"));
        let listeners = rest.first().copied().unwrap_or("");
        let _ = writeln!(variants, "/// API {key}.\n{name} = {key},");
        let _ = writeln!(
            infos,
            "ApiInfo {{ key: ApiKey::{name}, name: \"{name}\", kafka: VersionRange::new({min}, {max}), known: VersionRange::new({}, {}), flexible_since: {}, broker: {}, controller: {}, cluster_action: {} }},",
            request.versions.min,
            request.versions.max,
            request.flexible_since.map_or("i16::MAX".to_owned(), |since| since.to_string()),
            listeners.contains("broker"),
            listeners.contains("controller"),
            rest.contains(&"cluster-action"),
        );
    }
    format!(
        "{HEAD}use crate::codec::VersionRange;\n\n/// What a request asks for: the first field of its header.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(i16)]\npub enum ApiKey {{\n{variants}}}\n\n/// One row of the table of APIs.\n#[derive(Debug)]\npub(crate) struct ApiInfo {{ pub key: ApiKey, pub name: &'static str, pub kafka: VersionRange, pub known: VersionRange, pub flexible_since: i16, pub broker: bool, pub controller: bool, pub cluster_action: bool }}\n\n/// Every API, in the order of the keys.\n#[rustfmt::skip]\npub(crate) static APIS: &[ApiInfo] = &[\n{infos}];\n"
    )
}

/// `error_codes.schema`: `6 NOT_LEADER_OR_FOLLOWER retriable`.
pub fn error_code_file(table: &str) -> String {
    let mut variants = String::new();
    let mut infos = String::new();
    for line in table.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [code, name, rest @ ..] = words.as_slice() else { panic!("error_codes.schema: {line}") };
        let variant = pascal_case(name);
        let retriable = rest.contains(&"retriable");
        let _ = writeln!(variants, "/// `{name}`.\n{variant} = {code},");
        let _ = writeln!(
            infos,
            "ErrorInfo {{ code: ErrorCode::{variant}, name: \"{name}\", retriable: {retriable} }},"
        );
    }
    format!(
        "{HEAD}/// Kafka's error codes, as they stand in responses.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]\n#[repr(i16)]\npub enum ErrorCode {{\n{}}}\n\n/// One row of the table of error codes.\n#[derive(Debug)]\npub(crate) struct ErrorInfo {{ pub code: ErrorCode, pub name: &'static str, pub retriable: bool }}\n\n/// Every error code, from -1 on without a gap.\n#[rustfmt::skip]\npub(crate) static ERRORS: &[ErrorInfo] = &[\n{infos}];\n",
        variants.replace("None = 0", "#[default]\nNone = 0"),
    )
}
