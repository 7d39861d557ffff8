"""Where ringlog's answers are not Kafka's on purpose: in which conversations, what Kafka said, what ringlog says, and why."""

NOT_YET = 'transactions and share groups have no coordinators yet; clients take these codes as final'
NO_TRANSACTIONS = 'ErrorCode: TRANSACTIONAL_ID_AUTHORIZATION_FAILED, ErrorMessage: "ringlog has no transactions yet"'
NO_SHARE_GROUPS = 'ErrorCode: GROUP_AUTHORIZATION_FAILED, ErrorMessage: "ringlog has no share groups yet"'
NOBODY = 'NodeId: -1, Host: "", Port: -1'
KEEPS = ('a group that is downgraded goes on in the generation of its members: Kafka begins a new one, and they lose what they own before '
         'they have joined again')
OVERTAKEN = 'a request that another one of its member overtakes is answered, so that its connection goes on: Kafka never answers it'
JOIN = '  {ErrorCode: REBALANCE_IN_PROGRESS, GenerationId: -1, '

# (title begins with, request begins with, part of Kafka's lines, ringlog's, why)
DIFFERENCES = [
    ('a coordinator is looked for', ('FindCoordinator v3 {Key: "g", KeyType: 1', 'FindCoordinator v3 {Key: "", KeyType: 1'),
     'ErrorCode: NONE, ErrorMessage: "NONE", NodeId: <its own>, Host: "127.0.0.1", Port: <its own>', f'{NO_TRANSACTIONS}, {NOBODY}', NOT_YET),
    ('a coordinator is looked for', ('FindCoordinator v6 {CoordinatorKeys: ["g"], KeyType: 1', 'FindCoordinator v6 {CoordinatorKeys: [""], KeyType: 1'),
     'NodeId: <its own>, Host: "127.0.0.1", Port: <its own>, ErrorCode: NONE, ErrorMessage: ""', f'{NOBODY}, {NO_TRANSACTIONS}', NOT_YET),
    ('a coordinator is looked for', ('FindCoordinator v5 {KeyType: 2', 'FindCoordinator v6 {KeyType: 2'),
     'ErrorCode: INVALID_REQUEST, ErrorMessage: ""', NO_SHARE_GROUPS, NOT_YET),
    ('a classic consumer in a consumer group', ('Heartbeat v4 {GroupId: "g", GenerationId: 4',), 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS', KEEPS),
    ('a request overtakes another', ('SyncGroup v0', 'SyncGroup v3'), '  no answer',
     "  {ErrorCode: REBALANCE_IN_PROGRESS, Assignment: ''}", OVERTAKEN),
    ('a request overtakes another', ('SyncGroup v5',), '  no answer',
     "  {ErrorCode: REBALANCE_IN_PROGRESS, ProtocolType: null, ProtocolName: null, Assignment: ''}", OVERTAKEN),
    ('a request overtakes another', ('JoinGroup v0', 'JoinGroup v5'), '  no answer',
     f'{JOIN}ProtocolName: "", Leader: "", MemberId: "<member 1>", Members: []}}', OVERTAKEN),
    ('a request overtakes another', ('JoinGroup v9',), '  no answer',
     f'{JOIN}ProtocolType: null, ProtocolName: null, Leader: "", SkipAssignment: false, MemberId: "<member 1>", Members: []}}', OVERTAKEN),
]


def applied(sections):
    """What ringlog is expected to say. A difference that changes nothing is stale, and an error."""
    used = set()
    expected = {title: list(changed(title, lines, used)) for title, lines in sections.items()}
    stale = [difference for number, difference in enumerate(DIFFERENCES) if number not in used]
    assert not stale, f'Kafka says nothing like that: {stale}'
    return expected


def changed(title, lines, used):
    request = ''
    for line in lines:
        if not line.startswith('  '):
            request = line
        for number, (where, requests, said, says, _) in enumerate(DIFFERENCES):
            if title.startswith(where) and request.startswith(requests) and line != request and said in line:
                line = line.replace(said, says)
                used.add(number)
        yield line
