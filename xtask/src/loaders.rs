//! The loaders of every flavour, one for each kind of host, written from the templates of `pkg/loaders`.

use crate::build::Flavour;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Writes them into the flavour's folder in `pkg/src`.
pub fn write(root: &Path, flavour: &Flavour) -> Result<()> {
    let folder = root.join("pkg/src").join(flavour.name);
    let templates = root.join("pkg/loaders");
    for template in fs::read_dir(&templates).with_context(|| format!("{} cannot be listed", templates.display()))? {
        let template = template?;
        let loader = filled(&fs::read_to_string(template.path())?, flavour);
        let path = folder.join(template.file_name());
        fs::write(&path, loader).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// A template with the flavour's own words in its gaps.
fn filled(template: &str, flavour: &Flavour) -> String {
    let entry =
        if flavour.name == "patronage" { "patronage".to_owned() } else { format!("patronage/{}", flavour.name) };
    let gaps = [("$flavour", flavour.name), ("$entry", &entry), ("$Api", flavour.api), ("$offer", flavour.offer)];
    gaps.iter().fold(template.to_owned(), |text, (gap, word)| text.replace(gap, word))
}
