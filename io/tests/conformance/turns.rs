//! Time, randomness and the bell.

use std::time::Duration;

use io::Io as _;

use crate::Harness;
use crate::driver::Driver;

pub fn a_turn_ends_at_its_deadline<H: Harness>(driver: &mut Driver<H>) {
    let deadline = driver.io().now() + Duration::from_millis(30);
    while driver.io().now() < deadline {
        driver.turn(Some(deadline));
    }
    let late = driver.io().now() - deadline;
    assert!(late < Duration::from_secs(5), "{late:?} late");
}

pub fn a_deadline_in_the_past_does_not_wait<H: Harness>(driver: &mut Driver<H>) {
    driver.linger(Duration::from_millis(5));
    let before = driver.io().now();
    for _ in 0..10 {
        driver.turn(Some(before));
        driver.turn(Some(Duration::ZERO));
    }
    assert!(driver.io().now() - before < Duration::from_secs(5));
}

pub fn a_ring_ends_the_next_turn<H: Harness>(driver: &mut Driver<H>) {
    let doorbell = driver.io().doorbell();
    for _ in 0..3 {
        doorbell.ring();
        doorbell.clone().ring();
        // Without a deadline: it ends by the ring or never.
        driver.turn(None);
    }
}

pub fn time_moves_forward<H: Harness>(driver: &mut Driver<H>) {
    let (now, wall) = (driver.io().now(), driver.io().wall_clock_ms());
    assert!(wall > 1_000_000_000_000, "a wall clock after 2001");
    assert_eq!(driver.io().now(), now, "cached within a turn");
    driver.linger(Duration::from_millis(20));
    assert!(driver.io().now() >= now + Duration::from_millis(20));
    assert!(driver.io().wall_clock_ms() >= wall + 10);
}

pub fn random_numbers_differ<H: Harness>(driver: &mut Driver<H>) {
    let mut numbers: Vec<_> = (0..1000).map(|_| driver.io().random_u64()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 1000);
}
