//! Whether a rule acts: what must hold of the cart, the member and the time.

use super::answer::Reason;
use super::condition::{Condition, Reads};
use super::scene::Scene;
use super::schedule::Schedule;
use crate::kernel::Result;

/// What must hold of the cart, the member and the time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gate {
    pub(super) channels: Option<Vec<String>>,
    pub(super) tiers: Option<Vec<String>>,
    pub(super) schedule: Schedule,
    pub(super) when: Option<Condition>,
}

/// What a document says of it.
pub(crate) struct GateDocument {
    pub(crate) channels: Option<Vec<String>>,
    pub(crate) tiers: Option<Vec<String>>,
    pub(crate) schedule: Option<super::document::Schedule>,
    pub(crate) when: Option<String>,
}

impl Gate {
    /// Compiles it.
    pub(crate) fn compile(document: GateDocument, reads: Reads) -> Result<Self> {
        let GateDocument { channels, tiers, schedule, when } = document;
        let schedule = schedule.map(Schedule::compile).transpose().map_err(|error| error.at_key("schedule"))?;
        let when = when.map(|text| Condition::compile(&text, reads)).transpose();
        Ok(Gate {
            channels,
            tiers,
            schedule: schedule.unwrap_or_default(),
            when: when.map_err(|error| error.at_key("when"))?,
        })
    }

    /// Whether it lets members of a tier pass.
    pub(super) fn is_for_tier(&self, tier: Option<&str>) -> bool {
        self.tiers.as_ref().is_none_or(|tiers| tier.is_some_and(|tier| tiers.iter().any(|other| other == tier)))
    }

    /// Why the rule does not act; none if it does.
    pub(crate) fn refusal(&self, scene: &Scene<'_>) -> Option<Reason> {
        let channel = |channels: &&Vec<String>| {
            scene.cart.channel.as_ref().is_none_or(|channel| !channels.iter().any(|other| other == channel))
        };
        if let Some(channels) = self.channels.as_ref().filter(channel) {
            return Some(Reason::Channel { channels: channels.clone() });
        }
        if let Some(tiers) = self.tiers.as_ref().filter(|_| !self.is_for_tier(scene.buyer.tier)) {
            return Some(Reason::Tier { tiers: tiers.clone() });
        }
        if let Some(reason) = self.schedule.refusal(scene.now) {
            return Some(reason);
        }
        let when = self.when.as_ref().filter(|condition| !condition.holds(scene))?;
        Some(Reason::Condition { when: when.text().to_owned() })
    }
}
