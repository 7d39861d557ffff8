//! Files: operations and calls.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

use io::{EntryKind, File, FileSystem as _, Io as _, Op, OpenOptions, Outcome, Reclaimed, SharedBuffer};

use crate::Harness;
use crate::driver::{Driver, pattern};

fn segment<H: Harness>(driver: &mut Driver<H>, name: &str) -> File {
    let path = driver.path(name);
    driver.io().open(&path, OpenOptions::segment()).expect("a file")
}

/// Appends `bytes`, however many operations that takes.
fn append<H: Harness>(driver: &mut Driver<H>, file: &File, mut position: u64, bytes: &[u8]) -> u64 {
    let mut rest = SharedBuffer::copy_from(bytes);
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let slices = vec![rest.slice(0..middle), rest.slice(middle..rest.len())];
        match driver.complete(Op::Write { file: file.clone(), position, slices }) {
            Outcome::Written { written, slices } => {
                assert!(written > 0 && slices.is_empty());
                rest = rest.slice(written..rest.len());
                position += written as u64;
            }
            other => panic!("{other:?}"),
        }
    }
    position
}

fn read<H: Harness>(driver: &mut Driver<H>, file: &File, position: u64, len: usize) -> Vec<u8> {
    let buffer = driver.buffer(b"kept");
    match driver.complete(Op::Read { file: file.clone(), position, buffer, len }) {
        Outcome::Read { buffer } => {
            assert_eq!(&buffer[..4], b"kept");
            buffer[4..].to_vec()
        }
        other => panic!("{other:?}"),
    }
}

pub fn appends_follow_one_another_and_are_read_back<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    let expected = pattern(300_000);
    let middle = append(driver, &file, 0, &expected[..123_457]);
    let end = append(driver, &file, middle, &expected[123_457..]);
    assert_eq!(end, 300_000);
    assert_eq!(driver.io().file_len(&file).expect("its size"), 300_000);
    assert!(read(driver, &file, 0, 300_000) == expected);
    assert!(read(driver, &file, 299_000, 500) == expected[299_000..299_500]);
    let mut into = vec![0; 10];
    assert_eq!(driver.io().read_at(&file, 299_995, &mut into).expect("a read"), 5);
    assert_eq!(into[..5], expected[299_995..]);
    // Appends begin at the size that the file has when it is opened.
    drop(file);
    let file = segment(driver, "segment");
    assert_eq!(append(driver, &file, 300_000, b"more"), 300_004);
}

pub fn a_sync_completes<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, &pattern(100_000));
    assert!(matches!(driver.complete(Op::Sync { file: file.clone() }), Outcome::Synced));
    driver.io().sync(&file).expect("a healthy disk");
}

pub fn a_directory_sync_completes<H: Harness>(driver: &mut Driver<H>) {
    segment(driver, "segment");
    let directory = driver.path("");
    assert!(matches!(driver.complete(Op::SyncDirectory { directory: directory.clone() }), Outcome::Synced));
    driver.io().sync_directory(&directory).expect("a healthy disk");
}

pub fn a_sync_of_a_missing_directory_fails<H: Harness>(driver: &mut Driver<H>) {
    let directory = driver.path("missing");
    match driver.complete(Op::SyncDirectory { directory }) {
        Outcome::Failed { error, reclaimed: Reclaimed::Nothing } => {
            assert_eq!(error.kind(), ErrorKind::NotFound)
        }
        other => panic!("{other:?}"),
    }
}

pub fn a_read_is_short_at_the_end<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"0123456789");
    assert_eq!(read(driver, &file, 6, 100), b"6789");
    assert_eq!(read(driver, &file, 10, 100), b"");
    assert_eq!(read(driver, &file, 1000, 100), b"");
    assert_eq!(read(driver, &file, 3, 0), b"");
}

pub fn many_files_are_written_and_synced_at_once<H: Harness>(driver: &mut Driver<H>) {
    let files: Vec<_> = (0..50).map(|n| segment(driver, &format!("segment-{n}"))).collect();
    let writes: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(n, file)| {
            let slices = vec![SharedBuffer::copy_from(&[n as u8; 1000])];
            driver.submit(Op::Write { file: file.clone(), position: 0, slices })
        })
        .collect();
    for write in writes {
        assert!(matches!(driver.last(write), Outcome::Written { written: 1000, .. }));
    }
    let syncs: Vec<_> = files.iter().map(|file| driver.submit(Op::Sync { file: file.clone() })).collect();
    for sync in syncs {
        assert!(matches!(driver.last(sync), Outcome::Synced));
    }
    for (n, file) in files.iter().enumerate() {
        assert_eq!(read(driver, file, 0, 2000), [n as u8; 1000]);
    }
}

/// A debug build panics at the broken promise, a release build fails the operation; either way nothing is written.
fn refused<H: Harness>(driver: &mut Driver<H>, op: Op) -> bool {
    let outcome = catch_unwind(AssertUnwindSafe(|| driver.complete(op)));
    !matches!(outcome, Ok(Outcome::Written { .. }))
}

pub fn an_overwrite_is_refused<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"written once");
    let slices = vec![SharedBuffer::copy_from(b"twice")];
    assert!(refused(driver, Op::Write { file: file.clone(), position: 11, slices }));
    let call = catch_unwind(AssertUnwindSafe(|| driver.io().write_at(&file, 0, b"W")));
    assert!(!matches!(call, Ok(Ok(()))));
    assert_eq!(read(driver, &file, 0, 100), b"written once");
}

pub fn a_hole_is_refused<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"dense");
    let slices = vec![SharedBuffer::copy_from(b"after a hole")];
    assert!(refused(driver, Op::Write { file: file.clone(), position: 6, slices }));
    assert_eq!(driver.io().file_len(&file).expect("its size"), 5);
}

pub fn a_resize_of_a_segment_is_refused<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"never cut");
    for len in [0, 5, 100] {
        let call = catch_unwind(AssertUnwindSafe(|| driver.io().set_len(&file, len)));
        assert!(!matches!(call, Ok(Ok(()))));
    }
    assert_eq!(driver.io().file_len(&file).expect("its size"), 9);
    let path = driver.path("index");
    let index = driver.io().open(&path, OpenOptions::read_write()).expect("a file");
    driver.io().write_at(&index, 0, b"entries").expect("room");
    driver.io().set_len(&index, 3).expect("an index may shrink");
    driver.io().set_len(&index, 5).expect("and grow");
    assert_eq!(read(driver, &index, 0, 100), b"ent\0\0");
}

pub fn allocation_keeps_the_size_and_trim_gives_it_back<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"data");
    driver.io().allocate(&file, 4, 1 << 20).expect("room");
    assert_eq!(driver.io().file_len(&file).expect("its size"), 4);
    append(driver, &file, 4, b" more");
    driver.io().trim(&file).expect("nothing in flight");
    assert_eq!(driver.io().file_len(&file).expect("its size"), 9);
    append(driver, &file, 9, b" still");
    assert_eq!(read(driver, &file, 0, 100), b"data more still");
    let path = driver.path("");
    let space = driver.io().space(&path).expect("a file system");
    assert!(space.total_bytes >= space.available_bytes && space.available_bytes > 0);
}

pub fn control_files_are_replaced_whole<H: Harness>(driver: &mut Driver<H>) {
    let path = driver.path("checkpoint");
    driver.io().replace_file(&path, b"a longer first version").expect("a first version");
    driver.io().replace_file(&path, b"second").expect("a second version");
    assert_eq!(driver.io().read_all(&path, 100).expect("it is there"), b"second");
    let directory = driver.path("");
    let names: Vec<_> =
        driver.io().list(&directory).expect("the directory").into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["checkpoint"]);
}

pub fn open_options_mean_what_they_say<H: Harness>(driver: &mut Driver<H>) {
    let path = driver.path("file");
    let missing = driver.io().open(&path, OpenOptions::read()).expect_err("missing");
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    let missing = driver.io().open(&path, OpenOptions::read_write().existing()).expect_err("missing");
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    assert!(!driver.io().exists(&path).expect("the directory is there"));
    let file = driver.io().open(&path, OpenOptions::read_write().create_new()).expect("new");
    driver.io().write_at(&file, 3, b"x").expect("a control file may have holes");
    assert_eq!(read(driver, &file, 0, 10), b"\0\0\0x");
    assert!(driver.io().exists(&path).expect("the directory is there"));
    let taken = driver.io().open(&path, OpenOptions::read_write().create_new()).expect_err("taken");
    assert_eq!(taken.kind(), ErrorKind::AlreadyExists);
    let same = driver.io().open(&path, OpenOptions::read()).expect("readable");
    assert_eq!(same.identity(), file.identity());
    assert_eq!(same.path(), path);
    assert!(driver.io().write_at(&same, 0, b"no").is_err());
    let emptied = driver.io().open(&path, OpenOptions::read_write().truncate_to_zero()).expect("a file");
    assert_eq!(driver.io().file_len(&emptied).expect("its size"), 0);
    let age = driver.io().wall_clock_ms() - driver.io().modified_ms(&emptied).expect("its time");
    assert!((-10_000..60_000).contains(&age), "modified {age} ms ago");
}

pub fn directories_are_listed_in_order<H: Harness>(driver: &mut Driver<H>) {
    let deep = driver.path("b/deep/er");
    driver.io().create_directory(&deep).expect("with its parents");
    driver.io().create_directory(&deep).expect("again");
    for name in ["c", "a"] {
        let path = driver.path(name);
        let file = driver.io().open(&path, OpenOptions::read_write()).expect("a file");
        driver.io().write_at(&file, 0, b"12345").expect("room");
    }
    let directory = driver.path("");
    let entries = driver.io().list(&directory).expect("a directory");
    let described: Vec<_> =
        entries.iter().map(|entry| (entry.name.as_str(), entry.kind, entry.len)).collect();
    assert_eq!((described[0], described[2]), (("a", EntryKind::File, 5), ("c", EntryKind::File, 5)));
    assert_eq!((described[1].0, described[1].1), ("b", EntryKind::Directory));
    let not_empty = driver.path("b");
    assert!(driver.io().remove_directory(&not_empty).is_err());
    driver.io().remove_directory(&deep).expect("an empty one");
    let missing = driver.path("missing");
    assert_eq!(driver.io().list(&missing).expect_err("missing").kind(), ErrorKind::NotFound);
}

pub fn a_renamed_file_is_found_by_its_new_name<H: Harness>(driver: &mut Driver<H>) {
    let (old, new) = (driver.path("old"), driver.path("new"));
    driver.io().replace_file(&old, b"moved").expect("a file");
    driver.io().replace_file(&new, b"replaced").expect("a file");
    driver.io().rename(&old, &new).expect("both are there");
    assert!(!driver.io().exists(&old).expect("the directory is there"));
    assert_eq!(driver.io().read_all(&new, 100).expect("it is there"), b"moved");
    assert_eq!(driver.io().rename(&old, &new).expect_err("gone").kind(), ErrorKind::NotFound);
    // A directory takes its files along.
    let (directory, moved) = (driver.path("topic-0"), driver.path("topic-0.deleted"));
    driver.io().create_directory(&directory).expect("new");
    driver.io().replace_file(&directory.join("file"), b"inside").expect("a file");
    driver.io().rename(&directory, &moved).expect("free name");
    assert_eq!(driver.io().read_all(&moved.join("file"), 100).expect("it is there"), b"inside");
}

pub fn a_lock_excludes_another<H: Harness>(driver: &mut Driver<H>) {
    let path = driver.path(".lock");
    let lock = driver.io().lock(&path).expect("free");
    assert_eq!(driver.io().lock(&path).expect_err("taken").kind(), ErrorKind::WouldBlock);
    drop(lock);
    driver.io().lock(&path).expect("free again");
}

pub fn a_file_too_long_is_not_read<H: Harness>(driver: &mut Driver<H>) {
    let path = driver.path("file");
    driver.io().replace_file(&path, b"12345").expect("a file");
    assert_eq!(driver.io().read_all(&path, 5).expect("it fits"), b"12345");
    let error = driver.io().read_all(&path, 4).expect_err("too long");
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    assert!(error.to_string().contains("file has 5 bytes"), "{error}");
}

pub fn a_removed_file_stays_readable<H: Harness>(driver: &mut Driver<H>) {
    let file = segment(driver, "segment");
    append(driver, &file, 0, b"still there");
    let path = driver.path("segment");
    driver.io().remove_file(&path).expect("it is there");
    assert_eq!(driver.io().remove_file(&path).expect_err("gone").kind(), ErrorKind::NotFound);
    assert_eq!(read(driver, &file, 0, 100), b"still there");
    let again = segment(driver, "segment");
    assert_eq!(driver.io().file_len(&again).expect("its size"), 0);
    assert_ne!(again.identity(), file.identity());
}
