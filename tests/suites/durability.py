"""The load and the two readings of the trace behind the durability suite."""
import bisect
import collections
import itertools
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'lib'))

TOPIC, REQUESTS, IN_FLIGHT = 'durability', 10_000, 32


def load(port):
    import wire
    connection = wire.Connection(int(port))
    wire.create_topic(connection, TOPIC)
    body = wire.produce_body(TOPIC, 0, wire.batch([b'x' * 100]))
    sent = received = 0
    while received < REQUESTS:
        while sent < REQUESTS and sent - received < IN_FLIGHT:
            connection.send(wire.PRODUCE, 7, body)
            sent += 1
        correlation, response = connection.receive()
        received += 1
        code, base_offset = wire.produce_outcome(response, TOPIC)
        assert (code, base_offset) == (0, received - 1), f'request {received}: error {code}, offset {base_offset}'


Call = collections.namedtuple('Call', 'begin end name descriptor path result arguments')
LINE = re.compile(r'^(\d+) +(\d+\.\d+) (\w+)\((\d+)<([^>]*)>(.*?)\) += (-?\d+).* <(\d+\.\d+)>$')
START = re.compile(r'^(\d+) +(\d+\.\d+) (\w+)\((\d+)<([^>]*)>(.*) <unfinished \.\.\.>$')
RESUMED = re.compile(r'^(\d+) +(\d+\.\d+) <\.\.\. (\w+) resumed>(.*?)\) += (-?\d+).* <(\d+\.\d+)>$')


def calls(path):
    """Every finished call of the trace, with when it began and ended, in the order of their ends."""
    unfinished, found = {}, []
    for line in open(path, errors='replace'):
        if match := LINE.match(line):
            _, begin, name, descriptor, file, arguments, result, took = match.groups()
            found.append(Call(float(begin), float(begin) + float(took), name, int(descriptor), file, int(result), arguments))
        elif match := START.match(line):
            thread, begin, name, descriptor, file, arguments = match.groups()
            unfinished[thread, name] = float(begin), int(descriptor), file, arguments
        elif match := RESUMED.match(line):
            thread, end, name, arguments, result, _ = match.groups()
            if (thread, name) in unfinished:
                begin, descriptor, file, first = unfinished.pop((thread, name))
                found.append(Call(begin, float(end), name, descriptor, file, int(result), first + arguments))
    return sorted(found, key=lambda call: call.end)


def is_log(path):
    return f'/{TOPIC}-0/' in path and path.endswith('.log')


def acks(trace):
    """Replays the trace: how many batches are surely durable when each piece of a response begins to leave."""
    found = calls(trace)
    writes = [c for c in found if c.name.startswith('pwrite') and is_log(c.path) and c.result > 0]
    syncs = [c for c in found if c.name in ('fdatasync', 'fsync') and is_log(c.path) and c.result == 0]
    sends = [c for c in found if c.name in ('sendto', 'sendmsg', 'write', 'writev') and c.path.startswith(('socket:', 'TCP')) and c.result > 0]
    total = sum(c.result for c in writes)
    assert total % REQUESTS == 0, f'{total} bytes written for {REQUESTS} batches of one size'
    batch = total // REQUESTS
    # What each segment holds durably: bytes written before the beginning of a sync that has ended.
    events = sorted([(c.end, 1, 'sync', c) for c in syncs] + [(c.begin, 0, 'send', c) for c in sends], key=lambda e: e[:2])
    written_by = {path: written_curve([w for w in writes if w.path == path]) for path in {w.path for w in writes}}
    durable, answered, covered = collections.Counter(), 0, 0
    response_bytes = sends_of_produce(sends)
    checked = 0
    for _, _, kind, call in events:
        if kind == 'sync':
            ends, totals = written_by[call.path]
            durable[call.path] = max(durable[call.path], totals[bisect.bisect_left(ends, call.begin)])
            covered = sum(durable.values()) // batch
        elif (call.descriptor, call.path) == response_bytes[0]:
            answered += call.result
            responses = max(0, answered - response_bytes[1]) / response_bytes[2]
            assert responses <= covered + 1e-9, f'at {call.begin}: {responses} responses had left, {covered} batches were durable'
            checked += 1
    assert checked > 0 and len(syncs) > 0
    print(f'{REQUESTS} requests, {len(writes)} writes, {len(syncs)} fdatasyncs, {checked} sends: each response left after the sync of its batch')


def written_curve(writes):
    """When each write of one file ended, and how many bytes had been written before it."""
    writes.sort(key=lambda w: w.end)
    return [w.end for w in writes], [0, *itertools.accumulate(w.result for w in writes)]


def sends_of_produce(sends):
    """(the client's socket, bytes of its first answer, bytes of one produce response)."""
    produce = 4 + 4 + 4 + 2 + len(TOPIC) + 4 + 4 + 2 + 8 + 8 + 8 + 4          # Produce v7, one topic, one partition
    create = 4 + 4 + 4 + 4 + 2 + len(TOPIC) + 2 + 2                           # CreateTopics v2, no message
    sockets = collections.Counter()
    for call in sends:
        sockets[call.descriptor, call.path] += call.result
    socket, total = sockets.most_common(1)[0]
    assert total == create + REQUESTS * produce, f'{total} bytes of responses, not {create} + {REQUESTS} x {produce}'
    return socket, create, produce


def write_once(trace):
    """No write below what was written, no hole, no truncation below it, over every segment of the data folder."""
    ends, count = collections.defaultdict(int), 0
    for call in calls(trace):
        if not call.path.endswith('.log') or '-' not in call.path:
            continue
        if call.name.startswith('pwrite') and call.result > 0:
            position = offset_argument(call.name, call.arguments)
            assert position == ends[call.path], f'{call.path}: write at {position}, its end is {ends[call.path]}'
            ends[call.path] += call.result
            count += 1
        elif call.name == 'ftruncate':
            length = int(re.findall(r'\d+', call.arguments)[-1])
            assert length >= ends[call.path], f'{call.path}: truncated to {length}, its end is {ends[call.path]}'
        elif call.name == 'fallocate':
            assert 'PUNCH' not in call.arguments and 'ZERO_RANGE' not in call.arguments and 'COLLAPSE' not in call.arguments
    assert count > 0
    print(f'{count} writes to {len(ends)} segments, each at the end of what was written')


def offset_argument(name, arguments):
    # pwrite64(fd, data, count, offset), pwritev(fd, iov, count, offset), pwritev2(fd, iov, count, offset, flags)
    tail = [part.strip() for part in arguments.rsplit(',', 3)]
    return int(tail[-2] if name == 'pwritev2' else tail[-1])


if __name__ == '__main__':
    {'load': load, 'acks': acks, 'write-once': write_once}[sys.argv[1]](*sys.argv[2:])
