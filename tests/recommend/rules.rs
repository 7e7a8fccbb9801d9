//! What the rules of a request do to a list.

use crate::shop::{ids, open, ring, tea_shop};
use patronage::kernel::Code;
use patronage::recommend::{Link, Recommender, pack};

/// What is recommended after green tea under some rules.
fn after_green(more: &str) -> Vec<String> {
    ids(&open(&tea_shop()), &format!(r#"{{ "session": ["green"], "k": 3, {more} }}"#))
}

#[test]
fn rules_hold_before_the_cut() {
    for (more, expected) in [
        (r#""exclude": ["cup"]"#, &["pot", "black", "bowl"][..]),
        (r#""items": { "cup": { "stock": 0 }, "pot": { "stock": 2 } }"#, &["pot", "black", "bowl"]),
        (r#""rules": { "to": "29.90" }"#, &["cup", "black", "bowl"]),
        (r#""rules": { "from": 9900 }"#, &["pot"]),
        (r#""items": { "scoop": { "price": "99.00" } }, "rules": { "from": "99.00" }"#, &["pot", "scoop"]),
        (r#""rules": { "categories": ["ware"] }"#, &["cup", "pot", "bowl"]),
        (r#""rules": { "most": { "ware": 1 } }"#, &["cup", "black"]),
        (r#""rules": { "pins": [{ "item": "scoop", "at": 2 }] }"#, &["cup", "scoop", "pot"]),
        (r#""rules": { "pins": [{ "item": "scoop", "at": 9 }] }"#, &["cup", "pot", "scoop"]),
        (r#""rules": { "boosts": [{ "item": "black", "by": "10" }] }"#, &["black", "cup", "pot"]),
        (r#""rules": { "boosts": [{ "category": "ware", "by": "0.1" }] }"#, &["black", "cup", "pot"]),
        (r#""items": { "pot": { "margin": 100 } }, "rules": { "margin": 50 }"#, &["pot"]),
        (r#""rules": { "bought": "keep" }"#, &["cup", "green", "pot"]),
        (r#""rules": { "diversity": "60%" }"#, &["cup", "black", "pot"]),
        (r#""rules": { "calibration": "90%" }"#, &["black", "cup", "pot"]),
    ] {
        assert_eq!(after_green(more), expected, "{more}");
    }
}

#[test]
fn calibration_brings_the_shares_of_the_history() {
    let recommender = open(&ring(2_000, 20));
    // Items 0, 7, 14 … are of category 0, 3, 10 … of category 3.
    let history = r#""history": [{ "items": ["item-700", "item-707", "item-714", "item-703"] }]"#;
    let share = |rules: &str| {
        let request = format!(r#"{{ "wish": "for-you", {history}, "k": 4, "rules": {{ {rules} }} }}"#);
        let request = recommender.read(&request).unwrap();
        let answer = recommender.recommend(&request);
        let of = |item: &str| item["item-".len()..].parse::<u32>().unwrap() % 7;
        answer.items.iter().filter(|item| of(&item.item) == 0).count()
    };
    assert_eq!(share(""), 0);
    assert_eq!(share(r#""calibration": "99%""#), 3);
}

#[test]
fn what_was_bought_is_left_out_of_each_list_that_leaves_it_out() {
    let recommender = open(&tea_shop());
    let asked =
        |fields: &str| ids(&recommender, &format!(r#"{{ "history": [{{ "items": ["pot"] }}], "k": 9, {fields} }}"#));
    let has = |fields: &str| asked(fields).contains(&"pot".to_owned());
    assert!(!has(r#""wish": "basket", "basket": ["cup"]"#), "though the basket points to it");
    assert!(has(r#""wish": "basket", "basket": ["cup"], "rules": { "bought": "keep" }"#));
    assert!(has(r#""wish": "also-bought", "item": "cup""#));
    for wish in ["also-bought", "similar", "trending", "new-arrivals"] {
        assert!(!has(&format!(r#""wish": "{wish}", "item": "cup", "rules": {{ "bought": "leave-out" }}"#)), "{wish}");
    }
    // Not even where its part of the pack is not here.
    let head = Recommender::open(&pack::write(&tea_shop()).head).unwrap();
    let request = r#"{ "wish": "for-you", "history": [{ "items": ["green"] }], "k": 6 }"#;
    assert_eq!(ids(&head, request), ["black", "cup", "pot", "bowl", "scoop"]);
}

#[test]
fn an_item_that_is_kept_out_is_counted_once() {
    let recommender = open(&tea_shop());
    let request = r#"{ "session": ["green"], "exclude": ["cup"], "k": 6 }"#;
    let answer = recommender.recommend_json(request).unwrap();
    assert!(answer.contains(r#""fewer":{"code":"rules-leave-fewer","refused":2}"#), "{answer}");
}

/// A hundred and fifty items of a category that may not come stand before the one that may.
#[test]
fn what_stands_behind_many_that_may_not_come_is_found() {
    let mut model = ring(200, 4);
    for item in &mut model.items {
        item.category = Some(1);
    }
    model.items[0].next = (1..160).map(|item| Link { item, strength: if item == 159 { 0.1 } else { 1.0 } }).collect();
    model.items[159].category = Some(2);
    let request = r#"{ "session": ["item-0"], "k": 1, "rules": { "most": { "category 1": 0 }, "diversity": "10%" } }"#;
    let answer = open(&model).recommend_json(request).unwrap();
    assert!(
        answer.contains(r#"{"item":"item-159","score":1000,"why":[{"code":"because","items":["item-0"]}]}"#),
        "{answer}"
    );
}

#[test]
fn a_pinned_item_counts_for_its_category() {
    let rules = r#""rules": { "most": { "ware": 1 }, "pins": [{ "item": "scoop", "at": 3 }] }"#;
    assert_eq!(after_green(rules), ["black", "scoop"]);
}

#[test]
fn what_is_wrong_is_named() {
    let recommender = open(&tea_shop());
    for (request, code, path) in [
        (r#"{ "wish": "similar" }"#, Code::Missing, "/item"),
        (r#"{ "rules": { "diversity": "101%" } }"#, Code::Range, "/rules/diversity"),
        (r#"{ "rules": { "calibration": 2 } }"#, Code::Range, "/rules/calibration"),
        (r#"{ "wish": "magic" }"#, Code::Choice, "/wish"),
        (r#"{ "k": 0 }"#, Code::Range, "/k"),
        (r#"{ "rules": { "boosts": [{ "by": "2" }] } }"#, Code::Combination, "/rules/boosts/0"),
        (r#"{ "rules": { "from": "1.999" } }"#, Code::Amount, "/rules/from"),
        (r#"{ "histroy": [] }"#, Code::UnknownField, "/histroy"),
    ] {
        let error = recommender.recommend_json(request).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path), "{request}");
    }
    let pins = vec![r#"{ "item": "cup", "at": 1 }"#; 1_001].join(",");
    let error = recommender.recommend_json(&format!(r#"{{ "rules": {{ "pins": [{pins}] }} }}"#)).unwrap_err();
    assert_eq!((error.code(), error.path()), (Code::TooLarge, "/rules/pins"));
    let long = format!(r#"{{ "session": [{}] }}"#, vec![r#""a""#; 10_001].join(","));
    assert_eq!(recommender.recommend_json(&long).unwrap_err().code(), Code::TooLarge);
}
