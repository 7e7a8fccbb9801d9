//! Histories whose standing is known, and the real log's invariants.

use super::*;
use crate::orders::{self, ColumnFlags, Settings};
use patronage::kernel::calendar::{Date, Zone};
use patronage::kernel::money::Currency;
use patronage_log::moment::DateOrder;
use serde_json::{Value, json};

fn run_all(program: &str, products: &[Product], members: &[Member], now: i64) -> Vec<Standing> {
    run(program, products, members, now, &|| ()).unwrap()
}

fn status(standing: &Standing) -> Value {
    serde_json::from_str(&standing.status).unwrap()
}

fn entries(standing: &Standing) -> Vec<Value> {
    standing.entries.iter().map(|entry| serde_json::from_str(entry).unwrap()).collect()
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(crate::run::root().join(format!("www/programs/{name}.json"))).unwrap()
}

/// Two points for each full pound, three times as many on Thursdays; silver from 30.
fn small_program() -> String {
    json!({
        "currency": "GBP",
        "timeZone": "Europe/London",
        "earn": [
            { "id": "base", "points": 2, "every": "1.00" },
            { "id": "thursday", "multiply": "3", "schedule": { "weekdays": ["thu"] } },
        ],
        "tiers": [{ "id": "silver", "from": 30 }],
    })
    .to_string()
}

#[test]
fn a_small_log_earns_what_a_hand_computes() {
    let text = "invoice,sku,qty,date,price,customer
1,mug,2,2010-12-01 08:00,2.55,A
2,lamp,1,2010-12-02 08:00,10.00,A
C3,mug,-1,2010-12-03 08:00,2.55,A
4,mug,1,2010-12-03 09:00,0.99,B
";
    let zone = Zone::named("Europe/London").unwrap();
    let flags = ColumnFlags::default();
    let currency = Currency::named("GBP").unwrap();
    let settings = Settings { flags: &flags, currency, dates: DateOrder::Ymd, encoding: None, zone: &zone };
    let log = orders::read(text.as_bytes(), &settings).unwrap();
    let standings = run_all(&small_program(), &log.products, &log.members, log.last.unwrap());

    let points: Vec<Value> = entries(&standings[0]).iter().map(|entry| entry["points"].clone()).collect();
    // Wednesday 5.10: 2 × 5. Thursday 10.00: 2 × 10 × 3. Friday: 2.55 taken back, 2 × 2.
    assert_eq!(points, [10, 60, -4]);
    let first = status(&standings[0]);
    assert_eq!((&first["points"], &first["spend"], &first["tier"]), (&json!(66), &json!(1255), &json!("silver")));
    let second = status(&standings[1]);
    assert_eq!((&second["points"], &second["spend"], &second["tier"]), (&json!(0), &json!(99), &json!(null)));
    assert_eq!(second["next"]["missing"], 30);
}

#[test]
fn an_order_that_the_engine_refuses_is_told_and_the_rest_goes_on() {
    let products = [Product { price: 100, ..Product::new("mug") }];
    let line = Line { product: 0, quantity: 1, price: 100 };
    let channel = Some("store".to_owned());
    let order = |id: &str, lines| Order { id: id.to_owned(), at: 1_291_161_600_000, channel: channel.clone(), lines };
    let far = Line { quantity: i64::MAX, ..line };
    let members = [Member { orders: vec![order("1", vec![far]), order("2", vec![line])], ..Member::new("A") }];
    let standings = run_all(&small_program(), &products, &members, 1_291_161_600_000);
    assert_eq!(standings[0].refused[0].0, "1");
    assert_eq!(standings[0].refused[0].1.path(), "/cart/lines/0/quantity");
    assert_eq!(status(&standings[0])["points"], 2);
}

#[test]
fn a_seed_makes_the_same_shop_again() {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    let today = Date::parse("2026-11-18").unwrap();
    let (products, members) = generate(7, 40, &zone, today);
    let (_, again) = generate(7, 40, &zone, today);
    let (_, other) = generate(8, 40, &zone, today);
    let told = |members: &[Member]| format!("{members:?}");
    assert_eq!(told(&members), told(&again));
    assert_ne!(told(&members), told(&other));
    let end = zone.start_of_day(today).millis();
    assert!(members.iter().all(|member| !member.orders.is_empty()));
    assert!(members.iter().flat_map(|member| &member.orders).all(|order| order.at < end));
    let standings = run_all(&sample("cafe"), &products, &members, end);
    assert!(standings.iter().all(|standing| standing.refused.is_empty()));
    for tier in [json!(null), json!("silver"), json!("gold")] {
        assert!(standings.iter().any(|standing| status(standing)["tier"] == tier), "nobody has {tier}");
    }
}

#[test]
fn every_sample_program_compiles() {
    for name in ["cafe", "gift-shop", "plain"] {
        patronage::loyalty::Program::parse(&sample(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_sample_of_offers_compiles_in_the_currency_of_its_program() {
    for name in ["cafe", "gift-shop", "plain"] {
        let text = std::fs::read_to_string(crate::run::root().join(format!("www/offers/{name}.json"))).unwrap();
        let offers = patronage::offers::Offers::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let program: Value = serde_json::from_str(&sample(name)).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(program["currency"], offers.currency().code(), "{name}");
        assert_eq!(program["timeZone"], document["timeZone"], "{name}");
    }
}

#[test]
fn the_trainers_log_has_what_was_bought_by_members_and_guests_and_nothing_that_came_back() {
    let products =
        [Product { price: 1250, category: Some("ware".to_owned()), ..Product::new("mug, blue") }, Product::new("free")];
    let line = |product, quantity| Line { product, quantity, price: 1250 };
    let channel = Some("store".to_owned());
    let order = |id: &str, lines| Order { id: id.to_owned(), at: 1_291_161_600_000, channel: channel.clone(), lines };
    let bought = vec![line(0, 2), line(1, 1)];
    let mut member = Member { orders: vec![order("1", bought), order("2", vec![line(0, -1)])], ..Member::new("A") };
    member.facts.insert("country".to_owned(), "UK".into());
    let members = [member];
    let path = std::env::temp_dir().join(format!("patronage-log-{}.csv", std::process::id()));
    let count = write_log(&products, &members, &[order("3", vec![line(0, 1)])], 2, &path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(
        text,
        "member_id,order_id,item_id,ordered_at,quantity,price,category,place,segment\n\
         A,1,\"mug, blue\",2010-12-01T00:00:00Z,2,12.50,ware,store,UK\n\
         ,3,\"mug, blue\",2010-12-01T00:00:00Z,1,12.50,ware,store,\n"
    );
    assert_eq!(count, 2);
}

#[test]
fn the_generated_shop_has_habits_that_can_be_learnt() {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    let today = Date::parse("2026-11-18").unwrap();
    let (products, members) = generate(7, 200, &zone, today);
    let place = |id: &str| products.iter().position(|product| product.id == id).unwrap();
    let orders: Vec<&Order> = members.iter().flat_map(|member| &member.orders).collect();
    let has = |order: &Order, product| order.lines.iter().any(|line| line.product == product && line.quantity > 0);
    let (latte, croissant) = (place("latte"), place("croissant"));
    let share =
        |orders: &[&Order]| orders.iter().filter(|order| has(order, croissant)).count() as f64 / orders.len() as f64;
    let with: Vec<&Order> = orders.iter().copied().filter(|order| has(order, latte)).collect();
    assert!(share(&with) > 3.0 * share(&orders), "{} of lattes, {} of all", share(&with), share(&orders));
    let newest = place("taro-puff");
    let first = orders.iter().filter(|order| has(order, newest)).map(|order| order.at).min().unwrap();
    let days = (zone.start_of_day(today).millis() - first) / 86_400_000;
    assert!((5..=12).contains(&days), "first sold {days} days ago");
}

#[test]
fn the_real_log_gives_every_member_a_standing() {
    let path = crate::run::root().join("../shared/data/online_retail.csv.gz");
    let Ok(file) = std::fs::File::open(path) else {
        return println!("skipped: ../shared/data/online_retail.csv.gz is not here");
    };
    let zone = Zone::named("Europe/London").unwrap();
    let flags = ColumnFlags::default();
    let currency = Currency::named("GBP").unwrap();
    let settings = Settings { flags: &flags, currency, dates: DateOrder::Ymd, encoding: None, zone: &zone };
    let log = orders::read(file, &settings).unwrap();
    let standings = run_all(&sample("gift-shop"), &log.products, &log.members, log.last.unwrap());
    assert_eq!(standings.len(), 4_372);
    for (member, standing) in log.members.iter().zip(&standings) {
        let entries = entries(standing);
        let status = status(standing);
        assert!(standing.refused.is_empty(), "{}: {:?}", member.id, standing.refused);
        assert_eq!(entries.len(), member.orders.len());
        // The program gives no discount, so what the ledger says was spent is what the log says was paid.
        let paid: i64 =
            member.orders.iter().flat_map(|order| &order.lines).map(|line| line.quantity * line.price).sum();
        assert_eq!(status["spend"], paid, "{}", member.id);
        let points: i64 = entries.iter().map(|entry| entry["points"].as_i64().unwrap()).sum();
        assert_eq!(status["points"], points, "{}", member.id);
        for entry in &entries {
            let by_rule: i64 = entry["rules"]
                .as_object()
                .into_iter()
                .flat_map(|rules| rules.values())
                .map(|points| points.as_i64().unwrap())
                .sum();
            assert_eq!(entry["points"], by_rule, "{}: {entry}", member.id);
        }
    }
}
