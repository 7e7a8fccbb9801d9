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
        if self.patched {
            self.patch_delimiters(&mut patched);
            for (from, to) in PATCHES {
                replace(&mut patched, from, to);
            }
        }
        patched
    }

    fn patch_delimiters(&self, text: &mut Cow<'_, str>) {
        if self.open == "{" && self.close == "}" {
            return;
        }
        if self.open == self.close {
            let mut rest = std::mem::take(text).into_owned();
            let mut parts = String::with_capacity(rest.len());
            let mut opening = true;
            while let Some(at) = text::find(&rest, &self.open).filter(|_| !self.open.is_empty()) {
                let after = rest.split_off(at.saturating_add(self.open.len()).min(rest.len()));
                parts.push_str(rest.get(..at).unwrap_or_default());
                parts.push(if opening { '{' } else { '}' });
                opening = !opening;
                rest = after;
            }
            parts.push_str(&rest);
            *text = Cow::Owned(parts);
        } else {
            replace(text, &self.open, "{");
            replace(text, &self.close, "}");
        }
    }
}

fn replace(text: &mut Cow<'_, str>, from: &str, to: &str) {
    if text::find(text, from).is_some() {
        *text = Cow::Owned(text::replaced(text, from, to));
    }
}
