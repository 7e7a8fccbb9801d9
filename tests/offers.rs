//! Offers by example: what each kind takes off, how they act together, and the reasons.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use patronage::kernel::json::Json;
use patronage::loyalty::Program;
use patronage::offers::{MAX_STEPS, Offers};

/// Offers, with other fields of the document before them.
fn offers(fields: &str, offers: &str) -> Offers {
    let text = format!(r#"{{ "currency": "CNY", "timeZone": "Asia/Shanghai", {fields} "offers": [{offers}] }}"#);
    Offers::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The answer for a cart of these lines on a Saturday morning in Shanghai, with other fields of the request before it.
fn ask(offers: &Offers, fields: &str, lines: &str) -> String {
    let text = format!(r#"{{ {fields} "cart": {{ "lines": [{lines}] }}, "now": "2026-11-21T02:00:00Z" }}"#);
    offers.best_json(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn best(list: &str, lines: &str) -> String {
    ask(&offers("", list), "", lines)
}

/// The value at a path of keys and indices.
fn at(text: &str, path: &str) -> String {
    let json = Json::parse(text).unwrap();
    let mut found = &json;
    for step in path.split('/') {
        found = match found {
            Json::List(items) => &items[step.parse::<usize>().unwrap()],
            object => object.get(step).unwrap_or_else(|| panic!("{path} is not in {text}")),
        };
    }
    let mut out = String::new();
    found.write(&mut out);
    out
}

/// Why the offers do not act, as `id:code`.
fn refused(answer: &str) -> String {
    let json = Json::parse(answer).unwrap();
    let Some(Json::List(refused)) = json.get("refused") else { panic!("{answer}") };
    let text = |json: Option<&Json<'_>>| json.unwrap().as_text().unwrap().to_owned();
    let one = |one: &Json<'_>| format!("{}:{}", text(one.get("offer")), text(one.get("why").unwrap().get("code")));
    refused.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Which offers act.
fn applied(answer: &str) -> String {
    let json = Json::parse(answer).unwrap();
    let Some(Json::List(applied)) = json.get("applied") else { panic!("{answer}") };
    applied.iter().map(|one| one.get("offer").unwrap().as_text().unwrap()).collect::<Vec<_>>().join(" ")
}

const THREE: &str = r#"{ "id": "a", "product": "pen", "category": "desk", "price": "10.00", "quantity": 3 },
    { "id": "b", "product": "ink", "category": "desk", "price": "25.00" },
    { "id": "c", "product": "tea", "category": "tea", "price": "45.00" }"#;

#[test]
fn spend_and_save_is_shared_by_what_the_lines_cost() {
    let answer = best(r#"{ "id": "s", "from": "100.00", "off": "10.01" }"#, THREE);
    assert_eq!(at(&answer, "discount"), "1001");
    assert_eq!(at(&answer, "total"), "8999");
    let discounts: Vec<String> = (0..3).map(|line| at(&answer, &format!("lines/{line}/discount"))).collect();
    assert_eq!(discounts, ["300", "250", "451"], "largest remainder");
    assert_eq!(at(&answer, "applied/0/why"), r#"{"code":"takes-off","discount":1001}"#);
    assert_eq!(at(&answer, "proven"), "true");
}

#[test]
fn what_is_missing_is_said() {
    let answer = best(r#"{ "id": "s", "from": "120.00", "off": "30.00" }"#, THREE);
    let why = r#"{"code":"below-threshold","from":12000,"missing":2000,"off":3000}"#;
    assert_eq!(at(&answer, "refused/0/why"), why);
    let answer = best(r#"{ "id": "s", "every": "30.00", "off": "3.00" }"#, THREE);
    assert_eq!(at(&answer, "discount"), "900");
    assert_eq!(at(&answer, "applied/0/why"), r#"{"code":"next-step","discount":900,"missing":2000,"off":1200}"#);
    let steps = r#"{ "id": "s", "steps": [{ "from": "50.00", "off": "5.00" }, { "from": "110.00", "off": "20.00" }] }"#;
    let answer = best(steps, THREE);
    assert_eq!(at(&answer, "applied/0/why"), r#"{"code":"next-step","discount":500,"missing":1000,"off":2000}"#);
    // Of a step that gives more than its lines cost, all is taken where the other begins, and of a percentage its share.
    for other in [r#"{ "from": "50.00", "off": "110.00" }"#, r#"{ "units": 2, "percent": "70%" }"#] {
        let answer =
            best(&format!(r#"{{ "id": "s", "steps": [{other}, {{ "from": "200.00", "off": "105.00" }}] }}"#), THREE);
        assert_eq!(at(&answer, "applied/0/why/code"), r#""takes-off""#);
    }
    let both = |benefit: &str| best(&format!(r#"{{ "id": "s", "from": "120.00", {benefit} }}"#), THREE);
    let off = |benefit: &str| at(&both(benefit), "refused/0/why/off");
    assert_eq!(off(r#""every": "50.00", "off": "5.00""#), "1000", "twice, where the offer begins");
    assert_eq!(off(r#""steps": [{ "from": "50.00", "off": "5.00" }, { "from": "110.00", "off": "20.00" }]"#), "2000");
    let answer = best(r#"{ "id": "s", "units": 7, "percent": "20%" }"#, THREE);
    assert_eq!(at(&answer, "refused/0/why"), r#"{"code":"too-few-units","units":7,"missing":2}"#);
}

#[test]
fn percentages_round_line_by_line_and_have_a_most() {
    let lines = r#"{ "price": "0.05" }, { "price": "0.15" }"#;
    let answer = best(r#"{ "id": "p", "percent": "10%" }"#, lines);
    assert_eq!((at(&answer, "lines/0/discount"), at(&answer, "lines/1/discount")), ("1".into(), "2".into()));
    let answer = best(r#"{ "id": "p", "percent": "50%", "most": "20.00" }"#, THREE);
    assert_eq!(at(&answer, "discount"), "2000");
    let steps = r#"{ "id": "p", "steps": [{ "units": 2, "percent": "10%" }, { "units": 5, "percent": "30%" }] }"#;
    assert_eq!(at(&best(steps, THREE), "discount"), "3000");
}

#[test]
fn prices_never_add_up() {
    let list = r#"{ "id": "flash", "price": "30.00", "products": ["tea"] },
        { "id": "member", "priceFrom": "memberPrice" }, { "id": "dear", "price": "99.00" }"#;
    let lines = r#"{ "product": "tea", "price": "45.00", "memberPrice": "40.00" },
        { "product": "pen", "price": "10.00", "quantity": 2, "memberPrice": 900 }"#;
    let answer = best(list, lines);
    assert_eq!(at(&answer, "lines/0/offers"), r#"[{"offer":"flash","discount":1500}]"#);
    assert_eq!(at(&answer, "lines/1/offers"), r#"[{"offer":"member","discount":200}]"#);
    assert_eq!(refused(&answer), "dear:displaced");
    // The lower one takes the line over from the one before it.
    let lines = r#"{ "product": "tea", "price": "45.00", "memberPrice": "20.00" }"#;
    let answer = best(list, lines);
    assert_eq!((applied(&answer), at(&answer, "discount")), ("member".into(), "2500".into()));
    assert_eq!(refused(&answer), "flash:displaced dear:displaced");
    let wrong = offers("", r#"{ "id": "m", "priceFrom": "memberPrice" }"#)
        .best_json(r#"{ "cart": { "lines": [{ "price": 1, "memberPrice": "free" }] }, "now": 0 }"#);
    assert_eq!(wrong.unwrap_err().path(), "/cart/lines/0/memberPrice");
}

#[test]
fn prices_do_not_add_up_in_whatever_group_they_are() {
    let list = r#"{ "id": "a", "price": "80.00", "group": "g" }, { "id": "b", "off": "5.00", "stage": "price", "group": "g" },
        { "id": "c", "price": "70.00" }"#;
    let answer = best(list, r#"{ "price": "100.00" }"#);
    assert_eq!((at(&answer, "discount"), applied(&answer)), ("3500".into(), "c b".into()));
}

#[test]
fn what_a_price_takes_over_from_another_is_spent_of_its_budget_too() {
    let with = |budget: &str| {
        let list = format!(
            r#"{{ "id": "a", "price": "30.00" }}, {{ "id": "b", "price": "20.00", "limits": {{ "budget": "{budget}" }} }}"#
        );
        best(&list, r#"{ "price": "45.00" }"#)
    };
    assert_eq!((at(&with("25.00"), "discount"), applied(&with("25.00"))), ("2500".into(), "b".into()));
    // Beyond the other it would take off 10.00, and 25.00 by itself.
    assert_eq!((at(&with("24.99"), "discount"), applied(&with("24.99"))), ("1500".into(), "a".into()));
    assert_eq!(refused(&with("24.99")), "b:displaced");
}

#[test]
fn lines_without_units_are_no_lines() {
    let lines = r#"{ "price": "9.00" }, { "price": "1.00", "quantity": 0 }, { "price": "1.00", "quantity": 0 },
        { "price": "5.00" }"#;
    assert_eq!(at(&best(r#"{ "id": "g", "buy": 1, "get": 1 }"#, lines), "discount"), "500", "the cheaper of the two");
    let none = r#"{ "price": "1.00", "quantity": 0 }"#;
    assert_eq!(refused(&best(r#"{ "id": "g", "gift": { "product": "cup" } }"#, none)), "g:no-lines");
}

#[test]
fn the_cheapest_units_are_got() {
    let three_for_two = r#"{ "id": "g", "buy": 2, "get": 1 }"#;
    let answer = best(three_for_two, THREE);
    assert_eq!(at(&answer, "discount"), "1000", "one set of three among five units");
    assert_eq!(at(&answer, "lines/0/discount"), "1000");
    let answer = best(r#"{ "id": "g", "buy": 1, "get": 1, "percent": "50%" }"#, THREE);
    assert_eq!(at(&answer, "discount"), "1000", "two of the pens at half their price");
    let answer = best(r#"{ "id": "g", "buy": 1, "get": 1, "times": 1 }"#, THREE);
    assert_eq!(at(&answer, "discount"), "1000");
    assert_eq!(refused(&best(r#"{ "id": "g", "buy": 4, "get": 2 }"#, THREE)), "g:too-few-units");
}

#[test]
fn bundles_are_of_the_dearest_and_as_many_as_save() {
    let shirts = r#"{ "price": "100.00", "quantity": 2 }, { "price": "20.00", "quantity": 2 }"#;
    let two = r#"{ "id": "b", "bundle": { "parts": [{ "units": 2 }], "price": "150.00" } }"#;
    let answer = best(two, shirts);
    assert_eq!(at(&answer, "discount"), "5000", "the second bundle would cost more than its parts");
    assert_eq!(at(&answer, "lines/1/discount"), "0");
    let set = r#"{ "id": "b", "bundle": { "price": "48.00",
        "parts": [{ "products": ["tea"] }, { "units": 2, "categories": ["desk"] }] } }"#;
    let answer = best(set, THREE);
    assert_eq!(at(&answer, "discount"), "3200", "tea 45, ink 25 and a pen for 48");
    assert_eq!(refused(&best(two, r#"{ "price": "9.00" }"#)), "b:too-few-units");
    // Pens enough do not stand for the tea that is missing.
    let pens = r#"{ "product": "pen", "category": "desk", "price": "10.00", "quantity": 9 }"#;
    assert_eq!(at(&best(set, pens), "refused/0/why"), r#"{"code":"too-few-units","units":3,"missing":1}"#);
    assert_eq!(refused(&best(two, r#"{ "price": "9.00", "quantity": 2 }"#)), "b:nothing-off");
}

#[test]
fn as_many_bundles_save_most_also_where_a_unit_costs_no_whole_amount() {
    let each = r#"{ "id": "b", "bundle": { "parts": [{}], "price": "1.00" } }"#;
    // Each of the thousand costs half a cent more than in the bundle.
    let answer = best(each, r#"{ "amount": "1005.00", "quantity": 1000 }"#);
    assert_eq!(at(&answer, "discount"), "500");
}

#[test]
fn gifts_and_shipping() {
    let list = r#"{ "id": "g", "from": "50.00", "gift": { "product": "cup", "quantity": 2 } },
        { "id": "f", "from": "60.00", "shipping": "free" }, { "id": "h", "shipping": "3.00" }"#;
    let answer = ask(&offers("", list), r#""shipping": "8.00","#, THREE);
    assert_eq!(at(&answer, "applied/0/gift"), r#"{"product":"cup","quantity":2}"#);
    assert_eq!(at(&answer, "applied/0/why"), r#"{"code":"puts-in","quantity":2,"product":"cup"}"#);
    assert_eq!((applied(&answer), at(&answer, "shipping")), ("g f".into(), "0".into()));
    assert_eq!(at(&answer, "total"), "10000");
    assert_eq!(refused(&answer), "h:nothing-off");
    let answer = ask(&offers("", list), r#""shipping": "8.00","#, r#"{ "price": "20.00" }"#);
    assert_eq!((at(&answer, "shipping"), at(&answer, "total")), ("500".into(), "2500".into()));
    assert_eq!(refused(&answer), "g:below-threshold f:below-threshold");
}

#[test]
fn thresholds_read_what_earlier_stages_left_unless_the_document_says_otherwise() {
    let list = r#"{ "id": "d", "percent": "10%" }, { "id": "s", "from": "80.00", "off": "5.00" },
        { "id": "c", "coupon": true, "from": "90.00", "off": "8.00" }"#;
    let held = r#""held": [{ "offer": "c" }],"#;
    let with = |mode: &str| ask(&offers(mode, list), held, r#"{ "price": "100.00" }"#);
    // 100 − 10 − 5 leaves 85, where the coupon does not reach its 90; 10 + 8 is more than 10 + 5.
    let answer = with("");
    assert_eq!((applied(&answer), at(&answer, "discount")), ("d c".into(), "1800".into()));
    assert_eq!(
        at(&answer, "refused/0/why"),
        r#"{"code":"not-worthwhile","better":300}"#,
        "with it the coupon would fall away"
    );
    assert_eq!(at(&with(r#""thresholds": "itemised","#), "discount"), "2300");
    assert_eq!(at(&with(r#""thresholds": "listed","#), "discount"), "2300");
}

#[test]
fn how_much_better_it_is_is_told_as_far_as_the_work_allows() {
    let pair = |at: u32| {
        format!(r#"{{ "id": "a{at}", "off": 9, "group": "{at}" }}, {{ "id": "b{at}", "off": 7, "group": "{at}" }}"#)
    };
    let offers = offers("", &(0..20).map(pair).collect::<Vec<_>>().join(","));
    let told = |steps: &str| {
        let answer = ask(&offers, steps, THREE);
        let refused: Vec<String> = (0..20).map(|place| at(&answer, &format!("refused/{place}/why"))).collect();
        for (place, why) in refused.iter().enumerate() {
            let known = format!(r#"{{"code":"displaced","by":["a{place}"],"better":2}}"#);
            let unknown = format!(r#"{{"code":"displaced","by":["a{place}"]}}"#);
            assert!(*why == known || *why == unknown, "{why}");
        }
        refused.iter().filter(|why| why.contains("better")).count()
    };
    assert_eq!(told(""), 20);
    // The first would take the place of one among twenty over three lines; the last only changes what it takes itself.
    assert_eq!(told(r#""steps": 59,"#), 0);
    assert_eq!(told(r#""steps": 60,"#), 1);
    assert_eq!(told(r#""steps": 117,"#), 2);
    assert_eq!(told(r#""steps": 630,"#), 20);
}

#[test]
fn groups_exclusive_offers_and_stacks() {
    let one = |fields: &str| {
        let list = format!(r#"{{ "id": "a", "off": "9.00" {fields} }}, {{ "id": "b", "off": "7.00" {fields} }}"#);
        best(&list, THREE)
    };
    assert_eq!(applied(&one("")), "a b");
    let answer = one(r#", "group": "g""#);
    assert_eq!(applied(&answer), "a");
    assert_eq!(at(&answer, "refused/0/why"), r#"{"code":"displaced","by":["a"],"better":200}"#);
    assert_eq!(applied(&one(r#", "exclusive": true"#)), "a");
    assert_eq!(applied(&one(r#", "stacks": ["coupon"]"#)), "a");
    assert_eq!(applied(&one(r#", "stacks": ["spend"]"#)), "a b");
    let list = r#"{ "id": "a", "off": "9.00" }, { "id": "b", "off": "7.00" },
        { "id": "x", "off": "16.00", "exclusive": true }"#;
    let answer = best(list, THREE);
    assert_eq!(applied(&answer), "a b", "of equals, what comes first");
    assert_eq!(at(&answer, "refused/0/why"), r#"{"code":"displaced","by":["a","b"],"better":0}"#);
    let by_line = r#"{ "id": "a", "percent": "10%", "group": "g" },
        { "id": "b", "percent": "20%", "products": ["tea"], "group": "g" }"#;
    let answer = best(by_line, THREE);
    assert_eq!((applied(&answer), at(&answer, "discount")), ("a b".into(), "1450".into()));
    assert_eq!(at(&answer, "lines/2/offers"), r#"[{"offer":"b","discount":900}]"#);
}

#[test]
fn coupons_are_held_and_the_one_that_ends_first_is_used() {
    let list = r#"{ "id": "c", "coupon": true, "off": "5.00" }"#;
    assert_eq!(refused(&best(list, THREE)), "c:not-held");
    let held = r#""held": [{ "offer": "c", "id": "late" }, { "offer": "c", "id": "old", "until": "2026-11-01T00:00:00Z" },
        { "offer": "c", "id": "soon", "until": "2026-12-01T00:00:00Z" }],"#;
    assert_eq!(at(&ask(&offers("", list), held, THREE), "applied/0/coupon"), r#""soon""#);
    let old = r#""held": [{ "offer": "c", "until": "2026-11-21T02:00:00Z" }],"#;
    let answer = ask(&offers("", list), old, THREE);
    assert_eq!(at(&answer, "refused/0/why"), r#"{"code":"expired","until":"2026-11-21T02:00:00Z"}"#);
}

#[test]
fn who_and_when() {
    let why = |fields: &str, request: &str| {
        let list = format!(r#"{{ "id": "o", "off": "5.00", {fields} }}"#);
        refused(&ask(&offers("", &list), request, THREE))
    };
    assert_eq!(why(r#""tiers": ["gold"]"#, ""), "o:tier");
    assert_eq!(why(r#""tiers": ["gold"]"#, r#""member": { "tier": "gold" },"#), "");
    assert_eq!(why(r#""channels": ["app"]"#, ""), "o:channel");
    assert_eq!(why(r#""when": "{facts.weather} = 'rain' and {member.tier} notempty""#, ""), "o:condition");
    let rain = r#""facts": { "weather": "rain" }, "member": { "tier": "gold" },"#;
    assert_eq!(why(r#""when": "{facts.weather} = 'rain' and {member.tier} = 'gold'""#, rain), "");
    assert_eq!(why(r#""schedule": { "from": "2026-12-01" }"#, ""), "o:not-yet");
    assert_eq!(why(r#""schedule": { "until": "2026-11-20" }"#, ""), "o:over");
    assert_eq!(why(r#""schedule": { "weekdays": ["mon"] }"#, ""), "o:weekday");
    assert_eq!(why(r#""products": ["hat"]"#, ""), "o:no-lines");
    assert_eq!(why(r#""lines": "{line.price} > 50""#, ""), "o:no-lines");
    assert_eq!(why(r#""firstOrder": true"#, ""), "o:guest");
    assert_eq!(why(r#""firstOrder": true"#, r#""member": {},"#), "");
    let earlier = r#""member": { "entries": [{ "at": "2026-01-01T00:00:00Z", "points": 1, "spend": 100 }] },"#;
    assert_eq!(why(r#""firstOrder": true"#, earlier), "o:not-first-order");
    assert_eq!(why(r#""firstOrder": true"#, &earlier.replace("2026-01", "2027-01")), "", "nothing was ordered by then");
}

#[test]
fn limits() {
    let list = r#"{ "id": "o", "off": "5.00", "limits": { "perMember": 2, "total": 10, "budget": "100.00" } }"#;
    let why = |used: &str| refused(&ask(&offers("", list), &format!(r#""used": {{ "o": {{ {used} }} }},"#), THREE));
    assert_eq!(why(r#""member": 1, "total": 9, "spent": 9500"#), "");
    assert_eq!(why(r#""member": 2"#), "o:used-up");
    assert_eq!(why(r#""total": 10"#), "o:sold-out");
    assert_eq!(why(r#""spent": 10000"#), "o:budget-spent");
    assert_eq!(why(r#""spent": 9501"#), "o:budget-spent");
}

#[test]
fn points_pay_after_the_offers_and_the_program_earns_on_the_rest() {
    let document = r#""points": { "points": 100, "worth": "1.00", "most": "50%", "least": 500 },"#;
    let list = r#"{ "id": "s", "off": "10.00" }"#;
    let answer = ask(&offers(document, list), r#""points": 2099,"#, THREE);
    assert_eq!(
        (at(&answer, "points"), at(&answer, "paid"), at(&answer, "total")),
        ("2000".into(), "2000".into(), "7000".into())
    );
    let answer = ask(&offers(document, list), r#""points": 9000, "shipping": "6.00","#, THREE);
    assert_eq!((at(&answer, "points"), at(&answer, "total")), ("4500".into(), "5100".into()));
    assert_eq!(at(&ask(&offers(document, list), r#""points": 499,"#, THREE), "points"), "0");
    let cart = at(&answer, "cart");
    let program = Program::parse(
        r#"{ "currency": "CNY", "timeZone": "Asia/Shanghai", "earn": [{ "id": "base", "points": 1, "per": "1.00" }] }"#,
    );
    let preview = program.unwrap().preview_json(&format!(r#"{{ "cart": {cart}, "now": "2026-11-21T02:00:00Z" }}"#));
    let preview = preview.unwrap();
    assert_eq!((at(&preview, "amount"), at(&preview, "points")), ("4500".into(), "45".into()));
}

#[test]
fn the_cart_of_the_answer_keeps_all_that_the_caller_gave() {
    let lines = r#"{"id":"a","product":"pen","price":"10.00","quantity":2,"discount":100,"colour":["red",1.50]}"#;
    let text = format!(r#"{{ "cart": {{ "id": "o-1", "lines": [{lines}], "note": null }}, "now": 0 }}"#);
    let answer = offers("", r#"{ "id": "s", "off": "1.00" }"#).best_json(&text).unwrap();
    let line = r#"{"id":"a","product":"pen","quantity":2,"price":1000,"discount":200,"colour":["red",1.50]}"#;
    assert_eq!(at(&answer, "cart"), format!(r#"{{"id":"o-1","lines":[{line}],"note":null}}"#));
}

#[test]
fn what_came_back_is_worth_what_was_paid() {
    let offers = offers("", "");
    let refund = |lines: &str| offers.refund_json(&format!(r#"{{ "lines": [{lines}] }}"#));
    let answer = refund(r#"{ "quantity": 3, "net": 1000, "points": 50, "before": 1, "returned": 1 }"#).unwrap();
    assert_eq!(answer, r#"{"amount":334,"points":16,"lines":[{"amount":334,"points":16}]}"#);
    let error = refund(r#"{ "quantity": 3, "net": 1000, "before": 2, "returned": 2 }"#).unwrap_err();
    assert_eq!((error.path(), error.code().as_str()), ("/lines/0/returned", "range"));
}

#[test]
fn less_work_is_said_to_prove_less() {
    let list: Vec<String> = (0..12)
        .map(|i| {
            format!(
                r#"{{ "id": "o{i}", "from": "{}.00", "off": "5.00", "stage": "{}" }}"#,
                95 - i,
                ["discount", "spend", "coupon"][i % 3]
            )
        })
        .collect();
    let offers = offers("", &list.join(","));
    let all = ask(&offers, "", THREE);
    assert_eq!(at(&all, "proven"), "true");
    let some = ask(&offers, r#""steps": 1,"#, THREE);
    assert_eq!(at(&some, "proven"), "false");
    assert!(at(&some, "discount").parse::<i64>().unwrap() > 0);
    assert!(at(&some, "steps").parse::<i64>().unwrap() < at(&all, "steps").parse::<i64>().unwrap());
}

/// Five hundred offers in pairs of which one acts: what could be tried is more than anybody can wait for, and each look at
/// the cart is the least of the work.
#[test]
fn the_work_that_is_counted_is_all_that_is_done() {
    let offer = |i: usize| {
        let stage = ["discount", "spend", "coupon"][i % 3];
        format!(r#"{{ "id": "{i}", "stage": "{stage}", "off": {}, "group": "{}" }}"#, 900 + i * 31 % 400, i * 7 % 250)
    };
    let list: Vec<String> = (0..500).map(offer).collect();
    let answer = best(&list.join(","), r#"{ "price": "1000.00" }"#);
    assert_eq!((at(&answer, "proven"), at(&answer, "discount")), ("false".into(), "100000".into()));
    // The limit is looked at before each round, in which every offer looks at the line once.
    let steps: i64 = at(&answer, "steps").parse().unwrap();
    assert!((MAX_STEPS / 4 * 3..=MAX_STEPS + 500).contains(&steps), "{steps}");
}

#[test]
fn what_is_refused_says_where() {
    let refused = |fields: &str, offer: &str| {
        let text = format!(r#"{{ "currency": "CNY", "timeZone": "Asia/Shanghai", {fields} "offers": [{offer}] }}"#);
        let error = Offers::parse(&text).unwrap_err();
        format!(
            "{} {}",
            error.path(),
            error.params().iter().find(|(name, _)| *name == "rule").map_or(error.code().as_str(), |(_, rule)| rule)
        )
    };
    assert_eq!(refused("", r#"{ "id": "o" }"#), "/offers/0 exactly-one");
    assert_eq!(refused("", r#"{ "id": "o", "off": 1, "percent": "5%" }"#), "/offers/0 exactly-one");
    assert_eq!(refused("", r#"{ "id": "o", "off": 0 }"#), "/offers/0/off range");
    assert_eq!(refused("", r#"{ "id": "o", "percent": "101%" }"#), "/offers/0/percent range");
    assert_eq!(refused("", r#"{ "id": "o", "every": 5, "percent": "1%" }"#), "/offers/0 every-with-off");
    assert_eq!(refused("", r#"{ "id": "o", "buy": 5 }"#), "/offers/0 buy-with-get");
    assert_eq!(refused("", r#"{ "id": "o", "off": 5, "times": 2 }"#), "/offers/0 times-with-repeats");
    assert_eq!(refused("", r#"{ "id": "o", "off": 5, "most": 2 }"#), "/offers/0 most-with-percent");
    assert_eq!(refused("", r#"{ "id": "o", "off": 5, "stage": "points" }"#), "/offers/0/stage stage-of-benefit");
    assert_eq!(
        refused("", r#"{ "id": "o", "shipping": "free", "stage": "coupon" }"#),
        "/offers/0/stage stage-of-benefit"
    );
    assert_eq!(
        refused("", r#"{ "id": "o", "steps": [{ "from": 5, "units": 2, "off": 1 }] }"#),
        "/offers/0/steps/0 exactly-one"
    );
    assert_eq!(
        refused("", r#"{ "id": "o", "bundle": { "parts": [], "price": 1 } }"#),
        "/offers/0/bundle/parts too-few"
    );
    assert_eq!(refused("", r#"{ "id": "o", "steps": [] }"#), "/offers/0/steps too-few");
    assert_eq!(
        refused("", r#"{ "id": "o", "gift": { "product": "cup", "value": -1 } }"#),
        "/offers/0/gift/value range"
    );
    assert_eq!(refused("", r#"{ "id": "o", "off": 5, "limits": { "budget": -1 } }"#), "/offers/0/limits/budget range");
    assert_eq!(refused(r#""order": ["coupon", "spend"],"#, ""), "/order each-once");
    assert_eq!(refused("", r#"{ "id": "o", "off": 5 }, { "id": "o", "off": 5 }"#), "/offers/1/id same-id");
    assert_eq!(refused("", r#"{ "id": "o", "off": 5, "when": "{line.id} = 1" }"#), "/offers/0/when variable");
    let back = offers("", "").best_json(r#"{ "cart": { "lines": [{ "price": 1, "quantity": -1 }] }, "now": 0 }"#);
    assert_eq!(back.unwrap_err().path(), "/cart/lines/0/quantity");
}
