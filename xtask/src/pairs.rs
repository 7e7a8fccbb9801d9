//! Functions that answer two values. LLVM writes one mistake where it makes code of their callers: of what is computed from
//! both values, the second may be read from its local before the call that writes it there. (Its check, `isSafeToMove` in
//! `WebAssemblyRegStackify.cpp`, looks at the instruction that takes the first value, and not at those that take that
//! one's answer.) What was read too early is still on the stack when the local is written, which is so nowhere else in what
//! LLVM makes: two things that are needed at once have two locals. So it is found, and read again.

use crate::code::{self, with_code};
use anyhow::{Context, Result, ensure};
use wasm_encoder::{CodeSection, Encode, Instruction};
use wasmparser::{
    FuncValidator, FunctionBody, Operator, Parser, ValType, ValidPayload, Validator, WasmModuleResources,
};

/// The same module with nothing read before it is written.
pub fn read_in_time(wasm: &[u8]) -> Result<Vec<u8>> {
    let payloads = Parser::new(0).parse_all(wasm).collect::<Result<Vec<_>, _>>()?;
    let (mut validator, mut code) = (Validator::new(), CodeSection::new());
    for payload in &payloads {
        if let ValidPayload::Func(function, body) = validator.payload(payload)? {
            let validator = function.into_validator(wasmparser::FuncValidatorAllocations::default());
            code.raw(&Reading::of(validator, &body, wasm)?);
        }
    }
    Ok(with_code(wasm, &payloads, &code))
}

/// A function that is gone through.
struct Reading<R> {
    validator: FuncValidator<R>,
    /// Of each value on the stack the local that it was read from, where it is nothing else.
    stack: Vec<Option<u32>>,
    /// What is added to the locals.
    added: Vec<ValType>,
    written: Vec<u8>,
}

impl<R: WasmModuleResources> Reading<R> {
    /// The function's body, read in time.
    fn of(mut validator: FuncValidator<R>, body: &FunctionBody<'_>, wasm: &[u8]) -> Result<Vec<u8>> {
        validator.read_locals(&mut body.get_binary_reader())?;
        let mut reading = Reading { validator, stack: Vec::new(), added: Vec::new(), written: Vec::new() };
        let mut operators = body.get_operators_reader()?;
        // Whether what a call answered is being written to locals.
        let mut answered = false;
        while !operators.eof() {
            let (operator, at) = operators.read_with_offset()?;
            let gives = reading.step(&operator, at)?;
            reading.written.extend(&wasm[at..operators.original_position()]);
            match operator {
                Operator::Call { .. } | Operator::CallIndirect { .. } => answered = gives == 2,
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    if let Some(first) = reading.stack.iter().position(|local| *local == Some(local_index)) {
                        ensure!(answered, "a local is written that was read before, and not by what a call answers");
                        reading.read_again(first, local_index)?;
                    }
                }
                _ => answered = false,
            }
        }
        let mut locals = Vec::new();
        for group in body.get_locals_reader()? {
            let (count, kind) = group?;
            locals.extend((0..count).map(|_| kind));
        }
        locals.extend(reading.added);
        Ok(code::body(&locals, &reading.written))
    }

    /// Goes through one instruction; how many values it leaves on the stack.
    fn step(&mut self, operator: &Operator<'_>, at: usize) -> Result<usize> {
        let (takes, gives) =
            operator.operator_arity(&self.validator).context("an instruction takes and gives values")?;
        // What is never reached may take more than its block has, but nothing of what is around that.
        let around = self.validator.get_control_frame(0).map_or(0, |frame| frame.height);
        self.validator.op(at, operator)?;
        self.stack.truncate(self.stack.len().saturating_sub(takes as usize).max(around));
        match operator {
            Operator::LocalGet { local_index } => self.stack.push(Some(*local_index)),
            _ => self.stack.extend((0..gives).map(|_| None)),
        }
        // Behind a jump nothing is left on the stack, and then as much as the block has.
        self.stack.resize(self.validator.operand_stack_height() as usize, None);
        Ok(gives as usize)
    }

    /// Reads a local again wherever it is on the stack, from one place on.
    fn read_again(&mut self, first: usize, local: u32) -> Result<()> {
        let mut again = Vec::new();
        for (depth, place) in (first..self.stack.len()).rev().enumerate() {
            if self.stack[place] == Some(local) {
                Instruction::Drop.encode(&mut self.written);
                again.push(local);
                continue;
            }
            let kind = self.validator.get_operand_type(depth).flatten().context("a value has a type")?;
            let kept = self.validator.len_locals() + u32::try_from(self.added.len())?;
            self.added.push(kind);
            Instruction::LocalSet(kept).encode(&mut self.written);
            again.push(kept);
        }
        again.into_iter().rev().for_each(|local| Instruction::LocalGet(local).encode(&mut self.written));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::read_in_time;
    use crate::code::tests::asked;

    /// What LLVM makes of `match pair() { (true, value) => value, _ => 7 }`, with what may stand on the stack besides: the
    /// value is read before the call.
    const EARLY: &str = r#"(module
        (func $pair (param i32) (result i32 i32) (i32.const 3) (i32.add (local.get 0) (i32.const 38)))
        (func (export "asked") (param i32) (result i32) (local i32)
            (f64.const 2.5)
            (local.get 1)
            (i64.const 5)
            (local.get 1)
            (i32.const 7)
            (call $pair (local.get 0))
            (local.set 1)
            (i32.const 1)
            (i32.and)
            (select)
            (local.set 0)
            (i32.wrap_i64)
            (i32.add)
            (local.set 1)
            (i32.trunc_f64_u)
            (i32.add (local.get 0))
            (i32.add (local.get 1))))"#;

    /// The same behind what is never reached and takes more than its block has.
    const BEHIND_DEAD_CODE: &str = r#"(module
        (func $pair (result i32 i32) (i32.const 1) (i32.const 42))
        (func (export "asked") (param i32) (result i32) (local i32)
            (local.get 1)
            (block (br 0) (i32.add) (drop))
            (i32.const 7)
            (call $pair)
            (local.set 1)
            (select)))"#;

    /// Reads that are in time: before what is written by something else has been used, and behind a jump.
    const IN_TIME: &str = r#"(module
        (func $pair (result i32 i32) (i32.const 1) (i32.const 40))
        (func (export "asked") (param i32) (result i32) (local i32)
            (block (br 0) (local.get 1) (drop))
            (call $pair)
            (local.set 1)
            (i32.add (local.get 1))
            (local.set 1)
            (local.get 1)))"#;

    const NOT_BY_A_CALL: &str = r#"(module (func (export "asked") (param i32) (result i32)
        (i32.add (local.get 0) (local.tee 0 (i32.const 1)))))"#;

    #[test]
    fn what_is_read_before_a_call_writes_it_is_read_again() {
        let early = wat::parse_str(EARLY).unwrap();
        assert_eq!(asked(&early), 2 + 5);
        assert_eq!(asked(&read_in_time(&early).unwrap()), 2 + 42 + 5 + 42);
        let behind = wat::parse_str(BEHIND_DEAD_CODE).unwrap();
        assert_eq!((asked(&behind), asked(&read_in_time(&behind).unwrap())), (0, 42));
    }

    #[test]
    fn what_is_read_in_time_stays_as_it_is() {
        let wasm = wat::parse_str(IN_TIME).unwrap();
        assert_eq!(read_in_time(&wasm).unwrap(), wasm);
        assert_eq!(asked(&wasm), 41);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let refused = read_in_time(&wat::parse_str(NOT_BY_A_CALL).unwrap()).unwrap_err();
        assert!(refused.to_string().contains("not by what a call answers"), "{refused}");
    }
}
