//! The settings one by one, and how far a search turns each.

use super::Settings;
use Turns::{Answer, Links, Reach};

/// One setting.
#[derive(Clone, Copy)]
pub(super) struct Knob {
    pub(super) name: &'static str,
    pub(super) turns: Turns,
    scale: Scale,
    value: fn(&mut Settings) -> &mut f64,
}

/// What must be worked out again when a setting is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turns {
    /// The links.
    Links,
    /// What the links say of a history.
    Reach,
    /// What is added to that.
    Answer,
}

#[derive(Clone, Copy)]
enum Scale {
    /// Between 0 and 1: what is missing to 1 shrinks or grows.
    Share,
    /// A power: steps of the same width.
    Power,
    /// A weight: factors, and from 0 a beginning.
    Weight,
}

/// The windows that are tried.
const WINDOWS: [u32; 7] = [1, 2, 3, 5, 8, 12, 20];

/// All knobs in the order in which they are turned.
pub(super) const KNOBS: [Knob; 14] = [
    Knob { name: "recall", turns: Reach, scale: Scale::Share, value: |settings| &mut settings.taste.recall },
    Knob { name: "own", turns: Answer, scale: Scale::Weight, value: |settings| &mut settings.taste.own },
    Knob { name: "own recall", turns: Answer, scale: Scale::Share, value: |settings| &mut settings.taste.own_recall },
    Knob { name: "own far", turns: Answer, scale: Scale::Share, value: |settings| &mut settings.taste.own_far },
    Knob { name: "own power", turns: Answer, scale: Scale::Power, value: |settings| &mut settings.taste.own_power },
    Knob { name: "penalty", turns: Links, scale: Scale::Power, value: |settings| &mut settings.links.penalty },
    Knob { name: "support", turns: Links, scale: Scale::Power, value: |settings| &mut settings.links.support },
    Knob { name: "fade", turns: Links, scale: Scale::Share, value: |settings| &mut settings.links.fade },
    Knob { name: "backward", turns: Links, scale: Scale::Power, value: |settings| &mut settings.links.backward },
    Knob { name: "repeat", turns: Answer, scale: Scale::Weight, value: |settings| &mut settings.taste.repeat },
    Knob { name: "power", turns: Reach, scale: Scale::Power, value: |settings| &mut settings.taste.power },
    Knob { name: "spread", turns: Links, scale: Scale::Power, value: |settings| &mut settings.links.spread },
    Knob { name: "within", turns: Links, scale: Scale::Power, value: |settings| &mut settings.links.within },
    Knob { name: "popular", turns: Answer, scale: Scale::Weight, value: |settings| &mut settings.taste.popular },
];

impl Knob {
    /// The settings with this knob turned by `by`, up or down; `None` where it goes no further.
    pub(super) fn turned(&self, settings: &Settings, by: &f64) -> Option<Settings> {
        let mut turned = *settings;
        let value = (self.value)(&mut turned);
        *value = match self.scale {
            Scale::Share => 1.0 - (1.0 - *value).max(0.003) * (1.0 + *by).max(0.3),
            Scale::Power => *value + by / 2.0,
            Scale::Weight if *value > 0.0 => *value * (1.0 + *by * 2.0).max(0.3),
            Scale::Weight if *by > 0.0 => *by / 3.0,
            Scale::Weight => return None,
        };
        (*value >= 0.0 && turned != *settings).then_some(turned)
    }
}

/// The settings with the next wider or narrower window.
pub(super) fn window(settings: &Settings, wider: &bool) -> Option<Settings> {
    let place = WINDOWS.iter().position(|window| *window == settings.links.window)?;
    let place = if *wider { place + 1 } else { place.checked_sub(1)? };
    let mut turned = *settings;
    turned.links.window = *WINDOWS.get(place)?;
    Some(turned)
}
