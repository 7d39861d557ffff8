"""Groups as administrators see them: describe, list, delete, configurations; and the topic in which groups are kept."""
from consumer import Member, describe
from conversation import APIS, conversation, wait
from offsets import at, commit, topic

GROUP_APIS = ('OffsetCommit', 'OffsetFetch', 'FindCoordinator', 'JoinGroup', 'Heartbeat', 'LeaveGroup', 'SyncGroup', 'DescribeGroups',
              'ListGroups', 'DeleteGroups', 'OffsetDelete', 'ConsumerGroupHeartbeat', 'ConsumerGroupDescribe')
GROUP = 32
SET, DELETE, APPEND = 0, 1, 2


@conversation('which versions are offered', levels=('highest',))
def versions(talk):
    answer = APIS.ask(talk.connection('first'), 'ApiVersions', 3, {'ClientSoftwareName': 'wire', 'ClientSoftwareVersion': '1'})
    ranges = {one['ApiKey']: (one['MinVersion'], one['MaxVersion']) for one in answer['ApiKeys']}
    for api in GROUP_APIS:
        talk.tell(f'{api} {ranges.get(APIS.message(api + "Request").number)}')


@conversation('groups are described')
def described(talk):
    simple, empty, busy, unknown = (talk.group(name) for name in ('simple', 'empty', 'busy', 'unknown'))
    commit(talk, simple, [topic(talk, talk.orders, at(0, 1))])
    member = talk.stable(empty)
    talk.ask('LeaveGroup', version=0, GroupId=empty, MemberId=member)
    talk.stable(busy, ProtocolType='connect')
    talk.ask('DescribeGroups', Groups=[simple, empty, busy, unknown, '', simple])
    talk.ask('DescribeGroups', Groups=[])
    if talk.level == 'highest':
        talk.ask('DescribeGroups', version=5, Groups=[unknown])
        talk.ask('DescribeGroups', IncludeAuthorizedOperations=True, Groups=[busy, unknown])
        Member(talk, talk.group('new'), 'm', [talk.orders]).join()
        talk.ask('DescribeGroups', Groups=[talk.group('new')])
        talk.ask('DescribeGroups', version=5, Groups=[talk.group('new')])
        describe(talk, simple, empty, busy, unknown)


@conversation('groups are listed')
def listed(talk):
    simple, empty, busy = (talk.group(name) for name in ('simple', 'empty', 'busy'))
    commit(talk, simple, [topic(talk, talk.orders, at(0, 1))])
    talk.ask('LeaveGroup', version=0, GroupId=empty, MemberId=talk.stable(empty))
    talk.stable(busy, ProtocolType='connect')
    group_list(talk)
    if talk.level != 'highest':
        return
    consumers = Member(talk, talk.group('new'), 'm', [talk.orders])
    consumers.join()
    Member(talk, talk.group('left'), 'm', [talk.orders]).join()
    Member(talk, talk.group('left'), 'm', []).heartbeat(MemberEpoch=-1)
    group_list(talk)
    for states in (['Empty'], ['stable', 'EMPTY'], ['Assigning', 'Reconciling'], ['Dead'], ['no state'], ['Stable', 'no state'], ['']):
        group_list(talk, StatesFilter=states)
    for types in (['classic'], ['Consumer'], ['CONSUMER', 'classic'], ['share'], ['streams'], ['unknown'], ['no type'], ['']):
        group_list(talk, TypesFilter=types)
    group_list(talk, StatesFilter=['Stable'], TypesFilter=['consumer'])


def group_list(talk, **fields):
    """Only of this conversation's groups."""
    answer = APIS.ask(talk.connection('first'), 'ListGroups', version := (5 if talk.level == 'highest' else 3 if talk.level == 'middle' else 0), fields)
    groups = [group for group in answer['Groups'] if group['GroupId'].endswith(talk.suffix)]
    talk.tell(f'ListGroups v{version} {talk.normal(fields)}')
    talk.tell(f'  {talk.normal({"ErrorCode": answer["ErrorCode"], "Groups": groups}, unordered=True)}')


@conversation('groups are deleted')
def deleted(talk):
    simple, empty, busy, unknown = (talk.group(name) for name in ('simple', 'empty', 'busy', 'unknown'))
    commit(talk, simple, [topic(talk, talk.orders, at(0, 1))])
    talk.ask('LeaveGroup', version=0, GroupId=empty, MemberId=talk.stable(empty))
    talk.stable(busy)
    talk.ask('DeleteGroups', GroupsNames=[simple, empty, busy, unknown, ''])
    talk.ask('DeleteGroups', GroupsNames=[simple, empty])
    talk.ask('DeleteGroups', GroupsNames=[])
    talk.describe(simple)
    if talk.level != 'lowest':
        commit(talk, simple, [topic(talk, talk.orders, at(0, 1))])
        talk.ask('DeleteGroups', GroupsNames=[simple, simple])


@conversation('configurations of groups', levels=('highest',))
def configurations(talk):
    group = talk.group()

    def alter(*changes, name=group, only_check=False):
        talk.ask('IncrementalAlterConfigs', ValidateOnly=only_check, Resources=[{'ResourceType': GROUP, 'ResourceName': name, 'Configs': [
            {'Name': key, 'ConfigOperation': operation, 'Value': value} for key, operation, value in changes]}])
    show(talk, group)
    alter(('consumer.session.timeout.ms', SET, '20000'), ('consumer.heartbeat.interval.ms', SET, '2000'))
    # Brokers learn of changes a moment later.
    wait(500)
    show(talk, group)
    alter(('consumer.session.timeout.ms', SET, '999'))
    alter(('consumer.session.timeout.ms', SET, '60001'))
    alter(('consumer.session.timeout.ms', SET, 'soon'))
    alter(('consumer.heartbeat.interval.ms', SET, '30000'))
    alter(('consumer.heartbeat.interval.ms', SET, '100'))
    alter(('consumer.session.timeout.ms', SET, '1500'))
    alter(('consumer.session.timeout.ms', APPEND, '1'))
    alter(('no.such.config', SET, '1'))
    alter(('consumer.session.timeout.ms', SET, None))
    alter(('consumer.session.timeout.ms', SET, '25000'), only_check=True)
    alter(('consumer.session.timeout.ms', SET, '25000'), name='')
    show(talk, group)
    listed_resources(talk)
    alter(('consumer.session.timeout.ms', DELETE, None), ('consumer.heartbeat.interval.ms', DELETE, None))
    wait(500)
    listed_resources(talk)
    show(talk, group)
    show(talk, '')
    member = Member(talk, group, 'm', [talk.bills])
    member.join()
    alter(('consumer.heartbeat.interval.ms', SET, '3000'))
    wait(500)
    member.heartbeat()


def show(talk, group):
    """The configurations of consumers only: a broker without share or streams groups has none of theirs."""
    answer = APIS.ask(talk.connection('first'), 'DescribeConfigs', 4, {'IncludeSynonyms': True, 'IncludeDocumentation': False, 'Resources': [
        {'ResourceType': GROUP, 'ResourceName': group, 'ConfigurationKeys': None}]})['Results'][0]
    talk.tell(f'DescribeConfigs {talk.normal({key: answer[key] for key in ("ErrorCode", "ErrorMessage", "ResourceType", "ResourceName")})}')
    for config in sorted(answer['Configs'], key=lambda config: config['Name']):
        if config['Name'].startswith('consumer.'):
            talk.tell(f'  {talk.normal(config)}')


def listed_resources(talk):
    answer = APIS.ask(talk.connection('first'), 'ListConfigResources', 1, {'ResourceTypes': [GROUP]})
    own = [one for one in answer['ConfigResources'] if one['ResourceName'].endswith(talk.suffix)]
    talk.tell(f'ListConfigResources {talk.normal({"ErrorCode": answer["ErrorCode"], "ConfigResources": own})}')
