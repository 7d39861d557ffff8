"""Measures ringlog and Apache Kafka with librdkafka's load generator: broker on one core, load on the other.

Both sides run in page-cache mode, in turn, several times: Kafka with its defaults, which leave the writing to the disk to
the kernel, ringlog with ringlog.log.durability=replicated and its own flushes (by default after 16 MiB or 1 s) put off as far.
CPU is what the kernel accounts to the broker's process; the time of the load is the generator's own figure. System calls are
counted by a tracepoint (perf), in runs of their own, and left out where that is not permitted.
"""
import argparse
import base64
import os
import re
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import time

TICKS = os.sysconf('SC_CLK_TCK')
# What a record waits for, and that nothing is flushed before the kernel does it: Kafka's defaults.
PAGE_CACHE = ['ringlog.log.durability=replicated', 'ringlog.flush.bytes.max=1099511627776', 'ringlog.flush.ms.max=86400000']


def free_port(host='127.0.0.1'):
    with socket.socket() as one:
        one.bind((host, 0))
        return one.getsockname()[1]


def first_answer(port, process, deadline=120, host='127.0.0.1'):
    """Waits for the answer to an ApiVersions request, and gives the moment it came."""
    request = struct.pack('>ihhihs', 11, 18, 0, 1, 1, b'b')
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        assert process.poll() is None, 'the broker ended while starting'
        try:
            with socket.create_connection((host, port), timeout=2) as one:
                one.settimeout(2)
                one.sendall(request)
                if len(one.recv(10)) == 10:
                    return time.monotonic()
        except OSError:
            time.sleep(0.001)
    raise TimeoutError('the broker did not answer')


class Broker:
    """One broker process on core 0, with a data folder of its own."""

    def __init__(self, options, work, overrides=(), host='127.0.0.1'):
        self.options, self.host, self.port, self.overrides = options, host, free_port(host), list(overrides)
        self.folder = os.path.join(work, self.name)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.prepare()

    def prepare(self):
        pass

    def start(self):
        began = time.monotonic()
        with open(os.path.join(self.folder, 'log.txt'), 'a') as log:
            self.process = subprocess.Popen(['taskset', '-c', '0', *self.command()], stdout=log, stderr=log)
        return first_answer(self.port, self.process, host=self.host) - began

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def cpu_seconds(self):
        with open(f'/proc/{self.process.pid}/stat') as stat:
            fields = stat.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mib(self):
        with open(f'/proc/{self.process.pid}/status') as status:
            return next(int(line.split()[1]) for line in status if line.startswith('VmRSS')) / 1024


class Ringlog(Broker):
    name = 'ringlog'

    def command(self):
        settings = [f'listeners=PLAINTEXT://{self.host}:{self.port}', f'log.dirs={self.folder}/data',
                    *PAGE_CACHE, *self.overrides]
        return [self.options.ringlog, 'serve', '--shards', '1', *(word for one in settings for word in ('--override', one))]


class Kafka(Broker):
    name = 'kafka'

    def prepare(self):
        identity = base64.urlsafe_b64encode(b'k' + os.urandom(15)).decode().rstrip('=')
        controller = free_port()
        with open(f'{self.folder}/server.properties', 'w') as properties:
            properties.write(f'process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:{controller}\n'
                             f'listeners=PLAINTEXT://{self.host}:{self.port},CONTROLLER://127.0.0.1:{controller}\n'
                             f'advertised.listeners=PLAINTEXT://{self.host}:{self.port}\ncontroller.listener.names=CONTROLLER\n'
                             'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n'
                             f'log.dirs={self.folder}/data\noffsets.topic.replication.factor=1\n'
                             + ''.join(f'{one}\n' for one in self.overrides))
        subprocess.run(['java', '-Xmx256m', '-cp', self.options.kafka_jars, 'kafka.tools.StorageTool', 'format', '-t', identity,
                        '-c', f'{self.folder}/server.properties'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def command(self):
        # The flags of Kafka's own start script.
        return ['java', '-Xmx1g', '-Xms1g', '-server', '-XX:+UseG1GC', '-XX:MaxGCPauseMillis=20',
                '-XX:InitiatingHeapOccupancyPercent=35', '-XX:+ExplicitGCInvokesConcurrent', '-XX:MaxInlineLevel=15',
                '-Djava.awt.headless=true', '-cp', self.options.kafka_jars, 'kafka.Kafka', f'{self.folder}/server.properties']


class Load:
    def __init__(self, options, broker):
        self.options, self.broker = options, broker

    def run(self, *arguments):
        """Broker CPU seconds and wall seconds of one run of the generator on core 1."""
        cpu, began = self.broker.cpu_seconds(), time.monotonic()
        done = subprocess.run(['taskset', '-c', '1', self.options.performance, '-q', '-b', f'127.0.0.1:{self.broker.port}', *arguments],
                              capture_output=True, text=True, timeout=600)
        wall = time.monotonic() - began
        assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
        return self.broker.cpu_seconds() - cpu, wall

    def create(self, topic, partitions):
        subprocess.run([self.options.ringlog, 'topics', 'create', '--bootstrap-server', f'127.0.0.1:{self.broker.port}', '--topic', topic,
                        '--partitions', str(partitions), '--replication-factor', '1'], check=True, stdout=subprocess.DEVNULL)


class SystemCalls:
    """Counts the system calls of a process while it is entered; `count` is None where perf may not."""

    def __init__(self, broker):
        self.broker, self.file = broker, os.path.join(broker.folder, 'perf.txt')

    def __enter__(self):
        self.perf = subprocess.Popen(['perf', 'stat', '-x,', '-e', 'raw_syscalls:sys_enter', '-o', self.file, '-p', str(self.broker.process.pid)],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if shutil.which('perf') else None
        time.sleep(0.5)                                         # until it is attached: there is no sign of that
        return self

    def __exit__(self, *_):
        if self.perf:
            self.perf.send_signal(signal.SIGINT)
            self.perf.wait(10)
        counted = re.search(r'^(\d+),', open(self.file).read(), re.M) if os.path.exists(self.file) else None
        self.count = int(counted[1]) if counted else None


def warm_up(options, load):
    """A JVM compiles what it runs: its first millions of records say nothing of the later ones."""
    load.create('warm-up', 1)
    for _ in range(options.warm_up):
        load.run('-P', '-t', 'warm-up', '-p', '0', '-s', '100', '-c', '2000000', '-a', '1', '-X', 'batch.size=8196', '-X', 'linger.ms=5')
        load.run('-C', '-t', 'warm-up', '-p', '0', '-o', '0', '-c', '2000000')
        load.run('-P', '-t', 'warm-up', '-p', '0', '-s', '100', '-c', '20000', '-a', '1', '-X', 'batch.num.messages=1', '-X', 'linger.ms=0')


def measure(options, load, results):
    """All figures of one broker, one round."""
    count, small = options.records, options.requests
    topic = f'load-{len(results["produce"])}'
    load.create(topic, 1)
    cpu, wall = load.run('-P', '-t', topic, '-p', '0', '-s', '100', '-c', str(count), '-a', '1', '-X', 'batch.size=8196', '-X', 'linger.ms=5')
    results['produce'].append(cpu / count * 1e6)
    results['produce rate'].append(count / wall / 1e6)
    cpu, wall = load.run('-C', '-t', topic, '-p', '0', '-o', '0', '-c', str(count))
    gib = stored_bytes(load.broker, topic) / (1 << 30)
    results['fetch'].append(cpu / gib)
    topic = f'single-{len(results["single"])}'
    load.create(topic, 1)
    cpu, wall = load.run('-P', '-t', topic, '-p', '0', '-s', '100', '-c', str(small), '-a', '1', '-X', 'batch.num.messages=1', '-X', 'linger.ms=0')
    results['single'].append(small / wall)
    results['single cpu'].append(cpu / small * 1e6)
    with SystemCalls(load.broker) as calls:
        load.run('-P', '-t', topic, '-p', '0', '-s', '100', '-c', str(small), '-a', '1', '-X', 'batch.num.messages=1', '-X', 'linger.ms=0')
    if calls.count is not None:
        results['system calls'].append(calls.count / small)


def stored_bytes(broker, topic):
    folder = f'{broker.folder}/data/{topic}-0'
    return sum(os.path.getsize(f'{folder}/{name}') for name in os.listdir(folder) if name.endswith('.log'))


FIGURES = [  # key, what, unit, expectation of ringlog against Kafka
    ('produce', 'broker CPU per million records, acks=1, 100 bytes, batch.size 8196', 's', '<= 1/5'),
    ('produce rate', 'records per second of that run (one producer)', 'M/s', ''),
    ('fetch', 'broker CPU per GiB fetched hot', 's', '<= 1'),
    ('single', 'requests per second, one record per request', '/s', ''),
    ('single cpu', 'broker CPU per such request', 'us', ''),
    ('system calls', 'system calls per such request', '', ''),
    ('idle', 'resident memory, idle after start', 'MiB', '<= 1/20'),
    ('partitions', 'resident memory with 1,000 partitions', 'MiB', '<= 1/20'),
    ('start', 'start to first answer, empty folder', 's', '<= 1/50'),
    ('start 1000', 'start to first answer, 1,000 partitions', 's', '<= 1/50'),
]


def one_round(options, kind, found):
    """All figures of one side, from its first start on."""
    broker = kind(options, options.work)
    found['start'].append(broker.start())
    load = Load(options, broker)
    time.sleep(2)                                       # idle is what is left when the start's work is done
    found['idle'].append(broker.resident_mib())
    warm_up(options, load)
    measure(options, load, found)
    load.create('many', 1000)
    broker.stop()
    found['start 1000'].append(broker.start())
    time.sleep(2)
    found['partitions'].append(broker.resident_mib())
    broker.stop()
    shutil.rmtree(broker.folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ('ringlog', 'performance', 'kafka-jars', 'work'):
        parser.add_argument(f'--{name}', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--rounds', type=int, default=3, help='how often each broker is measured, in turn (3)')
    parser.add_argument('--records', type=int, default=5_000_000, help='records of the produce and fetch runs (5,000,000)')
    parser.add_argument('--requests', type=int, default=100_000, help='requests of the one-record runs (100,000)')
    parser.add_argument('--warm-up', type=int, default=3, help='runs of two million records before those that are measured (3)')
    parser.add_argument('--only', choices=['ringlog', 'kafka'], help='measure one of the two')
    options = parser.parse_args()
    results = in_turn(options, FIGURES, one_round)
    report(results, FIGURES, f'page cache on both sides ({", ".join(PAGE_CACHE)}; Kafka with its defaults); ringlog with one shard')


def in_turn(options, figures, one_round):
    """Calls `one_round` for each side, round by round; what it finds stands under the figures' keys."""
    kinds = [kind for kind in (Ringlog, Kafka) if options.only in (None, kind.name)]
    results = {kind.name: {key: [] for key, *_ in figures} for kind in kinds}
    for round_ in range(options.rounds):
        for kind in kinds:
            print(f'round {round_ + 1} of {options.rounds}: {kind.name}', file=sys.stderr)
            one_round(options, kind, results[kind.name])
    return results


def report(results, figures, mode):
    """Medians and ranges of each figure, and the ratio of the two sides."""
    machine = open('/proc/cpuinfo').read()
    print(f'machine: {os.cpu_count()} x {re.search("model name.*: (.*)", machine)[1]}, Linux {os.uname().release}; broker on core 0, load on core 1')
    print(f'mode: {mode}')
    for key, what, unit, expectation in figures:
        if not all(found[key] for found in results.values()):
            continue
        print(f'\n{what} [{unit}]' + (f', expected {expectation} of Kafka' if expectation else ''))
        medians = {}
        for name, found in results.items():
            values = sorted(found[key])
            medians[name] = statistics.median(values)
            print(f'  {name:8} median {medians[name]:10.3f}   from {values[0]:.3f} to {values[-1]:.3f}')
        if len(medians) == 2:
            print(f'  ratio    {medians["ringlog"] / medians["kafka"]:10.3f}   (1/{medians["kafka"] / medians["ringlog"]:.1f})')


if __name__ == '__main__':
    main()
