//! A log of as many rows as wanted, as CSV on the standard output: `generated -- ROWS`.
//!
//! A member comes about ten times and takes some three items from a catalogue of 50,000, the first of which are far more
//! popular than the last; half of what is taken draws its neighbour along.

use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let rows: u64 = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    writeln!(out, "member,order,item,time,quantity,price")?;
    let members = rows / 30 + 1;
    let mut state = 1u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let (mut written, mut order) = (0, 0u64);
    while written < rows {
        order += 1;
        let member = next(members);
        let time = 1_600_000_000 + order * 40_000_000 / (rows / 3 + 1);
        for _ in 0..1 + next(4) {
            // The product of two even chances favours small numbers.
            let item = (next(1 << 16) * next(1 << 16) * 50_000) >> 32;
            let pair = item ^ 1;
            for item in [item, pair].into_iter().take(1 + next(2) as usize) {
                writeln!(out, "{member},{order},{item},{time},1,{}.99", item % 90)?;
                written += 1;
            }
        }
    }
    out.flush()
}
