//! Prints docs/CONFIGURATION.md.

fn main() {
    print!("{}", broker::config::reference::reference());
}
