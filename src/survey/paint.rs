//! What a page is painted from: the tree of what is shown, and each question with its texts in the language, the
//! answers in their places. What the document says as it stands is found there, at the place that is told.

use super::Answer;
use super::address::Place;
use super::model::NONE;
use super::record::Record;
use super::session::Survey;
use super::spec::{Choice, Kind, Local, Spec};
use super::state::Stage;
use crate::expr::{Field, Value};
use crate::kernel::gather::Gather;
use crate::kernel::text::cut;

impl Survey {
    /// What is shown now: the survey's texts, the page with its place among the pages, the buttons that make sense, and
    /// the tree of panels and questions.
    pub fn page(&mut self) -> Answer {
        if !std::mem::replace(&mut self.painted, true) {
            self.opened = (NONE, Stage::Empty);
            self.call(|_| {});
        }
        let roots = self.painted_roots();
        let (index, count) = self.progress();
        let several = roots.len() > 1;
        let mut numbers = self.numbers();
        let elements = match &*roots {
            [page] if self.kind(*page) == Kind::Page => self.nodes(&self.children(*page), &mut numbers),
            roots => self.nodes(roots, &mut numbers),
        };
        let page = roots.first().filter(|page| !several && self.kind(**page) == Kind::Page);
        let mut told = Record::new();
        told.word("stage", self.stage().as_str());
        told.put("texts", self.texts(&self.source, NONE));
        told.put("page", page.map_or(Value::Undefined, |page| self.node(*page, Value::Undefined)));
        told.number("index", index).number("count", count);
        told.put("buttons", self.buttons(index, count));
        told.put("elements", elements);
        self.write_time(&mut told);
        told.done()
    }

    /// A question with all that depends on answers; undefined where there is none at the path.
    #[must_use]
    pub fn question(&self, path: &str) -> Answer {
        let Some(question) = self.at(path) else { return Value::Undefined };
        let (found, spec) = (self.element(question), self.spec(question));
        let mut told = Record::new();
        told.text("path", self.path(question)).word("name", &spec.name);
        told.word("type", spec.kind.as_str()).word("place", &spec.place);
        told.put("texts", self.texts_of(question));
        told.put("shown", Value::Bool(found.shown)).put("required", Value::Bool(found.required));
        told.put("readOnly", Value::Bool(self.is_read_only(question)));
        told.put("comment", self.comment_of(question));
        told.put("choices", self.offered_choices(question, spec));
        if spec.kind == Kind::Matrix {
            let (rows, columns) = (self.row_order(spec, spec.rows.len()), Vec::from_iter(0..spec.columns.len()));
            told.put("rows", self.lines(question, &spec.rows, &found.rows, &rows));
            told.put("columns", self.lines(question, &spec.columns, &found.columns, &columns));
        }
        if spec.kind.has_items() {
            if spec.kind.is_dynamic() && spec.kind != Kind::PanelDynamic {
                told.put("columns", self.cell_columns(question, &spec.template));
            }
            if !spec.totals.is_empty() {
                told.put("totals", self.beside(question, "-total"));
            }
            told.put("items", self.painted_items(question));
        } else {
            told.put("value", self.answer_of(question).clone());
        }
        told.put("errors", self.errors_of(question)).done()
    }

    /// What comes after the end: what to show, and where to go.
    #[must_use]
    pub fn ending(&self) -> Answer {
        let mut told = Record::new();
        for (name, text) in [("html", self.completed_html()), ("url", self.navigate_to_url())] {
            if let Some(text) = text {
                told.text(name, text);
            }
        }
        told.done()
    }

    /// The seconds that are left for the survey and for the page, where there are limits.
    fn write_time(&self, told: &mut Record) {
        for (name, (limit, elapsed)) in ["left", "leftOnPage"].into_iter().zip(self.limits()) {
            if limit > 0.0 {
                told.put(name, Value::Number((limit - elapsed).max(0.0)));
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

    fn buttons(&self, index: usize, count: usize) -> Answer {
        let asks = self.source.field("showPreviewBeforeComplete").is_some_and(|asks| match asks {
            Value::Text(word) => word != "noPreview",
            asks => asks.is_truthy(),
        });
        let last = index.saturating_add(1) >= count;
        let names: &[&'static str] = match (self.stage(), index > 0) {
            (Stage::Completed | Stage::Empty, _) => &[],
            (Stage::Starting, _) => &["start"],
            (Stage::Preview, _) => &["edit", "complete"],
            (_, false) => &[on(last, asks)],
            (_, true) => &["previous", on(last, asks)],
        };
        Value::list(names.iter().map(|name| Value::text(name)).gather())
    }

    fn children(&self, container: u32) -> Vec<u32> {
        self.element(container).children.clone()
    }

    /// What is shown of some elements.
    fn nodes(&self, elements: &[u32], numbers: &mut Numbers) -> Answer {
        let mut nodes = Vec::new();
        for element in elements {
            if !self.element(*element).shown {
                continue;
            }
            nodes.push(if self.kind(*element).is_container() {
                let below = self.nodes(&self.children(*element), numbers);
                self.node(*element, below)
            } else {
                let mut told = Record::new();
                told.text("path", self.path(*element)).word("type", self.kind(*element).as_str());
                if let Some(number) = numbers.next(self, *element) {
                    told.number("number", number);
                }
                told.done()
            });
        }
        Value::list(nodes)
    }

    /// A page or panel.
    fn node(&self, container: u32, below: Answer) -> Answer {
        let spec = self.spec(container);
        let mut told = Record::new();
        told.text("path", self.path(container)).word("type", spec.kind.as_str()).word("place", &spec.place);
        told.put("texts", self.texts_of(container));
        told.mark("required", self.is_required(container)).mark("lacking", self.lacks_answer(container));
        told.put("elements", below).done()
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

    fn texts_of(&self, element: u32) -> Answer {
        match &*self.spec(element).place {
            // The one page of a document without pages: the document's texts are the survey's.
            "" => Record::new().done(),
            place => Place(place).find(&self.source).map_or(Value::Undefined, |source| self.texts(source, element)),
        }
    }

    /// The texts of an object of the document that are not simply there: those in several languages, and those that
    /// want answers put in.
    fn texts(&self, source: &Answer, element: u32) -> Answer {
        let Value::Object(source) = source else { return Value::Undefined };
        let mut texts = Record::new();
        for Field { name, value } in source.iter() {
            let wanted = match value {
                Value::Text(text) => has_gap(text) && !is_expression(name),
                Value::Object(texts) => texts.iter().all(|text| matches!(text.value, Value::Text(_))),
                _ => false,
            };
            if let Some(text) = Local::read(value).text(&self.options.locale).filter(|_| wanted) {
                let text = self.pipe_in(text, element);
                texts.0.push(Field { name: name.clone(), value: Value::Text(text.into()) });
            }
        }
        if texts.0.is_empty() { Value::Undefined } else { texts.done() }
    }

    fn offered_choices(&self, question: u32, spec: &Spec) -> Answer {
        if !spec.kind.selects() {
            return Value::Undefined;
        }
        let mut choices = Vec::new();
        for offer in self.offers(question) {
            let inner = self.element(question).inner.iter();
            let inner: Vec<u32> =
                inner.filter(|(place, _)| Some(*place) == offer.place).map(|(_, inner)| *inner).gather();
            let mut told = Record::new();
            told.put("value", offer.value).text("text", offer.text).mark("disabled", !offer.enabled);
            let elements = self.nodes(&inner, &mut Numbers(None));
            if !elements.is_empty() {
                told.put("elements", elements);
            }
            choices.push(told.done());
        }
        Value::list(choices)
    }

    /// The rows or columns that are shown.
    fn lines(&self, question: u32, lines: &[Choice], shown: &[bool], order: &[usize]) -> Answer {
        let mut told = Vec::new();
        for at in order {
            let (Some(line), Some(true)) = (lines.get(*at), shown.get(*at)) else { continue };
            told.push(Record::new().put("value", line.value.clone()).text("text", self.line(question, line)).done());
        }
        Value::list(told)
    }

    /// The places of the rows, in the order in which they are shown: that of the document, or by chance, which does not
    /// change where rows come and go.
    fn row_order(&self, spec: &Spec, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).gather();
        let wanted = Place(&spec.place).find(&self.source).and_then(|source| source.field("rowOrder"));
        if wanted == Some(&Value::text("random")) {
            self.chance(&spec.name).shuffle(&mut order);
        }
        order
    }

    fn line(&self, question: u32, line: &Choice) -> String {
        match line.text.text(&self.options.locale) {
            Some(text) => self.pipe_in(text, question),
            None => line.value.to_plain_text(),
        }
    }

    /// The columns of a matrix whose cells are questions.
    fn cell_columns(&self, question: u32, template: &[u32]) -> Answer {
        let mut told = Vec::new();
        for spec in template.iter().filter_map(|column| self.document.specs.get(*column as usize)) {
            let title = spec.title.text(&self.options.locale).unwrap_or(&spec.name);
            told.push(Record::new().word("value", &spec.name).text("text", self.pipe_in(title, question)).done());
        }
        Value::list(told)
    }

    /// The panels or rows of a dynamic question that are shown.
    fn painted_items(&self, question: u32) -> Answer {
        let spec = self.spec(question);
        let rows = &*spec.rows;
        let panels = Place(&spec.place).find(&self.source).filter(|_| spec.kind == Kind::PanelDynamic);
        let items = &self.element(question).items;
        let mut told = Vec::new();
        for index in self.row_order(spec, items.len()) {
            let Some(item) = items.get(index).map(|id| self.item(*id)) else { continue };
            if !item.visible {
                continue;
            }
            let mut one = Record::new();
            one.number("index", index);
            if let (Some(key), Some(row)) = (&item.key, rows.get(index)) {
                one.put("value", key.clone()).text("text", self.line(question, row));
            }
            // The titles of a panel are those of the question, with what the panel says in their places.
            if let (Some(source), Some(first)) = (panels, item.elements.first()) {
                one.put("texts", self.texts(source, *first));
            }
            told.push(one.put("elements", self.nodes(&item.elements, &mut Numbers(None))).done());
        }
        Value::list(told)
    }

    /// What is missing or wrong in a question itself, not in the questions of its items.
    fn errors_of(&self, question: u32) -> Answer {
        let mut problems = Vec::new();
        self.check_question(question, &mut problems);
        let path = self.path(question);
        let mut told = Vec::new();
        for problem in problems.into_iter().filter(|problem| problem.question == path) {
            let mut one = Record::new();
            one.word("code", problem.code);
            if let Some(text) = problem.text {
                one.text("text", self.pipe_in(&text, question));
            }
            told.push(one.done());
        }
        Value::list(told)
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

/// The button that leads on.
fn on(last: bool, asks: bool) -> &'static str {
    match (last, asks) {
        (false, _) => "next",
        (true, true) => "preview",
        (true, false) => "complete",
    }
}

fn has_gap(text: &str) -> bool {
    cut(text, b"{").is_some()
}

/// Whether braces in a field are those of a condition or formula.
fn is_expression(name: &str) -> bool {
    name.ends_with("If") || name.ends_with("xpression") || name == "name" || name == "valueName"
}
