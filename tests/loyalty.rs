//! The loyalty program by example: what each kind of rule earns, and the reason it gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use patronage::kernel::json::Json;
use patronage::loyalty::Program;

/// A program with these fields besides currency and time zone.
fn program(fields: &str) -> Program {
    let text = format!(r#"{{ "currency": "CNY", "timeZone": "Asia/Shanghai", {fields} }}"#);
    Program::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What a request answers, as text.
fn preview(program: &Program, request: &str) -> String {
    program.preview_json(request).unwrap_or_else(|error| panic!("{error}: {request}"))
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

/// The points and the reason of a rule.
fn rule(answer: &str, id: &str) -> (i64, String) {
    let json = Json::parse(answer).unwrap();
    let Some(Json::List(rules)) = json.get("rules") else { panic!("no rules in {answer}") };
    let found = rules.iter().find(|rule| rule.get("rule").and_then(Json::as_text) == Some(id)).unwrap();
    let Some(Json::Number(points)) = found.get("points") else { panic!("no points in {answer}") };
    (points.parse().unwrap(), found.get("why").unwrap().get("code").unwrap().as_text().unwrap().to_owned())
}

/// A cart of one line, on a Saturday morning in Shanghai.
fn cart(line: &str) -> String {
    format!(r#"{{ "cart": {{ "lines": [{line}] }}, "now": "2026-11-21T02:00:00Z" }}"#)
}

const BASE: &str = r#""earn": [{ "id": "base", "points": 1, "per": "1.00" }]"#;

#[test]
fn a_rate_gives_points_in_proportion_and_rounds_down_over_the_order() {
    let answer = preview(&program(BASE), &cart(r#"{ "price": "19.90" }, { "price": 15 }"#));
    assert_eq!(at(&answer, "points"), "20");
    assert_eq!(at(&answer, "amount"), "2005");
    assert_eq!(at(&answer, "lines/0/points"), "20");
    assert_eq!(at(&answer, "lines/1/points"), "0");
}

#[test]
fn rounding_by_line_gives_each_line_its_own() {
    let fields = format!(r#"{BASE}, "rounding": {{ "level": "line", "mode": "halfUp" }}"#);
    let answer = preview(&program(&fields), &cart(r#"{ "price": "0.50" }, { "price": "0.50" }"#));
    assert_eq!(at(&answer, "points"), "2");
}

#[test]
fn full_steps_leave_the_rest_without_points() {
    let steps = program(r#""earn": [{ "id": "base", "points": 5, "every": "10.00" }]"#);
    assert_eq!(at(&preview(&steps, &cart(r#"{ "price": "29.90" }"#)), "points"), "10");
    let proportional = program(r#""earn": [{ "id": "base", "points": 5, "per": "10.00" }]"#);
    assert_eq!(at(&preview(&proportional, &cart(r#"{ "price": "29.90" }"#)), "points"), "14");
}

#[test]
fn too_small_an_amount_says_what_is_missing() {
    let steps = program(r#""earn": [{ "id": "base", "points": 5, "every": "10.00" }]"#);
    let answer = preview(&steps, &cart(r#"{ "price": "8.80" }"#));
    assert_eq!(at(&answer, "rules/0/why"), r#"{"code":"too-small","missing":120}"#);
}

#[test]
fn a_bonus_counts_orders_lines_or_units() {
    let lines =
        r#"{ "category": "tea", "price": 100, "quantity": 3 }, { "category": "tea", "price": 100 }, { "price": 100 }"#;
    for (each, points) in [("order", 7), ("line", 14), ("unit", 28)] {
        let program =
            program(&format!(r#""earn": [{{ "id": "tea", "points": 7, "each": "{each}", "categories": ["tea"] }}]"#));
        assert_eq!(rule(&preview(&program, &cart(lines)), "tea"), (points, "earned".to_owned()));
    }
}

#[test]
fn multipliers_compound_add_or_compete() {
    let multipliers = r#"{ "id": "double", "multiply": 2 }, { "id": "half-more", "multiply": "1.5" }"#;
    for (how, double, half) in [("compound", 100, 100), ("add", 100, 50), ("highest", 100, 0)] {
        let fields = format!(
            r#""multipliers": "{how}", "earn": [{{ "id": "base", "points": 1, "per": "1.00" }}, {multipliers}]"#
        );
        let answer = preview(&program(&fields), &cart(r#"{ "price": "100.00" }"#));
        assert_eq!(rule(&answer, "double").0, double, "{how}");
        assert_eq!(rule(&answer, "half-more").0, half, "{how}");
        assert_eq!(at(&answer, "points"), (100 + double + half).to_string());
    }
    let fields =
        format!(r#""multipliers": "highest", "earn": [{{ "id": "base", "points": 1, "per": "1.00" }}, {multipliers}]"#);
    assert_eq!(rule(&preview(&program(&fields), &cart(r#"{ "price": "100.00" }"#)), "half-more").1, "outdone");
}

#[test]
fn a_cap_counts_what_the_ledger_says_of_the_period() {
    let program =
        program(r#""earn": [{ "id": "base", "points": 1, "per": "1.00", "cap": { "points": 100, "per": "month" } }]"#);
    let request = r#"{
        "member": { "entries": [
            { "at": "2026-10-31T16:30:00Z", "points": 40, "spend": 4000, "rules": { "base": 40 } },
            { "at": "2026-10-31T15:30:00Z", "points": 50, "spend": 5000, "rules": { "base": 50 } }
        ] },
        "cart": { "lines": [{ "price": "80.00" }] }, "now": "2026-11-21T02:00:00Z" }"#;
    let answer = preview(&program, request);
    // The first entry is of November in Shanghai, the second of October.
    assert_eq!(at(&answer, "points"), "60");
    assert_eq!(at(&answer, "rules/0/why"), r#"{"code":"capped","cap":100,"per":"month","lost":20,"points":60}"#);
}

#[test]
fn a_multiplier_after_a_cap_lifts_what_the_cap_left() {
    let fields = r#""earn": [
        { "id": "base", "points": 1, "per": "1.00", "cap": { "points": 50, "per": "order" } }, { "id": "double", "multiply": 2 }
    ]"#;
    let answer = preview(&program(fields), &cart(r#"{ "price": "80.00" }"#));
    assert_eq!(at(&answer, "points"), "100");
}

#[test]
fn schedules_are_told_in_the_programs_time_zone() {
    let fields = r#""earn": [
        { "id": "base", "points": 1, "per": "1.00" },
        { "id": "member-day", "multiply": 2, "schedule": { "weekdays": ["wed"] } },
        { "id": "night", "points": 3, "each": "order", "schedule": { "hours": { "from": "22:00", "until": "02:00" } } },
        { "id": "autumn", "points": 5, "each": "order", "schedule": { "from": "2026-09-01", "until": "2026-11-25" } }
    ]"#;
    let program = program(fields);
    let ask = |now: &str| {
        preview(&program, &format!(r#"{{ "cart": {{ "lines": [{{ "price": "10.00" }}] }}, "now": "{now}" }}"#))
    };
    let wednesday = ask("2026-11-24T16:00:00Z");
    assert_eq!(rule(&wednesday, "member-day"), (10, "multiplied".to_owned()));
    assert_eq!(rule(&wednesday, "night").0, 3);
    assert_eq!(rule(&wednesday, "autumn").0, 5);
    let thursday = ask("2026-11-25T18:00:00Z");
    assert_eq!(rule(&thursday, "member-day"), (0, "weekday".to_owned()));
    assert_eq!(rule(&thursday, "night").1, "hours");
    assert_eq!(rule(&thursday, "autumn").1, "over");
    assert_eq!(rule(&ask("2026-08-31T15:59:00Z"), "autumn").1, "not-yet");
}

#[test]
fn exclusions_name_themselves_on_the_line() {
    let fields = format!(r#"{BASE}, "exclude": [{{ "id": "gift-cards", "categories": ["gift-card"] }}]"#);
    let answer =
        preview(&program(&fields), &cart(r#"{ "category": "gift-card", "price": "50.00" }, { "price": "10.00" }"#));
    assert_eq!(at(&answer, "points"), "10");
    assert_eq!(at(&answer, "lines/0/excluded"), r#""gift-cards""#);
}

const TIERS: &str = r#""tiers": [
    { "id": "silver", "from": 100, "benefits": [{ "discount": "10%" }] },
    { "id": "gold", "from": 500, "benefits": [{ "discount": "12%" }, { "multiply": "1.5" }] }
]"#;

#[test]
fn the_tier_before_the_purchase_brings_its_benefits() {
    let program = program(&format!("{BASE}, {TIERS}"));
    let request = r#"{
        "member": { "entries": [{ "at": "2026-11-01T00:00:00Z", "points": 450, "spend": 45000 }] },
        "cart": { "id": "o-1", "lines": [{ "id": "a", "price": "99.99" }, { "id": "b", "price": "0.01" }] },
        "now": "2026-11-21T02:00:00Z" }"#;
    let answer = preview(&program, request);
    assert_eq!(at(&answer, "discount"), "1000");
    assert_eq!(at(&answer, "amount"), "9000");
    assert_eq!(at(&answer, "before/tier"), r#""silver""#);
    assert_eq!(at(&answer, "after/tier"), r#""gold""#);
    let expected = r#"{"at":"2026-11-21T02:00:00Z","order":"o-1","points":90,"spend":9000,"rules":{"base":90}}"#;
    assert_eq!(at(&answer, "entry"), expected);
}

#[test]
fn a_tiers_multiplier_names_its_tier() {
    let program = program(&format!("{BASE}, {TIERS}"));
    let request = r#"{
        "member": { "entries": [{ "at": "2026-11-01T00:00:00Z", "points": 600, "spend": 60000 }] },
        "cart": { "lines": [{ "price": "100.00" }] }, "now": "2026-11-21T02:00:00Z" }"#;
    assert_eq!(rule(&preview(&program, request), "tier:gold"), (44, "multiplied".to_owned()));
}

#[test]
fn what_is_taken_back_takes_back_what_it_earned() {
    let program = program(BASE);
    let bought = preview(&program, &cart(r#"{ "price": "19.90", "quantity": 3 }"#));
    let returned = preview(&program, &cart(r#"{ "price": "19.90", "quantity": -3 }"#));
    assert_eq!(at(&bought, "points"), "59");
    assert_eq!(at(&returned, "points"), "-59");
    assert_eq!(at(&returned, "entry/spend"), "-5970");
}

#[test]
fn the_standing_says_what_is_missing_and_when_the_tier_falls() {
    let program = program(&format!(r#"{BASE}, {TIERS}, "qualify": {{ "on": "points", "within": {{ "days": 365 }} }}"#));
    let request = r#"{ "now": "2026-11-21T02:00:00Z", "member": { "entries": [
        { "at": "2025-11-21T15:59:00Z", "points": 1000, "spend": 0 },
        { "at": "2025-11-21T16:01:00Z", "points": 80, "spend": 0 },
        { "at": "2026-03-01T00:00:00Z", "points": 70, "spend": 0 },
        { "at": "2026-11-21T02:00:01Z", "points": 999, "spend": 0 }
    ] } }"#;
    let status = program.status_json(request).unwrap();
    assert_eq!(at(&status, "value"), "150");
    assert_eq!(at(&status, "points"), "1150");
    assert_eq!(at(&status, "next"), r#"{"tier":"gold","from":500,"missing":350,"percent":30}"#);
    assert_eq!(at(&status, "period"), r#"{"from":"2025-11-22"}"#);
    // On 2026-11-22 the 80 points of a year before leave, and 70 are too few.
    assert_eq!(at(&status, "until"), r#""2026-11-22""#);
}

#[test]
fn a_calendar_year_counts_from_new_years_day_in_the_programs_zone() {
    let program = program(&format!(r#"{BASE}, {TIERS}, "qualify": {{ "on": "spend", "within": "calendarYear" }}"#));
    let request = r#"{ "now": "2026-11-21T02:00:00Z", "member": { "entries": [
        { "at": "2025-12-31T15:59:59Z", "points": 0, "spend": 90000 },
        { "at": "2025-12-31T16:00:00Z", "points": 0, "spend": 120 }
    ] } }"#;
    let status = program.status_json(request).unwrap();
    assert_eq!(at(&status, "value"), "120");
    assert_eq!(at(&status, "tier"), r#""silver""#);
    assert_eq!(at(&status, "period"), r#"{"from":"2026-01-01","until":"2026-12-31"}"#);
    assert_eq!(at(&status, "until"), r#""2027-01-01""#);
}

#[test]
fn a_multiplier_gives_only_to_the_lines_that_it_is_for() {
    let program = program(
        r#""rounding": { "mode": "halfEven" },
        "earn": [{ "id": "b", "points": 1, "per": "2.00" }, { "id": "m", "multiply": 2, "products": ["x"] }]"#,
    );
    for other in ["19.00", "21.00"] {
        let cart = cart(&format!(r#"{{ "product": "y", "price": "{other}" }}, {{ "product": "x", "price": "2.00" }}"#));
        let answer = preview(&program, &cart);
        assert!(!at(&answer, "lines/0/earned").contains(r#""m""#), "{answer}");
        assert_eq!(rule(&answer, "m").1, "multiplied");
    }
}

#[test]
fn what_is_taken_back_is_no_more_than_the_cap() {
    let program =
        program(r#""earn": [{ "id": "b", "points": 1, "per": "1.00", "cap": { "points": 100, "per": "month" } }]"#);
    assert_eq!(at(&preview(&program, &cart(r#"{ "price": "150.00" }"#)), "points"), "100");
    assert_eq!(at(&preview(&program, &cart(r#"{ "price": "150.00", "quantity": -1 }"#)), "points"), "-100");
}

#[test]
fn multipliers_below_one_never_turn_giving_into_taking() {
    let program = program(
        r#""multipliers": "add", "earn": [{ "id": "b", "points": 1, "per": "1.00" },
        { "id": "none", "multiply": 0 }, { "id": "again", "multiply": 0 }]"#,
    );
    assert_eq!(at(&preview(&program, &cart(r#"{ "price": "100.00" }"#)), "points"), "0");
}

#[test]
fn a_discount_is_taken_back_as_it_was_given() {
    let program =
        program(&format!(r#"{BASE}, "tiers": [{{ "id": "t", "from": 0, "benefits": [{{ "discount": "50%" }}] }}]"#));
    let answer = preview(&program, &cart(r#"{ "price": "0.01" }, { "price": "0.01", "quantity": -1 }"#));
    assert_eq!(at(&answer, "amount"), "0");
    assert_eq!(at(&answer, "discount"), "0");
}

#[test]
fn a_condition_with_an_unknown_function_is_refused() {
    let text = r#"{ "currency": "CNY", "timeZone": "UTC",
        "earn": [{ "id": "b", "points": 1, "per": "1.00", "when": "dateDif({cart.total}) = 1" }] }"#;
    let error = Program::parse(text).unwrap_err();
    assert_eq!((error.code().as_str(), error.path()), ("function", "/earn/0/when"));
}

#[test]
fn a_cart_of_too_many_lines_is_refused() {
    let lines = vec![r#"{ "price": 1 }"#; patronage::loyalty::MAX_LINES + 1].join(",");
    let error = program(BASE).preview_json(&cart(&lines)).unwrap_err();
    assert_eq!((error.code().as_str(), error.path()), ("too-large", "/cart/lines"));
}

/// In a cart of hundreds of lines, many values and rules for some of them, each line earns what it earns alone.
#[test]
fn a_line_of_a_long_cart_earns_what_it_earns_alone() {
    let program = program(
        r#""rounding": { "level": "line" }, "exclude": [{ "id": "none", "products": ["p7", "p140"] }],
        "earn": [
            { "id": "base", "points": 1, "per": "1.00" },
            { "id": "products", "points": 3, "per": "2.00", "products": ["p3", "p77", "p131", "p131", "p10"] },
            { "id": "categories", "points": 2, "per": "3.00", "categories": ["c1", "c2"], "products": ["p1", "p41"] },
            { "id": "dear", "points": 5, "per": "7.00", "lines": "{line.price} >= 100 and {line.quantity} < 3" },
            { "id": "brand", "points": 7, "per": "9.00", "lines": "{line.brand} = 'b5' or {line.tags.first} = 't8'" },
            { "id": "both", "points": 1, "each": "unit", "lines": "{line.price} * {line.quantity} > 300 or !({line.brand} = 'b1')" },
            { "id": "double", "multiply": 2, "lines": "{line.category} anyof ['c0', 'c3'] and {line.brand} notempty" },
            { "id": "more", "multiply": "3/2", "rules": ["base", "both"], "products": ["p3", "p4"] }
        ]"#,
    );
    let line = |index: usize| {
        let brand = if index.is_multiple_of(11) { String::new() } else { format!(r#""brand": "b{}","#, index % 9) };
        let (product, category, quantity, price) = (index % 150, index % 5, index % 4 + 1, index * 37 % 199);
        format!(
            r#"{{ "product": "p{product}", "category": "c{category}", "quantity": {quantity}, "price": "{price}.{:02}",
            {brand} "tags": {{ "first": "t{}" }} }}"#,
            index % 100,
            index % 13
        )
    };
    let lines: Vec<String> = (0..300).map(line).collect();
    let whole = preview(&program, &cart(&lines.join(", ")));
    for (index, line) in lines.iter().enumerate() {
        let alone = preview(&program, &cart(line));
        assert_eq!(at(&whole, &format!("lines/{index}")), at(&alone, "lines/0"), "of {line}");
    }
}

/// Full steps that a multiplier lifts are those that its lines fill by themselves, so what lies beside takes nothing away.
#[test]
fn a_multiplier_lifts_the_full_steps_of_its_lines() {
    let program = program(
        r#""earn": [
            { "id": "steps", "points": 10, "every": "100.00" },
            { "id": "tea", "multiply": 2, "products": ["tea"] },
            { "id": "more", "multiply": "3/2", "products": ["tea", "cup"] }
        ]"#,
    );
    let earned = |lines: &str| {
        let answer = preview(&program, &cart(lines));
        ["steps", "tea", "more"].map(|id| rule(&answer, id).0)
    };
    let tea = r#"{ "product": "tea", "price": "120.00" }"#;
    assert_eq!(earned(tea), [10, 10, 10]);
    assert_eq!(earned(&format!(r#"{tea}, {{ "product": "pot", "price": "50.00" }}"#)), [10, 10, 10]);
    assert_eq!(earned(&format!(r#"{tea}, {{ "product": "pot", "price": "80.00" }}"#)), [20, 10, 10]);
    // The cup fills a step with what is left of the tea, which counts once and a half.
    assert_eq!(earned(&format!(r#"{tea}, {{ "product": "cup", "price": "80.00" }}"#)), [20, 10, 15]);
    let answer = preview(&program, &cart(&format!(r#"{tea}, {{ "product": "cup", "price": "80.00" }}"#)));
    assert_eq!(at(&answer, "lines/0/earned"), r#"{"steps":12,"tea":10,"more":11}"#);
    assert_eq!(at(&answer, "lines/1/earned"), r#"{"steps":8,"more":4}"#);
}

#[test]
fn what_is_too_large_is_refused() {
    let refused = |program: &Program, request: &str| {
        let error = program.preview_json(request).unwrap_err();
        (error.code().as_str(), error.path().to_owned(), error.params().to_vec())
    };
    let rules: Vec<String> = (0..500).map(|id| format!(r#"{{ "id": "{id}", "points": 1, "per": 100 }}"#)).collect();
    let many = program(&format!(r#""earn": [{}]"#, rules.join(", ")));
    let lines = |count: usize| cart(&vec![r#"{ "price": 1 }"#; count].join(", "));
    assert_eq!(at(&preview(&many, &lines(2_000)), "points"), "10000");
    let (code, path, params) = refused(&many, &lines(2_001));
    assert_eq!((code, &*path), ("too-large", "/cart/lines"));
    assert_eq!(params, [("limit", "2000".to_owned()), ("what", "lines".to_owned())]);

    let tags = |count: usize| cart(&format!(r#"{{ "price": 1, "tags": [{}] }}"#, vec!["1"; count].join(", ")));
    let one = program(BASE);
    preview(&one, &tags(1_000));
    let (code, path, params) = refused(&one, &tags(1_001));
    assert_eq!((code, &*path), ("too-large", "/cart/lines/0/tags"));
    assert_eq!(params, [("limit", "1000".to_owned()), ("what", "items".to_owned())]);

    let nested = |lists: usize| {
        let lists = vec![format!("[{}]", vec!["1"; 99].join(", ")); lists].join(", ");
        cart(&format!(r#"{{ "price": 1, "tags": [{lists}] }}"#))
    };
    preview(&one, &nested(10));
    assert_eq!(refused(&one, &nested(11)).1, "/cart/lines/0/tags");

    let id = |length: usize| {
        let earn = format!(r#"[{{ "id": "{}", "points": 1, "per": 100 }}]"#, "x".repeat(length));
        Program::parse(&format!(r#"{{ "currency": "CNY", "timeZone": "UTC", "earn": {earn} }}"#))
    };
    id(200).unwrap();
    assert_eq!(id(201).unwrap_err().path(), "/earn/0/id");

    let rates = (0..300).map(|id| format!(r#"{{ "id": "r{id}", "points": 1, "per": 100 }}"#));
    let multipliers = (0..300).map(|id| format!(r#"{{ "id": "m{id}", "multiply": 1 }}"#));
    let both = program(&format!(r#""earn": [{}]"#, rates.chain(multipliers).collect::<Vec<_>>().join(", ")));
    preview(&both, &lines(50));
    assert_eq!(refused(&both, &lines(56)).1, "/cart/lines");

    let long = " ".repeat(patronage::kernel::json::MAX_TEXT);
    assert_eq!(refused(&one, &(long + "{}")).0, "too-large");
}

/// Whatever was given and taken back before, a capped rule takes back no more than it gave.
#[test]
fn a_capped_rule_takes_back_what_it_gave() {
    let capped = |per: &str| {
        program(&format!(
            r#""earn": [{{ "id": "b", "points": 1, "per": "1.00", "cap": {{ "points": 10, "per": "{per}" }} }}]"#
        ))
    };
    for per in ["order", "month"] {
        let program = capped(per);
        let mut entries: Vec<String> = Vec::new();
        let mut points = Vec::new();
        for (quantity, price) in [(1, 100), (-1, 50), (-1, 50), (1, 100)] {
            let request = format!(
                r#"{{ "member": {{ "entries": [{}] }}, "now": "2026-11-21T02:00:00Z",
                "cart": {{ "lines": [{{ "quantity": {quantity}, "price": "{price}.00" }}] }} }}"#,
                entries.join(", ")
            );
            let answer = preview(&program, &request);
            points.push(at(&answer, "points"));
            entries.push(at(&answer, "entry"));
        }
        assert_eq!(points, ["10", "-10", "0", "10"], "{per}");
    }
    let two = program(
        r#""earn": [{ "id": "a", "points": 1, "per": "1.00" }, { "id": "b", "points": 1, "per": "1.00" },
        { "id": "m", "multiply": 2, "cap": { "points": 10, "per": "order" } }]"#,
    );
    assert_eq!(rule(&preview(&two, &cart(r#"{ "price": "100.00", "quantity": -1 }"#)), "m").0, -10);
}

/// A multiplier's cap doesn't make its points the base of those after it, and multipliers that are added up are clipped once.
#[test]
fn multipliers_that_are_added_up_start_from_the_base() {
    let added = |rules: &str, price: &str| {
        let program = program(&format!(
            r#""multipliers": "add", "earn": [{{ "id": "b", "points": 1, "per": "1.00" }}, {rules}]"#
        ));
        at(&preview(&program, &cart(&format!(r#"{{ "price": "{price}" }}"#))), "points")
    };
    let capped =
        r#"{ "id": "m1", "multiply": 21, "cap": { "points": 10, "per": "order" } }, { "id": "m2", "multiply": 3 }"#;
    assert_eq!(added(capped, "0.90"), "11");
    let orders = ["0.2, 0.3, 3", "3, 0.2, 0.3", "0.3, 3, 0.2"].map(|factors| {
        let rule = |(index, factor): (usize, &str)| format!(r#"{{ "id": "m{index}", "multiply": "{factor}" }}"#);
        let rules: Vec<String> = factors.split(", ").enumerate().map(rule).collect();
        added(&rules.join(", "), "10.00")
    });
    assert_eq!(orders, ["15", "15", "15"]);
}

#[test]
fn a_bonus_is_rounded_as_the_program_says() {
    let program = program(
        r#""rounding": { "mode": "halfUp" }, "earn": [{ "id": "b", "points": 1, "each": "line" },
        { "id": "m", "multiply": "1.5", "rules": ["b"] }]"#,
    );
    assert_eq!(at(&preview(&program, &cart(&[r#"{ "price": 1 }"#; 4].join(", "))), "points"), "6");
}

/// A sum that rounding brings to zero is zero, also where a multiplier turned its sign.
#[test]
fn a_sum_that_turns_its_sign_is_rounded_towards_zero() {
    let program = program(
        r#""earn": [{ "id": "b", "points": 1, "per": "1.00" }, { "id": "m", "multiply": "2.8", "products": ["B"] }]"#,
    );
    let lines = r#"{ "price": "1.90" }, { "product": "B", "price": "1.00", "quantity": -1 }"#;
    assert_eq!(at(&preview(&program, &cart(lines)), "points"), "0");
}

#[test]
fn a_guest_stands_where_a_member_without_a_ledger_stands() {
    let program = program(
        r#""earn": [{ "id": "first", "points": 5, "each": "order", "when": "{member.orders} = 0 and {member.tier} = 'basic'" }],
        "tiers": [{ "id": "basic", "from": 0 }]"#,
    );
    assert_eq!(at(&preview(&program, &cart(r#"{ "price": 1 }"#)), "points"), "5");
}

/// As many multipliers at once as the documentation promises.
#[test]
fn six_multipliers_of_two_decimals_act_at_once() {
    for (count, factor) in [(6, "1.01"), (12, "1.1")] {
        let multipliers: Vec<String> =
            (0..count).map(|id| format!(r#"{{ "id": "m{id}", "multiply": "{factor}" }}"#)).collect();
        let rates = r#"{ "id": "a", "points": 7, "per": "9999.99" }, { "id": "b", "points": 3, "every": "7.77" }"#;
        let program = program(&format!(r#""earn": [{rates}, {}]"#, multipliers.join(", ")));
        preview(&program, &cart(r#"{ "price": "12345.67" }, { "price": "0.01" }, { "price": "98765.43" }"#));
    }
}

/// Points that a return takes out of a period make no room for more than the cap.
#[test]
fn a_return_makes_no_room_beyond_the_cap() {
    let program =
        program(r#""earn": [{ "id": "b", "points": 1, "per": "1.00", "cap": { "points": 100, "per": "month" } }]"#);
    let entry = |at: &str, points: i64| {
        format!(r#"{{ "at": "{at}T02:00:00Z", "points": {points}, "spend": 0, "rules": {{ "b": {points} }} }}"#)
    };
    let entries = [entry("2026-10-05", 90), entry("2026-11-02", -90)].join(", ");
    let request = format!(
        r#"{{ "member": {{ "entries": [{entries}] }}, "now": "2026-11-21T02:00:00Z", "cart": {{ "lines": [{{ "price": "500.00" }}] }} }}"#
    );
    assert_eq!(at(&preview(&program, &request), "points"), "100");
}

/// A return that a cap keeps from taking anything back, or that cancels a purchase, is not short of a first point.
#[test]
fn a_return_is_not_told_what_is_missing() {
    let program = program(
        r#""earn": [{ "id": "b", "points": 1, "per": "1.00" }, { "id": "order", "points": 5, "each": "order" }]"#,
    );
    let answer = preview(&program, &cart(r#"{ "price": "1.00" }, { "price": "1.00", "quantity": -1 }"#));
    assert_eq!(at(&answer, "rules/0/why"), r#"{"code":"too-small"}"#);
    let answer = preview(&program, &cart(r#"{ "price": "1.00", "quantity": -1 }"#));
    assert_eq!(rule(&answer, "order"), (0, "no-lines".to_owned()));
}

/// What an event on a Saturday morning earns, with such a ledger.
fn award(program: &Program, entries: &str, event: &str) -> String {
    let request = format!(
        r#"{{ "member": {{ "level": 3, "entries": [{entries}] }}, "event": {event}, "now": "2026-11-21T02:00:00Z" }}"#
    );
    program.award_json(&request).unwrap_or_else(|error| panic!("{error}: {request}"))
}

const EVENTS: &str = r#""earn": [], "tiers": [{ "id": "silver", "from": 60 }], "events": [
    { "id": "thanks", "on": "survey", "points": 50, "cap": { "points": 80, "per": "month" } },
    { "id": "app", "on": "survey", "points": 20, "channels": ["app"], "when": "{event.score} >= 9 and {member.level} = 3" },
    { "id": "other", "on": "referral", "points": 7 }]"#;

#[test]
fn an_event_earns_once_for_its_kind_and_id() {
    let program = program(EVENTS);
    let first = award(&program, "", r#"{ "kind": "survey", "id": "spring", "channel": "app", "score": 9 }"#);
    assert_eq!(at(&first, "points"), "70");
    assert_eq!(rule(&first, "thanks"), (50, "earned".to_owned()));
    assert_eq!(rule(&first, "app"), (20, "earned".to_owned()));
    assert!(!first.contains("other"));
    assert_eq!((at(&first, "before/tier"), at(&first, "after/tier")), ("null".to_owned(), r#""silver""#.to_owned()));

    let entry = at(&first, "entry");
    let again = award(&program, &entry, r#"{ "kind": "survey", "id": "spring", "channel": "app", "score": 9 }"#);
    assert_eq!(at(&again, "points"), "0");
    assert_eq!(rule(&again, "thanks"), (0, "already".to_owned()));
    assert!(!again.contains(r#""entry""#));

    let next = award(&program, &entry, r#"{ "kind": "survey", "id": "autumn", "score": 9 }"#);
    assert_eq!(rule(&next, "thanks"), (30, "capped".to_owned()));
    assert_eq!(rule(&next, "app"), (0, "channel".to_owned()));
    let same_id = award(&program, &entry, r#"{ "kind": "referral", "id": "spring" }"#);
    assert_eq!(rule(&same_id, "other"), (7, "earned".to_owned()));
}

#[test]
fn an_event_earns_once_also_by_a_clock_that_is_behind_and_events_are_no_orders() {
    let program = program(EVENTS);
    let later =
        r#"{ "at": "2026-11-21T02:00:01Z", "event": { "kind": "survey", "id": "spring" }, "points": 50, "spend": 0 }"#;
    assert_eq!(
        rule(&award(&program, later, r#"{ "kind": "survey", "id": "spring" }"#), "thanks"),
        (0, "already".to_owned())
    );
    let orders = r#""earn": [{ "id": "first", "points": 5, "each": "order", "when": "{member.orders} = 0" }]"#;
    let request = r#"{ "member": { "entries": [{ "at": "2026-11-01T00:00:00Z", "event": { "kind": "survey", "id": "s" }, "points": 1, "spend": 0 }] },
        "cart": { "lines": [{ "price": 100 }] }, "now": "2026-11-21T02:00:00Z" }"#;
    let fields = format!(r#""currency": "CNY", "timeZone": "Asia/Shanghai", {orders}"#);
    assert_eq!(rule(&preview(&Program::parse(&format!("{{ {fields} }}")).unwrap(), request), "first").0, 5);
}

#[test]
fn a_rule_for_events_is_checked_like_the_others() {
    let refused = |events: &str| {
        let text = format!(
            r#"{{ "currency": "CNY", "timeZone": "Asia/Shanghai",
            "earn": [{{ "id": "base", "points": 1, "per": "1.00" }}], "events": [{events}] }}"#
        );
        let error = Program::parse(&text).unwrap_err();
        format!("{} {}", error.code().as_str(), error.path())
    };
    assert_eq!(refused(r#"{ "id": "base", "on": "survey", "points": 1 }"#), "same-id /events/0/id");
    let twice = r#"{ "id": "a", "on": "survey", "points": 1 }"#;
    assert_eq!(refused(&format!("{twice}, {twice}")), "same-id /events/1/id");
    assert_eq!(
        refused(r#"{ "id": "a", "on": "survey", "points": 1, "when": "{cart.total} > 1" }"#),
        "variable /events/0/when"
    );
    assert_eq!(
        refused(r#"{ "id": "a", "on": "survey", "points": 1, "tiers": ["gold"] }"#),
        "no-such-id /events/0/tiers/0"
    );
    assert_eq!(refused(r#"{ "id": "a", "on": "survey" }"#), "missing /events/0/points");
}
