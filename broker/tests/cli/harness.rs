//! A broker in this process, and the `ringlog` binary beside it.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use broker::config::BrokerConfig;
use broker::runtime::{RealBackend, RunningBroker, RuntimeOptions};
use tempfile::TempDir;

/// No command that ends by itself takes so long, on a busy machine either.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct TestBroker {
    running: Option<RunningBroker>,
    address: SocketAddr,
    pub directory: TempDir,
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub status: Option<i32>,
}

impl TestBroker {
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    pub fn start_with(more: &[&str]) -> Self {
        let directory = tempfile::tempdir().expect("a temporary folder");
        let mut overrides = vec![
            format!("log.dirs={}", directory.path().join("data").display()),
            "listeners=PLAINTEXT://127.0.0.1:0".to_owned(),
        ];
        overrides.extend(more.iter().map(|text| (*text).to_owned()));
        let config = BrokerConfig::parse("", &overrides, &|_| None).expect("the configuration is valid");
        let options = RuntimeOptions { shards: 2, backend: RealBackend::Poll, pin: false };
        let running = RunningBroker::start(Arc::new(config), &options, None).expect("the broker starts");
        let address = running.addresses()[0];
        Self { running: Some(running), address, directory }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.directory.path().join("data")
    }

    /// Runs a subcommand that talks to this broker.
    pub fn ringlog(&self, arguments: &[&str]) -> Ran {
        self.ringlog_with_input(arguments, b"")
    }

    /// What a subcommand that must succeed printed.
    pub fn stdout_of(&self, arguments: &[&str]) -> String {
        let ran = self.ringlog(arguments);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {}", ran.stderr);
        ran.stdout
    }

    pub fn ringlog_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.spawn(arguments);
        let mut stdin = child.stdin.take().expect("it is piped");
        // A command that ends before it has read everything closes the pipe.
        let _ = stdin.write_all(input);
        drop(stdin);
        finish(child)
    }

    pub fn spawn(&self, arguments: &[&str]) -> Child {
        let server = ["--bootstrap-server".to_owned(), self.address.to_string()];
        command().args(arguments).args(server).spawn().expect("the binary starts")
    }

    pub fn stop(&mut self) {
        assert!(self.running.take().expect("it runs").stop(), "the stop is clean");
    }
}

impl Drop for TestBroker {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }
}

/// Runs a subcommand that needs no broker.
pub fn ringlog(arguments: &[&str]) -> Ran {
    finish(command().args(arguments).spawn().expect("the binary starts"))
}

pub fn dump_log(options: &[&str], path: &Path) -> Ran {
    ringlog(&[&["dump-log"], options, &[path.to_str().expect("a path of ours")]].concat())
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringlog"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a command printed until it ended by itself, which takes none of them [`PATIENCE`]: one that waits for records that are
/// lost fails here.
#[expect(clippy::disallowed_methods, reason = "processes under test are waited for")]
pub fn finish(mut child: Child) -> Ran {
    drop(child.stdin.take());
    let stdout = read_beside(child.stdout.take());
    let stderr = read_beside(child.stderr.take());
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is a child") {
            break Some(status);
        }
        if began.elapsed() > PATIENCE {
            child.kill().expect("it is a child");
            child.wait().expect("it ends");
            break None;
        }
        // Nothing tells when a process ends but the system, when it is asked.
        thread::sleep(Duration::from_millis(2));
    };
    let [stdout, stderr] = [stdout, stderr].map(|reader| reader.join().expect("it prints text"));
    let Some(status) = status else {
        panic!("it does not end; it printed {} bytes, and said: {stderr}", stdout.len())
    };
    Ran { stdout, stderr, status: status.code() }
}

/// Reads all that there is while others wait: a full pipe would stop the command. Nothing, where the test reads itself.
#[expect(clippy::disallowed_methods, reason = "two pipes are read at a time")]
fn read_beside(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_string(&mut text).expect("it prints text");
        }
        text
    })
}

impl Ran {
    /// The command failed with exactly this line.
    pub fn assert_fails_with(&self, line: &str) {
        self.assert_ends_with(1, line);
    }

    /// The command ended with this status, and told exactly this line of why.
    pub fn assert_ends_with(&self, status: i32, line: &str) {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert_eq!(self.stderr, format!("{line}\n"));
    }
}
