//! How compaction is done on one shard: the broker's `log.cleaner.*` keys, divided.

use std::time::Duration;

use engine::CleanerConfig;
use replication::MetadataImage;

use super::broker_config::BrokerConfig;

impl BrokerConfig {
    /// How each of `shards` compacts its logs now. What one broker may take of memory and disk is divided among them; the
    /// buffer of a beat is not, since a part of it would be no use.
    pub fn cleaner_config(&self, image: &MetadataImage, shards: usize) -> CleanerConfig {
        let layers = self.layers(image);
        let value = |name| layers.value(name).expect("the key has a default");
        let unsigned = |name| u64::try_from(value(name).integer()).unwrap_or(0);
        let shards = shards.max(1) as u64;
        CleanerConfig {
            enabled: value("log.cleaner.enable").boolean(),
            dedupe_bytes_max: unsigned("log.cleaner.dedupe.buffer.size") / shards,
            dedupe_load_max: value("log.cleaner.io.buffer.load.factor").double(),
            // Half of it is for reading, as in Kafka.
            beat_bytes_max: unsigned("log.cleaner.io.buffer.size") / 2,
            bytes_per_second_max: rate(value("log.cleaner.io.max.bytes.per.second").double(), shards),
            backoff: Duration::from_millis(unsigned("log.cleaner.backoff.ms")),
        }
    }
}

/// A shard's part of a rate; none for one that no disk reaches.
fn rate(bytes_per_second: f64, shards: u64) -> Option<u64> {
    let part = bytes_per_second / shards as f64;
    (part < u64::MAX as f64).then_some(part.max(1.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_is_divided_among_its_shards() {
        let of = |text| {
            let config = BrokerConfig::parse(text, &[], &|_| None).expect("valid");
            config.cleaner_config(&MetadataImage::default(), 4)
        };
        let default = of("");
        assert_eq!(default, CleanerConfig { dedupe_bytes_max: 32 << 20, ..CleanerConfig::default() });
        let own = of("log.cleaner.enable=false\nlog.cleaner.io.max.bytes.per.second=4000000\n\
             log.cleaner.io.buffer.size=1000\nlog.cleaner.backoff.ms=7\nlog.cleaner.io.buffer.load.factor=0.5");
        assert_eq!(
            (own.enabled, own.bytes_per_second_max, own.beat_bytes_max),
            (false, Some(1_000_000), 500)
        );
        assert_eq!((own.backoff, own.dedupe_load_max), (Duration::from_millis(7), 0.5));
        assert_eq!(of("log.cleaner.io.max.bytes.per.second=0.1").bytes_per_second_max, Some(1));
    }
}
