//! What is visible: a question by its own condition, a container if something in it is.

use super::model::NONE;
use super::session::Survey;
use super::spec::{Clear, Flag, Kind};

impl Survey {
    /// The own condition of an element says so.
    pub(super) fn want(&mut self, element: u32, wanted: bool) {
        let Some(found) = self.element_mut(element) else { return };
        if std::mem::replace(&mut found.wanted, wanted) != wanted {
            self.refresh(element);
        }
    }

    /// Finds again whether an element is visible, and passes it on to its parents and children.
    pub(super) fn refresh(&mut self, element: u32) {
        let found = self.element(element);
        let visible = found.wanted && self.has_something(element);
        let (was, parent) = (found.visible, found.parent);
        if visible == was {
            return;
        }
        if let Some(found) = self.element_mut(element) {
            found.visible = visible;
        }
        if let Some(above) = self.element_mut(parent) {
            let count = above.visible_children;
            above.visible_children = if visible { count.saturating_add(1) } else { count.saturating_sub(1) };
            self.refresh(parent);
        }
        self.reshow(element);
        if !self.kind(element).is_container() {
            self.appeared(element);
        } else if self.work.at.is_none() {
            self.tell(element);
        } else {
            let own = self.element(element).own;
            self.mark(&[own]);
        }
    }

    /// Whether there is something to see in it.
    fn has_something(&self, element: u32) -> bool {
        let found = self.element(element);
        let spec = self.spec(element);
        match spec.kind {
            Kind::Page | Kind::Panel => found.visible_children > 0,
            Kind::Matrix | Kind::MatrixDropdown if spec.is(Flag::HideEmptyRows) => found.rows.iter().any(|row| *row),
            kind if kind.has_choices() && spec.is(Flag::HideEmpty) => self.has_choice(element),
            _ => true,
        }
    }

    /// Finds everything below an element for the first time.
    pub(super) fn refresh_tree(&mut self, root: u32) {
        for element in self.walk(&[root]).into_iter().rev() {
            for (_, inner) in self.element(element).inner.clone() {
                self.refresh_tree(inner);
            }
            self.refresh(element);
        }
    }

    /// Passes on to the children whether they are shown.
    pub(super) fn reshow(&mut self, element: u32) {
        let found = self.element(element);
        let around = match (found.parent, found.item) {
            (NONE, NONE) => true,
            (NONE, item) => self.item_shown(item),
            (parent, _) => self.element(parent).shown && self.comes_with_choice(parent, element),
        };
        let shown = found.visible && around;
        if found.shown == shown {
            return;
        }
        if let Some(found) = self.element_mut(element) {
            found.shown = shown;
        }
        self.note(element);
        self.mark_asking();
        for child in self.element(element).children.clone() {
            self.reshow(child);
        }
        self.reshow_inner(element);
        for item in self.element(element).items.clone() {
            self.reshow_item(item);
        }
        // What was not shown may have missed a change of its computed default.
        let own = self.element(element).own;
        if shown && self.clears(element) {
            self.mark(&[own]);
        }
    }

    /// Whether an element stands in a container, or comes with a choice that is chosen.
    fn comes_with_choice(&self, parent: u32, element: u32) -> bool {
        let found = self.element(parent);
        let Some((at, _)) = found.inner.iter().find(|(_, inner)| *inner == element) else { return true };
        let choice = self.spec(parent).choices.get(*at);
        choice.is_some_and(|choice| self.is_chosen(parent, &choice.value))
    }

    /// Shows the questions of the choices that are chosen now.
    pub(super) fn reshow_inner(&mut self, question: u32) {
        for (_, inner) in self.element(question).inner.clone() {
            self.reshow(inner);
        }
    }

    pub(super) fn reshow_item(&mut self, item: u32) {
        for element in self.item(item).elements.clone() {
            self.reshow(element);
        }
    }

    fn item_shown(&self, item: u32) -> bool {
        let item = self.item(item);
        item.visible && self.element(item.owner).shown
    }

    /// A question appeared or went by itself: where hiding clears, its answer goes, or its default returns.
    fn appeared(&mut self, question: u32) {
        if self.quiet {
            return;
        }
        let found = self.element(question);
        if !found.visible {
            self.clear_in_items(question);
        }
        if !self.clears(question) {
            return;
        }
        let found = self.element(question);
        if !found.visible {
            self.clear_hidden(question);
        } else if found.shown {
            self.default_again(question);
        }
    }

    /// A container appeared or went, and those in it hear of it: their answers go where that is wanted, or their defaults
    /// return.
    pub(super) fn tell(&mut self, container: u32) {
        let Some(found) = self.element_mut(container) else { return };
        let visible = found.visible;
        if std::mem::replace(&mut found.told, visible) == visible || self.quiet {
            return;
        }
        if container == self.page {
            self.keep_page();
        }
        for question in self.walk(&[container]) {
            if self.kind(question).is_container() {
                continue;
            }
            if visible {
                self.default_again(question);
            } else if self.clear_mode(question) == Clear::OnHiddenContainer {
                self.clear_hidden(question);
            }
        }
    }

    /// The default of a question without an answer, unless it is hidden where hiding clears.
    pub(super) fn default_again(&mut self, question: u32) {
        let hidden = self.clears(question) && !self.element(question).visible;
        if hidden || !self.answer_of(question).is_empty() {
            return;
        }
        if let Some(value) = self.default_value(question) {
            self.write_default(question, value);
        }
    }
}
