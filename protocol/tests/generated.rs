//! The checked-in sources are what the generator makes of the tables today.
#![allow(clippy::disallowed_methods, reason = "the test compares files")]

#[path = "../generator/crate_files.rs"]
mod crate_files;
#[path = "../generator/emit/mod.rs"]
mod emit;
#[path = "../generator/enums.rs"]
mod enums;
#[path = "../generator/names.rs"]
mod names;
#[path = "../generator/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_generated_sources_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = root.join("src/generated");
    // Inside the package, so that rustfmt finds its configuration.
    let fresh = tempfile::tempdir_in(root.join("../target")).unwrap();
    let files = crate_files::generate(&root.join("schema")).unwrap();
    crate_files::write(fresh.path(), &files, &root.join("../rustfmt.toml")).unwrap();
    for path in files.keys() {
        let (new, old) =
            (std::fs::read_to_string(fresh.path().join(path)), std::fs::read_to_string(target.join(path)));
        assert!(
            new.unwrap() == old.unwrap_or_default(),
            "{path} is stale: cargo run -p protocol --example generate-messages"
        );
    }
    let names: BTreeSet<String> = files.keys().cloned().collect();
    assert_eq!(files_under(&target, ""), names, "a file that no table asks for");
}

fn files_under(folder: &Path, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => names.extend(files_under(&entry.path(), &format!("{name}/"))),
            false => drop(names.insert(name)),
        }
    }
    names
}
