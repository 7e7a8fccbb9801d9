//! More of something never earns less, and its place in the cart does not matter, as far as the program has no say in it.

use crate::document::{Value, at_mut, integer, list, list_mut, parse, word, written};
use crate::{often, preview};
use patronage::kernel::json::Json;
use proptest::prelude::*;

const CATEGORIES: [&str; 3] = ["tea", "coffee", "book"];

/// How points are rounded.
fn roundings() -> impl Strategy<Value = (&'static str, &'static str)> {
    (prop::sample::select(vec!["floor", "ceil", "halfUp", "halfEven"]), prop::sample::select(vec!["line", "order"]))
}

/// Rules of every kind without caps, conditions or schedules; `multipliers` never make less of anything.
fn rules() -> impl Strategy<Value = Vec<String>> {
    let rate = (1_i64..50, 1_i64..2_000, prop::sample::select(vec!["per", "every"]))
        .prop_map(|(points, money, kind)| format!("\"points\":{points},\"{kind}\":{money}"));
    let bonus = (1_i64..50, prop::sample::select(vec!["order", "line", "unit"]))
        .prop_map(|(points, each)| format!("\"points\":{points},\"each\":\"{each}\""));
    let multiplier = (prop::sample::select(vec!["2", "3/2", "1.1", "4/3"]), any::<bool>())
        .prop_map(|(by, named)| format!("\"multiply\":\"{by}\"{}", if named { ",\"rules\":[…]" } else { "" }));
    let effect = prop_oneof![4 => rate, 1 => bonus, 2 => multiplier];
    let rule = (effect, prop::option::of(prop::sample::select(CATEGORIES.to_vec())));
    prop::collection::vec(rule, 1..7).prop_map(|rules| {
        let lifted = rules.iter().enumerate().filter(|(_, (effect, _))| !effect.contains("multiply"));
        let lifted: Vec<String> = lifted.map(|(index, _)| format!("\"r{index}\"")).collect();
        let written = |(index, (effect, category)): (usize, (String, Option<&str>))| {
            let only = category.map_or(String::new(), |category| format!(",\"categories\":[\"{category}\"]"));
            format!("{{\"id\":\"r{index}\",{}{only}}}", effect.replace('…', &lifted.join(",")))
        };
        rules.into_iter().enumerate().map(written).collect()
    })
}

/// A program whose guests have a tier with a discount and a multiplier.
fn programs_with_tier(level: Option<&'static str>) -> impl Strategy<Value = String> {
    let discount = prop::sample::select(vec!["10%", "1/3", "12.5%", "99.9%"]);
    let only = prop::sample::select(vec!["", ",\"lines\":\"{line.category} = 'tea'\""]);
    (programs(level), discount, only).prop_map(|(program, discount, only)| {
        let benefits = format!("{{\"discount\":\"{discount}\"{only}}},{{\"multiply\":\"1.5\"{only}}}");
        program.replacen('{', &format!("{{\"tiers\":[{{\"id\":\"t\",\"from\":0,\"benefits\":[{benefits}]}}],"), 1)
    })
}

fn programs(level: Option<&'static str>) -> impl Strategy<Value = String> {
    let stacking = prop::sample::select(vec!["compound", "add", "highest"]);
    (rules(), roundings(), stacking).prop_map(move |(rules, (mode, any_level), stacking)| {
        let level = level.unwrap_or(any_level);
        let rounding = format!("{{\"mode\":\"{mode}\",\"level\":\"{level}\"}}");
        let head = "\"currency\":\"CNY\",\"timeZone\":\"UTC\"";
        format!("{{{head},\"rounding\":{rounding},\"multipliers\":\"{stacking}\",\"earn\":[{}]}}", rules.join(","))
    })
}

fn carts() -> impl Strategy<Value = Value> {
    let line =
        (prop::sample::select(CATEGORIES.to_vec()), 1_i64..6, 0_i64..5_000).prop_map(|(category, quantity, price)| {
            format!("{{\"category\":\"{category}\",\"quantity\":{quantity},\"price\":{price}}}")
        });
    let number = |(index, line): (usize, String)| line.replacen('{', &format!("{{\"id\":\"l{index}\","), 1);
    let cart = prop::collection::vec(line, 1..9)
        .prop_map(move |lines| lines.into_iter().enumerate().map(number).collect::<Vec<_>>().join(","));
    cart.prop_map(|lines| parse(&format!("{{\"cart\":{{\"lines\":[{lines}]}},\"now\":0}}")))
}

proptest! {
    #![proptest_config(often(1_500))]

    #[test]
    fn more_of_a_line_never_earns_fewer_points(program in programs_with_tier(None), cart in carts(), line in 0_usize..9, more in 1_i64..5) {
        let before = points(&program, &cart);
        let index = line % list(&cart, "cart/lines").len();
        let mut larger = cart.clone();
        let quantity = at_mut(&mut larger, &format!("cart/lines/{index}/quantity")).unwrap();
        *quantity = Json::Number((number(quantity) + more).to_string().into());
        prop_assert!(points(&program, &larger) >= before);
    }

    #[test]
    fn another_line_never_earns_fewer_points(program in programs_with_tier(None), cart in carts(), line in 0_usize..9) {
        let mut smaller = cart.clone();
        let lines = list_mut(&mut smaller, "cart/lines").unwrap();
        let gone = line % lines.len();
        lines.remove(gone);
        prop_assert!(points(&program, &cart) >= points(&program, &smaller));
    }

    #[test]
    fn the_order_of_lines_does_not_change_totals(program in programs_with_tier(Some("order")), cart in carts(), turn in 0_usize..9) {
        let mut turned = cart.clone();
        let lines = list_mut(&mut turned, "cart/lines").unwrap();
        let by = turn % lines.len();
        lines.rotate_left(by);
        lines.reverse();
        prop_assert_eq!(totals(&program, &cart), totals(&program, &turned));
    }

    /// Taking all of it back gives back what it earned, but for the bonus of an order, which nothing takes back.
    #[test]
    fn what_is_taken_back_mirrors_what_was_bought(program in programs_with_tier(None), cart in carts()) {
        prop_assume!(!program.contains("\"each\":\"order\""));
        let mut back = cart.clone();
        for line in list_mut(&mut back, "cart/lines").unwrap() {
            let quantity = at_mut(line, "quantity").unwrap();
            *quantity = Json::Number((-number(quantity)).to_string().into());
        }
        prop_assert_eq!(points(&program, &back), -points(&program, &cart));
    }

    #[test]
    fn a_multiplier_of_one_changes_nothing(program in programs(None), cart in carts()) {
        let one = program.replacen("\"earn\":[", "\"earn\":[{\"id\":\"one\",\"multiply\":\"1\"},", 1);
        prop_assert_eq!(points(&one, &cart), points(&program, &cart));
        let answer = parse(&preview(&one, &written(&cart)).unwrap());
        let rule = list(&answer, "rules").iter().find(|rule| word(rule, "rule") == Some("one"));
        prop_assert_eq!(integer(rule.unwrap(), "points"), 0);
    }

    /// Points follow from money alone: one line of two units is two lines of one where the order is rounded once.
    #[test]
    fn a_line_of_two_is_two_lines_of_one(program in programs(Some("order")), cart in carts()) {
        prop_assume!(!program.contains("\"each\":\"line\""));
        let mut twice = cart.clone();
        let mut single = cart.clone();
        for line in list_mut(&mut twice, "cart/lines").unwrap() {
            *at_mut(line, "quantity").unwrap() = Json::Number("2".into());
        }
        let lines = list_mut(&mut single, "cart/lines").unwrap();
        for line in lines.iter_mut() {
            *at_mut(line, "quantity").unwrap() = Json::Number("1".into());
        }
        lines.extend(lines.clone());
        prop_assert_eq!(points(&program, &twice), points(&program, &single));
    }
}

fn points(program: &str, request: &Value) -> i64 {
    integer(&parse(&preview(program, &written(request)).unwrap()), "points")
}

/// Points and amount in all, and the points of every rule.
fn totals(program: &str, request: &Value) -> (i64, i64, Vec<(String, i64)>) {
    let answer = parse(&preview(program, &written(request)).unwrap());
    let by_rule = list(&answer, "rules").iter();
    let by_rule = by_rule.map(|rule| (word(rule, "rule").unwrap().to_owned(), integer(rule, "points"))).collect();
    (integer(&answer, "points"), integer(&answer, "amount"), by_rule)
}

fn number(value: &Value) -> i64 {
    written(value).parse().unwrap()
}
