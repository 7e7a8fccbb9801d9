//! The two questions: what a cart would earn, and where a member stands.

use super::answer::{LineAnswer, Preview, RuleAnswer, Status};
use super::earn::{Outcome, earn};
use super::program::Program;
use super::request::{Entry, Member, PreviewRequest, StatusRequest};
use super::scene::{Scene, of_lines};
use super::standing::Standing;
use crate::kernel::money::{add, safe};
use crate::kernel::record::{Read, Scale, read_text, written};
use crate::kernel::scalars::{Map, Minor, Points};
use crate::kernel::{Error, Result};
use std::borrow::Cow;

impl Program {
    /// What a cart earns, and where the member stands before and after. The entry of the answer is what the ledger keeps.
    ///
    /// # Errors
    /// A line whose price, quantity and discount don't fit together, or a sum beyond the safe integers.
    pub fn preview<'a>(&'a self, request: &'a PreviewRequest<'_>) -> Result<Preview<'a>> {
        let at = request.now.0;
        let entries = entries(request.member.as_ref());
        let before = Standing::of(self, entries.iter(), at).map_err(of_ledger)?;
        let scene = Scene::of_program(self, before.buyer(self, request.member.as_ref()), &request.cart, at)?;
        let outcomes = earn(self, &scene).map_err(of_lines)?;
        let points = total(outcomes.iter().map(|outcome| outcome.points)).map_err(of_lines)?;
        let entry = Entry {
            at,
            order: request.cart.id.as_deref().map(Cow::Borrowed),
            event: None,
            points: Points(points),
            spend: Minor(scene.total),
            rules: Map(self.given(&outcomes)),
        };
        let after = Standing::of(self, entries.iter().chain([&entry]), at).map_err(of_ledger)?;
        Ok(Preview {
            currency: self.setting.currency.code(),
            amount: Minor(scene.total),
            discount: Minor(total(scene.items.iter().map(|item| item.discount)).map_err(of_lines)?),
            points: Points(points),
            lines: self.lines(&scene, &outcomes)?,
            before: before.status(self),
            after: after.status(self),
            rules: self.rules(outcomes),
            entry,
        })
    }

    /// Where a member stands.
    ///
    /// # Errors
    /// A sum beyond the safe integers.
    pub fn status(&self, request: &StatusRequest<'_>) -> Result<Status> {
        let entries = entries(request.member.as_ref());
        Ok(Standing::of(self, entries.iter(), request.now.0).map_err(of_ledger)?.status(self))
    }

    /// [`Program::preview`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path, and those of the preview.
    pub fn preview_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.preview(&self.read(request)?)?))
    }

    /// [`Program::status`] from JSON text to JSON text.
    ///
    /// # Errors
    /// Those of the request, with their path, and those of the status.
    pub fn status_json(&self, request: &str) -> Result<String> {
        Ok(written(&self.status(&self.read(request)?)?))
    }

    /// Reads a request, a cart, a member …, with decimal amounts in this program's currency.
    ///
    /// # Errors
    /// What is wrong, with its path.
    pub fn read<'r, T: Read<'r>>(&self, text: &'r str) -> Result<T> {
        read_text(text, Scale(self.setting.currency.exponent()))
    }

    /// The points of the rules that gave any.
    fn given(&self, outcomes: &[Outcome]) -> Vec<(Cow<'_, str>, Points)> {
        let gave = outcomes.iter().filter(|outcome| outcome.points != 0);
        gave.filter_map(|outcome| Some((Cow::Borrowed(&*self.rules.get(outcome.rule)?.id), Points(outcome.points))))
            .collect()
    }

    fn rules(&self, outcomes: Vec<Outcome>) -> Vec<RuleAnswer<'_>> {
        let answer = |outcome: Outcome| {
            let rule = &*self.rules.get(outcome.rule)?.id;
            Some(RuleAnswer { rule, points: Points(outcome.points), why: outcome.why })
        };
        outcomes.into_iter().filter_map(answer).collect()
    }

    fn lines<'a>(&'a self, scene: &Scene<'a>, outcomes: &[Outcome]) -> Result<Vec<LineAnswer<'a>>> {
        let mut counts = vec![0_usize; scene.items.len()];
        for outcome in outcomes {
            for (line, _) in outcome.lines.iter().zip(&outcome.by_line) {
                if let Some(count) = counts.get_mut(*line) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut earned: Vec<Earned<'a>> = Vec::with_capacity(counts.len());
        for count in counts {
            earned.push(Earned { points: 0, by_rule: Vec::with_capacity(count) });
        }
        for outcome in outcomes {
            let Some(rule) = self.rules.get(outcome.rule) else { continue };
            for (line, points) in outcome.lines.iter().zip(&outcome.by_line).filter(|(_, points)| **points != 0) {
                if let Some(earned) = earned.get_mut(*line) {
                    earned.points = add(earned.points, *points)?;
                    earned.by_rule.push((Cow::Borrowed(&rule.id), Points(*points)));
                }
            }
        }
        let mut lines = Vec::with_capacity(earned.len());
        for (item, earned) in scene.items.iter().zip(earned) {
            lines.push(LineAnswer {
                id: item.line.id.as_deref(),
                amount: Minor(item.amount),
                discount: (item.discount != 0).then_some(Minor(item.discount)),
                points: Points(earned.points),
                earned: Map(earned.by_rule),
                excluded: item.excluded.and_then(|index| self.exclusions.get(index)).map(|(id, _)| &**id),
            });
        }
        Ok(lines)
    }
}

/// What a line earns, in all and by rule.
struct Earned<'a> {
    points: i64,
    by_rule: Vec<(Cow<'a, str>, Points)>,
}

/// An error of the member's ledger.
pub(crate) fn of_ledger(error: Error) -> Error {
    error.at_key("entries").at_key("member")
}

pub(crate) fn entries<'m, 'a>(member: Option<&'m Member<'a>>) -> &'m [Entry<'a>] {
    member.map_or(&[], |member| &member.entries)
}

pub(super) fn total(values: impl Iterator<Item = i64>) -> Result<i64> {
    safe(values.map(i128::from).sum())
}
