//! What must hold of every choice: samples that stay, priorities, quiet periods, caps and quotas.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::survey::invite::{Invitations, draw};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write;

const DAY: i64 = 86_400_000;
/// 1 January 2026 in Shanghai.
const START: i64 = 1_767_196_800_000;

fn parse(rest: &str, surveys: &[String]) -> Invitations {
    let document = format!(r#"{{ "timeZone": "Asia/Shanghai", {rest} "surveys": [{}] }}"#, surveys.join(","));
    Invitations::parse(&document).expect(&document)
}

fn choice(invitations: &Invitations, member: &str, rest: &str, now: i64) -> String {
    let question = format!(r#"{{ "member": {{ "id": "{member}" }}, {rest} "now": {now} }}"#);
    invitations.choose_json(&question).expect(&question)
}

/// The id of the survey to show.
fn chosen(answer: &str) -> Option<&str> {
    answer.strip_prefix(r#"{"invite":{"id":""#)?.split('"').next()
}

fn instant(millis: i64) -> String {
    patronage::kernel::calendar::Instant::from_millis(millis).unwrap().to_string()
}

#[test]
fn a_sample_is_near_its_rate_and_independent_of_others() {
    let in_sample = |survey: &str, percent: u128, index: u64| {
        u128::from(draw(&format!("member-{index}"), survey)) * 100 < percent << 64
    };
    for percent in [1, 10, 50, 90] {
        let count = (0..20_000).filter(|index| in_sample("nps", percent, *index)).count() as f64;
        let share = percent as f64 / 100.0;
        // Four standard deviations.
        let room = 4.0 * (20_000.0 * share * (1.0 - share)).sqrt();
        assert!((count - 20_000.0 * share).abs() < room, "{percent}%: {count}");
    }
    let both = (0..20_000).filter(|index| in_sample("nps", 50, *index) && in_sample("csat", 50, *index)).count();
    assert!((4_750..5_250).contains(&both), "{both}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody leaves a sample: not with time, and not when the rate grows.
    #[test]
    fn samples_stay(member in "[a-z0-9]{1,12}", low in 0_i64..=100, more in 0_i64..=100, days in 0_i64..5_000) {
        let at = |rate: i64, day: i64| {
            let survey = format!(r#"{{ "id": "nps", "sample": "{}%" }}"#, rate.min(100));
            chosen(&choice(&parse("", &[survey]), &member, "", START + day * DAY)).is_some()
        };
        prop_assert_eq!(at(low, 0), at(low, days));
        prop_assert!(!at(low, 0) || at(low + more, days));
    }

    /// Of those that could be shown the highest is, whatever others there are.
    #[test]
    fn nothing_lower_displaces_what_is_higher(rules in vec((-3_i64..3, any::<bool>()), 0..12)) {
        let survey = |(index, (priority, open)): (usize, &(i64, bool))| {
            format!(r#"{{ "id": "s{index}", "priority": {priority}, "when": "{open}" }}"#)
        };
        let surveys: Vec<String> = rules.iter().enumerate().map(survey).collect();
        let answer = choice(&parse("", &surveys), "m", "", START);
        let highest = rules.iter().filter(|rule| rule.1).map(|rule| rule.0).max();
        let first = rules.iter().position(|rule| rule.1 && Some(rule.0) == highest);
        let wanted = first.map(|index| format!("s{index}"));
        prop_assert_eq!(chosen(&answer), wanted.as_deref());
    }

    /// Somebody who comes at any times of a year is never asked too soon nor too often.
    #[test]
    fn quiet_periods_and_caps_hold_for_a_year(
        quiet in 0_i64..40, most in 1_usize..5, days in 1_i64..120, again in 1_i64..60,
        visits in vec(0_i64..365 * DAY, 1..120),
    ) {
        let rest = format!(r#""quietDays": {quiet}, "cap": {{ "surveys": {most}, "days": {days} }},"#);
        let surveys = [
            format!(r#"{{ "id": "a", "repeat": {{ "days": {again} }} }}"#),
            r#"{ "id": "b", "repeat": "always", "priority": -1 }"#.to_owned(),
        ];
        let invitations = parse(&rest, &surveys);
        let mut visits = visits;
        visits.sort_unstable();
        let (mut history, mut shown) = (String::new(), Vec::new());
        for visit in visits {
            let now = START + visit;
            let answer = choice(&invitations, "m", &format!(r#""history": [{history}],"#), now);
            let Some(id) = chosen(&answer) else { continue };
            let comma = if history.is_empty() { "" } else { "," };
            write!(history, r#"{comma}{{ "survey": "{id}", "at": "{}" }}"#, instant(now)).unwrap();
            shown.push((visit / DAY, id == "a"));
        }
        prop_assert!(shown.windows(2).all(|pair| pair[1].0 - pair[0].0 >= quiet));
        prop_assert!(shown.windows(most + 1).all(|run| run[most].0 - run[0].0 >= days));
        let first: Vec<i64> = shown.iter().filter(|(_, is_a)| *is_a).map(|(day, _)| *day).collect();
        prop_assert!(first.windows(2).all(|pair| pair[1] - pair[0] >= again));
        prop_assert!(!shown.is_empty());
    }

    /// Whoever is let in one by one never fills a quota beyond its limit, and quotas with room let people in.
    #[test]
    fn quotas_are_never_overshot(limits in (0_i64..12, 0_i64..12, 0_i64..20), ages in vec(10_i64..60, 1..60)) {
        let survey = format!(
            r#"{{ "id": "q", "quotas": [{{ "id": "young", "limit": {}, "when": "{{answers.age}} < 30" }},
                {{ "id": "even", "limit": {}, "when": "{{answers.age}} % 2 = 0" }}, {{ "id": "all", "limit": {} }}] }}"#,
            limits.0, limits.1, limits.2
        );
        let invitations = parse("", &[survey]);
        let (mut young, mut even, mut all) = (0, 0, 0);
        for age in ages {
            let counts = format!(r#""counts": {{ "q": {{ "young": {young}, "even": {even}, "all": {all} }} }},"#);
            let is_full = (age < 30 && young >= limits.0) || (age % 2 == 0 && even >= limits.1) || all >= limits.2;
            let invited = chosen(&choice(&invitations, "m", &counts, START)).is_some();
            prop_assert_eq!(invited, all < limits.2);
            let request = format!(
                r#"{{ "survey": "q", "member": {{ "id": "m" }}, "answers": {{ "age": {age} }}, {counts} "now": {START} }}"#
            );
            let screening = invitations.screen_json(&request).unwrap();
            prop_assert_eq!(screening.contains("\"full\""), is_full);
            if !is_full {
                young += i64::from(screening.contains("\"young\""));
                even += i64::from(screening.contains("\"even\""));
                all += i64::from(screening.contains("\"all\""));
            }
        }
        prop_assert!(young <= limits.0 && even <= limits.1 && all <= limits.2);
    }
}
