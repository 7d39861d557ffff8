"""Groups as Apache Kafka's own clients use them: java_groups.py PROTOCOL BOOTSTRAP FOLDER; prints `ok:` or `FAILED:` lines."""
import json
import re
import subprocess
import sys
import threading
import time

import kafka_tools as kafka

protocol, bootstrap, folder = sys.argv[1:]
errors = open(f'{folder}/{protocol}.err', 'w')
PARTITIONS = 6
RUN = f'{protocol}-{time.time_ns() // 1_000_000 % 100_000_000:x}'     # a broker that is not new has other groups


def check(what, holds, evidence=''):
    print('ok:' if holds else 'FAILED:', what, flush=True)
    if not holds and evidence:
        print('\n'.join(f'| {line}' for line in str(evidence).splitlines()[-15:]), flush=True)


def groups(*arguments):
    return kafka.run(kafka.GROUPS, '--bootstrap-server', bootstrap, *arguments)[1]


def create(topic, partitions):
    _, said = kafka.run(kafka.TOPICS, '--bootstrap-server', bootstrap, '--create', '--topic', topic, '--partitions', str(partitions))
    check(f'create {topic}', f'Created topic {topic}.' in said, said)


def produce(topic, first, last):
    lines = ''.join(f'key-{n}:value-{n}\n' for n in range(first, last + 1))
    subprocess.run(['kcat', '-P', '-b', bootstrap, '-t', topic, '-K:', '-X', 'acks=all'], input=lines, text=True, check=True, timeout=60)


def consume(topic, count, *arguments):
    """The values that a console consumer prints; it ends with `count` of them, or 25 s after the last."""
    read, _ = kafka.run(kafka.CONSOLE_CONSUMER, '--bootstrap-server', bootstrap, '--topic', topic, '--max-messages', str(count),
                        '--timeout-ms', '25000', '--command-property', f'group.protocol={protocol}', *arguments)
    return sorted(int(value.removeprefix('value-')) for value in read.splitlines())


def column(output, name):
    return sorted(int(row[name]) for row in kafka.table(output) if row[name] != '-')


def console_consumers():
    topic, group = f'orders-{RUN}', f'readers-{RUN}'
    create(topic, 3)
    produce(topic, 1, 300)
    read = consume(topic, 300, '--from-beginning')
    check('a console consumer without a group name reads from the beginning', read == list(range(1, 301)), f'{len(read)} records')
    read = consume(topic, 300, '--from-beginning', '--group', group)
    check('a console consumer of a group reads from the beginning', read == list(range(1, 301)), f'{len(read)} records')
    produce(topic, 301, 400)
    described = groups('--describe', '--group', group)
    check('the group has committed all 300 records', sum(column(described, 'CURRENT-OFFSET')) == 300, described)
    check('the lag is the 100 new records', sum(column(described, 'LAG')) == 100, described)
    check('it says that nobody is in the group', f"Consumer group '{group}' has no active members." in described, described)
    read = consume(topic, 100, '--group', group)
    check('the group goes on where it was', read == list(range(301, 401)), f'{len(read)} records')
    return topic, group


def group_command(topic, group):
    def reset(*how):
        return groups('--reset-offsets', '--group', group, '--topic', topic, *how)
    planned = reset('--to-earliest', '--dry-run')
    check('a dry run of a reset says three zeros', column(planned, 'NEW-OFFSET') == [0, 0, 0], planned)
    described = groups('--describe', '--group', group)
    check('and resets nothing', sum(column(described, 'LAG')) == 0 and sum(column(described, 'CURRENT-OFFSET')) == 400, described)
    reset('--shift-by', '-5', '--execute')
    described = groups('--describe', '--group', group)
    check('shift-by -5 moves each partition', column(described, 'LAG') == [5, 5, 5], described)
    reset('--to-earliest', '--execute')
    read = consume(topic, 400, '--group', group)
    check('after a reset to the earliest offset all is read again', read == list(range(1, 401)), f'{len(read)} records')
    deleted = groups('--delete-offsets', '--group', group, '--topic', topic)
    check('delete-offsets', 'Request succeeded' in deleted, deleted)
    described = groups('--describe', '--group', group)
    check('no offset is left', column(described, 'CURRENT-OFFSET') == [], described)
    reset('--to-offset', '7', '--execute')
    described = groups('--describe', '--group', group)
    check('to-offset 7', column(described, 'CURRENT-OFFSET') == [7, 7, 7], described)
    deleted = groups('--delete', '--group', group)
    check('delete', f"('{group}') was successful" in deleted, deleted)
    listed = groups('--list').split()
    check('the deleted group is not listed', group not in listed, listed)
    described = groups('--describe', '--group', group)
    check('and cannot be described', 'GroupIdNotFoundException' in described or 'does not exist' in described, described)


class Records:
    """Which records the members read, and from where a partition's next owner may read again."""

    def __init__(self):
        self.lock, self.read, self.twice = threading.Lock(), set(), []
        self.committed, self.handed_over = {}, {}

    def on_read(self, member, place):
        partition, offset = place
        # What was committed when the partition changed hands is not read again.
        if place in self.read and offset < self.handed_over.get(partition, 0):
            self.twice.append((member, place, self.handed_over.get(partition, 0)))
        self.read.add(place)

    def on_committed(self, partition, offset):
        self.committed[partition] = max(offset, self.committed.get(partition, 0))

    def on_handed_over(self, partitions):
        for partition in partitions:
            self.handed_over[partition] = self.committed.get(partition, 0)


class Member(threading.Thread):
    """One VerifiableConsumer: what it owns and reads, from the events that it prints."""

    def __init__(self, name, topic, group, records):
        super().__init__(name=name)
        self.owned, self.records = set(), records
        session = ['--session-timeout', '6000'] if protocol == 'classic' else []
        self.process = kafka.start(kafka.VERIFIABLE_CONSUMER, '--bootstrap-server', bootstrap, '--topic', topic, '--group-id', group,
                                   '--group-protocol', protocol, '--verbose', *session, stderr=errors)
        self.start()

    def run(self):
        for line in self.process.stdout:
            event = json.loads(line)
            with self.records.lock:
                self.on_event(event)
        with self.records.lock:
            self.records.on_handed_over(self.owned)
            self.owned = set()

    def on_event(self, event):
        name = event['name']
        if name == 'partitions_assigned':
            self.owned |= {p['partition'] for p in event['partitions']}
        elif name == 'partitions_revoked':
            gone = {p['partition'] for p in event['partitions']}
            self.records.on_handed_over(gone & self.owned)
            self.owned -= gone
        elif name == 'record_data':
            self.records.on_read(self.name, (event['partition'], event['offset']))
        elif name == 'offsets_committed' and event['success']:
            for offset in event['offsets']:
                self.records.on_committed(offset['partition'], offset['offset'])


def wait_for(what, seconds, condition):
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            check(f'{what} within {seconds} s', False)
            return False
        time.sleep(0.05)
    check(f'{what} within {seconds} s', True)
    print(f'{what}: {time.monotonic() - began:.1f} s')
    return True


def shared(members):
    """Whether each partition has one owner, and each of these members its fair share."""
    owned = [partition for member in members for partition in member.owned]
    return sorted(owned) == list(range(PARTITIONS)) and all(len(member.owned) == PARTITIONS // len(members) for member in members)


def describe_members(group, members):
    # A member may own its share before the group has heard that it does.
    for _ in range(10):
        described = groups('--describe', '--group', group, '--members', '--verbose')
        if 'is rebalancing' not in described:
            break
    rows = kafka.table(described)
    check('three members are described', len(rows) == 3 and len({row['CONSUMER-ID'] for row in rows}) == 3, described)
    check('with all partitions', sum(int(row['#PARTITIONS']) for row in rows) == PARTITIONS, described)
    mine = sorted(sorted(member.owned) for member in members)
    # classic: topic(0,1) or topic:0,1 by the tool's version, in the last columns of a row.
    said = sorted(sorted(int(p) for p in re.search(r':([\d,]+)|\(([\d,]+)\)', line).group(0).strip('():').split(','))
                  for line in described.splitlines() if line.startswith(group))
    check('and who has which', said == mine, f'{described}\n{mine}')
    described = groups('--describe', '--group', group, '--state')
    check('the state is Stable with 3 members', re.search(rf'{group} .*Stable +(\S+ +)*3\s*$', described, re.M), described)
    listed = groups('--list', '--state', 'stable')
    check('list by state', re.search(rf'^{group} .*Stable', listed, re.M), listed)
    listed = groups('--list', '--type', protocol)
    check('list by type', re.search(rf'^{group} .*{protocol}', listed, re.M | re.I), listed)
    refused = groups('--reset-offsets', '--group', group, '--all-topics', '--to-earliest', '--execute')
    check('no reset while members are in', 'inactive' in refused and 'Stable' in refused, refused)
    refused = groups('--delete', '--group', group)
    check('no delete while members are in', 'GroupNotEmptyException' in refused, refused)


def kill_one():
    topic, group = f'shared-{RUN}', f'sharers-{RUN}'
    create(topic, PARTITIONS)
    records, produced = Records(), []
    members = [Member(f'member-{n}', topic, group, records) for n in range(3)]
    producer = None
    try:
        if not wait_for('three members share all partitions', 60, lambda: shared(members)):
            return
        describe_members(group, members)
        producer = kafka.start(kafka.VERIFIABLE_PRODUCER, '--bootstrap-server', bootstrap, '--topic', topic, '--throughput', '200', stderr=errors)
        sent = threading.Thread(target=lambda: produced.extend(json.loads(line) for line in producer.stdout))
        sent.start()
        wait_for('a thousand records are read', 30, lambda: len(records.read) >= 1000)
        killed, *others = members
        killed.process.kill()
        killed.join()
        wait_for('two members take over from the killed one', 30, lambda: shared(others))
        goal = len(records.read) + 500
        wait_for('they read on', 30, lambda: len(records.read) >= goal)
        producer.terminate()
        producer.wait()
        sent.join()
        acked = {(event['partition'], event['offset']) for event in produced if event['name'] == 'producer_send_success'}
        wait_for('every record is read', 30, lambda: acked <= records.read)
        check('nothing that was committed is read twice', not records.twice, records.twice[:5])
        wait_for('all is committed', 10, lambda: sum(records.committed.values()) >= len(acked))
        for member in others:
            member.process.terminate()
        for member in others:
            member.process.wait()
        described = groups('--describe', '--group', group)
        check('the group has committed every record', sum(column(described, 'CURRENT-OFFSET')) == len(acked)
              and sum(column(described, 'LAG')) == 0, f'{len(acked)} were acked\n{described}')
        described = groups('--describe', '--group', group, '--state')
        check('the members that stopped are gone', re.search(rf'{group} .*Empty +(\S+ +)*0\s*$', described, re.M), described)
    finally:
        for process in [producer, *(member.process for member in members)]:
            if process is not None:
                process.kill()


group_command(*console_consumers())
kill_one()
print('done')
