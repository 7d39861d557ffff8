//! How long a broker takes to start, and what it uses when nobody asks for anything.

use std::time::Duration;

use anyhow::{Context, Result};
use bench::{Durability, Life, Load, ProcessUsage, Quantity as Q, Round, UsageSpan, WorkloadRun};
use client::Admin;
use io::{Io, PollIo, PollOptions};

use super::broker_process::{BrokerProcess, Launch, free_ports};
use super::side::{Side, wait_for_leaders};
use crate::cli::bench::load::make_io;
use crate::cli::connect::{Cluster, close};

/// Start's own work is over by then.
const SETTLES: Duration = Duration::from_secs(3);
/// How long it is watched idling.
const IDLES: Duration = Duration::from_secs(5);
const TOPIC: &str = "bench-life";
const RECORD_BYTES: u32 = 1000;

/// Measures once, with a broker and a folder of its own beside the one that serves the loads.
pub(super) fn measure(side: &Side, life: &Life) -> Result<Round> {
    let launch = side.launch.as_ref().context("only a broker that is started here can be started again")?;
    let mut io = PollIo::new(PollOptions::default())?;
    let folder = launch.folder.with_file_name(format!("{}-life", side.info.name));
    let launch = Launch { folder, port: free_ports(&launch.host, &mut io)?, ..launch.clone() };
    remove(&launch)?;
    let measured = run(side, life, &launch, &mut io);
    remove(&launch)?;
    measured
}

fn run(side: &Side, life: &Life, launch: &Launch, io: &mut PollIo) -> Result<Round> {
    launch.prepare()?;
    let mut process = launch.start()?;
    if life.partitions > 0 {
        fill(side, life, launch)?;
        // A killed broker is dropped without a word.
        if life.is_killed {
            drop(process)
        } else {
            process.stop()?
        }
        process = launch.start()?;
    }
    let mut round = Round::default();
    if life.is_idle {
        idle(&process, io, &mut round)?;
    } else {
        round.add(Q::StartTime, process.start_time.as_secs_f64());
        if life.partitions > 0 {
            round.add(Q::ReadyTime, ready_time(life, launch, &process)?);
        }
    }
    process.stop()?;
    Ok(round)
}

/// Makes the partitions, and writes into them what is to be there.
fn fill(side: &Side, life: &Life, launch: &Launch) -> Result<()> {
    let cluster = cluster(launch);
    side.make_topic_on(&cluster, TOPIC, life.partitions, Durability::PageCache)?;
    let records = (u64::from(life.written_mib) << 20) / u64::from(RECORD_BYTES);
    if records == 0 {
        return Ok(());
    }
    let load = Load {
        partitions: life.partitions,
        records: Some(records),
        record_bytes: RECORD_BYTES,
        batch_bytes: 16_000,
        ..Load::new(0.0)
    };
    let workload = load.workload(TOPIC, &[], 0.0);
    let mut run = WorkloadRun::new(make_io(io::Backend::Auto)?, &cluster.config()?, workload)?;
    let measurement = run.run(&mut |_| {});
    run.close();
    measurement.outcome.context("what is to be there could not be written")
}

/// From the start until every partition has told its end. Seconds.
fn ready_time(life: &Life, launch: &Launch, process: &BrokerProcess) -> Result<f64> {
    let mut admin = Admin::new(cluster(launch).client(false)?);
    let begun = admin.client_mut().now();
    wait_for_leaders(&mut admin, TOPIC, life.partitions)?;
    let waited = admin.client_mut().now() - begun;
    close(admin.into_client());
    Ok((process.start_time + waited).as_secs_f64())
}

fn idle(process: &BrokerProcess, io: &mut PollIo, round: &mut Round) -> Result<()> {
    wait(io, SETTLES);
    let before = ProcessUsage::of(process.pid())?;
    let begun = io.now();
    wait(io, IDLES);
    let span = UsageSpan { before, after: ProcessUsage::of(process.pid())? };
    let elapsed = (io.now() - begun).as_secs_f64();
    round.add(Q::IdleShare, span.processor_time().as_secs_f64() * 100.0 / elapsed);
    round.add(Q::Resident, span.after.resident_kib as f64 / 1024.0);
    let (voluntary, involuntary) = span.switches();
    round.add(Q::SwitchesVoluntary, voluntary as f64 / elapsed);
    round.add(Q::SwitchesInvoluntary, involuntary as f64 / elapsed);
    Ok(())
}

fn wait(io: &mut PollIo, time: Duration) {
    let until = io.now() + time;
    let mut ignored = Vec::new();
    while io.now() < until {
        io.turn(Some(until), &mut ignored);
    }
}

fn cluster(launch: &Launch) -> Cluster {
    Cluster::at(launch.bootstrap(), Duration::from_secs(60))
}

#[expect(clippy::disallowed_methods, reason = "the folder of a broker that this command started")]
fn remove(launch: &Launch) -> Result<()> {
    match std::fs::remove_dir_all(&launch.folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", launch.folder.display()))
        }
        _ => Ok(()),
    }
}
