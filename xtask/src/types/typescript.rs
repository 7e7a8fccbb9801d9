//! TypeScript declarations.

use patronage::kernel::shape::{Body, Field, Named, Shape, Variant};

/// The module of the first layer, which declares what any JSON value is.
pub const FIRST: &str = "types";

const JSON: &str = "\n/** A JSON value. */\n\
    export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };\n";

/// The longest line of the package's code.
const WIDTH: usize = 120;

/// How a list of numbers is spelled.
#[derive(Clone, Copy)]
enum Lists {
    Plain,
    /// Also a typed array.
    Bulk,
}

/// The type of numbers in bulk, and the module that declares it.
const BULK: (&str, &str) = ("Numbers", "columns");

/// A module that declares types, and gives on those that another module declares, each with that module's name. Those
/// of `bulk` take numbers in bulk.
pub fn declarations(module: &str, source: &str, imported: &[(&str, &str)], types: &[Named], bulk: &[&str]) -> String {
    let lists = |named: &Named| if bulk.contains(&named.name) { Lists::Bulk } else { Lists::Plain };
    let body: String = types.iter().map(|named| format!("\n{}", declaration(named, lists(named)))).collect();
    let mut text = format!("// Written by `cargo xtask build` from the Rust types in {source}; do not edit.\n");
    if module == FIRST {
        return text + JSON + &body;
    }
    let json = body.contains("Json").then_some(("Json", FIRST));
    let columns = (!bulk.is_empty()).then_some(BULK);
    for (name, from) in json.iter().chain(&columns).chain(imported) {
        text += &format!("import type {{ {name} }} from \"./{from}.js\";\n");
    }
    if !imported.is_empty() || columns.is_some() {
        let names: Vec<&str> = columns.iter().chain(imported).map(|(name, _)| *name).collect();
        text += &given_on(&names);
    }
    text + &body
}

/// The names that are given on, laid out as all code is.
fn given_on(names: &[&str]) -> String {
    let line = format!("\nexport type {{ {} }};\n", names.join(", "));
    let several = || format!("\nexport type {{\n  {},\n}};\n", names.join(",\n  "));
    if line.trim().len() <= WIDTH { line } else { several() }
}

fn declaration(named: &Named, lists: Lists) -> String {
    let Named { name, doc, body } = named;
    let doc = comment(doc, "");
    match body {
        Body::Alias(shape) => format!("{doc}export type {name} = {};\n", spelled(shape, lists)),
        Body::Words(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            let (begin, words) = (format!("export type {name} ="), words.join(" | "));
            let one = format!("{begin} {words};\n");
            if one.trim().len() <= WIDTH { doc + &one } else { format!("{doc}{begin}\n  {words};\n") }
        }
        Body::Record { fields, open } => {
            let others =
                if *open { "  /** Further attributes. */\n  readonly [attribute: string]: unknown;\n" } else { "" };
            format!("{doc}export interface {name} {{\n{}{others}}}\n", lines(fields, "  ", lists))
        }
        Body::Tagged(variants) => {
            let variants: Vec<String> = variants.iter().map(|one| variant(one, lists)).collect();
            format!("{doc}export type {name} =\n{};\n", variants.join("\n"))
        }
    }
}

fn variant(variant: &Variant, lists: Lists) -> String {
    let Variant { code, doc, fields } = variant;
    format!("{}  | {{\n      readonly code: {code:?};\n{}    }}", comment(doc, "  "), lines(fields, "      ", lists))
}

fn lines(fields: &[Field], indent: &str, lists: Lists) -> String {
    fields.iter().map(|field| line(field, indent, lists)).collect()
}

fn line(field: &Field, indent: &str, lists: Lists) -> String {
    let mark = if field.optional { "?" } else { "" };
    // A caller may pass `undefined` for what is left out; JSON leaves it out.
    let none = if field.optional { " | undefined" } else { "" };
    format!(
        "{}{indent}readonly {}{mark}: {}{none};\n",
        comment(&field.doc, indent),
        key(field.key),
        spelled(&field.shape, lists)
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
    let lines: String = doc.lines().map(|line| format!("{}\n", format!("{indent} * {line}").trim_end())).collect();
    format!("{indent}/**\n{lines}{indent} */\n")
}

fn spelled(shape: &Shape, lists: Lists) -> String {
    match shape {
        Shape::Any => "Json".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Number | Shape::Integer { .. } => "number".to_owned(),
        Shape::Literal(word) => format!("{word:?}"),
        Shape::Host(class) => (*class).to_owned(),
        _ if is_bulk(shape, lists) => BULK.0.to_owned(),
        Shape::List(inner) => match &**inner {
            Shape::Union(_) | Shape::Nullable(_) | Shape::List(_) if !is_bulk(inner, lists) => {
                format!("readonly ({})[]", spelled(inner, lists))
            }
            _ => format!("readonly {}[]", spelled(inner, lists)),
        },
        Shape::Map(inner) => format!("{{ readonly [key: string]: {} }}", spelled(inner, lists)),
        Shape::Nullable(inner) => format!("{} | null", spelled(inner, lists)),
        Shape::Union(shapes) => shapes.iter().map(|shape| spelled(shape, lists)).collect::<Vec<_>>().join(" | "),
        Shape::Named(named) => named.name.to_owned(),
    }
}

/// Whether it is a list of numbers that may come in bulk.
fn is_bulk(shape: &Shape, lists: Lists) -> bool {
    let Shape::List(inner) = shape else { return false };
    matches!((&**inner, lists), (Shape::Number | Shape::Integer { .. }, Lists::Bulk))
}
