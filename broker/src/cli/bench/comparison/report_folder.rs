//! Where a comparison's report goes.
#![expect(clippy::disallowed_methods, reason = "files that the user names")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bench::{Comparison, Quantity};

use super::options::ComparisonOptions;

/// The files that were asked for.
pub(super) struct ReportFolder {
    folder: Option<PathBuf>,
    json: Option<PathBuf>,
}

impl ReportFolder {
    /// Fails where nothing could be written later.
    pub(super) fn prepare(options: &ComparisonOptions) -> Result<Self> {
        if let Some(folder) = &options.report {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        if let Some(json) = &options.json {
            write(json, "")?;
        }
        Ok(Self { folder: options.report.clone(), json: options.json.clone() })
    }

    /// Writes the report: text, figures, a plot for each of these quantities that was measured.
    pub(super) fn write(&self, comparison: &Comparison, plots: &[(Quantity, bool)]) -> Result<()> {
        let json = format!("{:#}\n", comparison.to_json());
        if let Some(path) = &self.json {
            write(path, &json)?;
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        write(&folder.join("report.json"), &json)?;
        let mut names = Vec::new();
        for (quantity, is_log) in plots {
            if let Some(svg) = comparison.to_bars(*quantity, *is_log) {
                let name = format!("{}.svg", quantity.name().replace([' ', '.'], "-"));
                write(&folder.join(&name), &svg)?;
                names.push(name);
            }
        }
        write(&folder.join("report.md"), &comparison.to_markdown(&names))
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
