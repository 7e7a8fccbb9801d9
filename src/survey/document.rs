//! Reads the document: SurveyJS JSON as it is, with what is unknown named in a list.

use super::Answer;
use super::fields::Fields;
use super::rule::Rule;
use super::spec::*;
use super::store::Store;
use super::vocabulary::Unknown;
use crate::expr::{Value, trim};
use crate::kernel::text::{numbered, words};
use crate::kernel::{Code, Error, Result};

/// How many pages, panels and questions a document may have.
const MAX_ELEMENTS: usize = 100_000;

/// Reads one document.
pub(super) struct Reading<'s, 'v> {
    pub(super) store: &'s mut Store,
    specs: Vec<Spec>,
    /// Where somebody asks for it, what is unknown.
    unknown: Option<&'s mut Unknown<'v>>,
    /// How many questions have no name.
    unnamed: usize,
}

/// The typed form of a document; and where somebody asks for it, what is unknown in it.
pub(super) fn read<'s, 'v>(
    json: &Answer,
    store: &'s mut Store,
    unknown: Option<&'s mut Unknown<'v>>,
) -> Result<Document> {
    let fields = Fields::new(json, String::new());
    let mut reading = Reading { store, specs: Vec::new(), unknown, unnamed: 0 };
    reading.warn(&fields, &["survey"]);
    let pages = reading.pages(&fields)?;
    let triggers = reading.triggers(&fields);
    let calculated = reading.calculated(&fields);
    let endings = reading.endings(&fields);
    Ok(Document {
        specs: reading.specs,
        pages,
        triggers,
        calculated,
        endings,
        settings: settings(&fields),
        blank: Spec::new(Kind::Empty, ""),
    })
}

fn settings(fields: &Fields<'_>) -> Settings {
    let word = |name: &str| fields.text(name).unwrap_or_default().into();
    let single = fields.flag("isSinglePage");
    let on_complete = fields.text("checkErrorsMode") == Some("onComplete");
    Settings {
        clear: Clear::read(fields.text("clearInvisibleValues")).unwrap_or(Clear::OnComplete),
        start_page: fields.flag("firstPageIsStartPage/firstPageIsStarted"),
        others_as_comment: fields.maybe("storeOthersAsComment").unwrap_or(true),
        check: word("checkErrorsMode"),
        per_page: if single { "singlePage".into() } else { word("questionsOnPageMode") },
        read_only: fields.flag("readOnly") || fields.text("mode") == Some("display"),
        random: fields.text("questionOrder/questionsOrder") == Some("random"),
        time_limit: fields.number("timeLimit/maxTimeToFinish"),
        page_time_limit: fields.number("timeLimitPerPage/maxTimeToFinishPage"),
        previews_answers: matches!(
            fields.text("previewMode/showPreviewBeforeComplete"),
            Some("answeredQuestions" | "showAnsweredQuestions")
        ),
        allow_switch: on_complete || fields.flag("validationAllowSwitchPages"),
    }
}

impl Reading<'_, '_> {
    fn pages(&mut self, fields: &Fields<'_>) -> Result<Vec<u32>> {
        let mut pages = Vec::new();
        for page in fields.items("pages") {
            pages.push(self.page(&page, &pages)?);
        }
        let loose = ["elements", "questions"].iter().any(|name| !fields.list(name).is_empty());
        if pages.is_empty() && loose {
            let mut spec = Spec::new(Kind::Page, "page1");
            spec.children = self.children(fields)?;
            pages.push(self.add(spec)?);
        }
        Ok(pages)
    }

    fn page(&mut self, fields: &Fields<'_>, before: &[u32]) -> Result<u32> {
        self.warn(fields, &["page"]);
        let given = fields.name("name");
        let name = if given.is_empty() { self.page_name(before) } else { given };
        let mut spec = self.common(fields, Kind::Page, &name);
        spec.children = self.children(fields)?;
        self.add(spec)
    }

    /// A name for a page without one: the first number that no page before it has.
    fn page_name(&self, before: &[u32]) -> Box<str> {
        let taken = |name: &str| {
            before.iter().any(|page| self.specs.get(*page as usize).is_some_and(|page| *page.name == *name))
        };
        let names = (1_usize..).map(|number| numbered("page", number));
        names.take(before.len().saturating_add(1)).find(|name| !taken(name)).unwrap_or_default().into()
    }

    /// Whether somebody asks, and there is no page, panel or question of a name.
    pub(super) fn misses(&self, name: &str) -> bool {
        self.unknown.is_some() && !self.specs.iter().any(|spec| *spec.name == *name)
    }

    fn children(&mut self, fields: &Fields<'_>) -> Result<Vec<u32>> {
        let name = if fields.get("elements").is_some() { "elements" } else { "questions" };
        self.elements(fields, name)
    }

    pub(super) fn elements(&mut self, fields: &Fields<'_>, list: &str) -> Result<Vec<u32>> {
        let mut children = Vec::new();
        for element in fields.items(list) {
            if let Some(child) = self.element(&element)? {
                children.push(child);
            }
        }
        Ok(children)
    }

    /// One panel or question; none if its type is unknown.
    fn element(&mut self, fields: &Fields<'_>) -> Result<Option<u32>> {
        let class = fields.text("type").unwrap_or_default();
        let Some(kind) = Kind::named(class) else {
            self.note("unknown-type", fields, "type");
            return Ok(None);
        };
        self.warn(fields, &[class]);
        let spec = self.question(fields, kind)?;
        self.add(spec).map(Some)
    }

    pub(super) fn question(&mut self, fields: &Fields<'_>, kind: Kind) -> Result<Spec> {
        let mut name = fields.name("name");
        if name.is_empty() && kind != Kind::Panel {
            self.unnamed = self.unnamed.saturating_add(1);
            name = numbered("question", self.unnamed).into();
        }
        let mut spec = self.common(fields, kind, &name);
        if kind == Kind::Panel {
            spec.children = self.children(fields)?;
            return Ok(spec);
        }
        self.details(fields, &mut spec)?;
        Ok(spec)
    }

    pub(super) fn add(&mut self, spec: Spec) -> Result<u32> {
        let index = self.specs.len();
        if index >= MAX_ELEMENTS {
            let limit = i64::try_from(MAX_ELEMENTS).unwrap_or(i64::MAX);
            return Err(Error::new(Code::TooLarge).with("what", "elements").with_number("limit", limit));
        }
        self.specs.push(spec);
        Ok(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// What pages, panels and questions have in common.
    fn common(&mut self, fields: &Fields<'_>, kind: Kind, name: &str) -> Spec {
        let value_name = fields.name("valueName");
        let mut spec = Spec::new(kind, name);
        if !value_name.is_empty() {
            spec.value_name = value_name;
        }
        spec.place = (&*fields.path).into();
        spec.title = fields.local("title");
        spec.hidden = fields.maybe("visible") == Some(false);
        // The properties of pages and panels come first, then those of questions, then those of choices.
        let first = |container: usize, question: usize| match kind {
            Kind::Page | Kind::Panel => container,
            kind if kind.selects() => usize::MAX,
            _ => question,
        };
        for (flag, names) in spec.flags.iter_mut().zip(words(FLAGS)).take(first(2, 6)) {
            *flag = fields.flag(names);
        }
        for (rule, name) in spec.rules.iter_mut().zip(words(RULES)).take(first(3, 12)) {
            *rule = self.rule(fields, name);
        }
        for (word, name) in spec.words.iter_mut().zip(words(WORDS)).take(first(0, 2)) {
            *word = fields.name(name);
        }
        for (value, names) in spec.values.iter_mut().zip(words(VALUES)) {
            *value = fields.get(names).cloned().unwrap_or(Value::Undefined);
        }
        spec.random = match fields.text("questionOrder/questionsOrder") {
            Some("random") => Some(true),
            Some("initial") => Some(false),
            _ => None,
        };
        spec
    }

    pub(super) fn rule(&mut self, fields: &Fields<'_>, name: &str) -> Option<Rule> {
        let rule = match fields.get(name)? {
            Value::Text(text) if trim(text).is_empty() => return None,
            Value::Text(text) => Rule::compile(text, self.store).ok(),
            value if value.is_empty() => return None,
            _ => None,
        };
        let code = match &rule {
            None => "expression",
            Some(rule) if rule.expression().calls_unknown() => "unknown-function",
            Some(_) => return rule,
        };
        self.note(code, fields, name);
        rule
    }

    /// Names a field that has no effect.
    pub(super) fn note(&mut self, code: &'static str, fields: &Fields<'_>, name: &str) {
        if let Some(unknown) = &mut self.unknown {
            unknown.warnings.push(Warning { code, path: fields.at(name) });
        }
    }

    pub(super) fn warn(&mut self, fields: &Fields<'_>, classes: &[&str]) {
        if let Some(unknown) = &mut self.unknown {
            fields.warn_unknown(classes, unknown);
        }
    }

    /// What comes after the end, by condition.
    fn endings(&mut self, fields: &Fields<'_>) -> Vec<Ending> {
        let mut endings = Vec::new();
        for (list, field) in [("completedHtmlOnCondition", "html"), ("navigateToUrlOnCondition", "url")] {
            for ending in fields.items(list) {
                self.warn(&ending, &["htmlconditionitem", "urlconditionitem"]);
                endings.push(Ending { list, rule: self.rule(&ending, "expression"), text: ending.local(field) });
            }
        }
        endings
    }

    fn calculated(&mut self, fields: &Fields<'_>) -> Vec<Calculated> {
        let mut list = Vec::new();
        for value in fields.items("calculatedValues") {
            self.warn(&value, &["calculatedvalue"]);
            let rule = self.rule(&value, "expression");
            list.push(Calculated { name: value.name("name"), rule, included: value.flag("includeIntoResult") });
        }
        list
    }
}
