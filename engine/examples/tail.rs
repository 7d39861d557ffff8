//! One program that appends and follows its own log, as a system with the engine as its storage does: every command goes
//! into the log first, and what is durable is applied.
//!
//! ```text
//! cargo run -p engine --example tail -- FOLDER
//! ```

use std::error::Error;
use std::io::Write;

use engine::{Engine, EngineConfig, Flush, Isolation, Offset};
use protocol::records::BatchBuilder;

/// The state machine of this example: an account.
#[derive(Default)]
struct Account {
    balance: i64,
    applied_to: Offset,
}

impl Account {
    /// Applies what the log has and this account has not.
    fn follow(&mut self, engine: &mut Engine, log: engine::LogId) -> Result<(), Box<dyn Error>> {
        let read = engine.read(log, self.applied_to, 64 << 10, Isolation::Durable)?;
        for record in read.records() {
            let value = record?.value.ok_or("every command has a value")?;
            self.balance += std::str::from_utf8(&value)?.parse::<i64>()?;
        }
        self.applied_to = read.next_offset();
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    run(std::env::args().skip(1), &mut std::io::stdout())
}

/// The example; the tests run it, too.
pub fn run(mut arguments: impl Iterator<Item = String>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = arguments.next().ok_or("which folder?")?;
    let mut engine = Engine::open(folder, EngineConfig::default())?;
    let log = engine.open_log("account", 0)?;
    let mut account = Account::default();

    // What an earlier run left is replayed first.
    while account.applied_to < engine.log(log).ok_or("just opened")?.durable_end_offset() {
        account.follow(&mut engine, log)?;
    }
    writeln!(out, "balance {} after {} commands", account.balance, account.applied_to)?;

    for amount in ["100", "-30", "7"] {
        let mut batch = BatchBuilder::plain();
        batch.append(engine.now_ms(), None, Some(amount.as_bytes()), &[]);
        engine.append(log, &batch.build()?, Flush::BeforeReturn)?;
        account.follow(&mut engine, log)?;
    }
    writeln!(out, "balance {} after {} commands", account.balance, account.applied_to)?;
    engine.close()?;
    Ok(())
}
