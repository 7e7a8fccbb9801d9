//! The package's TypeScript for what lies elsewhere: the sentences of `locales/`, the codes of the errors, and the names that
//! surveys may carry.

use anyhow::{Context, Result};
use patronage::kernel::Code;
use patronage::survey::VOCABULARY;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// The languages, as the files of `locales/` are named.
pub const LOCALES: [&str; 2] = ["en", "zh-CN"];

/// Writes pkg/src/codes.ts, pkg/src/vocabulary.ts, and pkg/src/locales/ from locales/.
pub fn write(root: &Path) -> Result<()> {
    put(&root.join("pkg/src/codes.ts"), &codes())?;
    put(&root.join("pkg/src/vocabulary.ts"), &vocabulary())?;
    for locale in LOCALES {
        let path = root.join("locales").join(locale).with_extension("json");
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let file =
            serde_json::from_str(&text).with_context(|| format!("{} is not what it should be", path.display()))?;
        put(&root.join("pkg/src/locales").join(format!("{locale}.ts")), &sentences(file)?)?;
    }
    Ok(())
}

fn codes() -> String {
    let codes: Vec<String> = Code::ALL.iter().map(|code| format!("  | {:?}", code.as_str())).collect();
    format!(
        "// Written by `cargo xtask build` from src/kernel/error.rs; do not edit.\n\n\
         /** What the engine finds wrong. */\nexport type EngineErrorCode =\n{};\n",
        codes.join("\n")
    )
}

fn vocabulary() -> String {
    format!(
        "// Written by `cargo xtask build` from src/survey/vocabulary.rs; do not edit.\n\
         import type {{ Vocabulary }} from \"./survey.js\";\n\n\
         /** The classes of SurveyJS's objects, each with the one that it is a kind of and its properties. */\n\
         export const names: Vocabulary[\"names\"] =\n  {VOCABULARY:?};\n\n\
         /** The names that SurveyJS documents may carry. */\n\
         const vocabulary: Vocabulary = {{ names }};\nexport default vocabulary;\n"
    )
}

/// One constant for each section, so that a bundle takes only what it uses; the package's own errors join the engine's.
fn sentences(mut file: Map<String, Value>) -> Result<String> {
    let mut section = |name: &str| file.remove(name).with_context(|| format!("the section {name} is missing"));
    let locale = section("locale")?;
    let tag = locale.as_str().unwrap_or_default().to_owned();
    let mut errors = section("errors")?;
    if let (Value::Object(errors), Value::Object(own)) = (&mut errors, section("package")?) {
        errors.extend(own);
    }
    let (reasons, offers) = (section("reasons")?, section("offers")?);
    let (invitations, quality) = (section("invitations")?, section("quality")?);
    let recommendations = section("recommendations")?;
    let words = section("words")?;
    let mut text = "// Written by `cargo xtask build` from locales/; do not edit.\n\
                    import type { Sentences } from \"../explain.js\";\n\n"
        .to_owned();
    for (name, doc, value) in [
        ("locale", "The language tag.", locale),
        ("errors", "By the code of an error.", errors),
        ("reasons", "By the code of a reason in an answer about a program.", reasons),
        ("offers", "By the code of a reason why an offer acts or not.", offers),
        ("invitations", "By the code of a reason why a survey is shown or not.", invitations),
        ("quality", "By the code of a doubt about a response.", quality),
        ("recommendations", "By the code of a reason for a recommendation, or for fewer of them.", recommendations),
        ("words", "The engine's words.", words),
    ] {
        let value = serde_json::to_string_pretty(&value)?;
        text += &format!("/** {doc} */\nexport const {name}: Sentences[\"{name}\"] = {value};\n\n");
    }
    text += &format!("/** The sentences of {tag}. */\n");
    text += "const sentences: Sentences = {\n  locale,\n  errors,\n  reasons,\n  offers,\n  invitations,\n  quality,\n  \
             recommendations,\n  words,\n};\nexport default sentences;\n";
    Ok(text)
}

fn put(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))?;
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}
