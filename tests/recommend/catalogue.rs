//! What the shop's catalogue says: stock, margins, and items that nobody has bought yet; and what its clock and its groups
//! of customers say.

use crate::shop::{ids, open, tea_shop};
use patronage::recommend::{Item, Lift, Link, Model, Segment};

/// The tea shop with a new cup, which is like the old one.
fn with_new_cup() -> Model {
    let mut model = tea_shop();
    let strength = 0.4;
    model.items.push(Item {
        id: "new-cup".into(),
        category: Some(1),
        price: Some(1_290),
        margin: Some(400),
        similar: vec![Link { item: 2, strength }],
        ..Item::default()
    });
    model.items[2].next.push(Link { item: 6, strength });
    model
}

#[test]
fn what_nobody_has_bought_is_recommended_for_what_it_is_like_and_says_so() {
    let recommender = open(&with_new_cup());
    let answer = recommender.recommend_json(r#"{ "session": ["cup"], "k": 2 }"#).unwrap();
    assert!(answer.contains(r#"{"item":"new-cup","score":500,"why":[{"code":"resembles","item":"cup"}]}"#), "{answer}");
    assert_eq!(ids(&recommender, r#"{ "wish": "similar", "item": "new-cup", "k": 1 }"#), ["cup"]);
    let newest = ids(&recommender, r#"{ "wish": "new-arrivals", "k": 7 }"#);
    assert_eq!((&*newest[0], &*newest[6]), ("green", "new-cup"), "nobody says when it came");
}

#[test]
fn a_date_of_arrival_says_more_than_never_having_been_sold() {
    let mut model = with_new_cup();
    model.items[6].first = Some(80_000);
    assert_eq!(ids(&open(&model), r#"{ "wish": "new-arrivals", "k": 3 }"#), ["green", "new-cup", "black"]);
}

#[test]
fn what_is_sold_out_is_not_shown_unless_the_request_knows_better() {
    let mut model = tea_shop();
    model.items[2].sold_out = true;
    let recommender = open(&model);
    assert_eq!(ids(&recommender, r#"{ "session": ["green"], "k": 2 }"#), ["pot", "black"]);
    let back = r#"{ "session": ["green"], "k": 2, "items": { "cup": { "stock": 3 } } }"#;
    assert_eq!(ids(&recommender, back), ["cup", "pot"]);
    let pinned = r#"{ "session": ["green"], "k": 2, "rules": { "pins": [{ "item": "cup", "at": 1 }] } }"#;
    assert_eq!(ids(&recommender, pinned), ["pot", "black"]);
}

#[test]
fn a_margin_of_the_pack_counts_where_the_request_tells_none() {
    let recommender = open(&with_new_cup());
    let request = |more: &str| format!(r#"{{ "session": ["cup"], "k": 3, "rules": {{ "margin": "3.00" }} {more} }}"#);
    assert_eq!(ids(&recommender, &request("")), ["new-cup"]);
    assert!(ids(&recommender, &request(r#", "items": { "new-cup": { "margin": "1.00" } }"#)).is_empty());
}

#[test]
fn a_segment_has_its_own_favourites_before_those_of_all() {
    let segment = Segment { name: "France".into(), popular: vec![5, 3], trending: vec![4] };
    let recommender = open(&Model { segments: vec![segment], ..tea_shop() });
    assert_eq!(recommender.facts().segments, ["France"]);
    for (request, expected) in [
        (r#"{ "segment": "France", "k": 3 }"#, ["scoop", "pot", "green"]),
        (r#"{ "segment": "Peru", "k": 3 }"#, ["green", "black", "cup"]),
        (r#"{ "segment": "France", "wish": "trending", "k": 3 }"#, ["bowl", "scoop", "pot"]),
    ] {
        assert_eq!(ids(&recommender, request), expected, "{request}");
    }
}

#[test]
fn the_clock_of_the_shop_tells_the_part_of_the_day_and_the_season() {
    let lift = |fact: &str, value: &str| Lift { fact: fact.into(), value: value.into(), category: 0, ratio: 10.0 };
    let lifts = vec![lift("partOfDay", "evening"), lift("season", "summer")];
    let recommender = open(&Model { lifts, zone: Some("Asia/Shanghai".into()), ..tea_shop() });
    let first = |more: &str| ids(&recommender, &format!(r#"{{ "session": ["pot"], "k": 1 {more} }}"#)).remove(0);
    assert_eq!(first(""), "cup");
    assert_eq!(first(r#", "now": "2026-11-30T02:00:00Z""#), "cup");
    assert_eq!(first(r#", "now": "2026-11-30T12:00:00Z""#), "green");
    assert_eq!(first(r#", "now": "2026-07-30T02:00:00Z""#), "green");
    assert_eq!(first(r#", "now": "2026-11-30T12:00:00Z", "context": { "partOfDay": "morning" }"#), "cup");
}
