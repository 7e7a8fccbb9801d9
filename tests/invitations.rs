//! Who is asked, what and when: an example for each rule and each reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patronage::survey::invite::{Invitations, InviteReason, draw};

/// Why each survey is shown or not, as codes, at noon of 21 November 2026 in Shanghai.
fn asked(rest: &str, surveys: &str, question: &str) -> String {
    at(rest, surveys, question, "2026-11-21T04:00:00Z")
}

fn at(rest: &str, surveys: &str, question: &str, now: &str) -> String {
    let answer = json(rest, surveys, question, now);
    let codes = answer.split(r#""code":""#).skip(1).map(|rest| rest.split('"').next().unwrap());
    codes.collect::<Vec<_>>().join(" ")
}

fn json(rest: &str, surveys: &str, question: &str, now: &str) -> String {
    let document = format!(r#"{{ "timeZone": "Asia/Shanghai", {rest} "surveys": [{surveys}] }}"#);
    let member = if question.contains("\"member\"") { "" } else { r#""member": { "id": "m-1", "tier": "gold" }, "# };
    let question = format!(r#"{{ {member}{question} "now": "{now}" }}"#);
    Invitations::parse(&document).expect(&document).choose_json(&question).expect(&question)
}

/// One survey with these fields.
fn one(fields: &str, question: &str) -> String {
    asked("", &format!(r#"{{ "id": "nps", {fields} "priority": 0 }}"#), question)
}

const GUEST: &str = r#""member": { "id": "g" }, "#;

#[test]
fn what_is_not_restricted_is_shown() {
    assert_eq!(one("", ""), "chosen");
    let answer = json("", r#"{ "id": "nps" }"#, "", "2026-11-21T04:00:00Z");
    assert_eq!(
        answer,
        r#"{"invite":{"id":"nps","survey":"nps"},"surveys":[{"survey":"nps","why":{"code":"chosen"}}]}"#
    );
    assert_eq!(json("", "", "", "2026-11-21T04:00:00Z"), r#"{"surveys":[]}"#);
}

#[test]
fn events_and_pages() {
    let event = r#""triggers": [{ "event": "checkout" }],"#;
    assert_eq!(one(event, r#""event": "checkout","#), "chosen");
    assert_eq!(one(event, r#""event": "login","#), "no-trigger");
    assert_eq!(one(event, ""), "no-trigger");
    let either = r#""triggers": [{ "event": "checkout" }, { "page": "/orders/*" }],"#;
    assert_eq!(one(either, r#""page": "/orders/17","#), "chosen");
    assert_eq!(one(either, r#""page": "/cart","#), "no-trigger");
    assert_eq!(one(r#""triggers": [],"#, r#""page": "/cart","#), "no-trigger");
}

#[test]
fn purchases_are_occasions() {
    let rule = r#""triggers": [{ "purchases": [1, 5] }],"#;
    let shown = |count: i64, occasion: &str| {
        let history = format!(r#"{{ "survey": "nps", "at": "2026-10-01T00:00:00Z", "occasion": "{occasion}" }}"#);
        one(rule, &format!(r#""purchases": {count}, "history": [{history}],"#))
    };
    assert_eq!(one(rule, ""), "no-trigger");
    assert_eq!(one(rule, r#""purchases": 1,"#), "chosen");
    assert_eq!(shown(4, "purchases:1"), "shown");
    assert_eq!(shown(5, "purchases:1"), "chosen");
    assert_eq!(shown(6, "purchases:5"), "shown");
}

#[test]
fn days_after_delivery_are_occasions() {
    let rule = r#"{ "id": "csat", "triggers": [{ "delivery": { "days": [3, 30], "within": 5 } }] }"#;
    let after = |question: &str, now: &str| at("", rule, question, now);
    // Delivered on the 1st by Shanghai's clocks.
    let delivered = r#""deliveries": [{ "order": "a", "at": "2026-10-31T16:30:00Z" }],"#;
    assert_eq!(after(delivered, "2026-11-03T15:59:00Z"), "no-trigger");
    assert_eq!(after(delivered, "2026-11-03T16:00:00Z"), "chosen");
    assert_eq!(after(delivered, "2026-11-08T15:59:00Z"), "chosen");
    assert_eq!(after(delivered, "2026-11-08T16:00:00Z"), "no-trigger");
    assert_eq!(after(delivered, "2026-12-01T04:00:00Z"), "chosen");
    assert!(json("", rule, delivered, "2026-12-01T04:00:00Z").contains(r#""occasion":"a:30""#));
    let before =
        format!(r#"{delivered} "history": [{{ "survey": "csat", "at": "2026-11-04T04:00:00Z", "occasion": "a:3" }}],"#);
    assert_eq!(after(&before, "2026-11-05T04:00:00Z"), "shown");
    assert_eq!(after(&before, "2026-12-01T04:00:00Z"), "chosen");
    let two = before.replace("[{ \"order\"", "[{ \"order\": \"b\", \"at\": \"2026-11-01T04:00:00Z\" }, { \"order\"");
    assert!(json("", rule, &two, "2026-11-05T04:00:00Z").contains(r#""occasion":"b:3""#));
}

#[test]
fn segments_and_conditions() {
    let segments = r#""segments": [{ "id": "gold", "when": "{member.tier} = 'gold'" }, { "id": "new", "when": "{facts.days} < 30" }],"#;
    let survey = r#"{ "id": "nps", "segments": ["gold", "new"] }"#;
    assert_eq!(asked(segments, survey, ""), "chosen");
    assert_eq!(asked(segments, survey, GUEST), "segment");
    assert_eq!(asked(segments, survey, &format!(r#"{GUEST} "facts": {{ "days": 3 }},"#)), "chosen");
    assert_eq!(one(r#""when": "{facts.cart.total} >= 300","#, r#""facts": { "cart": { "total": 300 } },"#), "chosen");
    assert_eq!(one(r#""when": "{facts.cart.total} >= 300","#, ""), "condition");
    assert_eq!(one(r#""when": "{now.hour} = 12 and {now.weekday} = 'sat' and {member.id} = 'm-1'","#, ""), "chosen");
}

#[test]
fn samples() {
    assert_eq!(one(r#""sample": "0","#, ""), "not-sampled");
    assert_eq!(one(r#""sample": "100%","#, ""), "chosen");
    let is_low = draw("m-1", "nps") < 1 << 63;
    assert_eq!(one(r#""sample": "50%","#, ""), if is_low { "chosen" } else { "not-sampled" });
    // Whoever was drawn once must stay so: these never change.
    assert_eq!(draw("m-1", "nps"), DRAWN);
}

const DRAWN: u64 = 10_711_043_426_311_612_095;

#[test]
fn how_often() {
    let shown = r#""history": [{ "survey": "nps", "at": "2026-11-11T04:00:00Z" }],"#;
    let answered =
        r#""history": [{ "survey": "nps", "at": "2026-11-11T04:00:00Z", "answered": "2026-11-11T04:05:00Z" }],"#;
    for (repeat, after_shown, after_answered) in [
        (r#""once""#, "shown", "answered"),
        (r#""untilAnswered""#, "chosen", "answered"),
        (r#""always""#, "chosen", "chosen"),
        (r#"{ "days": 10 }"#, "chosen", "chosen"),
        (r#"{ "days": 11 }"#, "too-soon", "too-soon"),
    ] {
        let rule = format!(r#""repeat": {repeat},"#);
        assert_eq!(one(&rule, shown), after_shown, "{repeat}");
        assert_eq!(one(&rule, answered), after_answered, "{repeat}");
    }
    assert_eq!(one("", shown), "shown");
    assert_eq!(one("", &shown.replace("nps", "other")), "chosen");
    assert_eq!(one("", &shown.replace("11-11", "12-11")), "chosen", "what is later does not count");
}

#[test]
fn quiet_periods_and_caps() {
    let surveys = r#"{ "id": "nps" }, { "id": "csat", "repeat": "always" }"#;
    let quiet = |days: i64| {
        let history = r#""history": [{ "survey": "other", "at": "2026-11-11T04:00:00Z" }],"#;
        asked(&format!(r#""quietDays": {days},"#), surveys, history)
    };
    assert_eq!(quiet(11), "quiet quiet");
    assert_eq!(quiet(10), "chosen outranked");
    let capped = |surveys_in: i64, days: i64| {
        let history = r#""history": [{ "survey": "a", "at": "2026-11-11T04:00:00Z" }, { "survey": "b", "at": "2026-11-20T04:00:00Z" }],"#;
        asked(&format!(r#""cap": {{ "surveys": {surveys_in}, "days": {days} }},"#), surveys, history)
    };
    assert_eq!(capped(2, 11), "capped capped");
    assert_eq!(capped(2, 10), "chosen outranked");
    assert_eq!(capped(1, 2), "capped capped");
    assert_eq!(capped(3, 365), "chosen outranked");
}

#[test]
fn one_at_a_time_and_by_priority() {
    let surveys =
        r#"{ "id": "a" }, { "id": "b", "priority": 1 }, { "id": "c", "priority": 1 }, { "id": "d", "when": "false" }"#;
    assert_eq!(asked("", surveys, ""), "outranked chosen outranked condition");
    assert_eq!(asked("", surveys, r#""showing": "x","#), "showing showing showing condition");
}

#[test]
fn languages() {
    let rule = r#""languages": ["en", "zh-CN"],"#;
    for (read, code) in
        [(r#"["zh"]"#, "chosen"), (r#"["de", "EN-gb"]"#, "chosen"), (r#"["de"]"#, "language"), ("[]", "language")]
    {
        assert_eq!(one(rule, &format!(r#""languages": {read},"#)), code, "{read}");
    }
    assert_eq!(one(rule, r#""languages": ["zh-TW", "eng"],"#), "language");
    let shown = |read: &str| json("", r#"{ "id": "nps", "languages": ["en", "zh-CN"] }"#, read, "2026-11-21T04:00:00Z");
    assert!(shown(r#""languages": ["zh-CN", "en"],"#).contains(r#""language":"zh-CN""#));
    assert!(shown("").contains(r#""language":"en""#));
}

#[test]
fn start_and_end_on_the_shops_clocks() {
    let rule = r#"{ "id": "nps", "from": "2026-11-21", "until": "2026-11-22T10:00" }"#;
    for (now, code) in [
        ("2026-11-20T15:59:59Z", "not-yet"),
        ("2026-11-20T16:00:00Z", "chosen"),
        ("2026-11-22T01:59:59Z", "chosen"),
        ("2026-11-22T02:00:00Z", "over"),
    ] {
        assert_eq!(at("", rule, "", now), code, "{now}");
    }
}

#[test]
fn quotas() {
    let rule = r#""quotas": [{ "id": "all", "limit": 10 }, { "id": "gold", "limit": 2, "when": "{member.tier} = 'gold'" },
        { "id": "young", "limit": 0, "when": "{answers.age} < 30" }, { "id": "unknown", "limit": 0, "when": "{answers.age} empty" }],"#;
    let counted = |member: &str, all: i64, gold: i64| {
        one(rule, &format!(r#"{member} "counts": {{ "nps": {{ "all": {all}, "gold": {gold} }} }},"#))
    };
    assert_eq!(one(rule, ""), "chosen");
    assert_eq!(counted("", 9, 1), "chosen");
    assert_eq!(counted("", 9, 2), "quota-full");
    assert_eq!(counted(GUEST, 9, 2), "chosen");
    assert_eq!(counted(GUEST, 10, 0), "quota-full");
}

const STRATA: &str = r#"{ "id": "nps", "target": { "margin": 0.05, "strata": [
    { "id": "gold", "when": "{member.tier} = 'gold'", "population": 1 },
    { "id": "silver", "when": "{member.tier} = 'silver'", "population": 1000000 }
] }, "quotas": [{ "id": "all", "limit": 1000 }] }"#;

#[test]
fn strata() {
    assert_eq!(asked("", STRATA, ""), "chosen");
    assert!(json("", STRATA, "", "2026-11-21T04:00:00Z").contains(r#""stratum":"gold""#));
    assert_eq!(asked("", STRATA, r#""counts": { "nps": { "gold": 1 } },"#), "stratum-full");
    assert_eq!(asked("", STRATA, GUEST), "no-stratum");
    let silver = (0..10_000).filter(|index| {
        let member = format!(r#""member": {{ "id": "s-{index}", "tier": "silver" }}, "#);
        asked("", STRATA, &member) == "chosen"
    });
    // 385 of a million.
    assert!(silver.count() < 15);
}

#[test]
fn incentives_are_named() {
    let survey = r#"{ "id": "nps", "survey": "/surveys/nps.json", "incentive": { "kind": "survey" } }"#;
    let answer = json("", survey, "", "2026-11-21T04:00:00Z");
    let wanted = r#""survey":"/surveys/nps.json","incentive":{"kind":"survey","id":"nps"}"#;
    assert!(answer.contains(wanted), "{answer}");
}

#[test]
fn responses_are_screened() {
    let document = r#"{ "timeZone": "UTC", "surveys": [{ "id": "nps", "quotas": [
        { "id": "all", "limit": 3 }, { "id": "young", "limit": 1, "when": "{answers.age} < 30" }] }] }"#;
    let invitations = Invitations::parse(document).unwrap();
    let screen = |answers: &str, counts: &str| {
        let request = format!(
            r#"{{ "survey": "nps", "member": {{ "id": "m" }}, "answers": {answers}, "counts": {{ "nps": {counts} }}, "now": 0 }}"#
        );
        invitations.screen_json(&request).unwrap()
    };
    assert_eq!(screen("{}", "{}"), r#"{"counts":["all"]}"#);
    assert_eq!(screen(r#"{ "age": 20 }"#, r#"{ "young": 0 }"#), r#"{"counts":["all","young"]}"#);
    assert_eq!(screen(r#"{ "age": 20 }"#, r#"{ "young": 1 }"#), r#"{"full":"young","counts":["all","young"]}"#);
    assert_eq!(screen(r#"{ "age": 40 }"#, r#"{ "young": 1 }"#), r#"{"counts":["all"]}"#);
    assert_eq!(screen(r#"{ "age": 40 }"#, r#"{ "all": 3 }"#), r#"{"full":"all","counts":["all"]}"#);
    let request = r#"{ "survey": "x", "member": { "id": "m" }, "answers": {}, "now": 0 }"#;
    assert_eq!(invitations.screen_json(request).unwrap_err().path(), "/survey");
}

/// Every reason has its example in this file.
#[test]
fn no_reason_is_left_out() {
    let here = include_str!("invitations.rs");
    let missing = InviteReason::CODES.iter().filter(|code| !here.contains(**code));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}
