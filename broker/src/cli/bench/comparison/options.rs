//! What all comparisons of brokers are told.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

/// Arguments of `ringlog bench slides`, `acks` and `goals`.
#[derive(Args, Clone, Debug)]
pub struct ComparisonOptions {
    /// Measures another broker too, in turn with ringlog; bench/peers starts it
    #[arg(long, value_enum, value_name = "NAME")]
    pub(super) peer: Option<Peer>,
    /// Repeats each measurement
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) rounds: u16,
    /// Measures these rows only, by name (--list); several with commas
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    pub(super) only: Vec<String>,
    /// Prints the rows' names and settings, and measures nothing
    #[arg(long)]
    pub(super) list: bool,
    /// Measures the broker that runs there instead of starting ringlog
    #[arg(long, alias = "bootstrap-server", value_name = "HOST:PORT", conflicts_with_all = ["data_dir", "broker_host", "broker_prefix", "override_", "broker_core"])]
    pub(super) bootstrap: Option<String>,
    /// The process of --bootstrap's broker on this machine
    #[arg(long, value_name = "PID", requires = "bootstrap")]
    pub(super) pid: Option<u32>,
    /// Where the brokers that are started keep their data; what they make there is removed at the end
    #[arg(long, value_name = "DIR", default_value = "ringlog-bench-data")]
    pub(super) data_dir: PathBuf,
    /// The address on which the brokers that are started listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) broker_host: String,
    /// Begins the commands that start brokers, such as "nsenter --net=FILE"
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub(super) broker_prefix: String,
    /// A property of ringlog's broker
    #[arg(id = "override_", long = "override", value_name = "KEY=VALUE")]
    pub(super) overrides: Vec<String>,
    /// The processor that brokers are kept on [default: the first]
    #[arg(long, value_name = "NUMBER")]
    pub(super) broker_core: Option<usize>,
    /// The processor that the load generator is kept on [default: the second]
    #[arg(long, value_name = "NUMBER")]
    pub(super) client_core: Option<usize>,
    /// Lets everybody run on all processors
    #[arg(long, conflicts_with_all = ["broker_core", "client_core"])]
    pub(super) no_pinning: bool,
    /// Seconds of load before the first measurement, on each broker alike: a JVM compiles what it runs
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    pub(super) warm_up: f64,
    /// What the network carries, where it is limited: to know when it limits
    #[arg(long, value_name = "MBIT")]
    pub(super) network_mbit: Option<f64>,
    /// The script that starts peers [default: bench/peers here, or in the source tree of this binary]
    #[arg(long, value_name = "FILE")]
    pub(super) peers: Option<PathBuf>,
    /// Writes everything to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,
    /// Writes a report to this folder: report.md, report.json, plots
    #[arg(long, value_name = "DIR")]
    pub(super) report: Option<PathBuf>,
}

/// Whom ringlog is measured with.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Peer {
    /// Apache Kafka 4.4, from its published jars
    Kafka,
}

/// The processors of brokers and of the generator; `None`: all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Cores {
    pub(super) broker: Option<usize>,
    pub(super) client: Option<usize>,
}

impl ComparisonOptions {
    /// Who runs where. To be asked before anybody is kept anywhere.
    pub(super) fn cores(&self) -> Result<Cores> {
        let processors = io::processors().context("which processors there are")?;
        for core in [self.broker_core, self.client_core].into_iter().flatten() {
            ensure!(
                processors.contains(&core),
                "there is no processor {core} for this command, only {processors:?}"
            );
        }
        if self.no_pinning || processors.len() < 2 {
            return Ok(Cores { broker: None, client: None });
        }
        let broker = self.broker_core.unwrap_or(processors[0]);
        let other = processors.iter().copied().find(|core| *core != broker);
        Ok(Cores { broker: Some(broker), client: self.client_core.or(other) })
    }

    /// The script that starts peers.
    pub(super) fn peers_script(&self) -> Result<PathBuf> {
        let beside = std::env::current_exe().ok();
        let above =
            beside.iter().flat_map(|binary| binary.ancestors()).map(|folder| folder.join("bench/peers"));
        let found = self.peers.clone().or_else(|| {
            [PathBuf::from("bench/peers")].into_iter().chain(above).find(|script| script.is_file())
        });
        let script = found.context("bench/peers is not to be found from here (--peers FILE)")?;
        std::path::absolute(&script).with_context(|| script.display().to_string())
    }
}

/// A number of seconds.
pub(in crate::cli::bench) fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err(format!("'{text}' is no number of seconds from 0 to 86,400")),
    }
}
