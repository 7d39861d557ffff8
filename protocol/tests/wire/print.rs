//! Prints random messages of every kind and version, one a line: name, version, bytes in hexadecimal behind a dash.
//! tests/suites/kafka-schemas lets Kafka's own classes read them and write them again:
//! `cargo run -p protocol --example random-messages`.

#[path = "mod.rs"]
mod wire;

use std::io::{self, BufWriter, Write};

use wire::random::Random;

/// Values per message and version.
const VALUES: u64 = 50;

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for message in wire::all_messages() {
        for version in message.versions.min..=message.versions.max {
            for seed in 0..VALUES {
                write!(out, "{} {version} -", message.name)?;
                for byte in wire::random_bytes(&message, version, &mut Random::new(seed)) {
                    write!(out, "{byte:02x}")?;
                }
                writeln!(out)?;
            }
        }
    }
    out.flush()
}
