//! In which order the items stand in a pack: those that are linked beside each other, so that it takes few bits to tell a link,
//! and that a chunk holds what a session needs together.
//!
//! It is recursive graph bisection (Dhulipala et al., Compressing Graphs and Indexes with Recursive Graph Bisection, KDD 2016):
//! the items are halved, and pairs change sides for as long as that makes the links shorter; then each half is.

use crate::recommend::{Item, Model};
use libm::log2;

/// How many links a chunk holds, unless one item has more: of the two lists of an item the longer counts, while its record
/// holds whatever is in either, so that it is up to twice as many.
const LINKS: usize = 2_048;
/// How many items a chunk holds at most.
const ITEMS: usize = 256;
/// How often items change sides before a half is left as it is.
const ROUNDS: usize = 12;
/// Nor do they once less than so a part of the pairs did, as a divisor: what is gained then is hardly seen in the size.
const FEWEST: usize = 100;
/// So few items stand in any order: little would be gained.
const FEW: usize = 4;

/// The order of the items in a pack. To find it takes longer than to write the pack.
#[derive(Debug, Clone)]
pub struct Order(pub(super) Vec<u32>);

impl Order {
    /// The order for a model, which is as good for another with fewer links of the same items.
    #[must_use]
    pub fn of(model: &Model) -> Order {
        let mut bisection = Bisection::new(&model.items);
        let mut order: Vec<u32> = (0..).take(model.items.len()).collect();
        bisection.split(&mut order);
        Order(order)
    }

    /// The items by chunk.
    pub(super) fn chunks(&self, model: &Model) -> Vec<Vec<u32>> {
        let mut chunks: Vec<Vec<u32>> = Vec::new();
        let mut room = 0;
        for item in &self.0 {
            let links = model.items.get(*item as usize).map_or(0, |item| item.next.len().max(item.similar.len()));
            match chunks.last_mut() {
                Some(chunk) if links <= room && chunk.len() < ITEMS => {
                    chunk.push(*item);
                    room = room.saturating_sub(links);
                }
                _ => {
                    chunks.push(vec![*item]);
                    room = LINKS.saturating_sub(links);
                }
            }
        }
        chunks
    }
}

struct Bisection {
    /// What items lead to, each itself among it, item by item.
    targets: Vec<u32>,
    /// Where those of an item begin, and where the last end.
    starts: Vec<usize>,
    /// By item, what is known of the two sides.
    told: Vec<Told>,
    /// How many rounds there have been.
    round: u32,
    /// The logarithm of each count and one.
    logs: Vec<f64>,
}

/// What is known of the two sides about an item.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// How many on either lead to it.
    sides: [u32; 2],
    /// What is gained when one of either changes to the other, as of a round.
    gains: [f64; 2],
    round: u32,
}

impl Bisection {
    fn new(items: &[Item]) -> Bisection {
        let (mut targets, mut starts) = (Vec::new(), vec![0]);
        for (own, item) in (0..).zip(items) {
            targets.extend(item.next.iter().map(|link| link.item).chain([own]));
            starts.push(targets.len());
        }
        let logs = (0_u32..).take(items.len().saturating_add(2)).map(|count| log2(f64::from(count) + 1.0)).collect();
        Bisection { targets, starts, told: vec![Told::default(); items.len()], round: 0, logs }
    }

    fn split(&mut self, order: &mut [u32]) {
        if order.len() <= FEW {
            return;
        }
        let middle = order.len() / 2;
        let (left, right) = order.split_at_mut(middle);
        self.count(left, right);
        for _ in 0..ROUNDS {
            let exchanged = self.exchange(left, right);
            if exchanged.saturating_mul(FEWEST) <= middle {
                break;
            }
        }
        self.split(left);
        self.split(right);
    }

    fn count(&mut self, left: &[u32], right: &[u32]) {
        for item in left.iter().chain(right) {
            self.change(*item, |sides| *sides = [0, 0]);
        }
        for (side, own) in [left, right].into_iter().enumerate() {
            for item in own {
                self.change(*item, |sides| add(sides, side));
            }
        }
    }

    /// Changes the counts of all that an item leads to.
    fn change(&mut self, item: u32, change: impl Fn(&mut [u32; 2])) {
        let Bisection { targets, starts, told, .. } = self;
        for target in of(targets, starts, item) {
            told.get_mut(*target as usize).into_iter().for_each(|told| change(&mut told.sides));
        }
    }

    /// Lets items change sides in pairs, those first that gain most, and tells how many did.
    fn exchange(&mut self, left: &mut [u32], right: &mut [u32]) -> usize {
        let sizes = [self.log(left.len()), self.log(right.len())];
        self.round = self.round.saturating_add(1);
        let [mut lefts, mut rights] = [(&*left, 0), (&*right, 1)].map(|(own, side)| self.by_gain(own, side, sizes));
        let mut exchanged = 0_usize;
        for (a, b) in lefts.iter_mut().zip(&mut rights).take_while(|(a, b)| a.0 + b.0 > 0.0) {
            for (item, from) in [(a.1, 0), (b.1, 1)] {
                self.change(item, |sides| move_over(sides, from));
            }
            std::mem::swap(&mut a.1, &mut b.1);
            exchanged = exchanged.saturating_add(1);
        }
        for (own, ranked) in [(left, lefts), (right, rights)] {
            own.iter_mut().zip(ranked).for_each(|(item, (_, ranked))| *item = ranked);
        }
        exchanged
    }

    /// Items of a side with what is gained when each alone changes to the other, the most first.
    fn by_gain(&mut self, items: &[u32], side: usize, sizes: [f64; 2]) -> Vec<(f64, u32)> {
        let mut ranked: Vec<(f64, u32)> = items.iter().map(|item| (self.gain(*item, side, sizes), *item)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked
    }

    /// What is gained when an item changes from a side to the other: most of what it leads to, others lead to as well, so that
    /// is worked out once a round.
    fn gain(&mut self, item: u32, side: usize, sizes: [f64; 2]) -> f64 {
        let Bisection { targets, starts, told, round, logs, .. } = self;
        let gains = of(targets, starts, item).iter().map(|target| {
            let Some(told) = told.get_mut(*target as usize) else { return 0.0 };
            if told.round != *round {
                told.round = *round;
                told.gains = gains(logs, told.sides, sizes);
            }
            told.gains.get(side).copied().unwrap_or_default()
        });
        gains.sum()
    }

    fn log(&self, count: usize) -> f64 {
        self.logs.get(count).copied().unwrap_or_default()
    }
}

/// What is gained when one of either side changes to the other.
fn gains(logs: &[f64], sides: [u32; 2], sizes: [f64; 2]) -> [f64; 2] {
    let before = bits(logs, sides, sizes);
    [0, 1].map(|side| {
        let mut moved = sides;
        move_over(&mut moved, side);
        before - bits(logs, moved, sizes)
    })
}

/// About how many bits the gaps take between the items of either side that lead to the same item.
fn bits(logs: &[f64], sides: [u32; 2], sizes: [f64; 2]) -> f64 {
    let log = |count: u32| logs.get(count as usize).copied().unwrap_or_default();
    let bits = |count: u32, size: f64| f64::from(count) * (size - log(count));
    bits(sides[0], sizes[0]) + bits(sides[1], sizes[1])
}

/// What an item leads to, itself among it.
fn of<'t>(targets: &'t [u32], starts: &[usize], item: u32) -> &'t [u32] {
    let place = |item: usize| starts.get(item).copied().unwrap_or_default();
    targets.get(place(item as usize)..place((item as usize).saturating_add(1))).unwrap_or_default()
}

fn add(sides: &mut [u32; 2], side: usize) {
    sides.get_mut(side).into_iter().for_each(|count| *count = count.saturating_add(1));
}

fn move_over(sides: &mut [u32; 2], from: usize) {
    sides.get_mut(from).into_iter().for_each(|count| *count = count.saturating_sub(1));
    add(sides, 1_usize.saturating_sub(from));
}
