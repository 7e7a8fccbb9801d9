//! What a page is painted from: the tree of what is shown, and each question with its texts in the language, the
//! answers in their places. What the document says as it stands is found there, at the place that is told.

use super::Answer;
use super::address::Place;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Choice, Given, Kind, Local, When};
use super::state::Stage;
use super::told::{self, Told};
use crate::expr::{Field, Value};
use crate::kernel::gather::Gather;
use crate::kernel::text::cut;

impl Survey {
    /// What is shown now: the survey's texts, the page with its place among the pages, the buttons that make sense, and
    /// the tree of panels and questions.
    pub fn page(&mut self) -> Answer {
        let mut told = Told::default();
        self.tell_page(&mut told);
        told::read(&told.done())
    }

    pub(super) fn tell_page(&mut self, told: &mut Told) {
        if !std::mem::replace(&mut self.painted, true) {
            self.opened = (NONE, Stage::Empty);
            self.call(|_| {});
        }
        let roots = self.painted_roots();
        let (index, count) = self.progress();
        let page = match &*roots {
            [page] if self.kind(*page) == Kind::Page => *page,
            _ => NONE,
        };
        told.open("{");
        told.text("stage", self.stage().as_str());
        self.tell_texts(&self.source, NONE, told);
        if page != NONE {
            told.key("page");
            told.open("{");
            self.tell_container(page, told);
            told.close("}");
        }
        told.number("index", index);
        told.number("count", count);
        told.texts("buttons", self.buttons(index, count));
        told.key("elements");
        let elements = if page == NONE { &roots } else { &self.element(page).children };
        self.tell_elements(elements, &mut self.numbers(), told);
        self.tell_time(told);
        told.close("}");
    }

    /// A question with all that depends on answers; undefined where there is none at the path.
    #[must_use]
    pub fn question(&self, path: &str) -> Answer {
        let mut told = Told::default();
        match self.at(path) {
            Some(question) => self.tell_question(question, &mut told),
            None => return Value::Undefined,
        }
        told::read(&told.done())
    }

    pub(super) fn tell_question(&self, question: u32, told: &mut Told) {
        let (found, spec) = (self.element(question), self.spec(question));
        told.open("{");
        told.text("path", &self.path(question));
        told.text("name", &spec.name);
        told.text("type", spec.kind.as_str());
        told.text("place", &spec.place);
        self.tell_texts_of(question, told);
        told.flag("shown", found.shown);
        told.flag("required", found.required);
        told.flag("readOnly", self.is_read_only(question));
        told.put("comment", self.comment_of(question));
        if spec.kind.selects() {
            self.tell_choices(question, told);
        }
        if spec.kind == Kind::Matrix {
            self.tell_lines("rows", question, &spec.rows, &found.rows, told);
            self.tell_lines("columns", question, &spec.columns, &found.columns, told);
        }
        if spec.kind.has_items() {
            if spec.kind.is_dynamic() && spec.kind != Kind::PanelDynamic {
                self.tell_cell_columns(question, &spec.template, told);
            }
            if !spec.totals.is_empty() {
                told.put("totals", self.beside(question, super::totals::TOTAL));
            }
            self.tell_items(question, told);
        } else {
            told.put("value", self.answer_of(question));
            for (name, given, when) in [("min", Given::Min, When::Min), ("max", Given::Max, When::Max)] {
                self.end_of(question, given, when).iter().for_each(|end| told.put(name, end));
            }
        }
        self.tell_errors(question, told);
        told.close("}");
    }

    /// What comes after the end: what to show, and where to go.
    #[must_use]
    pub fn ending(&self) -> Answer {
        let mut told = Told::default();
        self.tell_ending(&mut told);
        told::read(&told.done())
    }

    pub(super) fn tell_ending(&self, told: &mut Told) {
        told.open("{");
        for (name, text) in [("html", self.completed_html()), ("url", self.navigate_to_url())] {
            text.iter().for_each(|text| told.text(name, text));
        }
        told.close("}");
    }

    /// The seconds that are left for the survey and for the page, where there are limits.
    fn tell_time(&self, told: &mut Told) {
        for (name, (limit, elapsed)) in ["left", "leftOnPage"].into_iter().zip(self.limits()) {
            if limit > 0.0 {
                told.put(name, &Value::Number((limit - elapsed).max(0.0)));
            }
        }
    }

    /// The pages, or the one question, that are on show.
    pub(super) fn painted_roots(&self) -> Vec<u32> {
        match self.stage() {
            Stage::Running if self.is_single() => vec![self.current_single()],
            _ => self.shown_pages(),
        }
    }

    /// The pages of which something is on show.
    pub(super) fn shown_pages(&self) -> Vec<u32> {
        match self.stage() {
            Stage::Completed | Stage::Empty => Vec::new(),
            Stage::Starting => vec![self.start_page()],
            Stage::Preview => self.visible_pages(),
            Stage::Running if &*self.document.settings.per_page == "singlePage" => self.visible_pages(),
            Stage::Running => vec![self.page],
        }
    }

    /// The place among what is shown one after the other, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        let (all, current) = match self.stage() {
            Stage::Running if self.is_single() => (self.singles(), self.current_single()),
            Stage::Running if &*self.document.settings.per_page != "singlePage" => (self.visible_pages(), self.page),
            _ => return (0, 1),
        };
        (all.iter().position(|one| *one == current).unwrap_or(0), all.len())
    }

    fn buttons(&self, index: usize, count: usize) -> &'static [&'static str] {
        let asks = self.source.field("showPreviewBeforeComplete").is_some_and(|asks| match asks {
            Value::Text(word) => word != "noPreview",
            asks => asks.is_truthy(),
        });
        let last = index.saturating_add(1) >= count;
        let from = usize::from(index == 0 || self.is_behind_a_limit(index));
        let onward: &[&str] = match (last, asks) {
            (false, _) => &["previous", "next"],
            (true, true) => &["previous", "preview"],
            (true, false) => &["previous", "complete"],
        };
        match self.stage() {
            Stage::Completed | Stage::Empty => &[],
            Stage::Starting => &["start"],
            Stage::Preview => &["edit", "complete"],
            Stage::Running => onward.get(from..).unwrap_or_default(),
        }
    }

    /// Whether the page before has a time limit: once it is left there is no way back to it but that of a program.
    fn is_behind_a_limit(&self, index: usize) -> bool {
        let pages = self.visible_pages();
        let before = index.checked_sub(1).and_then(|before| pages.get(before));
        !self.is_single() && before.is_some_and(|page| self.limit_of(*page) > 0.0)
    }

    /// What is shown of some elements.
    fn tell_elements(&self, elements: &[u32], numbers: &mut Numbers, told: &mut Told) {
        told.open("[");
        for element in elements.iter().copied().filter(|element| self.is_seen(*element)) {
            told.open("{");
            if self.kind(element).is_container() {
                self.tell_container(element, told);
                told.key("elements");
                self.tell_elements(&self.element(element).children, numbers, told);
            } else {
                told.text("path", &self.path(element));
                told.text("type", self.kind(element).as_str());
                numbers.next(self, element).iter().for_each(|number| told.number("number", *number));
            }
            told.close("}");
        }
        told.close("]");
    }

    /// A page or panel without what is in it.
    fn tell_container(&self, container: u32, told: &mut Told) {
        let spec = self.spec(container);
        told.text("path", &self.path(container));
        told.text("type", spec.kind.as_str());
        told.text("place", &spec.place);
        self.tell_texts_of(container, told);
        told.mark("required", self.is_required(container));
        told.mark("lacking", self.lacks_answer(container));
    }

    /// The numbers before the current page's first question.
    fn numbers(&self) -> Numbers {
        let on_page = match self.source.field("showQuestionNumbers") {
            Some(Value::Bool(true)) => false,
            Some(Value::Text(mode)) if matches!(&**mode, "on" | "recursive") => false,
            Some(Value::Text(mode)) if matches!(&**mode, "onPage" | "onpage") => true,
            _ => return Numbers(None),
        };
        let mut numbers = Numbers(Some(0));
        if on_page || self.stage() != Stage::Running {
            return numbers;
        }
        let first = self.painted_roots().first().copied().unwrap_or(NONE);
        for element in self.walk(&self.visible_pages()).into_iter().take_while(|element| *element != first) {
            if self.element(element).shown {
                numbers.next(self, element);
            }
        }
        numbers
    }

    fn tell_texts_of(&self, element: u32, told: &mut Told) {
        match &*self.spec(element).place {
            // The one page of a document without pages: the document's texts are the survey's.
            "" => {}
            place => {
                Place(place).find(&self.source).into_iter().for_each(|source| self.tell_texts(source, element, told))
            }
        }
    }

    /// The texts of an object of the document that are not simply there: those in several languages, and those that
    /// want answers put in.
    fn tell_texts(&self, source: &Answer, element: u32, told: &mut Told) {
        let Value::Object(source) = source else { return };
        told.unless_empty("texts", |told| {
            told.open("{");
            for Field { name, value } in source.iter() {
                let wanted = match value {
                    Value::Text(text) => has_gap(text) && !is_expression(name),
                    Value::Object(texts) => texts.iter().all(|text| matches!(text.value, Value::Text(_))),
                    _ => false,
                };
                if let Some(text) = Local::read(value).text(&self.options.locale).filter(|_| wanted) {
                    told.text(name, &self.pipe_in(text, element));
                }
            }
            told.close("}");
        });
    }

    fn tell_choices(&self, question: u32, told: &mut Told) {
        told.key("choices");
        told.open("[");
        for offer in self.offers(question) {
            let inner = self.element(question).inner.iter();
            let inner: Vec<u32> =
                inner.filter(|(place, _)| Some(*place) == offer.place).map(|(_, inner)| *inner).gather();
            told.open("{");
            told.put("value", &offer.value);
            told.text("text", &offer.text);
            told.mark("disabled", !offer.enabled);
            told.unless_empty("elements", |told| self.tell_elements(&inner, &mut Numbers(None), told));
            told.close("}");
        }
        told.close("]");
    }

    /// The rows or columns that are shown.
    fn tell_lines(&self, name: &str, question: u32, lines: &[Choice], shown: &[bool], told: &mut Told) {
        told.key(name);
        told.open("[");
        let order = if name == "rows" { self.row_order(question, lines.len()) } else { Vec::from_iter(0..lines.len()) };
        for at in order {
            let (Some(line), Some(true)) = (lines.get(at), shown.get(at)) else { continue };
            told.open("{");
            self.tell_line(question, line, told);
            told.close("}");
        }
        told.close("]");
    }

    fn tell_line(&self, question: u32, line: &Choice, told: &mut Told) {
        told.put("value", &line.value);
        match line.text.text(&self.options.locale) {
            Some(text) => told.text("text", &self.pipe_in(text, question)),
            None => told.text("text", &line.value.to_plain_text()),
        }
    }

    /// The places of the rows, in the order in which they are shown: that of the document, or by chance, which does not
    /// change where rows come and go.
    fn row_order(&self, question: u32, count: usize) -> Vec<usize> {
        let spec = self.spec(question);
        let mut order: Vec<usize> = (0..count).gather();
        let wanted = Place(&spec.place).find(&self.source).and_then(|source| source.field("rowOrder"));
        if matches!(wanted, Some(Value::Text(word)) if word.eq_ignore_ascii_case("random")) {
            self.chance(&spec.name).shuffle(&mut order);
        }
        order
    }

    /// The columns of a matrix whose cells are questions.
    fn tell_cell_columns(&self, question: u32, template: &[u32], told: &mut Told) {
        told.key("columns");
        told.open("[");
        for spec in template.iter().map(|column| self.document.spec(*column)) {
            let title = spec.title.text(&self.options.locale).unwrap_or(&spec.name);
            told.open("{");
            told.text("value", &spec.name);
            told.text("text", &self.pipe_in(title, question));
            told.close("}");
        }
        told.close("]");
    }

    /// The panels or rows of a dynamic question that are shown.
    fn tell_items(&self, question: u32, told: &mut Told) {
        let spec = self.spec(question);
        let panels = Place(&spec.place).find(&self.source).filter(|_| spec.kind == Kind::PanelDynamic);
        let items = &self.element(question).items;
        told.key("items");
        told.open("[");
        for index in self.row_order(question, items.len()) {
            let item = self.item(items.get(index).copied().unwrap_or(NONE));
            if !item.visible {
                continue;
            }
            told.open("{");
            told.number("index", index);
            if let (Some(_), Some(row)) = (&item.key, spec.rows.get(index)) {
                self.tell_line(question, row, told);
            }
            // The titles of a panel are those of the question, with what the panel says in their places.
            if let (Some(source), Some(first)) = (panels, item.elements.first()) {
                self.tell_texts(source, *first, told);
            }
            told.key("elements");
            self.tell_elements(&item.elements, &mut Numbers(None), told);
            told.close("}");
        }
        told.close("]");
    }

    /// What is missing or wrong in a question itself, not in the questions of its items.
    fn tell_errors(&self, question: u32, told: &mut Told) {
        let mut problems = Vec::new();
        self.check_question(question, &mut problems);
        let path = self.path(question);
        told.key("errors");
        told.open("[");
        for problem in problems.iter().filter(|problem| problem.question == path) {
            told.open("{");
            told.text("code", problem.code);
            problem.text.iter().for_each(|text| told.text("text", &self.pipe_in(text, question)));
            told.close("}");
        }
        told.close("]");
    }
}

/// The number of the last question that has one; none where they have none.
struct Numbers(Option<usize>);

impl Numbers {
    fn next(&mut self, survey: &Survey, question: u32) -> Option<usize> {
        let spec = survey.spec(question);
        let silent = spec.kind.is_container() || matches!(spec.kind, Kind::Html | Kind::Image | Kind::Empty);
        let hides = |source: &Answer| {
            let named = |name: &str, value: Value<'_>| source.field(name) == Some(&value);
            named("hideNumber", Value::Bool(true))
                || named("showNumber", Value::Bool(false))
                || named("titleLocation", Value::text("hidden"))
        };
        if silent || Place(&spec.place).find(&survey.source).is_some_and(hides) {
            return None;
        }
        self.0 = Some(self.0?.saturating_add(1));
        self.0
    }
}

fn has_gap(text: &str) -> bool {
    cut(text, b"{").is_some()
}

/// Whether braces in a field are those of a condition or formula.
fn is_expression(name: &str) -> bool {
    name.ends_with("If") || name.ends_with("xpression") || name == "name" || name == "valueName"
}
