//! The table of a contest, and the dated report around it.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::round::Usage;
use crate::server::Runtime;
use crate::work::Work;

/// Whom ratios are taken against: what needs no ring at all.
const BASELINE: Runtime = Runtime::Epoll;

/// Everything that was measured.
pub struct Contest {
    runtimes: Vec<Runtime>,
    works: Vec<Rounds>,
}

/// One work's usages, by runtime, in the order of the rounds.
struct Rounds {
    work: Work,
    usages: Vec<(Runtime, Vec<Usage>)>,
}

impl Contest {
    /// Nothing yet.
    pub fn new(runtimes: &[Runtime]) -> Self {
        Self { runtimes: runtimes.to_vec(), works: Vec::new() }
    }

    /// One more round of a runtime.
    pub fn add(&mut self, work: &Work, runtime: Runtime, usage: Usage) {
        if self.works.last().is_none_or(|rounds| rounds.work.name != work.name) {
            let usages = self.runtimes.iter().map(|runtime| (*runtime, Vec::new())).collect();
            self.works.push(Rounds { work: work.clone(), usages });
        }
        let rounds = self.works.last_mut().expect("it was pushed");
        let (_, usages) =
            rounds.usages.iter_mut().find(|(candidate, _)| *candidate == runtime).expect("it takes part");
        usages.push(usage);
    }

    /// One line per work and runtime, as a Markdown table.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| work | runtime | CPU µs per request | CPU s per GB | of epoll's CPU | requests/s | server busy |\n\
             |---|---|---|---|---|---|---|\n",
        );
        for rounds in &self.works {
            for (runtime, usages) in rounds.usages.iter().filter(|(_, usages)| !usages.is_empty()) {
                table.push_str(&rounds.line(*runtime, usages));
            }
        }
        table
    }

    /// The report: what was asked, on what, what came out, and what it means for the choice.
    pub fn report(&self, machine: &Machine, rounds: u32) -> String {
        let mut text = format!("# Runtime shoot-out, {}\n\n", machine.date);
        text.push_str(INTRODUCTION);
        machine.describe(
            &format!("bench/shootout/run --rounds {rounds}"),
            "page cache; nothing is synced",
            &mut text,
        );
        text.push_str("\n## Expected before the run\n\n");
        text.push_str(EXPECTATION);
        text.push_str("\n## Measured\n\n");
        text.push_str("Median (smallest–largest) of the rounds; ratios are taken within a round.\n\n");
        text.push_str(&self.table());
        text.push_str("\n## The works\n\n");
        for rounds in &self.works {
            let Work { name, question, connections, depth, requests, .. } = &rounds.work;
            let _ = writeln!(
                text,
                "- `{name}`: {question}. {connections} connections, {depth} in flight on each, {requests} requests \
                 a round."
            );
        }
        text.push_str("\n## The choice\n\n");
        self.judge(&mut text);
        text.push_str(LIMITS);
        text
    }

    /// For each work: what the own ring costs beside the best of the others.
    fn judge(&self, text: &mut String) {
        for rounds in &self.works {
            let Some(own) = rounds.median_cost(Runtime::Ring) else {
                continue;
            };
            let foreign = [Runtime::Tokio, Runtime::TokioUring, Runtime::Glommio];
            let costs = foreign.iter().filter_map(|runtime| Some((rounds.median_cost(*runtime)?, *runtime)));
            let Some((cost, runtime)) = costs.min_by(|(a, _), (b, _)| a.total_cmp(b)) else {
                continue;
            };
            let verdict = if own <= cost { "holds" } else { "does not hold here" };
            let (name, other) = (rounds.work.name, runtime.name());
            let ratio = own / cost;
            let _ = writeln!(
                text,
                "- `{name}`: own ring at {ratio:.2} of {other}, the best of the others: {verdict}."
            );
        }
    }
}

impl Rounds {
    fn line(&self, runtime: Runtime, usages: &[Usage]) -> String {
        let costs = Spread::of(usages.iter().map(Usage::microseconds_per_request));
        let rates = Spread::of(usages.iter().map(Usage::rate));
        let busy = Spread::of(usages.iter().map(|usage| usage.busy() * 100.0));
        let per_gigabyte = match self.work.is_large() {
            true => format!("{:.3}", costs.median * 1e3 / self.work.bytes as f64),
            false => "–".to_owned(),
        };
        let ratio = match self.ratios(usages) {
            Some(ratios) => ratios.show(2),
            None => "–".to_owned(),
        };
        let (name, costs, rates, busy) = (self.work.name, costs.show(2), rates.show(0), busy.median);
        let runtime = runtime.name();
        format!("| {name} | {runtime} | {costs} | {per_gigabyte} | {ratio} | {rates} | {busy:.0} % |\n")
    }

    /// Of the same rounds' baseline.
    fn ratios(&self, usages: &[Usage]) -> Option<Spread> {
        let baseline = self.of(BASELINE).filter(|baseline| baseline.len() == usages.len())?;
        let cost = Usage::microseconds_per_request;
        Some(Spread::of(usages.iter().zip(baseline).map(|(usage, base)| cost(usage) / cost(base))))
    }

    fn of(&self, runtime: Runtime) -> Option<&[Usage]> {
        let (_, usages) = self.usages.iter().find(|(candidate, _)| *candidate == runtime)?;
        Some(usages)
    }

    fn median_cost(&self, runtime: Runtime) -> Option<f64> {
        let usages = self.of(runtime).filter(|usages| !usages.is_empty())?;
        Some(Spread::of(usages.iter().map(Usage::microseconds_per_request)).median)
    }
}

/// Smallest, middle and largest of some rounds.
pub struct Spread {
    min: f64,
    median: f64,
    max: f64,
}

impl Spread {
    /// Of at least one value.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let median = match values.len() % 2 {
            0 => (values[middle - 1] + values[middle]) / 2.0,
            _ => values[middle],
        };
        Self { min: values[0], median, max: values[values.len() - 1] }
    }

    /// `median (min–max)`.
    pub fn show(&self, digits: usize) -> String {
        let Self { min, median, max } = self;
        format!("{median:.digits$} ({min:.digits$}–{max:.digits$})")
    }
}

/// Where it was measured.
pub struct Machine {
    date: String,
    processor_name: String,
    kernel: String,
    commit: String,
    file_system: String,
    congestion_control: String,
    server_processor: usize,
    driver_processor: usize,
}

impl Machine {
    /// Asks the system. What it does not say is `unknown`.
    pub fn look(server_processor: usize, driver_processor: usize, folder: &Path) -> Self {
        let cpu_info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu_info.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
        let folder = folder.to_string_lossy();
        Self {
            date: said("date", &["-u", "+%Y-%m-%d"]),
            processor_name: model.unwrap_or("unknown").to_owned(),
            kernel: said("uname", &["-sr"]),
            commit: said("git", &["describe", "--always", "--dirty", "--exclude=*"]),
            congestion_control: said("cat", &["/proc/sys/net/ipv4/tcp_congestion_control"]),
            file_system: said("stat", &["-f", "-c", "%T", &folder]),
            server_processor,
            driver_processor,
        }
    }

    /// The day of the measurement.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// Lines for a report that `command` makes.
    pub fn describe(&self, command: &str, durability: &str, text: &mut String) {
        let Self { processor_name, kernel, commit, file_system, congestion_control, .. } = self;
        let Self { server_processor, driver_processor, .. } = self;
        let _ = writeln!(
            text,
            "- Machine: {processor_name}, {kernel}, {file_system}, loopback with {congestion_control}; server on processor \
             {server_processor}, driver on {driver_processor}.\n- Commit {commit}. Command: `{command}`.\n- Durability: {durability}."
        );
    }
}

/// The first line that a command prints.
fn said(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command).args(arguments).output();
    let line = output.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    match line.lines().next() {
        Some(line) if !line.is_empty() => line.to_owned(),
        _ => "unknown".to_owned(),
    }
}

const INTRODUCTION: &str = "\
Is a reactor of our own on io_uring worth having? The same little server (length-framed requests of which each is echoed, appended
to a preallocated file, or answered by a range of another file) on ringlog's two backends and on three runtimes, under one load
driver. What is compared is the server's processor time; the rate is also the driver's, where that is the busier of the two.

";

const EXPECTATION: &str = "\
From the measurements before the first line of ringlog was written (small requests, no file): own ring 0.87, tokio 1.02, glommio
1.50 of hand-made epoll's processor time per request. Appends: every buffered write that goes through a ring is handed to a worker
thread by ext4 (1.3–1.6 of the processor time at 64 KiB), so tokio-uring and glommio lose there. Fetches: read + send costs 1.64
of sendfile, and neither of the two has sendfile. What would falsify the choice: a foreign runtime at or below the own ring in
the small works and the appends.
";

const LIMITS: &str = "
## How to read it

- tokio makes its file calls inline (`pwrite`, `sendfile`), which its own file API, a thread pool, does not: it is epoll with
  another loop around it. tokio-uring and glommio have no sendfile; they read and send.
- Kernel workers of tokio-uring and glommio may run on the driver's processor (only ringlog's ring pins its own); their time is
  counted for the server all the same, and shows where the server is more than 100 % busy.
- \"server busy\" near 100 %: the server was the limit. Well below: the driver was, and waiting is part of the picture, as wake-ups
  cost more than work that is found ready.
- Processor time per request repeats within about 10 % on a quiet virtual machine; rates do not.
";

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::work;

    fn usage(microseconds: u64) -> Usage {
        Usage {
            requests: 1,
            took: Duration::from_micros(2 * microseconds),
            processor: Duration::from_micros(microseconds),
        }
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let mut contest = Contest::new(&[Runtime::Ring, Runtime::Epoll]);
        let work = &work::ALL[0];
        for (ring, epoll) in [(5, 10), (20, 20), (60, 40)] {
            contest.add(work, Runtime::Ring, usage(ring));
            contest.add(work, Runtime::Epoll, usage(epoll));
        }
        let table = contest.table();
        let line = table.lines().nth(2).expect("a line of the ring");
        let name = work.name;
        let expected = format!(
            "| {name} | ring | 20.00 (5.00–60.00) | – | 1.00 (0.50–1.50) | 25000 (8333–100000) | 50 % |"
        );
        assert_eq!(line, expected);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(Spread::of([4.0, 1.0, 2.0, 3.0].into_iter()).median, 2.5);
    }
}
