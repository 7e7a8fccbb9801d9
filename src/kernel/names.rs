//! Names and their numbers: a small table by hash, one for all that is looked up by name.

use super::hash::hash_word;

/// Names that have numbers, in the order in which they came: 0, 1, 2 …
///
/// ```
/// use patronage::kernel::names::Names;
/// let mut names = Names::default();
/// assert_eq!((names.add("score"), names.add("why"), names.add("score")), (0, 1, 0));
/// assert_eq!((names.number("why"), names.number("who")), (Some(1), None));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Box<str>>,
    /// Each number plus one, at the place of its name's hash or the next that was free; 0 is a free place.
    places: Vec<u32>,
}

impl Names {
    /// The number of a name that has one.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.places.get(self.place(name))?.checked_sub(1)
    }

    /// The number of a name, which it is given if it has none.
    pub fn add(&mut self, name: &str) -> u32 {
        if self.names.len().saturating_mul(2) >= self.places.len() {
            self.widen();
        }
        let place = self.place(name);
        match self.places.get_mut(place) {
            Some(number) if *number == 0 => {
                self.names.push(name.into());
                *number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                number.saturating_sub(1)
            }
            found => found.map_or(0, |number| number.saturating_sub(1)),
        }
    }

    /// Where a name stands, or would stand.
    fn place(&self, name: &str) -> usize {
        let mask = self.places.len().saturating_sub(1);
        let mut at = usize::try_from(hash_word(name, 0) & 0xffff_ffff).unwrap_or(0) & mask;
        while let Some(number) = self.places.get(at).and_then(|number| number.checked_sub(1)) {
            if self.names.get(number as usize).is_some_and(|known| **known == *name) {
                break;
            }
            at = at.wrapping_add(1) & mask;
        }
        at
    }

    /// At most half of the places are taken, so that the next free one is near.
    fn widen(&mut self) {
        self.places = vec![0; self.places.len().saturating_mul(2).max(16)];
        for number in 0..self.names.len() {
            let place = self.names.get(number).map_or(0, |name| self.place(name));
            if let Some(free) = self.places.get_mut(place) {
                *free = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn every_name_keeps_its_number() {
        let mut names = Names::default();
        let name = |number: u32| format!("name {number}");
        for number in 0..5_000 {
            assert_eq!(names.number(&name(number)), None);
            assert_eq!(names.add(&name(number)), number);
        }
        for number in 0..5_000 {
            assert_eq!(names.number(&name(number)), Some(number));
            assert_eq!(names.add(&name(number)), number);
        }
    }
}
