//! Time limits. The engine has no clock: whoever has one says how much time has passed.

use super::changes::Changes;
use super::model::NONE;
use super::options::LONGEST;
use super::session::Survey;
use super::spec::Given;
use super::state::Stage;
use super::told::Told;
use crate::expr::Value;

impl Survey {
    /// Time passes, in seconds. Beyond the limit of a page the next one comes, beyond that of the survey the end. Whoever
    /// goes back to a page has what was left there.
    pub fn tick(&mut self, seconds: f64) -> Changes {
        self.call(|survey| survey.pass(seconds))
    }

    /// The seconds spent on each page so far, by its name: a session that is given them in its [`super::Options`] goes on
    /// with what is left.
    #[must_use]
    pub fn elapsed(&self) -> &[(String, f64)] {
        &self.options.elapsed
    }

    /// The seconds spent on each page so far, as an object.
    pub(super) fn tell_elapsed(&self, told: &mut Told) {
        told.open("{");
        self.elapsed().iter().for_each(|(name, seconds)| told.put(name, &Value::Number(*seconds)));
        told.close("}");
    }

    /// The limits of the survey and of the page, in seconds, each with what has passed of it.
    pub(super) fn limits(&self) -> [(f64, f64); 2] {
        let settings = &self.document.settings;
        let (mut whole, mut page) = (0.0, 0.0);
        for (name, seconds) in self.elapsed() {
            whole += seconds;
            page += if name == self.name(self.page) { *seconds } else { 0.0 };
        }
        [(settings.time_limit.unwrap_or(0.0), whole), (self.limit_of(self.page), page)]
    }

    /// The limit of a page, in seconds; 0 where it has none.
    pub(super) fn limit_of(&self, page: u32) -> f64 {
        let own = self.spec(page).number(Given::TimeLimit).filter(|limit| *limit != 0.0);
        own.or(self.document.settings.page_time_limit).unwrap_or(0.0)
    }

    pub(super) fn pass(&mut self, seconds: f64) {
        if self.stage() != Stage::Running || seconds.is_nan() || seconds <= 0.0 {
            return;
        }
        self.spend(seconds);
        let [whole, on_page] = self.limits().map(|(limit, elapsed)| limit > 0.0 && elapsed >= limit);
        if whole {
            self.end();
        } else if on_page {
            self.leave_in_time();
        }
    }

    fn spend(&mut self, seconds: f64) {
        let page = self.name(self.page).to_owned();
        match self.options.elapsed.iter_mut().find(|(name, _)| *name == page) {
            Some((_, spent)) => *spent = (*spent + seconds).min(LONGEST),
            None => self.options.elapsed.push((page, seconds.min(LONGEST))),
        }
    }

    /// The page is left, whatever is missing on it.
    fn leave_in_time(&mut self) {
        match self.page_after() {
            Some(next) => {
                self.turn_to(next);
                self.single = NONE;
            }
            None => self.end(),
        }
    }
}
