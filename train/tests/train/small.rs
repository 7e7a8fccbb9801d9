//! Logs that are too small to climb: they choose among few settings.

use super::logs::{Folder, options, trained};
use patronage_train::report::Report;
use patronage_train::search::Settings;
use std::fmt::Write;

/// What the log taught in which each of 90 members takes so many items in each of six orders.
fn taught(item: impl Fn(u32, u32, u32) -> u32, items: u32) -> Report {
    let mut log = "member,item,time\n".to_owned();
    for member in 0..90 {
        for order in 0..6 {
            for place in 0..items {
                writeln!(log, "m{member},i{:02},2025-01-{:02}", item(member, order, place), 1 + order * 4).unwrap();
            }
        }
    }
    let folder = Folder::new();
    let log = folder.write("log.csv", log);
    trained(&options(&[log]), &folder).unwrap().report
}

#[test]
fn habits_are_not_missed() {
    // Two things are everybody's own, three others are anything.
    let report = taught(
        |member, order, place| match place {
            0 | 1 => (member * 17 + place * (5 + member % 7)) % 40,
            _ => (member * 7_919 + order * 104_729 + place * 1_299_709) / 7 % 40,
        },
        5,
    );
    assert_eq!(report.settings.own, Settings::HABIT.own);
    let (model, personal) = (report.quality.model, report.quality.personal);
    assert!(model.found >= personal.found, "{model:?} {personal:?}");
}

#[test]
fn nor_are_they_seen_where_there_are_none() {
    let report = taught(|member, order, _| (member + order) % 60, 1);
    assert_eq!(report.settings.own, Settings::START.taste.own);
    assert!(report.quality.model.found > 0.9, "{:?}", report.quality.model);
}
