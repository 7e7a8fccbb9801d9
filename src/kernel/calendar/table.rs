//! A zone as a small table of integers, which travels with a program to places with another database.

use super::Zone;
use super::rule::{Rule, Shift, Yearly};
use super::scan::Scan;
use super::zone::OFFSET_LIMIT;
use crate::kernel::json::write_integer;
use crate::kernel::{Code, Error, Result};

impl Zone {
    /// The zone as text that [`Zone::from_table`] reads: the offset at first in seconds; then each shift as days
    /// since the shift before (at first since 1970-01-01), second of the day, and seconds by which the clock moves;
    /// at last, where the zone goes on shifting, the year's two shifts as month, day, weekday (0 for Monday) on or
    /// after it, second of the day, and seconds. Days and seconds are those of the clock before the shift.
    ///
    /// ```
    /// use patronage::kernel::calendar::Zone;
    /// assert_eq!(Zone::named("Asia/Tokyo")?.table(), "32400");
    /// let cairo = Zone::named("Africa/Cairo")?;
    /// assert!(cairo.table().ends_with(";4 24 4 0 3600;10 25 3 86400 -3600"));
    /// assert_eq!(Zone::from_table("Africa/Cairo", &cairo.table())?, cairo);
    /// # Ok::<(), patronage::kernel::Error>(())
    /// ```
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        write_integer(self.offset.into(), &mut text);
        let (mut day, mut offset) = (0, self.offset);
        for shift in &self.shifts {
            let wall = shift.at.saturating_add(offset.into());
            let change = shift.offset.saturating_sub(offset);
            let days = wall.div_euclid(DAY).saturating_sub(day);
            write_group(&[days, wall.rem_euclid(DAY), change.into()], &mut text);
            (day, offset) = (wall.div_euclid(DAY), shift.offset);
        }
        for yearly in self.rule.iter().flat_map(|rule| [rule.first, rule.second]) {
            let Yearly { month, day, weekday, second, change } = yearly;
            write_group(&[month.into(), day.into(), weekday.into(), second.into(), change.into()], &mut text);
        }
        text
    }

    /// The zone of a name and a table.
    ///
    /// # Errors
    /// [`Code::ZoneTable`] where the table is not one.
    pub fn from_table(name: &str, table: &str) -> Result<Self> {
        read(name, table)
            .ok_or_else(|| Error::new(Code::ZoneTable).with("found", table.chars().take(40).collect::<String>()))
    }
}

const DAY: i64 = 86_400;

fn write_group(numbers: &[i64], text: &mut String) {
    let mut before = ';';
    for number in numbers {
        text.push(before);
        write_integer(*number, text);
        before = ' ';
    }
}

fn read(name: &str, table: &str) -> Option<Zone> {
    let mut scan = Scan::new(table);
    let mut draft = Draft::new(scan.integer()?)?;
    let mut first = None;
    while scan.end().is_none() {
        scan.exactly(b';')?;
        match (read_group(&mut scan)?, first) {
            ((3, [days, second, change, ..]), None) => draft.shift(days, second, change)?,
            ((5, shift), None) => first = Some(shift),
            ((5, shift), Some(first)) => {
                draft.rule(first, shift)?;
                scan.end()?;
            }
            _ => return None,
        }
    }
    // A year has two shifts or none.
    (first.is_some() == draft.zone.rule.is_some()).then(|| draft.finish(name.into()))
}

/// Up to five integers with spaces between them, and how many they are.
fn read_group(scan: &mut Scan<'_>) -> Option<(usize, [i32; 5])> {
    let mut numbers = [0; 5];
    let mut count = 0_usize;
    for number in &mut numbers {
        *number = scan.integer()?;
        count = count.saturating_add(1);
        if scan.exactly(b' ').is_none() {
            return Some((count, numbers));
        }
    }
    None
}

/// A zone growing shift by shift, each of them checked.
pub(super) struct Draft {
    zone: Zone,
    /// The day of the last shift on the clock before it.
    day: i32,
    /// The offset after the last shift.
    offset: i32,
}

impl Draft {
    pub(super) fn new(offset: i32) -> Option<Self> {
        let zone = Zone { name: Box::default(), offset: inside(offset)?, shifts: Vec::new(), rule: None };
        Some(Draft { zone, day: 0, offset })
    }

    pub(super) fn shift(&mut self, days: i32, second: i32, change: i32) -> Option<()> {
        self.day = self.day.checked_add(days)?;
        let wall = i64::from(self.day).checked_mul(DAY)?.checked_add(second.into())?;
        let at = wall.checked_sub(self.offset.into())?;
        if self.zone.shifts.last().is_some_and(|last| last.at >= at) {
            return None;
        }
        self.offset = inside(self.offset.checked_add(change)?)?;
        self.zone.shifts.push(Shift { at, offset: self.offset });
        Some(())
    }

    pub(super) fn rule(&mut self, first: [i32; 5], second: [i32; 5]) -> Option<()> {
        let (first, second) = (yearly(first)?, yearly(second)?);
        inside(self.offset.checked_add(first.change)?)?;
        let there_and_back = first.change.checked_add(second.change)? == 0 && first.month < second.month;
        let since = self.zone.shifts.last().map_or(0, |last| last.at);
        self.zone.rule = there_and_back.then_some(Rule { since, offset: self.offset, first, second });
        self.zone.rule.map(drop)
    }

    pub(super) fn finish(self, name: Box<str>) -> Zone {
        Zone { name, ..self.zone }
    }
}

fn inside(offset: i32) -> Option<i32> {
    (offset.checked_abs()? < OFFSET_LIMIT).then_some(offset)
}

fn yearly([month, day, weekday, second, change]: [i32; 5]) -> Option<Yearly> {
    let days = (1..=12).contains(&month) && (1..=31).contains(&day) && (0..=6).contains(&weekday);
    let near = second.checked_abs()? <= 7 * 86_400;
    (days && near).then_some(Yearly { month: month.unsigned_abs(), day: day.unsigned_abs(), weekday, second, change })
}
