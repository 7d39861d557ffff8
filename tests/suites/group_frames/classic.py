"""Members of classic groups: JoinGroup, SyncGroup, Heartbeat, LeaveGroup."""
from conversation import assignment, conversation, subscription, wait


def protocols(*names):
    return [{'Name': name, 'Metadata': b'of ' + name.encode()} for name in names]


@conversation('a coordinator is looked for')
def find(talk):
    for key in (talk.group(), ''):
        for kind in (0, 1, 9):
            find_one(talk, key, kind)
    if talk.level == 'highest':
        talk.ask('FindCoordinator', KeyType=0, CoordinatorKeys=[talk.group(), '', talk.group(), 'x' * 300])
        talk.ask('FindCoordinator', KeyType=0, CoordinatorKeys=[])
        talk.ask('FindCoordinator', version=5, KeyType=2, CoordinatorKeys=['no share key'])
        talk.ask('FindCoordinator', KeyType=2, CoordinatorKeys=['no share key'])


def find_one(talk, key, kind):
    if talk.level == 'lowest':
        if kind == 0:
            talk.ask('FindCoordinator', Key=key)
    elif talk.level == 'middle':
        talk.ask('FindCoordinator', version=3, Key=key, KeyType=kind)
    else:
        talk.ask('FindCoordinator', CoordinatorKeys=[key], KeyType=kind)


@conversation('one member comes, works and goes')
def one_member(talk):
    group = talk.group()
    talk.describe(group)
    joined = talk.join(group, Protocols=[{'Name': 'range', 'Metadata': subscription(talk.orders)},
                                         {'Name': 'roundrobin', 'Metadata': subscription(talk.orders)}])
    member, generation = joined['MemberId'], joined['GenerationId']
    talk.heartbeat(group, generation, member)
    talk.describe(group)
    talk.sync(group, generation, member, [(member, assignment(talk.orders, 0, 1, 2))])
    talk.heartbeat(group, generation, member)
    talk.describe(group)
    talk.sync(group, generation, member)
    leave(talk, group, member)
    talk.describe(group)
    talk.heartbeat(group, generation, member)
    again = talk.join(group)
    talk.describe(group)
    talk.sync(group, again['GenerationId'], again['MemberId'])
    talk.describe(group)


def leave(talk, group, member, instance=None):
    if talk.level in ('lowest',):
        return talk.ask('LeaveGroup', GroupId=group, MemberId=member)
    return talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': member, 'GroupInstanceId': instance}])


@conversation('joins are refused')
def refused_joins(talk):
    group = talk.group()
    fields = dict(GroupId=group, MemberId='', SessionTimeoutMs=30000, RebalanceTimeoutMs=30000, ProtocolType='consumer',
                  Protocols=protocols('range'))

    def join(**more):
        talk.ask('JoinGroup', **(fields | more))
    join(MemberId='stranger')
    join(SessionTimeoutMs=99)
    join(SessionTimeoutMs=60001)
    join(SessionTimeoutMs=-1)
    join(SessionTimeoutMs=60001, GroupId='')
    join(GroupId='')
    join(GroupId='', MemberId='stranger')
    join(Protocols=[])
    join(ProtocolType='')
    join(ProtocolType='', Protocols=[])
    join(GroupId=talk.group(), MemberId='stranger', Protocols=[])
    talk.describe(group)
    member = talk.stable(group)
    join(MemberId='stranger')
    join(ProtocolType='connect')
    join(ProtocolType='connect', MemberId='stranger')
    join(Protocols=protocols('sticky'))
    join(Protocols=protocols('sticky', 'roundrobin'), MemberId='stranger')
    join(Protocols=[])
    join(ProtocolType='')
    join(MemberId=member, ProtocolType='connect')
    join(MemberId=member, Protocols=[])
    talk.heartbeat(group, 1, member)
    talk.describe(group)
    join(MemberId=member, Protocols=protocols('sticky'))
    join(GroupId=talk.group('g' * 300))
    join(GroupId=talk.group('name with blanks/ü'))
    join(GroupId=talk.group('no timeout'), RebalanceTimeoutMs=-1)


@conversation('two members share')
def two_members(talk):
    group = talk.group()
    first = talk.stable(group)
    waiting = talk.join(group, on='second', wait=False, protocols=protocols('roundrobin', 'range'))
    wait(200)
    talk.heartbeat(group, 1, first)
    talk.describe(group)
    talk.sync(group, 1, first)
    rejoined = talk.join(group, member=first, protocols=protocols('range', 'roundrobin'))
    second = talk.receive(waiting)['MemberId']
    generation = rejoined['GenerationId']
    talk.heartbeat(group, generation, first)
    talk.heartbeat(group, generation, second)
    talk.join(group, member=first, protocols=protocols('range', 'roundrobin'))
    follower = talk.send('SyncGroup', on='second', **talk.sync_fields(group, generation, second))
    wait(100)
    talk.sync(group, generation, first, [(first, b'one'), (second, b'two')])
    talk.receive(follower)
    # A follower that says what it said before is told what it was told; a leader wants all anew.
    talk.join(group, member=second, protocols=protocols('roundrobin', 'range'), on='second')
    talk.sync(group, generation, second, on='second')
    waiting = talk.join(group, member=first, protocols=protocols('range', 'roundrobin'), wait=False)
    wait(100)
    talk.heartbeat(group, generation, second, on='second')
    talk.sync(group, generation, second, on='second')
    rejoined = talk.join(group, member=second, protocols=protocols('roundrobin', 'range'), on='second')
    talk.receive(waiting)
    talk.sync(group, rejoined['GenerationId'], first, [(first, b'1')])
    talk.sync(group, rejoined['GenerationId'], second, on='second')
    talk.heartbeat(group, 1, second)
    leave(talk, group, first)
    talk.heartbeat(group, rejoined['GenerationId'], second)
    talk.join(group, member=second, protocols=protocols('roundrobin', 'range'), on='second')
    talk.describe(group)


@conversation('members are late')
def late_members(talk):
    group = talk.group('session')
    member = talk.stable(group, SessionTimeoutMs=500)
    wait(1500)
    talk.heartbeat(group, 1, member)
    talk.describe(group)
    if talk.level == 'lowest':
        return
    group = talk.group('rebalance')
    first = talk.stable(group, RebalanceTimeoutMs=1000)
    joined = talk.join(group, on='second', RebalanceTimeoutMs=1000)
    talk.heartbeat(group, 1, first)
    talk.sync(group, joined['GenerationId'], first)
    talk.describe(group)
    # Whoever joins and does not sync is thrown out, too, and the leader begins again.
    wait(2000)
    talk.heartbeat(group, joined['GenerationId'], joined['MemberId'])


@conversation('members that have an id and have not joined', levels=('middle', 'highest'))
def pending_members(talk):
    group = talk.group()
    fields = dict(GroupId=group, SessionTimeoutMs=30000, RebalanceTimeoutMs=30000, ProtocolType='consumer', Protocols=protocols('range'))
    pending = talk.ask('JoinGroup', MemberId='', **fields)['MemberId']
    # Kafka does not wait for the group to be recorded.
    wait(200)
    talk.describe(group)
    talk.heartbeat(group, 0, pending)
    talk.heartbeat(group, -1, pending)
    talk.sync(group, 0, pending)
    talk.ask('OffsetCommit', GroupId=group, GenerationIdOrMemberEpoch=0, MemberId=pending, Topics=[])
    talk.ask('DeleteGroups', GroupsNames=[group])
    leave(talk, group, pending)
    talk.ask('JoinGroup', MemberId=pending, **fields)
    talk.describe(group)


@conversation('a group is full')
def full_group(talk):
    fields = dict(GroupId=talk.group(), MemberId='', SessionTimeoutMs=30000, RebalanceTimeoutMs=30000, ProtocolType='consumer',
                  Protocols=protocols('range'))
    if talk.level != 'lowest':
        for _ in range(6):
            talk.ask('JoinGroup', **fields)
        return
    # The first is a member at once. Five may wait for it, one more may not.
    talk.ask('JoinGroup', version=3, **fields)
    for number in range(5):
        talk.send('JoinGroup', version=3, on=str(number), **fields)
        wait(100)
    talk.ask('JoinGroup', version=3, on='last', **fields)


@conversation('static members', levels=('middle', 'highest'))
def static_members(talk):
    group = talk.group()
    first = talk.stable(group, GroupInstanceId='desk-1')
    talk.describe(group)
    talk.heartbeat(group, 1, first, GroupInstanceId='desk-1')
    talk.heartbeat(group, 1, first, GroupInstanceId='desk-2')
    talk.heartbeat(group, 1, 'stranger', GroupInstanceId='desk-1')
    talk.heartbeat(group, 1, '', GroupInstanceId='desk-1')
    # It takes over from itself, without a rebalance as long as it says the same.
    second = talk.join(group, GroupInstanceId='desk-1')['MemberId']
    talk.heartbeat(group, 1, first, GroupInstanceId='desk-1')
    talk.heartbeat(group, 1, first)
    talk.sync(group, 1, first, GroupInstanceId='desk-1')
    talk.join(group, member=first, GroupInstanceId='desk-1')
    talk.join(group, member=first)
    talk.sync(group, 1, second, GroupInstanceId='desk-1')
    talk.heartbeat(group, 1, second, GroupInstanceId='desk-1')
    talk.ask('OffsetCommit', GroupId=group, GenerationIdOrMemberEpoch=1, MemberId=first, GroupInstanceId='desk-1', Topics=[
        {'Name': talk.orders, 'TopicId': talk.broker.id_of(talk.orders), 'Partitions': [{'PartitionIndex': 0, 'CommittedOffset': 7}]}])
    talk.join(group, member=second, GroupInstanceId='desk-2')
    talk.join(group, member='stranger', GroupInstanceId='desk-1')
    talk.join(group, member='stranger', GroupInstanceId='desk-9')
    # What it says is new: all join again.
    third = talk.join(group, GroupInstanceId='desk-1', protocols=protocols('range', 'roundrobin'))
    talk.sync(group, third['GenerationId'], third['MemberId'], [(third['MemberId'], b'new')], GroupInstanceId='desk-1')
    talk.join(group, member=third['MemberId'], GroupInstanceId='desk-1', protocols=protocols('range', 'roundrobin'))
    talk.sync(group, third['GenerationId'], third['MemberId'], GroupInstanceId='desk-1')
    talk.describe(group)
    talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': '', 'GroupInstanceId': 'desk-9'}, {'MemberId': first, 'GroupInstanceId': 'desk-1'},
                                                    {'MemberId': '', 'GroupInstanceId': 'desk-1'}, {'MemberId': 'stranger'}])
    talk.describe(group)


@conversation('names of instances', levels=('highest',))
def instance_names(talk):
    for number, name in enumerate(('', '.', '..', 'a b', 'ü', 'x' * 250, 'x' * 249)):
        talk.join(talk.group(str(number)), GroupInstanceId=name)
    talk.join(talk.group('old'), GroupInstanceId=None)


@conversation('two static members, one comes back', levels=('highest',))
def static_pair(talk):
    group = talk.group()
    first = talk.stable(group, GroupInstanceId='desk-1')
    waiting = talk.join(group, on='second', wait=False, GroupInstanceId='desk-2')
    wait(100)
    rejoined = talk.join(group, member=first, GroupInstanceId='desk-1')
    second = talk.receive(waiting)['MemberId']
    talk.sync(group, rejoined['GenerationId'], first, [(first, b'one'), (second, b'two')], GroupInstanceId='desk-1')
    talk.sync(group, rejoined['GenerationId'], second, GroupInstanceId='desk-2')
    follower = talk.join(group, GroupInstanceId='desk-2')
    talk.sync(group, follower['GenerationId'], follower['MemberId'], GroupInstanceId='desk-2')
    leader = talk.join(group, GroupInstanceId='desk-1')
    talk.sync(group, leader['GenerationId'], leader['MemberId'], GroupInstanceId='desk-1')
    talk.heartbeat(group, rejoined['GenerationId'], follower['MemberId'], GroupInstanceId='desk-2')
    # Another one with its name while the group waits for all.
    waiting = talk.join(group, member=leader['MemberId'], wait=False, GroupInstanceId='desk-1')
    wait(100)
    talk.join(group, on='third', member=first, GroupInstanceId='desk-1')
    talk.join(group, on='second', member=follower['MemberId'], GroupInstanceId='desk-2')
    talk.receive(waiting)


@conversation('syncs are refused')
def refused_syncs(talk):
    group = talk.group()
    talk.sync(group, 1, 'stranger')
    talk.sync('', 1, 'stranger')
    member = talk.stable(group)
    talk.sync(group, 0, member)
    talk.sync(group, 2, member)
    talk.sync(group, -1, member)
    talk.sync(group, 1, 'stranger')
    talk.sync(group, 1, '')
    if talk.level != 'lowest':
        talk.sync(group, 1, member, GroupInstanceId='desk-1')
    if talk.level == 'highest':
        talk.sync(group, 1, member)
        talk.sync(group, 1, member, ProtocolType='connect', ProtocolName='range')
        talk.sync(group, 1, member, ProtocolType='consumer', ProtocolName='sticky')
        talk.sync(group, 1, member, ProtocolType=None, ProtocolName='range')
        talk.sync(group, 2, member, ProtocolType='connect', ProtocolName='range')
    talk.heartbeat(group, 1, member)
    group = talk.group('nothing assigned')
    joined = talk.join(group)
    talk.sync(group, 1, joined['MemberId'], [('stranger', b'x')])
    talk.describe(group)
    talk.heartbeat('', 1, 'stranger')
    talk.heartbeat(group, 0, 'stranger')
    talk.heartbeat(group, 0, joined['MemberId'])


@conversation('an assignment of ten megabytes', levels=('highest',))
def big_assignment(talk):
    group = talk.group()
    joined = talk.join(group)
    talk.sync(group, joined['GenerationId'], joined['MemberId'], [(joined['MemberId'], bytes(10 << 20))])
    talk.heartbeat(group, joined['GenerationId'], joined['MemberId'])
    talk.describe(group)
    talk.join(talk.group('metadata'), protocols=[{'Name': 'range', 'Metadata': bytes(2 << 20)}])


@conversation('leaves')
def leaves(talk):
    group = talk.group()
    leave(talk, group, 'stranger')
    leave(talk, '', 'stranger')
    member = talk.stable(group)
    leave(talk, group, 'stranger')
    leave(talk, group, '')
    if talk.level != 'lowest':
        talk.ask('LeaveGroup', GroupId=group, Members=[])
        talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': member, 'GroupInstanceId': 'desk-1'}])
        talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': member}, {'MemberId': member}])
    else:
        leave(talk, group, member)
        leave(talk, group, member)
    talk.describe(group)
