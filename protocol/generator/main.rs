//! Writes `protocol/src/generated` from `protocol/schema`:
//! `cargo run -p protocol --example generate-messages`.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a tool that reads tables and writes sources"
)]

mod crate_files;
mod emit;
mod enums;
mod names;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = crate_files::generate(&root.join("schema"))?;
    let target = root.join("src/generated");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let written = write(&target, &files)?;
    println!("{} files", written.len());
    Ok(())
}

/// Writes the files and formats them.
fn write(target: &Path, files: &std::collections::BTreeMap<String, String>) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for (path, text) in files {
        let path = target.join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder"))?;
        fs::write(&path, text)?;
        paths.push(path);
    }
    let status = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "skip_children=true"])
        .args(&paths)
        .status();
    match status?.success() {
        true => Ok(paths),
        false => Err(io::Error::other("rustfmt failed")),
    }
}
