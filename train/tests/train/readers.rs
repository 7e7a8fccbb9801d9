//! A log says the same however it is written.

use super::logs::{Folder, Row, csv, ndjson, options, orders, trained};
use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray, TimestampMillisecondArray};
use datafusion::arrow::record_batch::RecordBatch;
use flate2::{Compression, write::GzEncoder};
use parquet::arrow::ArrowWriter;
use patronage::recommend::Model;
use patronage_log::role::Role;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn model(path: PathBuf, folder: &Folder) -> Model {
    trained(&options(&[path]), folder).unwrap().model
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

fn parquet(rows: &[Row], path: &Path) {
    let text =
        |column: fn(&Row) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(column))) };
    let moment = |row: &Row| {
        let number = |from: usize| row.time[from..from + 2].parse::<i64>().unwrap();
        // The first of March 2024 was 19,783 days after 1970 began.
        ((19_783 + number(8) - 1) * 24 * 60 + number(11) * 60 + number(14)) * 60_000
    };
    let moments: ArrayRef = Arc::new(TimestampMillisecondArray::from_iter_values(rows.iter().map(moment)));
    let quantities: ArrayRef = Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.quantity)));
    let batch = RecordBatch::try_from_iter([
        ("user_id", text(|row| &row.member)),
        ("order_id", text(|row| &row.order)),
        ("product_id", text(|row| &row.item)),
        ("timestamp", moments),
        ("quantity", quantities),
        ("price", text(|row| &row.price)),
        ("category", text(|row| &row.category)),
    ])
    .unwrap();
    let mut writer = ArrowWriter::try_new(std::fs::File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn every_format_gives_the_same_model() {
    let folder = Folder::new();
    let rows = orders(120);
    let expected = model(folder.write("log.csv", csv(&rows)), &folder);
    assert!(expected.items.iter().all(|item| item.count > 0 && !item.next.is_empty()));
    assert!(expected.items.iter().all(|item| item.category.is_some()));

    let gzipped = model(folder.write("log.csv.gz", packed(&csv(&rows))), &folder);
    assert!(gzipped == expected, "gzipped");
    let semicolons = csv(&rows).replace(',', ";");
    assert!(model(folder.write("semicolons.csv", semicolons), &folder) == expected, "semicolons");
    assert!(model(folder.write("log.ndjson", ndjson(&rows)), &folder) == expected, "NDJSON");
    assert!(model(folder.write("log.jsonl.gz", packed(&ndjson(&rows))), &folder) == expected, "NDJSON, gzipped");
    let path = folder.path("log.parquet");
    parquet(&rows, &path);
    assert!(model(path, &folder) == expected, "Parquet");

    let (first, second) = rows.split_at(rows.len() / 2);
    folder.write("parts/1.csv", csv(first));
    folder.write("parts/2.ndjson", ndjson(second));
    folder.write("parts/_SUCCESS", "");
    assert!(model(folder.path("parts"), &folder) == expected, "a folder");
}

#[test]
fn columns_are_named_where_their_names_say_nothing() {
    let folder = Folder::new();
    let path = folder.write("log.csv", "a,b,c\n1,tea,2024-01-01\n1,cup,2024-01-02\n");
    let mut options = options(&[path]);
    let refused = trained(&options, &folder).unwrap_err();
    assert!(format!("{refused:#}").contains("--item COLUMN"), "{refused:#}");
    options.columns.named = options.columns.named.with(Role::Member, "a").with(Role::Item, "b").with(Role::Time, "c");
    let ids: Vec<String> = trained(&options, &folder).unwrap().model.items.into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["tea", "cup"]);
    options.columns.named = options.columns.named.with(Role::Item, "d");
    let refused = trained(&options, &folder).unwrap_err();
    assert!(format!("{refused:#}").contains("no such column"), "{refused:#}");
}
