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

#[derive(Debug, Clone)]
enum Step {
    Set(Set),
    Start,
    End,
    Boundary(bool),
    Split(usize, usize),
    Go(usize),
    Match,
}

#[derive(Debug, Clone)]
enum Tree {
    Set(Set),
    Start,
    End,
    Boundary(bool),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Repeat(Box<Tree>, usize, Option<usize>),
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
        let mut parser = Parser { rest: text.chars().peekable(), depth: 0 };
        let tree = parser.alternatives()?;
        if parser.rest.next().is_some() {
            return None;
        }
        let mut pattern = Pattern { steps: Vec::new(), insensitive };
        pattern.emit(&tree)?;
        pattern.push(Step::Match)?;
        Some(pattern)
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
                Some(Step::Go(to)) => open.push(*to),
                Some(Step::Split(first, second)) => {
                    open.push(*second);
                    open.push(*first);
                }
                Some(Step::Start) if at == 0 => open.push(after),
                Some(Step::End) if at == letters.len() => open.push(after),
                Some(Step::Boundary(wanted)) if is_boundary(letters, at) == *wanted => open.push(after),
                Some(Step::Set(_) | Step::Match) => threads.push(step),
                _ => {}
            }
        }
    }

    fn push(&mut self, step: Step) -> Option<usize> {
        let at = self.steps.len();
        self.steps.push(step);
        (at < MAX_STEPS).then_some(at)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }

    fn emit(&mut self, tree: &Tree) -> Option<()> {
        match tree {
            Tree::Set(set) => self.push(Step::Set(set.clone())).map(|_| ()),
            Tree::Start => self.push(Step::Start).map(|_| ()),
            Tree::End => self.push(Step::End).map(|_| ()),
            Tree::Boundary(wanted) => self.push(Step::Boundary(*wanted)).map(|_| ()),
            Tree::All(trees) => trees.iter().try_for_each(|tree| self.emit(tree)),
            Tree::Any(trees) => self.emit_any(trees),
            Tree::Repeat(tree, min, max) => self.emit_repeat(tree, *min, *max),
        }
    }

    fn emit_any(&mut self, trees: &[Tree]) -> Option<()> {
        let (last, others) = trees.split_last()?;
        let mut ends = Vec::new();
        for tree in others {
            let split = self.push(Step::Match)?;
            self.emit(tree)?;
            ends.push(self.push(Step::Match)?);
            self.set(split, Step::Split(split.saturating_add(1), self.steps.len()));
        }
        self.emit(last)?;
        let end = self.steps.len();
        ends.into_iter().for_each(|at| self.set(at, Step::Go(end)));
        Some(())
    }

    fn emit_repeat(&mut self, tree: &Tree, min: usize, max: Option<usize>) -> Option<()> {
        for _ in 0..min {
            self.emit(tree)?;
        }
        let Some(max) = max else {
            let split = self.push(Step::Match)?;
            self.emit(tree)?;
            self.push(Step::Go(split))?;
            self.set(split, Step::Split(split.saturating_add(1), self.steps.len()));
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(Step::Match)?);
            self.emit(tree)?;
        }
        let end = self.steps.len();
        splits.into_iter().for_each(|at| self.set(at, Step::Split(at.saturating_add(1), end)));
        Some(())
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

struct Parser<'p> {
    rest: Peekable<Chars<'p>>,
    depth: usize,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Option<Tree> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut trees = vec![self.sequence()?];
        while self.rest.next_if_eq(&'|').is_some() {
            trees.push(self.sequence()?);
        }
        self.depth = self.depth.saturating_sub(1);
        Some(Tree::Any(trees))
    }

    fn sequence(&mut self) -> Option<Tree> {
        let mut trees = Vec::new();
        while let Some(letter) = self.rest.next_if(|letter| !matches!(letter, '|' | ')')) {
            let tree = self.atom(letter)?;
            trees.push(self.repeated(tree)?);
        }
        Some(Tree::All(trees))
    }

    fn atom(&mut self, letter: char) -> Option<Tree> {
        Some(match letter {
            '^' => Tree::Start,
            '$' => Tree::End,
            '.' => Tree::Set(Set { ranges: vec![('\n', '\n'), ('\r', '\r')], not: true }),
            '[' => Tree::Set(self.set()?),
            '(' => self.group()?,
            '\\' => match self.rest.next()? {
                'b' => Tree::Boundary(true),
                'B' => Tree::Boundary(false),
                letter => Tree::Set(self.escaped(letter)?),
            },
            '*' | '+' | '?' => return None,
            letter => Tree::Set(Set::one(letter)),
        })
    }

    fn group(&mut self) -> Option<Tree> {
        if self.rest.next_if_eq(&'?').is_some() {
            self.rest.next_if_eq(&':')?;
        }
        let tree = self.alternatives()?;
        self.rest.next_if_eq(&')')?;
        Some(tree)
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

    fn repeated(&mut self, tree: Tree) -> Option<Tree> {
        let (min, max) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(tree),
            _ => return Some(tree),
        };
        self.rest.next();
        self.rest.next_if_eq(&'?');
        Some(Tree::Repeat(Box::new(tree), min, max))
    }

    /// `{2}`, `{2,}` or `{2,4}`; anything else is a brace like any letter.
    fn counted(&mut self, tree: Tree) -> Option<Tree> {
        let ahead: String = self.rest.clone().skip(1).take_while(|letter| *letter != '}').take(12).collect();
        let steps = |count: u32| usize::try_from(count).unwrap_or(MAX_STEPS).min(MAX_STEPS);
        let (min, max) = cut(&ahead, b",").map_or((&*ahead, Some(&*ahead)), |(min, max)| (min, Some(max)));
        let Some(min) = whole(min, 10) else { return Some(tree) };
        let max = match max {
            None | Some("") => None,
            Some(max) => Some(whole(max, 10)?),
        };
        for _ in 0..ahead.chars().count().saturating_add(2) {
            self.rest.next();
        }
        self.rest.next_if_eq(&'?');
        Some(Tree::Repeat(Box::new(tree), steps(min), max.map(steps)))
    }
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
        for pattern in ["(?=a)", r"(a)\1", "(", "[a", "*", r"\p{L}", &"(".repeat(1000), "((a{99}){99}){99}"] {
            assert!(Pattern::compile(pattern, false).is_none(), "{pattern}");
        }
    }

    #[test]
    fn evil_patterns_end() {
        let text = "a".repeat(2000);
        assert!(!fits("^(a+)+b$", &text));
    }
}
