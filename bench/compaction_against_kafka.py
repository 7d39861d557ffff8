"""Measures the compaction of ringlog and Apache Kafka: how fast, at what cost, and what a producer beside it feels.

A topic is filled with records of a few keys, and then its cleanup.policy becomes compact: from that moment on until its
sealed segments hold each key once, the broker compacts. Broker on one core, load on the other; both sides in turn.
"""
import argparse
import json
import os
import shutil
import subprocess
import threading
import time

from against_kafka import in_turn, report

# The cleaner looks for work all the time: its sleep is not to be measured.
SETTINGS = ['log.cleaner.backoff.ms=100', 'group.initial.rebalance.delay.ms=0']
COMPACT = ['--config', 'cleanup.policy=compact', '--config', 'min.cleanable.dirty.ratio=0.01']
MIB = 1 << 20

FIGURES = [  # key, what, unit, expectation of ringlog against Kafka
    ('speed', 'compaction of {mib} MiB, nothing beside it', 'MiB/s', '>= 1'),
    ('cpu', 'broker CPU per GiB compacted', 's', '<= 1/4'),
    ('memory', 'resident memory while it compacts, largest', 'MiB', '<= 1/10'),
    ('more memory', 'that, more than before', 'MiB', '<= 1/10'),
    ('quiet p99', 'a record acknowledged (acks=1, one in flight), nothing beside it, p99', 'ms', ''),
    ('beside p99', 'a record acknowledged while the broker compacts, p99', 'ms', ''),
    ('beside p99.9', 'a record acknowledged while the broker compacts, p99.9', 'ms', ''),
    ('covered', 'how much of that time the broker did compact', '%', ''),
]


class Side:
    """One broker, and the commands that load it from core 1."""

    def __init__(self, options, broker):
        self.options, self.broker = options, broker

    def ringlog(self, *arguments):
        address = f'127.0.0.1:{self.broker.port}'
        done = subprocess.run(['taskset', '-c', '1', self.options.ringlog, *map(str, arguments), '--bootstrap-server', address],
                              capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]

    def fill(self, topic):
        options = self.options
        self.ringlog('topics', 'create', '--topic', topic, '--partitions', 1, '--replication-factor', 1,
                     '--config', f'segment.bytes={options.segment_mib * MIB}')
        self.ringlog('bench', 'produce', '--topic', topic, '--records', self.records(), '--record-size',
                     options.record_size, '--keys', self.keys(), '--batch-size', 65536, '--acks', 1)

    def latency(self, records):
        """p99 and p99.9 of acknowledgements, and how many there were in a second."""
        results = os.path.join(self.broker.folder, 'results.json')
        began = time.monotonic()
        self.ringlog('bench', 'latency', '--topic', 'beside', '--records', records, '--acks', 1, '--json', results)
        with open(results) as file:
            found = json.load(file)
        return found['acknowledged p99 (ms)'], found['acknowledged p99.9 (ms)'], records / (time.monotonic() - began)

    def compact(self, topic):
        """Seconds until the topic is compacted, the broker's CPU seconds, and its largest resident memory."""
        cpu, began, largest = self.broker.cpu_seconds(), time.monotonic(), 0
        self.ringlog('topics', 'alter', '--topic', topic, *COMPACT)
        # What compaction leaves: the segment that is written to, and each key once, with room for batch headers.
        enough = self.options.segment_mib * MIB + 1.3 * self.keys() * (self.options.record_size + 40)
        while self.stored(topic) > enough:
            largest = max(largest, self.broker.resident_mib())
            assert time.monotonic() - began < 600, f'{self.stored(topic)} bytes are left, {enough} were expected'
            time.sleep(0.02)
        return time.monotonic() - began, self.broker.cpu_seconds() - cpu, max(largest, self.broker.resident_mib())

    def stored(self, topic):
        """Bytes of the segments that count; what compaction is writing, or has put aside, has another ending."""
        folder = f'{self.broker.folder}/data/{topic}-0'
        total = 0
        for name in os.listdir(folder):
            if name.endswith('.log'):
                try:
                    total += os.path.getsize(f'{folder}/{name}')
                except FileNotFoundError:                       # it was replaced meanwhile
                    pass
        return total

    def records(self):
        return self.options.mib * MIB // self.options.record_size

    def keys(self):
        return self.records() // 10


def one_round(options, kind, found):
    broker = kind(options, options.work, SETTINGS)
    broker.start()
    side = Side(options, broker)
    side.ringlog('topics', 'create', '--topic', 'beside', '--partitions', 1, '--replication-factor', 1)
    for number in range(options.warm_up):                       # a JVM compiles what it runs
        side.fill(f'warm-up-{number}')
        side.latency(5_000)
        side.compact(f'warm-up-{number}')
    side.fill('alone')
    side.fill('accompanied')
    p99, _, rate = side.latency(options.records)
    found['quiet p99'].append(p99)
    before = broker.resident_mib()
    seconds, cpu, largest = side.compact('alone')
    found['speed'].append(options.mib / seconds)
    found['cpu'].append(cpu / options.mib * 1024)
    found['memory'].append(largest)
    found['more memory'].append(largest - before)
    beside(side, found, max(1_000, int(rate * seconds)))
    broker.stop()
    shutil.rmtree(broker.folder)


def beside(side, found, records):
    """Compaction and a producer together: as many records as were written in that time without."""
    results = []
    writer = threading.Thread(target=lambda: results.append((*side.latency(records), time.monotonic())))
    began = time.monotonic()
    writer.start()
    side.compact('accompanied')
    compacted = time.monotonic()
    writer.join()
    p99, p999, _, ended = results[0]
    found['beside p99'].append(p99)
    found['beside p99.9'].append(p999)
    found['covered'].append(100 * min(1, (compacted - began) / (ended - began)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('ringlog', 'kafka-jars', 'work'):
        parser.add_argument(f'--{name}', required=True, help=argparse.SUPPRESS)
    number = lambda name, default, help: parser.add_argument(f'--{name}', type=int, default=default, help=f'{help} ({default:,})')
    number('rounds', 3, 'how often each broker is measured, in turn')
    number('mib', 1024, 'MiB of records that are compacted; a tenth of them stays')
    number('record-size', 1000, 'bytes of a value')
    number('segment-mib', 64, 'MiB of a segment')
    number('records', 20_000, 'records of the producer without compaction beside it')
    number('warm-up', 1, 'compactions before those that are measured')
    parser.add_argument('--only', choices=['ringlog', 'kafka'], help='measure one of the two')
    options = parser.parse_args()
    results = in_turn(options, FIGURES, one_round)
    figures = [(key, what.format(**vars(options)), unit, expectation) for key, what, unit, expectation in FIGURES]
    report(results, figures, 'page cache on both sides (ringlog.log.durability=replicated); ringlog with one shard; '
           f'values of {options.record_size} bytes, each key ten times, segments of {options.segment_mib} MiB')


if __name__ == '__main__':
    main()
