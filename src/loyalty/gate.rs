//! Whether a rule acts: what must hold of the cart, the member and the time.

use super::answer::Reason;
use super::condition::{Condition, Reads};
use super::scene::Scene;
use super::schedule::Schedule;
use crate::kernel::Result;

/// What must hold of the cart, the member and the time.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate {
    pub(super) channels: Option<Vec<String>>,
    pub(super) tiers: Option<Vec<usize>>,
    pub(super) names: Vec<String>,
    pub(super) schedule: Schedule,
    pub(super) when: Option<Condition>,
}

/// What a document says of it.
pub(super) struct GateDocument {
    pub(super) channels: Option<Vec<String>>,
    pub(super) tiers: Option<Vec<String>>,
    pub(super) schedule: Option<super::document::Schedule>,
    pub(super) when: Option<String>,
}

impl Gate {
    /// Compiles it; `tiers` finds the places of tiers.
    pub(super) fn compile(
        document: GateDocument,
        reads: Reads,
        tiers: &dyn Fn(&[String]) -> Result<Vec<usize>>,
    ) -> Result<Self> {
        let GateDocument { channels, tiers: names, schedule, when } = document;
        let schedule = schedule.map(Schedule::compile).transpose().map_err(|error| error.at_key("schedule"))?;
        let when = when.map(|text| Condition::compile(&text, reads)).transpose();
        Ok(Gate {
            channels,
            tiers: names.as_deref().map(tiers).transpose()?,
            names: names.unwrap_or_default(),
            schedule: schedule.unwrap_or_default(),
            when: when.map_err(|error| error.at_key("when"))?,
        })
    }

    /// Why the rule does not act; none if it does.
    pub(super) fn refusal(&self, scene: &Scene<'_>) -> Option<Reason> {
        let channel = |channels: &&Vec<String>| {
            scene.cart.channel.as_ref().is_none_or(|channel| !channels.iter().any(|other| other == channel))
        };
        if let Some(channels) = self.channels.as_ref().filter(channel) {
            return Some(Reason::Channel { channels: channels.clone() });
        }
        let tier = |tiers: &&Vec<usize>| scene.standing.tier.is_none_or(|tier| !tiers.contains(&tier));
        if self.tiers.as_ref().filter(tier).is_some() {
            return Some(Reason::Tier { tiers: self.names.clone() });
        }
        if let Some(reason) = self.schedule.refusal(scene.now) {
            return Some(reason);
        }
        let when = self.when.as_ref().filter(|condition| !condition.holds(scene))?;
        Some(Reason::Condition { when: when.text().to_owned() })
    }
}
