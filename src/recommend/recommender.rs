//! The recommender: a pack, and what it answers.

use super::answer::{Fewer, PackFacts, Recommendations, Recommended};
use super::filter::Filter;
use super::pack::{self, Pack};
use super::past::Past;
use super::rank::{List, Ranked, Reached, shelved};
use super::reason::Reasons;
use super::request::{RecommendRequest, Wish};
use super::score::{Scored, Scores};
use super::tally::Tally;
use crate::kernel::calendar::Instant;
use crate::kernel::money::Currency;
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::{Code, Error, Result, at_most};
use libm::round;

/// The most items that a request names in its session, basket and history.
pub const MAX_PAST: usize = 10_000;

/// The most pins, boosts and categories that a request names.
pub const MAX_RULES: usize = 1_000;

/// Recommends from a model pack.
///
/// Where a wish gives fewer items than wanted, it is filled up from the shelf, never at random: first what is popular in the
/// categories of the item and the history, then what is popular, then what is trending, then what is new; of a segment that
/// the request names, its own lists stand before those of all. Things to buy again and new arrivals are not filled up.
///
/// ```
/// # use patronage::recommend::{Item, Link, LinkSettings, Model, Taste, pack};
/// # let item = |id: &str, other| Item {
/// #     id: id.into(), count: 3, next: vec![Link { item: other, strength: 0.5 }], ..Item::default()
/// # };
/// # let model = Model {
/// #     trainer: "by hand".into(), until: 0, currency: None, categories: vec![], lifts: vec![], zone: None, segments: vec![],
/// #     links: LinkSettings { window: 1, fade: 1.0, within: 1.0, backward: 1.0, spread: 0.0, support: 0.5, penalty: 0.5 },
/// #     taste: Taste { recall: 0.5, own_recall: 0.5, own_far: 1.0, power: 1.0, own_power: 1.0, own: 0.1, repeat: 0.0, popular: 0.0 },
/// #     items: vec![item("tea", 1), item("cup", 0)],
/// # };
/// # let bytes = pack::write(&model).whole;
/// use patronage::recommend::Recommender;
/// let recommender = Recommender::open(&bytes)?;
/// let answer = recommender.recommend_json(r#"{ "basket": ["tea"], "wish": "basket", "k": 1 }"#)?;
/// assert_eq!(
///     answer,
///     r#"{"items":[{"item":"cup","score":1000,"why":[{"code":"because","items":["tea"]}]}],"absent":[]}"#
/// );
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Recommender {
    pack: Pack,
}

impl Recommender {
    /// Opens the head of a pack, or a whole pack.
    ///
    /// # Errors
    /// [`Code::Pack`], [`Code::PackNewer`], [`Code::PackTruncated`] and [`Code::PackAltered`].
    pub fn open(bytes: &[u8]) -> Result<Recommender> {
        Ok(Recommender { pack: Pack::open(bytes)? })
    }

    /// Adds a chunk.
    ///
    /// # Errors
    /// [`Code::PackForeign`] where it doesn't belong to the pack, and [`Code::PackAltered`] where it does and is no chunk all
    /// the same; nothing changes then.
    pub fn add(&mut self, chunk: Vec<u8>) -> Result<()> {
        self.pack.add(chunk)
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn facts(&self) -> PackFacts {
        let head = &self.pack.head;
        let (here, chunks) = self.pack.count();
        PackFacts {
            version: pack::VERSION.into(),
            trainer: head.trainer.clone(),
            until: Instant::from_millis(head.until),
            currency: head.currency.clone(),
            catalogue: head.catalogue(),
            items: head.items.into(),
            categories: head.categories.clone(),
            segments: head.shelf.segments.iter().map(|favourites| favourites.segment.clone()).collect(),
            chunks,
            here,
        }
    }

    /// [`Recommender::facts`] as JSON text.
    #[must_use]
    pub fn facts_json(&self) -> String {
        written(&self.facts())
    }

    /// Reads a request; amounts have the currency of the pack, or two decimals where it names none.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read<'a>(&self, text: &'a str) -> Result<RecommendRequest<'a>> {
        let exponent = self.pack.head.currency.as_deref().map(Currency::named).transpose()?;
        let request: RecommendRequest<'a> = read_text(text, Scale(exponent.map_or(2, |currency| currency.exponent())))?;
        checked(&request)?;
        Ok(request)
    }

    /// The names of the chunks that an answer would need and that are not here. What they hold may name others, so that it
    /// is asked again after they are added, until there are none.
    #[must_use]
    pub fn absent(&self, request: &RecommendRequest<'_>) -> Vec<String> {
        let mut past = Past::read(&self.pack, request);
        Scores::new(&self.pack, &mut past, request);
        self.names(past)
    }

    fn names(&self, mut past: Past<'_>) -> Vec<String> {
        past.absent.sort_unstable();
        past.absent.dedup();
        past.absent.into_iter().map(|needed| self.pack.name(needed)).collect()
    }

    /// The recommendations.
    #[must_use]
    pub fn recommend<'a>(&'a self, request: &'a RecommendRequest<'_>) -> Recommendations<'a> {
        let mut past = Past::read(&self.pack, request);
        let scores = Scores::new(&self.pack, &mut past, request);
        let filter = Filter::new(&self.pack, request);
        let wanted = usize::try_from(request.k.0).unwrap_or(0);
        let calibrated = request.rules.as_ref().is_some_and(|rules| rules.calibration.is_some());
        let shares = if calibrated { self.shares(&past, &filter) } else { Tally::default() };
        let mut list = List::new(&self.pack, &filter, request.rules.as_ref(), wanted, shares);
        self.fill(&mut list, scores.items, request, &past, &filter);
        let (items, refused) = list.finish();
        let reasons = Reasons { pack: &self.pack, past: &past, request };
        let best = items.iter().map(|item| item.score).fold(f64::MIN_POSITIVE, f64::max);
        let recommended = items.into_iter().map(|item| Recommended {
            score: thousandths(&item, best),
            why: reasons.of(&item, scores.gifts.to(item.number)),
            item: item.entry.id,
        });
        let recommended: Vec<Recommended> = recommended.collect();
        let fewer = (recommended.len() < wanted).then(|| fewer(request.wish, refused, &past));
        Recommendations { items: recommended, fewer, absent: self.names(past) }
    }

    /// [`Recommender::recommend`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path.
    pub fn recommend_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.recommend(&self.read(request)?)))
    }

    /// [`Recommender::recommend`] from JSON text to the flat text of [`Recommendations::flat`].
    ///
    /// # Errors
    /// Those of the request, with their path.
    pub fn recommend_flat(&self, request: &str) -> Result<String> {
        Ok(self.recommend(&self.read(request)?).flat())
    }

    /// [`Recommender::absent`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path.
    pub fn absent_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.absent(&self.read(request)?)))
    }

    /// What a wish gives, and what fills it up.
    fn fill<'a>(
        &'a self,
        list: &mut List<'a, '_>,
        scored: Vec<Scored>,
        request: &RecommendRequest<'_>,
        past: &Past<'_>,
        filter: &Filter<'a>,
    ) {
        let shelf = &self.pack.head.shelf;
        let segment = request.segment.as_deref();
        match request.wish {
            Wish::Trending => list.take_in_order(shelved(&self.pack, shelf.trending(segment)), Reached::Shelf),
            Wish::NewArrivals => list.take_in_order(shelved(&self.pack, shelf.newest.iter().copied()), Reached::Shelf),
            _ => list.take(scored, Reached::Score),
        }
        if matches!(request.wish, Wish::BuyAgain | Wish::NewArrivals) || !list.has_room() {
            return;
        }
        let categories = self.shares(past, filter);
        if !categories.0.is_empty() {
            let near = shelved(&self.pack, shelf.popular(segment)).filter(|item| {
                let entry = item.at.entry(&self.pack);
                let category = entry.and_then(|entry| filter.category(&entry));
                category.is_some() && categories.get(category).is_some()
            });
            list.take_in_order(near, Reached::Shelf);
        }
        let rest = shelf.popular(segment).chain(shelf.trending(segment)).chain(shelf.newest.iter().copied());
        list.take_in_order(shelved(&self.pack, rest), Reached::Shelf);
    }

    /// The shares of the categories in the past.
    fn shares<'a>(&'a self, past: &Past<'_>, filter: &Filter<'a>) -> Tally<'a> {
        let mut shares = Tally::default();
        for item in &past.items {
            let Ok((_, chunk, _)) = self.pack.record(item.number) else { continue };
            let entry = chunk.place(item.number).and_then(|place| chunk.entry(place));
            if let Some(category) = entry.and_then(|entry| filter.category(&entry)) {
                shares.add(Some(category), item.times as f64);
            }
        }
        let total: f64 = shares.0.iter().map(|share| share.1).sum();
        shares.0.iter_mut().for_each(|share| share.1 /= total);
        shares
    }
}

fn thousandths(item: &Ranked<'_>, best: f64) -> i64 {
    round((item.score / best * 1_000.0).clamp(0.0, 1_000.0)) as i64
}

fn fewer(wish: Wish, refused: i64, past: &Past<'_>) -> Fewer {
    match wish {
        _ if !past.absent.is_empty() => Fewer::Absent {},
        Wish::BuyAgain if refused == 0 => Fewer::History {},
        _ if refused > 0 => Fewer::Rules { refused },
        _ => Fewer::Pack {},
    }
}

/// A request that is not too large, and whose parts fit together.
fn checked(request: &RecommendRequest<'_>) -> Result<()> {
    let orders = request.history.iter().map(|order| order.items.len()).fold(0, usize::saturating_add);
    let past = orders.saturating_add(request.session.len()).saturating_add(request.basket.len());
    at_most(MAX_PAST, past, "items")?;
    if matches!(request.wish, Wish::Similar | Wish::AlsoBought) && request.item.is_none() {
        return Err(Error::new(Code::Missing).with("field", "item").at_key("item"));
    }
    if let Some(rules) = &request.rules {
        let sizes = [
            ("pins", rules.pins.len()),
            ("boosts", rules.boosts.len()),
            ("categories", rules.categories.as_ref().map_or(0, Vec::len)),
            ("most", rules.most.0.len()),
        ];
        for (field, size) in sizes {
            at_most(MAX_RULES, size, field).map_err(|error| error.at_key(field).at_key("rules"))?;
        }
        for (field, weight) in [("diversity", rules.diversity), ("calibration", rules.calibration)] {
            let checked = weight.map_or(Ok(()), |weight| weight.at_most_all());
            checked.map_err(|error| error.at_key(field).at_key("rules"))?;
        }
    }
    for (at, boost) in request.rules.iter().flat_map(|rules| rules.boosts.iter().enumerate()) {
        if boost.item.is_some() == boost.category.is_some() {
            let error = Error::combination("item, category", "exactly-one");
            return Err(error.at_index(at).at_key("boosts").at_key("rules"));
        }
    }
    Ok(())
}
