//! Linear weights: counted by queries as they are in memory, and taken where they foretell better.

use super::logs::{Folder, csv, options, orders, trained};
use patronage_train::linear::{Gram, frequent};
use patronage_train::plan::{self, Limits, Query};
use patronage_train::search::Sequence;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

#[test]
fn queries_count_what_is_counted_in_memory() {
    let folder = Folder::new();
    let options = options(&[folder.write("log.csv", csv(&orders(200)))]);
    for (partitions, memory) in [(1, 1 << 30), (5, 24 << 20)] {
        let place = folder.path(&format!("parts-{partitions}"));
        fs::create_dir_all(&place).unwrap();
        let query = Query::open(&place, Limits { memory, partitions }, None).unwrap();
        let log =
            patronage_train::train::read(&options, &query, &mut patronage_train::stage::Stages::new(true)).unwrap();
        plan::entries(&query).unwrap();
        let items = plan::items(&query, log.items.len()).unwrap();
        let sequences = plan::sample(&query, items.entries, items.entries).unwrap();
        let counts: Vec<u64> = items.items.iter().map(|item| item.count).collect();
        let held: Vec<&Sequence> = sequences.iter().collect();
        let most = 30;
        let gram = Gram::of(&held, frequent(&counts, most));
        assert!(plan::gram(&query, &items.items, most).unwrap() == gram, "{partitions} parts");
    }
}

/// Each member has four runs of things that lie next to each other on a long shelf, and half of twelve things that everybody may
/// have, and takes all of that two by two in any order.
pub fn runs() -> String {
    let mut text = "member,order,item,at\n".to_owned();
    let mut state = 3u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for member in 0..1500 {
        let mut items: Vec<u64> = Vec::new();
        for _ in 0..4 {
            let (first, length) = (next(200), 3 + next(4));
            items.extend((first..first + length).map(|item| item % 200));
        }
        items.extend((200..212).filter(|_| next(2) == 0));
        let mut seen = BTreeSet::new();
        items.retain(|item| seen.insert(*item));
        for place in (1..items.len()).rev() {
            items.swap(place, next(place as u64 + 1) as usize);
        }
        for (order, items) in items.chunks(2).enumerate() {
            for item in items {
                writeln!(text, "m{member},{member}-{order},i{item},2024-03-{:02}", order + 1).unwrap();
            }
        }
    }
    text
}

#[test]
fn linear_weights_are_taken_where_they_foretell_better() {
    let folder = Folder::new();
    let trained = trained(&options(&[folder.write("log.csv", runs())]), &folder).unwrap();
    let report = &trained.report;
    assert!(report.settings.linear.is_some(), "{:?}", report.linear);
    assert!(report.linear.items == 212 && report.linear.part > 0.999);
    assert_eq!(report.linear.tried[0].linear, None);
    let best = report.linear.tried.iter().map(|tried| tried.measure.total()).fold(0.0, f64::max);
    let taken = report.linear.tried.iter().find(|tried| tried.linear == report.settings.linear).unwrap();
    assert!(taken.measure.total() > best - 1e-4);
}

#[test]
fn parts_and_memory_change_no_linear_weight() {
    let folder = Folder::new();
    let mut options = options(&[folder.write("log.csv", runs())]);
    let expected = trained(&options, &folder).unwrap().model;
    for (partitions, memory) in [(5, 1 << 30), (2, 24 << 20)] {
        options.limits = Limits { memory, partitions };
        assert!(trained(&options, &folder).unwrap().model == expected, "{partitions} parts, {memory} bytes");
    }
}
