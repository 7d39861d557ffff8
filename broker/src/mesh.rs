//! How shards talk: a bounded ring per ordered pair, and a doorbell.

use std::collections::VecDeque;

use io::Doorbell;
use rtrb::{Consumer, Producer, PushError, RingBuffer};

use crate::message::Message;

/// A shard's number, from 0.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShardIndex(pub u16);

impl ShardIndex {
    /// The shard that accepts connections and keeps the cluster's metadata.
    pub const ZERO: ShardIndex = ShardIndex(0);

    /// As an index.
    pub fn as_usize(self) -> usize {
        usize::from(self.0)
    }
}

/// Messages that one ring holds.
const RING_MESSAGES_MAX: usize = 1024;
/// Messages that may wait outside a full ring before the shard stops cutting frames. Nothing is ever dropped: what waits
/// beyond this are answers, whose number the asking shards' own limits bound.
const OVERFLOW_MESSAGES_MAX: usize = 4096;

/// One shard's end of the mesh. Messages of a pair arrive in the order in which they were sent.
pub struct Mesh {
    index: ShardIndex,
    links: Vec<Option<Link>>,
}

/// The two rings between this shard and another one.
struct Link {
    outgoing: Producer<Message>,
    overflow: VecDeque<Message>,
    incoming: Consumer<Message>,
    doorbell: Option<Doorbell>,
    /// Something was sent since the bell was rung.
    unrung: bool,
}

impl Mesh {
    /// The ends of a full mesh, without doorbells: a shard gives its own away when its `Io` is made.
    pub fn full(shards: usize) -> Vec<Mesh> {
        let mut ends: Vec<Mesh> = (0..shards)
            .map(|index| Mesh {
                index: ShardIndex(u16::try_from(index).expect("shards are numbered by u16")),
                links: (0..shards).map(|_| None).collect(),
            })
            .collect();
        for low in 0..shards {
            for high in low + 1..shards {
                let (up, from_low) = RingBuffer::new(RING_MESSAGES_MAX);
                let (down, from_high) = RingBuffer::new(RING_MESSAGES_MAX);
                ends[low].links[high] = Some(Link::new(up, from_high));
                ends[high].links[low] = Some(Link::new(down, from_low));
            }
        }
        ends
    }

    /// Which shard's end this is.
    pub fn index(&self) -> ShardIndex {
        self.index
    }

    /// The number of shards, this one included.
    pub fn shards(&self) -> usize {
        self.links.len()
    }

    /// Every shard's number.
    pub fn indexes(&self) -> impl Iterator<Item = ShardIndex> + use<> {
        (0..self.links.len() as u16).map(ShardIndex)
    }

    /// What wakes each shard, by number. Before this nothing is sent.
    pub fn connect(&mut self, doorbells: &[Doorbell]) {
        assert_eq!(doorbells.len(), self.links.len(), "one doorbell per shard");
        for (link, doorbell) in self.links.iter_mut().zip(doorbells) {
            if let Some(link) = link {
                link.doorbell = Some(doorbell.clone());
            }
        }
    }

    /// Sends to another shard. It learns of it at the end of this turn, or earlier when it is awake.
    ///
    /// # Panics
    /// If `to` is this shard.
    pub(crate) fn send(&mut self, to: ShardIndex, message: Message) {
        let link = self.links[to.as_usize()].as_mut().expect("a shard does not send to itself");
        link.unrung = true;
        if !link.overflow.is_empty() {
            link.overflow.push_back(message);
        } else if let Err(PushError::Full(message)) = link.outgoing.push(message) {
            link.overflow.push_back(message);
        }
    }

    /// The next message of any shard: all of one shard's before the next one's, as this ends with the turn.
    pub(crate) fn receive(&mut self) -> Option<(ShardIndex, Message)> {
        self.links.iter_mut().enumerate().find_map(|(from, link)| {
            let message = link.as_mut()?.incoming.pop().ok()?;
            Some((ShardIndex(from as u16), message))
        })
    }

    /// Whether a message waits.
    pub fn has_messages(&self) -> bool {
        self.links.iter().flatten().any(|link| !link.incoming.is_empty())
    }

    /// Moves what waited into the rings and rings the bells: once per turn and shard.
    pub fn flush(&mut self) {
        for link in self.links.iter_mut().flatten() {
            link.flush();
        }
    }

    /// Whether messages wait for room in a ring: look again soon.
    pub fn has_overflow(&self) -> bool {
        self.links.iter().flatten().any(|link| !link.overflow.is_empty())
    }

    /// Whether so many wait that no more work may be taken from connections.
    pub fn is_congested(&self) -> bool {
        self.links.iter().flatten().any(|link| link.overflow.len() > OVERFLOW_MESSAGES_MAX)
    }
}

impl Link {
    fn new(outgoing: Producer<Message>, incoming: Consumer<Message>) -> Self {
        Self { outgoing, overflow: VecDeque::new(), incoming, doorbell: None, unrung: false }
    }

    fn flush(&mut self) {
        while let Some(message) = self.overflow.pop_front() {
            if let Err(PushError::Full(message)) = self.outgoing.push(message) {
                self.overflow.push_front(message);
                break;
            }
        }
        if std::mem::take(&mut self.unrung) {
            self.doorbell.as_ref().expect("the mesh is connected before it is used").ring();
        }
    }
}

impl std::fmt::Debug for Mesh {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Mesh({} of {})", self.index.0, self.links.len())
    }
}

#[cfg(test)]
mod tests {
    use io::{Io, PollIo, PollOptions};

    use super::*;

    fn connected(shards: usize) -> Vec<Mesh> {
        let ios: Vec<PollIo> =
            (0..shards).map(|_| PollIo::new(PollOptions::default()).expect("epoll works")).collect();
        let bells: Vec<Doorbell> = ios.iter().map(Io::doorbell).collect();
        let mut ends = Mesh::full(shards);
        ends.iter_mut().for_each(|end| end.connect(&bells));
        ends
    }

    fn received(end: &mut Mesh) -> Vec<(u16, u64)> {
        let mut versions = Vec::new();
        while let Some((from, message)) = end.receive() {
            match message {
                Message::ViewApplied { version } => versions.push((from.0, version)),
                other => panic!("{other:?} was not sent"),
            }
        }
        versions
    }

    #[test]
    fn a_full_ring_keeps_the_order_and_loses_nothing() {
        let mut ends = connected(3);
        let count = 3 * (RING_MESSAGES_MAX + OVERFLOW_MESSAGES_MAX) as u64;
        for version in 0..count {
            ends[2].send(ShardIndex(0), Message::ViewApplied { version });
        }
        assert!(ends[2].is_congested() && ends[2].has_overflow());
        let mut seen = Vec::new();
        while seen.len() < count as usize {
            ends[2].flush();
            assert!(ends[0].has_messages(), "what waits moves up when there is room");
            seen.extend(received(&mut ends[0]));
        }
        assert_eq!(seen, (0..count).map(|version| (2, version)).collect::<Vec<_>>());
        assert!(!ends[2].is_congested() && !ends[2].has_overflow());
        assert!(!ends[1].has_messages());
    }

    #[test]
    fn every_pair_is_linked_both_ways() {
        let mut ends = connected(4);
        for (from, end) in ends.iter_mut().enumerate() {
            for to in (0..4).filter(|to| *to != from) {
                end.send(ShardIndex(to as u16), Message::ViewApplied { version: to as u64 });
            }
        }
        for (to, end) in ends.iter_mut().enumerate() {
            let expected: Vec<_> =
                (0..4).filter(|from| *from != to).map(|from| (from as u16, to as u64)).collect();
            assert_eq!(received(end), expected);
        }
    }
}
