//! What several brokers measured in turn: rows of scenarios, rounds of figures.

use super::goal::{Against, Goal, Judgement};
use super::limit::{Limit, Shares};
use super::machine::Machine;
use super::quantity::Quantity;
use super::spread::Spread;

/// A whole run of `ringlog bench slides`, `acks` or `goals`.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What it is.
    pub title: String,
    /// What was known, and is said before the figures: how it was measured, and what to be careful about.
    pub preamble: Vec<String>,
    /// Where.
    pub machine: Machine,
    /// The command that repeats it.
    pub command: String,
    /// The revision of ringlog's source.
    pub commit: String,
    /// When it began, RFC 3339.
    pub began: String,
    /// What would show that the figures mislead.
    pub falsified_by: String,
    /// The measured brokers, ours first.
    pub sides: Vec<SideInfo>,
    /// One for each scenario, in the order in which they ran.
    pub rows: Vec<Row>,
}

/// One of the brokers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SideInfo {
    /// Short: `ringlog`, `kafka`.
    pub name: String,
    /// How it runs.
    pub what: String,
}

/// One scenario.
#[derive(Clone, Debug)]
pub struct Row {
    /// Short, for `--only` and as key.
    pub name: String,
    /// For people.
    pub title: String,
    /// What an acknowledgement means: `acks=1, page cache`.
    pub mode: String,
    /// What was sent and read.
    pub settings: String,
    /// What the slides show for it.
    pub slides: Vec<(Quantity, f64)>,
    /// What was expected before the run.
    pub goals: Vec<Goal>,
    /// Which figures are told; the JSON has all.
    pub shown: Vec<Quantity>,
    /// Results in the order of [`Comparison::sides`]; empty for a scenario that did not run.
    pub results: Vec<SideResult>,
    /// Why it did not run, or what else there is to say.
    pub remark: Option<String>,
}

/// One scenario on one broker.
#[derive(Clone, Debug, Default)]
pub struct SideResult {
    /// One after the other.
    pub rounds: Vec<Round>,
    /// Why it ended early.
    pub failure: Option<String>,
}

/// One measurement.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// All that was measured.
    pub figures: Vec<(Quantity, f64)>,
    /// What the machine's parts did meanwhile.
    pub shares: Option<Shares>,
    /// Round trips by name, in HdrHistogram's encoding (V2, compressed, base64; nanoseconds).
    pub histograms: Vec<(&'static str, String)>,
    /// Rates per interval, as they went: seconds since the beginning, records/s written, records/s read.
    pub series: Vec<(f64, f64, f64)>,
    /// What could not be measured, and why.
    pub blanks: Vec<String>,
}

impl Round {
    /// One figure of it.
    pub fn figure(&self, quantity: Quantity) -> Option<f64> {
        self.figures.iter().find(|(of, _)| *of == quantity).map(|(_, value)| *value)
    }

    /// Adds a figure.
    pub fn add(&mut self, quantity: Quantity, value: f64) {
        self.figures.push((quantity, value));
    }
}

impl SideResult {
    /// A figure round by round.
    pub fn values(&self, quantity: Quantity) -> Vec<f64> {
        self.rounds.iter().filter_map(|round| round.figure(quantity)).collect()
    }

    /// A figure over all rounds.
    pub fn spread(&self, quantity: Quantity) -> Option<Spread> {
        Spread::of(self.values(quantity))
    }

    /// What limited the rounds, by the medians of their shares.
    pub fn limit(&self) -> Option<Limit> {
        let all: Vec<Shares> = self.rounds.iter().filter_map(|round| round.shares).collect();
        let first = *all.first()?;
        let median = |of: &dyn Fn(&Shares) -> Option<f64>| {
            Spread::of(all.iter().filter_map(of)).map(|spread| spread.median)
        };
        let shares = Shares {
            client: median(&|shares| Some(shares.client))?,
            broker: median(&|shares| shares.broker),
            disk: median(&|shares| shares.disk),
            network: median(&|shares| shares.network),
            others: median(&|shares| shares.others),
            ..first
        };
        Some(shares.limit())
    }
}

impl Row {
    /// Our ratio to the peer, where there is one.
    pub fn ratio(&self, quantity: Quantity) -> Option<Spread> {
        let (ours, theirs) = (self.results.first()?, self.results.get(1)?);
        Spread::ratio(&ours.values(quantity), &theirs.values(quantity))
    }

    /// Whether any side measured this.
    pub fn has(&self, quantity: Quantity) -> bool {
        self.results.iter().any(|result| result.spread(quantity).is_some())
    }
}

impl Comparison {
    /// What became of a goal of a row; `None` when it could not be told.
    pub fn judge(&self, row: &Row, goal: &Goal) -> Option<Judgement> {
        let ours = row.results.first()?.values(goal.quantity);
        let others = match &goal.against {
            Against::Number => Vec::new(),
            Against::Peer => row.results.get(1)?.values(goal.quantity),
            Against::Row(name) => {
                self.rows.iter().find(|row| row.name == *name)?.results.first()?.values(goal.quantity)
            }
        };
        goal.judge(&ours, &others)
    }

    /// Goals that were reached, and all that could be told.
    pub fn goals_reached(&self) -> (usize, usize) {
        let goals = self.rows.iter().flat_map(|row| row.goals.iter().map(move |goal| self.judge(row, goal)));
        let told: Vec<Judgement> = goals.flatten().collect();
        (told.iter().filter(|judgement| judgement.is_reached).count(), told.len())
    }

    /// What failed, as `row, side: why`.
    pub fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for row in &self.rows {
            for (side, result) in self.sides.iter().zip(&row.results) {
                failures
                    .extend(result.failure.iter().map(|why| format!("{}, {}: {why}", row.name, side.name)));
            }
        }
        failures
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::super::goal::Bound;
    use super::*;

    /// Two sides, two rounds, a goal that is reached and one that is not; a row that waits.
    pub(in super::super) fn comparison() -> Comparison {
        let round = |rate: f64, cpu: f64| Round {
            figures: vec![(Quantity::ProduceRate, rate), (Quantity::BrokerPerMillion, cpu)],
            shares: Some(Shares { client: 0.97, broker: Some(0.4), disk: Some(0.1), ..Shares::default() }),
            histograms: vec![("acknowledged", "HISTFAAA".to_owned())],
            ..Round::default()
        };
        let measured = Row {
            name: "one-producer".into(),
            title: "1 producer, no <replication>".into(),
            mode: "acks=1, page cache".into(),
            settings: "100-byte records".into(),
            slides: vec![(Quantity::ProduceRate, 821_557.0)],
            goals: vec![
                Goal::against_peer(Quantity::BrokerPerMillion, Bound::AtMost(1.0 / 7.0)),
                Goal::number(Quantity::ProduceRate, Bound::AtLeast(3e6)),
            ],
            shown: vec![Quantity::ProduceRate, Quantity::BrokerPerMillion],
            results: vec![
                SideResult { rounds: vec![round(2e6, 0.1), round(2.2e6, 0.11)], failure: None },
                SideResult {
                    rounds: vec![round(7e5, 1.0), round(8e5, 1.0)],
                    failure: Some("it ended".into()),
                },
            ],
            remark: None,
        };
        let waiting = Row {
            name: "three-replicas".into(),
            title: "3 replicas".into(),
            goals: Vec::new(),
            results: Vec::new(),
            remark: Some("waits for replication".into()),
            ..measured.clone()
        };
        let machine = Machine {
            processors: "2 x Some CPU".into(),
            memory_gib: 23,
            kernel: "Linux 6.1".into(),
            is_virtual: true,
        };
        Comparison {
            title: "A comparison".into(),
            preamble: vec!["Be careful.".into()],
            machine,
            command: "ringlog bench slides".into(),
            commit: "abc".into(),
            began: "2026-11-21T19:00:00Z".into(),
            falsified_by: "another generator that reaches more".into(),
            sides: vec![
                SideInfo { name: "ringlog".into(), what: "serve --shards 1".into() },
                SideInfo { name: "kafka".into(), what: "4.4.0".into() },
            ],
            rows: vec![measured, waiting],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_judged_by_the_rounds() {
        let comparison = samples::comparison();
        let row = &comparison.rows[0];
        let reached: Vec<bool> = row
            .goals
            .iter()
            .map(|goal| comparison.judge(row, goal).expect("it was measured").is_reached)
            .collect();
        assert_eq!(reached, [true, false]);
        assert_eq!(comparison.goals_reached(), (1, 2));
        assert_eq!(comparison.failures(), ["one-producer, kafka: it ended"]);
        assert_eq!(row.results[0].limit().expect("shares are known").what, "client CPU");
    }

    #[test]
    fn a_goal_against_a_row_that_did_not_run_is_not_told() {
        let comparison = samples::comparison();
        let bound = super::super::goal::Bound::AtLeast(0.5);
        let goal = Goal::against_row(Quantity::ProduceRate, "three-replicas", bound);
        assert_eq!(comparison.judge(&comparison.rows[0], &goal), None);
    }
}
