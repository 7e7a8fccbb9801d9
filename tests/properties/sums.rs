//! What is given sums up: by line, by rule, in all, and in the ledger entry.

use crate::document::{Value, at, integer, list, parse, word};
use crate::{often, preview, previews};
use patronage::kernel::json::Json;
use proptest::prelude::*;

proptest! {
    #![proptest_config(often(600))]

    #[test]
    fn points_by_line_and_by_rule_sum_to_the_points(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let answer = parse(&answer);
        let points = integer(&answer, "points");
        prop_assert_eq!(sum(list(&answer, "lines"), "points"), points);
        prop_assert_eq!(sum(list(&answer, "rules"), "points"), points);
        for line in list(&answer, "lines") {
            prop_assert_eq!(earned(line).map(|(_, points)| points).sum::<i64>(), integer(line, "points"));
        }
        for rule in list(&answer, "rules") {
            let id = word(rule, "rule").unwrap();
            let of_rule = list(&answer, "lines").iter().flat_map(earned).filter(|(rule, _)| *rule == id);
            let by_line: i64 = of_rule.map(|(_, points)| points).sum();
            prop_assert_eq!(by_line, integer(rule, "points"), "of rule {}", id);
        }
    }

    #[test]
    fn amounts_and_discounts_of_the_lines_sum_to_those_of_the_cart(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let answer = parse(&answer);
        let lines = list(&answer, "lines");
        prop_assert_eq!(sum(lines, "amount"), integer(&answer, "amount"));
        let discounts: i64 = lines.iter().filter(|line| at(line, "discount").is_some()).map(|line| integer(line, "discount")).sum();
        prop_assert_eq!(discounts, integer(&answer, "discount"));
    }

    /// The tier's discount takes off a rounded share of the whole, however it is split, and never changes a sign.
    #[test]
    fn a_discount_conserves_what_is_paid_before_it(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let program = crate::document::written(&crate::document::without(&parse(&case.program), "tiers"));
        let Ok(plain) = preview(&program, &case.request) else { return Ok(()) };
        let (answer, plain) = (parse(&answer), parse(&plain));
        for (line, full) in list(&answer, "lines").iter().zip(list(&plain, "lines")) {
            let discount = at(line, "discount").map_or(0, |_| integer(line, "discount"));
            let (paid, full) = (integer(line, "amount"), integer(full, "amount"));
            prop_assert_eq!(paid + discount, full);
            prop_assert!(paid * full.signum() >= 0 && discount * full.signum() >= 0, "{} off {}", discount, full);
        }
    }

    #[test]
    fn the_entry_says_what_the_preview_says(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let answer = parse(&answer);
        prop_assert_eq!(integer(&answer, "entry/points"), integer(&answer, "points"));
        prop_assert_eq!(integer(&answer, "entry/spend"), integer(&answer, "amount"));
        let Some(Json::Object(by_rule)) = at(&answer, "entry/rules") else { panic!("an entry has its rules") };
        let given = list(&answer, "rules").iter().filter(|rule| integer(rule, "points") != 0);
        let given: Vec<_> = given.map(|rule| (word(rule, "rule").unwrap(), integer(rule, "points"))).collect();
        let kept: Vec<_> = by_rule.iter().map(|(id, points)| (&**id, number(points))).collect();
        prop_assert_eq!(kept, given);
    }

    #[test]
    fn excluded_lines_earn_nothing(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        for line in list(&parse(&answer), "lines").iter().filter(|line| at(line, "excluded").is_some()) {
            prop_assert_eq!(integer(line, "points"), 0);
            prop_assert_eq!(earned(line).count(), 0);
        }
    }

    /// Points that were taken back before make room again.
    #[test]
    fn no_rule_gives_more_than_its_cap(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let (program, request, answer) = (parse(&case.program), parse(&case.request), parse(&answer));
        let taken_back = |id: &str| {
            let entries = list(&request, "member/entries").iter();
            let points = entries.filter_map(|entry| at(entry, "rules")?.get(id)).map(number);
            points.filter(|points| *points < 0).sum::<i64>()
        };
        for rule in list(&program, "earn").iter().filter(|rule| at(rule, "cap").is_some()) {
            let id = word(rule, "id").unwrap();
            let given = list(&answer, "rules").iter().find(|given| word(given, "rule") == Some(id)).unwrap();
            let room = integer(rule, "cap/points") - taken_back(id);
            prop_assert!(integer(given, "points") <= room, "rule {}", id);
        }
    }
}

fn sum(items: &[Value], key: &str) -> i64 {
    items.iter().map(|item| integer(item, key)).sum()
}

/// What a line earns by rule.
fn earned(line: &Value) -> impl Iterator<Item = (&str, i64)> {
    let Some(Json::Object(by_rule)) = at(line, "earned") else { panic!("a line says what it earns by rule") };
    by_rule.iter().map(|(rule, points)| (&**rule, number(points)))
}

fn number(value: &Value) -> i64 {
    match value {
        Json::Number(digits) => digits.parse().unwrap(),
        other => panic!("{other:?} is not a number"),
    }
}
