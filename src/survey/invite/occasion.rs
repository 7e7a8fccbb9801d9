//! What calls a survey up, and what for.

use super::document::{AfterDelivery, Count, InvitationTrigger};
use super::request::{Delivery, InviteRequest};
use crate::kernel::calendar::{Date, Zone};
use crate::kernel::json::write_integer;
use crate::kernel::{Error, Result};

/// A compiled trigger.
#[derive(Debug, Clone)]
pub(super) enum Trigger {
    Event(String),
    Page(String),
    Purchases(Vec<Count>),
    Delivery(AfterDelivery),
}

/// What a survey is shown for, where that can be told apart from other times.
pub(super) type Occasion = Option<String>;

impl Trigger {
    pub(super) fn compile(trigger: InvitationTrigger) -> Result<Self> {
        match (trigger.event, trigger.page, trigger.purchases, trigger.delivery) {
            (Some(event), None, None, None) => Ok(Trigger::Event(event)),
            (None, Some(page), None, None) => Ok(Trigger::Page(page)),
            (None, None, Some(purchases), None) => Ok(Trigger::Purchases(purchases)),
            (None, None, None, Some(delivery)) => Ok(Trigger::Delivery(delivery)),
            _ => Err(Error::combination("event, page, purchases, delivery", "exactly-one")),
        }
    }

    /// Adds the occasions that there are now; the latest deliveries first.
    pub(super) fn occasions(&self, request: &InviteRequest<'_>, zone: &Zone, today: Date, found: &mut Vec<Occasion>) {
        match self {
            Trigger::Event(event) if request.event.as_deref() == Some(event) => found.push(None),
            Trigger::Page(pattern) if request.page.as_deref().is_some_and(|page| fits(pattern, page)) => {
                found.push(None);
            }
            Trigger::Purchases(counts) => {
                let reached = counts.iter().map(|count| count.0).filter(|count| *count <= request.purchases.0).max();
                found.extend(reached.map(|count| Some(named("purchases", count))));
            }
            Trigger::Delivery(after) => {
                let mut deliveries: Vec<&Delivery<'_>> = request.deliveries.iter().collect();
                deliveries.sort_by_key(|delivery| std::cmp::Reverse(delivery.at));
                let due =
                    |delivery: &Delivery<'_>| Some(named(&delivery.order, after.due(zone.date(delivery.at), today)?));
                found.extend(deliveries.into_iter().filter_map(due).map(Some));
            }
            _ => {}
        }
    }
}

impl AfterDelivery {
    /// The latest of its days that has come and is not too long ago.
    fn due(&self, delivered: Date, today: Date) -> Option<i64> {
        let elapsed = i64::from(today.days()).saturating_sub(delivered.days().into());
        let days = self.days.iter().map(|days| days.0).filter(|days| *days <= elapsed).max()?;
        (elapsed < days.saturating_add(self.within.0)).then_some(days)
    }
}

fn named(what: &str, number: i64) -> String {
    let mut name = String::from(what);
    name.push(':');
    write_integer(number, &mut name);
    name
}

/// Whether a page fits a pattern in which `*` stands for any run of characters.
fn fits(pattern: &str, page: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == page };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let within = page.strip_prefix(first).and_then(|page| page.strip_suffix(last));
    // The shortest way through leaves most for what comes after.
    let mut pieces = middle.split('*');
    within.is_some_and(|within| {
        pieces.try_fold(within, |page, piece| page.split_once(piece).map(|(_, after)| after)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_pages() {
        for (pattern, page) in [("/a", "/a"), ("/a/*", "/a/"), ("*", ""), ("/*/b*c", "/x/y/bbc"), ("*a*a*", "aa")] {
            assert!(fits(pattern, page), "{pattern} {page}");
        }
        for (pattern, page) in [("/a", "/A"), ("/a/*", "/a"), ("aa*aa", "aaa"), ("*a*a*", "a"), ("", "x")] {
            assert!(!fits(pattern, page), "{pattern} {page}");
        }
    }
}
