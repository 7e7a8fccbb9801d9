//! The way through the pages: start, next, previous, preview, the end.

use super::changes::Changes;
use super::model::NONE;
use super::session::Survey;
use super::state::Stage;
use crate::kernel::gather::Gather;

impl Survey {
    /// Where the survey stands as a whole.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.completed {
            Stage::Completed
        } else if self.preview {
            Stage::Preview
        } else if self.is_starting() {
            Stage::Starting
        } else if self.page == NONE && &*self.document.settings.per_page != "singlePage" {
            Stage::Empty
        } else {
            Stage::Running
        }
    }

    /// Whether the answers are only shown, so that nothing may set them.
    pub(super) fn is_shown_only(&self) -> bool {
        self.preview || self.document.settings.read_only
    }

    fn is_starting(&self) -> bool {
        !self.started && self.start_page() != NONE && !self.document.settings.read_only
    }

    /// The page before the first, where there is one.
    pub(super) fn start_page(&self) -> u32 {
        match &*self.pages {
            [first, _, ..] if self.document.settings.start_page => *first,
            _ => NONE,
        }
    }

    /// The pages that can be seen now, but for the one before the first.
    pub(super) fn visible_pages(&self) -> Vec<u32> {
        let start = self.start_page();
        let shown = |page: &&u32| **page != start && self.element(**page).shown;
        self.pages.iter().filter(shown).copied().gather()
    }

    /// The current page is one that can be seen.
    pub(super) fn keep_page(&mut self) {
        let kept = self.page != NONE && self.page != self.start_page();
        if !kept || !self.element(self.page).shown {
            self.page = self.visible_pages().first().copied().unwrap_or(NONE);
        }
        if self.is_single() {
            self.single = self.current_single();
        }
    }

    /// Leaves the page before the first.
    pub fn start(&mut self) -> Changes {
        self.call(Survey::leave_start)
    }

    pub(super) fn leave_start(&mut self) {
        if self.is_starting() {
            let start = self.start_page();
            if self.has_errors_in(start) {
                self.changes.refused = true;
            } else {
                self.started = true;
                self.page = NONE;
            }
        }
    }

    /// Goes to the next page, unless answers of this one are missing or wrong.
    pub fn next_page(&mut self) -> Changes {
        self.call(Survey::go_on)
    }

    /// Whether everything is on one page: there is none to go to.
    fn is_one_page(&self) -> bool {
        self.preview || &*self.document.settings.per_page == "singlePage"
    }

    pub(super) fn go_on(&mut self) {
        if self.is_one_page() {
            return;
        }
        if self.is_single() {
            return self.step(true);
        }
        if self.page_after().is_some() && self.leaves_page() && !self.completed {
            if self.pull_complete() {
                self.end();
            } else if let Some(next) = self.page_after() {
                self.turn_to(next);
            }
        }
    }

    pub(super) fn page_after(&self) -> Option<u32> {
        let pages = self.visible_pages();
        let at = pages.iter().position(|page| *page == self.page)?;
        pages.get(at.saturating_add(1)).copied()
    }

    /// Goes to another page. What is no choice goes from the answers of the one that is left.
    pub(super) fn turn_to(&mut self, page: u32) {
        if page != self.page {
            self.clear_incorrect_below(self.page);
            self.page = page;
        }
    }

    fn leaves_page(&mut self) -> bool {
        if self.document.settings.read_only {
            return true;
        }
        let wrong = self.first_wrong(&[self.page]).is_some();
        let stays = wrong && !self.document.settings.allow_switch;
        self.changes.refused |= stays;
        !stays
    }

    /// The first of some pages or questions with a wrong or missing answer, once what is no choice has gone from them.
    fn first_wrong(&mut self, roots: &[u32]) -> Option<u32> {
        self.open_below(roots, true);
        roots.iter().for_each(|root| self.clear_incorrect_below(*root));
        roots.iter().copied().find(|root| self.has_errors_in(*root))
    }

    /// Goes to the previous page.
    pub fn prev_page(&mut self) -> Changes {
        self.call(Survey::go_back)
    }

    pub(super) fn go_back(&mut self) {
        if self.is_one_page() || self.stage() == Stage::Starting {
            return;
        }
        if self.is_single() {
            return self.step(false);
        }
        if let Some((from, _)) = self.skips.pop_if(|(_, to)| *to == self.page) {
            return self.turn_to(from);
        }
        let pages = self.visible_pages();
        let at = pages.iter().position(|page| *page == self.page).unwrap_or(0);
        if let Some(previous) = at.checked_sub(1).and_then(|at| pages.get(at)) {
            self.turn_to(*previous);
        }
    }

    /// Goes to a page by its place among those that can be seen.
    pub fn go_to_page(&mut self, index: usize) -> Changes {
        self.call(|survey| survey.go_to(index))
    }

    pub(super) fn go_to(&mut self, index: usize) {
        if let Some(page) = self.visible_pages().get(index).copied().filter(|_| !self.is_one_page()) {
            self.turn_to(page);
            self.single = NONE;
        }
    }

    /// Goes on to the next question, where there is one at a time, or else to the next page.
    pub fn perform_next(&mut self) -> Changes {
        self.call(|survey| survey.step(true))
    }

    /// Goes back one question, where there is one at a time, or else one page.
    pub fn perform_previous(&mut self) -> Changes {
        self.prev_page()
    }

    pub(super) fn is_single(&self) -> bool {
        matches!(&*self.document.settings.per_page, "questionPerPage" | "inputPerPage")
    }

    pub(super) fn current_single(&self) -> u32 {
        let questions = self.singles();
        let on_page = |question: &&u32| self.page_of(**question) == self.page;
        let first = || questions.iter().find(on_page).copied().unwrap_or(NONE);
        let holds = |root: &&u32| self.walk(&[**root]).contains(&self.single);
        questions.iter().find(holds).copied().unwrap_or_else(first)
    }

    pub(super) fn step(&mut self, forward: bool) {
        if !self.is_single() {
            return self.go_on();
        }
        if self.completed {
            return;
        }
        let questions = self.singles();
        let current = self.current_single();
        let at = questions.iter().position(|question| *question == current).unwrap_or(0);
        if forward && (self.first_wrong(&[current]).is_some() || self.is_in_wrong_panel(current)) {
            self.changes.refused = true;
            return;
        }
        let next = if forward { Some(at.saturating_add(1)) } else { at.checked_sub(1) };
        if let Some(question) = next.and_then(|next| questions.get(next)).copied() {
            if forward && self.pull_complete() {
                return self.end();
            }
            self.single = question;
            self.turn_to(self.page_of(question));
        }
    }

    /// Whether a panel around a question needs an answer and has none.
    fn is_in_wrong_panel(&self, question: u32) -> bool {
        let mut around = self.element(question).parent;
        while around != NONE && !self.pages.contains(&around) {
            if self.lacks_answer(around) {
                return true;
            }
            around = self.element(around).parent;
        }
        false
    }

    /// The questions and panels that are asked one at a time: those that stand on a page themselves.
    pub(super) fn singles(&self) -> Vec<u32> {
        if &*self.document.settings.per_page == "inputPerPage" {
            return self.asked_and_shown(&self.visible_pages());
        }
        let mut all = Vec::new();
        for page in self.visible_pages() {
            let children = self.element(page).children.iter().copied();
            children.filter(|element| self.element(*element).shown).gather_into(&mut all);
        }
        all
    }

    pub(super) fn page_of(&self, element: u32) -> u32 {
        let mut page = element;
        loop {
            match self.around(page) {
                NONE => return page,
                around => page = around,
            }
        }
    }

    /// What an element stands in: a container, or for what stands in an item the question of that.
    pub(super) fn around(&self, element: u32) -> u32 {
        let found = self.element(element);
        match found.parent {
            NONE => self.item(found.item).owner,
            parent => parent,
        }
    }

    /// Goes to the page of a question that can be seen.
    pub(super) fn skip_to(&mut self, name: &str) {
        let Some(question) = self.question_named(name) else { return };
        if self.element(question).shown {
            let page = self.page_of(question);
            if page != self.page && self.page != NONE {
                self.skips.push((self.page, page));
            }
            self.turn_to(page);
            self.single = question;
        }
    }

    /// Shows all answers before the end.
    pub fn show_preview(&mut self) -> Changes {
        self.call(Survey::begin_preview)
    }

    pub(super) fn begin_preview(&mut self) {
        if !self.preview && (self.checks_at_end() || self.may_end()) {
            let pages = self.visible_pages();
            self.open_below(&pages, false);
            self.preview = true;
            for question in self.questions() {
                self.default_again(question);
            }
            self.only_answered = self.document.settings.previews_answers && self.is_any_answered(&self.questions());
        }
    }

    /// Back from the preview to the pages.
    pub fn cancel_preview(&mut self) -> Changes {
        self.call(Survey::end_preview)
    }

    pub(super) fn end_preview(&mut self) {
        if std::mem::replace(&mut self.preview, false) {
            self.page = self.visible_pages().last().copied().unwrap_or(NONE);
        }
    }

    /// Ends the survey, unless answers are missing or wrong.
    pub fn try_complete(&mut self) -> Changes {
        self.call(Survey::end_if_well)
    }

    pub(super) fn end_if_well(&mut self) {
        if self.may_end() {
            self.end();
        }
    }

    /// Ends the survey whatever is missing.
    pub fn complete(&mut self) -> Changes {
        self.call(Survey::end)
    }

    /// Whether no answer is missing or wrong; goes to the page of the first that is.
    fn may_end(&mut self) -> bool {
        let all = self.checks_at_end();
        if self.completed {
            self.clear_incorrect_below(self.page);
            return false;
        }
        if self.page == NONE && !all && !self.is_one_page() {
            return self.is_starting() && !self.has_errors_in(self.start_page());
        }
        if all && std::mem::replace(&mut self.preview, false) {
            self.page = self.visible_pages().last().copied().unwrap_or(NONE);
        }
        if self.preview || self.document.settings.read_only || (all && !self.is_on_last_page()) {
            return true;
        }
        let roots = if all { self.visible_pages() } else { self.painted_roots() };
        let wrong = self.first_wrong(&roots);
        if let Some(root) = wrong {
            self.changes.refused = true;
            self.preview = false;
            self.page = self.page_of(root);
        }
        wrong.is_none()
    }

    fn checks_at_end(&self) -> bool {
        self.document.settings.check.as_ref() == "onComplete"
    }

    fn is_on_last_page(&self) -> bool {
        let (index, count) = self.progress();
        index.saturating_add(1) >= count
    }

    pub(super) fn end(&mut self) {
        if self.completed {
            return;
        }
        self.open_below(&self.visible_pages(), true);
        if self.preview {
            self.page = self.visible_pages().last().copied().unwrap_or(NONE);
        }
        self.preview = false;
        self.completed = true;
        self.clear_at_end();
    }

    /// Begins again: without the answers, and at the first page, as asked.
    pub fn clear(&mut self, data: bool, to_first: bool) -> Changes {
        self.call(|survey| survey.begin_again(data, to_first))
    }

    pub(super) fn begin_again(&mut self, data: bool, to_first: bool) {
        self.completed = false;
        self.preview = false;
        self.started = false;
        if data {
            self.forget_all();
            for question in self.every_question() {
                self.sync_items(question);
                self.touch(question, false);
                if let Some(found) = self.element_mut(question) {
                    found.gone.clear();
                }
            }
            self.times = super::timing::Times::default();
            self.close_items();
            self.all_dirty();
            self.settle();
            self.forget_changes();
        }
        if to_first {
            self.page = NONE;
            self.single = NONE;
            self.keep_page();
            self.options.elapsed.clear();
        }
        if data {
            for question in self.questions() {
                self.default_again(question);
            }
        }
    }
}
