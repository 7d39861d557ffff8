//! Every runtime answers every work, and what is printed has a line for each.

use std::process::Command;

#[test]
fn every_runtime_does_every_work() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string());
    let output = Command::new(env!("CARGO_BIN_EXE_shootout"))
        .args(["run", "--rounds", "1", "--divisor", "1000", "--folder"])
        .arg(&folder)
        .output()
        .expect("it can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let table = String::from_utf8(output.stdout).expect("the table is text");
    for work in
        ["echo-100-1", "echo-100-16", "append-100", "append-8k", "append-64k", "fetch-64k", "fetch-1m"]
    {
        for runtime in ["ring", "epoll", "tokio", "tokio-uring", "glommio"] {
            let start = format!("| {work} | {runtime} | ");
            assert_eq!(
                table.lines().filter(|line| line.starts_with(&start)).count(),
                1,
                "{start} in\n{table}"
            );
        }
    }
    assert!(!folder.exists(), "the files are removed");
}

#[test]
fn a_work_that_is_not_known_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_shootout"))
        .args(["run", "--only", "append-9k", "--folder", "/nonexistent"])
        .output()
        .expect("it can be started");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no work append-9k"));
}

#[test]
fn the_floor_has_a_line_for_each_probe() {
    let folder =
        std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-floor", std::process::id()));
    let output = Command::new(env!("CARGO_BIN_EXE_shootout"))
        .args(["floor", "--rounds", "1", "--divisor", "1000", "--folder"])
        .arg(&folder)
        .output()
        .expect("it can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let table = String::from_utf8(output.stdout).expect("the table is text");
    assert_eq!(table.lines().filter(|line| line.contains(" (")).count(), 7, "{table}");
    assert!(!folder.exists(), "the files are removed");
}
