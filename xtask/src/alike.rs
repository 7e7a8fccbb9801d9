//! Code that does the same, written the same. What a compressor finds again it need not say again, and much in a function may
//! be written in one way or another: what is known of the alignment of an address, which is but a hint, and the numbers of the
//! locals. Here the numbers are given by roles: what stands for the frame on the stack, for a counter or for what is walked
//! has the same number in all functions as far as can be, which makes a file of code 5 % smaller on the wire.

use crate::code::{body, with_code};
use crate::webs::{Web, webs};
use anyhow::{Context, Result, ensure};
use patronage::kernel::hash::hash;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use wasm_encoder::{CodeSection, Encode};
use wasmparser::{FunctionBody, Parser, Payload, ValType};

/// The number from which locals are given roles, whatever the number of parameters before them.
const FIRST: usize = 8;

/// How often all functions are gone through, first with the locals as they are and then web by web.
const ROUNDS: [usize; 2] = [5, 5];

/// The same module with its functions written alike.
pub fn made_alike(wasm: &[u8]) -> Result<Vec<u8>> {
    let payloads = Parser::new(0).parse_all(wasm).collect::<Result<Vec<_>, _>>()?;
    let mut functions = read(&payloads, wasm)?;
    functions.iter_mut().for_each(Function::by_use);
    let mut model = Model::default();
    functions.iter().for_each(|function| model.learn(&function.words(), 1.0));
    for (rounds, apart) in ROUNDS.into_iter().zip([false, true]) {
        for _ in 0..rounds {
            functions.iter_mut().for_each(|function| function.by_role(&mut model, apart));
        }
    }
    let mut code = CodeSection::new();
    functions.iter().for_each(|function| _ = code.raw(&function.written()));
    Ok(with_code(wasm, &payloads, &code))
}

fn read<'w>(payloads: &[Payload<'w>], wasm: &'w [u8]) -> Result<Vec<Function<'w>>> {
    let (mut parameters, mut kinds, mut functions) = (Vec::new(), Vec::new(), Vec::new());
    for payload in payloads {
        match payload {
            Payload::TypeSection(types) => {
                for kind in types.clone().into_iter_err_on_gc_types() {
                    parameters.push(kind?.params().to_vec());
                }
            }
            Payload::FunctionSection(types) => kinds = types.clone().into_iter().collect::<Result<Vec<u32>, _>>()?,
            Payload::CodeSectionEntry(body) => {
                let kind = kinds.get(functions.len()).and_then(|kind| parameters.get(*kind as usize));
                functions.push(Function::read(body, kind.context("a function has a type")?, wasm)?);
            }
            _ => {}
        }
    }
    Ok(functions)
}

/// The instructions for locals, which read, write or do both.
pub const LOCAL_GET: u8 = 0x20;
const LOCAL_SET: u8 = 0x21;
const LOCAL_TEE: u8 = 0x22;
/// What a function begins with that takes room on the stack.
pub const GLOBAL_GET: u8 = 0x23;
/// Exceptions and calls that end a function, which go on elsewhere.
const JUMPS: [std::ops::RangeInclusive<u8>; 5] = [0x06..=0x0a, 0x12..=0x13, 0x15..=0x15, 0x18..=0x19, 0x1f..=0x1f];
/// The instructions for memory, from the first load to the last store.
const MEMORY: std::ops::RangeInclusive<u8> = 0x28..=0x3e;

struct Function<'w> {
    parameters: usize,
    /// The types of the locals, parameters first.
    kinds: Vec<ValType>,
    code: Vec<Instruction<'w>>,
    webs: Vec<Web>,
}

#[derive(Clone, Copy)]
pub enum Instruction<'w> {
    Local { code: u8, local: usize },
    Memory { code: u8, offset: u64 },
    Other(&'w [u8]),
}

impl<'w> Function<'w> {
    fn read(body: &FunctionBody<'w>, parameters: &[ValType], wasm: &'w [u8]) -> Result<Function<'w>> {
        let mut kinds = parameters.to_vec();
        for group in body.get_locals_reader()? {
            let (count, kind) = group?;
            kinds.extend((0..count).map(|_| kind));
        }
        let (mut code, mut operators) = (Vec::new(), body.get_operators_reader()?);
        while !operators.eof() {
            let (operator, at) = operators.read_with_offset()?;
            let bytes = &wasm[at..operators.original_position()];
            ensure!(!JUMPS.iter().any(|codes| codes.contains(&bytes[0])), "{operator:?} is not followed");
            code.push(Instruction::read(bytes));
        }
        Ok(Function { parameters: parameters.len(), kinds, code, webs: Vec::new() })
    }

    /// Numbers the locals by their use: room for parameters, then the frame on the stack, then the others by their type and
    /// how often they are named.
    fn by_use(&mut self) {
        let mut uses = vec![0_usize; self.kinds.len()];
        self.code.iter().filter_map(Instruction::local).for_each(|local| uses[local] += 1);
        let frame = self.frame();
        let mut order: Vec<usize> = (self.parameters..self.kinds.len()).filter(|local| uses[*local] > 0).collect();
        order.sort_by_key(|local| {
            let kind = [ValType::I32, ValType::I64, ValType::F64].iter().position(|kind| *kind == self.kinds[*local]);
            (Some(*local) != frame, kind.unwrap_or(usize::MAX), Reverse(uses[*local]))
        });
        let kinds: Vec<ValType> = order.iter().map(|local| self.kinds[*local]).collect();
        let mut numbers: Vec<usize> = (0..self.kinds.len()).collect();
        self.kinds.truncate(self.parameters);
        if !order.is_empty() {
            self.kinds.resize(FIRST.max(self.parameters), ValType::I32);
        }
        for (number, local) in (self.kinds.len()..).zip(order) {
            numbers[local] = number;
        }
        self.kinds.extend(kinds);
        for one in &mut self.code {
            if let Instruction::Local { local, .. } = one {
                *local = numbers[*local];
            }
        }
        self.webs = webs(&self.code, self.kinds.len());
    }

    /// The local that holds the end of the stack.
    fn frame(&self) -> Option<usize> {
        let takes_room = matches!(self.code.first(), Some(Instruction::Other([GLOBAL_GET, ..])));
        let tee = |one: &Instruction<'_>| match one {
            Instruction::Local { code: LOCAL_TEE, local } => Some(*local),
            _ => None,
        };
        self.code.iter().take(6).filter(|_| takes_room).find_map(tee)
    }

    /// Keeps things in other locals of their types wherever the model finds that less surprising: all that is in two of them
    /// the other way round, or each web apart.
    fn by_role(&mut self, model: &mut Model, apart: bool) {
        let mut words = self.words();
        model.learn(&words, -1.0);
        for web in (0..self.webs.len()).filter(|_| apart) {
            self.move_web(web, &mut words, model);
        }
        for a in self.parameters..self.kinds.len() {
            for b in a + 1..self.kinds.len() {
                if self.kinds[a] == self.kinds[b] {
                    self.exchange(a, b, &mut words, model);
                }
            }
        }
        model.learn(&words, 1.0);
    }

    /// Keeps a web where it is least surprising.
    fn move_web(&mut self, web: usize, words: &mut [u64], model: &Model) {
        let Web { local, begins, .. } = self.webs[web];
        if begins && local < self.parameters {
            return;
        }
        let taken: Vec<usize> = self.webs[web].clashes.iter().map(|other| self.webs[*other].local).collect();
        let first = if begins { self.parameters } else { 0 };
        let free = |other: &usize| self.kinds[*other] == self.kinds[local] && !taken.contains(other);
        let near = near(&self.webs[web].places, words.len());
        let (mut best, mut least) = (local, model.surprise_of(words, &near));
        for other in (first..self.kinds.len()).filter(free).collect::<Vec<_>>() {
            self.keep(web, other, words);
            let surprise = model.surprise_of(words, &near);
            if surprise < least {
                (best, least) = (other, surprise);
            }
        }
        self.keep(web, best, words);
    }

    /// Exchanges all that is kept in two locals if that is less surprising.
    fn exchange(&mut self, a: usize, b: usize, words: &mut [u64], model: &Model) {
        let concerned: Vec<usize> =
            (0..self.webs.len()).filter(|web| [a, b].contains(&self.webs[*web].local)).collect();
        let places: Vec<usize> = concerned.iter().flat_map(|web| self.webs[*web].places.iter().copied()).collect();
        let near = near(&places, words.len());
        let before = model.surprise_of(words, &near);
        let mut turn = |function: &mut Self| {
            for web in &concerned {
                let other = if function.webs[*web].local == a { b } else { a };
                function.keep(*web, other, words);
            }
            model.surprise_of(words, &near)
        };
        if turn(self) >= before {
            turn(self);
        }
    }

    /// Keeps a web in a local.
    fn keep(&mut self, web: usize, kept: usize, words: &mut [u64]) {
        self.webs[web].local = kept;
        for at in &self.webs[web].places {
            if let Instruction::Local { local, .. } = &mut self.code[*at] {
                *local = kept;
            }
            words[*at] = self.code[*at].word();
        }
    }

    fn words(&self) -> Vec<u64> {
        self.code.iter().map(Instruction::word).collect()
    }

    /// The body as it stands in the file, without locals behind the last that is named.
    fn written(&self) -> Vec<u8> {
        let last = self.code.iter().filter_map(Instruction::local).max().map_or(0, |last| last + 1);
        let kinds = self.kinds.get(self.parameters..last).unwrap_or_default();
        let mut instructions = Vec::new();
        self.code.iter().for_each(|one| one.write(&mut instructions));
        body(kinds, &instructions)
    }
}

/// The instructions whose surprise depends on those at some places.
fn near(places: &[usize], end: usize) -> Vec<usize> {
    let mut near: Vec<usize> = places.iter().flat_map(|at| *at..end.min(*at + DEPTH)).collect();
    near.sort_unstable();
    near.dedup();
    near
}

impl<'w> Instruction<'w> {
    fn read(bytes: &'w [u8]) -> Instruction<'w> {
        match bytes {
            [code @ (LOCAL_GET | LOCAL_SET | LOCAL_TEE), number @ ..] => {
                Instruction::Local { code: *code, local: usize::try_from(number_at(number).0).unwrap_or(usize::MAX) }
            }
            [code, numbers @ ..] if MEMORY.contains(code) => {
                let (_, offset) = number_at(numbers);
                Instruction::Memory { code: *code, offset: number_at(offset).0 }
            }
            bytes => Instruction::Other(bytes),
        }
    }

    /// The local that it names.
    pub fn local(&self) -> Option<usize> {
        match self {
            Instruction::Local { local, .. } => Some(*local),
            _ => None,
        }
    }

    /// The local that it writes to.
    pub fn writes(&self) -> Option<usize> {
        match self {
            Instruction::Local { code: LOCAL_SET | LOCAL_TEE, local } => Some(*local),
            _ => None,
        }
    }

    /// Whether it is one of those that are not told apart here.
    pub fn is(&self, code: u8) -> bool {
        matches!(self, Instruction::Other([first, ..]) if *first == code)
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Instruction::Local { code, local } => {
                out.push(*code);
                local.encode(out);
            }
            // Of the alignment nothing is claimed.
            Instruction::Memory { code, offset } => {
                out.extend([*code, 0]);
                offset.encode(out);
            }
            Instruction::Other(bytes) => out.extend_from_slice(bytes),
        }
    }

    /// A number for the whole of it.
    fn word(&self) -> u64 {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        hash(&bytes, 0)
    }
}

/// The number that bytes begin with (LEB128), and what follows it.
pub fn number_at(bytes: &[u8]) -> (u64, &[u8]) {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0).map_or(bytes.len(), |last| last + 1);
    let (number, rest) = bytes.split_at(end);
    (number.iter().rev().fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7f)), rest)
}

/// How many instructions the model looks at: one, and those before it.
const DEPTH: usize = 4;

/// What follows what in all functions: how surprising an instruction is behind those before it, by how often it was there
/// behind the same three, and as far as these were not seen, behind the same two, one, none.
#[derive(Default)]
struct Model {
    counts: HashMap<u64, f32, BuildHasherDefault<Given>>,
}

impl Model {
    /// Counts what follows what in a function; or, with a negative weight, does so no more.
    fn learn(&mut self, words: &[u64], weight: f32) {
        for at in 0..words.len() {
            for (context, with) in contexts(words, at) {
                *self.counts.entry(context).or_default() += weight;
                *self.counts.entry(with).or_default() += weight;
            }
        }
    }

    /// How many bits it takes to say some of the instructions.
    fn surprise_of(&self, words: &[u64], places: &[usize]) -> f32 {
        places.iter().map(|at| self.surprise(words, *at)).sum()
    }

    /// How many bits it takes to say an instruction behind those before it.
    fn surprise(&self, words: &[u64], at: usize) -> f32 {
        let mut likely = 1.0 / 2000.0;
        for (depth, (context, with)) in contexts(words, at).enumerate() {
            let count = |key| self.counts.get(&key).copied().unwrap_or_default();
            let trust = if depth == 0 { 50.0 } else { 0.6 };
            likely = (count(with) + trust * likely) / (count(context) + trust);
        }
        -likely.log2()
    }
}

/// Keys for what stands before an instruction, nothing first, each with one for the same and the instruction.
fn contexts(words: &[u64], at: usize) -> impl Iterator<Item = (u64, u64)> {
    let join = |a: u64, b: u64| (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let before = words[..at].iter().rev().take(DEPTH - 1);
    let mut context = 1;
    std::iter::once(None).chain(before.map(Some)).map(move |word| {
        context = word.map_or(context, |word| join(context, *word).rotate_left(7));
        (context, join(context, words[at]))
    })
}

/// Keys that are hashes already.
#[derive(Default)]
struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes, self.0);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, made_alike};
    use crate::code::tests::asked;

    /// Two functions that do the same with locals in another order, one behind more parameters than the other, and one that
    /// has locals of several types and one that is never named.
    const WAT: &str = r#"(module
        (memory 1)
        (func $a (param i32) (result i32) (local i32 i32)
            (local.set 1 (i32.add (local.get 0) (i32.const 1)))
            (local.set 2 (i32.mul (local.get 1) (local.get 1)))
            (i32.store offset=16 (local.get 1) (local.get 2))
            (i32.add (local.get 1) (i32.load offset=16 align=1 (local.get 1))))
        (func $b (param i32 i32) (result i32) (local i32 i32)
            (local.set 3 (i32.add (local.get 0) (i32.const 1)))
            (local.set 2 (i32.mul (local.get 3) (local.get 3)))
            (i32.store offset=16 (local.get 3) (local.get 2))
            (i32.add (local.get 3) (i32.load offset=16 (local.get 3))))
        (func $c (param i32) (result i32) (local i64 f64 i32 i64)
            (local.set 4 (i64.extend_i32_u (local.get 0)))
            (local.set 2 (f64.convert_i64_u (local.get 4)))
            (local.set 3 (i32.trunc_f64_u (local.get 2)))
            (i32.add (local.get 3) (i32.wrap_i64 (local.get 4))))
        (func (export "asked") (param i32) (result i32)
            (i32.add (call $a (local.get 0)) (i32.add (call $b (local.get 0) (i32.const 0)) (call $c (local.get 0))))))"#;

    /// Loops, branches by number and conditions, whose locals hold one thing and then another, or the zero that they begin with.
    const FLOW: &str = r#"(module
        (func $a (param i32 i32) (result i32) (local i32 i32 i32)
            (local.set 2 (i32.add (local.get 0) (i32.const 1)))
            (local.set 3 (i32.mul (local.get 2) (local.get 1)))
            (block $out (loop $again
                (br_if $out (i32.eqz (local.get 0)))
                (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                (if (i32.and (local.get 0) (i32.const 1))
                    (then (local.set 4 (i32.add (local.get 4) (local.get 3))))
                    (else (local.set 2 (i32.xor (local.get 4) (local.get 0)))))
                (br $again)))
            (local.set 3 (i32.add (local.get 4) (local.get 2)))
            (local.set 2 (i32.const 5))
            (block $two (block $one (block $none
                (br_table $none $one $two (i32.and (local.get 3) (i32.const 3))))
                (return (i32.add (local.get 3) (local.get 2))))
                (local.set 2 (i32.const 7)))
            (i32.add (i32.mul (local.get 3) (local.get 2)) (local.tee 4 (local.get 1))))
        (func (export "asked") (param i32) (result i32) (local i32 i32)
            (loop $again
                (local.set 1 (i32.add (i32.mul (local.get 1) (i32.const 31)) (call $a (local.get 2) (local.get 0))))
                (br_if $again (i32.lt_u (local.tee 2 (i32.add (local.get 2) (i32.const 1))) (i32.const 40))))
            (local.get 1)))"#;

    #[test]
    fn it_computes_the_same_with_the_same_numbers_for_the_same_roles() {
        let wasm = wat::parse_str(WAT).unwrap();
        let alike = made_alike(&wasm).unwrap();
        assert_eq!((asked(&wasm), asked(&alike)), (30 + 30 + 8, 30 + 30 + 8));
        let first = u8::try_from(FIRST).unwrap();
        // In both: x = … + 1; y = x * x.
        let begin = [0x6a, 0x21, first, 0x20, first, 0x20, first, 0x6c, 0x21, first + 1];
        assert_eq!(alike.windows(begin.len()).filter(|bytes| *bytes == begin).count(), 2);
    }

    #[test]
    fn what_is_held_at_the_same_time_is_kept_apart() {
        let wasm = wat::parse_str(FLOW).unwrap();
        let alike = made_alike(&wasm).unwrap();
        assert_ne!(wasm, alike);
        assert_eq!(asked(&wasm), asked(&alike));
    }

    #[test]
    fn what_goes_on_elsewhere_is_refused() {
        for code in ["(return_call $a)", "(throw $gone)", "(try_table (catch_all 0))"] {
            let wasm = wat::parse_str(format!("(module (tag $gone) (func $a {code}))")).unwrap();
            let refused = made_alike(&wasm).unwrap_err().to_string();
            assert!(refused.ends_with("is not followed"), "{refused}");
        }
    }
}
