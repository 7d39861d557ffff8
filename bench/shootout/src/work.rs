//! What the servers are asked to do.

use crate::wire::{ANSWER_BYTES, Kind, LENGTH_BYTES};

/// One kind of load.
#[derive(Clone, Debug)]
pub struct Work {
    /// For the table and `--only`.
    pub name: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// What a request asks for.
    pub kind: Kind,
    /// Bytes of a request of echo and append, head included; bytes wanted by a fetch.
    pub bytes: u64,
    /// Connections at once.
    pub connections: usize,
    /// Requests in flight on each.
    pub depth: usize,
    /// Requests of a measured round.
    pub requests: u64,
}

/// All of it, in the order of the report. Rounds are of a size whose time on one core is a second or two.
pub const ALL: [Work; 8] = [
    Work {
        name: "echo-100-1",
        question: "one small request in flight on each of 16 connections, no file: the network loop alone",
        kind: Kind::Echo,
        bytes: 100,
        connections: 16,
        depth: 1,
        requests: 200_000,
    },
    Work {
        name: "echo-100-16",
        question: "16 small requests in flight on each of 16 connections, no file: what batching leaves of it",
        kind: Kind::Echo,
        bytes: 100,
        connections: 16,
        depth: 16,
        requests: 2_000_000,
    },
    Work {
        name: "append-100",
        question: "a small write behind every request",
        kind: Kind::Append,
        bytes: 100,
        connections: 16,
        depth: 1,
        requests: 150_000,
    },
    Work {
        name: "append-100-16",
        question: "small requests that are ready together: does one write carry them?",
        kind: Kind::Append,
        bytes: 100,
        connections: 16,
        depth: 16,
        requests: 1_500_000,
    },
    Work {
        name: "append-8k",
        question: "a producer's usual batch",
        kind: Kind::Append,
        bytes: 8 << 10,
        connections: 4,
        depth: 8,
        requests: 100_000,
    },
    Work {
        name: "append-64k",
        question: "large batches: what is left beside the two copies of the kernel?",
        kind: Kind::Append,
        bytes: 64 << 10,
        connections: 4,
        depth: 4,
        requests: 16_000,
    },
    Work {
        name: "fetch-64k",
        question: "hot reads of 64 KiB",
        kind: Kind::Fetch,
        bytes: 64 << 10,
        connections: 4,
        depth: 2,
        requests: 64_000,
    },
    Work {
        name: "fetch-1m",
        question: "hot reads of 1 MiB",
        kind: Kind::Fetch,
        bytes: 1 << 20,
        connections: 4,
        depth: 1,
        requests: 4_000,
    },
];

impl Work {
    /// Requests in flight on all connections together.
    pub fn in_flight(&self) -> u64 {
        (self.connections * self.depth) as u64
    }

    /// Bytes that an answer says follow its length.
    pub fn answer_len(&self) -> u64 {
        match self.kind {
            Kind::Fetch => self.bytes,
            Kind::Echo | Kind::Append => (ANSWER_BYTES - LENGTH_BYTES) as u64,
        }
    }

    /// Bytes of an answer that the driver looks at.
    pub fn answer_head_bytes(&self) -> usize {
        match self.kind {
            Kind::Fetch => LENGTH_BYTES,
            Kind::Echo | Kind::Append => ANSWER_BYTES,
        }
    }

    /// Bytes that `requests` of it leave in the append file.
    pub fn appended_bytes(&self, requests: u64) -> u64 {
        if self.kind == Kind::Append { requests * self.bytes } else { 0 }
    }

    /// Whether CPU per byte says more than CPU per request.
    pub fn is_large(&self) -> bool {
        self.bytes >= 4 << 10
    }
}
