//! The preview is the ledger: what is shown before the purchase is what stands after it.

use crate::document::{Value, at, integer, list, list_mut, parse, without, word, written};
use crate::{often, preview, previews, status};
use patronage::kernel::json::Json;
use patronage::loyalty::Program;
use proptest::prelude::*;

proptest! {
    #![proptest_config(often(600))]

    #[test]
    fn the_standing_after_is_the_status_with_the_entry_appended(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let answer = parse(&answer);
        let mut request = with_member(&without(&parse(&case.request), "cart"));
        prop_assert_eq!(
            status(&case.program, &written(&request)).unwrap(),
            written(at(&answer, "before").unwrap())
        );
        list_mut(&mut request, "member/entries").unwrap().push(at(&answer, "entry").unwrap().clone());
        prop_assert_eq!(
            status(&case.program, &written(&request)).unwrap(),
            written(at(&answer, "after").unwrap())
        );
    }

    #[test]
    fn asking_changes_nothing(case in previews()) {
        let Ok(program) = Program::parse(&case.program) else { return Ok(()) };
        let other = case.request.replacen("\"now\":", "\"now\" :", 1);
        let first = program.preview_json(&case.request);
        let (_, _) = (program.preview_json(&other), program.status_json("{\"now\":0}"));
        prop_assert_eq!(program.preview_json(&case.request), first);
    }

    #[test]
    fn entries_count_in_any_order(case in previews(), turn in 0_usize..8) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let mut request = parse(&case.request);
        let Some(entries) = list_mut(&mut request, "member/entries").filter(|entries| !entries.is_empty()) else {
            return Ok(());
        };
        let by = turn % entries.len();
        entries.rotate_left(by);
        entries.reverse();
        prop_assert_eq!(preview(&case.program, &written(&request)).unwrap(), answer);
    }

    #[test]
    fn entries_later_than_now_do_not_count(case in previews(), points in -9_999_i64..9_999) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let mut request = with_member(&parse(&case.request));
        let Ok(plain) = preview(&case.program, &written(&request)) else { return Ok(()) };
        let later = format!("{{\"at\":\"9999-01-01T00:00:00Z\",\"points\":{points},\"spend\":{points}}}");
        list_mut(&mut request, "member/entries").unwrap().push(parse(&later));
        prop_assert_eq!(preview(&case.program, &written(&request)).unwrap(), plain);
        let _ = answer;
    }

    /// A member holds the highest tier whose threshold is reached, and the way to the next adds up.
    #[test]
    fn the_tier_is_the_highest_that_is_reached(case in previews()) {
        let Ok(answer) = preview(&case.program, &case.request) else { return Ok(()) };
        let answer = parse(&answer);
        for standing in ["before", "after"] {
            let standing = at(&answer, standing).unwrap();
            let value = integer(standing, "value");
            if let Some(next) = at(standing, "next") {
                prop_assert_eq!(integer(next, "from") - integer(next, "missing"), value);
                prop_assert!(integer(next, "missing") > 0 && (0..100).contains(&integer(next, "percent")));
            }
            let reached = list(standing, "why").iter().find(|why| word(why, "code") == Some("reached"));
            prop_assert_eq!(reached.is_some(), word(standing, "tier").is_some());
            prop_assert!(reached.is_none_or(|reached| integer(reached, "from") <= value));
        }
    }

    /// A cap over a period holds over several orders: settle them one after another.
    #[test]
    fn a_lifetime_cap_holds_over_many_orders(case in previews(), cap in 0_i64..500) {
        let program = case.program.replace("\"per\":\"day\"", "\"per\":\"lifetime\"").replace("\"per\":\"week\"", "\"per\":\"lifetime\"");
        let mut program = parse(&program);
        for rule in list_mut(&mut program, "earn").unwrap() {
            set_cap(rule, cap);
        }
        let mut request = without_entries(&with_member(&parse(&case.request)));
        let program = written(&program);
        for _ in 0..4 {
            let Ok(answer) = preview(&program, &written(&request)) else { return Ok(()) };
            let entry = at(&parse(&answer), "entry").unwrap().clone();
            list_mut(&mut request, "member/entries").unwrap().push(entry);
        }
        let entries = list(&request, "member/entries").to_vec();
        for rule in list(&parse(&program), "earn") {
            let id = word(rule, "id").unwrap();
            let given: i64 = entries.iter().map(|entry| given(entry, id)).sum();
            prop_assert!(given <= cap, "{} gave {} of {}", id, given, cap);
        }
    }
}

fn given(entry: &Value, rule: &str) -> i64 {
    at(entry, "rules").and_then(|rules| rules.get(rule)).map_or(0, |points| written(points).parse().unwrap())
}

/// The request with a member who has a list of entries, empty where there was none; a guest stands as such a member does.
fn with_member(request: &Value) -> Value {
    let mut request = request.clone();
    if at(&request, "member").is_none() {
        let Json::Object(fields) = &mut request else { panic!("a request is an object") };
        fields.push(("member".into(), Json::Object(Vec::new())));
    }
    let Some(Json::Object(member)) = crate::document::at_mut(&mut request, "member") else { panic!("a member") };
    if !member.iter().any(|(key, _)| key == "entries") {
        member.push(("entries".into(), Json::List(Vec::new())));
    }
    request
}

fn without_entries(request: &Value) -> Value {
    let mut request = request.clone();
    list_mut(&mut request, "member/entries").unwrap().clear();
    request
}

fn set_cap(rule: &mut Value, points: i64) {
    let cap = parse(&format!("{{\"points\":{points},\"per\":\"lifetime\"}}"));
    let Json::Object(fields) = rule else { panic!("a rule is an object") };
    fields.retain(|(key, _)| key != "cap");
    fields.push(("cap".into(), cap));
}
