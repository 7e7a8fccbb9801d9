//! A document that many responses are examined against, read once.

use super::session::Survey;
use super::state::tell_problems;
use super::told::Told;
use super::{Answer, Options};
use crate::expr::Value;
use crate::kernel::{Code, Error, Result};

/// Examines responses to one document: what an endpoint keeps for each of its surveys.
///
/// ```
/// use patronage::survey::Examiner;
/// let document = r#"{"elements": [{"type": "rating", "name": "score", "isRequired": true}]}"#;
/// let examiner = Examiner::parse(document).unwrap();
/// assert_eq!(examiner.examine_json(r#"{"data": {"score": 3}}"#).unwrap(), "[]");
/// let problems = examiner.examine_json(r#"{"data": {}}"#).unwrap();
/// assert_eq!(problems, r#"[{"question":"score","code":"required"}]"#);
/// ```
#[derive(Debug, Clone)]
pub struct Examiner(Survey);

impl Examiner {
    /// Reads the document.
    ///
    /// # Errors
    /// Those of [`Survey::parse`] for a document.
    pub fn parse(document: &str) -> Result<Examiner> {
        Survey::read(document).map(Examiner)
    }

    /// What is missing, wrong or impossible in a complete response: a list of `{"question", "code", "text"}`, empty where
    /// all is well; see [`Survey::examine`]. The response is an object with the answers as `data`, the `variables` that
    /// the page has set, which may be left out, and the options of [`Survey::parse_json`].
    ///
    /// # Errors
    /// [`Code::Type`] where the variables are no object; those of [`Survey::parse_json`] for options.
    pub fn examine_json(&self, response: &str) -> Result<String> {
        let mut beside = [("data", Value::Undefined), ("variables", Value::Undefined)];
        let options = Options::read(response, &mut beside)?;
        options.check()?;
        let [(_, data), (_, variables)] = beside;
        if !matches!(variables, Value::Object(_) | Value::Undefined) {
            return Err(Error::new(Code::Type).with("expected", "object").at_key("variables"));
        }
        let mut told = Told::default();
        tell_problems(&self.session(options, &variables).examine(&data), &mut told);
        Ok(told.done())
    }

    /// A session that nobody has answered yet.
    fn session(&self, options: Options, variables: &Answer) -> Survey {
        let mut session = self.0.clone();
        session.begin(options);
        if let Value::Object(variables) = variables {
            for variable in variables.iter() {
                session.set_variable(&variable.name, variable.value.clone());
            }
        }
        session
    }
}
