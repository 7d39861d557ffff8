"""The topic in which groups are kept, in the hands of clients. The last conversation: groups are lost in it."""
import wire
from conversation import APIS, conversation, wait

TOPIC = 2


@conversation('the topic of groups is the broker\'s own', levels=('highest',))
def own_topic(talk):
    name = '__consumer_offsets'
    connection = talk.connection('first')
    metadata = APIS.ask(connection, 'Metadata', 9, {'Topics': [{'Name': name}], 'AllowAutoTopicCreation': False})['Topics'][0]
    talk.tell(f'Metadata: {talk.normal({"ErrorCode": metadata["ErrorCode"], "IsInternal": metadata["IsInternal"]})}')
    for acks in (1, -1):
        answer = connection.ask(wire.PRODUCE, 3, wire.produce_body(name, 0, wire.batch([b'mine']), acks))
        talk.tell(f'Produce acks={acks}: {talk.normal({"ErrorCode": wire.produce_outcome(answer, name)[0]})}')
    for validate in (True, False):
        created = APIS.ask(connection, 'CreateTopics', 5, {'Topics': [{'Name': name, 'NumPartitions': 1, 'ReplicationFactor': 1,
                           'Assignments': [], 'Configs': []}], 'timeoutMs': 1000, 'validateOnly': validate})['Topics'][0]
        talk.tell(f'CreateTopics: {talk.normal({"ErrorCode": created["ErrorCode"], "ErrorMessage": created["ErrorMessage"]})}')
    talk.ask('CreatePartitions', Topics=[{'Name': name, 'Count': 2}], TimeoutMs=1000, ValidateOnly=True)
    talk.ask('DeleteRecords', Topics=[{'Name': name, 'Partitions': [{'PartitionIndex': 0, 'Offset': 0}]}], TimeoutMs=1000)
    configs = APIS.ask(connection, 'DescribeConfigs', 4, {'Resources': [{'ResourceType': TOPIC, 'ResourceName': name, 'ConfigurationKeys': [
        'cleanup.policy', 'segment.bytes', 'compression.type']}]})['Results'][0]
    for config in sorted(configs['Configs'], key=lambda config: config['Name']):
        talk.tell(f'  {config["Name"]}: {config["Value"]} {config["ConfigSource"]}')
    talk.ask('DeleteTopics', version=5, TopicNames=[name], TimeoutMs=1000)
    # It comes back with the next group, once it is gone.
    wait(1000)
    talk.broker.wait_for_coordinators()
