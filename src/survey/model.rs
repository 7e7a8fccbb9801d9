//! The live survey: elements, items and cells in vectors that name each other by index.

use super::Answer;
use super::rule::Rule;

/// No element, no item.
pub(super) const NONE: u32 = u32::MAX;

/// A page, panel or question as it stands now.
// In memory as it stands here, what is asked for most first: a place below 128 is a number of one byte in the wasm.
#[derive(Debug, Clone)]
#[repr(C)]
pub(super) struct Element {
    /// The items of a dynamic question.
    pub(super) items: Vec<u32>,
    /// The item whose part it is; [`NONE`] for the survey's own.
    pub(super) item: u32,
    pub(super) spec: u32,
    /// Where its answer is kept, unless in an item.
    pub(super) slot: u32,
    /// Whether it is visible where its parents are.
    pub(super) visible: bool,
    /// Whether it is visible with all that it stands in.
    pub(super) shown: bool,
    pub(super) required: bool,
    pub(super) enabled: bool,
    pub(super) alive: bool,
    /// Whether the items of a dynamic question are made: when its page is first seen, or it is checked.
    pub(super) opened: bool,
    /// What its own condition says.
    pub(super) wanted: bool,
    /// Whether the respondent or a call has given the answer, so that no default takes its place.
    pub(super) touched: bool,
    /// For a container: whether those in it have been told that it is visible.
    pub(super) told: bool,
    pub(super) choices: Vec<Choosable>,
    pub(super) rows: Vec<bool>,
    pub(super) columns: Vec<bool>,
    pub(super) children: Vec<u32>,
    /// The questions that come with its choices, each with the place of the choice.
    pub(super) inner: Vec<(usize, u32)>,
    pub(super) parent: u32,
    /// Where its cells stand in the document.
    pub(super) order: u32,
    /// The cell of what an expression question shows, or of a computed default.
    pub(super) own: u32,
    /// How many children are visible.
    pub(super) visible_children: u32,
    /// What went from the answer with choices that were hidden, and returns with them.
    pub(super) gone: Vec<Answer>,
}

/// What stands for an element that does not exist.
pub(super) static NO_ELEMENT: Element = Element {
    spec: NONE,
    parent: NONE,
    item: NONE,
    slot: NONE,
    children: Vec::new(),
    inner: Vec::new(),
    wanted: false,
    visible: false,
    shown: false,
    visible_children: 0,
    enabled: false,
    required: false,
    touched: false,
    choices: Vec::new(),
    gone: Vec::new(),
    rows: Vec::new(),
    columns: Vec::new(),
    opened: false,
    own: NONE,
    told: false,
    order: 0,
    items: Vec::new(),
    alive: false,
};

/// What stands for an item that does not exist.
pub(super) static NO_ITEM: Item =
    Item { owner: NONE, key: None, elements: Vec::new(), cells: Vec::new(), visible: false, alive: false };

/// Whether a choice can be seen and taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choosable {
    pub(super) visible: bool,
    pub(super) enabled: bool,
}

/// A panel of a dynamic panel, or a row of a matrix.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The dynamic question.
    pub(super) owner: u32,
    /// The row's value, where it has one.
    pub(super) key: Option<Answer>,
    pub(super) elements: Vec<u32>,
    /// The cells that read something of this item.
    pub(super) cells: Vec<u32>,
    pub(super) visible: bool,
    pub(super) alive: bool,
}

impl Item {
    /// Whether it is the row of this name.
    pub(super) fn is_row(&self, name: &str) -> bool {
        self.key.as_ref().is_some_and(|key| key.to_plain_text() == name)
    }
}

/// One expression, or the conditions of all choices of one question, at work.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) role: Role,
    pub(super) rule: Option<Rule>,
    pub(super) element: u32,
    pub(super) item: u32,
    /// Where it stands in the document.
    pub(super) order: u32,
    pub(super) runs: u32,
    pub(super) marked: bool,
    pub(super) alive: bool,
}

/// What a cell decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Also, without a rule, where a container tells those in it that it appeared or went.
    Visible,
    Enabled,
    Required,
    Default,
    Formula,
    SetIf,
    ResetIf,
    Choices,
    Rows,
    Calculated(u32),
    ItemVisible,
    Totals,
}

impl Role {
    /// Whether it runs only when something that it reads has changed, never to begin with.
    pub(super) fn waits(self) -> bool {
        matches!(self, Role::SetIf | Role::ResetIf)
    }
}
