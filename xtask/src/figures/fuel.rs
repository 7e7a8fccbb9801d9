//! How many WebAssembly instructions a question costs, counted while the shipped wasm runs without any JavaScript.

use super::meter::{COUNTER, metered};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::Path;
use wasmi::{Engine, Extern, ExternType, Func, Instance, Linker, Memory, Module, Store, Val};

/// What the workload costs, in instructions.
pub struct Fuel {
    /// To compile the program.
    pub compile: u64,
    /// One preview, once the engine is warm.
    pub preview: u64,
}

/// Counts on the `loyalty` flavour; `program` and `request` are JSON texts.
pub fn count(wasm: &Path, program: &str, request: &str) -> Result<Fuel> {
    let mut host = Host::start(wasm)?;
    let (compile, handle) = host.compile(program)?;
    // The first preview grows the memory; the second is what each one after it costs.
    host.preview(handle, request)?;
    Ok(Fuel { compile, preview: host.preview(handle, request)? })
}

/// The wasm with what JavaScript would do for it, as far as these calls need it.
struct Host {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Host {
    fn start(wasm: &Path) -> Result<Self> {
        let engine = Engine::default();
        let bytes = fs::read(wasm).with_context(|| format!("{} is not built", wasm.display()))?;
        let module = Module::new(&engine, metered(&bytes)?)?;
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        for import in module.imports() {
            let ExternType::Func(kind) = import.ty() else { bail!("the wasm imports {}", import.name()) };
            let name = import.name().to_owned();
            // An import is called only where something is refused, which this workload is not.
            let refuse = move |_: wasmi::Caller<'_, ()>, _: &[Val], _: &mut [Val]| {
                Err(wasmi::Error::new(format!("the engine refused the workload ({name})")))
            };
            linker.define(import.module(), import.name(), Func::new(&mut store, kind.clone(), refuse))?;
        }
        let instance = linker.instantiate_and_start(&mut store, &module)?;
        let memory = instance.get_memory(&store, "memory").context("the wasm exports its memory")?;
        Ok(Host { store, instance, memory })
    }

    fn compile(&mut self, program: &str) -> Result<(u64, i32)> {
        self.call("program_new", None, program).map(|(fuel, results)| (fuel, results[0]))
    }

    fn preview(&mut self, handle: i32, request: &str) -> Result<u64> {
        let (fuel, [text, length, ..]) = self.call("program_preview", Some(handle), request)?;
        let mut answer = vec![0; usize::try_from(length)?];
        self.memory.read(&self.store, usize::try_from(text)?, &mut answer)?;
        let answer = String::from_utf8(answer)?;
        if !answer.starts_with("{\"currency\"") {
            bail!("the preview answers {answer}");
        }
        self.invoke("__wbindgen_free", &[text, length, 1])?;
        Ok(fuel)
    }

    /// Calls with a text, as the glue of wasm-bindgen does: the results come in four words on the stack.
    fn call(&mut self, name: &str, handle: Option<i32>, text: &str) -> Result<(u64, [i32; 4])> {
        let length = i32::try_from(text.len())?;
        let results = self.invoke("__wbindgen_add_to_stack_pointer", &[-16])?.context("a stack pointer")?;
        let start = self.invoke("__wbindgen_malloc", &[length, 1])?.context("an address")?;
        self.memory.write(&mut self.store, usize::try_from(start)?, text.as_bytes())?;
        let before = self.counted()?;
        let arguments: Vec<i32> = [Some(results), handle, Some(start), Some(length)].into_iter().flatten().collect();
        self.invoke(name, &arguments)?;
        let used = self.counted()? - before;
        let mut words = [0; 16];
        self.memory.read(&self.store, usize::try_from(results)?, &mut words)?;
        self.invoke("__wbindgen_add_to_stack_pointer", &[16])?;
        let word = |index: usize| i32::from_le_bytes([0, 1, 2, 3].map(|byte| words[index * 4 + byte]));
        Ok((used, [0, 1, 2, 3].map(word)))
    }

    fn counted(&self) -> Result<u64> {
        let counter = self.instance.get_global(&self.store, COUNTER).context("the wasm counts")?;
        let count = counter.get(&self.store).i64().context("the counter is a number")?;
        Ok(u64::try_from(count)?)
    }

    fn invoke(&mut self, name: &str, arguments: &[i32]) -> Result<Option<i32>> {
        let function = self.instance.get_export(&self.store, name).and_then(Extern::into_func);
        let function = function.with_context(|| format!("the wasm has no {name}"))?;
        let arguments: Vec<Val> = arguments.iter().map(|argument| Val::I32(*argument)).collect();
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        function.call(&mut self.store, &arguments, &mut results).map_err(|error| anyhow!("{name}: {error}"))?;
        Ok(results.first().and_then(Val::i32))
    }
}
