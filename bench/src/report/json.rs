//! A comparison for programs: every round's figures, histograms and series.

use serde_json::{Map, Value, json};

use super::comparison::{Comparison, Round, Row, SideResult};
use super::quantity::Quantity;
use super::spread::Spread;
use super::text::label;

impl Comparison {
    /// All of it.
    pub fn to_json(&self) -> Value {
        let sides: Map<String, Value> =
            self.sides.iter().map(|side| (side.name.clone(), side.what.clone().into())).collect();
        json!({
            "title": self.title,
            "began": self.began,
            "commit": self.commit,
            "command": self.command,
            "machine": {
                "processors": self.machine.processors,
                "memory_gib": self.machine.memory_gib,
                "kernel": self.machine.kernel,
                "virtual": self.machine.is_virtual,
            },
            "notes": self.preamble,
            "falsified_by": self.falsified_by,
            "sides": sides,
            "scenarios": self.rows.iter().map(|row| self.row_to_json(row)).collect::<Vec<_>>(),
        })
    }

    fn row_to_json(&self, row: &Row) -> Value {
        let results: Map<String, Value> = self
            .sides
            .iter()
            .zip(&row.results)
            .map(|(side, result)| (side.name.clone(), result_to_json(result)))
            .collect();
        json!({
            "name": row.name,
            "title": row.title,
            "mode": row.mode,
            "settings": row.settings,
            "slides": figures_to_json(&row.slides),
            "goals": row.goals.iter().map(|goal| {
                let judgement = self.judge(row, goal);
                json!({
                    "expected": goal.tell(),
                    "reached": judgement.map(|judgement| judgement.is_reached),
                    "found": judgement.map(|judgement| spread_to_json(judgement.found)),
                })
            }).collect::<Vec<_>>(),
            "results": results,
            "remark": row.remark,
        })
    }
}

fn result_to_json(result: &SideResult) -> Value {
    let limit = result.limit().map(|limit| json!({ "what": limit.what, "known_by": limit.known_by }));
    let mut told: Vec<Quantity> =
        result.rounds.iter().flat_map(|round| round.figures.iter().map(|(quantity, _)| *quantity)).collect();
    told.sort();
    told.dedup();
    let spreads: Map<String, Value> = told
        .into_iter()
        .filter_map(|quantity| Some((label(quantity), spread_to_json(result.spread(quantity)?))))
        .collect();
    json!({
        "figures": spreads,
        "limited_by": limit,
        "failure": result.failure,
        "rounds": result.rounds.iter().map(round_to_json).collect::<Vec<_>>(),
    })
}

fn round_to_json(round: &Round) -> Value {
    let histograms: Map<String, Value> =
        round.histograms.iter().map(|(name, base64)| ((*name).to_owned(), base64.clone().into())).collect();
    json!({
        "figures": figures_to_json(&round.figures),
        "histograms (HdrHistogram V2, ns)": histograms,
        "series": round.series.iter().map(|(end, written, read)| {
            json!({ "end_s": end, "written_per_s": written, "read_per_s": read })
        }).collect::<Vec<_>>(),
        "not_measured": round.blanks,
    })
}

/// JSON knows neither infinity nor NaN: they become null.
fn figures_to_json(figures: &[(Quantity, f64)]) -> Value {
    figures
        .iter()
        .map(|(quantity, value)| (label(*quantity), Value::from(*value)))
        .collect::<Map<_, _>>()
        .into()
}

fn spread_to_json(spread: Spread) -> Value {
    json!({ "min": spread.min, "median": spread.median, "max": spread.max })
}

#[cfg(test)]
mod tests {
    use super::super::comparison::samples;

    #[test]
    fn programs_find_every_round() {
        let text = samples::comparison().to_json().to_string();
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let row = &value["scenarios"][0];
        assert_eq!(row["results"]["ringlog"]["rounds"][1]["figures"]["written, records/s"], 2.2e6);
        assert_eq!(
            row["results"]["ringlog"]["rounds"][0]["histograms (HdrHistogram V2, ns)"]["acknowledged"],
            "HISTFAAA"
        );
        assert_eq!(row["results"]["ringlog"]["figures"]["written, records/s"]["median"], 2.1e6);
        assert_eq!(row["results"]["ringlog"]["limited_by"]["what"], "client CPU");
        assert_eq!(row["results"]["kafka"]["failure"], "it ended");
        assert_eq!(row["goals"][0]["reached"], true);
        assert_eq!(row["slides"]["written, records/s"], 821_557.0);
        assert_eq!(value["scenarios"][1]["remark"], "waits for replication");
        assert_eq!(value["machine"]["memory_gib"], 23);
    }
}
