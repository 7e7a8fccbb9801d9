//! One JSON text in, one out: what a thin binding calls.

use super::session::Survey;
use super::told::Told;
use super::{Answer, Options};
use crate::expr::Value;
use crate::kernel::json::Reader;
use crate::kernel::named::named;
use crate::kernel::record::listed;
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
        Survey::parse(document, Options::read(options, &mut [])?)
    }

    /// How the survey stands, as JSON.
    #[must_use]
    pub fn state_json(&self) -> String {
        let mut told = Told::default();
        self.tell_state(&mut told);
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

    /// What the document says that the engine does not know, by a vocabulary: a list of `{"code", "path"}`.
    fn tell_warnings(&self, vocabulary: &str, told: &mut Told) {
        told.open("[");
        for warning in self.warnings(vocabulary) {
            told.open("{");
            told.text("code", warning.code);
            told.text("path", &warning.path);
            told.close("}");
        }
        told.close("]");
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
        let Value::List(parts) = Value::parse_json(call)? else { return Err(Reader::new(call).mismatch("array")) };
        let mut parts = parts.into_vec().into_iter();
        let mut next = || parts.next().unwrap_or(Value::Undefined);
        let (Value::Text(name), first, second) = (next(), next(), next()) else {
            return Err(Error::new(Code::Type).with("expected", "string").at_index(0));
        };
        let Some(method) = Method::from_name(&name) else {
            let error = Error::new(Code::Choice).with("found", name.to_string());
            return Err(error.with("choices", listed(Method::ALL.iter().map(|method| method.as_str()))).at_index(0));
        };
        let (mut told, name) = (Told::default(), text(&first));
        if !self.tell_asked(method, &name, &mut told) {
            self.call(|survey| survey.dispatch(method, &name, first, second)).tell(&mut told);
        }
        Ok(told.done())
    }

    /// Tells what a call asks for that changes nothing. Whether it is one of those.
    fn tell_asked(&mut self, method: Method, name: &str, told: &mut Told) -> bool {
        match method {
            Method::State => self.tell_state(told),
            Method::Value => told.value(self.value(name).unwrap_or(&Value::Null)),
            Method::Page => self.tell_page(told),
            Method::Question => match self.at(name) {
                Some(question) => self.tell_question(question, told),
                None => told.value(&Value::Null),
            },
            Method::Ending => self.tell_ending(told),
            Method::Timings => self.tell_timings(told),
            Method::Elapsed => self.tell_elapsed(told),
            Method::Quiz => self.tell_quiz(told),
            Method::Warnings => self.tell_warnings(name, told),
            _ => return false,
        }
        true
    }

    /// Runs a call that changes something; `name` is the first argument as a text.
    fn dispatch(&mut self, method: Method, name: &str, first: Answer, second: Answer) {
        match method {
            Method::Answer => self.answer_at(name, second),
            Method::Comment => self.comment_at(name, &text(&second)),
            Method::AddItem => self.add_item_at(name),
            Method::RemoveItem => self.remove_item_at(name, place(&second)),
            Method::SetValue => self.take_value(name, second),
            Method::ClearValue => self.take_away(name),
            Method::SetComment => self.take_comment(name, &text(&second)),
            Method::SetVariable => self.assign_variable(name, second),
            Method::SetData => self.replace(&first, true),
            Method::MergeData => self.replace(&first, false),
            Method::SetLocale => self.speak(name),
            Method::Open => self.open_named(name),
            Method::Tick => self.pass(first.as_number().unwrap_or(0.0)),
            Method::SetNow => first.as_number().into_iter().for_each(|now| self.come_to(integer(now))),
            Method::Start => self.leave_start(),
            Method::NextPage => self.go_on(),
            Method::PrevPage | Method::PerformPrevious => self.go_back(),
            Method::PerformNext => self.step(true),
            Method::ShowPreview => self.begin_preview(),
            Method::CancelPreview => self.end_preview(),
            Method::TryComplete => self.end_if_well(),
            Method::DoComplete => self.end(),
            Method::GoToPage => self.go_to(place(&first)),
            Method::Clear => self.begin_again(flag(&first), flag(&second)),
            _ => {}
        }
    }
}

named! {
    /// What can be called, first what is called most.
    #[derive(Clone, Copy)]
    enum Method {
        Answer = "answer",
        SetValue = "setValue",
        State = "state",
        Page = "page",
        Question = "question",
        Value = "value",
        Ending = "ending",
        Timings = "timings",
        Elapsed = "elapsed",
        Quiz = "quiz",
        Warnings = "warnings",
        Comment = "comment",
        AddItem = "addItem",
        RemoveItem = "removeItem",
        ClearValue = "clearValue",
        SetComment = "setComment",
        SetVariable = "setVariable",
        SetData = "setData",
        MergeData = "mergeData",
        SetLocale = "setLocale",
        Open = "open",
        Tick = "tick",
        SetNow = "setNow",
        Start = "start",
        NextPage = "nextPage",
        PrevPage = "prevPage",
        PerformPrevious = "performPrevious",
        PerformNext = "performNext",
        ShowPreview = "showPreview",
        CancelPreview = "cancelPreview",
        TryComplete = "tryComplete",
        DoComplete = "doComplete",
        GoToPage = "goToPage",
        Clear = "clear",
    }
}

fn text(value: &Answer) -> String {
    if value.is_empty() { String::new() } else { value.to_plain_text() }
}

/// A place; beyond all others where it is left out.
fn place(value: &Answer) -> usize {
    super::fields::whole(value.as_number().unwrap_or(f64::MAX))
}

/// A flag that is true where it is left out.
fn flag(value: &Answer) -> bool {
    !matches!(value, Value::Bool(false))
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to what a float holds exactly")]
fn integer(number: f64) -> i64 {
    number.clamp(-9_007_199_254_740_991.0, 9_007_199_254_740_991.0) as i64
}
