//! The model is the same, bit by bit, however the work is shared and however little memory there is.

use super::logs::{Folder, csv, options, orders, trained};
use patronage::recommend::{Item, Recommender, Taste, pack, popularity};
use patronage_train::plan::Limits;
use patronage_train::search::{Desk, Lists, Predictor, predict};

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

/// With one item in the history that says nothing of itself, its links alone count: in sixteenths, equals by popularity.
#[test]
fn the_search_asks_as_the_recommender_answers() {
    let folder = Folder::new();
    let mut model = trained(&options(&[folder.write("log.csv", csv(&orders(400)))]), &folder).unwrap().model;
    model.taste = Taste { own: 0.0, repeat: 0.0, popular: 0.0, ..model.taste };
    let lists = Lists::of_model(&model);
    let predictor = Predictor::new(&lists, model.taste);
    let recommender = Recommender::open(&pack::write(&model).whole).unwrap();
    let class = |item: &Item| popularity(item.count);
    for (number, item) in (0..).zip(&model.items) {
        let expected = predict(&predictor, &[vec![number]], 10, &mut Desk::default());
        let expected: Vec<u8> = expected.iter().map(|other| class(&model.items[*other as usize])).collect();
        let request = format!(r#"{{ "wish": "next-basket", "history": [{{ "items": ["{}"] }}], "k": 10 }}"#, item.id);
        let request = recommender.read(&request).unwrap();
        let answer = recommender.recommend(&request);
        let scored = answer.items.iter().filter(|found| found.score > 0);
        let found = scored.map(|found| class(model.items.iter().find(|item| item.id == found.item).unwrap()));
        assert_eq!(found.collect::<Vec<u8>>(), expected, "after {}", item.id);
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
