//! An event earns once, its points are those of its rules, and the entry is what the ledger keeps.

use crate::document::{Value, at, integer, list, list_mut, parse, word, written};
use crate::{asking, often, status};
use patronage::kernel::json::Json;
use patronage::loyalty::Program;
use patronage_cases::Asked;
use proptest::prelude::*;

proptest! {
    #![proptest_config(often(600))]

    #[test]
    fn an_award_is_what_its_entry_says_and_comes_once(case in asking(Asked::Award)) {
        let Ok(program) = Program::parse(&case.program) else { return Ok(()) };
        let Ok(answer) = program.award_json(&case.request) else { return Ok(()) };
        let answer = parse(&answer);
        let points = integer(&answer, "points");
        prop_assert_eq!(list(&answer, "rules").iter().map(|rule| integer(rule, "points")).sum::<i64>(), points);
        prop_assert_eq!(integer(&answer, "before/points") + points, integer(&answer, "after/points"));
        let Some(entry) = at(&answer, "entry") else {
            prop_assert_eq!((points, at(&answer, "before")), (0, at(&answer, "after")));
            return Ok(());
        };
        prop_assert_eq!(integer(entry, "points"), points);
        let mut request = parse(&case.request);
        let Some(entries) = list_mut(&mut request, "member/entries") else { return Ok(()) };
        entries.push(entry.clone());
        let again = parse(&program.award_json(&written(&request)).unwrap());
        prop_assert_eq!((integer(&again, "points"), at(&again, "entry")), (0, None));
        let already = |rule: &Value| at(rule, "why").and_then(|why| word(why, "code")) == Some("already");
        prop_assert!(list(&again, "rules").iter().all(already));
        let Json::Object(fields) = &mut request else { unreachable!("it was read") };
        fields.retain(|(name, _)| name != "event");
        prop_assert_eq!(status(&case.program, &written(&request)).unwrap(), written(at(&answer, "after").unwrap()));
    }
}
