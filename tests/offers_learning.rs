//! The choice among offers that learns: what it comes to, that states merge without double counting, and what a log says of
//! another policy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![allow(clippy::arithmetic_side_effects)]

use patronage::kernel::json::Json;
use patronage::offers::learn::{choose_json, evaluate_json, learn_json, merge_json};
use proptest::prelude::*;

fn text(json: Option<&Json<'_>>) -> String {
    let mut out = String::new();
    json.expect("a field").write(&mut out);
    out
}

fn at(answer: &str, path: &str) -> f64 {
    let json = Json::parse(answer).unwrap();
    let mut found = &json;
    for step in path.split('/') {
        found = match found {
            Json::List(items) => &items[step.parse::<usize>().unwrap()],
            object => object.get(step).unwrap_or_else(|| panic!("{path} is not in {answer}")),
        };
    }
    text(Some(found)).parse().unwrap()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12 * b.abs().max(1.0), "{a} is not {b}");
}

/// A state in which a device has shown an offer so often, and had it taken so often, with the features of the showings.
fn taught(observations: &[(&str, &str, bool, &str)]) -> String {
    let mut learnt = r#"{"devices":{}}"#.to_owned();
    for (device, offer, taken, context) in observations {
        let request = format!(
            r#"{{ "learnt": {learnt}, "device": "{device}", "offer": "{offer}", "taken": {taken}, "context": [{context}] }}"#
        );
        learnt = learn_json(&request).unwrap();
    }
    learnt
}

#[test]
fn what_is_learnt_is_counted_by_device() {
    let learnt = taught(&[("a", "x", true, "1, 2"), ("a", "x", false, "1, 3"), ("b", "y", true, "1, 0.5")]);
    let x = r#"{"shown":2,"taken":1,"products":[2,5,13],"gains":[1,2]}"#;
    let y = r#"{"shown":1,"taken":1,"products":[1,0.5,0.25],"gains":[1,0.5]}"#;
    let a = format!(r#""a":{{"observed":2,"offers":{{"x":{x}}}}}"#);
    assert_eq!(learnt, format!(r#"{{"devices":{{{a},"b":{{"observed":1,"offers":{{"y":{y}}}}}}}}}"#));
    let other = format!(r#"{{ "learnt": {learnt}, "device": "a", "offer": "x", "taken": true, "context": [1] }}"#);
    assert_eq!(learn_json(&other).unwrap_err().path(), "/context");
}

/// One over the probability that is told has a mean of one over the true one, but for `(1 − p)⁶¹` with sixty draws: here of
/// an offer that is chosen in about one case of sixteen, so that 0.02 of the weight is missing.
#[test]
fn weights_by_the_told_probability_are_right() {
    let tally = |taken: i64| format!(r#"{{ "shown": 40, "taken": {taken} }}"#);
    let offers = format!(r#""x": {}, "y": {}"#, tally(20), tally(13));
    let learnt = format!(r#"{{ "devices": {{ "d": {{ "observed": 80, "offers": {{ {offers} }} }} }} }}"#);
    let weights = (0..6_000).map(|seed| {
        let request = format!(r#"{{ "learnt": {learnt}, "offers": ["x", "y"], "draws": 60, "seed": {seed} }}"#);
        let answer = choose_json(&request).unwrap();
        let is_y = text(Json::parse(&answer).unwrap().get("offer")) == r#""y""#;
        if is_y { 1.0 / at(&answer, "probability") } else { 0.0 }
    });
    let weights: Vec<f64> = weights.collect();
    let mean = weights.iter().sum::<f64>() / 6_000.0;
    let error = (weights.iter().map(|weight| (weight - mean).powi(2)).sum::<f64>() / 6_000.0 / 6_000.0).sqrt();
    assert!((mean - 1.0).abs() < 4.0 * error + 0.05, "{mean} ± {error}");
    assert!(weights.iter().all(|weight| weight.is_finite()), "what was chosen was never impossible");
}

#[test]
fn what_cannot_be_chosen_among_is_refused_with_its_place() {
    let refused = |request: &str| {
        let error = choose_json(request).unwrap_err();
        format!("{} {}", error.path(), error.code().as_str())
    };
    assert_eq!(refused(r#"{ "offers": ["a", "b", "a"], "seed": 1 }"#), "/offers/2 same-id");
    assert_eq!(refused(r#"{ "offers": ["a"], "policy": "linUcb", "seed": 1 }"#), "/context too-few");
    let many: Vec<String> = (0..200).map(|i| format!("\"{i}\"")).collect();
    let many = format!(r#"{{ "offers": [{}], "draws": 50001, "seed": 1 }}"#, many.join(","));
    assert_eq!(refused(&many), "/draws range");
    assert_eq!(refused(r#"{ "offers": ["a"], "explore": 1.5, "seed": 1 }"#), "/explore range");
    let device = r#"{ "observed": 1, "offers": { "a": { "shown": 1, "taken": 2 } } }"#;
    let more_than_shown =
        format!(r#"{{ "learnt": {{ "devices": {{ "d": {device} }} }}, "offers": ["a"], "seed": 1 }}"#);
    assert_eq!(refused(&more_than_shown), "/learnt/devices/d/offers/a/taken range");
}

#[test]
fn states_of_very_many_devices_merge() {
    let state = |from: usize| {
        let device = |i: usize| format!(r#""{i}":{{"observed":1,"offers":{{"x":{{"shown":1,"taken":0}}}}}}"#);
        format!(r#"{{"devices":{{{}}}}}"#, (from..from + 30_000).map(device).collect::<Vec<_>>().join(","))
    };
    let merged = merge_json(&state(0), &state(20_000)).unwrap();
    assert_eq!(merged.matches("observed").count(), 50_000);
    let request = format!(r#"{{ "learnt": {merged}, "offers": ["x", "y"], "draws": 1, "seed": 1 }}"#);
    assert!(choose_json(&request).is_ok());
}

/// By hand, with the rows X = [1, 2], [1, 3], [1, 1], r = [1, 0, 1], x = [1, 2.5] and α = 0.5: A = I + XᵀX = [[4, 6],
/// [6, 15]] with determinant 24, b = Xᵀr = [2, 3], θ = A⁻¹b = [12, 0] / 24, x·A⁻¹x = (15 − 2·6·2.5 + 4·6.25) / 24 = 10 / 24.
#[test]
fn the_upper_bound_is_that_of_the_paper() {
    let learnt = taught(&[("d", "x", true, "1, 2"), ("d", "x", false, "1, 3"), ("e", "x", true, "1, 1")]);
    let request = format!(
        r#"{{ "learnt": {learnt}, "offers": ["x", "new"], "policy": "linUcb", "context": [1, 2.5], "alpha": 0.5, "seed": 1 }}"#
    );
    let answer = choose_json(&request).unwrap();
    near(at(&answer, "offers/0/score"), 0.5 + 0.5 * (10.0_f64 / 24.0).sqrt());
    // Nothing is known of the other: A = I, θ = 0.
    near(at(&answer, "offers/1/score"), 0.5 * 7.25_f64.sqrt());
    assert_eq!(text(Json::parse(&answer).unwrap().get("offer")), r#""new""#);
    near(at(&answer, "probability"), 1.0);
    let explore = choose_json(&request.replace(r#""alpha""#, r#""explore": 0.2, "alpha""#)).unwrap();
    near(at(&explore, "offers/0/probability"), 0.1);
    near(at(&explore, "offers/1/probability"), 0.9);
}

/// The mean and the variance of Beta(1 + 30, 1 + 70): 31 / 102 and 31 · 71 / (102² · 103).
#[test]
fn rates_are_drawn_from_their_distribution() {
    let tally = r#"{ "shown": 100, "taken": 30 }"#;
    let learnt = format!(r#"{{ "devices": {{ "d": {{ "observed": 100, "offers": {{ "x": {tally} }} }} }} }}"#);
    let draws: Vec<f64> = (0..4_000)
        .map(|seed| {
            let request = format!(r#"{{ "learnt": {learnt}, "offers": ["x"], "draws": 1, "seed": {seed} }}"#);
            at(&choose_json(&request).unwrap(), "offers/0/score")
        })
        .collect();
    let mean = draws.iter().sum::<f64>() / 4_000.0;
    let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / 3_999.0;
    let (expected, spread) = (31.0 / 102.0, 31.0 * 71.0 / (102.0 * 102.0 * 103.0));
    // Five standard errors of the mean, and a tenth of the variance, which is nearly five of its own.
    assert!((mean - expected).abs() < 5.0 * f64::sqrt(spread / 4_000.0), "{mean}");
    assert!((variance / spread - 1.0).abs() < 0.12, "{variance}");
}

/// P(Beta(21, 81) > Beta(11, 91)) by the closed sum over a = 21: Σ B(11 + i, 172) / ((81 + i) B(1 + i, 81) B(11, 91)), i < 21
/// (Miller, *Formulas for Bayesian A/B Testing*, 2014), worked out below with logarithms of factorials.
#[test]
fn probabilities_are_those_of_being_best() {
    let tally = |taken: i64| format!(r#"{{ "shown": 100, "taken": {taken} }}"#);
    let offers = format!(r#""x": {}, "y": {}"#, tally(20), tally(10));
    let learnt = format!(r#"{{ "devices": {{ "d": {{ "observed": 200, "offers": {{ {offers} }} }} }} }}"#);
    let request = format!(r#"{{ "learnt": {learnt}, "offers": ["x", "y"], "draws": 100000, "seed": 7 }}"#);
    let answer = choose_json(&request).unwrap();
    let log_factorial = |n: u32| (1..=n).map(|k| f64::from(k).ln()).sum::<f64>();
    let log_beta = |a: u32, b: u32| log_factorial(a - 1) + log_factorial(b - 1) - log_factorial(a + b - 1);
    let better: f64 = (0..21)
        .map(|i| (log_beta(11 + i, 81 + 91) - f64::from(81 + i).ln() - log_beta(1 + i, 81) - log_beta(11, 91)).exp())
        .sum();
    let found = at(&answer, "offers/0/probability");
    assert!((found - better).abs() < 5.0 * (better * (1.0 - better) / 100_000.0).sqrt(), "{found} is not {better}");
    assert_eq!(answer, choose_json(&request).unwrap(), "the same seed, the same choice");
}

/// By hand: weights 0.5/0.25, 0.5/0.5, 0/0.5, 1/0.8 are 2, 1, 0, 1.25.
#[test]
fn a_log_says_what_another_policy_would_have_brought() {
    let choice = |reward: f64, probability: f64, target: f64, expected: f64, value: f64| {
        format!(
            r#"{{ "reward": {reward}, "probability": {probability}, "target": {target}, "expected": {expected}, "value": {value} }}"#
        )
    };
    let log = [
        choice(1.0, 0.25, 0.5, 0.6, 0.5),
        choice(0.0, 0.5, 0.5, 0.2, 0.3),
        choice(1.0, 0.5, 0.0, 0.5, 0.4),
        choice(0.4, 0.8, 1.0, 0.4, 0.4),
    ];
    let answer = evaluate_json(&format!(r#"{{ "log": [{}] }}"#, log.join(","))).unwrap();
    near(at(&answer, "effective"), 4.25 * 4.25 / (4.0 + 1.0 + 1.5625));
    near(at(&answer, "largest"), 2.0);
    near(at(&answer, "logged/value"), 0.6);
    let ips = 2.5 / 4.0;
    near(at(&answer, "ips/value"), ips);
    let squares = (2.0 - ips).powi(2) + 2.0 * ips * ips + (0.5 - ips).powi(2);
    near(at(&answer, "ips/high"), ips + 1.959_963_984_540_054 * (squares / 3.0 / 4.0).sqrt());
    let snips: f64 = 2.5 / 4.25;
    near(at(&answer, "snips/value"), snips);
    let squares = (2.0 * (1.0 - snips)).powi(2) + snips.powi(2) + (1.25 * (0.4 - snips)).powi(2);
    near(at(&answer, "snips/low"), snips - 1.959_963_984_540_054 * squares.sqrt() / 4.25);
    // 0.5 + 2 · 0.4, 0.3 − 1 · 0.2, 0.4, 0.4 + 0.
    near(at(&answer, "robust/value"), (1.3 + 0.1 + 0.4 + 0.4) / 4.0);
    let refused = |log: &str| {
        let error = evaluate_json(&format!(r#"{{ "log": [{log}] }}"#)).unwrap_err();
        format!("{} {}", error.path(), error.code().as_str())
    };
    assert_eq!(refused(&log[0]), "/log too-few");
    assert_eq!(refused(&[&*log[0], &choice(1.0, 0.0, 0.5, 0.1, 0.1)].join(",")), "/log/1/probability range");
    assert_eq!(refused(&[&*log[2], &log[2]].join(",")), "/log constant");
    let bare = r#"{ "reward": 1, "probability": 1, "target": 1 }"#;
    assert_eq!(refused(&[&*log[0], bare].join(",")), "/log combination");
}

/// A policy that is evaluated on the log of another: on a log of 20,000 choices each estimate has the truth in reach.
#[test]
fn the_estimates_find_the_value_of_a_policy_that_never_ran() {
    let rates = [0.1, 0.3];
    let (logging, target) = ([0.7, 0.3], [0.2, 0.8]);
    let mut random = patronage::kernel::random::Random::seeded(11);
    let mut chance = || (random.bits() >> 11) as f64 / 9_007_199_254_740_992.0;
    let log: Vec<String> = (0..20_000)
        .map(|_| {
            let offer = usize::from(chance() >= logging[0]);
            let reward = i32::from(chance() < rates[offer]);
            let value = target[0] * 0.15 + target[1] * 0.2;
            let expected = [0.15, 0.2][offer];
            format!(
                r#"{{ "reward": {reward}, "probability": {}, "target": {}, "expected": {expected}, "value": {value} }}"#,
                logging[offer], target[offer]
            )
        })
        .collect();
    let answer = evaluate_json(&format!(r#"{{ "log": [{}] }}"#, log.join(","))).unwrap();
    let truth = 0.2 * 0.1 + 0.8 * 0.3;
    for estimate in ["ips", "snips", "robust"] {
        let error = (at(&answer, &format!("{estimate}/high")) - at(&answer, &format!("{estimate}/low"))) / 2.0 / 1.96;
        let off = (at(&answer, &format!("{estimate}/value")) - truth).abs();
        assert!(off < 4.0 * error && error < 0.01, "{estimate}: {off} with an error of {error}");
    }
    assert!((at(&answer, "logged/value") - (0.7 * 0.1 + 0.3 * 0.3)).abs() < 0.02);
}

/// What devices have learnt, each from a history of its own, of which a state is some beginning.
fn states() -> impl Strategy<Value = Vec<Vec<(usize, usize)>>> {
    // Three states; in each, how far each of three devices has got.
    proptest::collection::vec(proptest::collection::vec((0..3_usize, 0..6_usize), 0..4), 3)
}

fn state(progress: &[(usize, usize)]) -> String {
    let mut steps = Vec::new();
    for device in 0..3 {
        let reached = progress.iter().filter(|(one, _)| *one == device).map(|(_, steps)| *steps).max().unwrap_or(0);
        steps.extend((0..reached).map(move |step| (device, step)));
    }
    let names = ["a", "b", "c"];
    let observed: Vec<(&str, &str, bool, &str)> = steps
        .iter()
        .map(|(device, step)| {
            (names[*device], names[(device + step) % 3], step % 2 == 0, ["1, 0.1", "0.3, 1", "0.7, 0.2"][step % 3])
        })
        .collect();
    // An empty merge puts the devices in order.
    merge_json(&taught(&observed), "{}").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(progress in states()) {
        let [a, b, c] = [0, 1, 2].map(|at| state(&progress[at]));
        let merge = |a: &str, b: &str| merge_json(a, b).unwrap();
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert_eq!(&merge(&a, &a), &a);
        // Nothing is counted twice and nothing is lost: it is the state in which each device has got as far as in either.
        let both: Vec<(usize, usize)> = progress[0].iter().chain(&progress[1]).copied().collect();
        prop_assert_eq!(merge(&merge(&a, &b), &a), state(&both));
    }

    #[test]
    fn even_states_that_no_device_could_have_merge_the_same_in_any_order(observed in 0..3_i64, taken in proptest::array::uniform3(0..3_i64)) {
        let state = |taken: i64| format!(r#"{{ "devices": {{ "d": {{ "observed": {observed}, "offers": {{ "x": {{ "shown": 3, "taken": {taken} }} }} }} }} }}"#);
        let [a, b, c] = taken.map(state);
        let merge = |a: &str, b: &str| merge_json(a, b).unwrap();
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
    }
}
