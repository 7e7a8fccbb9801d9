//! The items of dynamic panels and matrices: made and dropped as the answer grows and shrinks.

use super::Answer;
use super::model::{Item, NONE, Role};
use super::session::Survey;
use super::spec::{Kind, Spec, When};
use super::store::NOTHING;
use crate::expr::{Field, Items, Value};
use crate::kernel::gather::Gather;

/// How many items one question may have.
const MAX_ITEMS: usize = 1000;

/// How many elements all items may have together: beyond that no more items are made.
const MAX_ELEMENTS: usize = 20_000;

/// How many items may stand within other items: each answer in one is seen by all around it.
const MAX_INNER_ITEMS: usize = 500;

impl Survey {
    /// The item that the owner of an item stands in.
    pub(super) fn outer(&self, item: u32) -> u32 {
        let owner = self.item(item).owner;
        self.element(owner).item
    }

    /// Whether a dynamic question stands in an item of another.
    fn is_inner(&self, owner: u32) -> bool {
        self.kind(owner).is_dynamic() && self.element(owner).item != NONE
    }

    pub(super) fn is_row(&self, item: u32) -> bool {
        let owner = self.item(item).owner;
        matches!(self.kind(owner), Kind::MatrixDropdown | Kind::MatrixDynamic)
    }

    /// Where an item stands among those of its question.
    pub(super) fn position(&self, item: u32) -> Option<usize> {
        let owner = self.item(item).owner;
        self.element(owner).items.iter().position(|other| *other == item)
    }

    /// The piece of the answer that an item is.
    pub(super) fn item_answer(&self, item: u32) -> &Answer {
        let found = self.item(item);
        let answer = self.answer_of(found.owner);
        let piece = match (answer, &found.key) {
            (Value::Object(_), Some(key)) => answer.field(&key.to_plain_text()),
            (Value::List(items), None) => self.position(item).and_then(|at| items.get(at)),
            (Value::Object(_), None) => Some(answer),
            _ => None,
        };
        piece.unwrap_or(&NOTHING)
    }

    /// Makes the items of the dynamic questions on the current page, and where it is painted also the rows of matrices.
    pub(super) fn open_page(&mut self) {
        let shown = (self.page, self.stage());
        if self.opened == shown {
            return;
        }
        self.opened = shown;
        if self.painted {
            let roots = self.shown_pages();
            self.open_below(&roots, true);
        } else if shown.1 == super::Stage::Running {
            self.open_below(&[self.page], false);
        }
    }

    /// Makes the items of all dynamic questions below some elements; rows of matrices only where they are needed.
    pub(super) fn open_below(&mut self, roots: &[u32], rows: bool) {
        for element in self.walk(roots) {
            let kind = self.kind(element);
            if kind == Kind::PanelDynamic || (rows && kind.is_dynamic()) {
                self.open_items(element);
            }
            if rows {
                for item in self.element(element).items.clone() {
                    let below = self.item(item).elements.clone();
                    self.open_below(&below, rows);
                }
            }
        }
        self.settle();
    }

    /// Makes the rows of a matrix, as a page does that paints it.
    pub fn open(&mut self, name: &str) -> super::Changes {
        self.call(|survey| survey.open_named(name))
    }

    pub(super) fn open_named(&mut self, name: &str) {
        if let Some(question) = self.question_named(name) {
            self.open_below(&[question], true);
        }
    }

    /// Makes the items that a dynamic question begins with.
    pub(super) fn open_items(&mut self, owner: u32) {
        let document = self.held_document();
        let Some(found) = self.element_mut(owner) else { return };
        if std::mem::replace(&mut found.opened, true) {
            return;
        }
        let spec = document.spec(found.spec);
        match spec.kind {
            Kind::MatrixDropdown => {
                for row in &spec.rows {
                    self.make_item(owner, spec, Some(row.value.clone()));
                }
                let rows = self.element(owner).rows.clone();
                self.rows_changed(owner, &rows);
                self.begin_questions(owner);
            }
            Kind::Multipletext => self.make_item(owner, spec, None),
            _ => {
                let given = match self.answer_of(owner) {
                    Value::List(items) => Some(items.len()),
                    _ => None,
                };
                let count = given.unwrap_or(spec.count).clamp(spec.min, spec.max.max(spec.min));
                self.resize(owner, spec, count);
                if given.is_none() && count > 0 {
                    if spec.kind == Kind::PanelDynamic {
                        self.begin_panels(owner, count);
                    }
                    self.begin_questions(owner);
                }
            }
        }
    }

    /// Drops the items of dynamic questions, so that they begin again.
    pub(super) fn close_items(&mut self) {
        for question in self.questions() {
            if !matches!(self.kind(question), Kind::PanelDynamic | Kind::MatrixDynamic | Kind::MatrixDropdown) {
                continue;
            }
            let Some(found) = self.element_mut(question) else { continue };
            found.opened = false;
            std::mem::take(&mut found.items).into_iter().for_each(|item| self.drop_item(item));
        }
        self.opened = (NONE, super::Stage::Empty);
    }

    /// The panels that nobody has answered yet are part of the answer.
    fn begin_panels(&mut self, owner: u32, count: usize) {
        let mut panels = match self.answer_of(owner) {
            Value::List(panels) => panels.to_vec(),
            _ => Vec::new(),
        };
        lengthen(&mut panels, count);
        self.store_answer(owner, Value::list(panels), true);
    }

    /// The questions in items that nobody has answered yet take their defaults.
    fn begin_questions(&mut self, owner: u32) {
        for item in self.element(owner).items.clone() {
            self.default_item(item);
        }
    }

    /// The questions of an item that nobody has answered yet take their defaults.
    pub(super) fn default_item(&mut self, item: u32) {
        let roots = self.item(item).elements.clone();
        for element in self.walk(&roots) {
            if !self.kind(element).is_container() {
                self.default_again(element);
            }
            if self.kind(element).is_dynamic() {
                self.open_items(element);
            }
        }
    }

    /// Makes the items fit the answer.
    pub(super) fn sync_items(&mut self, owner: u32) {
        let document = self.held_document();
        let found = self.element(owner);
        if !found.opened {
            return;
        }
        let spec = document.spec(found.spec);
        if matches!(spec.kind, Kind::PanelDynamic | Kind::MatrixDynamic) {
            let giver = self.giving.last().copied().unwrap_or(NONE);
            let within = self.item(self.element(giver).item).owner == owner;
            // The rows of a matrix stay, unless an answer from elsewhere has others, or the document gives none at all.
            let stay = spec.kind == Kind::MatrixDynamic && (giver == owner || within);
            let count = match self.answer_of(owner) {
                Value::List(items) if stay && !within => items.len().max(spec.count),
                Value::List(items) => items.len().max(spec.min),
                _ if stay && (within || spec.count > 0) => found.items.len(),
                // A panel that loses its answer begins again.
                _ if spec.kind == Kind::PanelDynamic => spec.count.max(spec.min),
                _ => spec.min,
            };
            self.resize(owner, spec, count);
        }
        for item in self.element(owner).items.clone() {
            let roots = self.item(item).elements.clone();
            for inner in self.walk(&roots) {
                self.sync_items(inner);
                self.reshow_inner(inner);
            }
        }
    }

    pub(super) fn resize(&mut self, owner: u32, spec: &Spec, count: usize) {
        let have = self.element(owner).items.len();
        if have != count {
            self.note(owner);
        }
        for _ in have..count.min(MAX_ITEMS) {
            self.make_item(owner, spec, None);
        }
        while self.element(owner).items.len() > count {
            let Some(item) = self.element_mut(owner).and_then(|found| found.items.pop()) else { return };
            self.drop_item(item);
        }
    }

    fn make_item(&mut self, owner: u32, spec: &Spec, key: Option<Answer>) {
        let own = self.document.specs.len().saturating_add(self.free_elements.len());
        if self.elements.len().saturating_sub(own) > MAX_ELEMENTS {
            return;
        }
        let inner = self.is_inner(owner);
        if inner && self.inner_items >= MAX_INNER_ITEMS {
            return;
        }
        self.inner_items = self.inner_items.saturating_add(usize::from(inner));
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
        let when = if spec.kind == Kind::MatrixDynamic { When::Rows } else { When::Template };
        if let Some(rule) = spec.rule(when) {
            let cell = self.cell(Role::ItemVisible, Some(rule), NONE, id, order);
            self.mark(&[cell]);
        }
        for templates in [&spec.template, &spec.details] {
            for template in templates {
                let element = self.make(*template, NONE, id, order);
                if let Some(item) = self.items.get_mut(id as usize) {
                    item.elements.push(element);
                }
            }
        }
        self.begin_item(id);
    }

    /// A new item runs all its conditions; its questions take their defaults where the survey is under way.
    fn begin_item(&mut self, item: u32) {
        let (elements, cells) = (self.item(item).elements.clone(), self.item(item).cells.clone());
        self.mark(&cells);
        // What is new has not appeared, nor gone: it takes no default for that, and loses no answer.
        let quiet = std::mem::replace(&mut self.quiet, true);
        for cell in cells {
            if self.cells.get(cell as usize).is_some_and(|cell| cell.role == Role::Visible && cell.item == item) {
                self.run(cell);
            }
        }
        for element in elements {
            self.refresh_tree(element);
            for container in self.walk(&[element]) {
                if let Some(found) = self.element_mut(container) {
                    found.told = found.visible;
                }
            }
        }
        self.quiet = quiet;
    }

    /// The number of items that another answer asks for.
    pub(super) fn bind(&mut self, slot: u32) {
        let name = self.store.slot(slot).map_or_else(Box::default, |slot| slot.name.clone());
        let document = self.held_document();
        for question in self.bound.clone() {
            let spec = document.spec(self.element(question).spec);
            if spec.bound != name {
                continue;
            }
            let count = self.store.data(slot).as_number().map_or(0, super::fields::whole).clamp(spec.min, spec.max);
            let on_page = self.page_of(question) == self.page || spec.kind != Kind::PanelDynamic;
            if !on_page {
                continue;
            }
            self.open_items(question);
            self.resize(question, spec, count);
            let mut panels = match self.answer_of(question) {
                Value::List(panels) => panels.to_vec(),
                _ => Vec::new(),
            };
            if spec.kind == Kind::PanelDynamic || !panels.is_empty() {
                panels.truncate(count);
                lengthen(&mut panels, count);
                self.store_answer(question, Value::list(panels), false);
            }
        }
    }

    fn order_of(&self, element: u32) -> u32 {
        let mut element = element;
        while self.element(element).item != NONE {
            element = self.item(self.element(element).item).owner;
        }
        self.element(element).order
    }

    /// Drops some of the items of a question.
    pub(super) fn drop_items(&mut self, owner: u32, items: &[u32]) {
        if let Some(found) = self.element_mut(owner) {
            found.items.retain(|item| !items.contains(item));
        }
        items.iter().for_each(|item| self.drop_item(*item));
    }

    fn drop_item(&mut self, item: u32) {
        let inner = self.is_inner(self.item(item).owner);
        self.inner_items = self.inner_items.saturating_sub(usize::from(inner));
        let Some(found) = self.items.get_mut(item as usize) else { return };
        found.alive = false;
        let (elements, cells) = (std::mem::take(&mut found.elements), std::mem::take(&mut found.cells));
        for cell in &cells {
            if let Some(found) = self.cells.get_mut(*cell as usize).filter(|found| found.alive) {
                found.alive = false;
                found.rule = None;
                self.dead.push(*cell);
            }
        }
        self.drop_elements(&elements);
        self.free_items.push(item);
    }

    fn drop_elements(&mut self, roots: &[u32]) {
        for element in self.walk(roots) {
            let Some(found) = self.element_mut(element) else { continue };
            found.alive = false;
            let (inner, items) = (std::mem::take(&mut found.inner), std::mem::take(&mut found.items));
            let inner: Vec<u32> = inner.into_iter().map(|(_, inner)| inner).gather();
            if !inner.is_empty() {
                self.drop_elements(&inner);
            }
            items.into_iter().for_each(|item| self.drop_item(item));
            self.free_elements.push(element);
        }
    }

    /// Forgets the cells of dropped items, once there are many.
    pub(super) fn sweep(&mut self) {
        if self.dead.len() < MAX_ITEMS || !self.work.dirty.is_empty() {
            return;
        }
        let cells = &self.cells;
        let alive = |id: &u32| cells.get(*id as usize).is_some_and(|cell| cell.alive);
        self.store.forget(&alive);
        self.asking.retain(alive);
        self.timed.retain(alive);
        self.restless.retain(alive);
        self.items.iter_mut().for_each(|item| item.cells.retain(alive));
        self.free_cells.append(&mut self.dead);
    }

    pub(super) fn show_item(&mut self, item: u32, visible: bool) {
        let Some(found) = self.items.get_mut(item as usize) else { return };
        if std::mem::replace(&mut found.visible, visible) != visible {
            let owner = found.owner;
            self.note(owner);
            self.reshow_item(item);
            for item in self.element(owner).items.clone() {
                let cells = self.item(item).cells.clone();
                self.mark(&cells);
            }
            // What is summed up are the rows that are shown.
            let readers = self.store.readers(self.element(owner).slot).to_vec();
            self.mark(&readers);
            if !visible && self.clears(owner) {
                self.clear_hidden_items(owner);
            }
        }
    }

    pub(super) fn rows_changed(&mut self, question: u32, rows: &[bool]) {
        if self.kind(question) != Kind::MatrixDropdown {
            return;
        }
        let items = self.element(question).items.clone();
        for (item, visible) in items.into_iter().zip(rows) {
            self.show_item(item, *visible);
        }
    }

    /// Puts a value into a field of an item; an empty one takes the field away.
    pub(super) fn write_field(&mut self, item: u32, name: &str, value: Answer) {
        let mut around = item;
        let mut root = NONE;
        while around != NONE {
            let cells = self.item(around).cells.clone();
            self.mark(&cells);
            root = self.item(around).owner;
            around = self.outer(around);
        }
        let slot = self.element(root).slot;
        let change = self.remember(slot);
        if !self.put_field(item, name, value) {
            return self.recall(change);
        }
        if let Some(found) = self.store.slot_mut(slot)
            && matches!(&found.data, Value::Object(fields) if fields.is_empty())
        {
            found.data = Value::Undefined;
        }
        self.slot_changed(change);
    }

    /// Keeps a value in a field of an item. Whether there is such an item.
    fn put_field(&mut self, item: u32, name: &str, value: Answer) -> bool {
        let keyed = self.item(item).key.is_some();
        let Some(piece) = self.item_mut(item) else { return false };
        set_field(piece, name, value);
        let emptied = piece.is_empty();
        if emptied && keyed {
            self.drop_piece(item);
        }
        let owner = self.item(item).owner;
        let hollow = |rows: &Answer| matches!(rows, Value::List(rows) if rows.iter().all(Value::is_empty));
        let rows = self.kind(owner) == Kind::MatrixDynamic && self.spec(owner).min == 0;
        if emptied && rows && hollow(self.answer_of(owner)) {
            // Rows of which none has an answer are none, unless there must be some.
            match self.outer(item) {
                NONE => {
                    if let Some(found) = self.store.slot_mut(self.element(owner).slot) {
                        found.data = Value::Undefined;
                    }
                }
                outer => {
                    let name = self.spec(owner).value_name.clone();
                    return self.put_field(outer, &name, Value::Undefined);
                }
            }
        }
        true
    }

    /// Takes the empty piece of a row out of its answer.
    fn drop_piece(&mut self, item: u32) {
        let found = self.item(item);
        let (owner, key) = (found.owner, found.key.as_ref().map(Value::to_plain_text).unwrap_or_default());
        if let Some(answer) = self.answer_mut(owner)
            && let Value::Object(Items::Owned(fields)) = answer
        {
            take_out(fields, &key);
        }
    }

    /// The piece of an item to write in, made where there is none.
    fn item_mut(&mut self, item: u32) -> Option<&mut Answer> {
        let at = self.position(item)?;
        let found = self.item(item);
        let (owner, key) = (found.owner, found.key.as_ref().map(Value::to_plain_text));
        let count = self.element(owner).items.len();
        let single = self.kind(owner) == Kind::Multipletext;
        let answer = self.answer_mut(owner)?;
        if let Some(key) = key {
            return field_mut(answer, &key);
        }
        if single {
            fields_mut(answer)?;
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
        let found = self.element(question);
        let (slot, item) = (found.slot, found.item);
        if item == NONE {
            return self.store.slot_mut(slot).map(|slot| &mut slot.data);
        }
        let name = self.spec(question).value_name.clone();
        let piece = self.item_mut(item)?;
        field_mut(piece, &name)
    }
}

/// The fields of an object, which a value that is none becomes.
fn fields_mut(value: &mut Answer) -> Option<&mut Vec<Field<'static>>> {
    if !matches!(value, Value::Object(Items::Owned(_))) {
        *value = Value::Object(Items::Owned(Vec::new()));
    }
    match value {
        Value::Object(Items::Owned(fields)) => Some(fields),
        _ => None,
    }
}

/// The value of a field, made where there is none.
pub(super) fn field_mut<'a>(value: &'a mut Answer, name: &str) -> Option<&'a mut Answer> {
    let fields = fields_mut(value)?;
    let at = fields.iter().position(|field| field.name == name).unwrap_or(fields.len());
    if at == fields.len() {
        fields.push(Field { name: name.to_owned().into(), value: Value::Undefined });
    }
    fields.get_mut(at).map(|field| &mut field.value)
}

fn set_field(object: &mut Answer, name: &str, value: Answer) {
    if !value.is_empty() {
        if let Some(place) = field_mut(object, name) {
            *place = value;
        }
    } else if let Some(fields) = fields_mut(object) {
        take_out(fields, name);
    }
}

/// Takes the field of a name out, of which there is but one.
fn take_out(fields: &mut Vec<Field<'static>>, name: &str) {
    if let Some(at) = fields.iter().position(|field| field.name == name) {
        fields.remove(at);
    }
}

/// Adds empty objects up to a number.
pub(super) fn lengthen(items: &mut Vec<Answer>, count: usize) {
    while items.len() < count {
        items.push(Value::Object(Items::Owned(Vec::new())));
    }
}
