//! Whether answers can have come from somebody who answered the survey: what an endpoint asks that receives them.

use super::Answer;
use super::address::Place;
use super::defaults::COMMENT;
use super::model::NONE;
use super::rule::Rule;
use super::session::Survey;
use super::spec::{Action, Clear, Flag, Given, Kind, Spec, Trigger, When};
use super::state::{Problem, Stage};
use super::store::{NOTHING, Slot};
use super::told::written;
use super::totals::TOTAL;
use crate::expr::{Field, Items, Value};
use crate::kernel::gather::Gather;
use std::collections::{BTreeMap, BTreeSet};

/// What a session that was complete would not have let pass, but one whose time was up did.
const MISSING: [&str; 3] = ["required", "rows", "comment"];

/// No answers have more problems; who sends so many is not told of the rest.
const MAX_PROBLEMS: usize = 100;

impl Survey {
    /// What is missing or wrong in the answers of a complete response, and what nobody can have answered: with the code
    /// `hidden` an answer of a question that is not shown, `choice` one that is no choice, `type` one of another kind
    /// than its question, `length` a text that its field does not take, `size` and `count` files that are too large or too
    /// many, `derived` a computed value that the answers do not give, `read-only` an answer where nobody can give one,
    /// `unknown` a name that the document does not have. At most a hundred; empty where all is well.
    ///
    /// Triggers and conditions that set values are not run: their values are among the answers, and may have been changed
    /// since. The session is a new one that has been given the variables of the response, and has no other use afterwards.
    /// Whoever sends a response chooses its variables.
    pub fn examine(&mut self, data: &Answer) -> Vec<Problem> {
        let Value::Object(fields) = data else {
            return vec![Problem { question: String::new(), code: "type", text: None }];
        };
        let foreign = fields.iter().filter_map(|field| self.foreign(field));
        let mut problems: Vec<Problem> = foreign.take(MAX_PROBLEMS).gather();
        if problems.len() >= MAX_PROBLEMS {
            return problems;
        }
        let walked = [false, true].into_iter().any(|backwards| self.clone().can_be_walked(data, backwards));
        self.pulled = Some(Vec::new());
        self.started = true;
        self.loading = true;
        // Rows that nobody has filled come by themselves, and those of hidden questions only at the end.
        let empty = |field: &&Field<'static>| is_hollow(&field.value) && self.is_of_items(field.name.trim());
        let filled = fields.iter().filter(|field| !empty(field)).cloned().gather();
        self.replace(&Value::Object(Items::Owned(filled)), true);
        self.open_below(&self.pages.clone(), true);
        let told = self.derived_values();
        self.loading = false;
        self.recompute();
        self.show_by_triggers();
        problems.extend(self.disagreeing(&told));
        let given: BTreeMap<&str, &Answer> = fields.iter().map(|field| (field.name.trim(), &field.value)).collect();
        for question in self.every_question() {
            problems.extend(self.strange(question, &given));
        }
        if !walked {
            problems.extend(self.lacking());
        }
        problems.truncate(MAX_PROBLEMS);
        problems
    }

    fn is_of_items(&self, name: &str) -> bool {
        self.sharing_name(name).into_iter().any(|question| self.kind(question).is_dynamic())
    }

    /// What belongs to no question of the document, or is no comment where one would stand.
    fn foreign(&self, field: &Field<'static>) -> Option<Problem> {
        let name = field.name.trim();
        let beside = |ending: &str, has: &dyn Fn(u32) -> bool| {
            let base = name.strip_suffix(ending);
            base.is_some_and(|base| self.sharing_name(base).into_iter().any(has))
        };
        let code = if self.is_known(name) || beside(TOTAL, &|one| !self.spec(one).totals.is_empty()) {
            return None;
        } else if !beside(COMMENT, &|one| self.takes_comment(one)) {
            "unknown"
        } else if matches!(field.value, Value::List(_) | Value::Object(_)) {
            "type"
        } else {
            return None;
        };
        Some(Problem { question: name.to_owned(), code, text: None })
    }

    /// Whether something may be written beside the answer.
    fn takes_comment(&self, question: u32) -> bool {
        let spec = self.spec(question);
        let choices = &self.spec(self.source_of(question)).choices;
        spec.is(Flag::Comment) || spec.is(Flag::Other) || choices.iter().any(|choice| choice.with_comment)
    }

    /// Whether a response can have something of this name.
    fn is_known(&self, name: &str) -> bool {
        let asked = |question: &u32| !matches!(self.kind(*question), Kind::Html | Kind::Image);
        let document = &self.document;
        self.sharing_name(name).iter().any(asked)
            || document.calculated.iter().any(|value| value.included && &*value.name == name)
            || document.specs.iter().any(|spec| &*spec.bound == name && !name.is_empty())
            || self.is_set_by_trigger(name)
    }

    /// The questions whose answer has a name.
    fn sharing_name(&self, name: &str) -> Vec<u32> {
        self.store.number_of(name).map_or(Vec::new(), |slot| self.sharing(slot))
    }

    /// Whether a session that is given the answers page by page goes through to the end with them, those of a page in the
    /// order of the document or backwards: a trigger may skip only where something behind it has been answered first.
    fn can_be_walked(&mut self, data: &Answer, backwards: bool) -> bool {
        self.loading = false;
        self.start();
        let mut ends = self.walk_on(data, backwards);
        if !ends {
            // What comes later may have shown what stands before it.
            self.go_to_page(0);
            ends = self.walk_on(data, backwards);
        }
        ends && agrees(&self.data(), data)
    }

    /// Answers page by page, as far as that goes, and then all the rest; whether that leads to the end.
    fn walk_on(&mut self, data: &Answer, backwards: bool) -> bool {
        // Each page once, and those again to which a trigger skips.
        for _ in 0..self.pages.len().saturating_mul(2) {
            let page = self.page;
            let mut elements = self.walk(&[page]);
            if backwards {
                elements.reverse();
            }
            self.give_below(&elements, data);
            let skipped = self.page != page;
            if !skipped && (self.next_page().refused || self.stage() == Stage::Completed) {
                break;
            }
        }
        let rest = self.questions();
        self.give_below(&rest, data);
        self.stage() == Stage::Completed || !self.try_complete().refused
    }

    fn give_below(&mut self, elements: &[u32], data: &Answer) {
        for element in elements {
            let spec = self.spec(*element);
            if spec.kind.is_container() || spec.kind == Kind::Expression {
                continue;
            }
            let name = spec.value_name.clone();
            let comment = [&*name, COMMENT].concat();
            for name in [&*name, &comment] {
                match data.field(name) {
                    Some(value) if self.value(name) != Some(value) => drop(self.set_value(name, value.clone())),
                    _ => {}
                }
            }
        }
    }

    /// What pages and questions triggers show and hide.
    fn show_by_triggers(&mut self) {
        let document = self.held_document();
        let shows = |action: &Action| matches!(action, Action::Visible { .. } | Action::Set { variable: true, .. });
        for trigger in document.triggers.iter().filter(|trigger| shows(&trigger.action)) {
            self.pull(trigger);
        }
        self.settle();
    }

    /// The values that follow from others, by the name that a problem gives them.
    fn derived_values(&self) -> Vec<(Derived, Answer)> {
        let document = &self.document;
        // What reads itself or the clock follows from more than the answers.
        let lasting = |rule: Option<&Rule>, slot: u32| {
            let own = self.store.slot(slot).map(Slot::read);
            let steady = |rule: &Rule| !rule.asks_clock() && !self.reads_what_was_taken(rule);
            rule.is_some_and(|rule| steady(rule) && own.is_none_or(|own| !rule.reads(own)))
        };
        let calculated = document.calculated.iter().filter(|value| value.included).filter_map(|value| {
            let slot = self.store.number_of(&value.name)?;
            lasting(value.rule.as_ref(), slot).then_some(Derived::Slot(slot))
        });
        let shown = |question: &u32| {
            let slot = self.element(*question).slot;
            let spec = self.spec(*question);
            is_steady(spec) && lasting(spec.rule(When::Formula), slot)
        };
        let questions = self.every_question().into_iter().filter(shown).map(Derived::Question);
        let told = |which: &Derived| match which {
            Derived::Slot(slot) => self.store.data(*slot).clone(),
            Derived::Question(question) => self.answer_of(*question).clone(),
        };
        calculated.chain(questions).map(|which| (which, told(&which))).gather()
    }

    /// Whether a rule reads a question whose answer the end may have taken away, one that is not always shown: what
    /// followed from that answer has stayed.
    fn reads_what_was_taken(&self, rule: &Rule) -> bool {
        self.every_question().into_iter().any(|question| {
            let slot = self.store.slot(self.element(question).slot);
            let conditional = self.spec(question).rule(When::Visible).is_some();
            let taken = (conditional || !self.is_on_show(question)) && self.answer_of(question).is_empty();
            taken && slot.is_some_and(|slot| rule.reads(slot.read()))
        })
    }

    /// The derived values that are no longer what was told.
    fn disagreeing(&self, told: &[(Derived, Answer)]) -> Vec<Problem> {
        let differs = |(which, value): &&(Derived, Answer)| {
            let shown = match which {
                Derived::Slot(_) => true,
                Derived::Question(question) => self.is_on_show(*question),
            };
            let now = match which {
                Derived::Slot(slot) => self.store.slot(*slot).map_or(&NOTHING, |slot| &slot.extra),
                Derived::Question(question) => self.answer_of(*question),
            };
            shown && now != value && !(is_hollow(now) && is_hollow(value))
        };
        let problem = |(which, _): &(Derived, Answer)| match which {
            Derived::Slot(slot) => {
                let name = self.store.slot(*slot).map_or(String::new(), |slot| slot.name.to_string());
                Problem { question: name, code: "derived", text: None }
            }
            Derived::Question(question) => self.problem(*question, "derived", None),
        };
        told.iter().filter(differs).map(problem).gather()
    }

    /// Whether a question is visible with all that it stands in, the items of dynamic questions too.
    fn is_on_show(&self, question: u32) -> bool {
        let (found, item) = (self.element(question), self.item(self.element(question).item));
        found.shown && (found.item == NONE || (item.visible && self.is_on_show(item.owner)))
    }

    /// What is wrong with an answer that is there.
    fn strange(&self, question: u32, given: &BTreeMap<&str, &Answer>) -> Option<Problem> {
        let (found, spec) = (self.element(question), self.spec(question));
        let sent = given.get(&*spec.value_name).filter(|_| found.item == NONE);
        // A ranking is kept without what comes twice, but stored as it was sent.
        let answer = sent.filter(|_| spec.kind == Kind::Ranking).map_or_else(|| self.answer_of(question), |sent| *sent);
        // What nobody has given is a default.
        let told = found.item != NONE || sent.is_some();
        if is_hollow(answer) || !told {
            return None;
        }
        let code = if self.is_on_show(question) {
            self.misfit(question, spec, answer)
        } else {
            let goes = self.clear_mode(question) != Clear::Never && spec.kind != Kind::Expression;
            let stays = self.kept_by_another(question) || self.was_perhaps_shown(question);
            (goes && found.item == NONE && !stays).then_some("hidden")
        };
        let code = code.or_else(|| self.is_sealed(question).then_some("read-only"));
        code.map(|code| self.problem(question, code, None))
    }

    /// Whether a question cannot be answered at any time, and neither the document nor another question of the same name
    /// gives it an answer. What has items has the answers of these.
    fn is_sealed(&self, question: u32) -> bool {
        let spec = self.spec(question);
        let given = || {
            let name = &*spec.value_name;
            let by_name = self.document.calculated.iter().any(|value| &*value.name == name);
            by_name || self.document.specs.iter().any(|spec| &*spec.bound == name)
        };
        if spec.kind.has_items() || spec.kind == Kind::Expression || self.shares_its_name(question, spec) || given() {
            return false;
        }
        let (mut at, mut sealed) = (question, false);
        while at != NONE {
            let spec = self.spec(at);
            if self.is_preset_in(spec) || !spec.value(Given::DefaultItem).is_empty() {
                return false;
            }
            // A condition has the last word.
            sealed |= spec.is(Flag::ReadOnly) && spec.rule(When::Enabled).is_none();
            at = self.around(at);
        }
        sealed
    }

    /// Whether what hides a question may be that the end took another answer away, that of a question hidden before it:
    /// the end goes through the questions only once.
    fn was_perhaps_shown(&self, question: u32) -> bool {
        let conditional = |other: u32| self.spec(other).rule(When::Visible).is_some();
        let hidden = |other: u32| conditional(other) || !self.is_on_show(other);
        let taken = |other: &u32| hidden(*other) && self.answer_of(*other).is_empty();
        let reads = |rule: &Rule, other: u32| {
            let slot = self.store.slot(self.element(other).slot);
            slot.is_some_and(|slot| rule.reads(slot.read()))
        };
        let questions = self.questions();
        let mut at = question;
        while at != NONE {
            let rule = self.spec(at).rule(When::Visible);
            if rule.is_some_and(|rule| questions.iter().any(|other| reads(rule, *other) && taken(other))) {
                return true;
            }
            at = self.element(at).parent;
        }
        false
    }

    /// What makes an answer one that the question cannot be given.
    fn misfit(&self, question: u32, spec: &Spec, answer: &Answer) -> Option<&'static str> {
        let (list, object) = (matches!(answer, Value::List(_)), matches!(answer, Value::Object(_)));
        let of_kind = match spec.kind {
            Kind::Text | Kind::Comment | Kind::Signature | Kind::Boolean | Kind::Rating => !list && !object,
            Kind::Radiogroup | Kind::Dropdown | Kind::Buttongroup => !list,
            Kind::Checkbox | Kind::Tagbox | Kind::Ranking | Kind::File => list,
            Kind::PanelDynamic | Kind::MatrixDynamic => list,
            Kind::MatrixDropdown | Kind::Multipletext => object,
            Kind::Imagepicker => list == self.is_multiple(question),
            _ => true,
        };
        if !of_kind {
            return Some("type");
        }
        if self.has_foreign_fields(question, spec, answer) {
            return Some("unknown");
        }
        if let Some(code) = self.malformed(spec, answer) {
            return Some(code);
        }
        let fits = match spec.kind {
            Kind::Matrix => self.is_in_matrix(question, spec, answer),
            Kind::MatrixDropdown | Kind::Multipletext => has_rows(spec, answer),
            Kind::Boolean => is_either(spec, answer),
            Kind::Rating if !self.knows_choices(question) => self.is_on_scale(spec, answer),
            _ => self.is_choice(question, spec, answer),
        };
        (!fits).then_some("choice")
    }

    fn is_choice(&self, question: u32, spec: &Spec, answer: &Answer) -> bool {
        if !spec.kind.selects()
            || !self.knows_choices(question)
            || (spec.is(Flag::Other) && spec.others_as_comment == Some(false))
        {
            return true;
        }
        // A choice may have been hidden since it was chosen.
        let one = |value: &Answer| self.may_choose(question, value) || self.is_hidden_choice(question, value);
        match answer {
            Value::List(items) => {
                let mut seen = BTreeSet::new();
                items.iter().all(|item| seen.insert(written(item)) && one(item))
            }
            value => one(value),
        }
    }

    /// Whether a number is one of a rating's steps.
    fn is_on_scale(&self, spec: &Spec, answer: &Answer) -> bool {
        let said = |name: &str| Place(&spec.place).find(&self.source)?.field(name)?.as_number();
        let step = said("rateStep").filter(|step| *step != 0.0).unwrap_or(1.0);
        let first = said("rateMin").unwrap_or(1.0);
        let by_count = said("rateCount").map(|count| first + step * (count - 1.0));
        let last = said("rateMax").or(by_count).unwrap_or(5.0);
        let is_step = |number: f64| {
            let steps = (number - first) / step;
            (steps - steps.round()).abs() < 1e-6
        };
        answer.as_number().is_some_and(|number| first <= number && number <= last && is_step(number))
    }

    /// Whether an item has a field that none of its questions has: one that neither the document itself nor another
    /// question of the same name can have put there.
    fn has_foreign_fields(&self, question: u32, spec: &Spec, answer: &Answer) -> bool {
        let preset = || !spec.value(Given::DefaultItem).is_empty() || self.is_preset_in(spec);
        if !spec.kind.is_dynamic() || preset() || self.shares_its_name(question, spec) {
            return false;
        }
        let known = self.names_in_items(spec);
        let is_known = |name: &str| {
            known.contains_key(name)
                || name.strip_suffix(COMMENT).is_some_and(|base| known.contains_key(base))
                || name.strip_suffix(TOTAL).is_some_and(|base| known.get(base) == Some(&true))
        };
        let foreign = |item: &Answer| match item {
            Value::Object(fields) => fields.iter().any(|field| !is_known(&field.name)),
            item => !item.is_empty(),
        };
        match answer {
            Value::List(items) => items.iter().any(foreign),
            Value::Object(rows) => rows.iter().any(|row| foreign(&row.value)),
            _ => false,
        }
    }

    /// Whether another question, in the same item where it stands in one, has the same answer.
    fn shares_its_name(&self, question: u32, spec: &Spec) -> bool {
        let found = self.element(question);
        let near = match found.item {
            NONE => self.sharing(found.slot),
            item => self.walk(&self.item(item).elements),
        };
        near.into_iter().any(|one| one != question && self.spec(one).value_name == spec.value_name)
    }

    /// The names of all questions in the items of a dynamic one, each with whether it has totals.
    fn names_in_items<'s>(&'s self, spec: &'s Spec) -> BTreeMap<&'s str, bool> {
        let mut names = BTreeMap::new();
        let mut open = [&*spec.template, &*spec.details].concat();
        while let Some(next) = open.pop() {
            let spec = self.document.spec(next);
            *names.entry(&*spec.value_name).or_default() |= !spec.totals.is_empty();
            open.extend(&spec.children);
            open.extend(spec.choices.iter().flat_map(|choice| &choice.elements));
        }
        names
    }

    fn is_in_matrix(&self, question: u32, spec: &Spec, answer: &Answer) -> bool {
        let column = |value: &Answer| spec.columns.iter().any(|column| column.value.is_like(value));
        let cell = |value: &Answer| match value {
            Value::List(items) => items.iter().all(column),
            value => value.is_empty() || column(value),
        };
        match answer {
            Value::Object(fields) => has_rows(spec, answer) && fields.iter().all(|field| cell(&field.value)),
            value => spec.rows.is_empty() && cell(value) && self.kind(question) == Kind::Matrix,
        }
    }

    /// What is missing or wrong on any page.
    fn lacking(&mut self) -> Vec<Problem> {
        let pages: Vec<u32> = std::iter::once(self.start_page()).chain(self.visible_pages()).gather();
        self.open_below(&pages, true);
        let mut problems = Vec::new();
        for page in pages.into_iter().filter(|page| *page != NONE) {
            self.check_tree(page, &mut problems);
        }
        if self.may_leave_open() {
            problems.retain(|problem| !MISSING.contains(&problem.code));
        }
        problems
    }

    /// Whether a session can come to its end past what must be answered, in a way that the answers do not tell: by the
    /// clock, or by a trigger whose reason was overwritten or taken away afterwards.
    fn may_leave_open(&self) -> bool {
        let document = &self.document;
        let shortcut = |trigger: &&Trigger| matches!(trigger.action, Action::Complete | Action::Skip { .. });
        let shortcuts = document.triggers.iter().filter(shortcut).filter_map(|trigger| trigger.rule.as_ref()).gather();
        let rewrites = |spec: &Spec| spec.rule(When::ResetIf).is_some() || spec.rule(When::Set).is_some();
        let pages = document.specs.iter().filter(|spec| spec.kind == Kind::Page);
        let own = pages.map(|page| page.number(Given::TimeLimit));
        let limits = own.chain([document.settings.time_limit, document.settings.page_time_limit]);
        let timed = limits.flatten().any(|limit| limit > 0.0);
        timed
            || shortcuts.iter().any(|rule| self.reads_what_was_taken(rule))
            || (!shortcuts.is_empty() && document.specs.iter().any(rewrites))
    }
}

/// Whether what an expression question shows always follows its expression.
fn is_steady(spec: &Spec) -> bool {
    let moved =
        spec.rule(When::Enabled).is_some() || spec.rule(When::ResetIf).is_some() || spec.rule(When::Set).is_some();
    spec.kind == Kind::Expression && !moved
}

/// A value that follows from others.
#[derive(Clone, Copy)]
enum Derived {
    Slot(u32),
    Question(u32),
}

/// Whether the fields of an answer are rows, or items of a multiple text.
fn has_rows(spec: &Spec, answer: &Answer) -> bool {
    let Value::Object(fields) = answer else { return true };
    let row = |name: &str| {
        let bare = name.strip_suffix(COMMENT).unwrap_or(name);
        spec.rows.iter().any(|row| {
            let row = row.value.to_plain_text();
            row == name || row == bare
        })
    };
    spec.rows.is_empty() || fields.iter().all(|field| row(&field.name))
}

/// Whether there is nothing in an answer, such as the empty rows that a matrix begins with.
fn is_hollow(answer: &Answer) -> bool {
    match answer {
        Value::List(items) => items.iter().all(is_hollow),
        Value::Object(fields) => fields.iter().all(|field| is_hollow(&field.value)),
        value => value.is_empty(),
    }
}

fn is_either(spec: &Spec, answer: &Answer) -> bool {
    let one =
        |value: Option<&Answer>, otherwise: bool| value.cloned().unwrap_or(Value::Bool(otherwise)).is_like(answer);
    one(spec.some_value(Given::Yes), true) || one(spec.some_value(Given::No), false)
}

/// Whether two sets of answers are the same, in whatever order and but for what is empty.
fn agrees(left: &Answer, right: &Answer) -> bool {
    let has =
        |all: &Answer, field: &Field<'static>| is_hollow(&field.value) || all.field(&field.name) == Some(&field.value);
    let within = |one: &Answer, all: &Answer| match one {
        Value::Object(fields) => fields.iter().all(|field| has(all, field)),
        _ => false,
    };
    within(left, right) && within(right, left)
}
