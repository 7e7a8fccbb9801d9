//! How long each question took. The engine has no clock: whoever has one tells the moment before each answer.

use super::changes::Changes;
use super::model::NONE;
use super::session::Survey;
use super::told::Told;
use crate::expr::Value;
use crate::kernel::gather::Gather;

/// The longest time between two moments that counts, in milliseconds: 5 minutes. Who was away longer was not reading.
pub const LONGEST_PAUSE: i64 = 300_000;

/// The times so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    /// What has passed since the last answer.
    pending: i64,
    /// The questions in the order in which they were answered first, and how long they took.
    taken: Vec<(u32, i64)>,
}

impl Survey {
    /// Tells the moment, in milliseconds since 1970: conditions, choices, defaults and expressions that ask for it are
    /// worked out again; triggers run with the next answer. For [`Survey::timings`], what has passed since the moment
    /// before, at most [`LONGEST_PAUSE`] and nothing where the clock was set back, counts for the question that is
    /// answered next. The first moment is that of the [`super::Options`].
    pub fn set_now(&mut self, now: i64) -> Changes {
        self.call(|survey| survey.come_to(now))
    }

    pub(super) fn come_to(&mut self, now: i64) {
        let passed = self.options.now.map_or(0, |before| now.saturating_sub(before).clamp(0, LONGEST_PAUSE));
        self.times.pending = self.times.pending.saturating_add(passed);
        self.options.now = Some(now);
        self.mark(&self.timed.clone());
    }

    /// How long each question took to answer, in milliseconds, in the order in which they were answered first. A question
    /// in an item counts for the dynamic question that it stands in.
    ///
    /// ```
    /// use patronage::expr::Value;
    /// use patronage::survey::{Options, Survey};
    /// let json = r#"{"elements": [{"type": "rating", "name": "score"}, {"type": "comment", "name": "why"}]}"#;
    /// let mut survey = Survey::parse(json, Options { now: Some(0), ..Options::default() }).unwrap();
    /// survey.set_now(2_000);
    /// survey.set_value("score", Value::Number(3.0));
    /// survey.set_now(9_500);
    /// survey.set_value("why", Value::text("late"));
    /// survey.set_now(10_000);
    /// survey.set_value("score", Value::Number(2.0));
    /// assert_eq!(survey.timings(), [("score".to_owned(), 2_500), ("why".to_owned(), 7_500)]);
    /// ```
    #[must_use]
    pub fn timings(&self) -> Vec<(String, i64)> {
        self.times.taken.iter().map(|(question, millis)| (self.name(*question).to_owned(), *millis)).gather()
    }

    /// The times as an object by question.
    #[expect(clippy::cast_precision_loss, reason = "no survey takes a thousand centuries")]
    pub(super) fn tell_timings(&self, told: &mut Told) {
        told.open("{");
        for (question, millis) in &self.times.taken {
            told.put(self.name(*question), &Value::Number(*millis as f64));
        }
        told.close("}");
    }

    /// Somebody answers a question: what has passed counts for it.
    pub(super) fn take_time(&mut self, question: Option<u32>) {
        let Some(mut question) = question else { return };
        while self.element(question).item != NONE {
            question = self.item(self.element(question).item).owner;
        }
        let millis = std::mem::take(&mut self.times.pending);
        match self.times.taken.iter_mut().find(|(other, _)| *other == question) {
            Some((_, taken)) => *taken = taken.saturating_add(millis),
            None => self.times.taken.push((question, millis)),
        }
    }

    /// The question that is answered where a name is.
    pub(super) fn answered(&self, name: &str) -> Option<u32> {
        let sharing = self.store.number_of(name).and_then(|slot| self.by_slot.get(slot as usize));
        sharing.and_then(|sharing| sharing.first().copied())
    }
}
