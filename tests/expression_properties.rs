//! What holds for every expression, every number and every amount.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::cast_precision_loss, missing_docs)]

use patronage::expr::{Decimal, Dialect, Expression, Logic, Scope, Value, evaluate_json};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn often(cases: u32) -> ProptestConfig {
    let persistence = FileFailurePersistence::Direct("tests/regressions/expressions.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), ..ProptestConfig::default() }
}

/// Everything that can be done with a text that may be an expression.
fn exercise(text: &str) {
    let raw = Dialect { patched: false, ..Dialect::default() };
    let Ok(expression) = Expression::parse(text) else { return };
    let canonical = expression.to_string();
    // An operand that is null is left out beside an operator, as survey-core does, and then another may take its place.
    let complete = !canonical.contains("( ") && !canonical.contains(" )");
    if complete && let Ok(again) = Expression::parse_as(&canonical, &raw) {
        assert_eq!(again.to_string(), canonical, "of {text}");
    }
    let request = r#"{"values": {"a": 1.5, "b": "2024-01-31", "c": [1, "x", [2]], "d": {"n": 1, "m": {"k": "v"}},
        "e": [{"n": 1}, {"n": "2"}], "f": {"$": "date", "local": "2024-02-29T10:20:30.456"},
        "g": {"$": "amount", "units": 1990, "exponent": 2}, "h": "TRUE"}, "now": 1795284394811, "offset": 28800}"#;
    expression.evaluate_json(request).unwrap();
    assert_eq!(holds_by_parts(&expression, &expression.logic(), &()), expression.holds(&()), "of {text}");
    let scope = Values(expression.variables().len());
    assert_eq!(holds_by_parts(&expression, &expression.logic(), &scope), expression.holds(&scope), "of {text}");
}

/// A value for each of so many variables.
struct Values(usize);

impl Scope for Values {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        let values = [Value::Number(1.0), Value::text("x"), Value::Bool(true), Value::Undefined, Value::text("")];
        values.into_iter().cycle().nth(slot).filter(|_| slot < self.0)
    }
}

fn holds_by_parts(expression: &Expression, logic: &Logic, scope: &dyn Scope) -> bool {
    match logic {
        Logic::All(parts) => parts.iter().all(|part| holds_by_parts(expression, part, scope)),
        Logic::Any(parts) => parts.iter().any(|part| holds_by_parts(expression, part, scope)),
        Logic::Part(part) => expression.part_holds(*part, scope),
    }
}

fn token() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{a}",
        "{b}",
        "{c}",
        "{d}",
        "{e}",
        "{f}",
        "{g}",
        "{h}",
        "{#b}",
        "{c[0]}",
        "{d.m.k}",
        "{e[-1].n}",
        "{c.length}",
        "{\"k\": 1}",
        "1",
        "0",
        "-2",
        "2.50",
        "0x10",
        "true",
        "FALSE",
        "null",
        "undefined",
        "'x'",
        "\"2024-01-31\"",
        "'5'",
        "word",
        "(",
        ")",
        "[",
        "]",
        ",",
        "!",
        "negate ",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "=",
        "<>",
        "=>",
        "<",
        ">=",
        "and ",
        "or ",
        "contains ",
        "notcontains ",
        "anyof ",
        "allof ",
        "noneof ",
        " empty",
        " notempty",
        " ",
        "{",
        "}",
        "'",
        "iif(",
        "sum(",
        "round(",
        "trunc(",
        "avg(",
        "min(",
        "sumInArray(",
        "minInArray(",
        "dateAdd(",
        "dateDiff(",
        "age(",
        "today(",
        "substring(",
        "weekday(",
        "unknown(",
        "'n'",
        "'days'",
        "'months'",
        "{n} > 1",
        "é",
        "🙂",
        "\\'",
    ]);
    words.prop_map(str::to_owned)
}

/// What may stand between `and` and `or`: what is true or false, and what is neither.
const CLAUSES: [&str; 14] = [
    "{a} = 1",
    "{b} = 'x'",
    "{c}",
    "{d}",
    "{e} > 0",
    "!{c}",
    "{d} empty",
    "{b} notempty",
    "{a} + 1",
    "{a} = 1 = {c}",
    "1",
    "'x'",
    "({b} = 'y' or {c} = true)",
    "({a} and {d})",
];

proptest! {
    #![proptest_config(often(3_000))]

    #[test]
    fn a_condition_holds_where_its_parts_do(
        clauses in prop::collection::vec((prop::sample::select(&CLAUSES[..]), prop::sample::select(&["and", "or", "="][..])), 1..7),
    ) {
        let text: Vec<String> = clauses.iter().map(|(clause, operator)| format!("{clause} {operator}")).collect();
        exercise(&format!("{} {{a}} = 1", text.join(" ")));
    }

    #[test]
    fn any_text_parses_or_errs(text in any::<String>()) {
        exercise(&text);
    }

    #[test]
    fn any_tokens_parse_or_err(tokens in prop::collection::vec(token(), 0..12)) {
        exercise(&tokens.concat());
    }

    #[test]
    fn any_text_is_read_as_a_date_or_not(text in "[0-9TZ:+. /a-zA-Z,()-]{0,24}") {
        let request = format!(r#"{{"values": {{"a": "{text}"}}}}"#);
        evaluate_json("[getDate({a}), dateAdd({a}, 1, 'months'), {a} > today(), '' + getDate({a})]", &request).unwrap();
    }

    #[test]
    fn any_name_is_looked_up(name in r"[a-zA-Z0-9.\[\]$#\- é]{1,16}") {
        let request = r#"{"values": {"a": [1, [2, {"b.c": 3, "é": 4}]], "é": {"É": "x"}, "": 1, "0": {"1": 2}}}"#;
        if let Ok(expression) = Expression::parse(&format!("{{{name}}}")) {
            expression.evaluate_json(request).unwrap();
        }
    }
}

#[test]
fn zero_is_zero_whatever_its_exponent() {
    for zero in ["0e400", "0.000e-400", "-0e9999"] {
        let answer = evaluate_json("{#zero} * 1", &format!(r#"{{"values": {{"zero": "{zero}"}}}}"#)).unwrap();
        assert_eq!(answer.trim_start_matches('-'), "0", "{zero}");
    }
}

/// A number as it comes out again.
fn round_trip(text: &str) -> String {
    evaluate_json("{a}", &format!(r#"{{"values": {{"a": {text}}}}}"#)).unwrap()
}

/// Digits without zeros around them, and the exponent of the first.
fn digits(text: &str) -> (String, i32) {
    let (mantissa, exponent) =
        text.trim_start_matches('-').split_once('e').unwrap_or((text.trim_start_matches('-'), "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{before}{after}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let exponent =
        exponent.parse::<i32>().unwrap() + i32::try_from(before.len()).unwrap() - i32::try_from(leading).unwrap();
    (all.trim_matches('0').to_owned(), exponent)
}

proptest! {
    #![proptest_config(often(3_000))]

    /// The standard library writes the shortest digits too; here they are found another way.
    #[test]
    fn numbers_are_written_with_the_fewest_digits(bits in any::<u64>()) {
        let value = f64::from_bits(bits);
        prop_assume!(value.is_finite() && value != 0.0);
        let written = round_trip(&format!("{value:e}"));
        prop_assert_eq!(written.parse::<f64>().unwrap().to_bits(), bits);
        prop_assert_eq!(digits(&written), digits(&format!("{value:e}")));
    }

    /// An odd number of 54 bits lies exactly half-way between two floats; one more digit decides for the upper.
    #[test]
    fn numbers_are_read_to_the_nearest(bits in 1_u128 << 52..1 << 53, power in -30_i32..60, above in any::<bool>(), more in 0_usize..900) {
        let middle = bits * 2 + 1;
        let (digits, exponent) = match u32::try_from(power) {
            Ok(twos) => (middle << twos, 0),
            Err(_) => (middle * 5_u128.pow(power.unsigned_abs()), power),
        };
        let text = format!("{digits}.{}{}e{exponent}", "0".repeat(more), u8::from(above));
        prop_assert_eq!(round_trip(&text).parse::<f64>().unwrap(), text.parse::<f64>().unwrap());
    }

    #[test]
    fn decimals_add_without_a_trace_of_binary(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, places in 0_u32..5) {
        let power = 10_i64.pow(places);
        let text = |units: i64| {
            let sign = if units < 0 { "-" } else { "" };
            let (whole, part) = (units.abs() / power, units.abs() % power);
            if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0width$}", width = places as usize) }
        };
        let request = format!(r#"{{"values": {{"a": {}, "b": {}}}}}"#, text(a), text(b));
        prop_assert_eq!(evaluate_json("{a} + {b}", &request).unwrap().parse::<f64>().unwrap(), (a + b) as f64 / power as f64);
        prop_assert_eq!(evaluate_json("{a} - {b}", &request).unwrap().parse::<f64>().unwrap(), (a - b) as f64 / power as f64);
    }
}

/// Two amounts.
struct Two(Decimal, Decimal);

impl Scope for Two {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        Some(Value::Amount(if slot == 0 { self.0 } else { self.1 }))
    }
}

impl Two {
    fn exact(&self, text: &str) -> (i64, u8) {
        match Expression::parse(text).unwrap().evaluate(self) {
            Value::Amount(amount) => (amount.units(), amount.exponent()),
            other => panic!("{text} is {other:?}"),
        }
    }

    fn holds(&self, text: &str) -> bool {
        Expression::parse(text).unwrap().holds(self)
    }
}

proptest! {
    #![proptest_config(often(2_000))]

    #[test]
    fn amounts_are_exact(a in any::<i32>(), b in any::<i32>(), more in any::<i64>(), x in 0_u8..4, y in 0_u8..4) {
        let (a, b) = (i64::from(a), i64::from(b));
        let both = Two(Decimal::new(a, x), Decimal::new(b, y));
        let most = x.max(y);
        let (l, r) = (a * 10_i64.pow(u32::from(most - x)), b * 10_i64.pow(u32::from(most - y)));
        prop_assert_eq!(both.exact("{a} + {b}"), (l + r, most));
        prop_assert_eq!(both.exact("{a} - {b}"), (l - r, most));
        if b != 0 {
            prop_assert_eq!(both.exact("{a} % {b}"), (l % r, most));
            prop_assert_eq!(both.exact("{a} * {b}").0, a * b);
        }
        for (text, expected) in [
            ("{a} > {b}", l > r), ("{a} < {b}", l < r), ("{a} >= {b}", l >= r), ("{a} <= {b}", l <= r),
            ("{a} = {b}", l == r), ("{a} != {b}", l != r), ("{b} anyof [{a}]", l == r), ("[{a}] contains {b}", l == r),
        ] {
            prop_assert_eq!(both.holds(text), expected, "{}", text);
        }
        // What doesn't fit is a float, never a panic.
        let large = Two(Decimal::new(more, x), Decimal::new(i64::MIN, y));
        for text in ["{a} + {b}", "{a} * {b}", "{a} - {b}", "{a} % {b}", "{a} / {b}", "{b} / {a}", "{a} ^ {b}", "round({b}, 1)",
            "avg({a}, {b})", "max({a}, {b})", "{a} + 'x'", "trunc({a}, 1)", "'' + {b}", "{b} * 1.5"] {
            let _ = Expression::parse(text).unwrap().evaluate(&large);
        }
    }

    #[test]
    fn amounts_compare_with_literals_by_their_decimals(units in -10_000_000_i64..10_000_000, literal in 0_i64..100_000_000, places in 0_u32..4) {
        let power = 10_i64.pow(places);
        let text = match places {
            0 => literal.to_string(),
            _ => format!("{}.{:0width$}", literal / power, literal % power, width = places as usize),
        };
        let one = Two(Decimal::new(units, 2), Decimal::new(0, 0));
        let (l, r) = (i128::from(units) * i128::from(power), i128::from(literal) * 100);
        prop_assert_eq!(one.holds(&format!("{{a}} >= {text}")), l >= r);
        prop_assert_eq!(one.holds(&format!("{{a}} < {text}")), l < r);
        prop_assert_eq!(one.holds(&format!("{{a}} = {text}")), l == r);
        prop_assert_eq!(one.holds(&format!("{{a}} = '{text}'")), l == r);
    }
}
