//! The code of a wasm file, taken out and put in again.

use wasm_encoder::{CodeSection, Encode, Module, RawSection};
use wasmparser::{Payload, ValType};

/// The same module with other code.
pub fn with_code(wasm: &[u8], payloads: &[Payload<'_>], code: &CodeSection) -> Vec<u8> {
    let mut module = Module::new();
    for payload in payloads {
        match (payload, payload.as_section()) {
            (Payload::CodeSectionStart { .. }, _) => _ = module.section(code),
            (_, Some((id, range))) => _ = module.section(&RawSection { id, data: &wasm[range] }),
            _ => {}
        }
    }
    module.finish()
}

/// The body of a function: the types of its locals without the parameters, and its instructions.
pub fn body(locals: &[ValType], instructions: &[u8]) -> Vec<u8> {
    let groups: Vec<&[ValType]> = locals.chunk_by(|a, b| a == b).collect();
    let mut body = Vec::new();
    groups.len().encode(&mut body);
    for group in groups {
        group.len().encode(&mut body);
        body.push(letter(group[0]));
    }
    body.extend(instructions);
    body
}

fn letter(kind: ValType) -> u8 {
    match kind {
        ValType::I32 => 0x7f,
        ValType::I64 => 0x7e,
        ValType::F32 => 0x7d,
        ValType::F64 => 0x7c,
        _ => unreachable!("neither vectors nor references are among the features"),
    }
}

#[cfg(test)]
pub mod tests {
    use wasmi::{Engine, Linker, Module, Store};

    /// What a module's function `asked` answers to 4, where the host has a function `ten`.
    pub fn asked(wasm: &[u8]) -> i32 {
        let engine = Engine::default();
        let module = Module::new(&engine, wasm).unwrap();
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        linker.func_wrap("host", "ten", || 10).unwrap();
        let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
        instance.get_typed_func::<i32, i32>(&store, "asked").unwrap().call(&mut store, 4).unwrap()
    }
}
