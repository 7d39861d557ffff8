//! Dates of reports.

/// A moment as RFC 3339 writes it, in UTC: `2026-11-21T19:00:00Z`. Milliseconds since 1970; their fraction of a second is dropped.
pub fn rfc_3339(milliseconds: i64) -> String {
    let seconds = milliseconds.div_euclid(1000);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Days since 1970 in the Gregorian calendar, whose years are taken to begin in March: then the leap day is the last one, and
/// months repeat after five.
fn civil(days: i64) -> (i64, i64, i64) {
    const DAYS_PER_ERA: i64 = 146_097;
    let since_march_of_0 = days + 719_468;
    let (era, of_era) =
        (since_march_of_0.div_euclid(DAYS_PER_ERA), since_march_of_0.rem_euclid(DAYS_PER_ERA));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_is_0 = (5 * of_year + 2) / 153;
    let month = if march_is_0 < 10 { march_is_0 + 3 } else { march_is_0 - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * march_is_0 + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_287_600_999, "2026-11-21T19:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc_3339(milliseconds), text);
        }
    }
}
