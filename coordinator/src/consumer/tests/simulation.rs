//! Many members that behave well but slowly, a network that loses answers, a coordinator that crashes.
//!
//! What members believe they own is compared: at no time do two of them believe to own the same partition, and when the faults
//! end, everything is owned within three session timeouts.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use protocol::messages::consumer_group_heartbeat_request::TopicPartitions;
use protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse};
use protocol::{ErrorCode, Uuid};

use super::classic_client::{ClassicClient, Owned};
use super::world::*;

const TOPICS: [&str; 3] = ["t0", "t1", "t2"];
const HEARTBEAT: Duration = Duration::from_secs(5);
/// The longest that a client takes to give partitions back; its rebalance timeout is longer.
const REVOCATION_SECONDS_MAX: u64 = 20;

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }
}

/// A client as Java's is.
#[derive(Clone, Debug)]
struct SimClient {
    id: String,
    instance_id: Option<String>,
    epoch: i32,
    names: Vec<String>,
    regex: Option<String>,
    /// What it uses, or is still busy giving back.
    owned: Owned,
    /// What it gives back, and when it is done.
    giving_back: Option<(Owned, Duration)>,
    /// What it has told the coordinator last.
    reported: Option<Owned>,
    /// It does not know whether its last request arrived: it says everything again.
    says_everything: bool,
    next_heartbeat: Duration,
}

impl SimClient {
    fn new(number: u64, dice: &mut Dice, now: Duration) -> Self {
        let mut client = Self {
            id: format!("member-{number}"),
            instance_id: dice.one_in(4).then(|| format!("instance-{number}")),
            epoch: 0,
            names: Vec::new(),
            regex: None,
            owned: Owned::new(),
            giving_back: None,
            reported: None,
            says_everything: true,
            next_heartbeat: now,
        };
        client.subscribe(dice);
        client
    }

    fn subscribe(&mut self, dice: &mut Dice) {
        self.names = TOPICS.iter().filter(|_| !dice.one_in(3)).map(|name| name.to_string()).collect();
        self.regex = dice.one_in(4).then(|| ["t.", "t[01]", "x"][dice.below(3) as usize].to_owned());
        self.says_everything = true;
    }

    fn request(&mut self) -> ConsumerGroupHeartbeatRequest {
        let says_everything = self.says_everything || self.epoch == 0;
        let owned = if self.epoch == 0 { Owned::new() } else { self.owned.clone() };
        let reports = says_everything || self.reported.as_ref() != Some(&owned);
        self.reported = Some(owned.clone());
        ConsumerGroupHeartbeatRequest {
            instance_id: self.instance_id.clone(),
            rebalance_timeout_ms: if says_everything { 60_000 } else { -1 },
            subscribed_topic_names: says_everything.then(|| self.names.clone()),
            subscribed_topic_regex: says_everything.then(|| self.regex.clone().unwrap_or_default()),
            topic_partitions: reports.then(|| wire(&owned)),
            ..heartbeat(&self.id, self.epoch)
        }
    }

    fn on_response(&mut self, response: &ConsumerGroupHeartbeatResponse, now: Duration, dice: &mut Dice) {
        match error(response) {
            ErrorCode::None => {}
            ErrorCode::FencedMemberEpoch | ErrorCode::UnknownMemberId => {
                self.lose_everything();
                return;
            }
            ErrorCode::UnreleasedInstanceId => return,
            other => panic!("{other:?}: {:?}", response.error_message),
        }
        self.epoch = response.member_epoch;
        self.says_everything = false;
        let Some(assigned) = assigned(response) else { return };
        let assigned: Owned =
            assigned.iter().flat_map(|(topic, all)| all.iter().map(move |p| (*topic, *p))).collect();
        let gone: Owned = self.owned.difference(&assigned).copied().collect();
        self.owned.extend(assigned);
        let done = now + Duration::from_secs(dice.below(REVOCATION_SECONDS_MAX));
        // Who is busy giving back is not slower because there is more of it.
        let done = self.giving_back.as_ref().map_or(done, |(_, begun)| done.min(*begun));
        self.giving_back = (!gone.is_empty()).then_some((gone, done));
    }

    fn lose_everything(&mut self) {
        self.owned.clear();
        self.giving_back = None;
        self.epoch = 0;
        self.says_everything = true;
    }

    /// What was to be given back has been, and is told at once.
    fn give_back(&mut self, now: Duration) {
        if self.giving_back.as_ref().is_some_and(|(_, done)| *done <= now) {
            let (gone, _) = self.giving_back.take().expect("it was there");
            self.owned.retain(|partition| !gone.contains(partition));
            self.next_heartbeat = now;
        }
    }
}

fn wire(owned: &Owned) -> Vec<TopicPartitions> {
    let topics: BTreeSet<Uuid> = owned.iter().map(|(topic, _)| *topic).collect();
    let partitions =
        |topic| owned.iter().filter(move |(id, _)| *id == topic).map(|(_, partition)| *partition);
    topics
        .into_iter()
        .map(|topic_id| TopicPartitions { topic_id, partitions: partitions(topic_id).collect() })
        .collect()
}

struct Simulation {
    world: World,
    clients: Vec<SimClient>,
    classic_clients: Vec<ClassicClient>,
    dice: Dice,
    /// Everything below has been answered for, so it is committed.
    committed: usize,
    born: u64,
    has_faults: bool,
}

impl Simulation {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut world = World::new(&[]);
        for name in TOPICS {
            world.topics.set(name, dice.below(7) as i32);
        }
        if dice.one_in(3) {
            world.config.consumer_assignors.reverse();
        }
        if dice.one_in(3) {
            world.topics.configure("consumer.assignment.interval.ms", "3000");
        }
        Self {
            world,
            clients: Vec::new(),
            classic_clients: Vec::new(),
            dice,
            committed: 0,
            born: 0,
            has_faults: true,
        }
    }

    fn second(&mut self) {
        self.world.pass(Duration::from_secs(1));
        if self.has_faults {
            self.fault();
        }
        for index in 0..self.clients.len() {
            self.clients[index].give_back(self.world.now);
            if self.clients[index].next_heartbeat <= self.world.now {
                self.beat(index);
            }
        }
        for index in 0..self.classic_clients.len() {
            self.classic_clients[index].give_back(self.world.now);
            if self.classic_clients[index].next_request <= self.world.now {
                self.let_classic_client_act(index);
            }
        }
        self.assert_beliefs();
    }

    fn let_classic_client_act(&mut self, index: usize) {
        let is_lost = self.has_faults && self.dice.one_in(10);
        let slowness = Duration::from_secs(self.dice.below(REVOCATION_SECONDS_MAX));
        self.classic_clients[index].act(&mut self.world, is_lost, slowness);
        if !is_lost {
            self.committed = self.world.log.len();
        }
        self.assert_beliefs();
    }

    fn beat(&mut self, index: usize) {
        let request = self.clients[index].request();
        let now = self.world.now;
        self.clients[index].next_heartbeat = now + HEARTBEAT;
        if self.has_faults && self.dice.one_in(20) {
            self.clients[index].says_everything = true;
            return;
        }
        let response = self.world.send(request);
        self.assert_beliefs();
        if self.has_faults && self.dice.one_in(10) {
            self.clients[index].says_everything = true;
            return;
        }
        self.committed = self.world.log.len();
        self.clients[index].on_response(&response, now, &mut self.dice);
        self.assert_beliefs();
    }

    fn fault(&mut self) {
        let some = self.dice.below(self.clients.len().max(1) as u64) as usize;
        match self.dice.below(40) {
            0..=2 if self.clients.len() < 8 => {
                self.born += 1;
                self.clients.push(SimClient::new(self.born, &mut self.dice, self.world.now));
            }
            // It dies.
            3 if !self.clients.is_empty() => drop(self.clients.swap_remove(some)),
            // It leaves.
            4 if !self.clients.is_empty() => {
                let client = self.clients.swap_remove(some);
                self.world.send(ConsumerGroupHeartbeatRequest {
                    instance_id: client.instance_id,
                    ..heartbeat(&client.id, -1)
                });
            }
            5 if !self.clients.is_empty() => self.restart(some),
            6 if !self.clients.is_empty() => self.clients[some].subscribe(&mut self.dice),
            7 => {
                let name = TOPICS[self.dice.below(3) as usize];
                let partitions = self.world.topics.partitions() as i32 % 5 + 3;
                self.world.topics.set(name, partitions);
            }
            8 => self.world.topics.remove(TOPICS[self.dice.below(3) as usize]),
            9 | 10 => self.crash(),
            11 if self.classic_clients.len() < 4 => {
                self.born += 1;
                let names = TOPICS.map(str::to_owned).to_vec();
                let client = ClassicClient::new(format!("classic-{}", self.born), names, self.world.now);
                self.classic_clients.push(client);
            }
            // It dies.
            12 if !self.classic_clients.is_empty() => drop(self.classic_clients.pop()),
            // Its process is another from now on, and speaks the new protocol.
            13 if !self.classic_clients.is_empty() => self.upgrade(),
            _ => {}
        }
    }

    /// A static member leaves for a moment and comes back as another process; a dynamic one leaves and another comes.
    fn restart(&mut self, index: usize) {
        let client = &mut self.clients[index];
        let epoch = if client.instance_id.is_some() { -2 } else { -1 };
        let leave = ConsumerGroupHeartbeatRequest {
            instance_id: client.instance_id.clone(),
            ..heartbeat(&client.id, epoch)
        };
        client.lose_everything();
        self.born += 1;
        client.id = format!("member-{}", self.born);
        self.world.send(leave);
    }

    /// A classic client gives up its partitions, and goes on in the new protocol under its old member id.
    fn upgrade(&mut self) {
        let classic = self.classic_clients.swap_remove(0);
        let mut client = SimClient::new(self.born, &mut self.dice, self.world.now);
        client.id = classic.id;
        client.instance_id = None;
        self.clients.push(client);
    }

    /// The coordinator starts anew with what was committed; more may have been.
    fn crash(&mut self) {
        let length = self.world.log.len();
        let kept = self.committed + self.dice.below((length - self.committed + 1) as u64) as usize;
        self.world.log.truncate(kept);
        self.world.group = replayed(&self.world.log);
        self.world.act(|group, config, surroundings, _| group.on_loaded(config, surroundings));
        self.world.assert_reload_is_the_same();
    }

    /// No partition is used by two clients.
    fn assert_beliefs(&self) {
        let mut seen = Owned::new();
        let classic = self.classic_clients.iter().map(|client| &client.owned);
        for partition in self.clients.iter().map(|client| &client.owned).chain(classic).flatten() {
            let all = (&self.clients, &self.classic_clients);
            assert!(seen.insert(*partition), "{partition:?} is owned twice: {all:#?}");
        }
    }

    /// Every partition that anybody subscribes to is used, by somebody who subscribes to it.
    fn assert_all_is_well(&mut self) {
        let clients = self.clients.len() + self.classic_clients.len();
        assert_eq!(self.world.state(), if clients == 0 { "Empty" } else { "Stable" });
        let described = self.world.act(|group, config, surroundings, _| group.describe(config, surroundings));
        assert_eq!(described.members.len(), clients);
        let owned = self.clients.iter().map(|client| client.owned.len()).sum::<usize>()
            + self.classic_clients.iter().map(|client| client.owned.len()).sum::<usize>();
        let mut expected = 0;
        for name in TOPICS {
            if self.world.group.is_subscribed(name) {
                let topic = crate::TopicCatalog::topic(&self.world.topics, name);
                expected += topic.map_or(0, |topic| topic.partitions as usize);
            }
        }
        assert_eq!(owned, expected, "{:#?} {:#?}", self.clients, self.classic_clients);
        self.world.assert_reload_is_the_same();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn no_two_owners_ever_and_everything_owned_in_the_end(seed in any::<u64>()) {
        let mut simulation = Simulation::new(seed);
        (0..300).for_each(|_| simulation.second());
        simulation.has_faults = false;
        let sessions = 3 * simulation.world.config.consumer_session_timeout.as_secs();
        (0..sessions).for_each(|_| simulation.second());
        simulation.assert_all_is_well();
    }
}
