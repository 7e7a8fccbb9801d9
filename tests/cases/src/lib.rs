//! Generated programs, carts and members: the same seed and index give the same case everywhere.
//!
//! ```
//! let case = patronage_cases::case(1, 7);
//! assert_eq!(case, patronage_cases::case(1, 7));
//! ```

mod answer;
mod breakage;
mod condition;
pub mod flat;
mod money;
pub mod packs;
mod program;
mod random;
mod request;
mod rule;
pub mod sessions;
mod time;
pub mod tries;
mod value;

pub use answer::{Asked, answer};
pub use random::Random;

use value::{Value, text_of};

/// A program and a question to it, as the texts that cross into the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The program document.
    pub program: String,
    /// The request.
    pub request: String,
    /// Which question it is.
    pub asked: Asked,
}

/// Of this many cases one is broken on purpose.
const BROKEN_OF: u64 = 6;

/// The case of a seed and an index.
#[must_use]
pub fn case(seed: u64, index: u64) -> Case {
    let mut random = Random::new(seed, index);
    let (program, request, asked) = documents(&mut random);
    let (mut program, mut request) = (text_of(&program), text_of(&request));
    if random.below(BROKEN_OF) == 0 {
        let broken = if random.chance(60) { &mut program } else { &mut request };
        *broken = breakage::broken(&mut random, broken);
    }
    Case { program, request, asked }
}

/// The same without anything broken; a rare one is refused all the same, as an overflow or a condition may be.
#[must_use]
pub fn sound(seed: u64, index: u64) -> Case {
    let mut random = Random::new(seed, index);
    let (program, request, asked) = documents(&mut random);
    Case { program: text_of(&program), request: text_of(&request), asked }
}

fn documents(random: &mut Random) -> (Value, Value, Asked) {
    let frame = program::Frame::new(random);
    let program = program::program(random, &frame);
    let asked = match random.below(20) {
        0..16 => Asked::Preview,
        16 | 17 => Asked::Award,
        _ => Asked::Status,
    };
    (program, request::request(random, &frame, asked), asked)
}
