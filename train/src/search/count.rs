//! The links of all items, counted in memory: what [`crate::plan`] does to a whole log, for a sample and quickly.

use super::{Lists, Sequence, Weights, parallel};
use libm::pow;
use patronage::recommend::{LinkSettings, UNIT};
use std::collections::BTreeSet;

/// Into how many parts the items are shared that are counted, so that no thread waits long for another.
const PARTS: u64 = 32;

/// Sequences one behind the other, and where each item occurs in them.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// What was taken, step by step.
    taken: Vec<u32>,
    steps: Vec<Place>,
    /// The steps in which each item occurs, item by item.
    places: Vec<u32>,
    /// Where those of an item begin, and where the last end.
    starts: Vec<usize>,
    /// How many steps sequences have, and how large steps in them are.
    sizes: BTreeSet<(u32, u32)>,
    empty: Lists,
}

/// A step among all.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Where in what was taken it begins; it ends where the next begins.
    first: usize,
    /// Which of its sequence it is, and how many that has.
    number: u32,
    length: u32,
}

impl Log {
    /// A log of some items.
    pub fn new(sequences: &[&Sequence], items: usize) -> Log {
        let mut log = Log::default();
        let mut counts = vec![0; items];
        let mut repeated = vec![0; items];
        let mut last = vec![usize::MAX; items];
        for (owner, sequence) in sequences.iter().enumerate() {
            let length = sequence.steps.len() as u32;
            for (number, taken) in (0..).zip(&sequence.steps) {
                log.steps.push(Place { first: log.taken.len(), number, length });
                log.taken.extend(taken);
                log.sizes.insert((length, taken.len() as u32));
                for item in taken.iter().map(|item| *item as usize) {
                    counts[item] += 1;
                    repeated[item] += u64::from(last[item] == owner);
                    last[item] = owner;
                }
            }
        }
        log.steps.push(Place { first: log.taken.len(), number: 0, length: 0 });
        log.starts = ends(&counts);
        log.places = vec![0; log.taken.len()];
        let mut next = log.starts.clone();
        for (step, pair) in (0..).zip(log.steps.windows(2)) {
            for item in &log.taken[pair[0].first..pair[1].first] {
                log.places[next[*item as usize]] = step;
                next[*item as usize] += 1;
            }
        }
        let repeats = repeated.iter().zip(&counts).map(|(repeated, count)| repeat_share(*repeated, *count)).collect();
        log.empty = Lists::new(counts, repeats);
        log
    }

    /// Its items without links.
    pub fn empty(&self) -> Lists {
        self.empty.clone()
    }

    /// Counts the links of some items, each named once, and adds the `most` strongest of each to the lists.
    pub fn count(&self, asked: &[u32], settings: &LinkSettings, most: usize, lists: &mut Lists) {
        let mut weights = Weights::new(*settings);
        for (length, size) in &self.sizes {
            weights.apart(*length);
            weights.together(*length, *size);
        }
        let counts = &self.empty.counts;
        let penalties: Vec<f64> = counts.iter().map(|count| pow((*count).max(1) as f64, -settings.penalty)).collect();
        let counting = Counting { log: self, penalties: &penalties, settings, most };
        let desk = || Desk { weights: weights.clone(), sums: vec![0; counts.len()], seen: Vec::new() };
        let parts = parallel(self.parts(asked), desk, |part, desk| (part, counting.part(part, desk)));
        for (items, rows) in parts {
            items.iter().zip(rows).for_each(|(item, links)| lists.put(*item, &links));
        }
    }

    /// The links of all items.
    pub fn all(&self, settings: &LinkSettings, most: usize) -> Lists {
        let mut lists = self.empty();
        let asked: Vec<u32> = (0..lists.counts.len() as u32).collect();
        self.count(&asked, settings, most, &mut lists);
        lists
    }

    /// Parts of some items that occur about as often.
    fn parts<'a>(&self, asked: &'a [u32]) -> Vec<&'a [u32]> {
        let count = |item: &u32| self.empty.counts[*item as usize];
        let share = asked.iter().map(count).sum::<u64>() / PARTS + 1;
        let mut parts = Vec::new();
        let (mut rest, mut sum) = (asked, 0);
        let mut length = 0;
        for item in asked {
            (sum, length) = (sum + count(item), length + 1);
            if sum >= share {
                let (part, after) = rest.split_at(length);
                parts.push(part);
                (rest, sum, length) = (after, 0, 0);
            }
        }
        parts.push(rest);
        parts
    }

    fn places(&self, item: u32) -> &[u32] {
        &self.places[self.starts[item as usize]..self.starts[item as usize + 1]]
    }

    fn taken(&self, step: usize) -> &[u32] {
        &self.taken[self.steps[step].first..self.steps[step + 1].first]
    }
}

/// Where parts of these sizes begin, and where the last ends.
fn ends(sizes: &[u64]) -> Vec<usize> {
    let mut end = 0;
    let ends = sizes.iter().map(|size| {
        end += *size as usize;
        end
    });
    [0].into_iter().chain(ends).collect()
}

/// How surely an item that was taken is taken again: with few purchases, hardly.
pub fn repeat_share(repeated: u64, count: u64) -> f64 {
    repeated as f64 / (count + 5) as f64
}

struct Counting<'a> {
    log: &'a Log,
    /// What the sums of links to each item are multiplied by.
    penalties: &'a [f64],
    settings: &'a LinkSettings,
    most: usize,
}

/// What one thread needs.
struct Desk {
    weights: Weights,
    sums: Vec<i64>,
    seen: Vec<u32>,
}

impl Counting<'_> {
    /// The links of some items.
    fn part(&self, items: &[u32], desk: &mut Desk) -> Vec<Vec<(u32, f32)>> {
        let mut ranked = Vec::new();
        let row = |item: &u32| {
            self.gather(*item, desk);
            ranked.clear();
            for other in desk.seen.drain(..) {
                let sum = std::mem::take(&mut desk.sums[other as usize]);
                if other != *item {
                    ranked.push((other, sum as f64 * self.penalties[other as usize]));
                }
            }
            strongest(&mut ranked, self.most);
            let count = self.log.empty.counts[*item as usize].max(1);
            let scale = pow(count as f64, -self.settings.support) / UNIT as f64;
            ranked.iter().map(|(other, strength)| (*other, (strength * scale) as f32)).collect()
        };
        items.iter().map(row).collect()
    }

    /// Adds up the weights of all pairs of one item.
    fn gather(&self, item: u32, desk: &mut Desk) {
        let Desk { weights, sums, seen } = desk;
        for step in self.log.places(item) {
            let step = *step as usize;
            let Place { number, length, .. } = self.log.steps[step];
            let within = weights.together(length, self.log.taken(step).len() as u32);
            let apart = weights.apart(length);
            let reach = (apart.len() / 2 - 1).min(self.settings.window as usize);
            let first = step - reach.min(number as usize);
            let last = step + reach.min((length - 1 - number) as usize);
            for place in first..=last {
                let weight = match place.abs_diff(step) {
                    0 => within,
                    distance => apart[2 * distance + usize::from(place > step)],
                };
                if weight == 0 {
                    continue;
                }
                for other in self.log.taken(place) {
                    let sum = &mut sums[*other as usize];
                    if *sum == 0 {
                        seen.push(*other);
                    }
                    *sum += weight;
                }
            }
        }
    }
}

/// Keeps the strongest, in order; ties go by item.
pub(crate) fn strongest(ranked: &mut Vec<(u32, f64)>, most: usize) {
    let before = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if ranked.len() > most {
        ranked.select_nth_unstable_by(most, before);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by(before);
}
