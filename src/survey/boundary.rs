//! One JSON text in, one out: what a thin binding calls.

use super::changes::Changes;
use super::session::Survey;
use super::told::Told;
use super::{Answer, Options};
use crate::expr::Value;
use crate::kernel::json::Json;
use crate::kernel::{Code, Error, Result};

impl Survey {
    /// Reads a document with options: `{"locale", "now", "offset", "seed"}`, all of which may be left out.
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
        Survey::parse(document, Options::read(&Json::parse(options)?, "")?)
    }

    /// How the survey stands, as JSON.
    #[must_use]
    pub fn state_json(&self) -> String {
        let mut told = Told::default();
        self.state().tell(&mut told);
        told.done()
    }

    /// The result of the quiz so far.
    fn tell_quiz(&self, told: &mut Told) {
        let super::Quiz { questions, correct, score } = self.quiz();
        told.open("{");
        told.number("questions", questions);
        told.number("correct", correct);
        told.put("score", &Value::Number(score));
        told.close("}");
    }

    /// What the document says that the engine does not know: a list of `{"code", "path"}`.
    fn tell_warnings(&self, told: &mut Told) {
        told.open("[");
        for warning in self.warnings() {
            told.open("{");
            told.text("code", warning.code);
            told.text("path", &warning.path);
            told.close("}");
        }
        told.close("]");
    }

    /// What is missing, wrong or impossible in a complete response: a list of `{"question", "code", "text"}`, empty where
    /// all is well; see [`Survey::examine`]. The response is an object with the answers as `data` and the options of
    /// [`Survey::parse_json`].
    ///
    /// ```
    /// use patronage::survey::Survey;
    /// let document = r#"{"elements": [{"type": "rating", "name": "score", "isRequired": true}]}"#;
    /// assert_eq!(Survey::examine_json(document, r#"{"data": {"score": 3}}"#).unwrap(), "[]");
    /// let problems = Survey::examine_json(document, r#"{"data": {}}"#).unwrap();
    /// assert_eq!(problems, r#"[{"question":"score","code":"required"}]"#);
    /// ```
    ///
    /// # Errors
    /// Those of [`Survey::parse_json`].
    pub fn examine_json(document: &str, response: &str) -> Result<String> {
        let json = Json::parse(response)?;
        let read = Value::from(&json).into_owned();
        let data = read.field("data").cloned().unwrap_or(Value::Undefined);
        let problems = Survey::parse(document, Options::read(&json, "data")?)?.examine(&data);
        let mut told = Told::default();
        super::state::tell_problems(&problems, &mut told);
        Ok(told.done())
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
        let mut told = Told::default();
        if !self.tell_asked(&method, arguments.as_slice().first(), &mut told) {
            let changes = self.dispatch(&method, &mut arguments).ok_or_else(|| {
                Error::new(Code::Choice).with("found", method.to_string()).with("choices", METHODS).at_index(0)
            })?;
            changes.tell(&mut told);
        }
        Ok(told.done())
    }

    /// Tells what a call asks for that changes nothing. Whether it is one of those.
    fn tell_asked(&mut self, method: &str, argument: Option<&Answer>, told: &mut Told) -> bool {
        let name = argument.map(text).unwrap_or_default();
        match method {
            "state" => self.state().tell(told),
            "value" => told.value(self.value(&name).unwrap_or(&Value::Null)),
            "page" => self.tell_page(told),
            "question" => match self.at(&name) {
                Some(question) => self.tell_question(question, told),
                None => told.value(&Value::Null),
            },
            "ending" => self.tell_ending(told),
            "timings" => self.tell_timings(told),
            "quiz" => self.tell_quiz(told),
            "warnings" => self.tell_warnings(told),
            _ => return false,
        }
        true
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

const METHODS: &str = "state, value, page, question, ending, timings, quiz, warnings, answer, comment, addItem, removeItem, open, tick, setNow, setValue, clearValue, setComment, setVariable, setData, mergeData, setLocale, start, nextPage, \
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
