"""One table of what criterion and gungraun have left under target/, and the dated report around it."""

import argparse
import json
import platform
import subprocess
from datetime import datetime, timezone
from pathlib import Path

CRITERION = Path("target/criterion")
GUNGRAUN = Path("target/gungraun")

# The benches in the order of the report: criterion's name up to the colon, and gungraun's.
BENCHES = [
    ("header validation", "header_validation"),
    ("batch patching", "batch_patching"),
    ("CRC-32C", "crc_32c"),
    ("record walk", "record_walk"),
    ("validation of a produced batch", "validation_of_a_produced_batch"),
    ("frame cutting, small", "frame_cutting_small"),
    ("frame cutting, large", "frame_cutting_large"),
    ("plan_read at the log's end", "plan_read_at_the_logs_end"),
    ("plan_read by the index", "plan_read_by_the_index"),
    ("encode of Metadata", "encode_of_metadata"),
    ("coordinator", "coordinator_heartbeat"),
    ("mesh hand-off, awake", None),
    ("mesh hand-off, asleep", None),
]


def times(newer_than: float) -> dict[str, tuple[str, dict]]:
    """Criterion's estimates of this run: by name, what is done once, and the estimates."""
    found = {}
    for benchmark in CRITERION.glob("*/new/benchmark.json"):
        if benchmark.stat().st_mtime < newer_than:
            continue
        name, _, unit = json.loads(benchmark.read_text())["full_id"].partition(": ")
        found[name] = (unit, json.loads((benchmark.parent / "estimates.json").read_text()))
    return found


def instructions(newer_than: float) -> dict[str, int]:
    """Callgrind's counts of this run, by the bench's function."""
    found = {}
    for summary in GUNGRAUN.glob("**/summary.json"):
        if summary.stat().st_mtime < newer_than:
            continue
        parsed = json.loads(summary.read_text())
        count = find_count(parsed)
        if count is not None:
            found[parsed["function_name"]] = count
    return found


def find_count(summary: dict) -> int | None:
    """The instructions read (Ir) of the new run, which stands before that of an older one where there is one."""
    for profile in summary["profiles"]:
        counted = profile["summaries"]["total"]["summary"]
        if "Callgrind" in counted:
            metrics = counted["Callgrind"]["Ir"]["metrics"]
            newest = metrics["Both"][0] if "Both" in metrics else metrics["Left"]
            return newest["Int"]
    return None


def duration(nanoseconds: float) -> str:
    for limit, unit, scale in [(1e3, "ns", 1), (1e6, "µs", 1e3), (1e9, "ms", 1e6)]:
        if nanoseconds < limit:
            return f"{nanoseconds / scale:.3g} {unit}"
    return f"{nanoseconds / 1e9:.3g} s"


def table(timed: dict, counted: dict) -> str:
    lines = ["| bench | once is | median (95 % interval) | instructions |", "|---|---|---|---|"]
    for name, function in BENCHES:
        if name not in timed:
            continue
        unit, estimates = timed[name]
        median = estimates["median"]
        interval = median["confidence_interval"]
        low, high = duration(interval["lower_bound"]), duration(interval["upper_bound"])
        count = f"{counted[function]:,}" if function in counted else "–"
        lines.append(f"| {name} | {unit} | {duration(median['point_estimate'])} ({low}–{high}) | {count} |")
    return "\n".join(lines) + "\n"


def said(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() or "unknown"


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), "unknown")


def report(text: str, why_no_counts: str) -> str:
    date = datetime.now(timezone.utc).date()
    counts = f"Instructions are missing: {why_no_counts}." if why_no_counts else (
        "Instructions are callgrind's count of one run after three others: the same on every machine with these compilers.")
    return f"""# Micro-benches, {date}

What do the steps cost that a record goes through inside ringlog, without the kernel's share? The question of each bench stands at
its subject in bench/micro/src.

- Machine: {processor()}, {platform.system()} {platform.release()}.
- Commit {said("git", "describe", "--always", "--dirty", "--exclude=*")}, {said("rustc", "--version")}. Command: `bench/micro/run`.
- Data is hot: what is measured is the code, not the memory. {counts}

{text}
A hand-off's round trip is two hops. Asleep means that each side sleeps in its `Io` until the other one's doorbell rings.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newer-than", type=Path, required=True, help="a file that was touched when the run began")
    parser.add_argument("--no-counts", default="", help="why there are no instruction counts")
    parser.add_argument("--report", default="", help="where the report goes; nowhere without")
    options = parser.parse_args()
    began = options.newer_than.stat().st_mtime
    timed = times(began)
    counted = {} if options.no_counts else instructions(began)
    missing = [name for name, function in BENCHES if name not in timed or (function and not options.no_counts and function not in counted)]
    text = table(timed, counted)
    print(text, end="")
    if missing:
        raise SystemExit(f"not measured: {', '.join(missing)}")
    if options.report:
        path = Path(options.report)
        path.parent.mkdir(exist_ok=True)
        path.write_text(report(text, options.no_counts))
        print(f"written: {path}")


if __name__ == "__main__":
    main()
