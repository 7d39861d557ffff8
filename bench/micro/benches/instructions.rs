//! Instructions of each subject, counted by callgrind through gungraun: the same on a busy machine. Needs valgrind and the
//! `gungraun-runner` of the same version (`bench/micro/run` says so when one is missing).
//!
//! The hand-off between threads is not here: what it costs is not instructions.
#![expect(missing_docs, reason = "what the macros of the harness make")]

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use micro::{
    Checksum, HeaderValidation, Heartbeat, IndexedRead, LargeFrame, MetadataAnswer, Patching,
    ProducedValidation, RecordWalk, SmallFrames, Subject, TailRead,
};

/// A subject that has run: what is done once in a process's life is not counted.
fn warmed<S: Subject>() -> S {
    let mut subject = S::new();
    for _ in 0..3 {
        black_box(subject.run());
    }
    subject
}

/// One benchmark per subject, which gives the subject back so that its end is not counted.
macro_rules! count {
    ($($name:ident: $subject:ty;)*) => {
        $(
            #[library_benchmark(setup = warmed)]
            #[bench::once()]
            fn $name(mut subject: $subject) -> ($subject, u64) {
                let result = black_box(subject.run());
                (subject, result)
            }
        )*
        library_benchmark_group!(name = subjects, benchmarks = [$($name),*]);
    };
}

count! {
    header_validation: HeaderValidation;
    batch_patching: Patching;
    crc_32c: Checksum;
    record_walk: RecordWalk;
    validation_of_a_produced_batch: ProducedValidation;
    frame_cutting_small: SmallFrames;
    frame_cutting_large: LargeFrame;
    plan_read_at_the_logs_end: TailRead;
    plan_read_by_the_index: IndexedRead;
    encode_of_metadata: MetadataAnswer;
    coordinator_heartbeat: Heartbeat;
}

main!(library_benchmark_groups = subjects);
