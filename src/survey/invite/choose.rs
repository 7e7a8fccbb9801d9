//! The choice: what speaks against each survey, and of the rest the one that comes first.

use super::answer::{Choice, EarnedOnce, Invite, InviteReason, Screening, SurveyDecision};
use super::condition::Scene;
use super::document::Incentive;
use super::invitations::{Invitations, MAX_LISTED, MAX_SURVEYS, Rule};
use super::occasion::Occasion;
use super::pace::History;
use super::quota::{Answers, MAX_QUOTAS, Stratum, stratum};
use super::request::{AnswerCount, Counts, InviteRequest, ScreenRequest};
use super::sample::{draw, is_among};
use crate::kernel::record::{Scale, read_text, written};
use crate::kernel::scalars::Map;
use crate::kernel::{Code, Error, Result, at_most};
use crate::survey::metrics::strata::MAX_STRATA;
use std::borrow::Cow;

/// The most surveys in a history.
pub const MAX_HISTORY: usize = 1_000;
/// The most deliveries in a question.
pub const MAX_DELIVERIES: usize = 100;

/// Refuses a question that would take too long.
fn check(request: &InviteRequest<'_>) -> Result<()> {
    let languages = request.languages.as_ref().map_or(0, Vec::len);
    let limits = [
        (MAX_HISTORY, request.history.len(), "history"),
        (MAX_DELIVERIES, request.deliveries.len(), "deliveries"),
        (MAX_LISTED, languages, "languages"),
    ];
    for (limit, found, what) in limits {
        at_most(limit, found, what).map_err(|error| error.at_key(what))?;
    }
    check_counts(&request.counts)
}

fn check_counts(counts: &Counts<'_>) -> Result<()> {
    let at = |error: Error| error.at_key("counts");
    at_most(MAX_SURVEYS, counts.0.len(), "counts").map_err(at)?;
    let limit = MAX_QUOTAS.saturating_add(MAX_STRATA);
    let of_survey = |(id, counts): &(Cow<'_, str>, Map<'_, AnswerCount>)| {
        at_most(limit, counts.0.len(), "counts").map_err(|error| at(error.at_key(id)))
    };
    counts.0.iter().try_for_each(of_survey)
}

/// A question with what all surveys need of it.
struct Question<'q> {
    invitations: &'q Invitations,
    request: &'q InviteRequest<'q>,
    scene: Scene<'q>,
    history: History<'q>,
    /// Why no survey at all is shown.
    silence: Option<InviteReason>,
}

/// What a survey would be shown with.
struct Fit<'q> {
    occasion: Occasion,
    language: Option<&'q str>,
    stratum: Option<&'q Stratum>,
}

impl Invitations {
    /// The one survey to show, or none, with the reason for each.
    ///
    /// # Errors
    /// [`Code::TooLarge`] beyond [`MAX_HISTORY`], [`MAX_DELIVERIES`], [`MAX_LISTED`] languages and as many counts as there
    /// may be surveys and quotas.
    pub fn choose(&self, request: &InviteRequest<'_>) -> Result<Choice> {
        check(request)?;
        let question = Question::of(self, request);
        let verdicts: Vec<_> = self.surveys.iter().map(|rule| (rule, question.fit(rule))).collect();
        let fitting = verdicts.iter().filter_map(|(rule, verdict)| Some((*rule, verdict.as_ref().ok()?)));
        // Of equal priority the first stays.
        let best = fitting.reduce(|best, other| if other.0.priority > best.0.priority { other } else { best });
        let first = best.map_or("", |(rule, _)| &rule.id);
        let why = |rule: &Rule, verdict: &std::result::Result<Fit<'_>, InviteReason>| match verdict {
            Err(reason) => reason.clone(),
            Ok(_) if rule.id == first => InviteReason::Chosen {},
            Ok(_) => InviteReason::Outranked { by: first.to_owned() },
        };
        let survey = |(rule, verdict): &(&Rule, _)| SurveyDecision { survey: rule.id.clone(), why: why(rule, verdict) };
        let surveys = verdicts.iter().map(survey).collect();
        Ok(Choice { invite: best.map(|(rule, fit)| rule.invite(fit)), surveys })
    }

    /// The same from JSON text to JSON text.
    ///
    /// # Errors
    /// What is wrong with the request, with its path; otherwise as [`Invitations::choose`].
    pub fn choose_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.choose(&read_text(request, Scale(2))?)?))
    }

    /// Whether a response that has begun is still wanted, and what it counts in once it is complete.
    ///
    /// A quota whose condition reads answers that were not given yet counts nobody. Ask again before the response is kept,
    /// and count it in the same step, so that no quota is overshot.
    ///
    /// ```
    /// use patronage::survey::invite::Invitations;
    /// let invitations = Invitations::parse(r#"{ "timeZone": "UTC", "surveys": [
    ///     { "id": "study", "quotas": [{ "id": "young", "limit": 100, "when": "{answers.age} < 30" }] }
    /// ] }"#)?;
    /// let screening = invitations.screen_json(r#"{
    ///     "survey": "study", "member": { "id": "m-1" }, "answers": { "age": 25 },
    ///     "counts": { "study": { "young": 100 } }, "now": "2026-11-21T08:00:00Z"
    /// }"#)?;
    /// assert_eq!(screening, r#"{"full":"young","counts":["young"]}"#);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Code::NoSuchId`] where there is no such survey; [`Code::TooLarge`] for more counts than there may be.
    pub fn screen(&self, request: &ScreenRequest<'_>) -> Result<Screening> {
        check_counts(&request.counts)?;
        let rule = self.surveys.iter().find(|rule| rule.id == request.survey);
        let rule = rule.ok_or_else(|| Error::new(Code::NoSuchId).with("id", &*request.survey).at_key("survey"))?;
        let now = request.now.0;
        let scene = Scene {
            member: &request.member,
            facts: &request.facts,
            answers: Some(&request.answers),
            at: now,
            now: self.zone.local(now),
            zone: &self.zone,
        };
        let answers: Answers<'_> = request.counts.get(&rule.id);
        let stratum = rule.strata.as_ref().and_then(|strata| stratum(strata, &scene));
        let quotas: Vec<_> = rule.quotas.iter().filter(|quota| quota.counts(&scene)).collect();
        let full = quotas.iter().find(|quota| quota.is_full(answers)).map(|quota| &quota.id);
        let full_stratum = stratum.filter(|stratum| stratum.is_full(answers)).map(|stratum| &stratum.id);
        let counts = quotas.iter().map(|quota| &quota.id).chain(stratum.map(|stratum| &stratum.id));
        Ok(Screening { full: full.or(full_stratum).cloned(), counts: counts.cloned().collect() })
    }

    /// The same from JSON text to JSON text.
    ///
    /// # Errors
    /// What is wrong with the request, with its path; otherwise as [`Invitations::screen`].
    pub fn screen_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.screen(&read_text(request, Scale(2))?)?))
    }
}

impl<'q> Question<'q> {
    fn of(invitations: &'q Invitations, request: &'q InviteRequest<'q>) -> Self {
        let (zone, now) = (&invitations.zone, request.now.0);
        let local = zone.local(now);
        let scene = Scene { member: &request.member, facts: &request.facts, answers: None, at: now, now: local, zone };
        let history = History::until(now, &request.history, zone);
        let showing = request.showing.as_ref().map(|open| InviteReason::Showing { survey: open.clone().into_owned() });
        let silence = showing.or_else(|| history.refusal(invitations.quiet_days, invitations.cap.as_ref()));
        Question { invitations, request, scene, history, silence }
    }

    /// What a survey would be shown with, or why it is not: what lasts longest is said first.
    fn fit(&self, rule: &'q Rule) -> std::result::Result<Fit<'q>, InviteReason> {
        refuse(rule.window.outside(self.scene.now).map(InviteReason::from))?;
        refuse(self.not_meant(rule))?;
        let language = self.language(rule)?;
        let stratum = self.sampled(rule)?;
        let full = rule.quotas.iter().find(|quota| quota.counts(&self.scene) && quota.is_full(self.answers(rule)));
        refuse(full.map(|quota| InviteReason::QuotaFull { quota: quota.id.clone() }))?;
        let occasion = self.occasion(rule)?;
        refuse(self.silence.clone())?;
        Ok(Fit { occasion, language, stratum })
    }

    /// Why the survey is not for this member.
    fn not_meant(&self, rule: &Rule) -> Option<InviteReason> {
        let belongs =
            |place: &usize| self.invitations.segments.get(*place).is_some_and(|segment| segment.holds(&self.scene));
        if let Some((_, names)) = rule.segments.as_ref().filter(|(places, _)| !places.iter().any(belongs)) {
            return Some(InviteReason::Segment { segments: names.clone() });
        }
        let when = rule.when.as_ref().filter(|when| !when.holds(&self.scene))?;
        Some(InviteReason::Condition { when: when.text.clone() })
    }

    /// The language to show it in: the first that the member reads, or where nothing is known the survey's own.
    fn language(&self, rule: &'q Rule) -> std::result::Result<Option<&'q str>, InviteReason> {
        let Some(there) = &rule.languages else { return Ok(None) };
        let found = match &self.request.languages {
            None => there.first(),
            Some(read) => read.iter().find_map(|tag| there.iter().find(|other| is_same_language(other, tag))),
        };
        found.map(|tag| Some(&**tag)).ok_or_else(|| InviteReason::Language { languages: there.clone() })
    }

    /// The stratum in which the member is asked, where there are strata.
    fn sampled(&self, rule: &'q Rule) -> std::result::Result<Option<&'q Stratum>, InviteReason> {
        let draw = draw(&self.request.member.id, &rule.id);
        let Some(strata) = &rule.strata else {
            let is_in = is_among(draw, rule.sample.numerator(), rule.sample.denominator());
            return if is_in { Ok(None) } else { Err(InviteReason::NotSampled {}) };
        };
        let stratum = stratum(strata, &self.scene).ok_or(InviteReason::NoStratum {})?;
        refuse(stratum.refusal(draw, self.answers(rule)))?;
        Ok(Some(stratum))
    }

    fn answers(&self, rule: &Rule) -> Answers<'q> {
        self.request.counts.get(&rule.id)
    }

    /// The first occasion for which the survey may be shown.
    fn occasion(&self, rule: &Rule) -> std::result::Result<Occasion, InviteReason> {
        let mut occasions = Vec::new();
        match &rule.triggers {
            None => occasions.push(None),
            Some(triggers) => triggers.iter().for_each(|trigger| {
                trigger.occasions(self.request, &self.invitations.zone, self.scene.now.date, &mut occasions);
            }),
        }
        let history = self.history.of(&rule.id);
        let mut first = None;
        for occasion in occasions {
            match history.repeats(rule.repeat, &occasion) {
                None => return Ok(occasion),
                Some(reason) => first = first.or(Some(reason)),
            }
        }
        Err(first.unwrap_or(InviteReason::NoTrigger {}))
    }
}

impl Rule {
    fn invite(&self, fit: &Fit<'_>) -> Invite {
        let earned = |incentive: &Incentive| EarnedOnce { kind: incentive.kind.clone(), id: self.id.clone() };
        Invite {
            id: self.id.clone(),
            survey: self.survey.as_ref().unwrap_or(&self.id).clone(),
            occasion: fit.occasion.clone(),
            language: fit.language.map(str::to_owned),
            stratum: fit.stratum.map(|stratum| stratum.id.clone()),
            incentive: self.incentive.as_ref().map(earned),
        }
    }
}

fn refuse(reason: Option<InviteReason>) -> std::result::Result<(), InviteReason> {
    reason.map_or(Ok(()), Err)
}

/// Whether two language tags are the same, or one is the other with something more to it ("zh" and "zh-CN").
fn is_same_language(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (head, tail) = long.as_bytes().split_at_checked(short.len()).unwrap_or_default();
    head.eq_ignore_ascii_case(short.as_bytes()) && matches!(tail, [] | [b'-', ..])
}
