//! The settings under which an expression is read.

use super::text;
use std::borrow::Cow;

/// How an expression is written and compared; [`Dialect::default`] is SurveyJS's own default.
///
/// ```
/// use patronage::expr::{Dialect, Expression};
/// let dialect = Dialect { open: "%".into(), close: "%".into(), ..Dialect::default() };
/// let expression = Expression::parse_as("%age% => 18", &dialect).unwrap();
/// assert_eq!(expression.to_string(), "(%age% >= 18)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// What opens a variable.
    pub open: Cow<'static, str>,
    /// What closes a variable.
    pub close: Cow<'static, str>,
    /// Whether `=>`, `=<`, `<>` and `equals` are first made `>=`, `<=`, `!=` and `equal`, in string literals too.
    pub patched: bool,
    /// Whether texts differ when only their case does.
    pub case_sensitive: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect { open: Cow::Borrowed("{"), close: Cow::Borrowed("}"), patched: true, case_sensitive: false }
    }
}

/// What is replaced by what, one after the other; all keep the length, so offsets stay true.
const PATCHES: [(&str, &str); 4] = [("=>", ">="), ("=<", "<="), ("<>", "!="), ("equals", "equal ")];

impl Dialect {
    /// The text as the grammar reads it.
    pub(super) fn patch<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut patched = Cow::Borrowed(text);
        if !self.patched {
            return patched;
        }
        if self.open != self.close {
            replace(&mut patched, &self.open, ["{"; 2]);
            replace(&mut patched, &self.close, ["}"; 2]);
        } else {
            replace(&mut patched, &self.open, ["{", "}"]);
        }
        for (from, to) in PATCHES {
            replace(&mut patched, from, [to; 2]);
        }
        patched
    }
}

fn replace(text: &mut Cow<'_, str>, from: &str, to: [&str; 2]) {
    if to != [from; 2] && text::find(text, from).is_some() {
        *text = Cow::Owned(text::replaced(text, from, to));
    }
}
