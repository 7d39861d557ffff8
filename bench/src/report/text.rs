//! A comparison as lines for a terminal; rows are told one by one, as soon as each is measured.

use std::fmt::Write;

use super::comparison::{Comparison, Row};
use super::quantity::{Better, Quantity, digits};

impl Comparison {
    /// What is said before the first row.
    pub fn heading(&self) -> String {
        let mut text = format!("{}\n", self.title);
        let mut line = |words: String| writeln!(text, "  {words}").expect("a String takes everything");
        line(format!("machine  {}", self.machine.tell()));
        for side in &self.sides {
            line(format!("{:<8} {}", side.name, side.what));
        }
        self.preamble.iter().for_each(|words| line(words.clone()));
        text
    }

    /// One row with all that is shown of it.
    pub fn tell_row(&self, row: &Row) -> String {
        let mut text = String::new();
        self.write_row(&mut text, row).expect("a String takes everything");
        text
    }

    fn write_row(&self, text: &mut String, row: &Row) -> std::fmt::Result {
        writeln!(text, "\n{}  [{}]", row.title, row.mode)?;
        if !row.results.is_empty() {
            writeln!(text, "  {}", row.settings)?;
        }
        for (quantity, value) in &row.slides {
            writeln!(text, "  {:<8} {:<34} {}", "slides", label(*quantity), digits(*value))?;
        }
        for &quantity in row.shown.iter().filter(|quantity| row.has(**quantity)) {
            for (side, result) in self.sides.iter().zip(&row.results) {
                let told = result.spread(quantity).map_or_else(|| "–".to_owned(), |spread| spread.tell());
                writeln!(text, "  {:<8} {:<34} {told}", side.name, label(quantity))?;
            }
            if let (Some(ratio), true) = (row.ratio(quantity), quantity.better() != Better::Neither) {
                writeln!(text, "  {:<8} {:<34} {}", "ratio", quantity.name(), ratio.tell_ratio())?;
            }
        }
        for (side, result) in self.sides.iter().zip(&row.results) {
            if let Some(limit) = result.limit() {
                writeln!(text, "  {:<8} limited by {} ({})", side.name, limit.what, limit.known_by)?;
            }
            if let Some(failure) = &result.failure {
                writeln!(text, "  {:<8} FAILED: {failure}", side.name)?;
            }
        }
        for goal in &row.goals {
            let verdict = match self.judge(row, goal) {
                Some(judgement) if judgement.is_reached => {
                    format!("reached: {}", judgement.found.tell_ratio())
                }
                Some(judgement) => format!("NOT reached: {}", judgement.found.tell_ratio()),
                None => "not told".to_owned(),
            };
            writeln!(text, "  goal     {}: {verdict}", goal.tell())?;
        }
        row.remark.iter().try_for_each(|remark| writeln!(text, "  {remark}"))
    }
}

/// A name with its unit.
pub(super) fn label(quantity: Quantity) -> String {
    match quantity.unit() {
        "" => quantity.name().to_owned(),
        unit => format!("{}, {unit}", quantity.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::comparison::samples;

    #[test]
    fn a_row_says_all_that_is_known_of_it() {
        let comparison = samples::comparison();
        let expected = "
1 producer, no <replication>  [acks=1, page cache]
  100-byte records
  slides   written, records/s                 821,557
  ringlog  written, records/s                 2,100,000 (2,000,000–2,200,000)
  kafka    written, records/s                 750,000 (700,000–800,000)
  ratio    written                            2.80 (2.75–2.86)
  ringlog  broker CPU per million records, s  0.105 (0.100–0.110)
  kafka    broker CPU per million records, s  1.00 (1.00–1.00)
  ratio    broker CPU per million records     0.105 (0.100–0.110) = 1/9.52
  ringlog  limited by client CPU (generator 97.0%, broker 40.0%, disk 10.0%)
  kafka    limited by client CPU (generator 97.0%, broker 40.0%, disk 10.0%)
  kafka    FAILED: it ended
  goal     broker CPU per million records ≤ 1/7 of the peer's: reached: 0.105 (0.100–0.110) = 1/9.52
  goal     written ≥ 3,000,000 records/s: NOT reached: 2,100,000 (2,000,000–2,200,000)
";
        assert_eq!(comparison.tell_row(&comparison.rows[0]), expected);
        assert!(comparison.tell_row(&comparison.rows[1]).ends_with("  waits for replication\n"));
        assert!(
            comparison.heading().contains("machine  2 x Some CPU (a virtual machine), 23 GiB, Linux 6.1")
        );
    }
}
