//! What the locals of a function hold, stretch by stretch: a *web* reaches from where something is written to wherever that is
//! read. What is never needed at the same time may be kept under one number, and what a local holds first under another than
//! what it holds later.

use super::alike::{Instruction, LOCAL_GET, number_at};
use std::collections::{BTreeSet, HashMap};

/// One stretch of what a local holds.
pub struct Web {
    /// The local that it is kept in.
    pub local: usize,
    /// The instructions that write or read it.
    pub places: Vec<usize>,
    /// Whether it holds something when the function begins: a parameter, or the zero of a local.
    pub begins: bool,
    /// The webs that must not be kept in the same local.
    pub clashes: BTreeSet<usize>,
}

const UNREACHABLE: u8 = 0x00;
const BLOCK: u8 = 0x02;
const LOOP: u8 = 0x03;
const IF: u8 = 0x04;
const ELSE: u8 = 0x05;
const END: u8 = 0x0b;
const BR: u8 = 0x0c;
const BR_IF: u8 = 0x0d;
const BR_TABLE: u8 = 0x0e;
const RETURN: u8 = 0x0f;

/// The webs of a function that has so many locals, parameters included.
pub fn webs(code: &[Instruction<'_>], count: usize) -> Vec<Web> {
    let next = successors(code);
    let live = Live::find(code, &next, count);
    // A group for what each local holds before each instruction, and one for what each instruction writes.
    let before = |at: usize, local: usize| at * count + local;
    let written = |at: usize| code.len() * count + at;
    let mut groups = Groups((0..code.len() * (count + 1)).collect());
    for (at, one) in code.iter().enumerate() {
        for after in &next[at] {
            for local in live.locals(*after) {
                let held = if one.writes() == Some(local) { written(at) } else { before(at, local) };
                groups.join(held, before(*after, local));
            }
        }
    }
    let (mut webs, mut numbers): (Vec<Web>, HashMap<usize, usize>) = (Vec::new(), HashMap::new());
    for (at, one) in code.iter().enumerate() {
        let Some(local) = one.local() else { continue };
        let group = groups.find(if one.writes().is_some() { written(at) } else { before(at, local) });
        let web = *numbers.entry(group).or_insert_with(|| {
            webs.push(Web { local, places: Vec::new(), begins: false, clashes: BTreeSet::new() });
            webs.len() - 1
        });
        webs[web].places.push(at);
    }
    let mut web_of = |at: usize, local: usize| numbers.get(&groups.find(before(at, local))).copied();
    let begin: Vec<usize> = live.locals(0).filter_map(|local| web_of(0, local)).collect();
    for web in &begin {
        webs[*web].begins = true;
        clash(&mut webs, *web, &begin);
    }
    let places: Vec<(usize, usize)> =
        webs.iter().enumerate().flat_map(|(web, found)| found.places.iter().map(move |at| (web, *at))).collect();
    for (web, at) in places {
        let Some(local) = code[at].writes() else { continue };
        for after in &next[at] {
            let others = live.locals(*after).filter(|other| *other != local);
            let others: Vec<usize> = others.filter_map(|other| web_of(*after, other)).collect();
            clash(&mut webs, web, &others);
        }
    }
    webs
}

/// A web must not be kept where one of some others is.
fn clash(webs: &mut [Web], web: usize, others: &[usize]) {
    for other in others.iter().filter(|other| **other != web) {
        webs[web].clashes.insert(*other);
        webs[*other].clashes.insert(web);
    }
}

/// The instructions that each may be followed by.
fn successors(code: &[Instruction<'_>]) -> Vec<Vec<usize>> {
    let (otherwise, end) = ends(code);
    let (mut next, mut open): (Vec<Vec<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, one) in code.iter().enumerate() {
        let follows = if at + 1 < code.len() { vec![at + 1] } else { Vec::new() };
        // A branch goes on at the beginning of a loop, or at the end of anything else; out of the function there is nothing.
        let target = |depth: u64| {
            let label = *open.iter().rev().nth(usize::try_from(depth).ok()?)?;
            Some(if code[label].is(LOOP) { label } else { end[&label] })
        };
        next.push(match one {
            Instruction::Other([UNREACHABLE | RETURN, ..]) => Vec::new(),
            Instruction::Other([ELSE, ..]) => vec![end[&at]],
            Instruction::Other([IF, ..]) => {
                vec![at + 1, otherwise.get(&at).map_or(end[&at], |otherwise| otherwise + 1)]
            }
            Instruction::Other([BR, depth @ ..]) => target(number_at(depth).0).into_iter().collect(),
            Instruction::Other([BR_IF, depth @ ..]) => follows.into_iter().chain(target(number_at(depth).0)).collect(),
            Instruction::Other([BR_TABLE, depths @ ..]) => {
                let (count, mut rest) = number_at(depths);
                let depths = (0..=count).map(|_| {
                    let (depth, after) = number_at(rest);
                    rest = after;
                    depth
                });
                depths.filter_map(target).collect()
            }
            _ => follows,
        });
        match one {
            Instruction::Other([BLOCK | LOOP | IF, ..]) => open.push(at),
            Instruction::Other([END, ..]) => _ = open.pop(),
            _ => {}
        }
    }
    next
}

/// Of each condition what it does otherwise, and of each block, loop, condition and `else` where it ends.
fn ends(code: &[Instruction<'_>]) -> (HashMap<usize, usize>, HashMap<usize, usize>) {
    let (mut otherwise, mut end, mut open) = (HashMap::new(), HashMap::new(), Vec::new());
    for (at, one) in code.iter().enumerate() {
        match one {
            Instruction::Other([BLOCK | LOOP | IF, ..]) => open.push(at),
            Instruction::Other([ELSE, ..]) => _ = open.last().map(|label| otherwise.insert(*label, at)),
            Instruction::Other([END, ..]) => {
                if let Some(label) = open.pop() {
                    end.insert(label, at);
                    otherwise.get(&label).map(|otherwise| end.insert(*otherwise, at));
                }
            }
            _ => {}
        }
    }
    (otherwise, end)
}

/// Which locals are still read before they are written again, before each instruction.
struct Live {
    count: usize,
    is: Vec<bool>,
}

impl Live {
    fn find(code: &[Instruction<'_>], next: &[Vec<usize>], count: usize) -> Live {
        let mut live = Live { count, is: vec![false; code.len() * count] };
        let mut changes = true;
        while std::mem::take(&mut changes) {
            for (at, one) in code.iter().enumerate().rev() {
                for after in &next[at] {
                    for local in (0..count).filter(|local| one.writes() != Some(*local)) {
                        if live.is[after * count + local] {
                            changes |= !std::mem::replace(&mut live.is[at * count + local], true);
                        }
                    }
                }
                if let Instruction::Local { code: LOCAL_GET, local } = one {
                    changes |= !std::mem::replace(&mut live.is[at * count + local], true);
                }
            }
        }
        live
    }

    fn locals(&self, at: usize) -> impl Iterator<Item = usize> {
        (0..self.count).filter(move |local| self.is[at * self.count + local])
    }
}

/// Things that belong together, each with another of its group or itself.
struct Groups(Vec<usize>);

impl Groups {
    fn find(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one] = other;
    }
}
