//! `.kafka_cleanshutdown`: the mark of a clean stop.

use super::Malformed;

/// The mark's file name. It is written last at a clean stop and removed before anything is written after a start.
pub const CLEAN_SHUTDOWN: &str = ".kafka_cleanshutdown";

/// What the mark holds; Kafka 3.7 and later write `{"version":0,"brokerEpoch":14}`.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct CleanShutdown {
    /// The epoch that the broker had when it stopped; `-1` when it is not known.
    pub broker_epoch: i64,
}

impl CleanShutdown {
    /// The file's text.
    pub fn encode(&self) -> Vec<u8> {
        format!("{{\"version\":0,\"brokerEpoch\":{}}}", self.broker_epoch).into_bytes()
    }

    /// Parses the file's text. An empty file, as before Kafka 3.7, is a mark too.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes).map_err(|_| Malformed::new("is no UTF-8"))?.trim();
        if text.is_empty() {
            return Ok(CleanShutdown { broker_epoch: -1 });
        }
        let fields = text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'))
            .ok_or_else(|| Malformed::new("is no JSON object"))?;
        let mut broker_epoch = -1;
        for field in fields.split(',') {
            let (name, value) = field.split_once(':').ok_or_else(|| Malformed::new("is no JSON object"))?;
            if name.trim() == "\"brokerEpoch\"" {
                broker_epoch =
                    value.trim().parse().map_err(|_| Malformed::new("has no number as brokerEpoch"))?;
            }
        }
        Ok(CleanShutdown { broker_epoch })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_damage() {
        let text = br#"{"version":0,"brokerEpoch":14}"#;
        let mark = CleanShutdown::decode(text).expect("as Kafka writes it");
        assert_eq!(mark.broker_epoch, 14);
        assert_eq!(mark.encode(), text);
        assert_eq!(CleanShutdown::decode(b""), Ok(CleanShutdown { broker_epoch: -1 }));
        CleanShutdown::decode(b"{").expect_err("cut off");
        CleanShutdown::decode(br#"{"brokerEpoch":x}"#).expect_err("no number");
    }
}
