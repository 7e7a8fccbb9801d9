//! Random orders, the same for the same seed.

use super::session::Survey;
use crate::kernel::hash::hash_word;
use crate::kernel::random::Random;

impl Survey {
    /// Puts the questions of pages and panels that ask for it into a random order.
    pub(super) fn order_questions(&mut self) {
        let survey = self.document.settings.random;
        for container in self.walk(&self.pages) {
            let spec = self.spec(container);
            if !spec.kind.is_container() || !spec.random.unwrap_or(survey) {
                continue;
            }
            let mut random = self.chance(&spec.name.clone());
            if let Some(found) = self.element_mut(container) {
                random.shuffle(&mut found.children);
            }
        }
    }

    /// The numbers that belong to one thing of the survey.
    pub(super) fn chance(&self, name: &str) -> Random {
        Random::seeded(hash_word(name, self.options.seed))
    }
}
