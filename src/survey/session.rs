//! A session: the document at work, and the calls that it answers.

use super::ask::Standing;
use super::changes::Changes;
use super::document;
use super::model::{Cell, Element, Item, NO_ELEMENT, NO_ITEM, NONE};
use super::spec::{Document, Kind, Spec, Warning};
use super::state::Stage;
use super::store::{NOTHING, Store};
use super::vocabulary::{Unknown, Vocabulary};
use super::{Answer, State};
use crate::expr::Value;
use crate::kernel::Result;
use crate::kernel::gather::Gather;
use crate::kernel::json::Reader;
use crate::kernel::names::Names;
use std::hint::black_box;
use std::sync::Arc;

/// What a session must be told, since it has neither a clock nor chance.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language of texts, such as `zh-CN`; empty for the document's own.
    pub locale: String,
    /// The moment, in milliseconds since 1970.
    pub now: Option<i64>,
    /// How many seconds local time is ahead of UTC, a day at most.
    pub offset: i32,
    /// What random orders follow.
    pub seed: u64,
    /// The seconds that were spent on pages before, where a session goes on: see [`Survey::elapsed`].
    pub elapsed: Vec<(String, f64)>,
}

/// A survey in progress.
// In memory as it stands here, what is asked for most first: a place below 128 is a number of one byte in the wasm.
#[derive(Debug, Clone)]
#[repr(C)]
pub struct Survey {
    pub(super) elements: Vec<Element>,
    pub(super) items: Vec<Item>,
    pub(super) document: Arc<Document>,
    pub(super) page: u32,
    pub(super) cells: Vec<Cell>,
    pub(super) pages: Vec<u32>,
    /// The elements whose slots they share, by slot.
    pub(super) by_slot: Vec<Vec<u32>>,
    pub(super) source: Arc<Answer>,
    pub(super) preview: bool,
    /// Whether the preview shows only what is answered.
    pub(super) only_answered: bool,
    pub(super) completed: bool,
    pub(super) started: bool,
    /// Whether somebody paints the pages.
    pub(super) painted: bool,
    pub(super) loading: bool,
    /// Whether appearing and going have no effect: while elements are made.
    pub(super) quiet: bool,
    /// The question, where there is one on a page at a time.
    pub(super) single: u32,
    /// The page whose dynamic questions have their items, and where the survey stood then.
    pub(super) opened: (u32, Stage),
    pub(super) store: Store,
    pub(super) options: Options,
    pub(super) work: super::settle::Work,
    /// The calls of triggers: the slots that changed while they run.
    pub(super) pulled: Option<Vec<u32>>,
    /// The questions that are given an answer at the moment, each by the one before.
    pub(super) giving: Vec<u32>,
    /// Cells of triggers of questions that read nothing, and so run whatever changes.
    pub(super) restless: Vec<u32>,
    /// How many cells have a place in the document.
    pub(super) order: u32,
    /// From where to where triggers have skipped.
    pub(super) skips: Vec<(u32, u32)>,
    /// The dynamic questions whose number of items is another answer.
    pub(super) bound: Vec<u32>,
    /// The first question of each name.
    pub(super) by_name: Vec<u32>,
    pub(super) names: Names,
    /// How it stood before its conditions ran.
    pub(super) standing: Standing,
    /// Cells whose expressions ask the survey and not only the answers.
    pub(super) asking: Vec<u32>,
    /// Cells whose expressions ask for the moment.
    pub(super) timed: Vec<u32>,
    pub(super) free_elements: Vec<u32>,
    pub(super) free_items: Vec<u32>,
    /// How many items stand within other items.
    pub(super) inner_items: usize,
    pub(super) free_cells: Vec<u32>,
    /// Cells of dropped items that others may still name.
    pub(super) dead: Vec<u32>,
    pub(super) changes: Changes,
    pub(super) times: super::timing::Times,
}

impl Survey {
    /// Reads a SurveyJS document and begins.
    ///
    /// # Errors
    /// What is not JSON, nested too deeply, or too large. What is merely unknown is in [`Survey::warnings`]. Of the
    /// options a moment beyond the years 1 to 9999, an offset of more than a day, and a time that nobody can have spent.
    pub fn parse(json: &str, options: Options) -> Result<Survey> {
        options.check()?;
        let mut survey = Survey::read(json)?;
        survey.begin(options);
        Ok(survey)
    }

    /// Reads a document into a session that has not begun.
    pub(super) fn read(json: &str) -> Result<Survey> {
        let source = Value::parse_json(json)?;
        if !matches!(source, Value::Object(_)) {
            return Err(Reader::new(json).mismatch("object"));
        }
        let mut store = Store::default();
        let document = document::read(&source, &mut store, None)?;
        Ok(Survey {
            document: Arc::new(document),
            source: Arc::new(source),
            options: Options::default(),
            store,
            elements: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            pages: Vec::new(),
            work: super::settle::Work::default(),
            pulled: None,
            giving: Vec::new(),
            loading: true,
            quiet: true,
            restless: Vec::new(),
            order: 0,
            page: NONE,
            single: NONE,
            started: false,
            completed: false,
            preview: false,
            only_answered: false,
            skips: Vec::new(),
            by_slot: Vec::new(),
            bound: Vec::new(),
            by_name: Vec::new(),
            names: Names::default(),
            opened: (NONE, Stage::Empty),
            painted: false,
            standing: Standing::default(),
            asking: Vec::new(),
            timed: Vec::new(),
            free_elements: Vec::new(),
            free_items: Vec::new(),
            inner_items: 0,
            free_cells: Vec::new(),
            dead: Vec::new(),
            changes: Changes::default(),
            times: super::timing::Times::default(),
        })
    }

    /// Begins, with what a session must be told.
    pub(super) fn begin(&mut self, options: Options) {
        self.options = options;
        if let (true, Some(Value::Text(locale))) = (self.options.locale.is_empty(), self.source.field("locale")) {
            self.options.locale = locale.to_string();
        }
        self.build();
    }

    /// What the document says that the engine does not know: what is no expression, type or function, and names that are
    /// not in a vocabulary, which is [`VOCABULARY`](super::VOCABULARY) or another that is written so. The document is read
    /// again for it.
    #[must_use]
    pub fn warnings(&self, vocabulary: &str) -> Vec<Warning> {
        let mut unknown = Unknown { vocabulary: Vocabulary::read(vocabulary), warnings: Vec::new() };
        // It has been read before, so it is not refused now.
        let _ = document::read(&self.source, &mut Store::default(), Some(&mut unknown));
        unknown.warnings
    }

    /// The whole document, what is unknown included.
    #[must_use]
    pub fn document(&self) -> &Answer {
        &self.source
    }

    /// The answer of a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Answer> {
        self.store.find(name).map(|slot| &slot.data).filter(|value| !matches!(value, Value::Undefined))
    }

    /// Gives an answer; an empty one takes it away.
    pub fn set_value(&mut self, name: &str, value: Answer) -> Changes {
        self.call(|survey| survey.take_value(name, value))
    }

    pub(super) fn take_value(&mut self, name: &str, value: Answer) {
        self.take_time(self.answered(name));
        self.answer_name(name, value);
    }

    /// Takes an answer away, and the comment with it.
    pub fn clear_value(&mut self, name: &str) -> Changes {
        self.call(|survey| survey.take_away(name))
    }

    pub(super) fn take_away(&mut self, name: &str) {
        self.take_time(self.answered(name));
        self.answer_name(name, Value::Undefined);
        self.comment_name(name, Value::Undefined);
    }

    /// Sets the comment of a question.
    pub fn set_comment(&mut self, name: &str, text: &str) -> Changes {
        self.call(|survey| survey.take_comment(name, text))
    }

    pub(super) fn take_comment(&mut self, name: &str, text: &str) {
        self.take_time(self.answered(name));
        self.comment_name(name, Value::Text(text.to_owned().into()));
    }

    /// Sets a variable, which expressions read and the data does not have.
    pub fn set_variable(&mut self, name: &str, value: Answer) -> Changes {
        self.call(|survey| survey.assign_variable(name, value))
    }

    /// Replaces all answers.
    pub fn set_data(&mut self, data: &Answer) -> Changes {
        self.call(|survey| survey.replace(data, true))
    }

    /// Adds answers to those that are there.
    pub fn merge_data(&mut self, data: &Answer) -> Changes {
        self.call(|survey| survey.replace(data, false))
    }

    /// Changes the language of texts, and so what everything looks like.
    pub fn set_locale(&mut self, locale: &str) -> Changes {
        self.call(|survey| survey.speak(locale))
    }

    pub(super) fn speak(&mut self, locale: &str) {
        locale.clone_into(&mut self.options.locale);
        self.mark_asking();
        self.walk(&self.pages).into_iter().for_each(|element| self.note(element));
        self.every_question().into_iter().for_each(|element| self.note(element));
    }

    /// How the survey stands.
    #[must_use]
    pub fn state(&self) -> State {
        State::of(self)
    }

    /// Runs a call and says what it changed.
    #[inline]
    pub(super) fn call(&mut self, run: impl FnOnce(&mut Survey)) -> Changes {
        let before = self.before_call();
        run(self);
        self.after_call(before)
    }

    fn before_call(&mut self) -> (u32, Stage) {
        self.changes = Changes::default();
        (self.page, self.stage())
    }

    fn after_call(&mut self, (page, stage): (u32, Stage)) -> Changes {
        self.settle();
        self.keep_page();
        self.open_page();
        self.sweep();
        self.rest();
        self.changes.page |= page != self.page;
        self.changes.stage |= stage != self.stage();
        std::mem::take(&mut self.changes).each_once()
    }

    /// The document, held while the session changes.
    #[inline(never)]
    pub(super) fn held_document(&self) -> Arc<Document> {
        Arc::clone(&self.document)
    }

    /// What the document says of an element.
    pub(super) fn spec(&self, element: u32) -> &Spec {
        self.document.spec(self.element(element).spec)
    }

    pub(super) fn kind(&self, element: u32) -> Kind {
        self.spec(element).kind
    }

    pub(super) fn name(&self, element: u32) -> &str {
        &self.spec(element).name
    }

    /// An element; one that is nowhere and never shown, where there is none of the number.
    // Seen by the compiler as it is here, the session is what callers pass, and not where its elements are and how many.
    #[inline(never)]
    pub(super) fn element(&self, element: u32) -> &Element {
        black_box(self).elements.get(element as usize).unwrap_or(&NO_ELEMENT)
    }

    /// An item; one of nothing, where there is none of the number.
    #[inline(never)]
    pub(super) fn item(&self, item: u32) -> &Item {
        black_box(self).items.get(item as usize).unwrap_or(&NO_ITEM)
    }

    pub(super) fn element_mut(&mut self, element: u32) -> Option<&mut Element> {
        self.elements.get_mut(element as usize)
    }

    /// The answer of a question.
    pub(super) fn answer_of(&self, element: u32) -> &Answer {
        let found = self.element(element);
        if found.item == NONE {
            return self.store.data(found.slot);
        }
        let name = &*self.spec(element).value_name;
        self.item_answer(found.item).field(name).unwrap_or(&NOTHING)
    }

    /// The elements below some, in the order of the document, without the items of dynamic questions.
    pub(super) fn walk(&self, roots: &[u32]) -> Vec<u32> {
        let mut open = Vec::new();
        turned(roots, &mut open);
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            found.push(next);
            turned(&self.element(next).children, &mut open);
        }
        found
    }

    /// The questions below some elements, in the order of the document, without the items of dynamic questions.
    pub(super) fn asked(&self, roots: &[u32]) -> Vec<u32> {
        self.walk(roots).into_iter().filter(|element| !self.kind(*element).is_container()).gather()
    }

    /// Those of them that are shown.
    pub(super) fn asked_and_shown(&self, roots: &[u32]) -> Vec<u32> {
        self.asked(roots).into_iter().filter(|question| self.element(*question).shown).gather()
    }

    /// The questions of the survey, in the order of the document.
    pub(super) fn questions(&self) -> Vec<u32> {
        self.asked(&self.pages)
    }

    pub(super) fn question_named(&self, name: &str) -> Option<u32> {
        self.by_name.get(self.names.number(name)? as usize).copied()
    }

    /// Whether the order of a list counts when expressions compare it.
    pub(super) fn is_ranking(&self, read: u32) -> bool {
        let ranking = |slot: &u32| self.sharing(*slot).iter().any(|question| self.kind(*question) == Kind::Ranking);
        self.store.slots_of(read).iter().any(ranking)
    }
}

/// Puts what is to be taken next last.
pub(super) fn turned(elements: &[u32], open: &mut Vec<u32>) {
    elements.iter().rev().copied().gather_into(open);
}
