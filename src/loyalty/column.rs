//! Columns of the cart: what is read of every line, with its distinct values found once, so that a question is asked for
//! each value and not for each line.

use super::document::ProgramDocument;
use super::lines::Lines;
use super::scene::Item;
use crate::kernel::json::{Json, same};
use crate::kernel::sort::ranked;
use std::borrow::Cow;
use std::cmp::Ordering;

/// From so many distinct values on, each further line stands for itself: looking for it costs more than asking.
const MANY: usize = 32;

/// What is read of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Id,
    Product,
    Category,
    Quantity,
    Price,
    Amount,
    Fact(Vec<String>),
}

/// What a program reads of lines, each column once.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    /// What conditions read.
    pub(super) parts: Vec<Part>,
    /// The products that selections name.
    pub(super) products: Names,
    /// The categories that they name.
    pub(super) categories: Names,
}

impl Columns {
    pub(super) fn of_program(document: &ProgramDocument) -> Self {
        let (mut products, mut categories) = (Vec::new(), Vec::new());
        for rule in &document.earn {
            products.extend(rule.products.iter().flatten());
            categories.extend(rule.categories.iter().flatten());
        }
        for exclusion in &document.exclude {
            products.extend(exclusion.products.iter().flatten());
            categories.extend(exclusion.categories.iter().flatten());
        }
        Self::naming(&products, &categories)
    }

    /// Of a document that names these.
    pub(crate) fn naming(products: &[&String], categories: &[&String]) -> Self {
        Columns { parts: Vec::new(), products: Names::of(products), categories: Names::of(categories) }
    }

    /// The place of a column, which is added where it is new.
    pub(super) fn place(&mut self, part: &Part) -> usize {
        self.parts.iter().position(|known| known == part).unwrap_or_else(|| {
            self.parts.push(part.clone());
            self.parts.len().saturating_sub(1)
        })
    }
}

/// Names, each once, in the order of their lengths and, of equal ones, of their letters: lengths are compared at once.
#[derive(Debug, Clone)]
pub(super) struct Names(Vec<String>);

impl Names {
    fn of(names: &[&String]) -> Self {
        let name = |place: usize| names.get(place).map_or("", |name| name);
        let mut arranged: Vec<String> = Vec::new();
        for place in ranked(names.len(), &|a, b| by_length(name(a), name(b))) {
            if arranged.last().is_none_or(|last| last != name(place)) {
                arranged.push(name(place).to_owned());
            }
        }
        Names(arranged)
    }

    /// The places of names, in order.
    pub(super) fn places(&self, names: &[String]) -> Vec<usize> {
        let found: Vec<usize> = names.iter().filter_map(|name| self.find(name)).collect();
        let place = |index: usize| found.get(index).copied();
        ranked(found.len(), &|a, b| place(a).cmp(&place(b))).into_iter().filter_map(place).collect()
    }

    fn find(&self, text: &str) -> Option<usize> {
        self.0.binary_search_by(|name| by_length(name, text)).ok()
    }

    /// For each name in the cart its place, and the lines that bear it.
    pub(super) fn bearers(&self, items: &[Item<'_>], name: &dyn Fn(&Item<'_>) -> Option<usize>) -> Vec<(usize, Lines)> {
        let mut bearers: Vec<(usize, Lines)> = Vec::new();
        let mut seen: Vec<Option<usize>> = vec![None; self.0.len()];
        for (line, item) in items.iter().enumerate() {
            let Some((place, seen)) = name(item).and_then(|place| Some((place, seen.get_mut(place)?))) else {
                continue;
            };
            let index = *seen.get_or_insert_with(|| {
                bearers.push((place, Lines::none(items.len())));
                bearers.len().saturating_sub(1)
            });
            bearers.get_mut(index).into_iter().for_each(|(_, lines)| lines.insert(line));
        }
        bearers
    }

    /// The place of a name that a line may have.
    pub(super) fn of_line(&self, name: &Option<Cow<'_, str>>) -> Option<usize> {
        self.find(name.as_ref()?)
    }
}

fn by_length(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.bytes().rev().cmp(b.bytes().rev()))
}

/// The lines of a cart by the value of a column.
#[derive(Debug)]
pub(super) struct Column {
    /// The lines that share a value, with the first of them.
    classes: Vec<(usize, Lines)>,
    /// Lines that stand for themselves.
    others: Lines,
}

impl Column {
    pub(super) fn of(part: &Part, items: &[Item<'_>]) -> Self {
        let mut column = Column { classes: Vec::new(), others: Lines::none(items.len()) };
        let mut values: Vec<Cell<'_>> = Vec::new();
        for (line, item) in items.iter().enumerate() {
            let value = part.of(item);
            let known = values.iter().position(|known| known.is_same(&value));
            match known.and_then(|class| column.classes.get_mut(class)) {
                Some((_, class)) => class.insert(line),
                None if values.len() < MANY => {
                    values.push(value);
                    let mut class = Lines::none(items.len());
                    class.insert(line);
                    column.classes.push((line, class));
                }
                None => column.others.insert(line),
            }
        }
        column
    }

    /// Keeps of the lines those of which `holds` is true, which is asked once for each value.
    pub(super) fn narrow(&self, lines: &mut Lines, holds: &dyn Fn(usize) -> bool) {
        for (first, class) in &self.classes {
            if class.meets(lines) && !holds(*first) {
                lines.remove(class);
            }
        }
        let mut others = self.others.clone();
        others.keep(lines);
        lines.remove(&others);
        for line in others.places() {
            if holds(line) {
                lines.insert(line);
            }
        }
    }
}

/// What a line has in a column.
enum Cell<'i> {
    Nothing,
    Text(&'i str),
    Whole(i64),
    Json(&'i Json<'i>),
}

impl Part {
    fn of<'i>(&self, item: &Item<'i>) -> Cell<'i> {
        let text = |text: &'i Option<Cow<'i, str>>| text.as_deref().map_or(Cell::Nothing, Cell::Text);
        match self {
            Part::Id => text(&item.line.id),
            Part::Product => text(&item.line.product),
            Part::Category => text(&item.line.category),
            Part::Quantity => Cell::Whole(item.quantity),
            Part::Price => item.line.price.map_or(Cell::Nothing, |price| Cell::Whole(price.0)),
            Part::Amount => Cell::Whole(item.amount),
            Part::Fact(steps) => item.line.facts.at(steps).map_or(Cell::Nothing, Cell::Json),
        }
    }
}

impl Cell<'_> {
    /// Whether two values are the same; lists and objects are not looked into.
    fn is_same(&self, other: &Cell<'_>) -> bool {
        match (self, other) {
            (Cell::Nothing, Cell::Nothing) | (Cell::Json(Json::Null), Cell::Json(Json::Null)) => true,
            (Cell::Text(a), Cell::Text(b)) => same(a.as_bytes(), b.as_bytes()),
            (Cell::Whole(a), Cell::Whole(b)) => a == b,
            (Cell::Json(Json::Bool(a)), Cell::Json(Json::Bool(b))) => a == b,
            (Cell::Json(Json::Number(a)), Cell::Json(Json::Number(b)))
            | (Cell::Json(Json::Text(a)), Cell::Json(Json::Text(b))) => same(a.as_bytes(), b.as_bytes()),
            _ => false,
        }
    }
}
