//! Sets of lines of a cart, a bit for each, so that a rule chooses its lines 64 at a time.

/// A set of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lines(Vec<u64>);

const BITS: usize = 64;

impl Lines {
    /// None of so many lines.
    pub(crate) fn none(count: usize) -> Self {
        Lines(vec![0; count.div_ceil(BITS)])
    }

    /// All of so many lines.
    pub(crate) fn all(count: usize) -> Self {
        let mut all = Lines(vec![u64::MAX; count.div_ceil(BITS)]);
        let unused = (BITS.wrapping_sub(count % BITS) % BITS) as u32;
        if let Some(last) = all.0.last_mut() {
            *last = last.wrapping_shr(unused);
        }
        all
    }

    pub(crate) fn insert(&mut self, line: usize) {
        if let Some(word) = self.0.get_mut(line / BITS) {
            *word |= 1 << (line % BITS);
        }
    }

    /// Adds the lines of another set.
    pub(crate) fn add(&mut self, other: &Lines) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Keeps the lines that are in another set too.
    pub(crate) fn keep(&mut self, other: &Lines) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// Takes the lines of another set away.
    pub(crate) fn remove(&mut self, other: &Lines) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= !other;
        }
    }

    pub(crate) fn meets(&self, other: &Lines) -> bool {
        self.0.iter().zip(&other.0).any(|(word, other)| word & other != 0)
    }

    /// The lines in order.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut places = Vec::with_capacity(self.0.iter().map(|word| word.count_ones() as usize).sum());
        for (index, word) in self.0.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                places.push(index.wrapping_mul(BITS).wrapping_add(rest.trailing_zeros() as usize));
                rest &= rest.wrapping_sub(1);
            }
        }
        places
    }
}
