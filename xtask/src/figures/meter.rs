//! A wasm module that counts its own instructions, so that the count is exact and the same on every machine.
//!
//! What is free is what is free for wasmtime's fuel, by which others set their limits: `block`, `loop`, `else`, `end`,
//! `return`, `unreachable`, `nop` and `drop`. Everything else is one, also a copy in bulk, and so is the entry into a
//! function. (An interpreter's fuel is
//! often taken for a block as a whole, which makes a large function dear though little of it runs.)

use anyhow::Result;
use walrus::ir::{BinaryOp, Binop, Const, GlobalGet, GlobalSet, Instr, InstrLocId, InstrSeqId, Value};
use walrus::{ConstExpr, GlobalId, LocalFunction, Module, ValType};

/// The name of the exported global that counts.
pub const COUNTER: &str = "instructions";

/// The module with its counter.
pub fn metered(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let counter = module.globals.add_local(ValType::I64, true, false, ConstExpr::Value(Value::I64(0)));
    module.exports.add(COUNTER, counter);
    for (_, function) in module.funcs.iter_local_mut() {
        for sequence in sequences(function) {
            let entry = i64::from(sequence == function.entry_block());
            let instructions = std::mem::take(&mut function.block_mut(sequence).instrs);
            function.block_mut(sequence).instrs = counted(entry, instructions, counter);
        }
    }
    Ok(module.emit_wasm())
}

/// Every sequence of a function, nested ones included.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    let mut found = vec![function.entry_block()];
    let mut next = 0;
    while let Some(sequence) = found.get(next).copied() {
        for (instruction, _) in &function.block(sequence).instrs {
            match instruction {
                Instr::Block(block) => found.push(block.seq),
                Instr::Loop(block) => found.push(block.seq),
                Instr::IfElse(branch) => found.extend([branch.consequent, branch.alternative]),
                _ => {}
            }
        }
        next += 1;
    }
    found
}

/// The sequence with a count before each run that is executed whole or not at all; `entry` is what it costs to enter.
fn counted(entry: i64, instructions: Vec<(Instr, InstrLocId)>, counter: GlobalId) -> Vec<(Instr, InstrLocId)> {
    let (mut out, mut run, mut cost) = (Vec::new(), Vec::new(), entry);
    for (instruction, place) in instructions {
        cost += weight(&instruction);
        let last = ends_run(&instruction);
        run.push((instruction, place));
        if last {
            pay(&mut out, std::mem::take(&mut cost), counter);
            out.append(&mut run);
        }
    }
    pay(&mut out, cost, counter);
    out.append(&mut run);
    out
}

fn pay(out: &mut Vec<(Instr, InstrLocId)>, cost: i64, counter: GlobalId) {
    if cost > 0 {
        let add: [Instr; 4] = [
            GlobalGet { global: counter }.into(),
            Const { value: Value::I64(cost) }.into(),
            Binop { op: BinaryOp::I64Add }.into(),
            GlobalSet { global: counter }.into(),
        ];
        out.extend(add.map(|instruction| (instruction, InstrLocId::default())));
    }
}

fn weight(instruction: &Instr) -> i64 {
    match instruction {
        Instr::Block(_) | Instr::Loop(_) | Instr::Return(_) | Instr::Unreachable(_) | Instr::Drop(_) => 0,
        _ => 1,
    }
}

/// Whether what stands behind an instruction may not follow it, or follows what is nested in it.
fn ends_run(instruction: &Instr) -> bool {
    matches!(
        instruction,
        Instr::Block(_)
            | Instr::Loop(_)
            | Instr::IfElse(_)
            | Instr::Br(_)
            | Instr::BrIf(_)
            | Instr::BrTable(_)
            | Instr::Return(_)
            | Instr::Unreachable(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmi::{Engine, Linker, Store};

    /// What a call of `f` counts.
    fn count(text: &str, argument: i32) -> i64 {
        let wasm = metered(&wat::parse_str(text).unwrap()).unwrap();
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let module = wasmi::Module::new(&engine, &wasm).unwrap();
        let instance = Linker::new(&engine).instantiate_and_start(&mut store, &module).unwrap();
        instance.get_typed_func::<i32, ()>(&store, "f").unwrap().call(&mut store, argument).unwrap();
        instance.get_global(&store, COUNTER).unwrap().get(&store).i64().unwrap()
    }

    #[test]
    fn what_is_left_early_is_not_counted() {
        let text = r#"(module (func (export "f") (param i32)
            (block (br_if 0 (local.get 0)) (drop (i32.add (i32.const 1) (i32.const 2)))) (drop (i32.const 3))))"#;
        // The entry, local.get, br_if; three within the block unless it is left; one behind it.
        assert_eq!(count(text, 1), 4);
        assert_eq!(count(text, 0), 7);
    }

    #[test]
    fn a_loop_counts_each_time() {
        let text = r#"(module (func (export "f") (param i32)
            (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"#;
        assert_eq!(count(text, 1), 6);
        assert_eq!(count(text, 10), 51);
    }
}
