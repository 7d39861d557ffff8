//! Nanoseconds of each subject, by criterion. The questions stand at the subjects (src/).
#![forbid(unsafe_code)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use micro::{
    Checksum, HandOff, HeaderValidation, Heartbeat, IndexedRead, LargeFrame, MetadataAnswer, Patching,
    ProducedValidation, Receiver, RecordWalk, SmallFrames, Subject, TailRead,
};

fn bench<S: Subject>(criterion: &mut Criterion, name: &str) {
    let mut subject = S::new();
    let name = format!("{name}: {}", S::UNIT);
    criterion.bench_function(&name, |bencher| bencher.iter(|| black_box(subject.run())));
}

fn records(criterion: &mut Criterion) {
    bench::<HeaderValidation>(criterion, "header validation");
    bench::<Patching>(criterion, "batch patching");
    bench::<Checksum>(criterion, "CRC-32C");
    bench::<RecordWalk>(criterion, "record walk");
    bench::<ProducedValidation>(criterion, "validation of a produced batch");
}

fn requests(criterion: &mut Criterion) {
    bench::<SmallFrames>(criterion, "frame cutting, small");
    bench::<LargeFrame>(criterion, "frame cutting, large");
    bench::<TailRead>(criterion, "plan_read at the log's end");
    bench::<IndexedRead>(criterion, "plan_read by the index");
    bench::<MetadataAnswer>(criterion, "encode of Metadata");
    bench::<Heartbeat>(criterion, "coordinator");
}

fn mesh(criterion: &mut Criterion) {
    for (name, receiver) in [("awake", Receiver::Awake), ("asleep", Receiver::Asleep)] {
        let mut hand_off = HandOff::new(receiver);
        criterion.bench_function(&format!("mesh hand-off, {name}: round trip"), |bencher| {
            bencher.iter(|| black_box(hand_off.round_trip()));
        });
    }
}

criterion_group! {
    name = benches;
    // Half a minute in all; what they say repeats within a few percent on a quiet machine.
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = records, requests, mesh
}
criterion_main!(benches);
