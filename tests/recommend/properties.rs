//! What holds for every request.

use crate::shop::{open, ring};
use patronage::recommend::{Model, RecommendRequest, Recommender, Taste, pack};
use patronage_cases::packs;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const ITEMS: u32 = 300;

static SHOP: LazyLock<(Model, Recommender)> = LazyLock::new(|| {
    let model = ring(ITEMS, 8);
    let recommender = open(&model);
    (model, recommender)
});

static CHUNKS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| pack::write(&ring(100, 4)).chunks);

fn some_ids(most: usize) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec((0..ITEMS + 5).prop_map(|number| format!("item-{number}")), 0..most)
}

const WISHES: &[&str] =
    &["for-you", "similar", "also-bought", "basket", "next-basket", "buy-again", "trending", "new-arrivals"];

fn wish() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(WISHES)
}

fn asked(text: &str) -> RecommendRequest<'_> {
    SHOP.1.read(text).unwrap()
}

fn list(ids: &[String]) -> String {
    format!("[{}]", ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(","))
}

proptest! {
    #[test]
    fn bytes_that_are_no_pack_are_refused_or_answer_all_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        packs::open(&bytes);
        packs::head(&bytes);
        packs::chunks(bytes.len() as u8, &bytes, &bytes);
    }

    #[test]
    fn a_changed_chunk_with_a_right_digest_is_refused_or_answers_all_the_same(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), index in any::<[u8; 7]>(),
    ) {
        let (_, mut chunk) = CHUNKS.last().unwrap().clone();
        for (at, byte) in changes {
            let at = at.index(chunk.len());
            chunk[at] = byte;
        }
        packs::chunks(100, &index, &chunk);
    }

    #[test]
    fn an_excluded_or_sold_out_item_never_appears(
        wish in wish(), session in some_ids(6), basket in some_ids(4), old in some_ids(6), exclude in some_ids(60),
        sold_out in some_ids(30), pin in 0..ITEMS, k in 1..40_usize, diversity in 0..=100_u32, calibration in 0..=100_u32,
    ) {
        let mut sold_out = sold_out;
        sold_out.sort();
        sold_out.dedup();
        let stock: Vec<String> = sold_out.iter().map(|id| format!("\"{id}\": {{ \"stock\": 0 }}")).collect();
        let text = format!(
            r#"{{ "wish": "{wish}", "item": "item-5", "session": {}, "basket": {}, "history": [{{ "items": {} }}], "exclude": {},
            "k": {k}, "items": {{ {} }}, "rules": {{ "pins": [{{ "item": "item-{pin}", "at": 2 }}], "most": {{ "category 3": 2 }},
            "diversity": "{diversity}%", "calibration": "{calibration}%" }} }}"#,
            list(&session), list(&basket), list(&old), list(&exclude), stock.join(",")
        );
        let request = asked(&text);
        let answer = SHOP.1.recommend(&request);
        let ids: Vec<&String> = answer.items.iter().map(|item| &item.item).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(unique.len(), ids.len(), "each once");
        prop_assert!(ids.len() == k || ids.len() < k && answer.fewer.is_some());
        prop_assert!(ids.iter().all(|id| !exclude.contains(id) && !sold_out.contains(id) && !basket.contains(id)));
        prop_assert!(answer.items.iter().all(|item| !item.why.is_empty() && (0..=1_000).contains(&item.score)));
        let third = answer.items.iter().filter(|item| number(&item.item) % 7 == 3 && number(&item.item) != pin).count();
        prop_assert!(third <= 2, "no more than two of category 3");
        let again = SHOP.1.recommend(&request);
        prop_assert_eq!(answer, again, "the same request, the same answer");
    }

    #[test]
    fn the_scores_are_those_of_the_formula(session in some_ids(8), old in some_ids(8)) {
        let text = format!(
            r#"{{ "wish": "next-basket", "session": {}, "history": [{{ "items": {} }}], "k": 20 }}"#, list(&session), list(&old)
        );
        let answer = SHOP.1.recommend(&asked(&text));
        let by_formula = formula(&SHOP.0, &old, &session);
        let best = by_formula.values().copied().fold(0.0, f64::max);
        for item in answer.items.iter().filter(|item| item.score > 0) {
            let expected = by_formula.get(&number(&item.item)).copied().unwrap_or(0.0);
            // Strengths are kept in sixteenths of the strongest, rates in 255ths.
            let room = 0.04 * (1.0 + old.len() as f64 + session.len() as f64) / best;
            prop_assert!((item.score as f64 / 1_000.0 - expected / best).abs() < room, "{item:?} {} {best}", expected);
        }
    }
}

fn number(id: &str) -> u32 {
    id["item-".len()..].parse().unwrap()
}

/// The scores by the model's own numbers, as the documentation of `Taste` tells them.
fn formula(model: &Model, order: &[String], session: &[String]) -> BTreeMap<u32, f64> {
    let Taste { recall, own_recall, own, repeat, .. } = model.taste;
    let order: BTreeSet<u32> = order.iter().map(|id| number(id)).collect();
    let order: Vec<u32> = order.into_iter().collect();
    let steps: Vec<Vec<u32>> = std::iter::once(order).chain(session.iter().map(|id| vec![number(id)])).collect();
    let mut scores = BTreeMap::new();
    for (age, step) in steps.iter().rev().enumerate() {
        let age = i32::try_from(age).unwrap();
        for place in step.iter().filter(|place| **place < ITEMS) {
            let item = &model.items[*place as usize];
            *scores.entry(*place).or_default() += own_recall.powi(age) * (own + repeat * item.repeat);
            for link in &item.next {
                *scores.entry(link.item).or_default() += recall.powi(age) * link.strength;
            }
        }
    }
    scores
}
