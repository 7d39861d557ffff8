//! Offsets to be set, as lines of a CSV file: `topic,partition,offset`, or with the group in front.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, anyhow};
use client::TopicPartition;

/// New offsets by partition.
pub(super) type Offsets = BTreeMap<TopicPartition, i64>;

/// Quoted from this length on, as Kafka's tool does.
const UNQUOTED_MAX: usize = 24;

/// The lines of a plan; `with_group` where it is for several groups.
pub(super) fn to_csv(plans: &BTreeMap<String, Offsets>, with_group: bool) -> String {
    let mut csv = String::new();
    for (group, offsets) in plans {
        for ((topic, partition), offset) in offsets {
            if with_group {
                write!(csv, "{},", quoted(group)).expect("a String takes everything");
            }
            writeln!(csv, "{},{partition},{offset}", quoted(topic)).expect("a String takes everything");
        }
    }
    csv
}

/// Reads a plan. Lines without a group are for `only_group`, if there is only one.
pub(super) fn from_csv(text: &str, only_group: Option<&str>) -> Result<BTreeMap<String, Offsets>> {
    let mut plans: BTreeMap<String, Offsets> = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let invalid = || anyhow!("line {number} of the plan is no topic,partition,offset: {line}");
        let mut cells = cells(line).ok_or_else(invalid)?;
        if let (3, Some(group)) = (cells.len(), only_group) {
            cells.insert(0, group.to_owned());
        }
        let [group, topic, partition, offset] = <[String; 4]>::try_from(cells).map_err(|_| invalid())?;
        let partition = partition.trim().parse::<i32>().map_err(|_| invalid())?;
        let offset = offset.trim().parse::<i64>().map_err(|_| invalid())?;
        plans.entry(group).or_default().insert((topic.into(), partition), offset);
    }
    Ok(plans)
}

fn quoted(text: &str) -> String {
    let is_plain = |character: char| !matches!(character, ',' | '"') && character > ' ';
    match text.len() <= UNQUOTED_MAX && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace('"', "\"\"")),
    }
}

/// The cells of a line; `None` when a quote does not end.
fn cells(line: &str) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut characters = line.chars().peekable();
    let mut is_quoted = false;
    while let Some(character) = characters.next() {
        let cell = cells.last_mut().expect("there is always one");
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    (!is_quoted).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plans() -> BTreeMap<String, Offsets> {
        let long = "a-topic-with-a-name-of-more-than-24";
        let offsets = BTreeMap::from([(("alpha".into(), 1), 7), ((long.into(), 0), 5)]);
        BTreeMap::from([("g,\"1".to_owned(), offsets)])
    }

    /// What kafka-consumer-groups.sh of Kafka 4.3 exported.
    #[test]
    fn lines_are_kafkas() {
        assert_eq!(to_csv(&plans(), false), "\"a-topic-with-a-name-of-more-than-24\",0,5\nalpha,1,7\n");
        assert!(to_csv(&plans(), true).ends_with("\"g,\"\"1\",alpha,1,7\n"));
    }

    #[test]
    fn what_was_exported_is_read_again() {
        assert_eq!(from_csv(&to_csv(&plans(), true), None).expect("a plan"), plans());
        assert_eq!(from_csv(&to_csv(&plans(), true), Some("g")).expect("a plan"), plans());
        assert_eq!(from_csv(&to_csv(&plans(), false), Some("g,\"1")).expect("a plan"), plans());
        for text in ["alpha,1", "alpha,x,1", "alpha,1,x", "\"alpha,1,2", "a,b,1,2,3"] {
            assert!(from_csv(text, Some("g")).is_err(), "{text}");
        }
        assert!(from_csv("alpha,1,2", None).is_err(), "of which group?");
    }
}
