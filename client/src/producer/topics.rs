//! The topics that a producer writes to.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use super::topic::ProducerTopic;

/// Topics by name. The one that was looked up last is found without a search: records of one topic mostly come together.
#[derive(Default)]
pub(super) struct Topics {
    topics: Vec<ProducerTopic>,
    places: BTreeMap<Arc<str>, usize>,
    last: usize,
}

impl Topics {
    /// The topic of this name, which `is_new` when it was not there before.
    pub(super) fn get_or_insert(&mut self, name: &str, is_new: impl FnOnce()) -> &mut ProducerTopic {
        match self.find(name) {
            Some(place) => self.last = place,
            None => {
                is_new();
                let topic = ProducerTopic::new(name);
                self.last = self.topics.len();
                self.places.insert(Arc::clone(&topic.name), self.last);
                self.topics.push(topic);
            }
        }
        &mut self.topics[self.last]
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut ProducerTopic> {
        let place = self.find(name)?;
        self.last = place;
        Some(&mut self.topics[place])
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &ProducerTopic> {
        self.topics.iter()
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut ProducerTopic> {
        self.topics.iter_mut()
    }

    fn find(&self, name: &str) -> Option<usize> {
        match self.topics.get(self.last) {
            Some(topic) if *topic.name == *name => Some(self.last),
            _ => self.places.get(name).copied(),
        }
    }
}

impl Index<&str> for Topics {
    type Output = ProducerTopic;

    /// # Panics
    /// When there is no such topic.
    fn index(&self, name: &str) -> &ProducerTopic {
        &self.topics[self.find(name).expect("topics are kept")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_made_once() {
        let mut topics = Topics::default();
        let mut made = 0;
        for name in ["b", "a", "b", "b", "a"] {
            assert_eq!(&*topics.get_or_insert(name, || made += 1).name, name);
        }
        assert_eq!(made, 2);
        assert!(topics.get_mut("c").is_none());
        assert_eq!((&*topics["a"].name, &*topics["b"].name), ("a", "b"));
        assert_eq!(topics.values().map(|topic| &*topic.name).collect::<Vec<_>>(), ["b", "a"]);
    }
}
