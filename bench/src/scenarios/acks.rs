//! What acks, durability, record size, codec and the number of partitions cost, each against the others.

use client::{Acks, Compression};

use super::load::{Durability, Load, acks_name};
use super::{Scenario, Work};
use crate::Quantity as Q;

/// Which part of the matrix.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum AcksTable {
    /// Acks × durability, and from acks=1 in the page cache one dimension at a time.
    OneAtATime,
    /// All combinations: 600.
    Full,
}

const ACKS: [Acks; 3] = [Acks::None, Acks::Leader, Acks::All];
const DURABILITIES: [Durability; 2] = [Durability::PageCache, Durability::Fsync];
const RECORD_BYTES: [u32; 5] = [10, 100, 1000, 10_000, 100_000];
const CODECS: [Compression; 5] =
    [Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd];
const PARTITIONS: [u32; 4] = [1, 6, 100, 1000];

/// The rows, each of which writes for so many seconds.
pub fn acks(table: AcksTable, seconds: f64) -> Vec<Scenario> {
    let centre = Load { partitions: 6, batch_bytes: 64_000, ..Load::new(seconds) };
    match table {
        AcksTable::OneAtATime => one_at_a_time(&centre),
        AcksTable::Full => full(&centre),
    }
}

fn one_at_a_time(centre: &Load) -> Vec<Scenario> {
    let modes = DURABILITIES.into_iter().flat_map(|durability| ACKS.map(|acks| (durability, acks)));
    let mut loads: Vec<Load> =
        modes.map(|(durability, acks)| Load { durability, acks, ..centre.clone() }).collect();
    loads.extend(
        RECORD_BYTES
            .iter()
            .filter(|bytes| **bytes != centre.record_bytes)
            .map(|&record_bytes| Load { record_bytes, ..centre.clone() }),
    );
    loads.extend(
        CODECS
            .iter()
            .filter(|codec| **codec != centre.compression)
            .map(|&compression| Load { compression, ..centre.clone() }),
    );
    loads.extend(
        PARTITIONS
            .iter()
            .filter(|count| **count != centre.partitions)
            .map(|&partitions| Load { partitions, ..centre.clone() }),
    );
    loads.into_iter().map(scenario).collect()
}

fn full(centre: &Load) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for (durability, acks) in
        DURABILITIES.into_iter().flat_map(|durability| ACKS.map(|acks| (durability, acks)))
    {
        for (record_bytes, compression) in
            RECORD_BYTES.into_iter().flat_map(|bytes| CODECS.map(|codec| (bytes, codec)))
        {
            scenarios.extend(PARTITIONS.map(|partitions| {
                scenario(Load { durability, acks, record_bytes, compression, partitions, ..centre.clone() })
            }));
        }
    }
    scenarios
}

fn scenario(load: Load) -> Scenario {
    let durability = match load.durability {
        Durability::PageCache => "page-cache",
        Durability::Fsync => "fsync",
    };
    let (acks, codec) = (acks_name(load.acks), load.compression.name());
    let name = format!("{acks}-{durability}-{}-{codec}-{}", load.record_bytes, load.partitions);
    let title = format!(
        "acks={acks}, {durability}, {} B, {codec}, {} partitions",
        load.record_bytes, load.partitions
    );
    let mut scenario = Scenario::new(name, title, Work::Load(load));
    scenario.shown = vec![Q::ProduceRate, Q::ProduceThroughput, Q::BrokerPerGib, Q::AckP50, Q::AckP99];
    scenario
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_are_complete() {
        let some = acks(AcksTable::OneAtATime, 1.0);
        super::super::assert_usable(&some);
        assert_eq!(some.len(), 6 + 4 + 4 + 3);
        let all = acks(AcksTable::Full, 1.0);
        super::super::assert_usable(&all);
        assert_eq!(all.len(), 3 * 2 * 5 * 5 * 4);
        assert!(some.iter().all(|row| all.iter().any(|other| other.name == row.name)));
    }
}
