//! A pack from a model.

use super::chunk::{Draft as Record, put_chunk};
use super::digest::{Digest, digest, name};
use super::entry::Entry;
use super::head::{self, Draft, Favourites};
use super::{WHOLE, index, order};
use crate::kernel::calendar::Zone;
use crate::recommend::{Item, Link, Model, Segment};
use std::cmp::{Ordering, Reverse};

/// How many items of each list the shelf shows.
const SHELF: usize = 100;
/// How many of the new ones may be items of which nobody says when they came.
const UNDATED: usize = SHELF / 2;

/// The files of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What every page loads first.
    pub head: Vec<u8>,
    /// What it loads when it needs it, by name: the beginning of the SHA-256, so that a name never means other bytes.
    pub chunks: Vec<(String, Vec<u8>)>,
}

impl Written {
    /// Everything as one file, for the edge.
    #[must_use]
    pub fn whole(&self) -> Vec<u8> {
        let chunks = self.chunks.iter().flat_map(|(_, bytes)| bytes);
        WHOLE.iter().chain(&self.head).chain(chunks).copied().collect()
    }
}

/// Packs a model; the same model always gives the same bytes.
///
/// ```
/// use patronage::recommend::{Item, Link, LinkSettings, Model, Taste, Recommender, pack};
/// let item = |id: &str, other| Item {
///     id: id.into(), count: 3, next: vec![Link { item: other, strength: 0.5 }], ..Item::default()
/// };
/// let model = Model {
///     trainer: "by hand".into(), until: 0, currency: None, categories: vec![], lifts: vec![], zone: None, segments: vec![],
///     links: LinkSettings { window: 1, fade: 1.0, within: 1.0, backward: 1.0, spread: 0.0, support: 0.5, penalty: 0.5 },
///     taste: Taste { recall: 0.5, own_recall: 0.5, power: 1.0, own: 0.1, repeat: 0.0, popular: 0.0 },
///     items: vec![item("tea", 1), item("cup", 0)],
/// };
/// let recommender = Recommender::open(&pack::write(&model).whole())?;
/// assert_eq!(recommender.facts().items, 2);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[must_use]
pub fn write(model: &Model) -> Written {
    let order = order::chunks(model);
    let numbers = numbers(&order, model.items.len());
    let total = model.items.iter().map(|item| item.count as f64).sum();
    let catalogue = Catalogue { model, numbers, total };
    let chunks: Vec<(usize, Vec<u8>)> = order.iter().map(|items| (items.len(), catalogue.chunk(items))).collect();
    let ids: Vec<&str> =
        order.iter().flatten().filter_map(|item| catalogue.item(*item)).map(|item| &*item.id).collect();
    let index = index::put(ids.into_iter());
    let lists = [by(model, popular), by(model, trending), newest(model)];
    let (shelf, places) = catalogue.shelf(&lists);
    let segments: Vec<Favourites> =
        model.segments.iter().map(|segment| catalogue.favourites(segment, &shelf)).collect();
    let head = head::put(&Draft {
        trainer: &model.trainer,
        until: model.until,
        currency: model.currency.as_deref(),
        catalogue: print(&model.items),
        taste: &model.taste,
        categories: &model.categories,
        lifts: &model.lifts,
        zone: model.zone.as_deref().and_then(|name| Zone::named(name).ok()),
        index: &index,
        chunks: &chunks,
        shelf: &shelf,
        lists: places.each_ref().map(Vec::as_slice),
        segments: &segments,
    });
    let bytes = index.into_iter().chain(chunks.into_iter().map(|chunk| chunk.1));
    Written { head, chunks: bytes.map(|bytes| (name(&digest(&[&bytes])), bytes)).collect() }
}

/// The SHA-256 of all ids, sorted, a zero byte behind each: whatever was learnt of them, the same items have the same.
fn print(items: &[Item]) -> Digest {
    let mut ids: Vec<&[u8]> = items.iter().map(|item| item.id.as_bytes()).collect();
    ids.sort_unstable();
    digest(&ids.into_iter().flat_map(|id| [id, &[0]]).collect::<Vec<&[u8]>>())
}

/// The number of each item: its place in the order of the pack.
fn numbers(order: &[Vec<u32>], count: usize) -> Vec<u32> {
    let mut numbers = vec![0; count];
    for (number, item) in (0..).zip(order.iter().flatten()) {
        if let Some(place) = numbers.get_mut(*item as usize) {
            *place = number;
        }
    }
    numbers
}

/// A model whose items have numbers.
struct Catalogue<'a> {
    model: &'a Model,
    numbers: Vec<u32>,
    total: f64,
}

impl<'a> Catalogue<'a> {
    fn item(&self, item: u32) -> Option<&'a Item> {
        self.model.items.get(item as usize)
    }

    fn number(&self, item: u32) -> u32 {
        self.numbers.get(item as usize).copied().unwrap_or_default()
    }

    fn chunk(&self, items: &[u32]) -> Vec<u8> {
        let own: Vec<&Item> = items.iter().filter_map(|item| self.item(*item)).collect();
        let linked = own.iter().flat_map(|item| item.next.iter().chain(&item.similar)).map(|link| link.item);
        let dictionary = self.dictionary(items.iter().copied().chain(linked));
        let records: Vec<Record> = own
            .iter()
            .map(|item| Record {
                repeat: item.repeat,
                gap: item.gap,
                next: self.links(&item.next, &dictionary),
                similar: self.links(&item.similar, &dictionary),
            })
            .collect();
        put_chunk(&dictionary, &records)
    }

    /// Items by their numbers, each once.
    fn dictionary(&self, items: impl Iterator<Item = u32>) -> Vec<(u32, Entry<'a>)> {
        let entry = |item| Some((self.number(item), head::entry(self.item(item)?, self.total)));
        let mut entries: Vec<(u32, Entry<'a>)> = items.filter_map(entry).collect();
        entries.sort_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        entries
    }

    /// Links by the place of the item in a dictionary; those of no strength are none.
    fn links(&self, links: &[Link], dictionary: &[(u32, Entry<'_>)]) -> Vec<(u32, f64)> {
        let real = links.iter().filter(|link| link.strength > 0.0 && link.strength.is_finite());
        real.filter_map(|link| Some((place(dictionary, self.number(link.item))?, link.strength))).collect()
    }

    /// The dictionary of what stands in front, and the lists by place in it.
    fn shelf(&self, lists: &[Vec<u32>; 3]) -> (Vec<(u32, Entry<'a>)>, [Vec<u32>; 3]) {
        let segments = self.model.segments.iter().flat_map(|segment| segment.popular.iter().chain(&segment.trending));
        let dictionary = self.dictionary(lists.iter().flatten().chain(segments).copied());
        let places = lists.each_ref().map(|list| self.places(list, &dictionary));
        (dictionary, places)
    }

    fn favourites(&self, segment: &Segment, shelf: &[(u32, Entry<'_>)]) -> Favourites {
        let Segment { name, popular, trending } = segment;
        let [popular, trending] = [popular, trending].map(|list| self.places(list, shelf));
        Favourites { segment: name.clone(), popular, trending }
    }

    fn places(&self, items: &[u32], dictionary: &[(u32, Entry<'_>)]) -> Vec<u32> {
        items.iter().filter_map(|item| place(dictionary, self.number(*item))).collect()
    }
}

fn place(dictionary: &[(u32, Entry<'_>)], number: u32) -> Option<u32> {
    dictionary.binary_search_by_key(&number, |entry| entry.0).ok().and_then(|at| u32::try_from(at).ok())
}

/// The first items in an order, equals as the model has them; those that the order leaves out are not among them.
fn by(model: &Model, rank: impl Fn(&Item, &Item) -> Option<Ordering>) -> Vec<u32> {
    let mut items: Vec<(u32, &Item)> = (0..).zip(&model.items).filter(|(_, item)| rank(item, item).is_some()).collect();
    items.sort_by(|a, b| rank(a.1, b.1).unwrap_or(Ordering::Equal));
    items.into_iter().take(SHELF).map(|(place, _)| place).collect()
}

fn popular(a: &Item, b: &Item) -> Option<Ordering> {
    (a.count > 0).then(|| Reverse(a.count).cmp(&Reverse(b.count)))
}

fn trending(a: &Item, b: &Item) -> Option<Ordering> {
    (a.trend > 0.0).then(|| b.trend.total_cmp(&a.trend))
}

/// The latest first; after them what nobody has bought yet and of which nobody says when it came, where there is any to buy.
fn newest(model: &Model) -> Vec<u32> {
    let there = |item: &Item| item.count > 0 || !item.sold_out;
    let unbought = |item: &Item| (item.first.is_none() && item.count == 0 && there(item)).then_some(Ordering::Equal);
    let dated =
        |a: &Item, b: &Item| a.first.filter(|_| there(a)).map(|first| Reverse(Some(first)).cmp(&Reverse(b.first)));
    let mut undated = by(model, |item, _| unbought(item));
    undated.truncate(UNDATED);
    let mut newest = by(model, dated);
    newest.truncate(SHELF.saturating_sub(undated.len()));
    newest.extend(undated);
    newest
}
