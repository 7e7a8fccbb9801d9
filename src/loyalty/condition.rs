//! Conditions of a program: expressions whose variables are resolved to what they read when the program is compiled.

use super::column::{Columns, Part as LinePart};
use super::lines::Lines;
use super::scene::{Item, Scene};
use crate::expr::{DatePart, Decimal, Expression, Logic, MomentPart, Part, Scope, Value};
use crate::kernel::calendar::Instant;
use crate::kernel::facts::MAX_FACTS;
use crate::kernel::json::Json;
use crate::kernel::{Code, Error, Result, at_most};
use std::borrow::Cow;

/// What the variables of a condition may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// The line alone.
    Line,
    /// The cart, the member and the time.
    Cart,
    /// The event, the member and the time.
    Event,
    /// The line, the cart, the member and the time.
    All,
    /// The cart, the member, what the caller knows besides, and the time.
    #[cfg_attr(not(feature = "offers"), expect(dead_code, reason = "only offers read it"))]
    Offer,
    /// The line too.
    #[cfg_attr(not(feature = "offers"), expect(dead_code, reason = "only offers read it"))]
    OfferLine,
}

impl Reads {
    fn known(self) -> &'static str {
        match self {
            Reads::Line => "line.…",
            Reads::Cart => "cart.…, member.…, now.…",
            Reads::Event => "event.…, member.…, now.…",
            Reads::All => "line.…, cart.…, member.…, now.…",
            Reads::Offer => "cart.…, member.…, facts.…, now.…",
            Reads::OfferLine => "line.…, cart.…, member.…, facts.…, now.…",
        }
    }
}

/// A compiled condition over the cart, the member and the time.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    text: String,
    expression: Expression,
    variables: Vec<Variable>,
}

impl Condition {
    pub(super) fn compile(text: &str, reads: Reads) -> Result<Self> {
        let expression = Expression::parse_known(text)?;
        let variables =
            expression.variables().iter().map(|name| Variable::named(name, reads)).collect::<Result<_>>()?;
        Ok(Condition { text: text.to_owned(), expression, variables })
    }

    /// As the author wrote it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn holds(&self, scene: &Scene<'_>) -> bool {
        self.expression.holds(&View { variables: &self.variables, scene, item: None })
    }

    /// Where its parts find what they read of a line.
    fn sources(&self, logic: Logic, columns: &mut Columns) -> Sources {
        match logic {
            Logic::All(parts) => Sources::All(parts.into_iter().map(|part| self.sources(part, columns)).collect()),
            Logic::Any(parts) => Sources::Any(parts.into_iter().map(|part| self.sources(part, columns)).collect()),
            Logic::Part(part) => Sources::Part(part, self.source(part, columns)),
        }
    }

    fn source(&self, part: Part, columns: &mut Columns) -> Source {
        let mut source = Source::Scene;
        for slot in self.expression.reads(part) {
            let Some(Variable::Line(read)) = self.variables.get(slot) else { continue };
            let column = Source::Column(columns.place(read));
            source = if source == Source::Scene || source == column { column } else { Source::Line };
        }
        source
    }
}

/// A compiled condition over lines.
#[derive(Debug, Clone)]
pub(super) struct LineCondition {
    condition: Condition,
    sources: Sources,
}

/// The parts of a condition, each with what it depends on.
#[derive(Debug, Clone)]
enum Sources {
    All(Vec<Sources>),
    Any(Vec<Sources>),
    Part(Part, Source),
}

/// What a part of a condition depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// On nothing of the line.
    Scene,
    /// On one field of it.
    Column(usize),
    /// On several.
    Line,
}

impl LineCondition {
    pub(super) fn compile(text: &str, reads: Reads, columns: &mut Columns) -> Result<Self> {
        let condition = Condition::compile(text, reads)?;
        let sources = condition.sources(condition.expression.logic(), columns);
        at_most(MAX_FACTS, columns.parts.len(), "attributes")?;
        Ok(LineCondition { condition, sources })
    }

    /// Keeps of the lines those for which it holds.
    pub(super) fn narrow(&self, scene: &Scene<'_>, lines: &mut Lines) {
        self.narrow_by(&self.sources, scene, lines);
    }

    fn narrow_by(&self, sources: &Sources, scene: &Scene<'_>, lines: &mut Lines) {
        match sources {
            Sources::All(parts) => parts.iter().for_each(|part| self.narrow_by(part, scene, lines)),
            Sources::Any(parts) => {
                let mut any = Lines::none(scene.items.len());
                for part in parts {
                    let mut some = lines.clone();
                    self.narrow_by(part, scene, &mut some);
                    any.add(&some);
                }
                lines.keep(&any);
            }
            Sources::Part(part, source) => self.narrow_to(*part, *source, scene, lines),
        }
    }

    fn narrow_to(&self, part: Part, source: Source, scene: &Scene<'_>, lines: &mut Lines) {
        let Condition { expression, variables, .. } = &self.condition;
        let holds = |line: usize| expression.part_holds(part, &View { variables, scene, item: scene.items.get(line) });
        match source {
            Source::Column(place) => scene.narrow(place, lines, &holds),
            Source::Line => {
                let open = std::mem::replace(lines, Lines::none(scene.items.len()));
                for line in open.places() {
                    if holds(line) {
                        lines.insert(line);
                    }
                }
            }
            Source::Scene if holds(0) => {}
            Source::Scene => *lines = Lines::none(scene.items.len()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Variable {
    Line(LinePart),
    Cart(CartPart),
    Member(MemberPart),
    Facts(Vec<String>),
    Now(MomentPart),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum CartPart {
    Id,
    Channel,
    Total,
    Quantity,
    Lines,
    Fact(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum MemberPart {
    Id,
    Tier,
    Points,
    Spend,
    Orders,
    Birthday(DatePart),
    Joined(DatePart),
    Fact(Vec<String>),
}

impl Variable {
    fn named(name: &str, reads: Reads) -> Result<Self> {
        let refused = || Error::new(Code::Variable).with("found", name).with("known", reads.known());
        let (root, rest) = name.split_once('.').ok_or_else(refused)?;
        let steps: Vec<&str> = rest.split('.').collect();
        let variable = match root {
            "line" if matches!(reads, Reads::Line | Reads::All | Reads::OfferLine) => {
                Some(Variable::Line(line_part(&steps)))
            }
            "cart" if !matches!(reads, Reads::Line | Reads::Event) => Some(Variable::Cart(cart_part(&steps))),
            "event" if reads == Reads::Event => Some(Variable::Cart(event_part(&steps))),
            "member" if reads != Reads::Line => member_part(&steps).map(Variable::Member),
            "facts" if matches!(reads, Reads::Offer | Reads::OfferLine) => Some(Variable::Facts(owned(&steps))),
            "now" if reads != Reads::Line => MomentPart::named(rest).map(Variable::Now),
            _ => None,
        };
        variable.ok_or_else(refused)
    }
}

fn line_part(steps: &[&str]) -> LinePart {
    match steps {
        ["id"] => LinePart::Id,
        ["product"] => LinePart::Product,
        ["category"] => LinePart::Category,
        ["quantity"] => LinePart::Quantity,
        ["price"] => LinePart::Price,
        ["amount"] => LinePart::Amount,
        steps => LinePart::Fact(owned(steps)),
    }
}

fn cart_part(steps: &[&str]) -> CartPart {
    match steps {
        ["id"] => CartPart::Id,
        ["channel"] => CartPart::Channel,
        ["total"] => CartPart::Total,
        ["quantity"] => CartPart::Quantity,
        ["lines"] => CartPart::Lines,
        steps => CartPart::Fact(owned(steps)),
    }
}

/// An event stands where the cart would.
fn event_part(steps: &[&str]) -> CartPart {
    match steps {
        ["id"] => CartPart::Id,
        ["channel"] => CartPart::Channel,
        steps => CartPart::Fact(owned(steps)),
    }
}

fn member_part(steps: &[&str]) -> Option<MemberPart> {
    Some(match steps {
        ["id"] => MemberPart::Id,
        ["tier"] => MemberPart::Tier,
        ["points"] => MemberPart::Points,
        ["spend"] => MemberPart::Spend,
        ["orders"] => MemberPart::Orders,
        ["birthday", rest @ ..] if rest.len() < 2 => MemberPart::Birthday(date_part(rest)?),
        ["joined", rest @ ..] if rest.len() < 2 => MemberPart::Joined(date_part(rest)?),
        steps => MemberPart::Fact(owned(steps)),
    })
}

/// A date, of which the whole is meant where no part is named.
fn date_part(steps: &[&str]) -> Option<DatePart> {
    match steps {
        [] => Some(DatePart::Whole),
        [part] => DatePart::named(part),
        _ => None,
    }
}

fn owned(steps: &[&str]) -> Vec<String> {
    steps.iter().map(|step| (*step).to_owned()).collect()
}

/// What a condition sees: the scene, and the line where it is about one.
struct View<'c, 's, 'q> {
    variables: &'c [Variable],
    scene: &'s Scene<'q>,
    item: Option<&'s Item<'q>>,
}

impl Scope for View<'_, '_, '_> {
    fn variable(&self, slot: usize) -> Option<Value<'_>> {
        Some(match self.variables.get(slot)? {
            Variable::Line(part) => self.line(self.item?, part),
            Variable::Cart(part) => self.cart(part),
            Variable::Member(part) => self.member(part),
            Variable::Facts(steps) => json(self.scene.facts.and_then(|facts| facts.at(steps))),
            Variable::Now(part) => part.of(self.scene.now),
        })
    }

    fn now(&self) -> Option<i64> {
        Some(self.scene.at.millis())
    }

    fn offset(&self, at: i64) -> i32 {
        Instant::from_millis(at).map_or(0, |at| self.scene.setting.zone.offset_at(at))
    }
}

impl View<'_, '_, '_> {
    fn line<'v>(&'v self, item: &'v Item<'_>, part: &'v LinePart) -> Value<'v> {
        match part {
            LinePart::Id => optional(&item.line.id),
            LinePart::Product => optional(&item.line.product),
            LinePart::Category => optional(&item.line.category),
            LinePart::Quantity => whole(item.quantity),
            LinePart::Price => item.line.price.map_or(Value::Undefined, |price| self.amount(price.0)),
            LinePart::Amount => self.amount(item.amount),
            LinePart::Fact(steps) => json(item.line.facts.at(steps)),
        }
    }

    fn cart<'v>(&'v self, part: &'v CartPart) -> Value<'v> {
        let cart = self.scene.cart;
        match part {
            CartPart::Id => optional(&cart.id),
            CartPart::Channel => optional(&cart.channel),
            CartPart::Total => self.amount(self.scene.total),
            CartPart::Quantity => whole(self.scene.quantity),
            CartPart::Lines => count(self.scene.items.len()),
            CartPart::Fact(steps) => json(cart.facts.at(steps)),
        }
    }

    fn member<'v>(&'v self, part: &'v MemberPart) -> Value<'v> {
        // A guest stands where a member without a ledger stands.
        let buyer = &self.scene.buyer;
        let member = buyer.member;
        match part {
            MemberPart::Id => member.map_or(Value::Undefined, |member| optional(&member.id)),
            MemberPart::Tier => buyer.tier.map_or(Value::Undefined, borrowed),
            MemberPart::Points => whole(buyer.points),
            MemberPart::Spend => self.amount(buyer.spend),
            MemberPart::Orders => count(buyer.orders),
            MemberPart::Birthday(part) => {
                member.and_then(|member| member.birthday).map_or(Value::Undefined, |date| part.of(date))
            }
            MemberPart::Joined(part) => {
                member.and_then(|member| member.joined).map_or(Value::Undefined, |date| part.of(date))
            }
            MemberPart::Fact(steps) => json(member.and_then(|member| member.facts.at(steps))),
        }
    }

    fn amount(&self, units: i64) -> Value<'static> {
        Value::Amount(Decimal::new(units, self.scene.setting.currency.exponent()))
    }
}

fn optional<'v>(field: &'v Option<Cow<'_, str>>) -> Value<'v> {
    field.as_deref().map_or(Value::Undefined, borrowed)
}

fn borrowed(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

/// A whole number, exact at any size.
fn whole(units: i64) -> Value<'static> {
    Value::Amount(Decimal::new(units, 0))
}

fn count(count: usize) -> Value<'static> {
    u32::try_from(count).map_or(Value::Undefined, |count| Value::Number(f64::from(count)))
}

fn json<'v>(json: Option<&'v Json<'_>>) -> Value<'v> {
    json.map_or(Value::Undefined, Value::from)
}
