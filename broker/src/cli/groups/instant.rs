//! Moments and lengths of time, as Kafka's tool takes them.

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// `YYYY-MM-DDTHH:mm:SS.sss`, UTC unless `Z`, `±HH`, `±HHMM` or `±HH:MM` follows, as milliseconds since 1970. The
/// milliseconds may be missing.
pub(super) fn parse_datetime(text: &str) -> Result<i64, String> {
    let Some((date, rest)) = text.split_once('T') else {
        return Err(
            "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format".to_owned()
        );
    };
    let invalid = || format!("Unparseable date: \"{text}\"");
    let zone_at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let milliseconds = days(date)
        .zip(time_ms(time))
        .zip(zone_ms(zone))
        .map(|((days, time), zone)| days * DAY_MS + time - zone);
    milliseconds.ok_or_else(invalid)
}

/// Days since 1970 of a date of the Gregorian calendar.
fn days(date: &str) -> Option<i64> {
    let [year, month, day] = numbers(date, '-')?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let in_february = if is_leap { 29 } else { 28 };
    let lengths = [31, in_february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=length).contains(&day) || !(1..=9999).contains(&year) {
        return None;
    }
    let years_before = year - 1;
    let days_before = years_before * 365 + years_before / 4 - years_before / 100 + years_before / 400;
    let in_year: i64 = lengths[..month as usize - 1].iter().sum();
    /// Days from the first of January of the year 1 to that of 1970.
    const TO_1970: i64 = 719_162;
    Some(days_before + in_year + day - 1 - TO_1970)
}

/// `HH:mm:SS` or `HH:mm:SS.sss`.
fn time_ms(time: &str) -> Option<i64> {
    let (whole, fraction) = match time.split_once('.') {
        Some((whole, fraction)) => (whole, fraction.parse::<u16>().ok().filter(|_| fraction.len() <= 3)?),
        None => (time, 0),
    };
    let [hours, minutes, seconds] = numbers(whole, ':')?;
    let is_valid = hours < 24 && minutes < 60 && seconds < 60;
    is_valid.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + i64::from(fraction))
}

/// How far ahead of UTC a zone is.
fn zone_ms(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z") {
        return Some(0);
    }
    let (sign, digits) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(digits), _) => (1, digits.replace(':', "")),
        (None, Some(digits)) => (-1, digits.replace(':', "")),
        (None, None) => return None,
    };
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits[..2].parse().ok()?;
    let minutes: i64 = if digits.len() == 4 { digits[2..].parse().ok()? } else { 0 };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000)
}

fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?;
    let numbers: Option<Vec<i64>> = text.split(separator).map(number).collect();
    numbers?.try_into().ok()
}

/// `PnDTnHnMnS` of ISO 8601, as milliseconds: days, hours, minutes and seconds, each of which may be missing, negative, and
/// (the seconds) a fraction.
pub(super) fn parse_duration(text: &str) -> Result<i64, String> {
    duration_ms(text).ok_or_else(|| "Text cannot be parsed to a Duration".to_owned())
}

fn duration_ms(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.to_ascii_uppercase();
    let text = text.strip_prefix('P')?;
    let (days, time) = match text.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (text, ""),
    };
    let mut total = 0i64;
    if !days.is_empty() {
        total = days.strip_suffix('D')?.parse::<i64>().ok()?.checked_mul(DAY_MS)?;
    } else if time.is_empty() {
        return None;
    }
    let mut rest = time;
    for (unit, unit_ms) in [('H', 3_600_000), ('M', 60_000)] {
        if let Some((number, after)) = rest.split_once(unit) {
            total = total.checked_add(number.parse::<i64>().ok()?.checked_mul(unit_ms)?)?;
            rest = after;
        }
    }
    if !rest.is_empty() {
        total = total.checked_add(seconds_ms(rest.strip_suffix('S')?)?)?;
    }
    Some(sign * total)
}

/// Seconds with up to nine decimals; what is less than a millisecond does not count.
fn seconds_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: i64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    let seconds: i64 = whole.parse().ok()?;
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    seconds.checked_mul(1000)?.checked_add(sign * thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_milliseconds_since_1970() {
        for (text, expected) in [
            ("1970-01-01T00:00:00.000", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-21T15:23:58.532", 1_795_274_638_532),
            ("2026-11-21T15:23:58", 1_795_274_638_000),
            ("2026-11-21T17:23:58.532+02:00", 1_795_274_638_532),
            ("2026-11-21T09:53:58.532-0530", 1_795_274_638_532),
            ("2000-02-29T00:00:00.000+00", 951_782_400_000),
        ] {
            assert_eq!(parse_datetime(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        let told = parse_datetime("yesterday").expect_err("it is none");
        assert_eq!(told, "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format");
        for text in [
            "T",
            "2026-02-29T00:00:00",
            "2026-13-01T00:00:00",
            "2026-00-01T00:00:00",
            "2026-01-01T24:00:00",
            "2026-01-01T00:00",
            "2026-01-01T00:00:00.0000",
            "2026-01-01T00:00:00+1",
            "2026-01-01T00:00:00+2€",
            "+2026-01-01T00:00:00",
        ] {
            assert_eq!(parse_datetime(text), Err(format!("Unparseable date: \"{text}\"")));
        }
    }

    #[test]
    fn lengths_are_milliseconds() {
        for (text, expected) in [
            ("PT1H", 3_600_000),
            ("P2D", 172_800_000),
            ("P1DT2H3M4.5S", 93_784_500),
            ("pt0.0019s", 1),
            ("-PT1M", -60_000),
            ("PT-1M", -60_000),
            ("PT-0.5S", -500),
        ] {
            assert_eq!(parse_duration(text), Ok(expected), "{text}");
        }
        for text in ["", "1h", "P", "PT", "P1H", "PT1D", "PT1S1H", "P1W", "PT1.5H", "P99999999999999999D"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
