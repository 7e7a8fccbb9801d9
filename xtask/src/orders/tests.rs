//! Logs whose right reading is known.

use super::*;
use crate::shop::Member;
use patronage::kernel::calendar::Zone;
use patronage::kernel::money::Currency;
use patronage_log::moment::DateOrder;

fn settings<'a>(zone: &'a Zone, flags: &'a ColumnFlags, currency: &str) -> Settings<'a> {
    let currency = Currency::named(currency).unwrap();
    Settings { flags, currency, dates: DateOrder::Ymd, encoding: None, zone }
}

fn read_text(text: &str) -> Log {
    let zone = Zone::named("UTC").unwrap();
    read(text.as_bytes(), &settings(&zone, &ColumnFlags::default(), "GBP")).unwrap()
}

fn spend(member: &Member) -> i64 {
    member.orders.iter().flat_map(|order| &order.lines).map(|line| line.quantity * line.price).sum()
}

const TINY: &str = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,A,\"Mug, blue\",2,2010-12-02 08:26,2.55,17850,UK
1,B,Lamp,1,2010-12-02 08:26,10,17850,UK
2,A,\"Mug, blue\",1,2010-12-01 09:00,2.60,17850,UK
C3,A,\"Mug, blue\",-1,2010-12-03 09:00,2.55,17850,UK
4,A,\"Mug, blue\",1,2010-12-03 09:00,2.55,,UK
5,A,\"Mug, blue\",1,2010-12-03 09:00,0.001,17850,UK
6,A,\"Mug, blue\",1,2010-13-03 09:00,2.55,17850,UK
7,A,\"Mug, blue\",one,2010-12-03 09:00,2.55,17850,UK
8,A,\"Mug, blue\",1,2010-12-03 09:00,-2.55,17850,UK
9,A,\"Mug, blue\",1,2010-12-03
10,B,Lamp,1,2010-12-04 10:00,0,12346,France
";

#[test]
fn every_line_is_used_or_counted_with_its_reason() {
    let log = read_text(TINY);
    let counts = [
        (Reason::NoMember, 1),
        (Reason::Price, 1),
        (Reason::Time, 1),
        (Reason::Quantity, 1),
        (Reason::NegativePrice, 1),
        (Reason::Fields, 1),
    ];
    for (reason, count) in counts {
        assert_eq!(log.problems.count(reason), count, "{reason:?}");
    }
    assert_eq!((log.lines, log.used), (11, 5));
    assert_eq!(log.problems.iter().map(|(_, tally)| tally.count).sum::<u64>(), 6);
}

#[test]
fn what_a_guest_bought_is_kept_apart_and_changes_no_price() {
    let text = "order,sku,qty,date,price,customer
1,mug,1,2010-12-01,2.55,A
2,mug,3,2010-12-02,9.99,
2,lamp,1,2010-12-02,20.00,
,lamp,1,2010-12-02,20.00,
";
    let log = read_text(text);
    assert_eq!((log.used, log.problems.count(Reason::NoMember), log.members.len()), (1, 3, 1));
    let guests: Vec<(&str, usize)> = log.guests.iter().map(|order| (order.id.as_str(), order.lines.len())).collect();
    assert_eq!(guests, [("2", 2)]);
    let prices: Vec<(&str, i64)> = log.products.iter().map(|product| (product.id.as_str(), product.price)).collect();
    assert_eq!(prices, [("mug", 255), ("lamp", 2000)]);
}

#[test]
fn an_empty_quantity_is_a_fault_but_without_the_column_it_is_one() {
    let log = read_text("member,date,price,qty\n1,2020-01-01,2,\n1,2020-01-01,2,.0\n1,2020-01-01,2,3.0\n");
    assert_eq!((log.used, spend(&log.members[0]), log.problems.count(Reason::Quantity)), (1, 600, 2));
    let (_, tally) = log.problems.iter().next().unwrap();
    let example = &tally.examples[0];
    assert_eq!((example.line, example.column.as_str(), example.found.as_str()), (2, "qty", ""));
    let log = read_text("member,date,price\n1,2020-01-01,2\n");
    assert_eq!((log.used, spend(&log.members[0])), (1, 200));
}

#[test]
fn a_fault_is_told_with_its_line_and_column() {
    let log = read_text(TINY);
    let (_, tally) = log.problems.iter().find(|(reason, _)| *reason == Reason::Price).unwrap();
    let example = &tally.examples[0];
    assert_eq!((example.line, example.column.as_str(), example.found.as_str()), (7, "UnitPrice", "0.001"));
}

#[test]
fn orders_come_in_time_order_and_cancellations_take_back() {
    let log = read_text(TINY);
    let member = &log.members[0];
    let ids: Vec<&str> = member.orders.iter().map(|order| order.id.as_str()).collect();
    assert_eq!((member.id.as_str(), ids), ("17850", vec!["2", "1", "C3"]));
    assert_eq!(spend(member), 260 + 2 * 255 + 1000 - 255);
    assert_eq!(member.orders[1].at, 1_291_278_360_000);
    assert_eq!(member.facts["country"], "UK");
    assert_eq!(log.products[0].price, 255);
}

#[test]
fn columns_are_found_by_chinese_and_english_names_and_any_delimiter() {
    let log = read_text("会员号;下单时间;商品名称;单价;数量\n88;2026/3/1 09:30:00;拿铁;28.00;2\n");
    assert_eq!((log.used, spend(&log.members[0])), (1, 5600));
    let log =
        read_text("customer_id\torder_date\trevenue\nBrion Stark\t2004-12-20\t32\nBrion Stark\t2004-12-21\t-2.5\n");
    assert_eq!((log.used, log.members[0].orders.len(), spend(&log.members[0])), (2, 2, 2950));
}

#[test]
fn a_file_without_a_needed_column_says_which_flag_names_it() {
    let zone = Zone::named("UTC").unwrap();
    let text = "who,date,price\n1,2020-01-01,2\n";
    let error = read(text.as_bytes(), &settings(&zone, &ColumnFlags::default(), "GBP")).err().unwrap().to_string();
    assert_eq!(
        error,
        "no column says which member bought: name it with --member COLUMN; the file has who, date, price"
    );
}

#[test]
fn times_are_the_zones_unless_they_say_their_offset() {
    let zone = Zone::named("Europe/London").unwrap();
    let text = "member,date,price\n1,2011-07-01 12:00,1\n1,2011-07-01T12:00:00+02:00,1\n1,2011-01-01 12:00,1\n";
    let log = read(text.as_bytes(), &settings(&zone, &ColumnFlags::default(), "GBP")).unwrap();
    let at: Vec<i64> = log.members[0].orders.iter().map(|order| order.at).collect();
    // Noon in London is 11:00 UTC in summer and 12:00 in winter.
    assert_eq!(at, [1_293_883_200_000, 1_309_514_400_000, 1_309_518_000_000]);
}

#[test]
fn text_in_another_encoding_is_counted_or_read_as_told() {
    let zone = Zone::named("UTC").unwrap();
    let flags = ColumnFlags::default();
    let text = b"member,date,price,name\n1,2020-01-01,2,caf\xe9\n";
    let log = read(&text[..], &settings(&zone, &flags, "GBP")).unwrap();
    assert_eq!((log.used, log.problems.count(Reason::Encoding)), (0, 1));
    let latin = Settings { encoding: encoding_rs::Encoding::for_label(b"latin1"), ..settings(&zone, &flags, "GBP") };
    let log = read(&text[..], &latin).unwrap();
    assert_eq!(log.products[0].name, "café");
}

#[test]
fn the_real_log_is_read_whole() {
    let path = crate::run::root().join("../shared/data/online_retail.csv.gz");
    let Ok(file) = std::fs::File::open(path) else {
        return println!("skipped: ../shared/data/online_retail.csv.gz is not here");
    };
    let zone = Zone::named("Europe/London").unwrap();
    let log = read(file, &settings(&zone, &ColumnFlags::default(), "GBP")).unwrap();
    assert_eq!((log.lines, log.members.len()), (541_909, 4_372));
    let aside: u64 = log.problems.iter().map(|(_, tally)| tally.count).sum();
    assert_eq!(log.used + aside, log.lines);
    // Of the lines without a customer, six are at fault besides: four prices of 0.001 and two below zero.
    assert_eq!(
        log.problems.count(Reason::NoMember)
            + log.problems.count(Reason::Price)
            + log.problems.count(Reason::NegativePrice),
        aside
    );
    let cancelled = log.members.iter().flat_map(|member| &member.orders).filter(|order| order.id.starts_with('C'));
    assert!(cancelled.flat_map(|order| &order.lines).all(|line| line.quantity < 0));
}
