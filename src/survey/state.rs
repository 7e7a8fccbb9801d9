//! How the survey stands: what a page needs to be painted.

use super::Answer;
use super::defaults::object;
use super::model::NONE;
use super::session::Survey;
use super::spec::{Flag, When};
use super::told::Told;
use crate::expr::Value;
use crate::kernel::gather::Gather;

/// Where the survey stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// On the page before the first.
    Starting,
    /// On a page.
    Running,
    /// All answers are shown before the end.
    Preview,
    /// At the end.
    Completed,
    /// There is no page to see.
    Empty,
}

impl Stage {
    /// The word that SurveyJS has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Starting => "starting",
            Stage::Running => "running",
            Stage::Preview => "preview",
            Stage::Completed => "completed",
            Stage::Empty => "empty",
        }
    }
}

/// An answer that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The question, by its path: `people[0].email` within an item.
    pub question: String,
    /// What is wrong, such as `required` or `numeric`.
    pub code: &'static str,
    /// What the document says about it.
    pub text: Option<String>,
}

/// How the survey stands.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// All answers, by name.
    pub data: Answer,
    /// The questions that are shown.
    pub visible: Vec<String>,
    /// Those among all that need an answer.
    pub required: Vec<String>,
    /// Those that cannot be answered.
    pub read_only: Vec<String>,
    /// The pages that can be seen.
    pub pages: Vec<String>,
    /// The current page.
    pub page: Option<String>,
    /// Where the survey stands as a whole.
    pub stage: Stage,
    /// What is missing or wrong in what is on show.
    pub errors: Vec<Problem>,
}

/// Whether a question is one of those that a list names.
type Fits = fn(&Survey, u32) -> bool;

impl State {
    pub(super) fn of(survey: &Survey) -> State {
        State {
            data: survey.data(),
            visible: survey.names_of(Survey::is_seen),
            required: survey.names_of(Survey::is_required),
            read_only: survey.names_of(Survey::is_read_only),
            pages: survey.page_names(),
            page: survey.page_name().map(str::to_owned),
            stage: survey.stage(),
            errors: survey.problems(),
        }
    }
}

pub(super) fn tell_problems(problems: &[Problem], told: &mut Told) {
    told.open("[");
    for problem in problems {
        told.open("{");
        told.text("question", &problem.question);
        told.text("code", problem.code);
        problem.text.iter().for_each(|text| told.text("text", text));
        told.close("}");
    }
    told.close("]");
}

impl Survey {
    /// How the survey stands, as an object.
    pub(super) fn tell_state(&self, told: &mut Told) {
        told.open("{");
        told.put("data", &self.data());
        let lists: [(&str, Fits); 3] =
            [("visible", Survey::is_seen), ("required", Survey::is_required), ("readOnly", Survey::is_read_only)];
        lists.iter().for_each(|(name, fits)| told.texts(name, &self.names_of(*fits)));
        told.texts("visiblePages", &self.page_names());
        told.put("page", &self.page_name().map_or(Value::Null, Value::text));
        told.text("state", self.stage().as_str());
        told.key("errors");
        tell_problems(&self.problems(), told);
        told.close("}");
    }

    /// The names of some questions.
    fn names_of(&self, fits: Fits) -> Vec<String> {
        let questions = self.questions().into_iter().filter(|question| fits(self, *question));
        questions.map(|question| self.name(question).to_owned()).gather()
    }

    /// All answers, by name.
    #[must_use]
    pub fn data(&self) -> Answer {
        let included = |name: &str| self.document.calculated.iter().any(|value| value.included && *value.name == *name);
        let answer = |slot: &super::store::Slot| match &slot.extra {
            Value::Undefined => slot.data.clone(),
            extra if included(&slot.name) => extra.clone(),
            _ => slot.data.clone(),
        };
        let answers = self.store.slots().iter().map(|slot| (slot, answer(slot)));
        let present = answers.filter(|(_, answer)| !matches!(answer, Value::Undefined));
        object(present.map(|(slot, answer)| (slot.name.to_string().into(), answer)).gather())
    }

    /// Whether a page, panel or question is on show.
    pub(super) fn is_seen(&self, element: u32) -> bool {
        self.element(element).shown
            && !(self.preview && self.only_answered && !self.is_any_answered(&self.walk(&[element])))
    }

    pub(super) fn is_required(&self, question: u32) -> bool {
        self.element(question).required
    }

    /// Whether a question cannot be answered, by itself or by what it stands in.
    pub(super) fn is_read_only(&self, question: u32) -> bool {
        if self.preview || self.document.settings.read_only {
            return true;
        }
        let mut at = question;
        while at != NONE {
            let (found, spec) = (self.element(at), self.spec(at));
            // A condition has the last word.
            let read_only = spec.is(Flag::ReadOnly) && spec.rule(When::Enabled).is_none();
            if read_only || !found.enabled {
                return true;
            }
            at = self.around(at);
        }
        false
    }

    fn page_names(&self) -> Vec<String> {
        if self.preview {
            return vec![PREVIEW.to_owned()];
        }
        if self.document.settings.per_page.as_ref() == "singlePage" {
            return vec![SINGLE.to_owned()];
        }
        self.visible_pages().into_iter().map(|page| self.name(page).to_owned()).gather()
    }

    fn page_name(&self) -> Option<&str> {
        match self.page {
            _ if self.preview => Some(PREVIEW),
            _ if self.document.settings.per_page.as_ref() == "singlePage" => Some(SINGLE),
            NONE => None,
            page => Some(self.name(page)),
        }
    }
}

const PREVIEW: &str = "preview-page";
const SINGLE: &str = "single-page";
