//! The load generator: loads that end as they should, brokers that fail it, and options that cannot be.

use std::time::Duration;

use bench::{
    Check, ConsumerLoad, Measurement, Pace, Placement, ProducerLoad, ReadFrom, ReadPartition, ReadUntil,
    RecordSize, Settled, Workload, WorkloadError, WorkloadRun,
};
use client::{Acks, ClientConfig, ConsumerConfig, ProducerConfig};
use io::{PollIo, PollOptions};
use protocol::messages::produce_response::{PartitionProduceResponse, TopicProduceResponse};
use protocol::messages::{ProduceRequest, ProduceResponse};
use protocol::{ApiKey, ErrorCode};

use crate::fake_broker::{Answer, Asked, FakeBroker};
use crate::harness::{Ran, TestBroker, ringlog};

fn producer(topic: &str) -> ProducerLoad {
    ProducerLoad {
        topics: vec![topic.to_owned()],
        placement: Placement::Sticky,
        record_size: RecordSize::Fixed(100),
        records: Some(100),
        pace: Pace::Closed { outstanding: 10, settled: Settled::Acknowledged },
        config: ProducerConfig {
            acks: Acks::Leader,
            idempotent: false,
            linger: Duration::ZERO,
            ..ProducerConfig::default()
        },
    }
}

fn consumer(topic: &str, partitions: i32) -> ConsumerLoad {
    ConsumerLoad {
        partitions: (0..partitions)
            .map(|partition| ReadPartition { topic: topic.to_owned(), partition, end: None })
            .collect(),
        from: ReadFrom::Latest,
        until: ReadUntil::Produced,
        check: Check::Values,
        reader: 0,
        config: ConsumerConfig::default(),
    }
}

fn workload(producers: Vec<ProducerLoad>, consumers: Vec<ConsumerLoad>) -> Workload {
    Workload { producers, consumers, patience: Duration::from_secs(20), ..Workload::default() }
}

fn measure(config: &ClientConfig, workload: Workload) -> Measurement {
    let io = PollIo::new(PollOptions::default()).expect("epoll works");
    let mut run = WorkloadRun::new(io, config, workload).expect("it can be run");
    let measurement = run.run(&mut |_| {});
    run.close();
    measurement
}

fn config(broker: &TestBroker) -> ClientConfig {
    let address = client::Address::new("127.0.0.1", broker.address().port());
    ClientConfig { bootstrap_servers: vec![address], ..ClientConfig::default() }
}

fn create(broker: &TestBroker, topic: &str, partitions: &str) {
    broker.stdout_of(&["topics", "create", "--topic", topic, "--partitions", partitions]);
}

#[test]
fn producers_and_consumers_run_together() {
    let broker = TestBroker::start();
    create(&broker, "one", "3");
    create(&broker, "two", "3");
    let producer = ProducerLoad {
        topics: vec!["one".to_owned(), "two".to_owned()],
        placement: Placement::RoundRobin,
        record_size: RecordSize::Uniform { min: 10, max: 300 },
        records: Some(500),
        ..producer("one")
    };
    let all: Vec<ReadPartition> =
        ["one", "two"].iter().flat_map(|topic| consumer(topic, 3).partitions).collect();
    // Two that share the partitions, and one that reads all of them again.
    let share = |first: usize, step: usize, reader| ConsumerLoad {
        partitions: all.iter().skip(first).step_by(step).cloned().collect(),
        reader,
        ..consumer("one", 3)
    };
    let consumers = vec![share(0, 2, 0), share(1, 2, 0), share(0, 1, 1)];
    let measurement = measure(&config(&broker), workload(vec![producer; 3], consumers));
    assert!(measurement.outcome.is_ok(), "{:?}", measurement.outcome);
    assert_eq!((measurement.acknowledged_in_all, measurement.read_in_all), (1500, 3000));
    assert_eq!(
        (measurement.produced.records, measurement.consumed.records),
        (1497, 2994),
        "the first are not measured"
    );
    assert_eq!(measurement.acknowledged.count(), 1497);
    let stamped = measurement.end_to_end.count();
    assert!(stamped < 2994 && stamped > 2700, "{stamped}: values below 18 bytes have no stamp");
    let verdict = measurement.verdict.expect("values were looked at");
    assert_eq!((verdict.records, verdict.damaged, verdict.out_of_order, verdict.missing), (3000, 0, 0, 0));
    let written: u64 = measurement.intervals.iter().map(|interval| interval.produced.0).sum();
    assert_eq!(written, 1497, "the series holds everything");
    assert!(measurement.requests > 0 && measurement.produced.bytes > 1497 * 100);
}

#[test]
fn catching_up_reads_what_was_there_and_what_comes() {
    let broker = TestBroker::start();
    create(&broker, "log", "2");
    broker.stdout_of(&["bench", "produce", "--topic", "log", "--records", "400"]);
    let json = broker.directory.path().join("load.json");
    let svg = broker.directory.path().join("load.svg");
    let [json_path, svg_path] = [&json, &svg].map(|path| path.to_str().expect("a path of ours"));
    let load =
        ["bench", "load", "--topic", "log", "--read", "catch-up", "--records", "300", "--json", json_path];
    let report = broker.stdout_of(&[&load[..], &["--svg", svg_path]].concat());
    let has = |name: &str, value: &str| {
        let line =
            report.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{report}"));
        assert_eq!(line.trim(), value, "{name}: {report}");
    };
    has("records acknowledged", "300");
    has("records read", "700");
    has("records damaged", "0");
    has("records missing", "0");
    let json = read(&json);
    for part in [
        "\"records read\": 700",
        "\"failure\": null",
        "\"HdrHistogram V2, ns\":\"HISTFAAA",
        "\"intervals\": [{",
    ] {
        assert!(json.contains(part), "{part}: {json}");
    }
    let svg = read(&svg);
    assert!(svg.starts_with("<svg") && svg.matches("<polyline").count() >= 3, "{svg}");
}

#[test]
fn cold_reads_come_from_the_disk_of_the_folder() {
    let broker = TestBroker::start();
    create(&broker, "cold", "1");
    broker.stdout_of(&["bench", "produce", "--topic", "cold", "--records", "500"]);
    let data = broker.data();
    let consume =
        |folder: &str| broker.ringlog(&["bench", "consume", "--topic", "cold", "--data-dir", folder]);
    let ran = consume(data.to_str().expect("a path of ours"));
    match ran.status {
        Some(0) => assert!(ran.stdout.contains(", cold") && ran.stdout.contains("records read"), "{ran:?}"),
        // Before Linux 6.5 nobody can tell whether it worked.
        _ => assert!(ran.stderr.contains("the kernel does not tell"), "{ran:?}"),
    }
    let elsewhere = broker.directory.path().to_str().expect("a path of ours").to_owned();
    consume(&elsewhere)
        .assert_fails_with(&format!("ringlog: no partition of topic 'cold' is in {elsewhere}"));
    broker
        .ringlog(&["bench", "load", "--topic", "cold", "--data-dir", &elsewhere])
        .assert_ends_with(2, "ringlog: --data-dir is for reads from the beginning: --read catch-up");
}

/// A broker that pauses once: an open loop shows it in every record that was due meanwhile, a closed one in a single record.
#[test]
#[expect(clippy::disallowed_methods, reason = "the broker's pause")]
fn an_open_loop_omits_nothing() {
    const PAUSE: Duration = Duration::from_millis(600);
    let latencies = |pace: Pace, records: u64| {
        let broker = FakeBroker::start(|asked| {
            if asked.api == ApiKey::Produce && asked.number == 5 {
                std::thread::sleep(PAUSE);
            }
            healthy(asked)
        });
        let load = ProducerLoad { pace, records: Some(records), ..producer("orders") };
        let patient = ClientConfig { request_timeout: Duration::from_secs(20), ..broker.config() };
        let measurement = measure(&patient, workload(vec![load], Vec::new()));
        assert!(measurement.outcome.is_ok(), "{:?}", measurement.outcome);
        let late = measurement.acknowledged.buckets().filter(|(time, _)| *time >= PAUSE / 3);
        (late.map(|(_, count)| count).sum::<u64>(), measurement.acknowledged.max())
    };
    let (late, longest) = latencies(Pace::Open { records_per_s: 100.0 }, 100);
    // 60 records were due in the pause, and the first 40 of them waited for a third of it at least.
    assert!(late >= 38 && longest >= PAUSE, "{late} {longest:?}");
    let (late, longest) = latencies(Pace::Closed { outstanding: 1, settled: Settled::Acknowledged }, 100);
    assert!((1..20).contains(&late) && longest >= PAUSE, "{late} {longest:?}");
}

/// An open loop sends at its times, and not sooner.
#[test]
fn an_open_loop_keeps_its_rate() {
    let broker = FakeBroker::start(healthy);
    let load =
        ProducerLoad { pace: Pace::Open { records_per_s: 200.0 }, records: Some(101), ..producer("orders") };
    let measurement = measure(&broker.config(), workload(vec![load], Vec::new()));
    assert_eq!(measurement.acknowledged_in_all, 101);
    assert!(measurement.elapsed >= Duration::from_millis(495), "{:?}", measurement.elapsed);
}

#[test]
#[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a port that is free")]
fn nobody_listens() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = free.local_addr().expect("it is bound").to_string();
    drop(free);
    let ran = bench(&address, &["produce", "--topic", "orders"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, &address);
}

/// What was measured until then is printed, and is in the JSON file.
#[test]
fn a_broker_that_disappears_ends_the_run() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Produce if asked.number >= 20 => Answer::Close,
        // Whoever comes back finds nobody.
        ApiKey::ApiVersions if asked.number >= 4 => Answer::Close,
        _ => healthy(asked),
    });
    let folder = tempfile::tempdir().expect("a temporary folder");
    let json = folder.path().join("results.json");
    let path = json.to_str().expect("a path of ours");
    let options =
        ["produce", "--topic", "orders", "--batch-size", "1", "--in-flight", "1", "--records", "1000"];
    let ran =
        bench(&broker.address.to_string(), &[&options[..], &["--json", path, "--timeout", "2"]].concat());
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, "");
    let acknowledged = |text: &str| text.contains("records acknowledged") && text.contains("20");
    assert!(acknowledged(&ran.stdout) && ran.stdout.contains("record latency p99 "), "{ran:?}");
    let json = read(&json);
    assert!(json.contains("\"records acknowledged\": 20,") && json.contains("\"failure\": \""), "{json}");
}

#[test]
fn a_broker_that_never_answers_is_given_up() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Produce => Answer::Silence,
        _ => healthy(asked),
    });
    let ran = bench(&broker.address.to_string(), &["produce", "--topic", "orders", "--timeout", "1"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, "");
    assert!(ran.stdout.contains("records acknowledged  0"), "{ran:?}");
    // One that does not even say who it is.
    let broker = FakeBroker::start(|_| Answer::Silence);
    let ran = bench(&broker.address.to_string(), &["produce", "--topic", "orders", "--timeout", "1"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, "");
}

#[test]
fn garbage_is_named() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Produce if asked.number >= 3 => Answer::Raw(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()),
        _ => healthy(asked),
    });
    let ran = bench(&broker.address.to_string(), &["produce", "--topic", "orders", "--timeout", "2"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, "");
    let broker = FakeBroker::start(|_| Answer::Raw(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()));
    let ran = bench(&broker.address.to_string(), &["consume", "--topic", "orders", "--timeout", "2"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_is_one_line(&ran, "");
}

#[test]
fn a_refused_record_ends_the_run() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::Produce if asked.number == 7 => produced(asked, ErrorCode::MessageTooLarge),
        _ => healthy(asked),
    });
    let options = ["produce", "--topic", "orders", "--batch-size", "1", "--in-flight", "1"];
    let ran = bench(&broker.address.to_string(), &options);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.stderr.starts_with("ringlog: record 7 was not written: "), "{ran:?}");
    assert!(ran.stderr.ends_with(" (7 were)\n"), "{ran:?}");
}

/// All of it is refused before anything is sent: nobody listens at the address.
#[test]
fn loads_that_cannot_be_are_refused() {
    let refusals: [(&[&str], &str); 7] = [
        (&["produce", "--idempotence"], "idempotence needs acks=all"),
        (&["produce", "--rate", "0"], "a rate of 0 records/s is not above 0 and at most 100000000"),
        (&["produce", "--outstanding", "0"], "a closed loop has one record outstanding at least"),
        (&["produce", "--records", "2", "--producers", "3"], "each producer writes one record at least"),
        (
            &["produce", "--records", "5000000000"],
            "a producer writes 4294967295 records at most: numbers have 32 bits",
        ),
        (&["produce", "--seconds", "0"], "a run takes some time"),
        (&["load", "--idempotence"], "idempotence needs acks=all"),
    ];
    for (arguments, reason) in refusals {
        let ran = bench("127.0.0.1:1", &[arguments, &["--topic", "t"]].concat());
        ran.assert_ends_with(2, &format!("ringlog: {reason}"));
    }
    for arguments in [
        ["produce", "--record-size", "9"],
        ["produce", "--record-size", "uniform:20-10"],
        ["produce", "--seconds", "-1"],
        ["produce", "--acks", "2"],
        ["load", "--read", "never"],
    ] {
        let ran = bench("127.0.0.1:1", &[&arguments[..], &["--topic", "t"]].concat());
        assert_eq!(ran.status, Some(2), "{ran:?}");
    }
}

#[test]
fn workloads_that_cannot_be_are_refused() {
    let reason = |workload: Workload| workload.validate().expect_err("it cannot be").to_string();
    assert_eq!(reason(Workload::default()), "there is neither a producer nor a consumer");
    let endless = ProducerLoad { records: None, ..producer("t") };
    assert_eq!(
        reason(workload(vec![endless], vec![])),
        "a producer needs an end: a number of records or a duration"
    );
    assert_eq!(
        reason(workload(vec![], vec![consumer("t", 1)])),
        "a consumer of what is produced needs a producer"
    );
    let endless = ConsumerLoad { until: ReadUntil::End, ..consumer("t", 1) };
    assert_eq!(reason(workload(vec![], vec![endless])), "a consumer does not know where its partitions end");
    let alone =
        ProducerLoad { pace: Pace::Closed { outstanding: 1, settled: Settled::Read }, ..producer("t") };
    let needs = "a loop that is closed by reading needs a consumer that looks at the records";
    assert_eq!(reason(workload(vec![alone], vec![])), needs);
    let mut config = ConsumerConfig { min_bytes: 10, bytes_max: 9, ..ConsumerConfig::default() };
    let impossible = ConsumerLoad { config: config.clone(), ..consumer("t", 1) };
    let refused = reason(workload(vec![producer("t")], vec![impossible]));
    assert_eq!(refused, "a fetch cannot wait for 10 bytes and take 9 at most");
    config.bytes_max = 10;
    let possible = workload(vec![producer("t")], vec![ConsumerLoad { config, ..consumer("t", 1) }]);
    assert_eq!(possible.validate(), Ok::<(), WorkloadError>(()));
}

/// Takes every batch.
fn healthy(asked: &Asked) -> Answer {
    match asked.api {
        ApiKey::Produce => produced(asked, ErrorCode::None),
        ApiKey::ApiVersions | ApiKey::Metadata | ApiKey::InitProducerId => Answer::Usual,
        _ => Answer::Close,
    }
}

fn produced(asked: &Asked, code: ErrorCode) -> Answer {
    let request: ProduceRequest = asked.decode();
    let responses = request.topic_data.into_iter().map(|topic| TopicProduceResponse {
        name: topic.name,
        topic_id: topic.topic_id,
        partition_responses: topic
            .partition_data
            .into_iter()
            .map(|partition| PartitionProduceResponse {
                index: partition.index,
                error_code: code.code(),
                base_offset: 0,
                log_append_time_ms: -1,
                ..Default::default()
            })
            .collect(),
    });
    asked.answer(&ProduceResponse { responses: responses.collect(), ..Default::default() })
}

fn bench(address: &str, arguments: &[&str]) -> Ran {
    ringlog(&[&["bench"], arguments, &["--bootstrap-server", address]].concat())
}

fn assert_is_one_line(ran: &Ran, part: &str) {
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.starts_with("ringlog: ") && ran.stderr.contains(part), "{ran:?}");
}

#[expect(clippy::disallowed_methods, reason = "a file that the command wrote")]
fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).expect("it was written")
}
