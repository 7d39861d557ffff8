use engine::*;
use protocol::records::*;
fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let log = LogConfig { segment_bytes_max: 1 << 20, index_interval_bytes: 1024, ..LogConfig::default() };
    let mut engine = Engine::open(folder, EngineConfig { log, ..Default::default() }).unwrap();
    let id = engine.open_log("orders", 0).unwrap();
    let codecs =
        [Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd];
    let mut seq = 0;
    for n in 0..4000usize {
        let mut b = BatchBuilder::new(Codec::new(codecs[n % 5])).producer(77, 0, seq);
        let count = 1 + n % 13;
        for k in 0..count {
            b.append(
                engine.now_ms() + (n as i64 % 7),
                Some(format!("{n}-{k}").as_bytes()),
                Some(&vec![b'x'; (n * 37 + k * 11) % 700]),
                &[],
            );
        }
        seq += count as i32;
        engine
            .append(id, &b.build().unwrap(), if n % 100 == 0 { Flush::BeforeReturn } else { Flush::Later })
            .unwrap();
    }
    println!(
        "{} segments, end {}",
        engine.log(id).unwrap().segment_count(),
        engine.log(id).unwrap().log_end_offset()
    );
    engine.close().unwrap();
}
