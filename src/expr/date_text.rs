//! Dates from text, as V8 reads them: ISO 8601, or else its lenient reading of nearly anything.

use super::date_token::{Token, scan};
use super::dates::{Clock, Local, clip, float, times};

/// `Date.parse(text)`
pub(super) fn parse(text: &str, clock: Clock<'_>) -> f64 {
    let mut reader = Reader::new(text);
    reader.read().and_then(|()| reader.instant(clock)).unwrap_or(f64::NAN)
}

/// The parts found so far.
struct Reader<'t> {
    rest: &'t str,
    next: Token,
    day: Parts,
    month: Option<i64>,
    iso: bool,
    time: Parts,
    half: Option<i64>,
    sign: Option<i64>,
    zone_hour: Option<i64>,
    zone_minute: Option<i64>,
}

/// The numbers of a day or of a time, and what stands for those that are missing.
struct Parts {
    values: [i64; 4],
    count: usize,
}

impl Parts {
    fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One more, if there is room.
    fn push(&mut self, value: i64) -> Option<()> {
        *self.values.get_mut(self.count)? = value;
        self.count = self.count.saturating_add(1);
        Some(())
    }
}

/// How reading ISO 8601 ended.
enum Iso {
    Read,
    /// From here on, read leniently, this token first.
    Lenient(Token),
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = Reader {
            rest: text,
            next: Token::End,
            day: Parts { values: [1; 4], count: 0 },
            month: None,
            iso: false,
            time: Parts { values: [0; 4], count: 0 },
            half: None,
            sign: None,
            zone_hour: None,
            zone_minute: None,
        };
        reader.take();
        reader
    }

    /// The next token; the one after it comes into view.
    fn take(&mut self) -> Token {
        let (token, rest) = scan(self.rest);
        self.rest = rest;
        std::mem::replace(&mut self.next, token)
    }

    fn symbol(&mut self, symbol: char) -> bool {
        let found = self.next.is_symbol(symbol);
        if found {
            self.take();
        }
        found
    }

    fn read(&mut self) -> Option<()> {
        let mut token = match self.iso()? {
            Iso::Read => return Some(()),
            Iso::Lenient(token) => token,
        };
        let mut read_number = !self.day.is_empty();
        while !token.is_end() {
            match token {
                Token::Number { value, length: _ } => {
                    read_number = true;
                    self.number(value)?;
                }
                Token::Half(hours) if !self.time.is_empty() => self.half = Some(hours),
                Token::Month(month) => {
                    self.month = Some(month);
                    self.symbol('-');
                }
                Token::Zone { hours, .. } if read_number => self.set_zone(hours),
                Token::Half(_) | Token::Zone { .. } | Token::Separator | Token::Word
                    if (read_number || self.next.is_number()) =>
                {
                    return None;
                }
                Token::Symbol(symbol @ ('+' | '-')) if self.is_utc() || !self.time.is_empty() => {
                    self.sign = Some(if symbol == '+' { 1 } else { -1 });
                    self.offset()?;
                    read_number = true;
                }
                Token::Symbol('+' | '-' | ')') if read_number => return None,
                _ => {}
            }
            token = self.take();
        }
        Some(())
    }

    /// `[±yy]yyyy[-MM[-DD]][THH:mm[:ss[.sss]][Z|±hh:mm]]`; nothing if it can be no date at all.
    fn iso(&mut self) -> Option<Iso> {
        if let Some(sign) = self.next.sign() {
            let token = self.take();
            match self.digits(6, 0, 999_999) {
                Some(year) if sign > 0 || year > 0 => self.day.push(sign.wrapping_mul(year))?,
                _ => return Some(Iso::Lenient(token)),
            }
        } else if let Some(year) = self.digits(4, 0, 9999) {
            self.day.push(year)?;
        } else {
            return Some(Iso::Lenient(self.take()));
        }
        for most in [12, 31] {
            if !self.symbol('-') {
                break;
            }
            let Some(part) = self.digits(2, 1, most) else { return Some(Iso::Lenient(self.take())) };
            self.day.push(part)?;
        }
        match self.next {
            Token::Separator => {
                self.take();
                self.iso_time()?;
            }
            Token::End => self.set_zone(0),
            _ => return Some(Iso::Lenient(self.take())),
        }
        self.iso = true;
        Some(Iso::Read)
    }

    fn iso_time(&mut self) -> Option<()> {
        let hour = self.digits(2, 0, 24)?;
        let most = if hour == 24 { 0 } else { 59 };
        self.time.push(hour)?;
        if !self.symbol(':') {
            return None;
        }
        let minute = self.digits(2, 0, most)?;
        self.time.push(minute)?;
        if self.symbol(':') {
            let second = self.digits(2, 0, most)?;
            self.time.push(second)?;
            if self.symbol('.') {
                let Token::Number { value, length } = self.take() else { return None };
                if hour == 24 && value > 0 {
                    return None;
                }
                self.time.push(milliseconds(value, length))?;
            }
        }
        self.iso_zone()?;
        self.next.is_end().then_some(())
    }

    fn iso_zone(&mut self) -> Option<()> {
        if let Token::Zone { short: true, .. } = self.next {
            self.take();
            self.set_zone(0);
        } else if let Some(sign) = self.next.sign() {
            self.take();
            self.sign = Some(sign);
            if let Some(both) = self.digits(4, 0, 2359).filter(|both| both % 100 < 60) {
                self.zone_hour = Some(both / 100);
                self.zone_minute = Some(both % 100);
            } else {
                self.zone_hour = Some(self.digits(2, 0, 23)?);
                if !self.symbol(':') {
                    return None;
                }
                self.zone_minute = Some(self.digits(2, 0, 59)?);
            }
        }
        Some(())
    }

    /// A number of so many digits within bounds, if that comes next.
    fn digits(&mut self, count: usize, least: i64, most: i64) -> Option<i64> {
        match self.next {
            Token::Number { value, length } if length == count && least <= value && value <= most => {
                self.take();
                Some(value)
            }
            _ => None,
        }
    }

    /// A number in lenient text: part of a time, of an offset or of a day, by what stands around it.
    fn number(&mut self, value: i64) -> Option<()> {
        if self.symbol(':') {
            if self.symbol(':') {
                if !self.time.is_empty() {
                    return None;
                }
                self.time.push(value)?;
                self.time.push(0)?;
            } else {
                self.time.push(value)?;
                self.symbol('.');
            }
            return Some(());
        }
        if self.symbol('.') && self.expects(value) {
            self.time.push(value)?;
            let Token::Number { value, length } = self.take() else { return None };
            return self.finish_time(milliseconds(value, length));
        }
        if self.zone_hour.is_some() && self.zone_minute.is_none() && (0..60).contains(&value) {
            self.zone_minute = Some(value);
            return Some(());
        }
        if self.expects(value) {
            self.finish_time(value)?;
            return match self.next {
                Token::End | Token::Space | Token::Zone { short: true, .. } | Token::Symbol('+' | '-') => Some(()),
                _ => None,
            };
        }
        if self.day.count >= 3 {
            return None;
        }
        self.day.push(value)?;
        self.symbol('-');
        Some(())
    }

    fn offset(&mut self) -> Option<()> {
        let (value, length) = match self.next {
            Token::Number { value, length } => {
                self.take();
                (value, length)
            }
            _ => (0, 0),
        };
        let (hour, minute) = if self.next.is_symbol(':') {
            (value, None)
        } else {
            match length {
                1 | 2 => (value, Some(0)),
                3 | 4 => (value / 100, Some(value % 100)),
                _ => return None,
            }
        };
        self.zone_hour = Some(hour);
        self.zone_minute = minute;
        Some(())
    }

    fn set_zone(&mut self, hours: i64) {
        self.sign = Some(if hours < 0 { -1 } else { 1 });
        self.zone_hour = Some(hours.saturating_abs());
        self.zone_minute = Some(0);
    }

    fn is_utc(&self) -> bool {
        self.zone_hour == Some(0) && self.zone_minute == Some(0)
    }

    fn expects(&self, value: i64) -> bool {
        match self.time.count {
            1 | 2 => (0..60).contains(&value),
            3 => (0..1000).contains(&value),
            _ => false,
        }
    }

    fn finish_time(&mut self, value: i64) -> Option<()> {
        self.time.push(value)?;
        self.time.count = self.time.values.len();
        Some(())
    }

    fn instant(&self, clock: Clock<'_>) -> Option<f64> {
        let (year, month, day) = self.date()?;
        let mut local = Local { year, month: month.checked_sub(1)?, day, time: 0 };
        self.write_time(&mut local)?;
        if self.sign.is_none() {
            return Some(clock.instant(local));
        }
        let minutes = times(self.zone_hour.unwrap_or(0), 60)?.checked_add(self.zone_minute.unwrap_or(0))?;
        let offset = times(minutes, 60_000)?.wrapping_mul(self.sign?);
        Some(clip(float(local.milliseconds()?.checked_sub(offset)?)))
    }

    fn date(&self) -> Option<(i64, i64, i64)> {
        if self.day.is_empty() {
            return None;
        }
        let [first, second, third, _] = self.day.values;
        let is_day = (1..=31).contains(&first);
        let (mut year, month, day) = match self.month {
            Some(month) if is_day => (second, month, first),
            Some(month) => (first, month, second),
            None if self.iso || !is_day => (first, second, third),
            None => (third, first, second),
        };
        if !self.iso {
            year = match year {
                0..=49 => year.saturating_add(2000),
                50..=99 => year.saturating_add(1900),
                _ => year,
            };
        }
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
    }

    fn write_time(&self, local: &mut Local) -> Option<()> {
        let [mut hour, minute, second, millisecond] = self.time.values;
        if let Some(half) = self.half {
            if !(0..=12).contains(&hour) {
                return None;
            }
            hour = (hour % 12).saturating_add(half);
        }
        let usual = (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..1000).contains(&millisecond);
        if !usual && (hour, minute, second, millisecond) != (24, 0, 0, 0) {
            return None;
        }
        local.set_time(hour, minute, second, millisecond);
        Some(())
    }
}

/// The first three digits of a fraction of a second.
fn milliseconds(value: i64, length: usize) -> i64 {
    match length {
        1 => value.wrapping_mul(100),
        2 => value.wrapping_mul(10),
        _ => (3..length.min(9)).fold(value, |value, _| value / 10),
    }
}
