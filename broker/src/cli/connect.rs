//! How subcommands reach a broker.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use client::{Address, Admin, Client, ClientConfig};
use io::{PollIo, PollOptions};

/// Where the cluster is.
#[derive(Args, Debug)]
pub(super) struct Cluster {
    /// Any broker of the cluster, as host:port; several with commas
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9092")]
    bootstrap_server: String,
    /// Seconds after which an unanswered request is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
}

impl Cluster {
    /// The cluster of this broker, for a command that starts one.
    pub(super) fn at(bootstrap_server: String, timeout: Duration) -> Self {
        Self { bootstrap_server, timeout: timeout.as_secs() }
    }

    /// A client; it connects when it is first asked something, and says at once when nobody is there.
    pub(super) fn client(&self, allow_auto_topic_creation: bool) -> Result<Client<PollIo>> {
        self.client_with(|config| config.allow_auto_topic_creation = allow_auto_topic_creation)
    }

    /// As [`Self::client`], with other settings; it makes no topics unless told to.
    pub(super) fn client_with(&self, set: impl FnOnce(&mut ClientConfig)) -> Result<Client<PollIo>> {
        let config = self.client_config(set)?;
        // A command talks over one or two connections: epoll serves it as well as a ring, everywhere.
        let io = PollIo::new(PollOptions::default()).context("cannot set up the event loop")?;
        Ok(Client::new(io, config))
    }

    /// The settings of a client; it makes no topics unless told to.
    pub(super) fn client_config(&self, set: impl FnOnce(&mut ClientConfig)) -> Result<ClientConfig> {
        let mut config = self.config()?;
        set(&mut config);
        Ok(config)
    }

    /// What clients of this command are told; they make no topics.
    pub(super) fn config(&self) -> Result<ClientConfig> {
        Ok(ClientConfig {
            bootstrap_servers: Address::parse_list(&self.bootstrap_server)?,
            client_id: "ringlog-cli".to_owned(),
            call_timeout: self.timeout(),
            connect_timeout: Duration::from_secs(5),
            fail_fast: true,
            allow_auto_topic_creation: false,
            resolver: resolve,
            ..ClientConfig::default()
        })
    }

    /// How long an unanswered request may take.
    pub(super) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }

    pub(super) fn admin(&self) -> Result<Admin<PollIo>> {
        Ok(Admin::new(self.client(false)?))
    }
}

/// Names as the system knows them; IPv4 first, as brokers without a configured listener are reached in either way.
fn resolve(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    let mut addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
    addresses.sort_by_key(SocketAddr::is_ipv6);
    Ok(addresses)
}

/// Ends the connections in order.
pub(super) fn close(mut client: Client<PollIo>) {
    client.close();
    let deadline = client.now() + Duration::from_secs(1);
    while !client.is_closed() && client.now() < deadline {
        client.turn(Some(deadline));
    }
}

/// What a command that goes on says while the cluster cannot be reached.
#[derive(Default)]
pub(super) struct Trouble {
    is_told: bool,
}

impl Trouble {
    /// Says once that the cluster cannot be reached: reading goes on by itself when it can be. `Err`: the cluster can be
    /// reached, and refuses.
    pub(super) fn tell(&mut self, client: &mut Client<PollIo>) -> Result<()> {
        if let Some(error) = client.metadata_error().filter(|error| error.code().is_some()) {
            bail!("{error}");
        }
        let Some(error) = client.connection_error() else {
            self.is_told = false;
            return Ok(());
        };
        if !std::mem::replace(&mut self.is_told, true) {
            eprintln!("ringlog: {error}; trying again");
        }
        Ok(())
    }
}
