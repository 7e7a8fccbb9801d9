//! Which answers go, and when: those of questions that are not shown, and of choices that no longer are there.

use super::Answer;
use super::defaults::COMMENT;
use super::model::NONE;
use super::session::{Survey, turned};
use super::spec::{Clear, Kind, When};
use crate::expr::Value;
use crate::kernel::gather::Gather;
use crate::kernel::text::followed;

impl Survey {
    pub(super) fn clear_mode(&self, question: u32) -> Clear {
        if self.preview {
            return Clear::Never;
        }
        self.spec(question).clear.unwrap_or(self.document.settings.clear)
    }

    /// Whether the answer of a question goes as soon as that is hidden.
    pub(super) fn clears(&self, question: u32) -> bool {
        matches!(self.clear_mode(question), Clear::OnHidden | Clear::OnHiddenContainer)
    }

    /// Takes the answer of a question away that is not shown, unless it stands on the page before the first.
    pub(super) fn clear_hidden(&mut self, question: u32) {
        let shown = self.element(question).shown;
        if !shown && self.page_of(question) != self.start_page() && !self.kept_by_another(question) {
            self.clear_alone(question);
        }
    }

    /// Whether another question that is shown keeps the same answer.
    pub(super) fn kept_by_another(&self, question: u32) -> bool {
        let found = self.element(question);
        if found.item != NONE {
            return false;
        }
        let shown = |other: &u32| *other != question && self.element(*other).shown;
        self.sharing(found.slot).iter().any(shown)
    }

    /// Where a dynamic question goes, the answers in its items go that do so with their container.
    pub(super) fn clear_in_items(&mut self, owner: u32) {
        for item in self.element(owner).items.clone() {
            let roots = self.item(item).elements.clone();
            for question in self.walk(&roots) {
                let hiding = self.clear_mode(question) == Clear::OnHiddenContainer;
                if hiding && !self.kind(question).is_container() && !self.answer_of(question).is_empty() {
                    self.clear_alone(question);
                }
            }
        }
    }

    /// Takes the answer and the comment of a question away; it counts as never answered.
    pub(super) fn clear_alone(&mut self, question: u32) {
        if !self.answer_of(question).is_empty() {
            self.store_answer(question, Value::Undefined, false);
        }
        self.clear_comment(question);
        self.forget(question);
    }

    /// A question counts as never answered, so that its computed default returns.
    fn forget(&mut self, question: u32) {
        self.touch(question, false);
        let own = self.element(question).own;
        if self.work.at.is_some() && self.spec(question).rule(When::Default).is_some() {
            self.mark(&[own]);
        }
    }

    pub(super) fn clear_comment(&mut self, question: u32) {
        let spec = self.spec(question);
        let name = followed(&spec.value_name, COMMENT);
        let item = self.element(question).item;
        if item == NONE {
            if let Some(slot) = self.store.number_of(&name) {
                self.write_slot(slot, Value::Undefined, question);
            }
        } else if !self.comment_of(question).is_empty() {
            self.write_field(item, &name, Value::Undefined);
        }
    }

    /// What goes at the end.
    pub(super) fn clear_at_end(&mut self) {
        for question in self.every_question() {
            if self.is_in_shared_item(question) || self.is_cell(question) {
                continue;
            }
            let shown = self.element(question).shown;
            if self.clear_mode(question) == Clear::Never {
                continue;
            }
            if self.has_other(question) && !self.is_chosen(question, &Value::text("other")) {
                self.clear_comment(question);
            }
            if shown && self.kind(question) != Kind::Imagemap {
                self.clear_incorrect(question);
            } else if !shown && self.clear_mode(question) != Clear::Never && !self.is_in_hidden_item(question) {
                self.clear_hidden(question);
            }
        }
        for question in self.questions() {
            let shown = self.element(question).shown;
            if shown && self.clear_mode(question) != Clear::Never {
                self.clear_hidden_items(question);
            }
        }
    }

    /// Whether a question is a cell of a matrix: those stay in the answer of that.
    fn is_cell(&self, question: u32) -> bool {
        let item = self.element(question).item;
        item != NONE && self.is_row(item)
    }

    /// Whether a question is hidden only with the panel that it stands in, which stays in the answer.
    fn is_in_hidden_item(&self, question: u32) -> bool {
        let found = self.element(question);
        let item = self.item(found.item);
        found.wanted && !item.visible && self.kind(item.owner) == Kind::PanelDynamic
    }

    /// Whether a question stands in a hidden item that another question may show.
    fn is_in_shared_item(&self, question: u32) -> bool {
        let item = self.element(question).item;
        let item = self.item(item);
        !item.visible && self.sharing(self.element(item.owner).slot).len() > 1
    }

    /// The questions, those of items included.
    pub(super) fn every_question(&self) -> Vec<u32> {
        let mut open = Vec::new();
        turned(&self.questions(), &mut open);
        let mut all = Vec::new();
        while let Some(question) = open.pop() {
            all.push(question);
            self.inner_questions(question).into_iter().gather_into(&mut open);
            for item in self.element(question).items.iter().rev() {
                let roots = &self.item(*item).elements;
                turned(&self.asked(roots), &mut open);
            }
        }
        all
    }

    fn inner_questions(&self, question: u32) -> Vec<u32> {
        let roots: Vec<u32> = self.element(question).inner.iter().map(|inner| inner.1).gather();
        self.asked(&roots)
    }

    /// Takes away, below something that is checked, what is not among the choices, where hiding clears at all.
    pub(super) fn clear_incorrect_below(&mut self, root: u32) {
        for element in self.walk(&[root]) {
            let select = self.spec(element).kind.has_choices();
            let shown = self.element(element).shown;
            if select && shown && self.clear_mode(element) != Clear::Never {
                self.clear_choices(element);
            }
        }
    }

    /// Takes away what is not among the choices or rows that are shown.
    pub(super) fn clear_incorrect(&mut self, question: u32) {
        let spec = self.spec(question);
        match spec.kind {
            Kind::Matrix => self.clear_cells(question, true),
            kind if kind.has_choices() || matches!(kind, Kind::Rating | Kind::Imagemap) => self.clear_choices(question),
            _ => {}
        }
    }

    /// Takes away the items that their own condition hides.
    pub(super) fn clear_hidden_items(&mut self, question: u32) {
        let found = self.element(question);
        let matrix = matches!(self.kind(question), Kind::MatrixDynamic | Kind::MatrixDropdown);
        if !matrix || self.sharing(found.slot).len() > 1 {
            return;
        }
        let ids = found.items.clone();
        let items: Vec<_> = ids.iter().map(|item| self.item(*item)).gather();
        let kept = match self.answer_of(question) {
            Value::List(rows) => {
                let shown = |at: usize| items.get(at).is_none_or(|item| item.visible);
                Value::list(rows.iter().enumerate().filter(|(at, _)| shown(*at)).map(|(_, row)| row.clone()).gather())
            }
            Value::Object(rows) => {
                let hidden = |name: &str| items.iter().any(|item| !item.visible && item.is_row(name));
                let shown = rows.iter().filter(|row| !hidden(&row.name)).cloned().gather();
                Value::Object(crate::expr::Items::Owned(shown))
            }
            _ => return,
        };
        if kept == *self.answer_of(question) {
            return;
        }
        if let Value::List(rows) = self.answer_of(question) {
            // The rows that stay keep their place beside their answers.
            let hidden = ids.iter().zip(rows.iter()).map(|(item, _)| *item).filter(|item| !self.item(*item).visible);
            let hidden: Vec<u32> = hidden.gather();
            self.drop_items(question, &hidden);
        }
        self.store_answer(question, kept, false);
    }

    /// Takes away what is chosen in columns that are not shown, and in rows.
    pub(super) fn clear_cells(&mut self, question: u32, rows: bool) {
        let (found, spec) = (self.element(question), self.spec(question));
        let Value::Object(fields) = self.answer_of(question) else { return };
        let hidden = |name: &str| {
            let at = spec.rows.iter().position(|row| row.value.to_plain_text() == name);
            at.is_some_and(|at| found.rows.get(at) == Some(&false))
        };
        let column = |value: &Answer| {
            let mut columns = spec.columns.iter().zip(&found.columns);
            spec.columns.is_empty() || columns.any(|(column, shown)| *shown && column.value.is_like(value))
        };
        let mut kept = fields.to_vec();
        for field in &mut kept {
            let left = match &field.value {
                Value::List(items) => Value::list(items.iter().filter(|item| column(item)).cloned().gather()),
                one if column(one) => continue,
                _ => Value::Undefined,
            };
            field.value = left;
        }
        kept.retain(|field| !(field.value.is_empty() || rows && hidden(&field.name)));
        if kept != **fields {
            self.store_answer(question, Value::Object(crate::expr::Items::Owned(kept)), false);
        }
    }

    fn clear_choices(&mut self, question: u32) {
        let found = self.element(question);
        let shared = found.slot != NONE && self.sharing(found.slot).len() > 1;
        if shared || !self.knows_choices(question) {
            return;
        }
        let answer = self.answer_of(question);
        let one = matches!(self.kind(question), Kind::Imagepicker | Kind::Radiogroup | Kind::Dropdown);
        let single = one && !self.is_multiple(question);
        if !single && (matches!(answer, Value::List(_)) || !found.gone.is_empty()) {
            return self.clear_among(question);
        }
        let unknown = match answer {
            Value::List(items) => items.iter().any(|item| !self.may_choose(question, item)),
            one => !one.is_empty() && !self.may_choose(question, one),
        };
        if unknown {
            self.store_answer(question, Value::Undefined, false);
            self.forget(question);
        }
    }

    /// Takes what is no choice any more out of an answer of several, and puts what went before back in with its choice.
    fn clear_among(&mut self, question: u32) {
        let found = self.element(question);
        let given = match self.answer_of(question) {
            Value::List(items) => items.to_vec(),
            _ => Vec::new(),
        };
        let fits = |item: &&Answer| self.may_choose(question, item);
        let mut kept = given.iter().filter(fits).cloned().gather();
        let mut gone = found.gone.iter().filter(|item| !fits(item)).cloned().gather();
        found.gone.iter().filter(|item| fits(item) && !given.contains(item)).cloned().gather_into(&mut kept);
        given.iter().filter(|item| !fits(item)).cloned().gather_into(&mut gone);
        if kept != given {
            let emptied = kept.is_empty();
            self.store_answer(question, Value::list(kept), false);
            if emptied {
                self.forget(question);
            }
        }
        // A picture does not return.
        let returns = self.kind(question) != Kind::Imagepicker;
        if let Some(found) = self.element_mut(question).filter(|_| returns) {
            found.gone = gone;
        }
    }
}
