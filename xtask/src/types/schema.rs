//! JSON Schema (2020-12), so that editors complete and check a document while it is written.

use anyhow::{Result, bail};
use patronage::kernel::shape::{Body, Field, Named, Shape};
use serde_json::{Map, Value, json};

/// The schema of one document.
pub fn document(root: &Shape) -> Result<String> {
    let Shape::Named(named) = root else { bail!("a document has a name") };
    let mut definitions = Map::new();
    for other in super::named(std::slice::from_ref(root))?.iter().skip(1) {
        definitions.insert(other.name.to_owned(), described(other));
    }
    let mut schema = described(named);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!(named.name));
        object.insert("$defs".to_owned(), Value::Object(definitions));
    }
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

fn described(named: &Named) -> Value {
    let mut schema = match &named.body {
        Body::Alias(shape) => spelled(shape),
        Body::Words(words) => {
            let words = words.iter().map(|(word, doc)| json!({ "const": word, "description": doc }));
            json!({ "oneOf": words.collect::<Vec<_>>() })
        }
        Body::Record { fields, open } => record(fields, *open),
        Body::Tagged(variants) => {
            let variants = variants.iter().map(|variant| {
                let mut schema = record(&variant.fields, false);
                schema["properties"]["code"] = json!({ "const": variant.code });
                schema
            });
            json!({ "oneOf": variants.collect::<Vec<_>>() })
        }
    };
    schema["description"] = json!(named.doc);
    schema
}

fn record(fields: &[Field], open: bool) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = spelled(&field.shape);
        schema["description"] = json!(field.doc);
        properties.insert(field.key.to_owned(), schema);
    }
    let required: Vec<&str> = fields.iter().filter(|field| !field.optional).map(|field| field.key).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": open })
}

fn spelled(shape: &Shape) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Text | Shape::Host(_) => json!({ "type": "string" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Shape::Literal(word) => json!({ "const": word }),
        Shape::List(inner) => json!({ "type": "array", "items": spelled(inner) }),
        Shape::Map(inner) => json!({ "type": "object", "additionalProperties": spelled(inner) }),
        Shape::Nullable(inner) => json!({ "anyOf": [spelled(inner), { "type": "null" }] }),
        Shape::Union(shapes) => json!({ "anyOf": shapes.iter().map(spelled).collect::<Vec<_>>() }),
        Shape::Named(named) => json!({ "$ref": format!("#/$defs/{}", named.name) }),
    }
}
