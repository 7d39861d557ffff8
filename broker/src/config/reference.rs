//! docs/CONFIGURATION.md, made from the declarations.

use std::fmt::Write as _;

use super::declaration::{Declaration, Effect};
use super::keys::{BROKER_KEYS, GROUP_KEYS, TOPIC_KEYS};
use super::value::describe_valid;

const INTRODUCTION: &str = "\
# Configuration

Made from the declarations in broker/src/config/keys (`cargo run -p broker --example configuration > docs/CONFIGURATION.md`); a test keeps
it current. The keys are Apache Kafka 4.4's, and ringlog's own with the prefix `ringlog.`.

A broker reads `serve --config server.properties`, then each `--override key=value`. While it runs, a topic's key is
changed with IncrementalAlterConfigs (`kafka-configs`, `ringlog topics alter`), and so is a broker's key whose update
mode is not read-only. A topic's own value wins over the one set for the broker, that over the default of all brokers,
that over the file, that over the default below.

Keys marked **–** are accepted, checked, stored and described, so that files and tools made for Kafka work; ringlog does
not act on them. An unknown property is a warning; a value that is not allowed ends the start.
";

/// The whole page.
pub fn reference() -> String {
    let mut page = String::from(INTRODUCTION);
    section(&mut page, "Topic keys", TOPIC_KEYS, Columns::Resource);
    for (title, keys) in BROKER_KEYS {
        section(&mut page, &format!("Broker keys: {title}"), keys, Columns::Broker);
    }
    section(&mut page, "Group keys", GROUP_KEYS, Columns::Resource);
    page
}

#[derive(Copy, Clone)]
enum Columns {
    Broker,
    Resource,
}

fn section(page: &mut String, title: &str, keys: &[Declaration], columns: Columns) {
    let last = match columns {
        Columns::Broker => "Update mode",
        Columns::Resource => "Broker's key",
    };
    let written = write!(
        page,
        "\n## {title}\n\n| Key | Type | Default | Valid values | Importance | {last} | Acts | Meaning |\n\
         |---|---|---|---|---|---|---|---|\n"
    );
    written.expect("writing to a String cannot fail");
    for key in keys {
        let last = match columns {
            Columns::Broker => key.update.name().to_owned(),
            Columns::Resource => key.broker_key.map_or_else(String::new, code),
        };
        let acts = match key.effect {
            Effect::Acts => "yes",
            Effect::Nothing => "–",
        };
        let row = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {last} | {acts} | {} |",
            key.name,
            key.kind.name().to_lowercase(),
            default(key),
            describe_valid(&key.valid),
            key.importance.name(),
            key.doc,
        );
        row.expect("writing to a String cannot fail");
    }
}

fn default(key: &Declaration) -> String {
    match key.default {
        None => "null".to_owned(),
        Some("") => "empty".to_owned(),
        Some(text) => code(text),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_is_current() {
        let written = include_str!("../../../docs/CONFIGURATION.md");
        assert!(
            super::reference() == written,
            "docs/CONFIGURATION.md is not current: cargo run -p broker --example configuration > docs/CONFIGURATION.md"
        );
    }
}
