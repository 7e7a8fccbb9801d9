//! Small logs for tests, always the same.

use patronage_train::check::{Allowed, Checker};
use patronage_train::plan::Limits;
use patronage_train::read::ColumnFlags;
use patronage_train::stage::Stages;
use patronage_train::train::{Options, Trained, train};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of a test's own, which is gone afterwards.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("patronage-train-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether a folder, or one in it, has a file with something in it.
pub fn holds_something(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| match entry.metadata() {
        Ok(about) if about.is_dir() => holds_something(&entry.path()),
        Ok(about) => about.len() > 0,
        Err(_) => false,
    })
}

/// One row of a generated log.
#[derive(Debug, Clone)]
pub struct Row {
    pub member: String,
    pub order: String,
    pub item: String,
    pub time: String,
    pub quantity: i64,
    pub price: String,
    pub category: String,
}

/// The orders of some members. Each has a favourite shelf of ten items, and half of what is on it is bought with its
/// neighbour.
pub fn orders(members: u32) -> Vec<Row> {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut rows = Vec::new();
    for member in 0..members {
        let shelf = next(8) * 10;
        for order in 0..3 + next(4) {
            let day = 1 + order * 4 + next(3);
            for _ in 0..1 + next(4) {
                let item = if next(5) == 0 { next(80) } else { shelf + next(10) };
                let partner = item / 2 * 2 + (1 - item % 2);
                for item in [item, partner].into_iter().take(1 + next(2) as usize) {
                    rows.push(Row {
                        member: format!("m{member}"),
                        order: format!("{member}-{order}"),
                        item: format!("i{item:02}"),
                        time: format!("2024-03-{day:02} 10:{:02}", order),
                        quantity: 1 + next(3) as i64,
                        price: format!("{}.50", 1 + item),
                        category: format!("c{}", item / 10),
                    });
                }
            }
        }
    }
    rows
}

pub const HEADER: &str = "Customer ID,Invoice No,StockCode,InvoiceDate,Quantity,UnitPrice,Category\n";

pub fn csv(rows: &[Row]) -> String {
    let mut text = HEADER.to_owned();
    for Row { member, order, item, time, quantity, price, category } in rows {
        writeln!(text, "{member},{order},{item},{time},{quantity},{price},{category}").unwrap();
    }
    text
}

pub fn ndjson(rows: &[Row]) -> String {
    let mut text = String::new();
    for Row { member, order, item, time, quantity, price, category } in rows {
        let object = serde_json::json!({
            "memberId": member, "orderId": order, "sku": item, "at": time, "quantity": quantity, "price": price,
            "category": category,
        });
        writeln!(text, "{object}").unwrap();
    }
    text
}

/// Everything by default, on a few processors.
pub fn options(paths: &[PathBuf]) -> Options {
    Options {
        paths: paths.to_vec(),
        items: Vec::new(),
        columns: ColumnFlags::default(),
        checker: Checker::default(),
        bad: Allowed::Rows(0),
        limits: Limits { memory: 1 << 30, partitions: 2 },
        cluster: None,
        neighbours: Some(20),
        sample: 1_000_000,
    }
}

pub fn trained(options: &Options, folder: &Folder) -> anyhow::Result<Trained> {
    let place = folder.path("work");
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place)?;
    train(options, Path::new(&place), &mut Stages::new(true))
}
