//! How many tests passed, failed and were skipped, read from what the runners print.

use std::ops::AddAssign;

/// What a run of tests came to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    pub fn total(self) -> u64 {
        self.passed + self.failed + self.skipped
    }

    /// One check that is its own test, such as a linter.
    pub fn check(success: bool) -> Self {
        Counts { passed: u64::from(success), failed: u64::from(!success), skipped: 0 }
    }

    /// A runner that stopped badly without naming a failed test has failed all the same, and so has one that ran
    /// nothing.
    pub fn judged(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.total() == 0) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Reads `cargo test -- --show-output`: ignored tests count as skipped, and so do tests that print a line which begins
/// with `skipped: `.
pub fn of_cargo_test(output: &str) -> Counts {
    let mut counts = Counts::default();
    let mut said_skipped = 0;
    let mut block = Block::Elsewhere;
    for line in output.lines() {
        block = block.after(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            counts.passed += number_before(result, " passed");
            counts.failed += number_before(result, " failed");
            counts.skipped += number_before(result, " ignored");
        } else if block == Block::Success && line.starts_with("skipped: ") {
            said_skipped += 1;
            block = Block::SkippedSuccess;
        }
    }
    counts.passed -= u64::min(said_skipped, counts.passed);
    counts.skipped += said_skipped;
    counts
}

/// Where in the output of `cargo test` a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Elsewhere,
    /// After `successes:`, before the first test's output.
    Successes,
    /// In the output of a test that passed.
    Success,
    /// The same, and it has said already that it was skipped.
    SkippedSuccess,
}

impl Block {
    fn after(self, line: &str) -> Self {
        let captured = line.starts_with("---- ") && line.ends_with(" stdout ----");
        match self {
            _ if line == "successes:" => Block::Successes,
            _ if line == "failures:" || line.starts_with("test result: ") => Block::Elsewhere,
            Block::Successes | Block::Success | Block::SkippedSuccess if captured => Block::Success,
            same => same,
        }
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Reads the closing lines of `node --test --test-reporter=tap`.
///
/// Node counts a file without any test as one test that passed, named by the file: such a file fails here.
pub fn of_node_test(output: &str, files: &[String]) -> Counts {
    let closing = |word: &str| {
        let number = |line: &str| line.strip_prefix("# ")?.strip_prefix(word)?.parse().ok();
        output.lines().rev().find_map(number).unwrap_or(0_u64)
    };
    let empty = output.lines().filter(|line| line.starts_with("ok ") && names_a_file(line, files)).count() as u64;
    Counts {
        passed: closing("pass ").saturating_sub(empty),
        failed: closing("fail ") + closing("cancelled ") + empty,
        skipped: closing("skipped ") + closing("todo "),
    }
}

fn names_a_file(line: &str, files: &[String]) -> bool {
    files.iter().any(|file| line.ends_with(file.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn cargo_results_add_up_over_binaries() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.0s\n\
                      test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s\n";
        assert_eq!(of_cargo_test(output), counts(15, 2, 1));
    }

    #[test]
    fn a_test_that_says_so_is_skipped_once() {
        let output = "successes:\n\n---- reference stdout ----\nskipped: ../shared/x is not here\nskipped: ../shared/y \
                      is not here\n\n---- other stdout ----\nfine\n\nsuccesses:\n    reference\n    other\n\n\
                      test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.0s\n";
        assert_eq!(of_cargo_test(output), counts(1, 0, 1));
    }

    #[test]
    fn what_a_failed_test_printed_is_not_a_skip() {
        let output = "failures:\n\n---- broken stdout ----\nskipped: ../shared/x is not here\n\nfailures:\n    broken\n\n\
                      test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(of_cargo_test(output), counts(1, 1, 0));
    }

    #[test]
    fn node_closing_lines_are_read() {
        let output = "ok 1 - adds # SKIP\n1..9\n# tests 9\n# suites 0\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 2\n\
                      # todo 0\n# duration_ms 12.3\n";
        assert_eq!(of_node_test(output, &[]), counts(5, 2, 2));
    }

    #[test]
    fn a_node_file_without_tests_fails() {
        let output =
            "# Subtest: /x/tests/node/empty.test.mjs\nok 1 - /x/tests/node/empty.test.mjs\n# pass 1\n# fail 0\n";
        let files = ["tests/node/empty.test.mjs".to_owned()];
        assert_eq!(of_node_test(output, &files), counts(0, 1, 0));
    }

    #[test]
    fn nothing_run_is_a_failure_and_so_is_a_crash() {
        assert_eq!(Counts::default().judged(true), counts(0, 1, 0));
        assert_eq!(counts(4, 0, 0).judged(false), counts(4, 1, 0));
        assert_eq!(counts(4, 1, 0).judged(false), counts(4, 1, 0));
        assert_eq!(counts(0, 0, 2).judged(true), counts(0, 0, 2));
    }
}
