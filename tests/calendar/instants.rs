//! Instants in text and numbers.

use super::{instant, parsed};
use jiff::Timestamp;
use patronage::kernel::calendar::{Date, Instant, Zone};
use patronage::kernel::json::Json;
use patronage::kernel::random::Random;

fn any_instant(random: &mut Random) -> Instant {
    let range = Instant::MAX.millis().abs_diff(Instant::MIN.millis()) + 1;
    instant(Instant::MIN.millis() + i64::try_from(random.below(range)).unwrap())
}

#[test]
fn what_is_written_is_read_again() {
    let mut random = Random::seeded(5);
    for _ in 0..50_000 {
        let ours = any_instant(&mut random);
        assert_eq!(parsed(&ours.to_string()), ours);
        if let Ok(theirs) = Timestamp::from_millisecond(ours.millis()) {
            assert_eq!(ours.to_string().parse::<Timestamp>().unwrap(), theirs);
        }
    }
}

#[test]
fn what_the_oracle_writes_is_read() {
    let mut random = Random::seeded(6);
    for _ in 0..50_000 {
        let millis = i64::try_from(random.below(4_102_444_800_000)).unwrap();
        let theirs = Timestamp::from_millisecond(millis).unwrap();
        let minutes = i32::try_from(random.below(2 * 1439 + 1)).unwrap() - 1439;
        let offset = jiff::tz::Offset::from_seconds(minutes * 60).unwrap();
        assert_eq!(parsed(&theirs.display_with_offset(offset).to_string()).millis(), millis);
        assert_eq!(parsed(&theirs.to_string()).millis(), millis);
    }
}

#[test]
fn the_forms_of_the_standard_are_read() {
    for (text, written) in [
        ("2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z"),
        ("2026-11-21t08:00:00z", "2026-11-21T08:00:00Z"),
        ("2026-11-21T16:00:00+08:00", "2026-11-21T08:00:00Z"),
        ("2026-11-21T00:30:00-07:30", "2026-11-21T08:00:00Z"),
        ("2026-11-21T08:00:00-00:00", "2026-11-21T08:00:00Z"),
        ("2026-11-21T08:00:00.000Z", "2026-11-21T08:00:00Z"),
        ("2026-11-21T08:00:00.1Z", "2026-11-21T08:00:00.100Z"),
        ("2026-11-21T08:00:00.123999999999999999999999Z", "2026-11-21T08:00:00.123Z"),
        ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"),
        ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"),
        // Leap seconds, which have no number of their own.
        ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59.999Z"),
        ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59.999Z"),
        ("1997-06-30T23:59:60.25Z", "1997-06-30T23:59:59.999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ] {
        assert_eq!(parsed(text).to_string(), written, "{text}");
    }
}

#[test]
fn other_texts_are_refused() {
    for text in [
        "",
        "2026-11-21",
        "2026-11-21T08:00:00",
        "2026-11-21T08:00Z",
        "2026-11-21 08:00:00Z",
        "2026-11-21T8:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T08:60:00Z",
        "2026-11-21T08:00:61Z",
        "2026-11-21T08:00:60Z",
        "2026-11-21T23:59:60Z",
        "1990-12-31T23:59:60+08:00",
        "2026-11-21T08:00:00.Z",
        "2026-11-21T08:00:00,5Z",
        "2026-11-21T08:00:00+0800",
        "2026-11-21T08:00:00+08",
        "2026-11-21T08:00:00+24:00",
        "2026-11-21T08:00:00+08:60",
        "2026-11-21T08:00:00+8:00",
        "2026-11-21T08:00:00Z ",
        " 2026-11-21T08:00:00Z",
        "2026-11-21T08:00:00ZZ",
        "2026-11-31T08:00:00Z",
        "2026-02-29T08:00:00Z",
        "0000-12-31T23:59:59Z",
        "+2026-11-21T08:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "2026-11-21T08:00:00Z[UTC]",
        "1795248000000",
        "20261121T080000Z",
        "2026-11-21T08:00:00\u{2212}08:00",
        "Sat, 21 Nov 2026 08:00:00 GMT",
        "now",
    ] {
        let error = Instant::parse(text).unwrap_err();
        assert_eq!((error.code().as_str(), error.path()), ("instant", ""), "{text:?}");
        assert_eq!(error.params(), [("found", text.to_owned())]);
    }
}

#[test]
fn a_changed_character_never_panics() {
    let mut random = Random::seeded(8);
    let letters: Vec<char> = "0123456789-+:.TtZz é時".chars().collect();
    for _ in 0..100_000 {
        let mut text: Vec<char> = any_instant(&mut random).to_string().chars().collect();
        for _ in 0..=random.below(2) {
            let at = usize::try_from(random.below(text.len() as u64)).unwrap();
            text[at] = *random.choose(&letters).unwrap();
        }
        let text: String = text.into_iter().collect();
        if let Ok(read) = Instant::parse(&text) {
            assert_eq!(parsed(&read.to_string()), read, "{text}");
        }
    }
}

#[test]
fn numbers_are_whole_milliseconds() {
    let read = |text: &str| Instant::from_json(&Json::parse(text).unwrap());
    assert_eq!(read("1795248000000").unwrap(), parsed("2026-11-21T08:00:00Z"));
    assert_eq!(read("-1").unwrap().to_string(), "1969-12-31T23:59:59.999Z");
    assert_eq!(read("0").unwrap().to_string(), "1970-01-01T00:00:00Z");
    assert_eq!(read("\"2026-11-21T08:00:00Z\"").unwrap(), parsed("2026-11-21T08:00:00Z"));
    for text in ["1.5", "1.0", "1e3", "253402300800000", "-62135596800001", "9007199254740993", "99999999999999999999"]
    {
        assert_eq!(read(text).unwrap_err().code().as_str(), "instant", "{text}");
    }
    for text in ["null", "true", "[]", "{}"] {
        assert_eq!(read(text).unwrap_err().code().as_str(), "type", "{text}");
    }
}

#[test]
fn the_ends_of_time_have_a_day_in_every_zone() {
    for name in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "+23:59", "-23:59", "Europe/London"] {
        let zone = Zone::named(name).unwrap();
        assert_eq!((zone.date(Instant::MIN), zone.date(Instant::MAX)), (Date::MIN, Date::MAX), "{name}");
        assert!(zone.start_of_day(Date::MIN) >= Instant::MIN && zone.start_of_day(Date::MAX) <= Instant::MAX, "{name}");
        assert_eq!(Instant::MAX.add_millis(1), None);
        assert_eq!(Instant::MIN.add_millis(-1), None);
        assert_eq!(Instant::MIN.add_millis(i64::MIN), None);
    }
}
