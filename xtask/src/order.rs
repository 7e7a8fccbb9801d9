//! The order of the functions in a wasm file. A compressor finds more to repeat where what is alike stands together: each
//! function comes behind those that it has most in common with, 2 % and more. Those that are called most come before the
//! others, since their numbers are the shortest. How many of them, and how far back one looks for what is alike, matters
//! little and differs from file to file, so some of each are tried.

use crate::alike::GLOBAL_GET;
use anyhow::{Context, Result, bail, ensure};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, Encode, ExportKind, ExportSection, FunctionSection, Module,
    RawSection, StartSection,
};
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, Global, Operator, Parser, Payload, SectionLimited, TypeRef,
};

/// How many functions come first because they are called most.
const OFTEN: [usize; 3] = [0, 16, 32];

/// How many functions before it one is compared with.
const NEAR: [usize; 2] = [8, 16];

/// The same module with its functions in each of these orders.
pub fn alike_together(wasm: &[u8]) -> Result<Vec<Vec<u8>>> {
    let trials = OFTEN.into_iter().flat_map(|often| NEAR.map(|near| (often, near)));
    trials.map(|(often, near)| ordered(wasm, often, near)).collect()
}

fn ordered(wasm: &[u8], often: usize, near: usize) -> Result<Vec<u8>> {
    let payloads = Parser::new(0).parse_all(wasm).collect::<Result<Vec<_>, _>>()?;
    let order = Order::of(&payloads, often, near)?;
    let mut module = Module::new();
    for payload in &payloads {
        match payload {
            // What names functions by number and is not renumbered would name others.
            Payload::CustomSection(custom) if custom.name() == "name" => {
                bail!("the section of names is not renumbered")
            }
            Payload::GlobalSection(globals) => {
                name_no_functions(globals)?;
                let (id, range) = payload.as_section().context("globals have a section")?;
                module.section(&RawSection { id, data: &wasm[range] })
            }
            Payload::FunctionSection(_) => module.section(&order.types()),
            Payload::ExportSection(exports) => module.section(&order.exports(exports)?),
            Payload::StartSection { func, .. } => {
                module.section(&StartSection { function_index: order.new_index(*func) })
            }
            Payload::ElementSection(elements) => module.section(&order.elements(elements)?),
            Payload::CodeSectionStart { .. } => module.section(&order.code(wasm)?),
            other => match other.as_section() {
                Some((id, range)) => module.section(&RawSection { id, data: &wasm[range] }),
                None => &mut module,
            },
        };
    }
    Ok(module.finish())
}

/// Refuses globals that begin as functions.
fn name_no_functions(globals: &SectionLimited<'_, Global<'_>>) -> Result<()> {
    for global in globals.clone() {
        for operator in global?.init_expr.get_operators_reader() {
            if let operator @ Operator::RefFunc { .. } = operator? {
                bail!("{operator:?} is not renumbered");
            }
        }
    }
    Ok(())
}

const CALL: u8 = 0x10;

/// Which function comes when.
struct Order<'w> {
    imported: u32,
    functions: Vec<Function<'w>>,
    /// The place that each function is given, by the one that it had.
    places: Vec<u32>,
}

/// A function with the place that it had.
struct Function<'w> {
    place: usize,
    kind: u32,
    body: FunctionBody<'w>,
}

impl<'w> Order<'w> {
    fn of(payloads: &[Payload<'w>], often: usize, near: usize) -> Result<Order<'w>> {
        let (mut imported, mut kinds, mut functions) = (0, Vec::new(), Vec::new());
        for payload in payloads {
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => kinds = types.clone().into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => {
                    let place = functions.len();
                    let kind = *kinds.get(place).context("a function has a type")?;
                    functions.push(Function { place, kind, body: body.clone() });
                }
                _ => {}
            }
        }
        ensure!(kinds.len() == functions.len(), "every type has its function");
        functions.sort_by_cached_key(|function| {
            let code = function.code();
            (function.kind, code.first() == Some(&GLOBAL_GET), code.len())
        });
        let calls = calls(&functions, imported)?;
        let mut most: Vec<usize> = (0..functions.len()).collect();
        most.sort_by_key(|at| Reverse(calls[functions[*at].place]));
        let (often, seldom) = most.split_at_mut(often.min(functions.len()));
        let mut order = Vec::new();
        for some in [often, seldom] {
            some.sort_unstable();
            let codes: Vec<&[u8]> = some.iter().map(|at| functions[*at].code()).collect();
            order.extend(chained(&codes, near).into_iter().map(|at| some[at]));
        }
        let mut functions: Vec<Option<Function<'_>>> = functions.into_iter().map(Some).collect();
        let functions: Vec<_> = order.into_iter().filter_map(|place| functions[place].take()).collect();
        let mut places = vec![0; functions.len()];
        for (place, function) in functions.iter().enumerate() {
            places[function.place] = u32::try_from(place)?;
        }
        Ok(Order { imported, functions, places })
    }

    /// The index that a function has now.
    fn new_index(&self, index: u32) -> u32 {
        let own = index.checked_sub(self.imported);
        own.map_or(index, |own| self.imported + self.places[own as usize])
    }

    fn types(&self) -> FunctionSection {
        let mut section = FunctionSection::new();
        for function in &self.functions {
            section.function(function.kind);
        }
        section
    }

    fn exports(&self, exports: &SectionLimited<'w, wasmparser::Export<'w>>) -> Result<ExportSection> {
        let mut section = ExportSection::new();
        for export in exports.clone() {
            let export = export?;
            match export.kind {
                ExternalKind::Func => section.export(export.name, ExportKind::Func, self.new_index(export.index)),
                ExternalKind::Table => section.export(export.name, ExportKind::Table, export.index),
                ExternalKind::Memory => section.export(export.name, ExportKind::Memory, export.index),
                ExternalKind::Global => section.export(export.name, ExportKind::Global, export.index),
                other => bail!("{} is exported as {other:?}", export.name),
            };
        }
        Ok(section)
    }

    fn elements(&self, elements: &SectionLimited<'w, wasmparser::Element<'w>>) -> Result<ElementSection> {
        let mut section = ElementSection::new();
        for element in elements.clone() {
            let element = element?;
            let (ElementKind::Active { table_index, offset_expr }, ElementItems::Functions(functions)) =
                (element.kind, element.items)
            else {
                bail!("a table is filled with functions at its place");
            };
            let mut offset = offset_expr.get_binary_reader();
            let offset = offset.read_bytes(offset.bytes_remaining().saturating_sub(1))?;
            let functions =
                functions.into_iter().map(|index| Ok(self.new_index(index?))).collect::<Result<Vec<_>>>()?;
            let functions = Elements::Functions(Cow::Owned(functions));
            section.active(table_index, &ConstExpr::raw(offset.iter().copied()), functions);
        }
        Ok(section)
    }

    fn code(&self, wasm: &[u8]) -> Result<CodeSection> {
        let mut section = CodeSection::new();
        for function in &self.functions {
            section.raw(&self.renumbered(&function.body, wasm)?);
        }
        Ok(section)
    }

    /// The body with the new indices in its calls.
    fn renumbered(&self, body: &FunctionBody<'w>, wasm: &[u8]) -> Result<Vec<u8>> {
        let (mut code, mut copied) = (Vec::new(), body.range().start);
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, at) = operators.read_with_offset()?;
            match operator {
                Operator::Call { function_index } => {
                    code.extend_from_slice(&wasm[copied..at]);
                    code.push(CALL);
                    self.new_index(function_index).encode(&mut code);
                    copied = operators.original_position();
                }
                Operator::RefFunc { .. } | Operator::ReturnCall { .. } => bail!("{operator:?} is not renumbered"),
                _ => {}
            }
        }
        code.extend_from_slice(&wasm[copied..body.range().end]);
        Ok(code)
    }
}

/// How often the function of each place is called.
fn calls(functions: &[Function<'_>], imported: u32) -> Result<Vec<usize>> {
    let mut calls = vec![0; functions.len()];
    for function in functions {
        for operator in function.body.get_operators_reader()? {
            if let Operator::Call { function_index } = operator?
                && let Some(own) = function_index.checked_sub(imported)
            {
                calls[own as usize] += 1;
            }
        }
    }
    Ok(calls)
}

/// How many bytes in a row count as something in common.
const RUN: usize = 4;

/// The places of codes in an order in which each, from the first on, comes behind those that it has most in common with: runs
/// of bytes, which count the more the rarer they are and the nearer the function that has them, for each byte of its own.
fn chained(codes: &[&[u8]], near: usize) -> Vec<usize> {
    let mut numbers = HashMap::new();
    let mut runs_of = |code: &&[u8]| {
        let mut runs: Vec<usize> = Vec::new();
        for run in code.windows(RUN) {
            let next = numbers.len();
            runs.push(*numbers.entry(run.to_vec()).or_insert(next));
        }
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let runs: Vec<Vec<usize>> = codes.iter().map(&mut runs_of).collect();
    let mut counts = vec![0.0_f32; numbers.len()];
    runs.iter().flatten().for_each(|run| counts[*run] += 1.0);
    let mut left: Vec<usize> = (0..codes.len()).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut worth = vec![0.0_f32; numbers.len()];
    while !left.is_empty() {
        worth.fill(0.0);
        for (place, distance) in chain.iter().rev().take(near).zip(2_u8..) {
            for run in &runs[*place] {
                worth[*run] = worth[*run].max(1.0 / (counts[*run].sqrt() * f32::from(distance)));
            }
        }
        let likeness = |place: usize| {
            let common: f32 = runs[place].iter().map(|run| worth[*run]).sum();
            common / (runs[place].len() + RUN) as f32
        };
        // The first of those that are as like.
        let best = left.iter().map(|place| likeness(*place)).enumerate().rev().max_by(|a, b| a.1.total_cmp(&b.1));
        chain.push(left.remove(best.map_or(0, |(at, _)| at)));
    }
    chain
}

impl Function<'_> {
    /// Its instructions, without the declarations of its locals.
    fn code(&self) -> &[u8] {
        let start =
            self.body.get_operators_reader().map_or(0, |reader| reader.original_position() - self.body.range().start);
        &self.body.as_bytes()[start..]
    }
}

#[cfg(test)]
mod tests {
    use super::alike_together;
    use crate::code::tests::asked;

    /// Functions of two types, called directly, through a table and from outside: 0 is ten, 1 the sum, 3 twice.
    const WAT: &str = r#"(module
        (import "host" "ten" (func (result i32)))
        (table 2 funcref)
        (elem (i32.const 0) 3 1)
        (func (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
        (func (export "asked") (param i32) (result i32)
            (call 1 (call 3 (local.get 0)) (call_indirect (param i32) (result i32) (call 0) (i32.const 0))))
        (func (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))"#;

    #[test]
    fn another_order_computes_the_same() {
        let wasm = wat::parse_str(WAT).unwrap();
        let orders = alike_together(&wasm).unwrap();
        assert!(orders.iter().any(|ordered| *ordered != wasm));
        for (at, ordered) in orders.iter().enumerate() {
            assert_eq!((asked(&wasm), asked(ordered)), (28, 28));
            assert_eq!(alike_together(ordered).unwrap()[at], *ordered);
        }
    }

    #[test]
    fn what_would_name_other_functions_is_refused() {
        let refused = |wat: &str| alike_together(&wat::parse_str(wat).unwrap()).unwrap_err().to_string();
        assert!(refused("(module (func $named))").contains("names"));
        let global = "(module (func) (elem declare func 0) (global funcref (ref.func 0)))";
        assert!(refused(global).contains("RefFunc"));
    }
}
