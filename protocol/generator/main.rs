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

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = crate_files::generate(&root.join("schema"))?;
    let target = root.join("src/generated");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    crate_files::write(&target, &files, &root.join("../rustfmt.toml"))?;
    println!("{} files", files.len());
    Ok(())
}
