//! Zones as the database's own compiler leaves them (RFC 9636), cut to what holds since 1970.

use anyhow::{Context, Result, bail, ensure};

const DAY: i64 = 86_400;

/// A zone since 1970.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Zone {
    /// Seconds east of UTC when 1970 began.
    pub offset: i64,
    pub shifts: Vec<Shift>,
    pub rule: Option<Rule>,
}

/// When the clock moves (seconds since 1970), and to how many seconds east of UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shift {
    pub at: i64,
    pub offset: i64,
}

/// The year's two shifts, in order; `offset` is the one at new year.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule {
    pub offset: i64,
    pub shifts: [Yearly; 2],
}

/// On the first `weekday` (0 for Monday) on or after a day of the year, at a second of the clock before.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Yearly {
    month: i64,
    day: i64,
    weekday: i64,
    second: i64,
    change: i64,
}

impl Zone {
    /// Reads a compiled zone (RFC 9636): the shifts of its 64-bit block that are not before 1970, and its footer.
    pub fn read(bytes: &[u8]) -> Result<Zone> {
        let first = Header::read(bytes)?;
        let bytes = &bytes[Header::SIZE + first.block(4)..];
        let header = Header::read(bytes)?;
        let (times, rest) = bytes[Header::SIZE..].split_at(header.times * 8);
        let (kinds, rest) = rest.split_at(header.times);
        let offset = |kind: usize| i64::from(i32::from_be_bytes(rest[kind * 6..][..4].try_into().expect("four bytes")));

        let mut zone = Zone { offset: offset(0), shifts: Vec::new(), rule: None };
        for (time, kind) in times.chunks_exact(8).zip(kinds) {
            let shift = Shift { at: i64::from_be_bytes(time.try_into()?), offset: offset(usize::from(*kind)) };
            if shift.at <= 0 {
                zone.offset = shift.offset;
            } else if shift.offset != zone.last_offset() {
                zone.shifts.push(shift);
            }
        }
        let footer = std::str::from_utf8(&bytes[Header::SIZE + header.block(8)..])?.trim_matches('\n');
        zone.rule = Footer(footer).rule().with_context(|| format!("footer {footer}"))?;
        let last = times.chunks_exact(8).next_back().map_or(Ok(0), |time| time.try_into().map(i64::from_be_bytes))?;
        zone.reach_new_year(last.max(0));
        Ok(zone)
    }

    /// The shifts as day since 1970 and second of the day on the clock before, and seconds by which it moves.
    pub fn local_shifts(&self) -> Vec<(i64, i64, i64)> {
        let mut offset = self.offset;
        let local = |shift: &Shift| {
            let (wall, change) = (shift.at + offset, shift.offset - offset);
            offset = shift.offset;
            (wall.div_euclid(DAY), wall.rem_euclid(DAY), change)
        };
        self.shifts.iter().map(local).collect()
    }

    fn last_offset(&self) -> i64 {
        self.shifts.last().map_or(self.offset, |shift| shift.offset)
    }

    /// The rule goes on from the offset at new year, so the shifts before it must end with that, and not before the
    /// last that the database lists, even one that moves no clock.
    fn reach_new_year(&mut self, last: i64) {
        let Some(rule) = self.rule else { return };
        let (before, listed) = (self.last_offset(), self.shifts.last().map_or(0, |shift| shift.at));
        if before != rule.offset {
            let year = 1970 + last / 31_556_952;
            let years = (year - 1..=year + 1).map(|year| rule.shifts[1].in_year(year) - before);
            let at = years.into_iter().find(|at| *at > last).expect("one in three years");
            self.shifts.push(Shift { at, offset: rule.offset });
        } else if listed < last {
            self.shifts.push(Shift { at: last, offset: rule.offset });
        }
    }
}

impl Yearly {
    pub fn numbers(&self) -> [i64; 5] {
        [self.month, self.day, self.weekday, self.second, self.change]
    }

    /// Seconds of the clock before the shift.
    fn in_year(self, year: i64) -> i64 {
        let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let years = (year - 1970) * 365 + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400;
        let day = years + months[self.month as usize - 1] + i64::from(leap && self.month > 2) + self.day - 1;
        // 1970-01-01 was a Thursday.
        (day + (self.weekday - day - 3).rem_euclid(7)) * DAY + self.second
    }
}

/// The six counts of a block of a compiled zone.
struct Header {
    universal: usize,
    standard: usize,
    leaps: usize,
    times: usize,
    kinds: usize,
    letters: usize,
}

impl Header {
    const SIZE: usize = 44;

    fn read(bytes: &[u8]) -> Result<Self> {
        ensure!(bytes.len() >= Self::SIZE && bytes.starts_with(b"TZif") && bytes[4] >= b'2', "not a compiled zone");
        let count = |n: usize| u32::from_be_bytes(bytes[20 + 4 * n..][..4].try_into().expect("four bytes")) as usize;
        let [universal, standard, leaps, times, kinds, letters] = [0, 1, 2, 3, 4, 5].map(count);
        Ok(Header { universal, standard, leaps, times, kinds, letters })
    }

    fn block(&self, time: usize) -> usize {
        let marks = self.universal + self.standard;
        self.times * (time + 1) + self.kinds * 6 + self.letters + self.leaps * (time + 4) + marks
    }
}

/// The rest of a footer: a POSIX rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct Footer<'a>(&'a str);

impl Footer<'_> {
    fn rule(mut self) -> Result<Option<Rule>> {
        self.abbreviation()?;
        let standard = -self.time()?;
        if self.0.is_empty() {
            return Ok(None);
        }
        self.abbreviation()?;
        let summer = if self.0.starts_with(',') { standard + 3600 } else { -self.time()? };
        let begin = self.yearly(summer - standard)?;
        let end = self.yearly(standard - summer)?;
        ensure!(self.0.is_empty(), "more than a rule");
        let north = begin.month < end.month;
        let (offset, shifts) = if north { (standard, [begin, end]) } else { (summer, [end, begin]) };
        Ok(Some(Rule { offset, shifts }))
    }

    fn take(&mut self, until: impl Fn(char) -> bool) -> String {
        let (taken, rest) = self.0.split_at(self.0.find(until).unwrap_or(self.0.len()));
        self.0 = rest;
        taken.to_owned()
    }

    fn skip(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn abbreviation(&mut self) -> Result<()> {
        if self.skip('<') {
            self.take(|letter| letter == '>');
            ensure!(self.skip('>'), "an abbreviation without its end");
        } else {
            ensure!(self.take(|letter| !letter.is_ascii_alphabetic()).len() >= 3, "no abbreviation");
        }
        Ok(())
    }

    fn number(&mut self) -> Result<i64> {
        Ok(self.take(|letter| !letter.is_ascii_digit()).parse()?)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self) -> Result<i64> {
        let sign = if self.skip('-') { -1 } else { 1 };
        self.skip('+');
        let mut seconds = self.number()? * 3600;
        for unit in [60, 1] {
            if self.skip(':') {
                seconds += self.number()? * unit;
            }
        }
        Ok(sign * seconds)
    }

    /// `,Mm.w.d[/time]`
    fn yearly(&mut self, change: i64) -> Result<Yearly> {
        ensure!(self.skip(',') && self.skip('M'), "a rule of another form");
        let month = self.number()?;
        ensure!(self.skip('.'), "a month alone");
        let week = self.number()?;
        ensure!(self.skip('.'), "a week alone");
        let weekday = (self.number()? + 6) % 7;
        let second = if self.skip('/') { self.time()? } else { 7200 };
        // The last week is the one that begins six days before the month's last, which February has no fixed one of.
        let day = match (week, month) {
            (1..=4, _) => week * 7 - 6,
            (5, 4 | 6 | 9 | 11) => 24,
            (5, 1 | 3 | 5 | 7 | 8 | 10 | 12) => 25,
            _ => bail!("the last week of February"),
        };
        Ok(Yearly { month, day, weekday, second, change })
    }
}
