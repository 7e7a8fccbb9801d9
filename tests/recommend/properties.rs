//! What holds for every request.

use crate::shop::{open, ring};
use patronage::kernel::Code;
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

/// The same shop, in which every second item was sold out when the pack was made.
static EMPTIED: LazyLock<Recommender> = LazyLock::new(|| {
    let mut model = ring(ITEMS, 8);
    model.items.iter_mut().step_by(2).for_each(|item| item.sold_out = true);
    open(&model)
});

/// The same shop with other tastes: powers, and less of what lies further back.
static TASTES: LazyLock<(Model, Recommender)> = LazyLock::new(|| {
    let mut model = ring(ITEMS, 8);
    model.taste = Taste { own_far: 0.25, power: 0.5, own_power: 1.5, ..model.taste };
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

/// What the tests below and the fuzz target make around a chunk is a pack: here with an item "1" that has no links. Words of
/// eight bits begin with the highest.
#[test]
fn a_chunk_around_which_a_pack_is_made_is_reached() {
    let [length, id] = [1, b'1'].map(u8::reverse_bits);
    assert!(packs::chunks(1, &[], &[1, 1, 0, 0, length, id, 0, 0, 0], &[]));
    assert!(!packs::chunks(1, &[], &[1, 1, 0, 0, length, id, 0, 0], &[]));
}

/// Links of three bits each: whatever has more than 65,536 of them is refused.
#[test]
fn a_pack_of_many_links_in_few_bits_answers_soon_or_is_refused() {
    let recommender = Recommender::open(&packs::linked(24, 65_536)).unwrap();
    let session: Vec<String> = (1..24_u8).map(|item| format!("{item:06b}").chars().rev().collect()).collect();
    let request = format!(r#"{{ "wish": "next-basket", "session": {}, "k": 9 }}"#, list(&session));
    assert_eq!(recommender.recommend(&recommender.read(&request).unwrap()).items.len(), 9);
    assert_eq!(Recommender::open(&packs::linked(24, 65_537)).unwrap_err().code(), Code::PackAltered);
}

/// A chunk that the head names in two places and that can be read in one of them only.
#[test]
fn a_chunk_that_is_refused_changes_nothing() {
    let [length, id] = [1, b'1'].map(u8::reverse_bits);
    let chunk: &[u8] = &[1, 1, 0, 0, length, id, 0, 0, 0];
    let mut recommender = Recommender::open(&packs::front(&[], &[(1, chunk), (1, chunk)], &[])).unwrap();
    assert_eq!(recommender.add(chunk.to_vec()).unwrap_err().code(), Code::PackAltered);
    assert_eq!(recommender.facts().here, 0);
}

proptest! {
    #[test]
    fn bytes_that_are_no_pack_are_refused_or_answer_all_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        packs::open(&bytes);
        packs::head(&bytes);
        packs::chunks(bytes.len() as u8, &bytes, &bytes, &[]);
        packs::chunks(bytes.len() as u8, &bytes, &bytes, &bytes);
    }

    #[test]
    fn a_changed_chunk_with_a_right_digest_is_refused_or_answers_all_the_same(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), index in any::<[u8; 5]>(),
        codes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let (_, mut chunk) = CHUNKS.last().unwrap().clone();
        for (at, byte) in changes {
            let at = at.index(chunk.len());
            chunk[at] = byte;
        }
        packs::chunks(100, &index, &chunk, &codes);
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
        let ids: Vec<String> = answer.items.iter().map(|item| item.item.to_string()).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(unique.len(), ids.len(), "each once");
        prop_assert!(ids.len() == k || ids.len() < k && answer.fewer.is_some());
        prop_assert!(ids.iter().all(|id| !exclude.contains(id) && !sold_out.contains(id) && !basket.contains(id)));
        prop_assert!(answer.items.iter().all(|item| !item.why.is_empty() && (0..=1_000).contains(&item.score)));
        let third = answer.items.iter().filter(|item| number(&item.item) % 7 == 3 && number(&item.item) != pin).count();
        prop_assert!(third <= 2, "no more than two of category 3");
        let again = SHOP.1.recommend(&request);
        prop_assert_eq!(answer, again, "the same request, the same answer");
        let emptied = EMPTIED.recommend(&request);
        prop_assert!(emptied.items.iter().all(|item| number(&item.item) % 2 == 1), "none that the pack says is sold out");
    }

    /// Each place has, of what is left, the greatest `(1 − d)(1 − c) · relevance − d · likeness − c · divergence`, worked out
    /// anew from the scores of the plain list, which are told in thousandths.
    #[test]
    fn each_place_takes_what_is_worth_most_for_variety_and_shares(
        session in some_ids(5), old in some_ids(8), diversity in 0..=100_u32, calibration in 0..=100_u32,
    ) {
        let ask = |k: usize, rules: &str| {
            let text = format!(
                r#"{{ "session": {}, "history": [{{ "items": {} }}], "k": {k}, "rules": {{ {rules} }} }}"#, list(&session), list(&old)
            );
            let request = asked(&text);
            let answer = SHOP.1.recommend(&request);
            let scored = answer.items.into_iter().filter(|item| item.score > 0);
            scored.map(|item| (number(&item.item), item.score as f64 / 1_000.0)).collect::<Vec<_>>()
        };
        let mut left = ask(300, "");
        let shares = shares(&old, &session);
        let (d, c) = (f64::from(diversity) / 100.0, f64::from(calibration) / 100.0);
        let c = if shares.is_empty() { 0.0 } else { c };
        let mut listed: Vec<u32> = Vec::new();
        for (chosen, _) in ask(10, &format!(r#""diversity": "{diversity}%", "calibration": "{calibration}%""#)) {
            let worth = |(item, score): &(u32, f64)| {
                let alike = listed.iter().any(|other| other % 7 == item % 7 || replaces(&SHOP.0, *other, *item));
                (1.0 - d) * (1.0 - c) * score - if alike { d } else { 0.0 } - c * divergence(&shares, &listed, *item)
            };
            let most = left.iter().map(worth).fold(f64::NEG_INFINITY, f64::max);
            let own = left.iter().find(|item| item.0 == chosen).map(worth).unwrap();
            prop_assert!(own >= most - 0.003, "{chosen} at {}: {own} of {most}", listed.len());
            left.retain(|item| item.0 != chosen);
            listed.push(chosen);
        }
    }

    #[test]
    fn the_scores_are_those_of_the_formula(session in some_ids(8), old in some_ids(8)) {
        let text = format!(
            r#"{{ "wish": "next-basket", "session": {}, "history": [{{ "items": {} }}], "k": 20 }}"#, list(&session), list(&old)
        );
        for (model, recommender) in [&*SHOP, &*TASTES] {
            let request = recommender.read(&text).unwrap();
            let answer = recommender.recommend(&request);
            let by_formula = formula(model, &old, &session);
            let best = by_formula.values().copied().fold(0.0, f64::max);
            for item in answer.items.iter().filter(|item| item.score > 0) {
                let expected = by_formula.get(&number(&item.item)).copied().unwrap_or(0.0);
                // Strengths are kept in sixteenths of the strongest, rates in 255ths.
                let room = 0.04 * (1.0 + old.len() as f64 + session.len() as f64) / best;
                prop_assert!((item.score as f64 / 1_000.0 - expected / best).abs() < room, "{item:?} {expected} {best}");
            }
        }
    }
}

fn number(id: &str) -> u32 {
    id["item-".len()..].parse().unwrap()
}

/// The shares of the categories in the orders and in the session.
fn shares(order: &[String], session: &[String]) -> BTreeMap<u32, f64> {
    let order: BTreeSet<&String> = order.iter().collect();
    let known: Vec<u32> = order.into_iter().chain(session).map(|id| number(id)).filter(|id| *id < ITEMS).collect();
    let mut shares = BTreeMap::new();
    for item in &known {
        *shares.entry(item % 7).or_default() += 1.0 / known.len() as f64;
    }
    shares
}

/// Σ p · ln(p / q), where q has a hundredth of p mixed in.
fn divergence(shares: &BTreeMap<u32, f64>, listed: &[u32], more: u32) -> f64 {
    let of = |category: u32| listed.iter().chain([&more]).filter(|item| *item % 7 == category).count() as f64;
    let q = |category: u32, share: f64| 0.99 * of(category) / (listed.len() + 1) as f64 + 0.01 * share;
    shares.iter().map(|(category, share)| share * (share / q(*category, *share)).ln()).sum()
}

fn replaces(model: &Model, other: u32, item: u32) -> bool {
    model.items[other as usize].similar.iter().any(|link| link.item == item)
}

/// The scores by the model's own numbers, as the documentation of `Taste` tells them.
fn formula(model: &Model, order: &[String], session: &[String]) -> BTreeMap<u32, f64> {
    let Taste { recall, own_recall, own_far, power, own_power, own, repeat, .. } = model.taste;
    let order: BTreeSet<u32> = order.iter().map(|id| number(id)).collect();
    let order: Vec<u32> = order.into_iter().collect();
    let steps: Vec<Vec<u32>> = std::iter::once(order).chain(session.iter().map(|id| vec![number(id)])).collect();
    let mut weights: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for (age, step) in (0..).zip(steps.iter().rev()) {
        for place in step.iter().filter(|place| **place < ITEMS) {
            let (others, itself) = weights.entry(*place).or_default();
            *others += recall.powi(age);
            *itself += own_recall.powi(age) * if age < 2 { 1.0 } else { own_far };
        }
    }
    let mut scores = BTreeMap::new();
    for (place, (others, itself)) in weights {
        let item = &model.items[place as usize];
        *scores.entry(place).or_default() += itself.powf(own_power) * (own + repeat * item.repeat);
        for link in &item.next {
            *scores.entry(link.item).or_default() += others.powf(power) * link.strength;
        }
    }
    scores
}
