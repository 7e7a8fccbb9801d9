//! TypeScript declarations.

use patronage::kernel::shape::{Body, Field, Named, Shape, Variant};

/// The module of the first layer, which declares what any JSON value is.
pub const FIRST: &str = "types";

const JSON: &str = "\n/** A JSON value. */\n\
    export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };\n";

/// A module that declares types, and gives on those that another module declares, each with that module's name.
pub fn declarations(module: &str, source: &str, imported: &[(&str, &str)], types: &[Named]) -> String {
    let body: String = types.iter().map(|named| format!("\n{}", declaration(named))).collect();
    let mut text = format!("// Written by `cargo xtask build` from the Rust types in {source}; do not edit.\n");
    if module == FIRST {
        return text + JSON + &body;
    }
    let json = body.contains("Json").then_some(("Json", FIRST));
    for (name, from) in json.iter().chain(imported) {
        text += &format!("import type {{ {name} }} from \"./{from}.js\";\n");
    }
    if !imported.is_empty() {
        let names: Vec<&str> = imported.iter().map(|(name, _)| *name).collect();
        text += &format!("\nexport type {{ {} }};\n", names.join(", "));
    }
    text + &body
}

fn declaration(named: &Named) -> String {
    let Named { name, doc, body } = named;
    let doc = comment(doc, "");
    match body {
        Body::Alias(shape) => format!("{doc}export type {name} = {};\n", spelled(shape)),
        Body::Words(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            format!("{doc}export type {name} = {};\n", words.join(" | "))
        }
        Body::Record { fields, open } => {
            let others =
                if *open { "  /** Further attributes. */\n  readonly [attribute: string]: unknown;\n" } else { "" };
            format!("{doc}export interface {name} {{\n{}{others}}}\n", lines(fields, "  "))
        }
        Body::Tagged(variants) => {
            let variants: Vec<String> = variants.iter().map(variant).collect();
            format!("{doc}export type {name} =\n{};\n", variants.join("\n"))
        }
    }
}

fn variant(variant: &Variant) -> String {
    let Variant { code, doc, fields } = variant;
    format!("{}  | {{\n      readonly code: {code:?};\n{}    }}", comment(doc, "  "), lines(fields, "      "))
}

fn lines(fields: &[Field], indent: &str) -> String {
    fields.iter().map(|field| line(field, indent)).collect()
}

fn line(field: &Field, indent: &str) -> String {
    let mark = if field.optional { "?" } else { "" };
    // A caller may pass `undefined` for what is left out; JSON leaves it out.
    let none = if field.optional { " | undefined" } else { "" };
    format!(
        "{}{indent}readonly {}{mark}: {}{none};\n",
        comment(&field.doc, indent),
        key(field.key),
        spelled(&field.shape)
    )
}

fn key(key: &str) -> String {
    let plain = key.chars().all(|character| character.is_ascii_alphanumeric() || character == '$');
    if plain { key.to_owned() } else { format!("{key:?}") }
}

/// A doc comment of one line or several.
fn comment(doc: &str, indent: &str) -> String {
    let doc = doc.replace("*/", "*\\/");
    if !doc.contains('\n') {
        return format!("{indent}/** {doc} */\n");
    }
    let lines: String = doc.lines().map(|line| format!("{indent} * {line}\n")).collect();
    format!("{indent}/**\n{lines}{indent} */\n")
}

fn spelled(shape: &Shape) -> String {
    match shape {
        Shape::Any => "Json".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Number | Shape::Integer { .. } => "number".to_owned(),
        Shape::Literal(word) => format!("{word:?}"),
        Shape::Host(class) => (*class).to_owned(),
        Shape::List(inner) => match &**inner {
            Shape::Union(_) | Shape::Nullable(_) | Shape::List(_) => format!("readonly ({})[]", spelled(inner)),
            _ => format!("readonly {}[]", spelled(inner)),
        },
        Shape::Map(inner) => format!("{{ readonly [key: string]: {} }}", spelled(inner)),
        Shape::Nullable(inner) => format!("{} | null", spelled(inner)),
        Shape::Union(shapes) => shapes.iter().map(spelled).collect::<Vec<_>>().join(" | "),
        Shape::Named(named) => named.name.to_owned(),
    }
}
