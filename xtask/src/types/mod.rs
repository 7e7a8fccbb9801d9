//! TypeScript declarations and JSON Schema, written from the engine's own descriptions of its documents.

mod schema;
mod typescript;

use anyhow::{Context, Result};
use patronage::kernel::shape::{Body, Named, Shape};
use patronage::loyalty;
use std::path::Path;

/// Writes pkg/src/types.ts and pkg/schema/program.schema.json.
pub fn write(root: &Path) -> Result<()> {
    put(&root.join("pkg/src/types.ts"), &typescript::declarations(&named(&loyalty::shapes())))?;
    let program = loyalty::shapes().into_iter().next().context("the program describes itself first")?;
    put(&root.join("pkg/schema/program.schema.json"), &schema::document(&program)?)
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
