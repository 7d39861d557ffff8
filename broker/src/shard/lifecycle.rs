//! Messages, and how a shard starts and stops.
//!
//! ```text
//!   shard 0                                          every shard
//!   start: lock, read checkpoints, replay metadata
//!     │ Begin(facts), View 1 ───────────────────────► opens its logs
//!     │ ◄──────────────────────────────── ViewApplied
//!     │ (own registration is durable) View 2, 3 … ──► Running
//!     │ accepts connections
//!   begin_stop: accepts no more
//!     │ Drain ──────────────────────────────────────► answers what is outstanding, sends it
//!     │ ◄──────────────────────────────────── Drained
//!     │ control plane writes its farewell
//!     │ CloseLogs ──────────────────────────────────► flushes and closes
//!     │ ◄───────────────────────────────── LogsClosed
//!     │ checkpoints, clean-shutdown mark
//!     │ End ────────────────────────────────────────► Stopped
//! ```

use std::path::PathBuf;
use std::time::Duration;

use engine::TopicPartition;
use hashbrown::HashMap;
use io::{FileSystem, Io};
use thiserror::Error;

use super::Shard;
use crate::apis::fetch;
use crate::checkpoints::{self, CheckpointedLog};
use crate::mesh::ShardIndex;
use crate::message::Message;

/// How far a shard is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ShardState {
    /// It has not applied the first view yet.
    Starting,
    /// It serves.
    Running,
    /// It answers what is outstanding and takes nothing new.
    Draining,
    /// It closes its logs.
    Closing,
    /// It is over: nothing of it is in flight.
    Stopped,
    /// The metadata log has failed: the process must end, and its next start recovers.
    Failed,
}

/// Why a broker does not start: one line, exit code 1.
#[derive(Debug, Error)]
pub enum StartError {
    /// Another process holds the folder.
    #[error("{directory} is in use by another process (its .lock is held)")]
    Locked {
        /// The log directory.
        directory: String,
    },
    /// The port is taken, or the address is not ours.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The configured address.
        address: std::net::SocketAddr,
        /// What the kernel said.
        source: std::io::Error,
    },
    /// A file or folder.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the kernel said.
        source: std::io::Error,
    },
    /// A file that is not what it must be.
    #[error("{path}: {reason}")]
    Damaged {
        /// Which.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The metadata of the folder, or the configuration, forbids it.
    #[error("{0}")]
    Refused(String),
}

/// What shard 0 read from the checkpoint files before any log is opened.
#[derive(Debug, Default)]
pub(crate) struct StartFacts {
    /// From meta.properties.
    pub(crate) cluster_id: String,
    /// By log directory: the last stop was clean.
    pub(crate) clean: Vec<bool>,
    /// By log directory, topic and partition.
    pub(crate) logs: HashMap<(u16, String, i32), CheckpointedLog, foldhash::fast::FixedState>,
}

impl StartFacts {
    /// Forgets what the checkpoint files of `directories` say of logs that are gone, here and in the files.
    pub(crate) fn forget<F: FileSystem>(
        &mut self,
        files: &mut F,
        directories: &[PathBuf],
        is_gone: &dyn Fn(u16, &TopicPartition) -> bool,
    ) -> Result<(), StartError> {
        let known = self.logs.len();
        self.logs.retain(|(directory, topic, partition), _| {
            !is_gone(*directory, &TopicPartition::new(topic.as_str(), *partition))
        });
        if self.logs.len() == known {
            return Ok(());
        }
        for (index, directory) in directories.iter().enumerate() {
            checkpoints::forget(files, directory, &|log| is_gone(index as u16, log))
                .map_err(|source| checkpoints::file_error(directory, source))?;
        }
        Ok(())
    }
}

/// How long a stop waits for outstanding replies to leave.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

impl<I: Io> Shard<I> {
    /// How far it is.
    pub fn state(&self) -> ShardState {
        self.state
    }

    pub(super) fn set_state(&mut self, state: ShardState) {
        self.state = state;
    }

    /// Handles one message of another shard, or of this one to itself.
    pub(super) fn on_message(&mut self, from: ShardIndex, message: Message) {
        match message {
            Message::Ask { ticket, index, partition, question } => {
                self.on_question(crate::partition::Asker { shard: from, ticket, index }, partition, question);
            }
            Message::Answer { ticket, index, answer } => self.on_answer(ticket, index, answer),
            Message::AskShard { ticket, question } => {
                let answer = Box::new(self.answer_for_shard(question));
                self.tell(from, Message::ShardAnswer { ticket, answer });
            }
            Message::ShardAnswer { ticket, answer } => self.on_shard_answer(ticket, *answer),
            Message::Adopt { socket, peer, listener } => self.adopt(socket, peer, listener),
            Message::Departed { peer } => self.on_departed(from, peer),
            Message::Control { ticket, request } => self.on_control_request(ticket, *request),
            Message::ControlReply { ticket, reply } => self.on_control_reply(ticket, *reply),
            Message::Begin(facts) => self.facts = facts,
            Message::View(view) => self.apply_view(view),
            Message::ViewApplied { version } => self.on_view_applied(from, version),
            // The event of the log manager, which comes once, does the rest.
            Message::DirectoryFailed { directory, error } => self.logs.fail_directory(&directory, error),
            Message::GatherCheckpoints => {
                let logs = self.log_checkpoints();
                self.tell(from, Message::Checkpoints(logs));
            }
            Message::Checkpoints(logs) => self.on_checkpoints(from, logs),
            Message::Drain => self.on_drain(),
            Message::Drained => self.on_drained(from),
            Message::CloseLogs => self.on_close_logs(),
            Message::LogsClosed { logs, unclean } => self.on_logs_closed(from, logs, &unclean),
            Message::End => self.state = ShardState::Stopped,
        }
    }

    fn on_drain(&mut self) {
        self.state = ShardState::Draining;
        self.drain_deadline = Some(self.io.now() + DRAIN_TIMEOUT);
        self.drain_groups();
        for ticket in self.purgatory.fetches() {
            fetch::on_time_up(self, ticket);
        }
        let connections: Vec<_> = self.connections.entries.iter().map(|(id, _)| id).collect();
        for id in connections {
            let entry = self.connections.entries.get_mut(id).expect("listed above");
            entry.connection.close_after_replies(&mut self.connections.budget);
            self.connections.mark_dirty(id);
        }
    }

    /// While draining: tells when nothing is outstanding any more, or the time for it is over.
    pub(super) fn on_drain_progress(&mut self) {
        let Some(deadline) = self.drain_deadline else { return };
        if self.io.now() >= deadline {
            let connections: Vec<_> = self.connections.entries.iter().map(|(id, _)| id).collect();
            for id in connections {
                self.close_connection(id);
            }
        }
        if self.connections.entries.is_empty() && self.groups.reading.is_none() {
            self.drain_deadline = None;
            self.is_unfinished = true;
            self.tell(ShardIndex::ZERO, Message::Drained);
        }
    }

    fn on_close_logs(&mut self) {
        self.state = ShardState::Closing;
        self.groups.clear();
        self.logs.complete_logs(&mut self.io);
    }

    /// While closing: when the files of every log are as they should be, closes them and tells how far they came.
    pub(super) fn on_close_progress(&mut self) {
        if self.state != ShardState::Closing || self.logs_reported || self.logs.is_completing() {
            return;
        }
        self.logs_reported = true;
        let logs = self.log_checkpoints();
        let unclean = self.close_all_logs();
        self.tell(ShardIndex::ZERO, Message::LogsClosed { logs, unclean });
    }

    /// Closes every log; returns the directories in which one was not left as a clean stop leaves it.
    fn close_all_logs(&mut self) -> Vec<u16> {
        let led = self.partitions.led.iter();
        let mut unclean: Vec<u16> = led
            .filter(|(_, partition)| partition.log.is_none())
            .map(|(_, partition)| partition.directory)
            .chain(self.opening.directories())
            .collect();
        let logs: Vec<_> = self.logs.logs().map(|(id, log)| (id, log.directory().to_owned())).collect();
        for (id, directory) in logs {
            if let Err(error) = self.logs.close(&mut self.io, id) {
                tracing::error!("a log in {} could not be closed cleanly: {error}", directory.display());
                let index = self.config.log_dirs.iter().position(|configured| *configured == directory);
                unclean.extend(index.map(|index| index as u16));
            }
        }
        unclean
    }
}
