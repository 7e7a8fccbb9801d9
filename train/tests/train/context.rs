//! Facts of the moment and groups of customers, in logs into which they were put.

use super::logs::{Folder, csv, options, orders, trained};
use patronage::kernel::calendar::Zone;
use patronage::recommend::Model;
use patronage_train::plan::Limits;
use patronage_train::report::{Language, page};
use patronage_train::train::Options;
use std::fmt::Write;

/// Tea sells three times as much in rain, and cakes twice as much on Shanghai's evenings; whatever the place is called tells
/// nothing. France buys item 3, Spain item 7.
pub fn log() -> String {
    let mut text = "member,order,item,category,at,weather,place,segment\n".to_owned();
    let mut state = 11u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for order in 0..4_000u64 {
        let (rain, evening, france) = (next(4) == 0, next(3) == 0, next(3) > 0);
        let hour = if evening { 11 } else { 1 };
        let mut take = |item: u64, category: &str| {
            let weather = if rain { "rain" } else { "sun" };
            let place = ["north", "south"][(order % 7 % 2) as usize];
            let segment = if france { "France" } else { "Spain" };
            writeln!(
                text,
                "m{},o{order},{item},{category},2024-{:02}-{:02}T{hour:02}:30:00Z,{weather},{place},{segment}",
                order % 300,
                1 + order / 400,
                1 + order / 40 % 10,
            )
            .unwrap();
        };
        if next(12) < if rain { 9 } else { 3 } {
            take(next(5), "tea");
        }
        if next(12) < if evening { 8 } else { 4 } {
            take(10 + next(5), "cake");
        }
        take(if france { 3 } else { 7 }, "bread");
        take(20 + next(40), "other");
    }
    text
}

fn shanghai(options: Options) -> Options {
    let mut options = options;
    options.checker.zone = Some(Zone::named("Asia/Shanghai").unwrap());
    options
}

fn lift(model: &Model, fact: &str, value: &str, category: &str) -> Option<f64> {
    let named = |place: u32| model.categories[place as usize] == category;
    let found = model.lifts.iter().find(|lift| lift.fact == fact && lift.value == value && named(lift.category));
    found.map(|lift| lift.ratio)
}

#[test]
fn lifts_are_those_that_were_put_in() {
    let folder = Folder::new();
    let trained = trained(&shanghai(options(&[folder.write("log.csv", log())])), &folder).unwrap();
    let model = &trained.model;
    let near = |found: Option<f64>, expected: f64| found.is_some_and(|found| (found / expected - 1.0).abs() < 0.15);
    // A quarter of all steps has rain, with nine twelfths of tea; of all, 4.5 twelfths have tea.
    assert!(near(lift(model, "weather", "rain", "tea"), 2.0), "{:?}", model.lifts);
    assert!(near(lift(model, "weather", "sun", "tea"), 0.67), "{:?}", model.lifts);
    assert!(near(lift(model, "partOfDay", "evening", "cake"), 1.5), "{:?}", model.lifts);
    assert!(lift(model, "partOfDay", "morning", "cake").is_some_and(|ratio| ratio < 0.9));
    assert!(model.lifts.iter().all(|lift| lift.fact != "place"), "{:?}", model.lifts);
    assert_eq!(trained.report.lifts, model.lifts.len() as u64);
    assert_eq!(model.zone.as_deref(), Some("Asia/Shanghai"));
}

/// Each of 200 members lives in one place and has one favourite, which has nothing to do with it.
#[test]
fn habits_of_few_members_are_no_lift() {
    let mut text = "member,order,item,category,at,place\n".to_owned();
    let mut state = 5u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for member in 0..200 {
        let (place, favourite) = (["north", "south"][next(2) as usize], next(6));
        for order in 0..30 {
            let day = 1 + order % 28;
            writeln!(text, "m{member},o{member}-{order},i{favourite},c{favourite},2024-01-{day:02},{place}").unwrap();
        }
    }
    let folder = Folder::new();
    let model = trained(&options(&[folder.write("log.csv", text)]), &folder).unwrap().model;
    assert!(model.lifts.is_empty(), "{:?}", model.lifts);
}

/// Ice is never bought in the rain.
#[test]
fn what_never_sells_at_a_moment_is_known() {
    let mut text = "member,order,item,category,at,weather\n".to_owned();
    for order in 0..1_200 {
        let (weather, category) = if order % 3 == 0 { ("rain", "tea") } else { ("sun", ["ice", "tea"][order % 2]) };
        let (member, day) = (order % 300, 1 + order / 300);
        writeln!(text, "m{member},o{order},{category}{},{category},2024-01-{day:02},{weather}", order % 5).unwrap();
    }
    let folder = Folder::new();
    let model = trained(&options(&[folder.write("log.csv", text)]), &folder).unwrap().model;
    assert!(lift(&model, "weather", "rain", "ice").is_some_and(|ratio| ratio < 0.3), "{:?}", model.lifts);
}

#[test]
fn a_fact_of_too_many_values_is_left_out_and_reported() {
    let mut text = "member,order,item,category,at,weather,place\n".to_owned();
    for order in 0..10_200 {
        let (item, weather) = (order % 50, ["rain", "sun"][order % 2]);
        writeln!(text, "m{},o{order},i{item},c{},2024-01-02,{weather},{order}", order % 900, item % 3).unwrap();
    }
    let folder = Folder::new();
    let report = trained(&options(&[folder.write("log.csv", text)]), &folder).unwrap().report;
    assert_eq!(report.crowded, ["place"]);
}

#[test]
fn segments_have_their_own_favourites_the_largest_first() {
    let folder = Folder::new();
    let model = trained(&options(&[folder.write("log.csv", log())]), &folder).unwrap().model;
    let first = |places: &[u32]| model.items[places[0] as usize].id.clone();
    let found: Vec<_> = model
        .segments
        .iter()
        .map(|segment| (&*segment.name, first(&segment.popular), first(&segment.trending)))
        .collect();
    assert_eq!(found, [("France", "3".into(), "3".into()), ("Spain", "7".into(), "7".into())]);
    assert!(lift(&model, "partOfDay", "evening", "cake").is_none(), "without a zone nobody knows when it is evening");
}

#[test]
fn lifts_and_segments_do_not_depend_on_the_parts() {
    let folder = Folder::new();
    let mut options = shanghai(options(&[folder.write("log.csv", log())]));
    let expected = trained(&options, &folder).unwrap().model;
    assert!(!expected.lifts.is_empty() && !expected.segments.is_empty());
    for (partitions, memory) in [(5, 1 << 30), (1, 48 << 20)] {
        options.limits = Limits { memory, partitions };
        assert!(trained(&options, &folder).unwrap().model == expected, "{partitions} parts, {memory} bytes");
    }
}

/// In rain only umbrellas are bought, in the sun only hats, and nothing else tells which.
#[test]
fn lifts_help_where_the_moment_decides_and_the_report_says_by_how_much() {
    let mut text = "member,order,item,category,at,weather\n".to_owned();
    let mut state = 3u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for order in 0..3_000 {
        let (weather, category) = [("rain", "umbrella"), ("sun", "hat")][next(2) as usize];
        for item in [next(10), next(10)] {
            let (member, day) = (order % 500, 1 + order / 500);
            writeln!(text, "m{member},o{order},{category}{item},{category},2024-01-{day:02},{weather}").unwrap();
        }
    }
    let folder = Folder::new();
    let report = trained(&options(&[folder.write("log.csv", text)]), &folder).unwrap().report;
    let quality = report.quality;
    let lifted = quality.lifted.expect("there are lifts");
    assert_eq!((lifted.lifts, lifted.touched), (4, quality.model.cases));
    assert_eq!(lifted.model.cases, quality.model.cases);
    // Of 20 items 10 are shown: with the weather known, those are all of the right kind.
    assert!(quality.model.found < 0.75, "{quality}");
    assert!(lifted.model.found > 0.95 && lifted.model.rank > 1.2 * quality.model.rank, "{quality}");
    let told = serde_json::to_value(&report).unwrap();
    assert_eq!(told["quality"]["lifted"]["model"]["found"], lifted.model.found);
    assert!(page(&report, Language::English).contains("by the moment too"));
    assert!(page(&report, Language::Chinese).contains("加上情境差异"));
}

#[test]
fn where_there_are_no_lifts_none_are_measured() {
    let folder = Folder::new();
    let report = trained(&options(&[folder.write("log.csv", csv(&orders(300)))]), &folder).unwrap().report;
    assert_eq!((report.lifts, report.quality.lifted), (0, None));
    assert!(serde_json::to_value(&report).unwrap()["quality"].get("lifted").is_none());
    assert!(!page(&report, Language::English).contains("by the moment too"));
}
