//! What a model expects next after a history.
//!
//! It is worked out in two steps. What the links say ([`Predictor::reach`]) is most of the work, and needs only a part of the
//! settings; what the history says of itself and what is popular is added to that ([`Predictor::answer`]), so that a search
//! which turns but these does not follow the links again.

use super::{Lists, Step};
use crate::linear::frequent;
use libm::pow;
use patronage::recommend::{Taste, popularity};

/// How many of the most popular items stand in for what nothing is linked to.
const HEAD: usize = 100;
/// What weighs less is left out.
const LEAST: f64 = 1e-4;

/// A model to be asked.
#[derive(Debug, Clone)]
pub struct Predictor<'a> {
    lists: &'a Lists,
    taste: Taste,
    /// The share of all purchases, of the most popular items.
    head: Vec<(u32, f64)>,
}

/// What the links of a history say: all of it that an answer can depend on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reach {
    /// Of the history's own items and the most popular ones, those that links lead to.
    near: Vec<(u32, f64)>,
    /// Of all others, which have no score but this, the best.
    far: Vec<(u32, f64)>,
    /// The weight of the whole history.
    total: f64,
}

/// What one thread needs beside the model.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    scores: Vec<f64>,
    touched: Vec<u32>,
    weights: Vec<(u32, f64)>,
    pub(super) answer: Vec<(u32, f64)>,
}

impl Desk {
    fn add(&mut self, item: u32, score: f64) {
        let sum = &mut self.scores[item as usize];
        if *sum == 0.0 && score > 0.0 {
            self.touched.push(item);
        }
        *sum += score;
    }

    /// Each item of the history once, with the sum of what its steps leave of a weight of 1: with each step back so much, and
    /// beyond the last two so much besides.
    fn weigh(&mut self, history: &[Step], recall: f64, far: f64) {
        self.weights.clear();
        let mut weight = 1.0;
        for (age, step) in history.iter().rev().enumerate() {
            self.weights.extend(step.iter().map(|item| (*item, weight)));
            weight *= if age == 1 { recall * far } else { recall };
            if weight < LEAST {
                break;
            }
        }
        self.weights.sort_by_key(|(item, _)| *item);
        self.weights.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }

    /// The best items that have a score, the best first; none has one afterwards.
    fn best(&mut self, most: usize, counts: &[u64], answer: &mut Vec<(u32, f64)>) {
        let popularity = |item: u32| popularity(counts[item as usize]);
        let before = |a: &(u32, f64), b: &(u32, f64)| {
            b.1.total_cmp(&a.1).then_with(|| popularity(b.0).cmp(&popularity(a.0))).then(a.0.cmp(&b.0))
        };
        answer.clear();
        for item in self.touched.drain(..) {
            let score = std::mem::take(&mut self.scores[item as usize]);
            if score > 0.0 {
                answer.push((item, score));
            }
        }
        if answer.len() > most {
            answer.select_nth_unstable_by(most, before);
            answer.truncate(most);
        }
        answer.sort_unstable_by(before);
    }
}

/// A strength as a pack holds it.
fn rounded(strength: f32, sixteenth: f32) -> f32 {
    ((strength / sixteenth + 0.5) as u8).max(1) as f32 * sixteenth
}

impl<'a> Predictor<'a> {
    /// Links and how a history weighs.
    pub fn new(lists: &'a Lists, taste: Taste) -> Self {
        let total = lists.counts.iter().sum::<u64>().max(1) as f64;
        let share = |item: u32| (item, lists.counts[item as usize] as f64 / total);
        Predictor { lists, taste, head: frequent(&lists.counts, HEAD).into_iter().map(share).collect() }
    }

    /// What the links of a history say, for answers of `most` items.
    pub fn reach(&self, history: &[Step], most: usize, desk: &mut Desk) -> Reach {
        desk.scores.resize(self.lists.counts.len(), 0.0);
        desk.weigh(history, self.taste.recall, 1.0);
        let weights = std::mem::take(&mut desk.weights);
        for (item, weight) in &weights {
            let weight = pow(*weight, self.taste.power);
            let links = self.lists.of(*item);
            let sixteenth = links.first().map_or(1.0, |link| link.1 / 16.0);
            for (other, strength) in links {
                desk.add(*other, weight * f64::from(rounded(*strength, sixteenth)));
            }
        }
        let mut near = Vec::new();
        for item in history.iter().flatten().chain(self.head.iter().map(|(item, _)| item)) {
            let score = std::mem::take(&mut desk.scores[*item as usize]);
            if score > 0.0 {
                near.push((*item, score));
            }
        }
        let mut far = Vec::new();
        desk.best(most, &self.lists.counts, &mut far);
        far.shrink_to_fit();
        let total = weights.iter().map(|(_, weight)| weight).sum();
        desk.weights = weights;
        Reach { near, far, total }
    }

    /// The `most` likeliest items after a history whose links say that, the likeliest first.
    pub fn answer(&self, history: &[Step], reach: &Reach, most: usize, desk: &mut Desk, answer: &mut Vec<(u32, f64)>) {
        let taste = &self.taste;
        desk.scores.resize(self.lists.counts.len(), 0.0);
        reach.near.iter().chain(&reach.far).for_each(|(item, score)| desk.add(*item, *score));
        desk.weigh(history, taste.own_recall, taste.own_far);
        let weights = std::mem::take(&mut desk.weights);
        for (item, own) in &weights {
            desk.add(
                *item,
                pow(*own, taste.own_power) * (taste.own + taste.repeat * self.lists.repeats[*item as usize]),
            );
        }
        desk.weights = weights;
        for (item, share) in &self.head {
            desk.add(*item, taste.popular * reach.total * share);
        }
        desk.best(most, &self.lists.counts, answer);
    }
}

/// The `most` likeliest items after a history, the likeliest first.
pub fn predict(predictor: &Predictor<'_>, history: &[Step], most: usize, desk: &mut Desk) -> Vec<u32> {
    let reach = predictor.reach(history, most, desk);
    let mut answer = Vec::new();
    predictor.answer(history, &reach, most, desk, &mut answer);
    answer.into_iter().map(|(item, _)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Log, Sequence, Settings};
    use super::{Desk, HEAD, Predictor, predict};
    use patronage::recommend::Taste;

    fn sequences(items: u32) -> Vec<Sequence> {
        let mut state = 5_u64;
        let mut next = |below: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 % below
        };
        let mut step = || {
            let mut step: Vec<u32> = (0..1 + next(3)).map(|_| next(items).min(next(items))).collect();
            step.sort_unstable();
            step.dedup();
            step
        };
        (0..300).map(|_| Sequence { steps: (0..6).map(|_| step()).collect(), ..Sequence::default() }).collect()
    }

    /// What is kept of the links is all that an answer needs, whatever is asked of the own and the popular.
    #[test]
    fn an_answer_in_two_steps_is_that_of_all_scores() {
        let items = 2 * HEAD as u32;
        let sequences = sequences(items);
        let log = Log::new(&sequences.iter().collect::<Vec<_>>(), items as usize);
        let lists = log.all(&Settings::START.links, 30);
        for (own, popular) in [(0.0, 0.0), (0.2, 0.0), (0.3, 40.0), (0.0, 3.0)] {
            let taste = Taste { own, popular, repeat: own, power: 0.5, own_power: 1.5, ..Settings::START.taste };
            let predictor = Predictor::new(&lists, taste);
            for sequence in &sequences[..40] {
                let mut scores = vec![0.0; items as usize];
                let mut weights = vec![(0.0, 0.0); items as usize];
                for (age, step) in sequence.steps.iter().rev().enumerate() {
                    for item in step {
                        let (weight, own) = &mut weights[*item as usize];
                        *weight += taste.recall.powi(age as i32);
                        *own += taste.own_recall.powi(age as i32) * if age < 2 { 1.0 } else { taste.own_far };
                    }
                }
                for (item, (weight, own)) in (0..).zip(&weights).filter(|(_, weights)| weights.0 > 0.0) {
                    let links = lists.of(item);
                    for (other, strength) in links {
                        let sixteenths = (strength / links[0].1 * 16.0).round().max(1.0);
                        scores[*other as usize] += weight.powf(0.5) * f64::from(links[0].1 / 16.0 * sixteenths);
                    }
                    scores[item as usize] += own.powf(1.5) * (taste.own + taste.repeat * lists.repeats[item as usize]);
                }
                let all: f64 = weights.iter().map(|weights| weights.0).sum();
                for (item, share) in &predictor.head {
                    scores[*item as usize] += taste.popular * all * share;
                }
                let mut ranked: Vec<u32> = (0..items).filter(|item| scores[*item as usize] > 0.0).collect();
                ranked.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]));
                let answer = predict(&predictor, &sequence.steps, 10, &mut Desk::default());
                assert_eq!(answer.len(), ranked.len().min(10));
                for (item, expected) in answer.iter().zip(&ranked) {
                    let apart = scores[*item as usize] - scores[*expected as usize];
                    assert!(apart.abs() < 1e-9, "{item} for {expected}, {apart} apart");
                }
            }
        }
    }

    #[test]
    fn items_counted_bit_by_bit_have_the_links_that_all_have() {
        let sequences = sequences(50);
        let log = Log::new(&sequences.iter().collect::<Vec<_>>(), 50);
        let links = Settings::START.links;
        let all = log.all(&links, 7);
        let mut some = log.empty();
        for asked in [vec![9, 3, 40], vec![], (10..30).collect()] {
            log.count(&asked, &links, 7, &mut some);
            assert!(asked.iter().all(|item| some.of(*item) == all.of(*item) && !some.of(*item).is_empty()));
        }
        assert!(some.of(0).is_empty());
        // A hand count: in how many steps each item is.
        let count = |item: u32| sequences.iter().flat_map(|one| &one.steps).filter(|step| step.contains(&item)).count();
        assert!((0..50).all(|item| all.counts[item as usize] == count(item) as u64));
    }
}
