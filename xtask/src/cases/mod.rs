//! `cargo xtask cases`: generated programs and questions in files, with the digests of the native answers, for the hosts
//! that must answer the same.

mod coverage;

use anyhow::{Context, Result, bail};
use coverage::Coverage;
use patronage::kernel::json::write_text;
use patronage_cases::{Case, answer, case};
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::thread;

/// How many cases stand in one file.
const CHUNK: u64 = 1_000;

/// What came of one file of cases.
struct Chunk {
    digest: String,
    coverage: Coverage,
}

/// Writes `count` cases as `0.ndjson`, `1.ndjson`, … with `digests.json` and `coverage.json` into a folder.
pub fn write(folder: &Path, seed: u64, count: u64) -> Result<()> {
    if count == 0 || !count.is_multiple_of(CHUNK) {
        bail!("the number of cases must be a multiple of {CHUNK}");
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let chunks = on_all_cores(count / CHUNK, |number| write_chunk(folder, seed, number))?;
    let mut coverage = Coverage::default();
    let mut digests = String::from("[");
    for chunk in chunks {
        coverage.add(chunk.coverage);
        digests += if digests.len() > 1 { ",\n" } else { "\n" };
        write_text(&chunk.digest, &mut digests);
    }
    fs::write(folder.join("digests.json"), digests + "\n]\n")?;
    fs::write(folder.join("coverage.json"), coverage.json())?;
    Ok(())
}

/// The native answers of one file, a line for each case.
pub fn answers(seed: u64, number: u64) -> String {
    let answers: Vec<String> = range(number).map(|index| answer(&case(seed, index))).collect();
    answers.join("\n")
}

fn range(number: u64) -> Range<u64> {
    number * CHUNK..(number + 1) * CHUNK
}

fn write_chunk(folder: &Path, seed: u64, number: u64) -> Result<Chunk> {
    let mut coverage = Coverage::default();
    let mut cases = String::new();
    let mut answers = Vec::new();
    for case in range(number).map(|index| case(seed, index)) {
        let answer = answer(&case);
        coverage.count(&case, &answer);
        push_line(&case, &mut cases);
        answers.push(answer);
    }
    fs::write(folder.join(format!("{number}.ndjson")), cases)?;
    Ok(Chunk { digest: hex(&Sha256::digest(answers.join("\n"))), coverage })
}

fn push_line(case: &Case, out: &mut String) {
    out.push('[');
    write_text(case.asked.name(), out);
    out.push(',');
    write_text(&case.program, out);
    out.push(',');
    write_text(&case.request, out);
    out.push_str("]\n");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Does the work for 0, 1, … on all cores; the results come in that order.
fn on_all_cores<T: Send>(count: u64, work: impl Fn(u64) -> Result<T> + Sync) -> Result<Vec<T>> {
    let workers = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let mut all = thread::scope(|scope| {
        let share = |worker| (worker..count).step_by(workers as usize).map(|number| Ok((number, work(number)?)));
        let threads: Vec<_> = (0..workers).map(|worker| scope.spawn(move || share(worker).collect())).collect();
        let joined = threads.into_iter().map(|thread| thread.join().expect("the engine does not panic"));
        joined.collect::<Result<Vec<Vec<(u64, T)>>>>()
    })?
    .into_iter()
    .flatten()
    .collect::<Vec<_>>();
    all.sort_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, done)| done).collect())
}
