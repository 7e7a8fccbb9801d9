//! Texts as the respondent reads them: in the language, with answers in their places.

use super::Answer;
use super::address::Place;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Flag, Given, Kind, Local, Word};
use crate::expr::{Path, Value, trim};
use crate::kernel::gather::Gather;
use crate::kernel::sort::ranked;
use crate::kernel::text::{beginnings, cut, joined, numbered};
use std::cell::Cell;

/// A choice as it is offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What is kept when it is chosen.
    pub value: Answer,
    /// What the respondent reads.
    pub text: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Its place among the choices that the document gives the question.
    pub(super) place: Option<usize>,
}

impl Survey {
    /// The title of a question, or its name.
    #[must_use]
    pub fn title(&self, question: &str) -> String {
        let Some(element) = self.question_named(question) else { return question.to_owned() };
        let title = self.spec(element).title.text(&self.options.locale);
        self.pipe(title.unwrap_or(question))
    }

    /// The page of thanks: the first whose condition holds, or that for all.
    #[must_use]
    pub fn completed_html(&self) -> Option<String> {
        self.chosen("completedHtmlOnCondition", "completedHtml")
    }

    /// Where to go after the end.
    #[must_use]
    pub fn navigate_to_url(&self) -> Option<String> {
        self.chosen("navigateToUrlOnCondition", "navigateToUrl")
    }

    fn chosen(&self, list: &str, otherwise: &str) -> Option<String> {
        let rules = self.document.endings.iter().filter(|ending| ending.list == list);
        let holds = |rule: &super::rule::Rule| self.holds(rule, NONE, NONE);
        let mut fitting = rules.filter(|ending| ending.rule.as_ref().is_some_and(holds));
        let text = match fitting.next() {
            Some(ending) => ending.text.clone(),
            None => self.source.field(otherwise).map_or(Local::None, Local::read),
        };
        text.text(&self.options.locale).map(|text| self.pipe(text))
    }

    /// A text with answers in the places of `{name}`; a name that nobody knows stays as it is.
    #[must_use]
    pub fn pipe(&self, template: &str) -> String {
        self.pipe_in(template, NONE)
    }

    /// The same for a text of an element, which may name what is in the same item: `{panel.name}`.
    pub(super) fn pipe_in(&self, template: &str, element: u32) -> String {
        self.piped(template, element, Reach { depth: MAX_DEPTH, left: &Cell::new(MAX_WORK) })
    }

    fn piped(&self, template: &str, element: u32, reach: Reach<'_>) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = cut(rest, b"{") {
            out.push_str(before);
            let Some((name, after)) = cut(after, b"}") else {
                out.push('{');
                out.push_str(after);
                return out;
            };
            if !reach.spend(name.len().saturating_add(2)) {
                break;
            }
            let name = trim(name);
            match self.near_words(name, element, reach).or_else(|| self.words(name, reach)) {
                Some(words) => {
                    reach.spend(words.len());
                    out.push_str(&words);
                }
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// What a text of a panel or row calls by its place in it; nothing where it is elsewhere.
    fn near_words(&self, name: &str, element: u32, reach: Reach<'_>) -> Option<String> {
        let mut item = self.element(element).item;
        let (near, field) = cut(name, b".").unwrap_or((name, ""));
        while item != NONE {
            let row = self.is_row(item);
            let found = self.item(item);
            match near.to_ascii_lowercase().as_str() {
                "panelindex" | "rowindex" if row == (near.len() == 8) => {
                    return Some(numbered("", self.position(item)?.saturating_add(1)));
                }
                "rowvalue" | "rowname" | "rowtitle" if row => return found.key.as_ref().map(Value::to_plain_text),
                "panel" if !row => return Some(self.words_in(item, field, reach)),
                "row" if row => return Some(self.words_in(item, field, reach)),
                _ => item = self.outer(item),
            }
        }
        None
    }

    /// An answer within an item, in words.
    fn words_in(&self, item: u32, name: &str, reach: Reach<'_>) -> String {
        let roots = &self.item(item).elements;
        let question = self.walk(roots).into_iter().find(|one| self.name(*one) == name);
        let answered = question.filter(|question| !self.answer_of(*question).is_empty());
        let value = answered.map(|question| self.displayed(question, self.answer_of(question), reach));
        value.or_else(|| self.item_answer(item).field(name).map(Value::to_plain_text)).unwrap_or_default()
    }

    /// An answer in words; nothing for a question without one, none for what is no name.
    fn words(&self, name: &str, reach: Reach<'_>) -> Option<String> {
        if let Some(value) = self.told_by_itself(name, None) {
            return Some(value.to_plain_text());
        }
        for end in beginnings(name).into_iter().rev() {
            let (head, rest) = name.split_at_checked(end)?;
            let head = cut(head, b"[").map_or(head, |(head, _)| head);
            let Some(value) = self.store.known(head) else { continue };
            if head.len() == name.len() {
                let slot = self.store.number_of(head);
                let question = slot.and_then(|slot| self.sharing(slot).first().copied());
                let shown = || question.map_or_else(|| value.to_plain_text(), |one| self.displayed(one, value, reach));
                return Some(if value.is_empty() { String::new() } else { shown() });
            }
            let path = if rest.is_empty() { name } else { rest.strip_prefix('.').unwrap_or(rest) };
            let found = Path::new(path).find(value).filter(|value| !value.is_empty());
            return Some(found.map_or_else(String::new, |value| value.to_plain_text()));
        }
        let slot = self.store.number_of(name)?;
        (!self.sharing(slot).is_empty()).then(String::new)
    }

    /// An answer in the words that the respondent sees.
    pub(super) fn display(&self, name: &str, value: &Answer) -> String {
        self.question_named(name).map_or_else(|| value.to_plain_text(), |question| self.display_of(question, value))
    }

    /// An answer of a question in the words that the respondent sees.
    pub(super) fn display_of(&self, question: u32, value: &Answer) -> String {
        self.displayed(question, value, Reach { depth: MAX_DEPTH, left: &Cell::new(MAX_WORK) })
    }

    fn displayed(&self, question: u32, value: &Answer, reach: Reach<'_>) -> String {
        let choices = &self.spec(self.source_of(question)).choices;
        let one = |value: &Answer| {
            let choice = choices.iter().find(|choice| choice.value.is_like(value));
            let text = choice.and_then(|choice| choice.text.text(&self.options.locale)).map(str::to_owned);
            match (text.or_else(|| self.yes_or_no(question, value)), reach.deeper()) {
                (Some(text), Some(deeper)) if reach.spend(text.len()) => self.piped(&text, NONE, deeper),
                _ => self.special(question, value).unwrap_or_else(|| value.to_plain_text()),
            }
        };
        match value {
            Value::List(items) => joined(&items.iter().map(one).collect::<Vec<_>>(), ", "),
            one_value => one(one_value),
        }
    }

    /// The question that a question has its choices from, at the end of the chain: mostly itself.
    pub(super) fn source_of(&self, question: u32) -> u32 {
        let next = |question: &u32| self.question_named(self.spec(*question).word(Word::From));
        std::iter::successors(Some(question), next).take(8).last().unwrap_or(question)
    }

    /// The words for what a question of yes or no is answered.
    fn yes_or_no(&self, question: u32, value: &Answer) -> Option<String> {
        let spec = self.spec(question);
        let is = |given: Given, otherwise: bool| match spec.value(given) {
            Value::Undefined => *value == Value::Bool(otherwise),
            given => given.is_like(value),
        };
        let [name, english, chinese] = match spec.kind {
            Kind::Boolean if is(Given::Yes, true) => ["labelTrue", "Yes", "是"],
            Kind::Boolean if is(Given::No, false) => ["labelFalse", "No", "否"],
            _ => return None,
        };
        let locale = &*self.options.locale;
        let own = Place(&spec.place).find(&self.source).and_then(|source| source.field(name)).map(Local::read);
        let words = if locale.starts_with("zh") { chinese } else { english };
        Some(own.as_ref().and_then(|own| own.text(locale)).unwrap_or(words).to_owned())
    }

    /// The choices that a question offers now, in their order, the special ones at the end.
    #[must_use]
    pub fn choices(&self, question: &str) -> Vec<Offer> {
        self.question_named(question).map_or(Vec::new(), |question| self.offers(question))
    }

    pub(super) fn offers(&self, element: u32) -> Vec<Offer> {
        let spec = self.spec(element);
        let mut offers = Vec::new();
        let mut next = 0;
        for value in self.offered(element) {
            let offer = self.offer(element, value, next);
            next = offer.place.map_or(0, |place| place.saturating_add(1));
            offers.push(offer);
        }
        match &*spec.word(Word::Order).to_ascii_lowercase() {
            "asc" => offers = in_order(&offers, &ranked(offers.len(), &|a, b| text(&offers, a).cmp(text(&offers, b)))),
            "desc" => offers = in_order(&offers, &ranked(offers.len(), &|a, b| text(&offers, b).cmp(text(&offers, a)))),
            "random" => {
                let mut order = (0..offers.len()).gather();
                self.chance(&spec.name).shuffle(&mut order);
                offers = in_order(&offers, &order);
            }
            _ => {}
        }
        let most = spec.count(Given::MaxCount).filter(|most| *most > 0 && self.is_multiple(element));
        let chosen = if let Value::List(chosen) = self.answer_of(element) { chosen.len() } else { 0 };
        let is_full = most.is_some_and(|most| chosen >= most);
        if is_full {
            // Who has chosen as many as there may be can only take one back.
            offers.iter_mut().for_each(|offer| offer.enabled &= self.is_chosen(element, &offer.value));
        }
        let enabled = offers.iter().filter(|offer| offer.enabled).count();
        for (word, ..) in SPECIAL {
            let value = Value::text(word);
            let Some(text) = self.special(element, &value) else { continue };
            let (at, enabled) = match word {
                "all" => (0, enabled > 0 && most.is_none_or(|most| enabled <= most)),
                "other" => (offers.len(), !is_full || self.is_chosen(element, &value)),
                _ => (offers.len(), true),
            };
            offers.insert(at, Offer { value, text: self.pipe(&text), enabled, place: None });
        }
        offers
    }

    /// The words for a special choice of a question; none where there is no such choice.
    fn special(&self, question: u32, value: &Answer) -> Option<String> {
        let (spec, locale) = (self.spec(question), &*self.options.locale);
        let flags = [Flag::None, Flag::Refuse, Flag::DontKnow, Flag::Other, Flag::All];
        let mut all = SPECIAL.into_iter().zip(flags).zip(&spec.texts);
        let (((_, english, chinese), _), own) =
            all.find(|(((word, ..), flag), _)| spec.is(*flag) && *value == Value::text(word))?;
        let words = if locale.starts_with("zh") { chinese } else { english };
        Some(own.text(locale).unwrap_or(words).to_owned())
    }

    /// What is offered mostly comes in the order of the choices: it is looked for from the one that is next.
    fn offer(&self, question: u32, value: Answer, next: usize) -> Offer {
        let choices = &self.spec(question).choices;
        let is_it = |at: &usize| choices.get(*at).is_some_and(|choice| choice.value == value);
        let place = (next..choices.len()).chain(0..next).find(is_it);
        let text = match place.and_then(|at| choices.get(at)) {
            Some(choice) => match choice.text.text(&self.options.locale) {
                Some(text) => self.pipe(text),
                None => self.pipe(&value.to_plain_text()),
            },
            // Answers are in their places already; braces that a respondent has typed are no names.
            None => self.display_of(question, &value),
        };
        let states = &self.element(question).choices;
        let enabled = place.and_then(|at| states.get(at)).is_none_or(|state| state.enabled);
        Offer { text, value, enabled, place }
    }
}

/// How often an answer in a text may be a choice whose text has answers in it.
const MAX_DEPTH: u8 = 2;

/// How many bytes of names and of what comes in their places one text may cost, all levels together.
const MAX_WORK: usize = 100_000;

/// How far answers are still put into a text: beyond it stands what is written.
#[derive(Clone, Copy)]
struct Reach<'w> {
    depth: u8,
    left: &'w Cell<usize>,
}

impl Reach<'_> {
    /// The same within the text of a choice; none where that stays as it is.
    fn deeper(self) -> Option<Self> {
        Some(Reach { depth: self.depth.checked_sub(1)?, ..self })
    }

    /// Whether there was anything left.
    fn spend(self, bytes: usize) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(bytes));
        left > 0
    }
}

/// The values of the special choices, with their words in English and Chinese where the author has none.
const SPECIAL: [(&str, &str, &str); 5] = [
    ("none", "None", "无"),
    ("refused", "Refuse to answer", "不愿回答"),
    ("dontknow", "Don't know", "不知道"),
    ("other", "Other (describe)", "其他（请说明）"),
    ("all", "Select all", "全选"),
];

fn text(offers: &[Offer], at: usize) -> &str {
    offers.get(at).map_or("", |offer| &offer.text)
}

/// The choices in another order.
fn in_order(offers: &[Offer], order: &[usize]) -> Vec<Offer> {
    order.iter().filter_map(|at| offers.get(*at).cloned()).gather()
}
