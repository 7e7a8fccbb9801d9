//! The invitations compiled: checked whole, with ids resolved and conditions parsed.

use super::condition::{Condition, Reads};
use super::document::{
    Incentive, InvitationCap, InvitationRule, InvitationTrigger, InvitationsDocument, InvitedSegment, Repeat,
};
use super::occasion::Trigger;
use super::quota::{Quota, Stratum, quotas, strata};
use crate::kernel::calendar::{Window, Zone};
use crate::kernel::money::Ratio;
use crate::kernel::record::{Scale, listed, read_text};
use crate::kernel::{Code, Error, Result, at_most};

/// The most surveys, and the most segments, of a document.
pub const MAX_SURVEYS: usize = 1_000;
/// The most triggers, segments and languages that one survey names, and numbers that one trigger does.
pub const MAX_LISTED: usize = 20;

/// Who is asked, what and when: compiled once and asked many times.
///
/// ```
/// use patronage::survey::invite::Invitations;
/// let invitations = Invitations::parse(r#"{
///     "timeZone": "Asia/Shanghai", "quietDays": 14,
///     "surveys": [{ "id": "csat", "triggers": [{ "delivery": { "days": [3, 30, 90] } }] }]
/// }"#)?;
/// let choice = invitations.choose_json(r#"{
///     "member": { "id": "m-1" }, "now": "2026-11-21T08:00:00Z",
///     "deliveries": [{ "order": "order-17", "at": "2026-11-17T09:00:00Z" }]
/// }"#)?;
/// assert!(choice.contains(r#""id":"csat","survey":"csat","occasion":"order-17:3""#));
/// # Ok::<(), patronage::kernel::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Invitations {
    pub(super) zone: Zone,
    pub(super) quiet_days: i64,
    pub(super) cap: Option<InvitationCap>,
    pub(super) segments: Vec<Condition>,
    pub(super) surveys: Vec<Rule>,
}

/// A survey's rule, compiled.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) survey: Option<String>,
    pub(super) priority: i64,
    pub(super) window: Window,
    pub(super) triggers: Option<Vec<Trigger>>,
    /// The places of segments, and their names.
    pub(super) segments: Option<(Vec<usize>, Vec<String>)>,
    pub(super) when: Option<Condition>,
    pub(super) sample: Ratio,
    pub(super) strata: Option<Vec<Stratum>>,
    pub(super) repeat: Repeat,
    pub(super) languages: Option<Vec<String>>,
    pub(super) quotas: Vec<Quota>,
    pub(super) incentive: Option<Incentive>,
}

impl Invitations {
    /// Compiles invitations from JSON text.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path; a document is taken whole or not at all.
    pub fn parse(text: &str) -> Result<Self> {
        Self::compile(read_text(text, Scale(2))?)
    }

    /// Compiles a document of invitations.
    ///
    /// # Errors
    /// As [`Invitations::parse`].
    pub fn compile(document: InvitationsDocument) -> Result<Self> {
        at_most(MAX_SURVEYS, document.segments.len(), "segments").map_err(|error| error.at_key("segments"))?;
        at_most(MAX_SURVEYS, document.surveys.len(), "surveys").map_err(|error| error.at_key("surveys"))?;
        let zone = Zone::named(&document.time_zone).map_err(|error| error.at_key("timeZone"))?;
        let mut names = Ids::default();
        let segments = each(document.segments, "segments", |segment| names.segment(segment))?;
        let mut ids = Ids::default();
        let surveys = each(document.surveys, "surveys", |rule| {
            ids.take(&rule.id)?;
            Rule::compile(rule, &names)
        })?;
        Ok(Invitations { zone, quiet_days: document.quiet_days.0, cap: document.cap, segments, surveys })
    }
}

impl Rule {
    fn compile(rule: InvitationRule, segments: &Ids) -> Result<Self> {
        if rule.sample.is_some() && rule.target.is_some() {
            return Err(Error::combination("sample, target", "at-most-one"));
        }
        rule.sample.map_or(Ok(()), |sample| sample.at_most_all()).map_err(|error| error.at_key("sample"))?;
        check_lists(&rule)?;
        let window = Window::compile(rule.from, rule.until)?;
        let triggers = rule.triggers.map(|triggers| each(triggers, "triggers", trigger)).transpose()?;
        let named = rule.segments.map(|names| Ok((segments.places(&names)?, names))).transpose();
        let when = rule.when.map(|when| Condition::compile(when, Reads::Member)).transpose();
        // Quotas and strata share their counts, so that neither may take an id of the other.
        let mut ids = Ids::default();
        let quotas = quotas(rule.quotas, &mut ids).map_err(|error| error.at_key("quotas"))?;
        let strata = rule.target.map(|target| strata(target, &mut ids)).transpose();
        Ok(Rule {
            id: rule.id,
            survey: rule.survey,
            priority: rule.priority.0,
            window,
            triggers,
            segments: named.map_err(|error: Error| error.at_key("segments"))?,
            when: when.map_err(|error| error.at_key("when"))?,
            sample: rule.sample.unwrap_or(Ratio::ONE),
            strata: strata.map_err(|error| error.at_key("target"))?,
            repeat: rule.repeat,
            languages: rule.languages,
            quotas,
            incentive: rule.incentive,
        })
    }
}

/// Refuses lists that would take too long for every question.
fn check_lists(rule: &InvitationRule) -> Result<()> {
    let length = |list: &Option<Vec<String>>| list.as_ref().map_or(0, Vec::len);
    let triggers = rule.triggers.as_ref().map_or(0, Vec::len);
    let (segments, languages) = (length(&rule.segments), length(&rule.languages));
    for (found, what) in [(triggers, "triggers"), (segments, "segments"), (languages, "languages")] {
        at_most(MAX_LISTED, found, what).map_err(|error| error.at_key(what))?;
    }
    Ok(())
}

fn trigger(trigger: InvitationTrigger) -> Result<Trigger> {
    let purchases = trigger.purchases.as_ref().map_or(0, Vec::len);
    at_most(MAX_LISTED, purchases, "purchases").map_err(|error| error.at_key("purchases"))?;
    let days = trigger.delivery.as_ref().map_or(0, |delivery| delivery.days.len());
    at_most(MAX_LISTED, days, "days").map_err(|error| error.at_key("days").at_key("delivery"))?;
    Trigger::compile(trigger)
}

/// Compiles the items of a list, with their place in the path of an error.
fn each<T, U>(items: Vec<T>, key: &str, mut compile: impl FnMut(T) -> Result<U>) -> Result<Vec<U>> {
    let compiled = |(index, item)| compile(item).map_err(|error| error.at_index(index).at_key(key));
    items.into_iter().enumerate().map(compiled).collect()
}

/// Ids, each once and none empty.
#[derive(Default)]
pub(super) struct Ids(Vec<String>);

impl Ids {
    /// Takes an id that nothing else has.
    pub(super) fn take(&mut self, id: &str) -> Result<()> {
        let code = match id {
            "" => Code::EmptyId,
            id if self.0.iter().any(|other| other == id) => Code::SameId,
            id => {
                self.0.push(id.to_owned());
                return Ok(());
            }
        };
        Err(Error::new(code).with("id", id).at_key("id"))
    }

    fn segment(&mut self, segment: InvitedSegment) -> Result<Condition> {
        self.take(&segment.id)?;
        Condition::compile(segment.when, Reads::Member).map_err(|error| error.at_key("when"))
    }

    /// The places of ids that must be there.
    fn places(&self, ids: &[String]) -> Result<Vec<usize>> {
        let place = |(index, id): (usize, &String)| {
            let error = || Error::new(Code::NoSuchId).with("id", id).with("known", listed(self.0.iter()));
            self.0.iter().position(|known| known == id).ok_or_else(|| error().at_index(index))
        };
        ids.iter().enumerate().map(place).collect()
    }
}
