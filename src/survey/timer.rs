//! Time limits. The engine has no clock: whoever has one says how much time has passed.

use super::Answer;
use super::changes::Changes;
use super::defaults::object;
use super::model::NONE;
use super::record::Record;
use super::session::Survey;
use super::spec::Given;
use super::state::Stage;
use crate::expr::Value;
use crate::kernel::gather::Gather;

/// The time that somebody has spent, in seconds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Elapsed {
    /// On the whole survey.
    pub survey: f64,
    /// On each page, by name.
    pub pages: Vec<(String, f64)>,
}

impl Elapsed {
    fn on(&self, page: &str) -> f64 {
        self.pages.iter().find(|(name, _)| name == page).map_or(0.0, |(_, seconds)| *seconds)
    }

    fn pass(&mut self, page: &str, seconds: f64) {
        self.survey += seconds;
        match self.pages.iter_mut().find(|(name, _)| name == page) {
            Some((_, spent)) => *spent += seconds,
            None => self.pages.push((page.to_owned(), seconds)),
        }
    }
}

impl Survey {
    /// Time passes, in seconds. Beyond the limit of a page the next one comes, beyond that of the survey the end. Whoever
    /// goes back to a page has what was left there.
    pub fn tick(&mut self, seconds: f64) -> Changes {
        self.call(|survey| survey.pass(seconds))
    }

    /// The time spent so far: a session that is given it in its [`super::Options`] goes on with what is left.
    #[must_use]
    pub fn elapsed(&self) -> &Elapsed {
        &self.options.elapsed
    }

    /// The time spent so far, as an object.
    pub(super) fn told_elapsed(&self) -> Answer {
        let Elapsed { survey, pages } = self.elapsed();
        let page = |(name, seconds): &(String, f64)| (name.clone().into(), Value::Number(*seconds));
        let mut told = Record::new();
        told.put("survey", Value::Number(*survey)).put("pages", object(pages.iter().map(page).gather())).done()
    }

    /// The limits of the survey and of the page, in seconds, each with what has passed of it.
    pub(super) fn limits(&self) -> [(f64, f64); 2] {
        let settings = &self.document.settings;
        let on_page = self.spec(self.page).number(Given::TimeLimit).or(settings.page_time_limit);
        let elapsed = self.elapsed();
        [
            (settings.time_limit.unwrap_or(0.0), elapsed.survey),
            (on_page.unwrap_or(0.0), elapsed.on(self.name(self.page))),
        ]
    }

    fn pass(&mut self, seconds: f64) {
        if self.stage() != Stage::Running || seconds.is_nan() || seconds <= 0.0 {
            return;
        }
        let page = self.name(self.page).to_owned();
        self.options.elapsed.pass(&page, seconds);
        let [whole, on_page] = self.limits().map(|(limit, elapsed)| limit > 0.0 && elapsed >= limit);
        if whole {
            self.end();
        } else if on_page {
            self.leave_in_time();
        }
    }

    /// The page is left as it is, whatever is missing on it.
    fn leave_in_time(&mut self) {
        match self.page_after() {
            Some(next) => {
                self.page = next;
                self.single = NONE;
            }
            None => self.end(),
        }
    }
}
