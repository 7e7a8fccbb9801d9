//! The offers compiled: checked whole, with conditions parsed and groups numbered.

use super::document::{Bundle, Gift, Limits, Offer, OfferStep, OffersDocument, PointsPayment, ShippingOff, Stage};
use super::state::share;
use crate::kernel::json::Json;
use crate::kernel::money::{Amount, Currency, MAX_SAFE, Mode, Ratio};
use crate::kernel::names::Names;
use crate::kernel::record::{Read, Scale, read_text};
use crate::kernel::{Code, Error, Result, at_most};
use crate::loyalty::{Columns, Gate, GateDocument, Ids, MAX_LINES_BY_RULES, Reads, Selection, Setting};
use crate::loyalty::{currency, each, zone};

/// The most offers that a document may have.
pub const MAX_OFFERS: usize = 500;

/// The most steps, and parts of a bundle, that an offer may have.
pub const MAX_PARTS: usize = 100;

/// The offers of a shop, compiled once and asked many times.
///
/// ```
/// use patronage::offers::Offers;
/// let offers = Offers::parse(r#"{
///     "currency": "CNY", "timeZone": "Asia/Shanghai",
///     "offers": [
///         { "id": "30-off-200", "from": "200.00", "off": "30.00" },
///         { "id": "tea-10", "percent": "10%", "categories": ["tea"] }
///     ]
/// }"#)?;
/// let best = offers.best_json(r#"{
///     "cart": { "lines": [{ "product": "tea", "category": "tea", "price": "120.00", "quantity": 2 }] },
///     "now": "2026-11-21T08:00:00Z"
/// }"#)?;
/// assert!(best.starts_with(r#"{"currency":"CNY","amount":24000,"discount":5400,"#));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Offers {
    pub(super) setting: Setting,
    pub(super) thresholds: super::document::Thresholds,
    /// The stages in their order.
    pub(super) order: Vec<Stage>,
    pub(super) points: Option<PointsPayment>,
    /// In the order of the document.
    pub(super) rules: Vec<Rule>,
}

/// An offer, compiled.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) id: String,
    /// The place of its stage in the order.
    pub(super) turn: usize,
    pub(super) coupon: bool,
    pub(super) gate: Gate,
    pub(super) first_order: bool,
    pub(super) selection: Selection,
    /// What it takes of its lines, by amount and by units.
    pub(super) from: i64,
    pub(super) units: i64,
    pub(super) benefit: Benefit,
    pub(super) limits: Option<Limits>,
    /// The number of its group, of which one acts in an order.
    pub(super) group: Option<u32>,
    /// The number of those of which one acts on each line, within its stage.
    pub(super) claim: Option<u32>,
    pub(super) exclusive: bool,
    /// The stages whose offers may act beside it.
    pub(super) stacks: Option<Vec<usize>>,
}

/// What an offer brings.
#[derive(Debug, Clone)]
pub(super) enum Benefit {
    /// Off the lines together.
    Off(i64),
    /// Off the lines together, each time that an amount is full.
    Every { every: i64, off: i64, times: i64 },
    /// What takes off most of the steps that are reached.
    Steps(Vec<Step>),
    /// A share off each line, and the most in all.
    Percent { by: Ratio, most: Option<i64> },
    /// What a unit costs at the most.
    Price(i64),
    /// The attribute of a line that says so.
    PriceFrom(String),
    /// Several things for one price.
    Bundle { parts: Vec<Part>, price: i64, times: i64 },
    /// The cheapest units of each so many.
    Get { buy: i64, get: i64, by: Ratio, times: i64 },
    /// Something besides.
    Gift(Gift),
    /// Off shipping; all of it where no amount is given.
    Shipping(Option<i64>),
}

/// A step, reached from an amount and a number of units on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) from: i64,
    pub(super) units: i64,
    pub(super) gives: Gives,
}

impl Step {
    pub(super) fn is_reached(&self, amount: i64, units: i64) -> bool {
        amount >= self.from && units >= self.units
    }
}

/// What a step takes off.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gives {
    Off(i64),
    Percent(Ratio),
}

impl Gives {
    /// What it takes off an amount, without regard to how its lines are rounded.
    pub(super) fn of(self, amount: i64) -> i64 {
        match self {
            Gives::Off(off) => off,
            Gives::Percent(by) => share(amount, by.numerator(), by.denominator(), Mode::HalfUp),
        }
    }
}

/// A part of a bundle.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) units: i64,
    pub(super) selection: Selection,
}

const STAGES: [Stage; 6] = [Stage::Price, Stage::Discount, Stage::Spend, Stage::Coupon, Stage::Points, Stage::Shipping];

impl Offers {
    /// Compiles offers from JSON text.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path; a document is taken whole or not at all.
    pub fn parse(text: &str) -> Result<Self> {
        // The currency comes first, wherever it stands: amounts are read in its decimals.
        let json = Json::parse(text)?;
        let exponent =
            json.get("currency").and_then(Json::as_text).map_or(Ok(2), |code| Ok(currency(code)?.exponent()))?;
        Self::compile(read_text(text, Scale(exponent))?)
    }

    /// Compiles a document of offers.
    ///
    /// # Errors
    /// As [`Offers::parse`].
    pub fn compile(document: OffersDocument) -> Result<Self> {
        at_most(MAX_OFFERS, document.offers.len(), "offers")?;
        Ids::of(document.offers.iter().map(|offer| &offer.id), "offers")?;
        let order = order(document.order)?;
        let parts = |offer: &Offer| offer.bundle.as_ref().map_or(1, |bundle| bundle.parts.len());
        let size = document.offers.iter().map(parts).fold(0, usize::saturating_add);
        at_most(MAX_LINES_BY_RULES, size, "offers, parts")?;
        let mut compiling = Compiling { order, groups: Names::default(), columns: columns(&document.offers) };
        let mut rules = each(document.offers, "offers", |offer| compiling.rule(offer))?;
        claim(&mut rules);
        let points = document.points.map(payment).transpose().map_err(|error| error.at_key("points"))?;
        let Compiling { order, columns, .. } = compiling;
        let currency = currency(&document.currency)?;
        let zone = zone(&document.time_zone).map_err(|error| error.at_key("timeZone"))?;
        let setting = Setting { currency, zone, columns, size };
        Ok(Offers { setting, thresholds: document.thresholds, order, points, rules })
    }

    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.setting.currency
    }

    /// Reads a request, with decimal amounts in the currency of these offers.
    ///
    /// # Errors
    /// What is wrong, with its path.
    pub fn read<'r, T: Read<'r>>(&self, text: &'r str) -> Result<T> {
        read_text(text, Scale(self.setting.currency.exponent()))
    }
}

/// Of several prices in a stage, the lowest counts on a line.
const PRICES: u32 = u32::MAX;

/// Groups whose offers all take off line by line in one stage have one that acts on each line, not in the order. Prices are
/// among those that the lowest of counts, whatever their group.
fn claim(rules: &mut [Rule]) {
    let claims: Vec<Claim> = rules
        .iter()
        .map(|rule| {
            let among = |other: &&Rule| rule.group.is_some() && other.group == rule.group;
            let by_line = rules.iter().filter(among).all(|other| other.is_by_line() && other.turn == rule.turn);
            let by_order = rule.group.is_some() && !by_line;
            let priced = rule.is_price() || (!by_order && rules.iter().filter(among).any(Rule::is_price));
            Claim { by_order, number: if priced { Some(PRICES) } else { rule.group.filter(|_| !by_order) } }
        })
        .collect();
    for (rule, claim) in rules.iter_mut().zip(claims) {
        rule.claim = claim.number;
        rule.group = rule.group.filter(|_| claim.by_order);
    }
}

/// What becomes of a rule's group.
struct Claim {
    /// Whether one of it acts in the order.
    by_order: bool,
    /// The number of those of which one acts on each line.
    number: Option<u32>,
}

impl Rule {
    fn is_price(&self) -> bool {
        matches!(self.benefit, Benefit::Price(_) | Benefit::PriceFrom(_))
    }

    /// Whether what it takes off a line depends on that line alone.
    fn is_by_line(&self) -> bool {
        self.is_price() || matches!(self.benefit, Benefit::Percent { most: None, .. })
    }

    /// Whether it cannot act in an order beside another.
    pub(super) fn excludes(&self, other: &Rule) -> bool {
        let refuses =
            |stacks: &Option<Vec<usize>>, turn: usize| stacks.as_ref().is_some_and(|all| !all.contains(&turn));
        self.exclusive
            || other.exclusive
            || (self.group.is_some() && self.group == other.group)
            || refuses(&self.stacks, other.turn)
            || refuses(&other.stacks, self.turn)
    }
}

/// The stages in order: those of the document, which names each once.
fn order(order: Option<Vec<Stage>>) -> Result<Vec<Stage>> {
    let order = order.unwrap_or_else(|| STAGES.to_vec());
    if order.len() == STAGES.len() && STAGES.iter().all(|stage| order.contains(stage)) {
        return Ok(order);
    }
    Err(Error::combination("price, discount, spend, coupon, points, shipping", "each-once").at_key("order"))
}

/// The columns of what the offers name.
fn columns(offers: &[Offer]) -> Columns {
    let (mut products, mut categories) = (Vec::new(), Vec::new());
    for offer in offers {
        products.extend(offer.products.iter().flatten());
        categories.extend(offer.categories.iter().flatten());
        for part in offer.bundle.iter().flat_map(|bundle| &bundle.parts) {
            products.extend(part.products.iter().flatten());
            categories.extend(part.categories.iter().flatten());
        }
    }
    Columns::naming(&products, &categories)
}

fn payment(points: PointsPayment) -> Result<PointsPayment> {
    positive(points.worth, "worth")?;
    points.most.map_or(Ok(()), |most| at_most_all(most, "most"))?;
    Ok(points)
}

struct Compiling {
    order: Vec<Stage>,
    groups: Names,
    columns: Columns,
}

impl Compiling {
    fn rule(&mut self, offer: Offer) -> Result<Rule> {
        let benefit = self.benefit(&offer)?;
        let stage = stage(&offer, &benefit)?;
        let Offer { id, coupon, first_order, limits, exclusive, .. } = offer;
        let Offer { channels, tiers, when, schedule, .. } = offer;
        let gate = Gate::compile(GateDocument { channels, tiers, schedule, when }, Reads::Offer)?;
        let (products, categories) = (offer.products.as_ref(), offer.categories.as_ref());
        let lines = offer.lines.as_deref();
        if let Some(budget) = limits.as_ref().and_then(|limits| limits.budget) {
            not_negative(budget, "budget").map_err(|error| error.at_key("limits"))?;
        }
        Ok(Rule {
            id,
            turn: self.turn(stage),
            coupon,
            gate,
            first_order,
            selection: Selection::compile(products, categories, lines, Reads::OfferLine, &mut self.columns)?,
            from: offer.from.map_or(Ok(0), |from| not_negative(from, "from"))?,
            units: offer.units.map_or(0, |units| units.0),
            benefit,
            limits,
            group: offer.group.map(|group| self.groups.add(&group)),
            claim: None,
            exclusive,
            stacks: offer.stacks.map(|stages| stages.into_iter().map(|stage| self.turn(stage)).collect()),
        })
    }

    /// The place of a stage in the order.
    fn turn(&self, stage: Stage) -> usize {
        self.order.iter().position(|other| *other == stage).unwrap_or(0)
    }

    fn benefit(&mut self, offer: &Offer) -> Result<Benefit> {
        check_companions(offer)?;
        let times = offer.times.map_or(i64::MAX, |times| times.0);
        let percent = offer.percent.map_or(Ok(Ratio::ONE), |by| at_most_all(by, "percent").map(|()| by))?;
        let mut brought = Vec::new();
        if let Some(off) = offer.off {
            let off = positive(off, "off")?;
            brought.push(match offer.every {
                Some(every) => Benefit::Every { every: positive(every, "every")?, off, times },
                None => Benefit::Off(off),
            });
        }
        match (offer.buy, offer.get) {
            (Some(buy), Some(get)) => brought.push(Benefit::Get { buy: buy.0, get: get.0, by: percent, times }),
            _ if offer.percent.is_some() => {
                let most = offer.most.map(|most| positive(most, "most")).transpose()?;
                brought.push(Benefit::Percent { by: percent, most });
            }
            _ => {}
        }
        if let Some(steps) = &offer.steps {
            not_empty(steps, "steps")?;
            at_most(MAX_PARTS, steps.len(), "steps").map_err(|error| error.at_key("steps"))?;
            brought.push(Benefit::Steps(each(steps.clone(), "steps", step)?));
        }
        if let Some(price) = offer.price {
            brought.push(Benefit::Price(not_negative(price, "price")?));
        }
        brought.extend(offer.price_from.clone().map(Benefit::PriceFrom));
        if let Some(bundle) = &offer.bundle {
            brought.push(self.bundle(bundle, times).map_err(|error| error.at_key("bundle"))?);
        }
        if let Some(gift) = &offer.gift {
            gift.value.map_or(Ok(0), |value| not_negative(value, "value")).map_err(|error| error.at_key("gift"))?;
            brought.push(Benefit::Gift(gift.clone()));
        }
        if let Some(shipping) = offer.shipping {
            brought.push(Benefit::Shipping(match shipping {
                ShippingOff::Free => None,
                ShippingOff::Amount(amount) => Some(positive(amount, "shipping")?),
            }));
        }
        let only = if brought.len() == 1 { brought.pop() } else { None };
        only.ok_or_else(|| {
            let fields = "off, percent, steps, price, priceFrom, bundle, buy, gift, shipping";
            Error::combination(fields, "exactly-one")
        })
    }

    fn bundle(&mut self, bundle: &Bundle, times: i64) -> Result<Benefit> {
        not_empty(&bundle.parts, "parts")?;
        at_most(MAX_PARTS, bundle.parts.len(), "parts").map_err(|error| error.at_key("parts"))?;
        let parts = each(bundle.parts.clone(), "parts", |part| {
            let (products, categories) = (part.products.as_ref(), part.categories.as_ref());
            let selection = Selection::compile(products, categories, None, Reads::OfferLine, &mut self.columns)?;
            Ok(Part { units: part.units.0, selection })
        })?;
        Ok(Benefit::Bundle { parts, price: not_negative(bundle.price, "price")?, times })
    }
}

/// Fields that have a meaning only beside others.
fn check_companions(offer: &Offer) -> Result<()> {
    let repeats = offer.every.is_some() || offer.bundle.is_some() || offer.buy.is_some();
    let rules = [
        (offer.every.is_some() && offer.off.is_none(), "every, off", "every-with-off"),
        (offer.buy.is_some() != offer.get.is_some(), "buy, get", "buy-with-get"),
        (offer.times.is_some() && !repeats, "times, every, bundle, buy", "times-with-repeats"),
        (
            offer.most.is_some() && (offer.percent.is_none() || offer.buy.is_some()),
            "most, percent",
            "most-with-percent",
        ),
    ];
    match rules.iter().find(|(broken, ..)| *broken) {
        Some((_, fields, rule)) => Err(Error::combination(fields, rule)),
        None => Ok(()),
    }
}

/// When an offer acts.
fn stage(offer: &Offer, benefit: &Benefit) -> Result<Stage> {
    let ships = matches!(benefit, Benefit::Shipping(_));
    let usual = match benefit {
        Benefit::Shipping(_) => Stage::Shipping,
        _ if offer.coupon => Stage::Coupon,
        Benefit::Price(_) | Benefit::PriceFrom(_) => Stage::Price,
        Benefit::Percent { .. } | Benefit::Bundle { .. } | Benefit::Get { .. } => Stage::Discount,
        Benefit::Off(_) | Benefit::Every { .. } | Benefit::Steps(_) | Benefit::Gift(_) => Stage::Spend,
    };
    let stage = offer.stage.unwrap_or(usual);
    if stage == Stage::Points || (stage == Stage::Shipping) != ships {
        return Err(Error::combination("stage, shipping", "stage-of-benefit").at_key("stage"));
    }
    Ok(stage)
}

fn step(step: OfferStep) -> Result<Step> {
    let (from, units) = match (step.from, step.units) {
        (Some(from), None) => (not_negative(from, "from")?, 0),
        (None, Some(units)) => (0, units.0),
        _ => return Err(Error::combination("from, units", "exactly-one")),
    };
    let gives = match (step.off, step.percent) {
        (Some(off), None) => Gives::Off(positive(off, "off")?),
        (None, Some(by)) => at_most_all(by, "percent").map(|()| Gives::Percent(by))?,
        _ => return Err(Error::combination("off, percent", "exactly-one")),
    };
    Ok(Step { from, units, gives })
}

fn positive(amount: Amount, key: &str) -> Result<i64> {
    if amount.0 > 0 { Ok(amount.0) } else { Err(Error::range(1, MAX_SAFE).at_key(key)) }
}

fn not_negative(amount: Amount, key: &str) -> Result<i64> {
    if amount.0 >= 0 { Ok(amount.0) } else { Err(Error::range(0, MAX_SAFE).at_key(key)) }
}

fn not_empty<T>(list: &[T], key: &str) -> Result<()> {
    if list.is_empty() { Err(Error::new(Code::TooFew).with_number("least", 1).at_key(key)) } else { Ok(()) }
}

/// No more than the whole.
fn at_most_all(ratio: Ratio, key: &str) -> Result<()> {
    ratio.at_most_all().map_err(|error| error.at_key(key))
}
