//! Topics, configurations, offsets and groups, asked for and waited for.

mod configs;
mod groups;
mod log_dirs;
mod topics;

use io::Io;

use crate::offsets::OffsetLookup;
use crate::{
    CallOptions, Client, Error, IsolationLevel, OffsetInfo, OffsetSpec, Request, Target, TopicPartition,
};
pub use configs::{AlterOperation, ConfigEntry, ConfigResource, ConfigSource, ResourceKind};
pub use groups::{GroupDescription, GroupFilter, GroupListing, GroupType, MemberDescription};
pub use log_dirs::{LogDirectory, ReplicaSize};
pub use topics::{CreatedTopic, NewTopic, PartitionDescription, TopicDescription};

/// What one of many asked-for things came to.
pub type Outcome<T, K = String> = (K, Result<T, Error>);

/// How long a broker may take for a change of the cluster, in milliseconds (`request.timeout.ms`).
const CHANGE_TIMEOUT_MS: i32 = 30_000;

/// Asks a cluster and waits for the answer. A caller that must not wait uses [`Client::ask`] with the same requests.
pub struct Admin<I: Io> {
    client: Client<I>,
}

impl<I: Io> Admin<I> {
    /// An admin on a client of its own.
    pub fn new(client: Client<I>) -> Self {
        Self { client }
    }

    /// The client beneath.
    pub fn client_mut(&mut self) -> &mut Client<I> {
        &mut self.client
    }

    /// The client, to be closed.
    pub fn into_client(self) -> Client<I> {
        self.client
    }

    /// Looks up one offset of each partition at its leader. The answers come in the order of the partitions' names.
    pub fn list_offsets(
        &mut self,
        partitions: impl IntoIterator<Item = (TopicPartition, OffsetSpec)>,
        isolation: IsolationLevel,
    ) -> Result<Vec<Outcome<OffsetInfo, TopicPartition>>, Error> {
        let mut lookup = OffsetLookup::new(isolation, false);
        for (key, spec) in partitions {
            self.client.want_topic(&key.0);
            lookup.add(key, spec);
        }
        let deadline = self.client.now() + self.client.config().call_timeout;
        self.client.wait_for_metadata()?;
        let mut results = Vec::new();
        loop {
            if lookup.step(&mut self.client) {
                self.client.on_deadline();
            }
            while let Some((call, result)) = self.client.poll_answer() {
                // Nobody else's calls are in flight here: an answer that is not a look-up's is stale.
                let _ = lookup.on_answer(&mut self.client, call, result);
            }
            results.extend(std::iter::from_fn(|| lookup.poll()));
            if lookup.is_done() {
                break;
            }
            let now = self.client.now();
            if now >= deadline {
                let seconds = self.client.config().call_timeout.as_secs();
                let last = "the partitions' leaders did not answer".to_owned();
                return Err(Error::TimedOut { seconds, last });
            }
            let until = crate::client::earlier(lookup.next_deadline(now), Some(deadline));
            self.client.turn(until);
        }
        results.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(results)
    }

    fn run<R: Request>(&mut self, build: impl Fn(i16) -> R + 'static) -> Result<R::Response, Error> {
        self.client.run(CallOptions::repeatable(Target::Any), build)
    }

    /// A change is asked for once: if its answer is lost, whether it was made is better looked up than guessed.
    fn change<R: Request>(&mut self, build: impl Fn(i16) -> R + 'static) -> Result<R::Response, Error> {
        // The first connection is not part of the change: it may be tried again.
        if self.client.metadata().generation() == 0 {
            self.client.wait_for_metadata()?;
        }
        self.client.run(CallOptions::once(Target::Any), build)
    }
}
