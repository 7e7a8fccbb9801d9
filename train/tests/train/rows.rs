//! Bad rows are named by file, row and column; how many are too many, the user says.

use super::logs::{Folder, HEADER, csv, options, orders, trained};
use patronage_train::check::{Allowed, Reason};

/// A log with one bad row of each kind, from line 2 on.
fn dirty() -> String {
    let bad = "m1,o1,,2024-03-01,1,1.00,c\n\
        ,,i01,2024-03-01,1,1.00,c\n\
        m1,o1,i01,yesterday,1,1.00,c\n\
        m1,o1,i01,2024-03-01,many,1.00,c\n\
        m1,o1,i01,2024-03-01,1,cheap,c\n\
        m1,o1,i01,2024-03-01\n\
        m1,o1,i01,2024-03-01,-1,1.00,c\n";
    let good = csv(&orders(60));
    format!("{HEADER}{bad}{}", good.strip_prefix(HEADER).unwrap())
}

#[test]
fn a_bad_row_is_named_and_ends_the_run() {
    let folder = Folder::new();
    let path = folder.write("dirty.csv", dirty());
    let refused = format!("{:#}", trained(&options(std::slice::from_ref(&path)), &folder).unwrap_err());
    let file = path.display().to_string();
    for said in [
        format!("{file}, row 2, column StockCode: \"\""),
        format!("{file}, row 3, column Customer ID: \"\""),
        format!("{file}, row 4, column InvoiceDate: \"yesterday\""),
        format!("{file}, row 5, column Quantity: \"many\""),
        format!("{file}, row 6, column UnitPrice: \"cheap\""),
        format!("{file}, row 7: \"4 fields, not 7\""),
    ] {
        assert!(refused.contains(&said), "{said} is missing in\n{refused}");
    }
    assert!(!refused.contains("row 8"), "a return is no bad row:\n{refused}");
}

#[test]
fn bad_rows_up_to_the_limit_are_left_out_and_told() {
    let folder = Folder::new();
    let mut options = options(&[folder.write("dirty.csv", dirty())]);
    options.bad = Allowed::Rows(5);
    assert!(trained(&options, &folder).is_err());
    for limit in ["6", "5%"] {
        options.bad = limit.parse().unwrap();
        let report = trained(&options, &folder).unwrap().report;
        assert_eq!(report.dropped.faults(), 6);
        assert_eq!(report.dropped.count(Reason::Return), 1);
        assert_eq!(report.rows, report.lines + 7);
    }
    let clean = super::logs::options(&[folder.write("clean.csv", csv(&orders(60)))]);
    let clean = trained(&clean, &folder).unwrap().model;
    assert!(trained(&options, &folder).unwrap().model.items.iter().zip(&clean.items).all(|(a, b)| a == b));
}

#[test]
fn what_is_no_log_is_refused_with_a_sentence() {
    let folder = Folder::new();
    for (name, text, says) in [
        ("empty.csv", "", "empty"),
        ("header.csv", HEADER, "none of the 0 rows"),
        ("list.ndjson", "[1, 2]\n", "JSON object"),
        ("log.parquet", "PAR", "Parquet"),
        ("log.xlsx", "", "tells no format"),
    ] {
        let refused = trained(&options(&[folder.write(name, text)]), &folder).unwrap_err();
        let refused = format!("{refused:#}");
        assert!(refused.contains(says), "{name}: {refused}");
    }
}
