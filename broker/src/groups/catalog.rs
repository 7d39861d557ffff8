//! The cluster as coordinators see it: topics, racks, and what is configured for groups.

use coordinator::{TopicCatalog, TopicFacts};
use protocol::Uuid;
use replication::{ConfigResource, ConfigResourceKind, Topic};

use crate::config::BrokerConfig;
use crate::view::ClusterView;

/// One version of the cluster, as a [`TopicCatalog`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Catalog<'a> {
    view: &'a ClusterView,
    config: &'a BrokerConfig,
}

impl<'a> Catalog<'a> {
    pub(crate) fn of(view: &'a ClusterView, config: &'a BrokerConfig) -> Self {
        Self { view, config }
    }
}

impl TopicCatalog for Catalog<'_> {
    fn version(&self) -> u64 {
        self.view.version
    }

    fn topic(&self, name: &str) -> Option<TopicFacts<'_>> {
        self.view.image.topic(name).map(facts)
    }

    fn topic_by_id(&self, id: Uuid) -> Option<TopicFacts<'_>> {
        self.view.image.topic_by_id(id).map(facts)
    }

    fn for_each_topic(&self, visit: &mut dyn FnMut(TopicFacts<'_>)) {
        for topic in self.view.image.topics() {
            visit(facts(topic));
        }
    }

    fn partition_racks(&self, id: Uuid, partition: i32) -> Vec<String> {
        let image = &self.view.image;
        let replicas = image.partition(id, partition).into_iter().flat_map(|partition| &partition.replicas);
        replicas.filter_map(|replica| Some(image.broker(*replica)?.rack()?.to_owned())).collect()
    }

    fn group_config(&self, group_id: &str, name: &str) -> Option<String> {
        let image = &self.view.image;
        let resource = ConfigResource { kind: ConfigResourceKind::Group, name: group_id.into() };
        let own = image.config(&resource).and_then(|configs| configs.get(name));
        own.map(|value| value.to_string()).or_else(|| self.config.group_default(image, name))
    }
}

fn facts(topic: &Topic) -> TopicFacts<'_> {
    // Partitions are numbered by i32 on the wire, so their number is one.
    let partitions = i32::try_from(topic.partitions().len()).expect("partitions are numbered by i32");
    TopicFacts { name: &topic.name, id: topic.id, partitions }
}
