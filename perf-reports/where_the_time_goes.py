"""Says where a ringlog broker's processor time goes: perf samples of a pinned broker, grouped into stages.

The broker runs on one processor and the load on another. Samples come from the kernel's clock (no hardware counters needed) with
the kernel's call chain: a sample in the kernel belongs to the stage that its outermost known function names, one in user space to
that of its own function. Copies are the samples whose innermost function moves bytes, whatever their stage. System calls are
counted in a run of their own, by number. Needs perf, root (or kernel.perf_event_paranoid=-1), and a release build.
"""
import argparse
import collections
import datetime
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TICKS = os.sysconf('SC_CLK_TCK')
FREQUENCY = 1999
PAGE_CACHE = ['ringlog.log.durability=replicated', 'ringlog.flush.bytes.max=1099511627776', 'ringlog.flush.ms.max=86400000']

# Of a call chain from the outside in, the first function that one of these names decides. What a task does while it waits for its
# ring (io_uring runs completions there) is not waiting: the last two are asked when no other knows the chain.
KERNEL_STAGES = [
    ('kernel: sync of files', r'^(do_fsync|vfs_fsync|ext4_sync_file|xfs_file_fsync|__x64_sys_fdatasync|io_fsync|file_write_and_wait)'),
    ('kernel: write to the page cache', r'^(vfs_writev?|vfs_iter_write|ksys_pwrite|do_pwritev|io_write|ext4_buffered_write|xfs_file_buffered_write)'),
    ('kernel: read of files', r'^(vfs_readv?$|do_preadv|ksys_pread|io_read)'),
    ('kernel: sendfile', r'^(do_sendfile|__x64_sys_sendfile|splice_|do_splice|__do_splice)'),
    ('kernel: receive', r'^(__sys_recv|tcp_recvmsg|io_recv|inet_recvmsg|__x64_sys_recv)'),
    ('kernel: send', r'^(__sys_send|tcp_sendmsg|io_send|inet_sendmsg|__x64_sys_send)'),
    ('kernel: network interrupts', r'^(net_rx_action|__napi_poll|process_backlog|do_softirq|__do_softirq|handle_softirqs|irq_exit)'),
    ('kernel: waiting and waking', r'^(schedule|__schedule|io_cqring_wait|do_epoll_wait|ep_poll|futex_|do_futex|finish_task_switch|hrtimer)'),
    ('kernel: ring upkeep', r'^(io_|__io_|__do_sys_io_uring)'),
]
USER_STAGES = [
    ('user: checksum', r'crc|update_simd|pclmul'),
    ('user: validate and walk records', r'protocol::records|record_batch|validate|varint|Walk'),
    ('user: append to the log', r'engine::'),
    ('user: requests and responses', r'protocol::|broker::apis|broker::response|broker::request'),
    ('user: frames and connections', r'net::'),
    ('user: the ring, buffers', r'\bio::|io_uring|<io::'),
    ('user: shard, partitions, purgatory', r'broker::'),
    ('user: memory moves', r'^(__)?mem(cpy|move|set)|memcpy|memmove'),
    ('user: allocator', r'je_|malloc|free|alloc'),
]
COPIES = r'^(_copy_to_iter|_copy_from_iter|copy_page_from_iter|copy_page_to_iter|copy_folio_from_iter|rep_movs_alternative|copy_user|copy_from_user|copy_to_user|__memcpy|memcpy|memmove|__memmove|copyin|copyout|fault_in_)|memcpy|memmove'

NAMES = {0: 'read', 1: 'write', 9: 'mmap', 11: 'munmap', 17: 'pread64', 18: 'pwrite64', 20: 'writev', 28: 'madvise', 40: 'sendfile', 44: 'sendto', 45: 'recvfrom',
         46: 'sendmsg', 47: 'recvmsg', 48: 'shutdown', 51: 'getsockname', 52: 'getpeername', 54: 'setsockopt', 3: 'close', 8: 'lseek', 288: 'accept4', 72: 'fcntl', 74: 'fsync', 75: 'fdatasync', 202: 'futex', 228: 'clock_gettime', 232: 'epoll_wait',
         233: 'epoll_ctl', 257: 'openat', 275: 'splice', 277: 'sync_file_range', 285: 'fallocate', 296: 'pwritev', 327: 'preadv2', 328: 'pwritev2', 426: 'io_uring_enter', 441: 'epoll_pwait2'}


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Broker:
    def __init__(self, options, work):
        self.options, self.port = options, free_port()
        settings = [f'listeners=PLAINTEXT://127.0.0.1:{self.port}', f'log.dirs={work}/data', *PAGE_CACHE]
        command = ['taskset', '-c', options.broker_core, options.ringlog, 'serve', '--shards', '1', *(word for one in settings for word in ('--override', one))]
        self.log = open(f'{work}/broker.txt', 'w')
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        self.pid, deadline = str(self.process.pid), time.monotonic() + 60
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f'the broker did not start: {open(self.log.name).read()[-500:]}')
                time.sleep(0.01)

    def cpu_seconds(self):
        with open(f'/proc/{self.pid}/stat') as stat:
            fields = stat.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def make_topic(self, topic, setting):
        command = [self.options.ringlog, 'topics', 'create', '--topic', topic, '--partitions', '1', '--config', setting, '--bootstrap-server', f'127.0.0.1:{self.port}']
        subprocess.run(command, check=True, capture_output=True, timeout=60)

    def bench(self, *arguments):
        command = ['taskset', '-c', self.options.client_core, self.options.ringlog, 'bench', *arguments, '--bootstrap-server', f'127.0.0.1:{self.port}']
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise SystemExit(f'{" ".join(command)}: {done.stderr[-500:]}')
        return done


def first_match(stages, name):
    return next((stage for stage, pattern in stages if re.search(pattern, name)), None)


def stage_of(chain):
    """`chain`: (function, object), innermost first."""
    is_kernel = lambda frame: 'kernel.kallsyms' in frame[1] or frame[1].startswith('[') and frame[1] != '[unknown]'
    if is_kernel(chain[0]):
        functions = [function for function, _ in reversed(chain) if is_kernel((function, _))]
        for stages in (KERNEL_STAGES[:-2], KERNEL_STAGES[-2:-1], KERNEL_STAGES[-1:]):
            stage = next(filter(None, (first_match(stages, function) for function in functions)), None)
            if stage:
                return stage
        return 'kernel: the rest'
    return first_match(USER_STAGES, chain[0][0]) or 'user: the rest'


def samples(file):
    """Call chains of perf's samples."""
    script = subprocess.run(['perf', 'script', '-i', file, '-F', 'ip,sym,dso', '--no-inline'], capture_output=True, text=True)
    chain = []
    for line in script.stdout.splitlines():
        frame = re.match(r'\s+[0-9a-f]+ (.*) \((.*)\)$', line)
        if frame:
            chain.append((frame[1].split('+0x')[0], frame[2]))
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def profile(broker, work, load, what, repeat):
    """Shares of each stage and of copies while a load runs so many times; the broker's CPU seconds and the load's records."""
    file = f'{work}/perf.data'
    perf = subprocess.Popen(['perf', 'record', '-q', '-e', 'cpu-clock', '-F', str(FREQUENCY), '-g', '-p', broker.pid, '-o', file],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)                                     # until it is attached: there is no sign of that
    report = f'{work}/load.json'
    before, records = broker.cpu_seconds(), 0
    for _ in range(repeat):
        broker.bench(*load, '--json', report)
        records += json.load(open(report)).get(what) or 0
    used = broker.cpu_seconds() - before
    perf.send_signal(signal.SIGINT)
    perf.wait(30)
    stages, functions, copies, count = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter(), 0
    for chain in samples(file):
        stage = stage_of(chain)
        stages[stage] += 1
        functions[stage][chain[0][0]] += 1
        count += 1
        if re.search(COPIES, chain[0][0]):
            copies[stage] += 1
    if not count:
        raise SystemExit('perf took no samples: may it look at this process? (kernel.perf_event_paranoid)')
    return {'samples': count, 'cpu_seconds': used, 'records': max(records, 1),
            'stages': {stage: number / count for stage, number in stages.most_common()},
            'copies': {stage: number / count for stage, number in copies.most_common()},
            'functions': {stage: [(name, number / count) for name, number in found.most_common(4)] for stage, found in functions.items()}}


def system_calls(broker, work, load):
    """How often each was called while a load ran, by name."""
    file = f'{work}/calls.data'
    perf = subprocess.Popen(['perf', 'record', '-q', '-e', 'raw_syscalls:sys_enter', '-c', '1', '-m', '4M', '-p', broker.pid, '-o', file],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    report = f'{work}/load.json'
    broker.bench(*load, '--json', report)
    perf.send_signal(signal.SIGINT)
    perf.wait(60)
    script = subprocess.run(['perf', 'script', '-i', file, '-F', 'trace'], capture_output=True, text=True)
    counts = collections.Counter(int(number) for number in re.findall(r'NR (\d+)', script.stdout))
    return {NAMES.get(number, f'number {number}'): count for number, count in counts.most_common()}, json.load(open(report))


def loads(seconds):
    """Title, the load, a shorter one whose calls are counted, what it counts, how often it runs."""
    records = int(seconds * 1e6)

    def produce(title, topic, count, *how):
        load = ['produce', '--topic', topic, '--partitions', '1', *how, '--records']
        return title, [*load, str(count)], [*load, str(max(count // 10, 1000))], 'records acknowledged', 1

    consume = ['consume', '--topic', 'produced', '--no-verify']
    return [
        produce('A produce: 100-byte records, batch.size=8196, acks=1, 5 in flight', 'produced', records, '--batch-size', '8196', '--acks', '1'),
        ('A fetch: the same records, from the page cache', consume, consume, 'records read', 8),
        produce('Batches of 64,000 bytes, acks=all, on disk before the answer', 'synced', records, '--batch-size', '64000', '--acks', 'all'),
        produce('Records of 10 kB, batches of 64,000 bytes, acks=1', 'large', records // 60, '--record-size', '10000', '--batch-size', '64000', '--acks', '1'),
        produce('One record a request, acks=1, 5 in flight', 'single', records // 20, '--batch-size', '1', '--acks', '1'),
        produce('One record a request, acks=1, 1 in flight', 'alone', records // 80, '--batch-size', '1', '--in-flight', '1', '--acks', '1'),
        produce('One record a request, 1 in flight, acks=all, on disk before the answer', 'alone-synced', records // 300, '--batch-size', '1', '--in-flight', '1', '--acks', 'all'),
    ]


# Of these an acknowledgement with acks=all means fsynced; of all others, that the page cache has it.
SYNCED_TOPICS = ['synced', 'alone-synced']


def touch_page_cache(work):
    """On a virtual machine each page that the host has taken back costs a fault of it when it is written again: the pages of this file,
    removed before it is on disk, are what the broker's writes find (docs/BENCHMARKS.md)."""
    path, chunk = f'{work}/touched', bytes(1 << 20)
    with open(path, 'wb') as file:
        for _ in range(1024):
            file.write(chunk)
    os.remove(path)


def measure(options, work):
    broker = Broker(options, work)
    try:
        for topic in SYNCED_TOPICS:
            broker.make_topic(topic, 'ringlog.durability=fsync')
        broker.bench('produce', '--topic', 'warm-up', '--partitions', '1', '--records', '200000')
        found = []
        for title, load, shorter, what, repeat in loads(options.seconds):
            print(title, file=sys.stderr)
            touch_page_cache(work)
            profiled = profile(broker, work, load, what, repeat)
            calls, counted = system_calls(broker, work, shorter)
            found.append({'title': title, 'command': 'ringlog bench ' + ' '.join(load), 'times': repeat, **profiled,
                          'system_calls': {name: count / (counted.get(what) or 1) for name, count in calls.items()}})
        return found
    finally:
        broker.stop()


def machine():
    info = open('/proc/cpuinfo').read()
    return f'{os.cpu_count()} x {re.search("model name.*: (.*)", info)[1]}, Linux {os.uname().release}'


def bar_plot(found):
    """Stages of each load as one bar of coloured pieces."""
    stages = [stage for stage, _ in KERNEL_STAGES] + ['kernel: the rest'] + [stage for stage, _ in USER_STAGES] + ['user: the rest']
    colour = {stage: f'hsl({index * 360 // len(stages)},{45 if stage.startswith("kernel") else 75}%,{45 + 10 * (index % 3)}%)' for index, stage in enumerate(stages)}
    width, left, parts = 900, 20, []
    for row, one in enumerate(found):
        x, y = left, 40 + 62 * row
        parts.append(f'<text x="{left}" y="{y - 6}" font-size="12">{one["title"]}</text>')
        for stage in stages:
            share = one['stages'].get(stage, 0) * (width - 2 * left)
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{share:.1f}" height="30" fill="{colour[stage]}"><title>{stage}</title></rect>')
            x += share
    top = 40 + 62 * len(found)
    for index, stage in enumerate(stages):
        x, y = left + 290 * (index % 3), top + 18 * (index // 3)
        parts.append(f'<rect x="{x}" y="{y}" width="11" height="11" fill="{colour[stage]}"/><text x="{x + 16}" y="{y + 10}" font-size="11">{stage}</text>')
    height = top + 18 * (len(stages) // 3 + 2)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'


def markdown(found, options):
    commit = subprocess.run(['git', '-C', ROOT, 'describe', '--always', '--dirty', '--abbrev=12'], capture_output=True, text=True).stdout.strip() or 'unknown'
    lines = ['# Where the broker\'s time goes', '', f'{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%dT%H:%M:%SZ}, commit `{commit}`, {machine()}.', '',
             '```sh', 'perf-reports/where-the-time-goes ' + ' '.join(sys.argv[1:]), '```', '',
             f'- Broker: `ringlog serve --shards 1` with `{" ".join(PAGE_CACHE)}` (page cache; `ringlog.durability=fsync` for the topics {", ".join(SYNCED_TOPICS)}) on processor {options.broker_core}; `ringlog bench` on processor {options.client_core}.',
             f'- Expected before the run: the kernel has more than half of the time (receive, write, send), the checksum and the walk over the records are the largest parts of user space, '
             'and a fetch is sendfile and little else.',
             f'- Samples of the clock, {FREQUENCY} a second; a stage with a share of 1 % rests on a hundredth of the samples stated.',
             '- The clock interrupts a section that holds interrupts off when it ends: the time of the section is found in the function that ends it (`_raw_spin_unlock_irqrestore`). '
             'Stages do not suffer from it, names of functions do.',
             '- What would falsify it: hardware counters (cycles) on another machine that give another order of stages.', '', '![stages](stages.svg)', '']
    for one in found:
        per_record = one['cpu_seconds'] / one['records']
        unit, scale = ('s per million records', 1e6) if one['records'] >= 500_000 else ('µs per record', 1e6)
        lines += [f'## {one["title"]}', '', f'`{one["command"]}`, {one["times"]} time(s): {one["records"]:,} records, {one["cpu_seconds"]:.2f} s of broker CPU ({per_record * scale:.3f} {unit}), {one["samples"]:,} samples.', '',
                  f'| stage | share | {unit} | of which copying | its hottest functions |', '|---|---|---|---|---|']
        for stage, share in one['stages'].items():
            if share < 0.003:
                continue
            hottest = ', '.join(f'`{name[:60].replace("|", " ")}` {part:.1%}' for name, part in one['functions'][stage][:3])
            lines.append(f'| {stage} | {share:.1%} | {share * per_record * scale:.3f} | {one["copies"].get(stage, 0):.1%} | {hottest} |')
        calls = ', '.join(f'{name} {count:.4f}' for name, count in one['system_calls'].items() if count >= 0.0001)
        lines += ['', f'Copies in all: {sum(one["copies"].values()):.1%} of the samples. System calls per record: {calls or "none"}.', '']
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--ringlog', default=f'{ROOT}/target/release/ringlog', help='the binary (target/release/ringlog)')
    parser.add_argument('--seconds', type=float, default=5, help='about how long each load lasts, at a million records a second (5)')
    parser.add_argument('--broker-core', default='0', help='the processor of the broker (0)')
    parser.add_argument('--client-core', default='1', help='the processor of the load (1)')
    parser.add_argument('--report', help='a folder for report.md, report.json and stages.svg (default: the text is printed)')
    options = parser.parse_args()
    if not shutil.which('perf'):
        raise SystemExit('where-the-time-goes: needs perf (apt-get install linux-perf)')
    if not os.access(options.ringlog, os.X_OK):
        raise SystemExit(f'where-the-time-goes: no binary at {options.ringlog} (cargo build --release -p broker)')
    # Whoever ends this ends the broker, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.makedirs(f'{ROOT}/target', exist_ok=True)
    with tempfile.TemporaryDirectory(dir=f'{ROOT}/target') as work:
        found = measure(options, work)
    text = markdown(found, options)
    if not options.report:
        return print(text)
    os.makedirs(options.report, exist_ok=True)
    for name, content in (('report.md', text), ('report.json', json.dumps(found, indent=1) + '\n'), ('stages.svg', bar_plot(found))):
        with open(os.path.join(options.report, name), 'w') as file:
            file.write(content)
    print(f'written: {options.report}/report.md')


if __name__ == '__main__':
    main()
