//! Malformed invitations and questions, each refused with the right code at the right place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::kernel::{Error, Result};
use patronage::survey::invite::{Invitations, MAX_DELIVERIES, MAX_HISTORY, MAX_LISTED, MAX_SURVEYS};

fn shown(result: Result<impl Sized>) -> String {
    result.err().map_or("accepted".to_owned(), |error: Error| [error.code().as_str(), " ", error.path()].concat())
}

fn survey(fields: &str) -> String {
    shown(Invitations::parse(&format!(r#"{{ "timeZone": "UTC", "surveys": [{{ "id": "a", {fields} }}] }}"#)))
}

#[test]
fn documents_are_refused() {
    for (document, refused) in [
        (r#"{ "timeZone": "UTC", "surveys": [] }"#, "accepted"),
        (r#"{ "surveys": [] }"#, "missing /timeZone"),
        (r#"{ "timeZone": "Mars", "surveys": [] }"#, "time-zone /timeZone"),
        (r#"{ "timeZone": "UTC" }"#, "missing /surveys"),
        (r#"{ "timeZone": "UTC", "surveys": {} }"#, "type /surveys"),
        (r#"{ "timeZone": "UTC", "surveys": [], "quiet": 1 }"#, "unknown-field /quiet"),
        (r#"{ "timeZone": "UTC", "surveys": [], "quietDays": -1 }"#, "range /quietDays"),
        (r#"{ "timeZone": "UTC", "surveys": [], "quietDays": 1, "quietDays": 1 }"#, "duplicate /quietDays"),
        (r#"{ "timeZone": "UTC", "surveys": [], "cap": { "surveys": 1 } }"#, "missing /cap/days"),
        (r#"{ "timeZone": "UTC", "surveys": [], "cap": { "surveys": 0, "days": 1 } }"#, "range /cap/surveys"),
        (r#"{ "timeZone": "UTC", "surveys": [{}] }"#, "missing /surveys/0/id"),
        (r#"{ "timeZone": "UTC", "surveys": [{ "id": "" }] }"#, "empty-id /surveys/0/id"),
        (r#"{ "timeZone": "UTC", "surveys": [{ "id": "a" }, { "id": "a" }] }"#, "same-id /surveys/1/id"),
        (
            r#"{ "timeZone": "UTC", "surveys": [], "segments": [{ "id": "a", "when": "{cart.total} > 1" }] }"#,
            "variable /segments/0/when",
        ),
        ("{", "json "),
    ] {
        assert_eq!(shown(Invitations::parse(document)), refused, "{document}");
    }
}

#[test]
fn rules_are_refused() {
    for (fields, refused) in [
        (r#""triggers": [{}]"#, "combination /surveys/0/triggers/0"),
        (r#""triggers": [{ "event": "a", "page": "b" }]"#, "combination /surveys/0/triggers/0"),
        (r#""triggers": [{ "purchases": [0] }]"#, "range /surveys/0/triggers/0/purchases/0"),
        (r#""triggers": [{ "delivery": {} }]"#, "missing /surveys/0/triggers/0/delivery/days"),
        (r#""triggers": [{ "delivery": { "days": [-1] } }]"#, "range /surveys/0/triggers/0/delivery/days/0"),
        (r#""segments": ["b"]"#, "no-such-id /surveys/0/segments/0"),
        (r#""when": "{member.tier} ="#, "json "),
        (r#""when": "{member.tier} = ""#, "expression /surveys/0/when"),
        (r#""when": "{member} = 1""#, "variable /surveys/0/when"),
        (r#""when": "{answers.a} = 1""#, "variable /surveys/0/when"),
        (r#""when": "{now.second} = 1""#, "variable /surveys/0/when"),
        (r#""when": "nothing({member.a})""#, "function /surveys/0/when"),
        (r#""sample": "101%""#, "range /surveys/0/sample"),
        (r#""sample": 0.5"#, "ratio /surveys/0/sample"),
        (r#""repeat": "never""#, "choice /surveys/0/repeat"),
        (r#""repeat": { "days": 0 }"#, "range /surveys/0/repeat/days"),
        (r#""repeat": 3"#, "type /surveys/0/repeat"),
        (r#""from": "2026-02-30""#, "local-time /surveys/0/from"),
        (r#""from": "2026-02-02", "until": "2026-02-01""#, "combination /surveys/0/until"),
        (r#""quotas": [{ "id": "q" }]"#, "missing /surveys/0/quotas/0/limit"),
        (r#""quotas": [{ "id": "q", "limit": -1 }]"#, "range /surveys/0/quotas/0/limit"),
        (r#""quotas": [{ "id": "q", "limit": 1 }, { "id": "q", "limit": 1 }]"#, "same-id /surveys/0/quotas/1/id"),
        (r#""quotas": [{ "id": "q", "limit": 1, "when": "{age} < 30" }]"#, "variable /surveys/0/quotas/0/when"),
        (r#""target": { "margin": 0.05, "strata": [] }"#, "too-few /surveys/0/target/strata"),
        (
            r#""target": { "margin": 0, "strata": [{ "id": "s", "when": "true", "population": 9 }] }"#,
            "range /surveys/0/target/margin",
        ),
        (
            r#""target": { "margin": 0.1, "strata": [{ "id": "s", "when": "true", "population": 0 }] }"#,
            "range /surveys/0/target/strata/0/population",
        ),
        (
            r#""target": { "margin": 0.1, "strata": [{ "id": "s", "when": "{a}", "population": 9 }] }"#,
            "variable /surveys/0/target/strata/0/when",
        ),
        (
            r#""quotas": [{ "id": "s", "limit": 1 }], "target": { "margin": 0.1, "strata": [{ "id": "s", "when": "true", "population": 9 }] }"#,
            "same-id /surveys/0/target/strata/0/id",
        ),
        (
            r#""target": { "margin": 0.1, "strata": [{ "id": "s", "population": 9 }] }"#,
            "missing /surveys/0/target/strata/0/when",
        ),
        (r#""sample": "1%", "target": { "margin": 0.1, "strata": [] }"#, "combination /surveys/0"),
        (r#""incentive": {}"#, "missing /surveys/0/incentive/kind"),
        (r#""priority": 1.5"#, "type /surveys/0/priority"),
    ] {
        assert_eq!(survey(fields), refused, "{fields}");
    }
}

#[test]
fn questions_are_refused() {
    let invitations = Invitations::parse(r#"{ "timeZone": "UTC", "surveys": [{ "id": "a" }] }"#).unwrap();
    for (fields, refused) in [
        (r#""now": 0"#, "missing /member"),
        (r#""member": {}, "now": 0"#, "missing /member/id"),
        (r#""member": { "id": 1 }, "now": 0"#, "type /member/id"),
        (r#""member": { "id": "m" }"#, "missing /now"),
        (r#""member": { "id": "m" }, "now": "today""#, "instant /now"),
        (r#""member": { "id": "m" }, "now": 0, "histroy": []"#, "unknown-field /histroy"),
        (
            r#""member": { "id": "m" }, "now": 0, "history": [{ "at": "2026-11-21T00:00:00Z" }]"#,
            "missing /history/0/survey",
        ),
        (r#""member": { "id": "m" }, "now": 0, "history": [{ "survey": "a", "at": "x" }]"#, "instant /history/0/at"),
        (r#""member": { "id": "m" }, "now": 0, "deliveries": [{ "order": "o" }]"#, "missing /deliveries/0/at"),
        (r#""member": { "id": "m" }, "now": 0, "purchases": -1"#, "range /purchases"),
        (r#""member": { "id": "m" }, "now": 0, "facts": []"#, "type /facts"),
        (r#""member": { "id": "m" }, "now": 0, "facts": { "a": 1, "a": 2 }"#, "duplicate /facts/a"),
        (r#""member": { "id": "m" }, "now": 0, "counts": { "a": { "q": -1 } }"#, "range /counts/a/q"),
        (r#""member": { "id": "m" }, "now": 0, "counts": { "a": 1 }"#, "type /counts/a"),
    ] {
        assert_eq!(shown(invitations.choose_json(&format!("{{ {fields} }}"))), refused, "{fields}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let many = |count: usize, item: &str| vec![item; count].join(",");
    let ids = |count: usize| (0..count).map(|id| format!(r#"{{ "id": "{id}" }}"#)).collect::<Vec<_>>().join(",");
    let document = |count| format!(r#"{{ "timeZone": "UTC", "surveys": [{}] }}"#, ids(count));
    assert_eq!(shown(Invitations::parse(&document(MAX_SURVEYS))), "accepted");
    assert_eq!(shown(Invitations::parse(&document(MAX_SURVEYS + 1))), "too-large /surveys");
    let invitations = Invitations::parse(&document(1)).unwrap();
    let ask =
        |list: &str| shown(invitations.choose_json(&format!(r#"{{ "member": {{ "id": "m" }}, {list}, "now": 0 }}"#)));
    let history = many(MAX_HISTORY + 1, r#"{ "survey": "a", "at": "2026-11-21T00:00:00Z" }"#);
    assert_eq!(ask(&format!(r#""history": [{history}]"#)), "too-large /history");
    let deliveries = many(MAX_DELIVERIES + 1, r#"{ "order": "a", "at": "2026-11-21T00:00:00Z" }"#);
    assert_eq!(ask(&format!(r#""deliveries": [{deliveries}]"#)), "too-large /deliveries");
    let languages = many(MAX_LISTED + 1, r#""en""#);
    assert_eq!(ask(&format!(r#""languages": [{languages}]"#)), "too-large /languages");
    let counts =
        |count: usize, value: &str| (0..count).map(|id| format!(r#""{id}": {value}"#)).collect::<Vec<_>>().join(",");
    assert_eq!(ask(&format!(r#""counts": {{ {} }}"#, counts(MAX_SURVEYS + 1, "{}"))), "too-large /counts");
    assert_eq!(ask(&format!(r#""counts": {{ "a": {{ {} }} }}"#, counts(2_001, "1"))), "too-large /counts/a");
    assert_eq!(survey(&format!(r#""languages": [{languages}]"#)), "too-large /surveys/0/languages");
    let triggers = many(MAX_LISTED + 1, "{}");
    assert_eq!(survey(&format!(r#""triggers": [{triggers}]"#)), "too-large /surveys/0/triggers");
    let numbers = many(MAX_LISTED + 1, "1");
    let purchases = format!(r#""triggers": [{{ "purchases": [{numbers}] }}]"#);
    assert_eq!(survey(&purchases), "too-large /surveys/0/triggers/0/purchases");
    let days = format!(r#""triggers": [{{ "delivery": {{ "days": [{numbers}] }} }}]"#);
    assert_eq!(survey(&days), "too-large /surveys/0/triggers/0/delivery/days");
}
