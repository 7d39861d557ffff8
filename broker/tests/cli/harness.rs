//! A broker in this process, and the `ringlog` binary beside it.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use broker::config::BrokerConfig;
use broker::runtime::{RealBackend, RunningBroker, RuntimeOptions};
use tempfile::TempDir;

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

pub fn finish(child: Child) -> Ran {
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    Ran { stdout: text(output.stdout), stderr: text(output.stderr), status: output.status.code() }
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
