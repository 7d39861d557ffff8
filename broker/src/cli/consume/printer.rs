//! Records as lines.

use std::io::{BufWriter, StdoutLock, Write};
use std::time::Duration;

use client::ConsumerRecord;
use indicatif::{ProgressBar, ProgressStyle};
use protocol::records::TimestampType;

use super::ConsumeArguments;
use crate::cli::output::stdout;

/// Prints and counts.
pub(super) struct Printer<'a> {
    arguments: &'a ConsumeArguments,
    out: BufWriter<StdoutLock<'static>>,
    progress: ProgressBar,
    printed: u64,
}

impl<'a> Printer<'a> {
    pub(super) fn new(arguments: &'a ConsumeArguments) -> Self {
        Self { arguments, out: stdout(), progress: progress(), printed: 0 }
    }

    /// One record; whether that was the last one that is wanted.
    pub(super) fn print(&mut self, record: &ConsumerRecord) -> std::io::Result<bool> {
        print(self.arguments, record, &mut self.out)?;
        self.printed += 1;
        self.progress.inc(1);
        Ok(Some(self.printed) == self.arguments.max_messages)
    }

    pub(super) fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }

    /// The end: what it came to.
    pub(super) fn finish(mut self) -> std::io::Result<()> {
        self.progress.finish_and_clear();
        self.out.flush()?;
        eprintln!("Processed a total of {} messages", self.printed);
        Ok(())
    }
}

/// One record, in the layout of Kafka's console consumer.
fn print(arguments: &ConsumeArguments, record: &ConsumerRecord, out: &mut impl Write) -> std::io::Result<()> {
    let separator = arguments.separator.as_bytes();
    if arguments.timestamps {
        match (record.timestamp_ms, record.timestamp_type) {
            (..0, _) => write!(out, "NO_TIMESTAMP")?,
            (time, TimestampType::CreateTime) => write!(out, "CreateTime:{time}")?,
            (time, TimestampType::LogAppendTime) => write!(out, "LogAppendTime:{time}")?,
        }
        out.write_all(separator)?;
    }
    if arguments.partitions {
        write!(out, "Partition:{}", record.partition)?;
        out.write_all(separator)?;
    }
    if arguments.offsets {
        write!(out, "Offset:{}", record.offset)?;
        out.write_all(separator)?;
    }
    if arguments.headers {
        print_headers(record, out)?;
        out.write_all(separator)?;
    }
    if arguments.keys {
        out.write_all(record.key.as_deref().unwrap_or(b"null"))?;
        out.write_all(separator)?;
    }
    out.write_all(record.value.as_deref().unwrap_or(b"null"))?;
    out.write_all(b"\n")
}

fn print_headers(record: &ConsumerRecord, out: &mut impl Write) -> std::io::Result<()> {
    if record.headers.is_empty() {
        return out.write_all(b"NO_HEADERS");
    }
    for (index, (name, value)) in record.headers.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(name)?;
        out.write_all(b":")?;
        out.write_all(value.as_deref().unwrap_or(b"null"))?;
    }
    Ok(())
}

/// A counter on the standard error, where the records themselves go elsewhere.
fn progress() -> ProgressBar {
    use std::io::IsTerminal;
    if std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} {human_pos} records, {per_sec}").expect("a valid template");
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
