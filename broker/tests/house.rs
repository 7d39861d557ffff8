//! The crate graph is the one that docs/ARCHITECTURE.md draws.
#![expect(clippy::disallowed_methods, reason = "a test of the workspace's own files reads them")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Edges = BTreeMap<String, BTreeSet<String>>;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the broker's folder is in the workspace")
}

/// The fenced `edges` block: one `crate -> crates` a line.
fn drawn_edges() -> Edges {
    let page = fs::read_to_string(workspace().join("docs/ARCHITECTURE.md")).expect("the page is there");
    let block = page.split("```edges\n").nth(1).expect("the page has an edges block");
    let block = block.split("```").next().expect("the block ends");
    block
        .lines()
        .map(|line| {
            let (name, knows) = line.split_once("->").expect("each line is `crate -> crates`");
            (name.trim().to_owned(), knows.split_whitespace().map(str::to_owned).collect())
        })
        .collect()
}

/// The members' `[dependencies]` on each other; what only tests use is no edge.
fn built_edges() -> Edges {
    let members = workspace_members();
    members
        .iter()
        .map(|member| {
            let manifest = fs::read_to_string(workspace().join(member).join("Cargo.toml"))
                .expect("a member has a manifest");
            let knows = section(&manifest, "[dependencies]")
                .filter_map(|line| line.split(['.', ' ', '=']).next())
                .filter(|name| members.contains(*name))
                .map(str::to_owned)
                .collect();
            (member.clone(), knows)
        })
        .collect()
}

fn workspace_members() -> BTreeSet<String> {
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).expect("the workspace has a manifest");
    let line = manifest.lines().find(|line| line.starts_with("members")).expect("it lists its members");
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn section<'a>(manifest: &'a str, title: &'a str) -> impl Iterator<Item = &'a str> {
    manifest.lines().skip_while(move |line| *line != title).skip(1).take_while(|line| !line.starts_with('['))
}

#[test]
fn crates_know_whom_the_architecture_says() {
    assert_eq!(built_edges(), drawn_edges(), "left: Cargo.toml, right: docs/ARCHITECTURE.md");
}

#[test]
fn unsafe_code_lives_in_io_only() {
    for member in workspace_members().into_iter().filter(|member| member != "io") {
        let root = workspace().join(&member).join("src/lib.rs");
        let root = if root.exists() { root } else { workspace().join(&member).join("src/main.rs") };
        let source = fs::read_to_string(&root).expect("a member has a root");
        assert!(source.contains("#![forbid(unsafe_code)]"), "{member} does not forbid unsafe code");
    }
}
