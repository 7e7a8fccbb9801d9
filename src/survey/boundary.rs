//! One JSON text in, one out: what a thin binding calls.

use super::changes::Changes;
use super::record::{Record, written};
use super::session::Survey;
use super::spec::Warning;
use super::{Answer, Options};
use crate::expr::Value;
use crate::kernel::gather::Gather;
use crate::kernel::json::Json;
use crate::kernel::{Code, Error, Result};

impl Survey {
    /// Reads a document with options: `{"locale", "now", "offset", "seed", "elapsed"}`, all of which may be left out.
    ///
    /// ```
    /// use patronage::survey::Survey;
    /// let error = Survey::parse_json("{}", r#"{"seed": -1}"#).unwrap_err();
    /// assert_eq!((error.code().as_str(), error.path()), ("range", "/seed"));
    /// ```
    ///
    /// # Errors
    /// Those of [`Survey::parse`]; [`Code::Type`], [`Code::Range`] and [`Code::UnknownField`] for the options.
    pub fn parse_json(document: &str, options: &str) -> Result<Survey> {
        Survey::parse(document, Options::read(&Json::parse(options)?, &[])?)
    }

    /// How the survey stands, as JSON.
    #[must_use]
    pub fn state_json(&self) -> String {
        written(&self.state().told())
    }

    /// The result of the quiz so far.
    fn told_quiz(&self) -> Answer {
        let super::Quiz { questions, correct, score } = self.quiz();
        let mut told = Record::new();
        told.number("questions", questions).number("correct", correct);
        told.put("score", Value::Number(score)).done()
    }

    /// What the document says that the engine does not know: a list of `{"code", "path"}`.
    fn told_warnings(&self) -> Answer {
        let told = |warning: &Warning| Record::new().word("code", warning.code).word("path", &warning.path).done();
        Value::list(self.warnings().iter().map(told).gather())
    }

    /// Answers one call, written as a list `[method, argument, …]`, with what is asked for or what it changed.
    ///
    /// ```
    /// use patronage::survey::{Options, Survey};
    /// let mut survey = Survey::parse(r#"{"elements": [{"type": "text", "name": "a"}]}"#, Options::default()).unwrap();
    /// let changes = survey.call_json(r#"["setValue", "a", 1]"#).unwrap();
    /// assert!(changes.starts_with(r#"{"values":["a"]"#));
    /// ```
    ///
    /// # Errors
    /// [`Code::Json`] and [`Code::TooDeep`] for the text, [`Code::Type`] where it is no call, [`Code::Choice`] where
    /// there is no such method.
    pub fn call_json(&mut self, call: &str) -> Result<String> {
        let json = Json::parse(call)?;
        let Value::List(call) = Value::from(&json).into_owned() else {
            return Err(Error::new(Code::Type).with("expected", "array").with("found", json.kind()));
        };
        let mut arguments = call.into_vec().into_iter();
        let method = match arguments.next() {
            Some(Value::Text(method)) => method,
            _ => return Err(Error::new(Code::Type).with("expected", "string").at_index(0)),
        };
        let told = match self.ask_json(&method, arguments.as_slice().first()) {
            Some(told) => Some(told),
            None => self.dispatch(&method, &mut arguments).map(|changes| changes.told()),
        };
        let told = told.ok_or_else(|| {
            Error::new(Code::Choice).with("found", method.to_string()).with("choices", METHODS).at_index(0)
        })?;
        Ok(written(&told))
    }

    /// What a call asks for that changes nothing.
    fn ask_json(&mut self, method: &str, argument: Option<&Answer>) -> Option<Answer> {
        let name = || argument.map(text).unwrap_or_default();
        Some(match method {
            "state" => self.state().told(),
            "value" => self.value(&name()).cloned().unwrap_or(Value::Null),
            "page" => self.page(),
            "question" => self.question(&name()),
            "ending" => self.ending(),
            "timings" => self.timings_object(),
            "elapsed" => self.told_elapsed(),
            "quiz" => self.told_quiz(),
            "warnings" => self.told_warnings(),
            _ => return None,
        })
    }

    fn dispatch(&mut self, method: &str, arguments: &mut dyn Iterator<Item = Answer>) -> Option<Changes> {
        let mut next = || arguments.next().unwrap_or(Value::Undefined);
        Some(match method {
            "answer" => self.answer(&text(&next()), next()),
            "comment" => self.comment(&text(&next()), &text(&next())),
            "addItem" => self.add_item(&text(&next())),
            "removeItem" => {
                let path = text(&next());
                self.remove_item(&path, super::fields::whole(next().as_number().unwrap_or(f64::MAX)))
            }
            "setValue" => self.set_value(&text(&next()), next()),
            "clearValue" => self.clear_value(&text(&next())),
            "setComment" => self.set_comment(&text(&next()), &text(&next())),
            "setVariable" => self.set_variable(&text(&next()), next()),
            "setData" => self.set_data(&next()),
            "mergeData" => self.merge_data(&next()),
            "setLocale" => self.set_locale(&text(&next())),
            "open" => self.open(&text(&next())),
            "tick" => self.tick(next().as_number().unwrap_or(0.0)),
            "setNow" => next().as_number().map_or_else(Changes::default, |now| self.set_now(integer(now))),
            "start" => self.start(),
            "nextPage" => self.next_page(),
            "prevPage" => self.prev_page(),
            "performNext" => self.perform_next(),
            "performPrevious" => self.perform_previous(),
            "showPreview" => self.show_preview(),
            "cancelPreview" => self.cancel_preview(),
            "tryComplete" => self.try_complete(),
            "doComplete" => self.complete(),
            "goToPage" => self.go_to_page(super::fields::whole(next().as_number().unwrap_or(f64::MAX))),
            "clear" => {
                let (data, first) = (flag(&next()), flag(&next()));
                self.clear(data, first)
            }
            _ => return None,
        })
    }
}

const METHODS: &str = "state, value, page, question, ending, timings, elapsed, quiz, warnings, answer, comment, addItem, removeItem, open, tick, setNow, setValue, clearValue, setComment, setVariable, setData, mergeData, setLocale, start, nextPage, \
    prevPage, performNext, performPrevious, showPreview, cancelPreview, tryComplete, doComplete, goToPage, clear";

fn text(value: &Answer) -> String {
    if value.is_empty() { String::new() } else { value.to_plain_text() }
}

/// A flag that is true where it is left out.
fn flag(value: &Answer) -> bool {
    !matches!(value, Value::Bool(false))
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to what a float holds exactly")]
fn integer(number: f64) -> i64 {
    number.clamp(-9_007_199_254_740_991.0, 9_007_199_254_740_991.0) as i64
}
