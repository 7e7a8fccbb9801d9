//! The answers by name, and who reads them.

use super::Answer;
use super::rule::Candidate;
use crate::expr::{Value, lower};
use crate::kernel::names::Names;

pub(super) static NOTHING: Answer = Value::Undefined;

/// What is kept under one name.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) name: Box<str>,
    /// The answer; undefined where there is none.
    pub(super) data: Answer,
    /// A variable or a calculated value, which an answer of the same name hides.
    pub(super) extra: Answer,
    /// What expressions see instead of the answer, where that is wrapped or written with a mask.
    pub(super) view: Option<Answer>,
    /// What the answer was before the change that triggers are asked about, where one reads a part of it.
    pub(super) before: Option<Answer>,
    /// Whether that change still waits for its triggers.
    pub(super) changing: bool,
    read: u32,
}

/// A name in lower case as expressions read it: the slots that it may mean and the cells that read it.
#[derive(Debug, Clone, Default)]
struct Read {
    slots: Vec<u32>,
    cells: Vec<u32>,
}

/// All slots and reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    slots: Vec<Slot>,
    /// Their names.
    names: Names,
    reads: Vec<Read>,
    /// Their names, in lower case.
    read_names: Names,
    /// Names of which a part is read.
    pub(super) within: Vec<u32>,
    /// Whether an expression asks how the survey itself stands.
    pub(super) asks_itself: bool,
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Slot {
    /// The answer as expressions see it.
    fn seen(&self, bare: bool) -> &Answer {
        self.view.as_ref().filter(|_| !bare).unwrap_or(&self.data)
    }

    /// Its name as expressions read it.
    pub(super) fn read(&self) -> u32 {
        self.read
    }
}

impl Store {
    /// The number of a name as expressions read it.
    pub(super) fn read_of(&mut self, name: &str) -> u32 {
        let read = self.read_names.add(&lower(name));
        if read as usize == self.reads.len() {
            self.reads.push(Read::default());
        }
        read
    }

    /// The slot of a name, made where there is none.
    pub(super) fn slot_of(&mut self, name: &str) -> u32 {
        let slot = self.names.add(name);
        if slot != self.count() {
            return slot;
        }
        let read = self.read_of(name);
        self.slots.push(Slot {
            name: name.into(),
            data: Value::Undefined,
            extra: Value::Undefined,
            view: None,
            before: None,
            changing: false,
            read,
        });
        if let Some(read) = self.reads.get_mut(read as usize) {
            read.slots.push(slot);
        }
        slot
    }

    pub(super) fn find(&self, name: &str) -> Option<&Slot> {
        self.slots.get(self.names.number(name)? as usize)
    }

    /// What a name means, without regard to case.
    pub(super) fn known(&self, name: &str) -> Option<&Answer> {
        self.meaning(self.read_names.number(&lower(name))?, name, true)
    }

    /// The slot of a name, where there is one.
    pub(super) fn number_of(&self, name: &str) -> Option<u32> {
        self.names.number(name)
    }

    /// The slots that a name may mean.
    pub(super) fn slots_of(&self, read: u32) -> &[u32] {
        self.reads.get(read as usize).map_or(&[], |read| &read.slots)
    }

    /// The answer in a slot.
    pub(super) fn data(&self, slot: u32) -> &Answer {
        self.slots.get(slot as usize).map_or(&NOTHING, |slot| &slot.data)
    }

    pub(super) fn slot(&self, slot: u32) -> Option<&Slot> {
        self.slots.get(slot as usize)
    }

    pub(super) fn slot_mut(&mut self, slot: u32) -> Option<&mut Slot> {
        self.slots.get_mut(slot as usize)
    }

    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub(super) fn count(&self) -> u32 {
        index(self.slots.len())
    }

    /// The cells that read a slot.
    pub(super) fn readers(&self, slot: u32) -> &[u32] {
        let read = self.slots.get(slot as usize).and_then(|slot| self.reads.get(slot.read as usize));
        read.map_or(&[], |read| &read.cells)
    }

    /// A cell reads these names from now on.
    pub(super) fn watch(&mut self, candidates: &[Candidate], cell: u32) {
        for candidate in candidates {
            if let Some(read) = self.reads.get_mut(candidate.read as usize)
                && read.cells.last() != Some(&cell)
            {
                read.cells.push(cell);
            }
            if candidate.is_within() && !self.within.contains(&candidate.read) {
                self.within.push(candidate.read);
            }
        }
    }

    /// A cell reads a slot from now on.
    pub(super) fn watch_slot(&mut self, slot: u32, cell: u32) {
        let read = self.slots.get(slot as usize).map(|slot| slot.read);
        if let Some(read) = read.and_then(|read| self.reads.get_mut(read as usize)) {
            read.cells.push(cell);
        }
    }

    /// Forgets cells that are no more.
    pub(super) fn forget(&mut self, alive: &dyn Fn(&u32) -> bool) {
        for read in &mut self.reads {
            read.cells.retain(alive);
        }
    }

    /// What a name means to an expression.
    pub(super) fn meaning(&self, read: u32, name: &str, bare: bool) -> Option<&Answer> {
        let slots = &self.reads.get(read as usize)?.slots;
        if slots.len() > 1
            && let Some(exact) =
                self.find(name).map(|slot| slot.seen(bare)).filter(|value| !matches!(value, Value::Undefined))
        {
            return Some(exact);
        }
        let present = |value: &&Answer| !matches!(value, Value::Undefined);
        let of = |slot: &u32| self.slots.get(*slot as usize);
        let data = slots.iter().filter_map(of).map(|slot| slot.seen(bare)).find(present);
        data.or_else(|| slots.iter().filter_map(of).map(|slot| &slot.extra).find(present))
    }
}
