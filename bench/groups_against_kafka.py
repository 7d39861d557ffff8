"""Measures groups of consumers on ringlog and Apache Kafka with `ringlog bench groups`: broker on one core, load on the other.

Both sides are measured in turn, several times: heartbeats, commits, first records, takeovers, and a restart with many
committed offsets. Commits are measured in page-cache mode (ringlog.log.durability=replicated; Kafka's defaults), and once
more with each commit on disk before its answer (ringlog's default; Kafka's log.flush.interval.messages=1).
"""
import argparse
import json
import os
import shutil
import subprocess
import time

from against_kafka import in_turn, report

# No member of a new group is waited for, and a session may be short: only then the rest can be seen.
SETTINGS = ['group.initial.rebalance.delay.ms=0', 'group.min.session.timeout.ms=500']
SYNCED = {'ringlog': ['ringlog.log.durability=fsync'], 'kafka': ['log.flush.interval.messages=1']}

FIGURES = [  # key, what, unit, expectation of ringlog against Kafka
    ('join', 'until all members of {groups} groups of {members} had joined', 's', ''),
    ('idle groups', 'broker CPU with {groups} groups of {members}, a heartbeat of each every 3 s', '% of a core', '<= 1/4'),
    ('heartbeats', 'broker CPU per million heartbeats, one of each member every {heartbeat_ms} ms', 's', '<= 1/4'),
    ('commits', 'commits per second, {in_flight} in flight, page cache', '/s', ''),
    ('commit cpu', 'broker CPU per million commits, page cache', 's', '<= 1/4'),
    ('commit p99', 'p99 of those commits', 'ms', ''),
    ('synced commits', 'commits per second, {in_flight} in flight, each on disk before its answer', '/s', ''),
    ('synced commit cpu', 'broker CPU per million commits, each on disk before its answer', 's', ''),
    ('first record', 'first record of a new consumer of a new group, median', 'ms', '< 1'),
    ('first record p99', 'first record of a new consumer of a new group, p99', 'ms', '< 1'),
    ('takeover', 'partitions of a killed consumer taken over, beyond its session timeout of {session_ms} ms, median', 'ms', '< 1'),
    ('offsets memory', 'resident memory after a restart with {offsets} committed offsets, more than after a start without', 'MiB', '<= 1/10'),
    ('memory', 'resident memory after that restart', 'MiB', '<= 1/10'),
    ('reload', 'restart with {offsets} committed offsets, until all of them were answered', 's', ''),
    ('first answer', 'of that, until the broker answered at all', 's', ''),
]


class Bench:
    """`ringlog bench groups` on core 1, against one broker."""

    def __init__(self, options, broker):
        self.options, self.broker = options, broker

    def run(self, what, *arguments):
        """The figures of one run, by the names that it prints."""
        results = os.path.join(self.broker.folder, 'results.json')
        command = ['taskset', '-c', '1', self.options.ringlog, 'bench', 'groups', what, '--bootstrap-server', self.address(),
                   '--pid', str(self.broker.process.pid), '--json', results, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
        with open(results) as file:
            return json.load(file)

    def create(self, topic, partitions, records=0):
        ringlog = [self.options.ringlog]
        subprocess.run([*ringlog, 'topics', 'create', '--bootstrap-server', self.address(), '--topic', topic, '--partitions',
                        str(partitions), '--replication-factor', '1'], check=True, stdout=subprocess.DEVNULL)
        if records:
            lines = ''.join(f'{number}\n' for number in range(records))
            subprocess.run([*ringlog, 'produce', '--bootstrap-server', self.address(), '--topic', topic, '--batch-size', '1'],
                           input=lines, text=True, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def address(self):
        return f'127.0.0.1:{self.broker.port}'


def warm_up(options, bench):
    """A JVM compiles what it runs: its first requests of a kind say nothing of the later ones."""
    bench.run('heartbeats', '--groups', options.groups, '--members', options.members, '--heartbeat-ms', 50, '--seconds', options.warm_up)
    bench.run('commits', '--topic', 'shared', '--commits', 2_000 * options.warm_up, '--members', options.in_flight)
    bench.run('first-record', '--topic', 'shared', '--consumers', 2 * options.warm_up)


def measure(options, bench, found):
    """All figures of one broker in page-cache mode but the restart's."""
    size = ['--groups', options.groups, '--members', options.members, '--seconds', options.seconds]
    idle = bench.run('heartbeats', *size, '--heartbeat-ms', 3000)
    found['join'].append(idle['until all had joined (s)'])
    found['idle groups'].append(100 * idle['broker CPU (s)'] / idle['elapsed (s)'])
    busy = bench.run('heartbeats', *size, '--heartbeat-ms', options.heartbeat_ms)
    found['heartbeats'].append(busy['broker CPU per million heartbeats (s)'])
    commits(options, bench, found, '')
    first = bench.run('first-record', '--topic', 'shared', '--consumers', options.consumers)
    found['first record'].append(first['first record p50 (ms)'])
    found['first record p99'].append(first['first record p99 (ms)'])
    takeover = bench.run('takeover', '--topic', 'shared', '--rounds', options.takeovers, '--session-ms', options.session_ms)
    found['takeover'].append(takeover['beyond the session timeout p50 (ms)'])


def commits(options, bench, found, kind):
    done = bench.run('commits', '--topic', 'shared', '--commits', options.commits, '--members', options.in_flight)
    found[f'{kind}commits'].append(done['rate (commits/s)'])
    found[f'{kind}commit cpu'].append(done['broker CPU per million commits (s)'])
    if not kind:
        found['commit p99'].append(done['commit p99 (ms)'])


def reload(options, kind, found):
    """A broker that has nothing but committed offsets stops and starts again."""
    broker = kind(options, options.work, SETTINGS)
    broker.start()
    bench = Bench(options, broker)
    bench.create('offsets', options.partitions)
    broker.stop()
    broker.start()
    time.sleep(2)                                               # what is left when the start's work is done
    without = broker.resident_mib()
    groups = ['--topic', 'offsets', '--groups', options.offsets // options.partitions]
    bench.run('offsets', *groups)
    broker.stop()
    began = time.monotonic()
    found['first answer'].append(broker.start())
    bench.run('offsets', *groups, '--check')
    found['reload'].append(time.monotonic() - began)
    time.sleep(2)
    found['memory'].append(broker.resident_mib())
    found['offsets memory'].append(broker.resident_mib() - without)
    broker.stop()
    shutil.rmtree(broker.folder)


def one_round(options, kind, found):
    for mode, overrides in (('', []), ('synced ', SYNCED[kind.name])):
        broker = kind(options, options.work, SETTINGS + overrides)
        broker.start()
        bench = Bench(options, broker)
        bench.create('shared', 4, records=1000)
        warm_up(options, bench)
        if mode:
            commits(options, bench, found, mode)
        else:
            measure(options, bench, found)
        broker.stop()
        shutil.rmtree(broker.folder)
    reload(options, kind, found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('ringlog', 'kafka-jars', 'work'):
        parser.add_argument(f'--{name}', required=True, help=argparse.SUPPRESS)
    number = lambda name, default, help: parser.add_argument(f'--{name}', type=int, default=default, help=f'{help} ({default:,})')
    number('rounds', 3, 'how often each broker is measured, in turn')
    number('groups', 100, 'groups that send heartbeats')
    number('members', 10, 'members of each of them')
    number('seconds', 20, 'how long heartbeats are measured')
    number('heartbeat-ms', 300, 'milliseconds between two heartbeats of a member in the busy run')
    number('commits', 100_000, 'commits of a run')
    number('in-flight', 50, 'members that commit at the same time')
    number('consumers', 50, 'consumers whose first record is waited for')
    number('takeovers', 5, 'consumers that are killed')
    number('session-ms', 1000, 'the session timeout of those')
    number('offsets', 100_000, 'committed offsets that are loaded')
    number('partitions', 100, 'partitions of the topic of those')
    number('warm-up', 10, 'seconds of heartbeats, and so on, before what is measured')
    parser.add_argument('--only', choices=['ringlog', 'kafka'], help='measure one of the two')
    options = parser.parse_args()
    results = in_turn(options, FIGURES, one_round)
    figures = [(key, what.format(**vars(options)), unit, expectation) for key, what, unit, expectation in FIGURES]
    report(results, figures, 'page cache on both sides (ringlog.log.durability=replicated) unless said otherwise; ringlog with one '
           'shard; ' + ', '.join(SETTINGS))


if __name__ == '__main__':
    main()
