//! The program compiled: checked whole, with ids resolved and conditions parsed.

use super::column::Columns;
use super::condition::Reads;
use super::document::{
    Benefit, Each, EarnRule, EventRule, Exclusion, Level, Measure, Period, PinnedZone, PointCount, ProgramDocument,
    Rounding, Stacking, Threshold, TimeZone, Within,
};
use super::gate::{Gate, GateDocument};
use super::request::Entry;
use super::scene::Setting;
use super::selection::Selection;
use crate::kernel::calendar::Zone;
use crate::kernel::json::Json;
use crate::kernel::money::{Currency, Mode, Ratio, lowest_terms};
use crate::kernel::record::{Scale, listed, read_text};
use crate::kernel::sort::ranked;
use crate::kernel::{Code, Error, Result, at_most};

/// The most rules, tiers, benefits and exclusions that a program may have together.
pub const MAX_RULES: usize = 10_000;

/// The longest id of a rule, a tier or an exclusion, in bytes: answers repeat them for each line.
pub const MAX_ID: usize = 200;

/// A loyalty program, compiled once and asked many times.
///
/// ```
/// use patronage::loyalty::Program;
/// let program = Program::parse(r#"{
///     "currency": "CNY", "timeZone": "Asia/Shanghai",
///     "earn": [{ "id": "base", "points": 1, "per": "1.00" }]
/// }"#)?;
/// let preview = program.preview_json(r#"{
///     "cart": { "lines": [{ "product": "tea", "price": "19.90", "quantity": 2 }] },
///     "now": "2026-11-21T08:00:00Z"
/// }"#)?;
/// assert!(preview.contains(r#""points":39"#));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Program {
    pub(super) setting: Setting,
    pub(super) stacking: Stacking,
    pub(super) exclusions: Vec<(String, Selection)>,
    /// The rules of the document, then the multipliers of the tiers.
    pub(super) rules: Vec<Rule>,
    /// The rules for events.
    pub(super) events: Vec<AwardRule>,
    pub(super) tiers: Vec<Tier>,
    pub(super) measure: Measure,
    pub(super) within: Within,
}

/// A rule that earns.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) id: String,
    /// Whether a tier brings it.
    pub(super) of_tier: bool,
    pub(super) gate: Gate,
    pub(super) selection: Selection,
    pub(super) cap: Option<Cap>,
    pub(super) effect: Effect,
}

/// The most that a rule gives in a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cap {
    pub(super) points: i64,
    pub(super) per: Period,
}

impl From<super::document::Cap> for Cap {
    fn from(cap: super::document::Cap) -> Self {
        Cap { points: cap.points.0, per: cap.per }
    }
}

/// A rule that gives points for an event.
#[derive(Debug, Clone)]
pub(super) struct AwardRule {
    pub(super) id: String,
    /// The kind of event.
    pub(super) on: String,
    pub(super) points: i64,
    pub(super) gate: Gate,
    pub(super) cap: Option<Cap>,
}

/// What a rule does.
#[derive(Debug, Clone)]
pub(super) enum Effect {
    /// Points for money.
    Rate(Rate),
    /// Points whatever it costs.
    Bonus(Bonus),
    /// More points from the rules that it lifts, by index; all rates if none are named.
    Multiply { by: Ratio, lifts: Option<Vec<usize>> },
}

/// `points` for each `per` of money: in proportion, or for full steps only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) points: i64,
    pub(super) per: i64,
    pub(super) steps: bool,
    pub(super) rounding: Rounding,
}

/// `points` for each of something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bonus {
    pub(super) points: i64,
    pub(super) each: Each,
    pub(super) rounding: Rounding,
}

/// A tier.
#[derive(Debug, Clone)]
pub(super) struct Tier {
    pub(super) id: String,
    /// Points or minor units.
    pub(super) from: i64,
    pub(super) benefits: Vec<Benefit>,
    pub(super) discounts: Vec<(Ratio, Selection)>,
}

impl Program {
    /// Compiles a program from JSON text.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path; a program is taken whole or not at all.
    pub fn parse(text: &str) -> Result<Self> {
        // The currency comes first, wherever it stands: amounts are read in its decimals.
        let json = Json::parse(text)?;
        let exponent =
            json.get("currency").and_then(Json::as_text).map_or(Ok(2), |code| Ok(currency(code)?.exponent()))?;
        Self::compile(read_text(text, Scale(exponent))?)
    }

    /// Compiles a program document.
    ///
    /// # Errors
    /// As [`Program::parse`].
    pub fn compile(document: ProgramDocument) -> Result<Self> {
        let benefits = document.tiers.iter().map(|tier| tier.benefits.len());
        let parts = [document.earn.len(), document.events.len(), document.tiers.len(), document.exclude.len()];
        let size = parts.into_iter().chain(benefits).fold(0, usize::saturating_add);
        at_most(MAX_RULES, size, "earn, events, tiers, benefits, exclude")?;
        let measure = document.qualify.as_ref().map_or(Measure::Points, |qualify| qualify.on);
        let tier_ids = Ids::of(document.tiers.iter().map(|tier| &tier.id), "tiers")?;
        let rule_ids = Ids::of(document.earn.iter().map(|rule| &rule.id), "earn")?;
        Ids::of(document.exclude.iter().map(|exclusion| &exclusion.id), "exclude")?;
        let mut columns = Columns::of_program(&document);
        let rounding = document.rounding.unwrap_or(Rounding { mode: Mode::Floor, level: Level::Order });
        Ids::of(document.events.iter().map(|rule| &rule.id), "events")?;
        let names = Names { rules: &rule_ids, tiers: &tier_ids, rounding: &rounding };
        let mut rules = each(document.earn, "earn", |rule| names.rule(rule, &mut columns))?;
        let events = each(document.events, "events", |rule| names.event_rule(rule))?;
        check_lifts(&rules)?;
        rules.iter_mut().for_each(arrange_lifts);
        let tiers = compile_tiers(document.tiers, measure, &mut rules, &mut columns)?;
        let currency = currency(&document.currency)?;
        let zone = zone(&document.time_zone).map_err(|error| error.at_key("timeZone"))?;
        let exclusions = each(document.exclude, "exclude", |excluded| exclusion(excluded, &mut columns))?;
        Ok(Program {
            setting: Setting { currency, zone, columns, size },
            stacking: document.multipliers,
            exclusions,
            rules,
            events,
            tiers,
            measure,
            within: document.qualify.map_or(Within::Lifetime, |qualify| qualify.within),
        })
    }

    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.setting.currency
    }

    /// The time zone with its table; as the `timeZone` of a document it keeps the program's days the same everywhere.
    #[must_use]
    pub fn time_zone(&self) -> PinnedZone {
        let zone = &self.setting.zone;
        PinnedZone { name: zone.name().to_owned(), table: zone.table() }
    }

    /// The ids of the rules, in order, with those of the tiers' multipliers at the end.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| &*rule.id)
    }

    /// What an entry counts towards tiers.
    pub(super) fn counted(&self, entry: &Entry<'_>) -> i64 {
        match self.measure {
            Measure::Points => entry.points.0,
            Measure::Spend => entry.spend.0,
        }
    }

    /// The tier that a value reaches.
    pub(super) fn tier_at(&self, value: i64) -> Option<usize> {
        self.tiers.iter().rposition(|tier| tier.from <= value)
    }
}

pub(crate) fn currency(code: &str) -> Result<Currency> {
    Currency::named(code).map_err(|error| error.at_key("currency"))
}

pub(crate) fn zone(zone: &TimeZone) -> Result<Zone> {
    match zone {
        TimeZone::Named(name) => Zone::named(name),
        TimeZone::Pinned(pinned) => {
            Zone::from_table(&pinned.name, &pinned.table).map_err(|error| error.at_key("table"))
        }
    }
}

/// Compiles the items of a list, with their place in the path of an error.
pub(crate) fn each<T, U>(items: Vec<T>, key: &str, mut compile: impl FnMut(T) -> Result<U>) -> Result<Vec<U>> {
    let compiled = |(index, item)| compile(item).map_err(|error| error.at_index(index).at_key(key));
    items.into_iter().enumerate().map(compiled).collect()
}

/// Ids, each once and none empty, with their places in the order of their letters.
pub(crate) struct Ids {
    ids: Vec<String>,
    order: Vec<usize>,
}

impl Ids {
    pub(crate) fn of<'d>(ids: impl Iterator<Item = &'d String>, key: &str) -> Result<Self> {
        let ids: Vec<String> = ids.cloned().collect();
        let order = ranked(ids.len(), &|a, b| ids.get(a).cmp(&ids.get(b)));
        let same = |pair: &&[usize]| matches!(pair, [a, b] if ids.get(*a) == ids.get(*b));
        let second = order.windows(2).find(same).and_then(|pair| pair.last().copied());
        if let Some(index) = ids.iter().position(|id| id.len() > MAX_ID) {
            return Err(Error::too_large(MAX_ID, "bytes").at_key("id").at_index(index).at_key(key));
        }
        let empty = ids.iter().position(String::is_empty);
        let (code, index) = match (empty, second) {
            (Some(index), _) => (Code::EmptyId, index),
            (None, Some(index)) => (Code::SameId, index),
            (None, None) => return Ok(Ids { ids, order }),
        };
        let id = ids.into_iter().nth(index).unwrap_or_default();
        Err(Error::new(code).with("id", id).at_key("id").at_index(index).at_key(key))
    }

    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let name = |place: &usize| self.ids.get(*place).map_or("", |id| id);
        let at = self.order.binary_search_by(|place| name(place).cmp(id)).ok()?;
        self.order.get(at).copied()
    }
}

fn exclusion(document: Exclusion, columns: &mut Columns) -> Result<(String, Selection)> {
    if document.products.is_none() && document.categories.is_none() && document.lines.is_none() {
        return Err(Error::combination("products, categories, lines", "at-least-one"));
    }
    let selection = {
        let Exclusion { products, categories, lines, .. } = &document;
        Selection::compile(products.as_ref(), categories.as_ref(), lines.as_deref(), Reads::Line, columns)
    }?;
    Ok((document.id, selection))
}

/// What the rules of a document may name.
struct Names<'d> {
    rules: &'d Ids,
    tiers: &'d Ids,
    rounding: &'d Rounding,
}

impl Names<'_> {
    fn rule(&self, rule: EarnRule, columns: &mut Columns) -> Result<Rule> {
        let effect = self.effect(&rule)?;
        let EarnRule { channels, tiers, schedule, when, .. } = rule;
        let gate = self.gate(GateDocument { channels, tiers, schedule, when }, Reads::Cart)?;
        Ok(Rule {
            id: rule.id,
            of_tier: false,
            gate,
            selection: Selection::compile(
                rule.products.as_ref(),
                rule.categories.as_ref(),
                rule.lines.as_deref(),
                Reads::All,
                columns,
            )?,
            cap: rule.cap.map(Cap::from),
            effect,
        })
    }

    fn gate(&self, document: GateDocument, reads: Reads) -> Result<Gate> {
        document.tiers.as_ref().map_or(Ok(Vec::new()), |tiers| indices(tiers, self.tiers, "tiers"))?;
        Gate::compile(document, reads)
    }

    fn event_rule(&self, rule: EventRule) -> Result<AwardRule> {
        if self.rules.find(&rule.id).is_some() {
            return Err(Error::new(Code::SameId).with("id", rule.id).at_key("id"));
        }
        let EventRule { id, on, points, channels, tiers, when, schedule, cap, .. } = rule;
        let gate = self.gate(GateDocument { channels, tiers, schedule, when }, Reads::Event)?;
        Ok(AwardRule { id, on, points: points.0, gate, cap: cap.map(Cap::from) })
    }

    fn effect(&self, rule: &EarnRule) -> Result<Effect> {
        match (rule.points, rule.per, rule.every, rule.each, rule.multiply) {
            (Some(points), Some(per), None, None, None) => self.rate(rule, points, per.0, "per").map(Effect::Rate),
            (Some(points), None, Some(every), None, None) => {
                self.rate(rule, points, every.0, "every").map(Effect::Rate)
            }
            (Some(points), None, None, Some(each), None) if rule.rounding.is_none() => {
                only_multipliers(rule)?;
                Ok(Effect::Bonus(Bonus { points: points.0, each, rounding: *self.rounding }))
            }
            (None, None, None, None, Some(by)) if rule.rounding.is_none() => {
                let lifts = rule.rules.as_ref().map(|rules| indices(rules, self.rules, "rules")).transpose()?;
                Ok(Effect::Multiply { by, lifts })
            }
            (_, None, None, _, _) if rule.rounding.is_some() => {
                Err(Error::combination("rounding, per, every", "rounding-with-rate"))
            }
            _ => Err(Error::combination("points, per, every, each, multiply", "one-effect")),
        }
    }

    fn rate(&self, rule: &EarnRule, points: PointCount, per: i64, key: &str) -> Result<Rate> {
        only_multipliers(rule)?;
        if per <= 0 {
            return Err(Error::range(1, crate::kernel::money::MAX_SAFE).at_key(key));
        }
        let rounding = rule.rounding.as_ref().unwrap_or(self.rounding);
        let steps = key == "every";
        let (points, per) = if steps { (points.0, per) } else { lowest_terms(points.0, per) };
        Ok(Rate { points, per, steps, rounding: *rounding })
    }
}

fn only_multipliers(rule: &EarnRule) -> Result<()> {
    if rule.rules.is_some() {
        return Err(Error::combination("rules, multiply", "rules-with-multiply").at_key("rules"));
    }
    Ok(())
}

/// The places of ids in a list that must have them.
pub(crate) fn indices(ids: &[String], known: &Ids, key: &str) -> Result<Vec<usize>> {
    let place = |(index, id): (usize, &String)| {
        let error = || Error::new(Code::NoSuchId).with("id", id).with("known", listed(known.ids.iter()));
        known.find(id).ok_or_else(|| error().at_index(index).at_key(key))
    };
    ids.iter().enumerate().map(place).collect()
}

/// A multiplier lifts points, not another multiplier.
fn check_lifts(rules: &[Rule]) -> Result<()> {
    let multiplies =
        |index: &usize| rules.get(*index).is_some_and(|rule| matches!(rule.effect, Effect::Multiply { .. }));
    for (index, rule) in rules.iter().enumerate() {
        let Effect::Multiply { lifts: Some(lifts), .. } = &rule.effect else { continue };
        if let Some(place) = lifts.iter().position(multiplies) {
            let error = Error::combination("rules, multiply", "lifts-points");
            return Err(error.at_index(place).at_key("rules").at_index(index).at_key("earn"));
        }
    }
    Ok(())
}

/// Puts what a multiplier lifts in order, each once.
fn arrange_lifts(rule: &mut Rule) {
    let Effect::Multiply { lifts: Some(lifts), .. } = &mut rule.effect else { return };
    let at = |index: usize| lifts.get(index).copied();
    let mut arranged: Vec<usize> = ranked(lifts.len(), &|a, b| at(a).cmp(&at(b))).into_iter().filter_map(at).collect();
    arranged.dedup();
    *lifts = arranged;
}

/// Compiles the tiers; their multipliers become rules, after those of the document.
fn compile_tiers(
    documents: Vec<super::document::Tier>,
    measure: Measure,
    rules: &mut Vec<Rule>,
    columns: &mut Columns,
) -> Result<Vec<Tier>> {
    let mut tiers: Vec<Tier> = Vec::with_capacity(documents.len());
    for (index, document) in documents.into_iter().enumerate() {
        let last = tiers.last().map(|tier| tier.from);
        let tier = compile_tier(document, measure, rules, columns)
            .and_then(|tier| ascending(last, tier))
            .map_err(|error| error.at_index(index).at_key("tiers"))?;
        tiers.push(tier);
    }
    Ok(tiers)
}

fn ascending(last: Option<i64>, tier: Tier) -> Result<Tier> {
    match last {
        Some(last) if tier.from <= last => Err(Error::combination("tiers, from", "ascending").at_key("from")),
        _ => Ok(tier),
    }
}

fn compile_tier(
    document: super::document::Tier,
    measure: Measure,
    rules: &mut Vec<Rule>,
    columns: &mut Columns,
) -> Result<Tier> {
    let mut discounts = Vec::new();
    for (place, benefit) in document.benefits.iter().enumerate() {
        let at = |error: Error| error.at_index(place).at_key("benefits");
        let selection = benefit_selection(benefit, columns).map_err(at)?;
        if let Some(discount) = benefit.discount {
            discounts.push((discount, selection.clone()));
        }
        if let Some(by) = benefit.multiply {
            let rule = tier_rule(&document.id, by, selection);
            if rules.iter().any(|other| other.id == rule.id) {
                return Err(at(Error::new(Code::SameId).with("id", rule.id).at_key("multiply")));
            }
            rules.push(rule);
        }
    }
    let from = threshold(&document.from, measure).map_err(|error| error.at_key("from"))?;
    Ok(Tier { id: document.id, from, benefits: document.benefits, discounts })
}

/// The multiplier that a tier brings.
fn tier_rule(tier: &str, by: Ratio, selection: Selection) -> Rule {
    let gate = Gate { tiers: Some(vec![tier.to_owned()]), ..Gate::default() };
    Rule {
        id: ["tier:", tier].concat(),
        of_tier: true,
        gate,
        selection,
        cap: None,
        effect: Effect::Multiply { by, lifts: None },
    }
}

fn benefit_selection(benefit: &Benefit, columns: &mut Columns) -> Result<Selection> {
    benefit.discount.map_or(Ok(()), |share| share.at_most_all()).map_err(|error| error.at_key("discount"))?;
    match (benefit.discount, benefit.multiply, &benefit.name, &benefit.lines) {
        (Some(_), Some(_), ..) => Err(Error::combination("discount, multiply", "one-benefit")),
        (None, None, None, _) => Err(Error::combination("name, discount, multiply", "at-least-one")),
        (None, None, Some(_), Some(_)) => Err(Error::combination("lines, discount, multiply", "lines-with-benefit")),
        _ => Selection::compile(None, None, benefit.lines.as_deref(), Reads::Line, columns),
    }
}

fn threshold(threshold: &Threshold, measure: Measure) -> Result<i64> {
    match (threshold, measure) {
        (Threshold::Whole(value), _) => Ok(*value),
        (Threshold::Decimal(amount), Measure::Spend) if amount.0 >= 0 => Ok(amount.0),
        (Threshold::Decimal(_), Measure::Spend) => Err(Error::range(0, crate::kernel::money::MAX_SAFE)),
        (Threshold::Decimal(_), Measure::Points) => {
            Err(Error::new(Code::Type).with("expected", "integer").with("found", "string"))
        }
    }
}
