//! `cargo run -p sim -- --seed N` replays one simulated history.
fn main() {}
