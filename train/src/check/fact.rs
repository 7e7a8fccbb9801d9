//! Facts of a row's moment, by which sales may differ.

use super::row::{Fault, Fields};
use patronage::kernel::calendar::{Instant, Zone};
use patronage::recommend::{part_of_day, season};
use patronage_log::role::Role;

/// A fact of the moment at which something was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// What the weather was.
    Weather,
    /// Where it was.
    Place,
    /// Morning or evening, by the shop's clock.
    PartOfDay,
    /// Summer or winter, by the same.
    Season,
    /// To which group the customer belongs.
    Segment,
}

impl Fact {
    /// All facts, in the order of [`super::Line::facts`].
    pub const ALL: [Fact; 5] = [Fact::Weather, Fact::Place, Fact::PartOfDay, Fact::Season, Fact::Segment];
    /// Those that a request tells in its context.
    pub const CONTEXT: [Fact; 4] = [Fact::Weather, Fact::Place, Fact::PartOfDay, Fact::Season];

    /// Its name in the context of a request.
    pub fn name(self) -> &'static str {
        match self {
            Fact::Weather => "weather",
            Fact::Place => "place",
            Fact::PartOfDay => "partOfDay",
            Fact::Season => "season",
            Fact::Segment => "segment",
        }
    }

    /// Its column in the table of lines.
    pub fn column(self) -> &'static str {
        match self {
            Fact::PartOfDay => "part_of_day",
            // What stands in a line already has this name.
            Fact::Place => "location",
            other => other.name(),
        }
    }

    pub(super) fn of<'r>(
        fields: &Fields<'r, '_>,
        at: i64,
        zone: Option<&Zone>,
    ) -> Result<[&'r str; Fact::ALL.len()], Fault<'r>> {
        let local = zone.and_then(|zone| Some(zone.local(Instant::from_millis(at)?)));
        let [weather, place, segment] = [Role::Weather, Role::Place, Role::Segment].map(|role| fields.get(role));
        Ok([weather?, place?, local.map_or("", part_of_day), local.map_or("", season), segment?])
    }
}
