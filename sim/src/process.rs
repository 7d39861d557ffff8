//! The broker: its shards, driven as its threads would drive them.

use std::sync::Arc;

use broker::config::BrokerConfig;
use broker::{Mesh, Shard, ShardState};
use io::Io;
use io::sim::{IoId, NodeId, SimIo, SimWorld};

use crate::violation::Violation;

pub(crate) struct Process {
    shards: Vec<Shard<SimIo>>,
    ids: Vec<IoId>,
}

impl Process {
    /// A broker that has begun to start, or why it did not.
    pub(crate) fn start(
        world: &SimWorld,
        node: NodeId,
        config: &Arc<BrokerConfig>,
        shards: usize,
    ) -> Result<Self, broker::StartError> {
        let ios: Vec<SimIo> = (0..shards).map(|_| world.io(node)).collect();
        let ids = ios.iter().map(SimIo::id).collect();
        let doorbells: Vec<_> = ios.iter().map(Io::doorbell).collect();
        let meshes = Mesh::full(shards).into_iter().map(|mut mesh| {
            mesh.connect(&doorbells);
            mesh
        });
        let mut shards: Vec<_> =
            ios.into_iter().zip(meshes).map(|(io, mesh)| Shard::new(config.clone(), io, mesh)).collect();
        for shard in &mut shards {
            shard.start()?;
        }
        Ok(Self { shards, ids })
    }

    /// Gives a shard its turn, if that `Io` is one's.
    pub(crate) fn turn(&mut self, io: IoId) -> bool {
        let Some(index) = self.ids.iter().position(|id| *id == io) else {
            return false;
        };
        self.shards[index].turn();
        true
    }

    pub(crate) fn begin_stop(&mut self) {
        self.shards[0].begin_stop();
    }

    pub(crate) fn is_accepting(&self) -> bool {
        self.shards[0].is_accepting()
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.shards.iter().all(|shard| shard.state() == ShardState::Stopped)
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.shards.iter().any(|shard| shard.state() == ShardState::Failed)
    }
}

impl std::fmt::Debug for Process {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let states = self.shards.iter().map(|shard| (shard.state(), shard.next_deadline()));
        formatter.debug_list().entries(states).finish()
    }
}

/// The configuration of a run's broker.
pub(crate) fn configuration(overrides: &[String]) -> Result<Arc<BrokerConfig>, Violation> {
    let parsed = BrokerConfig::parse("", overrides, &|_| None);
    parsed.map(Arc::new).map_err(|error| Violation::new(format!("the configuration is refused: {error}")))
}
