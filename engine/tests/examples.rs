//! The examples do what they say.

#[allow(dead_code, reason = "its main is for the command line")]
#[path = "../examples/append.rs"]
mod append;
#[allow(dead_code, reason = "its main is for the command line")]
#[path = "../examples/compact.rs"]
mod compact;
#[allow(dead_code, reason = "its main is for the command line")]
#[path = "../examples/read.rs"]
mod read;
#[allow(dead_code, reason = "its main is for the command line")]
#[path = "../examples/tail.rs"]
mod tail;

use std::error::Error;

fn said(
    run: impl Fn(std::vec::IntoIter<String>, &mut Vec<u8>) -> Result<(), Box<dyn Error>>,
    arguments: &[&str],
) -> String {
    let mut out = Vec::new();
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    run(arguments.into_iter(), &mut out).expect("the example runs");
    String::from_utf8(out).expect("text")
}

#[test]
fn append_then_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a plain name");
    assert_eq!(said(append::run, &[folder, "orders", "one", "two"]), "offsets 0 to 1\n");
    assert_eq!(said(append::run, &[folder, "orders", "three"]), "offsets 2 to 2\n");
    assert_eq!(said(read::run, &[folder, "orders"]), "0\tone\n1\ttwo\n2\tthree\n");
    assert_eq!(said(read::run, &[folder, "orders", "0", "1"]), "1\ttwo\n2\tthree\n");
}

#[test]
fn tail_replays_what_it_appended() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a plain name");
    assert_eq!(said(tail::run, &[folder]), "balance 0 after 0 commands\nbalance 77 after 3 commands\n");
    assert_eq!(said(tail::run, &[folder]), "balance 77 after 3 commands\nbalance 154 after 6 commands\n");
}

#[test]
fn compact_tells_what_it_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a plain name");
    let told = said(compact::run, &[folder, "20000", "50", "1000"]);
    assert!(told.starts_with("changes-0 compacted up to "), "{told}");
    assert!(told.contains(", 50 keys in "), "{told}");
    let told = said(compact::run, &[folder, "100", "50"]);
    assert!(told.starts_with("no segment was completed: nothing to compact yet\n"), "{told}");
}
