//! One suite for every `Io`: what a shard may rely on, whatever stands behind the boundary.
//!
//! A backend joins by a [`Harness`] and one `conformance!` line.

mod driver;
mod files;
mod poll;
mod regions;
mod simulated;
mod sockets;
mod streams;
mod turns;
mod uring;

use std::path::PathBuf;
use std::time::Duration;

use io::{Completion, Io};

/// One backend under test. Both ends of every connection are on the same `Io`.
pub trait Harness {
    /// The backend.
    type Io: Io;
    /// The `Io` that all operations are submitted to.
    fn io(&mut self) -> &mut Self::Io;
    /// As [`Io::turn`]; a simulated world moves on here.
    fn turn(&mut self, deadline: Option<Duration>, out: &mut Vec<Completion>);
    /// A directory that exists and is empty at the start of the test.
    fn directory(&self) -> PathBuf;
}

/// Makes a `#[test]` of every function of the suite, for one harness.
#[macro_export]
macro_rules! conformance {
    ($make:expr) => {
        $crate::conformance!(@ $make;
            sockets: [
                a_listener_on_port_zero_says_its_port,
                connections_arrive_with_their_addresses,
                a_cancelled_accept_ends,
                connecting_to_nobody_fails,
                an_address_in_use_is_an_error,
                a_refused_send_gives_its_payload_back,
                shutdown_ends_an_armed_receive,
                a_reset_is_an_error_or_an_end,
            ],
            streams: [
                bytes_arrive_in_order,
                an_empty_send_completes,
                many_slices_are_one_send,
                a_large_send_waits_for_its_reader,
                the_end_of_the_stream_comes_after_its_bytes,
                receive_into_fills_the_buffer,
                receive_into_is_short_at_the_end_of_the_stream,
                a_cancelled_receive_leaves_the_socket_usable,
                a_cancelled_receive_into_gives_its_buffer_back,
                a_cancelled_send_completes,
                cancelling_the_unknown_does_nothing,
            ],
            regions: [
                file_regions_are_woven_between_memory,
                a_large_region_goes_out_whole,
                a_region_outlives_its_name,
                a_region_beyond_the_end_fails,
            ],
            files: [
                appends_follow_one_another_and_are_read_back,
                a_sync_completes,
                a_directory_sync_completes,
                a_sync_of_a_missing_directory_fails,
                a_read_is_short_at_the_end,
                many_files_are_written_and_synced_at_once,
                an_overwrite_is_refused,
                a_hole_is_refused,
                a_resize_of_a_segment_is_refused,
                allocation_keeps_the_size_and_trim_gives_it_back,
                control_files_are_replaced_whole,
                open_options_mean_what_they_say,
                directories_are_listed_in_order,
                a_renamed_file_is_found_by_its_new_name,
                a_lock_excludes_another,
                a_file_too_long_is_not_read,
                a_removed_file_stays_readable,
            ],
            turns: [
                a_turn_ends_at_its_deadline,
                a_deadline_in_the_past_does_not_wait,
                a_ring_ends_the_next_turn,
                time_moves_forward,
                random_numbers_differ,
            ],
        );
    };
    (@ $make:expr; $($module:ident: [$($test:ident),* $(,)?],)*) => {
        $(mod $module {
            $(#[test]
            fn $test() {
                $crate::$module::$test(&mut $crate::driver::Driver::new($make));
            })*
        })*
    };
}
