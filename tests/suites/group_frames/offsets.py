"""Committed offsets: OffsetCommit, OffsetFetch, OffsetDelete."""
from conversation import conversation, subscription, wait

NOBODYS_ID = '00000000-0000-0000-0000-0000000000aa'
NO_ID = '00000000-0000-0000-0000-000000000000'


def topic(talk, name, *partitions, id=None):
    """Partitions of a topic by name and id, as the version takes them."""
    known = [talk.orders, talk.bills]
    id = id or (talk.broker.id_of(name) if name in known else NOBODYS_ID)
    return {'Name': name, 'TopicId': id, 'Partitions': list(partitions)}


def at(partition, offset, metadata='', epoch=-1):
    return {'PartitionIndex': partition, 'CommittedOffset': offset, 'CommittedLeaderEpoch': epoch, 'CommittedMetadata': metadata}


def commit(talk, group, topics, generation=-1, member='', **more):
    return talk.ask('OffsetCommit', GroupId=group, GenerationIdOrMemberEpoch=generation, MemberId=member, Topics=topics, **more)


def fetch(talk, group, topics, version=None, unordered=False, **more):
    """`topics`: (name, partitions); None: all that there is."""
    asked = None if topics is None else [{'Name': name, 'TopicId': topic(talk, name)['TopicId'], 'PartitionIndexes': partitions}
                                         for name, partitions in topics]
    if talk.level == 'highest' and version is None or (version or 0) >= 8:
        stable = more.pop('RequireStable', False)
        return talk.ask('OffsetFetch', version, unordered=unordered, RequireStable=stable, Groups=[{'GroupId': group, 'Topics': asked} | more])
    asked = asked and [{key: value for key, value in one.items() if key != 'TopicId'} for one in asked]
    return talk.ask('OffsetFetch', version, unordered=unordered, GroupId=group, Topics=asked, **more)


@conversation('offsets of a consumer that assigns itself')
def simple(talk):
    group = talk.group()
    fetch(talk, group, [(talk.orders, [0, 1])])
    commit(talk, group, [topic(talk, talk.orders, at(0, 7, 'seven'), at(1, 0, None, 3)), topic(talk, talk.bills, at(0, 1))])
    fetch(talk, group, [(talk.orders, [0, 1, 2, 9]), (talk.bills, [0]), (talk.group('missing'), [0])])
    fetch(talk, group, [])
    if talk.level != 'lowest':
        fetch(talk, group, None, unordered=True)
        fetch(talk, talk.group('unknown'), None)
    talk.describe(group)
    commit(talk, group, [topic(talk, talk.orders, at(0, 3, 'back'))])
    fetch(talk, group, [(talk.orders, [0, 1])])
    commit(talk, group, [])
    commit(talk, group, [topic(talk, talk.orders)])
    commit(talk, talk.group('nothing'), [])
    talk.describe(talk.group('nothing'))


@conversation('commits are refused')
def refused(talk):
    group = talk.group()
    commit(talk, group, [topic(talk, talk.orders, at(0, -5), at(1, -1), at(2, -2))])
    commit(talk, group, [topic(talk, talk.bills, at(0, 1, 'm' * 4096))])
    commit(talk, group, [topic(talk, talk.orders, at(0, 1, 'm' * 4097), at(1, 2, 'm' * 5000), at(2, 5))])
    commit(talk, group, [topic(talk, talk.orders, at(3, 1), at(-1, 1), at(0, 9))])
    commit(talk, group, [topic(talk, talk.group('missing'), at(0, 1)), topic(talk, talk.bills, at(0, 4))])
    commit(talk, group, [topic(talk, talk.orders, at(0, 1)), topic(talk, talk.orders, at(0, 2), at(0, 3))])
    commit(talk, group, [topic(talk, '', at(0, 1)), topic(talk, 'a topic/that cannot be', at(0, 1), id=NO_ID)])
    fetch(talk, group, [(talk.orders, [0, 1, 2]), (talk.bills, [0])])
    commit(talk, group, [topic(talk, talk.orders, at(0, 1))], generation=5, member='stranger')
    commit(talk, group, [topic(talk, talk.orders, at(0, 1))], generation=0, member='stranger')
    commit(talk, group, [topic(talk, talk.orders, at(0, 1))], member='stranger')
    commit(talk, group, [topic(talk, talk.orders, at(0, 1))], generation=-2)
    commit(talk, talk.group('unknown'), [topic(talk, talk.orders, at(0, 1))], generation=5, member='stranger')
    commit(talk, talk.group('unknown'), [topic(talk, talk.orders, at(0, 1))], generation=0)
    commit(talk, talk.group('unknown'), [topic(talk, talk.orders, at(0, 1))], member='stranger')
    commit(talk, '', [topic(talk, talk.orders, at(0, 1))], generation=5, member='stranger')
    commit(talk, '', [topic(talk, talk.bills, at(0, 1, 'of no group'))])
    fetch(talk, '', [(talk.bills, [0])])
    if talk.level == 'highest':
        commit(talk, group, [topic(talk, talk.orders, at(0, 1), id=NO_ID)])
        commit(talk, group, [topic(talk, talk.orders, at(0, 1))], member='stranger', GroupInstanceId='desk-1')


@conversation('members commit')
def members(talk):
    group = talk.group()
    member = talk.stable(group, protocols=[{'Name': 'range', 'Metadata': subscription(talk.orders)}])
    one = [topic(talk, talk.orders, at(0, 1))]
    commit(talk, group, one, generation=1, member=member)
    commit(talk, group, one, generation=0, member=member)
    commit(talk, group, one, generation=2, member=member)
    commit(talk, group, one, generation=-1, member=member)
    commit(talk, group, one, generation=1, member='stranger')
    commit(talk, group, one, generation=1)
    commit(talk, group, one)
    commit(talk, group, one, generation=-5)
    if talk.level == 'highest':
        commit(talk, group, one, generation=1, member=member, GroupInstanceId='desk-1')
    # While the others are waited for, what was done may still be committed.
    waiting = talk.join(group, on='second', wait=False, protocols=[{'Name': 'range', 'Metadata': subscription(talk.orders)}])
    wait(50)
    commit(talk, group, [topic(talk, talk.orders, at(0, 2))], generation=1, member=member)
    rejoined = talk.join(group, member=member, protocols=[{'Name': 'range', 'Metadata': subscription(talk.orders)}])
    talk.receive(waiting)
    commit(talk, group, [topic(talk, talk.orders, at(0, 3))], generation=rejoined['GenerationId'], member=member)
    commit(talk, group, [topic(talk, talk.orders, at(0, 3))], generation=1, member=member)
    fetch(talk, group, [(talk.orders, [0])])


@conversation('offsets are fetched by groups', levels=('middle', 'highest'))
def batched(talk):
    version = 8 if talk.level == 'middle' else 10
    one, two = talk.group('one'), talk.group('two')
    commit(talk, one, [topic(talk, talk.orders, at(0, 1), at(2, 3))])
    commit(talk, two, [topic(talk, talk.bills, at(0, 4, 'note'))])

    def asked(name, partitions=(0,), id=None):
        return {'Name': name, 'TopicId': id or topic(talk, name)['TopicId'], 'PartitionIndexes': list(partitions)}
    talk.ask('OffsetFetch', version, RequireStable=True, Groups=[
        {'GroupId': one, 'Topics': [asked(talk.orders, (2, 0, 1, 7))]}, {'GroupId': two, 'Topics': None},
        {'GroupId': talk.group('unknown'), 'Topics': None}, {'GroupId': talk.group('unknown'), 'Topics': [asked(talk.orders)]},
        {'GroupId': one, 'Topics': []}, {'GroupId': '', 'Topics': [asked(talk.orders)]}])
    talk.ask('OffsetFetch', version, Groups=[])
    talk.ask('OffsetFetch', version, Groups=[{'GroupId': one, 'Topics': [asked(talk.group('missing'))]}])
    if talk.level == 'highest':
        talk.ask('OffsetFetch', version, Groups=[{'GroupId': one, 'Topics': [
            asked('', id=NOBODYS_ID), asked('', id=NO_ID), asked('', (0, 2), id=talk.broker.id_of(talk.orders))]}])
        for member, epoch in ((None, -1), ('stranger', 1), ('stranger', -1), ('', 0), (None, 5)):
            talk.ask('OffsetFetch', 9, Groups=[{'GroupId': one, 'MemberId': member, 'MemberEpoch': epoch, 'Topics': [
                {'Name': talk.orders, 'PartitionIndexes': [0]}]}])
        for epoch in (1, 9):
            talk.ask('OffsetFetch', 9, Groups=[{'GroupId': talk.group('unknown'), 'MemberId': 'stranger', 'MemberEpoch': epoch, 'Topics': None}])


@conversation('offsets are deleted', levels=('highest',))
def deleted(talk):
    def delete(group, *topics):
        talk.ask('OffsetDelete', GroupId=group, Topics=[
            {'Name': name, 'Partitions': [{'PartitionIndex': partition} for partition in partitions]} for name, partitions in topics])
    group = talk.group()
    delete(group, (talk.orders, [0]))
    delete('', (talk.orders, [0]))
    commit(talk, group, [topic(talk, talk.orders, at(0, 1), at(1, 2)), topic(talk, talk.bills, at(0, 3))])
    delete(group, (talk.orders, [0, 2, 5]), (talk.group('missing'), [0, 1]), (talk.orders, []))
    delete(group)
    fetch(talk, group, None, unordered=True)
    delete(group, (talk.orders, [1]), (talk.bills, [0]))
    delete(group, (talk.orders, [1]))
    talk.describe(group)
    group = talk.group('members')
    member = talk.stable(group, protocols=[{'Name': 'range', 'Metadata': subscription(talk.orders)}])
    commit(talk, group, [topic(talk, talk.orders, at(0, 1)), topic(talk, talk.bills, at(0, 1))], generation=1, member=member)
    delete(group, (talk.orders, [0, 1]), (talk.bills, [0]), (talk.group('missing'), [0]))
    fetch(talk, group, None, unordered=True)
    group = talk.group('no consumers')
    talk.stable(group, ProtocolType='connect')
    delete(group, (talk.orders, [0]))
    delete(talk.group('unknown'), (talk.group('missing'), [0]))
    delete(talk.group('unknown'))
    group = talk.group('strange metadata')
    member = talk.stable(group)
    commit(talk, group, [topic(talk, talk.orders, at(0, 1))], generation=1, member=member)
    delete(group, (talk.orders, [0]))
