//! `ringlog bench slides`, `acks` and `goals`: which scenarios, and what is said of them.

use anyhow::Result;
use bench::{AcksTable, Quantity as Q, SLIDES_CAVEATS};
use clap::Args;

use super::options::{ComparisonOptions, seconds};
use super::{Subject, run};

/// Arguments of `ringlog bench slides`.
#[derive(Args, Debug)]
pub struct SlidesArguments {
    #[command(flatten)]
    options: ComparisonOptions,
    /// The share of the slides' 50 million records that each run writes
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = scale)]
    scale: f64,
}

/// Arguments of `ringlog bench acks`.
#[derive(Args, Debug)]
pub struct AcksArguments {
    #[command(flatten)]
    options: ComparisonOptions,
    /// Every combination (600 rows, hours) instead of one dimension at a time
    #[arg(long)]
    full: bool,
    /// How long each row writes
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = some_seconds)]
    seconds: f64,
}

/// Arguments of `ringlog bench goals`.
#[derive(Args, Debug)]
pub struct GoalsArguments {
    #[command(flatten)]
    options: ComparisonOptions,
    /// How long each load lasts
    #[arg(long, value_name = "SECONDS", default_value_t = 4.0, value_parser = some_seconds)]
    seconds: f64,
    /// Writes 5 GiB before the start after kill -9, instead of 512 MiB
    #[arg(long)]
    full: bool,
}

impl SlidesArguments {
    pub(in crate::cli::bench) fn run(&self) -> Result<()> {
        let subject = Subject {
            title: "The slides' benchmark",
            notes: SLIDES_CAVEATS.iter().map(|caveat| (*caveat).to_owned()).collect(),
            falsified_by: "ProducerPerformance, ConsumerPerformance or rdkafka_performance reaching more on either broker with the same settings while the \
                           broker has processor time left (bench/against-kafka runs the latter)",
            plots: &[
                (Q::ProduceRate, false),
                (Q::ProduceThroughput, false),
                (Q::ReadRate, false),
                (Q::EndP50, true),
                (Q::EndP999, true),
            ],
        };
        run(&self.options, &subject, bench::slides(self.scale))
    }
}

impl AcksArguments {
    pub(in crate::cli::bench) fn run(&self) -> Result<()> {
        let table = if self.full { AcksTable::Full } else { AcksTable::OneAtATime };
        let subject = Subject {
            title: "What acks, durability, record size, codec and partitions cost",
            notes: vec![
                "fsync: a record is on disk before it is acknowledged with acks=all (ringlog.durability=fsync; Kafka: flush.messages=1, whatever the acks). With \
                 acks=0 and 1 ringlog acknowledges before the sync that it begins, Kafka acknowledges acks=1 after it."
                    .to_owned(),
                "With acks=0 a record counts when the kernel has taken it from the generator.".to_owned(),
                "Half of a value's bytes are random: codecs find something, and not everything.".to_owned(),
            ],
            falsified_by: "rdkafka_performance with the same acks, sizes and codec ordering the rows otherwise",
            plots: &[(Q::ProduceThroughput, true), (Q::BrokerPerGib, true)],
        };
        run(&self.options, &subject, bench::acks(table, self.seconds))
    }
}

impl GoalsArguments {
    pub(in crate::cli::bench) fn run(&self) -> Result<()> {
        let subject = Subject {
            title: "ringlog's goals beside Apache Kafka",
            notes: vec![
                "Costs are processor time of the broker's process, user and system; a record that is written and read counts twice.".to_owned(),
                "The clients of both brokers are this load generator; bench/against-kafka asks librdkafka's rdkafka_performance for a second opinion.".to_owned(),
                "The half of the peer's peak is the median of the row 'produce-acks-1'.".to_owned(),
            ],
            falsified_by: "bench/against-kafka (librdkafka's generator) finding ratios beyond the spreads given here",
            plots: &[(Q::BrokerPerMillion, true), (Q::BrokerPerRequest, true), (Q::RequestRate, true), (Q::EndP99, true), (Q::StartTime, true)],
        };
        run(&self.options, &subject, bench::goals(self.seconds, self.full))
    }
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if scale > 0.0 && scale <= 20.0 => Ok(scale),
        _ => Err(format!("'{text}' is no share above 0 and up to 20")),
    }
}

fn some_seconds(text: &str) -> Result<f64, String> {
    seconds(text)
        .and_then(|some| if some > 0.0 { Ok(some) } else { Err("a load takes some time".to_owned()) })
}
