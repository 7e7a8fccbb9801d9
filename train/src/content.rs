//! Links for items that nobody has bought yet: to items that are like them.
//!
//! Alike is what has attributes in common, the rarer the more: the cosine of the items' attributes weighed by inverse document
//! frequency (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988). Weights are integers, so that
//! sums are exact.

use crate::search::strongest;
use libm::{log, sqrt};
use patronage::recommend::{Item, Link, UNIT};
use std::collections::BTreeMap;

/// How many items that were bought an item of nobody is linked to.
const LINKED: usize = 20;
/// To how many of them it is recommended, and how many such items each of those takes.
const SHOWN: usize = 5;
const TAKEN: usize = 2;
/// The least cosine.
const LEAST: f64 = 0.15;
/// What more items that were bought than this have in common tells little, and would cost much to look at.
const COMMON: usize = 5_000;
/// What is left of the strength of the weakest real link.
const BELOW: f64 = 0.9;
/// The width of a price band, as a power of two.
const BAND: f64 = 0.5;

/// Links items without purchases by their attributes, categories and prices; tells how many found something like them.
pub fn link(items: &mut [Item], attributes: &[Vec<String>]) -> u64 {
    let terms = Terms::of(items, attributes);
    let mut found = 0;
    let mut guests: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
    for item in 0..items.len() as u32 {
        if items[item as usize].count > 0 {
            continue;
        }
        let alike = terms.alike(item);
        found += u64::from(!alike.is_empty());
        // What nobody can buy takes no place from what can be bought.
        let shown = if items[item as usize].sold_out { 0 } else { SHOWN };
        for (host, cosine) in alike.iter().take(shown) {
            guests.entry(*host).or_default().push((item, *cosine));
        }
        items[item as usize].similar =
            alike.iter().map(|(other, cosine)| Link { item: *other, strength: *cosine }).collect();
    }
    let floor = weakest(items.iter().flat_map(|item| &item.next)).unwrap_or(1.0);
    for (host, mut guests) in guests {
        strongest(&mut guests, TAKEN);
        let host = &mut items[host as usize];
        for links in [&mut host.next, &mut host.similar] {
            // No guest stands before what was really bought.
            let below = weakest(links.iter()).unwrap_or(floor) * BELOW;
            links.extend(guests.iter().map(|(item, cosine)| Link { item: *item, strength: below * cosine }));
        }
    }
    found
}

fn weakest<'a>(links: impl Iterator<Item = &'a Link>) -> Option<f64> {
    links.map(|link| link.strength).min_by(f64::total_cmp)
}

/// The attributes of items by number.
struct Terms {
    /// Of each item, its terms.
    of: Vec<Vec<u32>>,
    /// Of each term, the items that were bought and have it.
    bought: Vec<Vec<u32>>,
    /// Of each term, the square of its inverse document frequency in [`UNIT`]s; 0 where there is nothing to compare: one item
    /// alone has it, or too many.
    weights: Vec<i64>,
}

impl Terms {
    fn of(items: &[Item], attributes: &[Vec<String>]) -> Terms {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut of: Vec<Vec<u32>> = Vec::with_capacity(items.len());
        for (item, attributes) in items.iter().zip(attributes) {
            let category = item.category.map(|category| format!("category:{category}"));
            let band = item.price.filter(|price| *price > 0).map(band);
            let terms = attributes.iter().cloned().chain(category).chain(band);
            let terms = terms.map(|term| {
                let next = numbers.len() as u32;
                *numbers.entry(term).or_insert(next)
            });
            of.push(terms.collect());
        }
        let (mut counts, mut bought) = (vec![0_usize; numbers.len()], vec![Vec::new(); numbers.len()]);
        for (number, (item, terms)) in (0..).zip(items.iter().zip(&of)) {
            for term in terms {
                counts[*term as usize] += 1;
                if item.count > 0 {
                    bought[*term as usize].push(number);
                }
            }
        }
        let weights = counts.iter().zip(&bought).map(|(count, bought)| {
            let compared = *count > 1 && bought.len() <= COMMON;
            let rarity = if compared { log(items.len() as f64 / *count as f64) } else { 0.0 };
            (rarity * rarity * UNIT as f64) as i64
        });
        let weights = weights.collect();
        Terms { of, bought, weights }
    }

    /// The bought items that are most like an item, with their cosines.
    fn alike(&self, item: u32) -> Vec<(u32, f64)> {
        let mut common: BTreeMap<u32, i64> = BTreeMap::new();
        for term in self.of[item as usize].iter().map(|term| *term as usize).filter(|term| self.weights[*term] > 0) {
            for other in &self.bought[term] {
                *common.entry(*other).or_default() += self.weights[term];
            }
        }
        let own = self.length(item);
        let cosine = |(other, sum): (u32, i64)| (other, sum as f64 / sqrt(own as f64 * self.length(other) as f64));
        let mut found: Vec<(u32, f64)> = common.into_iter().map(cosine).filter(|found| found.1 >= LEAST).collect();
        strongest(&mut found, LINKED);
        found
    }

    /// The square of the length of an item's vector.
    fn length(&self, item: u32) -> i64 {
        self.of[item as usize].iter().map(|term| self.weights[*term as usize]).sum::<i64>().max(1)
    }
}

fn band(price: i64) -> String {
    format!("price:{}", (libm::log2(price as f64) / BAND) as i64)
}

#[cfg(test)]
mod tests {
    use super::link;
    use patronage::recommend::{Item, Link};

    fn item(id: &str, count: u64) -> Item {
        Item { id: id.into(), count, ..Item::default() }
    }

    #[test]
    fn what_nobody_bought_is_linked_to_what_it_is_like_and_stands_behind_real_links() {
        let mut items: Vec<Item> = (0..20).map(|number| item(&format!("{number}"), 5)).collect();
        items[0].next = vec![Link { item: 5, strength: 0.5 }, Link { item: 6, strength: 0.2 }];
        items.push(item("new", 0));
        items.push(item("odd", 0));
        let mut attributes: Vec<Vec<String>> = (0..20).map(|number| vec![format!("colour={}", number % 7)]).collect();
        attributes[0] = vec!["brand=acme".into(), "colour=red".into()];
        attributes[1] = vec!["brand=other".into(), "colour=red".into()];
        attributes.push(vec!["brand=acme".into(), "colour=red".into()]);
        attributes.push(vec!["brand=nobody".into()]);
        assert_eq!(link(&mut items, &attributes), 1);
        let of = |links: &[Link]| links.iter().map(|link| link.item).collect::<Vec<_>>();
        assert_eq!(of(&items[20].similar), [0, 1]);
        assert!(items[20].similar[0].strength > 0.999);
        assert!(items[21].similar.is_empty());
        assert_eq!(of(&items[0].next), [5, 6, 20]);
        assert!(items[0].next.is_sorted_by(|a, b| a.strength >= b.strength));
        assert!(items[1].next[0].strength < 0.2);
    }

    /// Of many items each has an address and a number of its own, as in every shop.
    #[test]
    fn what_one_item_alone_has_makes_it_no_less_like_others() {
        let mut items: Vec<Item> = (0..6_000).map(|number| item(&format!("{number}"), 5)).collect();
        items.push(item("new", 0));
        let attributes: Vec<Vec<String>> = (0..=6_000)
            .map(|number| {
                let brand =
                    if number == 7 || number == 6_000 { "brand=acme".into() } else { format!("brand={}", number % 40) };
                vec![brand, format!("url=/items/{number}"), format!("gtin={}", 4_000_000 + number), "kind=tea".into()]
            })
            .collect();
        assert_eq!(link(&mut items, &attributes), 1);
        let alike = &items[6_000].similar;
        assert_eq!((alike.len(), alike[0].item), (1, 7));
        assert!(alike[0].strength > 0.999, "{}", alike[0].strength);
    }

    #[test]
    fn what_is_sold_out_takes_no_place() {
        let mut items =
            vec![item("bought", 5), item("gone", 0), item("there", 0), item("other", 5), item("another", 5)];
        items[1].sold_out = true;
        let like = || vec!["brand=acme".to_owned()];
        let attributes = [like(), like(), like(), vec!["brand=x".into()], vec!["brand=x".into()]];
        link(&mut items, &attributes);
        assert_eq!(items[0].next.iter().map(|link| link.item).collect::<Vec<_>>(), [2]);
        assert_eq!(items[1].similar[0].item, 0);
    }
}
