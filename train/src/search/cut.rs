//! Cuts of a log: what is counted, and what is predicted and was not counted.

use super::{Kind, Sequence, Step};

/// A history and what came after it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The number of the sequence.
    pub sequence: i64,
    /// What is known.
    pub history: &'a [Step],
    /// What is to be predicted.
    pub targets: &'a [u32],
}

/// Which part of a log is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// What the settings are chosen by: predicted without what [`Held::Test`] holds.
    Choice,
    /// What the report's quality is measured on: predicted from everything else, with settings that never saw it.
    Test,
}

/// A log in two parts.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// What is counted.
    pub known: Vec<Sequence>,
    /// The sequences whose ends are predicted.
    held: Vec<Sequence>,
    every: bool,
}

/// No more held sequences and cases than this: their number is what measuring costs.
const MOST: usize = 8_000;
const CASES: usize = 32_000;
/// Of a session no more than its last events are predicted: one with more is hardly a customer's.
const EVENTS: usize = 200;
/// The share of sessions that is held back, as a divisor.
const SESSIONS: usize = 20;
/// The share of members whose last order is held back, as a divisor.
const MEMBERS: u64 = 3;

impl Cut {
    /// Cuts sequences in two: of sessions the latest, wholly; of members' orders the last of every third member.
    pub fn new(sequences: &[Sequence], kind: Kind, held: Held) -> Cut {
        match kind {
            Kind::Sessions => Cut::by_time(sequences, held),
            Kind::Orders => Cut::by_member(sequences, held),
        }
    }

    fn by_time(sequences: &[Sequence], held: Held) -> Cut {
        let mut known: Vec<Sequence> = sequences.to_vec();
        known.sort_by_key(|sequence| (sequence.until, sequence.lot));
        let share = (known.len() / SESSIONS).min(MOST);
        let test = known.split_off(known.len() - share);
        let mut held = match held {
            Held::Test => test,
            Held::Choice => known.split_off(known.len() - share),
        };
        held.sort_by_key(|sequence| sequence.lot);
        Cut { known, held, every: true }
    }

    fn by_member(sequences: &[Sequence], held: Held) -> Cut {
        let mut cut = Cut::default();
        let (choice, test) = (0, 1);
        for sequence in sequences {
            let lot = sequence.lot % MEMBERS;
            let mut sequence = sequence.clone();
            let aside = match held {
                Held::Choice => lot == choice || lot == test,
                Held::Test => lot == test,
            };
            if aside && sequence.steps.len() > 1 {
                let asked = if held == Held::Choice { choice } else { test };
                if lot == asked {
                    cut.held.push(sequence.clone());
                }
                sequence.steps.pop();
            }
            cut.known.push(sequence);
        }
        cut.held.sort_by_key(|sequence| sequence.lot);
        cut.held.truncate(MOST);
        cut
    }

    /// The numbers of the sequences that are held back, each with the first step that is.
    pub fn held(&self) -> impl Iterator<Item = (i64, usize)> {
        self.held
            .iter()
            .map(|sequence| (sequence.number, if self.every { 0 } else { sequence.steps.len().saturating_sub(1) }))
    }

    /// Everything that is predicted, sequence by sequence, these in no order: the first are like all.
    pub fn cases(&self) -> Vec<Case<'_>> {
        self.held
            .iter()
            .flat_map(|sequence| {
                let steps = &sequence.steps;
                let first = if self.every { steps.len().saturating_sub(EVENTS) } else { steps.len() - 1 };
                (first.max(1)..steps.len()).map(|place| Case {
                    sequence: sequence.number,
                    history: &steps[..place],
                    targets: &steps[place],
                })
            })
            .take(CASES)
            .collect()
    }
}
