//! Regular expressions as validators write them, matched in time that grows with text and pattern and no faster.
//!
//! Sets, groups, alternatives, repetitions and the anchors are here; a pattern that looks ahead or behind or refers back
//! is none that the engine knows, and then nothing is wrong with any answer.

use crate::expr::{capital, small};
use crate::kernel::gather::Gather;
use crate::kernel::text::{cut, whole};
use std::iter::Peekable;
use std::str::Chars;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    steps: Vec<Step>,
    insensitive: bool,
}

/// One step of a match. Ways lead to other steps by how far they stand from the own one, so that a run of steps can be
/// copied and moved.
#[derive(Debug, Clone)]
enum Step {
    Set(Set),
    Start,
    End,
    Boundary(bool),
    /// On with the next step, or this far away.
    Split(isize),
    Go(isize),
    Match,
}

/// Characters by their ranges.
#[derive(Debug, Clone, Default)]
struct Set {
    ranges: Vec<(char, char)>,
    not: bool,
}

/// How many steps a pattern may have, and how deep its groups may nest.
const MAX_STEPS: usize = 5_000;
const MAX_DEPTH: usize = 50;

impl Pattern {
    /// Compiles a pattern; none if it is one that the engine does not know.
    pub(super) fn compile(text: &str, insensitive: bool) -> Option<Pattern> {
        let mut parser = Parser { rest: text.chars().peekable(), depth: 0, steps: Vec::new() };
        parser.alternatives()?;
        if parser.rest.next().is_some() {
            return None;
        }
        parser.steps.push(Step::Match);
        Some(Pattern { steps: parser.steps, insensitive })
    }

    /// Whether a part of the text fits.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let letters: Vec<char> = text.chars().gather();
        let mut now = Vec::new();
        for at in 0..=letters.len() {
            self.enter(0, at, &letters, &mut now);
            let mut next = Vec::new();
            for step in &now {
                match (self.steps.get(*step), letters.get(at)) {
                    (Some(Step::Match), _) => return true,
                    (Some(Step::Set(set)), Some(letter)) if set.has(*letter, self.insensitive) => {
                        self.enter(step.saturating_add(1), at.saturating_add(1), &letters, &mut next);
                    }
                    _ => {}
                }
            }
            now = next;
        }
        false
    }

    /// Adds a step and all that are reached from it without a letter.
    fn enter(&self, step: usize, at: usize, letters: &[char], threads: &mut Vec<usize>) {
        let mut seen = vec![false; self.steps.len()];
        threads.iter().for_each(|thread| seen.get_mut(*thread).into_iter().for_each(|seen| *seen = true));
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            match seen.get_mut(step) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let after = step.saturating_add(1);
            match self.steps.get(step) {
                Some(Step::Go(way)) => open.push(step.saturating_add_signed(*way)),
                Some(Step::Split(way)) => {
                    open.push(step.saturating_add_signed(*way));
                    open.push(after);
                }
                Some(Step::Start) if at == 0 => open.push(after),
                Some(Step::End) if at == letters.len() => open.push(after),
                Some(Step::Boundary(wanted)) if is_boundary(letters, at) == *wanted => open.push(after),
                Some(Step::Set(_) | Step::Match) => threads.push(step),
                _ => {}
            }
        }
    }
}

impl Set {
    fn has(&self, letter: char, insensitive: bool) -> bool {
        let within = |letter: char| self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter));
        let other = || within(small(letter)) || within(capital(letter));
        (within(letter) || (insensitive && other())) != self.not
    }

    fn one(letter: char) -> Set {
        Set { ranges: vec![(letter, letter)], not: false }
    }

    /// The set that a letter after a backslash stands for.
    fn class(letter: char) -> Option<Set> {
        let ranges = match letter.to_ascii_lowercase() {
            'd' => vec![('0', '9')],
            'w' => vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            's' => {
                vec![('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}'), ('\u{2000}', '\u{200a}'), ('\u{3000}', '\u{3000}')]
            }
            _ => return None,
        };
        Some(Set { ranges, not: letter.is_ascii_uppercase() })
    }
}

fn is_boundary(letters: &[char], at: usize) -> bool {
    let word = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
    word(at.checked_sub(1).and_then(|at| letters.get(at))) != word(letters.get(at))
}

/// Reads a pattern and writes its steps.
struct Parser<'p> {
    rest: Peekable<Chars<'p>>,
    depth: usize,
    steps: Vec<Step>,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Option<()> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return None;
        }
        let (mut start, mut ends) = (self.steps.len(), Vec::new());
        self.sequence()?;
        while self.rest.next_if_eq(&'|').is_some() {
            ends.push(self.steps.len().saturating_add(1));
            self.steps.push(Step::Match);
            self.steps.insert(start, Step::Split(way(start, self.steps.len()).saturating_add(1)));
            start = self.steps.len();
            self.sequence()?;
            (start <= MAX_STEPS).then_some(())?;
        }
        let end = self.steps.len();
        for at in ends {
            if let Some(step) = self.steps.get_mut(at) {
                *step = Step::Go(way(at, end));
            }
        }
        self.depth = self.depth.saturating_sub(1);
        Some(())
    }

    fn sequence(&mut self) -> Option<()> {
        while let Some(letter) = self.rest.next_if(|letter| !matches!(letter, '|' | ')')) {
            let start = self.steps.len();
            self.atom(letter)?;
            self.repeated(start)?;
            if self.steps.len() > MAX_STEPS {
                return None;
            }
        }
        Some(())
    }

    fn atom(&mut self, letter: char) -> Option<()> {
        let step = match letter {
            '^' => Step::Start,
            '$' => Step::End,
            '.' => Step::Set(Set { ranges: vec![('\n', '\n'), ('\r', '\r')], not: true }),
            '[' => Step::Set(self.set()?),
            '(' => return self.group(),
            '\\' => match self.rest.next()? {
                'b' => Step::Boundary(true),
                'B' => Step::Boundary(false),
                letter => Step::Set(self.escaped(letter)?),
            },
            '*' | '+' | '?' => return None,
            letter => Step::Set(Set::one(letter)),
        };
        self.steps.push(step);
        Some(())
    }

    fn group(&mut self) -> Option<()> {
        if self.rest.next_if_eq(&'?').is_some() {
            self.rest.next_if_eq(&':')?;
        }
        self.alternatives()?;
        self.rest.next_if_eq(&')').map(|_| ())
    }

    /// What a letter after a backslash stands for; none for a reference back.
    fn escaped(&mut self, letter: char) -> Option<Set> {
        if let Some(class) = Set::class(letter) {
            return Some(class);
        }
        Some(Set::one(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.code(4)?,
            'x' => self.code(2)?,
            letter if letter.is_ascii_alphanumeric() => return None,
            letter => letter,
        }))
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        let text: String = (0..digits).map_while(|_| self.rest.next_if(char::is_ascii_hexdigit)).collect();
        whole(&text, 16).filter(|_| text.len() == digits).and_then(char::from_u32)
    }

    fn set(&mut self) -> Option<Set> {
        let mut set = Set { ranges: Vec::new(), not: self.rest.next_if_eq(&'^').is_some() };
        loop {
            let first = match self.rest.next()? {
                ']' => return Some(set),
                '\\' => self.in_set()?,
                letter => Set::one(letter),
            };
            let [(from, _)] = *first.ranges else {
                (!first.not).then(|| set.ranges.extend_from_slice(&first.ranges))?;
                continue;
            };
            let mut ahead = self.rest.clone();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|letter| letter != ']');
            if !is_range || first.not {
                (!first.not).then(|| set.ranges.extend_from_slice(&first.ranges))?;
                continue;
            }
            self.rest.next();
            let last = match self.rest.next()? {
                '\\' => self.in_set()?,
                letter => Set::one(letter),
            };
            let [(_, to)] = *last.ranges else { return None };
            set.ranges.push((from, to));
        }
    }

    fn in_set(&mut self) -> Option<Set> {
        match self.rest.next()? {
            'b' => Some(Set::one('\u{8}')),
            letter => self.escaped(letter),
        }
    }

    fn repeated(&mut self, start: usize) -> Option<()> {
        let (min, max) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(start),
            _ => return Some(()),
        };
        self.rest.next();
        self.repeat(start, min, max)
    }

    /// Repeats the steps from a place on: so often at least, and so often at most.
    fn repeat(&mut self, start: usize, min: usize, max: Option<usize>) -> Option<()> {
        self.rest.next_if_eq(&'?');
        let body = self.steps.split_off(start);
        let size = way(0, body.len()).saturating_add(1);
        for _ in 0..min {
            self.copy(&body)?;
        }
        let Some(max) = max else {
            self.steps.push(Step::Split(size.saturating_add(1)));
            self.copy(&body)?;
            self.steps.push(Step::Go(size.saturating_neg()));
            return Some(());
        };
        for left in (1..=max.saturating_sub(min)).rev() {
            self.steps.push(Step::Split(size.saturating_mul(way(0, left))));
            self.copy(&body)?;
        }
        Some(())
    }

    fn copy(&mut self, steps: &[Step]) -> Option<()> {
        self.steps.extend_from_slice(steps);
        (self.steps.len() <= MAX_STEPS).then_some(())
    }

    /// `{2}`, `{2,}` or `{2,4}`; anything else is a brace like any letter.
    fn counted(&mut self, start: usize) -> Option<()> {
        let ahead: String = self.rest.clone().skip(1).take_while(|letter| *letter != '}').take(12).collect();
        let steps = |count: u32| usize::try_from(count).unwrap_or(MAX_STEPS).min(MAX_STEPS);
        let (min, max) = cut(&ahead, b",").map_or((&*ahead, Some(&*ahead)), |(min, max)| (min, Some(max)));
        let Some(min) = whole(min, 10) else { return Some(()) };
        let max = match max {
            None | Some("") => None,
            Some(max) => Some(whole(max, 10)?),
        };
        for _ in 0..ahead.chars().count().saturating_add(2) {
            self.rest.next();
        }
        self.repeat(start, steps(min), max.map(steps))
    }
}

/// How far it is from one step to a later one.
fn way(from: usize, to: usize) -> isize {
    isize::try_from(to.saturating_sub(from)).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn fits(pattern: &str, text: &str) -> bool {
        Pattern::compile(pattern, false).unwrap().is_in(text)
    }

    #[test]
    fn patterns_fit_as_in_javascript() {
        assert!(fits("^[a-z]+$", "abc") && !fits("^[a-z]+$", "aBc"));
        assert!(fits(r"^\d{3}-\d{4}$", "555-1234") && !fits(r"^\d{3}-\d{4}$", "55-1234"));
        assert!(fits("^(a|bc)*d?$", "abcad") && !fits("^(a|bc)*d?$", "acd"));
        assert!(fits(r"\bcat\b", "a cat") && !fits(r"\bcat\b", "cats"));
        assert!(fits("^a{2,}$", "aaa") && !fits("^a{2,3}$", "aaaa"));
        assert!(fits(r"^[^\d\s]+$", "x-y") && !fits(r"^[^\d\s]+$", "x 1"));
        assert!(fits("colou?r", "the color") && fits("", ""));
        assert!(Pattern::compile("ABC", true).unwrap().is_in("xabcx"));
    }

    #[test]
    fn what_is_not_known_is_none() {
        for pattern in
            ["(?=a)", r"(a)\1", "(", "[a", "*", r"\p{L}", &"(".repeat(1000), "((a{99}){99}){99}", &"|".repeat(100_000)]
        {
            assert!(Pattern::compile(pattern, false).is_none(), "{pattern}");
        }
    }

    #[test]
    fn evil_patterns_end() {
        let text = "a".repeat(2000);
        assert!(!fits("^(a+)+b$", &text));
    }
}
