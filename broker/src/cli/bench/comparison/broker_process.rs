//! A broker that the load generator starts: ringlog itself, or a peer by `bench/peers`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use io::{Io, PollIo, PollOptions};

use crate::cli::connect::Cluster;

/// How a broker is started, again and again with the same folder.
#[derive(Clone, Debug)]
pub(super) struct Launch {
    pub(super) kind: BrokerKind,
    /// Settings, data and log. Made by [`Self::prepare`].
    pub(super) folder: PathBuf,
    /// Where clients reach it.
    pub(super) host: String,
    /// A second one, the next, is for the controller of a peer.
    pub(super) port: u16,
    /// The processor that it is kept on; `None`: all.
    pub(super) core: Option<usize>,
    /// What its command begins with, such as `nsenter --net=FILE`.
    pub(super) prefix: Vec<String>,
}

#[derive(Clone, Debug)]
pub(super) enum BrokerKind {
    /// This very binary, with these overrides.
    Ringlog { overrides: Vec<String> },
    /// Apache Kafka, by this script.
    Kafka { peers: PathBuf },
}

/// Of all brokers: the files of one measurement are gone before the next begins. By default they would go a minute later, in
/// the midst of another one; and memory that is not used again soon may be taken back by a hypervisor, whose faults then
/// cost more than anything that is measured (3 s per GiB were seen instead of 0.4).
const DELETES_AT_ONCE: &str = "log.segment.delete.delay.ms=0";

/// A broker that runs. Dropped, it is killed: nothing is left behind by a run that fails.
pub(super) struct BrokerProcess {
    child: Child,
    /// From its start to the first answer to a client that asked for the cluster's brokers and topics.
    pub(super) start_time: Duration,
}

/// How long a broker may take to start, and to end. One that recovers gigabytes takes its time.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often an unanswering broker is asked: a start is told this exactly.
const ASKED_EVERY: Duration = Duration::from_millis(1);

impl Launch {
    pub(super) fn bootstrap(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Where its partitions' folders are.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Makes the folder; a peer formats its storage.
    #[expect(clippy::disallowed_methods, reason = "the folder of a broker that this command starts")]
    pub(super) fn prepare(&self) -> Result<()> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("cannot make {}", self.folder.display()))?;
        let BrokerKind::Kafka { peers } = &self.kind else { return Ok(()) };
        let mut command = Command::new(peers);
        command.args(["kafka", "prepare", "--listen", &self.host, "--port", &self.port.to_string()]);
        command.args(["--override", DELETES_AT_ONCE, "--dir"]);
        let output = command.arg(&self.folder).output().with_context(|| peers.display().to_string())?;
        ensure!(output.status.success(), "bench/peers: {}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(())
    }

    /// Starts it and waits for its first answer.
    pub(super) fn start(&self) -> Result<BrokerProcess> {
        let mut io = PollIo::new(PollOptions::default())?;
        let log = self.log()?;
        let mut command = self.command()?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        // A boundary's clock moves with its turns.
        io.turn(Some(Duration::ZERO), &mut Vec::new());
        let begun = io.now();
        let child = command.spawn().with_context(|| format!("cannot start {command:?}"))?;
        let mut process = BrokerProcess { child, start_time: Duration::ZERO };
        process.start_time = self.wait_for_answer(&mut io, &mut process.child, begun)?;
        Ok(process)
    }

    /// Everything in one line, for who wants to repeat it.
    pub(super) fn tell(&self) -> String {
        let core = self.core.map_or_else(|| "all processors".to_owned(), |core| format!("processor {core}"));
        match &self.kind {
            BrokerKind::Ringlog { overrides } => {
                let version = env!("CARGO_PKG_VERSION");
                format!(
                    "{version}, `ringlog serve --shards 1 --override {DELETES_AT_ONCE} {}` on {core}",
                    told_overrides(overrides)
                )
            }
            BrokerKind::Kafka { .. } => {
                format!(
                    "Apache Kafka 4.4.0, its own start script's flags (1 GiB heap, G1), {DELETES_AT_ONCE}, else its defaults, on {core}"
                )
            }
        }
    }

    fn command(&self) -> Result<Command> {
        let mut words: Vec<String> = self.prefix.clone();
        // Whatever becomes of this process, no broker outlives it.
        words.extend(["setpriv", "--pdeathsig", "KILL"].map(str::to_owned));
        let folder = self.folder.display().to_string();
        match &self.kind {
            BrokerKind::Ringlog { overrides } => {
                words.extend(
                    self.core.iter().flat_map(|core| ["taskset".into(), "-c".into(), core.to_string()]),
                );
                let this = std::env::current_exe().context("this command's own file")?;
                words.extend([this.display().to_string(), "serve".into(), "--shards".into(), "1".into()]);
                let listener = format!("listeners=PLAINTEXT://{}", self.bootstrap());
                let data = format!("log.dirs={}", self.data().display());
                let own = [listener, data, DELETES_AT_ONCE.to_owned()];
                let settings = own.into_iter().chain(overrides.iter().cloned());
                words.extend(settings.flat_map(|setting| ["--override".to_owned(), setting]));
            }
            BrokerKind::Kafka { peers } => {
                words.extend([
                    peers.display().to_string(),
                    "kafka".into(),
                    "exec".into(),
                    "--dir".into(),
                    folder,
                ]);
                words.extend(self.core.iter().flat_map(|core| ["--core".to_owned(), core.to_string()]));
            }
        }
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        Ok(command)
    }

    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        reason = "what a broker prints goes to a file"
    )]
    fn log(&self) -> Result<std::fs::File> {
        let path = self.log_path();
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
        file.with_context(|| format!("cannot write {}", path.display()))
    }

    fn log_path(&self) -> PathBuf {
        self.folder.join("log.txt")
    }

    /// How long it took. A broker that ends instead is told with the end of its log.
    fn wait_for_answer(&self, io: &mut PollIo, child: &mut Child, begun: Duration) -> Result<Duration> {
        let cluster = Cluster::at(self.bootstrap(), Duration::from_secs(5));
        let mut ignored = Vec::new();
        loop {
            io.turn(Some(io.now() + ASKED_EVERY), &mut ignored);
            if cluster.client(false)?.wait_for_metadata().is_ok() {
                io.turn(Some(Duration::ZERO), &mut ignored);
                return Ok(io.now() - begun);
            }
            if let Some(status) = child.try_wait()? {
                bail!("the broker ended while starting ({status}): {}", last_lines(&self.log_path()));
            }
            if io.now() - begun > PATIENCE {
                bail!(
                    "the broker gave no answer within {} s: {}",
                    PATIENCE.as_secs(),
                    last_lines(&self.log_path())
                );
            }
        }
    }
}

impl BrokerProcess {
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it in order.
    pub(super) fn stop(mut self) -> Result<()> {
        io::ask_to_end(self.pid()).context("the broker had ended by itself")?;
        let mut io = PollIo::new(PollOptions::default())?;
        let until = io.now() + PATIENCE;
        let mut ignored = Vec::new();
        while self.child.try_wait()?.is_none() {
            ensure!(io.now() < until, "the broker did not end within {} s", PATIENCE.as_secs());
            io.turn(Some(io.now() + ASKED_EVERY), &mut ignored);
        }
        Ok(())
    }
}

impl Drop for BrokerProcess {
    fn drop(&mut self) {
        // Both fail for a process that has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn told_overrides(overrides: &[String]) -> String {
    overrides.iter().map(|setting| format!("--override {setting}")).collect::<Vec<_>>().join(" ")
}

#[expect(clippy::disallowed_methods, reason = "what a broker printed before it ended")]
fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(3)..].join(" | ")
}

/// Two ports in a row that nobody uses, below those that the kernel gives to clients.
#[expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "whether a port is free is known by taking it"
)]
pub(super) fn free_ports(host: &str, io: &mut PollIo) -> Result<u16> {
    use std::io::ErrorKind::AddrInUse;
    let is_taken =
        |port: u16| std::net::TcpListener::bind((host, port)).is_err_and(|error| error.kind() == AddrInUse);
    let tried = std::iter::repeat_with(|| 15_000 + 2 * (io.random_u64() % 7500) as u16).take(1000);
    let mut free = tried.filter(|&port| !is_taken(port) && !is_taken(port + 1));
    free.next().context("no two free ports in a row between 15,000 and 30,000")
}
