//! A comparison as a report for a reader who was not there.

use std::fmt::{Result, Write};

use super::comparison::{Comparison, Row};
use super::quantity::Better;
use super::text::label;

impl Comparison {
    /// The report; `plots` are the files that lie beside it.
    pub fn to_markdown(&self, plots: &[String]) -> String {
        let mut text = String::new();
        self.write_markdown(&mut text, plots).expect("a String takes everything");
        text
    }

    fn write_markdown(&self, text: &mut String, plots: &[String]) -> Result {
        writeln!(
            text,
            "# {}\n\n{}, commit `{}`, {}.\n",
            self.title,
            self.began,
            self.commit,
            self.machine.tell()
        )?;
        writeln!(text, "```sh\n{}\n```\n", self.command)?;
        self.sides.iter().try_for_each(|side| writeln!(text, "- **{}**: {}", side.name, side.what))?;
        self.preamble.iter().try_for_each(|words| writeln!(text, "- {words}"))?;
        writeln!(
            text,
            "- Figures are `median (smallest–largest)` of the rounds; a ratio is taken within each round."
        )?;
        writeln!(text, "- What would falsify it: {}\n", self.falsified_by)?;
        plots.iter().try_for_each(|plot| writeln!(text, "![{}]({plot})\n", self.title))?;
        self.write_goals(text)?;
        self.rows.iter().try_for_each(|row| self.write_section(text, row))
    }

    fn write_goals(&self, text: &mut String) -> Result {
        if self.rows.iter().all(|row| row.goals.is_empty()) {
            return Ok(());
        }
        let (reached, told) = self.goals_reached();
        writeln!(text, "## Expectations, set before the run: {reached} of {told} reached\n")?;
        writeln!(text, "| scenario | mode | expected | found | | limited by |\n|---|---|---|---|---|---|")?;
        for row in &self.rows {
            let limit =
                row.results.first().and_then(|ours| ours.limit()).map_or(String::new(), |limit| limit.what);
            for goal in &row.goals {
                let (found, word) = match self.judge(row, goal) {
                    Some(judgement) if judgement.is_reached => (judgement.found.tell_ratio(), "reached"),
                    Some(judgement) => (judgement.found.tell_ratio(), "**not reached**"),
                    None => ("–".to_owned(), "not told"),
                };
                let (title, mode, expected) = (cell(&row.title), cell(&row.mode), cell(&goal.tell()));
                writeln!(text, "| {title} | {mode} | {expected} | {found} | {word} | {limit} |")?;
            }
        }
        writeln!(text)
    }

    fn write_section(&self, text: &mut String, row: &Row) -> Result {
        let slides =
            row.slides.iter().map(|(of, value)| format!("; the slides: {} {}", of.name(), of.tell(*value)));
        writeln!(text, "## {}\n", cell(&row.title))?;
        row.remark
            .iter()
            .try_for_each(|remark| writeln!(text, "{remark}{}\n", slides.clone().collect::<String>()))?;
        if row.results.is_empty() {
            return Ok(());
        }
        writeln!(text, "`{}`: {}. {}.\n", row.name, row.mode, row.settings)?;
        self.write_table(text, row)?;
        for (side, result) in self.sides.iter().zip(&row.results) {
            if let Some(limit) = result.limit() {
                writeln!(text, "- {} was limited by {} ({}).", side.name, limit.what, limit.known_by)?;
            }
            result.failure.iter().try_for_each(|why| writeln!(text, "- {} failed: {why}", side.name))?;
            let mut blanks: Vec<&String> = result.rounds.iter().flat_map(|round| &round.blanks).collect();
            blanks.dedup();
            blanks.iter().try_for_each(|blank| writeln!(text, "- {}: not measured: {blank}", side.name))?;
        }
        writeln!(text)
    }

    fn write_table(&self, text: &mut String, row: &Row) -> Result {
        let names: Vec<&str> = self.sides.iter().map(|side| side.name.as_str()).collect();
        let ratio = if names.len() == 2 { " ratio |" } else { "" };
        writeln!(text, "| | slides | {} |{ratio}", names.join(" | "))?;
        writeln!(text, "|---|{}", "---|".repeat(1 + names.len() + ratio.len().min(1)))?;
        for &quantity in row.shown.iter().filter(|quantity| row.has(**quantity)) {
            let slides = row.slides.iter().find(|(of, _)| *of == quantity);
            let slides = slides.map_or(String::new(), |(_, value)| super::quantity::digits(*value));
            write!(text, "| {} | {slides} |", label(quantity))?;
            for result in &row.results {
                write!(
                    text,
                    " {} |",
                    result.spread(quantity).map_or("–".to_owned(), |spread| spread.tell())
                )?;
            }
            if !ratio.is_empty() {
                let found = row.ratio(quantity).filter(|_| quantity.better() != Better::Neither);
                write!(text, " {} |", found.map_or(String::new(), |ratio| ratio.tell_ratio()))?;
            }
            writeln!(text)?;
        }
        writeln!(text)
    }
}

/// Text that ends no cell and opens no tag.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::comparison::samples;

    #[test]
    fn a_report_says_where_how_and_what_was_expected() {
        let report = samples::comparison().to_markdown(&["rates.svg".to_owned()]);
        for wanted in [
            "# A comparison\n\n2026-11-21T19:00:00Z, commit `abc`, 2 x Some CPU (a virtual machine), 23 GiB, Linux 6.1.\n",
            "```sh\nringlog bench slides\n```",
            "- What would falsify it: another generator that reaches more",
            "![A comparison](rates.svg)",
            "## Expectations, set before the run: 1 of 2 reached",
            "| 1 producer, no &lt;replication> | acks=1, page cache | written ≥ 3,000,000 records/s | 2,100,000 (2,000,000–2,200,000) | **not reached** | client CPU |",
            "| | slides | ringlog | kafka | ratio |\n|---|---|---|---|---|\n",
            "| written, records/s | 821,557 | 2,100,000 (2,000,000–2,200,000) | 750,000 (700,000–800,000) | 2.80 (2.75–2.86) |",
            "- kafka failed: it ended",
            "waits for replication",
        ] {
            assert!(report.contains(wanted), "no '{wanted}' in\n{report}");
        }
    }
}
