//! The ids that members are given.

use std::fmt::Write;

/// Bytes of a UUID with the dash before it.
const SUFFIX_LEN: usize = 37;

/// `<prefix>-<random UUID>`: the prefix is the client id, or the instance id of static members. It is cut where the whole would
/// not fit into a string of the wire.
pub(crate) fn new_member_id(prefix: &str, random: &mut dyn FnMut() -> u64) -> String {
    let mut end = prefix.len().min(i16::MAX as usize - SUFFIX_LEN);
    while !prefix.is_char_boundary(end) {
        end -= 1;
    }
    // Version 4 (random), variant 1, as Java's UUID.randomUUID.
    let high = random() & !0xF000 | 0x4000;
    let low = random() & !(0b11 << 62) | 0b10 << 62;
    let mut id = String::with_capacity(end + SUFFIX_LEN);
    id.push_str(&prefix[..end]);
    write!(
        id,
        "-{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
    .expect("a String takes everything");
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_clients_name_and_a_random_uuid() {
        let mut numbers = [0x0123_4567_89ab_cdef, 0xffff_ffff_ffff_fffe].into_iter();
        let id = new_member_id("consumer-1", &mut || numbers.next().expect("two are taken"));
        assert_eq!(id, "consumer-1-01234567-89ab-4def-bfff-fffffffffffe");
    }

    #[test]
    fn an_id_fits_into_a_string_of_the_wire() {
        let id = new_member_id(&"ü".repeat(20_000), &mut || 0);
        assert!(id.len() <= i16::MAX as usize && id.len() > 32_000, "{}", id.len());
        assert!(id.ends_with("ü-00000000-0000-4000-8000-000000000000"));
    }
}
