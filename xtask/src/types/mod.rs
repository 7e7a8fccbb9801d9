//! TypeScript declarations and JSON Schema, written from the engine's own descriptions of its documents.

mod schema;
mod typescript;

use anyhow::{Context, Result, bail};
use patronage::kernel::shape::{Body, Named, Shape};
use patronage::loyalty;
use std::path::Path;

/// Writes pkg/src/types.ts and pkg/schema/program.schema.json, or checks that they are written.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let program = loyalty::shapes().into_iter().next().context("the program describes itself first")?;
    let files = [
        ("pkg/src/types.ts", typescript::declarations(&named(&loyalty::shapes()))),
        ("pkg/schema/program.schema.json", schema::document(&program)?),
    ];
    for (path, text) in files {
        if !check {
            put(&root.join(path), &text)?;
        } else if std::fs::read_to_string(root.join(path))? != text {
            bail!("{path} is not what the engine describes: run `cargo xtask types` and commit");
        }
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Every named type that the shapes use, each once, those that are used after those that use them.
fn named(shapes: &[Shape]) -> Vec<Named> {
    let mut found = Vec::new();
    shapes.iter().for_each(|shape| collect(shape, &mut found));
    found
}

fn collect(shape: &Shape, found: &mut Vec<Named>) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => collect(inner, found),
        Shape::Union(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
        Shape::Named(named) if found.iter().all(|other| other.name != named.name) => {
            found.push(named.clone());
            parts(named).into_iter().for_each(|shape| collect(shape, found));
        }
        _ => {}
    }
}

/// The shapes that a named type is made of.
fn parts(named: &Named) -> Vec<&Shape> {
    match &named.body {
        Body::Alias(shape) => vec![shape],
        Body::Words(_) => Vec::new(),
        Body::Record { fields, .. } => fields.iter().map(|field| &field.shape).collect(),
        Body::Tagged(variants) => {
            variants.iter().flat_map(|variant| &variant.fields).map(|field| &field.shape).collect()
        }
    }
}
