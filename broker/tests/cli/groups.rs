//! `groups`, and `consume --group`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::harness::{Ran, TestBroker, finish, ringlog};

fn broker() -> TestBroker {
    TestBroker::start_with(&["group.initial.rebalance.delay.ms=0"])
}

/// A topic of one partition with these lines.
fn fill(broker: &TestBroker, topic: &str, lines: std::ops::Range<u32>) {
    let input: String = lines.map(|number| format!("{number}\n")).collect();
    let ran = broker.ringlog_with_input(&["produce", "--topic", topic, "--partition", "0"], input.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

fn create(broker: &TestBroker, topic: &str, partitions: &str) {
    broker.stdout_of(&["topics", "create", "--topic", topic, "--partitions", partitions]);
}

/// What a subcommand of `groups` came to.
fn groups(broker: &TestBroker, arguments: &str) -> Ran {
    let arguments: Vec<&str> = ["groups"].into_iter().chain(arguments.split(' ')).collect();
    broker.ringlog(&arguments)
}

/// Asks until the output is as it should be: members need a moment to join and to leave.
#[expect(clippy::disallowed_methods, reason = "processes under test are waited for")]
fn eventually(broker: &TestBroker, arguments: &str, is_it: impl Fn(&str) -> bool) -> String {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let ran = groups(broker, arguments);
        if is_it(&ran.stdout) {
            return ran.stdout;
        }
        assert!(Instant::now() < deadline, "{arguments}: {ran:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A member that runs until it is told to stop.
fn follow(broker: &TestBroker, arguments: &[&str]) -> Child {
    broker.spawn(&[&["consume", "--follow", "--from-beginning"], arguments].concat())
}

/// Ctrl-C.
fn interrupt(child: Child) -> Ran {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert!(sent.success());
    finish(child)
}

const COLUMNS: &str = "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             \
                       CONSUMER-ID     HOST            CLIENT-ID";

#[test]
fn a_group_goes_on_where_it_was_and_back_when_told() {
    let broker = broker();
    create(&broker, "orders", "1");
    fill(&broker, "orders", 0..10);
    let consume = ["consume", "--topic", "orders", "--group", "billing"];
    let first = broker.stdout_of(&[&consume[..], &["--max-messages", "3"]].concat());
    assert_eq!(first, "0\n1\n2\n");
    assert_eq!(broker.stdout_of(&consume).lines().count(), 7, "the rest");
    assert_eq!(broker.stdout_of(&consume), "", "all is read");
    fill(&broker, "orders", 10..12);
    let described = groups(&broker, "describe --group billing");
    let row = "billing         orders          0          10              12              2               -               -               -";
    assert_eq!(described.stdout, format!("\n{COLUMNS}\n{row}\n"));
    assert_eq!(described.stderr, "\nConsumer group 'billing' has no active members.\n");
    assert_eq!(groups(&broker, "offsets --group billing").stdout, described.stdout);
    assert_eq!(groups(&broker, "list").stdout, "billing\n");

    let planned = "\nGROUP           TOPIC           PARTITION  NEW-OFFSET\nbilling         orders          0          0\n";
    let dry = groups(&broker, "reset-offsets --group billing --topic orders --to-earliest");
    assert_eq!((dry.status, dry.stdout.as_str()), (Some(0), planned));
    assert!(dry.stderr.starts_with("WARN: No action will be performed"), "{}", dry.stderr);
    assert_eq!(broker.stdout_of(&consume), "10\n11\n", "nothing was moved");
    let done = groups(&broker, "reset-offsets --group billing --topic orders --to-earliest --execute");
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), (planned, ""));
    assert_eq!(broker.stdout_of(&consume).lines().count(), 12, "replayed");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the file that the command is to read")]
fn offsets_are_moved_by_every_scenario_and_kept_in_files() {
    let broker = broker();
    create(&broker, "orders", "2");
    fill(&broker, "orders", 0..10);
    broker.stdout_of(&["consume", "--topic", "orders", "--group", "billing"]);
    let planned = |arguments: &str| {
        let ran = groups(&broker, &format!("reset-offsets --group billing --dry-run {arguments}"));
        let rows = ran.stdout.lines().skip_while(|line| !line.starts_with("GROUP")).skip(1);
        let rows: Vec<String> =
            rows.map(|row| row.split_whitespace().skip(2).collect::<Vec<_>>().join("=")).collect();
        (rows.join(" "), ran.stderr)
    };
    let moved = |arguments: &str| planned(arguments).0;
    assert_eq!(moved("--all-topics --to-latest"), "0=10 1=0");
    assert_eq!(moved("--topic orders:0 --to-offset 4"), "0=4");
    assert_eq!(moved("--topic orders:0 --shift-by -3"), "0=7");
    assert_eq!(moved("--all-topics --to-current"), "0=10 1=0");
    assert_eq!(moved("--topic orders:0 --to-datetime 1970-01-01T00:00:00.000"), "0=0");
    assert_eq!(moved("--topic orders:0 --by-duration PT1H"), "0=0");
    let (rows, told) = planned("--topic orders:0 --to-offset 99");
    assert_eq!(rows, "0=10");
    assert_eq!(
        told,
        "WARN New offset (99) is higher than latest offset for topic partition orders-0. Value will be set to 10\n"
    );
    let late = groups(
        &broker,
        "reset-offsets --group billing --topic orders:0 --to-datetime 2999-01-01T00:00:00 --dry-run",
    );
    let warned = "\nWarn: Partition 0 from topic orders is empty. Falling back to latest known offset.\n";
    assert!(late.stdout.starts_with(warned), "{}", late.stdout);

    let exported =
        groups(&broker, "reset-offsets --group billing --topic orders --to-offset 2 --dry-run --export");
    assert_eq!(exported.stdout, "orders,0,2\norders,1,0\n\n");
    let plan = broker.data().with_file_name("plan.csv");
    std::fs::write(&plan, exported.stdout).expect("a file");
    let arguments = format!("reset-offsets --group billing --execute --from-file {}", plan.display());
    assert_eq!(groups(&broker, &arguments).status, Some(0));
    assert_eq!(broker.stdout_of(&["consume", "--topic", "orders", "--group", "billing"]).lines().count(), 8);
}

#[test]
fn members_share_and_ctrl_c_leaves_at_once() {
    let broker = broker();
    create(&broker, "test-1", "2");
    fill(&broker, "test-1", 0..3);
    let mut first = follow(&broker, &["--include", "test.*", "--group", "g"]);
    let mut lines = BufReader::new(first.stdout.take().expect("it is piped")).lines();
    let mut next = || lines.next().expect("it goes on").expect("text");
    assert_eq!([next(), next(), next()], ["0", "1", "2"]);
    let second = follow(&broker, &["--topic", "test-1", "--group", "g"]);
    let shares = |text: &str| {
        let rows = text.lines().filter(|line| line.starts_with("g "));
        rows.map(|row| row.split_whitespace().last().expect("cells").to_owned()).collect::<Vec<_>>()
    };
    let is_shared = |text: &str| shares(text) == ["1", "1"];
    let members = eventually(&broker, "describe --group g --members", is_shared);
    assert!(members.contains("CONSUMER-ID"), "{members}");

    let busy = groups(&broker, "reset-offsets --group g --topic test-1 --to-earliest --dry-run");
    let told = "\nError: Assignments can only be reset if the group 'g' is inactive, but the current state is Stable.\n\
                \nGROUP           TOPIC           PARTITION  NEW-OFFSET\n";
    assert_eq!((busy.status, busy.stdout.as_str(), busy.stderr.as_str()), (Some(1), told, ""));
    let kept = groups(&broker, "delete --group g");
    assert_eq!(kept.status, Some(1));
    let told = "\nError: Deletion of some consumer groups failed:\n* Group 'g' could not be deleted due to: \
                org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.\n";
    assert_eq!(kept.stdout, told);
    let read = groups(&broker, "delete-offsets --group g --topic test-1:0");
    assert!(read.stdout.contains("GroupSubscribedToTopicException"), "{}", read.stdout);

    let stopped = interrupt(second);
    assert_eq!(stopped.status, Some(0), "{stopped:?}");
    // Its session has 45 seconds to go: who still waits for it would not see this in time.
    eventually(&broker, "describe --group g --members", |text| shares(text) == ["2"]);
    let stopped = interrupt(first);
    assert_eq!(stopped.status, Some(0), "{stopped:?}");
    let state = groups(&broker, "describe --group g --state").stdout;
    assert!(state.contains(" Empty "), "{state}");
    let offsets = groups(&broker, "describe --group g").stdout;
    assert!(
        offsets.contains("g               test-1          0          3               3               0 "),
        "{offsets}"
    );
    let deleted = groups(&broker, "delete --group g");
    assert_eq!(deleted.stdout, "Deletion of requested consumer groups ('g') was successful.\n");
    assert_eq!(groups(&broker, "list --state").stdout, "GROUP                     STATE               \n");
}

#[test]
fn two_groups_each_read_everything() {
    let broker = broker();
    create(&broker, "orders", "1");
    fill(&broker, "orders", 0..5);
    for group in ["one", "two"] {
        let consume = ["consume", "--topic", "orders", "--group", group];
        assert_eq!(broker.stdout_of(&consume), "0\n1\n2\n3\n4\n", "{group}");
        let waits = [&consume[..], &["--follow", "--timeout-ms", "200"]].concat();
        assert_eq!(broker.stdout_of(&waits), "", "it ends when nothing comes");
    }
    let listed = groups(&broker, "list --type classic --state empty").stdout;
    assert_eq!(
        listed,
        "GROUP                     TYPE                 STATE               \n\
         one                       Classic              Empty               \n\
         two                       Classic              Empty               \n"
    );
    let all = groups(&broker, "describe --all-groups");
    assert_eq!(all.stdout.matches(COLUMNS).count(), 2, "{}", all.stdout);
}

#[test]
fn what_is_not_there_is_told_in_kafkas_words() {
    let broker = broker();
    create(&broker, "orders", "1");
    broker.stdout_of(&["consume", "--topic", "orders", "--group", "g"]);
    let nobody = groups(&broker, "describe --group nope");
    let told = "\nError: Executing consumer group command failed due to \
                org.apache.kafka.common.errors.GroupIdNotFoundException: Group nope not found.\n";
    assert_eq!((nobody.status, nobody.stdout.as_str(), nobody.stderr.as_str()), (Some(1), told, ""));
    let deleted = groups(&broker, "delete --group nope");
    assert!(
        deleted.stdout.ends_with("GroupIdNotFoundException: The group id does not exist.\n"),
        "{}",
        deleted.stdout
    );
    let topic = groups(&broker, "reset-offsets --group g --topic nope --to-earliest --dry-run");
    let told = "\nError: Executing consumer group command failed due to This server does not host this topic-partition.\n";
    assert_eq!((topic.status, topic.stdout.as_str()), (Some(1), told));
    let partition = groups(&broker, "reset-offsets --group g --topic orders:7 --to-earliest --dry-run");
    let told =
        "\nError: Executing consumer group command failed due to The partitions \"orders-7\" do not exist\n";
    assert_eq!(partition.stdout, told);
    let offsets = groups(&broker, "delete-offsets --group g --topic orders --topic nope");
    let told = "Request succeeded for deleting offsets from group g.\n\
                \nTOPIC           PARTITION  STATUS         \
                \nnope            -          Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This \
                server does not host this topic-partition.\
                \norders          0          Successful     \n";
    assert_eq!((offsets.status, offsets.stdout.as_str()), (Some(1), told));
    broker
        .ringlog(&["consume", "--topic", "no", "--group", "g"])
        .assert_fails_with("ringlog: topic 'no' does not exist");
    groups(&broker, "reset-offsets --group g --to-earliest --dry-run")
        .assert_fails_with("ringlog: One of the reset scopes should be defined: --all-topics, --topic.");
    groups(&broker, "reset-offsets --group g --all-topics --shift-by 1 --dry-run")
        .stdout
        .lines()
        .for_each(|line| assert!(!line.contains("orders"), "nothing is committed any more: {line}"));
}

#[test]
fn nonsense_is_refused_before_a_broker_is_asked() {
    for (arguments, told) in [
        ("list --state zoo", "Invalid state list 'zoo'. Valid states are: PreparingRebalance, "),
        ("describe", "--group <NAME>"),
        ("reset-offsets --group g --topic t", "--to-earliest"),
        ("reset-offsets --group g --topic t --to-earliest --to-latest", "cannot be used with"),
        (
            "reset-offsets --group g --topic t:x --to-earliest",
            "Invalid partition 'x' specified in topic arg 't:x''",
        ),
        ("reset-offsets --group g --topic t --to-datetime yesterday", "It does not contain a 'T'"),
        ("reset-offsets --group g --topic t --by-duration 1h", "Text cannot be parsed to a Duration"),
    ] {
        let arguments: Vec<&str> = ["groups"].into_iter().chain(arguments.split(' ')).collect();
        let ran = ringlog(&arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(told), "{arguments:?}: {}", ran.stderr);
    }
    let regex = ringlog(&["consume", "--include", "(", "--group", "g"]);
    assert_eq!(regex.status, Some(2), "{regex:?}");
    assert_eq!(ringlog(&["consume", "--include", "a"]).status, Some(2), "a group is needed");
}
