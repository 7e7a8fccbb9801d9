//! What a page is painted from: the tree of what is shown, and each question with its texts in the language, the
//! answers in their places. What the document says as it stands is found there, at the place that is told.

use super::Answer;
use super::address::Place;
use super::defaults::object;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Choice, Kind, Spec};
use super::state::Stage;
use super::text::Offer;
use crate::expr::{Field, Value};

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
        fields([
            ("stage", word(self.stage().as_str())),
            ("texts", self.texts(&self.source, NONE)),
            ("page", page.map_or(Value::Undefined, |page| self.node(*page, Value::Undefined))),
            ("index", number(index)),
            ("count", number(count)),
            ("buttons", self.buttons(index, count)),
            ("elements", elements),
        ])
    }

    /// A question with all that depends on answers; undefined where there is none at the path.
    #[must_use]
    pub fn question(&self, path: &str) -> Answer {
        let Some(question) = self.at(path) else { return Value::Undefined };
        let (Some(found), Some(spec)) = (self.element(question), self.spec(question)) else { return Value::Undefined };
        let composed = spec.kind.is_dynamic() || spec.kind == Kind::Multipletext;
        let listed = |choices: &[Choice], shown: &[bool]| self.lines(question, choices, shown);
        let grid = spec.grid.as_ref().filter(|_| spec.kind == Kind::Matrix);
        fields([
            ("path", Value::Text(self.path(question).into())),
            ("name", word(&spec.name)),
            ("type", word(spec.kind.as_str())),
            ("place", word(&spec.place)),
            ("texts", self.texts_of(question)),
            ("shown", flag(found.shown)),
            ("required", flag(found.required)),
            ("readOnly", flag(self.is_read_only(question))),
            ("value", if composed { Value::Undefined } else { self.answer_of(question).clone() }),
            ("comment", self.comment_of(question)),
            ("choices", self.offered_choices(question, spec)),
            ("rows", grid.map_or(Value::Undefined, |grid| listed(&grid.rows, &found.rows))),
            ("columns", grid.map_or(Value::Undefined, |grid| listed(&grid.columns, &found.columns))),
            ("items", if composed { self.painted_items(question) } else { Value::Undefined }),
            ("errors", self.errors_of(question)),
        ])
    }

    /// What comes after the end: what to show, and where to go.
    #[must_use]
    pub fn ending(&self) -> Answer {
        let text = |text: Option<String>| text.map_or(Value::Undefined, |text| Value::Text(text.into()));
        fields([("html", text(self.completed_html())), ("url", text(self.navigate_to_url()))])
    }

    /// The pages, or the one question, that are on show.
    fn painted_roots(&self) -> Vec<u32> {
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
    fn progress(&self) -> (usize, usize) {
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
        let names: &[&str] = match self.stage() {
            Stage::Completed | Stage::Empty => &[],
            Stage::Starting => &["start"],
            Stage::Preview => &["edit", "complete"],
            Stage::Running => {
                let last = index.saturating_add(1) >= count;
                let on = if !last {
                    "next"
                } else if asks {
                    "preview"
                } else {
                    "complete"
                };
                return Value::list(
                    [(index > 0).then(|| word("previous")), Some(word(on))].into_iter().flatten().collect(),
                );
            }
        };
        Value::list(names.iter().map(|name| word(name)).collect())
    }

    fn children(&self, container: u32) -> Vec<u32> {
        self.element(container).map_or(Vec::new(), |found| found.children.clone())
    }

    /// What is shown of some elements.
    fn nodes(&self, elements: &[u32], numbers: &mut Numbers) -> Answer {
        let shown = elements.iter().filter(|element| self.element(**element).is_some_and(|found| found.shown));
        let node = |element: &u32| {
            if self.kind(*element).is_container() {
                let below = self.nodes(&self.children(*element), numbers);
                return self.node(*element, below);
            }
            fields([
                ("path", Value::Text(self.path(*element).into())),
                ("type", word(self.kind(*element).as_str())),
                ("number", numbers.next(self, *element)),
            ])
        };
        Value::list(shown.map(node).collect())
    }

    /// A page or panel.
    fn node(&self, container: u32, below: Answer) -> Answer {
        let Some(spec) = self.spec(container) else { return Value::Undefined };
        let required = self.is_required(container);
        fields([
            ("path", Value::Text(self.path(container).into())),
            ("type", word(spec.kind.as_str())),
            ("place", word(&spec.place)),
            ("texts", self.texts_of(container)),
            ("required", if required { flag(true) } else { Value::Undefined }),
            ("lacking", if self.lacks_answer(container) { flag(true) } else { Value::Undefined }),
            ("elements", below),
        ])
    }

    /// The numbers before the current page's first question.
    fn numbers(&self) -> Numbers {
        let mode = self.source.field("showQuestionNumbers").map(Value::to_plain_text).unwrap_or_default();
        if !matches!(&*mode, "on" | "true" | "onPage" | "onpage" | "recursive") {
            return Numbers(None);
        }
        let mut numbers = Numbers(Some(0));
        if mode.eq_ignore_ascii_case("onpage") || !matches!(self.stage(), Stage::Running) {
            return numbers;
        }
        let first = self.painted_roots().first().copied().unwrap_or(NONE);
        for element in self.walk(&self.visible_pages()).into_iter().take_while(|element| *element != first) {
            if self.element(element).is_some_and(|found| found.shown) {
                numbers.next(self, element);
            }
        }
        numbers
    }

    fn texts_of(&self, element: u32) -> Answer {
        let place = self.spec(element).map_or("", |spec| &*spec.place);
        Place(place).find(&self.source).map_or(Value::Undefined, |source| self.texts(source, element))
    }

    /// The texts of an object of the document that are not simply there: those in several languages, and those that
    /// want answers put in.
    fn texts(&self, source: &Answer, element: u32) -> Answer {
        let Value::Object(source) = source else { return Value::Undefined };
        let text = |field: &Field<'static>| {
            let written = match &field.value {
                Value::Text(text) if text.contains('{') && !is_expression(&field.name) => Some(&**text),
                Value::Object(texts) if texts.iter().all(|text| matches!(text.value, Value::Text(_))) => None,
                _ => return None,
            };
            let local = super::spec::Local::read(&field.value);
            let text = self.pipe_in(written.or_else(|| local.text(&self.options.locale))?, element);
            Some((field.name.clone(), Value::Text(text.into())))
        };
        let texts: Vec<_> = source.iter().filter_map(text).collect();
        if texts.is_empty() { Value::Undefined } else { object(texts) }
    }

    fn offered_choices(&self, question: u32, spec: &Spec) -> Answer {
        let Some(select) = &spec.select else { return Value::Undefined };
        let with = |offer: Offer| {
            let at = select.choices.iter().position(|choice| choice.value == offer.value);
            let inner = self.element(question).into_iter().flat_map(|found| &found.inner);
            let inner: Vec<u32> = inner.filter(|(place, _)| Some(*place) == at).map(|(_, inner)| *inner).collect();
            let elements = self.nodes(&inner, &mut Numbers(None));
            fields([
                ("value", offer.value),
                ("text", Value::Text(offer.text.into())),
                ("disabled", if offer.enabled { Value::Undefined } else { flag(true) }),
                ("elements", if elements.is_empty() { Value::Undefined } else { elements }),
            ])
        };
        Value::list(self.offers(question).into_iter().map(with).collect())
    }

    /// The rows or columns that are shown.
    fn lines(&self, question: u32, lines: &[Choice], shown: &[bool]) -> Answer {
        let shown = lines.iter().zip(shown).filter(|(_, shown)| **shown).map(|(line, _)| line);
        Value::list(
            shown.map(|line| fields([("value", line.value.clone()), ("text", self.line(question, line))])).collect(),
        )
    }

    fn line(&self, question: u32, line: &Choice) -> Answer {
        let text = line.text.text(&self.options.locale).map_or_else(|| line.value.to_plain_text(), str::to_owned);
        Value::Text(self.pipe_in(&text, question).into())
    }

    /// The panels or rows of a dynamic question that are shown.
    fn painted_items(&self, question: u32) -> Answer {
        let rows = self.spec(question).and_then(|spec| spec.grid.as_ref()).map_or(&[][..], |grid| &grid.rows);
        let items = self.element(question).map_or(&[][..], |found| &found.items);
        let item = |(index, id): (usize, &u32)| {
            let item = self.items.get(*id as usize).filter(|item| item.visible)?;
            let row = rows.get(index).filter(|_| item.key.is_some());
            Some(fields([
                ("index", number(index)),
                ("value", item.key.clone().unwrap_or(Value::Undefined)),
                ("text", row.map_or(Value::Undefined, |row| self.line(question, row))),
                ("elements", self.nodes(&item.elements, &mut Numbers(None))),
            ]))
        };
        Value::list(items.iter().enumerate().filter_map(item).collect())
    }

    /// What is missing or wrong in a question itself, not in the questions of its items.
    fn errors_of(&self, question: u32) -> Answer {
        let mut problems = Vec::new();
        self.check_question(question, &mut problems);
        let path = self.path(question);
        let own = problems.into_iter().filter(|problem| problem.question == path);
        let text = |text: String| Value::Text(self.pipe_in(&text, question).into());
        let error = |problem: super::Problem| {
            fields([("code", word(problem.code)), ("text", problem.text.map_or(Value::Undefined, text))])
        };
        Value::list(own.map(error).collect())
    }
}

/// The number of the last question that has one; none where they have none.
struct Numbers(Option<usize>);

impl Numbers {
    fn next(&mut self, survey: &Survey, question: u32) -> Answer {
        let Some(spec) = survey.spec(question) else { return Value::Undefined };
        let silent = spec.kind.is_container() || matches!(spec.kind, Kind::Html | Kind::Image | Kind::Empty);
        let hides = |source: &Answer| {
            let named = |name: &str, value: Value<'_>| source.field(name) == Some(&value);
            named("hideNumber", Value::Bool(true))
                || named("showNumber", Value::Bool(false))
                || named("titleLocation", Value::text("hidden"))
        };
        if silent || Place(&spec.place).find(&survey.source).is_some_and(hides) {
            return Value::Undefined;
        }
        let Some(last) = self.0 else { return Value::Undefined };
        let next = last.saturating_add(1);
        self.0 = Some(next);
        number(next)
    }
}

/// Whether braces in a field are those of a condition or formula.
fn is_expression(name: &str) -> bool {
    name.ends_with("If") || name.ends_with("xpression") || name == "name" || name == "valueName"
}

fn fields<const N: usize>(fields: [(&'static str, Answer); N]) -> Answer {
    object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn word(text: &str) -> Answer {
    Value::Text(text.to_owned().into())
}

fn flag(holds: bool) -> Answer {
    Value::Bool(holds)
}

fn number(number: usize) -> Answer {
    Value::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX)))
}
