"""Kills a broker again and again while producers write to it; then reads everything back and compares with the acks."""
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

serve, port, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
TOPICS = {'kill-all': 'all', 'kill-one': '1'}
PARTITIONS = 3
seed = random.randrange(1 << 32)
chance = random.Random(seed)
print(f'seed {seed}')


def start():
    process = subprocess.Popen([serve])
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(('127.0.0.1', port), timeout=1).close()
            return process
        except OSError:
            assert process.poll() is None, 'the broker ended while starting'
            assert time.monotonic() < deadline, 'the broker did not answer in 60 s'
            time.sleep(0.02)


class Load(threading.Thread):
    """One producer that numbers its records by partition and remembers which of them were acked, and where."""

    def __init__(self, topic, acks):
        super().__init__(name=topic)
        self.topic, self.stopping = topic, threading.Event()
        self.acked = {partition: {} for partition in range(PARTITIONS)}
        self.sequence = [0] * PARTITIONS
        self.refused = 0
        self.producer = Producer({
            'bootstrap.servers': f'127.0.0.1:{port}', 'acks': acks, 'enable.idempotence': acks == 'all',
            'linger.ms': 2, 'reconnect.backoff.max.ms': 100, 'message.timeout.ms': 120000,
            'queue.buffering.max.messages': 20000, 'log_level': 2})

    def on_delivery(self, error, message):
        if error is not None:
            self.refused += 1
            return
        sequence = int(message.value().split(b':', 1)[0])
        self.acked[message.partition()][sequence] = message.offset()

    def run(self):
        while not self.stopping.is_set():
            for partition in range(PARTITIONS):
                body = bytes(str(self.sequence[partition]) * 20, 'ascii')
                value = b'%d:%d:%s' % (self.sequence[partition], zlib.crc32(body), body)
                while True:
                    try:
                        self.producer.produce(self.topic, value, partition=partition, on_delivery=self.on_delivery)
                        break
                    except BufferError:
                        self.producer.poll(0.05)
                self.sequence[partition] += 1
            self.producer.poll(0)
        assert self.producer.flush(120) == 0, f'{self.topic}: records were never answered'


def read_back(topic, partition):
    consumer = Consumer({'bootstrap.servers': f'127.0.0.1:{port}', 'group.id': 'unused', 'enable.auto.commit': False,
                         'check.crcs': True, 'enable.partition.eof': True})
    consumer.assign([TopicPartition(topic, partition, 0)])
    records = []
    while True:
        message = consumer.poll(30)
        assert message is not None, f'{topic}-{partition}: nothing for 30 s at {len(records)}'
        if message.error():
            if message.error().name() == '_PARTITION_EOF':
                break
            if message.error().name() == 'GROUP_AUTHORIZATION_FAILED':
                continue                                                        # there are no groups yet, and none is needed here
            raise KafkaException(message.error())
        records.append((message.offset(), message.value()))
    consumer.close()
    return records


def verify(load):
    total = 0
    for partition in range(PARTITIONS):
        found, last = {}, -1
        for offset, value in read_back(load.topic, partition):
            assert offset == last + 1, f'{load.topic}-{partition}: offset {offset} after {last}'
            last = offset
            number, checksum, body = value.split(b':', 2)
            assert zlib.crc32(body) == int(checksum), f'{load.topic}-{partition}@{offset}: checksum'
            if TOPICS[load.topic] == 'all':
                assert int(number) not in found, f'{load.topic}-{partition}@{offset}: record {number} twice'
                assert int(number) == len(found), f'{load.topic}-{partition}@{offset}: record {number} is out of order'
            found.setdefault(int(number), []).append(offset)
        for sequence, offset in load.acked[partition].items():
            assert sequence in found, f'{load.topic}-{partition}: acked record {sequence} is lost (of {len(found)})'
            assert offset in found[sequence] or offset < 0, f'{load.topic}-{partition}: record {sequence} was acked at {offset}, is at {found[sequence]}'
        total += len(load.acked[partition])
    return total


broker = start()
loads = [Load(topic, acks) for topic, acks in TOPICS.items()]
for load in loads:
    load.start()
# An idempotent producer asks for its id every half second: it must have it before lives become shorter than that.
deadline = time.monotonic() + 30
while not all(any(load.acked.values()) for load in loads):
    assert time.monotonic() < deadline, 'a producer was not acked within 30 s'
    time.sleep(0.05)
for count in range(kills):
    time.sleep(chance.uniform(0.1, 1.2))
    broker.send_signal(signal.SIGKILL)
    broker.wait()
    broker = start()
time.sleep(0.5)
for load in loads:
    load.stopping.set()
for load in loads:
    load.join()
try:
    for load in loads:
        acked = verify(load)
        assert acked > 1000, f'{load.topic}: only {acked} records were acked'
        print(f'{load.topic} (acks={TOPICS[load.topic]}): {acked} acked records are all there after {kills} kills, {load.refused} were refused')
finally:
    broker.send_signal(signal.SIGTERM)
    assert broker.wait() == 0, 'the last stop was not clean'
