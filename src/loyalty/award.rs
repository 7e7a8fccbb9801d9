//! What an event beside the orders earns, such as a complete answer to a survey.

use super::answer::{Award, Reason, RuleAnswer};
use super::preview::{entries, of_ledger, total};
use super::program::{AwardRule, Program};
use super::request::{AwardRequest, Cart, Entry, EntryEvent, Event};
use super::scene::{Scene, check_steps};
use super::standing::Standing;
use crate::kernel::record::written;
use crate::kernel::scalars::{Map, Minor, Points};
use crate::kernel::{Error, Result};
use std::borrow::Cow;

impl Program {
    /// What an event earns, and where the member stands before and after. The same kind and id earns once: the ledger says
    /// whether it has, also where the clock of whoever wrote the entry was ahead.
    ///
    /// ```
    /// use patronage::loyalty::Program;
    /// let program = Program::parse(r#"{
    ///     "currency": "CNY", "timeZone": "Asia/Shanghai", "earn": [],
    ///     "events": [{ "id": "thanks", "on": "survey", "points": 50 }]
    /// }"#)?;
    /// let award = program.award_json(r#"{
    ///     "event": { "kind": "survey", "id": "spring" }, "now": "2026-11-21T08:00:00Z"
    /// }"#)?;
    /// assert!(award.starts_with(r#"{"points":50"#));
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    ///
    /// # Errors
    /// A sum beyond the safe integers.
    pub fn award<'a>(&'a self, request: &'a AwardRequest<'_>) -> Result<Award<'a>> {
        let (at, event) = (request.now.0, &request.event);
        let entries = entries(request.member.as_ref());
        let before = Standing::of(self, entries.iter(), at).map_err(of_ledger)?;
        let stand_in = stand_in(event);
        let scene = Scene::of_program(self, before.buyer(self, request.member.as_ref()), &stand_in, at)?;
        let earlier = entries.iter().filter(|entry| entry.is_of(event)).map(|entry| entry.at).min();
        check_steps(self.events.len().saturating_mul(entries.len()))?;
        let mut rules = Vec::new();
        for rule in self.events.iter().filter(|rule| *rule.on == *event.kind) {
            let (points, why) = match earlier {
                Some(at) => (0, Reason::Already { at }),
                None => rule.award(&scene).map_err(of_ledger)?,
            };
            rules.push(RuleAnswer { rule: &rule.id, points: Points(points), why });
        }
        let points = total(rules.iter().map(|rule| rule.points.0)).map_err(|error: Error| error.at_key("event"))?;
        let gave = rules.iter().filter(|rule| rule.points.0 != 0);
        let given = gave.map(|rule| (Cow::Borrowed(rule.rule), rule.points)).collect();
        let entry = (points != 0).then(|| Entry {
            at,
            order: None,
            event: Some(EntryEvent { kind: Cow::Borrowed(&event.kind), id: Cow::Borrowed(&event.id) }),
            points: Points(points),
            spend: Minor(0),
            rules: Map(given),
        });
        let after = Standing::of(self, entries.iter().chain(&entry), at).map_err(of_ledger)?;
        Ok(Award { points: Points(points), rules, before: before.status(self), after: after.status(self), entry })
    }

    /// [`Program::award`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path, and those of the award.
    pub fn award_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.award(&self.read(request)?)?))
    }
}

/// Conditions and gates read an event where they read the cart.
fn stand_in<'a>(event: &'a Event<'_>) -> Cart<'a> {
    Cart {
        id: Some(Cow::Borrowed(&event.id)),
        channel: event.channel.as_deref().map(Cow::Borrowed),
        lines: Vec::new(),
        facts: event.facts.clone(),
    }
}

impl AwardRule {
    /// The points for an event that has not earned yet, and why.
    fn award(&self, scene: &Scene<'_>) -> Result<(i64, Reason)> {
        if let Some(refusal) = self.gate.refusal(scene) {
            return Ok((0, refusal));
        }
        let Some(cap) = &self.cap else { return Ok((self.points, Reason::Earned { points: Points(self.points) })) };
        let points = self.points.min(scene.room(&self.id, cap)?.most);
        let lost = self.points.saturating_sub(points);
        let why = match lost {
            0 => Reason::Earned { points: Points(points) },
            _ => Reason::Capped { cap: Points(cap.points), per: cap.per, lost: Points(lost), points: Points(points) },
        };
        Ok((points, why))
    }
}

impl Entry<'_> {
    /// Whether it was written for an event.
    fn is_of(&self, event: &Event<'_>) -> bool {
        self.event.as_ref().is_some_and(|own| own.kind == event.kind && own.id == event.id)
    }
}
