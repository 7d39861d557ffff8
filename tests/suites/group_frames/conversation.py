"""Conversations with a broker, request by request, and what of them is the same on every broker."""
import json
import re
import select
import struct
import sys
import time

import schema
import wire

APIS = schema.Apis()
ALL = []
# Whose names are up to the broker.
NAMED_BY_BROKER = ('MemberId', 'Leader')
LONG = 80
COORDINATOR_NOT_AVAILABLE = 15
# Lists in these answers have the order of Kafka's hash tables.
UNORDERED = ('JoinGroup', 'DescribeGroups', 'DeleteGroups', 'OffsetDelete', 'ConsumerGroupDescribe', 'ConsumerGroupHeartbeat')


def conversation(title, levels=('lowest', 'middle', 'highest')):
    """A function that plays a conversation; levels say in which of the versions that the table has."""
    def register(play):
        ALL.append((title, levels, play))
        return play
    return register


def version_at(api, level):
    first, last = APIS.ranges[api]
    return {'lowest': first, 'middle': (first + last + 1) // 2, 'highest': last}[level]


def subscription(*topics, version=1):
    """What a consumer says of itself when it joins a classic group."""
    return consumer_protocol('subscription', version, {'Topics': list(topics)})


def assignment(topic, *partitions):
    return consumer_protocol('assignment', 1, {'AssignedPartitions': [{'Topic': topic, 'Partitions': list(partitions)}]})


def consumer_protocol(kind, version, values):
    message, = (message for name, message in schema.parse(f'{schema.TABLES}/coordinator/consumer_protocol_{kind}.schema').items()
                if name.lower() == f'consumerprotocol{kind}')
    return struct.pack('>h', version) + message.encode(version, values)


class Broker:
    """The broker, and the topics that all conversations share. `run` keeps the names of one run apart from those of another."""

    def __init__(self, port, run):
        self.port, self.run = port, run
        self.names = {}
        for name, partitions in (('orders', 3), ('bills', 1)):
            self.create_topic(f'{name}.{run}', partitions)
        self.orders, self.bills = f'orders.{run}', f'bills.{run}'
        self.wait_for_coordinators()

    def wait_for_coordinators(self):
        connection = wire.Connection(self.port)
        groups = [str(number) for number in range(100)]
        while True:
            # Kafka makes the topics of groups and of transactions when they are asked for.
            found = [APIS.ask(connection, 'FindCoordinator', 3, {'Key': 'g', 'KeyType': kind})['ErrorCode'] for kind in (0, 1)]
            described = APIS.ask(connection, 'DescribeGroups', 5, {'Groups': groups})['Groups']
            if COORDINATOR_NOT_AVAILABLE not in found and all(group['ErrorCode'] == 0 for group in described):
                return
            wait(100)

    def create_topic(self, topic, partitions):
        connection = wire.Connection(self.port)
        answer = APIS.ask(connection, 'CreateTopics', 7, {
            'Topics': [{'Name': topic, 'NumPartitions': partitions, 'ReplicationFactor': 1, 'Assignments': [], 'Configs': []}],
            'timeoutMs': 30000})['Topics'][0]
        assert answer['ErrorCode'] == 0, answer
        self.names[answer['TopicId']] = f'<id of {topic}>'

    def id_of(self, topic):
        found, = (id for id, name in self.names.items() if name == f'<id of {topic}>')
        return found


class Talk:
    """One conversation in one choice of versions. Fields that a version does not have are left out of its request."""

    def __init__(self, broker, number, level, tell):
        self.broker, self.level, self.tell = broker, level, tell
        self.suffix = f'.{level}{number}.{broker.run}'
        self.orders, self.bills = broker.orders, broker.bills
        self.connections, self.names, self.said = {}, {}, set()

    def group(self, name='g'):
        """A name of a group (or a member, or a topic) that no other conversation uses."""
        return name + self.suffix

    def connection(self, name):
        if name not in self.connections:
            self.connections[name] = wire.Connection(self.broker.port)
        return self.connections[name]

    def ask(self, api, version=None, on='first', unordered=False, **fields):
        """Sends a request and returns its answer; both are told. `unordered`: the order of lists in the answer has no meaning."""
        return self.receive(self.send(api, version, on, **fields), unordered)

    def send(self, api, version=None, on='first', **fields):
        """Sends a request whose answer waits for something else: `receive` gets it."""
        version = version_at(api, self.level) if version is None else version
        known = {field.name for field in APIS.message(f'{api}Request').fields if version in field.versions}
        fields = {name: value for name, value in fields.items() if name in known}
        self.said.update(strings_of(fields))
        self.tell(f'{api} v{version} {self.normal(fields)}')
        APIS.send(self.connection(on), api, version, fields)
        return api, version, on

    def receive(self, sent, unordered=False):
        api, version, on = sent
        unordered = unordered or api in UNORDERED
        began = time.monotonic()
        try:
            answer = APIS.receive(self.connections[on], api, version)
        except (EOFError, ConnectionError):
            self.connections.pop(on).close()
            self.tell('  closed the connection')
            return {}
        if time.monotonic() - began > 2:
            print(f'{api} was answered late', file=sys.stderr)
        self.name(answer)
        if not answer.get('ThrottleTimeMs'):
            answer.pop('ThrottleTimeMs', None)
        self.tell(f'  {self.normal(answer, unordered)}')
        return answer

    def receive_if_any(self, sent):
        """The answer, if there is one."""
        if select.select([self.connections[sent[2]].socket], [], [], 0.3)[0]:
            return self.receive(sent)
        self.tell('  no answer')
        return {}

    def name(self, answer):
        """Gives what the broker made up a name of ours."""
        for key, value in pairs_of(answer):
            if key in NAMED_BY_BROKER and value and value not in self.said and value not in self.names:
                self.names[value] = f'<member {len(self.names) + 1}>'

    def normal(self, value, unordered=False):
        text = plain(self.renamed(value), unordered)
        # What is wrong with an expression is said in the words of the library that reads it.
        text = re.sub(r'(is not a valid regular expression: ).*?(", MemberId)', r'\1<why>\2', text)
        return re.sub(r'\b(Port|NodeId): [0-9]+', r'\1: <its own>', text)

    def renamed(self, value):
        """With our names for what the broker made up, and without what keeps this run apart from others."""
        if isinstance(value, dict):
            return {key: self.renamed(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.renamed(one) for one in value]
        run = f'.{self.broker.run}'
        if isinstance(value, bytes):
            # A topic's name inside of what only consumers read has its length before it.
            return value.replace(struct.pack('>h', len(self.orders)) + self.orders.encode(), b'<orders>')
        if isinstance(value, str):
            for made_up, name in [*self.names.items(), *self.broker.names.items(), (self.suffix, ''), (run, '')]:
                value = value.replace(made_up, name)
        return value

    def close(self):
        for connection in self.connections.values():
            connection.close()

    # What most conversations need.

    def join(self, group, member='', protocols=None, on='first', wait=True, **more):
        """Joins, again with the id that the broker gives if it gives one first."""
        fields = dict(GroupId=group, MemberId=member, SessionTimeoutMs=30000, RebalanceTimeoutMs=30000, ProtocolType='consumer',
                      Protocols=protocols or [{'Name': 'range', 'Metadata': b'abc'}]) | more
        sent = self.send('JoinGroup', on=on, **fields)
        needs_id = not member and sent[1] >= 4 and not more.get('GroupInstanceId')
        if needs_id:
            fields['MemberId'] = self.receive(sent)['MemberId']
            sent = self.send('JoinGroup', on=on, **fields)
        return self.receive(sent) if wait else sent

    def sync(self, group, generation, member, assignments=(), **more):
        return self.ask('SyncGroup', **self.sync_fields(group, generation, member, assignments) | more)

    @staticmethod
    def sync_fields(group, generation, member, assignments=()):
        return dict(GroupId=group, GenerationId=generation, MemberId=member, ProtocolType='consumer', ProtocolName='range',
                    Assignments=[{'MemberId': one, 'Assignment': data} for one, data in assignments])

    def stable(self, group, **more):
        """The id of the only member of a stable group."""
        joined = self.join(group, **more)
        member = joined['MemberId']
        self.sync(group, joined['GenerationId'], member, [(member, b'all')], ProtocolType=more.get('ProtocolType', 'consumer'))
        return member

    def heartbeat(self, group, generation, member, **more):
        return self.ask('Heartbeat', GroupId=group, GenerationId=generation, MemberId=member, **more)

    def describe(self, group):
        return self.ask('DescribeGroups', Groups=[group])


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_of(one)


def pairs_of(value):
    if isinstance(value, dict):
        for key, one in value.items():
            yield key, one
            yield from pairs_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from pairs_of(one)


def plain(value, unordered):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{key}: {error(one) if key == "ErrorCode" else plain(one, unordered)}' for key, one in value.items()) + '}'
    if isinstance(value, (list, tuple)):
        parts = [plain(one, unordered) for one in value]
        return '[' + ', '.join(sorted(parts) if unordered else parts) + ']'
    if isinstance(value, bytes):
        return repr(value)[1:] if len(value) <= LONG else f'<{len(value)} bytes>'
    if isinstance(value, str):
        return json.dumps(value) if len(value) <= 2 * LONG else f'<{len(value)} characters>'
    return json.dumps(value)


def error(code):
    return APIS.errors.get(code, code)


def wait(milliseconds):
    time.sleep(milliseconds / 1000)
