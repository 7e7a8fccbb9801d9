//! The links of items, as the search looks at them.

use crate::linear;
use patronage::recommend::Model;
use std::collections::HashMap;
use std::sync::Arc;

/// The strongest links of items, and how often each item occurs.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// By item, where its links begin and how many there are.
    rows: Vec<(usize, usize)>,
    links: Vec<(u32, f32)>,
    /// In how many steps each item occurs.
    pub counts: Arc<Vec<u64>>,
    /// How large a share of them is followed by another of the same sequence.
    pub repeats: Arc<Vec<f64>>,
}

impl Lists {
    /// Items without links.
    pub(super) fn new(counts: Vec<u64>, repeats: Vec<f64>) -> Lists {
        Lists {
            rows: vec![(0, 0); counts.len()],
            links: Vec::new(),
            counts: Arc::new(counts),
            repeats: Arc::new(repeats),
        }
    }

    /// The links of one item, strongest first.
    pub fn of(&self, item: u32) -> &[(u32, f32)] {
        let (first, length) = self.rows[item as usize];
        &self.links[first..first + length]
    }

    /// Gives an item its links.
    pub(super) fn put(&mut self, item: u32, links: &[(u32, f32)]) {
        self.rows[item as usize] = (self.links.len(), links.len());
        self.links.extend(links);
    }

    /// The lists of a finished model.
    pub fn of_model(model: &Model) -> Lists {
        let (counts, repeats) = model.items.iter().map(|item| (item.count, item.repeat)).unzip();
        let mut lists = Lists::new(counts, repeats);
        for (number, item) in (0..).zip(&model.items) {
            let links: Vec<_> = item.next.iter().map(|link| (link.item, link.strength as f32)).collect();
            lists.put(number, &links);
        }
        lists
    }

    /// The same with linear weights beside the links of those items for which there are some; each keeps the `most` strongest.
    #[must_use]
    pub fn with(&self, weights: &linear::Weights, share: f64, most: usize) -> Lists {
        let counted =
            |item: u32| self.of(item).iter().map(|(other, strength)| (*other, f64::from(*strength))).collect();
        let rows = weights.blended(counted, share, most).rows;
        let single = |links: Vec<(u32, f64)>| links.into_iter().map(|(other, strength)| (other, strength as f32));
        let blended: HashMap<u32, Vec<(u32, f32)>> =
            rows.into_iter().map(|row| (row.item, single(row.links).collect())).collect();
        self.each(|item, links| blended.get(&item).map_or(links, |blended| blended))
    }

    /// The same with no more than `most` links an item.
    #[must_use]
    pub fn cut(&self, most: usize) -> Lists {
        self.each(|_, links| &links[..links.len().min(most)])
    }

    /// The same items, each with other links.
    fn each<'a>(&'a self, links: impl Fn(u32, &'a [(u32, f32)]) -> &'a [(u32, f32)]) -> Lists {
        let mut lists = Lists {
            rows: vec![(0, 0); self.rows.len()],
            links: Vec::new(),
            counts: Arc::clone(&self.counts),
            repeats: Arc::clone(&self.repeats),
        };
        (0..self.rows.len() as u32).for_each(|item| lists.put(item, links(item, self.of(item))));
        lists
    }

    /// How many links there are in all.
    pub fn len(&self) -> usize {
        self.rows.iter().map(|row| row.1).sum()
    }

    /// Whether there is no link.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
