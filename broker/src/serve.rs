//! `ringlog serve`.

use std::net::{IpAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use io::ShutdownSignal;

use crate::config::{BrokerConfig, IoBackend};
use crate::runtime::{RealBackend, RunningBroker, RuntimeOptions};

/// Arguments of `ringlog serve`. Everything else is configured by Kafka's property names.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeArguments {
    /// A server.properties; without one: 127.0.0.1:9092 and [::1]:9092, data in ./ringlog-data.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Sets one property, on top of the file. May be given several times.
    #[arg(long = "override", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Shards (default: one per processor); short for `ringlog.shards`.
    #[arg(long, value_name = "COUNT")]
    pub shards: Option<usize>,
    /// How files and sockets are driven: auto, uring or poll; short for `ringlog.io`.
    #[arg(long, value_name = "BACKEND", value_parser = ["auto", "uring", "poll"])]
    pub io: Option<String>,
}

/// Runs a broker until a signal stops it. What keeps it from starting is one line, and exit code 1.
pub fn run(arguments: &ServeArguments) -> ExitCode {
    start_logging();
    match serve(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("ringlog: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &ServeArguments) -> anyhow::Result<bool> {
    let config = Arc::new(configure(arguments)?);
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    // Before any thread is started: they inherit what is blocked.
    let signal = ShutdownSignal::install().context("signals")?;
    if let Err(error) = io::raise_descriptor_limit() {
        tracing::warn!("the limit of open descriptors stays as it is: {error}");
    }
    let options = options(&config)?;
    let broker = RunningBroker::start(config, &options, Some(signal))?;
    Ok(broker.wait())
}

fn configure(arguments: &ServeArguments) -> anyhow::Result<BrokerConfig> {
    let file = match &arguments.config {
        Some(path) => read_configuration(path)?,
        None => String::new(),
    };
    let mut overrides = arguments.overrides.clone();
    overrides.extend(arguments.shards.map(|shards| format!("ringlog.shards={shards}")));
    overrides.extend(arguments.io.as_ref().map(|io| format!("ringlog.io={io}")));
    let mut config = BrokerConfig::parse(&file, &overrides, &resolve)?;
    for directory in &mut config.log_dirs {
        // Log lines, DescribeLogDirs and Kafka's configuration should mean something from elsewhere too.
        *directory = std::path::absolute(&directory).with_context(|| directory.display().to_string())?;
    }
    Ok(config)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads its own configuration file, before any Io is made"
)]
fn read_configuration(path: &std::path::Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Host names in `listeners`.
fn resolve(host: &str) -> Option<Vec<IpAddr>> {
    let addresses = (host, 0).to_socket_addrs().ok()?;
    Some(addresses.map(|address| address.ip()).collect())
}

/// Picks what this host can do, and says so.
fn options(config: &BrokerConfig) -> anyhow::Result<RuntimeOptions> {
    let processors = io::processors().map_or(1, |processors| processors.len().max(1));
    let shards = config.shards.unwrap_or(processors);
    let (backend, reason) = match config.io {
        IoBackend::Poll => (RealBackend::Poll, Some("ringlog.io=poll".to_owned())),
        IoBackend::Uring => {
            io::probe_uring().map_err(|error| anyhow::anyhow!("io_uring is not available: {error}"))?;
            (RealBackend::Uring, None)
        }
        IoBackend::Auto => match io::probe_uring() {
            Ok(()) => (RealBackend::Uring, None),
            Err(error) => (RealBackend::Poll, Some(format!("io_uring is not available: {error}"))),
        },
    };
    match (backend, reason) {
        (RealBackend::Uring, _) => tracing::info!(shards, "I/O by io_uring"),
        (RealBackend::Poll, reason) => tracing::info!(shards, "I/O by epoll: {}", reason.unwrap_or_default()),
    }
    Ok(RuntimeOptions { shards, backend, pin: config.pin_shards })
}

fn start_logging() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("RINGLOG_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(is_terminal)
        .with_target(false)
        .with_writer(std::io::stderr)
        .init();
}
