//! The model is the same, bit by bit, however the work is shared and however little memory there is.

use super::logs::{Folder, csv, options, orders, trained};
use patronage::recommend::Item;
use patronage_train::plan::Limits;

#[test]
fn neither_parts_nor_memory_change_the_model() {
    let folder = Folder::new();
    let path = folder.write("log.csv", csv(&orders(400)));
    let mut options = options(&[path]);
    let expected = trained(&options, &folder).unwrap().model;
    for (partitions, memory) in [(1, 1 << 30), (5, 1 << 30), (2, 24 << 20), (3, 48 << 20)] {
        options.limits = Limits { memory, partitions };
        let model = trained(&options, &folder).unwrap().model;
        assert!(model == expected, "{partitions} parts, {memory} bytes");
    }
}

#[test]
fn the_links_are_those_that_were_put_in() {
    let folder = Folder::new();
    let model = trained(&options(&[folder.write("log.csv", csv(&orders(400)))]), &folder).unwrap().model;
    let number = |item: &Item| item.id[1..].parse::<u32>().unwrap();
    let partners = model.items.iter().filter(|item| {
        let strongest: Vec<u32> =
            item.next.iter().take(3).map(|link| number(&model.items[link.item as usize])).collect();
        strongest.contains(&(number(item) ^ 1))
    });
    let found = partners.count();
    assert!(found * 10 >= model.items.len() * 8, "{found} of {} items know their partner", model.items.len());
    for item in &model.items {
        assert!(item.next.len() <= 20 && item.next.is_sorted_by(|a, b| a.strength >= b.strength));
        assert!(item.next.iter().all(|link| link.strength > 0.0 && model.items[link.item as usize].id != item.id));
        assert!((0.0..=1.0).contains(&item.repeat) && item.trend > 0.0 && item.trend <= item.count as f64);
    }
}

#[test]
fn quality_is_measured_on_what_was_held_back() {
    let folder = Folder::new();
    let quality = trained(&options(&[folder.write("log.csv", csv(&orders(600)))]), &folder).unwrap().report.quality;
    assert!(quality.model.cases > 100);
    assert!(quality.model.total() > quality.popularity.total(), "{quality}");
}

#[test]
fn sessions_predict_their_next_event() {
    let folder = Folder::new();
    let mut text = "session_id,item_id,timestamp\n".to_owned();
    for session in 0..2000u64 {
        // Everybody goes through the shop in the same direction.
        for step in 0..4 {
            text += &format!("s{session},i{},{}\n", (session * 7 + step) % 50, 1_700_000_000 + session * 60 + step);
        }
    }
    let trained = trained(&options(&[folder.write("visits.csv", text)]), &folder).unwrap();
    assert_eq!(trained.report.quality.names, ["HR@20", "MRR@20"]);
    assert!(trained.report.quality.model.rank > 0.75, "{}", trained.report.quality);
}
