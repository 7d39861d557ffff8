"""Writes GiB after GiB into one topic and prints how fast each of them went: the slides' flat line.

Retention is off, nothing is read. Both sides run in page-cache mode, one after the other, and each side's data is removed
before the other begins. The first GiB go to memory; the disk's own rate shows when the kernel's limit of unwritten pages is
reached (vm.dirty_ratio), so only a run that is a multiple of the memory says something of the disk. What limited each GiB is
told with it: processor time of broker and generator, the share of the time in which somebody waited for the disk
(/proc/pressure/io), and, behind an emulated network, the share of its rate.
"""
import argparse
import json
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time

from against_kafka import PAGE_CACHE, Kafka, Ringlog
from series_plot import line_chart

GIB = 1 << 30
RETENTION_OFF = ['log.retention.ms=-1', 'log.retention.bytes=-1']
TOPIC = 'growing'
# What a record takes in a segment, at most, beside its value, and what brokers keep beside the segments.
RECORD_OVERHEAD_BYTES, SPARE_BYTES = 24, 256 << 20
# From here on a share of the time counts as the limit.
LIMITING_SHARE = 0.75


class Meter:
    """What the machine did between two moments: processor seconds, bytes to the disk, time in which somebody waited for it."""

    def __init__(self, broker, folder):
        self.broker = broker
        device = os.stat(folder).st_dev
        self.disk = f'/sys/dev/block/{os.major(device)}:{os.minor(device)}/stat'

    def read(self):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {'time': time.monotonic(), 'broker_cpu': self.broker.cpu_seconds(), 'generator_cpu': children.ru_utime + children.ru_stime,
                'disk_bytes': self.disk_bytes_written(), 'disk_wait': pressure_seconds('io'), 'cpu_wait': pressure_seconds('cpu')}

    def disk_bytes_written(self):
        if not os.path.exists(self.disk):
            return 0
        with open(self.disk) as fields:
            return int(fields.read().split()[6]) * 512


def pressure_seconds(what):
    """Seconds in which some process of this machine waited for a disk (`io`) or a processor (`cpu`), if this kernel counts them."""
    try:
        with open(f'/proc/pressure/{what}') as pressure:
            return int(re.search(r'some .*total=(\d+)', pressure.read())[1]) / 1e6
    except OSError:
        return 0.0


def unwritten_mib():
    with open('/proc/meminfo') as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith(('Dirty:', 'Writeback:'))) / 1024


def stored_bytes(broker):
    folders = [f'{broker.folder}/data/{name}' for name in os.listdir(f'{broker.folder}/data') if name.startswith(f'{TOPIC}-')]
    return sum(os.path.getsize(f'{folder}/{name}') for folder in folders for name in os.listdir(folder) if name.endswith('.log'))


def write_step(options, broker):
    """One GiB of values, or what --step-mib makes of it."""
    words = ['bench', 'produce', '--bootstrap-server', f'{broker.host}:{broker.port}', '--topic', TOPIC, '--records', str(records_of(options)),
             '--record-size', str(options.record_size), '--acks', options.acks, '--batch-size', str(options.batch_size)]
    done = subprocess.run([*options.client_prefix.split(), 'taskset', '-c', '1', options.ringlog, *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f'growing-data: {broker.name} took no more: {(done.stderr or done.stdout).strip()}')


def records_of(options):
    """Of one step."""
    return max(1, (options.step_mib << 20) // options.record_size)


def steps_of(options):
    return max(1, round(options.gib * GIB / (options.step_mib << 20)))


def point(options, broker, before, after):
    """One step's figures."""
    took = {name: after[name] - before[name] for name in before}
    seconds, written = took['time'], records_of(options) * options.record_size
    shares = {'broker CPU': took['broker_cpu'] / seconds, 'generator CPU': took['generator_cpu'] / seconds, 'disk': took['disk_wait'] / seconds}
    if options.network_mb:
        shares['network'] = written / seconds / 1e6 / options.network_mb
    most = max(shares, key=shares.get)
    if shares[most] < LIMITING_SHARE:
        most = 'other processes' if took['cpu_wait'] / seconds >= LIMITING_SHARE else 'nothing alone'
    return {'stored_gib': stored_bytes(broker) / GIB, 'mb_per_second': written / seconds / 1e6, 'seconds': seconds,
            'broker_cpu_seconds': took['broker_cpu'], 'generator_cpu_seconds': took['generator_cpu'],
            'disk_mb_per_second': took['disk_bytes'] / seconds / 1e6, 'unwritten_mib': unwritten_mib(), 'shares': shares,
            'limited_by': most}


def fill(options, kind):
    """The series of one side; its data is gone afterwards."""
    broker = kind(options, options.data_dir, [*RETENTION_OFF, *options.override], options.broker_host)
    series = []
    try:
        broker.start()
        create_topic(options, broker)
        meter = Meter(broker, broker.folder)
        print(f'\n{kind.name}: {options.partitions} partitions, {options.record_size}-byte records, acks={options.acks}, batches of {options.batch_size} bytes')
        print('  stored GiB      MB/s   broker CPU s   generator CPU s   disk MB/s   unwritten MiB   limited by')
        for _ in range(steps_of(options)):
            before = meter.read()
            write_step(options, broker)
            series.append(point(options, broker, before, meter.read()))
            print('  {stored_gib:10.2f} {mb_per_second:9.1f} {broker_cpu_seconds:14.2f} {generator_cpu_seconds:17.2f} {disk_mb_per_second:11.1f}'
                  ' {unwritten_mib:15.0f}   {limited_by}'.format(**series[-1]), flush=True)
        check_stored(options, series)
    finally:
        if hasattr(broker, 'process'):
            broker.process.kill()
            broker.process.wait()
        shutil.rmtree(broker.folder, ignore_errors=True)
    return series


def create_topic(options, broker):
    words = ['topics', 'create', '--bootstrap-server', f'{broker.host}:{broker.port}', '--topic', TOPIC, '--partitions', str(options.partitions),
             '--replication-factor', '1']
    subprocess.run([*options.client_prefix.split(), options.ringlog, *words], check=True, stdout=subprocess.DEVNULL)


def check_stored(options, series):
    """What is acknowledged and not there was not written fast, but not at all."""
    values = len(series) * records_of(options) * options.record_size / GIB
    if series[-1]['stored_gib'] < values:
        sys.exit(f'growing-data: {values:.2f} GiB were acknowledged, {series[-1]["stored_gib"]:.2f} GiB are stored')


def summary(name, series):
    rates = [one['mb_per_second'] for one in series]
    half = len(rates) // 2
    flatness = f'; second half / first half {statistics.median(rates[half:]) / statistics.median(rates[:half]):.2f}' if half else ''
    return f'{name:8} MB/s of each step: median {statistics.median(rates):.1f}, from {min(rates):.1f} to {max(rates):.1f}{flatness}'


def report(options, found):
    mode = f'page cache on both sides ({", ".join(PAGE_CACHE)}; Kafka with its defaults), retention off'
    emulated = [os.environ[name] for name in ('EMULATED_DISK', 'EMULATED_NETWORK') if os.environ.get(name)]
    hardware = f'emulated hardware: {"; ".join(emulated)}' if emulated else 'this machine\'s own disk, loopback'
    print(f'\n{hardware}; {mode}')
    for name, series in found.items():
        print(summary(name, series))
    os.makedirs(options.out, exist_ok=True)
    settings = {name: getattr(options, name) for name in ('gib', 'step_mib', 'record_size', 'batch_size', 'partitions', 'acks', 'override')}
    with open(f'{options.out}/growing-data.json', 'w') as file:
        json.dump({'hardware': hardware, 'mode': mode, 'settings': settings, 'kernel': os.uname().release, 'series': found}, file, indent=2)
    lines = {name: [(one['stored_gib'], one['mb_per_second']) for one in series] for name, series in found.items()}
    with open(f'{options.out}/growing-data.svg', 'w') as file:
        file.write(line_chart('Throughput against stored data', f'GiB stored ({hardware})', 'MB/s of values', lines))
    print(f'written to {options.out}/growing-data.json and .svg')


def parse():
    parser = argparse.ArgumentParser(prog='bench/growing-data', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('ringlog', 'kafka-jars', 'work'):
        parser.add_argument(f'--{name}', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--gib', type=float, default=3, help='GiB of values that each side writes (3)')
    parser.add_argument('--step-mib', type=int, default=1024, help='MiB of values between two points of the series (1024)')
    parser.add_argument('--record-size', type=int, default=100, help='bytes of a value (100)')
    parser.add_argument('--batch-size', type=int, default=8196, help='bytes of a batch (8196)')
    parser.add_argument('--partitions', type=int, default=6, help='of the topic (6)')
    parser.add_argument('--acks', choices=['0', '1', 'all'], default='1', help='(1)')
    parser.add_argument('--only', choices=['ringlog', 'kafka'], help='one of the two')
    parser.add_argument('--override', action='append', default=[], metavar='KEY=VALUE', help='a property of both brokers; may be repeated')
    parser.add_argument('--data-dir', help='where the brokers keep their data (target/suites/work/growing-data)')
    parser.add_argument('--broker-host', default='127.0.0.1', help='the address on which they listen (127.0.0.1)')
    parser.add_argument('--client-prefix', default='', metavar='WORDS', help='what to put before the generator, as bench/hardware gives it')
    parser.add_argument('--out', help='folder of the JSON and the SVG (target/growing-data)')
    options = parser.parse_args()
    if options.gib <= 0 or min(options.step_mib, options.batch_size, options.partitions) < 1 or options.record_size < 10:
        parser.error('--gib is above 0, --step-mib, --batch-size and --partitions are at least 1, --record-size at least 10')
    options.data_dir = options.data_dir or options.work
    options.out = options.out or os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'target', 'growing-data')
    rate = re.match(r'(\d+) Mbit/s', os.environ.get('EMULATED_NETWORK', ''))
    options.network_mb = int(rate[1]) / 8 * 1448 / 1538 if rate and options.client_prefix else None
    return options


def check_room(options):
    room = os.statvfs(options.data_dir)
    free = room.f_bavail * room.f_frsize - SPARE_BYTES
    stored_per_value = (options.record_size + RECORD_OVERHEAD_BYTES) / options.record_size
    needed = options.gib * GIB * stored_per_value
    if needed > free:
        most = max(free, 0) / GIB / stored_per_value
        sys.exit(f'growing-data: {options.gib:g} GiB of values need {needed / GIB:.1f} GiB, {options.data_dir} has room for {max(free, 0) / GIB:.1f}: '
                 f'--gib {most:.1f} at most')


def main():
    options = parse()
    # An end by kill cleans up as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    check_room(options)
    kinds = [kind for kind in (Ringlog, Kafka) if options.only in (None, kind.name)]
    try:
        report(options, {kind.name: fill(options, kind) for kind in kinds})
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == '__main__':
    main()
