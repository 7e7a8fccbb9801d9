//! Logs of as many rows as wanted, always the same.

use anyhow::Result;
use datafusion::arrow::array::{ArrayRef, Int64Array};
use datafusion::arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows that are written at once.
const BATCH: usize = 1 << 16;
/// How many departments the shop has, and how many items each.
const DEPARTMENTS: u64 = 250;
const SHELF: u64 = 200;
/// How many departments a member likes.
const LIKED: u64 = 3;
/// How many items a member buys again and again.
const STAPLES: u64 = 4;

/// A generator of random numbers by a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// A number whose high bits are by chance.
    fn wide(&mut self) -> u64 {
        (self.below(1 << 31) << 33) | (self.below(1 << 31) << 2)
    }
}

/// A number that follows from two others as if by chance (the finaliser of SplitMix64; Steele et al., Fast Splittable
/// Pseudorandom Number Generators, OOPSLA 2014).
fn mixed(one: u64, other: u64) -> u64 {
    let mut mixed = one.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(other.wrapping_mul(0xd1b5_4a32_d192_ed03));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number below another by an even chance of 32 bits; the product of two favours the small.
fn skewed(chance: u64, most: u64) -> u64 {
    ((chance >> 48) * ((chance >> 32) & 0xffff) * most) >> 32
}

/// A department that a member likes: some are liked by many more than others.
fn liked(member: u64, number: u64) -> u64 {
    skewed(mixed(member, number), DEPARTMENTS)
}

/// An item of a department, of which the first are far more popular than the last.
fn item(department: u64, chance: u64) -> u64 {
    department * SHELF + skewed(chance, SHELF)
}

/// What a member takes again every so many visits, where this visit is one of those.
fn staple(member: u64, number: u64, visit: u64) -> Option<u64> {
    let chance = mixed(member, LIKED + number);
    let every = 1 + (chance >> 8) % 4;
    let due = visit % every == (chance >> 16) % every;
    due.then(|| item(liked(member, number % LIKED), mixed(chance, number)))
}

/// What goes with an item: another of the same department, always the same.
fn companion(item: u64) -> u64 {
    item / SHELF * SHELF + ((item % SHELF) ^ (1 + mixed(item / SHELF, 0) % 7)) % SHELF
}

/// The columns of a log on their way to the file.
#[derive(Default)]
struct Draft {
    member: Vec<i64>,
    order: Vec<i64>,
    item: Vec<i64>,
    time: Vec<i64>,
}

impl Draft {
    fn batch(self) -> Result<RecordBatch> {
        let column = |values| -> ArrayRef { Arc::new(Int64Array::from(values)) };
        Ok(RecordBatch::try_from_iter([
            ("member", column(self.member)),
            ("order", column(self.order)),
            ("item", column(self.item)),
            ("time", column(self.time)),
        ])?)
    }
}

/// Writes a log as Parquet, in order of time, from nothing but the numbers of members and visits.
///
/// All members come once after the other, six or seven times each, and take what is due of the things that they always take, one or
/// two that they happen upon in the departments that they like, and now and then what everybody takes. Half of what they happen
/// upon draws its companion along.
pub fn write(path: &Path, rows: u64, seed: u64) -> Result<()> {
    let mut chance = Chance(seed);
    let members = rows / 30 + 1;
    let (mut written, mut order) = (0, 0);
    let mut writer = ArrowWriter::try_new(File::create(path)?, Draft::default().batch()?.schema(), None)?;
    while written < rows {
        let mut draft = Draft::default();
        while draft.item.len() < BATCH && written < rows {
            let visit = order / members;
            // Another order of members each time.
            let member = (order + mixed(seed, visit) % members) % members;
            let time = 1_600_000_000 + order * 40_000_000 / (rows / 3 + 1);
            order += 1;
            let mut take = |item: u64| {
                draft.member.push(member as i64);
                draft.order.push(order as i64);
                draft.item.push(item as i64);
                draft.time.push(time as i64);
                written += 1;
            };
            let shopper = mixed(seed, member);
            (0..STAPLES).filter_map(|number| staple(shopper, number, visit)).for_each(&mut take);
            for _ in 0..1 + chance.below(2) {
                let found = item(liked(shopper, chance.below(LIKED)), chance.wide());
                take(found);
                if chance.below(2) == 0 {
                    take(companion(found));
                }
            }
            if chance.below(4) == 0 {
                take(item(skewed(chance.wide(), DEPARTMENTS), 0));
            }
        }
        writer.write(&draft.batch()?)?;
    }
    writer.close()?;
    Ok(())
}
