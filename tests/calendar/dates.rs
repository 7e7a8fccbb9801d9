//! Civil dates from year 1 to 9999.

use super::date;
use jiff::ToSpan;
use patronage::kernel::calendar::{Date, LocalTime, Weekday};
use patronage::kernel::random::Random;

fn oracle(date: Date) -> jiff::civil::Date {
    let (year, month, day) = date.civil();
    jiff::civil::date(year.try_into().unwrap(), month.try_into().unwrap(), day.try_into().unwrap())
}

fn any_date(random: &mut Random) -> Date {
    let days = random.below(u64::from(Date::MAX.days().abs_diff(Date::MIN.days())) + 1);
    Date::MIN.add_days(i32::try_from(days).unwrap()).unwrap()
}

#[test]
fn every_day_of_the_calendar_agrees() {
    let mut theirs = jiff::civil::date(1, 1, 1);
    for days in Date::MIN.days()..=Date::MAX.days() {
        let date = Date::from_days(days).unwrap();
        let (year, month, day) = date.civil();
        assert_eq!(oracle(date), theirs);
        assert_eq!(Date::new(year, month, day), Some(date));
        assert_eq!(date.weekday().number(), theirs.weekday().to_monday_one_offset().unsigned_abs(), "{theirs}");
        theirs = theirs.tomorrow().unwrap_or(theirs);
    }
    assert_eq!(theirs, jiff::civil::date(9999, 12, 31));
    assert_eq!(Date::from_days(Date::MIN.days() - 1), None);
    assert_eq!(Date::from_days(Date::MAX.days() + 1), None);
}

#[test]
fn texts_and_sums_agree() {
    let mut random = Random::seeded(31);
    for _ in 0..50_000 {
        let ours = any_date(&mut random);
        let theirs = oracle(ours);
        assert_eq!(ours.to_string(), theirs.to_string());
        assert_eq!(date(&ours.to_string()), ours);
        assert_eq!(ours.days_in_month(), u32::from(theirs.days_in_month().unsigned_abs()));
        assert_eq!(ours.is_leap_year(), theirs.in_leap_year());
        assert_eq!(oracle(ours.start_of_month()), theirs.first_of_month());
        assert_eq!(oracle(ours.start_of_year()), theirs.first_of_year());

        let monday = ours.start_of_week();
        assert_eq!(monday.weekday(), Weekday::Mon);
        assert!((0..7).contains(&(ours.days() - monday.days())));

        let number = i32::try_from(random.below(4000)).unwrap() - 2000;
        let sum = theirs.checked_add(number.months()).ok().filter(|sum| sum.year() > 0);
        assert_eq!(ours.add_months(number).map(oracle), sum, "{theirs} and {number} months");
        let sum = theirs.checked_add(number.days()).ok().filter(|sum| sum.year() > 0);
        assert_eq!(ours.add_days(number).map(oracle), sum, "{theirs} and {number} days");
    }
}

#[test]
fn sums_beyond_the_calendar_are_none() {
    for months in [i32::MIN, -1, i32::MAX] {
        assert_eq!(Date::MIN.add_months(months), None);
    }
    for days in [i32::MIN, -1, i32::MAX] {
        assert_eq!(Date::MIN.add_days(days), None);
    }
    assert_eq!(Date::MAX.add_days(1), None);
    assert_eq!(Date::MAX.add_months(1), None);
    assert_eq!(Date::MIN.start_of_week(), Date::MIN);
}

#[test]
fn an_age_grows_on_the_birthday() {
    for (born, day, age) in [
        ("1990-06-15", "1990-06-15", 0),
        ("1990-06-15", "2026-06-14", 35),
        ("1990-06-15", "2026-06-15", 36),
        ("1990-06-15", "2026-12-01", 36),
        ("2000-02-29", "2001-02-28", 0),
        ("2000-02-29", "2001-03-01", 1),
        ("2000-02-29", "2004-02-28", 3),
        ("2000-02-29", "2004-02-29", 4),
        ("1990-06-15", "1990-06-14", -1),
    ] {
        assert_eq!(date(born).age_on(date(day)), age, "born {born}, on {day}");
    }
}

#[test]
fn other_texts_are_refused() {
    for text in [
        "",
        "2026",
        "2026-11",
        "2026-11-2",
        "2026-11-211",
        "2026-1-21",
        "26-11-21",
        "12026-11-21",
        "+2026-11-21",
        "-001-11-21",
        "2026/11/21",
        "2026-11-21 ",
        " 2026-11-21",
        "2026-11-21T00:00",
        "20261121",
        "2026-13-01",
        "2026-00-01",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "0000-01-01",
        "２０２６-11-21",
        "2026-11-2é",
        "2026-W47-6",
        "2026-325",
        "tomorrow",
    ] {
        let error = Date::parse(text).unwrap_err();
        assert_eq!((error.code().as_str(), error.path()), ("date", ""), "{text:?}");
        assert_eq!(error.params(), [("found", text.to_owned())]);
    }
    assert_eq!(date("2000-02-29").month(), 2);
    assert_eq!((date("0001-01-01"), date("9999-12-31")), (Date::MIN, Date::MAX));
}

#[test]
fn times_of_day_are_read_and_written() {
    for text in ["00:00", "00:01", "09:30", "23:59", "24:00"] {
        assert_eq!(LocalTime::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(
        (LocalTime::parse("00:00").unwrap(), LocalTime::parse("24:00").unwrap()),
        (LocalTime::MIDNIGHT, LocalTime::END)
    );
    for text in ["", "9:30", "09:3", "09:60", "24:01", "25:00", "-1:00", "09.30", "09:30:00", "09:30 ", "9h30", "1e:00"]
    {
        assert_eq!(LocalTime::parse(text).unwrap_err().code().as_str(), "time", "{text:?}");
    }
}
