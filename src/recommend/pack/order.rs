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
/// So few items are left in their order.
const FEW: usize = 16;

/// The order of the items in a pack. To find it takes longer than to write the pack.
#[derive(Debug, Clone)]
pub struct Order(Vec<u32>);

impl Order {
    /// The order for a model, which is as good for another with fewer links of the same items.
    #[must_use]
    pub fn of(model: &Model) -> Order {
        let items = &model.items;
        let mut order: Vec<u32> = (0..).take(items.len()).collect();
        let logs = (0_u32..).take(items.len().saturating_add(2)).map(|count| log2(f64::from(count) + 1.0)).collect();
        Bisection { items, sides: vec![[0, 0]; items.len()], logs }.split(&mut order);
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

struct Bisection<'a> {
    items: &'a [Item],
    /// By item, how many on either side lead to it.
    sides: Vec<[u32; 2]>,
    /// The logarithm of each count and one.
    logs: Vec<f64>,
}

impl Bisection<'_> {
    fn split(&mut self, order: &mut [u32]) {
        if order.len() <= FEW {
            return order.sort_by(|a, b| self.taken(*b).total_cmp(&self.taken(*a)));
        }
        let middle = order.len() / 2;
        let (left, right) = order.split_at_mut(middle);
        self.count(left, right);
        for _ in 0..ROUNDS {
            if !self.exchange(left, right) {
                break;
            }
        }
        // Of items with equal scores the first is recommended: it had better be the more frequent.
        let [first, second] = [&*left, &*right].map(|half| half.iter().map(|item| self.taken(*item)).sum::<f64>());
        let middle = if second > first { order.len().saturating_sub(middle) } else { middle };
        if second > first {
            order.rotate_right(middle);
        }
        let (left, right) = order.split_at_mut(middle);
        self.split(left);
        self.split(right);
    }

    /// How often an item occurs.
    fn taken(&self, item: u32) -> f64 {
        self.items.get(item as usize).map_or(0.0, |item| item.count as f64)
    }

    fn count(&mut self, left: &[u32], right: &[u32]) {
        for item in left.iter().chain(right) {
            targets(self.items, *item).for_each(|target| self.change(target, |sides| *sides = [0, 0]));
        }
        for (side, own) in [left, right].into_iter().enumerate() {
            for item in own {
                targets(self.items, *item).for_each(|target| self.change(target, |sides| add(sides, side)));
            }
        }
    }

    fn change(&mut self, target: usize, change: impl FnMut(&mut [u32; 2])) {
        self.sides.get_mut(target).into_iter().for_each(change);
    }

    /// Lets items change sides in pairs, those first that gain most, and tells whether any did.
    fn exchange(&mut self, left: &mut [u32], right: &mut [u32]) -> bool {
        let sizes = [self.log(left.len()), self.log(right.len())];
        let [mut lefts, mut rights] = [(&*left, 0), (&*right, 1)].map(|(own, side)| self.by_gain(own, side, sizes));
        let mut exchanged = false;
        for (a, b) in lefts.iter_mut().zip(&mut rights).take_while(|(a, b)| a.0 + b.0 > 0.0) {
            for (item, from) in [(a.1, 0), (b.1, 1)] {
                targets(self.items, item).for_each(|target| self.change(target, |sides| move_over(sides, from)));
            }
            std::mem::swap(&mut a.1, &mut b.1);
            exchanged = true;
        }
        for (own, ranked) in [(left, lefts), (right, rights)] {
            own.iter_mut().zip(ranked).for_each(|(item, (_, ranked))| *item = ranked);
        }
        exchanged
    }

    /// Items of a side with what is gained when each alone changes to the other, the most first.
    fn by_gain(&self, items: &[u32], side: usize, sizes: [f64; 2]) -> Vec<(f64, u32)> {
        let gain = |item| targets(self.items, item).map(|target| self.gain(target, side, sizes)).sum();
        let mut ranked: Vec<(f64, u32)> = items.iter().map(|item| (gain(*item), *item)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked
    }

    fn gain(&self, target: usize, side: usize, sizes: [f64; 2]) -> f64 {
        let Some(sides) = self.sides.get(target) else { return 0.0 };
        let mut moved = *sides;
        move_over(&mut moved, side);
        self.bits(sides, sizes) - self.bits(&moved, sizes)
    }

    /// About how many bits the gaps take between the items of either side that lead to the same item.
    fn bits(&self, sides: &[u32; 2], sizes: [f64; 2]) -> f64 {
        let bits = |count: u32, size: f64| f64::from(count) * (size - self.log(count as usize));
        bits(sides[0], sizes[0]) + bits(sides[1], sizes[1])
    }

    fn log(&self, count: usize) -> f64 {
        self.logs.get(count).copied().unwrap_or_default()
    }
}

/// What an item leads to, itself among it.
fn targets(items: &[Item], item: u32) -> impl Iterator<Item = usize> + use<'_> {
    let links = items.get(item as usize).map_or(&[][..], |item| &item.next);
    links.iter().map(|link| link.item).chain([item]).map(|item| item as usize)
}

fn add(sides: &mut [u32; 2], side: usize) {
    sides.get_mut(side).into_iter().for_each(|count| *count = count.saturating_add(1));
}

fn move_over(sides: &mut [u32; 2], from: usize) {
    sides.get_mut(from).into_iter().for_each(|count| *count = count.saturating_sub(1));
    add(sides, 1_usize.saturating_sub(from));
}
