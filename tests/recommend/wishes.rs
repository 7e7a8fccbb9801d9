//! What each wish gives.

use crate::shop::{ids, open, ring, tea_shop};
use patronage::recommend::Link;

#[test]
fn each_wish_gives_its_own_items() {
    let recommender = open(&tea_shop());
    for (request, expected) in [
        (r#"{ "wish": "similar", "item": "green", "k": 1 }"#, &["black"][..]),
        (r#"{ "wish": "also-bought", "item": "green", "k": 3 }"#, &["cup", "pot", "black"]),
        (r#"{ "wish": "basket", "basket": ["green", "cup"], "k": 2 }"#, &["pot", "black"]),
        (r#"{ "wish": "for-you", "session": ["green"], "k": 2 }"#, &["cup", "pot"]),
        (r#"{ "wish": "next-basket", "history": [{ "items": ["green"] }], "k": 2 }"#, &["cup", "green"]),
        (r#"{ "wish": "buy-again", "history": [{ "items": ["green"] }, { "items": ["pot"] }] }"#, &["pot", "green"]),
        (r#"{ "wish": "trending", "k": 2 }"#, &["scoop", "bowl"]),
        (r#"{ "wish": "new-arrivals", "k": 2 }"#, &["green", "black"]),
        // The shelf fills up: of the same category first, then what is popular.
        (r#"{ "wish": "similar", "item": "scoop", "k": 4 }"#, &["cup", "pot", "bowl", "green"]),
        (r#"{ "k": 2 }"#, &["green", "black"]),
    ] {
        assert_eq!(ids(&recommender, request), expected, "{request}");
    }
}

#[test]
fn what_is_due_comes_first_and_says_so() {
    let recommender = open(&tea_shop());
    let request = r#"{ "wish": "buy-again", "now": "2026-11-22T00:00:00Z", "history": [
        { "at": "2026-11-01T00:00:00Z", "items": ["green"] }, { "at": "2026-11-21T00:00:00Z", "items": ["black"] }
    ] }"#;
    assert_eq!(
        recommender.recommend_json(request).unwrap(),
        concat!(
            r#"{"items":[{"item":"green","score":1000,"why":[{"code":"due","usual":20,"passed":21}]},"#,
            r#"{"item":"black","score":11,"why":[{"code":"bought-before","times":1}]}],"#,
            r#""fewer":{"code":"history-has-fewer"},"absent":[]}"#
        )
    );
}

#[test]
fn what_was_only_looked_at_is_nothing_to_buy_again() {
    let request = r#"{ "wish": "buy-again", "session": ["black"], "history": [{ "items": ["green"] }] }"#;
    assert_eq!(ids(&open(&tea_shop()), request), ["green"]);
}

#[test]
fn every_item_says_because_of_what() {
    let recommender = open(&tea_shop());
    let answer = recommender.recommend_json(r#"{ "session": ["black", "green"], "k": 5 }"#).unwrap();
    assert!(
        answer.contains(r#"{"item":"cup","score":1000,"why":[{"code":"because","items":["green","black"]}]}"#),
        "{answer}"
    );
    assert!(answer.contains(r#"{"item":"scoop","score":0,"why":[{"code":"popular"}]}"#), "{answer}");
    assert!(answer.contains(r#""fewer":{"code":"rules-leave-fewer","refused":"#), "{answer}");
    let request = r#"{ "wish": "next-basket", "session": ["scoop", "bowl", "bowl"], "history": [{ "items": ["bowl"] }], "k": 9 }"#;
    let answer = recommender.recommend_json(request).unwrap();
    assert!(
        answer.contains(r#"{"code":"bought-before","times":1}"#),
        "how often it was bought, not looked at: {answer}"
    );
    assert!(answer.contains(r#"[{"code":"looked-at","times":1}]"#), "{answer}");
    let similar = recommender.recommend_json(r#"{ "wish": "similar", "item": "green", "k": 1 }"#).unwrap();
    assert!(similar.contains(r#""why":[{"code":"similar-to","item":"green"}]"#), "{similar}");
}

#[test]
fn a_context_that_was_learnt_counts() {
    let recommender = open(&tea_shop());
    let request = |context: &str| format!(r#"{{ "session": ["pot"], "context": {context}, "k": 1 }}"#);
    assert_eq!(ids(&recommender, &request("{}")), ["cup"]);
    assert_eq!(ids(&recommender, &request(r#"{ "weather": "rain" }"#)), ["green"]);
    assert_eq!(ids(&recommender, &request(r#"{ "weather": "snow" }"#)), ["cup"]);
}

/// Strengths within a sixteenth of the strongest are equal in a pack.
#[test]
fn of_equals_what_is_more_popular_comes_first() {
    let mut model = ring(100, 0);
    model.items[0].next = vec![Link { item: 1, strength: 0.8 }];
    // The item 2 is the strongest of them by a hair, and the least popular.
    for (item, count) in [(2, 3), (3, 900), (4, 40)] {
        model.items[0].next.push(Link { item, strength: 0.402 - f64::from(item) / 1_000.0 });
        model.items[item as usize].count = count;
    }
    let request = r#"{ "wish": "also-bought", "item": "item-0", "k": 4 }"#;
    assert_eq!(ids(&open(&model), request), ["item-1", "item-3", "item-4", "item-2"]);
}
