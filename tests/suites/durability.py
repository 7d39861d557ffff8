"""The load and the readings of the trace behind the durability suite."""
import bisect
import collections
import itertools
import os
import re
import struct
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


def is_journal(path):
    return re.search(r'/ringlog-journal-\d+$', path) is not None


def acks(trace, journal):
    """Replays the trace: how many batches are surely durable when each piece of a response begins to leave."""
    found = calls(trace)
    writes = [c for c in found if c.name.startswith('pwrite') and is_log(c.path) and c.result > 0]
    syncs = [c for c in found if c.name in ('fdatasync', 'fsync') and c.result == 0]
    sends = [c for c in found if c.name in ('sendto', 'sendmsg', 'write', 'writev') and c.path.startswith(('socket:', 'TCP')) and c.result > 0]
    total = sum(c.result for c in writes)
    assert total % REQUESTS == 0, f'{total} bytes written for {REQUESTS} batches of one size'
    batch = total // REQUESTS
    entries = journal_entries(found, batch)
    assert bool(entries) == (journal == 'on'), f'{len(entries)} entries in a journal that is {journal}'
    segments, journaled = SegmentsCovered(writes, batch), JournalCovered(entries)
    events = [(c.end, 2, 'segment synced', c) for c in syncs if is_log(c.path)]
    events += [(c.end, 1, 'journal synced', c) for c in syncs if is_journal(c.path)]
    events += [(c.begin, 0, 'sent', c) for c in sends]
    events += [(entry.begin, 0, 'journaled', entry) for entry in entries]
    covered = answered = checked = by_journal = 0
    response_bytes = sends_of_produce(sends)
    for _, _, kind, call in sorted(events, key=lambda e: e[:2]):
        if kind == 'segment synced':
            segments.on_synced(call)
        elif kind == 'journal synced':
            journaled.on_synced(call)
        elif kind == 'journaled':
            journaled.on_written(call, segments)
        elif (call.descriptor, call.path) == response_bytes[0]:
            covered = journaled.extend(segments.extend(covered))
            answered += call.result
            responses = max(0, answered - response_bytes[1]) / response_bytes[2]
            assert responses <= covered + 1e-9, f'at {call.begin}: {responses} responses had left, {covered} batches were durable'
            checked += 1
            by_journal += responses > segments.extend(0)
    assert checked > 0
    print(f'{REQUESTS} requests, {len(writes)} writes, {len(syncs)} syncs, {len(entries)} entries of a journal in {journaled.rounds} rounds,'
          f' {checked} sends, {by_journal} of them by the journal: each response left after the sync of its batch')
    assert journal == 'off' or (by_journal > checked / 2 and journaled.rounds > 4), 'the journal was hardly used'


class SegmentsCovered:
    """What each segment holds durably: bytes written before the beginning of a sync that has ended."""

    def __init__(self, writes, batch):
        self.batch, self.durable = batch, collections.Counter()
        self.written_by = {path: written_curve([w for w in writes if w.path == path]) for path in {w.path for w in writes}}
        self.paths = sorted(self.written_by)
        self.bases = [int(os.path.basename(path)[:20]) for path in self.paths]

    def on_synced(self, sync):
        if sync.path in self.written_by:
            ends, totals = self.written_by[sync.path]
            self.durable[sync.path] = max(self.durable[sync.path], totals[bisect.bisect_left(ends, sync.begin)])

    def extend(self, covered):
        """Where what is durable ends, if everything below `covered` is."""
        for base, path in zip(self.bases, self.paths):
            if base <= covered:
                covered = max(covered, base + self.durable[path] // self.batch)
        return covered

    def has(self, begin, end):
        path = self.paths[bisect.bisect_right(self.bases, begin) - 1]
        return int(os.path.basename(path)[:20]) + self.durable[path] // self.batch >= end


class JournalCovered:
    """What the journal holds durably, and that nothing in it is overwritten that only it holds."""

    def __init__(self, entries):
        self.entries, self.synced, self.on_disk, self.rounds = entries, [], {}, len({(e.path, e.generation) for e in entries})

    def on_written(self, new, segments):
        """The write of an entry begins: what it falls on must be durable in segments."""
        for old in list(self.on_disk.values()):
            if old.path == new.path and old.at < new.at + new.size and new.at < old.at + old.size:
                assert segments.has(old.first, old.last), f'at {new.begin}: {old} is overwritten, and its segment is not synced'
                del self.on_disk[old.path, old.at]
        self.on_disk[new.path, new.at] = new

    def on_synced(self, sync):
        self.synced += [(e.first, e.last) for e in self.on_disk.values() if e.path == sync.path and e.end <= sync.begin]

    def extend(self, covered):
        """Where what is durable ends, if everything below `covered` is. An entry behind a gap is of no use."""
        for first, last in sorted(set(self.synced)):
            if first <= covered:
                covered = max(covered, last)
        self.synced = [(first, last) for first, last in self.synced if last > covered]
        return covered


# An entry of a journal: where in which file it was written and when, and the offsets of its records.
Entry = collections.namedtuple('Entry', 'begin end path at size generation first last')
ENTRY_HEADER = struct.Struct('>4sIQII16siIqq')                                # docs/FORMAT.md
VECTOR = re.compile(r'\{iov_base="((?:\\.|[^"\\])*)"(?:\.\.\.)?, iov_len=(\d+)\}')


def journal_entries(found, batch):
    """The entries in the writes of journals, which are batches of one size, one record each. strace shows the first 64 bytes of
    each vector: of a header everything, and of a batch its offset."""
    entries = []
    for call in found:
        if not (call.name.startswith('pwrite') and is_journal(call.path) and call.result > 0):
            continue
        at, left = offset_argument(call.name, call.arguments), 0
        for shown, size in VECTOR.findall(call.arguments):
            head, size = shown_bytes(shown), int(size)
            if head[:4] == b'RLJ1':
                assert left == 0 and size == ENTRY_HEADER.size, f'{left} bytes of an entry are missing before {head}'
                _, _, generation, _, left, _, partition, position, first, segment = ENTRY_HEADER.unpack(head)
                assert partition == 0 and left % batch == 0 and position == (first - segment) * batch, f'an entry of {left} bytes at {position}, @{first}'
                last, expected = first + left // batch, first
                entries.append(Entry(call.begin, call.end, call.path, at, size + left, generation, first, last))
            elif left > 0:
                if left % batch == 0:
                    assert struct.unpack_from('>q', head)[0] == expected, f'{head} is not the batch @{expected}'
                    expected += 1
                left -= size
            at += size
        assert at == offset_argument(call.name, call.arguments) + call.result, f'{call} was cut short'
    return entries


def shown_bytes(shown):
    """A string of strace -x: hexadecimal if anything in it is not printable."""
    return bytes.fromhex(shown.replace('\\x', '')) if shown.startswith('\\x') else shown.encode().decode('unicode_escape').encode('latin-1')


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
