"""Members of consumer groups (KIP-848): ConsumerGroupHeartbeat, ConsumerGroupDescribe, and members of both protocols in one group."""
from conversation import assignment, consumer_protocol, conversation, wait
from offsets import at, commit, fetch, topic

LEVELS = ('lowest', 'highest')


class Member:
    """A consumer that says what its group tells it to."""

    def __init__(self, talk, group, name, topics, on='first', **more):
        self.talk, self.group, self.on = talk, group, on
        # With version 0 the coordinator may choose the id.
        self.id, self.epoch, self.owned = talk.group(name), 0, []
        self.topics, self.more = topics, more

    def join(self, **more):
        return self.heartbeat(MemberEpoch=0, RebalanceTimeoutMs=30000, SubscribedTopicNames=self.topics, TopicPartitions=[], **self.more, **more)

    def heartbeat(self, **fields):
        answer = self.talk.ask('ConsumerGroupHeartbeat', on=self.on,
                               **({'GroupId': self.group, 'MemberId': self.id, 'MemberEpoch': self.epoch} | fields))
        if answer['ErrorCode'] == 0:
            self.id, self.epoch = answer['MemberId'], answer['MemberEpoch']
            if answer['Assignment'] is not None:
                names = self.talk.broker.names
                self.owned = sorted(answer['Assignment']['TopicPartitions'], key=lambda topic: names[topic['TopicId']])
        return answer

    def acknowledge(self):
        return self.heartbeat(TopicPartitions=self.owned)


def heartbeat(talk, group, member='', epoch=0, **fields):
    return talk.ask('ConsumerGroupHeartbeat', GroupId=group, MemberId=member, MemberEpoch=epoch, **fields)


def describe(talk, *groups, **more):
    return talk.ask('ConsumerGroupDescribe', GroupIds=list(groups), **more)


@conversation('a consumer comes, works and goes', levels=LEVELS)
def one_member(talk):
    group = talk.group()
    describe(talk, group)
    member = Member(talk, group, 'm', [talk.orders])
    member.join()
    describe(talk, group)
    member.heartbeat()
    member.acknowledge()
    describe(talk, group)
    talk.describe(group)
    member.heartbeat(SubscribedTopicNames=[talk.orders, talk.bills])
    member.heartbeat()
    member.acknowledge()
    # As if it had not been heard: the same again, whole.
    member.heartbeat(RebalanceTimeoutMs=30000, SubscribedTopicNames=[talk.orders, talk.bills], TopicPartitions=member.owned)
    member.heartbeat(SubscribedTopicNames=[talk.bills])
    member.heartbeat(TopicPartitions=[{'TopicId': talk.broker.id_of(talk.bills), 'Partitions': [0]}])
    member.heartbeat(SubscribedTopicNames=[])
    member.heartbeat(TopicPartitions=[])
    member.heartbeat()
    heartbeat(talk, group, member.id, -1)
    describe(talk, group)
    heartbeat(talk, group, member.id, -1)
    heartbeat(talk, group, member.id, member.epoch)
    talk.describe(group)


@conversation('heartbeats of consumers are refused', levels=LEVELS)
def refused(talk):
    group = talk.group()
    whole = dict(RebalanceTimeoutMs=30000, SubscribedTopicNames=[talk.orders], TopicPartitions=[])
    heartbeat(talk, '', talk.group('m'), 0, **whole)
    heartbeat(talk, '  ', talk.group('m'), 0, **whole)
    heartbeat(talk, group, '', 0, **whole) if talk.level == 'highest' else None
    heartbeat(talk, group, '', 1)
    heartbeat(talk, group, '', -1)
    heartbeat(talk, group, talk.group('m'), -3)
    heartbeat(talk, group, talk.group('m'), 5)
    heartbeat(talk, group, talk.group('m'), -1)
    heartbeat(talk, group, talk.group('m'), -2)
    heartbeat(talk, group, talk.group('m'), -2, InstanceId='desk-1')
    heartbeat(talk, group, talk.group('m'), 0)
    heartbeat(talk, group, talk.group('m'), 0, RebalanceTimeoutMs=30000)
    heartbeat(talk, group, talk.group('m'), 0, SubscribedTopicNames=[talk.orders], TopicPartitions=[])
    heartbeat(talk, group, talk.group('m'), 0, RebalanceTimeoutMs=30000, SubscribedTopicNames=[talk.orders])
    heartbeat(talk, group, talk.group('m'), 0, RebalanceTimeoutMs=30000, TopicPartitions=[])
    heartbeat(talk, group, talk.group('m'), 0, RebalanceTimeoutMs=0, SubscribedTopicNames=[talk.orders], TopicPartitions=[])
    heartbeat(talk, group, talk.group('m'), 0, **whole | {'TopicPartitions': [{'TopicId': talk.broker.id_of(talk.orders), 'Partitions': [0]}]})
    heartbeat(talk, group, talk.group('m'), 0, ServerAssignor='sticky', **whole)
    heartbeat(talk, group, talk.group('m'), 0, ServerAssignor='', **whole)
    heartbeat(talk, group, talk.group('m'), 0, InstanceId='', **whole)
    heartbeat(talk, group, talk.group('m'), 0, RackId='', **whole)
    heartbeat(talk, group, talk.group('m'), 0, **whole | {'SubscribedTopicNames': ['']})
    heartbeat(talk, group, 'm' * 37, 0, **whole)
    heartbeat(talk, group, '   ', 0, **whole)
    describe(talk, group)
    if talk.level == 'highest':
        # As many members as partitions: who gets one more than others is up to the broker.
        heartbeat(talk, group, talk.group('third'), 0, **whole)
    member = Member(talk, group, 'm', [talk.orders])
    member.join()
    heartbeat(talk, group, talk.group('stranger'), 1)
    heartbeat(talk, group, member.id, 7)
    heartbeat(talk, group, member.id, member.epoch, RebalanceTimeoutMs=-7)
    heartbeat(talk, group, member.id, member.epoch, ServerAssignor='sticky')
    heartbeat(talk, group, talk.group('n'), 0, ServerAssignor='sticky', **whole)
    heartbeat(talk, group, member.id, member.epoch, InstanceId='desk-1')
    heartbeat(talk, group, talk.group('stranger'), -1)
    heartbeat(talk, group, talk.group('stranger'), -2, InstanceId='desk-1')
    member.heartbeat()
    # It may say its last epoch only while it owns no more than it was given then.
    member.heartbeat(SubscribedTopicNames=[talk.orders, talk.bills])
    heartbeat(talk, group, member.id, 1)
    heartbeat(talk, group, member.id, 1, TopicPartitions=[{'TopicId': talk.broker.id_of(talk.orders), 'Partitions': [0, 1, 2]}])
    heartbeat(talk, group, member.id, 1, TopicPartitions=[{'TopicId': talk.broker.id_of(talk.bills), 'Partitions': [0]}])
    heartbeat(talk, group, member.id, 0, **whole)
    describe(talk, group, talk.group('unknown'), '', group)
    describe(talk)
    describe(talk, group, IncludeAuthorizedOperations=True)


@conversation('the coordinator names a consumer', levels=('lowest',))
def named(talk):
    answer = heartbeat(talk, talk.group(), '', 0, RebalanceTimeoutMs=30000, SubscribedTopicNames=[talk.bills], TopicPartitions=[])
    heartbeat(talk, talk.group(), answer['MemberId'], answer['MemberEpoch'])


@conversation('two consumers share', levels=LEVELS)
def two_members(talk):
    group = talk.group()
    first, second = Member(talk, group, 'a', [talk.orders]), Member(talk, group, 'b', [talk.orders], ServerAssignor='range')
    first.join()
    first.acknowledge()
    second.join()
    second.heartbeat()
    describe(talk, group)
    first.heartbeat()
    describe(talk, group)
    first.heartbeat()
    second.heartbeat()
    first.acknowledge()
    first.heartbeat()
    second.heartbeat()
    second.acknowledge()
    describe(talk, group)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=first.epoch, member=first.id)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=first.epoch + 1, member=first.id)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=0, member=first.id)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=-1, member=first.id)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=1, member='stranger')
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))])
    first.heartbeat(MemberEpoch=-1)
    second.epoch, second.more = second.epoch, {}
    second.heartbeat()
    second.acknowledge()
    describe(talk, group)


@conversation('a consumer is not heard of', levels=('highest',))
def late_member(talk):
    talk.ask('IncrementalAlterConfigs', ValidateOnly=False, Resources=[{'ResourceType': 32, 'ResourceName': talk.group(), 'Configs': [
        {'Name': 'consumer.session.timeout.ms', 'ConfigOperation': 0, 'Value': '1000'}]}])
    wait(500)
    member = Member(talk, talk.group(), 'm', [talk.orders])
    member.join()
    wait(1500)
    member.heartbeat()
    describe(talk, talk.group())


@conversation('static consumers', levels=LEVELS)
def static_members(talk):
    group = talk.group()
    first = Member(talk, group, 'a', [talk.orders], InstanceId='desk-1')
    first.join()
    first.acknowledge()
    twin = Member(talk, group, 'b', [talk.orders], InstanceId='desk-1')
    twin.join()
    heartbeat(talk, group, first.id, first.epoch, InstanceId='desk-2')
    first.heartbeat(MemberEpoch=-2, InstanceId='desk-1')
    describe(talk, group)
    first.heartbeat()
    twin.join()
    twin.acknowledge()
    heartbeat(talk, group, first.id, first.epoch, InstanceId='desk-1')
    heartbeat(talk, group, first.id, first.epoch)
    heartbeat(talk, group, first.id, -1, InstanceId='desk-1')
    heartbeat(talk, group, first.id, -2, InstanceId='desk-1')
    heartbeat(talk, group, talk.group('c'), 5, InstanceId='desk-9')
    describe(talk, group)
    talk.ask('OffsetCommit', GroupId=group, GenerationIdOrMemberEpoch=twin.epoch, MemberId=twin.id, GroupInstanceId='desk-9',
             Topics=[topic(talk, talk.orders, at(0, 4))])
    twin.heartbeat(MemberEpoch=-1, InstanceId='desk-1')
    describe(talk, group)


@conversation('consumers subscribe by expression', levels=('highest',))
def expressions(talk):
    group = talk.group()
    joining = dict(RebalanceTimeoutMs=30000, TopicPartitions=[])
    heartbeat(talk, group, talk.group('x'), 0, SubscribedTopicRegex='(', **joining)
    heartbeat(talk, group, talk.group('x'), 0, SubscribedTopicRegex='a{2,1}', **joining)
    heartbeat(talk, group, talk.group('x'), 0, SubscribedTopicRegex='a(?=b)', **joining)
    heartbeat(talk, group, talk.group('x'), 0, SubscribedTopicRegex='', **joining)
    describe(talk, group)
    member = Member(talk, group, 'm', [])
    expression = f'(orders|bills).{talk.broker.run}'
    settle(member, SubscribedTopicRegex=expression, SubscribedTopicNames=[], **joining)
    member.heartbeat(SubscribedTopicRegex='(')
    member.acknowledge()
    describe(talk, group)
    member.heartbeat(SubscribedTopicRegex='')
    member.heartbeat(TopicPartitions=[])
    describe(talk, group)


def settle(member, tries=20, **joining):
    """Until the expression is resolved, which the broker may do when it likes: what it answers till then is not told."""
    tell, member.talk.tell = member.talk.tell, lambda _: None
    member.heartbeat(**joining)
    while not member.owned and tries:
        wait(100)
        member.heartbeat()
        tries -= 1
    member.talk.tell = tell


@conversation('a topic that is not there yet', levels=('highest',))
def topic_appears(talk):
    group = talk.group()
    member = Member(talk, group, 'm', [talk.group('late')])
    member.join()
    member.heartbeat()
    describe(talk, group)


@conversation('a group of consumers is full', levels=('highest',))
def full_group(talk):
    for number in range(6):
        Member(talk, talk.group(), str(number), [talk.orders]).join()


@conversation('fetches of a consumer group', levels=('highest',))
def fetches(talk):
    group = talk.group()
    member = Member(talk, group, 'm', [talk.orders])
    member.join()
    commit(talk, group, [topic(talk, talk.orders, at(0, 4), at(2, 1))], generation=member.epoch, member=member.id)
    for version in (9, 10):
        for name, epoch in ((member.id, member.epoch), (member.id, member.epoch + 1), (member.id, 0), ('stranger', 1), (None, -1), ('', -1)):
            fetch(talk, group, [(talk.orders, [0])], version=version, MemberId=name, MemberEpoch=epoch)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=member.epoch, member=member.id, version=8)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=member.epoch + 1, member=member.id, version=8)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=member.epoch, member='stranger', version=8)
    talk.ask('OffsetDelete', GroupId=group, Topics=[{'Name': name, 'Partitions': [{'PartitionIndex': 0}]} for name in (talk.orders, talk.bills)])
    talk.ask('DeleteGroups', GroupsNames=[group])
    member.heartbeat(MemberEpoch=-1)
    commit(talk, group, [topic(talk, talk.orders, at(0, 5))])
    talk.ask('DeleteGroups', GroupsNames=[group])
    fetch(talk, group, [(talk.orders, [0])])


def classic_subscription(talk, *owned, generation=-1):
    values = {'Topics': [talk.orders], 'GenerationId': generation, 'OwnedPartitions': [{'Topic': talk.orders, 'Partitions': list(owned)}] if owned else []}
    return [{'Name': 'range', 'Metadata': consumer_protocol('subscription', 3, values)}]


@conversation('a classic consumer in a consumer group', levels=('highest',))
def classic_joins(talk):
    group = talk.group()
    new = Member(talk, group, 'new', [talk.orders])
    new.join()
    new.acknowledge()
    talk.join(group, protocols=[{'Name': 'range', 'Metadata': b'abc'}])
    talk.join(group, ProtocolType='connect', protocols=classic_subscription(talk))
    talk.join(group, member='stranger', protocols=classic_subscription(talk))
    joined = talk.join(group, protocols=classic_subscription(talk))
    old, generation = joined['MemberId'], joined['GenerationId']
    describe(talk, group)
    talk.describe(group)
    talk.sync(group, generation, old)
    talk.heartbeat(group, generation, old)
    new.heartbeat()
    new.acknowledge()
    talk.heartbeat(group, generation, old)
    rejoined = talk.join(group, member=old, protocols=classic_subscription(talk))
    generation = rejoined['GenerationId']
    talk.heartbeat(group, generation, old)
    talk.sync(group, generation, old, ProtocolType='consumer', ProtocolName='sticky')
    talk.sync(group, generation + 1, old)
    talk.sync(group, generation, 'stranger')
    talk.sync(group, generation, old)
    talk.heartbeat(group, generation, old)
    talk.heartbeat(group, generation + 1, old)
    talk.heartbeat(group, generation, new.id)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=generation, member=old)
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))], generation=generation - 1, member=old)
    describe(talk, group)
    talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': 'stranger'}, {'MemberId': '', 'GroupInstanceId': 'desk-1'}, {'MemberId': 'nobody'}])
    # The last of the new members goes: the group is a classic one again.
    new.heartbeat(MemberEpoch=-1)
    describe(talk, group)
    talk.describe(group)
    talk.heartbeat(group, generation, old)


@conversation('a member changes its protocol', levels=('highest',))
def changed_protocol(talk):
    group = talk.group()
    new = Member(talk, group, 'new', [talk.orders])
    new.join()
    joined = talk.join(group, protocols=classic_subscription(talk))
    heartbeat(talk, group, joined['MemberId'], joined['GenerationId'])
    describe(talk, group)
    # An administrator may take out members of either protocol.
    talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': new.id}, {'MemberId': 'nobody'}])
    new.heartbeat()
    describe(talk, group)


@conversation('static consumers are taken out', levels=('highest',))
def taken_out(talk):
    group = talk.group()
    member = Member(talk, group, 'm', [talk.orders], InstanceId='desk-1')
    member.join()
    talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': 'other', 'GroupInstanceId': 'desk-1'}, {'MemberId': '', 'GroupInstanceId': 'desk-2'},
                                                    {'MemberId': '', 'GroupInstanceId': 'desk-1'}])
    member.heartbeat(InstanceId='desk-1')
    describe(talk, group)


@conversation('a consumer in a classic group', levels=('highest',))
def consumer_joins(talk):
    group = talk.group()
    joined = talk.join(group, protocols=classic_subscription(talk))
    old = joined['MemberId']
    talk.sync(group, 1, old, [(old, assignment(talk.orders, 0, 1, 2))])
    new = Member(talk, group, 'new', [talk.orders])
    new.join()
    describe(talk, group)
    talk.describe(group)
    talk.heartbeat(group, 1, old)
    joined = talk.join(group, member=old, protocols=classic_subscription(talk, 0, 1, 2, generation=1))
    talk.sync(group, joined['GenerationId'], old)
    new.heartbeat()
    new.heartbeat()
    describe(talk, group)
    talk.heartbeat(group, joined['GenerationId'], old)
    joined = talk.join(group, member=old, protocols=classic_subscription(talk, generation=joined['GenerationId']))
    talk.sync(group, joined['GenerationId'], old)
    new.heartbeat()
    new.acknowledge()
    describe(talk, group)
    talk.ask('LeaveGroup', GroupId=group, Members=[{'MemberId': old}])
    new.heartbeat()
    new.heartbeat()
    describe(talk, group)
    new.heartbeat(MemberEpoch=-1)
    describe(talk, group)
    talk.describe(group)
    # Nobody is left: who comes says what the group is.
    talk.stable(group)
    talk.describe(group)
    describe(talk, group)


@conversation('groups that cannot change their protocol', levels=('highest',))
def no_upgrade(talk):
    group = talk.group('connect')
    talk.stable(group, ProtocolType='connect')
    Member(talk, group, 'new', [talk.orders]).join()
    talk.describe(group)
    group = talk.group('strange')
    member = talk.stable(group)
    Member(talk, group, 'new', [talk.orders]).join()
    talk.heartbeat(group, 1, member)
    group = talk.group('offsets')
    commit(talk, group, [topic(talk, talk.orders, at(0, 4))])
    member = Member(talk, group, 'new', [talk.orders])
    member.join()
    fetch(talk, group, [(talk.orders, [0])])
    heartbeat(talk, talk.group('strange'), 'stranger', 4)
    heartbeat(talk, talk.group('strange'), 'stranger', -1)
