//! TypeScript declarations and JSON Schema, written from the engine's own descriptions of its documents.

mod schema;
mod typescript;

use anyhow::{Context, Result, bail};
use patronage::kernel::shape::{Body, Named, Shape};
use patronage::{loyalty, offers, recommend, survey};
use std::path::Path;

/// A layer of the engine and the module that declares its types.
struct Layer {
    /// The module, in `pkg/src`.
    module: &'static str,
    /// Where the Rust types are.
    source: &'static str,
    shapes: Vec<Shape>,
    /// The requests that take typed arrays wherever they take a list of numbers.
    bulk: Vec<Shape>,
}

fn layers() -> Vec<Layer> {
    let (metrics, quality) = (survey::metrics::shapes(), survey::quality::shapes());
    // Of each the first is what is asked.
    let asked = metrics.first().into_iter().chain(quality.first()).cloned().collect();
    let measures = [metrics, quality].concat();
    vec![
        Layer { module: typescript::FIRST, source: "src/loyalty", shapes: loyalty::shapes(), bulk: Vec::new() },
        Layer { module: "offer-types", source: "src/offers", shapes: offers::shapes(), bulk: Vec::new() },
        Layer {
            module: "invitation-types",
            source: "src/survey/invite",
            shapes: survey::invite::shapes(),
            bulk: Vec::new(),
        },
        Layer { module: "recommend-types", source: "src/recommend", shapes: recommend::shapes(), bulk: Vec::new() },
        Layer {
            module: "metric-types",
            source: "src/survey/metrics and src/survey/quality",
            shapes: measures,
            bulk: asked,
        },
    ]
}

/// Writes the modules of types into pkg/src and the schemas into pkg/schema, or checks that they are written.
pub fn run(root: &Path, check: bool) -> Result<()> {
    for (path, text) in files()? {
        if !check {
            put(&root.join(path), &text)?;
        } else if std::fs::read_to_string(root.join(&path))? != text {
            bail!("{path} is not what the engine describes: run `cargo xtask types` and commit");
        }
    }
    Ok(())
}

fn files() -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    // A type that two layers have is declared with the first.
    let mut declared: Vec<(&str, Named)> = Vec::new();
    for layer in layers() {
        let types = named(&layer.shapes)?;
        let (shared, own): (Vec<Named>, Vec<Named>) =
            types.into_iter().partition(|one| declared.iter().any(|(_, other)| other.name == one.name));
        let imported = shared.iter().map(|one| import(one, &declared)).collect::<Result<Vec<_>>>()?;
        let bulk: Vec<&str> = named(&layer.bulk)?.into_iter().map(|one| one.name).collect();
        let text = typescript::declarations(layer.module, layer.source, &imported, &own, &bulk);
        declared.extend(own.into_iter().map(|one| (layer.module, one)));
        files.push((format!("pkg/src/{}.ts", layer.module), text));
    }
    for (name, shapes) in
        [("program", loyalty::shapes()), ("offers", offers::shapes()), ("invitations", survey::invite::shapes())]
    {
        let document = shapes.first().context("a layer describes its document first")?;
        files.push((format!("pkg/schema/{name}.schema.json"), schema::document(document)?));
    }
    files.push(("pkg/src/widget/questions/categories.ts".to_owned(), categories()));
    Ok(files)
}

/// The kinds of files that the widget lets through and the engine accepts.
fn categories() -> String {
    let lines: Vec<String> =
        survey::FILE_CATEGORIES.iter().map(|(name, types)| format!("  {name}: {types:?},\n")).collect();
    format!(
        "// Written by `cargo xtask types` from src/survey/form.rs; do not edit.\n\n\
         /** The kinds of files that a document names by a word: the endings or media types of each. */\n\
         export const CATEGORIES: Readonly<Record<string, string>> = {{\n{}}};\n",
        lines.concat()
    )
}

/// The name of a shared type and the module that declares it.
fn import(shared: &Named, declared: &[(&'static str, Named)]) -> Result<(&'static str, &'static str)> {
    match declared.iter().find(|(_, other)| other == shared) {
        Some((module, _)) => Ok((shared.name, module)),
        None => bail!("two different types have the name {}", shared.name),
    }
}

fn put(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Every named type that the shapes use, each once, those that are used after those that use them.
fn named(shapes: &[Shape]) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    shapes.iter().try_for_each(|shape| collect(shape, &mut found))?;
    Ok(found)
}

fn collect(shape: &Shape, found: &mut Vec<Named>) -> Result<()> {
    match shape {
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => collect(inner, found),
        Shape::Union(shapes) => shapes.iter().try_for_each(|shape| collect(shape, found)),
        Shape::Named(named) => match found.iter().find(|other| other.name == named.name) {
            Some(other) if other == named => Ok(()),
            Some(_) => bail!("two different types have the name {}", named.name),
            None => {
                found.push(named.clone());
                parts(named).into_iter().try_for_each(|shape| collect(shape, found))
            }
        },
        _ => Ok(()),
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
