//! The items of dynamic panels and matrices: made and dropped as the answer grows and shrinks.

use super::Answer;
use super::model::{Item, NONE, Role};
use super::session::Survey;
use super::spec::{Kind, Spec};
use super::store::NOTHING;
use crate::expr::{Field, Items, Value};
use std::sync::Arc;

/// How many items one question may have.
const MAX_ITEMS: usize = 1000;

impl Survey {
    /// The item that the owner of an item stands in.
    pub(super) fn outer(&self, item: u32) -> u32 {
        let owner = self.items.get(item as usize).map_or(NONE, |item| item.owner);
        self.element(owner).map_or(NONE, |owner| owner.item)
    }

    pub(super) fn is_row(&self, item: u32) -> bool {
        let owner = self.items.get(item as usize).map_or(NONE, |item| item.owner);
        matches!(self.kind(owner), Kind::MatrixDropdown | Kind::MatrixDynamic)
    }

    /// Where an item stands among those of its question.
    pub(super) fn position(&self, item: u32) -> Option<usize> {
        let owner = self.items.get(item as usize)?.owner;
        self.element(owner)?.items.iter().position(|other| *other == item)
    }

    /// The piece of the answer that an item is.
    pub(super) fn item_answer(&self, item: u32) -> &Answer {
        let Some(found) = self.items.get(item as usize) else { return &NOTHING };
        let answer = self.answer_of(found.owner);
        let piece = match (answer, &found.key) {
            (Value::Object(_), Some(key)) => answer.field(&key.to_plain_text()),
            (Value::List(items), None) => self.position(item).and_then(|at| items.get(at)),
            (Value::Object(_), None) => Some(answer),
            _ => None,
        };
        piece.unwrap_or(&NOTHING)
    }

    /// Makes the items that a dynamic question begins with.
    pub(super) fn make_items(&mut self, owner: u32) {
        let document = Arc::clone(&self.document);
        let Some(spec) = self.element(owner).and_then(|found| document.specs.get(found.spec as usize)) else { return };
        let Some(dynamic) = &spec.dynamic else { return };
        match (spec.kind, &spec.grid) {
            (Kind::MatrixDropdown, Some(grid)) => {
                for row in &grid.rows {
                    self.make_item(owner, spec, Some(row.value.clone()));
                }
            }
            (Kind::Multipletext, _) => self.make_item(owner, spec, None),
            _ => {
                let count = dynamic.count.unwrap_or(0).clamp(dynamic.min, dynamic.max.max(dynamic.min));
                self.resize(owner, spec, count);
            }
        }
    }

    /// Makes the items fit the answer.
    pub(super) fn sync_items(&mut self, owner: u32) {
        let document = Arc::clone(&self.document);
        let Some(spec) = self.element(owner).and_then(|found| document.specs.get(found.spec as usize)) else { return };
        let Some(dynamic) = &spec.dynamic else { return };
        if matches!(spec.kind, Kind::PanelDynamic | Kind::MatrixDynamic) {
            let count = match self.answer_of(owner) {
                Value::List(items) => items.len().max(dynamic.min),
                _ if spec.kind == Kind::PanelDynamic => dynamic.min,
                _ => dynamic.min,
            };
            self.resize(owner, spec, count);
        }
        for item in self.element(owner).map_or(Vec::new(), |found| found.items.clone()) {
            for element in self.items.get(item as usize).map_or(Vec::new(), |item| item.elements.clone()) {
                for inner in self.walk(&[element]) {
                    self.sync_items(inner);
                }
            }
        }
    }

    fn resize(&mut self, owner: u32, spec: &Spec, count: usize) {
        let have = self.element(owner).map_or(0, |found| found.items.len());
        for _ in have..count.min(MAX_ITEMS) {
            self.make_item(owner, spec, None);
        }
        while self.element(owner).map_or(0, |found| found.items.len()) > count {
            let Some(item) = self.element_mut(owner).and_then(|found| found.items.pop()) else { return };
            self.drop_item(item);
        }
    }

    fn make_item(&mut self, owner: u32, spec: &Spec, key: Option<Answer>) {
        let Some(dynamic) = &spec.dynamic else { return };
        let item = Item { owner, key, elements: Vec::new(), cells: Vec::new(), visible: true, alive: true };
        let id = match self.free_items.pop() {
            Some(id) => {
                if let Some(place) = self.items.get_mut(id as usize) {
                    *place = item;
                }
                id
            }
            None => {
                self.items.push(item);
                u32::try_from(self.items.len().saturating_sub(1)).unwrap_or(NONE)
            }
        };
        if let Some(found) = self.element_mut(owner) {
            found.items.push(id);
        }
        let order = self.order_of(owner);
        if let Some(rule) = dynamic.template_visible_if.as_ref() {
            let cell = self.cell(Role::ItemVisible, Some(rule), NONE, id, order);
            self.dirty.insert((order, cell));
        }
        for template in dynamic.template.iter().chain(&dynamic.details) {
            let element = self.make(*template, NONE, id, order);
            if let Some(item) = self.items.get_mut(id as usize) {
                item.elements.push(element);
            }
        }
        self.begin_item(id, order);
    }

    /// A new item runs all its conditions; its questions take their defaults where the survey is under way.
    fn begin_item(&mut self, item: u32, order: u32) {
        let (elements, cells) = match self.items.get(item as usize) {
            Some(item) => (item.elements.clone(), item.cells.clone()),
            None => return,
        };
        for cell in cells {
            if self.cells.get(cell as usize).is_some_and(|cell| !cell.role.waits()) {
                self.dirty.insert((order, cell));
            }
        }
        for element in elements {
            self.refresh_tree(element);
        }
    }

    fn order_of(&self, element: u32) -> u32 {
        let mut element = element;
        while let Some(item) = self.element(element).map(|found| found.item).filter(|item| *item != NONE) {
            element = self.items.get(item as usize).map_or(NONE, |item| item.owner);
        }
        element.saturating_add(1)
    }

    fn drop_item(&mut self, item: u32) {
        let Some(found) = self.items.get_mut(item as usize) else { return };
        found.alive = false;
        let (elements, cells) = (std::mem::take(&mut found.elements), std::mem::take(&mut found.cells));
        for cell in &cells {
            if let Some(cell) = self.cells.get_mut(*cell as usize) {
                cell.alive = false;
            }
        }
        for element in self.walk(&elements) {
            for inner in self.element(element).map_or(Vec::new(), |found| found.items.clone()) {
                self.drop_item(inner);
            }
            if let Some(found) = self.element_mut(element) {
                found.alive = false;
            }
            self.free_elements.push(element);
        }
        self.free_items.push(item);
    }

    pub(super) fn show_item(&mut self, item: u32, visible: bool) {
        let Some(found) = self.items.get_mut(item as usize) else { return };
        if std::mem::replace(&mut found.visible, visible) != visible {
            self.reshow_item(item);
        }
    }

    pub(super) fn rows_changed(&mut self, question: u32, rows: &[bool]) {
        if self.kind(question) != Kind::MatrixDropdown {
            return;
        }
        let items = self.element(question).map_or(Vec::new(), |found| found.items.clone());
        for (item, visible) in items.into_iter().zip(rows) {
            self.show_item(item, *visible);
        }
    }

    /// Puts a value into a field of an item; an empty one takes the field away.
    pub(super) fn write_field(&mut self, item: u32, name: &str, value: Answer) {
        let keyed = self.items.get(item as usize).is_some_and(|item| item.key.is_some());
        let Some(piece) = self.item_mut(item) else { return };
        set_field(piece, name, value);
        let emptied = piece.is_empty();
        if emptied && keyed {
            self.drop_piece(item);
        }
        let mut around = item;
        let mut root = NONE;
        while around != NONE {
            let cells = self.items.get(around as usize).map_or(Vec::new(), |item| item.cells.clone());
            self.mark(&cells);
            root = self.items.get(around as usize).map_or(NONE, |item| item.owner);
            around = self.outer(around);
        }
        let slot = self.element(root).map_or(NONE, |found| found.slot);
        if let Some(found) = self.store.slot_mut(slot)
            && matches!(&found.data, Value::Object(fields) if fields.is_empty())
        {
            found.data = Value::Undefined;
        }
        self.slot_changed(slot);
    }

    /// Takes the empty piece of a row out of its answer.
    fn drop_piece(&mut self, item: u32) {
        let Some(found) = self.items.get(item as usize) else { return };
        let (owner, key) = (found.owner, found.key.as_ref().map(Value::to_plain_text).unwrap_or_default());
        if let Some(answer) = self.answer_mut(owner)
            && let Value::Object(Items::Owned(fields)) = answer
        {
            fields.retain(|field| field.name != key);
        }
    }

    /// The piece of an item to write in, made where there is none.
    fn item_mut(&mut self, item: u32) -> Option<&mut Answer> {
        let at = self.position(item)?;
        let found = self.items.get(item as usize)?;
        let (owner, key) = (found.owner, found.key.as_ref().map(Value::to_plain_text));
        let count = self.element(owner)?.items.len();
        let single = self.kind(owner) == Kind::Multipletext;
        let answer = self.answer_mut(owner)?;
        if let Some(key) = key {
            return Some(field_mut(as_object(answer), &key));
        }
        if single {
            as_object(answer);
            return Some(answer);
        }
        if !matches!(answer, Value::List(Items::Owned(_))) {
            *answer = Value::list(Vec::new());
        }
        let Value::List(Items::Owned(list)) = answer else { return None };
        while list.len() < count {
            list.push(Value::Object(Items::Owned(Vec::new())));
        }
        list.get_mut(at)
    }

    fn answer_mut(&mut self, question: u32) -> Option<&mut Answer> {
        let found = self.element(question)?;
        let (slot, item) = (found.slot, found.item);
        if item == NONE {
            return self.store.slot_mut(slot).map(|slot| &mut slot.data);
        }
        let name = self.spec(question)?.value_name.clone();
        let piece = self.item_mut(item)?;
        Some(field_mut(as_object(piece), &name))
    }

    /// The cells of the totals: they belong to the footer of a matrix.
    pub(super) fn make_total_cells(&mut self, _id: u32, _spec: &Spec, _item: u32, _order: u32) {}

    pub(super) fn total(&mut self, _element: u32, _index: u32) {}
}

fn as_object(value: &mut Answer) -> &mut Vec<Field<'static>> {
    if !matches!(value, Value::Object(Items::Owned(_))) {
        *value = Value::Object(Items::Owned(Vec::new()));
    }
    match value {
        Value::Object(Items::Owned(fields)) => fields,
        // The line above made it one.
        _ => Box::leak(Box::default()),
    }
}

fn field_mut<'a>(fields: &'a mut Vec<Field<'static>>, name: &str) -> &'a mut Answer {
    let at = fields.iter().position(|field| field.name == name).unwrap_or_else(|| {
        fields.push(Field { name: name.to_owned().into(), value: Value::Undefined });
        fields.len().saturating_sub(1)
    });
    match fields.get_mut(at) {
        Some(field) => &mut field.value,
        None => Box::leak(Box::new(Value::Undefined)),
    }
}

fn set_field(object: &mut Answer, name: &str, value: Answer) {
    let fields = as_object(object);
    if value.is_empty() {
        fields.retain(|field| field.name != name);
    } else {
        *field_mut(fields, name) = value;
    }
}
