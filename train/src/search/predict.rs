//! What a model expects next after a history.

use super::{Lists, Step};
use crate::linear::frequent;
use libm::pow;
use patronage::recommend::Taste;

/// How many of the most popular items stand in for what nothing is linked to.
const HEAD: usize = 100;

/// A model to be asked.
#[derive(Debug, Clone)]
pub struct Predictor<'a> {
    lists: &'a Lists,
    taste: Taste,
    /// The share of all purchases, of the most popular items.
    head: Vec<(u32, f64)>,
}

/// What one thread needs beside the model.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    scores: Vec<f64>,
    touched: Vec<u32>,
    weights: Vec<(u32, f64, f64)>,
}

impl<'a> Predictor<'a> {
    /// Links and how a history weighs.
    pub fn new(lists: &'a Lists, taste: Taste) -> Self {
        let total = lists.counts.iter().sum::<u64>().max(1) as f64;
        let share = |item: u32| (item, lists.counts[item as usize] as f64 / total);
        Predictor { lists, taste, head: frequent(&lists.counts, HEAD).into_iter().map(share).collect() }
    }

    /// The `most` likeliest items after a history, the likeliest first.
    pub fn answer(&self, history: &[Step], most: usize, desk: &mut Desk, answer: &mut Vec<u32>) {
        desk.scores.resize(self.lists.counts.len(), 0.0);
        self.weigh(history, &mut desk.weights);
        let taste = &self.taste;
        let total: f64 = desk.weights.iter().map(|(_, weight, _)| weight).sum();
        let (scores, touched) = (&mut desk.scores, &mut desk.touched);
        let mut add = |item: u32, score: f64| {
            let sum = &mut scores[item as usize];
            if *sum == 0.0 && score > 0.0 {
                touched.push(item);
            }
            *sum += score;
        };
        for (item, weight, own) in &desk.weights {
            let weight = pow(*weight, taste.power);
            for (other, strength) in self.lists.of(*item) {
                add(*other, weight * f64::from(*strength));
            }
            add(*item, pow(*own, taste.power) * (taste.own + taste.repeat * self.lists.repeats[*item as usize]));
        }
        for (item, share) in &self.head {
            add(*item, taste.popular * total * share);
        }
        best(desk, most, answer);
    }

    /// Each item of the history once, with its weight for others and for itself.
    fn weigh(&self, history: &[Step], weights: &mut Vec<(u32, f64, f64)>) {
        weights.clear();
        let (mut weight, mut own) = (1.0, 1.0);
        for step in history.iter().rev() {
            weights.extend(step.iter().map(|item| (*item, weight, own)));
            weight *= self.taste.recall;
            own *= self.taste.own_recall;
            if weight < 1e-4 && own < 1e-4 {
                break;
            }
        }
        weights.sort_by_key(|(item, ..)| *item);
        weights.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                (kept.1, kept.2) = (kept.1 + next.1, kept.2 + next.2);
            }
            same
        });
    }
}

fn best(desk: &mut Desk, most: usize, answer: &mut Vec<u32>) {
    let scores = &desk.scores;
    let before = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
    answer.clear();
    answer.extend(&desk.touched);
    if answer.len() > most {
        answer.select_nth_unstable_by(most, before);
        answer.truncate(most);
    }
    answer.sort_unstable_by(before);
    for item in desk.touched.drain(..) {
        desk.scores[item as usize] = 0.0;
    }
}

/// The `most` likeliest items after a history.
pub fn predict(predictor: &Predictor<'_>, history: &[Step], most: usize) -> Vec<u32> {
    let mut answer = Vec::new();
    predictor.answer(history, most, &mut Desk::default(), &mut answer);
    answer
}
