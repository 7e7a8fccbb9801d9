//! Whether a rule acts: what must hold of the cart, the member and the time.

use super::answer::Reason;
use super::condition::Condition;
use super::scene::Scene;
use super::schedule::Schedule;

/// What must hold of the cart, the member and the time.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate {
    pub(super) channels: Option<Vec<String>>,
    pub(super) tiers: Option<Vec<usize>>,
    pub(super) names: Vec<String>,
    pub(super) schedule: Schedule,
    pub(super) when: Option<Condition>,
}

impl Gate {
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
