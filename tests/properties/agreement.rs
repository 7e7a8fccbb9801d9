//! The engine agrees with the reference, to the point and for each line and rule.

use crate::document::{Value, at, integer, list, parse, word, written};
use crate::reference::{CONDITIONS, Points, points};
use crate::{often, preview};
use proptest::collection::{SizeRange, vec};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const CATEGORIES: [&str; 4] = ["c1", "c2", "c3", "c4"];
const PRODUCTS: u32 = 60;

/// Text that stands in a document or is left out.
fn maybe(probability: f64, text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    weighted(probability, text).prop_map(Option::unwrap_or_default)
}

fn roundings() -> impl Strategy<Value = String> {
    (select(vec!["floor", "ceil", "halfUp", "halfEven"]), select(vec!["line", "order"]))
        .prop_map(|(mode, level)| format!(",\"rounding\":{{\"mode\":\"{mode}\",\"level\":\"{level}\"}}"))
}

fn conditions() -> impl Strategy<Value = String> {
    select(CONDITIONS.to_vec()).prop_map(|(text, _)| format!(",\"lines\":\"{text}\""))
}

/// Which lines something is for.
fn limits() -> impl Strategy<Value = String> {
    let categories = subsequence(CATEGORIES.to_vec(), 1..4).prop_map(|names| format!(",\"categories\":{names:?}"));
    let products = vec(0..PRODUCTS, 1..30).prop_map(|ids| ids.iter().map(|id| format!("p{id}")).collect::<Vec<_>>());
    let products = products.prop_map(|names| format!(",\"products\":{names:?}"));
    (maybe(0.4, categories), maybe(0.2, products), maybe(0.3, conditions()))
        .prop_map(|(categories, products, lines)| categories + &products + &lines)
}

/// What a rule does; `…` is for the rules that a multiplier names.
fn effects() -> impl Strategy<Value = String> {
    let per = (1..14, select(vec![100, 300, 333, 700, 1_000]), maybe(0.3, roundings()))
        .prop_map(|(points, per, rounding)| format!("\"points\":{points},\"per\":{per}{rounding}"));
    let every = (1..14, select(vec![100, 777, 1_000, 5_000]), maybe(0.3, roundings()))
        .prop_map(|(points, every, rounding)| format!("\"points\":{points},\"every\":{every}{rounding}"));
    let each = (1..14, select(vec!["order", "line", "unit"]))
        .prop_map(|(points, each)| format!("\"points\":{points},\"each\":\"{each}\""));
    let by = select(vec!["2", "3/2", "1.1", "0.5", "4/3", "0", "1.25"]);
    let multiply = (by, maybe(0.4, Just(",\"rules\":[…]".to_owned())))
        .prop_map(|(by, named)| format!("\"multiply\":\"{by}\"{named}"));
    prop_oneof![4 => per, 4 => every, 2 => each, 6 => multiply]
}

fn rules() -> impl Strategy<Value = String> {
    let cap = (0..200).prop_map(|points| format!(",\"cap\":{{\"points\":{points},\"per\":\"order\"}}"));
    let rule = (effects(), limits(), maybe(0.3, cap), subsequence((0..8).collect::<Vec<usize>>(), 0..8));
    vec(rule, 1..9).prop_map(|rules| {
        let can_be_lifted = |id: &&usize| rules.get(**id).is_some_and(|(effect, ..)| !effect.contains("multiply"));
        let written = |(id, (effect, limits, cap, named)): (usize, &(String, String, String, Vec<usize>))| {
            let named: Vec<_> = named.iter().filter(can_be_lifted).map(|id| format!("\"r{id}\"")).collect();
            format!("{{\"id\":\"r{id}\",{}{limits}{cap}}}", effect.replace('…', &named.join(",")))
        };
        rules.iter().enumerate().map(written).collect::<Vec<_>>().join(",")
    })
}

fn tiers() -> impl Strategy<Value = String> {
    let benefit = |kind, ratios| {
        (select(ratios), maybe(0.5, conditions()))
            .prop_map(move |(by, lines)| format!("{{\"{kind}\":\"{by}\"{lines}}}"))
    };
    let discounts = vec(benefit("discount", vec!["10%", "1/3", "12.5%", "5%", "100%"]), 1..3);
    (discounts, benefit("multiply", vec!["1.5", "2"])).prop_map(|(discounts, multiply)| {
        format!(",\"tiers\":[{{\"id\":\"t\",\"from\":0,\"benefits\":[{},{multiply}]}}]", discounts.join(","))
    })
}

fn programs() -> impl Strategy<Value = Value> {
    let exclude = maybe(0.5, conditions())
        .prop_map(|lines| format!(",\"exclude\":[{{\"id\":\"x\",\"categories\":[\"c3\"]{lines}}}]"));
    let stacking = select(vec!["compound", "add", "highest"]);
    (rules(), roundings(), stacking, maybe(0.3, exclude), maybe(0.5, tiers())).prop_map(
        |(rules, rounding, stacking, exclude, tiers)| {
            let head = "\"currency\":\"CNY\",\"timeZone\":\"UTC\"";
            let tail = format!("{rounding}{exclude}{tiers}");
            parse(&format!("{{{head},\"multipliers\":\"{stacking}\",\"earn\":[{rules}]{tail}}}"))
        },
    )
}

/// Purchases and returns, at times with what the shop takes off.
fn carts(lines: impl Into<SizeRange>) -> impl Strategy<Value = Value> {
    let price = prop_oneof![select(vec![0, 1, 99, 100, 1_990]), 0..60_000_i64];
    let quantity = prop_oneof![8 => select(vec![1, 2, 3, 7]), 2 => select(vec![-1, -2, -7])];
    let off = prop_oneof![4 => Just(0), 1 => 0..=100_i64];
    let tag = maybe(0.3, select(vec!["x", "y", ""]).prop_map(|tag| format!(",\"tag\":\"{tag}\"")));
    let line = (0..PRODUCTS, select(CATEGORIES.to_vec()), price, quantity, off, tag);
    let line = line.prop_map(|(product, category, price, quantity, off, tag)| {
        let discount = (price * quantity).abs() * off / 100;
        let money = format!("\"price\":{price},\"quantity\":{quantity},\"discount\":{discount}");
        format!("{{\"product\":\"p{product}\",\"category\":\"{category}\",{money}{tag}}}")
    });
    vec(line, lines).prop_map(|lines| parse(&format!("{{\"cart\":{{\"lines\":[{}]}},\"now\":0}}", lines.join(","))))
}

/// What the engine says of the same.
fn answered(program: &Value, cart: &Value) -> Points {
    let answer = parse(&preview(&written(program), &written(cart)).unwrap());
    let lines = list(&answer, "lines");
    let on_lines = |rule: &Value| {
        let path = format!("earned/{}", word(rule, "rule").unwrap());
        let on_line = |line: &Value| at(line, &path).map_or(0, |_| integer(line, &path));
        let on_lines: Vec<i64> = lines.iter().map(on_line).collect();
        assert_eq!(on_lines.iter().sum::<i64>(), integer(rule, "points"));
        on_lines
    };
    let by_rule = list(&answer, "rules").iter().map(on_lines).collect();
    Points { paid: lines.iter().map(|line| integer(line, "amount")).collect(), by_rule }
}

proptest! {
    #![proptest_config(often(4_000))]

    #[test]
    fn the_engine_agrees_with_the_reference(program in programs(), cart in carts(1..13)) {
        prop_assert_eq!(answered(&program, &cart), points(&program, list(&cart, "cart/lines")), "{}", written(&program));
    }
}

/// Beyond 64 lines the engine holds sets of lines in several words.
#[test]
fn the_engine_agrees_with_the_reference_on_long_carts() {
    let mut runner = TestRunner::deterministic();
    for lines in [64, 65, 300].into_iter().cycle().take(120) {
        let (program, cart) = (programs(), carts(lines)).new_tree(&mut runner).unwrap().current();
        let expected = points(&program, list(&cart, "cart/lines"));
        assert_eq!(answered(&program, &cart), expected, "{} {}", written(&program), written(&cart));
    }
}
