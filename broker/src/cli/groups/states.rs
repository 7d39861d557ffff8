//! `groups describe --state`.

use std::io::Write;

use anyhow::Result;
use client::{Admin, GroupDescription};
use io::PollIo;

use super::{or_missing, print_state, width};

/// A table for each group.
pub(super) fn print(
    admin: &mut Admin<PollIo>,
    groups: &[GroupDescription],
    verbose: bool,
    out: &mut impl Write,
) -> Result<()> {
    for group in groups {
        print_state(out, &group.group_id, &group.state)?;
        if group.state == "Dead" {
            continue;
        }
        let metadata = admin.client_mut().metadata();
        let address = metadata.broker(group.coordinator).map(ToString::to_string);
        let coordinator = format!("{}  ({})", address.unwrap_or_default(), group.coordinator);
        print_group(group, &coordinator, verbose, out)?;
    }
    Ok(())
}

fn print_group(
    group: &GroupDescription,
    coordinator: &str,
    verbose: bool,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let group_wide = width(15, [group.group_id.as_str()].into_iter());
    let wide = width(25, [coordinator].into_iter());
    let assignor = Some(group.assignor.as_str()).filter(|name| !name.is_empty());
    let header = ["COORDINATOR (ID)", "ASSIGNMENT-STRATEGY", "STATE"];
    let cells = [coordinator, assignor.unwrap_or("-"), &group.state];
    let epochs = ["GROUP-EPOCH".to_owned(), "TARGET-ASSIGNMENT-EPOCH".to_owned()];
    let of_group = [group.epochs.map(|(epoch, _)| epoch), group.epochs.map(|(_, target)| target)];
    let lines = [
        ("GROUP", header, epochs, "#MEMBERS".to_owned()),
        (group.group_id.as_str(), cells, of_group.map(or_missing), group.members.len().to_string()),
    ];
    for (id, [coordinator, assignor, state], [epoch, target_epoch], members) in lines {
        write!(out, "\n{id:group_wide$} {coordinator:wide$} {assignor:20} {state:20} ")?;
        if verbose {
            write!(out, "{epoch:15} {target_epoch:25} ")?;
        }
        write!(out, "{members}")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use client::GroupType;

    /// What kafka-consumer-groups.sh of Kafka 4.3 printed for such a group.
    #[test]
    fn tables_are_kafkas() {
        let group = GroupDescription {
            group_id: "g2".to_owned(),
            group_type: GroupType::Classic,
            state: "Stable".to_owned(),
            assignor: "range".to_owned(),
            epochs: None,
            coordinator: 1,
            members: vec![Default::default()],
        };
        let printed = |verbose| {
            let mut printed = Vec::new();
            print_group(&group, "127.0.0.1:29092  (1)", verbose, &mut printed)
                .expect("a Vec takes everything");
            String::from_utf8(printed).expect("text")
        };
        assert_eq!(
            printed(false),
            "\nGROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS\
             \ng2              127.0.0.1:29092  (1)      range                Stable               1\n"
        );
        assert_eq!(
            printed(true),
            "\nGROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                GROUP-EPOCH     \
             TARGET-ASSIGNMENT-EPOCH   #MEMBERS\
             \ng2              127.0.0.1:29092  (1)      range                Stable               -               \
             -                         1\n"
        );
    }
}
