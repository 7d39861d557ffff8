//! What kept a run from being faster, and how that is known.

use super::quantity::digits;

/// What the machine's parts did during a run, each as a share from 0 to 1.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// The generator's processor time, of one processor.
    pub client: f64,
    /// The broker's processor time, of the processors that it has. `None`: its process is not known.
    pub broker: Option<f64>,
    /// Time in which the disk had requests (/proc/diskstats). `None`: the disk is not known.
    pub disk: Option<f64>,
    /// Bytes of values, of what the network carries. `None`: loopback, which has no limit of its own.
    pub network: Option<f64>,
    /// Processor time of everybody else on the machine, of one processor. `None`: not known.
    pub others: Option<f64>,
    /// Whether the generator holds its rate: an open loop is limited by what it was told.
    pub is_paced: bool,
    /// Whether the broker waits for the disk before it answers.
    pub waits_for_disk: bool,
}

/// The parts that had nothing left, or why none had to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Limit {
    /// In a word or two: `broker CPU`, `client CPU`, `disk`, `network`, `round trips`, `offered rate`.
    pub what: String,
    /// The shares that say so.
    pub known_by: String,
}

/// A part that is busy for this share of the time has nothing left: what is missing goes into waits of microseconds
/// that no queue can fill.
const BUSY: f64 = 0.9;
/// From here on nothing can be said: what is missing of a processor may be others'.
const DISTURBED: f64 = 0.3;

impl Shares {
    /// The part that is busiest, if any is busy.
    pub fn limit(&self) -> Limit {
        let parts = [
            ("client CPU", Some(self.client)),
            ("broker CPU", self.broker),
            ("disk", self.disk.filter(|_| self.waits_for_disk)),
            ("network", self.network),
        ];
        let busy: Vec<&str> = parts
            .iter()
            .filter(|(_, share)| share.is_some_and(|share| share >= BUSY))
            .map(|(name, _)| *name)
            .collect();
        let what = match busy[..] {
            [] => self.when_nothing_is_busy(),
            _ => busy.join(" and "),
        };
        Limit { what, known_by: self.known_by() }
    }

    fn when_nothing_is_busy(&self) -> String {
        let is_disturbed = self.others.is_some_and(|others| others >= DISTURBED);
        match (self.is_paced, self.waits_for_disk, self.broker) {
            (true, ..) => "offered rate",
            (false, true, _) => "round trips, each with a flush of the disk",
            _ if is_disturbed => "not known: other processes had the processors, too",
            (false, false, None) => "not known: the broker's process is not seen (--pid)",
            (false, false, Some(_)) => "round trips",
        }
        .to_owned()
    }

    fn known_by(&self) -> String {
        let percent = |share: Option<f64>| share.map(|share| format!("{}%", digits(share * 100.0)));
        let parts = [
            ("generator", percent(Some(self.client))),
            ("broker", percent(self.broker)),
            ("disk", percent(self.disk)),
            ("network", percent(self.network)),
            ("others", percent(self.others)),
        ];
        let told: Vec<String> = parts
            .into_iter()
            .filter_map(|(name, share)| share.map(|share| format!("{name} {share}")))
            .collect();
        told.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busy_part_is_the_limit() {
        let idle = Shares { client: 0.4, broker: Some(0.5), disk: Some(0.97), ..Shares::default() };
        for (shares, what) in [
            (Shares { client: 0.95, ..idle }, "client CPU"),
            (Shares { broker: Some(0.99), ..idle }, "broker CPU"),
            (Shares { client: 0.93, broker: Some(0.99), ..idle }, "client CPU and broker CPU"),
            (Shares { network: Some(0.96), ..idle }, "network"),
            (idle, "round trips"),
            (Shares { waits_for_disk: true, ..idle }, "disk"),
            (
                Shares { waits_for_disk: true, disk: Some(0.5), ..idle },
                "round trips, each with a flush of the disk",
            ),
            (Shares { is_paced: true, ..idle }, "offered rate"),
            (Shares { others: Some(0.8), ..idle }, "not known: other processes had the processors, too"),
            (Shares { others: Some(0.1), ..idle }, "round trips"),
        ] {
            assert_eq!(shares.limit().what, what, "{shares:?}");
        }
        assert_eq!(idle.limit().known_by, "generator 40.0%, broker 50.0%, disk 97.0%");
    }

    #[test]
    fn an_unseen_broker_is_not_guessed_at() {
        let unseen = Shares { client: 0.2, ..Shares::default() };
        assert!(unseen.limit().what.starts_with("not known"));
    }
}
