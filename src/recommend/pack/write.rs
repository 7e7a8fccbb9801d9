//! A pack from a model.

use super::chunk::{Draft, RecordDraft};
use super::code::{Codes, Counts};
use super::digest::{Digest, digest, name, print};
use super::entry::Entry;
use super::head::{self, Favourites, ShelfDraft};
use super::links::Linked;
use super::{Order, WHOLE, index};
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
    /// Everything in one file, for the edge.
    pub whole: Vec<u8>,
}

/// Packs a model; the same model always gives the same bytes.
///
/// A pack is read again where no item has more than 65,536 links and `whole` has fewer than 512 MiB.
///
/// ```
/// use patronage::recommend::{Item, Link, LinkSettings, Model, Taste, Recommender, pack};
/// let item = |id: &str, other| Item {
///     id: id.into(), count: 3, next: vec![Link { item: other, strength: 0.5 }], ..Item::default()
/// };
/// let model = Model {
///     trainer: "by hand".into(), until: 0, currency: None, categories: vec![], lifts: vec![], zone: None, segments: vec![],
///     links: LinkSettings { window: 1, fade: 1.0, within: 1.0, backward: 1.0, spread: 0.0, support: 0.5, penalty: 0.5 },
///     taste: Taste { recall: 0.5, own_recall: 0.5, own_far: 1.0, power: 1.0, own_power: 1.0, own: 0.1, repeat: 0.0, popular: 0.0 },
///     items: vec![item("tea", 1), item("cup", 0)],
/// };
/// let recommender = Recommender::open(&pack::write(&model).whole)?;
/// assert_eq!(recommender.facts().items, 2);
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[must_use]
pub fn write(model: &Model) -> Written {
    Order::of(model).write(model)
}

impl Order {
    /// Packs a model whose items are those that the order is of.
    #[must_use]
    pub fn write(&self, model: &Model) -> Written {
        written(model, self.chunks(model), &self.0)
    }

    /// The file `whole` of [`Order::write`] alone, in about half the time.
    #[must_use]
    pub fn write_whole(&self, model: &Model) -> Vec<u8> {
        let catalogue = Catalogue::new(model, &self.0);
        catalogue.whole(&catalogue.shelf(), &self.0)
    }
}

fn written(model: &Model, order: Vec<Vec<u32>>, all: &[u32]) -> Written {
    let catalogue = Catalogue::new(model, all);
    let shelf = catalogue.shelf();
    let drafts: Vec<Draft<'_>> = order.iter().map(|items| catalogue.chunk(items)).collect();
    let ids = order.iter().flatten().filter_map(|item| catalogue.item(*item)).map(|item| &*item.id);
    let index = index::put(ids.collect::<Vec<&str>>().into_iter());
    let (head, chunks) = catalogue.files(&shelf, &index, &drafts);
    let bytes = index.into_iter().chain(chunks.into_iter().map(|chunk| chunk.1));
    let chunks = bytes.map(|bytes| (name(print(&bytes)), bytes)).collect();
    Written { head, chunks, whole: catalogue.whole(&shelf, all) }
}

/// The SHA-256 of all ids, sorted, a zero byte behind each: whatever was learnt of them, the same items have the same.
fn catalogue(items: &[Item]) -> Digest {
    let mut ids: Vec<&[u8]> = items.iter().map(|item| item.id.as_bytes()).collect();
    ids.sort_unstable();
    digest(&ids.into_iter().flat_map(|id| [id, &[0]]).collect::<Vec<&[u8]>>())
}

/// The number of each item: its place in the order of the pack.
fn numbers(order: &[u32], count: usize) -> Vec<u32> {
    let mut numbers = vec![0; count];
    for (number, item) in (0..).zip(order) {
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
}

impl<'a> Catalogue<'a> {
    fn new(model: &'a Model, order: &[u32]) -> Catalogue<'a> {
        Catalogue { model, numbers: numbers(order, model.items.len()) }
    }

    /// Everything in one file.
    fn whole(&self, shelf: &ShelfDraft<'_>, order: &[u32]) -> Vec<u8> {
        let (front, items) = self.files(shelf, &[], &[self.chunk(order)]);
        let chunks = items.iter().map(|chunk| &chunk.1[..]);
        [&WHOLE[..], &front].into_iter().chain(chunks).collect::<Vec<_>>().concat()
    }

    fn item(&self, item: u32) -> Option<&'a Item> {
        self.model.items.get(item as usize)
    }

    fn number(&self, item: u32) -> u32 {
        self.numbers.get(item as usize).copied().unwrap_or_default()
    }

    /// The head over some chunks, and their bytes, each with how many items it holds.
    fn files(
        &self,
        shelf: &ShelfDraft<'_>,
        index: &[Vec<u8>],
        drafts: &[Draft<'_>],
    ) -> (Vec<u8>, Vec<(usize, Vec<u8>)>) {
        let codes = codes(shelf, drafts);
        let chunks: Vec<_> = drafts.iter().map(|draft| (draft.records.len(), draft.bytes(&codes))).collect();
        let model = self.model;
        let head = head::put(&head::Draft {
            trainer: &model.trainer,
            until: model.until,
            currency: model.currency.as_deref(),
            catalogue: catalogue(&model.items),
            taste: &model.taste,
            categories: &model.categories,
            lifts: &model.lifts,
            zone: model.zone.as_deref().and_then(|name| Zone::named(name).ok()),
            index,
            chunks: &chunks,
            codes: &codes,
            shelf,
        });
        (head, chunks)
    }

    fn chunk(&self, items: &[u32]) -> Draft<'a> {
        let own: Vec<&Item> = items.iter().filter_map(|item| self.item(*item)).collect();
        let linked = own.iter().flat_map(|item| item.next.iter().chain(&item.similar)).map(|link| link.item);
        let dictionary = self.dictionary(items.iter().copied().chain(linked));
        let record = |(item, own): (&u32, &&Item)| {
            let place = place(&dictionary, self.number(*item))?;
            Some(RecordDraft { place, repeat: own.repeat, gap: own.gap, links: self.links(place, own, &dictionary) })
        };
        let records = items.iter().zip(&own).filter_map(record).collect();
        Draft { dictionary, records }
    }

    /// Items by their numbers, each once.
    fn dictionary(&self, items: impl Iterator<Item = u32>) -> Vec<(u32, Entry<'a>)> {
        let mut numbered: Vec<(u32, u32)> = items.map(|item| (self.number(item), item)).collect();
        numbered.sort_unstable();
        numbered.dedup();
        numbered.into_iter().filter_map(|(number, item)| Some((number, head::entry(self.item(item)?)))).collect()
    }

    /// The links of the item at a place of a dictionary, by place: those of no strength are none, nor are those to the item
    /// itself, and of two to the same item the stronger counts.
    fn links(&self, own: u32, item: &Item, dictionary: &[(u32, Entry<'_>)]) -> Vec<Linked> {
        let next = item.next.iter().map(|link| (link, link.strength, 0.0));
        let similar = item.similar.iter().map(|link| (link, 0.0, link.strength));
        let there = |link: &Link| link.strength > 0.0 && link.strength.is_finite();
        let told = next.chain(similar).filter(|told| there(told.0)).filter_map(|(link, next, similar)| {
            let place = place(dictionary, self.number(link.item)).filter(|place| *place != own)?;
            Some(Linked { place, next, similar })
        });
        let mut found: Vec<Linked> = told.collect();
        found.sort_unstable_by_key(|linked| linked.place);
        found.dedup_by(|again, kept| {
            let same = again.place == kept.place;
            if same {
                (kept.next, kept.similar) = (kept.next.max(again.next), kept.similar.max(again.similar));
            }
            same
        });
        found
    }

    /// What stands in front.
    fn shelf(&self) -> ShelfDraft<'a> {
        let model = self.model;
        let lists = [by(model, popular), by(model, trending), newest(model)];
        let segments = model.segments.iter().flat_map(|segment| segment.popular.iter().chain(&segment.trending));
        let dictionary = self.dictionary(lists.iter().flatten().chain(segments).copied());
        let total: f64 = model.items.iter().map(|item| item.count as f64).sum();
        let share = |item: &u32| self.item(*item).map_or(0.0, |item| item.count as f64 / total);
        ShelfDraft {
            shares: lists[0].iter().map(share).collect(),
            lists: lists.each_ref().map(|list| self.places(list, &dictionary)),
            segments: model.segments.iter().map(|segment| self.favourites(segment, &dictionary)).collect(),
            dictionary,
        }
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

/// The codes that suit a shelf and chunks.
fn codes(shelf: &ShelfDraft<'_>, drafts: &[Draft<'_>]) -> Codes {
    let mut counts = Counts::new();
    shelf.put(&mut counts);
    drafts.iter().for_each(|draft| draft.put(&mut counts));
    counts.codes()
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
