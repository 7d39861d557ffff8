"""What changes under a group: its topics, what its members want, who they are, and requests that overtake each other."""
from classic import protocols
from consumer import Member, classic_subscription, describe
from conversation import APIS, conversation, wait
from offsets import at, fetch


def alter_topics(talk, api, **fields):
    """A change of topics whose answer is not of interest, and time for it to be known."""
    APIS.ask(talk.connection('admin'), api, {'CreatePartitions': 3, 'DeleteTopics': 5}[api], fields | {'TimeoutMs': 10000})
    wait(500)


def beat_until(member, is_so, tries=30):
    """Heartbeats until the broker has noticed, which it may do when it likes: what it answers till then is not told."""
    tell, member.talk.tell = member.talk.tell, lambda _: None
    while not is_so() and tries:
        wait(100)
        member.heartbeat()
        tries -= 1
    member.talk.tell = tell


@conversation('topics come, grow and go', levels=('highest',))
def topics_change(talk):
    group, name = talk.group(), talk.group('late')
    member = Member(talk, group, 'm', [talk.bills, name])
    member.join()
    talk.broker.create_topic(name, 1)
    wait(300)
    beat_until(member, lambda: len(member.owned) == 2)
    member.acknowledge()
    describe(talk, group)
    talk.ask('OffsetCommit', version=9, GroupId=group, GenerationIdOrMemberEpoch=member.epoch, MemberId=member.id,
             Topics=[{'Name': name, 'Partitions': [at(0, 5)]}, {'Name': talk.bills, 'Partitions': [at(0, 6)]}])
    alter_topics(talk, 'CreatePartitions', Topics=[{'Name': name, 'Count': 2}], ValidateOnly=False)
    beat_until(member, lambda: any(len(owned['Partitions']) == 2 for owned in member.owned))
    member.acknowledge()
    describe(talk, group)
    alter_topics(talk, 'DeleteTopics', TopicNames=[name])
    beat_until(member, lambda: len(member.owned) == 1)
    member.acknowledge()
    member.heartbeat()
    describe(talk, group)
    fetch(talk, group, None, version=9, unordered=True)
    fetch(talk, group, None, version=10, unordered=True)
    talk.ask('OffsetDelete', GroupId=group, Topics=[{'Name': name, 'Partitions': [{'PartitionIndex': 0}]}])


@conversation('members change what they want', levels=('lowest', 'highest'))
def wishes_change(talk):
    group = talk.group()
    first, second = Member(talk, group, 'a', [talk.orders], RackId='r1'), Member(talk, group, 'b', [talk.orders])
    first.join()
    second.join(ServerAssignor='range')
    describe(talk, group)
    first.heartbeat(ServerAssignor='range', RackId='r2')
    second.heartbeat(RebalanceTimeoutMs=20000)
    describe(talk, group)
    first.acknowledge()
    first.heartbeat(TopicPartitions=[])
    first.heartbeat(SubscribedTopicNames=[talk.bills])
    first.heartbeat(TopicPartitions=[])
    second.heartbeat()
    describe(talk, group)
    # Joining again, whole, with nothing in its hands.
    second.epoch = 0
    second.join()
    second.acknowledge()
    describe(talk, group)


@conversation('a consumer wants another assignor', levels=('lowest', 'highest'))
def assignor_changes(talk):
    group = talk.group()
    member = Member(talk, group, 'm', [talk.orders])
    member.join()
    for name in ('uniform', 'range', 'range', 'uniform'):
        member.heartbeat(ServerAssignor=name)
    describe(talk, group)
    # Two of three want the other one; then one of them does not. (Kafka bumps the epoch again and again while votes are equal.)
    others = [Member(talk, group, name, [talk.bills], ServerAssignor='range') for name in ('n', 'o')]
    for other in others:
        other.join()
    describe(talk, group)
    member.heartbeat()
    others[1].more = {}
    others[1].heartbeat(ServerAssignor='uniform')
    describe(talk, group)


@conversation('names and expression together', levels=('highest',))
def names_and_expression(talk):
    group = talk.group()
    member = Member(talk, group, 'm', [talk.bills])
    member.join()
    member.acknowledge()
    tell, talk.tell = talk.tell, lambda _: None
    member.heartbeat(SubscribedTopicRegex=f'orders.{talk.broker.run}')
    talk.tell = tell
    beat_until(member, lambda: len(member.owned) == 2)
    member.acknowledge()
    describe(talk, group)
    member.heartbeat(SubscribedTopicNames=[])
    member.acknowledge()
    describe(talk, group)
    member.heartbeat(MemberEpoch=-1)
    describe(talk, group)


@conversation('a consumer does not give back', levels=('highest',))
def late_revocation(talk):
    group = talk.group()
    first, second = Member(talk, group, 'a', [talk.orders], ServerAssignor='range'), Member(talk, group, 'b', [talk.orders])
    tell, talk.tell = talk.tell, lambda _: None
    first.heartbeat(RebalanceTimeoutMs=300, SubscribedTopicNames=[talk.orders], TopicPartitions=[], ServerAssignor='range')
    talk.tell = tell
    second.join()
    first.heartbeat()
    wait(800)
    first.heartbeat()
    second.heartbeat()
    describe(talk, group)


@conversation('a request overtakes another')
def superseded_join(talk):
    group = talk.group()
    first = talk.stable(group)
    waiting = talk.join(group, on='second', wait=False)
    wait(100)
    rejoined = talk.join(group, member=first)
    second = talk.receive(waiting)['MemberId']
    generation = rejoined['GenerationId']
    # The follower waits for the leader's assignment on one connection, and asks again on another.
    early = talk.send('SyncGroup', on='early', **talk.sync_fields(group, generation, second))
    wait(100)
    late = talk.send('SyncGroup', on='late', **talk.sync_fields(group, generation, second))
    wait(100)
    talk.sync(group, generation, first, [(first, b'one'), (second, b'two')])
    talk.receive(late)
    talk.receive_if_any(early)
    # And so does a member that waits for the others to join.
    early = talk.join(group, member=first, wait=False, on='early again')
    wait(100)
    late = talk.join(group, member=first, wait=False, on='late again')
    wait(100)
    talk.join(group, member=second, on='second')
    talk.receive(late)
    talk.receive_if_any(early)


@conversation('members go while others wait')
def leaves_while_waiting(talk):
    group = talk.group()
    first = talk.stable(group)
    waiting = talk.join(group, on='second', wait=False)
    wait(100)
    talk.ask('LeaveGroup', version=1, GroupId=group, MemberId=first)
    joined = talk.receive(waiting)
    second, generation = joined['MemberId'], joined['GenerationId']
    talk.sync(group, generation, second, [(second, b'mine')])
    waiting = talk.join(group, on='third', wait=False)
    wait(100)
    joined = talk.join(group, member=second, on='second')
    third = talk.receive(waiting)['MemberId']
    # The leader goes before it has assigned anything.
    follower = talk.send('SyncGroup', on='third', **talk.sync_fields(group, joined['GenerationId'], third))
    wait(100)
    talk.ask('LeaveGroup', version=1, GroupId=group, MemberId=second)
    talk.receive(follower)
    joined = talk.join(group, member=third, on='third')
    talk.describe(group)
    talk.sync(group, joined['GenerationId'], third, [(third, b'all')])
    talk.heartbeat(group, joined['GenerationId'], third)


@conversation('protocols are voted for', levels=('highest',))
def votes(talk):
    group = talk.group()
    first = talk.stable(group, protocols=protocols('range', 'sticky'))
    waiting = [talk.join(group, on=str(number), wait=False, protocols=protocols(*names))
               for number, names in enumerate((('sticky', 'roundrobin', 'range'), ('sticky', 'range')))]
    wait(100)
    talk.join(group, member=first, protocols=protocols('range', 'sticky'))
    for sent in waiting:
        talk.receive(sent)
    talk.describe(group)
    group = talk.group('none in common')
    talk.stable(group, protocols=protocols('range', 'sticky'))
    waiting = talk.join(group, on='a', wait=False, protocols=protocols('sticky'))
    wait(100)
    talk.join(group, on='b', protocols=protocols('range'))


@conversation('one instance in both protocols', levels=('highest',))
def instance_of_both(talk):
    group = talk.group()
    new = Member(talk, group, 'new', [talk.orders], InstanceId='desk-1')
    other = Member(talk, group, 'other', [talk.bills])
    new.join()
    other.join()
    joined = talk.join(group, GroupInstanceId='desk-1', protocols=classic_subscription(talk))
    new.heartbeat(MemberEpoch=-2, InstanceId='desk-1')
    joined = talk.join(group, GroupInstanceId='desk-1', protocols=classic_subscription(talk))
    describe(talk, group)
    talk.sync(group, joined['GenerationId'], joined['MemberId'], GroupInstanceId='desk-1')
    talk.heartbeat(group, joined['GenerationId'], joined['MemberId'], GroupInstanceId='desk-1')
    talk.heartbeat(group, joined['GenerationId'], 'stranger', GroupInstanceId='desk-1')
    talk.heartbeat(group, joined['GenerationId'], joined['MemberId'], GroupInstanceId='desk-2')
    back = Member(talk, group, 'back', [talk.orders], InstanceId='desk-1')
    back.join()
    describe(talk, group)


@conversation('a classic member of a consumer group is late', levels=('highest',))
def late_classic_member(talk):
    group = talk.group()
    new = Member(talk, group, 'new', [talk.bills])
    new.join()
    joined = talk.join(group, SessionTimeoutMs=150, protocols=classic_subscription(talk))
    wait(600)
    talk.heartbeat(group, joined['GenerationId'], joined['MemberId'])
    describe(talk, group)


@conversation('topics of committed offsets go', levels=('highest',))
def offsets_of_deleted_topics(talk):
    group, name = talk.group(), talk.group('short-lived')
    talk.broker.create_topic(name, 1)
    wait(300)
    talk.ask('OffsetCommit', version=8, GroupId=group, GenerationIdOrMemberEpoch=-1, MemberId='', Topics=[
        {'Name': name, 'Partitions': [at(0, 5)]}, {'Name': talk.bills, 'Partitions': [at(0, 6)]}])
    fetch(talk, group, None, version=8, unordered=True)
    alter_topics(talk, 'DeleteTopics', TopicNames=[name])
    fetch(talk, group, None, version=8, unordered=True)
    fetch(talk, group, None, version=10, unordered=True)
    talk.describe(group)
