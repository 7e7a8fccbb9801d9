//! The weights of pairs, worked out once for every distance, length and size that occurs.

use patronage::recommend::LinkSettings;
use std::collections::HashMap;

/// Sequences of fewer steps are short.
const SHORT: usize = 512;

/// What [`LinkSettings::weight`] says, remembered.
#[derive(Debug, Clone)]
pub struct Weights {
    settings: LinkSettings,
    /// By length, where that is short; most are.
    short: Vec<Vec<i64>>,
    apart: HashMap<u32, Vec<i64>>,
    together: HashMap<(u32, u32), i64>,
}

impl Weights {
    /// Nothing remembered yet.
    pub fn new(settings: LinkSettings) -> Self {
        Weights { settings, short: vec![Vec::new(); SHORT], apart: HashMap::new(), together: HashMap::new() }
    }

    /// The weights in a sequence of `length` steps: at twice the distance of a step for the link backward, one further
    /// for that forward.
    pub fn apart(&mut self, length: u32) -> &[i64] {
        let Weights { settings, short, apart, .. } = self;
        match short.get_mut(length as usize) {
            Some(known) => {
                if known.is_empty() {
                    *known = all(settings, length);
                }
                known
            }
            None => apart.entry(length).or_insert_with(|| all(settings, length)),
        }
    }

    /// The weight of two items in the same step of `size` items.
    pub fn together(&mut self, length: u32, size: u32) -> i64 {
        let settings = &self.settings;
        *self.together.entry((length, size)).or_insert_with(|| settings.weight(0, true, length, size))
    }

    /// The weight of one pair.
    pub fn weight(&mut self, distance: u32, forward: bool, length: u32, size: u32) -> i64 {
        match distance {
            0 => self.together(length, size),
            _ => self.apart(length).get(2 * distance as usize + usize::from(forward)).copied().unwrap_or(0),
        }
    }
}

/// Nothing lies further apart than the sequence is long.
fn all(settings: &LinkSettings, length: u32) -> Vec<i64> {
    let reach = settings.window.min(length);
    (0..=reach).flat_map(|steps| [false, true].map(|on| settings.weight(steps, on, length, 1))).collect()
}
