//! From specs to live elements and cells.

use super::model::{Cell, Choosable, Element, NONE, Role};
use super::rule::Rule;
use super::session::Survey;
use super::spec::{Choice, Flag, Kind, Spec, When, Word};
use crate::kernel::gather::Gather;

impl Survey {
    /// Makes all elements, gives the default answers, and runs every condition once.
    pub(super) fn build(&mut self) {
        let document = self.held_document();
        for index in 0..document.calculated.len() {
            self.calculated_cell(index);
        }
        for page in &document.pages {
            let page = self.make(*page, NONE, NONE, 0);
            self.pages.push(page);
        }
        for question in self.questions() {
            let name: Box<str> = self.name(question).into();
            if self.names.add(&name) as usize == self.by_name.len() {
                self.by_name.push(question);
            }
        }
        self.watch_sources();
        self.order_questions();
        for page in self.pages.clone() {
            self.refresh_tree(page);
        }
        self.tell_all();
        self.quiet = false;
        for question in self.questions() {
            self.default_again(question);
        }
        self.open_read();
        self.loading = false;
        self.all_dirty();
        self.settle();
        self.forget_changes();
        self.keep_page();
        self.open_page();
        self.changes = super::Changes::default();
    }

    /// Dynamic questions have their items from the start where a condition reads into them.
    fn open_read(&mut self) {
        for read in self.store.within.clone() {
            for slot in self.store.slots_of(read).to_vec() {
                for question in self.sharing(slot) {
                    if self.kind(question).is_dynamic() {
                        self.open_items(question);
                    }
                }
            }
        }
    }

    /// Those in containers know from the start what is visible.
    fn tell_all(&mut self) {
        for element in &mut self.elements {
            element.told = element.visible;
        }
    }

    /// Every cell that need not wait for a change must run.
    pub(super) fn all_dirty(&mut self) {
        let all: Vec<u32> = (0..u32::try_from(self.cells.len()).unwrap_or(NONE)).gather();
        self.work.everything = true;
        self.mark(&all);
    }

    fn calculated_cell(&mut self, index: usize) {
        let document = self.held_document();
        let Some(calculated) = document.calculated.get(index) else { return };
        let role = Role::Calculated(u32::try_from(index).unwrap_or(NONE));
        self.cell(role, calculated.rule.as_ref(), NONE, NONE, 0);
    }

    /// Makes the element of a spec, with all below it.
    pub(super) fn make(&mut self, spec_index: u32, parent: u32, item: u32, order: u32) -> u32 {
        let document = self.held_document();
        let Some(spec) = document.specs.get(spec_index as usize) else { return NONE };
        let id = self.new_element(spec_index, spec, parent, item);
        for child in &spec.children {
            let child = self.make(*child, id, item, order);
            if let Some(element) = self.element_mut(id) {
                element.children.push(child);
            }
        }
        let order = if item == NONE { self.next_order() } else { order };
        if let Some(element) = self.element_mut(id) {
            element.order = order;
        }
        self.make_cells(id, spec, item, order);
        self.note_bound(id, spec, item);
        self.make_inner(id, spec, item, order);
        if spec.kind == Kind::Multipletext || (item != NONE && spec.kind.is_dynamic()) {
            self.open_items(id);
        }
        id
    }

    /// The next place in the document, where containers come after what is in them.
    fn next_order(&mut self) -> u32 {
        self.order = self.order.saturating_add(1);
        self.order
    }

    /// Makes the questions that come with the choices of a question.
    fn make_inner(&mut self, id: u32, spec: &Spec, item: u32, order: u32) {
        for (at, choice) in spec.choices.iter().enumerate() {
            for inner in &choice.elements {
                let inner = self.make(*inner, id, item, order);
                if let Some(element) = self.element_mut(id) {
                    element.inner.push((at, inner));
                }
            }
        }
    }

    fn new_element(&mut self, spec_index: u32, spec: &Spec, parent: u32, item: u32) -> u32 {
        let container = spec.kind.is_container();
        let slot = if container || item != NONE { NONE } else { self.store.slot_of(&spec.value_name) };
        let element = Element {
            spec: spec_index,
            parent,
            item,
            slot,
            children: Vec::new(),
            inner: Vec::new(),
            wanted: !spec.hidden,
            visible: false,
            shown: false,
            visible_children: 0,
            enabled: true,
            required: spec.is(Flag::Required),
            touched: false,
            choices: vec![Choosable { visible: true, enabled: true }; spec.choices.len()],
            rows: vec![true; spec.rows.len()],
            columns: vec![true; spec.columns.len()],
            opened: false,
            own: NONE,
            gone: Vec::new(),
            told: false,
            order: 0,
            items: Vec::new(),
            alive: true,
        };
        let id = match self.free_elements.pop() {
            Some(id) => {
                if let Some(place) = self.element_mut(id) {
                    *place = element;
                }
                id
            }
            None => {
                self.elements.push(element);
                u32::try_from(self.elements.len().saturating_sub(1)).unwrap_or(NONE)
            }
        };
        if slot != NONE {
            let at = slot as usize;
            if self.by_slot.len() <= at {
                self.by_slot.resize(at.saturating_add(1), Vec::new());
            }
            if let Some(elements) = self.by_slot.get_mut(at) {
                elements.push(id);
            }
        }
        id
    }

    /// Notes a dynamic question whose number of items is another answer.
    fn note_bound(&mut self, id: u32, spec: &Spec, item: u32) {
        if item == NONE && !spec.bound.is_empty() {
            self.bound.push(id);
        }
    }

    fn make_cells(&mut self, id: u32, spec: &Spec, item: u32, order: u32) {
        let container = spec.kind.is_container();
        let rules = [
            (Role::Visible, spec.rule(When::Visible).filter(|_| !container)),
            (Role::Enabled, spec.rule(When::Enabled)),
            (Role::Required, spec.rule(When::Required)),
        ];
        for (role, rule) in rules {
            rule.iter().for_each(|rule| {
                self.cell(role, Some(rule), id, item, order);
            });
        }
        let own = [
            container.then(|| self.cell(Role::Visible, spec.rule(When::Visible), id, item, order)),
            spec.rule(When::Formula).map(|rule| self.cell(Role::Formula, Some(rule), id, item, order)),
        ];
        self.make_choice_cell(id, spec, item, order);
        let default = spec.rule(When::Default).map(|rule| self.cell(Role::Default, Some(rule), id, item, order));
        if let Some(element) = self.element_mut(id) {
            element.own = own.into_iter().flatten().next().or(default).unwrap_or(NONE);
        }
        self.make_triggers(id, spec, item, order);
        if !spec.totals.is_empty() {
            self.make_total_cell(id, spec, item, order);
        }
    }

    /// The cells of `resetValueIf`, `setValueIf` and `setValueExpression`. Those that read nothing run whatever changes.
    fn make_triggers(&mut self, id: u32, spec: &Spec, item: u32, order: u32) {
        let set = spec.rule(When::SetIf).or(spec.rule(When::Set));
        let deciding = spec.rule(When::Set).or(set);
        for (role, rule, deciding) in
            [(Role::ResetIf, spec.rule(When::ResetIf), spec.rule(When::ResetIf)), (Role::SetIf, set, deciding)]
        {
            let Some(rule) = rule else { continue };
            let cell = self.cell(role, Some(rule), id, item, order);
            let Some(deciding) = deciding else { continue };
            self.watch(deciding, cell);
            if deciding.variables().is_empty() {
                self.restless.push(cell);
            }
        }
    }

    /// One cell for all conditions of the choices, and one for those of rows and columns.
    fn make_choice_cell(&mut self, id: u32, spec: &Spec, item: u32, order: u32) {
        let rules = rules_of(&spec.choices, [spec.rule(When::Choices), spec.rule(When::ChoicesEnabled)]);
        if !rules.is_empty() || spec.is(Flag::HideEmpty) || !spec.word(Word::From).is_empty() {
            self.list_cell(Role::Choices, &rules, id, item, order);
        }
        let mut rules = rules_of(&spec.rows, [spec.rule(When::Rows), spec.rule(When::Columns)]);
        rules_of(&spec.columns, [None, None]).into_iter().gather_into(&mut rules);
        let matrix = matches!(spec.kind, Kind::Matrix | Kind::MatrixDropdown);
        if matrix && (!rules.is_empty() || spec.is(Flag::HideEmptyRows)) {
            self.list_cell(Role::Rows, &rules, id, item, order);
        }
    }

    fn list_cell(&mut self, role: Role, rules: &[Rule], id: u32, item: u32, order: u32) {
        let cell = self.cell(role, None, id, item, order);
        rules.iter().for_each(|rule| self.watch(rule, cell));
    }

    /// A new cell that watches what its rule reads.
    pub(super) fn cell(&mut self, role: Role, rule: Option<&Rule>, element: u32, item: u32, order: u32) -> u32 {
        let cell = Cell { role, rule: rule.cloned(), element, item, order, runs: 0, marked: false, alive: true };
        let id = match self.free_cells.pop() {
            Some(id) => {
                if let Some(place) = self.cells.get_mut(id as usize) {
                    *place = cell;
                }
                id
            }
            None => {
                self.cells.push(cell);
                u32::try_from(self.cells.len().saturating_sub(1)).unwrap_or(NONE)
            }
        };
        let mut around = item;
        while around != NONE {
            if let Some(item) = self.items.get_mut(around as usize) {
                item.cells.push(id);
            }
            around = self.outer(around);
        }
        if let Some(rule) = rule {
            self.watch(rule, id);
        }
        id
    }

    pub(super) fn watch(&mut self, rule: &Rule, cell: u32) {
        let item = self.cells.get(cell as usize).map_or(NONE, |cell| cell.item);
        for variable in rule.variables() {
            if item == NONE || variable.near.is_none() {
                self.store.watch(&variable.candidates, cell);
            }
        }
        if rule.asks_survey() {
            self.asking.push(cell);
        }
        if rule.asks_clock() {
            self.timed.push(cell);
        }
    }

    /// A cell that shows the choices of another question runs when that is answered.
    fn watch_sources(&mut self) {
        for (cell, id) in self.cells.iter().zip(0_u32..) {
            let source = self.question_named(self.spec(cell.element).word(Word::From));
            if let Some(source) = source.filter(|_| cell.role == Role::Choices) {
                self.store.watch_slot(self.elements.get(source as usize).map_or(NONE, |source| source.slot), id);
            }
        }
    }
}

/// The conditions of choices or rows, with those of all.
fn rules_of(choices: &[Choice], all: [Option<&Rule>; 2]) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut add = |rule: Option<&Rule>| {
        if let Some(rule) = rule {
            rules.push(rule.clone());
        }
    };
    all.into_iter().for_each(&mut add);
    for choice in choices {
        add(choice.visible_if.as_ref());
        add(choice.enable_if.as_ref());
    }
    rules
}
