//! A catalogue beside the log: stock, margins, and items that nobody has bought yet.

use super::logs::{Folder, csv, options, orders, trained};
use patronage::kernel::money::Currency;
use patronage::recommend::{Item, Model, Recommender, pack};
use patronage_log::role::Role;
use patronage_train::train::Options;

const CATALOGUE: &str = "Product ID,Title,Brand,Category,Price,Margin,In stock,Added\n\
    i00,Green tea in a tin,Acme,c0,1.50,0.40,12,\n\
    i01,Black tea in a tin,Acme,c0,2.50,0.60,0,\n\
    i10,Tea pot of clay,Potter,c1,11.50,4.00,yes,\n\
    i11,Tea pot of iron,Smith,c1,12.50,4.00,no,\n\
    n1,White tea in a tin,Acme,c0,1.60,0.50,3,2024-03-20\n\
    n2,Nothing like it,Nobody,c99,999.00,,,\n";

fn with_catalogue(folder: &Folder, catalogue: &str) -> anyhow::Result<(Model, patronage_train::report::Report)> {
    let log = folder.write("log.csv", csv(&orders(200)));
    let mut options = options(&[log]);
    options.items = vec![folder.write("items.csv", catalogue)];
    options.checker.currency = Some(Currency::named("EUR").unwrap());
    trained(&options, folder).map(|trained| (trained.model, trained.report))
}

fn item<'a>(model: &'a Model, id: &str) -> &'a Item {
    model.items.iter().find(|item| item.id == id).unwrap()
}

#[test]
fn stock_margin_and_price_are_those_of_the_catalogue() {
    let folder = Folder::new();
    let (model, report) = with_catalogue(&folder, CATALOGUE).unwrap();
    let sold_out: Vec<&str> = model.items.iter().filter(|item| item.sold_out).map(|item| &*item.id).collect();
    assert_eq!(sold_out.len(), 2);
    assert!(item(&model, "i01").sold_out && item(&model, "i11").sold_out);
    assert_eq!((item(&model, "i00").price, item(&model, "i00").margin), (Some(150), Some(40)));
    assert_eq!(item(&model, "n1").price, Some(160));
    assert_eq!((report.catalogue.rows, report.catalogue.unbought, report.catalogue.sold_out), (6, 2, 2));
}

#[test]
fn what_nobody_bought_is_linked_to_what_it_is_like() {
    let folder = Folder::new();
    let (model, report) = with_catalogue(&folder, CATALOGUE).unwrap();
    assert_eq!(report.catalogue.linked, 1);
    let new = item(&model, "n1");
    assert_eq!(model.items[new.similar[0].item as usize].id, "i00");
    assert_eq!((new.count, new.first), (0, Some(1_710_892_800_000)));
    assert!(item(&model, "n2").similar.is_empty());
    let near = item(&model, "i00");
    let (guest, bought) = near.next.split_last().unwrap();
    assert_eq!(model.items[guest.item as usize].id, "n1");
    assert!(bought.iter().all(|link| link.strength > guest.strength));
    let recommender = Recommender::open(&pack::write(&model).whole).unwrap();
    let answer = recommender.recommend_json(r#"{ "wish": "also-bought", "item": "i00", "k": 60 }"#).unwrap();
    assert!(answer.contains(r#"[{"code":"resembles","item":"i00"}]"#), "{answer}");
    assert!(!answer.contains(r#""i01""#), "it is sold out: {answer}");
    let newest = recommender.recommend_json(r#"{ "wish": "new-arrivals", "k": 100 }"#).unwrap();
    let place = |id: &str| newest.find(&format!(r#""item":"{id}""#)).unwrap();
    let dated = (0..40).filter_map(|number| newest.find(&format!(r#""item":"i{number:02}""#)));
    assert!(place("n2") > place("n1") && dated.max() < Some(place("n2")), "nobody says when n2 came: {newest}");
}

#[test]
fn the_formats_of_a_log_are_those_of_a_catalogue() {
    let folder = Folder::new();
    let (model, _) = with_catalogue(&folder, CATALOGUE).unwrap();
    let rows: Vec<serde_json::Value> = CATALOGUE
        .lines()
        .skip(1)
        .map(|line| {
            let titles = CATALOGUE.lines().next().unwrap().split(',');
            titles
                .zip(line.split(','))
                .map(|(title, value)| (title.to_owned(), serde_json::Value::from(value)))
                .collect()
        })
        .collect();
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    let mut options = Options { items: vec![folder.write("items.ndjson", text)], ..options(&[folder.path("log.csv")]) };
    options.checker.currency = Some(Currency::named("EUR").unwrap());
    assert!(trained(&options, &folder).unwrap().model == model);
}

#[test]
fn stock_and_margin_are_read_as_feeds_write_them() {
    let folder = Folder::new();
    let catalogue = "id,price,margin,availability\n\
        i00,1.50,0,in_stock\ni01,1.505,0.115,out_of_stock\ni02,2.00,,preorder\ni03,2.00,-1,backorder\n\
        i04,2.00,1,https://schema.org/InStock\ni05,2.00,1,https://schema.org/OutOfStock\n";
    let (model, _) = with_catalogue(&folder, catalogue).unwrap();
    let found = |id: &str| {
        let Item { price, margin, sold_out, .. } = item(&model, id);
        (price.unwrap(), *margin, *sold_out)
    };
    assert_eq!(found("i00"), (150, Some(0), false));
    assert_eq!(found("i01"), (150, Some(12), true));
    assert_eq!(found("i02"), (200, None, false));
    assert_eq!(found("i03"), (200, None, false));
    assert_eq!(found("i04"), (200, Some(100), false));
    assert_eq!(found("i05"), (200, Some(100), true));
}

#[test]
fn a_column_that_no_file_has_is_named() {
    let folder = Folder::new();
    let mut options = options(&[folder.write("log.csv", csv(&orders(200)))]);
    options.items = vec![folder.write("items.csv", CATALOGUE)];
    options.columns.catalogue = true;
    options.columns.named = options.columns.named.with(Role::Stock, "In stock");
    trained(&options, &folder).unwrap();
    options.columns.named = options.columns.named.with(Role::Margin, "Profit");
    let refused = format!("{:#}", trained(&options, &folder).unwrap_err());
    assert!(refused.contains("--margin Profit: neither the log nor the catalogue has such a column"), "{refused}");
}

#[test]
fn a_bad_row_of_the_catalogue_is_named() {
    let folder = Folder::new();
    let refused = with_catalogue(
        &folder,
        "id,price,stock,added\na,1.00,perhaps,\nb,dear,1,\nc,1.00,1,soon\nd,-1.00,1,\ne,1.00,NaN,\n",
    )
    .unwrap_err();
    let said = format!("{refused:#}");
    for expected in [
        "items.csv, row 2, column stock: \"perhaps\"",
        "items.csv, row 3, column price: \"dear\"",
        "items.csv, row 4, column added: \"soon\"",
        "items.csv, row 5, column price: \"-1.00\"",
        "items.csv, row 6, column stock: \"NaN\"",
    ] {
        assert!(said.contains(expected), "{expected} is missing in\n{said}");
    }
    let refused = with_catalogue(&folder, "name,price\na,1.00\n").unwrap_err();
    assert!(format!("{refused:#}").contains("no column says which item it is"), "{refused:#}");
}
