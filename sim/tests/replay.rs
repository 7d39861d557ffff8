//! A seed is one history, in every process. Many seeds, and the planted bugs, are `cargo run --profile sim -p sim
//! --features planted-bugs -- --check`, which is too slow without optimisation.

use std::process::Command;

/// What `sim` prints for a seed.
fn replay(target: &str, seed: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sim"));
    let output =
        command.args(["--target", target, "--seed", seed]).output().expect("the binary of this package");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn the_log_alone_is_the_same_twice() {
    assert_eq!(replay("log", "5"), replay("log", "5"));
    assert_ne!(replay("log", "5"), replay("log", "6"));
}

#[test]
fn the_broker_and_its_clients_are_the_same_twice() {
    assert_eq!(replay("broker", "5"), replay("broker", "5"));
}

#[test]
fn groups_and_their_members_are_the_same_twice() {
    assert_eq!(replay("groups", "5"), replay("groups", "5"));
}
