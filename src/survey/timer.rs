//! Time limits. The engine has no clock: whoever has one says how much time has passed.

use super::changes::Changes;
use super::model::NONE;
use super::session::Survey;
use super::spec::Given;
use super::state::Stage;

impl Survey {
    /// Time passes, in seconds. Beyond the limit of a page the next one comes, beyond that of the survey the end.
    pub fn tick(&mut self, seconds: f64) -> Changes {
        self.call(|survey| survey.pass(seconds))
    }

    /// The seconds spent on the whole survey and on the current page.
    #[must_use]
    pub fn time_spent(&self) -> (f64, f64) {
        (self.elapsed, self.page_elapsed)
    }

    pub(super) fn pass(&mut self, seconds: f64) {
        if self.stage() != Stage::Running || seconds.is_nan() || seconds <= 0.0 {
            return;
        }
        self.elapsed += seconds;
        self.page_elapsed += seconds;
        let settings = &self.document.settings;
        let on_page = self.spec(self.page).number(Given::TimeLimit).or(settings.page_time_limit);
        if is_over(settings.time_limit, self.elapsed) {
            self.end();
        } else if is_over(on_page, self.page_elapsed) {
            self.leave_in_time();
        }
    }

    /// The page is left as it is, whatever is missing on it.
    fn leave_in_time(&mut self) {
        match self.page_after() {
            Some(next) => {
                self.page = next;
                self.single = NONE;
                self.page_elapsed = 0.0;
            }
            None => self.end(),
        }
    }
}

/// Whether a limit is there and reached; 0 is none.
fn is_over(limit: Option<f64>, elapsed: f64) -> bool {
    limit.is_some_and(|limit| limit > 0.0 && elapsed >= limit)
}
