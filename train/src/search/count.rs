//! The links of all items, counted in memory: what [`crate::plan`] does to a whole log, for a sample and quickly.

use super::{Sequence, Weights, threads};
use crate::linear;
use libm::pow;
use patronage::recommend::{LinkSettings, Model, UNIT};
use std::collections::HashMap;
use std::ops::Range;
use std::thread;

/// The strongest links of every item, and how often the item occurs.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    starts: Vec<usize>,
    links: Vec<(u32, f32)>,
    /// In how many steps each item occurs.
    pub counts: Vec<u64>,
    /// How large a share of them is followed by another of the same sequence.
    pub repeats: Vec<f64>,
}

impl Lists {
    /// The links of one item, strongest first.
    pub fn of(&self, item: u32) -> &[(u32, f32)] {
        &self.links[self.starts[item as usize]..self.starts[item as usize + 1]]
    }

    /// The lists of a finished model.
    pub fn of_model(model: &Model) -> Lists {
        let mut lists = Lists { starts: vec![0], ..Lists::default() };
        for item in &model.items {
            lists.links.extend(item.next.iter().map(|link| (link.item, link.strength as f32)));
            lists.starts.push(lists.links.len());
            lists.counts.push(item.count);
            lists.repeats.push(item.repeat);
        }
        lists
    }

    /// The same with linear weights beside the links of those items for which there are some; each keeps the `most` strongest.
    pub fn with(&self, weights: &linear::Weights, share: f64, most: usize) -> Lists {
        let counted =
            |item: u32| self.of(item).iter().map(|(other, strength)| (*other, f64::from(*strength))).collect();
        let rows = weights.blended(counted, share, most).rows;
        let blended: HashMap<u32, Vec<(u32, f64)>> = rows.into_iter().map(|row| (row.item, row.links)).collect();
        let mut lists = self.empty();
        for item in 0..self.counts.len() as u32 {
            match blended.get(&item) {
                Some(links) => lists.links.extend(links.iter().map(|(other, strength)| (*other, *strength as f32))),
                None => lists.links.extend(self.of(item)),
            }
            lists.starts.push(lists.links.len());
        }
        lists
    }

    /// The same items without links.
    fn empty(&self) -> Lists {
        Lists { starts: vec![0], links: Vec::new(), counts: self.counts.clone(), repeats: self.repeats.clone() }
    }

    /// How many links there are in all.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is no link.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The same with no more than `most` links an item.
    pub fn cut(&self, most: usize) -> Lists {
        let mut cut = self.empty();
        for item in 0..self.counts.len() {
            let links = self.of(item as u32);
            cut.links.extend(&links[..links.len().min(most)]);
            cut.starts.push(cut.links.len());
        }
        cut
    }
}

/// Where an item occurs.
type Place = (u32, u32);

/// Counts the links of `items` items, and keeps the `most` strongest of each.
pub fn count(sequences: &[&Sequence], items: usize, settings: &LinkSettings, most: usize) -> Lists {
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); items];
    let mut weights = Weights::new(*settings);
    for (number, sequence) in sequences.iter().enumerate() {
        let length = sequence.steps.len() as u32;
        weights.apart(length);
        for (step, taken) in sequence.steps.iter().enumerate() {
            weights.together(length, taken.len() as u32);
            for item in taken {
                places[*item as usize].push((number as u32, step as u32));
            }
        }
    }
    let counts: Vec<u64> = places.iter().map(|places| places.len() as u64).collect();
    let penalties: Vec<f64> = counts.iter().map(|count| pow((*count).max(1) as f64, -settings.penalty)).collect();
    let counting = Counting { sequences, places: &places, counts: &counts, penalties: &penalties, settings, most };
    let parts = thread::scope(|scope| {
        let parts = ranges(&counts);
        let running: Vec<_> = parts
            .into_iter()
            .map(|range| {
                let weights = weights.clone();
                let counting = &counting;
                scope.spawn(move || counting.part(range, weights))
            })
            .collect();
        running.into_iter().map(|part| part.join().expect("a part of the counting ends")).collect::<Vec<_>>()
    });
    let repeats = places.iter().map(|places| repeat_rate(places)).collect();
    let mut lists = Lists { starts: vec![0], links: Vec::new(), counts, repeats };
    for (lengths, links) in parts {
        for length in lengths {
            lists.starts.push(lists.starts.last().copied().unwrap_or(0) + length);
        }
        lists.links.extend(links);
    }
    lists
}

/// How surely an item that was taken is taken again: with few purchases, hardly.
pub fn repeat_share(repeated: u64, count: u64) -> f64 {
    repeated as f64 / (count + 5) as f64
}

fn repeat_rate(places: &[Place]) -> f64 {
    let repeated = places.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
    repeat_share(repeated as u64, places.len() as u64)
}

/// Shares the items among the processors so that each has about as many occurrences.
fn ranges(counts: &[u64]) -> Vec<Range<usize>> {
    let parts = threads() * 4;
    let share = counts.iter().sum::<u64>() / parts as u64 + 1;
    let (mut ranges, mut start, mut sum) = (Vec::new(), 0, 0);
    for (item, count) in counts.iter().enumerate() {
        sum += count;
        if sum >= share || item + 1 == counts.len() {
            ranges.push(start..item + 1);
            (start, sum) = (item + 1, 0);
        }
    }
    ranges
}

struct Counting<'a> {
    sequences: &'a [&'a Sequence],
    places: &'a [Vec<Place>],
    counts: &'a [u64],
    /// What the sums of links to each item are multiplied by.
    penalties: &'a [f64],
    settings: &'a LinkSettings,
    most: usize,
}

impl Counting<'_> {
    /// The links of some items, and how many each has.
    fn part(&self, range: Range<usize>, mut weights: Weights) -> (Vec<usize>, Vec<(u32, f32)>) {
        let mut sums = vec![0i64; self.counts.len()];
        let (mut lengths, mut links) = (Vec::new(), Vec::new());
        let (mut seen, mut ranked) = (Vec::new(), Vec::new());
        for item in range {
            self.gather(item, &mut weights, &mut sums, &mut seen);
            ranked.clear();
            for other in seen.drain(..) {
                let sum = std::mem::take(&mut sums[other as usize]);
                if other as usize != item {
                    ranked.push((other, sum as f64 * self.penalties[other as usize]));
                }
            }
            strongest(&mut ranked, self.most);
            lengths.push(ranked.len());
            let scale = pow(self.counts[item].max(1) as f64, -self.settings.support) / UNIT as f64;
            links.extend(ranked.iter().map(|(other, strength)| (*other, (strength * scale) as f32)));
        }
        (lengths, links)
    }

    /// Adds up the weights of all pairs of one item.
    fn gather(&self, item: usize, weights: &mut Weights, sums: &mut [i64], seen: &mut Vec<u32>) {
        for (number, step) in &self.places[item] {
            let steps = &self.sequences[*number as usize].steps;
            let (step, length) = (*step as usize, steps.len() as u32);
            let within = weights.together(length, steps[step].len() as u32);
            let apart = weights.apart(length);
            let reach = (apart.len() / 2 - 1).min(self.settings.window as usize);
            let first = step.saturating_sub(reach);
            let last = (step + reach).min(steps.len() - 1);
            for (place, taken) in steps[first..=last].iter().enumerate() {
                let place = first + place;
                let weight = match place.abs_diff(step) {
                    0 => within,
                    distance => apart[2 * distance + usize::from(place > step)],
                };
                if weight == 0 {
                    continue;
                }
                for other in taken {
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
