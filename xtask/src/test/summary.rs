//! The table at the end of a test run.

use super::counts::Counts;
use super::stage::Outcome;

/// One row for each stage, and the closing line that a machine reads.
pub fn table(outcomes: &[Outcome]) -> String {
    let width = outcomes.iter().map(|outcome| outcome.name.len()).max().unwrap_or(0).max("stage".len());
    let mut text = format!("\n{:width$}  passed  failed  skipped  seconds\n", "stage");
    let mut all = Counts::default();
    for Outcome { name, counts, took } in outcomes {
        let Counts { passed, failed, skipped } = counts;
        text += &format!("{name:width$}  {passed:6}  {failed:6}  {skipped:7}  {:7.1}\n", took.as_secs_f64());
        all += *counts;
    }
    text + &format!("\n{} passed, {} failed, {} skipped", all.passed, all.failed, all.skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_last_line_is_the_sum_alone() {
        let outcome = |name, counts| Outcome { name, counts, took: Duration::from_millis(1_250) };
        let one = outcome("format", Counts { passed: 2, failed: 0, skipped: 0 });
        let other = outcome("rust", Counts { passed: 40, failed: 1, skipped: 3 });
        let table = table(&[one, other]);
        assert_eq!(table.lines().last(), Some("42 passed, 1 failed, 3 skipped"));
        assert!(table.contains("\nrust        40       1        3      1."), "{table}");
    }
}
